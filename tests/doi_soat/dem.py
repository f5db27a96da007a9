"""The figures of a dossier counted a second time, from the raw YAML and with nothing of docgen.

Plain on purpose: each function is a sentence of the specification of the reckoning. What the finished documents say is
held against these figures. Amounts and shares are exact (Fraction); `mot_chu_so` rounds them as documents do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from tests.doi_soat import thoi_gian
from tests.doi_soat.thoi_gian import CHUA_XAC_DINH, CO_HAN, DINH_KY, THUONG_XUYEN, ThoiGian, ngay

Tho = dict[str, Any]  # a mapping as it stands in the file: texts, lists and mappings

QUY = ("quý I", "quý II", "quý III", "quý IV")
DUNG_HAN, QUA_HAN = "hoàn thành đúng hạn", "hoàn thành quá hạn"
CHUA_XONG_QUA_HAN, DANG_LAM, CHUA_BAT_DAU = (
    "chưa hoàn thành, quá hạn",
    "đang thực hiện trong hạn",
    "chưa bắt đầu, còn trong hạn",
)
DA_LAM, MOT_PHAN, CHUA_LAM, CHUA_DEN = (
    "đã thực hiện",
    "thực hiện một phần",
    "chưa thực hiện",
    "chưa đến thời gian thực hiện",
)
XONG, KHONG_RO_HAN = "hoàn thành", "chưa xác định thời hạn"
TINH_TRANG = {
    CO_HAN: (DUNG_HAN, QUA_HAN, CHUA_XONG_QUA_HAN, DANG_LAM, CHUA_BAT_DAU),
    THUONG_XUYEN: (DA_LAM, MOT_PHAN, CHUA_LAM, CHUA_DEN),
    DINH_KY: (DA_LAM, MOT_PHAN, CHUA_LAM, CHUA_DEN),
    CHUA_XAC_DINH: (XONG, KHONG_RO_HAN),
}
# What a unit's own part of a task with a deadline is; a thường xuyên one is DA_LAM or CHUA_LAM.
CON_HAN = "chưa hoàn thành, còn trong hạn"

DAT, KHONG_DAT, KHONG_PHAT_SINH, CHUA_CO_SO_LIEU = "đạt", "không đạt", "không phát sinh", "chưa có số liệu"


# --- What is counted --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class NhiemVu:
    """A task: of the plan (`quy_giao` 0) or added in a quarter; `don_vi` are the units that must report."""

    ma: str
    ten: str
    nhom: str
    don_vi: tuple[str, ...]
    thoi_gian: ThoiGian
    tho: Tho
    quy_giao: int = 0


@dataclass(frozen=True)
class TinhTrang:
    """The state of a task on the last day of a quarter.

    `han` is the deadline that it is judged by, `han_moi` the one that is shown; `cham` days late, where it is late;
    `khong_ket_qua` the units without a result in the quarter; `don_vi` each unit's own state (counted ones only).
    """

    nhiem_vu: NhiemVu
    tinh_trang: str
    han: date | None
    han_moi: date | None
    ngay_xong: date | None
    cham: int | None
    khong_ket_qua: tuple[str, ...]
    don_vi: dict[str, str]


@dataclass(frozen=True)
class ChiTieu:
    """A target from the year's start. `ket_luan` and `ket_luan_quy` (against muc_tieu_quy, None without) are verdicts."""

    ma: str
    nhiem_vu: str
    la_ty_le: bool
    muc_tieu: Fraction
    muc_tieu_quy: Fraction | None
    so_dat: Fraction | None
    tong_so: Fraction | None
    gia_tri: Fraction | None
    ket_luan: str
    ket_luan_quy: str | None
    da_dung: bool


@dataclass(frozen=True)
class DaiLuong:
    """A quantity; None where nothing was reported."""

    ma: str
    cua: str  # its task, group or parent quantity
    trong_ky: Fraction | None
    ky_truoc: Fraction | None
    luy_ke: Fraction | None
    cung_ky: Fraction | None
    da_dung: bool


@dataclass(frozen=True)
class KhoKhan:
    """A difficulty that is open on the last day; one without a code lives in its own quarter alone."""

    ma: str
    noi_dung: str
    nhiem_vu: str
    don_vi: str
    loai: str
    quy: int
    han: date | None
    qua_han: bool
    da_dung: bool


