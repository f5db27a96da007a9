"""The random dossiers are right, the same for the same seed, and of every kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest

from docgen.load import load
from docgen.model import parse_thoi_gian
from tests.doi_soat import dem, loi_van, sinh, thoi_gian
from tests.doi_soat.dem import HoSo, KetQuaQuy, Tho
from tests.doi_soat.thoi_gian import ngay

CAC_HAT_GIONG = range(300)


class Dem(NamedTuple):
    ho_so: HoSo
    ket_qua: dict[int, KetQuaQuy]
    tep: set[str]


@pytest.fixture(scope="module")
def dossiers(tmp_path_factory: pytest.TempPathFactory) -> list[Dem]:
    folder = tmp_path_factory.mktemp("doi_soat")
    found = []
    for seed in CAC_HAT_GIONG:
        workspace = sinh.ghi(seed, folder / str(seed))
        ho_so = dem.doc_ho_so(workspace, sinh.MA)
        files = {path.name for path in workspace.rglob("*.yaml")}
        found.append(Dem(ho_so, dem.dem_ho_so(ho_so), files))
    return found


@pytest.mark.parametrize("first", range(0, 300, 75))
def test_every_dossier_loads(tmp_path: Path, first: int) -> None:
    for seed in range(first, first + 75):
        load(sinh.ghi(seed, tmp_path / str(seed)), sinh.MA)


def test_the_same_seed_gives_the_same_files() -> None:
    assert sinh.sinh(17) == sinh.sinh(17)
    assert sinh.sinh(17) != sinh.sinh(18)


def test_times_mean_what_was_meant_and_what_docgen_reads() -> None:
    r = Random(1)
    wordings = [loi_van.khi(r, 2026, date(2026, 1, 5), [date(2026, 3, 14), date(2026, 6, 30)]) for _ in range(3000)]
    assert len({khi.loi_van for khi in wordings}) > 700
    for khi in wordings:
        meant = thoi_gian.ThoiGian(khi.loai, khi.tu_ngay, khi.han, khi.so_lan)
        read = parse_thoi_gian(khi.loi_van)
        assert thoi_gian.doc(khi.loi_van) == meant, khi.loi_van
        assert thoi_gian.ThoiGian(read.loai, read.tu_ngay, read.den_ngay, read.so_ky_mot_quy) == meant, khi.loi_van


def test_each_state_is_common(dossiers: list[Dem]) -> None:
    states = Counter(
        state for found in dossiers for quarter in found.ket_qua.values() for state in quarter.dem.elements()
    )
    wanted = {state for kind in dem.TINH_TRANG.values() for state in kind}
    assert {state: states[state] for state in wanted if states[state] < 50} == {}
    verdicts = Counter(t.ket_luan for found in dossiers for q in found.ket_qua.values() for t in q.chi_tieu.values())
    assert min(verdicts[v] for v in (dem.DAT, dem.KHONG_DAT, dem.KHONG_PHAT_SINH, dem.CHUA_CO_SO_LIEU)) >= 50


def test_a_dossier_is_of_a_size_that_people_read(dossiers: list[Dem]) -> None:
    sizes = [len(dem.cac_nhiem_vu(found.ho_so, 4)) for found in dossiers]
    assert min(sizes) >= 6
    assert max(sizes) <= 25
    assert {len(found.ho_so.co_quan["don_vi"]) for found in dossiers} == set(range(3, 9))


def test_everything_that_a_dossier_may_hold_occurs(dossiers: list[Dem]) -> None:
    seen = Counter(feature for found in dossiers for feature in set(dac_diem(found)))
    assert {feature: seen[feature] for feature in DAC_DIEM if seen[feature] < 10} == {}
    assert set(seen) <= set(DAC_DIEM), "a feature that the list does not name"


# --- What occurs, seen in the files and not said by the generator ------------------------------------------------

_CHI_TIEU = [
    f"chỉ tiêu {chieu}, {cach}, {kieu}"
    for chieu in ("ít nhất", "không quá")
    for cach in ("cộng dồn", "tại thời điểm")
    for kieu in ("% tổng số cố định", "% tổng số báo cáo", "số lượng")
]
DAC_DIEM = [
    *_CHI_TIEU,
    *(f"loại {loai}" for loai in ("thường xuyên", "hằng quý", "hằng tháng", "có thời hạn", "chưa xác định")),
    *("thường xuyên từ một ngày", "hạn là ngày chốt", "hạn giữa ngày chốt và cuối quý", "khoảng từ đến"),
    *("đơn vị kế thừa", "thời gian kế thừa", "phối hợp riêng, chủ trì kế thừa", "thực hiện bởi nhóm", "nhiều đơn vị"),
    *("phụ lục nhiệm vụ", "phụ lục lời văn", "kỳ báo cáo riêng", "thiếu quý", "đánh giá", "xếp hạng"),
    *("mục tiêu quý", "chuyển sang", "chuyển sang từ năm trước", "lũy kế ghi tay", "cùng kỳ", "dòng con", "dòng cháu"),
    *("đại lượng nhiệm vụ", "đại lượng nhóm", "đại lượng tại thời điểm", "mẹ và con cùng báo cáo", "số trong lời văn"),
    *("gia hạn đúng lúc", "gia hạn muộn", "gia hạn nhiều đơn vị", "gia hạn hai lần", "gia hạn ghi ngày riêng"),
    *("hoàn thành đúng ngày hạn", "tỷ lệ tăng", "báo cáo trống", "không báo cáo", "phối hợp báo cáo", "số lần"),
    *("bổ sung vào nhóm", "bổ sung ngoài nhóm", "dừng", "khó khăn mở", "khó khăn một kỳ", "khó khăn đã khắc phục"),
    *("khắc phục ngay trong kỳ", "khó khăn quá hạn", "văn bản chỉ đạo", "kiểm tra", "đề xuất", "ban hành"),
    *("xong một phần đơn vị", "xong sau gia hạn", "kết quả sớm"),
    *("số thập phân", "số có dấu chấm"),
]  # fmt: skip


def dac_diem(found: Dem) -> Iterator[str]:
    """The features of a dossier, with repetitions."""
    yield from _cua_ke_hoach(found)
    for task in dem.cac_nhiem_vu(found.ho_so, 4):
        yield from _cua_nhiem_vu(found, task)
        yield from (_cua_chi_tieu(target) for target in task.tho.get("chi_tieu", ()))
        yield from ("mục tiêu quý" for target in task.tho.get("chi_tieu", ()) if "muc_tieu_quy" in target)
    for quantity, cua, task_code in dem.cac_dai_luong(found.ho_so, 4):
        yield from _cua_dai_luong(quantity, cua, task_code)
    for quy, record in found.ho_so.tien_do.items():
        yield from _cua_quy(found, quy, record)
        for entry in record.get("tien_do", ()):
            yield from _cua_bao_cao(found, quy, entry)


def _neu(**features: Any) -> Iterator[str]:
    """The names of what is true; `_` stands for a blank."""
    return (name.replace("_", " ") for name, true in features.items() if true)


def _cua_ke_hoach(found: Dem) -> Iterator[str]:
    plan = found.ho_so.ke_hoach
    annexes = plan.get("phu_luc", ())
    yield from _neu(
        phụ_lục_nhiệm_vụ=any("nhiem_vu" in a or "nhom_nhiem_vu" in a for a in annexes),
        phụ_lục_lời_văn=any("muc" in a for a in annexes),
        kỳ_báo_cáo_riêng="ky_bao_cao" in plan,
        thiếu_quý=set(found.ho_so.tien_do) != set(range(1, max(found.ho_so.tien_do) + 1)),
        đánh_giá="danh_gia.yaml" in found.tep,
        xếp_hạng="chi_tieu" in plan,
    )
    for part, here in dem.cac_phan(plan, {}):
        for task in part.get("nhiem_vu", ()):
            leads = any(key in task for key in ("don_vi_chu_tri", "don_vi_thuc_hien"))
            yield from _neu(đơn_vị_kế_thừa=not leads, thời_gian_kế_thừa="thoi_gian_thuc_hien" not in task)
            if not leads and "don_vi_phoi_hop" in task and "don_vi_chu_tri" in here:
                yield "phối hợp riêng, chủ trì kế thừa"


def _cua_nhiem_vu(found: Dem, task: dem.NhiemVu) -> Iterator[str]:
    when, periods = task.thoi_gian, [found.ho_so.ky(q) for q in range(1, 5)]
    loai = {3: "hằng tháng", 1: "hằng quý", 0: when.loai}[when.so_lan]
    yield f"loại {loai}"
    between = [(last, loi_van.thang(last.year, 1, 3 * q)[1]) for q, (_, last) in enumerate(periods, 1)]
    yield from _neu(
        thường_xuyên_từ_một_ngày=when.loai == "thường xuyên" and when.tu_ngay,
        hạn_là_ngày_chốt=when.han in [last for _, last in periods],
        hạn_giữa_ngày_chốt_và_cuối_quý=when.han and any(cut < when.han <= end for cut, end in between),
        khoảng_từ_đến=when.han and when.tu_ngay,
        thực_hiện_bởi_nhóm={"tat_ca", "khoi_mot"} & set(_list(task.tho.get("don_vi_thuc_hien", []))),
        nhiều_đơn_vị=len(task.don_vi) > 1,
    )
    if when.han:
        granted = dem.gia_han(found.ho_so, task, 4)
        judged, shown = dem.han(found.ho_so, task, 4)
        done = dem.ngay_xong(found.ho_so, task, 4)
        yield from _neu(
            gia_hạn_đúng_lúc=judged != when.han,
            gia_hạn_muộn=judged != shown,
            gia_hạn_hai_lần=len(granted) > 1,
            hoàn_thành_đúng_ngày_hạn=judged in done.values(),
            xong_một_phần_đơn_vị=done and set(done) != set(task.don_vi),
            xong_sau_gia_hạn=judged and any(when.han < day <= judged for day in done.values()),
        )


def _cua_chi_tieu(target: Tho) -> str:
    kieu = "số lượng"
    if target["don_vi_tinh"] == "%":
        kieu = "% tổng số cố định" if "tong_so" in target else "% tổng số báo cáo"
    return f"chỉ tiêu {target.get('chieu', 'ít nhất')}, {target.get('cach_tinh', 'cộng dồn')}, {kieu}"


def _cua_dai_luong(quantity: Tho, cua: str, task_code: str) -> Iterator[str]:
    yield from _neu(
        đại_lượng_nhiệm_vụ=task_code,
        đại_lượng_nhóm=not task_code,
        đại_lượng_tại_thời_điểm="cach_tinh" in quantity,
        cùng_kỳ="cung_ky" in quantity,
        dòng_con="trong_do" in quantity,
        dòng_cháu=any("trong_do" in inner for inner in quantity.get("trong_do", ())),
    )


def _cua_quy(found: Dem, quy: int, record: Tho) -> Iterator[str]:
    added, counted = record.get("nhiem_vu_bo_sung", ()), found.ket_qua[quy]
    entries = [(entry["nhiem_vu"], entry["don_vi"]) for entry in record.get("tien_do", ())]
    raised = {k.get("ma") for entry in record.get("tien_do", ()) for k in entry.get("kho_khan", ())}
    extensions = [e["gia_han"]["van_ban"] + e["nhiem_vu"] for e in record.get("tien_do", ()) if "gia_han" in e]
    yield from _neu(
        bổ_sung_vào_nhóm=any("nhom" in task for task in added),
        bổ_sung_ngoài_nhóm=any("nhom" not in task for task in added),
        dừng="dung_nhiem_vu" in record,
        khó_khăn_mở=any(k.ma for k in counted.kho_khan),
        khó_khăn_một_kỳ=any(not k.ma for k in counted.kho_khan),
        khó_khăn_đã_khắc_phục=counted.da_khac_phuc,
        khắc_phục_ngay_trong_kỳ=raised & set(counted.da_khac_phuc),
        khó_khăn_quá_hạn=any(k.qua_han for k in counted.kho_khan),
        văn_bản_chỉ_đạo=counted.van_ban_chi_dao,
        kiểm_tra=counted.kiem_tra,
        ban_hành="ngay_ban_hanh" in record,
        gia_hạn_nhiều_đơn_vị=len(extensions) > len(set(extensions)),
        không_báo_cáo=any(
            (ma, unit) not in entries and not state.ngay_xong
            for ma, state in counted.nhiem_vu.items()
            for unit in state.nhiem_vu.don_vi
        ),
    )


def _cua_bao_cao(found: Dem, quy: int, entry: Tho) -> Iterator[str]:
    task = next(task for task in dem.cac_nhiem_vu(found.ho_so, quy) if task.ma == entry["nhiem_vu"])
    figures, quantities = entry.get("so_lieu_chi_tieu", ()), entry.get("so_lieu_thong_ke", {})
    before = [
        e for q in found.ho_so.den(quy - 1) for e in found.ho_so.bao_cao(q, task.ma) if e["don_vi"] == entry["don_vi"]
    ]
    first = not any(
        f["chi_tieu"] == g["chi_tieu"] for e in before for f in e.get("so_lieu_chi_tieu", ()) for g in figures
    )
    parents = [(q["ma"], p["ma"]) for q, _, _ in dem.cac_dai_luong(found.ho_so, quy) for p in q.get("trong_do", ())]
    written = [*quantities.values(), *(figure["so_dat"] for figure in figures)]
    yield from _neu(
        số_thập_phân=any("," in number for number in written),
        số_có_dấu_chấm=any("." in number for number in written),
        chuyển_sang=not first and any("chuyen_sang" in figure for figure in figures),
        chuyển_sang_từ_năm_trước=first and any("chuyen_sang" in figure for figure in figures),
        lũy_kế_ghi_tay=any("luy_ke" in figure for figure in figures),
        mẹ_và_con_cùng_báo_cáo=any(parent in quantities and part in quantities for parent, part in parents),
        số_trong_lời_văn="{" in str(entry.get("ket_qua", "")),
        gia_hạn_ghi_ngày_riêng="ngay" in entry.get("gia_han", {}),
        tỷ_lệ_tăng="ty_le_hoan_thanh" in entry and any("ty_le_hoan_thanh" in e for e in before),
        báo_cáo_trống=set(entry) == {"nhiem_vu", "don_vi"},
        phối_hợp_báo_cáo=entry["don_vi"] not in task.don_vi,
        số_lần="so_lan" in entry,
        đề_xuất="de_xuat" in entry,
        kết_quả_sớm=dem.co_ket_qua(entry)
        and task.thoi_gian.tu_ngay
        and task.thoi_gian.tu_ngay > found.ho_so.ky(quy)[1],
    )


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


# --- The promises of the generator, which the recount relies on --------------------------------------------------


def test_nothing_is_reported_after_completion_or_drop(dossiers: list[Dem]) -> None:
    for found in dossiers:
        for task in dem.cac_nhiem_vu(found.ho_so, 4):
            for quy in found.ho_so.den(4)[1:]:
                done = set(dem.ngay_xong(found.ho_so, task, quy - 1))
                reporting = {entry["don_vi"] for entry in found.ho_so.bao_cao(quy, task.ma)}
                assert not done & reporting
                assert not (done == set(task.don_vi) and reporting)
                assert not (task.ma in dem.da_dung(found.ho_so, quy) and reporting)


def test_days_lie_inside_the_quarter(dossiers: list[Dem]) -> None:
    for found in dossiers:
        issued = ngay(found.ho_so.ke_hoach["ngay_ban_hanh"])
        for quy in found.ho_so.tien_do:
            first, last = found.ho_so.ky(quy)
            for entry in found.ho_so.bao_cao(quy):
                days = [entry.get("ngay_hoan_thanh"), *(p["ngay"] for p in entry.get("san_pham", ()))]
                days += [closed["ngay"] for closed in entry.get("da_khac_phuc", ())]
                assert all(max(first, issued) <= ngay(day) <= last for day in days if day)


def test_periods_follow_one_another(dossiers: list[Dem]) -> None:
    for found in dossiers:
        periods = [found.ho_so.ky(quy) for quy in range(1, 5)]
        for (_, last), (first, _) in pairwise(periods):
            assert first == last + timedelta(days=1)


def test_rates_never_fall(dossiers: list[Dem]) -> None:
    for found in dossiers:
        latest: dict[tuple[str, str], int] = {}
        for quy in found.ho_so.den(4):
            for entry in found.ho_so.bao_cao(quy):
                if "ty_le_hoan_thanh" in entry:
                    rate, key = int(entry["ty_le_hoan_thanh"].rstrip("%")), (entry["nhiem_vu"], entry["don_vi"])
                    assert rate >= latest.get(key, 0)
                    latest[key] = rate
