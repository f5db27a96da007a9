"""`docgen kiem`: checks the form of Word documents against the decree, or the data of a workspace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from docgen.commands.sau_ban_hanh import KhacBiet, sau_ban_hanh
from docgen.docx import package
from docgen.docx.annotate import GhiChu, annotated
from docgen.docx.facts import Table, paragraphs
from docgen.docx.mend import mended
from docgen.docx.ooxml import is_strict
from docgen.docx.read import read
from docgen.errors import Place, Problem, UnusableError
from docgen.load import OFFICE_FILE, load, load_office, plans
from docgen.load.ban_hanh import bi_sua
from docgen.model import CoQuan, KiemTheThuc
from docgen.nghi_dinh.vietnamese import nearest
from docgen.publish import Written, publish
from docgen.recognise import Tep, recognise
from docgen.rules import CHUA_XET, QUY_TAC, MucDo, PhatHien, check
from docgen.rules.vi_tri import ViTri

_ENDINGS = {".docx", ".docm", ".doc"}
_ORDER: dict[MucDo, int] = {"loi": 0, "canh_bao": 1, "goi_y": 2}
_LEVELS: dict[str, MucDo | None] = {"tắt": None, "gợi ý": "goi_y", "cảnh báo": "canh_bao", "lỗi": "loi"}
# What only the registry can fill in: no breach of a document that has not been registered.
CHO_DANG_KY = frozenset({"so_ky_hieu.so", "dia_danh_ngay.ngay"})
_MOST_PASSES = 4


@dataclass(frozen=True)
class KetQua:
    """One finding as it is shown: the keys of the JSON output."""

    tep: str
    quy_tac: str
    muc_do: MucDo
    vi_tri: str
    doan_van: str
    thay: str
    can: str
    can_cu: str
    sua: str


@dataclass
class BaoCaoTep:
    """What was found in one file: the findings, most serious first; `khong_phai` says what else the file is.

    `da_xet` says what was looked at, `chua_xet` what was not, `luu_y` what a reader should know of the file.
    """

    tep: str
    cac_ket_qua: list[KetQua] = field(default_factory=list)
    khong_phai: str = ""
    da_xet: str = ""
    chua_xet: tuple[str, ...] = ()
    luu_y: tuple[str, ...] = ()

    @property
    def co_loi(self) -> bool:
        """True where there is a breach or a warning."""
        return any(ket_qua.muc_do != "goi_y" for ket_qua in self.cac_ket_qua)


@dataclass(frozen=True)
class NguongLoi:
    """The choices of an office: other severities (None: not checked), abbreviations it explains itself."""

    muc_do: dict[str, MucDo | None] = field(default_factory=dict)
    chu_viet_tat: frozenset[str] = frozenset()


def kiem(files: Iterable[Path], workspace: Path) -> tuple[list[BaoCaoTep], list[Problem]]:
    """The reports of files and of all Word files in folders, and a problem for each file that cannot be checked.

    Raises UnusableError where data/co_quan.yaml is there and wrong.
    """
    nguong = office_choices(workspace)
    reports: list[BaoCaoTep] = []
    problems: list[Problem] = []
    for path in _documents(files, problems):
        try:
            reports.append(kiem_tep(path.as_posix(), _content(path), nguong))
        except UnusableError as error:
            problems += error.problems
    return reports, problems


def kiem_tep(name: str, content: bytes, nguong: NguongLoi) -> BaoCaoTep:
    """The report of one file. Raises UnusableError where it is no Word document."""
    tep = recognise(read(name, content))
    return BaoCaoTep(
        tep=name,
        cac_ket_qua=[ket_qua for _, ket_qua in _found(tep, nguong)],
        khong_phai=tep.khong_phai,
        da_xet=_looked_at(tep),
        chua_xet=() if tep.khong_phai else (*CHUA_XET, *_switched_off(nguong)),
        luu_y=tep.facts.remarks,
    )


def da_lap(files: Iterable[Path], workspace: Path) -> list[BaoCaoTep]:
    """The reports of documents just written in which anything is found but a number and a date for the registry to fill."""
    reports, problems = kiem(files, workspace)
    if problems:
        raise UnusableError(problems)
    for report in reports:
        report.cac_ket_qua = [ket_qua for ket_qua in report.cac_ket_qua if ket_qua.quy_tac not in CHO_DANG_KY]
    return [report for report in reports if report.cac_ket_qua or report.khong_phai]


def kiem_du_lieu(workspace: Path) -> dict[str, list[KhacBiet]]:
    """The plans, whose data are right, each with what differs from what was issued. Raises UnusableError with all mistakes of all plans."""
    right: dict[str, list[KhacBiet]] = {}
    problems: list[Problem] = []
    known = plans(workspace)
    if not known:
        load_office(workspace)
        raise UnusableError([Problem(Place("data"), "chưa có kế hoạch nào", "tạo data/<mã kế hoạch>/ke_hoach.yaml")])
    for ma in known:
        try:
            ho_so = load(workspace, ma)
            changed = bi_sua(ho_so.ban_hanh.values())
            problems += changed
            right[ma] = [] if changed else sau_ban_hanh(ho_so)
        except UnusableError as error:
            problems += error.problems
    if problems:
        raise UnusableError(problems)
    return right


def ghi_chu(path: Path, target: Path, workspace: Path) -> Written:
    """Writes a copy of the file with a comment at each finding. Raises UnusableError."""
    _refuse_same(path, target)
    nguong = office_choices(workspace)
    content = _to_change(path)
    notes = [_comment(found, ket_qua) for found, ket_qua in _found(recognise(read(path.as_posix(), content)), nguong)]
    return publish(annotated(content, notes), target)


@dataclass(frozen=True)
class DaSua:
    """What became of a mended copy: the file, what is gone of the findings, what was tried and is still there."""

    tep: Written
    da_sua: tuple[KetQua, ...]
    con_lai: tuple[KetQua, ...]


def sua(path: Path, target: Path, workspace: Path) -> DaSua:
    """Writes a mended copy of the file. Raises UnusableError."""
    _refuse_same(path, target)
    nguong = office_choices(workspace)
    content = _to_change(path)
    tried: dict[KetQua, None] = {}
    left: set[KetQua] = set()
    for _ in range(_MOST_PASSES):  # a mending may bring to light the next: a size once the font is right
        found = [pair for pair in _found(recognise(read(path.as_posix(), content)), nguong) if pair[0].sua_chua]
        left = {ket_qua for _, ket_qua in found}
        if left <= set(tried):
            break
        tried |= dict.fromkeys(ket_qua for _, ket_qua in found)
        content = mended(content, [mending for phat_hien, _ in found for mending in phat_hien.sua_chua])
    done = tuple(ket_qua for ket_qua in tried if ket_qua not in left)
    return DaSua(publish(content, target), done, tuple(ket_qua for ket_qua in tried if ket_qua in left))


def office_choices(workspace: Path) -> NguongLoi:
    """What the office of this workspace chose; nothing outside a workspace. Raises UnusableError."""
    if not (workspace / OFFICE_FILE).exists():
        return NguongLoi()
    return choices(load_office(workspace))


def choices(co_quan: CoQuan) -> NguongLoi:
    """What this office chose. Raises UnusableError that names an item that does not exist."""
    unknown = [choice for choice in co_quan.kiem_the_thuc if not _items(choice)]
    if unknown:
        raise UnusableError([_unknown_item(choice) for choice in unknown])
    changed = {ma: _LEVELS[choice.muc_do] for choice in co_quan.kiem_the_thuc for ma in _items(choice)}
    return NguongLoi(changed, frozenset(chu.viet_tat for chu in co_quan.chu_viet_tat))


def _items(choice: KiemTheThuc) -> list[str]:
    """The items that a setting names: one, or all of a rule."""
    return [ma for ma in QUY_TAC if choice.quy_tac in {ma, ma.split(".")[0]}]


def _unknown_item(choice: KiemTheThuc) -> Problem:
    near = nearest(choice.quy_tac, QUY_TAC)
    remedy = f"có phải là “{near}”?" if near else "mã mục in ở mỗi phát hiện của docgen kiem"
    return Problem(choice.place("quy_tac"), f"không có mục kiểm “{choice.quy_tac}”", remedy)


def _documents(files: Iterable[Path], problems: list[Problem]) -> Iterator[Path]:
    """The files, and those in folders; Word's own lock files (`~$…`) are no documents."""
    for path in files:
        if not path.is_dir():
            yield path
            continue
        inside = [
            p
            for p in sorted(path.rglob("*"))
            if p.suffix.lower() in _ENDINGS and not p.name.startswith(("~$", ".")) and p.is_file()
        ]
        if not inside:
            problems.append(
                Problem(Place(path.as_posix()), "thư mục không có tệp Word nào", "chọn thư mục có tệp .docx")
            )
        yield from inside


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnusableError(
            [Problem(Place(path.as_posix()), "không có tệp này", "kiểm tra tên tệp và thư mục")]
        ) from error
    except OSError as error:
        remedy = "đóng tệp nếu đang mở trong Word, kiểm tra quyền đọc"
        raise UnusableError(
            [Problem(Place(path.as_posix()), f"không đọc được tệp ({error.strerror})", remedy)]
        ) from error


