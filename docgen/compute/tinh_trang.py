"""The state of a task on the last day of a period.

What is counted, and of what (docs/huong_dan.md says the same to clerks):

- A task with a deadline is completed on the day the last of its reporting units completed it. It is in time when that day is
  not after the deadline: the plan's, or that of an extension (or of an adjustment of the plan) granted before the deadline it
  extends. A later one is told, but makes nothing timely. A deadline on the last day of the period has passed. Overdue includes tasks of earlier periods.
- A *thường xuyên* or recurring task is judged by the period: done when every reporting unit has something to show in it
  (a monthly task: three times in the quarter), partly done when some have, else not done.
- A task whose words name no date is a state of its own.
- Reporting units are the lead units, or where there is no lead the units that do the task together; a group stands for its
  members.
- Dropped tasks stay visible and are counted nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import cached_property

from docgen.compute.chi_tieu import KetQuaChiTieu, ket_qua_chi_tieu
from docgen.compute.thong_ke import SoThongKe, so_thong_ke
from docgen.errors import Place
from docgen.model import (
    QUY,
    GiaHan,
    HoSo,
    KyBaoCao,
    LanDieuChinh,
    NhiemVu,
    Nhom,
    TienDo,
    cac_nhiem_vu_theo_ma,
    han_ke_hoach,
)
from docgen.nghi_dinh.vietnamese import two_digits
from docgen.sources import Count, Part, Source


class TinhTrang(Enum):
    """The state of a task; the value is what is printed."""

    HOAN_THANH_DUNG_HAN = "hoàn thành đúng hạn"
    HOAN_THANH_QUA_HAN = "hoàn thành quá hạn"
    CHUA_HOAN_THANH_QUA_HAN = "chưa hoàn thành, quá hạn"
    DANG_THUC_HIEN = "đang thực hiện, còn trong hạn"
    CHUA_BAT_DAU = "chưa bắt đầu, còn trong hạn"
    DA_THUC_HIEN = "đã thực hiện trong kỳ"
    THUC_HIEN_MOT_PHAN = "thực hiện một phần"
    CHUA_THUC_HIEN = "chưa thực hiện trong kỳ"
    CHUA_DEN_KY = "chưa đến thời gian thực hiện"
    HOAN_THANH = "hoàn thành"
    CHUA_XAC_DINH = "chưa xác định thời hạn"
    DA_DUNG = "dừng thực hiện"


T = TinhTrang
DA_HOAN_THANH = (T.HOAN_THANH_DUNG_HAN, T.HOAN_THANH_QUA_HAN)
CO_HAN = (*DA_HOAN_THANH, T.CHUA_HOAN_THANH_QUA_HAN, T.DANG_THUC_HIEN, T.CHUA_BAT_DAU)
THUONG_XUYEN = (T.DA_THUC_HIEN, T.THUC_HIEN_MOT_PHAN, T.CHUA_THUC_HIEN)
DA_XONG = (*DA_HOAN_THANH, T.HOAN_THANH)


@dataclass(frozen=True)
class LanGiaHan:
    """An extension: the new deadline, the document, its day, and whether it came in time (not after the deadline it extends).

    `dieu_chinh` marks the new deadline of an adjusted plan, which may also be earlier.
    """

    den_ngay: date
    van_ban: str
    ngay: date
    place: Place
    dieu_chinh: bool = False
    kip_thoi: bool = True


@dataclass(frozen=True, eq=False)
class TinhHinh:
    """A task at the end of a period.

    `han` is the deadline by which it is judged; `gia_han` its extensions in their order. `van_ban_giao` and `van_ban_dung` are the
    documents that gave it and dropped it in the year. `bao_cao` are the reports of the
    period, `den_nay` those since the year's start. `phai_bao_cao` are the units that owe a report in the period.
    """

    nhom: Nhom
    nhiem_vu: NhiemVu
    tinh_trang: TinhTrang
    ky: KyBaoCao
    han: date | None
    gia_han: tuple[LanGiaHan, ...]
    ngay_hoan_thanh: date | None
    don_vi: tuple[str, ...]
    phai_bao_cao: tuple[str, ...]
    bao_cao: tuple[TienDo, ...]
    den_nay: tuple[TienDo, ...]
    chi_tieu: tuple[KetQuaChiTieu, ...]
    thong_ke: tuple[SoThongKe, ...]
    van_ban_giao: str = ""
    van_ban_dung: str = ""

    @property
    def da_dung(self) -> bool:
        """Dropped: visible, but counted nowhere."""
        return self.tinh_trang is T.DA_DUNG

    @property
    def xong_truoc_ky(self) -> bool:
        """Completed before the period."""
        return self.ngay_hoan_thanh is not None and self.ngay_hoan_thanh < self.ky.tu_ngay

    @property
    def han_cuoi(self) -> date | None:
        """The deadline as it stands now, late extensions included."""
        return self.gia_han[-1].den_ngay if self.gia_han else self.han

    @property
    def so_ngay_qua_han(self) -> int:
        """How many days late it was completed, or is by the end of the period; 0 where it is not late."""
        if self.han is None or self.da_dung:
            return 0
        return max(0, ((self.ngay_hoan_thanh or self.ky.den_ngay) - self.han).days)

    @property
    def chua_bao_cao(self) -> tuple[str, ...]:
        """Of the units that owe a report, those that gave none."""
        said = {report.don_vi for report in self.bao_cao}
        return tuple(unit for unit in self.phai_bao_cao if unit not in said)

    @property
    def chua_co_ket_qua(self) -> tuple[str, ...]:
        """Of the units that owe a report, those that have nothing to show in the period."""
        shown = {report.don_vi for report in self.bao_cao if report.co_ket_qua}
        return tuple(unit for unit in self.phai_bao_cao if unit not in shown)

    @property
    def chua_lam_du(self) -> tuple[str, ...]:
        """Of the units that owe a report, those that have not enough to show: nothing, or a monthly task too few times."""
        return tuple(unit for unit in self.phai_bao_cao if not self._lam_duoc(unit))

    @property
    def chua_xong(self) -> tuple[str, ...]:
        """The units that have not completed their part."""
        done = {r.don_vi for r in self.den_nay if r.ngay_hoan_thanh}
        return tuple(unit for unit in self.don_vi if unit not in done)

    @property
    def ty_le(self) -> tuple[tuple[str, int, Place], ...]:
        """The last rate of completion of each unit that has not completed its part, in per cent."""
        last = {r.don_vi: r for r in self.den_nay if r.ty_le_hoan_thanh is not None}
        found = [(unit, last[unit]) for unit in self.chua_xong if unit in last]
        return tuple((unit, r.ty_le_hoan_thanh or 0, r.place("ty_le_hoan_thanh")) for unit, r in found)

    def cua_don_vi(self, unit: str) -> TinhTrang:
        """The state of one unit's own part."""
        if self.tinh_trang in THUONG_XUYEN:
            return T.DA_THUC_HIEN if self._lam_duoc(unit) else T.CHUA_THUC_HIEN
        if self.tinh_trang not in CO_HAN or self.han is None:
            return self.tinh_trang
        day = next((r.ngay_hoan_thanh for r in self.den_nay if r.don_vi == unit and r.ngay_hoan_thanh), None)
        begun = any(_has_begun(r) for r in self.den_nay if r.don_vi == unit)
        return _state_by(self.han, day, self.ky.den_ngay, begun=begun and _may_begin(self.nhiem_vu, self.ky))

    def _lam_duoc(self, unit: str) -> bool:
        return any(_shows(report, self.nhiem_vu) for report in self.bao_cao if report.don_vi == unit)

    @cached_property
    def part(self) -> Part:
        """This task as a part of a figure: its name and state, and the lines that make it so."""
        return Part(f"{self.nhiem_vu.ten} — {self.tinh_trang.value}", tuple(dict.fromkeys(self._places())))

    def _places(self) -> Iterable[Place]:
        yield self.nhiem_vu.place("ma")
        if self.tinh_trang in CO_HAN:
            yield self.nhiem_vu.place("thoi_gian_thuc_hien")
            yield from (extension.place for extension in self.gia_han)
            yield from (r.place("ngay_hoan_thanh") for r in self.den_nay if r.ngay_hoan_thanh)
        else:
            yield from (report.place("nhiem_vu") for report in self.bao_cao)


