from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.nghi_dinh.vietnamese import ITEM_LETTERS, long_date, nearest, roman, short_date, two_digits, without_accents


def from_roman(text: str) -> int:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    total = 0
    for this, following in zip(text, [*text[1:], "I"], strict=True):
        total += -values[this] if values[this] < values[following] else values[this]
    return total


@given(st.integers(1, 399))
def test_roman_numbers_read_back_and_are_well_formed(number: int) -> None:
    assert from_roman(roman(number)) == number
    assert re.fullmatch(r"C{0,3}(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})", roman(number))


def test_item_letters_follow_the_decree() -> None:
    # The letters that Điều 8.2 and Phụ lục VI of the decree use, in their order, and none with an accent or f j w z.
    assert ITEM_LETTERS.startswith("abcdđeghiklmno")
    assert not set("ăâêôơưfjwz") & set(ITEM_LETTERS)
    assert len(set(ITEM_LETTERS)) == len(ITEM_LETTERS) == 23


@pytest.mark.parametrize(
    ("day", "long", "short"),
    [
        (date(2026, 3, 5), "ngày 05 tháng 3 năm 2026", "05/3/2026"),
        (date(2026, 2, 10), "ngày 10 tháng 02 năm 2026", "10/02/2026"),
        (date(2026, 1, 9), "ngày 09 tháng 01 năm 2026", "09/01/2026"),
        (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026", "31/12/2026"),
    ],
)
def test_zeros_stand_before_days_under_10_and_months_1_and_2(day: date, long: str, short: str) -> None:
    assert long_date(day, day.year) == long
    assert short_date(day) == short


def test_an_unknown_date_leaves_room_for_a_pen() -> None:
    assert long_date(None, 2026) == "ngày      tháng      năm 2026"


def test_numbers_under_10_take_a_zero() -> None:
    assert [two_digits(number) for number in (7, 10, 123)] == ["07", "10", "123"]


def test_nearest_forgives_accents_and_case() -> None:
    known = ["Ban Tiếp công dân", "Trung tâm Tin học và Công báo"]
    assert nearest("ban tiep cong dan", known) == "Ban Tiếp công dân"
    assert nearest("Uỷ ban", ["Ủy ban"]) == "Ủy ban"
    assert nearest("xyz", known) is None


def test_without_accents_leaves_ascii_letters() -> None:
    assert without_accents("Đường đi ấy, Ủy ban: ữ ọ ặ") == "Duong di ay, Uy ban: u o a"
