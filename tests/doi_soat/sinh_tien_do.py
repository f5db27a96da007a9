"""The progress of a quarter of a random dossier: what the units report, in the order in which a year goes by."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tests.doi_soat.loi_van import DOI_TUONG, KHI_LAM, PHAM_VI, TRO_NGAI, ngay_van_ban, ten_rieng, trong_khoang
from tests.doi_soat.sinh_ke_hoach import BanThao, Nho, Tho, Viec, them_viec, viet_so
from tests.doi_soat.thoi_gian import CHUA_XAC_DINH, CO_HAN, DINH_KY


@dataclass
class Quy:
    """A quarter in the making: its days, and what is decided once for all units."""

    b: BanThao
    so: int
    tu: date
    den: date
    truoc: int | None  # the quarter with a file before this one
    cach: dict[str, str] = field(default_factory=dict)  # quantity with parts → what is reported of it

    def tu_ngay(self, task: Viec) -> date:
        """The first day of the quarter on which something can happen to a task."""
        return max(self.tu, task.giao)


def tien_do(b: BanThao, so: int) -> Tho:
    """quy_N.yaml of this quarter; the quarters must be made in their order."""
    before = [q for q in b.cac_quy if q < so]
    quy = Quy(b, so, max(b.ky[so][0], b.ban_hanh), b.ky[so][1], before[-1] if before else None)
    record: Tho = {"so_lieu": b.r.choice(("chinh_thuc", "minh_hoa")), "nguoi_ky": "an"}
    if b.co(0.4):
        record |= {"so": so * 11, "ngay_ban_hanh": ngay_van_ban(quy.den + timedelta(days=b.r.randint(1, 9)))}
    record |= _loi_van(quy)
    live = [task for task in b.viec if not task.da_dung and not task.da_xong]
    dropped = [task for task in live if not task.xong and b.co(0.04)]
    added = [them_viec(b, trong_khoang(b.r, quy.tu, quy.den - timedelta(days=1))) for _ in range(_so_them(b))]
    if added:
        record["nhiem_vu_bo_sung"] = added
    for task in dropped:
        task.da_dung = True
    if dropped:
        record["dung_nhiem_vu"] = [_dung(quy, task) for task in dropped]
    entries = [e for task in b.viec if not task.da_dung and not task.da_xong for e in _bao_cao(quy, task)]
    _so_cua_nhom(quy, entries)
    record["tien_do"] = entries
    return record


def _so_them(b: BanThao) -> int:
    return b.r.choice((0, 0, 1, 2)) if len(b.viec) < 23 else 0


def _dung(quy: Quy, task: Viec) -> Tho:
    day = trong_khoang(quy.b.r, quy.tu_ngay(task), quy.den)
    return {"nhiem_vu": task.ma, "van_ban": f"Quyết định số {quy.b.r.randint(1, 90)}/QĐ-CQDS ngày {ngay_van_ban(day)}"}


def _loi_van(quy: Quy) -> Tho:
    b = quy.b
    said: Tho = {}
    if b.co(0.3):
        said["chi_dao_dieu_hanh"] = "Cơ quan chỉ đạo sát các đơn vị."
    if b.co(0.3):
        said["van_ban_chi_dao"] = [
            {
                "ten": b.r.choice(("Công văn", "Thông báo")),
                "so_ky_hieu": f"{b.r.randint(1, 99)}/CQDS-TH",
                "ngay": _ngay(quy),
                "trich_yeu": "việc đôn đốc các đơn vị",
            }
            for _ in range(b.r.randint(1, 3))
        ]
    if b.co(0.25):
        units = b.r.sample(b.don_vi, b.r.randint(1, 2))
        said["kiem_tra"] = [{"ngay": _ngay(quy), "noi_dung": "việc tiếp nhận hồ sơ", "don_vi": units}]
    if b.nhom and b.co(0.2):
        said["nhan_dinh"] = [{"nhom": sorted(b.nhom)[0], "noi_dung": "Công việc được triển khai nghiêm túc."}]
    return said


def _ngay(quy: Quy) -> str:
    return ngay_van_ban(trong_khoang(quy.b.r, quy.tu, quy.den))


# --- The reports of a task ---------------------------------------------------------------------------------------


def _bao_cao(quy: Quy, task: Viec) -> list[Tho]:
    """The entries of all units on a task."""
    b = quy.b
    told = _gia_han(quy, task) if task.khi.loai == CO_HAN and b.co(0.16) else None
    open_units = [unit for unit in task.don_vi if unit not in task.xong]
    tellers = set(b.r.sample(open_units, min(len(open_units), b.r.choice((1, 1, 2))))) if told else set()
    entries = []
    for unit in open_units:
        if unit in tellers or b.co(0.9):
            entry: Tho = {"nhiem_vu": task.ma, "don_vi": unit}
            _mot_don_vi(quy, task, entry, told[0] if told else None)
            if told and unit in tellers:
                entry["gia_han"] = told[1]
            entries.append(entry)
    # Helpers report where a lead has a result, so that what they say decides nothing.
    if any("ket_qua" in entry for entry in entries) and not task.da_xong:
        helping = [unit for unit in task.phoi_hop if b.co(0.35)]
        of_helpers = [{"nhiem_vu": task.ma, "don_vi": unit, "ket_qua": "Phối hợp kịp thời."} for unit in helping]
        if task.khi.so_lan == 3:  # of a monthly task the times are always asked for, of helpers too
            of_helpers = [entry | {"so_lan": b.r.randint(0, 3)} for entry in of_helpers]
        entries = of_helpers + entries if b.co(0.4) else entries + of_helpers
    return entries


def _gia_han(quy: Quy, task: Viec) -> tuple[date, Tho] | None:
    """An extension of a deadline in force, rarely one that was granted too late; the day of granting, and the entry."""
    r, first, old = quy.b.r, quy.tu_ngay(task), task.han
    if old is None or task.gia_han_muon:
        return None
    late = old < quy.den and quy.b.co(0.25)
    low, high = (max(first, old + timedelta(days=1)), quy.den) if late else (first, min(old, quy.den))
    if low > high:
        return None
    granted = high if quy.b.co(0.2) else trong_khoang(r, low, high)
    new = max(old, granted) + timedelta(days=r.randint(1, 120))
    if not late:
        task.han = new
    task.gia_han_muon = late
    so = f"Công văn số {r.randint(1, 90)}/CQDS-TH"
    said: Tho = {"den_ngay": ngay_van_ban(new), "van_ban": so}
    if quy.b.co(0.7):
        said["van_ban"] += f" ngày {ngay_van_ban(granted)}"
    if "ngày" not in said["van_ban"] or quy.b.co(0.2):
        said["ngay"] = ngay_van_ban(granted)
    return granted, said


def _mot_don_vi(quy: Quy, task: Viec, entry: Tho, gia_han: date | None) -> None:
    """Fills in what one unit reports on a task."""
    b, when = quy.b, task.khi
    early = when.tu_ngay is not None and when.tu_ngay > quy.den
    if b.co(0.95 if early else 0.14):  # nothing to report but, perhaps, why
        _kho_khan(quy, task, entry, 0.5)
        return
    if when.loai == CO_HAN and not early and b.co(0.4):
        _hoan_thanh(quy, task, entry, gia_han)
    elif when.loai == CO_HAN:
        _dang_lam(quy, task, entry)
    elif when.loai == CHUA_XAC_DINH and b.co(0.3):
        _hoan_thanh(quy, task, entry, None)
    elif when.loai == CHUA_XAC_DINH:
        _ket_qua(quy, task, entry)
    elif when.loai == DINH_KY and (when.so_lan == 3 or b.co(0.9)):
        entry["so_lan"] = b.r.choice((0, 1, 1, 2)) if when.so_lan == 1 else b.r.choice((0, 1, 2, 3, 3, 3, 3, 4))
    if when.loai not in (CO_HAN, CHUA_XAC_DINH) and b.co(0.75):
        _ket_qua(quy, task, entry)
    if b.co(0.75):
        _so_lieu(quy, task, entry)
    _kho_khan(quy, task, entry, 0.2)
    if "ngay_hoan_thanh" not in entry and b.co(0.15):
        entry["viec_ky_toi"] = "Tiếp tục thực hiện."


def _ket_qua(quy: Quy, task: Viec, entry: Tho) -> None:
    if quy.b.co(0.85):
        entry["ket_qua"] = quy.b.r.choice(
            ("Đã triển khai.", "Thực hiện đúng yêu cầu.", ["Đã rà soát.", "Đã công khai."])
        )
    if quy.b.co(0.2) or "ket_qua" not in entry:
        last = task.xong.get(entry["don_vi"], quy.den)
        day = trong_khoang(quy.b.r, quy.tu_ngay(task), last)
        product = {"ten": "Báo cáo", "so_ky_hieu": f"{quy.b.r.randint(1, 90)}/BC-CQDS", "ngay": ngay_van_ban(day)}
        entry["san_pham"] = [product]


def _hoan_thanh(quy: Quy, task: Viec, entry: Tho, gia_han: date | None) -> None:
    first, last = quy.tu_ngay(task), quy.den
    if gia_han:
        first = gia_han + timedelta(days=1)
    if first > last:
        return
    day = trong_khoang(quy.b.r, first, last)
    if task.han and quy.b.co(0.45):  # on the last day, or before it
        day = min(max(first, task.han), last)
    task.xong[entry["don_vi"]] = day
    entry["ngay_hoan_thanh"] = ngay_van_ban(day)
    if quy.b.co(0.3):
        entry["ty_le_hoan_thanh"] = quy.b.r.choice((100, "100%"))
    _ket_qua(quy, task, entry)


def _dang_lam(quy: Quy, task: Viec, entry: Tho) -> None:
    unit = entry["don_vi"]
    if quy.b.co(0.6):
        task.ty_le[unit] = quy.b.r.randint(task.ty_le.get(unit, 0), 99)
        entry["ty_le_hoan_thanh"] = task.ty_le[unit]
    if quy.b.co(0.6):
        _ket_qua(quy, task, entry)


# --- Figures -----------------------------------------------------------------------------------------------------


def _so_lieu(quy: Quy, task: Viec, entry: Tho) -> None:
    figures = [_so_chi_tieu(quy, task, target, entry["don_vi"]) for target in task.chi_tieu if quy.b.co(0.85)]
    if figures:
        entry["so_lieu_chi_tieu"] = figures
    for quantity in task.dai_luong:
        if quy.b.co(0.85):
            _ghi_so(quy, entry, quantity)


def _so_chi_tieu(quy: Quy, task: Viec, target: Tho, unit: str) -> Tho:
    memory = quy.b.nho.setdefault(target["ma"], Nho())
    steady = target.get("cach_tinh") == "tại thời điểm"
    found: Tho = {"chi_tieu": target["ma"]}
    reached: int | Decimal
    if target["don_vi_tinh"] != "%":
        reached = _so(quy, target, 700)
    elif "tong_so" in target:
        reached = _trong_tong_so_co_dinh(quy, task, target, memory)
    else:
        whole, found["tong_so"] = _tong_so(quy, target, memory, unit, found, steady)
        reached = _dat_bao_nhieu(quy, target, whole)
        memory.con_lai[unit] = (quy.so, whole - reached)
    memory.dau_tien = memory.dau_tien or quy.so
    memory.so_dat[unit] = reached + (0 if steady else memory.so_dat.get(unit, 0))
    found["so_dat"] = viet_so(reached, quy.b.r)
    if not steady and len(task.don_vi) == 1 and quy.b.co(0.2):
        found["luy_ke"] = viet_so(memory.so_dat[unit], quy.b.r)
    return found


def _so(quy: Quy, measured: Tho, high: int) -> int | Decimal:
    """A figure: none, few or many; a length has tenths."""
    r = quy.b.r
    value = r.choice((0, r.randint(1, 40), r.randint(1, 40), r.randint(40, high)))
    return Decimal(value * 10 + r.randint(0, 9)) / 10 if measured["don_vi_tinh"] == "km" else value


def _trong_tong_so_co_dinh(quy: Quy, task: Viec, target: Tho, memory: Nho) -> int:
    if target.get("cach_tinh") == "tại thời điểm":
        share = int(target["tong_so"]) // len(task.don_vi)
        return share if quy.b.co(0.3) else quy.b.r.randint(0, share)
    left = int(target["tong_so"] - sum(memory.so_dat.values()))
    return left if quy.b.co(0.25) else quy.b.r.randint(0, left)


def _tong_so(quy: Quy, target: Tho, memory: Nho, unit: str, found: Tho, steady: bool) -> tuple[int, Any]:
    """What a rate is out of in the quarter, with what was left over by the same unit the reported quarter before."""
    new = quy.b.r.choice((0, 0, 12, 45, 130, 2500, quy.b.r.randint(1, 300)))
    last_quarter, left = memory.con_lai.get(unit, (0, 0))
    carried = left if last_quarter and last_quarter == quy.truoc and quy.b.co(0.8) else 0
    if memory.dau_tien in (None, quy.so) and quy.so == 1 and quy.b.co(0.15):
        carried = quy.b.r.randint(1, 9)  # from the year before: never counted yet
    if carried and not steady:
        found["chuyen_sang"] = viet_so(carried if quy.b.co(0.6) else quy.b.r.randint(1, carried), quy.b.r)
        new += carried
    return new, viet_so(new, quy.b.r)


def _dat_bao_nhieu(quy: Quy, target: Tho, whole: int) -> int:
    r = quy.b.r
    if target.get("chieu") == "không quá":
        return min(whole, r.choice((0, whole // 20, whole // 10, r.randint(0, whole))))
    return max(0, r.choice((whole, whole - 1, whole * 9 // 10, r.randint(0, whole))))


def _cach(quy: Quy, quantity: Tho) -> str:
    """What all units report of a quantity with parts: one way for a quarter, and for the year where the latest counts."""
    steady = quantity.get("cach_tinh") == "tại thời điểm"
    chosen = quy.b.cach if steady else quy.cach
    return chosen.setdefault(quantity["ma"], quy.b.r.choice(("con", "con", "con", "me", "ca_hai")))


def so_dai_luong(quy: Quy, quantity: Tho) -> dict[str, int | Decimal]:
    """The figures of a quantity that one unit reports: its own, those of its parts, or both."""
    r, parts = quy.b.r, quantity.get("trong_do", [])
    how = _cach(quy, quantity) if parts else "me"
    if how == "me":
        return {quantity["ma"]: _so(quy, quantity, 4000)}
    if how == "con" and quantity.get("cach_tinh") != "tại thời điểm":
        parts = [part for part in parts if quy.b.co(0.85)] or parts
    said: dict[str, int | Decimal] = {}
    for part in parts:
        said |= so_dai_luong(quy, part)
    if how == "ca_hai":
        said = {quantity["ma"]: sum(said.values()) + r.choice((0, 0, 25)), **said}
    return said


def _ghi_so(quy: Quy, entry: Tho, quantity: Tho) -> None:
    figures = {ma: viet_so(value, quy.b.r) for ma, value in so_dai_luong(quy, quantity).items()}
    entry.setdefault("so_lieu_thong_ke", {}).update(figures)
    if quantity["ma"] in figures and isinstance(entry.get("ket_qua"), str) and quy.b.co(0.4):
        entry["ket_qua"] = f"{entry['ket_qua'].rstrip('.')}, cộng {{{quantity['ma']}}}."


def _so_cua_nhom(quy: Quy, entries: list[Tho]) -> None:
    """The quantities of groups: each unit reports one at one of its tasks of the group, where it has a result."""
    group_of = {task.ma: task.nhom for task in quy.b.viec}
    leads = {task.ma: task.don_vi for task in quy.b.viec}
    for nhom, quantities in quy.b.nhom.items():
        of_group = [e for e in entries if group_of[e["nhiem_vu"]] == nhom and e.get("ket_qua")]
        for unit in quy.b.don_vi:
            own = [e for e in of_group if e["don_vi"] == unit and unit in leads[e["nhiem_vu"]]]
            for quantity in quantities if own else ():
                if quy.b.co(0.75):
                    _ghi_so(quy, quy.b.r.choice(own), quantity)


# --- Difficulties ------------------------------------------------------------------------------------------------


def _kho_khan(quy: Quy, task: Viec, entry: Tho, xac_suat: float) -> None:
    """Difficulties of a unit on a task: raised now, or raised before and overcome now."""
    b, unit = quy.b, entry["don_vi"]
    mine = b.kho_khan.setdefault((task.ma, unit), [])
    old = set(mine)
    if b.co(xac_suat):
        entry["kho_khan"] = [_kho_khan_moi(quy, mine) for _ in range(b.r.choice((1, 1, 2)))]
    elif task.khi.loai == CO_HAN and "ket_qua" not in entry and b.co(0.2):
        entry["khong_co"] = "nguyen_nhan"
    closed = [ma for ma in mine if b.co(0.45 if ma in old else 0.12)]
    if closed:
        first, last = quy.tu_ngay(task), task.xong.get(unit, quy.den)
        days = [ngay_van_ban(trong_khoang(b.r, first, last)) for _ in closed]
        entry["da_khac_phuc"] = [
            {"kho_khan": ma, "ngay": day, "ket_qua": "Đã bổ sung đủ"} for ma, day in zip(closed, days, strict=True)
        ]
        mine[:] = [ma for ma in mine if ma not in closed]
    if b.co(0.08):
        entry["de_xuat"] = [{"noi_dung": "Xem xét bổ sung kinh phí", "gui": b.r.choice(("cấp trên", "nội bộ"))}]


def _kho_khan_moi(quy: Quy, mine: list[str]) -> Tho:
    b = quy.b
    found: Tho = {
        "noi_dung": ten_rieng(b.r, b.ten, TRO_NGAI, KHI_LAM, DOI_TUONG, PHAM_VI),
        "nguyen_nhan": "Quy trình còn nhiều bước",
        "loai": b.r.choice(("khách quan", "chủ quan")),
    }
    if b.co(0.7):
        mine.append(b.ma_moi("kk"))
        found = {"ma": mine[-1], **found}
    if b.co(0.2):
        found["don_vi"] = b.r.choice(b.don_vi)
    if b.co(0.4):
        found |= {"bien_phap": "Bố trí thêm cán bộ", "han": ngay_van_ban(quy.den + timedelta(days=b.r.randint(5, 130)))}
    return found


# --- The evaluation ----------------------------------------------------------------------------------------------


def danh_gia(b: BanThao) -> Tho:
    """danh_gia.yaml: the year in words, and the scores where the plan has an index."""
    record: Tho = {"so_lieu": "minh_hoa", "nguoi_ky": "an", "bai_hoc": "Giao việc phải rõ thời hạn."}
    tasks = [task for task in b.viec if not task.da_dung]
    if tasks and b.co(0.5):
        record["ket_qua_ca_nam"] = [{"nhiem_vu": b.r.choice(tasks).ma, "noi_dung": "Cả năm thực hiện nghiêm túc."}]
    if "chi_so" in b.ke_hoach:
        record["ket_qua_chi_so"] = [
            {"nam": b.nam - 1, "tong_diem": "5,5", "xep_hang": 20, "so_tinh": 34, "diem": {"cs_mot": "5,5"}},
            {"nam": b.nam, "tong_diem": 6, "xep_hang": b.r.randint(15, 25), "so_tinh": 34, "diem": {"cs_mot": 6}},
        ]
    return record | {"phuong_huong": "Tiếp tục thực hiện các nhiệm vụ thường xuyên."}