def dem_viec(ten: str, tasks: Iterable[TinhHinh]) -> Count:
    """How many tasks; the figure knows them."""
    parts = tuple(task.part for task in tasks)
    return Count(len(parts), Source(ten, parts))


class BaoCaoDenQuy:
    """The reports up to the end of a quarter, by task: looked through once, however many tasks there are."""

    def __init__(self, ho_so: HoSo, quy: int) -> None:
        self.ho_so = ho_so
        self.quy = quy
        self.ky = ho_so.ky_bao_cao(QUY[quy - 1])
        self.van_ban_giao: dict[str, str] = {}
        self.van_ban_dung: dict[str, str] = {}
        self.doi_han: dict[str, list[LanGiaHan]] = {}
        self._by_task: dict[str, list[tuple[int, TienDo]]] = {}
        for n in sorted(n for n in ho_so.tien_do if n <= quy):
            for report in ho_so.tien_do[n].tien_do:
                self._by_task.setdefault(report.nhiem_vu, []).append((n, report))
            self.van_ban_giao |= {task.ma: task.van_ban for task in ho_so.tien_do[n].nhiem_vu_bo_sung}
            for dung in ho_so.tien_do[n].dung_nhiem_vu:
                self.van_ban_dung.setdefault(dung.nhiem_vu, dung.van_ban)
        self._adjusted = ho_so.cac_dieu_chinh(quy)
        for adjusted in self._adjusted:
            self._dieu_chinh(adjusted)

    def _dieu_chinh(self, adjusted: LanDieuChinh) -> None:
        """What an adjustment of the plan added, took out (or in again), and when its tasks are due since."""
        for task in adjusted.nhiem_vu_them:
            self.van_ban_giao[task.ma] = adjusted.van_ban
            self.van_ban_dung.pop(task.ma, None)
        for task in adjusted.nhiem_vu_bo:  # what had stopped before stays stopped by its own document
            self.van_ban_dung.setdefault(task.ma, adjusted.van_ban)
        for task in adjusted.doi_han:
            den_ngay, place = han_ke_hoach(task), task.place("thoi_gian_thuc_hien")
            assert den_ngay is not None  # that is what doi_han holds
            changed = LanGiaHan(den_ngay, adjusted.van_ban, adjusted.ngay, place, dieu_chinh=True)
            self.doi_han.setdefault(task.ma, []).append(changed)

    def bao_cao_cua(self, ma: str) -> list[tuple[int, TienDo]]:
        """The reports of a task, each with its quarter, in their order."""
        return self._by_task.get(ma, [])

    def don_vi_cua(self, task: NhiemVu) -> tuple[str, ...]:
        """The units that report on a task. What was completed before an adjustment handed it to others stays theirs who completed it."""
        now = self.ho_so.don_vi_bao_cao(task)
        reports = [report for _, report in self.bao_cao_cua(task.ma) if report.ngay_hoan_thanh]
        for adjusted in self._adjusted if reports else ():
            before = cac_nhiem_vu_theo_ma(adjusted.ban_truoc).get(task.ma)
            units = self.ho_so.don_vi_bao_cao(before) if before else ()
            if not set(units) <= set(now) and _completed_on(reports, units):
                return units
        return now


