"""When a task is done, in the words of offices: what is understood, how it is printed, what is refused."""

from __future__ import annotations

import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from docgen.model.thoi_gian import HOW_TO_SAY_WHEN, ThoiGian, parse_thoi_gian
from docgen.nghi_dinh.vietnamese import capitalised, roman, short_date


def day(text: str) -> date | None:
    """`30/9` → that day of 2026; `28/2/2027` as it says; a dash is no day."""
    if text == "-":
        return None
    parts = [int(part) for part in text.split("/")]
    return date(parts[2] if len(parts) == 3 else 2026, parts[1], parts[0])


# Typed | first day | last day | printed; without the last, the typed words with a capital.
DATED = """
30/9/2026 | - | 30/9 | Chậm nhất ngày 30/9/2026
5/3/2026. | - | 5/3 | Chậm nhất ngày 05/3/2026
hoàn thành chậm nhất 30/9/2026 | - | 30/9 | Chậm nhất ngày 30/9/2026
trước 30/6/2026 | - | 30/6
trước ngày 30/6/2026 | - | 30/6
Xong trước 30/9/2026 | - | 30/9
Hoàn thành trước ngày 30/9/2026; | - | 30/9 | Hoàn thành trước ngày 30/9/2026
ngày 30 tháng 9 năm 2026 | - | 30/9
Đến hết ngày 30/9/2026 | - | 30/9
Trước tháng 9/2026 | - | 31/8
Trước quý III/2026 | - | 30/6
Cuối năm 2026 | - | 31/12
cuối quý II/2026 | - | 30/6
Từ nay đến hết năm 2026 | - | 31/12
Từ nay đến 30/9/2026 | - | 30/9
01/6/2026 - 30/9/2026 | 1/6 | 30/9 | Từ ngày 01/6/2026 đến ngày 30/9/2026
1/6/2026–30/9/2026 | 1/6 | 30/9 | Từ ngày 01/6/2026 đến ngày 30/9/2026
từ 1/6/2026 đến hết ngày 30/9/2026 | 1/6 | 30/9
01/6 - 30/9/2026 | 1/6 | 30/9
từ ngày 15 đến ngày 20/6/2026 | 15/6 | 20/6
quý III/2026 | 1/7 | 30/9 | Quý III/2026
Quý 3 năm 2026 | 1/7 | 30/9 | Quý III/2026
quý  iii / 2026 | 1/7 | 30/9 | Quý III/2026
Trong quý II/2026 | 1/4 | 30/6
Quý II, III/2026 | 1/4 | 30/9
Quý I, III/2026 | 1/1 | 30/9
Quý II - Quý IV/2026 | 1/4 | 31/12
quý II - IV/2026 | 1/4 | 31/12
Quý II và quý III năm 2026 | 1/4 | 30/9
Từ quý II/2026 đến quý IV/2026 | 1/4 | 31/12
tháng 9/2026 | 1/9 | 30/9 | Tháng 9/2026
9/2026 | 1/9 | 30/9 | Tháng 9/2026
tháng 02 năm 2028 | 1/2/2028 | 29/2/2028 | Tháng 2/2028
Hoàn thành trong tháng 9/2026 | 1/9 | 30/9
Tháng 6 - tháng 9/2026 | 1/6 | 30/9
tháng 6-9/2026 | 1/6 | 30/9
từ tháng 6 đến hết tháng 9 năm 2026 | 1/6 | 30/9
tháng 11/2026 - tháng 2/2027 | 1/11 | 28/2/2027
Trong tháng 5 và tháng 6/2026 | 1/5 | 30/6
Tháng 5, 6/2026 | 1/5 | 30/6
6 tháng đầu năm 2026 | 1/1 | 30/6
06 tháng cuối năm 2026 | 1/7 | 31/12
9 tháng đầu năm 2026 | 1/1 | 30/9
cả năm 2026 | 1/1 | 31/12 | Năm 2026
Trong năm 2026 | 1/1 | 31/12
Giai đoạn 2026 - 2030 | 1/1 | 31/12/2030
từ năm 2026 đến năm 2028 | 1/1 | 31/12/2028
"""
STEADY = """
thường  xuyên
Thường xuyên, hằng năm
Hằng năm
hàng năm
Hằng tuần
Trước ngày 15/12 hằng năm
Hằng năm, giai đoạn 2026 - 2030
Định kỳ 6 tháng, năm
"""
RECURRING = """
Hằng quý | quý | 1
Định kỳ hằng quý | quý | 1
Hằng quý năm 2026 | quý | 1
Hàng tháng | tháng | 3
Hằng tháng, hằng quý | tháng | 3
Trước ngày 15 hằng tháng | tháng | 3
Ngày 25 hằng tháng | tháng | 3
"""
UNDATED = """
Theo hướng dẫn của Bộ …
theo tiến độ của Bộ Nội vụ
Theo quy định
Theo Kế hoạch số 45/KH-UBND ngày 05/3/2026 của UBND tỉnh
Theo Nghị định 30/2020/NĐ-CP
Khi có yêu cầu
Sau khi có hướng dẫn
Ngay sau khi Kế hoạch được ban hành
Tùy tình hình thực tế
Trong thời gian 10 ngày kể từ khi nhận văn bản
Đột xuất
"""


