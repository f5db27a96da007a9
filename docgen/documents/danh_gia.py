"""Báo cáo tổng kết, đánh giá (BC): kết quả cả năm so với mục đích, chỉ tiêu của kế hoạch.

Cần `data/<mã kế hoạch>/danh_gia.yaml` và tiến độ các quý. Chỉ tiêu đánh giá bằng số liệu các đơn vị báo cáo; chỉ tiêu về thứ hạng
bằng kết quả chỉ số. Khó khăn nêu trong năm được nói rõ đã khắc phục hay còn. Kế hoạch không gắn với chỉ số nào thì không có phần
kết quả chỉ số. Phần không có gì để nói thì không in và số thứ tự dồn lại.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from docgen.compute import (
    KHONG_DAT,
    THUONG_XUYEN,
    DanhGiaChiTieu,
    SoThongKe,
    TheoDoiKhoKhan,
    TinhHinh,
    TinhTrang,
    TongHop,
    dem_viec,
    tong_hop,
)
from docgen.documents import bang_bieu, cau_van
from docgen.documents.bao_cao_quy import BIEU_DO, MINH_HOA, chi_dao, dan_phu_luc, nguyen_nhan, so_phu_luc
from docgen.documents.bo_cuc import gan_nhan
from docgen.documents.cau_van import CacSo, DonVi, moi_dai_luong, so, so_nhiem_vu, thanh_cau
from docgen.documents.chi_so import BANG_DIEM, bang_diem, bieu_do_diem, cau_chi_so, ten_bo, thu_hang
from docgen.documents.con_thieu import con_thieu_nam
from docgen.documents.dinh_chinh import dinh_chinh
from docgen.documents.phan_bai import PhanBai, cac_doan_cua
from docgen.documents.the_thuc import ten_ke_hoach, the_thuc, vien_dan
from docgen.documents.van_ban import LoaiVanBan, VanBanLap
from docgen.model import QUY, ChiTieu, DanhGia, HoSo, Nhom
from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.vietnamese import is_long
from docgen.sources import Count, Part, Source, at, fill, join, spans_of, stripped, traced
from docgen.template.blocks import Block, Cell, Chart, Paragraph, Row, SectionEnd, Table
from docgen.template.parts import (
    cac_dong,
    chu_ky,
    dau_bang,
    dau_phu_luc,
    dau_van_ban,
    khi_co,
    kinh_gui,
    long_or_short,
    noi_dung,
    o,
    o_giua,
    row_tag,
)

TEN_LOAI = "Báo cáo"
T = TinhTrang
_SAU_CAC_QUY = 5  # the evaluation comes after the reports of all four quarters
_CON_HAN = (T.DANG_THUC_HIEN, T.CHUA_BAT_DAU)
_CHUA_DANH_GIA = "chưa đánh giá được"


def _cac_van_ban(ho_so: HoSo) -> Iterator[VanBanLap]:
    """The evaluation, where there is a danh_gia.yaml and the progress of at least one quarter."""
    danh_gia = ho_so.danh_gia
    if danh_gia is not None and ho_so.tien_do:
        yield VanBanLap(
            LOAI,
            danh_gia,
            lambda: _context(ho_so, danh_gia),
            xet_con_thieu=lambda: con_thieu_nam(ho_so, danh_gia),
            so_lieu=lambda: [_tien_do_nam(_ca_nam(ho_so)[-1])],
        )


def _ca_nam(ho_so: HoSo) -> list[TongHop]:
    """The quarters that have a file; in the last one the verdicts on targets are those of the year."""
    quarters = [tong_hop(ho_so, quy) for quy in sorted(ho_so.tien_do)]
    last = quarters[-1]
    tasks = tuple(replace(t, chi_tieu=tuple(replace(c, quy=len(QUY)) for c in t.chi_tieu)) for t in last.cac_tinh_hinh)
    return [*quarters[:-1], replace(last, cac_tinh_hinh=tasks)]


def _context(ho_so: HoSo, danh_gia: DanhGia) -> dict[str, Any]:
    quarters = _ca_nam(ho_so)
    last, nam, don_vi = quarters[-1], ho_so.ke_hoach.nam, DonVi(ho_so.co_quan)
    thong_ke = bang_bieu.hang_thong_ke(last)
    scores = bang_diem(ho_so, danh_gia, last)
    chart, score_chart = bang_bieu.bieu_do_nam(last), bieu_do_diem(danh_gia, nam) if scores else None
    trich_yeu = f"Tổng kết, đánh giá thực hiện Kế hoạch {ten_ke_hoach(ho_so.ke_hoach)} năm {nam}"
    annexes = so_phu_luc(("nhiem_vu", True), ("chi_so", bool(scores)), ("thong_ke", bool(thong_ke)), ("don_vi", True))
    sections = _cac_phan(ho_so, danh_gia, quarters, annexes, don_vi, co_bieu_do=chart is not None)
    return {
        **the_thuc(ho_so.co_quan, danh_gia, TEN_LOAI, nam, trich_yeu),
        "minh_hoa": "minh_hoa" in {danh_gia.so_lieu, *(file.so_lieu for file in ho_so.tien_do.values())},
        "vien_dan": vien_dan(ho_so.co_quan, ho_so.ke_hoach),
        "ky": ho_so.ky_bao_cao("năm").ten,
        "chot": last.luy_ke.chot,
        "noi_dung": cac_doan_cua(sections),
        "bang_quy": bang_bieu.hang_quy(quarters),
        "cac_chi_tieu": _cac_chi_tieu(ho_so, danh_gia, last),
        "bang_diem": scores,
        "ten_bo_chi_so": ten_bo(ho_so).upper(),
        "nguon_ket_qua": stripped(danh_gia.nguon_ket_qua or ""),
        "phu_luc": annexes,
        "bang_nhiem_vu": _hang_nhiem_vu(ho_so, danh_gia, quarters, don_vi),
        "bang_thong_ke": thong_ke,
        "bang_don_vi": bang_bieu.hang_don_vi(last, don_vi, quarters),
        "co_bieu_do_diem": score_chart is not None,
        "bieu_do": ({"bieu_do_theo_nhom": chart} if chart else {})
        | ({"bieu_do_diem": score_chart} if score_chart else {}),
    }


def _cac_phan(
    ho_so: HoSo,
    danh_gia: DanhGia,
    quarters: Sequence[TongHop],
    annexes: Mapping[str, str],
    don_vi: DonVi,
    *,
    co_bieu_do: bool,
) -> list[PhanBai]:
    last, ten_co_quan = quarters[-1], ho_so.co_quan.co_quan_ban_hanh.ten_trong_loi_van
    targets = _cac_chi_tieu(ho_so, danh_gia, last)
    return [
        PhanBai("Công tác chỉ đạo, điều hành", chi_dao(danh_gia, ten_co_quan, don_vi, _cac_so(last))),
        PhanBai(
            "Kết quả thực hiện nhiệm vụ", cac_phan=_ket_qua(ho_so, danh_gia, quarters, annexes, co_bieu_do=co_bieu_do)
        ),
        PhanBai("Kết quả thực hiện chỉ tiêu", _cau_chi_tieu(targets), kieu_bang="bang_chi_tieu" if targets else None),
        PhanBai(f"Kết quả {ten_bo(ho_so)}", cau_chi_so(ho_so, danh_gia, last)),
        PhanBai("Đánh giá chung", cac_phan=_danh_gia_chung(ho_so, danh_gia, last, don_vi)),
        PhanBai("Bài học kinh nghiệm", danh_gia.bai_hoc),
        PhanBai(
            f"Phương hướng, nhiệm vụ năm {ho_so.ke_hoach.nam + 1}",
            cac_phan=_phuong_huong(ho_so, danh_gia, last, don_vi),
        ),
        PhanBai("Đề xuất, kiến nghị", danh_gia.kien_nghi or (["Không có."] if "de_xuat" in danh_gia.khong_co else [])),
    ]


# --- Results --------------------------------------------------------------------------------------------------


def _ket_qua(
    ho_so: HoSo, danh_gia: DanhGia, quarters: Sequence[TongHop], annexes: Mapping[str, str], *, co_bieu_do: bool
) -> list[PhanBai]:
    last = quarters[-1]
    words = {each.nhom: _cac_so(last).cac_doan(each.noi_dung) for each in danh_gia.nhan_dinh}
    progress = [_tien_do_nam(last), *_bien_dong(last), *_thieu_quy(ho_so), dan_phu_luc(annexes)]
    corrected = [thanh_cau(each) for each in dinh_chinh(ho_so, _SAU_CAC_QUY)]
    return [
        PhanBai("Tiến độ chung", [each for each in progress if each], kieu_bang="bieu_do_nhom" if co_bieu_do else None),
        PhanBai("Kết quả theo quý", kieu_bang="bang_quy") if len(quarters) > 1 else PhanBai(""),
        *(_nhom(nhom, last, words.get(nhom.ma, ())) for nhom, _ in last.theo_nhom()),
        PhanBai("Đính chính số liệu đã báo cáo", corrected),
    ]


def _cac_so(last: TongHop) -> CacSo:
    """The year's numbers by the codes of their quantities."""
    return CacSo(moi_dai_luong(last), lambda each: each.ca_nam)


