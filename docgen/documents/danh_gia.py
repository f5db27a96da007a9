"""Báo cáo tổng kết, đánh giá (BC): kết quả cả năm so với mục đích, chỉ tiêu của kế hoạch.

Cần `data/<mã kế hoạch>/danh_gia.yaml` và tiến độ các quý. Chỉ tiêu đánh giá bằng số liệu các đơn vị báo cáo; chỉ tiêu về thứ hạng
bằng kết quả chỉ số. Khó khăn nêu trong năm được nói rõ đã khắc phục hay còn. Kế hoạch không gắn với chỉ số nào thì không có phần
kết quả chỉ số. Phần không có gì để nói thì không in và số thứ tự dồn lại.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from docgen.compute import TinhTrang, TongHop, tong_hop
from docgen.documents import bang_bieu, bang_don_vi, bieu_do, cau_danh_gia, chi_tieu_ca_nam
from docgen.documents.bang_chi_so import BANG_DIEM, bang_diem, bieu_do_diem
from docgen.documents.bang_nhiem_vu import BANG_NHIEM_VU, CON_HAN, hang_nhiem_vu
from docgen.documents.cau_ca_nam import bien_dong_nam, han_che_nam, so_ca_nam, tien_do_nam, uu_diem_nam
from docgen.documents.cau_van import CacSo, DonVi, moi_dai_luong, thanh_cau
from docgen.documents.chi_so import cau_chi_so, ten_bo
from docgen.documents.chi_tieu_ca_nam import cac_chi_tieu, cau_chi_tieu
from docgen.documents.con_thieu import con_thieu_nam
from docgen.documents.dinh_chinh import dinh_chinh, lien_quan
from docgen.documents.phan_bai import PhanBai, cac_doan_cua
from docgen.documents.phan_chung import BIEU_DO, MINH_HOA, chi_dao, dan_phu_luc, nguyen_nhan, so_phu_luc
from docgen.documents.the_thuc import ten_ke_hoach, the_thuc, vien_dan
from docgen.documents.van_ban import LoaiVanBan, VanBanLap
from docgen.model import QUY, DanhGia, HoSo, Nhom, theo_ke_hoach
from docgen.nghi_dinh import nd30
from docgen.sources import fill, join, stripped
from docgen.template.blocks import Block, Chart, Paragraph, SectionEnd
from docgen.template.parts import chu_ky, dau_phu_luc, dau_van_ban, khi_co, kinh_gui, noi_dung

TEN_LOAI = "Báo cáo"
T = TinhTrang
_SAU_CAC_QUY = 5  # the evaluation comes after the reports of all four quarters


def _cac_van_ban(now: HoSo) -> Iterator[VanBanLap]:
    """The evaluation, where there is a danh_gia.yaml and the progress of at least one quarter."""
    ho_so = theo_ke_hoach(now, max(now.tien_do, default=len(QUY)))
    danh_gia = ho_so.danh_gia
    if danh_gia is not None and ho_so.tien_do:
        yield VanBanLap(
            LOAI,
            danh_gia,
            lambda: _context(ho_so, danh_gia),
            xet_con_thieu=lambda: con_thieu_nam(ho_so, danh_gia),
            lien_quan=lambda: lien_quan(ho_so, _SAU_CAC_QUY),
            so_lieu=lambda: [tien_do_nam(_ca_nam(ho_so)[-1])],
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
    chart, score_chart = bieu_do.bieu_do_nam(last), bieu_do_diem(danh_gia, nam) if scores else None
    trich_yeu = f"Tổng kết, đánh giá thực hiện Kế hoạch {ten_ke_hoach(ho_so.ke_hoach)} năm {nam}"
    annexes = so_phu_luc(("nhiem_vu", True), ("chi_so", bool(scores)), ("thong_ke", bool(thong_ke)), ("don_vi", True))
    sections = _cac_phan(ho_so, danh_gia, quarters, annexes, don_vi, co_bieu_do=chart is not None)
    return {
        **the_thuc(ho_so.co_quan, danh_gia, TEN_LOAI, nam, trich_yeu),
        "minh_hoa": "minh_hoa" in {danh_gia.so_lieu, *(file.so_lieu for file in ho_so.tien_do.values())},
        "vien_dan": vien_dan(ho_so, [each.van_ban for each in ho_so.cac_dieu_chinh(last.quy)]),
        "ky": ho_so.ky_bao_cao("năm").ten,
        "chot": last.luy_ke.chot,
        "noi_dung": cac_doan_cua(sections),
        "bang_quy": bang_bieu.hang_quy(quarters),
        "cac_chi_tieu": cac_chi_tieu(ho_so, danh_gia, last),
        "bang_diem": scores,
        "ten_bo_chi_so": ten_bo(ho_so).upper(),
        "nguon_ket_qua": stripped(danh_gia.nguon_ket_qua or ""),
        "phu_luc": annexes,
        "bang_nhiem_vu": hang_nhiem_vu(ho_so, danh_gia, quarters, don_vi),
        "bang_thong_ke": thong_ke,
        "bang_don_vi": bang_don_vi.hang_don_vi(last, don_vi, quarters),
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
    targets = cac_chi_tieu(ho_so, danh_gia, last)
    return [
        PhanBai("Công tác chỉ đạo, điều hành", chi_dao(danh_gia, ten_co_quan, don_vi, _cac_so(last))),
        PhanBai(
            "Kết quả thực hiện nhiệm vụ", cac_phan=_ket_qua(ho_so, danh_gia, quarters, annexes, co_bieu_do=co_bieu_do)
        ),
        PhanBai("Kết quả thực hiện chỉ tiêu", cau_chi_tieu(targets), kieu_bang="bang_chi_tieu" if targets else None),
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
    progress = [tien_do_nam(last), *bien_dong_nam(last), *_thieu_quy(ho_so), dan_phu_luc(annexes)]
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


def _thieu_quy(ho_so: HoSo) -> list[str]:
    missing = [QUY[n - 1] for n in ho_so.cac_quy_phai_co if n not in ho_so.tien_do]
    return [f"Số liệu cả năm chưa gồm {', '.join(missing)}."] if missing else []


def _nhom(nhom: Nhom, last: TongHop, words: Sequence[str]) -> PhanBai:
    """A group: its judgement, then the year's sums."""
    tasks = next(tasks for each, tasks in last.theo_nhom() if each == nhom)
    sums = [so_ca_nam(each) for each in last.thong_ke(nhom, tasks) if each.luy_ke is not None]
    if words or not sums:  # the annex of statistics has the sums, too
        return PhanBai(nhom.tieu_de, words)
    return PhanBai(nhom.tieu_de, [thanh_cau(fill("Cả năm: {}", join("; ", sums)))])


