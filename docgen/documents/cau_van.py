"""The sentences that docgen writes from the figures of a report. Each figure in them keeps its source.

They stand here and not in the Word templates because most of them are joined from clauses that may be missing, and every one
of them must be true for a reader and say something (docs/quyet_dinh/0012).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal

from docgen.compute import (
    KHONG_DAT,
    DanhGiaChiTieu,
    KetQuaChiTieu,
    SoThongKe,
    TheoDoiKhoKhan,
    TinhHinh,
    TinhTrang,
    TongHop,
    dem_viec,
    qua_han_bao_nhieu,
    viet_so_dem,
)
from docgen.documents.bo_cuc import ten_cac_don_vi
from docgen.errors import Place
from docgen.model import QUY, CoQuan, KiemTra, SanPham, ThoiGian, TienDo, TienDoQuy, VanBanChiDao
from docgen.nghi_dinh.vietnamese import capitalised, continued, fixed, percent, short_date, two_digits
from docgen.sources import Amount, Count, Part, Source, at, cut, fill, join, like, stripped, traced

T = TinhTrang
D = DanhGiaChiTieu
_DAI_LUONG = re.compile(r"\{([a-z0-9_]+)\}")


# --- Pieces ---------------------------------------------------------------------------------------------------


def ngay(day: date, place: Place) -> str:
    """A day as it is printed, with its line."""
    return traced(short_date(day), at(place))


def so(count: Count) -> str:
    """A count as text has it: `05`."""
    return like(two_digits(count), count)


def dem_duoc(count: Count, noun: str) -> str:
    """`05 nhiệm vụ`; of nothing, `không có nhiệm vụ`."""
    return fill("{} " + noun, so(count)) if count else f"không có {noun}"


def ty_le(part: Count, whole: Count) -> str:
    """The share as a text has it: `92,9%`."""
    source = Source(f"tỷ lệ {part.source.ten}", whole.source.parts)
    return traced(percent(Decimal(int(part)) * 100 / int(whole)), source)


def thanh_cau(text: str) -> str:
    """A sentence: a capital first, a full stop at its end."""
    bare = stripped(text)
    return fill("{}{}.", like(bare[:1].upper(), cut(bare, 0, 1)), cut(bare, 1, len(bare)))


def doan_cau(cac_cau: Iterable[str]) -> str:
    """Sentences as one paragraph."""
    return join(" ", [thanh_cau(each) for each in cac_cau if each])


def viet_tiep(text: str) -> str:
    """A sentence behind a colon: its first letter small, nothing at its end."""
    return like(continued(str(text)), text) if text else text


class DonVi:
    """The printed names of units and groups of units."""

    def __init__(self, co_quan: CoQuan) -> None:
        self._co_quan = co_quan
        self._names = tuple([each.ten for each in co_quan.don_vi] + [each.ten for each in co_quan.nhom_don_vi])

    def __call__(self, *cac_ma: str) -> str:
        return ten_cac_don_vi(cac_ma, self._co_quan)

    def viet_tiep(self, text: str) -> str:
        """A sentence behind a colon: its first letter small, but not that of a unit's name; nothing at its end."""
        return like(continued(str(text), self._names), text) if text else text


class CacSo:
    """The quantities that words may name by `{mã}`, and how they say them there."""

    def __init__(self, top: Iterable[SoThongKe], viet: Callable[[SoThongKe], str]) -> None:
        self._by_code = {line.dai_luong.ma: line for each in top for line in each.moi_dong()}
        self._viet = viet

    def dien_so(self, text: str) -> str:
        """The words with each `{mã}` replaced by its number."""
        pieces: list[str] = []
        end = 0
        for found in _DAI_LUONG.finditer(text):
            if found[1] in self._by_code:
                pieces += [cut(text, end, found.start()), self._viet(self._by_code[found[1]])]
                end = found.end()
        return join("", [*pieces, cut(text, end, len(text))])

    def cac_doan(self, texts: Sequence[str]) -> list[str]:
        """Paragraphs that people wrote, with their numbers."""
        return [self.dien_so(text) for text in texts]


def moi_dai_luong(found: TongHop) -> list[SoThongKe]:
    """Every quantity of the period, of groups and of tasks in force."""
    of_groups = [each for group in found.thong_ke_nhom.values() for each in group]
    return [*of_groups, *(each for task in found.dang_thuc_hien for each in task.thong_ke)]