def _tien_do_nam(last: TongHop) -> str:
    """The year in one sentence."""
    clauses = []
    whole = dem_viec("nhiệm vụ có thời hạn", last.co_han)
    if whole:
        done = dem_viec("nhiệm vụ có thời hạn đã hoàn thành", last.hoan_thanh)
        said = fill("hoàn thành {}/{} nhiệm vụ có thời hạn ({})", so(done), so(whole), cau_van.ty_le(done, whole))
        if not done:
            said = fill("chưa hoàn thành nhiệm vụ nào trong {} nhiệm vụ có thời hạn", so(whole))
        late = last.o_tinh_trang(T.HOAN_THANH_QUA_HAN)
        if late:
            said = fill("{}, trong đó {} hoàn thành quá hạn", said, so_nhiem_vu("hoàn thành quá hạn", late))
        clauses.append(said)
        for state, words in (
            (T.CHUA_HOAN_THANH_QUA_HAN, "quá hạn chưa hoàn thành"),
            (T.DANG_THUC_HIEN, "đến hạn sau ngày chốt số liệu, đang thực hiện"),
            (T.CHUA_BAT_DAU, "đến hạn sau ngày chốt số liệu, chưa bắt đầu"),
        ):
            if tasks := last.o_tinh_trang(state):
                clauses.append(fill("{} " + words, so_nhiem_vu(state.value, tasks)))
    clauses += [*_thuong_xuyen_nam(last), *cau_van.khong_han(last)]
    # Of a year that is not finished: `Trong 9 tháng năm 2026`.
    return thanh_cau(fill("Trong {}, {}", last.luy_ke.ten, join("; ", clauses))) if clauses else ""


