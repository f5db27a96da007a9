"""`docgen mau kiem`: what a template that somebody changed in Word lost, and what documents made of it would lack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.commands.kiem import CHO_DANG_KY, NguongLoi, kiem_tep, office_choices
from docgen.commands.lap import thuoc_tinh
from docgen.documents import DOCUMENT_TYPES, LoaiVanBan, VanBanLap, cac_van_ban
from docgen.docx.package import source_of
from docgen.edited import MauSua, examined, still_samples
from docgen.errors import Place, Problem, UnusableError
from docgen.load import OFFICE_FILE, load, load_office, plans
from docgen.model import CoQuan, TrinhBay
from docgen.render import names, refuse, render
from docgen.template import source
from docgen.template.build import build


@dataclass(frozen=True)
class KetQuaMau:
    """What was found of one template: whose it is (`mau_cua_ai`), what must be done, what is only to be known."""

    tep: str
    mau_cua_ai: str
    phat_hien: tuple[Problem, ...] = ()
    luu_y: tuple[str, ...] = ()


def mau_kiem(files: Sequence[Path], workspace: Path) -> tuple[list[KetQuaMau], list[Problem]]:
    """The reports of these templates, without any of all in the workspace; and a problem for each that cannot be read.

    Raises UnusableError where data/co_quan.yaml is there and wrong.
    """
    trinh_bay = _trinh_bay(workspace)
    nguong = office_choices(workspace)
    reports: list[KetQuaMau] = []
    problems: list[Problem] = []
    for path in files or _templates(workspace):
        try:
            reports.append(_mot_mau(path, workspace, trinh_bay, nguong))
        except UnusableError as error:
            problems += error.problems
    return reports, problems


def _trinh_bay(workspace: Path) -> TrinhBay:
    return load_office(workspace).trinh_bay if (workspace / OFFICE_FILE).exists() else TrinhBay.model_validate({})


def _templates(workspace: Path) -> list[Path]:
    found = [workspace / loai.tep_mau for loai in DOCUMENT_TYPES.values()]
    there = [path for path in found if path.exists()]
    if not there:
        remedy = "gõ docgen mau word để dựng mẫu, hoặc ghi tên tệp mẫu cần kiểm"
        raise UnusableError([Problem(Place("templates_docx"), "không có mẫu nào", remedy)])
    return there


def _mot_mau(path: Path, workspace: Path, trinh_bay: TrinhBay, nguong: NguongLoi) -> KetQuaMau:
    name = path.as_posix()
    try:
        content = path.read_bytes()
    except OSError as error:
        remedy = "kiểm tra tên tệp, đóng tệp nếu đang mở trong Word, kiểm tra quyền đọc"
        raise UnusableError([Problem(Place(name), f"không đọc được mẫu ({error.strerror})", remedy)]) from error
    made_by = source_of(content)
    if made_by is not None:
        current = made_by in {source(loai.body, trinh_bay) for loai in DOCUMENT_TYPES.values()}
        return KetQuaMau(name, "mẫu của docgen" if current else "mẫu của docgen, bản cũ: docgen dùng bản mới khi lập")
    loai, found = _nearest(path, content)
    own = names(build(loai.body, trinh_bay), loai.tep_mau)
    phat_hien = [*found.cac_loi, *found.the_hong, *(each.problem(name) for each in found.bi_bo), *found.phat_hien]
    luu_y = [f"{problem.place.spot}: {problem.finding}" for problem in found.luu_y]
    documents = list(_documents(workspace, loai))
    if not documents:
        luu_y.append("chưa có dữ liệu của loại văn bản này nên chưa xét thể thức của văn bản lập ra")
    if not found.the_hong:
        phat_hien += _tried(found.tep, name, own, documents, nguong)
    return KetQuaMau(name, f"mẫu {loai.ten_goi} đã sửa ngoài docgen", tuple(dict.fromkeys(phat_hien)), tuple(luu_y))


def _nearest(path: Path, content: bytes) -> tuple[LoaiVanBan, MauSua]:
    """The type whose template this is: by the file's name, or else the one of which it lacks least."""
    tried = [(loai, examined(content, path.as_posix(), loai.body)) for loai in DOCUMENT_TYPES.values()]
    return min(tried, key=lambda each: (not path.stem.startswith(Path(each[0].tep_mau).stem), len(each[1].bi_bo)))


def _documents(workspace: Path, loai: LoaiVanBan) -> Iterator[tuple[VanBanLap, CoQuan]]:
    """The documents of this type that the data of the workspace allow; data that are wrong are not this command's matter."""
    for ma in plans(workspace):
        try:
            ho_so = load(workspace, ma)
            yield from ((van_ban, ho_so.co_quan) for van_ban in cac_van_ban(ho_so, [loai.ma]))
        except UnusableError:
            continue


def _tried(
    template: bytes, name: str, own: Iterable[str], documents: Sequence[tuple[VanBanLap, CoQuan]], nguong: NguongLoi
) -> Iterator[Problem]:
    """What is wrong with the template by itself, or else with the documents made of it."""
    try:
        refuse(template, name, {*own, *(key for van_ban, _ in documents for key in van_ban.context)})
    except UnusableError as error:
        yield from error.problems
        return
    for van_ban, co_quan in documents:
        try:
            finished = render(template, name, van_ban.context, thuoc_tinh(van_ban, co_quan))
        except UnusableError as error:
            yield from error.problems
            return
        yield from still_samples(finished, name)
        for ket_qua in kiem_tep(name, finished, nguong).cac_ket_qua:
            if ket_qua.quy_tac not in CHO_DANG_KY and ket_qua.muc_do != "goi_y":
                place = Place(name, spot=f"{van_ban.ten}, {ket_qua.vi_tri}")
                yield Problem(place, f"{ket_qua.thay}; cần {ket_qua.can}", ket_qua.sua, ket_qua.can_cu)
