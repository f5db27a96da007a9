"""Every figure of a small case computed by hand, and the identities that hold for all cases.

The case (tests/workspaces/sau_nhiem_vu): windows end on 14/3, 14/6 and 14/9/2026.

| task | kind, deadline | quý I | quý II | quý III |
|---|---|---|---|---|
| dung_han | 31/3 | trong hạn | xong 31/3: đúng hạn | đúng hạn |
| qua_han | 30/4 | trong hạn | chưa xong, quá hạn | xong 01/7: quá hạn |
| chung (A và B) | 31/8 | trong hạn | A xong, B chưa: trong hạn | B xong 01/9: quá hạn |
| con_han | 30/6, gia hạn 31/12 | trong hạn | trong hạn | trong hạn |
| thuong_xuyen | – | đã | đã | đã |
| thuong_xuyen_chung (A và B) | – | chỉ A: chưa | đã | không ai: chưa |
| them (từ quý II) | 30/9 | – | trong hạn | dừng |
"""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.compute import CO_HAN, THUONG_XUYEN, TinhTrang, figures, shares, thong_ke, tong_hop
from docgen.errors import UnusableError
from docgen.load import load
from docgen.model import LUY_KE, QUY, HoSo, TienDoQuy
from docgen.nghi_dinh.nd09 import chot_so_lieu
from tests.conftest import ROOT, WORKSPACES

DUNG_HAN, QUA_HAN, TRONG_HAN, CHUA_XONG = CO_HAN
DA, CHUA = THUONG_XUYEN


@pytest.fixture(scope="module")
def ho_so() -> HoSo:
    return load(WORKSPACES / "sau_nhiem_vu", "mau")


@pytest.mark.parametrize(
    ("quy", "states"),
    [
        (1, [TRONG_HAN, TRONG_HAN, TRONG_HAN, TRONG_HAN, DA, CHUA]),
        (2, [DUNG_HAN, CHUA_XONG, TRONG_HAN, TRONG_HAN, DA, DA, TRONG_HAN]),
        (3, [DUNG_HAN, QUA_HAN, QUA_HAN, TRONG_HAN, DA, CHUA, TinhTrang.DUNG]),
    ],
)
def test_the_state_of_each_task(ho_so: HoSo, quy: int, states: list[TinhTrang]) -> None:
    found = tong_hop(ho_so, quy).cac_tinh_hinh
    assert [t.tinh_trang for t in found] == states
    assert [t.nhiem_vu.ma for t in found] == [
        *("dung_han", "qua_han", "chung", "con_han", "thuong_xuyen", "thuong_xuyen_chung"),
        *(["them"] if quy > 1 else []),
    ]


def test_a_dropped_task_stays_visible_and_is_not_counted(ho_so: HoSo) -> None:
    third = tong_hop(ho_so, 3)
    assert (third.tong.tong, third.tong.co_han, third.tong.thuong_xuyen) == (6, 4, 2)
    assert third.cac_tinh_hinh[-1].van_ban == (
        ("giao bổ sung", "Công văn hư cấu số 1"),
        ("dừng thực hiện", "Công văn hư cấu số 3"),
    )
    assert third.cac_tinh_hinh[-1].chua_bao_cao == ()
    later = HoSo(ho_so.co_quan, ho_so.ke_hoach, {**ho_so.tien_do, 4: TienDoQuy(so_lieu="minh_hoa", nguoi_ky="an")})
    fourth = tong_hop(later, 4)
    assert (fourth.cac_tinh_hinh[-1].nhiem_vu.ma, fourth.cac_tinh_hinh[-1].tinh_trang) == ("them", TinhTrang.DUNG)
    assert fourth.tong.tong == 6


def test_a_deadline_on_the_last_day_of_the_period_has_passed(library: Path) -> None:
    path = library / "data/thu_vien_2026/ke_hoach.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("30/9/2026\n", "14/6/2026\n", 1), encoding="utf-8")
    folder = library / "data/thu_vien_2026/tien_do"
    folder.mkdir()
    (folder / "quy_2.yaml").write_text("so_lieu: chinh_thuc\nnguoi_ky: pho\n", encoding="utf-8")
    assert tong_hop(load(library, "thu_vien_2026"), 2).cac_tinh_hinh[0].tinh_trang is CHUA_XONG


