from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from docgen.model import ChiTieu, KeHoach, Khoan, Muc, NguoiKy, NhiemVu, NhomNhiemVu, parse_date, parse_thoi_gian
from docgen.nghi_dinh.vietnamese import short_date


def finding(error: ValidationError) -> list[str]:
    return [line["msg"] for line in error.errors()]


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_a_date_that_is_printed_is_read_back(day: date) -> None:
    assert parse_date(short_date(day)) == day
    assert parse_date(f"{day.day}/{day.month}/{day.year}") == day


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("29/2/2026", "ngày “29/2/2026” không có thật — tháng 2 năm 2026 có 28 ngày"),
        ("31/9/2026", "ngày “31/9/2026” không có thật — tháng 9 năm 2026 có 30 ngày"),
        ("0/9/2026", "ngày “0/9/2026” không có thật — tháng 9 năm 2026 có 30 ngày"),
        ("1/13/2026", "ngày “1/13/2026” không có thật"),
        ("2026-06-10", "“2026-06-10” không phải là ngày"),
        ("10/6/26", "“10/6/26” không phải là ngày"),
    ],
)
def test_an_impossible_date_says_why(typed: str, says: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        parse_date(typed)
    assert caught.value.context is not None and caught.value.context["finding"] == says
    assert parse_date("29/2/2028") == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("typed", "printed", "first", "last"),
    [
        ("thường xuyên", "Thường xuyên", None, None),
        ("Thường  xuyên", "Thường xuyên", None, None),
        ("5/3/2026", "Chậm nhất ngày 05/3/2026", None, date(2026, 3, 5)),
        ("1/6/2026 - 30/9/2026", "Từ ngày 01/6/2026 đến ngày 30/9/2026", date(2026, 6, 1), date(2026, 9, 30)),
        ("01/6/2026–30/9/2026", "Từ ngày 01/6/2026 đến ngày 30/9/2026", date(2026, 6, 1), date(2026, 9, 30)),
        ("quý III/2026", "Quý III/2026", date(2026, 7, 1), date(2026, 9, 30)),
        ("Quý 1 năm 2028", "Quý I/2028", date(2028, 1, 1), date(2028, 3, 31)),
        ("tháng 2/2028", "Tháng 2/2028", date(2028, 2, 1), date(2028, 2, 29)),
        ("Thường xuyên, hằng năm.", "Thường xuyên, hằng năm", None, None),
        ("cả năm 2026", "Năm 2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("chậm nhất ngày 5/3/2026", "Chậm nhất ngày 05/3/2026", None, date(2026, 3, 5)),
        (
            "từ ngày 1/6/2026 đến ngày 30/9/2026",
            "Từ ngày 01/6/2026 đến ngày 30/9/2026",
            date(2026, 6, 1),
            date(2026, 9, 30),
        ),
    ],
)
def test_when_a_task_is_done(typed: str, printed: str, first: date | None, last: date | None) -> None:
    when = parse_thoi_gian(typed)
    assert (when.loi_van, when.tu_ngay, when.den_ngay) == (printed, first, last)
    assert when.thuong_xuyen == (last is None)


@pytest.mark.parametrize(
    "typed",
    ["quý V/2026", "tháng 13/2026", "sớm", "30/9/2026 - 1/9/2026", "31/9/2026", "", "quý III/0000", "10-6-2026"],
)
def test_an_unclear_time_is_refused(typed: str) -> None:
    with pytest.raises(PydanticCustomError):
        parse_thoi_gian(typed)


def task() -> dict[str, Any]:
    return {"ma": "a", "noi_dung": "A.", "don_vi_chu_tri": "x", "thoi_gian_thuc_hien": "thường xuyên"}


def in_plan(**muc: Any) -> Muc:
    """The mục as the plan reads it that holds nothing else."""
    return KeHoach.model_validate(PLAN | {"muc": [{"tieu_de": "M"} | muc]}).muc[0]


def group(**around: Any) -> NhomNhiemVu:
    tasks = [
        {"ma": "rieng", "noi_dung": "A.", "don_vi_thuc_hien": "x", "thoi_gian_thuc_hien": "quý I/2026"},
        {"ma": "theo", "noi_dung": "B."},
    ]
    return in_plan(nhom_nhiem_vu=[{"ma": "nhom", "tieu_de": "Nhóm", "nhiem_vu": tasks} | around]).nhom_nhiem_vu[0]


def test_a_task_takes_from_its_group_what_it_does_not_say() -> None:
    own, inherits = group(don_vi_chu_tri="x", don_vi_phoi_hop=["y", "z"], thoi_gian_thuc_hien="thường xuyên").nhiem_vu
    assert (inherits.don_vi_chu_tri, inherits.don_vi_phoi_hop) == (("x",), ("y", "z"))
    assert inherits.thoi_gian_thuc_hien is not None and inherits.thoi_gian_thuc_hien.thuong_xuyen
    assert inherits.tu_ghi == frozenset()
    # Units are taken together or not at all: a lead of the group does not join the units of the task.
    assert (own.don_vi_thuc_hien, own.don_vi_chu_tri, own.don_vi_phoi_hop) == (("x",), (), ())
    assert own.tu_ghi == {"don_vi_thuc_hien", "thoi_gian_thuc_hien"}


def test_a_task_that_adds_only_helpers_keeps_the_lead_of_its_group() -> None:
    tasks = [{"ma": "a", "noi_dung": "A.", "don_vi_phoi_hop": "y"}]
    (task,) = group(
        nhiem_vu=tasks, don_vi_chu_tri="x", don_vi_phoi_hop="z", thoi_gian_thuc_hien="thường xuyên"
    ).nhiem_vu
    assert (task.don_vi_chu_tri, task.don_vi_phoi_hop) == (("x",), ("y",))


def test_what_a_khoan_says_holds_for_the_tasks_of_its_groups() -> None:
    tasks = [{"ma": "a", "noi_dung": "A."}, {"ma": "b", "noi_dung": "B.", "thoi_gian_thuc_hien": "quý I/2026"}]
    inner = [{"ma": "n", "tieu_de": "N", "nhiem_vu": tasks, "don_vi_thuc_hien": "y"}]
    outer = {"tieu_de": "K", "nhom_nhiem_vu": inner, "don_vi_chu_tri": "x", "thoi_gian_thuc_hien": "thường xuyên"}
    first, second = in_plan(khoan=[outer]).khoan[0].nhom_nhiem_vu[0].nhiem_vu
    assert (first.don_vi_thuc_hien, first.don_vi_chu_tri) == (("y",), ())  # the nearer part's units, all of them
    assert first.thoi_gian_thuc_hien is not None and first.thoi_gian_thuc_hien.thuong_xuyen
    assert second.thoi_gian_thuc_hien is not None and second.thoi_gian_thuc_hien.loi_van == "Quý I/2026"


@pytest.mark.parametrize("text", ["\u00a0", "\u200b", "\t", ""])
def test_a_text_that_nobody_can_see_is_empty(text: str) -> None:
    with pytest.raises(ValidationError, match="chỗ này để trống"):
        Khoan(tieu_de="T", diem=(text,))


@pytest.mark.parametrize(
    "text", ["I. Mục đích", "1. Mục đích", "1.1. Mục đích", "a) Mục đích", "đ) Mục đích", "- Mục đích"]
)
def test_a_typed_label_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="bắt đầu bằng"):
        Khoan(tieu_de=text)
    assert Khoan(tieu_de="01 nhiệm vụ", diem=("x",)).tieu_de == "01 nhiệm vụ"


