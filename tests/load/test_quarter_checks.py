"""The progress of a quarter against the plan and the quarters before: one mistake at a time; what is right passes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docgen.errors import UnusableError
from docgen.load import load
from tests.small import done, figure, said, target, task, trouble, written

LETTER = "Công văn số 9/CQT ngày {}"
QUANTITY = {"ma": "tin", "ten": "Tin", "don_vi_tinh": "tin"}


def findings(folder: Path, tasks: list[Any], quarters: dict[int, Any]) -> list[str]:
    written(folder, tasks, quarters)
    try:
        load(folder, "mau")
    except UnusableError as error:
        return [str(problem).split(": ", 1)[1].partition("\n")[0] for problem in error.problems]
    return []


def extended(to: str, granted: str, unit: str = "phong_a") -> dict[str, Any]:
    return said("v", unit, gia_han={"den_ngay": to, "van_ban": LETTER.format(granted)})


DUE = task("v", "31/5/2026", "cac_phong")


@pytest.mark.parametrize(
    ("quarters", "finding"),
    [
        ({2: [extended("31/7/2026", "20/5/2026")]}, None),
        ({2: [extended("31/7/2026", "14/6/2026")]}, None),
        (
            {2: [extended("31/7/2026", "15/6/2026")]},
            "gia hạn chấp thuận ngày 15/6/2026, sau ngày chốt số liệu 14/6/2026",
        ),
        (
            {2: [extended("31/5/2026", "20/5/2026")]},
            "gia hạn đến 31/5/2026, không sau hạn đang có hiệu lực 31/5/2026 (",
        ),
        ({2: [extended("31/7/2026", "20/5/2026")], 3: [extended("31/7/2026", "20/5/2026", "phong_b")]}, None),
        (
            {2: [extended("31/7/2026", "20/5/2026")], 3: [extended("15/7/2026", "01/7/2026")]},
            "gia hạn đến 15/7/2026, không sau hạn đang có hiệu lực 31/7/2026 (",
        ),
        (
            {2: [extended("31/7/2026", "20/5/2026"), extended("31/8/2026", "20/5/2026", "phong_b")]},
            "hai đơn vị ghi hai hạn khác nhau cho nhiệm vụ “v” (",
        ),
        (
            {2: [done("v", "10/5/2026")], 3: [extended("31/7/2026", "01/7/2026")]},
            "gia hạn chấp thuận ngày 01/7/2026, sau khi đã hoàn thành ngày 10/5/2026",
        ),
    ],
)
def test_extensions(tmp_path: Path, quarters: dict[int, Any], finding: str | None) -> None:
    found = findings(tmp_path, [DUE], quarters)
    assert (len(found) == 1 and found[0].startswith(finding)) if finding else found == [], found


def test_an_undated_task_can_be_completed_but_not_extended(tmp_path: Path) -> None:
    plan = [task("v", "theo hướng dẫn của Bộ")]
    assert findings(tmp_path, plan, {2: [done("v", "20/5/2026")]}) == []
    (finding,) = findings(tmp_path, plan, {2: [extended("31/7/2026", "20/5/2026")]})
    assert finding.startswith("nhiệm vụ chưa xác định “v” không có gia_han")


@pytest.mark.parametrize(
    ("when", "report", "finding"),
    [
        ("hằng tháng", {"ket_qua": "Đã làm.", "so_lan": 2}, None),
        (
            "hằng tháng",
            {"ket_qua": "Đã làm."},
            "nhiệm vụ hằng tháng “v” chưa ghi số lần đã làm trong quý (phải làm 3 lần)",
        ),
        ("hằng tháng", {}, None),
        ("hằng quý", {"ket_qua": "Đã làm."}, None),
        ("thường xuyên", {"so_lan": 1}, "nhiệm vụ “v” không phải nhiệm vụ hằng tháng, hằng quý nên không có số lần"),
    ],
)
def test_times(tmp_path: Path, when: str, report: dict[str, Any], finding: str | None) -> None:
    assert findings(tmp_path, [task("v", when)], {2: [said("v", **report)]}) == ([finding] if finding else [])


@pytest.mark.parametrize(
    ("report", "finding"),
    [
        ({"ket_qua": "Đăng {tin}.", "so_lieu_thong_ke": {"tin": "5"}}, None),
        ({"ket_qua": "Đăng {tin}."}, "lời văn nhắc {tin} nhưng quý này chưa có số của đại lượng đó"),
        ({"ket_qua": "Đăng {bai}."}, "lời văn nhắc {bai}, không phải đại lượng của nhiệm vụ “v”"),
    ],
)
def test_words_name_only_quantities_that_have_a_number(
    tmp_path: Path, report: dict[str, Any], finding: str | None
) -> None:
    plan = [task("v", "thường xuyên", dai_luong=[QUANTITY])]
    assert findings(tmp_path, plan, {2: [said("v", **report)]}) == ([finding] if finding else [])


def test_a_quantity_of_another_task_is_refused(tmp_path: Path) -> None:
    plan = [task("v", "thường xuyên", dai_luong=[QUANTITY]), task("w", "thường xuyên")]
    (finding,) = findings(tmp_path, plan, {2: [said("w", so_lieu_thong_ke={"tin": "5"})]})
    assert finding.startswith("đại lượng “tin” không thuộc nhiệm vụ “w” hay nhóm của nó")


@pytest.mark.parametrize(
    ("asked", "first", "second", "finding"),
    [
        ({}, figure("9", "10"), figure("11", "11", chuyen_sang="1"), None),
        (
            {},
            figure("9", "10"),
            figure("11", "11", chuyen_sang="2"),
            "chuyển sang 2 nhưng kỳ trước chỉ còn 1 chưa xong (",
        ),
        ({}, figure("9", "10"), figure("1", "1", chuyen_sang="2"), "chuyển sang 2 lớn hơn tổng số 1"),
        (
            {"cach_tinh": "tại thời điểm"},
            figure("9", "10"),
            figure("10", "10", chuyen_sang="1"),
            "chuyển sang chỉ ghi cùng tong_so của chỉ tiêu cộng dồn tính bằng %",
        ),
        ({"tong_so": "15"}, figure("9"), figure("3", "15"), None),
        ({"tong_so": "15"}, figure("9"), figure("3", "14"), "chỉ tiêu “ct” tính bằng % ("),
    ],
)
def test_what_is_carried_over_was_left_over(
    tmp_path: Path, asked: dict[str, Any], first: dict[str, Any], second: dict[str, Any], finding: str | None
) -> None:
    plan = [task("v", "thường xuyên", "phong_a", target(**asked))]
    found = findings(tmp_path, plan, {1: [said("v", **first)], 2: [said("v", **second)]})
    assert any(each.startswith(finding) for each in found) if finding else found == [], found


OVERCOME = {"da_khac_phuc": [{"kho_khan": "may", "ngay": "01/4/2026", "ket_qua": "Xong."}]}


@pytest.mark.parametrize(
    ("quarters", "finding"),
    [
        ({1: [said("v", **trouble("may"))], 2: [said("v", **OVERCOME)]}, None),
        ({2: [said("v", **OVERCOME)], 3: [said("v", **trouble("may"))]}, "khó khăn “may” khắc phục trước khi được nêu"),
        (
            {1: [said("v", **trouble("may"))], 2: [said("v", **OVERCOME), said("v", "phong_b", **OVERCOME)]},
            "khó khăn “may” khắc phục hai lần (",
        ),
    ],
)
def test_a_difficulty_is_overcome_once_and_after_it_was_told(
    tmp_path: Path, quarters: dict[int, Any], finding: str | None
) -> None:
    found = findings(tmp_path, [task("v", "thường xuyên", "cac_phong")], quarters)
    assert any(each.startswith(finding) for each in found) if finding else found == [], found


@pytest.mark.parametrize(
    ("when", "given", "finding"),
    [
        ("14/6/2026", "14/6/2026", None),
        ("31/3/2026", "01/4/2026", "nhiệm vụ giao thêm đã quá hạn khi giao: hạn 31/3/2026 trước ngày giao 01/4/2026"),
        ("31/7/2026", "15/6/2026", "nhiệm vụ giao ngày 15/6/2026, sau ngày chốt số liệu 14/6/2026"),
    ],
)
def test_a_task_is_not_given_overdue_nor_after_the_period(
    tmp_path: Path, when: str, given: str, finding: str | None
) -> None:
    added = {"nhiem_vu_bo_sung": [task("w", when, van_ban=LETTER.format(given))]}
    assert findings(tmp_path, [task("v", "thường xuyên")], {2: added}) == ([finding] if finding else [])


def test_a_report_is_not_of_a_time_before_the_plan(tmp_path: Path) -> None:
    written(tmp_path, [task("v", "thường xuyên")], {1: []}, ngay_ban_hanh="15/3/2026")
    with pytest.raises(UnusableError, match="kỳ quý I kết thúc ngày 14/3/2026, trước khi có kế hoạch"):
        load(tmp_path, "mau")
    written(tmp_path, [task("v", "thường xuyên")], {1: []}, ngay_ban_hanh="14/3/2026")
    assert load(tmp_path, "mau").cac_quy_phai_co == [1, 2, 3, 4]