def _thuong_xuyen_nam(last: TongHop) -> Iterator[str]:
    tasks = last.thuong_xuyen
    whole = dem_viec("nhiệm vụ thường xuyên", tasks)
    if not whole:
        return
    steady = dem_viec("thực hiện ở tất cả các quý có báo cáo", [t for t in tasks if t.nhiem_vu.ma in last.lien_tuc])
    if steady:
        said = fill("{}/{} nhiệm vụ thường xuyên được thực hiện ở tất cả các quý có báo cáo", so(steady), so(whole))
        yield fill("{} ({})", said, cau_van.ty_le(steady, whole))
    else:
        yield fill("{} nhiệm vụ thường xuyên đều có quý chưa thực hiện đủ", so(whole))


def _bien_dong(last: TongHop) -> list[str]:
    """What was added, extended and dropped in the year."""
    extended = [t for t in last.dang_thuc_hien if t.gia_han]
    dropped = [t for t in last.cac_tinh_hinh if t.da_dung]
    said = []
    if last.bo_sung:
        named = join("; ", [t.nhiem_vu.ten for t in last.bo_sung])
        said.append(fill("Trong năm được giao bổ sung {}: {}", so_nhiem_vu("giao bổ sung", last.bo_sung), named))
    if extended:
        named = join("; ", [cau_van.gia_han(t) for t in extended])
        said.append(fill("Gia hạn {}: {}", so_nhiem_vu("được gia hạn", extended), named))
    if dropped:
        named = join("; ", [fill("{} (theo {})", t.nhiem_vu.ten, stripped(t.van_ban_dung)) for t in dropped])
        said.append(fill("Dừng thực hiện {}: {}", so_nhiem_vu("dừng thực hiện", dropped), named))
    return [thanh_cau(each) for each in said]


