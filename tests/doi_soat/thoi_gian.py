"""When a task is done, read a second time: a plain reading of the wordings that `sinh` writes, with nothing of docgen."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

THUONG_XUYEN, DINH_KY, CO_HAN, CHUA_XAC_DINH = "thường xuyên", "định kỳ", "có thời hạn", "chưa xác định"
_LA_MA = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_KHONG_NGAY = ("theo ", "khi ", "sau khi ", "ngay sau ", "tùy ", "trong thời gian ", "đột xuất")


@dataclass(frozen=True)
class ThoiGian:
    """The kind of a task, its first day, its deadline, and how often a quarter must see it done (định kỳ)."""

    loai: str
    tu_ngay: date | None = None
    han: date | None = None
    so_lan: int = 0


def ngay(text: str) -> date:
    """`05/3/2026` → the day."""
    day, month, year = text.split("/")
    return date(int(year), int(month), int(day))


@cache
def doc(text: str) -> ThoiGian:
    """The words of thoi_gian_thuc_hien → when. ValueError for a wording that is not known here."""
    chu = re.sub(r"\s*[-–]\s*", "-", " ".join(text.lower().split()).rstrip(" .;"))
    if chu.startswith("thường xuyên"):
        return ThoiGian(THUONG_XUYEN)
    if chu.startswith(_KHONG_NGAY):
        return ThoiGian(CHUA_XAC_DINH)
    if re.search(r"hằng|hàng|định kỳ", chu):
        return _lap_lai(chu)
    if chu.startswith("từ ") and "đến" not in chu and "-" not in chu:
        return ThoiGian(THUONG_XUYEN, tu_ngay=_khoang(chu.removeprefix("từ "))[0])
    return _co_han(chu)


def _lap_lai(chu: str) -> ThoiGian:
    if re.search(r"(hằng|hàng) tháng", chu):
        return ThoiGian(DINH_KY, so_lan=3)
    if re.search(r"(hằng|hàng) quý", chu):
        return ThoiGian(DINH_KY, so_lan=1)
    return ThoiGian(THUONG_XUYEN)


def _co_han(chu: str) -> ThoiGian:
    chu = re.sub(r"^(?:(?:hoàn thành|xong) )+", "", chu)
    if chu.startswith("trước "):
        first, last = _khoang(chu.removeprefix("trước "))
        return ThoiGian(CO_HAN, han=last if first == last else first - timedelta(days=1))
    for lead in ("chậm nhất ", "đến hết ", "cuối ", "từ nay đến hết "):
        if chu.startswith(lead):
            return ThoiGian(CO_HAN, han=_khoang(chu.removeprefix(lead))[1])
    first, last = _tu_den(chu) or _khoang(re.sub(r"^(?:trong|cả) ", "", chu))
    return ThoiGian(CO_HAN, tu_ngay=None if first == last else first, han=last)


def _tu_den(chu: str) -> tuple[date, date] | None:
    """`từ A đến B`, `A-B`; what A leaves unsaid stands in B."""
    found = re.fullmatch(r"(?:từ )?(.+?)(?: đến hết | đến |-)(.+)", chu)
    if not found:
        return None
    first, last = found.groups()
    if not re.search(r"\d{4}$", first):
        first += re.sub(r".*?(?:/| năm )(\d{4})$", r"/\1", last)
    if first.startswith("tháng ") and not last.startswith("tháng "):
        last = f"tháng {last}"
    return _khoang(first)[0], _khoang(last)[1]


def _khoang(chu: str) -> tuple[date, date]:
    """The first and the last day of a day, of months, of quarters or of a year."""
    if found := re.fullmatch(r"(?:ngày )?(\d+)(?:/| tháng )(\d+)(?:/| năm )(\d{4})", chu):
        day = date(int(found[3]), int(found[2]), int(found[1]))
        return day, day
    if found := re.fullmatch(r"(\d+) tháng (đầu|cuối) năm (\d{4})", chu):
        so = int(found[1])
        return _thang(int(found[3]), *((1, so) if found[2] == "đầu" else (13 - so, 12)))
    if found := re.fullmatch(r"năm (\d{4})", chu):
        return _thang(int(found[1]), 1, 12)
    if found := re.fullmatch(r"tháng (\d+)(?:/| năm )(\d{4})", chu):
        return _thang(int(found[2]), int(found[1]), int(found[1]))
    if found := re.fullmatch(r"quý ([ivx]+)(?:(?:, | và quý )([ivx]+))?(?:/| năm )(\d{4})", chu):
        quy = [_LA_MA[so] for so in found.groups()[:2] if so]
        return _thang(int(found[3]), 3 * quy[0] - 2, 3 * quy[-1])
    raise ValueError(f"không đọc được thời gian “{chu}”")


def _thang(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
