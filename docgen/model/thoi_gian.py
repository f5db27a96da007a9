"""When a task is done, read from the words that offices write."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import InstanceOf, WithJsonSchema

from docgen.model.values import FIRST_YEAR, LAST_YEAR, from_text, parse_date, wrong
from docgen.nghi_dinh.vietnamese import capitalised, is_digits, roman, short_date

Loai = Literal["thường xuyên", "định kỳ", "có thời hạn", "chưa xác định"]
ChuKy = Literal["tháng", "quý"]
Days = tuple[date, date]

HOW_TO_SAY_WHEN = (
    "ghi thường xuyên, hằng tháng, hằng quý, một hạn (30/9/2026), một khoảng (01/6/2026 - 30/9/2026), quý III/2026, "
    "tháng 9/2026, năm 2026; chưa có ngày thì ghi theo …, khi …, sau khi …"
)


@dataclass(frozen=True)
class ThoiGian:
    """When a task is done: `loi_van` as it is printed, its kind, and the first and last day that follow from the words.

    Only `có thời hạn` has `den_ngay`; a mere deadline has no `tu_ngay`; `thường xuyên` has it where the words name only
    the beginning (`Từ tháng 6/2026`). `Trước 30/6/2026` is late only after 30/6, as offices use it, though read strictly
    its last day is 29/6; before a month, a quarter or a year ends the day before that begins.
    """

    loi_van: str
    loai: Loai
    tu_ngay: date | None = None
    den_ngay: date | None = None
    chu_ky: ChuKy | None = None

    @property
    def thuong_xuyen(self) -> bool:
        return self.loai == "thường xuyên"

    @property
    def so_ky_mot_quy(self) -> int:
        """How many periods of a recurring task fall in a quarter; 0 for a task that is not recurring."""
        return {"tháng": 3, "quý": 1, None: 0}[self.chu_ky]


def parse_thoi_gian(text: str) -> ThoiGian:
    """`thường xuyên`, `hằng quý`, `30/9/2026`, `quý II, III/2026`, `theo hướng dẫn của Bộ` … → when. Raises a mistake in the clerk's words."""
    own = " ".join(text.split()).rstrip(" .;")
    plain = _plain(own)
    for understood in (_steady, _recurring, _dated, _undated):
        if when := understood(capitalised(own), plain):
            return when
    raise wrong(f"thời gian “{own}” chưa rõ", HOW_TO_SAY_WHEN)


ThoiGianThucHien = Annotated[InstanceOf[ThoiGian], from_text(parse_thoi_gian), WithJsonSchema({"type": "string"})]


# Different writings of the same.
_SAME = [
    (re.compile(r"\s*[-–—]\s*"), "-"),
    (re.compile(r"\s*/\s*"), "/"),
    (re.compile(r"\bhàng (?=ngày|tuần|tháng|quý|năm)"), "hằng "),
    (re.compile(r"\bngày ([0-9]{1,2}) tháng (?=[0-9])"), r"ngày \1/"),
    (re.compile(r"\b([0-9]{1,2}|[ivx]+)[/ ]+(?:năm )?(?=[0-9]{4}\b)"), r"\1/"),
]


def _plain(own: str) -> str:
    plain = own.lower()
    for written, same in _SAME:
        plain = written.sub(same, plain)
    return plain


def _steady(own: str, plain: str) -> ThoiGian | None:
    return ThoiGian(own, "thường xuyên") if re.match(r"thường xuyên\b", plain) else None


_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12][0-9]|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20|21)[0-9][0-9]"
_DAY_OF_A_YEAR = rf"(?:(?!3)[0-9]{{1,2}}/{_MONTH}|30/(?!0?2\b){_MONTH}|31/(?:0?[13578]|1[02]))"
_EACH = re.compile(r"\b(?:hằng|mỗi|định kỳ) (ngày|tuần|tháng|quý|0?6 tháng|năm)\b")
_EACH_BEGINS = re.compile(r"hằng |mỗi |định kỳ |(?:(?:hoàn thành|xong|trước|chậm nhất|vào|từ) )*(?:ngày )?[0-9]")
# The numbers that a recurring time may hold.
_EACH_NUMBERS = re.compile(
    rf"\bngày {_DAY}(?![0-9/])|\b{_DAY_OF_A_YEAR}(?![0-9/])|\b(?:năm|giai đoạn) {_YEAR}(?:-{_YEAR})?\b|\b0?6 tháng\b|\b0?[1-9] lần\b"
)


