"""The figures of a period: pure functions of the dossier.

What is counted, and of what (docs/huong_dan.md says the same to clerks):

- A task with a deadline is in one of four states on the last day of the period: *hoàn thành đúng hạn*, *hoàn thành quá hạn*,
  *đang thực hiện trong hạn*, *chưa hoàn thành quá hạn*. It is completed on the day the last of its reporting units completed
  it; the deadline is that of the plan or of the last approved extension. A deadline on the last day of the period has passed.
  Overdue includes tasks of earlier periods.
- A *thường xuyên* task is judged by the period: *đã thực hiện* when every reporting unit has something to show in it (words, a
  product or figures), else *chưa thực hiện trong kỳ*. So are tasks that recur and those without a day; one that says only from when
  on it is done is not in force before.
- Reporting units are the lead units, or where there is no lead the units that do the task together; a group stands for its
  members.
- The denominator of a share is the number of tasks of the same kind (with a deadline, or thường xuyên) in force at the end of the
  period: the plan's, those added up to then, without those dropped up to then. Dropped tasks stay visible.
- Figures by lead unit count each task once, under its lead as the plan names it, so that they add up to the total.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from enum import Enum

from docgen.model import LUY_KE, QUY, ChiTieu, HoSo, KyBaoCao, NhiemVu, NhiemVuBoSung, Nhom, TienDo
from docgen.nghi_dinh.vietnamese import number, percent, rounded


class TinhTrang(Enum):
    """The state of a task; the value is what is printed."""

    DUNG_HAN = "hoàn thành đúng hạn"
    QUA_HAN = "hoàn thành quá hạn"
    TRONG_HAN = "đang thực hiện trong hạn"
    CHUA_XONG_QUA_HAN = "chưa hoàn thành, quá hạn"
    DA_THUC_HIEN = "đã thực hiện trong kỳ"
    CHUA_THUC_HIEN = "chưa thực hiện trong kỳ"
    DUNG = "dừng thực hiện"


CO_HAN = (TinhTrang.DUNG_HAN, TinhTrang.QUA_HAN, TinhTrang.TRONG_HAN, TinhTrang.CHUA_XONG_QUA_HAN)
THUONG_XUYEN = (TinhTrang.DA_THUC_HIEN, TinhTrang.CHUA_THUC_HIEN)


@dataclass(frozen=True)
class KetQuaChiTieu:
    """A target at the end of a period, from the year's start: reached so far, out of how many for a rate.

    `dat` is None while there is nothing to judge by: no figures yet, or nothing arose (`tong_so` 0).
    """

    chi_tieu: ChiTieu
    so_dat: Decimal | None
    tong_so: Decimal | None

    @property
    def gia_tri(self) -> Decimal | None:
        """The rate in per cent, or the amount."""
        if self.so_dat is None or not self.chi_tieu.la_ty_le:
            return self.so_dat
        return self.so_dat * 100 / self.tong_so if self.tong_so else None

    @property
    def dat(self) -> bool | None:
        return None if self.gia_tri is None else self.gia_tri >= self.chi_tieu.gia_tri

    @property
    def viet(self) -> tuple[str, ...]:
        """As it is printed: `28/30` and `93,3%`, or the amount alone; nothing without figures.

        A rate that misses its target is not rounded up to it (2499/2500 is 99,9%).
        """
        if self.so_dat is None:
            return ()
        if self.tong_so is None:
            return (number(self.so_dat),)
        rate = () if self.gia_tri is None else (percent(self._rounded(self.gia_tri)),)
        return (f"{number(self.so_dat)}/{number(self.tong_so)}", *rate)

    def _rounded(self, rate: Decimal) -> Decimal:
        if not self.dat and rounded(rate, 1) >= self.chi_tieu.gia_tri:
            return rate.quantize(Decimal("0.1"), ROUND_FLOOR)
        return rate


@dataclass(frozen=True)
class TinhHinh:
    """A task at the end of a period."""

    nhom: Nhom
    nhiem_vu: NhiemVu
    tinh_trang: TinhTrang
    han: date | None
    ngay_hoan_thanh: date | None
    ty_le: tuple[tuple[str, int], ...]  # reporting unit, its last rate of completion in per cent
    bao_cao: tuple[TienDo, ...]  # the reports of the period
    den_nay: tuple[TienDo, ...]  # those from the year's start, of the period included
    phai_bao_cao: tuple[str, ...]  # codes of the units that owe a line in the period
    xong_truoc_ky: bool  # completed before the period
    chi_tieu: tuple[KetQuaChiTieu, ...]
    van_ban: tuple[tuple[str, str], ...] = ()  # what was done to the task in the year, and by which document

    @property
    def dung(self) -> bool:
        """Dropped: visible, but counted nowhere else."""
        return self.tinh_trang is TinhTrang.DUNG

    @property
    def chua_bao_cao(self) -> tuple[str, ...]:
        """Of the units that owe a line, those that gave none."""
        return tuple(unit for unit in self.phai_bao_cao if unit not in {report.don_vi for report in self.bao_cao})

    @property
    def chua_co_ket_qua(self) -> tuple[str, ...]:
        """Of the units that owe a line, those that have nothing to show."""
        return tuple(u for u in self.phai_bao_cao if u not in {r.don_vi for r in self.bao_cao if r.co_ket_qua})

    @property
    def chu_tri(self) -> tuple[str, ...]:
        """The lead as the plan names it: codes of units or groups."""
        return self.nhiem_vu.don_vi_chu_tri or self.nhiem_vu.don_vi_thuc_hien


@dataclass(frozen=True)
class ThongKe:
    """Tasks by state. `tong` counts those in force; those dropped are apart."""

    so_luong: tuple[tuple[TinhTrang, int], ...]

    def dem(self, *tinh_trang: TinhTrang) -> int:
        return sum(count for state, count in self.so_luong if state in tinh_trang)

    @property
    def tong(self) -> int:
        return self.dem(*CO_HAN, *THUONG_XUYEN)

    @property
    def co_han(self) -> int:
        return self.dem(*CO_HAN)

    @property
    def thuong_xuyen(self) -> int:
        return self.dem(*THUONG_XUYEN)

    @property
    def hoan_thanh(self) -> int:
        return self.dem(TinhTrang.DUNG_HAN, TinhTrang.QUA_HAN)

    @property
    def ty_le_thuong_xuyen(self) -> Decimal | None:
        """Share of thường xuyên tasks done in the period, in per cent; None where there are none."""
        return share(self.dem(TinhTrang.DA_THUC_HIEN), self.thuong_xuyen)

    @property
    def ty_le_hoan_thanh(self) -> Decimal | None:
        """Share of tasks with a deadline that are completed, in per cent; None where there are none."""
        return share(self.hoan_thanh, self.co_han)


@dataclass(frozen=True)
class TongHop:
    """All that a report on a quarter says in figures.

    `truoc` is the quarter before, where its file is there. `lien_tuc` are the codes of the thường xuyên tasks that were done
    in every quarter from the year's start in which they were in force and that has a file.
    """

    quy: int
    ky: KyBaoCao
    luy_ke: KyBaoCao
    cac_tinh_hinh: tuple[TinhHinh, ...]
    truoc: ThongKe | None
    lien_tuc: frozenset[str]

    @property
    def tong(self) -> ThongKe:
        return thong_ke(self.cac_tinh_hinh)

    @property
    def dang_thuc_hien(self) -> list[TinhHinh]:
        """The tasks in force."""
        return [tinh_hinh for tinh_hinh in self.cac_tinh_hinh if not tinh_hinh.dung]

    @property
    def bo_sung(self) -> list[TinhHinh]:
        """Those in force that were added in the year."""
        return [tinh_hinh for tinh_hinh in self.dang_thuc_hien if isinstance(tinh_hinh.nhiem_vu, NhiemVuBoSung)]

    def theo_nhom(self) -> list[tuple[Nhom, list[TinhHinh]]]:
        """The groups in the plan's order with their tasks."""
        groups: dict[Nhom, list[TinhHinh]] = {}
        for tinh_hinh in self.cac_tinh_hinh:
            groups.setdefault(tinh_hinh.nhom, []).append(tinh_hinh)
        return list(groups.items())

    def theo_chu_tri(self) -> dict[tuple[str, ...], list[TinhHinh]]:
        """Leads as the plan names them, in the order of their first task, with their tasks: each task once."""
        leads: dict[tuple[str, ...], list[TinhHinh]] = {}
        for tinh_hinh in self.cac_tinh_hinh:
            leads.setdefault(tinh_hinh.chu_tri, []).append(tinh_hinh)
        return leads

    def theo_phoi_hop(self) -> dict[str, list[TinhHinh]]:
        """Cooperating units or groups with the tasks in force that they help with."""
        helpers: dict[str, list[TinhHinh]] = {}
        for tinh_hinh in self.dang_thuc_hien:
            for ma in tinh_hinh.nhiem_vu.don_vi_phoi_hop:
                helpers.setdefault(ma, []).append(tinh_hinh)
        return helpers


