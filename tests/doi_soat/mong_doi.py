"""What a finished report must say, made of the recount (`dem`) and the raw YAML in the shape in which `doc_lai` reads it."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from tests.doi_soat import dem
from tests.doi_soat.dem import HoSo, KetQuaQuy, NhiemVu, Tho, TinhTrang
from tests.doi_soat.thoi_gian import ngay

IN_RA = {
    dem.DANG_LAM: "đang thực hiện, còn trong hạn",
    dem.DA_LAM: "đã thực hiện trong kỳ",
    dem.CHUA_LAM: "chưa thực hiện trong kỳ",
}
_SAU_NGAY_CHOT = {
    dem.DANG_LAM: "đang thực hiện, đến hạn sau ngày chốt số liệu",
    dem.CHUA_BAT_DAU: "chưa bắt đầu, đến hạn sau ngày chốt số liệu",
}
_XONG = (dem.DUNG_HAN, dem.QUA_HAN, dem.XONG)
_THUONG_XUYEN = (dem.DA_LAM, dem.MOT_PHAN, dem.CHUA_LAM)


@dataclass(frozen=True)
class Ky:
    """A quarter of a dossier with its figures: all that the report of the quarter is made of."""

    ho_so: HoSo
    ket_qua: dict[int, KetQuaQuy]
    quy: int

    @property
    def nay(self) -> KetQuaQuy:
        return self.ket_qua[self.quy]

    @property
    def dau(self) -> date:
        return self.ho_so.ky(self.quy)[0]

    @property
    def cuoi(self) -> date:
        return self.ho_so.ky(self.quy)[1]

    @cached_property
    def nhom(self) -> list[tuple[str, str, list[NhiemVu]]]:
        """The groups in printed order: code, title, tasks; those added stand at the end of their group."""
        tasks = {task.ma: task for task in dem.cac_nhiem_vu(self.ho_so, self.quy)}
        added = [task for task in tasks.values() if task.quy_giao]
        found = []
        for part, _ in dem.cac_phan(self.ho_so.ke_hoach, {}):
            if "nhiem_vu" in part:
                ma, own = part.get("ma", ""), [tasks[task["ma"]] for task in part["nhiem_vu"]]
                own += [task for task in added if ma and task.nhom == ma]
                found.append((ma, part.get("tieu_de") or part["ten"], own))
        apart = [task for task in added if not task.nhom]
        return [*found, *([("", "Nhiệm vụ được giao bổ sung", apart)] if apart else [])]

    def con_lam(self, tasks: Iterable[NhiemVu]) -> list[TinhTrang]:
        """The states of those that were not dropped."""
        return [self.nay.nhiem_vu[task.ma] for task in tasks if task.ma in self.nay.nhiem_vu]

    @cached_property
    def tat_ca(self) -> list[TinhTrang]:
        """The states of all tasks that were not dropped, in printed order."""
        return [state for _, _, tasks in self.nhom for state in self.con_lam(tasks)]

    def trong(self, *states: str) -> list[TinhTrang]:
        return [state for state in self.tat_ca if state.tinh_trang in states]

    def ten(self, units: Iterable[str]) -> tuple[str, ...]:
        """The printed names of units."""
        names = {unit["ma"]: unit["ten"] for unit in self.ho_so.co_quan["don_vi"]}
        return tuple(names[unit] for unit in units)

    def xong_truoc(self, state: TinhTrang) -> bool:
        return state.ngay_xong is not None and state.ngay_xong < self.dau

    def da_xong(self, state: TinhTrang) -> dict[str, date]:
        return dem.ngay_xong(self.ho_so, state.nhiem_vu, self.quy)

    def bao_cao(self, ma: str) -> list[Tho]:
        return self.ho_so.bao_cao(self.quy, ma)


def chu_thuong(text: str) -> str:
    """With a small first letter."""
    return text[:1].lower() + text[1:]


# --- Progress ----------------------------------------------------------------------------------------------------


def _khi(said: Tho) -> Tho:
    """What is said: no zeros, nothing that is unknown."""
    return {key: value for key, value in said.items() if value}


def _thay_doi(ky: Ky) -> Tho:
    """The change in points, said where something was done."""
    change = ky.nay.ty_le_thuong_xuyen.thay_doi
    return {} if change is None else {"thay_doi": dem.mot_chu_so(change), "so_voi": dem.QUY[ky.quy - 2]}


def cau_tien_do(ky: Ky) -> Tho:
    """The sentence of progress of a quarter."""
    count = ky.nay.dem
    said = _trong_cau(ky, count[dem.DA_LAM]) | _khi({"mot_phan": count[dem.MOT_PHAN], "chua_lam": count[dem.CHUA_LAM]})
    if count[dem.DA_LAM]:
        said |= _thay_doi(ky)
    return {"den_ngay": ky.cuoi, **said} if said else {}


def cau_tien_do_nam(ky: Ky) -> Tho:
    """The sentence of progress of the year; `da_lam` are the tasks done in every quarter."""
    said = _trong_cau(ky, len(ky.nay.lien_tuc))
    return {"nam": int(ky.ho_so.ke_hoach["nam"]), **said} if said else {}


def _trong_cau(ky: Ky, steady: int) -> Tho:
    """The figures that both sentences have: with those of thường xuyên tasks they add up to the plan."""
    q, count = ky.nay, ky.nay.dem
    done = count[dem.DUNG_HAN] + count[dem.QUA_HAN]
    said: Tho = {
        "co_han": q.co_han,
        "xong": done,
        "xong_tre": count[dem.QUA_HAN],
        "qua_han": count[dem.CHUA_XONG_QUA_HAN],
        "dang_lam": count[dem.DANG_LAM],
        "chua_bat_dau": count[dem.CHUA_BAT_DAU],
        "thuong_xuyen": q.thuong_xuyen,
        "da_lam": steady,
        "xong_khong_han": count[dem.XONG],
        "khong_ro_han": count[dem.KHONG_RO_HAN],
        "chua_den_ky": count[dem.CHUA_DEN],
    }
    if done:
        said["ty_le"] = dem.mot_chu_so(Fraction(100 * done, q.co_han))
    if steady:
        said["ty_le_tx"] = dem.mot_chu_so(Fraction(100 * steady, q.thuong_xuyen))
    return _khi(said)


def _ten_viec(ky: Ky, codes: Iterable[str]) -> list[str]:
    wanted = set(codes)
    return [task.ten for _, _, tasks in ky.nhom for task in tasks if task.ma in wanted]


def _gia_han(ky: Ky, state: TinhTrang) -> tuple[str, tuple[tuple[date, bool], ...]]:
    return state.nhiem_vu.ten, cac_han(ky, state.nhiem_vu)


def cac_han(ky: Ky, task: NhiemVu) -> tuple[tuple[date, bool], ...]:
    """The deadlines from the first to the last, each with whether it was granted after the one then in force."""
    judged, found = task.thoi_gian.han, []
    for granted, new in dem.gia_han(ky.ho_so, task, ky.quy):
        assert judged
        found.append((new, granted > judged))
        judged = new if granted <= judged else judged
    return ((task.thoi_gian.han, False), *found) if task.thoi_gian.han else ()


def _cac_quy_thieu(ky: Ky, before: int) -> list[str]:
    issued = ngay(ky.ho_so.ke_hoach["ngay_ban_hanh"])
    return [dem.QUY[q - 1] for q in range(1, before) if q not in ky.ho_so.tien_do and ky.ho_so.ky(q)[1] >= issued]


def tien_do_chung(ky: Ky) -> Tho:
    """The general progress of a quarter: figures, what was added, extended and dropped in it, quarters without a file."""
    record = ky.ho_so.tien_do[ky.quy]
    extended = [s for s in ky.tat_ca if any("gia_han" in entry for entry in ky.bao_cao(s.nhiem_vu.ma))]
    said = {
        "tien_do": cau_tien_do(ky),
        "bo_sung": _ten_viec(ky, [task["ma"] for task in record.get("nhiem_vu_bo_sung", ())]),
        "gia_han": [_gia_han(ky, state) for state in extended],
        "dung": _ten_viec(ky, ky.nay.dung),
        "thieu_quy": _cac_quy_thieu(ky, ky.quy),
    }
    return _khi(said)


def tien_do_nam(ky: Ky) -> Tho:
    """The general progress of the year."""
    extended = [s for s in ky.tat_ca if dem.gia_han(ky.ho_so, s.nhiem_vu, ky.quy)]
    said = {
        "tien_do": cau_tien_do_nam(ky),
        "bo_sung": [state.nhiem_vu.ten for state in ky.tat_ca if state.nhiem_vu.quy_giao],
        "gia_han": [_gia_han(ky, state) for state in extended],
        "dung": _ten_viec(ky, ky.nay.da_dung),
        "thieu_quy": _cac_quy_thieu(ky, 5),
    }
    return _khi(said)


# --- The annex of tasks ------------------------------------------------------------------------------------------


def tien_do_tung_viec(ky: Ky) -> list[Tho]:
    """A row for each task that was neither completed nor dropped before the quarter."""
    rows = []
    for _, title, tasks in ky.nhom:
        for task in tasks:
            state = ky.nay.nhiem_vu.get(task.ma)
            if not ky.xong_truoc(state) if state else task.ma in ky.nay.dung:
                rows.append({"nhom": title, **_hang(ky, task, state)})
    return rows


def _hang(ky: Ky, task: NhiemVu, state: TinhTrang | None) -> Tho:
    deadlines = cac_han(ky, task)
    row: Tho = {
        "ten": task.ten,
        "han": tuple(day for day, _ in deadlines),
        "tinh_trang": IN_RA.get(state.tinh_trang, state.tinh_trang) if state else "dừng thực hiện",
        "gia_han": len(deadlines[1:]),
        "gia_han_muon": sum(late for _, late in deadlines),
    }
    if task.quy_giao:
        row["Giao bổ sung"] = True
    return row | ({"dung": True} if state is None else _khi(_chi_tiet(ky, state)))


def _chi_tiet(ky: Ky, state: TinhTrang) -> Tho:
    several = len(state.nhiem_vu.don_vi) > 1
    return {
        "ngay": state.ngay_xong,
        "tre": state.cham,
        "ty_le": muc_do(ky, state) if state.tinh_trang in (dem.DANG_LAM, dem.CHUA_XONG_QUA_HAN) else None,
        "khong_ket_qua": ky.ten(state.khong_ket_qua) if state.tinh_trang == dem.MOT_PHAN and several else None,
        "it_lan": _it_lan(ky, state) if state.tinh_trang == dem.MOT_PHAN and several else None,
        "im_lang": ky.ten(im_lang(ky, state)),
    }


def muc_do(ky: Ky, state: TinhTrang) -> Tho:
    """The latest rate of each unit that has not completed its part."""
    latest = {
        entry["don_vi"]: int(str(entry["ty_le_hoan_thanh"]).rstrip("% "))
        for q in ky.ho_so.den(ky.quy)
        for entry in ky.ho_so.bao_cao(q, state.nhiem_vu.ma)
        if "ty_le_hoan_thanh" in entry
    }
    units = [unit for unit in chua_xong(ky, state) if unit in latest]
    if len(state.nhiem_vu.don_vi) == 1:
        return {"": latest[units[0]]} if units else {}
    return {ky.ten([unit])[0]: latest[unit] for unit in units}


def chua_xong(ky: Ky, state: TinhTrang) -> list[str]:
    """The units that have not completed their part."""
    done = ky.da_xong(state)
    return [unit for unit in state.nhiem_vu.don_vi if unit not in done]


def im_lang(ky: Ky, state: TinhTrang) -> list[str]:
    """The units that owe a report in the quarter and gave none."""
    begins = state.nhiem_vu.thoi_gian.tu_ngay
    if begins and begins > ky.cuoi:
        return []
    told = {entry["don_vi"] for entry in ky.bao_cao(state.nhiem_vu.ma)}
    finished = {unit for unit, day in ky.da_xong(state).items() if day < ky.dau}
    return [unit for unit in state.nhiem_vu.don_vi if unit not in told | finished]


def het_viec_truoc(ky: Ky) -> Tho:
    """The tasks completed, and those dropped, before the quarter."""
    completed = [(s.nhiem_vu.ten, s.ngay_xong) for s in ky.tat_ca if ky.xong_truoc(s)]
    return {"xong": completed, "dừng": _ten_viec(ky, set(ky.nay.da_dung) - set(ky.nay.dung))}


def ket_qua_tung_viec(ky: Ky) -> list[Tho]:
    """The rows of the year: a thường xuyên task with the quarters in which it was done."""
    rows = []
    for _, title, tasks in ky.nhom:
        for task in tasks:
            state = ky.nay.nhiem_vu.get(task.ma)
            row = _hang(ky, task, state)
            row.pop("im_lang", None)
            if state and state.tinh_trang in _SAU_NGAY_CHOT:
                row["tinh_trang"] = _SAU_NGAY_CHOT[state.tinh_trang]
            if state and state.tinh_trang in _THUONG_XUYEN:
                row = {key: value for key, value in row.items() if key not in ("khong_ket_qua", "it_lan")}
                row["tinh_trang"] = "thực hiện {}/{} quý".format(*_so_quy(ky, task.ma))
            rows.append({"nhom": title, **row})
    return rows


def _so_quy(ky: Ky, ma: str) -> tuple[int, int]:
    states = [q.nhiem_vu[ma].tinh_trang for q in ky.ket_qua.values() if ma in q.nhiem_vu]
    return states.count(dem.DA_LAM), sum(state in _THUONG_XUYEN for state in states)


# --- Statistics, units, charts -----------------------------------------------------------------------------------


def thong_ke(ky: Ky, cot: tuple[str, ...]) -> list[tuple[Any, ...]]:
    """The quantities of each group, then of its tasks in force, numbered 1, 1.1, …"""
    rows: list[tuple[Any, ...]] = []
    quantities = {part.get("ma", ""): part.get("dai_luong", []) for part, _ in dem.cac_phan(ky.ho_so.ke_hoach, {})}
    number = 0
    for ma, title, tasks in ky.nhom:
        own = [q for state in ky.con_lam(tasks) for q in state.nhiem_vu.tho.get("dai_luong", ())]
        for quantity in [*(quantities[ma] if ma else ()), *own]:
            number += 1
            rows += _dong(ky, quantity, str(number), title, cot)
    return rows


def _dong(ky: Ky, quantity: Tho, label: str, title: str, cot: tuple[str, ...]) -> list[tuple[Any, ...]]:
    found = ky.nay.dai_luong[quantity["ma"]]
    numbers = (getattr(found, each) for each in cot)
    row = (title, label, quantity["ten"], quantity["don_vi_tinh"], *numbers)
    inner = enumerate(quantity.get("trong_do", ()), 1)
    return [row, *(line for i, part in inner for line in _dong(ky, part, f"{label}.{i}", title, cot))]


def ten_dai_luong(ky: Ky) -> dict[str, str]:
    """The quantities up to the quarter by name, with their units."""
    return {q["ten"]: q["don_vi_tinh"] for q, _, _ in dem.cac_dai_luong(ky.ho_so, ky.quy)}


def cau_dai_luong(ky: Ky, told: Iterable[str], *, ca_nam: bool = False) -> list[tuple[str, Tho]]:
    """What a sentence must say of each of these quantities."""
    defined = {q["ten"]: q for q, _, _ in dem.cac_dai_luong(ky.ho_so, ky.quy)}
    return [(ten, _cau_dai_luong(ky, defined[ten], ca_nam=ca_nam)) for ten in told]


def _cau_dai_luong(ky: Ky, quantity: Tho, *, ca_nam: bool) -> Tho:
    found = ky.nay.dai_luong[quantity["ma"]]
    if ca_nam:
        return {"nay": found.luy_ke}
    steady = quantity.get("cach_tinh") == "tại thời điểm"
    luy_ke = None if steady or found.luy_ke == found.trong_ky else found.luy_ke
    said = {"nay": found.trong_ky, "luy_ke": luy_ke, "cung_ky": found.cung_ky}
    return {key: value for key, value in said.items() if value is not None}


_COT_DON_VI: tuple[tuple[str | None, ...], ...] = (
    (dem.DA_LAM,),
    (dem.CHUA_LAM,),
    (dem.DUNG_HAN,),
    (dem.QUA_HAN,),
    (dem.CON_HAN,),
    (dem.CHUA_XONG_QUA_HAN,),
    (None,),  # no deadline, or not to be done yet
)


def don_vi(ky: Ky, *, ca_nam: bool = False) -> dict[str, list[int]]:
    """The table by unit with its total."""
    rows = {}
    for unit in dict.fromkeys(unit for state in ky.tat_ca for unit in state.nhiem_vu.don_vi):
        mine = [state for state in ky.tat_ca if unit in state.nhiem_vu.don_vi]
        own = [_cua_don_vi(ky, state, unit, ca_nam=ca_nam) for state in mine]
        row = [len(mine), *(sum(state in kinds for state in own) for kinds in _COT_DON_VI)]
        if not ca_nam:
            row.append(sum(unit in im_lang(ky, state) for state in mine))
        rows[ky.ten([unit])[0]] = row
    width = 8 if ca_nam else 9
    return rows | {"Cộng": [sum(row[i] for row in rows.values()) for i in range(width)]}


def _cua_don_vi(ky: Ky, state: TinhTrang, unit: str, *, ca_nam: bool) -> str | None:
    own = state.don_vi.get(unit)
    if ca_nam and own == dem.DA_LAM:
        ma = state.nhiem_vu.ma
        of_year = [q.nhiem_vu[ma].don_vi.get(unit, dem.DA_LAM) for q in ky.ket_qua.values() if ma in q.nhiem_vu]
        return dem.DA_LAM if set(of_year) == {dem.DA_LAM} else dem.CHUA_LAM
    return own


_BIEU_DO = {
    "Đã thực hiện, đã hoàn thành": (dem.DA_LAM, *_XONG),
    "Một phần, đang thực hiện": (dem.MOT_PHAN, dem.DANG_LAM),
    "Chưa thực hiện, chưa bắt đầu": (dem.CHUA_LAM, dem.CHUA_BAT_DAU, dem.CHUA_DEN, dem.KHONG_RO_HAN),
    "Quá hạn chưa hoàn thành": (dem.CHUA_XONG_QUA_HAN,),
}
_BIEU_DO_NAM = {
    "Đã hoàn thành, thực hiện đủ các quý": (dem.DA_LAM, *_XONG),
    "Có quý chưa thực hiện đủ": (dem.MOT_PHAN, dem.CHUA_LAM),
    "Còn trong hạn": (dem.DANG_LAM, dem.CHUA_BAT_DAU, dem.CHUA_DEN, dem.KHONG_RO_HAN),
    "Quá hạn chưa hoàn thành": (dem.CHUA_XONG_QUA_HAN,),
}


def bieu_do(ky: Ky, *, ca_nam: bool = False) -> list[Tho]:
    """The chart of tasks by group, where there are two groups and five tasks."""
    groups = [(title, states) for _, title, tasks in ky.nhom if (states := ky.con_lam(tasks))]
    if len(groups) < 2 or len(ky.tat_ca) < 5:
        return []

    def shown(state: TinhTrang) -> str:
        short = ca_nam and state.tinh_trang == dem.DA_LAM and state.nhiem_vu.ma not in ky.nay.lien_tuc
        return dem.MOT_PHAN if short else state.tinh_trang

    series = {
        name: [Decimal(sum(shown(state) in kinds for state in states)) for _, states in groups]
        for name, kinds in (_BIEU_DO_NAM if ca_nam else _BIEU_DO).items()
    }
    return [{"nhom": [title for title, _ in groups], "day": series}]


def theo_quy(ket_qua: dict[int, KetQuaQuy]) -> dict[str, list[int]]:
    """The table of the year by quarter; none of one quarter alone."""
    if len(ket_qua) < 2:
        return {}
    return {"Q" + dem.QUY[q - 1][1:]: _hang_quy(found) for q, found in ket_qua.items()}


def _hang_quy(found: KetQuaQuy) -> list[int]:
    count = found.dem
    steady = [found.thuong_xuyen, count[dem.DA_LAM], count[dem.MOT_PHAN], count[dem.CHUA_LAM]]
    done = count[dem.DUNG_HAN] + count[dem.QUA_HAN]
    return [*steady, found.co_han, done, count[dem.QUA_HAN], count[dem.CHUA_XONG_QUA_HAN]]


# --- Targets -----------------------------------------------------------------------------------------------------


def _dinh_nghia(ky: Ky) -> list[tuple[TinhTrang, Tho]]:
    return [(state, target) for state in ky.tat_ca for target in state.nhiem_vu.tho.get("chi_tieu", ())]


def ket_luan(ky: Ky, target: Tho) -> str:
    """The verdict in the words of a report."""
    found, last = ky.nay.chi_tieu[target["ma"]], ky.quy == 4
    if found.ket_luan in (dem.KHONG_PHAT_SINH, dem.CHUA_CO_SO_LIEU):
        return found.ket_luan
    if target.get("chieu") == "không quá":
        met = "đạt chỉ tiêu" if last else "trong mức cho phép"
        return met if found.ket_luan == dem.DAT else "vượt mức cho phép"
    if found.ket_luan == dem.DAT:
        return "đạt chỉ tiêu"
    if last:
        return "chưa đạt chỉ tiêu"
    return _giua_nam(ky, target, found)


def _giua_nam(ky: Ky, target: Tho, found: dem.ChiTieu) -> str:
    """The target of the year is not met yet, and the year is not over."""
    if found.ket_luan_quy and found.muc_tieu_quy is not None:
        unit = "%" if found.la_ty_le else f" {target['don_vi_tinh']}"
        word = "đạt" if found.ket_luan_quy == dem.DAT else "chưa đạt"
        return f"{word} mức {_so_dem(found.muc_tieu_quy)}{unit} đặt ra đến hết {dem.QUY[ky.quy - 1]}"
    if found.la_ty_le and target.get("cach_tinh") != "tại thời điểm" and "tong_so" not in target:
        return "chưa đạt chỉ tiêu"
    if found.la_ty_le:
        return "chưa đến mức của cả năm"
    assert found.gia_tri is not None
    share = khong_lam_tron_toi(found.gia_tri * 100 / found.muc_tieu, [Fraction(100)], it_nhat=True)
    return f"bằng {str(share).replace('.', ',')}% chỉ tiêu cả năm"


def khong_lam_tron_toi(rate: Fraction, asked: list[Fraction], *, it_nhat: bool) -> Decimal:
    """One decimal; what misses its target is not rounded to it."""
    shown = dem.mot_chu_so(rate)
    for aim in asked:
        if it_nhat and rate < aim <= Fraction(shown):
            return _bo_phan_le(rate, ROUND_FLOOR)
        if not it_nhat and rate > aim >= Fraction(shown):
            return _bo_phan_le(rate, ROUND_CEILING)
    return shown


def _bo_phan_le(rate: Fraction, how: str) -> Decimal:
    tenths = rate * 10
    whole = tenths.__floor__() if how == ROUND_FLOOR else tenths.__ceil__()
    return Decimal(whole).scaleb(-1)


def _so_dem(value: Fraction) -> str:
    """As counts are written: two digits at least, a comma before decimals, full stops between thousands."""
    text = f"{dem.lam_tron(value, 1):,f}".removesuffix(".0").translate(str.maketrans(",.", ".,"))
    return text.zfill(2) if value in range(1, 10) else text


def _so_dat(target: Tho, found: dem.ChiTieu) -> dict[str, Any]:
    """What was reached, as a document shows it: of a rate its parts too."""
    if found.so_dat is None or found.gia_tri is None:
        return {"dat": None, "so_dat": None, "tong_so": None}
    if not found.la_ty_le:
        return {"dat": found.gia_tri, "so_dat": None, "tong_so": None}
    asked = [found.muc_tieu]
    if found.muc_tieu_quy is not None and found.ket_luan == dem.KHONG_DAT:
        asked.append(found.muc_tieu_quy)
    rate = khong_lam_tron_toi(found.gia_tri, asked, it_nhat=target.get("chieu") != "không quá")
    return {"dat": rate, "so_dat": found.so_dat, "tong_so": found.tong_so}


_TRUOT = ("chưa đạt", "vượt mức")


def chi_tieu(ky: Ky, *, ca_nam: bool = False) -> dict[str, Tho]:
    """The targets that sentences tell: those with figures, in the quarter's report; of the year those missed alone."""
    told = {}
    for state, target in _dinh_nghia(ky):
        verdict, found = ket_luan(ky, target), ky.nay.chi_tieu[target["ma"]]
        missed = verdict.startswith(_TRUOT)
        if verdict != dem.CHUA_CO_SO_LIEU and (missed or not (ca_nam or ky.xong_truoc(state))):
            steady = target.get("cach_tinh") == "tại thời điểm"
            told[chu_thuong(target["noi_dung"])] = {
                "khong_qua": target.get("chieu") == "không quá",
                "muc_tieu": found.muc_tieu,
                **_so_dat(target, found),
                "cach": None if found.gia_tri is None else "đến hết kỳ" if steady else "lũy kế từ đầu năm",
                "ket_luan": verdict,
            }
    return told


