"""Difficulties over the year: told in a quarter, open until they are overcome.

One is overcome when a report says so (da_khac_phuc), or when its task is completed. One without a code belongs to its own
quarter alone. Those of a dropped task are gone with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from docgen.compute.tinh_trang import TinhHinh
from docgen.errors import Place
from docgen.model import DaKhacPhuc, HoSo, KhoKhan, TienDo


@dataclass(frozen=True, eq=False)
class TheoDoiKhoKhan:
    """A difficulty on the last day of a quarter. `da_khac_phuc` is how it was overcome, empty while it is open."""

    kho_khan: KhoKhan
    bao_cao: TienDo
    tinh_hinh: TinhHinh
    quy: int
    ngay_khac_phuc: date | None = None
    da_khac_phuc: str = ""
    place: Place | None = None

    @property
    def con_ton_tai(self) -> bool:
        """Still open."""
        return self.ngay_khac_phuc is None

    @property
    def don_vi(self) -> str:
        """The unit that must overcome it."""
        return self.kho_khan.don_vi or self.bao_cao.don_vi


def theo_doi_kho_khan(ho_so: HoSo, quy: int, cac_tinh_hinh: Iterable[TinhHinh]) -> list[TheoDoiKhoKhan]:
    """The difficulties told up to the end of this quarter, as they stand on its last day."""
    by_task = {t.nhiem_vu.ma: t for t in cac_tinh_hinh if not t.da_dung}
    files = [(n, ho_so.tien_do[n]) for n in sorted(ho_so.tien_do) if n <= quy]
    reports = [(n, report) for n, file in files for report in file.tien_do if report.nhiem_vu in by_task]
    closed = {done.kho_khan: done for _, report in reversed(reports) for done in report.da_khac_phuc}
    return [
        _followed(kho_khan, report, by_task[report.nhiem_vu], n, closed)
        for n, report in reports
        for kho_khan in report.kho_khan
    ]


def _followed(
    kho_khan: KhoKhan, report: TienDo, task: TinhHinh, n: int, closed: Mapping[str, DaKhacPhuc]
) -> TheoDoiKhoKhan:
    done = closed.get(kho_khan.ma or "")
    if done is not None:
        return TheoDoiKhoKhan(kho_khan, report, task, n, done.ngay, done.ket_qua, done.place("ngay"))
    if task.ngay_hoan_thanh is not None:
        return TheoDoiKhoKhan(kho_khan, report, task, n, task.ngay_hoan_thanh)
    return TheoDoiKhoKhan(kho_khan, report, task, n)