def nhac_den(texts: Iterable[str]) -> set[str]:
    """The codes of the quantities that these words name."""
    return {found for text in texts for found in _DAI_LUONG.findall(text)}


# --- Progress -------------------------------------------------------------------------------------------------


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


def so_nhiem_vu(ten: str, tasks: Iterable[TinhHinh]) -> str:
    """`05 nhiệm vụ`; the figure is called `ten`."""
    return dem_duoc(dem_viec(ten, tasks), "nhiệm vụ")


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
    said = []
    if added:
        named = [fill("{} (theo {})", t.nhiem_vu.ten, stripped(t.bo_sung.van_ban)) for t in added if t.bo_sung]
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
        said.append(fill("gia hạn đến {}{}", ngay(each.den_ngay, each.place), late))
    return join(", ", said)


# --- Leadership -----------------------------------------------------------------------------------------------


def van_ban_chi_dao(documents: Sequence[VanBanChiDao], ten_co_quan: str) -> str:
    """`Văn phòng UBND tỉnh đã ban hành 02 văn bản chỉ đạo: Công văn số 31/… ngày … về …; …`."""
    if not documents:
        return ""
    parts = tuple(Part(each.ten, (each.place("so_ky_hieu"),)) for each in documents)
    count = Count(len(parts), Source("văn bản chỉ đạo, điều hành trong kỳ", parts))
    named = [
        fill("{} số {} ngày {} về {}", d.ten, d.so_ky_hieu, ngay(d.ngay, d.place("ngay")), stripped(d.trich_yeu))
        for d in documents
    ]
    return thanh_cau(
        fill("{} đã ban hành {} văn bản chỉ đạo, điều hành: {}", capitalised(ten_co_quan), so(count), join("; ", named))
    )


def kiem_tra(inspections: Sequence[KiemTra], don_vi: DonVi) -> str:
    """`Đã tổ chức 02 cuộc kiểm tra: ngày … kiểm tra … tại …; …`."""
    if not inspections:
        return ""
    parts = tuple(Part(each.noi_dung, (each.place("ngay"),)) for each in inspections)
    count = Count(len(parts), Source("cuộc kiểm tra trong kỳ", parts))
    return thanh_cau(
        fill("Đã tổ chức {} cuộc kiểm tra: {}", so(count), join("; ", [_mot_cuoc(k, don_vi) for k in inspections]))
    )


def _mot_cuoc(each: KiemTra, don_vi: DonVi) -> str:
    said = fill("ngày {} kiểm tra {}", ngay(each.ngay, each.place("ngay")), don_vi.viet_tiep(stripped(each.noi_dung)))
    if each.don_vi:
        said = fill("{} tại {}", said, join(" và ", [don_vi(unit) for unit in each.don_vi]))
    return fill("{} ({})", said, don_vi.viet_tiep(stripped(each.ket_qua))) if each.ket_qua else said


# --- Results --------------------------------------------------------------------------------------------------


def ket_qua(task: TinhHinh, don_vi: DonVi, of_group: Sequence[SoThongKe]) -> str:
    """What was done on a task in the period, as one paragraph; empty where there is nothing to tell."""
    if task.da_dung or task.xong_truoc_ky:
        return ""
    sentences = [
        _cua_don_vi(r, don_vi, [*of_group, *task.thong_ke], several=len(task.don_vi) > 1)
        for r in task.bao_cao
        if r.ket_qua
    ]
    told = nhac_den(text for r in task.bao_cao for text in r.ket_qua)
    sentences += [ten_va_so(each) for each in task.thong_ke if chua_noi(each, told) and each.trong_ky]
    products = [san_pham(product) for r in task.bao_cao for product in r.san_pham]
    if products:
        sentences.append(fill("Sản phẩm: {}", join("; ", products)))
    sentences += [each for each in (_den_dau(task, don_vi),) if each and sentences]
    # What is missed stands among the limits, and is not told twice.
    sentences += [chi_tieu(found) for found in task.chi_tieu if found.cach_viet and found.danh_gia not in KHONG_DAT]
    return doan_cau(sentences)


def chua_noi(each: SoThongKe, told: set[str]) -> bool:
    """True where no words name this quantity or a line of it."""
    return not any(line.dai_luong.ma in told for line in each.moi_dong())


