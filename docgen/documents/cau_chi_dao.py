"""The sentences on direction: the documents and the inspections of a period."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.documents.cau_van import DonVi, ngay, so, thanh_cau
from docgen.model import KiemTra, VanBanChiDao
from docgen.nghi_dinh.vietnamese import capitalised
from docgen.sources import Count, Part, Source, fill, join, stripped


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
