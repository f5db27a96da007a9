"""Quốc hiệu.

“CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM” (“HOÀ” cũng đúng: bảng Mục V viết như vậy), in hoa, cỡ 12 đến 13, đứng, đậm, ở bên phải
trang đầu, trên một dòng.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.nd30 import viet_khoang, viet_so
from docgen.recognise import DongChu, Tep
from docgen.rules.phat_hien import PhatHien, QuyTac
from docgen.rules.xet_thanh_phan import canh_giua, co_chu, kieu_chu, text_width

_CAN_CU = nd30.can_cu(nd30.QUOC_HIEU.can_cu)
LOI_VAN = QuyTac("quoc_hieu.loi_van", "loi", _CAN_CU, f"“{nd30.LOI_QUOC_HIEU}”")
CO_CHU = QuyTac("quoc_hieu.co_chu", "loi", _CAN_CU, f"cỡ chữ {viet_khoang(nd30.QUOC_HIEU.co_chu)}")
KIEU_CHU = QuyTac("quoc_hieu.kieu_chu", "loi", _CAN_CU, "đứng, đậm")
CACH_CANH = QuyTac("quoc_hieu.canh", "loi", f"{_CAN_CU}; Mục IV, ô số 1", "bên phải, canh giữa cột")
MOT_DONG = QuyTac("quoc_hieu.mot_dong", "loi", nd30.can_cu("Mục V, số thứ tự 1"), "trên một dòng")
QUY_TAC = (LOI_VAN, CO_CHU, KIEU_CHU, CACH_CANH, MOT_DONG)
_VI_TRI = "Quốc hiệu"
_TOLERANCE = 1.0  # mm


def kiem_tra(tep: Tep) -> Iterator[PhatHien]:
    for van_ban in tep.van_ban:
        lines = van_ban.dau_van_ban.quoc_hieu
        if not lines:
            continue
        first = lines[0]
        text = " ".join(line.text for line in lines)
        if text.replace("HOÀ", "HÒA") != nd30.LOI_QUOC_HIEU:
            yield LOI_VAN.phat_hien(
                first,
                f"“{text}”",
                f"“{nd30.LOI_QUOC_HIEU}”",
                f"gõ lại: {nd30.LOI_QUOC_HIEU}",
                _VI_TRI,
                doan_van=text,
            )
        wrong_size = list(co_chu(CO_CHU, lines, nd30.QUOC_HIEU, _VI_TRI))
        yield from wrong_size
        yield from kieu_chu(KIEU_CHU, lines, nd30.QUOC_HIEU, _VI_TRI)
        yield from _xet_cach_canh(first, van_ban.dau_van_ban.co_quan_ban_hanh)
        if not wrong_size or len(lines) > 1:  # letters too large wrap; the size is what is wrong
            yield from _mot_dong(lines)


def _xet_cach_canh(line: DongChu, office: list[DongChu]) -> Iterator[PhatHien]:
    left_of_office = (
        office and line.cac_cot[:-1] and office[0].cac_cot[:-1] and line.cac_cot[:-1] < office[0].cac_cot[:-1]
    )
    if left_of_office:
        yield CACH_CANH.phat_hien(
            line,
            "bên trái trang",
            "bên phải, cột phải của đầu văn bản",
            "chuyển Quốc hiệu, Tiêu ngữ sang cột phải",
            _VI_TRI,
        )
    elif line.cac_cot[:-1]:
        width = text_width(line)
        # In a cell that the line fills, it stands in the middle however it is aligned.
        if line.paragraph.align != "center" and width < line.width - 4:
            yield from canh_giua(CACH_CANH, [line], _VI_TRI)


def _mot_dong(lines: list[DongChu]) -> Iterator[PhatHien]:
    first = lines[0]
    if len(lines) > 1:
        seen = "tách thành hai dòng"
    elif first.cac_cot[:-1] and text_width(first) > first.width + _TOLERANCE:
        seen = (
            f"rộng {viet_so(round(text_width(first)))} mm, ô chỉ rộng {viet_so(round(first.width))} mm nên xuống dòng"
        )
    else:
        return
    yield MOT_DONG.phat_hien(
        first,
        seen,
        "Quốc hiệu trên một dòng",
        f"nới cột phải của bảng đầu văn bản, hoặc đặt cỡ chữ {viet_so(nd30.QUOC_HIEU.co_chu[0])}",
        _VI_TRI,
    )
