"""Progress held against the plan and the quarters before: one mistake at a time, each named with both lines."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from docgen.errors import UnusableError
from docgen.load import load
from tests.conftest import WORKSPACES

PLAN = "data/mau/ke_hoach.yaml"
Q1, Q2, Q3 = (f"data/mau/tien_do/quy_{quy}.yaml" for quy in (1, 2, 3))


@pytest.fixture
def case(tmp_path: Path) -> Path:
    shutil.copytree(WORKSPACES / "sau_nhiem_vu", tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            Q3,
            "nhiem_vu: qua_han, don_vi: phong_b",
            "nhiem_vu: con_han, don_vi: phong_b",
            "[Q3|con_han, don_vi: ^phong_b]: đơn vị “phong_b” báo cáo nhiệm vụ “con_han” không phải của mình "
            "(kế hoạch: [PLAN|ma: ^con_han])\n"
            "  → nhiệm vụ này do “phong_a” báo cáo",
        ),
        (
            Q2,
            "ngay_hoan_thanh: 31/3/2026",
            "ngay_hoan_thanh: 10/3/2026",
            "[Q2|ngay_hoan_thanh: ^10/3/2026]: ngày hoàn thành 10/3/2026 nằm ngoài kỳ báo cáo (từ ngày 15/3/2026 đến ngày 14/6/2026)\n"
            "  → sửa ngày, hoặc chuyển sang tệp của quý có ngày này",
        ),
        (
            Q3,
            "- {nhiem_vu: thuong_xuyen, don_vi: phong_a, ket_qua: Đã làm.}",
            "- {nhiem_vu: dung_han, don_vi: phong_a, ty_le_hoan_thanh: 80}",
            "[Q3|nhiem_vu: ^dung_han]: nhiệm vụ “dung_han” đã hoàn thành ngày 31/3/2026 "
            "([Q2|ngay_hoan_thanh: ^31/3/2026]) nay lại mở\n"
            "  → bỏ ngay_hoan_thanh và ty_le_hoan_thanh ở quý này, hoặc sửa quý trước",
        ),
        (
            Q2,
            "ket_qua: Xong., ngay_hoan_thanh: 31/3/2026",
            "ket_qua: Lùi lại., ty_le_hoan_thanh: 30",
            "[Q2|ty_le_hoan_thanh: ^30]: tỷ lệ hoàn thành giảm từ 50% ([Q1|ty_le_hoan_thanh: ^50]) xuống 30%\n  → sửa một trong hai tỷ lệ",
        ),
        (
            Q1,
            "so_dat: 8, tong_so: 10",
            "so_dat: 8",
            '[Q1|so_dat: ^8]: chỉ tiêu “ty_le” tính bằng % ([PLAN|don_vi_tinh: ^"]) nhưng chưa có tổng số\n  → thêm tong_so; tỷ lệ do docgen tính',
        ),
        (
            Q1,
            "so_dat: 8, tong_so: 10",
            "so_dat: 11, tong_so: 10",
            '[Q1|so_dat: ^11]: chỉ tiêu “ty_le” tính bằng % ([PLAN|don_vi_tinh: ^"]): số đạt 11 lớn hơn tổng số 10\n  → sửa so_dat hoặc tong_so',
        ),
        (
            Q2,
            "luy_ke: 28",
            "luy_ke: 27",
            "[Q2|luy_ke: ^27]: lũy kế 27 khác tổng các quý 28\n  → sửa luy_ke, hoặc so_dat của các quý",
        ),
        (
            Q2,
            "{nhiem_vu: qua_han, don_vi: phong_b}",
            "{nhiem_vu: dung_han, don_vi: phong_a}",
            "[Q2|nhiem_vu: ^dung_han, don_vi: phong_a}]: đơn vị “phong_a” báo cáo nhiệm vụ “dung_han” hai lần (lần đầu: [Q2|nhiem_vu: ^dung_han, don_vi: phong_a,])\n  → gộp hai phần làm một",
        ),
        (
            Q1,
            "{nhiem_vu: thuong_xuyen_chung, don_vi: phong_a, ket_qua: Đã làm.}",
            "{nhiem_vu: thuong_xuyen_chung, don_vi: phong_a, ket_qua: Xong., ngay_hoan_thanh: 01/3/2026}",
            "[Q1|ngay_hoan_thanh: ^01/3/2026]: nhiệm vụ thường xuyên “thuong_xuyen_chung” không có ngay_hoan_thanh "
            "(kế hoạch: [PLAN|ma: ^thuong_xuyen_chung])\n"
            "  → bỏ khóa này; kết quả trong kỳ ghi ở ket_qua",
        ),
        (
            Q1,
            "{nhiem_vu: thuong_xuyen_chung, don_vi: phong_a, ket_qua: Đã làm.}",
            "{nhiem_vu: them, don_vi: phong_b}",
            "[Q1|nhiem_vu: ^them]: nhiệm vụ “them” chưa được giao trong quý I năm 2026\n"
            "  → chuyển sang quý được giao, hoặc thêm nhiem_vu_bo_sung",
        ),
        (
            Q1,
            "{nhiem_vu: dung_han, don_vi: phong_a, ket_qua: Đang làm., ty_le_hoan_thanh: 50}",
            "{nhiem_vu: dung_han, don_vi: phong_a, so_lieu_chi_tieu: [{chi_tieu: ty_le, so_dat: 1}]}",
            "[Q1|chi_tieu: ^ty_le, so_dat: 1}]: chỉ tiêu “ty_le” không thuộc nhiệm vụ “dung_han” ([PLAN|ma: ^dung_han])\n  → các chỉ tiêu của nhiệm vụ này: không có",
        ),
    ],
)
def test_a_disagreement_is_named_with_both_lines(case: Path, file: str, old: str, new: str, message: str) -> None:
    found = problems_after(case, file, old, new)
    assert with_places(case, message) in found


def problems_after(case: Path, file: str, old: str, new: str) -> list[str]:
    """What is found wrong once the one `old` of a file is `new`."""
    path = case / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(UnusableError) as caught:
        load(case, "mau")
    return [str(problem) for problem in caught.value.problems]


def with_places(case: Path, message: str) -> str:
    """`[Q1|so_dat: ^8]` → the place of what follows the caret, `data/mau/tien_do/quy_1.yaml:9:51`."""
    files = {"PLAN": PLAN, "Q1": Q1, "Q2": Q2, "Q3": Q3}

    def place(found: re.Match[str]) -> str:
        text = (case / files[found[1]]).read_text(encoding="utf-8")
        before, after = found[2].split("^")
        assert text.count(before + after) == 1, found[2]
        at = text.index(before + after) + len(before)
        return f"{files[found[1]]}:{text.count(chr(10), 0, at) + 1}:{at - text.rfind(chr(10), 0, at)}"

    return re.sub(r"\[(PLAN|Q\d)\|([^\]]*)\]", place, message)


@pytest.mark.parametrize(("when", "kind"), [("Hằng quý", "định kỳ"), ("Thường xuyên", "thường xuyên")])
def test_a_task_without_a_deadline_is_not_completed(case: Path, when: str, kind: str) -> None:
    old = "don_vi_chu_tri: phong_a\n            thoi_gian_thuc_hien: 31/3/2026"
    found = problems_after(case, PLAN, old, old.replace("31/3/2026", when))
    assert any(f"nhiệm vụ {kind} “dung_han” không có ngay_hoan_thanh" in problem for problem in found)


@pytest.mark.parametrize("day", ["15/3/2026", "14/6/2026"])
def test_the_first_and_the_last_day_of_a_period_are_in_it(case: Path, day: str) -> None:
    path = case / Q2
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("ngay_hoan_thanh: 31/3/2026", f"ngay_hoan_thanh: {day}"), encoding="utf-8")
    assert load(case, "mau")


@pytest.mark.parametrize("day", ["14/3/2026", "15/6/2026"])
def test_the_days_beside_a_period_are_not_in_it(case: Path, day: str) -> None:
    found = problems_after(case, Q2, "ngay_hoan_thanh: 31/3/2026", f"ngay_hoan_thanh: {day}")
    assert any(f"ngày hoàn thành {day} nằm ngoài kỳ báo cáo" in problem for problem in found)


def test_a_task_added_or_dropped_needs_its_document(case: Path) -> None:
    for file, old in ((Q2, "    van_ban: Công văn hư cấu số 1\n"), (Q3, ", van_ban: Công văn hư cấu số 3")):
        path = case / file
        path.write_text(path.read_text(encoding="utf-8").replace(old, ""), encoding="utf-8")
    with pytest.raises(UnusableError) as caught:
        load(case, "mau")
    assert [str(p).split("\n")[0] for p in caught.value.problems] == [
        f"{Q2}:5:5: nhiệm vụ bổ sung “them”: thiếu khóa “van_ban”",
        f"{Q3}:4:17: thiếu khóa “van_ban”",
    ]


def test_a_report_on_a_dropped_task_is_refused(case: Path) -> None:
    (case / "data/mau/tien_do/quy_4.yaml").write_text(
        "so_lieu: minh_hoa\nnguoi_ky: an\ntien_do:\n  - {nhiem_vu: them, don_vi: phong_b, ket_qua: Làm tiếp.}\n",
        encoding="utf-8",
    )
    with pytest.raises(UnusableError, match="nhiệm vụ “them” đã dừng thực hiện"):
        load(case, "mau")


@pytest.mark.parametrize(
    ("file", "old", "new", "finding"),
    [
        (
            Q1,
            "so_dat: 8, tong_so: 10}]",
            "so_dat: 8, tong_so: 10}, {chi_tieu: ty_le, so_dat: 1, tong_so: 1}]",
            "ghi hai lần",
        ),
        (Q3, "[{nhiem_vu: them,", "[{nhiem_vu: dung_han,", "nhiệm vụ “dung_han” đã hoàn thành"),
        (
            Q1,
            "tien_do:\n",
            "dung_nhiem_vu: [{nhiem_vu: them, van_ban: X}]\ntien_do:\n",
            "nhiệm vụ “them” dừng trước khi được giao",
        ),
        (Q2, "tien_do:\n", "dung_nhiem_vu: [{nhiem_vu: them, van_ban: X}]\ntien_do:\n", "nhiệm vụ “them” dừng hai lần"),
        (
            Q2,
            "den_ngay: 31/12/2026",
            "den_ngay: 30/6/2026",
            "gia hạn đến 30/6/2026, không sau hạn đang có hiệu lực 30/6/2026",
        ),
        (Q1, "nguoi_ky: an\n", "nguoi_ky: an\nngay_ban_hanh: 01/02/2026\n", "trước ngày chốt số liệu 14/3/2026"),
        (
            Q3,
            "nhiem_vu: qua_han, don_vi: phong_b",
            "nhiem_vu: qua_han, don_vi: phong_a",
            "đơn vị phối hợp “phong_a” ghi mức hoàn thành",
        ),
    ],
)
def test_more_that_does_not_agree(case: Path, file: str, old: str, new: str, finding: str) -> None:
    assert [problem for problem in problems_after(case, file, old, new) if finding in problem]


def test_an_evaluation_says_each_thing_once(case: Path) -> None:
    score = "{nam: 2024, tong_diem: 1, xep_hang: %s, so_tinh: 34, diem: {}}"
    (case / "data/mau/danh_gia.yaml").write_text(
        f"so_lieu: minh_hoa\nnguoi_ky: an\nket_qua_chi_so: [{score % 40}]\n", encoding="utf-8"
    )
    with pytest.raises(UnusableError, match="xếp hạng 40 lớn hơn số tỉnh 34"):
        load(case, "mau")
    twice = "{nhom: nhom_1, noi_dung: x}"
    (case / "data/mau/danh_gia.yaml").write_text(
        f"so_lieu: minh_hoa\nnguoi_ky: an\nnhan_dinh: [{twice}, {twice}]\n", encoding="utf-8"
    )
    with pytest.raises(UnusableError, match="nhom “nhom_1” ghi hai lần"):
        load(case, "mau")


def test_a_rate_may_not_fall_against_any_earlier_quarter(case: Path) -> None:
    path = case / Q2
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace(
            "{nhiem_vu: dung_han, don_vi: phong_a, ket_qua: Xong., ngay_hoan_thanh: 31/3/2026}",
            "{nhiem_vu: dung_han, don_vi: phong_a}",
        ),
        encoding="utf-8",
    )
    path = case / Q3
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("tien_do:\n", "tien_do:\n  - {nhiem_vu: dung_han, don_vi: phong_a, ty_le_hoan_thanh: 20}\n"),
        encoding="utf-8",
    )
    with pytest.raises(UnusableError, match="tỷ lệ hoàn thành giảm từ 50%"):
        load(case, "mau")


def test_right_progress_passes(case: Path) -> None:
    assert set(load(case, "mau").tien_do) == {1, 2, 3}


def test_the_signer_must_be_in_office_on_the_day_of_issue(library: Path) -> None:
    path = library / "data/co_quan.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("tu_ngay: 01/01/2026", "tu_ngay: 01/3/2026"), encoding="utf-8"
    )
    with pytest.raises(UnusableError) as caught:
        load(library, "thu_vien_2026")
    assert str(caught.value) == (
        "data/thu_vien_2026/ke_hoach.yaml:6:11: “Trần Thị Thử” không giữ chức vụ vào ngày ban hành 05/02/2026 "
        "(data/co_quan.yaml:14:10)\n  → chọn người ký khác, hoặc sửa tu_ngay, den_ngay của người ký"
    )


def test_the_last_day_in_office_is_a_day_in_office(library: Path) -> None:
    path = library / "data/co_quan.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("den_ngay: 31/12/2027", "den_ngay: 05/02/2026"), encoding="utf-8"
    )
    assert load(library, "thu_vien_2026").ke_hoach.so == 7
