"""Deadlines in a quarterly report: late, extended, due before the quarter ends, due in the next."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.finished import table_headed, texts, under
from tests.small import done, finished, said, task, written

LETTER = "Công văn số 9/CQT ngày {}"


def extended(to: str, granted: str, unit: str = "phong_a", ma: str = "v") -> dict[str, Any]:
    return said(ma, unit, gia_han={"den_ngay": to, "van_ban": LETTER.format(granted)})


def test_an_overdue_task_is_told_with_its_deadline_and_the_days_in_text_and_table(tmp_path: Path) -> None:
    late = [said("v", ket_qua="Đang làm.", ty_le_hoan_thanh=60), done("w", "03/6/2026", "phong_b")]
    document = finished(written(tmp_path, [task("v", "25/4/2026"), task("w", "31/5/2026", "phong_b")], {2: late}), 2)
    assert under(document, "Tồn tại, hạn chế") == [
        "Chưa hoàn thành: Việc v (Phòng A), quá hạn 50 ngày (thời hạn 25/4/2026), mới đạt 60% khối lượng.",
        "Hoàn thành quá hạn: Việc w (Phòng B), xong ngày 03/6/2026, quá hạn 03 ngày (thời hạn 31/5/2026).",
    ]
    assert under(document, "Hoàn thành ngay nhiệm vụ quá hạn") == [
        "Việc v (Phòng A; thời hạn 25/4/2026; đã quá hạn 50 ngày)."
    ]
    assert [row[0] for row in table_headed(document, "Tình trạng")[1:]] == [
        "Chưa hoàn thành, quá hạn\nQuá hạn 50 ngày\nMới đạt 60% khối lượng",
        "Hoàn thành quá hạn\nNgày 03/6/2026\nQuá hạn 03 ngày",
    ]


def test_the_longest_late_stands_first(tmp_path: Path) -> None:
    plan = [task("v", "31/5/2026"), task("w", "30/4/2026"), task("x", "31/3/2026")]
    document = finished(written(tmp_path, plan, {2: [done("x", "01/5/2026")]}), 2)
    named = [text.split(": ", 1)[1][:6] for text in under(document, "Tồn tại, hạn chế")]
    assert named == ["Việc w", "Việc v", "Việc x"]


def test_a_deadline_on_the_last_day_of_the_period_is_late_without_days(tmp_path: Path) -> None:
    document = finished(written(tmp_path, [task("v", "14/6/2026")], {2: []}), 2)
    assert under(document, "Tồn tại, hạn chế") == ["Chưa hoàn thành: Việc v (Phòng A), quá hạn (thời hạn 14/6/2026)."]


def test_of_a_joint_task_only_the_unit_that_is_not_done_must_finish_it(tmp_path: Path) -> None:
    reports = [done("v", "20/5/2026", ty_le_hoan_thanh=100), said("v", "phong_b", ty_le_hoan_thanh=40)]
    document = finished(written(tmp_path, [task("v", "31/5/2026", "cac_phong")], {2: reports}), 2)
    assert under(document, "Tồn tại, hạn chế") == [
        "Chưa hoàn thành: Việc v (Phòng B), quá hạn 14 ngày (thời hạn 31/5/2026), Phòng B mới đạt 40%."
    ]
    assert under(document, "Hoàn thành ngay nhiệm vụ quá hạn") == [
        "Việc v (Phòng B; thời hạn 31/5/2026; đã quá hạn 14 ngày)."
    ]
    columns = ("Đơn vị", "Xong đúng hạn", "Quá hạn chưa xong")
    assert table_headed(document, *columns)[:2] == [["Phòng A", "1", "0"], ["Phòng B", "0", "1"]]


# --- Extensions -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("granted", ["31/5/2026", "10/3/2026"])
def test_an_extension_in_time_is_told_once_and_moves_the_task_to_its_new_quarter(tmp_path: Path, granted: str) -> None:
    """Also one that was granted in the quarter before and is reported only now; by two units with the same words."""
    both = [extended("30/9/2026", granted, unit) for unit in ("phong_a", "phong_b")]
    folder = written(tmp_path, [task("v", "31/5/2026", "cac_phong")], {1: [], 2: both, 3: both[:1]})
    document = finished(folder, 2)
    told = f"Được gia hạn 01 nhiệm vụ: Việc v (từ 31/5/2026 đến 30/9/2026 theo Công văn số 9/CQT ngày {granted})."
    assert "\n".join(texts(document)).count(told) == 1
    assert under(document, "Đến hạn trong quý III năm 2026") == ["Việc v (Phòng A; Phòng B; thời hạn 30/9/2026)."]
    assert not under(document, "Tồn tại, hạn chế")
    assert ["31/5/2026\ngia hạn: 30/9/2026"] in table_headed(document, "Thời hạn")
    assert told not in texts(finished(folder, 3))


def test_an_extension_that_came_too_late_shows_both_deadlines_and_the_days_by_the_old_one(tmp_path: Path) -> None:
    document = finished(written(tmp_path, [task("v", "31/5/2026")], {2: [extended("30/9/2026", "01/6/2026")]}), 2)
    letter, both = LETTER.format("01/6/2026"), "thời hạn 31/5/2026, gia hạn đến 30/9/2026 sau khi đã quá hạn"
    assert f"Được gia hạn 01 nhiệm vụ: Việc v (từ 31/5/2026 đến 30/9/2026 theo {letter}, sau khi đã quá hạn)." in texts(
        document
    )
    assert under(document, "Tồn tại, hạn chế") == [f"Chưa hoàn thành: Việc v (Phòng A), quá hạn 14 ngày ({both})."]
    assert under(document, "Hoàn thành ngay nhiệm vụ quá hạn") == [f"Việc v (Phòng A; {both}; đã quá hạn 14 ngày)."]
    (row,) = [row for row in table_headed(document, "TT", "Thời hạn", "Tình trạng", "Ghi chú") if row[0] == "1"]
    assert row[1:] == [
        "31/5/2026\ngia hạn: 30/9/2026",
        "Chưa hoàn thành, quá hạn\nQuá hạn 14 ngày",
        f"Gia hạn theo {letter} (gia hạn sau khi đã quá hạn)",
    ]


# --- The next quarter -------------------------------------------------------------------------------------------


def headings(document: Any) -> list[str]:
    found = [text.partition(" ")[2] for text in texts(document)]
    return [
        text for text in found if text.startswith(("Hoàn thành trong quý", "Đến hạn trong quý", "NHIỆM VỤ TRỌNG TÂM"))
    ]


@pytest.mark.parametrize(
    ("deadline", "heading"),
    [
        ("15/6/2026", "Hoàn thành trong quý II năm 2026 (đến hết ngày 30/6/2026)"),
        ("30/6/2026", "Hoàn thành trong quý II năm 2026 (đến hết ngày 30/6/2026)"),
        ("01/7/2026", "Đến hạn trong quý III năm 2026"),
        ("30/9/2026", "Đến hạn trong quý III năm 2026"),
        ("01/10/2026", None),
    ],
)
def test_figures_are_cut_off_before_the_quarter_ends(tmp_path: Path, deadline: str, heading: str | None) -> None:
    """Quý II has its cut-off on 14/6: what is due up to 30/6 is still of quý II, what is due on 30/9 of quý III."""
    document = finished(written(tmp_path, [task("v", deadline)], {2: []}), 2)
    assert headings(document)[1:] == ([heading] if heading else [])
    assert headings(document)[:1] == (["NHIỆM VỤ TRỌNG TÂM QUÝ III NĂM 2026"] if heading else [])
    if heading:
        assert under(document, heading) == [f"Việc v (Phòng A; thời hạn {deadline})."]


def test_what_is_due_at_the_years_end_is_not_of_the_next_year(tmp_path: Path) -> None:
    plan = [task("v", "31/12/2026"), task("w", "31/01/2027")]
    document = finished(written(tmp_path, plan, {4: []}), 4)
    assert headings(document) == [
        "NHIỆM VỤ TRỌNG TÂM QUÝ I NĂM 2027",
        "Hoàn thành trong quý IV năm 2026 (đến hết ngày 31/12/2026)",
        "Đến hạn trong quý I năm 2027",
    ]
    assert under(document, headings(document)[1]) == ["Việc v (Phòng A; thời hạn 31/12/2026)."]
    assert under(document, headings(document)[2]) == ["Việc w (Phòng A; thời hạn 31/01/2027)."]


def test_a_plan_whose_quarters_end_with_the_calendar_has_no_rest_of_the_quarter(tmp_path: Path) -> None:
    days = ["01/01", "31/3", "01/4", "30/6", "01/7", "30/9", "01/10", "31/12"]
    own = [
        {"ky": ky, "tu_ngay": f"{days[2 * i]}/2026", "den_ngay": f"{days[2 * i + 1]}/2026"}
        for i, ky in enumerate(("quý I", "quý II", "quý III", "quý IV"))
    ]
    document = finished(written(tmp_path, [task("v", "30/6/2026"), task("w", "30/9/2026")], {2: []}, ky_bao_cao=own), 2)
    assert headings(document) == ["NHIỆM VỤ TRỌNG TÂM QUÝ III NĂM 2026", "Đến hạn trong quý III năm 2026"]
    assert under(document, "Hoàn thành ngay nhiệm vụ quá hạn") == ["Việc v (Phòng A; thời hạn 30/6/2026; đã quá hạn)."]


def test_overdue_work_stands_before_what_is_due_and_what_units_plan(tmp_path: Path) -> None:
    plan = [task("v", "30/9/2026"), task("w", "31/5/2026", "phong_b")]
    reports = [said("v", viec_ky_toi="Phòng B góp ý;"), said("w", "phong_b", ket_qua="Đang làm.")]
    document = finished(written(tmp_path, plan, {2: {"nhiem_vu_ky_toi": "Tập trung.", "tien_do": reports}}), 2)
    found = texts(document)
    at = found.index("III. NHIỆM VỤ TRỌNG TÂM QUÝ III NĂM 2026")
    assert found[at + 1 : at + 8] == [
        "Tập trung.",
        "1. Hoàn thành ngay nhiệm vụ quá hạn",
        "Việc w (Phòng B; thời hạn 31/5/2026; đã quá hạn 14 ngày).",
        "2. Đến hạn trong quý III năm 2026",
        "Việc v (Phòng A; thời hạn 30/9/2026).",
        "3. Công việc của các đơn vị",
        "Phòng A: Phòng B góp ý.",
    ]


def test_what_was_finished_before_the_period_stands_in_one_sentence_below_the_table(tmp_path: Path) -> None:
    plan = [task("v", "31/5/2026"), task("w", "thường xuyên")]
    document = finished(written(tmp_path, plan, {2: [done("v", "14/6/2026")], 3: []}), 3)
    assert "Đã hoàn thành ở các kỳ trước 01 nhiệm vụ: Việc v (ngày 14/6/2026)." in texts(document)
    assert [row[1] for row in table_headed(document, "TT", "Nhiệm vụ") if row[0].isdigit()] == ["Việc w"]
    assert "Hoàn thành quá hạn" not in " ".join(under(document, "Tồn tại, hạn chế"))
