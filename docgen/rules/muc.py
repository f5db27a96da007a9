"""Mục của văn bản bố cục theo phần, mục, khoản, điểm.

Số La Mã và tiêu đề của mục (“I. MỤC ĐÍCH”) in hoa, cỡ 13 đến 14, đứng, đậm.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.nghi_dinh import nd30
from docgen.recognise import Tep
from docgen.rules.phat_hien import PhatHien, QuyTac

KIEU_CHU = QuyTac("muc.kieu_chu", "canh_bao", nd30.can_cu(nd30.MUC.can_cu), "in hoa, đứng, đậm")
QUY_TAC = (KIEU_CHU,)


def kiem_tra(tep: Tep) -> Iterator[PhatHien]:
    for van_ban in tep.van_ban:
        for doan in van_ban.noi_dung:
            if doan.cap_muc != "mục" or doan.trong_trich_dan:
                continue
            line = doan.dong_chu
            wrong = [] if line.capitals else ["chữ in thường"]
            wrong += [] if line.all("bold") else ["không đậm"]
            wrong += ["chữ nghiêng"] if line.any("italic") else []
            if wrong:
                yield KIEU_CHU.phat_hien(
                    line,
                    ", ".join(wrong),
                    "chữ in hoa, đứng, đậm",
                    "viết tiêu đề mục bằng chữ in hoa, đứng, đậm",
                )
