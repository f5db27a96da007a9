"""Mục của văn bản bố cục theo phần, mục, khoản, điểm.

Số La Mã và tiêu đề của mục (“I. MỤC ĐÍCH”) in hoa, cỡ 13 đến 14, đứng, đậm.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.nghi_dinh import nd30
from docgen.recognise import Tep
from docgen.rules.chung import trich
from docgen.rules.phat_hien import PhatHien, QuyTac

QUY_TAC = {"muc.kieu_chu": QuyTac("canh_bao", nd30.can_cu(nd30.MUC.can_cu), "in hoa, đứng, đậm")}


def kiem(tep: Tep) -> Iterator[PhatHien]:
    for van_ban in tep.van_ban:
        for doan in van_ban.noi_dung:
            if doan.cap != "mục" or doan.trich:
                continue
            line = doan.dong
            wrong = [] if line.capitals else ["chữ in thường"]
            wrong += [] if line.all("bold") else ["không đậm"]
            wrong += ["chữ nghiêng"] if line.any("italic") else []
            if wrong:
                yield PhatHien(
                    "muc.kieu_chu",
                    doan.paragraph.spot,
                    ", ".join(wrong),
                    "chữ in hoa, đứng, đậm",
                    "viết tiêu đề mục bằng chữ in hoa, đứng, đậm",
                    doan_van=trich(line.text),
                )