def tinh_hinh(told: BaoCaoDenQuy, nhom: Nhom, task: NhiemVu) -> TinhHinh:
    """The task at the end of the quarter."""
    ky, quy = told.ky, told.quy
    by_quarter = told.bao_cao_cua(task.ma)
    reports = [report for _, report in by_quarter]
    now = tuple(report for n, report in by_quarter if n == quy)
    dropped = told.van_ban_dung.get(task.ma, "")
    units = told.don_vi_cua(task)
    han, extensions = _deadline(task, reports, told.doi_han.get(task.ma, ()))
    completed = _completed_on(reports, units)
    state = T.DA_DUNG if dropped else _state(task, ky, han, completed, reports, now, units)
    steady = state in THUONG_XUYEN  # it may have been completed while it still had a deadline
    owing = units if steady else _owing(reports, units, ky.tu_ngay)
    return TinhHinh(
        nhom=nhom,
        nhiem_vu=task,
        tinh_trang=state,
        ky=ky,
        han=han,
        gia_han=extensions,
        ngay_hoan_thanh=None if steady else completed,
        don_vi=units,
        phai_bao_cao=() if dropped or not _may_begin(task, ky) else owing,
        bao_cao=now,
        den_nay=tuple(reports),
        chi_tieu=tuple(ket_qua_chi_tieu(target, by_quarter, quy) for target in task.chi_tieu),
        thong_ke=tuple(so_thong_ke(each, by_quarter, quy) for each in task.dai_luong),
        van_ban_giao=told.van_ban_giao.get(task.ma, ""),
        van_ban_dung=dropped,
    )


