"""Khổ giấy và hướng giấy.

Mọi phần (section) của văn bản dùng khổ A4 (210 × 297 mm, cho phép lệch 0,5 mm), trình bày theo chiều dài. Trang ngang
chỉ dùng cho phần có bảng, biểu hoặc phụ lục.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.docx.facts import Table
from docgen.docx.mending import SetPage
from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.nd30 import viet_so
from docgen.recognise import Tep
from docgen.rules.cac_phan import first_spot, has_annex, ten_phan
from docgen.rules.phat_hien import PhatHien, QuyTac

KHO_GIAY = QuyTac("kho_giay", "loi", nd30.can_cu("Mục I, khoản 1, khoản 2"), "khổ A4, theo chiều dài")
QUY_TAC = (KHO_GIAY,)
_TOLERANCE = 0.5  # mm


def kiem_tra(tep: Tep) -> Iterator[PhatHien]:
    for number, section in enumerate(tep.facts.sections):
        spot = first_spot(tep, number)
        width, height = sorted(nd30.KHO_GIAY_A4, reverse=section.landscape)
        if abs(section.width - width) > _TOLERANCE or abs(section.height - height) > _TOLERANCE:
            yield KHO_GIAY.phat_hien(
                spot,
                f"khổ giấy {viet_so(round(section.width, 1))} × {viet_so(round(section.height, 1))} mm",
                f"khổ A4, {' × '.join(map(viet_so, nd30.KHO_GIAY_A4))} mm",
                "Bố cục > Khổ giấy: A4",
                ten_phan(tep, number),
                sua_chua=(SetPage(number, "width", width), SetPage(number, "height", height)),
            )
        elif section.landscape and not _may_lie(tep, number):
            yield KHO_GIAY.phat_hien(
                spot,
                "trang nằm ngang, phần này không có bảng, biểu, phụ lục",
                "trang theo chiều dài của khổ A4",
                "Bố cục > Hướng: Dọc",
                ten_phan(tep, number),
            )


def _may_lie(tep: Tep, section: int) -> bool:
    """True where the section holds a table of data or an annex; letterheads and signatures stand in tables too."""
    if has_annex(tep, section):
        return True
    tables = [block for block in tep.facts.blocks if isinstance(block, Table) and block.section == section]
    return any(table.bordered or len(table.rows) > 5 for table in tables)