def _cua_don_vi(report: TienDo, don_vi: DonVi, quantities: Sequence[SoThongKe], *, several: bool) -> str:
    """The words of a unit. Where several units do the task, a number in them is the unit's own."""
    cac_so = CacSo(quantities, lambda each: _so_rieng(each, report) if several else each.trong_cau)
    said = join(" ", [thanh_cau(text) for text in cac_so.cac_doan(report.ket_qua)])
    return fill("{}: {}", don_vi(report.don_vi), don_vi.viet_tiep(said)) if several else said


def _so_rieng(each: SoThongKe, report: TienDo) -> str:
    own = report.so_lieu_thong_ke.get(each.dai_luong.ma)
    if own is None:
        return each.trong_cau
    source = own.source if isinstance(own, Amount) else Source(each.dai_luong.ten)
    return fill("{} " + each.dai_luong.don_vi_tinh, traced(viet_so_dem(own), source))


def ten_va_so(each: SoThongKe) -> str:
    """`tin, bài tuyên truyền: 08 tin, bài (lũy kế 15)`."""
    return fill("{}: {}", viet_tiep(each.dai_luong.ten), each.trong_cau)


def san_pham(product: SanPham) -> str:
    """`Báo cáo số 14/BC-TCD ngày 08/6/2026`."""
    number = fill(" số {}", product.so_ky_hieu) if product.so_ky_hieu else ""
    return fill("{}{} ngày {}", stripped(product.ten), number, ngay(product.ngay, product.place("ngay")))


def _den_dau(task: TinhHinh, don_vi: DonVi) -> str:
    """Completed when, or how far. That a task is late stands among the limits, and is not told twice."""
    if task.ngay_hoan_thanh and task.tinh_trang is T.HOAN_THANH_DUNG_HAN:
        return fill("Hoàn thành ngày {} ({})", ngay_xong(task), cac_han(task))
    if task.tinh_trang is T.DANG_THUC_HIEN:
        return capitalised_like(muc_do(task, don_vi))
    return ""


def capitalised_like(text: str) -> str:
    """The text with a capital first."""
    return like(capitalised(text), text)


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


# --- Targets --------------------------------------------------------------------------------------------------


def chi_tieu(found: KetQuaChiTieu) -> str:
    """A target with what was reached and the verdict."""
    target = found.chi_tieu
    asked = fill("{}{}", "không quá " if target.chieu == "không quá" else "", muc_tieu(found))
    about = viet_tiep(stripped(target.noi_dung))
    if found.danh_gia is D.KHONG_PHAT_SINH:
        return fill("Chỉ tiêu {} ({}): từ đầu năm không phát sinh", asked, about)
    so_far = "đến hết kỳ" if target.cach_tinh == "tại thời điểm" else "lũy kế từ đầu năm"
    return fill("Chỉ tiêu {} ({}): {} đạt {}, {}", asked, about, so_far, found.cach_viet, danh_gia(found))


def muc_tieu(found: KetQuaChiTieu) -> str:
    """The figure to be reached, as the plan writes it."""
    return traced(found.chi_tieu.cach_viet, at(found.chi_tieu.place("muc_tieu")))


def danh_gia(found: KetQuaChiTieu) -> str:
    """The verdict in words: `đạt chỉ tiêu`, `bằng 40,0% chỉ tiêu cả năm`."""
    if found.danh_gia is D.DANG_THEO_DOI:
        share = found.phan_cua_nam
        return fill("bằng {} chỉ tiêu cả năm", share) if share else "chưa đến mức của cả năm"
    if found.danh_gia in (D.DAT_MUC_QUY, D.CHUA_DAT_MUC_QUY) and found.muc_quy is not None:
        word = "đạt" if found.danh_gia is D.DAT_MUC_QUY else "chưa đạt"
        unit = "%" if found.chi_tieu.la_ty_le else f" {found.chi_tieu.don_vi_tinh}"
        asked = found.muc_quy
        source = asked.source if isinstance(asked, Amount) else Source("mức đến hết quý")
        return fill("{} mức {}{} đặt ra đến hết {}", word, traced(viet_so_dem(asked), source), unit, QUY[found.quy - 1])
    return str(found.danh_gia.value)


# --- Merits and limits ----------------------------------------------------------------------------------------


