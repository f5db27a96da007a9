"""The recount against figures that were worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from tests.conftest import WORKSPACES
from tests.doi_soat import dem
from tests.doi_soat.dem import HoSo


@pytest.fixture(scope="module")
def six() -> dict[int, dem.KetQuaQuy]:
    return dem.dem(WORKSPACES / "sau_nhiem_vu", "mau")


def states(quarter: dem.KetQuaQuy) -> dict[str, tuple[str, int | None]]:
    return {ma: (state.tinh_trang, state.cham) for ma, state in quarter.nhiem_vu.items()}


def test_the_states_of_six_tasks(six: dict[int, dem.KetQuaQuy]) -> None:
    assert states(six[1]) == {
        "dung_han": (dem.DANG_LAM, None),
        "qua_han": (dem.CHUA_BAT_DAU, None),
        "chung": (dem.CHUA_BAT_DAU, None),
        "con_han": (dem.CHUA_BAT_DAU, None),
        "thuong_xuyen": (dem.DA_LAM, None),
        "thuong_xuyen_chung": (dem.MOT_PHAN, None),
    }
    assert states(six[2]) == {
        "dung_han": (dem.DUNG_HAN, None),
        "qua_han": (dem.CHUA_XONG_QUA_HAN, 45),
        "chung": (dem.DANG_LAM, None),
        "con_han": (dem.CHUA_BAT_DAU, None),
        "thuong_xuyen": (dem.DA_LAM, None),
        "thuong_xuyen_chung": (dem.DA_LAM, None),
        "them": (dem.CHUA_BAT_DAU, None),
    }
    assert states(six[3]) == {
        "dung_han": (dem.DUNG_HAN, None),
        "qua_han": (dem.QUA_HAN, 62),
        "chung": (dem.QUA_HAN, 1),
        "con_han": (dem.DANG_LAM, None),
        "thuong_xuyen": (dem.DA_LAM, None),
        "thuong_xuyen_chung": (dem.CHUA_LAM, None),
    }


def shares(found: list[dem.TyLe]) -> list[tuple[Any, Any]]:
    return [(share.gia_tri, share.thay_doi) for share in found]


def test_the_counts_and_shares_of_six_tasks(six: dict[int, dem.KetQuaQuy]) -> None:
    assert [(q.co_han, q.thuong_xuyen) for q in six.values()] == [(4, 2), (5, 2), (4, 2)]
    assert shares([q.ty_le_hoan_thanh for q in six.values()]) == [(0, None), (20, 20), (75, 55)]
    assert shares([q.ty_le_thuong_xuyen for q in six.values()]) == [(50, None), (100, 50), (50, -50)]
    assert [(q.bo_sung, q.dung, q.lien_tuc) for q in six.values()] == [
        ((), (), ("thuong_xuyen",)),
        (("them",), (), ("thuong_xuyen",)),
        ((), ("them",), ("thuong_xuyen",)),
    ]
    target = [q.chi_tieu["ty_le"] for q in six.values()]
    figures: list[Any] = [(t.so_dat, t.tong_so, t.ket_luan) for t in target]
    assert figures == [
        (8, 10, "không đạt"),
        (28, 30, "đạt"),
        (28, 30, "đạt"),
    ]


def test_the_units_of_six_tasks(six: dict[int, dem.KetQuaQuy]) -> None:
    assert six[3].don_vi == {
        "phong_a": {dem.DUNG_HAN: 2, dem.CON_HAN: 1, dem.DA_LAM: 1, dem.CHUA_LAM: 1},
        "phong_b": {dem.QUA_HAN: 2, dem.CHUA_LAM: 1},
    }


def mot_viec(quarters: dict[int, list[dict[str, Any]]], thoi_gian: str = "30/4/2026", **task: Any) -> HoSo:
    """A dossier of one task, `viec`, of units a and b; the entries say the unit, the rest is as in the files."""
    office = {"don_vi": [{"ma": "a"}, {"ma": "b"}], "nhom_don_vi": [{"ma": "ca_hai"}]}
    own = {"ma": "viec", "noi_dung": "Làm.", "don_vi_thuc_hien": "ca_hai", "thoi_gian_thuc_hien": thoi_gian, **task}
    progress = {q: {"tien_do": [{"nhiem_vu": "viec", **e} for e in entries]} for q, entries in quarters.items()}
    return HoSo(office, {"nam": "2026", "muc": [{"nhiem_vu": [own]}]}, progress)


def test_an_extension_in_time_moves_the_deadline_and_a_late_one_only_what_is_shown() -> None:
    for granted, judged in (("30/4/2026", date(2026, 7, 1)), ("01/5/2026", date(2026, 4, 30))):
        told = {"den_ngay": "01/7/2026", "van_ban": f"Công văn số 1 ngày {granted}"}
        both = [{"don_vi": unit, "gia_han": told} for unit in "ab"]
        state = dem.dem_ho_so(mot_viec({2: both}))[2].nhiem_vu["viec"]
        assert (state.han, state.han_moi) == (judged, date(2026, 7, 1))
        assert state.tinh_trang == (dem.CHUA_BAT_DAU if judged.month == 7 else dem.CHUA_XONG_QUA_HAN)


def test_a_day_of_granting_is_before_the_one_in_the_document() -> None:
    told = {"den_ngay": "01/7/2026", "van_ban": "Công văn số 1 ngày 01/4/2026", "ngay": "05/5/2026"}
    state = dem.dem_ho_so(mot_viec({2: [{"don_vi": "a", "gia_han": told}]}))[2].nhiem_vu["viec"]
    assert state.han == date(2026, 4, 30)


@pytest.mark.parametrize(
    ("so_lan", "state"),
    [
        ((3, 4), dem.DA_LAM),
        ((3, 2), dem.MOT_PHAN),
        ((3, 0), dem.MOT_PHAN),
        ((1, 0), dem.MOT_PHAN),
        ((0, 0), dem.CHUA_LAM),
    ],
)
def test_a_monthly_task_wants_three_times(so_lan: tuple[int, int], state: str) -> None:
    entries = [{"don_vi": unit, "so_lan": str(times)} for unit, times in zip("ab", so_lan, strict=True)]
    found = dem.dem_ho_so(mot_viec({2: entries}, "hằng tháng"))[2]
    assert found.nhiem_vu["viec"].tinh_trang == state
    assert found.nhiem_vu["viec"].khong_ket_qua == tuple(u for u, times in zip("ab", so_lan, strict=True) if not times)


def test_what_begins_later_is_not_to_be_done_yet() -> None:
    found = dem.dem_ho_so(mot_viec({1: [], 2: []}, "từ tháng 4/2026"))
    assert [q.nhiem_vu["viec"].tinh_trang for q in found.values()] == [dem.CHUA_DEN, dem.CHUA_LAM]
    assert [q.thuong_xuyen for q in found.values()] == [0, 1]
    assert found[1].don_vi == {"a": {}, "b": {}}


def trang_thai(quarters: dict[int, list[dict[str, Any]]], thoi_gian: str) -> dem.TinhTrang:
    """The state of the one task in the last quarter."""
    found = dem.dem_ho_so(mot_viec(quarters, thoi_gian))
    return found[max(found)].nhiem_vu["viec"]


def test_the_cut_off_day_is_the_last_in_time() -> None:
    state = trang_thai({2: []}, "14/6/2026")
    assert (state.tinh_trang, state.cham) == (dem.CHUA_XONG_QUA_HAN, 0)
    assert state.don_vi == {"a": dem.CHUA_XONG_QUA_HAN, "b": dem.CHUA_XONG_QUA_HAN}
    assert trang_thai({2: []}, "15/6/2026").don_vi == {"a": dem.CON_HAN, "b": dem.CON_HAN}
    assert trang_thai({2: []}, "từ ngày 14/6/2026").tinh_trang == dem.CHUA_LAM


def test_a_task_has_begun_by_a_result_or_a_rate_and_not_before_its_first_day() -> None:
    assert trang_thai({1: [{"don_vi": "a", "ty_le_hoan_thanh": "5%"}], 2: []}, "30/9/2026").tinh_trang == dem.DANG_LAM
    assert trang_thai({2: [{"don_vi": "a", "ty_le_hoan_thanh": "0"}]}, "30/9/2026").tinh_trang == dem.CHUA_BAT_DAU
    early = [{"don_vi": "a", "ket_qua": "Đã làm."}]
    assert trang_thai({2: early}, "quý III/2026").tinh_trang == dem.CHUA_BAT_DAU
    assert trang_thai({2: early}, "quý II/2026").tinh_trang == dem.DANG_LAM


def test_only_units_that_must_report_complete_a_task() -> None:
    done = {"ket_qua": "Xong.", "ngay_hoan_thanh": "30/4/2026"}
    quarters = {2: [{"don_vi": "a", **done}, {"don_vi": "c", **done}]}
    assert trang_thai(quarters, "30/4/2026").tinh_trang == dem.CHUA_XONG_QUA_HAN
    assert trang_thai({2: [*quarters[2], {"don_vi": "b", **done}]}, "30/4/2026").tinh_trang == dem.DUNG_HAN


def test_what_is_not_due_yet_does_not_break_a_year_without_a_gap() -> None:
    both = [{"don_vi": unit, "ket_qua": "Đã làm."} for unit in "ab"]
    found = dem.dem_ho_so(mot_viec({1: [], 2: both, 3: [], 4: both}, "từ tháng 4/2026"))
    assert [quarter.lien_tuc for quarter in found.values()] == [(), ("viec",), (), ()]


def test_a_dropped_task_is_dropped_once_and_counted_nowhere() -> None:
    ho_so = mot_viec({1: [], 2: [], 3: []})
    ho_so.tien_do[2]["dung_nhiem_vu"] = [{"nhiem_vu": "viec"}]
    found = dem.dem_ho_so(ho_so)
    assert [(q.dung, q.da_dung, q.co_han) for q in found.values()] == [
        ((), (), 1),
        (("viec",), ("viec",), 0),
        ((), ("viec",), 0),
    ]


def test_who_and_when_come_from_the_part_around() -> None:
    tasks: list[dict[str, Any]] = [
        {},
        {"don_vi_chu_tri": "b"},
        {"don_vi_phoi_hop": "b"},
        {"don_vi_thuc_hien": ["b", "ca_hai"]},
    ]
    named = [{"ma": f"viec_{i}", "noi_dung": "Làm.", **task} for i, task in enumerate(tasks)]
    group = {"ma": "nhom", "nhiem_vu": named, "don_vi_chu_tri": "a", "don_vi_phoi_hop": "b"}
    around = {"nhom_nhiem_vu": [group], "don_vi_thuc_hien": "ca_hai", "thoi_gian_thuc_hien": "hằng quý"}
    found = dem.cac_nhiem_vu(HoSo(mot_viec({}).co_quan, {"nam": "2026", "muc": [around]}, {}), 1)
    assert [task.don_vi for task in found] == [("a",), ("b",), ("a",), ("b", "a")]
    assert {task.thoi_gian.so_lan for task in found} == {1}
    assert {task.nhom for task in found} == {"nhom"}


TARGET = {"ma": "ct", "muc_tieu": "90", "don_vi_tinh": "%", "muc_tieu_quy": {"quý II": "85,5"}}


def so_lieu(don_vi: str, so_dat: int, **more: str) -> dict[str, Any]:
    return {"don_vi": don_vi, "so_lieu_chi_tieu": [{"chi_tieu": "ct", "so_dat": str(so_dat), **more}]}


@pytest.mark.parametrize(
    ("target", "quarters", "wanted"),
    [
        # Carried over of last year counts, what was counted in quý I does not.
        (
            {},
            {1: [so_lieu("a", 6, tong_so="10", chuyen_sang="2")], 2: [so_lieu("a", 9, tong_so="9", chuyen_sang="4")]},
            (15, 15, 100, "đạt", "đạt"),
        ),
        ({}, {1: [so_lieu("a", 6, tong_so="10")], 2: [so_lieu("b", 11, tong_so="10")]}, (17, 20, 85, "không đạt", "không đạt")),
        ({"tong_so": "20"}, {1: [so_lieu("a", 10)], 2: [so_lieu("b", 8)]}, (18, 20, 90, "đạt", "đạt")),
        ({}, {2: [so_lieu("a", 0, tong_so="0")]}, (0, 0, None, "không phát sinh", "không phát sinh")),
        ({}, {2: []}, (None, None, None, "chưa có số liệu", "chưa có số liệu")),
        (
            {"cach_tinh": "tại thời điểm"},
            {1: [so_lieu("a", 1, tong_so="9"), so_lieu("b", 4, tong_so="5")], 2: [so_lieu("a", 5, tong_so="5")]},
            (9, 10, 90, "đạt", "đạt"),
        ),
        ({"chieu": "không quá"}, {2: [so_lieu("a", 9, tong_so="10")]}, (9, 10, 90, "đạt", "không đạt")),
        ({"don_vi_tinh": "lớp", "chieu": "không quá"}, {1: [so_lieu("a", 80)], 2: [so_lieu("b", 8)]}, (88, None, 88, "đạt", "không đạt")),
    ],
)  # fmt: skip
def test_targets(target: dict[str, Any], quarters: dict[int, Any], wanted: tuple[Any, ...]) -> None:
    t = dem.dem_ho_so(mot_viec(quarters, chi_tieu=[TARGET | target]))[2].chi_tieu["ct"]
    assert (t.so_dat, t.tong_so, t.gia_tri, t.ket_luan, t.ket_luan_quy) == wanted


def test_a_near_miss_is_a_miss() -> None:
    quarters = {2: [so_lieu("a", 8999, tong_so="10000")]}
    assert dem.dem_ho_so(mot_viec(quarters, chi_tieu=[TARGET]))[2].chi_tieu["ct"].ket_luan == "không đạt"


def thong_ke(don_vi: str, **figures: str) -> dict[str, Any]:
    return {"don_vi": don_vi, "so_lieu_thong_ke": figures}


def test_a_parent_without_reports_is_the_sum_of_its_parts() -> None:
    quantity = {"ma": "me", "cung_ky": {"quý II": "1.200"}, "trong_do": [{"ma": "x"}, {"ma": "y"}]}
    quarters = {
        1: [thong_ke("a", me="10"), thong_ke("b", me="5", x="2")],
        2: [thong_ke("a", x="1", y="2,5"), thong_ke("b", y="4")],
    }
    found = dem.dem_ho_so(mot_viec(quarters, dai_luong=[quantity]))[2].dai_luong
    figures = {ma: (d.cua, d.trong_ky, d.ky_truoc, d.luy_ke, d.cung_ky) for ma, d in found.items()}
    assert figures == {
        "me": ("viec", Fraction("7.5"), 15, Fraction("22.5"), 1200),
        "x": ("me", 1, 2, 3, None),
        "y": ("me", Fraction("6.5"), None, Fraction("6.5"), None),
    }


def test_the_latest_of_each_unit_counts_at_a_point_in_time() -> None:
    quantity = {"ma": "co", "cach_tinh": "tại thời điểm"}
    quarters = {1: [thong_ke("a", co="10"), thong_ke("b", co="5")], 2: [thong_ke("b", co="7")], 3: []}
    found = [q.dai_luong["co"] for q in dem.dem_ho_so(mot_viec(quarters, dai_luong=[quantity])).values()]
    figures: list[Any] = [(d.trong_ky, d.ky_truoc, d.luy_ke) for d in found]
    assert figures == [(15, None, 15), (7, 15, 17), (None, 7, 17)]


def test_a_difficulty_lives_until_it_is_overcome() -> None:
    first = {"noi_dung": "Thiếu người", "loai": "chủ quan"}
    quarters = {
        1: [
            {
                "don_vi": "a",
                "kho_khan": [{"ma": "k", "han": "13/6/2026", **first}, {"ma": "l", "han": "14/6/2026", **first}, first],
            }
        ],
        2: [],
        3: [{"don_vi": "a", "da_khac_phuc": [{"kho_khan": ma, "ngay": "01/7/2026"} for ma in "kl"]}],
    }
    found = dem.dem_ho_so(mot_viec(quarters))
    assert [[(k.ma, k.qua_han) for k in q.kho_khan] for q in found.values()] == [
        [("k", False), ("l", False), ("", False)],
        [("k", True), ("l", False)],
        [],
    ]


def test_the_plans_own_dates_are_its_periods() -> None:
    own = [{"ky": "quý II", "tu_ngay": "01/4/2026", "den_ngay": "30/6/2026"}]
    ho_so = mot_viec({1: [], 2: []})
    found = dem.dem_ho_so(HoSo(ho_so.co_quan, ho_so.ke_hoach | {"ky_bao_cao": own}, ho_so.tien_do))
    assert [(q.tu_ngay, q.den_ngay) for q in found.values()] == [
        (date(2025, 12, 15), date(2026, 3, 14)),
        (date(2026, 4, 1), date(2026, 6, 30)),
    ]


@pytest.mark.parametrize(
    ("exact", "shown"), [("0.05", "0.1"), ("0.0499", "0.0"), ("-0.05", "-0.1"), ("66.65", "66.7"), ("200/3", "66.7"), ("0", "0.0")]
)  # fmt: skip
def test_half_goes_up(exact: str, shown: str) -> None:
    assert dem.mot_chu_so(Fraction(exact)) == Decimal(shown)
    assert str(dem.mot_chu_so(Fraction(exact))) == shown.replace("-0.0", "0.0")
