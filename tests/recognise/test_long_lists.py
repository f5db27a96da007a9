"""Lists of any length: a right plan with 1 … 150 parts of a level has no finding of its numbers, a gap in it has one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docgen.commands.kiem import NguongLoi, kiem_tep
from docgen.commands.lap import lap
from docgen.nghi_dinh.vietnamese import roman
from docgen.recognise.numbers import doc_nhan_muc
from tests.small import group, task, written

REGISTRY = {"so_ky_hieu.so", "dia_danh_ngay.ngay"}


def viec(ma: object) -> dict[str, Any]:
    return task(f"v{ma}", "Tháng 3/2026")


def two(i: int) -> list[dict[str, Any]]:
    return [viec(f"{i}_{j}") for j in range(2)]


def parts(level: str, count: int) -> list[dict[str, Any]]:
    every = range(count)
    groups = [group(f"g{i}", *two(i)) for i in every]
    if level == "muc":
        return [{"tieu_de": f"Mục thứ {i}", "nhom_nhiem_vu": [groups[i]]} for i in every]
    inside: dict[str, Any] = {
        "nhom": {"nhom_nhiem_vu": groups},
        "khoan": {"khoan": [{"tieu_de": f"Khoản {i}", "nhiem_vu": two(i)} for i in every]},
        "viec": {"nhiem_vu": [viec(i) for i in every]},
        "nhom_trong_khoan": {"khoan": [{"tieu_de": "Nhóm", "nhom_nhiem_vu": groups}]},
        "nhom_trong_tung_khoan": {"khoan": [{"tieu_de": f"Khoản {i}", "nhom_nhiem_vu": [groups[i]]} for i in every]},
    }[level]
    return [{"tieu_de": "Nhiệm vụ", **inside}]


LEVELS = ["muc", "nhom", "khoan", "viec", "nhom_trong_khoan", "nhom_trong_tung_khoan"]


def findings(folder: Path, level: str, count: int) -> set[str]:
    written(folder, [viec("q")], {}, muc=parts(level, count))
    (file,) = lap(["ke-hoach"], folder, "mau", folder / "output")
    return {each.quy_tac for each in kiem_tep("x.docx", file.path.read_bytes(), NguongLoi()).cac_ket_qua}


@pytest.mark.parametrize("count", [1, 23, 24, 88, 99, 100, 101, 150])
@pytest.mark.parametrize("level", LEVELS)
def test_a_right_plan_of_any_length_has_no_finding(tmp_path: Path, level: str, count: int) -> None:
    assert findings(tmp_path, level, count) == REGISTRY


@pytest.mark.lau
@pytest.mark.parametrize("level", LEVELS)
def test_a_right_plan_of_every_length_has_no_finding(tmp_path: Path, level: str) -> None:
    wrong = {
        count: found for count in range(1, 151) if (found := findings(tmp_path / str(count), level, count)) != REGISTRY
    }
    assert wrong == {}


@pytest.mark.parametrize("number", [1, 9, 10, 99, 100, 101, 999, 1000, 12345])
def test_numbers_of_any_length_are_labels(number: int) -> None:
    assert doc_nhan_muc(f"{number}. Việc")[:3] == ("khoản", str(number), (number,))
    assert doc_nhan_muc(f"2.{number}. Việc")[:3] == ("tiểu khoản", f"2.{number}", (2, number))
    assert doc_nhan_muc(f"Điều {number}. Hiệu lực")[:3] == ("điều", str(number), (number,))


def test_every_roman_number_follows_the_one_before_it() -> None:
    for number in range(2, 400):
        assert doc_nhan_muc(f"{roman(number)}. VIỆC", number - 1).so == (number,), number
    assert doc_nhan_muc("C. VIỆC", 99).cap_muc == "mục" and doc_nhan_muc("C. VIỆC", 2).cap_muc == "mục chữ hoa"


@pytest.mark.parametrize(
    "text", ["1.000 hộ nghèo", "1.234.567 đồng", "12.5.2026. Sau đó", "CI/CD là một cách làm", "1.5 lần"]
)
def test_numbers_and_short_names_are_no_long_labels(text: str) -> None:
    assert not (label := doc_nhan_muc(text)).so or label.nhan_muc == "1.5"