def rows(table: str) -> list[list[str]]:
    return [line.split(" | ") for line in table.strip().splitlines()]


def as_written(typed: str) -> str:
    return capitalised(" ".join(typed.split()))


@pytest.mark.parametrize("row", rows(DATED), ids=lambda row: row[0])
def test_words_with_days(row: list[str]) -> None:
    typed, first, last, *printed = row
    wanted = ThoiGian(printed[0] if printed else as_written(typed), "có thời hạn", day(first), day(last))
    assert parse_thoi_gian(typed) == wanted


@pytest.mark.parametrize("typed", STEADY.strip().splitlines())
def test_words_that_hold_all_the_time(typed: str) -> None:
    assert parse_thoi_gian(typed) == ThoiGian(as_written(typed), "thường xuyên")
    assert parse_thoi_gian(typed).thuong_xuyen and parse_thoi_gian(typed).so_ky_mot_quy == 0


@pytest.mark.parametrize("typed", ["Từ tháng 6/2026", "từ 01/6/2026", "Thực hiện từ ngày 01/6/2026"])
def test_words_that_name_the_beginning_alone(typed: str) -> None:
    assert parse_thoi_gian(typed) == ThoiGian(as_written(typed), "thường xuyên", date(2026, 6, 1))


@pytest.mark.parametrize("row", rows(RECURRING), ids=lambda row: row[0])
def test_words_that_recur(row: list[str]) -> None:
    when = parse_thoi_gian(row[0])
    assert when == ThoiGian(as_written(row[0]), "định kỳ", chu_ky="quý" if row[1] == "quý" else "tháng")
    assert when.so_ky_mot_quy == int(row[2]) and not when.thuong_xuyen


@pytest.mark.parametrize("typed", UNDATED.strip().splitlines())
def test_words_without_a_day_are_a_kind_of_their_own(typed: str) -> None:
    assert parse_thoi_gian(typed) == ThoiGian(as_written(typed), "chưa xác định")
    assert not parse_thoi_gian(typed).thuong_xuyen


def mistake(typed: str) -> dict[str, str]:
    with pytest.raises(PydanticCustomError) as caught:
        parse_thoi_gian(typed)
    return dict(caught.value.context or {})


NOT_UNDERSTOOD = [
    # Like a date, and none.
    *("30.9.2026", "30-9-2026", "thang 9/2026", "30/9/26", "30/9", "2026", "5 - 9/2026", "30/6/2026 và 30/9/2026"),
    *("Tháng 9", "quý III", "đầu năm 2026", "12 tháng đầu năm 2026", "Sau 30/9/2026", "từ cuối năm 2026"),
    # A day beside words that name none.
    *("Theo hướng dẫn, xong trước 30/6/2026", "Khi có yêu cầu trong quý II", "Theo kế hoạch năm 2026"),
    *("hằng tháng 9/2026", "Trước ngày 32 hằng tháng", "trước ngày 30/2 hằng năm", "Trong thời gian 2026 - 2030"),
    # Words that are no time.
    *("", "sớm", "bao giờ cũng được", "Theo", "từ", "trước", "Báo cáo hằng tháng", "thường xuyênn"),
]


@pytest.mark.parametrize("typed", NOT_UNDERSTOOD)
def test_what_is_not_understood_is_not_guessed(typed: str) -> None:
    assert mistake(typed) == {"finding": f"thời gian “{typed}” chưa rõ", "remedy": HOW_TO_SAY_WHEN, "basis": ""}