def _to_change(path: Path) -> bytes:
    """The bytes of a file of which a changed copy is written."""
    content = _content(path)
    read(path.as_posix(), content)  # says what is wrong with it, if anything is
    if any(is_strict(part) for name, part in package.read(content).items() if name.endswith(".xml")):
        remedy = "mở bằng Word, lưu lại dạng Word Document (.docx) thường, rồi chạy lại"
        raise UnusableError(
            [Problem(Place(path.as_posix()), "tệp dạng Strict Open XML: chỉ kiểm, không ghi bản sao", remedy)]
        )
    return content


def _refuse_same(path: Path, target: Path) -> None:
    if path.resolve() == target.resolve():
        raise UnusableError(
            [Problem(Place(target.as_posix()), "trùng với tệp gốc", "ghi ra tệp khác: docgen không sửa tệp gốc")]
        )
    if target.suffix.lower() != path.suffix.lower():
        raise UnusableError(
            [
                Problem(
                    Place(target.as_posix()),
                    f"đuôi tệp khác với tệp gốc ({path.suffix})",
                    f"đặt tên có đuôi {path.suffix}",
                )
            ]
        )


def _found(tep: Tep, nguong: NguongLoi) -> list[tuple[PhatHien, KetQua]]:
    """The findings with their severity and place, most serious first, in the order of the file among equals."""
    if tep.khong_phai:
        return []
    places = ViTri(tep)
    pairs = []
    for found in check(tep, chu_viet_tat=nguong.chu_viet_tat):
        muc_do = nguong.muc_do.get(found.quy_tac, QUY_TAC[found.quy_tac].muc_do)
        if muc_do is not None:
            ket_qua = KetQua(
                tep.facts.name,
                found.quy_tac,
                muc_do,
                found.vi_tri or places.vi_tri_cua(found.spot),
                found.doan_van,
                found.thay,
                found.can,
                QUY_TAC[found.quy_tac].can_cu,
                found.sua,
            )
            pairs.append((found, ket_qua))
    return sorted(pairs, key=lambda pair: _ORDER[pair[1].muc_do])


def _comment(found: PhatHien, ket_qua: KetQua) -> GhiChu:
    return GhiChu(
        found.spot, (f"{ket_qua.thay}; cần {ket_qua.can}", f"→ {ket_qua.sua}", f"{ket_qua.quy_tac} – {ket_qua.can_cu}")
    )


def _looked_at(tep: Tep) -> str:
    kinds = [
        f"{van_ban.ten_loai or 'văn bản không rõ loại'}{' (kèm theo)' if van_ban.kem_theo else ''}"
        for van_ban in tep.van_ban
    ]
    annexes = sum(len(van_ban.phu_luc) for van_ban in tep.van_ban)
    tables = sum(isinstance(block, Table) for block in tep.facts.blocks)
    counted = [
        f"{len(list(paragraphs(tep.facts.blocks)))} đoạn",
        f"{tables} bảng",
        *([f"{annexes} phụ lục"] if annexes else []),
    ]
    return f"{', '.join(kinds)}; {', '.join(counted)}; {len(QUY_TAC)} mục kiểm"


def _switched_off(nguong: NguongLoi) -> Sequence[str]:
    return tuple(f"{ma} (cơ quan tắt)" for ma, muc_do in nguong.muc_do.items() if muc_do is None)