def bang_chi_tieu(ky: Ky, danh_gia: Tho) -> dict[str, Tho]:
    """The table of the targets of the year; ranks first."""
    rows = {target["noi_dung"]: _thu_hang(target, danh_gia) for target in ky.ho_so.ke_hoach.get("chi_tieu", ())}
    for _, target in _dinh_nghia(ky):
        asked = target["muc_tieu"] + ("%" if target["don_vi_tinh"] == "%" else f" {target['don_vi_tinh']}")
        said = "không quá " if target.get("chieu") == "không quá" else ""
        reached = _viet(target, ky.nay.chi_tieu[target["ma"]])
        rows[target["noi_dung"]] = {"muc_tieu": said + asked, "dat": reached, "ket_luan": ket_luan(ky, target)}
    return rows


def _viet(target: Tho, found: dem.ChiTieu) -> str:
    said = _so_dat(target, found)
    if said["dat"] is None:
        return "–"
    if not found.la_ty_le:
        return f"{_so_dem(said['dat'])} {target['don_vi_tinh']}"
    parts = "/".join(_so_dem(said[key]).removeprefix("0") or "0" for key in ("so_dat", "tong_so"))
    return f"{str(said['dat']).replace('.', ',')}% ({parts})"


def _thu_hang(target: Tho, danh_gia: Tho) -> Tho:
    before, now = (int(found["xep_hang"]) for found in danh_gia["ket_qua_chi_so"])
    reached = "đạt" if before - now >= int(target["muc_tieu"]) else "chưa đạt"
    asked = f"{target['muc_tieu']} {target['don_vi_tinh']}"
    return {"muc_tieu": asked, "dat": f"hạng {before}/34 → {now}/34", "ket_luan": f"{reached} chỉ tiêu"}


