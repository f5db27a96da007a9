"""`docgen giai-thich`: the tasks and the lines of YAML behind a figure of a quarterly report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from docgen.compute import THUONG_XUYEN, Figure, TinhHinh, figures, tong_hop
from docgen.documents.bo_cuc import ten_cac_don_vi
from docgen.errors import Place, Problem, UnusableError
from docgen.load import chosen_plan, load
from docgen.model import QUY
from docgen.nghi_dinh.vietnamese import without_accents


@dataclass(frozen=True)
class DongGiaiThich:
    """A task behind a figure: its name and state, and the lines that say so."""

    ten: str
    tinh_trang: str
    cac_dong: tuple[Place, ...]


@dataclass(frozen=True)
class GiaiThich:
    """A figure with the tasks it counts."""

    ten: str
    viet: str
    cac_nhiem_vu: tuple[DongGiaiThich, ...]


def giai_thich(hoi: str, quy: int, workspace: Path, ma_ke_hoach: str | None) -> list[GiaiThich]:
    """What stands behind a figure, asked for as it is printed (`13/14`, `92,9%`, `05`) or by its name (`quá hạn`).

    Raises UnusableError where the report of the quarter has no such figure.
    """
    ma = chosen_plan(workspace, ma_ke_hoach)
    ho_so = load(workspace, ma)
    if quy not in ho_so.tien_do:
        place = Place(f"data/{ma}/tien_do/quy_{quy}.yaml")
        raise UnusableError([Problem(place, f"chưa có tiến độ {QUY[quy - 1]}", "tạo tệp này")])
    all_figures = figures(tong_hop(ho_so, quy), lambda cac_ma: ten_cac_don_vi(cac_ma, ho_so.co_quan))
    found = [figure for figure in all_figures if _asked_for(hoi, figure)]
    if not found:
        known = "; ".join(f"{figure.ten} {figure.viet[-1]}" for figure in all_figures)
        raise UnusableError(
            [
                Problem(
                    Place(f"báo cáo {QUY[quy - 1]}"),
                    f"không có con số hay tên “{hoi}”",
                    f"các con số có trong báo cáo: {known}",
                )
            ]
        )
    return [GiaiThich(f.ten, " = ".join(f.viet), tuple(dong_giai_thich(t) for t in f.cac_tinh_hinh)) for f in found]


def _asked_for(hoi: str, figure: Figure) -> bool:
    asked = _bare(hoi)
    if not asked:
        return False
    return asked in {_bare(written) for written in figure.viet} or (
        not asked[:1].isdigit() and asked in _bare(figure.ten)
    )


def _bare(text: str) -> str:
    return re.sub(r"(?<!\d)0+(?=\d)(?!0*[,.])", "", without_accents(text).lower().strip())


def dong_giai_thich(tinh_hinh: TinhHinh) -> DongGiaiThich:
    """A task behind a figure, with the lines that say how it stands."""
    # What is judged by the quarter stands in its file; a deadline or a target looks back to the year's start.
    by_quarter = tinh_hinh.tinh_trang in THUONG_XUYEN and not tinh_hinh.chi_tieu
    lines = [tinh_hinh.nhiem_vu.place("ma")]
    for report in tinh_hinh.bao_cao if by_quarter else tinh_hinh.den_nay:
        lines.append(report.place("nhiem_vu"))
        lines += [figure.place("so_dat") for figure in report.so_lieu_chi_tieu]
    return DongGiaiThich(tinh_hinh.nhiem_vu.ten, tinh_hinh.tinh_trang.value, tuple(lines))
