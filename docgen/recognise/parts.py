"""The parts of an administrative document (các thành phần thể thức), as they were found in a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from docgen.docx.facts import Block, Document, Paragraph, Stroke
from docgen.recognise.lines import DongChu

# How a paragraph of the body stands in its layout, from large to small (Phụ lục I, Phần I, Mục II, khoản 6, điểm c, đ).
CapMuc = Literal[
    "phần",
    "chương",
    "mục đầu dòng",
    "mục chữ hoa",
    "mục",
    "tiểu mục",
    "điều",
    "khoản",
    "tiểu khoản",
    "điểm",
    "gạch",
    "lời văn",
]


@dataclass(frozen=True)
class DoanVan:
    """A paragraph (or line) of the body: its level, its number as written (`II`, `1.2`, `đ`), and what follows it.

    `so` counts from 1; 0 where there is nothing to count. `doan_cha` is the index of the paragraph it stands under, -1 for none.
    `trong_trich_dan` is True inside quotation marks opened in an earlier or this paragraph: a quoted text has numbers of its own.
    """

    dong_chu: DongChu
    cap_muc: CapMuc
    nhan_muc: str
    so: tuple[int, ...]
    loi_van: str
    doan_cha: int
    trong_trich_dan: bool = False

    @property
    def paragraph(self) -> Paragraph:
        return self.dong_chu.paragraph


@dataclass(frozen=True)
class DauVanBan:
    """The letterhead. Lists hold the lines of a component that takes several."""

    quoc_hieu: list[DongChu] = field(default_factory=list)
    tieu_ngu: DongChu | None = None
    co_quan_chu_quan: list[DongChu] = field(default_factory=list)
    co_quan_ban_hanh: list[DongChu] = field(default_factory=list)
    so_ky_hieu: DongChu | None = None
    dia_danh_ngay: DongChu | None = None
    trich_yeu_cong_van: list[DongChu] = field(default_factory=list)
    kinh_gui: list[DongChu] = field(default_factory=list)  # where it stands in the table of the letterhead
    ke_tieu_ngu: list[Stroke] = field(default_factory=list)
    ke_co_quan: list[Stroke] = field(default_factory=list)
    ke_gach_go: list[DongChu] = field(default_factory=list)  # lines typed with underscores where they should be drawn
    cua_dang: bool = False  # a document of the Party


@dataclass(frozen=True)
class ChuKy:
    """One signature: the lines of authority and office, and the name."""

    quyen_han: list[DongChu] = field(default_factory=list)
    ho_ten: DongChu | None = None


@dataclass(frozen=True)
class NoiNhan:
    """`Nơi nhận`: the label, and the lines under it."""

    label: DongChu
    cac_dong: list[DongChu] = field(default_factory=list)


@dataclass(frozen=True)
class PhuLuc:
    """An annex after the signature: its label line, the lines of its title, and the blocks it holds."""

    label: DongChu
    ten: list[DongChu]
    blocks: list[Block]


@dataclass(frozen=True)
class VanBan:
    """One administrative document. A file may hold several: a decision, and the regulation that it issues (`kem_theo`).

    `ten_loai` is the name of the type as in Điều 7 (`Kế hoạch`), empty where none was recognised.
    """

    tep: Document
    ten_loai: str = ""
    tieu_de_la: str = ""  # a title that names no type of Điều 7
    dau_van_ban: DauVanBan = field(default_factory=DauVanBan)
    dong_ten_loai: DongChu | None = None
    trich_yeu: list[DongChu] = field(default_factory=list)
    ke_trich_yeu: list[Stroke] = field(default_factory=list)
    kinh_gui: list[DongChu] = field(default_factory=list)
    can_cu: list[DongChu] = field(default_factory=list)
    noi_dung: list[DoanVan] = field(default_factory=list)
    ket_thuc: DongChu | None = None  # the last line of the body
    noi_nhan: NoiNhan | None = None
    chu_ky: list[ChuKy] = field(default_factory=list)
    phu_luc: list[PhuLuc] = field(default_factory=list)
    kem_theo: bool = False
    chu_noi_dung: str = ""  # all letters of the body, tables included

    @property
    def la_cong_van(self) -> bool:
        return self.ten_loai == "Công văn"


@dataclass(frozen=True)
class Tep:
    """A whole file: the documents in it, or why it is none (`khong_phai`)."""

    facts: Document
    van_ban: list[VanBan]
    khong_phai: str = ""
