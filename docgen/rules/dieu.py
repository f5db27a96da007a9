"""Điều.

“Điều 1. Tiêu đề”: số Ả Rập, sau số có dấu chấm; từ “Điều”, số và tiêu đề đứng, đậm. Nhiều quyết định (cá biệt) viết ngay nội
dung sau số: khi đó chỉ xét “Điều 1.” đậm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.nghi_dinh import nd30
from docgen.recognise import DoanVan, Tep
from docgen.rules.phat_hien import PhatHien, QuyTac

TIEU_DE = QuyTac("dieu.tieu_de", "canh_bao", nd30.can_cu("Mục II, khoản 6, điểm đ"), "“Điều 1. Tiêu đề” đứng, đậm")
QUY_TAC = (TIEU_DE,)
_LABEL = re.compile(r"Điều [0-9]+\.")
_LONGEST_TITLE = 120


def kiem_tra(tep: Tep) -> Iterator[PhatHien]:
    for van_ban in tep.van_ban:
        for doan in van_ban.noi_dung:
            if doan.cap_muc == "điều" and not doan.trong_trich_dan:
                wrong = _wrong(doan)
                if wrong:
                    yield TIEU_DE.phat_hien(
                        doan.dong_chu,
                        wrong,
                        "“Điều 1. Tiêu đề”, chữ đứng, đậm",
                        "viết “Điều”, số, dấu chấm, tiêu đề; chọn cả dòng, bấm Ctrl+B",
                    )


def _wrong(doan: DoanVan) -> str:
    line = doan.dong_chu
    if not _LABEL.match(line.text):
        return "sau số của điều không có dấu chấm"
    if not doan.loi_van:
        return "điều không có tiêu đề"
    label = line.shown[0]
    if not label.bold:
        return "“Điều” và số không đậm"
    if label.italic:
        return "chữ nghiêng"
    # “Quyết định này có hiệu lực kể từ ngày ký” is a sentence that lacks its full stop.
    title = len(doan.loi_van) < _LONGEST_TITLE and doan.loi_van[-1].isalnum() and " này " not in f" {doan.loi_van} "
    return "tiêu đề của điều không đậm" if title and not line.all("bold") else ""
