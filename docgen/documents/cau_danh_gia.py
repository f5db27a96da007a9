"""The sentences that judge: merits and limits, difficulties and remedies, what is still to be done."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.compute import KHONG_DAT, TheoDoiKhoKhan, TinhHinh, TinhTrang, TongHop
from docgen.documents.cau_ket_qua import chi_tieu
from docgen.documents.cau_tien_do import cac_han, han_dau, muc_do, ngay_xong, so_ngay_tre
from docgen.documents.cau_van import DonVi, ngay, so_nhiem_vu, thanh_cau
from docgen.model import QUY, ThoiGian, TienDo
from docgen.nghi_dinh.vietnamese import two_digits
from docgen.sources import Part, Source, at, fill, join, stripped, traced

T = TinhTrang


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