# --- Judgement ------------------------------------------------------------------------------------------------


def _danh_gia_chung(ho_so: HoSo, danh_gia: DanhGia, last: TongHop, don_vi: DonVi) -> list[PhanBai]:
    open_ = [each for each in last.kho_khan if each.con_ton_tai]
    over = [each for each in last.kho_khan if not each.con_ton_tai]
    # One without a code says why its quarter was as it was: a delay is not overcome by being over.
    closed = [each for each in over if each.kho_khan.ma]
    limits = [*han_che_nam(ho_so, danh_gia, last, open_, don_vi), *_cac_so(last).cac_doan(danh_gia.han_che)]
    return [
        PhanBai("Ưu điểm", [*uu_diem_nam(last), *_cac_so(last).cac_doan(danh_gia.uu_diem)]),
        PhanBai("Tồn tại, hạn chế", limits),
        PhanBai("Nguyên nhân", nguyen_nhan([*open_, *over], danh_gia.nguyen_nhan)),
        PhanBai(
            "Khó khăn, hạn chế đã khắc phục trong năm", [cau_danh_gia.da_khac_phuc(each, don_vi) for each in closed]
        ),
    ]


# --- What comes next ------------------------------------------------------------------------------------------


def _phuong_huong(ho_so: HoSo, danh_gia: DanhGia, last: TongHop, don_vi: DonVi) -> list[PhanBai]:
    """What is left of the plan, apart from what is due between the cut-off day and the year's end; then the new year's work."""
    nam = ho_so.ke_hoach.nam
    open_tasks = last.o_tinh_trang(T.CHUA_HOAN_THANH_QUA_HAN, T.DANG_THUC_HIEN, T.CHUA_BAT_DAU)
    this_year = [t for t in last.o_tinh_trang(*CON_HAN) if t.han_cuoi and t.han_cuoi.year == nam]
    later = [t for t in open_tasks if t not in this_year]
    remedies = [
        *cau_danh_gia.bien_phap([each for each in last.kho_khan if each.con_ton_tai], don_vi),
        *danh_gia.giai_phap,
    ]
    return [
        PhanBai(f"Hoàn thành trong năm {nam}", [cau_danh_gia.phai_xong(t, don_vi) for t in this_year]),
        PhanBai("Nhiệm vụ chuyển tiếp, phải hoàn thành", [cau_danh_gia.phai_xong(t, don_vi) for t in later]),
        PhanBai("Khắc phục tồn tại, hạn chế", remedies),
        PhanBai("Nhiệm vụ trọng tâm", danh_gia.phuong_huong),
    ]


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
        bang_chi_tieu=[chi_tieu_ca_nam.BANG_CHI_TIEU],
    ),
    Paragraph(
        nd30.KET_LUAN,
        "Trên đây là Báo cáo tổng kết, đánh giá kết quả thực hiện kế hoạch {{ ky }} của {{ ten_co_quan }}./.",
    ),
    *chu_ky(),
    SectionEnd(),
    *dau_phu_luc("{{ phu_luc.nhiem_vu }}", "KẾT QUẢ THỰC HIỆN TỪNG NHIỆM VỤ"),
    BANG_NHIEM_VU,
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
    bang_don_vi.bang_don_vi("Thường xuyên, làm đủ các quý", "Thường xuyên, có quý chưa làm", chua_bao_cao=False),
    *bang_don_vi.GHI_CHU_DON_VI,
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