def test_the_last_extension_holds_and_all_are_remembered(ho_so: HoSo) -> None:
    again = {
        "nhiem_vu": "con_han",
        "don_vi": "phong_a",
        "gia_han": {"den_ngay": "15/1/2027", "van_ban": "Công văn hư cấu số 9"},
    }
    nop = TienDoQuy.model_validate({"so_lieu": "minh_hoa", "nguoi_ky": "an", "tien_do": [again]})
    found = tong_hop(HoSo(ho_so.co_quan, ho_so.ke_hoach, {**ho_so.tien_do, 4: nop}), 4).cac_tinh_hinh[3]
    assert found.han == date(2027, 1, 15)
    assert found.van_ban == (("gia hạn", "Công văn hư cấu số 2"), ("gia hạn", "Công văn hư cấu số 9"))


def test_a_product_or_a_figure_is_something_to_show(ho_so: HoSo) -> None:
    shown = [
        {"nhiem_vu": "thuong_xuyen_chung", "don_vi": "phong_a", "san_pham": [{"ten": "Báo cáo", "ngay": "1/10/2026"}]},
        {"nhiem_vu": "thuong_xuyen_chung", "don_vi": "phong_b", "ket_qua": "Đã làm."},
        {
            "nhiem_vu": "thuong_xuyen",
            "don_vi": "phong_a",
            "so_lieu_chi_tieu": [{"chi_tieu": "ty_le", "so_dat": "1", "tong_so": "1"}],
        },
    ]
    nop = TienDoQuy.model_validate({"so_lieu": "minh_hoa", "nguoi_ky": "an", "tien_do": shown})
    found = tong_hop(HoSo(ho_so.co_quan, ho_so.ke_hoach, {**ho_so.tien_do, 4: nop}), 4)
    assert [t.tinh_trang for t in found.cac_tinh_hinh[4:6]] == [DA, DA]


def test_who_finished_a_part_owes_no_more_lines(ho_so: HoSo) -> None:
    third = {t.nhiem_vu.ma: t for t in tong_hop(ho_so, 3).cac_tinh_hinh}
    assert third["chung"].phai_bao_cao == ("phong_b",)
    assert third["chung"].chua_bao_cao == third["chung"].chua_co_ket_qua == ()


def with_second_quarter(tmp_path: Path, old: str, new: str) -> HoSo:
    shutil.copytree(WORKSPACES / "sau_nhiem_vu", tmp_path, dirs_exist_ok=True)
    path = tmp_path / "data/mau/tien_do/quy_2.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return load(tmp_path, "mau")


def test_what_is_completed_on_the_first_day_of_a_period_belongs_to_it(tmp_path: Path) -> None:
    found = tong_hop(with_second_quarter(tmp_path, "31/3/2026", "15/3/2026"), 2).cac_tinh_hinh[0]
    assert (found.phai_bao_cao, found.xong_truoc_ky) == (("phong_a",), False)


def test_who_helps_with_a_dropped_task_helps_no_more(tmp_path: Path) -> None:
    old = "    don_vi_chu_tri: phong_b\n"
    ho_so = with_second_quarter(tmp_path, old, f"{old}    don_vi_phoi_hop: phong_a\n")
    helped = [[t.nhiem_vu.ma for t in tong_hop(ho_so, quy).theo_phoi_hop()["phong_a"]] for quy in (2, 3)]
    assert helped == [["qua_han", "them"], ["qua_han"]]


def test_nothing_is_owed_before_a_task_begins(ho_so: HoSo) -> None:
    first = {t.nhiem_vu.ma: t.phai_bao_cao for t in tong_hop(ho_so, 1).cac_tinh_hinh}
    assert first["con_han"] == ()  # quý II/2026
    assert first["dung_han"] == ("phong_a",)