def test_a_task_without_unit_or_time_is_refused() -> None:
    with pytest.raises(ValidationError) as caught:
        group()
    assert finding(caught.value) == ["chưa có đơn vị chủ trì hoặc đơn vị thực hiện", "chưa có thời gian thực hiện"]
    assert [line["loc"] for line in caught.value.errors()] == [("muc", 0, "nhom_nhiem_vu", 0, "nhiem_vu", 1)] * 2


def test_a_group_whose_time_is_wrong_is_not_also_said_to_have_none() -> None:
    with pytest.raises(ValidationError) as caught:
        group(don_vi_chu_tri="x", thoi_gian_thuc_hien="sớm")
    assert finding(caught.value) == ["thời gian “sớm” chưa rõ"]


def test_helpers_alone_cut_a_group_off_from_the_lead_around_it() -> None:
    """Units are taken together: the tasks of the group have helpers and no lead."""
    inner = {"ma": "n", "tieu_de": "N", "nhiem_vu": [{"ma": "a", "noi_dung": "A."}], "don_vi_phoi_hop": "y"}
    with pytest.raises(ValidationError) as caught:
        in_plan(don_vi_chu_tri="x", thoi_gian_thuc_hien="thường xuyên", nhom_nhiem_vu=[inner])
    assert finding(caught.value) == ["chưa có đơn vị chủ trì hoặc đơn vị thực hiện"]