def _thieu_quy(ho_so: HoSo) -> list[str]:
    missing = [QUY[n - 1] for n in ho_so.cac_quy_phai_co if n not in ho_so.tien_do]
    return [f"Số liệu cả năm chưa gồm {', '.join(missing)}."] if missing else []


def _nhom(nhom: Nhom, last: TongHop, words: Sequence[str]) -> PhanBai:
    """A group: its judgement, then the year's sums."""
    tasks = next(tasks for each, tasks in last.theo_nhom() if each == nhom)
    sums = [_so_ca_nam(each) for each in last.thong_ke(nhom, tasks) if each.luy_ke is not None]
    if words or not sums:  # the annex of statistics has the sums, too
        return PhanBai(nhom.tieu_de, words)
    return PhanBai(nhom.tieu_de, [thanh_cau(fill("Cả năm: {}", join("; ", sums)))])


def _so_ca_nam(each: SoThongKe) -> str:
    return fill("{}: {}", cau_van.viet_tiep(each.dai_luong.ten), each.ca_nam)


# --- Targets --------------------------------------------------------------------------------------------------


def _cac_chi_tieu(ho_so: HoSo, danh_gia: DanhGia, last: TongHop) -> list[dict[str, str]]:
    """Each target of the plan and of its tasks in force: what was planned, what was reached, the verdict."""
    rows = [_chi_tieu_chung(target, danh_gia, ho_so.ke_hoach.nam) for target in ho_so.ke_hoach.chi_tieu]
    return rows + [bang_bieu.hang_chi_tieu(found) for t in last.dang_thuc_hien for found in t.chi_tieu]


def _chi_tieu_chung(target: ChiTieu, danh_gia: DanhGia, nam: int) -> dict[str, str]:
    row = {"noi_dung": stripped(target.noi_dung), "muc_tieu": traced(target.cach_viet, at(target.place("muc_tieu")))}
    known = {found.nam: found for found in danh_gia.ket_qua_chi_so if found.xep_hang}
    missing = [f"năm {year}" for year in (nam - 1, nam) if year not in known]
    if missing:
        return row | {"da_dat": "–", "danh_gia": f"{_CHUA_DANH_GIA}: chưa có xếp hạng {' và '.join(missing)}"}
    before, now = known[nam - 1], known[nam]
    reached = fill("hạng {} → {}", thu_hang(before), thu_hang(now))
    if before.so_tinh != now.so_tinh:
        return row | {"da_dat": reached, "danh_gia": f"{_CHUA_DANH_GIA}: số nơi xếp hạng hai năm khác nhau"}
    assert before.xep_hang is not None and now.xep_hang is not None
    dat = before.xep_hang - now.xep_hang >= target.gia_tri
    return row | {"da_dat": reached, "danh_gia": "đạt chỉ tiêu" if dat else "chưa đạt chỉ tiêu"}