def _recurring(own: str, plain: str) -> ThoiGian | None:
    """What returns each month or quarter; what returns each day, week, half-year or year is judged as thường xuyên is."""
    each = _EACH.findall(plain)
    if not each or not _EACH_BEGINS.match(plain) or re.search(r"[0-9]", _EACH_NUMBERS.sub("", plain)):
        return None
    chu_ky: ChuKy | None = "tháng" if "tháng" in each else "quý" if "quý" in each else None
    return ThoiGian(own, "định kỳ" if chu_ky else "thường xuyên", chu_ky=chu_ky)


_DATE = r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}"
# The forms that are printed in one wording, however they were written.
_ONE_WORDING = [
    (rf"(?:(?:hoàn thành |xong )?chậm nhất (?:ngày )?)?{_DATE}", "Chậm nhất ngày {last}"),
    (rf"(?:từ (?:ngày )?)?{_DATE}(?:-(?:ngày )?| đến (?:ngày )?){_DATE}", "Từ ngày {first} đến ngày {last}"),
    (r"quý (?:[ivx]+|[0-9]{1,2})/[0-9]{4}", "Quý {quarter}/{year}"),
    (r"(?:tháng )?[0-9]{1,2}/[0-9]{4}", "Tháng {month}/{year}"),
    (r"(?:cả )?năm [0-9]{4}", "Năm {year}"),
]


def _dated(own: str, plain: str) -> ThoiGian | None:
    days = _from_to(plain) or _led(plain)
    if days is None:
        return None
    first, last = days
    if last is None:
        return ThoiGian(own, "thường xuyên", first)
    if first and first > last:
        raise wrong(f"ngày bắt đầu {short_date(first)} sau ngày kết thúc {short_date(last)}", "sửa một trong hai ngày")
    return ThoiGian(_one_wording(plain, first or last, last) or own, "có thời hạn", first, last)