@dataclass(frozen=True)
class TyLe:
    """A share in per cent, and its change in points against the quarter before; None where there is nothing to divide."""

    gia_tri: Fraction | None
    thay_doi: Fraction | None


@dataclass(frozen=True)
class KetQuaQuy:
    """All figures of a quarter. The states leave dropped tasks out: `dung` are dropped now, `da_dung` up to now."""

    quy: int
    tu_ngay: date
    den_ngay: date
    nhiem_vu: dict[str, TinhTrang]
    dung: tuple[str, ...]
    da_dung: tuple[str, ...]
    bo_sung: tuple[str, ...]  # added in this quarter and not dropped
    dem: Counter[str]  # state → tasks
    co_han: int
    thuong_xuyen: int
    khong_ro_han: int
    ty_le_hoan_thanh: TyLe
    ty_le_thuong_xuyen: TyLe
    lien_tuc: tuple[str, ...]  # thường xuyên tasks done in every quarter up to now in which they were in force
    chi_tieu: dict[str, ChiTieu]
    dai_luong: dict[str, DaiLuong]
    don_vi: dict[str, Counter[str]]  # unit → its own states
    kho_khan: tuple[KhoKhan, ...]
    kho_khan_moi: tuple[str, ...]  # what was raised in this quarter, in words
    da_khac_phuc: tuple[str, ...]  # codes of what was overcome in this quarter
    van_ban_chi_dao: int
    kiem_tra: int


def mot_chu_so(so: Fraction) -> Decimal:
    """One decimal, half up (away from zero)."""
    return lam_tron(so, 1)