BACKWARDS = ("các tháng, quý hoặc năm không theo thứ tự", "ghi từ trước đến sau, mỗi kỳ một lần")


@pytest.mark.parametrize(
    ("typed", "finding", "remedy"),
    [
        ("31/9/2026", "ngày “31/9/2026” không có thật — tháng 9 năm 2026 có 30 ngày", "sửa lại, ví dụ 30/9/2026"),
        ("trước 31/6/2026", "ngày “31/6/2026” không có thật — tháng 6 năm 2026 có 30 ngày", "sửa lại, ví dụ 30/6/2026"),
        ("quý V/2026", "không có quý V", "ghi quý I, II, III hoặc IV"),
        ("Trong quý 5/2026", "không có quý 5", "ghi quý I, II, III hoặc IV"),
        ("Quý III, VI/2026", "không có quý VI", "ghi quý I, II, III hoặc IV"),
        ("tháng 0/2026", "không có tháng 0", "ghi tháng từ 1 đến 12"),
        ("tháng 6 - tháng 13/2026", "không có tháng 13", "ghi tháng từ 1 đến 12"),
        ("quý III/0000", "năm 0 không hợp lý", "ghi năm từ 1900 đến 2199"),
        ("năm 2200", "năm 2200 không hợp lý", "ghi năm từ 1900 đến 2199"),
        ("30/9/2026 - 1/9/2026", "ngày bắt đầu 30/9/2026 sau ngày kết thúc 01/9/2026", "sửa một trong hai ngày"),
        ("quý IV - quý I/2026", "ngày bắt đầu 01/10/2026 sau ngày kết thúc 31/3/2026", "sửa một trong hai ngày"),
        ("quý I, III, II/2026", *BACKWARDS),
        ("tháng 9, 9/2026", *BACKWARDS),
        ("giai đoạn 2030 - 2026", *BACKWARDS),
    ],
)
def test_what_cannot_be_is_named(typed: str, finding: str, remedy: str) -> None:
    assert mistake(typed) == {"finding": finding, "remedy": remedy, "basis": ""}


YEARS, MONTHS, QUARTERS = st.integers(1900, 2199), st.integers(1, 12), st.integers(1, 4)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@given(st.tuples(YEARS, MONTHS), st.tuples(YEARS, MONTHS))
def test_any_range_of_months(one: tuple[int, int], other: tuple[int, int]) -> None:
    (from_year, first), (to_year, last) = sorted((one, other))
    when = parse_thoi_gian(f"từ tháng {first}/{from_year} đến tháng {last}/{to_year}")
    ends = date(to_year, last, calendar.monthrange(to_year, last)[1])
    assert (when.loai, when.tu_ngay, when.den_ngay) == ("có thời hạn", date(from_year, first, 1), ends)


@given(YEARS, st.sets(QUARTERS, min_size=2))
def test_any_list_of_quarters(year: int, quarters: set[int]) -> None:
    numbers = sorted(quarters)
    when = parse_thoi_gian(f"Quý {', '.join(map(roman, numbers))}/{year}")
    first, last = (parse_thoi_gian(f"quý {number}/{year}") for number in (numbers[0], numbers[-1]))
    assert (when.tu_ngay, when.den_ngay) == (first.tu_ngay, last.den_ngay)


@given(YEARS, st.integers(0, 200))
def test_any_range_of_years(year: int, more: int) -> None:
    last = min(year + more + 1, 2199)
    if year < last:
        when = parse_thoi_gian(f"giai đoạn {year} - {last}")
        assert (when.tu_ngay, when.den_ngay) == (date(year, 1, 1), date(last, 12, 31))


@given(DAYS, DAYS, YEARS, MONTHS, QUARTERS)
def test_what_is_printed_in_one_wording_is_read_back(one: date, other: date, year: int, month: int, quy: int) -> None:
    first, last = sorted((one, other))
    texts = [short_date(last), f"{short_date(first)} - {short_date(last)}", f"quý {quy}/{year}", f"năm {year}"]
    for typed in (*texts, f"tháng {month}/{year}", f"{month}/{year}"):
        when = parse_thoi_gian(typed)
        assert when.den_ngay is not None and (when.tu_ngay is None or when.tu_ngay <= when.den_ngay)
        assert when.loi_van != as_written(typed) or typed.startswith(("năm", "tháng"))
        assert parse_thoi_gian(when.loi_van) == when