def test_rates_are_the_last_that_each_unit_gave(ho_so: HoSo) -> None:
    assert [tong_hop(ho_so, q).cac_tinh_hinh[0].ty_le for q in (1, 2)] == [(("phong_a", 50),)] * 2
    assert tong_hop(ho_so, 3).cac_tinh_hinh[3].ty_le == (("phong_a", 40),)


def test_the_totals_and_rates(ho_so: HoSo) -> None:
    first, second, third = (tong_hop(ho_so, quy) for quy in (1, 2, 3))
    assert [t.tong.tong for t in (first, second, third)] == [6, 7, 6]
    assert [t.tong.ty_le_thuong_xuyen for t in (first, second, third)] == [50, 100, 50]
    assert [t.tong.ty_le_hoan_thanh for t in (first, second, third)] == [0, 20, 75]
    assert first.truoc is None
    assert second.truoc == first.tong and third.truoc == second.tong


def test_from_the_years_start(ho_so: HoSo) -> None:
    assert [set(tong_hop(ho_so, quy).lien_tuc) for quy in (1, 2, 3)] == [{"thuong_xuyen"}] * 3
    assert [tong_hop(ho_so, quy).luy_ke.ten for quy in (1, 2, 3)] == [
        "quý I năm 2026",
        "6 tháng đầu năm 2026",
        "9 tháng năm 2026",
    ]


def test_from_the_years_start_without_a_steady_task(ho_so: HoSo) -> None:
    quarters = {1: ho_so.tien_do[1], 2: ho_so.tien_do[2], 3: TienDoQuy(so_lieu="minh_hoa", nguoi_ky="an")}
    assert tong_hop(HoSo(ho_so.co_quan, ho_so.ke_hoach, quarters), 3).lien_tuc == frozenset()


def test_a_target_is_judged_from_the_years_start(ho_so: HoSo) -> None:
    found = [tong_hop(ho_so, quy).cac_tinh_hinh[4].chi_tieu[0] for quy in (1, 2, 3)]
    assert [(f.so_dat, f.tong_so, f.dat) for f in found] == [(8, 10, False), (28, 30, True), (28, 30, True)]
    assert found[1].gia_tri == Decimal(2800) / 30


def test_extension_and_joint_completion(ho_so: HoSo) -> None:
    third = {t.nhiem_vu.ma: t for t in tong_hop(ho_so, 3).cac_tinh_hinh}
    assert (third["con_han"].han, third["con_han"].van_ban) == (
        date(2026, 12, 31),
        (("gia hạn", "Công văn hư cấu số 2"),),
    )
    assert third["chung"].ngay_hoan_thanh == date(2026, 9, 1)
    assert third["dung_han"].xong_truoc_ky and not third["chung"].xong_truoc_ky


def test_who_has_not_reported(ho_so: HoSo) -> None:
    missing = {quy: {t.nhiem_vu.ma: t.chua_bao_cao for t in tong_hop(ho_so, quy).cac_tinh_hinh} for quy in (1, 3)}
    assert missing[1]["thuong_xuyen_chung"] == ("phong_b",)
    assert missing[1]["chung"] == ("phong_a", "phong_b")
    assert missing[3]["dung_han"] == ()  # completed in an earlier quarter: nothing is due
    assert missing[3]["thuong_xuyen_chung"] == ("phong_a", "phong_b")


def test_by_lead_each_task_counts_once_under_the_name_the_plan_gives(ho_so: HoSo) -> None:
    leads = {who: thong_ke(found).tong for who, found in tong_hop(ho_so, 2).theo_chu_tri().items()}
    assert leads == {("phong_a",): 3, ("phong_b",): 2, ("cac_phong",): 2}


