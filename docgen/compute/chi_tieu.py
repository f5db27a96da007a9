"""Targets at the end of a period, from the year's start.

Cộng dồn: what the quarters reached is added up; of a rate the whole too, without what a quarter took over from the one before.
Tại thời điểm: each unit's latest figure counts. A target is met from above (ít nhất) or from below (không quá).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import Enum

from docgen.compute.thong_ke import viet_so_dem
from docgen.model import QUY, ChiTieu, SoLieuChiTieu, TienDo
from docgen.nghi_dinh.vietnamese import number, percent, rounded
from docgen.sources import Part, Source, fill, traced

ByQuarter = Sequence[tuple[int, TienDo]]
_CUOI_NAM = len(QUY)


class DanhGiaChiTieu(Enum):
    """The verdict on a target; the value is what is printed."""

    DAT_CHI_TIEU = "đạt chỉ tiêu"
    CHUA_DAT = "chưa đạt chỉ tiêu"
    DAT_MUC_QUY = "đạt mức đến hết quý"
    CHUA_DAT_MUC_QUY = "chưa đạt mức đến hết quý"
    DANG_THEO_DOI = "so với chỉ tiêu cả năm"
    TRONG_MUC = "trong mức cho phép"
    VUOT_MUC = "vượt mức cho phép"
    KHONG_PHAT_SINH = "không phát sinh"
    CHUA_CO_SO_LIEU = "chưa có số liệu"


D = DanhGiaChiTieu
KHONG_DAT = (D.CHUA_DAT, D.CHUA_DAT_MUC_QUY, D.VUOT_MUC)


@dataclass(frozen=True)
class KetQuaChiTieu:
    """A target at the end of a quarter: what was reached, out of how many for a rate; what it was made of."""

    chi_tieu: ChiTieu
    so_dat: Decimal | None
    tong_so: Decimal | None
    quy: int
    source: Source

    @property
    def gia_tri(self) -> Decimal | None:
        """The rate in per cent, or the amount; None where nothing is known or nothing arose."""
        if self.so_dat is None or not self.chi_tieu.la_ty_le:
            return self.so_dat
        return self.so_dat * 100 / self.tong_so if self.tong_so else None

    @property
    def dat_muc_tieu(self) -> bool | None:
        """Whether the year's target is met so far; None while there is nothing to judge by."""
        return None if self.gia_tri is None else self._meets(self.chi_tieu.gia_tri)

    @property
    def danh_gia(self) -> DanhGiaChiTieu:
        """The verdict of the quarter's report; in the fourth, of the year."""
        if self.gia_tri is None:
            return D.CHUA_CO_SO_LIEU if self.so_dat is None else D.KHONG_PHAT_SINH
        if self.chi_tieu.chieu == "không quá":
            if not self.dat_muc_tieu:
                return D.VUOT_MUC
            return D.DAT_CHI_TIEU if self.quy == _CUOI_NAM else D.TRONG_MUC
        if self.dat_muc_tieu:
            return D.DAT_CHI_TIEU
        return D.CHUA_DAT if self.quy == _CUOI_NAM else self._on_the_way()

    def _on_the_way(self) -> DanhGiaChiTieu:
        """The year's target is not met yet: held against the quarter's, if there is one."""
        step = self.muc_quy
        if step is not None:
            return D.DAT_MUC_QUY if self._meets(step) else D.CHUA_DAT_MUC_QUY
        # What was handled as it came in can be judged at once; a level and a sum have the year to grow.
        flow = self.chi_tieu.la_ty_le and self.chi_tieu.cach_tinh == "cộng dồn" and self.chi_tieu.tong_so is None
        return D.CHUA_DAT if flow else D.DANG_THEO_DOI

    @property
    def muc_quy(self) -> Decimal | None:
        """What the plan asks by the end of this quarter, where it says so."""
        return {str(ky): so for ky, so in self.chi_tieu.muc_tieu_quy.items()}.get(QUY[self.quy - 1])

    def _meets(self, asked: Decimal) -> bool:
        value = self.gia_tri
        assert value is not None
        return value <= asked if self.chi_tieu.chieu == "không quá" else value >= asked

    @property
    def cach_viet(self) -> str:
        """As it is printed: `93,3% (28/30)`, or the amount with its unit; empty without figures."""
        if self.so_dat is None:
            return ""
        if not self.chi_tieu.la_ty_le:
            return fill("{} " + self.chi_tieu.don_vi_tinh, traced(viet_so_dem(self.so_dat), self.source))
        parts = fill(
            "{}/{}", traced(number(self.so_dat), self.source), traced(number(self.tong_so or Decimal()), self.source)
        )
        return parts if self.gia_tri is None else fill("{} ({})", self.ty_le, parts)

    @property
    def ty_le(self) -> str:
        """The rate as it is printed; one that misses what it is held against is not rounded to it (2499/2500 is 99,9%)."""
        rate = self.gia_tri
        assert rate is not None
        step = self.muc_quy if self.danh_gia is D.CHUA_DAT_MUC_QUY else None
        for asked in (self.chi_tieu.gia_tri, step):
            if asked is not None:
                rate = _not_to(asked, rate, from_below=self.chi_tieu.chieu == "ít nhất")
        return traced(percent(rate), self.source)

    @property
    def phan_cua_nam(self) -> str:
        """The share of the year's target that an amount has reached: `40,0%`; empty for a rate."""
        if self.so_dat is None or self.chi_tieu.la_ty_le or not self.chi_tieu.gia_tri:
            return ""
        share = self.so_dat * 100 / self.chi_tieu.gia_tri
        return traced(percent(_not_to(Decimal(100), share, from_below=self.chi_tieu.chieu == "ít nhất")), self.source)