def _may_begin(task: NhiemVu, ky: KyBaoCao) -> bool:
    when = task.thoi_gian_thuc_hien
    return when is None or when.tu_ngay is None or when.tu_ngay <= ky.den_ngay


def _deadline(
    task: NhiemVu, reports: list[TienDo], adjusted: Sequence[LanGiaHan]
) -> tuple[date | None, tuple[LanGiaHan, ...]]:
    """The deadline that judges, and the extensions, each once however many units tell it."""
    judging = han_ke_hoach(task)
    told = {(r.gia_han.den_ngay, r.gia_han.van_ban): r.gia_han for r in reversed(reports) if r.gia_han}
    granted = [LanGiaHan(e.den_ngay, e.van_ban, _granted(e), e.place("den_ngay")) for e in told.values()]
    found: list[LanGiaHan] = []
    for each in sorted((*granted, *adjusted), key=lambda each: (each.ngay, each.den_ngay)):
        if each.dieu_chinh and found and found[-1].den_ngay == each.den_ngay:
            continue  # the plan follows an extension that was granted before
        in_time = judging is not None and each.ngay <= judging
        found.append(replace(each, kip_thoi=in_time))
        judging = each.den_ngay if in_time else judging
    return judging, tuple(found)


def _granted(extension: GiaHan) -> date:
    assert extension.ngay_chap_thuan is not None  # the model refuses one without
    return extension.ngay_chap_thuan


def _state(
    task: NhiemVu,
    ky: KyBaoCao,
    han: date | None,
    completed: date | None,
    reports: list[TienDo],
    now: tuple[TienDo, ...],
    units: tuple[str, ...],
) -> TinhTrang:
    when = task.thoi_gian_thuc_hien
    assert when is not None  # the model refuses a task without
    if han is not None:
        begun = _may_begin(task, ky) and any(_has_begun(report) for report in reports)
        return _state_by(han, completed, ky.den_ngay, begun=begun)
    if when.loai == "chưa xác định":
        return T.HOAN_THANH if completed else T.CHUA_XAC_DINH
    if not _may_begin(task, ky):
        return T.CHUA_DEN_KY
    done = {report.don_vi for report in now if _shows(report, task)}
    if done >= set(units):
        return T.DA_THUC_HIEN
    some = any(report.co_ket_qua for report in now if report.don_vi in units)
    return T.THUC_HIEN_MOT_PHAN if some else T.CHUA_THUC_HIEN


def _state_by(han: date, completed: date | None, last_day: date, *, begun: bool) -> TinhTrang:
    if completed is not None:
        return T.HOAN_THANH_DUNG_HAN if completed <= han else T.HOAN_THANH_QUA_HAN
    if han <= last_day:
        return T.CHUA_HOAN_THANH_QUA_HAN
    return T.DANG_THUC_HIEN if begun else T.CHUA_BAT_DAU


def _has_begun(report: TienDo) -> bool:
    return report.co_ket_qua or bool(report.ty_le_hoan_thanh) or report.ngay_hoan_thanh is not None


def _shows(report: TienDo, task: NhiemVu) -> bool:
    """Enough to show for the period: something, or for a monthly task three times."""
    when = task.thoi_gian_thuc_hien
    due = when.so_ky_mot_quy if when else 0
    return report.co_ket_qua if due <= 1 else (report.so_lan or 0) >= due


def _owing(reports: list[TienDo], units: tuple[str, ...], first_day: date) -> tuple[str, ...]:
    """The units that owe a report in a period: not those that completed their part before it."""
    finished = {r.don_vi for r in reports if r.ngay_hoan_thanh and r.ngay_hoan_thanh < first_day}
    return tuple(unit for unit in units if unit not in finished)


def _completed_on(reports: list[TienDo], units: tuple[str, ...]) -> date | None:
    """The day on which the last of the reporting units completed the task; None while one has not."""
    days = {report.don_vi: report.ngay_hoan_thanh for report in reports if report.ngay_hoan_thanh}
    return max((days[unit] for unit in units), default=None) if all(unit in days for unit in units) else None


def qua_han_bao_nhieu(task: TinhHinh) -> str:
    """`quá hạn 50 ngày`; of a deadline on the last day of the period, `quá hạn`."""
    days = task.so_ngay_qua_han
    return f"quá hạn {two_digits(days)} ngày" if days else "quá hạn"
