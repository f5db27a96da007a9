"""The whole of a quarter: counts, shares, the change against the quarter before; an independent recount of every state."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.compute import TinhTrang, tong_hop
from docgen.documents.bang_don_vi import hang_don_vi
from docgen.documents.cau_tien_do import thay_doi, tien_do
from docgen.documents.cau_van import DonVi
from docgen.errors import UnusableError
from docgen.load import load
from docgen.model import LUY_KE, QUY, HoSo, NhiemVu, TienDo
from docgen.nghi_dinh.nd09 import chot_so_lieu
from tests.conftest import ROOT, WORKSPACES
from tests.small import done, dossier, group, said, task, written

T = TinhTrang
PLANS = {
    "papi_2026": ROOT,
    "mau": WORKSPACES / "sau_nhiem_vu",
    "chuyen_doi_so_2026": WORKSPACES / "so_y_te",
    "cai_cach_hanh_chinh_2026": WORKSPACES / "xa_sau_nhiem_vu",
}
CASES = [(plan, quy) for plan, where in PLANS.items() for quy in sorted(load(where, plan).tien_do)]


# --- A recount by the words of the guide, without docgen's own ------------------------------------------------


def recounted(ho_so: HoSo, quy: int, work: NhiemVu) -> str:
    """The state of a task, from its reports alone."""
    files = [(n, ho_so.tien_do[n]) for n in sorted(ho_so.tien_do) if n <= quy]
    if any(each.nhiem_vu == work.ma for _, file in files for each in file.dung_nhiem_vu):
        return "dừng thực hiện"
    last, when = ho_so.ky_bao_cao(QUY[quy - 1]).den_ngay, work.thoi_gian_thuc_hien
    told = [r for _, file in files for r in file.tien_do if r.nhiem_vu == work.ma]
    now = [r for r in ho_so.tien_do[quy].tien_do if r.nhiem_vu == work.ma]
    units = ho_so.don_vi_bao_cao(work)
    assert when is not None
    begins = when.tu_ngay or date.min
    if when.loai in ("thường xuyên", "định kỳ"):
        return "chưa đến thời gian thực hiện" if begins > last else of_the_period(units, now, when.so_ky_mot_quy)
    days = {r.don_vi: r.ngay_hoan_thanh for r in told if r.ngay_hoan_thanh}
    completed = max(days[u] for u in units) if set(units) <= set(days) else None
    if when.den_ngay is None:
        return "hoàn thành" if completed else "chưa xác định thời hạn"
    deadline = when.den_ngay
    for granted, to in sorted({(r.gia_han.ngay_chap_thuan, r.gia_han.den_ngay) for r in told if r.gia_han}):
        deadline = to if granted <= deadline else deadline
    if completed:
        return "hoàn thành đúng hạn" if completed <= deadline else "hoàn thành quá hạn"
    if deadline <= last:
        return "chưa hoàn thành, quá hạn"
    begun = begins <= last and any(shows(r) or r.ty_le_hoan_thanh for r in told)
    return "đang thực hiện, còn trong hạn" if begun else "chưa bắt đầu, còn trong hạn"


def of_the_period(units: tuple[str, ...], now: list[TienDo], times: int) -> str:
    own = [r for r in now if r.don_vi in units and shows(r)]
    finished = {r.don_vi for r in own if times < 2 or (r.so_lan or 0) >= times}
    if finished == set(units):
        return "đã thực hiện trong kỳ"
    return "thực hiện một phần" if own else "chưa thực hiện trong kỳ"


def shows(r: TienDo) -> bool:
    return any((r.ket_qua, r.san_pham, r.so_lieu_chi_tieu, r.so_lieu_thong_ke, r.so_lan, r.ngay_hoan_thanh))


@pytest.mark.parametrize(("plan", "quy"), CASES)
def test_every_state_is_that_of_an_independent_recount(plan: str, quy: int) -> None:
    ho_so = load(PLANS[plan], plan)
    found = [(t.nhiem_vu.ma, t.tinh_trang.value) for t in tong_hop(ho_so, quy).cac_tinh_hinh]
    assert found == [(work.ma, recounted(ho_so, quy, work)) for _, work in ho_so.cac_nhiem_vu(quy)]


@pytest.mark.parametrize(("plan", "quy"), CASES)
def test_every_total_is_the_sum_of_its_parts(plan: str, quy: int) -> None:
    found = tong_hop(load(PLANS[plan], plan), quy)
    apart = (T.HOAN_THANH, T.CHUA_XAC_DINH, T.CHUA_DEN_KY)
    kinds = (found.co_han, found.thuong_xuyen, found.o_tinh_trang(*apart))
    assert len(found.dang_thuc_hien) == sum(len(each) for each in kinds)
    for state in TinhTrang:
        assert sum(len(tasks.o_tinh_trang(state)) for _, tasks in found.theo_nhom()) == len(found.o_tinh_trang(state))


def test_the_six_tasks_counted_by_hand() -> None:
    """tests/workspaces/sau_nhiem_vu; one of two units is silent in quý I, both are in quý III, one task is dropped."""
    ho_so = load(PLANS["mau"], "mau")
    first, second, third = (tong_hop(ho_so, quy) for quy in (1, 2, 3))
    assert [len(f.co_han) for f in (first, second, third)] == [4, 5, 4]
    assert [len(f.hoan_thanh) for f in (first, second, third)] == [0, 1, 3]
    assert [f.ty_le_hoan_thanh for f in (first, second, third)] == [0, 20, 75]
    assert [f.ty_le_thuong_xuyen for f in (first, second, third)] == [50, 100, 50]
    assert [f.lien_tuc for f in (first, second, third)] == [{"thuong_xuyen"}] * 3
    assert [f.luy_ke.ten for f in (first, second, third)] == [
        "quý I năm 2026",
        "6 tháng đầu năm 2026",
        "9 tháng năm 2026",
    ]
    assert first.quy_truoc is None and second.quy_truoc is not None and second.quy_truoc.ty_le_thuong_xuyen == 50


# --- Counts -----------------------------------------------------------------------------------------------------


def test_a_dropped_task_leaves_every_count_and_keeps_its_document(tmp_path: Path) -> None:
    plan = [task("v", "31/5/2026"), task("w", "thường xuyên", "phong_b")]
    dropped = [{"nhiem_vu": ma, "van_ban": f"Công văn số {ma}"} for ma in ("v", "w")]
    ho_so = dossier(tmp_path, [*plan, task("x", "thường xuyên")], {2: [], 3: {"dung_nhiem_vu": dropped}, 4: []})
    assert (len(tong_hop(ho_so, 2).co_han), len(tong_hop(ho_so, 2).thuong_xuyen)) == (1, 2)
    for quy in (3, 4):
        found = tong_hop(ho_so, quy)
        assert (found.co_han, [t.nhiem_vu.ma for t in found.thuong_xuyen]) == ([], ["x"])
        assert [t.van_ban_dung for t in found.cac_tinh_hinh] == ["Công văn số v", "Công văn số w", ""]
        assert [t.phai_bao_cao for t in found.cac_tinh_hinh] == [(), (), ("phong_a",)]
        assert [row["ten"] for row in hang_don_vi(found, DonVi(ho_so.co_quan))["cac_hang"]] == ["Phòng A"]


def test_the_table_of_units_counts_each_units_own_part(tmp_path: Path) -> None:
    plan = [task("v", "31/5/2026", "cac_phong"), task("w", "thường xuyên", "cac_phong"), task("x", "31/12/2026")]
    reports = [done("v", "20/5/2026"), said("w", "phong_b", ket_qua="Đã làm.")]
    ho_so = dossier(tmp_path, plan, {2: reports})
    table = hang_don_vi(tong_hop(ho_so, 2), DonVi(ho_so.co_quan))
    keys = ("duoc_giao", "da_thuc_hien", "chua_thuc_hien", "dung_han", "trong_han", "chua_xong_qua_han", "chua_bao_cao")
    a, b = table["cac_hang"]
    assert [a[key] for key in keys] == [3, 0, 1, 1, 1, 0, 2]
    assert [b[key] for key in keys] == [2, 1, 0, 0, 0, 1, 1]
    assert [table["tong"][key] for key in keys] == [5, 1, 1, 1, 1, 1, 3]


def test_a_count_knows_its_tasks(tmp_path: Path) -> None:
    ho_so = dossier(tmp_path, [task("v", "31/5/2026"), task("w", "31/12/2026")], {2: [done("v", "20/5/2026")]})
    spans = tien_do(tong_hop(ho_so, 2)).spans  # type: ignore[attr-defined]
    behind = {source.ten: [part.ten for part in source.parts] for _, _, source in spans}
    assert behind["nhiệm vụ có thời hạn đã hoàn thành"] == ["Việc v — hoàn thành đúng hạn"]
    assert behind["nhiệm vụ có thời hạn"] == ["Việc v — hoàn thành đúng hạn", "Việc w — chưa bắt đầu, còn trong hạn"]


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (3, 1, ["giảm 66,7 điểm phần trăm so với quý I"]),
        (1, 2, ["tăng 33,3 điểm phần trăm so với quý I"]),
        (2, 2, ["bằng quý I"]),
        (None, 2, []),
    ],
)
def test_the_change_is_against_the_quarter_before(
    tmp_path: Path, before: int | None, now: int, words: list[str]
) -> None:
    plan = [task(f"v{i}", "thường xuyên") for i in range(3)]
    done_by = {1: before, 2: now}
    quarters = {q: [said(f"v{i}", ket_qua="Đã làm.") for i in range(n)] for q, n in done_by.items() if n is not None}
    assert thay_doi(tong_hop(dossier(tmp_path, plan, quarters), 2)) == words


def test_the_change_is_taken_before_rounding(tmp_path: Path) -> None:
    """From 1/16 (6,25, printed 6,3) to 2/16 (12,5): 6,25 more, printed 6,3 and not 12,5 - 6,3 = 6,2."""
    plan = [task(f"v{i}", "thường xuyên") for i in range(16)]
    quarters = {q: [said(f"v{i}", ket_qua="Đã làm.") for i in range(q)] for q in (1, 2)}
    assert thay_doi(tong_hop(dossier(tmp_path, plan, quarters), 2)) == ["tăng 6,3 điểm phần trăm so với quý I"]


def test_who_is_steady_was_done_in_every_quarter_in_which_it_was_in_force(tmp_path: Path) -> None:
    plan = [task("v", "thường xuyên"), task("w", "từ tháng 4/2026"), task("x", "thường xuyên")]
    now = [said(ma, ket_qua="Đã làm.") for ma in "vwx"]
    ho_so = dossier(tmp_path, plan, {1: [said("v", ket_qua="Đã làm.")], 2: now})
    assert tong_hop(ho_so, 2).lien_tuc == {"v", "w"}


def test_tasks_without_groups_keep_their_parts_apart_and_added_ones_stand_last(tmp_path: Path) -> None:
    parts = [{"tieu_de": "Nhiệm vụ", "nhiem_vu": [task(ma, "thường xuyên")]} for ma in ("v", "w")]
    added = [task("x", "thường xuyên", van_ban="Công văn số 1")]
    ho_so = dossier(tmp_path, [task("u", "thường xuyên")], {1: {"nhiem_vu_bo_sung": added}}, muc=parts)
    assert [
        (nhom.tieu_de, [t.nhiem_vu.ma for t in tasks.cac_tinh_hinh]) for nhom, tasks in tong_hop(ho_so, 1).theo_nhom()
    ] == [
        ("Nhiệm vụ", ["v"]),
        ("Nhiệm vụ", ["w"]),
        ("Nhiệm vụ được giao bổ sung", ["x"]),
    ]


def test_an_added_task_stands_at_the_end_of_its_group_from_its_quarter_on(tmp_path: Path) -> None:
    groups = [group("mot", task("v", "thường xuyên")), group("hai", task("w", "thường xuyên"))]
    added = [task("x", "31/12/2026", nhom="mot", van_ban="Công văn số 1 ngày 20/3/2026")]
    ho_so = dossier(tmp_path, groups, {1: [], 2: {"nhiem_vu_bo_sung": added}})
    assert [[t.nhiem_vu.ma for t in tong_hop(ho_so, q).cac_tinh_hinh] for q in (1, 2)] == [["v", "w"], ["v", "x", "w"]]
    assert [t.nhiem_vu.ma for t in tong_hop(ho_so, 2).bo_sung] == ["x"]


# --- Periods ----------------------------------------------------------------------------------------------------


@given(st.integers(2020, 2035))
def test_the_windows_of_a_year_follow_each_other_without_gap(year: int) -> None:
    quarters = [chot_so_lieu(quy, year) for quy in QUY]
    assert quarters[0][0] == date(year - 1, 12, 15) and quarters[-1][1] == date(year, 12, 14)
    for (_, last), (following, _) in pairwise(quarters):
        assert (following - last).days == 1
    assert chot_so_lieu("quý I", year + 1)[0].toordinal() - quarters[-1][1].toordinal() == 1
    for ky, (_, last) in zip(LUY_KE, quarters, strict=True):
        assert chot_so_lieu(ky, year) == (quarters[0][0], last)


def own(ky: str, tu_ngay: str, den_ngay: str) -> dict[str, str]:
    return {"ky": ky, "tu_ngay": tu_ngay, "den_ngay": den_ngay}


OWN = [
    own("quý I", "01/01/2026", "31/3/2026"),
    own("quý II", "01/4/2026", "30/6/2026"),
    own("quý III", "01/7/2026", "30/9/2026"),
    own("quý IV", "01/10/2026", "05/01/2027"),
]


def test_a_plan_can_have_its_own_cut_off(tmp_path: Path) -> None:
    found = dossier(tmp_path, [task("v", "20/6/2026")], {2: []}, ky_bao_cao=OWN)
    assert found.ky_bao_cao("quý II").chot == "từ ngày 01/4/2026 đến ngày 30/6/2026"
    assert found.ky_bao_cao("6 tháng đầu năm").chot == "từ ngày 01/01/2026 đến ngày 30/6/2026"
    assert found.ky_bao_cao("năm").chot == "từ ngày 01/01/2026 đến ngày 05/01/2027"
    assert found.ky_bao_cao("quý I", 2027).chot == "từ ngày 01/01/2027 đến ngày 31/3/2027"
    assert tong_hop(found, 2).cac_tinh_hinh[0].so_ngay_qua_han == 10


def test_own_cut_offs_must_follow_each_other(tmp_path: Path) -> None:
    written(tmp_path, [task("v", "20/6/2026")], {}, ky_bao_cao=[OWN[1]])
    with pytest.raises(UnusableError) as caught:
        load(tmp_path, "mau")
    assert [str(p).split("\n")[0].split(": ", 1)[1] for p in caught.value.problems] == [
        "quý II bắt đầu ngày 01/4/2026, không nối tiếp quý I kết thúc ngày 14/3/2026",
        "quý III bắt đầu ngày 15/6/2026, không nối tiếp quý II kết thúc ngày 30/6/2026",
    ]


def test_the_year_begins_with_the_first_quarter_in_which_the_plan_was(tmp_path: Path) -> None:
    ho_so = dossier(tmp_path, [task("v", "31/12/2026")], {2: []}, ngay_ban_hanh="20/3/2026")
    assert ho_so.cac_quy_phai_co == [2, 3, 4]
    assert tong_hop(ho_so, 2).luy_ke.chot == "từ ngày 15/3/2026 đến ngày 14/6/2026"


def test_a_share_of_nothing_is_none(tmp_path: Path) -> None:
    found = tong_hop(dossier(tmp_path, [task("v", "theo hướng dẫn của Bộ")], {2: []}), 2)
    assert (found.ty_le_hoan_thanh, found.ty_le_thuong_xuyen) == (None, None)
    some = tong_hop(
        dossier(
            tmp_path, [task("v", "31/5/2026"), *(task(m, "31/12/2026") for m in "wx")], {2: [done("v", "20/5/2026")]}
        ),
        2,
    )
    assert some.ty_le_hoan_thanh == Decimal(100) / 3