def uu_diem(found: TongHop) -> list[str]:
    """What went well, by the figures of the period: all that was to be done was done, or what was completed in time."""
    said = []
    if found.thuong_xuyen and len(found.o_tinh_trang(T.DA_THUC_HIEN)) == len(found.thuong_xuyen):
        said.append(fill("Thực hiện đủ {} thường xuyên", so_nhiem_vu("nhiệm vụ thường xuyên", found.thuong_xuyen)))
    in_time = [t for t in found.o_tinh_trang(T.HOAN_THANH_DUNG_HAN) if not t.xong_truoc_ky]
    if in_time:
        named = join("; ", [t.nhiem_vu.ten for t in in_time])
        said.append(fill("Hoàn thành đúng hạn {}: {}", so_nhiem_vu("hoàn thành đúng hạn trong kỳ", in_time), named))
    return [thanh_cau(each) for each in said]


def han_che(found: TongHop, don_vi: DonVi, troubles: Sequence[TheoDoiKhoKhan]) -> list[str]:
    """What did not go well, worst first: overdue, late, targets missed, not done, partly done; then the other difficulties.

    A difficulty of a task that is named anyway goes into its sentence.
    """
    overdue = sorted(found.o_tinh_trang(T.CHUA_HOAN_THANH_QUA_HAN), key=lambda t: -t.so_ngay_qua_han)
    late = sorted(
        (t for t in found.o_tinh_trang(T.HOAN_THANH_QUA_HAN) if not t.xong_truoc_ky), key=lambda t: -t.so_ngay_qua_han
    )
    missed = [(t, chi_tieu(c)) for t in found.dang_thuc_hien for c in t.chi_tieu if c.danh_gia in KHONG_DAT]
    undone = [
        (t, fill("Chưa thực hiện trong kỳ: {} ({})", t.nhiem_vu.ten, don_vi(*t.phai_bao_cao)))
        for t in found.o_tinh_trang(T.CHUA_THUC_HIEN)
    ]
    named = [
        *((t, con_qua_han(t, don_vi)) for t in overdue),
        *((t, xong_qua_han(t, don_vi)) for t in late),
        *missed,
        *undone,
        *((t, _mot_phan(t, don_vi)) for t in found.o_tinh_trang(T.THUC_HIEN_MOT_PHAN)),
    ]
    told = {t.nhiem_vu.ma for t, _ in named}
    others = [kho_khan(each, don_vi, found.quy) for each in troubles if each.tinh_hinh.nhiem_vu.ma not in told]
    return [*voi_kho_khan(named, troubles, don_vi), *others]


def voi_kho_khan(named: Sequence[tuple[TinhHinh, str]], troubles: Sequence[TheoDoiKhoKhan], don_vi: DonVi) -> list[str]:
    """Sentences about tasks; the first about a task goes on with its difficulties."""
    said, told = [], set[str]()
    for task, sentence in named:
        own = [each.kho_khan.noi_dung for each in troubles if each.tinh_hinh.nhiem_vu.ma == task.nhiem_vu.ma]
        more = [don_vi.viet_tiep(stripped(text)) for text in own] if task.nhiem_vu.ma not in told else []
        told.add(task.nhiem_vu.ma)
        said.append(thanh_cau(join("; ", [sentence, *more])))
    return said


def con_qua_han(task: TinhHinh, don_vi: DonVi) -> str:
    """A task that is overdue and not completed."""
    said = [fill("{} ({})", so_ngay_tre(task), cac_han(task)), *filter(None, [muc_do(task, don_vi)])]
    return fill("Chưa hoàn thành: {} ({}), {}", task.nhiem_vu.ten, don_vi(*task.chua_xong), join(", ", said))


def xong_qua_han(task: TinhHinh, don_vi: DonVi) -> str:
    """A task that was completed late, with the units that were."""
    late = [unit for unit in task.don_vi if task.cua_don_vi(unit) is T.HOAN_THANH_QUA_HAN]
    return fill(
        "Hoàn thành quá hạn: {} ({}), xong ngày {}, {} ({})",
        task.nhiem_vu.ten,
        don_vi(*late),
        ngay_xong(task),
        so_ngay_tre(task),
        cac_han(task),
    )


def _mot_phan(task: TinhHinh, don_vi: DonVi) -> str:
    done = len(task.phai_bao_cao) - len(task.chua_lam_du)
    when = task.nhiem_vu.thoi_gian_thuc_hien
    if len(task.don_vi) == 1 and when is not None:
        (own,) = (r for r in task.bao_cao if r.don_vi in task.don_vi)
        times = traced(two_digits(own.so_lan or 0), at(own.place("so_lan")))
        due = _phai_lam(task, when)
        return fill("Thực hiện một phần: {} ({}), {}/{} lần", task.nhiem_vu.ten, don_vi(*task.don_vi), times, due)
    count = traced(f"{done}/{len(task.phai_bao_cao)}", Source("số đơn vị đã thực hiện", (task.part,)))
    said = fill("Thực hiện một phần: {} ({} đơn vị)", task.nhiem_vu.ten, count)
    return join("; ", [said, *con_thieu_cua(task, don_vi)])


