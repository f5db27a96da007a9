"""Bố cục: the parts of a plan in the order they are printed, with their labels.

Labels are made from the order and never typed: I., 1., 1.1., a) (Mục II khoản 6 điểm đ and Mục V số thứ tự 6 điểm b
of Phụ lục I, Nghị định 30/2020/NĐ-CP; 1.1. is the office's habit, which khoản 6 điểm c leaves free).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from docgen.model import UNITS, CoNhiemVu, CoQuan, Khoan, Muc, NhiemVu, NhomNhiemVu, PhanCong, PhuLuc, cac_phan
from docgen.nghi_dinh.vietnamese import ITEM_LETTERS, is_long, roman
from docgen.sources import LABEL, Part, Source, join, like, traced

Kieu = Literal[
    "muc", "khoan_co_tieu_de", "tieu_khoan_co_tieu_de", "khoan", "diem", "diem_co_tieu_de", "loi_van", "phan_cong",
    "bieu_do_nhom", "bang_quy", "bang_chi_tieu",
]  # fmt: skip


@dataclass(frozen=True)
class DoanVan:
    """A paragraph of the body: its kind (which chooses the Word style), its label and its text.

    One of kind `phan_cong` has no text of its own: the template writes a line for each of its four values that is there.
    """

    kieu: Kieu
    loi_van: str = ""
    nhan_muc: str = ""
    don_vi_chu_tri: str = ""
    don_vi_phoi_hop: str = ""
    don_vi_thuc_hien: str = ""
    thoi_gian_thuc_hien: str = ""


def cac_doan(cac_muc: Iterable[Muc], co_quan: CoQuan, *, phan_cong: bool = True) -> list[DoanVan]:
    """The paragraphs of some mục, labelled; without `phan_cong` who and when are left to the annex."""
    return list(_Body(co_quan, phan_cong=phan_cong).muc(cac_muc))


def ten_cac_don_vi(cac_ma: Sequence[str], co_quan: CoQuan) -> str:
    """The printed names of some units. Names hold commas, so a semicolon stands between them."""
    return join("; ", [co_quan.ten_don_vi(ma) for ma in cac_ma])


class _Body:
    def __init__(self, co_quan: CoQuan, *, phan_cong: bool) -> None:
        self._co_quan = co_quan
        self._phan_cong = phan_cong

    def muc(self, cac_muc: Iterable[Muc]) -> Iterator[DoanVan]:
        for number, muc in enumerate(cac_muc, 1):
            yield DoanVan("muc", like(muc.tieu_de.upper(), muc.tieu_de), gan_nhan(f"{roman(number)}."))
            yield from _loi_van(muc.doan_van)
            for i, khoan in enumerate(muc.khoan, 1):
                yield from self.khoan(khoan, i)
            for i, nhom in enumerate(muc.nhom_nhiem_vu, 1):
                yield DoanVan("khoan_co_tieu_de", nhom.tieu_de, gan_nhan(f"{i}."))
                yield from self.nhom(nhom)
            for i, task in enumerate(muc.nhiem_vu, 1):
                yield from self.nhiem_vu(task, gan_nhan(f"{i}."), "khoan")
            yield from self.phan_cong(muc)

    def khoan(self, khoan: Khoan, number: int) -> Iterator[DoanVan]:
        paragraphs = khoan.doan_van
        if khoan.tieu_de:
            yield DoanVan("khoan_co_tieu_de", khoan.tieu_de, gan_nhan(f"{number}."))
        else:
            yield DoanVan("khoan", paragraphs[0], gan_nhan(f"{number}."))
            paragraphs = paragraphs[1:]
        yield from _loi_van(paragraphs)
        for letter, diem in zip(ITEM_LETTERS, khoan.diem, strict=False):
            yield DoanVan("diem", diem, gan_nhan(f"{letter})"))
        for i, nhom in enumerate(khoan.nhom_nhiem_vu, 1):
            yield DoanVan("tieu_khoan_co_tieu_de", nhom.tieu_de, gan_nhan(f"{number}.{i}."))
            yield from self.nhom(nhom)
        yield from self.lettered(khoan.nhiem_vu)
        yield from self.phan_cong(khoan)

    def nhom(self, nhom: NhomNhiemVu) -> Iterator[DoanVan]:
        yield from self.lettered(nhom.nhiem_vu)
        yield from self.phan_cong(nhom)

    def lettered(self, tasks: Sequence[NhiemVu]) -> Iterator[DoanVan]:
        """Tasks a), b), c)…; a single one without a title needs no letter."""
        if len(tasks) == 1 and not tasks[0].tieu_de:
            yield from _loi_van(tasks[0].noi_dung)
            yield from self.phan_cong(tasks[0])
            return
        for letter, task in zip(ITEM_LETTERS, tasks, strict=False):
            yield from self.nhiem_vu(task, gan_nhan(f"{letter})"), "diem")

    def nhiem_vu(self, task: NhiemVu, label: str, kieu: Literal["diem", "khoan"]) -> Iterator[DoanVan]:
        paragraphs = task.noi_dung
        if task.tieu_de:
            yield DoanVan("diem_co_tieu_de" if kieu == "diem" else "khoan_co_tieu_de", task.tieu_de, label)
        else:
            yield DoanVan(kieu, paragraphs[0], label)
            paragraphs = paragraphs[1:]
        yield from _loi_van(paragraphs)
        yield from self.phan_cong(task)

    def phan_cong(self, part: CoNhiemVu | NhiemVu) -> Iterator[DoanVan]:
        """Who and when: under each task that says something of it, then once for the tasks that do not."""
        if (
            not self._phan_cong
            or not part.tu_ghi
            or (isinstance(part, CoNhiemVu) and part.nhiem_vu and all(task.tu_ghi for task in part.nhiem_vu))
        ):
            return
        yield DoanVan(
            "phan_cong",
            **{key: ten_cac_don_vi(getattr(part, key), self._co_quan) for key in UNITS},
            thoi_gian_thuc_hien=thoi_gian(part),
        )


def thoi_gian(part: PhanCong) -> str:
    """When, as it is printed, with its line; empty where nothing is said."""
    when = part.thoi_gian_thuc_hien
    if when is None:
        return ""
    return traced(when.loi_van, Source("thời gian thực hiện", (Part("", (part.place("thoi_gian_thuc_hien"),)),)))


def gan_nhan(label: str) -> str:
    """A number or letter that docgen counts out."""
    return traced(label, LABEL)


def _loi_van(paragraphs: Iterable[str]) -> Iterator[DoanVan]:
    return (DoanVan("loi_van", text) for text in paragraphs)


@dataclass(frozen=True)
class HangPhanCong:
    """A row of the table of assignments; with `nhom` it is the heading of a group and has nothing else."""

    nhom: str = ""
    tt: str = ""
    nhiem_vu: tuple[str, ...] = ()
    don_vi_chu_tri: str = ""
    don_vi_phoi_hop: str = ""
    thoi_gian_thuc_hien: str = ""
    san_pham: str = ""

    @property
    def qua_dai(self) -> bool:
        return is_long(self.nhiem_vu)


def bang_phan_cong(phu_luc: PhuLuc, cac_muc: Iterable[Muc], co_quan: CoQuan) -> list[HangPhanCong]:
    """The rows of an annex: its own tasks in full, or else every task of the plan's body by its short name."""
    rows: list[HangPhanCong] = []
    number = 0
    own = bool(phu_luc.nhiem_vu or phu_luc.nhom_nhiem_vu)
    parts = cac_phan(phu_luc) if own else (part for muc in cac_muc for part in cac_phan(muc))
    for part in parts:
        if part.nhiem_vu and not isinstance(part, PhuLuc):
            rows.append(HangPhanCong(nhom=part.ten_phan))
        for task in part.nhiem_vu:
            number += 1
            rows.append(_hang_phan_cong(task, number, own, co_quan))
    return rows


def _hang_phan_cong(task: NhiemVu, number: int, in_full: bool, co_quan: CoQuan) -> HangPhanCong:
    text = tuple(filter(None, (task.tieu_de, *task.noi_dung))) if in_full else (task.ten,)
    return HangPhanCong(
        tt=gan_nhan(str(number)),
        nhiem_vu=text,
        don_vi_chu_tri=ten_cac_don_vi(task.don_vi_chu_tri or task.don_vi_thuc_hien, co_quan),
        don_vi_phoi_hop=ten_cac_don_vi(task.don_vi_phoi_hop, co_quan),
        thoi_gian_thuc_hien=thoi_gian(task),
        san_pham=task.san_pham or "",
    )