def test_what_is_behind_a_figure(ho_so: HoSo) -> None:
    found = {figure.ten: figure for figure in figures(tong_hop(ho_so, 3), lambda who: "; ".join(who))}
    assert found["hoàn thành quá hạn"].viet == ("2", "2/4", "50,0%")
    assert [t.nhiem_vu.ma for t in found["hoàn thành quá hạn"].cac_tinh_hinh] == ["qua_han", "chung"]
    assert found["Nhóm hai"].viet == ("3",)  # the dropped one is not counted
    assert found["chủ trì: phong_a"].viet == ("3", "50,0%")
    assert [t.nhiem_vu.ma for t in found["phối hợp: phong_a"].cac_tinh_hinh] == ["qua_han"]
    assert found["Việc đạt yêu cầu"].viet == ("28/30", "93,3%")


# --- Identities ---------------------------------------------------------------------------------------------

ALL = [(ROOT, "papi_2026", quy) for quy in range(1, 5)] + [(WORKSPACES / "sau_nhiem_vu", "mau", q) for q in (1, 2, 3)]


@pytest.mark.parametrize(("workspace", "plan", "quy"), ALL)
def test_every_total_is_the_sum_of_its_parts(workspace: Path, plan: str, quy: int) -> None:
    found = tong_hop(load(workspace, plan), quy)
    assert found.tong.tong == sum(found.tong.dem(state) for state in (*CO_HAN, *THUONG_XUYEN))
    assert found.tong.tong == found.tong.co_han + found.tong.thuong_xuyen
    for groups in (found.theo_nhom(), list(found.theo_chu_tri().items())):
        for state in TinhTrang:
            assert sum(thong_ke(inside).dem(state) for _, inside in groups) == found.tong.dem(state)


@given(st.lists(st.integers(0, 500), min_size=1, max_size=12))
def test_shares_add_to_100_and_are_within_a_tenth_of_the_truth(counts: list[int]) -> None:
    found = shares(counts)
    whole = sum(counts)
    assert sum(found) == (100 if whole else 0)
    for count, portion in zip(counts, found, strict=True):
        assert portion >= 0
        assert not whole or abs(portion - Decimal(count) * 100 / whole) < Decimal("0.1")


@given(st.integers(2020, 2035))
def test_the_windows_of_a_year_follow_each_other_without_gap(year: int) -> None:
    quarters = [chot_so_lieu(quy, year) for quy in QUY]
    assert quarters[0][0] == date(year - 1, 12, 15) and quarters[-1][1] == date(year, 12, 14)
    for (_, last), (following, _) in pairwise(quarters):
        assert (following - last).days == 1
    assert chot_so_lieu("quý I", year + 1)[0].toordinal() - quarters[-1][1].toordinal() == 1
    for ky, (_, last) in zip(LUY_KE, quarters, strict=True):
        assert chot_so_lieu(ky, year) == (quarters[0][0], last)


OWN = (
    "ky_bao_cao: [{ky: quý I, tu_ngay: 01/01/2026, den_ngay: 31/3/2026}, {ky: quý II, tu_ngay: 01/4/2026, den_ngay: 30/6/2026}, \
{ky: quý III, tu_ngay: 01/7/2026, den_ngay: 30/9/2026}, {ky: quý IV, tu_ngay: 01/10/2026, den_ngay: 05/01/2027}]\n"
)


def test_a_plan_can_have_its_own_cut_off(library: Path) -> None:
    path = library / "data/thu_vien_2026/ke_hoach.yaml"
    path.write_text(OWN + path.read_text(encoding="utf-8"), encoding="utf-8")
    found = load(library, "thu_vien_2026")
    assert found.ky_bao_cao("quý II").chot == "từ ngày 01/4/2026 đến ngày 30/6/2026"
    assert found.ky_bao_cao("6 tháng đầu năm").chot == "từ ngày 01/01/2026 đến ngày 30/6/2026"
    assert found.ky_bao_cao("năm").chot == "từ ngày 01/01/2026 đến ngày 05/01/2027"
    assert found.ky_bao_cao("quý I", 2027).chot == "từ ngày 01/01/2027 đến ngày 31/3/2027"


