"""The sentences of the evaluation on the whole year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.compute import KHONG_DAT, DanhGiaChiTieu, SoThongKe, TheoDoiKhoKhan, TinhTrang, TongHop, dem_viec
from docgen.documents import cau_danh_gia, cau_ket_qua, cau_tien_do, cau_van
from docgen.documents.cau_van import DonVi, so, so_nhiem_vu, thanh_cau
from docgen.documents.chi_so import ten_bo, thu_hang
from docgen.model import QUY, DanhGia, HoSo
from docgen.sources import at, fill, join, stripped, traced

T = TinhTrang


def tien_do_nam(last: TongHop) -> str:
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
    clauses += [*_thuong_xuyen_nam(last), *cau_tien_do.khong_han(last)]
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


def bien_dong_nam(last: TongHop) -> list[str]:
    """What was added, extended and dropped in the year."""
    moved = [t for t in last.dang_thuc_hien if t.gia_han]
    adjusted = [t for t in moved if any(each.dieu_chinh for each in t.gia_han)]  # which may be earlier, too
    extended = [t for t in moved if t not in adjusted]
    dropped = [t for t in last.cac_tinh_hinh if t.da_dung]
    said = []
    if last.bo_sung:
        named = join("; ", [t.nhiem_vu.ten for t in last.bo_sung])
        said.append(fill("Trong năm được giao bổ sung {}: {}", so_nhiem_vu("giao bổ sung", last.bo_sung), named))
    for what, tasks in (("Gia hạn", extended), ("Điều chỉnh thời hạn", adjusted)):
        if tasks:
            named = join("; ", [cau_tien_do.gia_han(t) for t in tasks])
            said.append(fill("{} {}: {}", what, so_nhiem_vu(f"được {what.lower()}", tasks), named))
    if dropped:
        named = join("; ", [fill("{} (theo {})", t.nhiem_vu.ten, stripped(t.van_ban_dung)) for t in dropped])
        said.append(fill("Dừng thực hiện {}: {}", so_nhiem_vu("dừng thực hiện", dropped), named))
    return [thanh_cau(each) for each in said]


def so_ca_nam(each: SoThongKe) -> str:
    return fill("{}: {}", cau_van.viet_tiep(each.dai_luong.ten), each.ca_nam)


def _kho_khan(each: TheoDoiKhoKhan, don_vi: DonVi) -> str:
    """A difficulty that nobody said was overcome; one without a code belongs to its quarter."""
    when = (
        f"trong {QUY[each.quy - 1]}" if each.kho_khan.ma is None else f"nêu từ {QUY[each.quy - 1]}, chưa khắc phục xong"
    )
    return thanh_cau(fill("{} ({}; {})", stripped(each.kho_khan.noi_dung), don_vi(each.don_vi), when))


def uu_diem_nam(last: TongHop) -> list[str]:
    in_time = last.o_tinh_trang(T.HOAN_THANH_DUNG_HAN)
    met = [c for t in last.dang_thuc_hien for c in t.chi_tieu if c.danh_gia is DanhGiaChiTieu.DAT_CHI_TIEU]
    said = []
    if in_time:
        named = join("; ", [fill("{} (ngày {})", t.nhiem_vu.ten, cau_tien_do.ngay_xong(t)) for t in in_time])
        said.append(fill("Hoàn thành đúng hạn {}: {}", so_nhiem_vu("hoàn thành đúng hạn", in_time), named))
    if met:
        named = join(
            "; ", [fill("{} đạt {}", cau_van.viet_tiep(stripped(c.chi_tieu.noi_dung)), c.cach_viet) for c in met]
        )
        said.append(fill("Đạt chỉ tiêu: {}", named))
    return [thanh_cau(each) for each in said]


def han_che_nam(
    ho_so: HoSo, danh_gia: DanhGia, last: TongHop, open_: Sequence[TheoDoiKhoKhan], don_vi: DonVi
) -> list[str]:
    """The worst facts first: overdue, targets missed, the rank that fell, completed late, quarters without work."""
    overdue = sorted(last.o_tinh_trang(T.CHUA_HOAN_THANH_QUA_HAN), key=lambda t: -t.so_ngay_qua_han)
    late = sorted(last.o_tinh_trang(T.HOAN_THANH_QUA_HAN), key=lambda t: -t.so_ngay_qua_han)
    missed_targets = [
        (t, cau_ket_qua.chi_tieu(c)) for t in last.dang_thuc_hien for c in t.chi_tieu if c.danh_gia in KHONG_DAT
    ]
    named = [
        *((t, cau_danh_gia.con_qua_han(t, don_vi)) for t in overdue),
        *missed_targets,
        *((t, cau_danh_gia.xong_qua_han(t, don_vi)) for t in late),
    ]
    told = {t.nhiem_vu.ma for t, _ in named}
    said = [*cau_danh_gia.voi_kho_khan(named, open_, don_vi), *_hang_giam(ho_so, danh_gia)]
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
