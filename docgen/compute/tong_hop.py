"""All that a report on a quarter says in figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from docgen.compute.kho_khan import TheoDoiKhoKhan, theo_doi_kho_khan
from docgen.compute.thong_ke import SoThongKe, so_thong_ke
from docgen.compute.tinh_trang import CO_HAN, DA_HOAN_THANH, THUONG_XUYEN, BaoCaoDenQuy, TinhHinh, TinhTrang, tinh_hinh
from docgen.model import LUY_KE, QUY, HoSo, KyBaoCao, LanDieuChinh, Nhom, NhomNhiemVu, theo_ke_hoach

T = TinhTrang


@dataclass(frozen=True)
class DanhSach:
    """Some tasks, and those among them in a state."""

    cac_tinh_hinh: tuple[TinhHinh, ...]

    def o_tinh_trang(self, *states: TinhTrang) -> list[TinhHinh]:
        """Those in one of these states."""
        return [t for t in self.cac_tinh_hinh if t.tinh_trang in states]

    @property
    def dang_thuc_hien(self) -> list[TinhHinh]:
        """Those in force: all but the dropped ones."""
        return [t for t in self.cac_tinh_hinh if not t.da_dung]

    @property
    def co_han(self) -> list[TinhHinh]:
        """Those with a deadline."""
        return self.o_tinh_trang(*CO_HAN)

    @property
    def thuong_xuyen(self) -> list[TinhHinh]:
        """The thường xuyên and recurring ones that were to be done in the period."""
        return self.o_tinh_trang(*THUONG_XUYEN)

    @property
    def hoan_thanh(self) -> list[TinhHinh]:
        """Those completed, of those with a deadline."""
        return self.o_tinh_trang(*DA_HOAN_THANH)

    @property
    def ty_le_hoan_thanh(self) -> Decimal | None:
        """Share of those with a deadline that are completed, in per cent; None where there are none."""
        return ty_le(len(self.hoan_thanh), len(self.co_han))

    @property
    def ty_le_thuong_xuyen(self) -> Decimal | None:
        """Share of thường xuyên ones done in the period, in per cent; None where there are none."""
        return ty_le(len(self.o_tinh_trang(T.DA_THUC_HIEN)), len(self.thuong_xuyen))


@dataclass(frozen=True)
class TongHop(DanhSach):
    """The figures of a quarter.

    `quy_truoc` is the quarter before, where its file is there. `dieu_chinh` are the adjustments of the plan that came in the period. `lien_tuc` are the codes of the thường xuyên tasks that were
    done in every quarter from the year's start in which they were in force and that has a file. `thong_ke_nhom` are the
    quantities of groups by the code of the group.
    """

    quy: int
    ky: KyBaoCao
    luy_ke: KyBaoCao
    quy_truoc: DanhSach | None
    lien_tuc: frozenset[str]
    kho_khan: tuple[TheoDoiKhoKhan, ...]
    dieu_chinh: tuple[LanDieuChinh, ...]
    thong_ke_nhom: dict[str, tuple[SoThongKe, ...]]

    @property
    def bo_sung(self) -> list[TinhHinh]:
        """Those in force that were added in the year."""
        return [t for t in self.dang_thuc_hien if t.van_ban_giao]

    def theo_nhom(self) -> list[tuple[Nhom, DanhSach]]:
        """The groups in the plan's order with their tasks."""
        groups: dict[Nhom, list[TinhHinh]] = {}
        for each in self.cac_tinh_hinh:
            groups.setdefault(each.nhom, []).append(each)
        return [(nhom, DanhSach(tuple(found))) for nhom, found in groups.items()]

    def thong_ke(self, nhom: Nhom, tasks: DanhSach) -> list[SoThongKe]:
        """The quantities of a group and of its tasks in force."""
        return [*self.thong_ke_nhom.get(nhom.ma, ()), *(s for t in tasks.dang_thuc_hien for s in t.thong_ke)]