def thong_ke(cac_tinh_hinh: Iterable[TinhHinh]) -> ThongKe:
    """Counts tasks by state; every state is there, most of them 0."""
    states = [tinh_hinh.tinh_trang for tinh_hinh in cac_tinh_hinh]
    return ThongKe(tuple((state, states.count(state)) for state in TinhTrang))


def share(part: int, whole: int) -> Decimal | None:
    """In per cent; None of nothing."""
    return Decimal(part) * 100 / whole if whole else None


def shares(counts: Sequence[int]) -> list[Decimal]:
    """Per cents with one decimal that add up to exactly 100 (largest remainders); all 0 where there is nothing."""
    whole = sum(counts)
    if not whole:
        return [Decimal("0.0")] * len(counts)
    exact = [count * 1000 / Decimal(whole) for count in counts]
    tenths = [int(value) for value in exact]
    order = sorted(range(len(counts)), key=lambda i: (tenths[i] - exact[i], i))
    for i in order[: 1000 - sum(tenths)]:
        tenths[i] += 1
    return [Decimal(value) / 10 for value in tenths]


def tong_hop(ho_so: HoSo, quy: int) -> TongHop:
    """The figures of a quarter (1 to 4). Raises KeyError for one without a file."""
    ho_so.tien_do[quy]  # raises
    by_quarter = {n: _cac_tinh_hinh(ho_so, n) for n in sorted(ho_so.tien_do) if n <= quy}
    missed = {t.nhiem_vu.ma for found in by_quarter.values() for t in found if t.tinh_trang is TinhTrang.CHUA_THUC_HIEN}
    done = {t.nhiem_vu.ma for t in by_quarter[quy] if t.tinh_trang is TinhTrang.DA_THUC_HIEN}
    return TongHop(
        quy=quy,
        ky=ho_so.ky_bao_cao(QUY[quy - 1]),
        luy_ke=ho_so.ky_bao_cao(LUY_KE[quy - 1]),
        cac_tinh_hinh=tuple(by_quarter[quy]),
        truoc=thong_ke(by_quarter[quy - 1]) if quy - 1 in by_quarter else None,
        lien_tuc=frozenset(done - missed),
    )


