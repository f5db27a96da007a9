"""The sentences on progress: how much of how much, what was added and extended, deadlines and how late a task is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docgen.compute import LanGiaHan, TinhHinh, TinhTrang, TongHop, dem_viec, qua_han_bao_nhieu
from docgen.documents.cau_van import DonVi, ngay, so, so_nhiem_vu, thanh_cau, ty_le
from docgen.model import QUY, LanDieuChinh, NhiemVu, TienDoQuy, cac_nhiem_vu_theo_ma, han_ke_hoach
from docgen.nghi_dinh.vietnamese import fixed, short_date, two_digits
from docgen.sources import Part, Source, at, fill, join, stripped, traced

T = TinhTrang


def tien_do(found: TongHop) -> str:
    """The plan's progress in one sentence: how much of how much, what is late, the change against the quarter before."""
    clauses = [*_co_han(found), *_thuong_xuyen(found)]
    clauses += khong_han(found)
    if not clauses:
        return ""
    return thanh_cau(fill("Đến ngày {}, {}", short_date(found.ky.den_ngay), join("; ", clauses)))


def khong_han(found: TongHop) -> Iterable[str]:
    """The tasks that are neither due nor steady yet: with those before, the clauses add up to the plan."""
    for state, said in (
        (T.HOAN_THANH, "không ấn định thời hạn đã hoàn thành"),
        (T.CHUA_XAC_DINH, "chưa xác định thời hạn"),
        (T.CHUA_DEN_KY, "chưa đến thời gian thực hiện"),
    ):
        if tasks := found.o_tinh_trang(state):
            yield fill("{} " + said, so_nhiem_vu(f"nhiệm vụ {said}", tasks))


def _co_han(found: TongHop) -> Iterable[str]:
    whole = dem_viec("nhiệm vụ có thời hạn", found.co_han)
    if not whole:
        return
    done = dem_viec("nhiệm vụ có thời hạn đã hoàn thành", found.hoan_thanh)
    if done:
        said = fill("đã hoàn thành {}/{} nhiệm vụ có thời hạn ({})", so(done), so(whole), ty_le(done, whole))
    else:
        said = fill("chưa có nhiệm vụ nào hoàn thành trong {} nhiệm vụ có thời hạn", so(whole))
    late = found.o_tinh_trang(T.HOAN_THANH_QUA_HAN)
    yield (
        said if not late else fill("{}, trong đó {} hoàn thành quá hạn", said, so_nhiem_vu("hoàn thành quá hạn", late))
    )
    for state, said in (
        (T.CHUA_HOAN_THANH_QUA_HAN, "quá hạn chưa hoàn thành"),
        (T.DANG_THUC_HIEN, "đang thực hiện, còn trong hạn"),
        (T.CHUA_BAT_DAU, "chưa bắt đầu, còn trong hạn"),
    ):
        if tasks := found.o_tinh_trang(state):
            yield fill("{} " + said, so_nhiem_vu(state.value, tasks))


def _thuong_xuyen(found: TongHop) -> Iterable[str]:
    whole = dem_viec("nhiệm vụ thường xuyên", found.thuong_xuyen)
    if not whole:
        return
    done = dem_viec("nhiệm vụ thường xuyên đã thực hiện trong kỳ", found.o_tinh_trang(T.DA_THUC_HIEN))
    if done:
        said = fill("{}/{} nhiệm vụ thường xuyên được thực hiện trong quý", so(done), so(whole))
        yield fill("{} ({})", said, join(", ", [ty_le(done, whole), *thay_doi(found)]))
    else:
        yield fill("chưa có nhiệm vụ nào trong {} nhiệm vụ thường xuyên được thực hiện trong quý", so(whole))
    for state, said in ((T.THUC_HIEN_MOT_PHAN, "thực hiện một phần"), (T.CHUA_THUC_HIEN, "chưa thực hiện")):
        if tasks := found.o_tinh_trang(state):
            yield fill("{} " + said, so_nhiem_vu(said, tasks))


