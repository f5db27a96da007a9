"""The parts of an administrative document (các thành phần thể thức), as they were found in a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from docgen.docx.facts import Block, Document, Paragraph, Stroke
from docgen.recognise.lines import Dong

# How a paragraph of the body stands in its layout, from large to small (Phụ lục I, Phần I, Mục II, khoản 6, điểm c, đ).
Cap = Literal[
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
class Doan:
    """A paragraph (or line) of the body: its level, its number as written (`II`, `1.2`, `đ`), and what follows it.

    `so` counts from 1; 0 where there is nothing to count. `cha` is the index of the paragraph it stands under, -1 for none.
    `trich` is True inside quotation marks opened in an earlier or this paragraph: a quoted text has numbers of its own.
    """

    dong: Dong
    cap: Cap
    nhan: str
    so: tuple[int, ...]
    loi: str
    cha: int
    trich: bool = False

    @property
    def paragraph(self) -> Paragraph:
        return self.dong.paragraph


@dataclass(frozen=True)
class DauVanBan:
    """The letterhead. Lists hold the lines of a component that takes several."""

    quoc_hieu: list[Dong] = field(default_factory=list)
    tieu_ngu: Dong | None = None
    co_quan_chu_quan: list[Dong] = field(default_factory=list)
    co_quan_ban_hanh: list[Dong] = field(default_factory=list)
    so_ky_hieu: Dong | None = None
    dia_danh_ngay: Dong | None = None
    trich_yeu_cong_van: list[Dong] = field(default_factory=list)
    kinh_gui: list[Dong] = field(default_factory=list)  # where it stands in the table of the letterhead
    ke_tieu_ngu: list[Stroke] = field(default_factory=list)
    ke_co_quan: list[Stroke] = field(default_factory=list)
    ke_gach_go: list[Dong] = field(default_factory=list)  # lines typed with underscores where they should be drawn
    dang: bool = False  # a document of the Party


@dataclass(frozen=True)
class ChuKy:
    """One signature: the lines of authority and office, and the name."""

    quyen_han: list[Dong] = field(default_factory=list)
    ho_ten: Dong | None = None


@dataclass(frozen=True)
class NoiNhan:
    """`Nơi nhận`: the label, and the lines under it."""

    label: Dong
    cac_dong: list[Dong] = field(default_factory=list)


@dataclass(frozen=True)
class PhuLuc:
    """An annex after the signature: its label line, the lines of its title, and the blocks it holds."""

    label: Dong
    ten: list[Dong]
    blocks: list[Block]


@dataclass(frozen=True)
class VanBan:
    """One administrative document. A file may hold several: a decision, and the regulation that it issues (`kem_theo`).

    `ten_loai` is the name of the type as in Điều 7 (`Kế hoạch`), empty where none was recognised.
    """

    tep: Document
    ten_loai: str = ""
    tieu_de_la: str = ""  # a title that names no type of Điều 7
    dau: DauVanBan = field(default_factory=DauVanBan)
    dong_ten_loai: Dong | None = None
    trich_yeu: list[Dong] = field(default_factory=list)
    ke_trich_yeu: list[Stroke] = field(default_factory=list)
    kinh_gui: list[Dong] = field(default_factory=list)
    can_cu: list[Dong] = field(default_factory=list)
    noi_dung: list[Doan] = field(default_factory=list)
    ket_thuc: Dong | None = None  # the last line of the body
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
