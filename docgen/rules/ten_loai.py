"""Tên loại văn bản.

In hoa, cỡ 13 đến 14, đứng, đậm, canh giữa.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.nghi_dinh import nd30
from docgen.recognise import Tep
from docgen.rules.chung import canh_giua, co_chu, in_hoa, khoang, kieu_chu
from docgen.rules.phat_hien import PhatHien, QuyTac

_CAN_CU = nd30.can_cu(nd30.TEN_LOAI.can_cu)
QUY_TAC = {
    "ten_loai.co_chu": QuyTac("loi", _CAN_CU, f"cỡ chữ {khoang(nd30.TEN_LOAI.co_chu)}"),
    "ten_loai.kieu_chu": QuyTac("loi", _CAN_CU, "in hoa, đứng, đậm"),
    "ten_loai.canh": QuyTac("loi", _CAN_CU, "canh giữa"),
}
_VI_TRI = "tên loại"


def kiem(tep: Tep) -> Iterator[PhatHien]:
    for van_ban in tep.van_ban:
        if van_ban.dong_ten_loai is None:
            continue
        lines = [van_ban.dong_ten_loai]
        yield from co_chu("ten_loai.co_chu", lines, nd30.TEN_LOAI, _VI_TRI)
        case = list(in_hoa("ten_loai.kieu_chu", lines, _VI_TRI))
        yield from case or kieu_chu("ten_loai.kieu_chu", lines, nd30.TEN_LOAI, _VI_TRI)
        yield from canh_giua("ten_loai.canh", lines, _VI_TRI)