def thay_doi(found: TongHop) -> list[str]:
    """The change of the share of thường xuyên tasks done against the quarter before, in points; taken before rounding."""
    now = found.ty_le_thuong_xuyen
    before = found.quy_truoc.ty_le_thuong_xuyen if found.quy_truoc else None
    if now is None or before is None or found.quy_truoc is None:
        return []
    ky = QUY[found.quy - 2]
    if now == before:
        return [f"bằng {ky}"]
    parts = (*dem_viec("", found.thuong_xuyen).source.parts, *dem_viec("", found.quy_truoc.thuong_xuyen).source.parts)
    points = traced(fixed(abs(now - before), 1), Source(f"thay đổi so với {ky}", parts))
    return [fill("{} {} điểm phần trăm so với {}", "tăng" if now > before else "giảm", points, ky)]


def bien_dong(found: TongHop, file: TienDoQuy) -> list[str]:
    """What this quarter added, extended and dropped, each named once. `file` is its progress."""
    given, gone = {t.ma for t in file.nhiem_vu_bo_sung}, {each.nhiem_vu for each in file.dung_nhiem_vu}
    added = [t for t in found.cac_tinh_hinh if t.nhiem_vu.ma in given]
    here = file.place("").file  # an extension is told in the quarter that reports it, whenever it was granted
    extended = [t for t in found.dang_thuc_hien if any(each.place.file == here for each in t.gia_han)]
    dropped = [t for t in found.cac_tinh_hinh if t.nhiem_vu.ma in gone]
    said = [_dieu_chinh(adjusted) for adjusted in found.dieu_chinh]
    if added:
        named = [fill("{} (theo {})", t.nhiem_vu.ten, stripped(t.van_ban_giao)) for t in added]
        said.append(
            fill("Trong kỳ được giao bổ sung {}: {}", so_nhiem_vu("giao bổ sung trong kỳ", added), join("; ", named))
        )
    if extended:
        named = [gia_han(t) for t in extended]
        said.append(fill("Được gia hạn {}: {}", so_nhiem_vu("được gia hạn trong kỳ", extended), join("; ", named)))
    if dropped:
        named = [fill("{} (theo {})", t.nhiem_vu.ten, stripped(t.van_ban_dung)) for t in dropped]
        said.append(fill("Dừng thực hiện {}: {}", so_nhiem_vu("dừng thực hiện", dropped), join("; ", named)))
    return [thanh_cau(each) for each in said]


def _dieu_chinh(adjusted: LanDieuChinh) -> str:
    """What an adjustment of the plan did to its tasks; of one that changed other words only, that there was one."""
    before = cac_nhiem_vu_theo_ma(adjusted.ban_truoc)
    moved = [fill("{} (từ {} thành {})", t.ten, _han(before[t.ma]), _han(t)) for t in adjusted.doi_han]
    other = [fill("{} ({})", task.ten, _phan_doi(keys)) for task, keys in adjusted.doi_khac]
    changes = (
        ("bổ sung", adjusted.nhiem_vu_them, [task.ten for task in adjusted.nhiem_vu_them]),
        ("bỏ", adjusted.nhiem_vu_bo, [task.ten for task in adjusted.nhiem_vu_bo]),
        ("điều chỉnh thời hạn", adjusted.doi_han, moved),
        ("sửa đổi", [task for task, _ in adjusted.doi_khac], other),
    )
    said = [
        fill("{} {} nhiệm vụ: {}", what, _so_viec(f"nhiệm vụ {what}", tasks), join("; ", names))
        for what, tasks, names in changes
        if tasks
    ]
    if not said:
        return fill("Kế hoạch được điều chỉnh lời văn, bố cục trong kỳ tại {}", adjusted.van_ban)
    return fill("Kế hoạch được điều chỉnh trong kỳ tại {}: {}", adjusted.van_ban, join("; ", said))


