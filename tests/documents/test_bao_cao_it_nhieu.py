"""A quarterly report of nothing, of one thing, of a lot: what has nothing to say is not printed, the rest reads well."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx.document import Document

from tests.finished import table_headed, texts, under
from tests.small import done, finished, said, task, trouble, written

STEADY = task("v", "thường xuyên")
DUE = task("w", "31/12/2026", "phong_b")
HEADINGS = re.compile(r"^(?:[IVX]+|\d+)\. \S")


def test_an_empty_quarter_has_no_empty_section_and_its_numbers_close_up(tmp_path: Path) -> None:
    document = finished(written(tmp_path, [STEADY, DUE], {1: []}), 1)
    found = texts(document)
    assert [text for text in found if HEADINGS.match(text)] == [
        "I. TIẾN ĐỘ VÀ KẾT QUẢ THỰC HIỆN",
        "1. Tiến độ chung",
        "II. ĐÁNH GIÁ CHUNG",
        "1. Tồn tại, hạn chế",
    ]
    assert under(document, "Tồn tại, hạn chế") == ["Chưa thực hiện trong kỳ: Việc v (Phòng A)."]
    prose = [text for text in found if not text.startswith(("Số:", "Giả Định, ngày", "(Kèm theo"))]
    assert not [text for text in prose if re.search(r"\b00 |: \.|;\.|\(\)|  |\bNone\b|không có nhiệm vụ", text)]


@pytest.mark.parametrize(
    ("plan", "reports", "sentence"),
    [
        (
            [STEADY],
            [],
            "chưa có nhiệm vụ nào trong 01 nhiệm vụ thường xuyên được thực hiện trong quý; 01 nhiệm vụ chưa thực hiện.",
        ),
        ([STEADY], [said("v", ket_qua="Đã làm.")], "01/01 nhiệm vụ thường xuyên được thực hiện trong quý (100,0%)."),
        (
            [DUE],
            [],
            "chưa có nhiệm vụ nào hoàn thành trong 01 nhiệm vụ có thời hạn; 01 nhiệm vụ chưa bắt đầu, còn trong hạn.",
        ),
        ([DUE], [done("w", "01/4/2026", "phong_b")], "đã hoàn thành 01/01 nhiệm vụ có thời hạn (100,0%)."),
        (
            [task("v", "31/3/2026"), task("w", "31/5/2026"), task("x", "31/5/2026")],
            [done("v", "01/4/2026")],
            "đã hoàn thành 01/03 nhiệm vụ có thời hạn (33,3%), trong đó 01 nhiệm vụ hoàn thành quá hạn; "
            "02 nhiệm vụ quá hạn chưa hoàn thành.",
        ),
        ([task("v", "theo hướng dẫn của Bộ")], [], "01 nhiệm vụ chưa xác định thời hạn."),
    ],
)
def test_progress_reads_well(tmp_path: Path, plan: list, reports: list, sentence: str) -> None:
    document = finished(written(tmp_path, plan, {2: reports}), 2)
    assert under(document, "Tiến độ chung")[0] == f"Đến ngày 14/6/2026, {sentence}"


def test_a_plan_none_of_whose_tasks_has_begun_says_so(tmp_path: Path) -> None:
    document = finished(written(tmp_path, [task("v", "từ tháng 9/2026")], {1: []}), 1)
    assert under(document, "Tiến độ chung") == [
        "Đến ngày 14/3/2026, 01 nhiệm vụ chưa đến thời gian thực hiện.",
        "(Tiến độ từng nhiệm vụ tại Phụ lục I; kết quả theo đơn vị tại Phụ lục II kèm theo.)",
    ]


def test_one_task_has_no_letter_and_several_have(tmp_path: Path) -> None:
    told = [said("v", ket_qua="Đã làm."), said("w", "phong_b", ket_qua="Đang làm;")]
    one = finished(written(tmp_path, [STEADY, DUE], {1: told[:1]}), 1)
    assert under(one, "Nhóm mot") == ["Việc v: Đã làm."]
    two = finished(written(tmp_path / "hai", [STEADY, DUE], {1: told}), 1)
    assert under(two, "Nhóm mot") == ["a) Việc v: Đã làm.", "b) Việc w: Đang làm."]


def test_merits_are_told_by_the_figures(tmp_path: Path) -> None:
    quarters = {1: [said("v", ket_qua="Đã làm."), done("w", "01/3/2026", "phong_b")], 2: {"uu_diem": "Tốt."}}
    folder = written(tmp_path, [STEADY, DUE], quarters)
    assert under(finished(folder, 1), "Ưu điểm") == [
        "Thực hiện đủ 01 nhiệm vụ thường xuyên.",
        "Hoàn thành đúng hạn 01 nhiệm vụ: Việc w.",
    ]
    assert under(finished(folder, 2), "Ưu điểm") == ["Tốt."]


def test_leadership_is_counted_from_documents_and_inspections(tmp_path: Path) -> None:
    letter = {"ten": "Công văn", "so_ky_hieu": "1/CQT", "ngay": "01/02/2026", "trich_yeu": "việc triển khai;"}
    visit = {"ngay": "02/3/2026", "noi_dung": "Phòng B ghi sổ.", "don_vi": "phong_b", "ket_qua": "Đạt."}
    file = {"van_ban_chi_dao": [letter, letter | {"so_ky_hieu": "2/CQT"}], "kiem_tra": [visit]}
    document = finished(written(tmp_path, [STEADY], {1: file}), 1)
    assert under(document, "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH") == [
        "Cơ quan Thử đã ban hành 02 văn bản chỉ đạo, điều hành: Công văn số 1/CQT ngày 01/02/2026 về việc triển khai; "
        "Công văn số 2/CQT ngày 01/02/2026 về việc triển khai.",
        "Đã tổ chức 01 cuộc kiểm tra: ngày 02/3/2026 kiểm tra Phòng B ghi sổ tại Phòng B (đạt).",
    ]


@pytest.mark.parametrize(
    ("when", "printed"),
    [
        ("thường xuyên, hằng năm", "Thường xuyên, hằng năm"),
        ("hằng quý", "Hằng quý"),
        ("theo hướng dẫn của Bộ", "Theo hướng dẫn của Bộ"),
        ("trước 30/9/2026", "30/9/2026"),
        ("quý III/2026", "30/9/2026"),
    ],
)
def test_the_table_says_when_a_task_is_due(tmp_path: Path, when: str, printed: str) -> None:
    document = finished(written(tmp_path, [task("v", when)], {1: []}), 1)
    assert ["1", printed] in table_headed(document, "TT", "Thời hạn")


def test_marks_at_the_end_of_what_units_wrote_are_not_doubled(tmp_path: Path) -> None:
    first, second = (
        trouble(noi_dung="Khó một.", nguyen_nhan="Vì một;"),
        trouble(noi_dung="Khó hai;", nguyen_nhan="Vì hai."),
    )
    report = said("v", ket_qua="Xong;", kho_khan=[*first["kho_khan"], *second["kho_khan"]], de_xuat="Đề nghị.")
    document = finished(written(tmp_path, [STEADY], {1: [report]}), 1)
    assert under(document, "Nhóm mot") == ["Việc v: Xong."]
    assert under(document, "Tồn tại, hạn chế") == ["Khó một (Phòng A).", "Khó hai (Phòng A)."]
    assert under(document, "Nguyên nhân") == ["Nguyên nhân khách quan: Vì một. Vì hai."]
    assert under(document, "ĐỀ XUẤT, KIẾN NGHỊ") == ["Đề nghị."]


def test_a_unit_without_a_task_is_not_in_the_table_of_units(tmp_path: Path) -> None:
    document = finished(written(tmp_path, [STEADY], {1: []}), 1)
    assert table_headed(document, "Đơn vị", "Được giao") == [["Phòng A", "1"], ["Cộng", "1"]]


def test_annexes_are_numbered_without_gaps(tmp_path: Path) -> None:
    counted = task("v", "thường xuyên", dai_luong=[{"ma": "tin", "ten": "Tin", "don_vi_tinh": "tin"}])
    annexes = {}
    for folder, plan in (("khong", [STEADY]), ("co", [counted])):
        found = texts(finished(written(tmp_path / folder, plan, {1: []}), 1))
        annexes[folder] = [found[i + 1] for i, text in enumerate(found) if re.fullmatch(r"Phụ lục [IVX]+", text)]
    assert annexes == {
        "khong": ["TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ", "KẾT QUẢ THEO ĐƠN VỊ"],
        "co": ["TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ", "SỐ LIỆU THỐNG KÊ", "KẾT QUẢ THEO ĐƠN VỊ"],
    }


def without_groups(folder: Path, tasks: list, reports: list) -> Document:
    """The report of quý I on tasks that stand right under a part, where there may be as many as there are."""
    part = {"tieu_de": "Các việc", "nhiem_vu": tasks}
    return finished(written(folder, tasks, {1: reports}, muc=[part]), 1)


def test_500_tasks_are_all_there_and_a_long_text_stays_whole(tmp_path: Path) -> None:
    long = "Kết quả rất dài. " * 300
    plan = [task(f"viec_{i}", "30/9/2026") for i in range(1, 501)]
    document = without_groups(tmp_path, plan, [said("viec_7", ket_qua=long.strip())])
    rows = [row for row in table_headed(document, "TT", "Nhiệm vụ") if row[0].isdigit()]
    assert rows == [[str(i), f"Việc viec_{i}"] for i in range(1, 501)]
    assert under(document, "Các việc") == [f"Việc viec_7: {long.strip()}"]
    assert table_headed(document, "Đơn vị", "Được giao", "Còn trong hạn")[-1] == ["Cộng", "500", "500"]


def test_more_points_than_letters_go_without(tmp_path: Path) -> None:
    plan = [task(f"v{i}", "thường xuyên") for i in range(40)]
    document = without_groups(tmp_path, plan, [said(f"v{i}", ket_qua="Đã làm.") for i in range(40)])
    assert under(document, "Các việc") == [f"Việc v{i}: Đã làm." for i in range(40)]