def dem_chi_tieu(rows: dict[str, Tho]) -> Tho:
    """How many targets of the year are met, missed, not to be judged."""
    verdicts = [row["ket_luan"] for row in rows.values()]
    missed = sum(verdict.startswith(_TRUOT) for verdict in verdicts)
    met = sum(verdict.startswith("đạt") for verdict in verdicts)
    others = len(verdicts) - met - missed
    return _khi({"": len(verdicts), "đạt": met, "chưa đạt": missed, "chưa đủ cơ sở đánh giá": others})


# --- Limits, merits, what comes next ------------------------------------------------------------------------------


def cac_kho_khan(ky: Ky, *, ca_nam: bool = False) -> list[tuple[str, str]]:
    """The difficulties that are open; a completed task has none, the year tells those of single quarters too."""
    rows = []
    for q in ky.ho_so.den(ky.quy) if ca_nam else [ky.quy]:
        rows += [k for k in ky.ket_qua[q].kho_khan if k.quy == q and not k.ma]
    rows += [found for found in ky.nay.kho_khan if found.ma]
    unfinished = {s.nhiem_vu.ma for s in ky.tat_ca if not s.ngay_xong}
    return [("khó khăn", chu_thuong(found.noi_dung)) for found in rows if found.nhiem_vu in unfinished]


