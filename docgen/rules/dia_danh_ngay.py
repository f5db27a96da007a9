"""Địa danh và thời gian ban hành.

“Lai Châu, ngày 05 tháng 02 năm 2026”: sau địa danh có dấu phẩy; ngày nhỏ hơn 10 và tháng 1, tháng 2 thêm số 0, tháng 3 đến
tháng 9 không thêm; năm đủ bốn chữ số. Cỡ 13 đến 14, nghiêng, canh giữa dưới Quốc hiệu, Tiêu ngữ. Văn bản chưa đăng ký thì
ngày, tháng còn trống: chỉ là cảnh báo.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.nd30 import viet_khoang
from docgen.nghi_dinh.vietnamese import is_digits
from docgen.recognise import DongChu, Tep
from docgen.rules.phat_hien import PhatHien, QuyTac
from docgen.rules.xet_thanh_phan import canh_giua, co_chu, kieu_chu

_CAN_CU = nd30.can_cu(nd30.DIA_DANH_THOI_GIAN.can_cu)
_NGAY = nd30.can_cu("Mục II, khoản 4, điểm b")
NGAY_THANG = QuyTac(
    "dia_danh_ngay.ngay", "canh_bao", _NGAY, "đã ghi ngày, tháng; số 0 trước ngày nhỏ hơn 10 và tháng 1, 2"
)
DANG_NGAY_THANG = QuyTac("dia_danh_ngay.dang", "loi", f"{_CAN_CU}; {_NGAY}", "Địa danh, ngày … tháng … năm …")
CO_CHU = QuyTac("dia_danh_ngay.co_chu", "loi", _CAN_CU, f"cỡ chữ {viet_khoang(nd30.DIA_DANH_THOI_GIAN.co_chu)}")
KIEU_CHU = QuyTac("dia_danh_ngay.kieu_chu", "loi", _CAN_CU, "nghiêng")
CACH_CANH = QuyTac("dia_danh_ngay.canh", "loi", _CAN_CU, "canh giữa")
QUY_TAC = (NGAY_THANG, DANG_NGAY_THANG, CO_CHU, KIEU_CHU, CACH_CANH)
_VI_TRI = "địa danh, thời gian"
_BLANK = r"[\s.…_/\[\]xX]*|\{\{.*?\}\}|\[.*?\]"
_FORM = re.compile(
    rf"(?P<place>[^,]*?)(?P<comma>\s?,)?\s*(?P<word>[Nn]gày)(?P<day>\s*[0-9]{{1,2}}\s*|{_BLANK})tháng(?P<month>\s*[0-9]{{1,2}}\s*|{_BLANK})năm(?P<year>\s*[0-9]+|{_BLANK})(?P<rest>.*)"
)


def kiem_tra(tep: Tep) -> Iterator[PhatHien]:
    for van_ban in tep.van_ban:
        line = van_ban.dau_van_ban.dia_danh_ngay
        if line is None:
            continue
        yield from _written(line)
        yield from co_chu(CO_CHU, [line], nd30.DIA_DANH_THOI_GIAN, _VI_TRI)
        yield from kieu_chu(KIEU_CHU, [line], nd30.DIA_DANH_THOI_GIAN, _VI_TRI)
        yield from canh_giua(CACH_CANH, [line], _VI_TRI)


def _written(line: DongChu) -> Iterator[PhatHien]:
    form = _FORM.fullmatch(line.text)
    wrong = "không đúng dạng" if form is None else _wrong_form(form)
    if wrong:
        yield DANG_NGAY_THANG.phat_hien(
            line,
            f"“{line.text}”: {wrong}",
            "dạng “Lai Châu, ngày … tháng … năm …”",
            "ghi địa danh, dấu phẩy, rồi ngày, tháng, năm",
            _VI_TRI,
        )
    seen = _wrong_day(form) if form is not None else None
    if seen is not None:
        yield NGAY_THANG.phat_hien(line, *seen, _VI_TRI)


def _wrong_form(form: re.Match[str]) -> str:
    place, year = form["place"].strip(), form["year"].strip()
    if not place:
        return "thiếu địa danh"
    if form["comma"] is None:
        return "thiếu dấu phẩy sau địa danh"
    if form["comma"] != ",":
        return "có dấu cách trước dấu phẩy"
    if form["word"] != "ngày":
        return "chữ “ngày” viết hoa"
    if not all(word[0].isupper() or not word[0].isalpha() for word in place.split()) and place.split()[
        0
    ].lower() not in {"tp.", "thành"}:
        return "địa danh chưa viết hoa"
    if is_digits(year) and len(year) != 4:
        return "năm không đủ bốn chữ số"
    return "thừa chữ ở cuối" if form["rest"].strip(" .") else ""


def _wrong_day(form: re.Match[str]) -> tuple[str, str, str] | None:
    day, month = form["day"].strip(), form["month"].strip()
    if not is_digits(day) or not is_digits(month):
        return "chưa ghi ngày, tháng", "ngày, tháng ban hành", "Văn thư ghi khi đăng ký"
    if not 1 <= int(month) <= 12 or not 1 <= int(day) <= calendar.monthrange(2024, int(month))[1]:
        return f"ngày {day} tháng {month}", "ngày có thật", "sửa ngày, tháng"
    right_day, right_month = f"{int(day):02d}", f"0{int(month)}" if int(month) < 3 else str(int(month))
    if day != right_day:
        return f"ngày “{day}”", f"ngày “{right_day}”", f"viết “ngày {right_day}”"
    if month != right_month:
        return f"tháng “{month}”", f"tháng “{right_month}”", f"viết “tháng {right_month}”"
    return None
