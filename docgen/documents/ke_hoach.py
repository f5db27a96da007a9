"""Kế hoạch (KH): văn bản có tên loại theo Mẫu 1.4 Phụ lục III Nghị định 30/2020/NĐ-CP.

Cần `data/co_quan.yaml` và `data/<mã kế hoạch>/ke_hoach.yaml`. Văn bản gồm căn cứ (nếu có), lời mở đầu, các mục đánh số
I, II, III, câu kết thúc, nơi nhận, chữ ký và các phụ lục (nếu có); phụ lục phân công nhiệm vụ in trên khổ giấy ngang.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docgen.documents.bo_cuc import bang_phan_cong, cac_doan
from docgen.documents.the_thuc import the_thuc
from docgen.documents.van_ban import LoaiVanBan, VanBanLap
from docgen.model import CoQuan, HoSo, KeHoach
from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.vietnamese import roman
from docgen.sources import like, stripped
from docgen.template.blocks import Block, Paragraph, SectionEnd, Table, Tag
from docgen.template.parts import (
    cac_dong,
    chu_ky,
    dau_bang,
    dau_phu_luc,
    dau_van_ban,
    hang_theo_nhom,
    loi_van,
    long_or_short,
    noi_dung,
    o,
    o_giua,
    voi_moi,
)

TEN_LOAI = "Kế hoạch"


def _cac_van_ban(ho_so: HoSo) -> Iterator[VanBanLap]:
    """The plan."""
    yield VanBanLap(LOAI, ho_so.ke_hoach, lambda: _context(ho_so.co_quan, ho_so.ke_hoach))


def _context(co_quan: CoQuan, ke_hoach: KeHoach) -> dict[str, Any]:
    return the_thuc(co_quan, ke_hoach, TEN_LOAI, ke_hoach.nam, ke_hoach.trich_yeu) | {
        "can_cu": [stripped(text, " .;") for text in ke_hoach.can_cu],
        "mo_dau": ke_hoach.mo_dau,
        "noi_dung": cac_doan(ke_hoach.muc, co_quan, phan_cong=ke_hoach.phan_cong != "phụ lục"),
        "ket_luan": ke_hoach.ket_luan,
        "cac_phu_luc": [
            {
                "nhan_muc": f"Phụ lục {roman(number)}" if len(ke_hoach.phu_luc) > 1 else "Phụ lục",
                "ten": like(phu_luc.ten.upper(), phu_luc.ten),
                "kieu": phu_luc.kieu,
                "doan_van": phu_luc.doan_van,
                "noi_dung": cac_doan(phu_luc.muc, co_quan),
                "bang_phan_cong": bang_phan_cong(phu_luc, ke_hoach.muc, co_quan)
                if phu_luc.kieu == "bảng phân công"
                else [],
            }
            for number, phu_luc in enumerate(ke_hoach.phu_luc, 1)
        ],
    }


_BANG_PHAN_CONG = Table(
    widths=(12, None, 45, 42, 36, 32),
    ten="Phân công nhiệm vụ",
    rows=[
        dau_bang("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian", "Sản phẩm"),
        *hang_theo_nhom(
            "phu_luc.bang_phan_cong",
            *long_or_short(
                [
                    o_giua("{{ hang.tt }}"),
                    cac_dong("hang.nhiem_vu"),
                    o("{{ hang.don_vi_chu_tri }}"),
                    o("{{ hang.don_vi_phoi_hop }}"),
                    o("{{ hang.thoi_gian_thuc_hien }}"),
                    o("{{ hang.san_pham }}"),
                ]
            ),
        ),
    ],
)

BODY: list[Block] = [
    *dau_van_ban(),
    *voi_moi(
        "can_cu_ban_hanh",
        "can_cu",
        Paragraph(nd30.CAN_CU_BAN_HANH, "{{ can_cu_ban_hanh }}{{ '.' if loop.last else ';' }}"),
    ),
    *loi_van("mo_dau"),
    *noi_dung("noi_dung"),
    Paragraph(nd30.KET_LUAN, "{{ ket_luan }}./."),
    *chu_ky(),
    SectionEnd(),
    Tag("for phu_luc in cac_phu_luc"),
    *dau_phu_luc("{{ phu_luc.nhan_muc }}", "{{ phu_luc.ten }}"),
    *loi_van("phu_luc.doan_van"),
    Tag("if phu_luc.kieu == 'bảng phân công'"),
    _BANG_PHAN_CONG,
    SectionEnd(annex=True, landscape=True),
    Tag("else"),
    *noi_dung("phu_luc.noi_dung"),
    SectionEnd(annex=True),
    Tag("endif"),
    Tag("endfor"),
]

LOAI = LoaiVanBan("ke-hoach", TEN_LOAI, "kế hoạch", "ke_hoach.yaml", _cac_van_ban, BODY)