def _cac_tinh_hinh(ho_so: HoSo, quy: int) -> list[TinhHinh]:
    found = [_tinh_hinh(ho_so, quy, nhom, task) for nhom, task in ho_so.cac_nhiem_vu(quy)]
    last_day = ho_so.ky_bao_cao(QUY[quy - 1]).den_ngay
    return [tinh_hinh for tinh_hinh in found if not _begins_later(tinh_hinh, last_day)]


def _begins_later(tinh_hinh: TinhHinh, last_day: date) -> bool:
    """True for a task without a deadline that begins after the period, where nobody reports it: it is not in force yet."""
    when = tinh_hinh.nhiem_vu.thoi_gian_thuc_hien
    begins = when.tu_ngay if when else None
    return begins is not None and begins > last_day and not (tinh_hinh.han or tinh_hinh.den_nay or tinh_hinh.dung)


def _tinh_hinh(ho_so: HoSo, quy: int, nhom: Nhom, task: NhiemVu) -> TinhHinh:
    so_far = [ho_so.tien_do[n] for n in sorted(ho_so.tien_do) if n <= quy]
    reports = [report for nop in so_far for report in nop.tien_do if report.nhiem_vu == task.ma]
    now = [report for report in ho_so.tien_do[quy].tien_do if report.nhiem_vu == task.ma]
    extensions = [report.gia_han for report in reports if report.gia_han]
    dropped = [dung for nop in so_far for dung in nop.dung_nhiem_vu if dung.nhiem_vu == task.ma]
    reporters = ho_so.don_vi_bao_cao(task)
    ky = ho_so.ky_bao_cao(QUY[quy - 1])
    when = task.thoi_gian_thuc_hien
    assert when is not None  # the model refuses a task without
    han = extensions[-1].den_ngay if extensions else when.den_ngay
    completed = _completed_on(reports, reporters)
    not_begun = when.tu_ngay is not None and when.tu_ngay > ky.den_ngay
    if dropped:
        state = TinhTrang.DUNG
    elif han is None:
        state = _state_in(now, reporters)
    else:
        state = _state_by(han, completed, ky.den_ngay)
    return TinhHinh(
        nhom=nhom,
        nhiem_vu=task,
        tinh_trang=state,
        han=han,
        ngay_hoan_thanh=completed,
        ty_le=_rates(reports, reporters),
        bao_cao=tuple(now),
        den_nay=tuple(reports),
        phai_bao_cao=() if dropped or not_begun else _owing(reports, reporters, ky.tu_ngay),
        xong_truoc_ky=completed is not None and completed < ky.tu_ngay,
        chi_tieu=tuple(_ket_qua_chi_tieu(target, reports) for target in task.chi_tieu),
        van_ban=(
            *([("giao bổ sung", task.van_ban)] if isinstance(task, NhiemVuBoSung) else []),
            *(("gia hạn", extension.van_ban) for extension in extensions),
            *(("dừng thực hiện", dung.van_ban) for dung in dropped),
        ),
    )


