"""`docgen` alone: where the year of a plan stands, and the next command to type."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from docgen.compute import TinhTrang, tong_hop
from docgen.documents import DOCUMENT_TYPES, data_digest
from docgen.documents.dinh_chinh import dinh_chinh
from docgen.docx import package
from docgen.load import load, plans
from docgen.model import QUY, HoSo
from docgen.nghi_dinh.vietnamese import capitalised, short_date, two_digits

_SOON = timedelta(days=30)


@dataclass(frozen=True)
class Dong:
    """A line of the overview. `can_lam` marks what somebody must see to."""

    ten: str
    noi_dung: str
    can_lam: bool = False


@dataclass(frozen=True)
class TinhHinhKeHoach:
    """Where a plan stands; `lenh` is the next command, empty where nothing is to be done."""

    ten: str
    cac_dong: tuple[Dong, ...]
    lenh: str


def tinh_hinh(workspace: Path, ma: str, output: Path, today: date) -> TinhHinhKeHoach:
    """The plan, its quarters, its deadlines. Raises UnusableError for data that cannot be read."""
    ho_so = load(workspace, ma)
    plan = ho_so.ke_hoach
    stems = {
        stem: _van_ban(output / ma / f"{stem}.docx", context)
        for t in DOCUMENT_TYPES.values()
        for stem, context in t.contexts(ho_so).items()
    }
    issued = (
        f"số {plan.so}/KH, ngày {short_date(plan.ngay_ban_hanh)}"
        if plan.so and plan.ngay_ban_hanh
        else "chưa cấp số, ngày"
    )
    lines = [Dong("Kế hoạch", f"{issued}; văn bản {stems['ke_hoach']}", stems["ke_hoach"] != _MOI)]
    lines += [_quy(ho_so, quy, stems.get(f"bao_cao_quy_{quy}", ""), today) for quy in range(1, 5)]
    if "danh_gia" in stems:
        lines.append(Dong("Tổng kết", f"văn bản {stems['danh_gia']}", stems["danh_gia"] != _MOI))
    lines += _han(ho_so, today)
    which = f" --ke-hoach {ma}" if len(plans(workspace)) > 1 else ""
    return TinhHinhKeHoach(f"{ma}: {' '.join(plan.trich_yeu.split())}", tuple(lines), _lenh(stems, which))


_MOI, _CU, _CHUA, _SUA = "đã lập, khớp dữ liệu", "cũ hơn dữ liệu", "chưa lập", "đã sửa trong Word"


def _van_ban(path: Path, context: dict[str, object]) -> str:
    if not path.exists():
        return _CHUA
    source = package.source_of(path.read_bytes())
    if source is None:
        return _SUA
    return _MOI if source == data_digest(context) else _CU


def _quy(ho_so: HoSo, quy: int, van_ban: str, today: date) -> Dong:
    ky = ho_so.ky_bao_cao(QUY[quy - 1])
    ten = f"{capitalised(QUY[quy - 1])} ({short_date(ky.tu_ngay)} – {short_date(ky.den_ngay)})"
    if quy not in ho_so.tien_do:
        over = ky.den_ngay < today
        return Dong(ten, "chưa có số liệu, đã hết kỳ" if over else "chưa đến hạn chốt số liệu", over)
    missing = dict.fromkeys(unit for t in tong_hop(ho_so, quy).cac_tinh_hinh for unit in t.chua_bao_cao)
    units = "; ".join(ho_so.co_quan.ten_don_vi(unit) for unit in missing)
    said = f"còn thiếu báo cáo của {units}" if units else "đủ báo cáo của các đơn vị"
    corrected = dinh_chinh(ho_so, 5) if quy in ho_so.da_ban_hanh and quy == max(ho_so.da_ban_hanh) else []
    if corrected:
        said += f"; đã ban hành, {two_digits(len(corrected))} đính chính sẽ in ở báo cáo sau"
    illustrative = "; số liệu minh họa" if ho_so.tien_do[quy].so_lieu == "minh_hoa" else ""
    return Dong(ten, f"{said}{illustrative}; văn bản {van_ban}", bool(units) or van_ban != _MOI)


def _han(ho_so: HoSo, today: date) -> list[Dong]:
    """Overdue and soon due today, by the last quarter that has a file; before the first, by the plan alone."""
    if ho_so.tien_do:
        found = tong_hop(ho_so, max(ho_so.tien_do)).cac_tinh_hinh
        closed = (TinhTrang.DUNG_HAN, TinhTrang.QUA_HAN, TinhTrang.DUNG)
        open_ = [(t.nhiem_vu.ten, t.han) for t in found if t.tinh_trang not in closed]
    else:
        tasks = [task for part in ho_so.ke_hoach.cac_phan_co_nhiem_vu() for task in part.nhiem_vu]
        open_ = [(task.ten, task.thoi_gian_thuc_hien.den_ngay) for task in tasks if task.thoi_gian_thuc_hien]
    due = [(ten, han) for ten, han in open_ if han]
    return [
        *(Dong("Quá hạn", f"{ten} (thời hạn {short_date(han)})", True) for ten, han in due if han < today),
        *(
            Dong("Đến hạn trong 30 ngày", f"{ten} (thời hạn {short_date(han)})", True)
            for ten, han in due
            if today <= han <= today + _SOON
        ),
    ]


def _lenh(stems: dict[str, str], which: str) -> str:
    """The next command; `which` names the plan where there are several."""
    stale = [stem for stem, state in stems.items() if state in (_CU, _CHUA)]
    if not stale:
        return ""
    if len(stale) > 1:
        return f"docgen lap tat-ca{which}"
    name = stale[0].replace("_", "-")
    command = f"bao-cao-quy --quy {name[-1]}" if name.startswith("bao-cao-quy") else name
    return f"docgen lap {command}{which}"