def test_own_cut_offs_must_follow_each_other(library: Path) -> None:
    path = library / "data/thu_vien_2026/ke_hoach.yaml"
    own = "ky_bao_cao: [{ky: quý II, tu_ngay: 01/4/2026, den_ngay: 30/6/2026}]\n"
    path.write_text(own + path.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(UnusableError) as caught:
        load(library, "thu_vien_2026")
    assert [str(p).split("\n")[0].split(": ", 1)[1] for p in caught.value.problems] == [
        "quý II bắt đầu ngày 01/4/2026, không nối tiếp quý I kết thúc ngày 14/3/2026",
        "quý III bắt đầu ngày 15/6/2026, không nối tiếp quý II kết thúc ngày 30/6/2026",
    ]


def test_tasks_without_groups_keep_their_parts_apart_and_added_ones_stand_last(library: Path) -> None:
    path = library / "data/thu_vien_2026/ke_hoach.yaml"
    text = path.read_text(encoding="utf-8")
    part = "  - tieu_de: Nhiệm vụ\n    nhiem_vu: [{{ma: v{}, noi_dung: Việc., don_vi_chu_tri: phuc_vu, thoi_gian_thuc_hien: thường xuyên}}]\n"
    text = text[: text.index("muc:")] + "muc:\n" + part.format(1) + part.format(2) + "ket_luan: Hết\n"
    path.write_text(text, encoding="utf-8")
    (library / "data/thu_vien_2026/tien_do").mkdir()
    (library / "data/thu_vien_2026/tien_do/quy_1.yaml").write_text(
        "so_lieu: chinh_thuc\nnguoi_ky: pho\nnhiem_vu_bo_sung:\n  - {ma: them, van_ban: Công văn, noi_dung: Thêm.,"
        " don_vi_chu_tri: phuc_vu, thoi_gian_thuc_hien: thường xuyên}\n",
        encoding="utf-8",
    )
    groups = tong_hop(load(library, "thu_vien_2026"), 1).theo_nhom()
    assert [(nhom.tieu_de, [t.nhiem_vu.ma for t in found]) for nhom, found in groups] == [
        ("Nhiệm vụ", ["v1"]),
        ("Nhiệm vụ", ["v2"]),
        ("Nhiệm vụ được giao bổ sung", ["them"]),
    ]


@pytest.mark.parametrize(
    ("when", "reported", "states"),
    [
        ("từ tháng 4/2026", 0, {1: [], 2: [CHUA]}),
        ("từ tháng 4/2026", 1, {1: [DA], 2: [CHUA]}),
        ("từ 14/3/2026", 0, {1: [CHUA], 2: [CHUA]}),
        ("hằng quý", 2, {1: [CHUA], 2: [DA]}),
        ("theo hướng dẫn của Bộ", 2, {1: [CHUA], 2: [DA]}),
    ],
)
def test_a_task_without_a_deadline_is_judged_by_each_quarter_from_its_beginning_on(
    library: Path, when: str, reported: int, states: dict[int, list[TinhTrang]]
) -> None:
    path = library / "data/thu_vien_2026/ke_hoach.yaml"
    text = path.read_text(encoding="utf-8")
    task = f"{{ma: mot, noi_dung: Việc., don_vi_chu_tri: phuc_vu, thoi_gian_thuc_hien: {when}}}"
    plan = f"muc:\n  - tieu_de: Nhiệm vụ\n    nhiem_vu: [{task}]\nket_luan: Hết\n"
    path.write_text(text[: text.index("muc:")] + plan, encoding="utf-8")
    (library / "data/thu_vien_2026/tien_do").mkdir()
    for quy in (1, 2):
        said = "tien_do: [{nhiem_vu: mot, don_vi: phuc_vu, ket_qua: Xong.}]\n" if quy == reported else ""
        (library / f"data/thu_vien_2026/tien_do/quy_{quy}.yaml").write_text(
            f"so_lieu: chinh_thuc\nnguoi_ky: pho\n{said}", encoding="utf-8"
        )
    ho_so = load(library, "thu_vien_2026")
    assert {quy: [t.tinh_trang for t in tong_hop(ho_so, quy).cac_tinh_hinh] for quy in (1, 2)} == states