def _cau_chi_tieu(rows: Sequence[Mapping[str, str]]) -> list[str]:
    """How many targets are met, missed, and cannot be judged."""
    if not rows:
        return []
    met = [row for row in rows if row["danh_gia"].startswith("đạt")]
    missed = [row for row in rows if row["danh_gia"].startswith(("chưa đạt", "vượt"))]
    others = [row for row in rows if row not in met and row not in missed]
    said = [
        fill("{} chỉ tiêu {}", _so_chi_tieu(group, called), called)
        for group, called in ((met, "đạt"), (missed, "chưa đạt"), (others, "chưa đủ cơ sở đánh giá"))
        if group
    ]
    return [thanh_cau(fill("Kế hoạch có {} chỉ tiêu: {}", _so_chi_tieu(rows, "của kế hoạch"), join("; ", said)))]


def _so_chi_tieu(rows: Sequence[Mapping[str, str]], called: str) -> str:
    """How many rows of the table of targets; the figure knows the targets."""
    parts = tuple(Part(row["noi_dung"], spans[-1][2].places) for row in rows if (spans := spans_of(row["muc_tieu"])))
    return so(Count(len(rows), Source(f"chỉ tiêu {called}", parts)))


# --- Judgement ------------------------------------------------------------------------------------------------


def _danh_gia_chung(ho_so: HoSo, danh_gia: DanhGia, last: TongHop, don_vi: DonVi) -> list[PhanBai]:
    open_ = [each for each in last.kho_khan if each.con_ton_tai]
    over = [each for each in last.kho_khan if not each.con_ton_tai]
    # One without a code says why its quarter was as it was: a delay is not overcome by being over.
    closed = [each for each in over if each.kho_khan.ma]
    limits = [*_han_che(ho_so, danh_gia, last, open_, don_vi), *_cac_so(last).cac_doan(danh_gia.han_che)]
    return [
        PhanBai("Ưu điểm", [*_uu_diem(last), *_cac_so(last).cac_doan(danh_gia.uu_diem)]),
        PhanBai("Tồn tại, hạn chế", limits),
        PhanBai("Nguyên nhân", nguyen_nhan([*open_, *over], danh_gia.nguyen_nhan)),
        PhanBai("Khó khăn, hạn chế đã khắc phục trong năm", [cau_van.da_khac_phuc(each, don_vi) for each in closed]),
    ]


def _kho_khan(each: TheoDoiKhoKhan, don_vi: DonVi) -> str:
    """A difficulty that nobody said was overcome; one without a code belongs to its quarter."""
    when = (
        f"trong {QUY[each.quy - 1]}" if each.kho_khan.ma is None else f"nêu từ {QUY[each.quy - 1]}, chưa khắc phục xong"
    )
    return thanh_cau(fill("{} ({}; {})", stripped(each.kho_khan.noi_dung), don_vi(each.don_vi), when))


def _uu_diem(last: TongHop) -> list[str]:
    in_time = last.o_tinh_trang(T.HOAN_THANH_DUNG_HAN)
    met = [c for t in last.dang_thuc_hien for c in t.chi_tieu if c.danh_gia is DanhGiaChiTieu.DAT_CHI_TIEU]
    said = []
    if in_time:
        named = join("; ", [fill("{} (ngày {})", t.nhiem_vu.ten, cau_van.ngay_xong(t)) for t in in_time])
        said.append(fill("Hoàn thành đúng hạn {}: {}", so_nhiem_vu("hoàn thành đúng hạn", in_time), named))
    if met:
        named = join(
            "; ", [fill("{} đạt {}", cau_van.viet_tiep(stripped(c.chi_tieu.noi_dung)), c.cach_viet) for c in met]
        )
        said.append(fill("Đạt chỉ tiêu: {}", named))
    return [thanh_cau(each) for each in said]


