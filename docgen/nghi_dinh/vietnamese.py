"""Vietnamese as official documents write it: letters of items, Roman numbers, dates, numbers, lists.

Clauses name Phụ lục I of Nghị định 30/2020/NĐ-CP.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from difflib import get_close_matches
from functools import cache

# Mục II khoản 6 điểm đ: "theo thứ tự bảng chữ cái tiếng Việt". The decree itself uses a … o and skips
# ă â ê ô ơ ư (Điều 8, Phụ lục VI); p … y continue by the same habit, which no text confirms.
ITEM_LETTERS = "abcdđeghiklmnopqrstuvxy"

_MARKS = re.compile("[\u0300-\u036f]+")


def is_digits(text: str) -> bool:
    """True where the text is digits 0–9 and nothing else: `²` and the digits of other scripts are no number here."""
    return text.isascii() and text.isdigit()


def roman(number: int) -> str:
    """1 → `I`, 4 → `IV`; for numbers from 1 to 399."""
    text = ""
    for value, letters in (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        text += letters * (number // value)
        number %= value
    return text


def two_digits(number: int) -> str:
    """7 → `07`; larger numbers as they are (số văn bản: Mục II khoản 3 điểm c)."""
    return f"{number:02d}"


def counted(number: int, noun: str) -> str:
    """`05 nhiệm vụ`; of nothing, `không có nhiệm vụ`."""
    return f"{two_digits(number)} {noun}" if number else f"không có {noun}"


def month(number: int) -> str:
    """Months 1 and 2 take a zero, the others do not (Mục II khoản 4 điểm b)."""
    return f"0{number}" if number < 3 else str(number)


def long_date(day: date | None, year: int) -> str:
    """`ngày 05 tháng 3 năm 2026`; without a date the day and month stay blank for the registry."""
    if day is None:
        return f"ngày      tháng      năm {year}"
    return f"ngày {two_digits(day.day)} tháng {month(day.month)} năm {day.year}"


def short_date(day: date) -> str:
    """`29/5/2026`, with the zeros of the long form (usage, not law)."""
    return f"{two_digits(day.day)}/{month(day.month)}/{day.year}"


def number(value: Decimal | int) -> str:
    """1234.5 → `1.234,5`: a full stop between thousands, a comma before decimals, no zeros at the end."""
    text = f"{Decimal(value):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Half up, as people round."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def fixed(value: Decimal, decimals: int, *, sign: bool = False) -> str:
    """5.2363 → `5,24` with two decimals; with `sign` a plus stands before what is more than nothing."""
    shown = rounded(value, decimals)
    return f"{'+' if sign and shown > 0 else ''}{shown:f}".replace(".", ",")


def percent(value: Decimal) -> str:
    """80 → `80,0%`: one decimal."""
    return f"{fixed(value, 1)}%"


def capitalised(text: str) -> str:
    """The same text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def without_accents(text: str) -> str:
    """`Đơn vị` → `Don vi`, for comparing and for consoles that cannot show Vietnamese."""
    bare = _MARKS.sub("", unicodedata.normalize("NFD", text))
    return bare.replace("đ", "d").replace("Đ", "D")


def quoted(names: Iterable[str]) -> str:
    """`“a”, “b”` for messages."""
    return ", ".join(f"“{name}”" for name in names)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like this one, accents and case apart; None where none is near."""
    return _nearest(word, tuple(known))


@cache  # a thousand tasks may name the same unit wrongly
def _nearest(word: str, known: tuple[str, ...]) -> str | None:
    bare = {without_accents(name).lower(): name for name in known}
    found = get_close_matches(without_accents(word).lower(), bare, n=1, cutoff=0.6)
    return bare[found[0]] if found else None


def is_long(paragraphs: Iterable[str]) -> bool:
    """True for the text of a table's cell that could be higher than half a page on its side: about 20 lines of 26 letters."""
    return sum(len(text) // 26 + 1 for text in paragraphs) > 20


def continued(text: str, names: tuple[str, ...] = ()) -> str:
    """A sentence as it goes on behind a colon: its first letter small, unless it begins with a name or an abbreviation (TTHC)."""
    first = text.split(" ", 1)[0]
    if first[1:2].isupper() or not first[:1].isalpha() or text.startswith((*_NAMES, *names)):
        return text
    return text[:1].lower() + text[1:]


# What begins with a capital wherever it stands (Phụ lục II: names of organisations and offices).
_NAMES = (
    "Bộ ", "Chính phủ", "Chỉ số", "Chủ tịch", "Công an", "Cổng ", "Đảng", "HĐND", "Hội đồng nhân dân", "Luật ", "Nghị định", "Nghị quyết",
    "Nhà nước", "Nhân dân", "Quốc hội", "Quyết định", "Sở ", "Thủ tướng", "Thường trực", "Tỉnh ủy", "Trang Thông tin", "Trung tâm ",
    "Trung ương", "Ủy ban", "Văn phòng", "Việt Nam",
)  # fmt: skip
