"""What the quarterly report and the evaluation have in common: direction, causes, the annexes and the chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from docgen.documents import cau_chi_dao, cau_danh_gia
from docgen.documents.cau_van import CacSo, DonVi
from docgen.model import LoiVanBaoCao
from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.vietnamese import capitalised, roman
from docgen.sources import fill, join
from docgen.template.blocks import Block, Chart, Mark, Paragraph

MINH_HOA = Mark("minh_hoa", nd30.SO_LIEU_MINH_HOA, "SỐ LIỆU MINH HỌA")


_TEN_PHU_LUC = {
    "tien_do": "tiến độ từng nhiệm vụ",
    "nhiem_vu": "kết quả từng nhiệm vụ",
    "chi_so": "kết quả các chỉ số",
    "thong_ke": "số liệu thống kê",
    "don_vi": "kết quả theo đơn vị",
}


def dan_phu_luc(annexes: Mapping[str, str]) -> str:
    """Where the annexes are pointed to, as Mục III khoản 1 điểm a asks."""
    named = [f"{_TEN_PHU_LUC[key]} tại {label}" for key, label in annexes.items() if label]
    return f"({capitalised('; '.join(named))} kèm theo.)"


def so_phu_luc(*annexes: tuple[str, bool]) -> dict[str, str]:
    """The labels of the annexes that are there, numbered without gaps; an annex alone has no number."""
    there = [key for key, is_there in annexes if is_there]
    labels = [f"Phụ lục {roman(number)}" for number in range(1, len(there) + 1)] if len(there) > 1 else ["Phụ lục"]
    return {key: "" for key, _ in annexes} | dict(zip(there, labels, strict=True))


def chi_dao(file: LoiVanBaoCao, ten_co_quan: str, don_vi: DonVi, cac_so: CacSo) -> list[str]:
    """What leaders ordered: the clerk's words, then the documents and inspections, counted."""
    counted = [
        cau_chi_dao.van_ban_chi_dao(file.van_ban_chi_dao, ten_co_quan),
        cau_chi_dao.kiem_tra(file.kiem_tra, don_vi),
    ]
    return [*cac_so.cac_doan(file.chi_dao_dieu_hanh), *(each for each in counted if each)]


def nguyen_nhan(found: Sequence[Any], written: Sequence[str]) -> list[str]:
    """The causes by kind, then those that the clerk wrote for the whole."""
    said: list[str] = []
    for loai in ("khách quan", "chủ quan"):
        causes = cau_danh_gia.nguyen_nhan(found, loai)
        if causes:
            said.append(fill(f"Nguyên nhân {loai}: {{}}", join(" ", causes)))
    return [*said, *written]


BIEU_DO: list[Block] = [
    Paragraph(nd30.TEN_BANG, "Tình trạng nhiệm vụ theo nhóm, {{ ky }}"),
    Chart("bieu_do_theo_nhom", "Biểu đồ thanh xếp chồng: số nhiệm vụ theo tình trạng của từng nhóm nhiệm vụ", 75),
]