def _han_che(
    ho_so: HoSo, danh_gia: DanhGia, last: TongHop, open_: Sequence[TheoDoiKhoKhan], don_vi: DonVi
) -> list[str]:
    """The worst facts first: overdue, targets missed, the rank that fell, completed late, quarters without work."""
    overdue = sorted(last.o_tinh_trang(T.CHUA_HOAN_THANH_QUA_HAN), key=lambda t: -t.so_ngay_qua_han)
    late = sorted(last.o_tinh_trang(T.HOAN_THANH_QUA_HAN), key=lambda t: -t.so_ngay_qua_han)
    missed_targets = [
        (t, cau_van.chi_tieu(c)) for t in last.dang_thuc_hien for c in t.chi_tieu if c.danh_gia in KHONG_DAT
    ]
    named = [
        *((t, cau_van.con_qua_han(t, don_vi)) for t in overdue),
        *missed_targets,
        *((t, cau_van.xong_qua_han(t, don_vi)) for t in late),
    ]
    told = {t.nhiem_vu.ma for t, _ in named}
    said = [*cau_van.voi_kho_khan(named, open_, don_vi), *_hang_giam(ho_so, danh_gia)]
    missed = [t for t in last.thuong_xuyen if t.nhiem_vu.ma not in last.lien_tuc]
    if missed:
        named_tasks = join("; ", [t.nhiem_vu.ten for t in missed])
        count = so_nhiem_vu("thường xuyên có quý chưa thực hiện đủ", missed)
        said.append(fill("{} thường xuyên có quý chưa thực hiện đủ: {}", count, named_tasks))
    said += [_kho_khan(each, don_vi) for each in open_ if each.tinh_hinh.nhiem_vu.ma not in told]
    return [thanh_cau(each) for each in said]


def _hang_giam(ho_so: HoSo, danh_gia: DanhGia) -> list[str]:
    """The rank of the latest year that is known, where it fell."""
    known = sorted(
        (f for f in danh_gia.ket_qua_chi_so if f.xep_hang and f.nam <= ho_so.ke_hoach.nam), key=lambda f: f.nam
    )
    if not ho_so.ke_hoach.chi_so or len(known) < 2:
        return []
    before, now = known[-2:]
    if (now.xep_hang or 0) <= (before.xep_hang or 0):
        return []
    how = " (tính toán)" if now.nguon_xep_hang == "tính toán" else ""
    return [
        fill(
            "Xếp hạng {}{} năm {} giảm so với năm {}: từ {} xuống {}",
            ten_bo(ho_so),
            how,
            traced(now.nam, at(now.place("nam"))),
            traced(before.nam, at(before.place("nam"))),
            thu_hang(before),
            thu_hang(now),
        )
    ]


# --- What comes next ------------------------------------------------------------------------------------------


def _phuong_huong(ho_so: HoSo, danh_gia: DanhGia, last: TongHop, don_vi: DonVi) -> list[PhanBai]:
    """What is left of the plan, apart from what is due between the cut-off day and the year's end; then the new year's work."""
    nam = ho_so.ke_hoach.nam
    open_tasks = last.o_tinh_trang(T.CHUA_HOAN_THANH_QUA_HAN, T.DANG_THUC_HIEN, T.CHUA_BAT_DAU)
    this_year = [t for t in last.o_tinh_trang(*_CON_HAN) if t.han_cuoi and t.han_cuoi.year == nam]
    later = [t for t in open_tasks if t not in this_year]
    remedies = [*cau_van.bien_phap([each for each in last.kho_khan if each.con_ton_tai], don_vi), *danh_gia.giai_phap]
    return [
        PhanBai(f"Hoàn thành trong năm {nam}", [cau_van.phai_xong(t, don_vi) for t in this_year]),
        PhanBai("Nhiệm vụ chuyển tiếp, phải hoàn thành", [cau_van.phai_xong(t, don_vi) for t in later]),
        PhanBai("Khắc phục tồn tại, hạn chế", remedies),
        PhanBai("Nhiệm vụ trọng tâm", danh_gia.phuong_huong),
    ]