def test_tasks_without_unit_are_named_together_with_every_other_mistake() -> None:
    tasks = [{"ma": "a", "noi_dung": ""}, {"ma": "b"}, "c"]
    with pytest.raises(ValidationError) as caught:
        in_plan(thoi_gian_thuc_hien="thường xuyên", khoan=[{"tieu_de": "1. K", "nhiem_vu": tasks}])
    missing = "chưa có đơn vị chủ trì hoặc đơn vị thực hiện"
    assert {
        (line["loc"][4:], line["msg"] if line["type"] == "docgen" else line["type"]) for line in caught.value.errors()
    } == {
        (("tieu_de",), "“1. K” bắt đầu bằng “1.”"),
        (("nhiem_vu", 0), missing),
        (("nhiem_vu", 0, "noi_dung", 0), "chỗ này để trống"),
        (("nhiem_vu", 1), missing),
        (("nhiem_vu", 1, "noi_dung"), "missing"),
        (("nhiem_vu", 2), "model_type"),
    }


def test_what_a_task_says_itself_is_known_also_when_a_plan_is_read_again() -> None:
    own, inherits = group(don_vi_chu_tri="x", thoi_gian_thuc_hien="thường xuyên").nhiem_vu
    plan = KeHoach.model_validate(PLAN | {"muc": [Muc(tieu_de="M", don_vi_chu_tri=("y",), nhiem_vu=(own, inherits))]})
    assert [task.tu_ghi for task in plan.muc[0].nhiem_vu] == [own.tu_ghi, frozenset()]


def test_letters_run_out() -> None:
    assert len(Khoan(tieu_de="T", diem=tuple("x" * 23)).diem) == 23
    with pytest.raises(ValidationError, match=r"có 24 điểm nhưng thứ tự chữ cái chỉ đến y\) \(23 điểm\)"):
        Khoan(tieu_de="T", diem=tuple("x" * 24))


@pytest.mark.parametrize(
    "name", ["Hoàng Minh Hải", "Thạch Văn Tâm", "Bàn Thị Sao", "Cầm Bá Chiến", "Tsần A Sử", "Ông Ích Khiêm"]
)
def test_names_without_titles_pass(name: str) -> None:
    assert NguoiKy(ma="a", ho_ten=name, chuc_vu="Chánh Văn phòng").ho_ten == name


@pytest.mark.parametrize("name", ["TS. Lê An", "ThS Lê An", "PGS.TS. Lê An", "NGƯT Lê An"])
def test_names_with_titles_are_refused_with_the_clause(name: str) -> None:
    with pytest.raises(ValidationError) as caught:
        NguoiKy(ma="a", ho_ten=name, chuc_vu="Chánh Văn phòng")
    assert caught.value.errors()[0]["ctx"]["basis"].endswith("Mục II, khoản 7, điểm c")


