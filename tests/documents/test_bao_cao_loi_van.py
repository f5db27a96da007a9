"""What a quarterly report tells of the units' words, targets and proposals: each once, in its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.finished import table_headed, texts, under
from tests.small import done, figure, finished, group, said, target, task, written

PLAN = [task("v", "thường xuyên"), task("w", "31/12/2026", "phong_b")]


def test_the_words_of_each_unit_of_a_joint_task_stand_with_its_name(tmp_path: Path) -> None:
    joint = task("v", "31/12/2026", "cac_phong", dai_luong=[{"ma": "cuoc", "ten": "Cuộc", "don_vi_tinh": "cuộc"}])
    first = said("v", ket_qua="Đã họp {cuoc}.", so_lieu_thong_ke={"cuoc": "2"}, ty_le_hoan_thanh=30)
    second = done("v", "01/4/2026", "phong_b", so_lieu_thong_ke={"cuoc": "5"})
    before = [said("v", "phong_b", ty_le_hoan_thanh=10)]
    document = finished(written(tmp_path, [joint], {1: before, 2: [first, second]}), 2)
    # A number in the words of one unit is its own; a unit that is done has no rate any more.
    assert under(document, "Nhóm mot") == ["Việc v: Phòng A: đã họp 02 cuộc. Phòng B: đã xong. Phòng A mới đạt 30%."]


def test_quantities_that_no_words_name_are_told_by_docgen(tmp_path: Path) -> None:
    counted = [
        {"ma": "tin", "ten": "Tin, bài", "don_vi_tinh": "tin"},
        {"ma": "luot", "ten": "Lượt", "don_vi_tinh": "lượt"},
    ]
    told = said("v", ket_qua="Đăng {tin} mới;", so_lieu_thong_ke={"tin": "5", "luot": "12"})
    folder = written(tmp_path, [task("v", "thường xuyên", dai_luong=counted)], {1: [told], 2: [told]})
    assert under(finished(folder, 2), "Nhóm mot") == ["Việc v: Đăng 05 tin (lũy kế 10) mới. Lượt: 12 lượt (lũy kế 24)."]
    rows = table_headed(finished(folder, 2), "Chỉ tiêu thống kê", "Trong kỳ", "Kỳ trước", "Lũy kế", "Cùng kỳ năm trước")
    assert rows[-2:] == [["Tin, bài", "5", "5", "10", "–"], ["Lượt", "12", "12", "24", "–"]]


def test_a_target_that_is_met_stands_with_its_task_and_one_that_is_missed_among_the_limits(tmp_path: Path) -> None:
    plan = [task("v", "thường xuyên", "phong_a", target()), task("w", "thường xuyên", "phong_a", target("khac"))]
    reports = [
        said("v", ket_qua="Đã làm.", **figure("28", "30")),
        said("w", ket_qua="Đã làm.", **figure("8999", "10000", "khac")),
    ]
    document = finished(written(tmp_path, plan, {2: reports}), 2)
    met, missed = "lũy kế từ đầu năm đạt 93,3% (28/30), đạt chỉ tiêu.", "đạt 89,9% (8.999/10.000), chưa đạt chỉ tiêu."
    assert under(document, "Nhóm mot")[0] == f"a) Việc v: Đã làm. Chỉ tiêu 90% (chỉ tiêu ct): {met}"
    (limit,) = under(document, "Tồn tại, hạn chế")
    assert limit == f"Chỉ tiêu 90% (chỉ tiêu khac): lũy kế từ đầu năm {missed}"
    body = "\n".join(texts(document))
    assert (body.count(met), body.count(missed)) == (1, 1)


def test_a_partly_done_task_names_the_silent_unit_in_text_and_table(tmp_path: Path) -> None:
    plan = [task("v", "thường xuyên", "cac_phong")]
    document = finished(written(tmp_path, plan, {2: [said("v", ket_qua="Đã làm."), said("v", "phong_b")]}), 2)
    assert under(document, "Tồn tại, hạn chế") == [
        "Thực hiện một phần: Việc v (1/2 đơn vị); chưa có kết quả của Phòng B."
    ]
    assert table_headed(document, "Tình trạng")[-1] == ["Thực hiện một phần\nChưa có kết quả của Phòng B"]


def test_a_monthly_task_that_was_done_twice_says_so(tmp_path: Path) -> None:
    """What a helping unit reports has no part in the count of times."""
    alone = task("v", "hằng tháng", don_vi_phoi_hop="phong_b")
    told = [said("v", "phong_b", ket_qua="Đã góp ý.", so_lan=0), said("v", ket_qua="Đã làm.", so_lan=2)]
    document = finished(written(tmp_path, [alone], {2: told}), 2)
    assert under(document, "Tồn tại, hạn chế") == ["Thực hiện một phần: Việc v (Phòng A), 02/03 lần."]
    joint = [said("v", ket_qua="Đã làm.", so_lan=2), said("v", "phong_b", ket_qua="Đã làm.", so_lan=3)]
    document = finished(written(tmp_path / "chung", [task("v", "hằng tháng", "cac_phong")], {2: joint}), 2)
    assert under(document, "Tồn tại, hạn chế") == ["Thực hiện một phần: Việc v (1/2 đơn vị); chưa đủ 03 lần: Phòng A."]


def test_who_has_not_reported_is_named_in_the_table(tmp_path: Path) -> None:
    document = finished(written(tmp_path, PLAN, {1: [said("v", ket_qua="Đã làm.")]}), 1)
    assert [row[1] for row in table_headed(document, "TT", "Ghi chú") if row[0].isdigit()] == [
        "",
        "Chưa báo cáo: Phòng B",
    ]
    assert table_headed(document, "Đơn vị", "Chưa báo cáo") == [["Phòng A", "0"], ["Phòng B", "1"], ["Cộng", "1"]]


PROPOSED: list[dict[str, Any]] = [
    {"noi_dung": "Bổ sung kinh phí;", "gui": "cấp trên"},
    {"noi_dung": "Đổi phòng họp.", "gui": "nội bộ"},
]


@pytest.mark.parametrize(
    ("upward", "proposed", "printed"),
    [
        (True, PROPOSED, ["Bổ sung kinh phí."]),
        (False, PROPOSED, ["Bổ sung kinh phí.", "Đổi phòng họp."]),
        (True, PROPOSED[1:], ["Không có."]),
        (True, [], []),
    ],
)
def test_what_is_proposed_within_the_office_does_not_go_up(
    tmp_path: Path, upward: bool, proposed: list[dict[str, Any]], printed: list[str]
) -> None:
    reports = [said("v", ket_qua="Đã làm.", **({"de_xuat": proposed} if proposed else {}))]
    file = {"kinh_gui": "Sở A" if upward else "", "tien_do": reports}
    assert under(finished(written(tmp_path, PLAN, {1: file}), 1), "ĐỀ XUẤT, KIẾN NGHỊ") == printed


def test_added_and_dropped_tasks_are_each_told_once_with_their_document(tmp_path: Path) -> None:
    added = [task("x", "31/12/2026", nhom="mot", van_ban="Công văn số 1 ngày 20/3/2026.")]
    dropped = [{"nhiem_vu": ma, "van_ban": f"Công văn số {ma}"} for ma in ("v", "x")]
    last = [
        said("v", ket_qua="Đã làm một phần.", **figure("1", "10"))
    ]  # reported, and dropped before the quarter ended
    quarters = {2: {"nhiem_vu_bo_sung": added}, 3: {"dung_nhiem_vu": dropped, "tien_do": last}, 4: []}
    folder = written(tmp_path, [task("v", "thường xuyên", "phong_a", target()), *PLAN[1:]], quarters)
    told = {quy: [t for t in under(finished(folder, quy), "Tiến độ chung") if "Việc" in t] for quy in (2, 3, 4)}
    assert told == {
        2: ["Trong kỳ được giao bổ sung 01 nhiệm vụ: Việc x (theo Công văn số 1 ngày 20/3/2026)."],
        3: ["Dừng thực hiện 02 nhiệm vụ: Việc v (theo Công văn số v); Việc x (theo Công văn số x)."],
        4: [],
    }
    document = finished(folder, 3)
    assert (
        not under(document, "Nhóm mot") and not under(document, "Ưu điểm") and not under(document, "Tồn tại, hạn chế")
    )
    notes = dict(row for row in table_headed(document, "Nhiệm vụ", "Ghi chú"))
    assert notes["Việc x"] == "Giao bổ sung theo Công văn số 1 ngày 20/3/2026\nDừng theo Công văn số x"


def test_a_group_all_of_whose_tasks_are_dropped_has_no_section(tmp_path: Path) -> None:
    groups = [group("mot", task("v", "thường xuyên")), group("hai", task("w", "thường xuyên"))]
    file = {"dung_nhiem_vu": [{"nhiem_vu": "v", "van_ban": "Công văn số 1"}], "tien_do": [said("w", ket_qua="Đã làm.")]}
    document = finished(written(tmp_path, groups, {2: file}), 2)
    assert (under(document, "Nhóm mot"), under(document, "Nhóm hai")) == ([], ["Việc w: Đã làm."])
    assert "2. Nhóm hai" in texts(document)