def han_che(ky: Ky, *, ca_nam: bool = False) -> list[tuple[Any, ...]]:
    """What did not go well, but for targets."""
    said: list[tuple[Any, ...]] = [_con_qua_han(ky, state) for state in ky.trong(dem.CHUA_XONG_QUA_HAN)]
    said += [_xong_tre(ky, state) for state in ky.trong(dem.QUA_HAN) if ca_nam or not ky.xong_truoc(state)]
    if ca_nam:
        short = [s.nhiem_vu for s in ky.trong(*_THUONG_XUYEN) if s.nhiem_vu.ma not in ky.nay.lien_tuc]
        said += [("có quý chưa đủ", tuple(task.ten for task in short))] if short else []
    else:
        undone = ky.trong(dem.CHUA_LAM)
        said += [("chưa thực hiện trong kỳ", s.nhiem_vu.ten, ky.ten(s.nhiem_vu.don_vi)) for s in undone]
        said += [_mot_phan(ky, state) for state in ky.trong(dem.MOT_PHAN)]
    return said + cac_kho_khan(ky, ca_nam=ca_nam)


def _con_qua_han(ky: Ky, s: TinhTrang) -> tuple[Any, ...]:
    units = ky.ten(chua_xong(ky, s))
    return "chưa hoàn thành", s.nhiem_vu.ten, units, s.cham, cac_han(ky, s.nhiem_vu), muc_do(ky, s)


