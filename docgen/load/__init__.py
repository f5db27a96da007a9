"""A workspace folder → the dossier of a plan; every mistake in the files found in one run."""

from __future__ import annotations

import typing
from pathlib import Path
from unicodedata import normalize

from docgen.errors import Place, Problem, UnusableError
from docgen.load.ban_hanh import da_ban_hanh
from docgen.load.codes import OF_THE_OFFICE, Known, known_codes, validated, with_issued
from docgen.load.cross_checks import cross_checks
from docgen.load.read import read
from docgen.model import (
    DIEU_CHINH,
    Codes,
    CoQuan,
    DanhGia,
    DieuChinh,
    HoSo,
    KeHoach,
    Record,
    TienDoQuy,
    VanBan,
)
from docgen.model.tree import Mapping
from docgen.nghi_dinh.vietnamese import nearest

OFFICE_FILE = "data/co_quan.yaml"
PLAN_FILE = "ke_hoach.yaml"
PROGRESS_FOLDER = "tien_do"
# The files of a plan's folder that hold the record of one document. All but the plan may be missing.
FILES: dict[str, type[VanBan]] = {
    PLAN_FILE: KeHoach,
    **dict.fromkeys(DIEU_CHINH, DieuChinh),
    "danh_gia.yaml": DanhGia,
}


def plans(workspace: Path) -> list[str]:
    """The codes of the plans of a workspace: the folders of data/ that hold a ke_hoach.yaml."""
    try:
        folders = [path for path in (workspace / "data").iterdir() if not path.name.startswith(".")]
        return sorted(path.name for path in folders if (path / PLAN_FILE).exists())
    except OSError:
        return []


def chosen_plan(workspace: Path, ma: str | None) -> str:
    """The plan that is asked for, or the only one. Raises UnusableError where that is no plan of this workspace."""
    known = plans(workspace)
    # The name of a folder made on a Mac is decomposed, what is typed is not.
    if ma is not None and (same := [name for name in known if normalize("NFC", name) == normalize("NFC", ma)]):
        return same[0]
    if ma is None and len(known) == 1:
        return known[0]
    data = Place("data")
    if not (workspace / OFFICE_FILE).exists():
        raise UnusableError(
            [
                Problem(
                    Place(OFFICE_FILE), "không có tệp này", "chạy lệnh ở thư mục chứa data/ (nơi có data/co_quan.yaml)"
                )
            ]
        )
    if not known:
        raise UnusableError(
            [Problem(data, "chưa có kế hoạch nào", f"tạo thư mục data/<mã kế hoạch>/ và tệp {PLAN_FILE} trong đó")]
        )
    if ma is None:
        raise UnusableError(
            [
                Problem(
                    data,
                    f"có {len(known)} kế hoạch: {', '.join(known)}",
                    f"ghi rõ --ke-hoach, ví dụ --ke-hoach {known[0]}",
                )
            ]
        )
    near = nearest(ma, known)
    raise UnusableError(
        [
            Problem(
                data,
                f"không có kế hoạch “{ma}”",
                f"có phải là “{near}”?" if near else f"các kế hoạch đã có: {', '.join(known)}",
            )
        ]
    )


def snapshot(workspace: Path, ma_ke_hoach: str) -> dict[str, bytes]:
    """The input files of a plan as they stand at one moment, by name."""
    names = [name for name in _files(f"data/{ma_ke_hoach}") if (workspace / name).is_file()]
    try:
        return {name: (workspace / name).read_bytes() for name in names}
    except OSError as error:
        place = Place(Path(error.filename).relative_to(workspace).as_posix())
        remedy = "kiểm tra quyền đọc và đóng chương trình đang mở tệp"
        raise UnusableError([Problem(place, f"không đọc được tệp ({error.strerror})", remedy)]) from error


def _files(folder: str) -> dict[str, type[Record]]:
    """The files that a plan may have, and what each holds."""
    return {
        OFFICE_FILE: CoQuan,
        **{f"{folder}/{name}": record for name, record in FILES.items()},
        **{f"{folder}/{PROGRESS_FOLDER}/quy_{quy}.yaml": TienDoQuy for quy in range(1, 5)},
    }


def load(workspace: Path, ma_ke_hoach: str, taken: typing.Mapping[str, bytes] | None = None) -> HoSo:
    """The dossier of one plan; `taken` is a snapshot that stands in place of its files. Raises UnusableError with all mistakes of all files."""
    folder = f"data/{ma_ke_hoach}"
    files = _files(folder)
    always = (OFFICE_FILE, f"{folder}/{PLAN_FILE}")
    problems = _stray_files(workspace, folder)
    trees = {}
    for name in files:
        there = (workspace / name).exists() if taken is None else name in taken
        if name in always or there:
            trees[name], found = read(workspace / name, name, None if taken is None else taken.get(name))
            problems += found
    issued, of_plans, damaged = da_ban_hanh(workspace, folder, files)
    problems += damaged
    codes = Codes(known=with_issued(_all_known(trees), of_plans))
    records = {name: validated(files[name], tree, codes, problems) for name, tree in trees.items()}
    co_quan, ke_hoach = records[always[0]], records[always[1]]
    progress = {quy: records.get(f"{folder}/{PROGRESS_FOLDER}/quy_{quy}.yaml") for quy in range(1, 5)}
    if not problems and isinstance(co_quan, CoQuan) and isinstance(ke_hoach, KeHoach):
        tien_do = {quy: record for quy, record in progress.items() if isinstance(record, TienDoQuy)}
        others = {name: records.get(f"{folder}/{name}") for name in FILES if name != PLAN_FILE}
        ban_ghi = {name: record for name, record in others.items() if isinstance(record, VanBan)}
        ho_so = HoSo(co_quan, ke_hoach, tien_do, ban_ghi, issued)
        problems += cross_checks(ho_so)
        if not problems:
            return ho_so
    raise UnusableError(problems)


def _stray_files(workspace: Path, folder: str) -> list[Problem]:
    """Files of progress and of adjustments that would not be read for their names."""
    known = _files(folder)
    inside = (
        (PROGRESS_FOLDER, "tiến độ", "quy_1.yaml … quy_4.yaml"),
        ("dieu_chinh", "điều chỉnh", "lan_1.yaml, lan_2.yaml …"),
    )
    return [
        Problem(Place(name), f"tệp {called} có tên khác {right} nên không được đọc", "đổi tên tệp")
        for inner, called, right in inside
        for path in (workspace / folder / inner).glob("*")
        if path.suffix in (".yaml", ".yml") and (name := f"{folder}/{inner}/{path.name}") not in known
    ]


def load_office(workspace: Path) -> CoQuan:
    """The office alone. Raises UnusableError with all mistakes of its file."""
    tree, problems = read(workspace / OFFICE_FILE, OFFICE_FILE)
    co_quan = validated(CoQuan, tree, Codes(known=known_codes(tree)), problems)
    if problems or co_quan is None:
        raise UnusableError(problems)
    return co_quan


def _all_known(trees: typing.Mapping[str, Mapping | None]) -> Known:
    """The codes by kind, without the kinds of a file that cannot be read: that is said once, and not at each code."""
    unread = {name == OFFICE_FILE for name, tree in trees.items() if tree is None}
    known = known_codes(*trees.values())
    return {kind: codes for kind, codes in known.items() if (kind in OF_THE_OFFICE) not in unread}