# --- The annex of tasks ---------------------------------------------------------------------------------------


def _hang_nhiem_vu(ho_so: HoSo, danh_gia: DanhGia, quarters: Sequence[TongHop], don_vi: DonVi) -> list[dict[str, Any]]:
    """A row for each task with the year's result."""
    words = {each.nhiem_vu: each.noi_dung for each in danh_gia.ket_qua_ca_nam}
    rows: list[dict[str, Any]] = []
    number = 0
    for nhom, tasks in quarters[-1].theo_nhom():
        rows.append({"nhom": nhom.tieu_de})
        of_group = quarters[-1].thong_ke_nhom.get(nhom.ma, ())
        for task in tasks.cac_tinh_hinh:
            number += 1
            result = _ket_qua_nam(task, words.get(task.nhiem_vu.ma, ()), of_group)
            rows.append(
                {
                    "nhom": "",
                    "tt": gan_nhan(str(number)),
                    "nhiem_vu": task.nhiem_vu.ten,
                    "chu_tri": don_vi(*bang_bieu.chu_tri(task)),
                    "thoi_han": bang_bieu.thoi_han(task),
                    "ket_qua": result or [""],
                    "tinh_trang": _tinh_trang_nam(task, quarters, don_vi),
                    "ghi_chu": bang_bieu.van_ban_cua(task) or [""],
                    "qua_dai": is_long(result),
                }
            )
    return rows


def _ket_qua_nam(task: TinhHinh, words: Sequence[str], of_group: Sequence[SoThongKe]) -> list[str]:
    """The year's result of a task: the words of the evaluation, the sums it does not name, the products."""
    cac_so = CacSo([*of_group, *task.thong_ke], lambda each: each.ca_nam)
    told = cau_van.nhac_den(words)
    sums = [_so_ca_nam(s) for s in task.thong_ke if s.luy_ke is not None and s.dai_luong.ma not in told]
    products = [cau_van.san_pham(p) for r in task.den_nay for p in r.san_pham]
    said = [thanh_cau(text) for text in cac_so.cac_doan(words)]
    said += [thanh_cau(fill("Cả năm: {}", join("; ", sums)))] if sums else []
    return said + ([thanh_cau(fill("Sản phẩm: {}", join("; ", products)))] if products else [])


def _tinh_trang_nam(task: TinhHinh, quarters: Sequence[TongHop], don_vi: DonVi) -> list[str]:
    """The state at the year's end; of a thường xuyên task in how many quarters it was done."""
    if task.tinh_trang in _CON_HAN:
        begun = "Đang thực hiện" if task.tinh_trang is T.DANG_THUC_HIEN else "Chưa bắt đầu"
        state = traced(f"{begun}, đến hạn sau ngày chốt số liệu", Source("tình trạng", (task.part,)))
        return [state, *bang_bieu.tinh_trang(task, don_vi)[1:]]
    if task.tinh_trang not in THUONG_XUYEN:
        return bang_bieu.tinh_trang(task, don_vi)
    mine = [t for q in quarters for t in q.cac_tinh_hinh if t.nhiem_vu.ma == task.nhiem_vu.ma]
    judged = [t for t in mine if t.tinh_trang in THUONG_XUYEN]
    done = dem_viec("số quý đã thực hiện", [t for t in judged if t.tinh_trang is T.DA_THUC_HIEN])
    whole = dem_viec("số quý phải thực hiện", judged)
    return [fill("Thực hiện {}/{} quý", traced(int(done), done.source), traced(int(whole), whole.source))]