def _xong_tre(ky: Ky, s: TinhTrang) -> tuple[Any, ...]:
    units = ky.ten(unit for unit, own in s.don_vi.items() if own == dem.QUA_HAN)
    return "hoàn thành quá hạn", s.nhiem_vu.ten, units, s.ngay_xong, s.cham, cac_han(ky, s.nhiem_vu)


def _mot_phan(ky: Ky, s: TinhTrang) -> tuple[Any, ...]:
    units = s.nhiem_vu.don_vi
    if len(units) == 1:
        times = sum(int(e.get("so_lan", 0)) for e in ky.bao_cao(s.nhiem_vu.ma) if e["don_vi"] in units)
        return "thực hiện một phần", s.nhiem_vu.ten, ky.ten(units), times, s.nhiem_vu.thoi_gian.so_lan
    done = sum(state == dem.DA_LAM for state in s.don_vi.values())
    return "thực hiện một phần", s.nhiem_vu.ten, done, len(units), ky.ten(s.khong_ket_qua), _it_lan(ky, s)


def _it_lan(ky: Ky, s: TinhTrang) -> tuple[str, ...]:
    """The units that did a monthly task, but too few times."""
    return ky.ten(u for u, own in s.don_vi.items() if own == dem.CHUA_LAM and u not in s.khong_ket_qua)