def _one_wording(plain: str, first: date, last: date) -> str:
    quarter, month, year = roman((last.month + 2) // 3), last.month, last.year
    wording = next((wording for form, wording in _ONE_WORDING if re.fullmatch(form, plain)), "")
    return wording.format(first=short_date(first), last=short_date(last), quarter=quarter, month=month, year=year)


# What stands before the days: they are when it is done, by when, before when, or from when on.
_LEADS = {
    **dict.fromkeys(("hoàn thành", "thực hiện", "kết thúc", "xong", "trong", "vào", "là", "cả"), "in"),
    **dict.fromkeys(("kể từ nay", "từ nay", "chậm nhất", "muộn nhất", "cho đến", "đến", "hết", "cuối"), "by"),
    "trước": "before",
    **dict.fromkeys(("bắt đầu từ", "kể từ", "từ"), "from"),
}
_LEAD = re.compile(rf"(?:{'|'.join(_LEADS)})(?= )")
_LED = re.compile(rf"((?:(?:{'|'.join(_LEADS)}) )*)(.+)")


def _led(plain: str) -> tuple[date | None, date | None] | None:
    """A deadline, a period, or a beginning, by the words before it."""
    led = _LED.fullmatch(plain)
    days = _days(led[2]) if led else None
    if led is None or days is None:
        return None
    (first, last), says = days, {_LEADS[lead] for lead in _LEAD.findall(led[1])} - {"in"}
    if "from" in says:
        return (first, None) if says == {"from"} else None
    if says == {"before"} and first != last:
        return None, first - timedelta(days=1)
    return (None, last) if says or first == last else days


_FROM_TO = re.compile(r"(?:(?:hoàn thành|thực hiện|trong|khoảng) )*(?:từ )?(.+?)(?:-| đến (?:hết |cuối )?)(.+)")
# What the first of two days may leave unsaid, and where the second says it.
_UNSAID = [
    (r"(?:ngày )?[0-9]{1,2}", r"(?<=/)[0-9]{1,2}/[0-9]{4}$"),
    (r"(?:ngày )?[0-9]{1,2}/[0-9]{1,2}|tháng [0-9]{1,2}|quý \w+", r"[0-9]{4}$"),
]


def _from_to(plain: str) -> Days | None:
    found = _FROM_TO.fullmatch(plain)
    if found is None:
        return None
    first, last = found.groups()
    for unsaid, said in _UNSAID:
        if re.fullmatch(unsaid, first) and (tail := re.search(said, last)):
            first += f"/{tail[0]}"
            break
    begins, ends = _days(first), _days(last)
    return (begins[0], ends[1]) if begins and ends else None


def _days(text: str) -> Days | None:
    """The first and last day of a day, of months, quarters or years."""
    return next((days(found) for form, days in _FORMS if (found := re.fullmatch(form, text))), None)


def _one_day(found: re.Match[str]) -> Days:
    day = parse_date(found[1])
    return day, day


def _of_months(found: re.Match[str]) -> Days:
    numbers = [_within(int(number), 12, f"tháng {number}") for number in _numbers(found[1])]
    return _of_year(int(found[2]), *_ends(numbers))


def _of_quarters(found: re.Match[str]) -> Days:
    known = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
    numbers = [
        _within(int(number) if is_digits(number) else known.get(number, 0), 4, f"quý {number.upper()}")
        for number in _numbers(found[1])
    ]
    first, last = _ends(numbers)
    return _of_year(int(found[2]), 3 * first - 2, 3 * last)


def _of_years(found: re.Match[str]) -> Days:
    first, last = _ends([int(number) for number in _numbers(found[1])])
    return _of_year(first, 1, 1)[0], _of_year(last, 12, 12)[1]


def _of_some_months(found: re.Match[str]) -> Days:
    number = int(found[1])
    return _of_year(int(found[3]), *((1, number) if found[2] == "đầu" else (13 - number, 12)))


def _numbers(text: str) -> list[str]:
    return re.findall(r"\b(?:[ivx]+|[0-9]+)\b", text)


def _within(number: int, highest: int, called: str) -> int:
    if not 1 <= number <= highest:
        raise wrong(f"không có {called}", "ghi quý I, II, III hoặc IV" if highest == 4 else "ghi tháng từ 1 đến 12")
    return number


def _ends(numbers: list[int]) -> tuple[int, int]:
    if numbers != sorted(set(numbers)):
        raise wrong("các tháng, quý hoặc năm không theo thứ tự", "ghi từ trước đến sau, mỗi kỳ một lần")
    return numbers[0], numbers[-1]


def _of_year(year: int, first: int, last: int) -> Days:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise wrong(f"năm {year} không hợp lý", f"ghi năm từ {FIRST_YEAR} đến {LAST_YEAR}")
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


_AND = r"(?:, ?| và |-)"
_QUARTER = r"(?:[ivx]+|[0-9]{1,2})"
_FORMS: list[tuple[str, Callable[[re.Match[str]], Days]]] = [
    (rf"(?:ngày )?({_DATE})", _one_day),
    (rf"tháng ([0-9]{{1,2}}(?:{_AND}(?:tháng )?[0-9]{{1,2}})*)/([0-9]{{4}})", _of_months),
    (r"([0-9]{1,2})/([0-9]{4})", _of_months),
    (rf"quý ({_QUARTER}(?:{_AND}(?:quý )?{_QUARTER})*)/([0-9]{{4}})", _of_quarters),
    (rf"(?:các )?(?:năm|giai đoạn) ([0-9]{{4}}(?:{_AND}(?:năm )?[0-9]{{4}})*)", _of_years),
    (r"(0?[1-9]|1[01]) tháng (đầu|cuối) năm ([0-9]{4})", _of_some_months),
]

# Words that name no day; a text that begins otherwise is not a time.
_NAMES_NO_DAY = re.compile(
    r"đột xuất|(?:theo|thực hiện theo|khi|sau khi|ngay sau|ngay khi|trước khi|đến khi|từ khi|kể từ khi|tùy|tuỳ|cùng với|đồng thời với"
    r"|trong thời gian|trong quá trình|trong vòng|đột xuất) \w.*"
)
_CITED = re.compile(rf"(?:(?:số )?[0-9]+(?:/[0-9]{{4}})?/[a-zđ][\w-]*|\bsố [0-9]+\b)(?: ngày {_DATE})?")
_LIKE_A_DATE = re.compile(r"[0-9] ?[/.-] ?[0-9]|(?:ngày|tháng|quý|năm|thang|quy|nam) (?:[0-9]|[ivx]+\b)|\b[0-9]{4}\b")


def _undated(own: str, plain: str) -> ThoiGian | None:
    if _LIKE_A_DATE.search(_CITED.sub("", plain)) or not _NAMES_NO_DAY.fullmatch(plain):
        return None
    return ThoiGian(own, "chưa xác định")