def lam_tron(so: Fraction, chu_so: int) -> Decimal:
    """So many decimals, half up (away from zero); exact, whatever the fraction."""
    halves = abs(so) * 10**chu_so * 2 // 1
    return Decimal((halves + 1) // 2 * (1 if so >= 0 else -1)).scaleb(-chu_so)


def so(text: str) -> Fraction:
    """`1.234,5` → the number."""
    return Fraction(text.strip().replace(".", "").replace(",", "."))


# --- The dossier as it stands in the files ----------------------------------------------------------------------

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # the fast one, where there is one


def doc_tep(path: Path) -> Tho:
    """A YAML file with every scalar as its text."""
    tho: Tho = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
    return tho


@dataclass(frozen=True)
class HoSo:
    """The raw files of a plan: office, plan, progress by quarter."""

    co_quan: Tho
    ke_hoach: Tho
    tien_do: dict[int, Tho]

    def ky(self, quy: int) -> tuple[date, date]:
        """The first and last day of a quarter: the plan's own, or those of Nghị định 09/2019/NĐ-CP."""
        for rieng in self.ke_hoach.get("ky_bao_cao", ()):
            if rieng["ky"] == QUY[quy - 1]:
                return ngay(rieng["tu_ngay"]), ngay(rieng["den_ngay"])
        nam = int(self.ke_hoach["nam"])
        return date(nam - (quy == 1), (12, 3, 6, 9)[quy - 1], 15), date(nam, 3 * quy, 14)

    def den(self, quy: int) -> list[int]:
        """The quarters with a file, up to this one."""
        return [q for q in sorted(self.tien_do) if q <= quy]

    def bao_cao(self, quy: int, nhiem_vu: str | None = None) -> list[Tho]:
        """The entries of a quarter, of all tasks or of one."""
        entries = self.tien_do.get(quy, {}).get("tien_do", ())
        return [entry for entry in entries if nhiem_vu in (None, entry["nhiem_vu"])]

    def thanh_vien(self, ma: str | list[str]) -> tuple[str, ...]:
        """The units that codes of units and groups stand for."""
        all_units = [don_vi["ma"] for don_vi in self.co_quan["don_vi"]]
        groups = {n["ma"]: n.get("don_vi_thanh_vien") or all_units for n in self.co_quan.get("nhom_don_vi", ())}
        codes = [ma] if isinstance(ma, str) else ma
        return tuple(dict.fromkeys(unit for code in codes for unit in groups.get(code, [code])))


def doc_ho_so(folder: Path, ma: str) -> HoSo:
    """The raw files of one plan of a workspace."""
    plan = folder / "data" / ma
    paths = {quy: plan / f"tien_do/quy_{quy}.yaml" for quy in range(1, 5)}
    tien_do = {quy: doc_tep(path) for quy, path in paths.items() if path.exists()}
    return HoSo(doc_tep(folder / "data/co_quan.yaml"), doc_tep(plan / "ke_hoach.yaml"), tien_do)


# --- Tasks, with who and when ------------------------------------------------------------------------------------

_PHAN = ("muc", "khoan", "nhom_nhiem_vu", "phu_luc")
_CHU, _PHOI_HOP, _KHI = ("don_vi_chu_tri", "don_vi_thuc_hien"), "don_vi_phoi_hop", "thoi_gian_thuc_hien"


def cac_phan(part: Tho, around: Tho) -> Iterator[tuple[Tho, Tho]]:
    """The parts of the plan in printed order, each with the assignment that holds within it."""
    here = _phan_cong(part, around, (*_CHU, _PHOI_HOP))
    yield part, here
    for key in _PHAN:
        for inner in part.get(key, ()):
            yield from cac_phan(inner, here)


def _phan_cong(part: Tho, around: Tho, own_units: tuple[str, ...]) -> Tho:
    """The assignment said here, or else around; units that are said here replace those around altogether."""
    replaced = (*_CHU, _PHOI_HOP) if any(part.get(key) for key in own_units) else ()
    inherited = {key: value for key, value in around.items() if key not in replaced}
    return inherited | {key: part[key] for key in (*_CHU, _PHOI_HOP, _KHI) if part.get(key)}


def cac_nhiem_vu(ho_so: HoSo, quy: int) -> list[NhiemVu]:
    """The tasks up to a quarter: the plan's in printed order, then those added."""
    tasks = [
        _nhiem_vu(ho_so, task, _phan_cong(task, here, _CHU), part.get("ma", ""), 0)
        for part, here in cac_phan(ho_so.ke_hoach, {})
        for task in part.get("nhiem_vu", ())
    ]
    for q in ho_so.den(quy):
        added = ho_so.tien_do[q].get("nhiem_vu_bo_sung", ())
        tasks += [_nhiem_vu(ho_so, task, task, task.get("nhom", ""), q) for task in added]
    return tasks


def _nhiem_vu(ho_so: HoSo, task: Tho, assigned: Tho, nhom: str, quy: int) -> NhiemVu:
    units = ho_so.thanh_vien(assigned.get("don_vi_chu_tri") or assigned["don_vi_thuc_hien"])
    when = thoi_gian.doc(assigned[_KHI])
    return NhiemVu(task["ma"], _ten(task), nhom, units, when, task, quy)


def _ten(task: Tho) -> str:
    """The short name: ten_goi, or the title, or the first sentence."""
    text = task["noi_dung"]
    first = text if isinstance(text, str) else text[0]
    return task.get("ten_goi") or task.get("tieu_de") or first.split(". ")[0].rstrip(".;:")


def da_dung(ho_so: HoSo, quy: int) -> dict[str, int]:
    """The tasks dropped up to a quarter, with the quarter of each."""
    return {drop["nhiem_vu"]: q for q in ho_so.den(quy) for drop in ho_so.tien_do[q].get("dung_nhiem_vu", ())}


# --- The state of a task -----------------------------------------------------------------------------------------

_KET_QUA = ("ket_qua", "san_pham", "so_lieu_chi_tieu", "so_lieu_thong_ke")


def co_ket_qua(entry: Tho) -> bool:
    """True where an entry has a result."""
    return any(entry.get(key) for key in _KET_QUA) or int(entry.get("so_lan", 0)) > 0


def gia_han(ho_so: HoSo, task: NhiemVu, quy: int) -> list[tuple[date, date]]:
    """The extensions of a task: day of granting and new deadline, each once, by the day of granting."""
    found = {}
    for q in ho_so.den(quy):
        for entry in ho_so.bao_cao(q, task.ma):
            if own := entry.get("gia_han"):
                granted = own.get("ngay") or re.findall(r"\bngày (\d+/\d+/\d{4})", own["van_ban"])[0]
                found[own["den_ngay"], own["van_ban"]] = (ngay(granted), ngay(own["den_ngay"]))
    return sorted(found.values())


def han(ho_so: HoSo, task: NhiemVu, quy: int) -> tuple[date | None, date | None]:
    """The deadline that a task is judged by, and the one that is shown."""
    judged = shown = task.thoi_gian.han
    for granted, new in gia_han(ho_so, task, quy):
        shown = new
        if judged and granted <= judged:
            judged = new
    return judged, shown


def ngay_xong(ho_so: HoSo, task: NhiemVu, quy: int) -> dict[str, date]:
    """The days on which reporters completed their part."""
    return {
        entry["don_vi"]: ngay(entry["ngay_hoan_thanh"])
        for q in ho_so.den(quy)
        for entry in ho_so.bao_cao(q, task.ma)
        if entry.get("ngay_hoan_thanh") and entry["don_vi"] in task.don_vi
    }


def tinh_trang(ho_so: HoSo, task: NhiemVu, quy: int) -> TinhTrang:
    """The state of a task that was not dropped."""
    last_day, done = ho_so.ky(quy)[1], ngay_xong(ho_so, task, quy)
    judged, shown = han(ho_so, task, quy)
    completed = max(done.values()) if set(done) == set(task.don_vi) else None
    without = tuple(unit for unit in task.don_vi if not _unit_has_result(ho_so, task, unit, quy))
    if task.thoi_gian.loai == CHUA_XAC_DINH:
        state, late, own = (XONG if completed else KHONG_RO_HAN), None, {}
    elif judged:
        state = _co_han(ho_so, task, quy, completed, judged)
        late = ((completed or last_day) - judged).days if state in (QUA_HAN, CHUA_XONG_QUA_HAN) else None
        own = {unit: _own_deadline(done.get(unit), judged, last_day) for unit in task.don_vi}
    else:
        state, late = _thuong_xuyen(ho_so, task, quy, without), None
        own = {} if state == CHUA_DEN else {unit: _own_steady(ho_so, task, unit, quy) for unit in task.don_vi}
    return TinhTrang(task, state, judged, shown, completed, late, without, own)


def _unit_has_result(ho_so: HoSo, task: NhiemVu, unit: str, quy: int) -> bool:
    return any(entry["don_vi"] == unit and co_ket_qua(entry) for entry in ho_so.bao_cao(quy, task.ma))


def _co_han(ho_so: HoSo, task: NhiemVu, quy: int, completed: date | None, judged: date) -> str:
    last_day = ho_so.ky(quy)[1]
    if completed:
        return DUNG_HAN if completed <= judged else QUA_HAN
    if judged <= last_day:
        return CHUA_XONG_QUA_HAN
    entries = [entry for q in ho_so.den(quy) for entry in ho_so.bao_cao(q, task.ma)]
    begun = any(co_ket_qua(entry) or so(str(entry.get("ty_le_hoan_thanh", "0")).rstrip("% ")) for entry in entries)
    in_time = task.thoi_gian.tu_ngay is None or task.thoi_gian.tu_ngay <= last_day
    return DANG_LAM if begun and in_time else CHUA_BAT_DAU


def _own_deadline(done: date | None, judged: date, last_day: date) -> str:
    if done:
        return DUNG_HAN if done <= judged else QUA_HAN
    return CHUA_XONG_QUA_HAN if judged <= last_day else CON_HAN


def _thuong_xuyen(ho_so: HoSo, task: NhiemVu, quy: int, without: tuple[str, ...]) -> str:
    if task.thoi_gian.tu_ngay and task.thoi_gian.tu_ngay > ho_so.ky(quy)[1]:
        return CHUA_DEN
    done = [unit for unit in task.don_vi if _own_steady(ho_so, task, unit, quy) == DA_LAM]
    if len(done) == len(task.don_vi):
        return DA_LAM
    return MOT_PHAN if done or len(without) < len(task.don_vi) else CHUA_LAM


def _own_steady(ho_so: HoSo, task: NhiemVu, unit: str, quy: int) -> str:
    entries = [entry for entry in ho_so.bao_cao(quy, task.ma) if entry["don_vi"] == unit]
    if task.thoi_gian.so_lan == 3:
        return DA_LAM if any(int(entry.get("so_lan", 0)) >= 3 for entry in entries) else CHUA_LAM
    return DA_LAM if any(co_ket_qua(entry) for entry in entries) else CHUA_LAM


# --- Targets -----------------------------------------------------------------------------------------------------


def chi_tieu(ho_so: HoSo, task: NhiemVu, target: Tho, quy: int, dropped: bool) -> ChiTieu:
    """A target of a task from the year's start to the end of a quarter."""
    figures = _so_lieu(ho_so, task, target["ma"], quy)
    la_ty_le = target["don_vi_tinh"] == "%"
    count = _tai_thoi_diem if target.get("cach_tinh") == "tại thời điểm" else _cong_don
    reached, reported_whole = count(figures)
    whole = None
    if la_ty_le and figures:
        whole = so(target["tong_so"]) if target.get("tong_so") else reported_whole
    value = None if not figures or whole == 0 else reached * 100 / whole if whole else reached
    milestone = target.get("muc_tieu_quy", {}).get(QUY[quy - 1])
    aim, aim_now = so(target["muc_tieu"]), None if milestone is None else so(milestone)
    return ChiTieu(
        ma=target["ma"],
        nhiem_vu=task.ma,
        la_ty_le=la_ty_le,
        muc_tieu=aim,
        muc_tieu_quy=aim_now,
        so_dat=reached if figures else None,
        tong_so=whole,
        gia_tri=value,
        ket_luan=_ket_luan(target, value, aim, bool(figures)),
        ket_luan_quy=None if aim_now is None else _ket_luan(target, value, aim_now, bool(figures)),
        da_dung=dropped,
    )


@dataclass(frozen=True)
class _SoLieu:
    quy: int
    don_vi: str
    so_dat: Fraction
    tong_so: Fraction
    chuyen_sang: Fraction


def _so_lieu(ho_so: HoSo, task: NhiemVu, ma: str, quy: int) -> list[_SoLieu]:
    """What the units reported for a target, in the order of quarters."""
    return [
        _SoLieu(q, entry["don_vi"], *(so(figure.get(key, "0")) for key in ("so_dat", "tong_so", "chuyen_sang")))
        for q in ho_so.den(quy)
        for entry in ho_so.bao_cao(q, task.ma)
        for figure in entry.get("so_lieu_chi_tieu", ())
        if figure["chi_tieu"] == ma
    ]


def _cong_don(figures: list[_SoLieu]) -> tuple[Fraction, Fraction]:
    first = min((figure.quy for figure in figures), default=0)
    carried = sum((figure.chuyen_sang for figure in figures if figure.quy != first), Fraction())
    return (
        sum((figure.so_dat for figure in figures), Fraction()),
        sum((figure.tong_so for figure in figures), Fraction()) - carried,
    )


def _tai_thoi_diem(figures: list[_SoLieu]) -> tuple[Fraction, Fraction]:
    latest = {figure.don_vi: figure for figure in figures}.values()
    return (
        sum((figure.so_dat for figure in latest), Fraction()),
        sum((figure.tong_so for figure in latest), Fraction()),
    )


def _ket_luan(target: Tho, value: Fraction | None, aim: Fraction, reported: bool) -> str:
    if not reported:
        return CHUA_CO_SO_LIEU
    if value is None:
        return KHONG_PHAT_SINH
    reached = value <= aim if target.get("chieu") == "không quá" else value >= aim
    return DAT if reached else KHONG_DAT


# --- Quantities --------------------------------------------------------------------------------------------------


def _dinh_nghia(quantities: list[Tho], cua: str) -> Iterator[tuple[Tho, str]]:
    for quantity in quantities:
        yield quantity, cua
        yield from _dinh_nghia(quantity.get("trong_do", []), quantity["ma"])


def cac_dai_luong(ho_so: HoSo, quy: int) -> Iterator[tuple[Tho, str, str]]:
    """The quantities of groups and tasks, with what they belong to and the task (empty for a group)."""
    for part, _ in cac_phan(ho_so.ke_hoach, {}):
        yield from ((quantity, cua, "") for quantity, cua in _dinh_nghia(part.get("dai_luong", []), part.get("ma", "")))
    for task in cac_nhiem_vu(ho_so, quy):
        yield from ((quantity, cua, task.ma) for quantity, cua in _dinh_nghia(task.tho.get("dai_luong", []), task.ma))


def _theo_don_vi(ho_so: HoSo, ma: str, quy: int) -> dict[str, Fraction]:
    """What the units reported in a quarter for a quantity."""
    found: dict[str, Fraction] = {}
    for entry in ho_so.bao_cao(quy):
        if ma in entry.get("so_lieu_thong_ke", {}):
            found[entry["don_vi"]] = found.get(entry["don_vi"], Fraction()) + so(entry["so_lieu_thong_ke"][ma])
    return found


def _tong(numbers: list[Fraction | None]) -> Fraction | None:
    said = [number for number in numbers if number is not None]
    return sum(said, Fraction()) if said else None


def trong_ky(ho_so: HoSo, quantity: Tho, quy: int) -> Fraction | None:
    """A quantity in a quarter: what was reported, or the sum of the quantities within it."""
    own = _theo_don_vi(ho_so, quantity["ma"], quy)
    return _tong(list(own.values()) or [trong_ky(ho_so, inner, quy) for inner in quantity.get("trong_do", ())])


def luy_ke(ho_so: HoSo, quantity: Tho, quy: int) -> Fraction | None:
    """A quantity from the year's start."""
    if quantity.get("cach_tinh") != "tại thời điểm":
        return _tong([trong_ky(ho_so, quantity, q) for q in ho_so.den(quy)])
    latest: dict[str, Fraction] = {}
    for q in ho_so.den(quy):
        latest |= _theo_don_vi(ho_so, quantity["ma"], q)
    return _tong(list(latest.values()) or [luy_ke(ho_so, inner, quy) for inner in quantity.get("trong_do", ())])


def _dai_luong(ho_so: HoSo, quantity: Tho, cua: str, quy: int, dropped: bool) -> DaiLuong:
    same_time = quantity.get("cung_ky", {}).get(QUY[quy - 1])
    return DaiLuong(
        ma=quantity["ma"],
        cua=cua,
        trong_ky=trong_ky(ho_so, quantity, quy),
        ky_truoc=trong_ky(ho_so, quantity, quy - 1),
        luy_ke=luy_ke(ho_so, quantity, quy),
        cung_ky=None if same_time is None else so(same_time),
        da_dung=dropped,
    )


# --- Difficulties ------------------------------------------------------------------------------------------------


def kho_khan(ho_so: HoSo, quy: int) -> list[KhoKhan]:
    """The difficulties that are open on the last day of a quarter."""
    last_day, dropped = ho_so.ky(quy)[1], da_dung(ho_so, quy)
    overcome = {
        found["kho_khan"]
        for q in ho_so.den(quy)
        for entry in ho_so.bao_cao(q)
        for found in entry.get("da_khac_phuc", ())
    }
    return [
        _kho_khan(entry, found, q, last_day, entry["nhiem_vu"] in dropped)
        for q in ho_so.den(quy)
        for entry in ho_so.bao_cao(q)
        for found in entry.get("kho_khan", ())
        if (found["ma"] not in overcome if found.get("ma") else q == quy)
    ]


def _kho_khan(entry: Tho, found: Tho, quy: int, last_day: date, dropped: bool) -> KhoKhan:
    by = ngay(found["han"]) if found.get("han") else None
    return KhoKhan(
        ma=found.get("ma", ""),
        noi_dung=found["noi_dung"],
        nhiem_vu=entry["nhiem_vu"],
        don_vi=found.get("don_vi") or entry["don_vi"],
        loai=found["loai"],
        quy=quy,
        han=by,
        qua_han=by is not None and by < last_day,
        da_dung=dropped,
    )


# --- The quarter -------------------------------------------------------------------------------------------------


def _cac_tinh_trang(ho_so: HoSo, quy: int) -> dict[str, TinhTrang]:
    dropped = da_dung(ho_so, quy)
    return {task.ma: tinh_trang(ho_so, task, quy) for task in cac_nhiem_vu(ho_so, quy) if task.ma not in dropped}


def _phan_tram(states: Counter[str], numerator: tuple[str, ...], denominator: tuple[str, ...]) -> Fraction | None:
    whole = sum(states[state] for state in denominator)
    return Fraction(100 * sum(states[state] for state in numerator), whole) if whole else None


def _hoan_thanh(states: Counter[str]) -> Fraction | None:
    return _phan_tram(states, (DUNG_HAN, QUA_HAN), TINH_TRANG[CO_HAN])


def _deu_dan(states: Counter[str]) -> Fraction | None:
    return _phan_tram(states, (DA_LAM,), (DA_LAM, MOT_PHAN, CHUA_LAM))


def _ty_le(now: Fraction | None, before: Fraction | None) -> TyLe:
    return TyLe(now, None if now is None or before is None else now - before)


def _lien_tuc(by_quarter: dict[int, dict[str, TinhTrang]], quy: int) -> tuple[str, ...]:
    """The thường xuyên tasks in force now that were done in every quarter in which they were in force."""
    found = []
    for ma in by_quarter[quy]:
        states = [by_quarter[q][ma].tinh_trang for q in by_quarter if q <= quy and ma in by_quarter[q]]
        if {state for state in states if state != CHUA_DEN} == {DA_LAM}:
            found.append(ma)
    return tuple(found)


def _theo_tung_don_vi(ho_so: HoSo, states: dict[str, TinhTrang]) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {unit["ma"]: Counter() for unit in ho_so.co_quan["don_vi"]}
    for state in states.values():
        for unit, own in state.don_vi.items():
            counts[unit][own] += 1
    return counts


def _cac_chi_tieu(ho_so: HoSo, quy: int) -> dict[str, ChiTieu]:
    dropped = da_dung(ho_so, quy)
    return {
        target["ma"]: chi_tieu(ho_so, task, target, quy, task.ma in dropped)
        for task in cac_nhiem_vu(ho_so, quy)
        for target in task.tho.get("chi_tieu", ())
    }


def _so_cac_dai_luong(ho_so: HoSo, quy: int) -> dict[str, DaiLuong]:
    dropped = da_dung(ho_so, quy)
    return {
        quantity["ma"]: _dai_luong(ho_so, quantity, cua, quy, ma in dropped)
        for quantity, cua, ma in cac_dai_luong(ho_so, quy)
    }


def _ket_qua(ho_so: HoSo, by_quarter: dict[int, dict[str, TinhTrang]], quy: int) -> KetQuaQuy:
    states, dropped, record = by_quarter[quy], da_dung(ho_so, quy), ho_so.tien_do[quy]
    count = Counter(state.tinh_trang for state in states.values())
    before = Counter(state.tinh_trang for state in by_quarter.get(quy - 1, {}).values())
    entries = ho_so.bao_cao(quy)
    return KetQuaQuy(
        quy=quy,
        tu_ngay=ho_so.ky(quy)[0],
        den_ngay=ho_so.ky(quy)[1],
        nhiem_vu=states,
        dung=tuple(ma for ma, q in dropped.items() if q == quy),
        da_dung=tuple(dropped),
        bo_sung=tuple(ma for ma, state in states.items() if state.nhiem_vu.quy_giao == quy),
        dem=count,
        co_han=sum(count[state] for state in TINH_TRANG[CO_HAN]),
        thuong_xuyen=sum(count[state] for state in (DA_LAM, MOT_PHAN, CHUA_LAM)),
        khong_ro_han=sum(count[state] for state in TINH_TRANG[CHUA_XAC_DINH]),
        ty_le_hoan_thanh=_ty_le(_hoan_thanh(count), _hoan_thanh(before)),
        ty_le_thuong_xuyen=_ty_le(_deu_dan(count), _deu_dan(before)),
        lien_tuc=_lien_tuc(by_quarter, quy),
        chi_tieu=_cac_chi_tieu(ho_so, quy),
        dai_luong=_so_cac_dai_luong(ho_so, quy),
        don_vi=_theo_tung_don_vi(ho_so, states),
        kho_khan=tuple(kho_khan(ho_so, quy)),
        kho_khan_moi=tuple(found["noi_dung"] for entry in entries for found in entry.get("kho_khan", ())),
        da_khac_phuc=tuple(found["kho_khan"] for entry in entries for found in entry.get("da_khac_phuc", ())),
        van_ban_chi_dao=len(record.get("van_ban_chi_dao", ())),
        kiem_tra=len(record.get("kiem_tra", ())),
    )


def dem(folder: Path, ma: str = "ngau_nhien") -> dict[int, KetQuaQuy]:
    """All figures of each quarter that has a file."""
    return dem_ho_so(doc_ho_so(folder, ma))


def dem_ho_so(ho_so: HoSo) -> dict[int, KetQuaQuy]:
    """All figures of each quarter that has a file, from what was read."""
    by_quarter = {quy: _cac_tinh_trang(ho_so, quy) for quy in sorted(ho_so.tien_do)}
    return {quy: _ket_qua(ho_so, by_quarter, quy) for quy in by_quarter}