def uu_diem(ky: Ky, *, ca_nam: bool = False) -> Tho:
    """What went well."""
    done = [s for s in ky.trong(dem.DUNG_HAN) if ca_nam or not ky.xong_truoc(s)]
    in_time = [(s.nhiem_vu.ten, s.ngay_xong if ca_nam else None) for s in done]
    if ca_nam:
        met = [t for _, t in _dinh_nghia(ky) if ket_luan(ky, t) == "đạt chỉ tiêu"]
        told = sorted((chu_thuong(t["noi_dung"]), _viet(t, ky.nay.chi_tieu[t["ma"]])) for t in met)
        return _khi({"đúng hạn": in_time, "chỉ tiêu": told})
    all_done = ky.nay.thuong_xuyen if ky.nay.dem[dem.DA_LAM] == ky.nay.thuong_xuyen else 0
    return _khi({"đủ thường xuyên": all_done, "đúng hạn": in_time})


def den_dau(ky: Ky) -> list[tuple[Any, ...]]:
    """How far the tasks are that were completed in time in the quarter, or go on, where their results are told."""
    told = [s for s in ky.trong(dem.DUNG_HAN, dem.DANG_LAM) if not ky.xong_truoc(s) and _co_loi(ky, s)]
    return [
        (s.nhiem_vu.ten, s.ngay_xong, cac_han(ky, s.nhiem_vu)) if s.ngay_xong else (s.nhiem_vu.ten, rate)
        for s in told
        if (rate := muc_do(ky, s)) or s.ngay_xong
    ]


