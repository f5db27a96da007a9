"""The sentences on results: what was done on a task, and what was reached of its targets."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.compute import KHONG_DAT, DanhGiaChiTieu, KetQuaChiTieu, SoThongKe, TinhHinh, TinhTrang, viet_so_dem
from docgen.documents.cau_tien_do import cac_han, muc_do, ngay_xong
from docgen.documents.cau_van import CacSo, DonVi, capitalised_like, doan_cau, ngay, nhac_den, thanh_cau, viet_tiep
from docgen.model import QUY, SanPham, TienDo
from docgen.sources import Amount, Source, at, fill, join, stripped, traced

T = TinhTrang
D = DanhGiaChiTieu


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
