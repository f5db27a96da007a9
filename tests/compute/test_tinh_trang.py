"""The state of a task on the last day of a period. Windows end on 14/3, 14/6, 14/9 and 14/12/2026."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from docgen.compute import TinhTrang, qua_han_bao_nhieu, tong_hop
from docgen.model import HoSo
from tests.small import as_it_stands, done, dossier, figure, said, target, task

T = TinhTrang
LETTER = "Công văn số 9/CQT ngày {}"


def extended(to: str, granted: str, ma: str = "v", unit: str = "phong_a") -> dict[str, object]:
    return said(ma, unit, gia_han={"den_ngay": to, "van_ban": LETTER.format(granted)})


# --- Deadlines --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "state", "late"), [("30/4/2026", T.HOAN_THANH_DUNG_HAN, 0), ("01/5/2026", T.HOAN_THANH_QUA_HAN, 1)]
)
def test_completion_on_the_deadline_day_is_in_time(tmp_path: Path, day: str, state: TinhTrang, late: int) -> None:
    found = as_it_stands(dossier(tmp_path, [task("v", "30/4/2026")], {2: [done("v", day)]}), 2)
    assert (found.tinh_trang, found.so_ngay_qua_han) == (state, late)


@pytest.mark.parametrize(
    ("deadline", "state", "late"),
    [
        ("13/6/2026", T.CHUA_HOAN_THANH_QUA_HAN, "quá hạn 01 ngày"),
        ("14/6/2026", T.CHUA_HOAN_THANH_QUA_HAN, "quá hạn"),
        ("15/6/2026", T.CHUA_BAT_DAU, "quá hạn"),
    ],
)
def test_a_deadline_on_the_last_day_of_the_period_has_passed(
    tmp_path: Path, deadline: str, state: TinhTrang, late: str
) -> None:
    found = as_it_stands(dossier(tmp_path, [task("v", deadline)], {2: [said("v")]}), 2)
    assert (found.tinh_trang, qua_han_bao_nhieu(found)) == (state, late)


@pytest.mark.parametrize("day", ["15/3/2026", "14/6/2026"])
def test_what_is_completed_on_the_first_or_last_day_of_a_period_belongs_to_it(tmp_path: Path, day: str) -> None:
    ho_so = dossier(tmp_path, [task("v", "31/12/2026")], {2: [done("v", day)], 3: []})
    second, third = as_it_stands(ho_so, 2), as_it_stands(ho_so, 3)
    assert (second.tinh_trang, second.xong_truoc_ky, second.phai_bao_cao) == (
        T.HOAN_THANH_DUNG_HAN,
        False,
        ("phong_a",),
    )
    assert (third.tinh_trang, third.xong_truoc_ky, third.phai_bao_cao) == (T.HOAN_THANH_DUNG_HAN, True, ())


@pytest.mark.parametrize(
    ("report", "state"),
    [
        ({}, T.CHUA_BAT_DAU),
        ({"ty_le_hoan_thanh": 0}, T.CHUA_BAT_DAU),
        ({"ty_le_hoan_thanh": 1}, T.DANG_THUC_HIEN),
        ({"ket_qua": "Đang làm."}, T.DANG_THUC_HIEN),
        ({"san_pham": [{"ten": "Dự thảo", "ngay": "01/4/2026"}]}, T.DANG_THUC_HIEN),
    ],
)
def test_a_task_in_time_has_begun_once_there_is_something_to_show(
    tmp_path: Path, report: dict[str, object], state: TinhTrang
) -> None:
    ho_so = dossier(tmp_path, [task("v", "31/12/2026")], {2: [said("v", **report)], 3: []})
    assert [as_it_stands(ho_so, quy).tinh_trang for quy in (2, 3)] == [state, state]


def test_nothing_is_owed_before_a_task_begins(tmp_path: Path) -> None:
    ho_so = dossier(tmp_path, [task("v", "quý III/2026")], {2: [], 3: []})
    second, third = as_it_stands(ho_so, 2), as_it_stands(ho_so, 3)
    assert (second.tinh_trang, second.phai_bao_cao) == (T.CHUA_BAT_DAU, ())
    assert (third.tinh_trang, third.chua_bao_cao) == (T.CHUA_BAT_DAU, ("phong_a",))


# --- Extensions -------------------------------------------------------------------------------------------------


def test_an_extension_granted_on_the_deadline_day_is_in_time(tmp_path: Path) -> None:
    found = as_it_stands(dossier(tmp_path, [task("v", "31/5/2026")], {2: [extended("30/9/2026", "31/5/2026")]}), 2)
    assert (found.tinh_trang, found.han, found.han_cuoi) == (T.CHUA_BAT_DAU, date(2026, 9, 30), date(2026, 9, 30))
    assert [(each.kip_thoi, each.ngay) for each in found.gia_han] == [(True, date(2026, 5, 31))]


def test_an_extension_granted_a_day_later_leaves_the_task_late_by_the_old_deadline(tmp_path: Path) -> None:
    late = {2: [extended("30/9/2026", "01/6/2026")], 3: [done("v", "20/6/2026")]}
    ho_so = dossier(tmp_path, [task("v", "31/5/2026")], late)
    second, third = as_it_stands(ho_so, 2), as_it_stands(ho_so, 3)
    assert (second.tinh_trang, second.so_ngay_qua_han) == (T.CHUA_HOAN_THANH_QUA_HAN, 14)
    assert (second.han, second.han_cuoi) == (date(2026, 5, 31), date(2026, 9, 30))
    assert [each.kip_thoi for each in second.gia_han] == [False]
    assert (third.tinh_trang, third.so_ngay_qua_han) == (T.HOAN_THANH_QUA_HAN, 20)


def test_the_day_of_an_extension_beside_its_document_counts_before_that_in_its_words(tmp_path: Path) -> None:
    granted = {"den_ngay": "30/9/2026", "van_ban": LETTER.format("31/5/2026"), "ngay": "01/6/2026"}
    found = as_it_stands(dossier(tmp_path, [task("v", "31/5/2026")], {2: [said("v", gia_han=granted)]}), 2)
    assert found.tinh_trang is T.CHUA_HOAN_THANH_QUA_HAN


def test_the_same_extension_told_by_two_units_is_one(tmp_path: Path) -> None:
    both = [extended("30/9/2026", "31/5/2026", unit=unit) for unit in ("phong_a", "phong_b")]
    found = as_it_stands(dossier(tmp_path, [task("v", "31/5/2026", "cac_phong")], {2: both}), 2)
    assert [each.den_ngay for each in found.gia_han] == [date(2026, 9, 30)]


def test_an_extension_of_an_extension_is_held_against_the_deadline_then_in_force(tmp_path: Path) -> None:
    ho_so = dossier(
        tmp_path,
        [task("v", "31/5/2026")],
        {2: [extended("31/7/2026", "31/5/2026")], 3: [extended("31/10/2026", "31/7/2026")], 4: []},
    )
    assert [as_it_stands(ho_so, quy).han for quy in (2, 3)] == [date(2026, 7, 31), date(2026, 10, 31)]
    assert [each.kip_thoi for each in as_it_stands(ho_so, 3).gia_han] == [True, True]
    assert as_it_stands(ho_so, 4).so_ngay_qua_han == 44  # from 31/10 to 14/12


# --- Thường xuyên, recurring, undated ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("times", "state"),
    [(3, T.DA_THUC_HIEN), (4, T.DA_THUC_HIEN), (2, T.THUC_HIEN_MOT_PHAN), (0, T.CHUA_THUC_HIEN)],
)
def test_a_monthly_task_is_done_three_times_in_a_quarter(tmp_path: Path, times: int, state: TinhTrang) -> None:
    ho_so = dossier(tmp_path, [task("v", "hằng tháng")], {2: [said("v", so_lan=times)]})
    assert as_it_stands(ho_so, 2).tinh_trang is state


@pytest.mark.parametrize(
    ("when", "reported", "states"),
    [
        ("từ tháng 4/2026", 0, [T.CHUA_DEN_KY, T.CHUA_THUC_HIEN]),
        ("từ tháng 4/2026", 2, [T.CHUA_DEN_KY, T.DA_THUC_HIEN]),
        ("từ 14/3/2026", 0, [T.CHUA_THUC_HIEN, T.CHUA_THUC_HIEN]),
        ("từ 15/3/2026", 0, [T.CHUA_DEN_KY, T.CHUA_THUC_HIEN]),
        ("thường xuyên", 1, [T.DA_THUC_HIEN, T.CHUA_THUC_HIEN]),
        ("hằng quý", 2, [T.CHUA_THUC_HIEN, T.DA_THUC_HIEN]),
        ("theo hướng dẫn của Bộ", 2, [T.CHUA_XAC_DINH, T.CHUA_XAC_DINH]),
    ],
)
def test_a_task_without_a_deadline_is_judged_by_each_quarter_from_its_beginning_on(
    tmp_path: Path, when: str, reported: int, states: list[TinhTrang]
) -> None:
    quarters = {quy: [said("v", ket_qua="Đã làm.")] if quy == reported else [] for quy in (1, 2)}
    ho_so = dossier(tmp_path, [task("v", when)], quarters)
    assert [as_it_stands(ho_so, quy).tinh_trang for quy in (1, 2)] == states


def test_a_task_whose_words_name_no_date_can_be_completed_and_is_counted_apart(tmp_path: Path) -> None:
    ho_so = dossier(tmp_path, [task("v", "theo hướng dẫn của Bộ")], {1: [said("v")], 2: [done("v", "01/4/2026")]})
    assert [as_it_stands(ho_so, quy).tinh_trang for quy in (1, 2)] == [T.CHUA_XAC_DINH, T.HOAN_THANH]
    for quy in (1, 2):
        found = tong_hop(ho_so, quy)
        assert (found.co_han, found.thuong_xuyen, len(found.dang_thuc_hien)) == ([], [], 1)


@pytest.mark.parametrize(
    "shown",
    [
        {"ket_qua": "Đã làm."},
        {"san_pham": [{"ten": "Báo cáo", "ngay": "01/4/2026"}]},
        figure("9", "10"),
        {"so_lieu_thong_ke": {"luot": "0"}},
    ],
)
def test_words_a_product_or_a_figure_are_something_to_show(tmp_path: Path, shown: dict[str, object]) -> None:
    work = task(
        "v", "thường xuyên", "phong_a", target(), dai_luong=[{"ma": "luot", "ten": "Lượt", "don_vi_tinh": "lượt"}]
    )
    assert as_it_stands(dossier(tmp_path, [work], {2: [said("v", **shown)]}), 2).tinh_trang is T.DA_THUC_HIEN


# --- Several units ----------------------------------------------------------------------------------------------


def both(tmp_path: Path, when: str, *reports: dict[str, object]) -> HoSo:
    return dossier(tmp_path, [task("v", when, "cac_phong")], {2: list(reports), 3: []})


def test_a_task_done_by_one_of_two_units_is_partly_done_and_names_the_silent_one(tmp_path: Path) -> None:
    found = as_it_stands(both(tmp_path, "thường xuyên", said("v", ket_qua="Đã làm.")), 2)
    assert (found.tinh_trang, found.chua_co_ket_qua) == (T.THUC_HIEN_MOT_PHAN, ("phong_b",))
    assert [found.cua_don_vi(unit) for unit in ("phong_a", "phong_b")] == [T.DA_THUC_HIEN, T.CHUA_THUC_HIEN]
    assert found.chua_bao_cao == ("phong_b",)


def test_a_report_without_result_is_a_report_but_nothing_done(tmp_path: Path) -> None:
    found = as_it_stands(both(tmp_path, "thường xuyên", said("v", ket_qua="Đã làm."), said("v", "phong_b")), 2)
    assert (found.tinh_trang, found.chua_co_ket_qua, found.chua_bao_cao) == (
        T.THUC_HIEN_MOT_PHAN,
        ("phong_b",),
        (),
    )


def test_a_joint_task_is_completed_by_the_last_of_its_units(tmp_path: Path) -> None:
    one = both(tmp_path, "31/5/2026", done("v", "20/5/2026"))
    found = as_it_stands(one, 2)
    assert (found.tinh_trang, found.ngay_hoan_thanh) == (T.CHUA_HOAN_THANH_QUA_HAN, None)
    assert [found.cua_don_vi(unit) for unit in ("phong_a", "phong_b")] == [
        T.HOAN_THANH_DUNG_HAN,
        T.CHUA_HOAN_THANH_QUA_HAN,
    ]
    assert as_it_stands(one, 3).phai_bao_cao == ("phong_b",)  # who finished a part owes no more lines
    two = as_it_stands(both(tmp_path, "31/5/2026", done("v", "20/5/2026"), done("v", "03/6/2026", "phong_b")), 2)
    assert (two.tinh_trang, two.ngay_hoan_thanh, two.so_ngay_qua_han) == (T.HOAN_THANH_QUA_HAN, date(2026, 6, 3), 3)


def test_what_a_helping_unit_says_does_not_make_a_task_done(tmp_path: Path) -> None:
    helped = task("v", "thường xuyên", don_vi_phoi_hop="phong_b")
    found = as_it_stands(dossier(tmp_path, [helped], {2: [said("v", "phong_b", ket_qua="Đã góp ý.")]}), 2)
    assert (found.tinh_trang, found.chua_bao_cao) == (T.CHUA_THUC_HIEN, ("phong_a",))


def test_rates_are_the_last_that_each_unit_gave(tmp_path: Path) -> None:
    first = [said("v", ty_le_hoan_thanh=30), said("v", "phong_b", ty_le_hoan_thanh=10)]
    quarters = {1: first, 2: [said("v", ty_le_hoan_thanh=50)], 3: [done("v", "01/7/2026")]}
    ho_so = dossier(tmp_path, [task("v", "31/12/2026", "cac_phong")], quarters)
    rates = [[(unit, rate) for unit, rate, _ in as_it_stands(ho_so, quy).ty_le] for quy in (1, 2)]
    assert rates == [[("phong_a", 30), ("phong_b", 10)], [("phong_a", 50), ("phong_b", 10)]]