def _co_loi(ky: Ky, s: TinhTrang) -> bool:
    own = {q["ma"] for q in s.nhiem_vu.tho.get("dai_luong", ())}
    told = any(entry.get("ket_qua") or entry.get("san_pham") for entry in ky.bao_cao(s.nhiem_vu.ma))
    return told or any(ky.nay.dai_luong[ma].trong_ky for ma in own)


def het_quy(nam: int, quy: int) -> date:
    """The last day of a calendar quarter; 5 is the first of the next year."""
    year, month = nam + (quy - 1) // 4, 3 * ((quy - 1) % 4 + 1)
    return date(year, month, calendar.monthrange(year, month)[1])


def _phai_xong(ky: Ky, states: Iterable[TinhTrang]) -> list[tuple[Any, ...]]:
    """Overdue tasks with all their deadlines; others with the one that stands."""
    return sorted(
        (
            s.nhiem_vu.ten,
            ky.ten(chua_xong(ky, s)),
            cac_han(ky, s.nhiem_vu) if s.cham is not None else ((s.han_moi, False),),
            s.cham,
        )
        for s in states
    )


def ky_toi(ky: Ky) -> dict[str, Any]:
    """The tasks that the next quarter brings, by the calendar ends of this quarter and the next."""
    nam, open_ = int(ky.ho_so.ke_hoach["nam"]), ky.trong(dem.DANG_LAM, dem.CHUA_BAT_DAU)
    now, later = het_quy(nam, ky.quy), het_quy(nam, ky.quy + 1)
    in_this = _phai_xong(ky, [s for s in open_ if s.han_moi and s.han_moi <= now])
    said = {
        "quá hạn": _phai_xong(ky, ky.trong(dem.CHUA_XONG_QUA_HAN)),
        "trong quý này": in_this,
        "quý tới": _phai_xong(ky, [s for s in open_ if s.han_moi and now < s.han_moi <= later]),
    }
    return _khi(said) | ({"trong quý này, đến hết": now} if in_this else {})


