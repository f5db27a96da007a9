"""Báo cáo quý (BC): kết quả thực hiện kế hoạch trong một quý.

Cần `data/<mã kế hoạch>/tien_do/quy_N.yaml`. Số liệu chốt theo Điều 12 Nghị định 09/2019/NĐ-CP, trừ khi kế hoạch có ngày chốt riêng.
Bố cục: chỉ đạo, điều hành; kết quả theo nhóm nhiệm vụ; đánh giá chung; nhiệm vụ quý tới; đề xuất, kiến nghị; Phụ lục I tiến độ
từng nhiệm vụ, Phụ lục II kết quả theo đơn vị và biểu đồ. Có `kinh_gui` chỉ khi gửi cơ quan cấp trên (Mục II khoản 9 điểm b).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docgen.compute import tong_hop
from docgen.documents import so_lieu_bao_cao as so_lieu
from docgen.documents import than_bao_cao as than
from docgen.documents.dinh_chinh import dinh_chinh
from docgen.documents.the_thuc import ten_ke_hoach, the_thuc, vien_dan
from docgen.documents.van_ban import LoaiVanBan, VanBanLap
from docgen.errors import Problem
from docgen.model import HoSo
from docgen.nghi_dinh import nd30
from docgen.template.blocks import Block, Chart, Paragraph, SectionEnd, Tag
from docgen.template.parts import chu_ky, dau_phu_luc, dau_van_ban, kinh_gui, loi_van

TEN_LOAI = "Báo cáo"


def _cac_van_ban(ho_so: HoSo) -> Iterator[VanBanLap]:
    """A report for each quarter that has a file."""
    return (_van_ban(ho_so, quy) for quy in sorted(ho_so.tien_do))


def _van_ban(ho_so: HoSo, quy: int) -> VanBanLap:
    return VanBanLap(
        LOAI,
        ho_so.tien_do[quy],
        lambda: _context(ho_so, quy),
        quy,
        lambda: _con_thieu(ho_so, quy),
        lambda: so_lieu.so_lieu_chinh(ho_so.khi_bao_cao(quy), quy),
    )


def _con_thieu(ho_so: HoSo, quy: int) -> Iterator[Problem]:
    """Figures that are invented, units that have not reported."""
    yield from than.so_lieu_minh_hoa(ho_so, quy)
    missing = dict.fromkeys(unit for t in tong_hop(ho_so, quy).cac_tinh_hinh for unit in t.chua_bao_cao)
    for unit in missing:
        yield Problem(
            ho_so.tien_do[quy].place("tien_do"),
            f"chưa có báo cáo của {ho_so.co_quan.ten_don_vi(unit)}",
            "bổ sung báo cáo của đơn vị, dù không có gì mới",
        )


def _context(now: HoSo, quy: int) -> dict[str, Any]:
    ho_so = now.khi_bao_cao(quy)
    found = tong_hop(ho_so, quy)
    nop = ho_so.tien_do[found.quy]
    trich_yeu = f"Kết quả thực hiện Kế hoạch {ten_ke_hoach(ho_so.ke_hoach)} {found.ky.ten}"
    return {
        **the_thuc(ho_so.co_quan, nop, TEN_LOAI, ho_so.ke_hoach.nam, trich_yeu),
        **so_lieu.so_lieu_chung(ho_so, [found]),
        # Figures from the year's start and against the quarter before are made of the earlier files too.
        "minh_hoa": "minh_hoa" in {ho_so.tien_do[n].so_lieu for n in ho_so.tien_do if n <= found.quy},
        "vien_dan": vien_dan(ho_so.co_quan, ho_so.ke_hoach),
        "chi_dao_dieu_hanh": nop.chi_dao_dieu_hanh,
        "uu_diem": nop.uu_diem,
        "nhiem_vu_ky_toi": so_lieu.nhiem_vu_ky_toi(ho_so, found),
        "dinh_chinh": dinh_chinh(now, quy),
        "bieu_do": {"bieu_do_theo_nhom": so_lieu.bieu_do_theo_nhom(found)},
    }


BODY: list[Block] = [
    than.MINH_HOA,
    *dau_van_ban(),
    *kinh_gui(),
    Paragraph(
        nd30.LOI_VAN,
        "Thực hiện {{ vien_dan }}, {{ ten_co_quan }} báo cáo kết quả thực hiện {{ ky }} (số liệu tính {{ chot }}) như sau:",
    ),
    Paragraph(nd30.MUC, "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH"),
    *loi_van("chi_dao_dieu_hanh"),
    Tag("if not chi_dao_dieu_hanh"),
    Paragraph(nd30.LOI_VAN, "Trong kỳ báo cáo, không có nội dung chỉ đạo, điều hành riêng về kế hoạch này."),
    Tag("endif"),
    Paragraph(nd30.MUC, "II. KẾT QUẢ THỰC HIỆN"),
    *than.tong_so_nhiem_vu(),
    *than.thuong_xuyen_trong_ky(),
    *than.co_thoi_han(),
    Paragraph(nd30.LOI_VAN, "Tiến độ từng nhiệm vụ tại Phụ lục I, kết quả theo đơn vị tại Phụ lục II kèm theo."),
    *than.ket_qua_theo_nhom(),
    *than.dinh_chinh(),
    Paragraph(nd30.MUC, "III. ĐÁNH GIÁ CHUNG"),
    *than.danh_gia_chung(
        "{% if da_thuc_hien %}Các đơn vị đã thực hiện {{ da_thuc_hien|hai_so }}/{{ thuong_xuyen|dem('nhiệm vụ') }} thường xuyên."
        "{% else %}Trong kỳ báo cáo, các đơn vị chưa nêu ưu điểm.{% endif %}",
        "Nhiệm vụ chưa thực hiện trong kỳ",
    ),
    Paragraph(nd30.MUC, "IV. NHIỆM VỤ {{ nhiem_vu_ky_toi.ky|in_hoa }}"),
    *than.nhiem_vu_ky_toi_body(),
    Paragraph(nd30.MUC, "V. ĐỀ XUẤT, KIẾN NGHỊ"),
    *than.de_xuat_body(),
    Paragraph(nd30.KET_LUAN, "Trên đây là Báo cáo kết quả thực hiện kế hoạch {{ ky }} của {{ ten_co_quan }}./."),
    *chu_ky(),
    SectionEnd(),
    *dau_phu_luc("Phụ lục I", "TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ"),
    than.bang_tien_do(phoi_hop=True),
    SectionEnd(annex=True, landscape=True),
    *dau_phu_luc("Phụ lục II", "KẾT QUẢ THEO ĐƠN VỊ"),
    than.bang_don_vi("Đã thực hiện trong kỳ", "Chưa thực hiện trong kỳ"),
    Tag("if cac_nhom"),
    Paragraph(nd30.TEN_BANG, "Tình trạng nhiệm vụ theo nhóm, {{ ky }}"),
    Chart("bieu_do_theo_nhom", "Biểu đồ thanh xếp chồng: số nhiệm vụ theo tình trạng của từng nhóm nhiệm vụ", 80),
    Tag("else"),
    Paragraph(nd30.LOI_VAN, "Kế hoạch không có nhiệm vụ."),
    Tag("endif"),
    SectionEnd(annex=True, landscape=True),
]

LOAI = LoaiVanBan("bao-cao-quy", TEN_LOAI, "báo cáo quý", "tien_do/quy_N.yaml", _cac_van_ban, BODY, theo_quy=True)
