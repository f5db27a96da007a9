"""Báo cáo quý (BC): kết quả thực hiện kế hoạch trong một quý.

Cần `data/<mã kế hoạch>/tien_do/quy_N.yaml`. Số liệu chốt theo Điều 12 Nghị định 09/2019/NĐ-CP, trừ khi kế hoạch có ngày chốt riêng.
Bố cục: chỉ đạo, điều hành; tiến độ và kết quả theo nhóm nhiệm vụ; đánh giá chung; nhiệm vụ quý tới; đề xuất, kiến nghị; phụ lục tiến
độ từng nhiệm vụ, số liệu thống kê, kết quả theo đơn vị. Phần không có gì để nói thì không in và số thứ tự dồn lại. Có `kinh_gui` chỉ
khi gửi cơ quan cấp trên (Mục II khoản 9 điểm b); khi đó đề xuất nội bộ không in.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from docgen.compute import TheoDoiKhoKhan, TinhTrang, TongHop, tong_hop
from docgen.documents import bang_bieu, bang_don_vi, bieu_do, cau_danh_gia, cau_ket_qua, cau_tien_do, cau_van
from docgen.documents.cau_van import CacSo, DonVi, moi_dai_luong
from docgen.documents.con_thieu import con_thieu_quy
from docgen.documents.dinh_chinh import dinh_chinh, lien_quan
from docgen.documents.phan_bai import PhanBai, Y, cac_doan_cua
from docgen.documents.phan_chung import BIEU_DO, MINH_HOA, chi_dao, dan_phu_luc, nguyen_nhan, so_phu_luc
from docgen.documents.the_thuc import ten_ke_hoach, the_thuc, vien_dan
from docgen.documents.van_ban import LoaiVanBan, VanBanLap
from docgen.model import QUY, HoSo, Nhom, TienDoQuy, theo_ke_hoach
from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.vietnamese import short_date
from docgen.template.blocks import Block, Paragraph, SectionEnd
from docgen.template.parts import chu_ky, dau_phu_luc, dau_van_ban, khi_co, kinh_gui, noi_dung

TEN_LOAI = "Báo cáo"
T = TinhTrang


def _cac_van_ban(ho_so: HoSo) -> Iterator[VanBanLap]:
    """A report for each quarter that has a file."""
    return (_van_ban(ho_so, quy) for quy in sorted(ho_so.tien_do))


def _van_ban(now: HoSo, quy: int) -> VanBanLap:
    ho_so = now.khi_bao_cao(quy)
    return VanBanLap(
        LOAI,
        now.tien_do[quy],
        lambda: _context(ho_so, tong_hop(ho_so, quy), dinh_chinh(now, quy)),
        quy,
        lambda: con_thieu_quy(theo_ke_hoach(now, quy), tong_hop(now, quy)),
        lambda: [cau_tien_do.tien_do(tong_hop(ho_so, quy))],
        lien_quan=lambda: lien_quan(now, quy),
    )


def _context(ho_so: HoSo, found: TongHop, corrections: Sequence[str]) -> dict[str, Any]:
    file = ho_so.tien_do[found.quy]
    don_vi = DonVi(ho_so.co_quan)
    dropped = {each.nhiem_vu for each in file.dung_nhiem_vu}
    dropped |= {task.ma for adjusted in found.dieu_chinh for task in adjusted.nhiem_vu_bo}
    thong_ke = bang_bieu.hang_thong_ke(found)
    chart = bieu_do.bieu_do_nhom(found)
    annexes = so_phu_luc(("tien_do", True), ("thong_ke", bool(thong_ke)), ("don_vi", True))
    sections = _cac_phan(ho_so, found, corrections, annexes, don_vi, co_bieu_do=chart is not None)
    trich_yeu = _trich_yeu(ho_so, found, co_ky_toi=not _phan_toi(ho_so, found, don_vi).de_trong)
    return {
        **the_thuc(ho_so.co_quan, file, TEN_LOAI, ho_so.ke_hoach.nam, trich_yeu),
        # Figures from the year's start and against the quarter before are made of the earlier files too.
        "minh_hoa": "minh_hoa" in {ho_so.tien_do[n].so_lieu for n in ho_so.tien_do if n <= found.quy},
        "vien_dan": vien_dan(ho_so, [each.van_ban for each in ho_so.cac_dieu_chinh(found.quy)]),
        "ky": found.ky.ten,
        "chot": found.ky.chot,
        "noi_dung": cac_doan_cua(sections),
        "phu_luc": annexes,
        "bang_tien_do": bang_bieu.hang_tien_do(found, don_vi, dropped),
        "het_viec_truoc": bang_bieu.het_viec_truoc(found, dropped),
        "bang_thong_ke": thong_ke,
        "bang_don_vi": bang_don_vi.hang_don_vi(found, don_vi),
        "bieu_do": {"bieu_do_theo_nhom": chart} if chart else {},
    }


def _trich_yeu(ho_so: HoSo, found: TongHop, *, co_ky_toi: bool) -> str:
    next_quarter = _ky_toi(ho_so, found) if found.quy == len(QUY) else QUY[found.quy]
    ahead = f"; nhiệm vụ trọng tâm {next_quarter}" if co_ky_toi else ""
    return f"Kết quả thực hiện Kế hoạch {ten_ke_hoach(ho_so.ke_hoach)} {found.ky.ten}{ahead}"


def _cac_phan(
    ho_so: HoSo,
    found: TongHop,
    corrections: Sequence[str],
    annexes: Mapping[str, str],
    don_vi: DonVi,
    *,
    co_bieu_do: bool,
) -> list[PhanBai]:
    file = ho_so.tien_do[found.quy]
    ten_co_quan = ho_so.co_quan.co_quan_ban_hanh.ten_trong_loi_van
    return [
        PhanBai("Công tác chỉ đạo, điều hành", chi_dao(file, ten_co_quan, don_vi, _cac_so(found))),
        PhanBai(
            "Tiến độ và kết quả thực hiện",
            cac_phan=_ket_qua(ho_so, found, corrections, annexes, don_vi, co_bieu_do=co_bieu_do),
        ),
        PhanBai("Đánh giá chung", cac_phan=_danh_gia_chung(file, found, don_vi)),
        _phan_toi(ho_so, found, don_vi),
        PhanBai("Đề xuất, kiến nghị", _de_xuat(file, don_vi)),
    ]


def _cac_so(found: TongHop) -> CacSo:
    return CacSo(moi_dai_luong(found), lambda each: each.trong_cau)


# --- Results --------------------------------------------------------------------------------------------------


def _ket_qua(
    ho_so: HoSo,
    found: TongHop,
    corrections: Sequence[str],
    annexes: Mapping[str, str],
    don_vi: DonVi,
    *,
    co_bieu_do: bool,
) -> list[PhanBai]:
    file = ho_so.tien_do[found.quy]
    progress = [
        cau_tien_do.tien_do(found),
        *cau_tien_do.bien_dong(found, file),
        *_thieu_quy(ho_so, found),
        dan_phu_luc(annexes),
    ]
    words = {each.nhom: _cac_so(found).cac_doan(each.noi_dung) for each in file.nhan_dinh}
    groups = [_nhom(nhom, found, words.get(nhom.ma, ()), don_vi) for nhom, _ in found.theo_nhom()]
    corrected = [cau_van.thanh_cau(each) for each in corrections]
    return [
        PhanBai("Tiến độ chung", [each for each in progress if each], kieu_bang="bieu_do_nhom" if co_bieu_do else None),
        *groups,
        PhanBai("Đính chính số liệu đã báo cáo", corrected),
    ]


def _thieu_quy(ho_so: HoSo, found: TongHop) -> list[str]:
    missing = [QUY[n - 1] for n in ho_so.cac_quy_phai_co if n < found.quy and n not in ho_so.tien_do]
    return [f"Số lũy kế chưa gồm số liệu {', '.join(missing)}."] if missing else []


def _nhom(nhom: Nhom, found: TongHop, words: Sequence[str], don_vi: DonVi) -> PhanBai:
    tasks = next(tasks for each, tasks in found.theo_nhom() if each == nhom)
    of_group = found.thong_ke_nhom.get(nhom.ma, ())
    told = cau_van.nhac_den(text for t in tasks.cac_tinh_hinh for r in t.bao_cao for text in r.ket_qua)
    untold = [each for each in of_group if cau_ket_qua.chua_noi(each, told) and each.trong_ky]
    points = [
        Y(t.nhiem_vu.ten, text) for t in tasks.cac_tinh_hinh if (text := cau_ket_qua.ket_qua(t, don_vi, of_group))
    ]
    lines = [cau_van.thanh_cau(cau_ket_qua.ten_va_so(each)) for each in untold]
    # A plan that is not in groups has its tasks under “Nhiệm vụ”, which says nothing of results.
    title = "Kết quả thực hiện nhiệm vụ" if nhom.tieu_de == "Nhiệm vụ" else nhom.tieu_de
    return PhanBai(title, [*words, *lines], points)


# --- Judgement ------------------------------------------------------------------------------------------------


def _danh_gia_chung(file: TienDoQuy, found: TongHop, don_vi: DonVi) -> list[PhanBai]:
    open_ = _con_kho_khan(found)
    # Of this quarter, though overcome by its end, or still open from an earlier one.
    behind = [each for each in found.kho_khan if each.quy == found.quy or each in open_]
    closed = [each for each in found.kho_khan if each.kho_khan.ma and _khac_phuc_trong_ky(each.ngay_khac_phuc, found)]
    limits = [*cau_danh_gia.han_che(found, don_vi, open_), *_cac_so(found).cac_doan(file.han_che)]
    return [
        PhanBai("Ưu điểm", [*cau_danh_gia.uu_diem(found), *_cac_so(found).cac_doan(file.uu_diem)]),
        PhanBai("Tồn tại, hạn chế", limits),
        PhanBai("Nguyên nhân", nguyen_nhan(behind, file.nguyen_nhan)),
        PhanBai("Khó khăn, hạn chế đã khắc phục", [cau_danh_gia.da_khac_phuc(each, don_vi) for each in closed]),
    ]


def _con_kho_khan(found: TongHop) -> list[TheoDoiKhoKhan]:
    """The difficulties that are open at the end of the period; one without a code is of its own quarter only."""
    return [each for each in found.kho_khan if each.con_ton_tai and (each.kho_khan.ma or each.quy == found.quy)]


def _khac_phuc_trong_ky(day: date | None, found: TongHop) -> bool:
    return day is not None and found.ky.tu_ngay <= day <= found.ky.den_ngay


# --- What comes next ------------------------------------------------------------------------------------------


def _ky_toi(ho_so: HoSo, found: TongHop) -> str:
    year_end = found.quy == len(QUY)
    return f"{QUY[0 if year_end else found.quy]} năm {ho_so.ke_hoach.nam + year_end}"


def het_quy(ho_so: HoSo, quy: int) -> date:
    """The last day of a quarter (5 is the first of the next year); not the day on which its figures are cut off."""
    years, quarter = divmod(quy - 1, len(QUY))
    year, month = ho_so.ke_hoach.nam + years, 3 * (quarter + 1)
    last = date(year, month, calendar.monthrange(year, month)[1])
    return max(last, ho_so.ky_bao_cao(QUY[quarter], year).den_ngay)


def _phan_toi(ho_so: HoSo, found: TongHop, don_vi: DonVi) -> PhanBai:
    words, inner = ho_so.tien_do[found.quy].nhiem_vu_ky_toi, _nhiem_vu_toi(ho_so, found, don_vi)
    return PhanBai(f"Nhiệm vụ trọng tâm {_ky_toi(ho_so, found)}", words, cac_phan=inner)


def _nhiem_vu_toi(ho_so: HoSo, found: TongHop, don_vi: DonVi) -> list[PhanBai]:
    """What must be made good, what is due before this quarter ends and in the next, and what the units plan."""
    file = ho_so.tien_do[found.quy]
    open_ = _con_kho_khan(found)
    overdue = sorted(found.o_tinh_trang(T.CHUA_HOAN_THANH_QUA_HAN), key=lambda t: -t.so_ngay_qua_han)
    to_come = sorted(found.o_tinh_trang(T.DANG_THUC_HIEN, T.CHUA_BAT_DAU), key=lambda t: t.han_cuoi or date.max)
    now_end, next_end = het_quy(ho_so, found.quy), het_quy(ho_so, found.quy + 1)
    in_this = [t for t in to_come if t.han_cuoi and t.han_cuoi <= now_end]
    in_next = [t for t in to_come if t.han_cuoi and now_end < t.han_cuoi <= next_end]
    ten_ky = f"{QUY[found.quy - 1]} năm {ho_so.ke_hoach.nam}"
    work = [
        cau_danh_gia.cua_don_vi(r, text, don_vi)
        for t in found.dang_thuc_hien
        for r in t.bao_cao
        for text in r.viec_ky_toi
    ]
    remedies = [*cau_danh_gia.bien_phap(open_, don_vi), *file.giai_phap]
    return [
        PhanBai("Hoàn thành ngay nhiệm vụ quá hạn", [cau_danh_gia.phai_xong(t, don_vi) for t in overdue]),
        PhanBai("Khắc phục tồn tại, hạn chế", remedies),
        PhanBai(
            f"Hoàn thành trong {ten_ky} (đến hết ngày {short_date(now_end)})",
            [cau_danh_gia.phai_xong(t, don_vi) for t in in_this],
        ),
        PhanBai(f"Đến hạn trong {_ky_toi(ho_so, found)}", [cau_danh_gia.phai_xong(t, don_vi) for t in in_next]),
        PhanBai("Công việc của các đơn vị", work),
    ]


def _de_xuat(file: TienDoQuy, don_vi: DonVi) -> list[str]:
    """What is proposed to the superior; in a report within the office, everything. That there is nothing is said where it is known."""
    wanted = ("cấp trên",) if file.kinh_gui else ("cấp trên", "nội bộ", None)
    said = [cau_van.thanh_cau(each.noi_dung) for r in file.tien_do for each in r.de_xuat if each.gui in wanted]
    nothing = "de_xuat" in file.khong_co or any(r.de_xuat for r in file.tien_do)
    return said or (["Không có."] if nothing else [])


# --- The template ---------------------------------------------------------------------------------------------

_COT_THONG_KE = (
    ("Trong kỳ", "trong_ky"),
    ("Kỳ trước", "ky_truoc"),
    ("Lũy kế", "luy_ke"),
    ("Cùng kỳ năm trước", "cung_ky"),
)
BODY: list[Block] = [
    MINH_HOA,
    *dau_van_ban(),
    *kinh_gui(),
    Paragraph(
        nd30.LOI_VAN,
        "Thực hiện {{ vien_dan }}, {{ ten_co_quan }} báo cáo kết quả thực hiện {{ ky }} (số liệu tính {{ chot }}) như sau:",
    ),
    *noi_dung("noi_dung", bieu_do_nhom=BIEU_DO),
    Paragraph(nd30.KET_LUAN, "Trên đây là Báo cáo kết quả thực hiện kế hoạch {{ ky }} của {{ ten_co_quan }}./."),
    *chu_ky(),
    SectionEnd(),
    *dau_phu_luc("{{ phu_luc.tien_do }}", "TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ"),
    bang_bieu.BANG_TIEN_DO,
    *khi_co("het_viec_truoc", Paragraph(nd30.LOI_VAN, "{{ het_viec_truoc }}")),
    SectionEnd(annex=True, landscape=True),
    *khi_co(
        "phu_luc.thong_ke",
        *dau_phu_luc("{{ phu_luc.thong_ke }}", "SỐ LIỆU THỐNG KÊ"),
        bang_bieu.bang_thong_ke(*_COT_THONG_KE),
        SectionEnd(annex=True, landscape=True),
    ),
    *dau_phu_luc("{{ phu_luc.don_vi }}", "KẾT QUẢ THEO ĐƠN VỊ"),
    bang_don_vi.bang_don_vi("Thường xuyên, đã làm", "Thường xuyên, chưa làm", chua_bao_cao=True),
    *bang_don_vi.GHI_CHU_DON_VI,
    SectionEnd(annex=True, landscape=True),
]

LOAI = LoaiVanBan("bao-cao-quy", TEN_LOAI, "báo cáo quý", "tien_do/quy_N.yaml", _cac_van_ban, BODY, theo_quy=True)