_CAC_KHOA = {
    "tieu_de": "nội dung",
    "noi_dung": "nội dung",
    "don_vi_chu_tri": "đơn vị chủ trì",
    "don_vi_thuc_hien": "đơn vị thực hiện",
    "don_vi_phoi_hop": "đơn vị phối hợp",
    "thoi_gian_thuc_hien": "thời gian thực hiện",
    "san_pham": "sản phẩm",
}


def _phan_doi(keys: Iterable[str]) -> str:
    """What of a task an adjustment changed: `nội dung, đơn vị chủ trì`."""
    return ", ".join(dict.fromkeys(_CAC_KHOA[key] for key in keys))


def _so_viec(ten: str, tasks: Sequence[NhiemVu]) -> str:
    parts = tuple(Part(task.ten, (task.place("ma"),)) for task in tasks)
    return traced(two_digits(len(tasks)), Source(ten, parts))


def _han(task: NhiemVu) -> str:
    day = han_ke_hoach(task)
    assert day is not None  # of tasks with a deadline before and after
    return ngay(day, task.place("thoi_gian_thuc_hien"))


def viec_doi_han(each: LanGiaHan) -> str:
    """What a new deadline is called."""
    return "điều chỉnh" if each.dieu_chinh else "gia hạn"


def gia_han(task: TinhHinh) -> str:
    """A task with its deadlines from the first to the last, each with the document that gave it."""
    steps = [
        fill(
            "đến {} theo {}{}",
            ngay(each.den_ngay, each.place),
            stripped(each.van_ban),
            "" if each.kip_thoi else ", sau khi đã quá hạn",
        )
        for each in task.gia_han
    ]
    return fill("{} (từ {} {})", task.nhiem_vu.ten, han_dau(task), join("; ", steps))


def han_dau(task: TinhHinh) -> str:
    """The deadline of the plan as a day."""
    when = task.nhiem_vu.thoi_gian_thuc_hien
    assert when is not None and when.den_ngay is not None
    place = task.nhiem_vu.place("thoi_gian_thuc_hien")
    return traced(short_date(when.den_ngay), Source("thời hạn của kế hoạch", (Part(when.loi_van, (place,)),)))


def cac_han(task: TinhHinh) -> str:
    """`thời hạn 31/8/2026, gia hạn đến 31/10/2026`; of an extension that came too late, that it did."""
    said = [fill("thời hạn {}", han_dau(task))]
    for each in task.gia_han:
        late = "" if each.kip_thoi else " sau khi đã quá hạn"
        said.append(fill("{} đến {}{}", viec_doi_han(each), ngay(each.den_ngay, each.place), late))
    return join(", ", said)


def ngay_xong(task: TinhHinh) -> str:
    """The day on which a task was completed, with the lines that say so."""
    assert task.ngay_hoan_thanh is not None
    places = tuple(r.place("ngay_hoan_thanh") for r in task.den_nay if r.ngay_hoan_thanh == task.ngay_hoan_thanh)
    return traced(short_date(task.ngay_hoan_thanh), Source("ngày hoàn thành", (Part(task.nhiem_vu.ten, places),)))


def so_ngay_tre(task: TinhHinh) -> str:
    """`quá hạn 50 ngày`."""
    said = qua_han_bao_nhieu(task)
    return traced(said, Source("số ngày quá hạn", (task.part,)))


def muc_do(task: TinhHinh, don_vi: DonVi) -> str:
    """`đạt 70% khối lượng`, unit by unit where several do it; empty where nobody said."""
    unfinished = task.chua_xong
    rates = [(unit, traced(f"{rate}%", at(place))) for unit, rate, place in task.ty_le if unit in unfinished]
    if not rates:
        return ""
    if len(task.don_vi) == 1:
        return fill("mới đạt {} khối lượng", rates[0][1])
    return join(", ", [fill("{} mới đạt {}", don_vi(unit), rate) for unit, rate in rates])
