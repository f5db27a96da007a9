"""Thời gian chốt số liệu báo cáo định kỳ: Điều 12 Nghị định 09/2019/NĐ-CP dưới dạng dữ liệu.

Quý, 6 tháng và năm theo Điều 12. Chín tháng không có trong Điều 12; lấy theo cách các tỉnh đang làm (từ đầu năm báo cáo đến
hết ngày chốt của quý III). Đối chiếu qua các nguồn thứ cấp, chưa đọc bản gốc của Nghị định.
"""

from __future__ import annotations

from datetime import date

# Kỳ → (ngày, tháng, năm so với năm báo cáo) đầu và cuối kỳ.
CHOT_SO_LIEU = {
    "quý I": ((15, 12, -1), (14, 3, 0)),
    "quý II": ((15, 3, 0), (14, 6, 0)),
    "quý III": ((15, 6, 0), (14, 9, 0)),
    "quý IV": ((15, 9, 0), (14, 12, 0)),
    "6 tháng đầu năm": ((15, 12, -1), (14, 6, 0)),
    "9 tháng": ((15, 12, -1), (14, 9, 0)),
    "năm": ((15, 12, -1), (14, 12, 0)),
}


def chot_so_lieu(ky: str, nam: int) -> tuple[date, date]:
    """Ngày đầu và ngày cuối của kỳ báo cáo. KeyError nếu kỳ không có trong bảng."""
    return tuple(date(nam + years, month, day) for day, month, years in CHOT_SO_LIEU[ky])  # type: ignore[return-value]
