"""Quantities: in the quarter, the one before, from the year's start, and the same quarter of last year."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from docgen.compute import SoThongKe, tong_hop, viet_so_dem
from tests.small import as_it_stands, dossier, group, said, task

Numbers = tuple[Decimal | None, Decimal | None, Decimal | None]


def quantity(ma: str = "tin", **more: Any) -> dict[str, Any]:
    return {"ma": ma, "ten": f"Số {ma}", "don_vi_tinh": "tin, bài", **more}


def told(unit: str = "phong_a", **numbers: str) -> dict[str, Any]:
    return said("v", unit, so_lieu_thong_ke=numbers)


def counted(tmp_path: Path, each: dict[str, Any], quarters: dict[int, list[dict[str, Any]]], quy: int) -> SoThongKe:
    ho_so = dossier(tmp_path, [task("v", "thường xuyên", "cac_phong", dai_luong=[each])], quarters)
    return as_it_stands(ho_so, quy).thong_ke[0]


def numbers(found: SoThongKe) -> Numbers:
    return found.trong_ky, found.ky_truoc, found.luy_ke


def test_units_and_quarters_are_added_up(tmp_path: Path) -> None:
    quarters = {1: [told(tin="8")], 2: [told(tin="5"), told("phong_b", tin="2")], 3: []}
    assert [numbers(counted(tmp_path, quantity(), quarters, quy)) for quy in (1, 2, 3)] == [
        (8, None, 8),
        (7, 8, 15),
        (None, 7, 15),
    ]


def test_a_level_is_the_latest_of_each_unit_and_not_added_up(tmp_path: Path) -> None:
    quarters = {1: [told(tin="8"), told("phong_b", tin="3")], 2: [told(tin="5")]}
    found = [counted(tmp_path, quantity(cach_tinh="tại thời điểm"), quarters, quy) for quy in (1, 2)]
    assert [numbers(each) for each in found] == [(11, None, 11), (5, 11, 8)]
    assert found[0].trong_cau == "11 tin, bài"


LINES = [quantity("trang"), quantity("cong")]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ({"trang": "2", "cong": "3"}, (5, 4, 9)),
        ({"tin": "6", "trang": "2", "cong": "3"}, (6, 4, 10)),
        ({"trang": "2"}, (2, 4, 6)),
        ({}, (None, 4, 4)),
    ],
)
def test_a_whole_is_the_sum_of_its_lines_only_where_nobody_told_the_whole(
    tmp_path: Path, second: dict[str, str], expected: Numbers
) -> None:
    quarters = {1: [told(trang="1", cong="3")], 2: [told(**second)] if second else []}
    found = counted(tmp_path, quantity(trong_do=LINES), quarters, 2)
    assert numbers(found) == expected
    assert [line.dai_luong.ma for line in found.moi_dong()] == ["tin", "trang", "cong"]


def test_a_sentence_has_the_year_and_the_same_quarter_of_last_year(tmp_path: Path) -> None:
    quarters = {1: [told(tin="7")], 2: [told(tin="8")]}
    each = quantity(cung_ky={"quý II": "6"})
    assert [counted(tmp_path, each, quarters, quy).trong_cau for quy in (1, 2)] == [
        "07 tin, bài",
        "08 tin, bài (lũy kế 15; cùng kỳ 06)",
    ]


def test_a_quantity_of_a_group_is_told_by_its_tasks(tmp_path: Path) -> None:
    quarters = {
        2: [told(tin="5"), said("w", so_lieu_thong_ke={"tin": "2"})],
        3: {"dung_nhiem_vu": [{"nhiem_vu": "w", "van_ban": "Công văn số 1"}]},
    }
    both = group("mot", task("v", "thường xuyên"), task("w", "thường xuyên"), dai_luong=[quantity()])
    ho_so = dossier(tmp_path, [both], quarters)
    assert numbers(tong_hop(ho_so, 2).thong_ke_nhom["mot"][0]) == (7, None, 7)
    # What a task told before it was dropped stays in the sums: the earlier report has it.
    assert numbers(tong_hop(ho_so, 3).thong_ke_nhom["mot"][0]) == (None, 7, 7)


@pytest.mark.parametrize(
    ("value", "printed"), [("0", "0"), ("1", "01"), ("9", "09"), ("10", "10"), ("1.5", "1,5"), ("12345", "12.345")]
)
def test_one_digit_has_a_zero_before_it(value: str, printed: str) -> None:
    assert viet_so_dem(Decimal(value)) == printed