def ten_ky_toi(ky: Ky) -> tuple[list[str], list[str]]:
    """The quarter after this one, where anything is to be said of it; the subject tells its year where it is the next."""
    record, reports = ky.ho_so.tien_do[ky.quy], [e for s in ky.tat_ca for e in ky.bao_cao(s.nhiem_vu.ma)]
    remedied = {
        ("khó khăn", chu_thuong(found["noi_dung"]))
        for q in ky.ho_so.den(ky.quy)
        for entry in ky.ho_so.bao_cao(q)
        for found in entry.get("kho_khan", ())
        if found.get("bien_phap")
    }
    said = [ky_toi(ky), record.get("nhiem_vu_ky_toi"), record.get("giai_phap"), remedied & set(cac_kho_khan(ky))]
    said += [entry.get("viec_ky_toi") for entry in reports]
    if not any(said):
        return [], []
    last, quarter = ky.quy == 4, dem.QUY[ky.quy % 4]
    whole = f"{quarter} năm {int(ky.ho_so.ke_hoach['nam']) + last}"
    return [whole if last else quarter], [whole.lower()]


def chuyen_tiep(ky: Ky) -> dict[str, Any]:
    """What is left of the plan: due between the cut-off day and the end of the year, or else going on into the next."""
    nam, open_ = int(ky.ho_so.ke_hoach["nam"]), ky.trong(dem.DANG_LAM, dem.CHUA_BAT_DAU)
    this_year = [s for s in open_ if s.han_moi and s.han_moi.year == nam]
    later = [*ky.trong(dem.CHUA_XONG_QUA_HAN), *(s for s in open_ if s not in this_year)]
    return _khi({"trong năm này": _phai_xong(ky, this_year), "chuyển tiếp": _phai_xong(ky, later)})


def da_khac_phuc(ky: Ky, *, ca_nam: bool = False) -> list[tuple[str, str, str, date]]:
    """The difficulties with a code that were overcome in the quarter, or in the year: by a report, or with the task."""
    closed = {
        found["kho_khan"]: ngay(found["ngay"])
        for q in ky.ho_so.den(ky.quy)
        for entry in ky.ho_so.bao_cao(q)
        for found in entry.get("da_khac_phuc", ())
    }
    rows = []
    for q in ky.ho_so.den(ky.quy):
        for entry in ky.ho_so.bao_cao(q):
            state = ky.nay.nhiem_vu.get(entry["nhiem_vu"])
            for found in entry.get("kho_khan", ()) if state else ():
                day = closed.get(found.get("ma", "")) or (state.ngay_xong if state else None)
                if day and found.get("ma") and (ca_nam or ky.dau <= day <= ky.cuoi):
                    unit = ky.ten([found.get("don_vi") or entry["don_vi"]])[0]
                    rows.append((found["noi_dung"], unit, dem.QUY[q - 1], day))
    return sorted(rows)