_BANG_NHIEM_VU = Table(
    widths=[11, 43, 35, 28, None, 33, 36],
    ten="Kết quả thực hiện từng nhiệm vụ",
    rows=[
        dau_bang("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn", "Kết quả cả năm", "Tình trạng", "Ghi chú"),
        row_tag("for hang in bang_nhiem_vu", 7),
        row_tag("if hang.nhom", 7),
        Row([Cell([Paragraph(nd30.NHOM_BANG, "{{ hang.nhom }}")], span=7)]),
        row_tag("else", 7),
        *long_or_short(
            [
                o_giua("{{ hang.tt }}"),
                o("{{ hang.nhiem_vu }}"),
                o("{{ hang.chu_tri }}"),
                cac_dong("hang.thoi_han"),
                cac_dong("hang.ket_qua"),
                cac_dong("hang.tinh_trang"),
                cac_dong("hang.ghi_chu"),
            ]
        ),
        row_tag("endif", 7),
        row_tag("endfor", 7),
    ],
)

BODY: list[Block] = [
    MINH_HOA,
    *dau_van_ban(),
    *kinh_gui(),
    Paragraph(
        nd30.LOI_VAN,
        "Thực hiện {{ vien_dan }}, {{ ten_co_quan }} báo cáo tổng kết, đánh giá kết quả thực hiện {{ ky }} (số liệu tính {{ chot }}) "
        "như sau:",
    ),
    *noi_dung(
        "noi_dung",
        bieu_do_nhom=BIEU_DO,
        bang_quy=[bang_bieu.BANG_QUY],
        bang_chi_tieu=[bang_bieu.BANG_CHI_TIEU],
    ),
    Paragraph(
        nd30.KET_LUAN,
        "Trên đây là Báo cáo tổng kết, đánh giá kết quả thực hiện kế hoạch {{ ky }} của {{ ten_co_quan }}./.",
    ),
    *chu_ky(),
    SectionEnd(),
    *dau_phu_luc("{{ phu_luc.nhiem_vu }}", "KẾT QUẢ THỰC HIỆN TỪNG NHIỆM VỤ"),
    _BANG_NHIEM_VU,
    SectionEnd(annex=True, landscape=True),
    *khi_co(
        "phu_luc.chi_so",
        *dau_phu_luc("{{ phu_luc.chi_so }}", "KẾT QUẢ {{ ten_bo_chi_so }}"),
        *khi_co(
            "co_bieu_do_diem",
            Paragraph(nd30.TEN_BANG, "Tổng điểm qua các năm"),
            Chart("bieu_do_diem", "Biểu đồ cột: tổng điểm chỉ số của từng năm", 50),
        ),
        *khi_co("nguon_ket_qua", Paragraph(nd30.LOI_VAN, "Nguồn: {{ nguon_ket_qua }}.")),
        BANG_DIEM,
        SectionEnd(annex=True),
    ),
    *khi_co(
        "phu_luc.thong_ke",
        *dau_phu_luc("{{ phu_luc.thong_ke }}", "SỐ LIỆU THỐNG KÊ CẢ NĂM"),
        bang_bieu.bang_thong_ke(("Cả năm", "luy_ke")),
        SectionEnd(annex=True),
    ),
    *dau_phu_luc("{{ phu_luc.don_vi }}", "KẾT QUẢ THEO ĐƠN VỊ"),
    bang_bieu.bang_don_vi("Thường xuyên, làm đủ các quý", "Thường xuyên, có quý chưa làm", chua_bao_cao=False),
    *bang_bieu.GHI_CHU_DON_VI,
    SectionEnd(annex=True, landscape=True),
]

LOAI = LoaiVanBan(
    "danh-gia",
    TEN_LOAI,
    "báo cáo tổng kết, đánh giá",
    "danh_gia.yaml và ít nhất một tien_do/quy_N.yaml",
    _cac_van_ban,
    BODY,
)