def _owing(reports: list[TienDo], reporters: tuple[str, ...], first_day: date) -> tuple[str, ...]:
    """The units that owe a line in a period: not those that completed their part before it."""
    finished = {r.don_vi for r in reports if r.ngay_hoan_thanh and r.ngay_hoan_thanh < first_day}
    return tuple(unit for unit in reporters if unit not in finished)


def _rates(reports: list[TienDo], reporters: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """The last rate of completion that each reporting unit gave."""
    last = {report.don_vi: report.ty_le_hoan_thanh for report in reports if report.ty_le_hoan_thanh is not None}
    return tuple((unit, last[unit]) for unit in reporters if unit in last)


def _completed_on(reports: list[TienDo], reporters: tuple[str, ...]) -> date | None:
    """The day on which the last of the reporting units completed the task; None while one has not."""
    days = {report.don_vi: report.ngay_hoan_thanh for report in reports if report.ngay_hoan_thanh}
    return max((days[unit] for unit in reporters), default=None) if all(unit in days for unit in reporters) else None


def _state_in(now: list[TienDo], reporters: tuple[str, ...]) -> TinhTrang:
    done = {report.don_vi for report in now if report.co_ket_qua}
    return TinhTrang.DA_THUC_HIEN if done >= set(reporters) else TinhTrang.CHUA_THUC_HIEN


def _state_by(han: date, completed: date | None, last_day: date) -> TinhTrang:
    if completed is not None:
        return TinhTrang.DUNG_HAN if completed <= han else TinhTrang.QUA_HAN
    return TinhTrang.CHUA_XONG_QUA_HAN if han <= last_day else TinhTrang.TRONG_HAN


def _ket_qua_chi_tieu(target: ChiTieu, reports: list[TienDo]) -> KetQuaChiTieu:
    figures = [figure for report in reports for figure in report.so_lieu_chi_tieu if figure.chi_tieu == target.ma]
    if not figures:
        return KetQuaChiTieu(target, None, None)
    whole = sum((figure.tong_so or Decimal() for figure in figures), Decimal()) if target.la_ty_le else None
    return KetQuaChiTieu(target, sum((figure.so_dat for figure in figures), Decimal()), whole)


@dataclass(frozen=True)
class Figure:
    """A figure of a report: its name, the ways it is written, and the tasks that it counts."""

    ten: str
    viet: tuple[str, ...]
    cac_tinh_hinh: tuple[TinhHinh, ...]


def figures(so_lieu: TongHop, ten: Callable[[Sequence[str]], str]) -> list[Figure]:
    """The figures that a quarterly report prints, with what is behind them: totals, states, groups, units, targets.

    `ten` gives the printed names of codes of units.
    """
    tasks = so_lieu.cac_tinh_hinh
    found = [_figure("tổng số nhiệm vụ", so_lieu.dang_thuc_hien)]
    for kind, called in ((THUONG_XUYEN, "nhiệm vụ thường xuyên"), (CO_HAN, "nhiệm vụ có thời hạn")):
        of_kind = [t for t in tasks if t.tinh_trang in kind]
        found.append(_figure(called, of_kind))
        found += [_figure(state.value, [t for t in of_kind if t.tinh_trang is state], len(of_kind)) for state in kind]
    found.append(_figure("hoàn thành", [t for t in tasks if t.tinh_trang in CO_HAN[:2]], so_lieu.tong.co_han))
    found.append(_figure("thực hiện ở tất cả các quý", [t for t in tasks if t.nhiem_vu.ma in so_lieu.lien_tuc]))
    found.append(_figure("được giao bổ sung", so_lieu.bo_sung))
    found.append(_figure("dừng thực hiện", [t for t in tasks if t.dung]))
    found += [_figure(nhom.tieu_de, [t for t in inside if not t.dung]) for nhom, inside in so_lieu.theo_nhom()]
    leads = {who: [t for t in led if not t.dung] for who, led in so_lieu.theo_chu_tri().items()}
    portions = shares([len(led) for led in leads.values()])
    for (who, led), portion in zip(leads.items(), portions, strict=True):
        figure = _figure(f"chủ trì: {ten(who)}", led)
        found.append(replace(figure, viet=(*figure.viet, percent(portion))))
    found += [_figure(f"phối hợp: {ten((ma,))}", helped) for ma, helped in so_lieu.theo_phoi_hop().items()]
    targets = [(tinh_hinh, target) for tinh_hinh in tasks for target in tinh_hinh.chi_tieu]
    return found + [Figure(target.chi_tieu.noi_dung, target.viet, (t,)) for t, target in targets if target.viet]


def _figure(ten: str, tasks: list[TinhHinh], whole: int | None = None) -> Figure:
    written = [str(len(tasks))]
    rate = None if whole is None else share(len(tasks), whole)
    if rate is not None:
        written += [f"{len(tasks)}/{whole}", percent(rate)]
    return Figure(ten, tuple(written), tuple(tasks))
