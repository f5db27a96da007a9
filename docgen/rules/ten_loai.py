"""Tên loại văn bản.

In hoa, cỡ 13 đến 14, đứng, đậm, canh giữa.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.nd30 import viet_khoang
from docgen.recognise import Tep
from docgen.rules.phat_hien import PhatHien, QuyTac
from docgen.rules.xet_thanh_phan import canh_giua, co_chu, in_hoa, kieu_chu

_CAN_CU = nd30.can_cu(nd30.TEN_LOAI.can_cu)
CO_CHU = QuyTac("ten_loai.co_chu", "loi", _CAN_CU, f"cỡ chữ {viet_khoang(nd30.TEN_LOAI.co_chu)}")
KIEU_CHU = QuyTac("ten_loai.kieu_chu", "loi", _CAN_CU, "in hoa, đứng, đậm")
CACH_CANH = QuyTac("ten_loai.canh", "loi", _CAN_CU, "canh giữa")
QUY_TAC = (CO_CHU, KIEU_CHU, CACH_CANH)
_VI_TRI = "tên loại"


def kiem_tra(tep: Tep) -> Iterator[PhatHien]:
    for van_ban in tep.van_ban:
        if van_ban.dong_ten_loai is None:
            continue
        lines = [van_ban.dong_ten_loai]
        yield from co_chu(CO_CHU, lines, nd30.TEN_LOAI, _VI_TRI)
        case = list(in_hoa(KIEU_CHU, lines, _VI_TRI))
        yield from case or kieu_chu(KIEU_CHU, lines, nd30.TEN_LOAI, _VI_TRI)
        yield from canh_giua(CACH_CANH, lines, _VI_TRI)