# The reports of a year ask for the same quarters again and again; a few offices at a time are kept.
_KEPT = 16


@lru_cache(maxsize=_KEPT)
def tong_hop(ho_so: HoSo, quy: int) -> TongHop:
    """The figures of a quarter (1 to 4), each quarter by the plan in force on its cut-off day. Raises KeyError for one without a file."""
    ho_so.tien_do[quy]  # raises
    ho_so = theo_ke_hoach(ho_so, quy)
    by_quarter = {n: _cac_tinh_hinh(ho_so, n) for n in sorted(ho_so.tien_do) if n <= quy}
    tasks = by_quarter[quy]
    return TongHop(
        cac_tinh_hinh=tasks,
        quy=quy,
        ky=ho_so.ky_bao_cao(QUY[quy - 1]),
        luy_ke=_luy_ke(ho_so, quy),
        quy_truoc=DanhSach(by_quarter[quy - 1]) if quy - 1 in by_quarter else None,
        lien_tuc=_lien_tuc(by_quarter.values(), tasks),
        kho_khan=tuple(theo_doi_kho_khan(ho_so, quy, tasks)),
        dieu_chinh=_dieu_chinh(ho_so, quy),
        thong_ke_nhom=_thong_ke_nhom(BaoCaoDenQuy(ho_so, quy), tasks),
    )


@lru_cache(maxsize=_KEPT)
def _cac_tinh_hinh(ho_so: HoSo, quy: int) -> tuple[TinhHinh, ...]:
    told = BaoCaoDenQuy(theo_ke_hoach(ho_so, quy), quy)
    return tuple(tinh_hinh(told, nhom, task) for nhom, task in told.ho_so.cac_nhiem_vu(quy))


def _dieu_chinh(ho_so: HoSo, quy: int) -> tuple[LanDieuChinh, ...]:
    first_day = ho_so.ky_bao_cao(QUY[quy - 1]).tu_ngay
    return tuple(adjusted for adjusted in ho_so.cac_dieu_chinh(quy) if adjusted.ngay >= first_day)


def _luy_ke(ho_so: HoSo, quy: int) -> KyBaoCao:
    """From the year's start, or from the first quarter in which the plan existed, to the end of this quarter."""
    whole = ho_so.ky_bao_cao(LUY_KE[quy - 1])
    first = min((*ho_so.cac_quy_phai_co, quy))
    return replace(whole, tu_ngay=ho_so.ky_bao_cao(QUY[first - 1]).tu_ngay)


def ty_le(part: int, whole: int) -> Decimal | None:
    """In per cent; None of nothing."""
    return Decimal(part) * 100 / whole if whole else None


def _lien_tuc(quarters: Iterable[tuple[TinhHinh, ...]], last: tuple[TinhHinh, ...]) -> frozenset[str]:
    missed = {
        t.nhiem_vu.ma for found in quarters for t in found if t.tinh_trang in (T.CHUA_THUC_HIEN, T.THUC_HIEN_MOT_PHAN)
    }
    return frozenset(t.nhiem_vu.ma for t in last if t.tinh_trang is T.DA_THUC_HIEN) - missed


def _thong_ke_nhom(told: BaoCaoDenQuy, tasks: tuple[TinhHinh, ...]) -> dict[str, tuple[SoThongKe, ...]]:
    found = {}
    for part in told.ho_so.ke_hoach.cac_phan_co_nhiem_vu():
        if isinstance(part, NhomNhiemVu) and part.dai_luong:
            # Of a task that was dropped since, too: what it had done was reported, and stays in the sums.
            within = [t.nhiem_vu.ma for t in tasks if t.nhom.ma == part.ma]
            reports = sorted((pair for ma in within for pair in told.bao_cao_cua(ma)), key=lambda pair: pair[0])
            found[part.ma] = tuple(so_thong_ke(each, reports, told.quy) for each in part.dai_luong)
    return found
