"""Lists out of order: each fault once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.rules.thu_tu import SaiThuTu, out_of_order


@pytest.mark.parametrize(
    ("numbers", "faults"),
    [
        ([], []),
        ([1, 2, 3], []),
        ([2, 3], [SaiThuTu(0, 1, "gap")]),
        ([1, 2, 4, 5], [SaiThuTu(2, 3, "gap")]),
        ([1, 2, 2, 3], [SaiThuTu(2, 3, "repeat")]),
        ([1, 2, 2, 4], [SaiThuTu(2, 3, "repeat")]),
        ([1, 3, 2, 4], [SaiThuTu(1, 2, "gap")]),
        ([1, 4, 5, 9], [SaiThuTu(1, 2, "gap"), SaiThuTu(3, 6, "gap")]),
        ([1, 12, 3, 4], [SaiThuTu(1, 2, "gap")]),
        ([7, 2, 3], [SaiThuTu(0, 1, "gap")]),
    ],
)
def test_faults(numbers: list[int], faults: list[SaiThuTu]) -> None:
    assert list(out_of_order(numbers)) == faults


@given(st.integers(1, 30), st.data())
def test_one_member_taken_out_is_one_fault(length: int, data: st.DataObject) -> None:
    gone = data.draw(st.integers(1, length))
    numbers = [number for number in range(1, length + 1) if number != gone]
    faults = list(out_of_order(numbers))
    assert faults == ([] if gone == length else [SaiThuTu(gone - 1, gone, "gap")])


@given(st.integers(1, 30), st.data())
def test_one_member_twice_is_one_fault(length: int, data: st.DataObject) -> None:
    again = data.draw(st.integers(1, length))
    numbers = [number for number in range(1, length + 1) for _ in range(2 if number == again else 1)]
    assert list(out_of_order(numbers)) == [SaiThuTu(again, again + 1, "repeat")]


@given(st.lists(st.integers(1, 40)))
def test_no_fault_exactly_where_it_counts(numbers: list[int]) -> None:
    assert (list(out_of_order(numbers)) == []) == (numbers == list(range(1, len(numbers) + 1)))
