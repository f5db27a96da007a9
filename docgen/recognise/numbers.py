"""Item labels read from text: Phần, Chương, Mục, Điều, `I.`, `1.`, `1.1.`, `a)`, `-`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from docgen.nghi_dinh.vietnamese import ITEM_LETTERS, is_digits, roman
from docgen.recognise.parts import CapMuc

_ROMAN = {roman(number): number for number in range(1, 100)}  # C and beyond are letters and short names, but after XCIX
_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")


class NhanMuc(NamedTuple):
    """A label: its level, how it is written, the numbers it counts, and the text behind it."""

    cap_muc: CapMuc
    nhan_muc: str
    so: tuple[int, ...]
    loi_van: str


def _roman_or_arabic(text: str) -> tuple[int, ...]:
    if is_digits(text):
        return (int(text),)
    if text.lower() in _ORDINALS:
        return (_ORDINALS.index(text.lower()) + 1,)
    number = _ROMAN.get(text.upper())
    return (number,) if number else ()


def _arabic(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.strip(".").split("."))


def _letter(text: str) -> tuple[int, ...]:
    return (ITEM_LETTERS.index(text) + 1,) if text in ITEM_LETTERS else ()


def _capital(text: str) -> tuple[int, ...]:
    return (ord(text) - ord("A") + 1,)


_FORMS: tuple[tuple[CapMuc, re.Pattern[str], Callable[[str], tuple[int, ...]]], ...] = (
    (
        "phần",
        re.compile(r"(?i:phần)\s+(?:(?i:thứ)\s+)?([IVXLC]+|[0-9]+|nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)\b[.:]?\s*"),
        _roman_or_arabic,
    ),
    ("chương", re.compile(r"(?i:chương)\s+([IVXLC]+|[0-9]+)\b[.:]?\s*"), _roman_or_arabic),
    ("tiểu mục", re.compile(r"(?i:tiểu mục)\s+([IVXLC]+|[0-9]+)\b[.:]?\s*"), _roman_or_arabic),
    ("mục đầu dòng", re.compile(r"(?i:mục)\s+([IVXLC]+|[0-9]+)\b[.:]?\s*"), _roman_or_arabic),
    ("điều", re.compile(r"(?i:điều)\s+([0-9]{1,5})\b[.:]?\s*"), _arabic),
    ("mục", re.compile(r"(?!V/v)([IVXLC]{1,11})\s?[.\-/)]\s*(?=\S|$)"), _roman_or_arabic),
    ("mục chữ hoa", re.compile(r"([A-EG-H])\s?[.\-/)]\s*(?=\S)"), _capital),
    ("tiểu khoản", re.compile(r"([0-9]{1,2}(?:\.[0-9]{1,2}){1,4})(?![0-9]|[.,][0-9])\.?(?:\s+|(?=[^0-9\s]))"), _arabic),
    # With more digits `1.000` is a number and `12.5.2026` a date: a label only by the full stop behind it.
    ("tiểu khoản", re.compile(r"(?![0-9]+\.[0-9]+\.[0-9]{4}\.)([0-9]{1,5}(?:\.[0-9]{1,5}){1,4})\.\s+"), _arabic),
    ("khoản", re.compile(r"([0-9]{1,5})\.(?![0-9])\s*(?=\S)"), _arabic),
    ("điểm", re.compile(r"([a-zđ])\s?\)\s*(?=\S)"), _letter),
    ("gạch", re.compile(r"([-–−—+*•▪➢✓o])\s+(?=\S)|([-–+])(?=[^\W\d])"), lambda _: ()),
)
# Phần, chương, mục, tiểu mục stand on lines of their own; a sentence may begin with these words as well.
_ALONE = 90


def doc_nhan_muc(text: str, muc_truoc: int = 0) -> NhanMuc:
    """The label at the beginning of a line; level `lời văn` and no label where there is none.

    `muc_truoc` is the number of the mục before it: after 99, C and what follows it are Roman numbers.
    """
    for cap, pattern, count in _FORMS:
        match = pattern.match(text)
        if match is None:
            continue
        written = match[1] or match[match.lastindex or 0]
        numbers = count(written)
        if cap == "mục" and not numbers and muc_truoc >= 99 and written == roman(muc_truoc + 1):
            numbers = (muc_truoc + 1,)
        rest = text[match.end() :].strip()
        if cap in {"phần", "chương", "mục đầu dòng", "tiểu mục"} and not _heading(rest):
            continue
        if cap == "điều" and rest[:1].islower():
            continue  # “Điều 5 của Luật …” begins a sentence
        if cap == "mục" and (not numbers or len(rest) < 2):
            continue
        return NhanMuc(cap, written, numbers, rest)
    return NhanMuc("lời văn", "", (), text)


def _heading(rest: str) -> bool:
    return not rest or (len(rest) < _ALONE and not rest[0].islower() and not rest.endswith((".", ";", ",")))