def con_thieu_cua(task: TinhHinh, don_vi: DonVi) -> list[str]:
    """`chưa có kết quả của Phòng A`, and of a monthly task `chưa đủ 03 lần: Phòng B`; only what is true."""
    when, few = task.nhiem_vu.thoi_gian_thuc_hien, [u for u in task.chua_lam_du if u not in task.chua_co_ket_qua]
    said = [fill("chưa có kết quả của {}", don_vi(*task.chua_co_ket_qua))] if task.chua_co_ket_qua else []
    said += [fill("chưa đủ {} lần: {}", _phai_lam(task, when), don_vi(*few))] if few and when else []
    return said


def _phai_lam(task: TinhHinh, when: ThoiGian) -> str:
    """How many times a recurring task is due in the quarter."""
    part = Part(when.loi_van, (task.nhiem_vu.place("thoi_gian_thuc_hien"),))
    return traced(two_digits(when.so_ky_mot_quy), Source("số lần phải làm trong quý", (part,)))


# --- Difficulties ---------------------------------------------------------------------------------------------


def kho_khan(each: TheoDoiKhoKhan, don_vi: DonVi, quy: int) -> str:
    """A difficulty with the unit that must overcome it; one of an earlier quarter says so."""
    since = f", nêu từ {QUY[each.quy - 1]}" if each.quy < quy else ""
    return thanh_cau(fill("{} ({}{})", stripped(each.kho_khan.noi_dung), don_vi(each.don_vi), since))


def nguyen_nhan(found: Sequence[TheoDoiKhoKhan], loai: str) -> list[str]:
    """The causes of one kind, each once."""
    said = {str(each.kho_khan.nguyen_nhan): each.kho_khan.nguyen_nhan for each in found if each.kho_khan.loai == loai}
    return [thanh_cau(text) for text in said.values()]


def bien_phap(found: Sequence[TheoDoiKhoKhan], don_vi: DonVi) -> list[str]:
    """The remedies of difficulties that are open, with unit and day."""
    return [thanh_cau(_bien_phap(each, don_vi)) for each in found if each.con_ton_tai and each.kho_khan.bien_phap]


def _bien_phap(each: TheoDoiKhoKhan, don_vi: DonVi) -> str:
    trouble = each.kho_khan
    by = fill(", xong trước ngày {}", ngay(trouble.han, trouble.place("han"))) if trouble.han else ""
    return fill("{} ({}{})", stripped(trouble.bien_phap or ""), don_vi(each.don_vi), by)


def da_khac_phuc(each: TheoDoiKhoKhan, don_vi: DonVi) -> str:
    """A difficulty that was overcome, and how."""
    assert each.ngay_khac_phuc is not None
    how = don_vi.viet_tiep(stripped(each.da_khac_phuc)) or "nhiệm vụ đã hoàn thành"
    day = ngay(each.ngay_khac_phuc, each.place) if each.place else ngay_xong(each.tinh_hinh)
    about = fill("{} ({}, {})", stripped(each.kho_khan.noi_dung), don_vi(each.don_vi), QUY[each.quy - 1])
    return thanh_cau(fill("{}: đã khắc phục ngày {}, {}", about, day, how))


# --- The next quarter -----------------------------------------------------------------------------------------


def phai_xong(task: TinhHinh, don_vi: DonVi) -> str:
    """An open task with its deadline and unit; an overdue one with all its deadlines and how late it is."""
    units = don_vi(*task.chua_xong)
    if task.tinh_trang is T.CHUA_HOAN_THANH_QUA_HAN:
        return thanh_cau(fill("{} ({}; {}; đã {})", task.nhiem_vu.ten, units, cac_han(task), so_ngay_tre(task)))
    last = task.gia_han[-1] if task.gia_han else None
    day = ngay(last.den_ngay, last.place) if last else han_dau(task)
    return thanh_cau(fill("{} ({}; thời hạn {})", task.nhiem_vu.ten, units, day))


def cua_don_vi(report: TienDo, text: str, don_vi: DonVi) -> str:
    """What a unit says of itself."""
    return thanh_cau(fill("{}: {}", don_vi(report.don_vi), don_vi.viet_tiep(stripped(text))))