def _not_to(asked: Decimal, rate: Decimal, *, from_below: bool) -> Decimal:
    """The rate, cut to one decimal where rounding would bring it to what it misses."""
    shown = rounded(rate, 1)
    if from_below and rate < asked <= shown:
        return rate.quantize(Decimal("0.1"), ROUND_FLOOR)
    if not from_below and rate > asked >= shown:
        return rate.quantize(Decimal("0.1"), ROUND_CEILING)
    return rate


def ket_qua_chi_tieu(target: ChiTieu, by_quarter: ByQuarter, quy: int) -> KetQuaChiTieu:
    """The target at the end of this quarter, by the reports up to it."""
    told = [
        (n, report, figure)
        for n, report in by_quarter
        for figure in report.so_lieu_chi_tieu
        if figure.chi_tieu == target.ma
    ]
    if target.cach_tinh == "tại thời điểm":
        told = list({report.don_vi: (n, report, figure) for n, report, figure in told}.values())
    reached = sum((figure.so_dat for _, _, figure in told), Decimal()) if told else None
    whole = _whole(target, [(n, figure) for n, _, figure in told]) if told and target.la_ty_le else None
    return KetQuaChiTieu(target, reached, whole, quy, _source(target, told))


def _whole(target: ChiTieu, told: Sequence[tuple[int, SoLieuChiTieu]]) -> Decimal:
    if target.tong_so is not None:
        return target.tong_so
    first = min(n for n, _ in told)
    whole = sum((figure.tong_so or Decimal() for _, figure in told), Decimal())
    if target.cach_tinh == "tại thời điểm":
        return whole
    return whole - sum((figure.chuyen_sang or Decimal() for n, figure in told if n > first), Decimal())


def _source(target: ChiTieu, told: Sequence[tuple[int, TienDo, SoLieuChiTieu]]) -> Source:
    parts = [
        Part(
            f"{QUY[n - 1]}, {report.don_vi}",
            tuple(
                figure.place(key) for key in ("so_dat", "tong_so", "chuyen_sang") if getattr(figure, key) is not None
            ),
        )
        for n, report, figure in told
    ]
    fixed = [Part("tổng số cố định trong kế hoạch", (target.place("tong_so"),))] if target.tong_so is not None else []
    return Source(f"chỉ tiêu “{target.noi_dung}”", (*parts, *fixed))