@pytest.mark.parametrize(
    ("figure", "unit", "text", "stands"),
    [
        ("100", "%", "Bảo đảm 100% đơn thư", True),
        ("100", "%", "Bảo đảm 1.100% đơn thư", False),
        ("00", "%", "Bảo đảm 100% đơn thư", False),
        ("01", "bậc", "tăng ít nhất 01 bậc", True),
        ("1", "bậc", "tăng ít nhất 01 bậc", False),
        ("1.234,5", "ha", "trồng 1.234,5 ha rừng", True),
        ("01", "bậc", "tăng 01\u00a0Bậc", True),
        ("100", "%", "năm 2025, 100 % hồ sơ", True),
        ("5", "hội nghị", "tổ chức 5 hội nghịch", False),
    ],
)
def test_a_target_stands_in_the_text_to_the_letter(figure: str, unit: str, text: str, stands: bool) -> None:
    assert ChiTieu(ma="a", noi_dung="x", muc_tieu=figure, don_vi_tinh=unit).stands_in(text) is stands


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bảo quản kho sách. Kiểm tra mối mọt.", "Bảo quản kho sách"),
        ("Phối hợp với UBND TP. Hồ Chí Minh. Báo cáo kết quả.", "Phối hợp với UBND TP. Hồ Chí Minh"),
        ("Thực hiện mục 1. 2 của quy chế;", "Thực hiện mục 1. 2 của quy chế"),
    ],
)
def test_the_short_name_of_a_task_is_its_first_sentence(text: str, name: str) -> None:
    assert NhiemVu.model_validate({"ma": "a", "noi_dung": text}).ten == name


BODY = [{"tieu_de": "M", "doan_van": "Lời."}]
PLAN = {"nam": "2026", "trich_yeu": "T", "nguoi_ky": "an", "ket_luan": "Hết", "muc": BODY}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"ngay_ban_hanh": "5/2/2025"}, "ngày ban hành 05/02/2025 không thuộc năm 2026"),
        ({"muc": []}, "danh sách trống"),
        ({"muc": [{"tieu_de": "M", "khoan": [{"tieu_de": "K"}]}]}, "khoản chỉ có tiêu đề"),
        ({"ket_luan": "./."}, "chỗ này để trống"),
        ({"can_cu": ["."]}, "chỗ này để trống"),
        ({"noi_nhan": ["Lưu: VT"]}, "dòng “Lưu” không ghi ở đây"),
        (
            {"muc": [{"tieu_de": "M", "khoan": [{"tieu_de": "K", "diem": ["x"], "nhiem_vu": [task()]}]}]},
            "có cả “diem”, “nhiem_vu” trong cùng một phần",
        ),
        (
            {"phu_luc": [{"ten": "P", "kieu": "lời văn", "nhiem_vu": [task()]}]},
            "phụ lục “lời văn” không chứa nhiệm vụ trực tiếp",
        ),
        ({"phu_luc": [{"ten": "P", "kieu": "bảng phân công", "muc": BODY}]}, "phụ lục “bảng phân công” không có mục"),
        ({"phu_luc": [{"ten": "P", "kieu": "lời văn"}]}, "chưa có nội dung"),
        (
            {"phu_luc": [{"ten": "P", "kieu": "lời văn", "doan_van": "x", "don_vi_chu_tri": "x"}]},
            "có phân công nhưng không có nhiệm vụ",
        ),
        ({"phu_luc": [{"ten": "P", "kieu": "bảng phân công"}]}, "kế hoạch không có nhiệm vụ"),
    ],
)
def test_a_plan_that_says_nothing_or_two_things_is_refused(change: dict[str, Any], says: str) -> None:
    assert KeHoach.model_validate(PLAN)
    with pytest.raises(ValidationError, match=re.escape(says)):
        KeHoach.model_validate(PLAN | change)


def test_a_figure_is_taken_to_the_letter_and_not_as_a_pattern() -> None:
    assert not ChiTieu(ma="a", noi_dung="x", muc_tieu="1.200", don_vi_tinh="trang").stands_in("1x200 trang")
