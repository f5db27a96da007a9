"""`docgen` alone: where the year of a plan stands, and the next command to type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from docgen.commands.sau_ban_hanh import sau_ban_hanh
from docgen.compute import tong_hop
from docgen.documents import DOCUMENT_TYPES, LoaiVanBan, VanBanLap, cac_van_ban
from docgen.documents.dinh_chinh import dinh_chinh
from docgen.docx import package
from docgen.load import load, plans
from docgen.model import QUY, BanHanh, HoSo
from docgen.nghi_dinh.vietnamese import capitalised, short_date, two_digits

_SOON = timedelta(days=30)
_MOST_LACKING = 3


@dataclass(frozen=True)
class DongTinhHinh:
    """A line of the overview. `can_lam` marks what somebody must see to."""

    ten: str
    noi_dung: str
    can_lam: bool = False


@dataclass(frozen=True)
class TinhHinhKeHoach:
    """Where a plan stands; `lenh_tiep_theo` is the next command, empty where nothing is to be done."""

    ten: str
    cac_dong: tuple[DongTinhHinh, ...]
    lenh_tiep_theo: str


def tinh_hinh(workspace: Path, ma: str, output: Path, today: date) -> TinhHinhKeHoach:
    """The plan, its quarters, its deadlines. Raises UnusableError for data that cannot be read."""
    ho_so = load(workspace, ma)
    made = {v: _trang_thai(ho_so, output / ma / f"{v.stem}.docx", v) for v in cac_van_ban(ho_so)}
    lines = [line for loai in DOCUMENT_TYPES.values() for line in _cua_loai(ho_so, loai, made, today)]
    which = f" --ke-hoach {ma}" if len(plans(workspace)) > 1 else ""
    ten = f"{ma}: {' '.join(ho_so.ke_hoach.trich_yeu.split())}"
    return TinhHinhKeHoach(ten, (*lines, *_sua_sau_ban_hanh(ho_so), *_han(ho_so, today)), _lenh_tiep_theo(made, which))


_MOI, _CU, _CHUA, _SUA = "đã lập, khớp dữ liệu", "cũ hơn dữ liệu", "chưa lập", "đã sửa trong Word"


def _trang_thai(ho_so: HoSo, path: Path, van_ban: VanBanLap) -> str:
    if van_ban.stem in ho_so.ban_hanh:
        return _MOI
    if not path.exists():
        return _CHUA
    source = package.source_of(path.read_bytes())
    if source is None:
        return _SUA
    return _MOI if source == van_ban.dau_du_lieu else _CU


def _cua_loai(ho_so: HoSo, loai: LoaiVanBan, made: Mapping[VanBanLap, str], today: date) -> Iterator[DongTinhHinh]:
    """The documents of a type, and of a quarterly one the quarters that must have one and have none."""
    documents = [v for v in made if v.loai is loai]
    if not loai.theo_quy:
        yield from (_cua_van_ban(ho_so, van_ban, made, capitalised(van_ban.ten)) for van_ban in documents)
        return
    by_quarter = {v.quy: v for v in documents}
    for quy in ho_so.cac_quy_phai_co:
        ten = _ten_quy(ho_so, loai, quy)
        if quy in by_quarter:
            yield _cua_van_ban(ho_so, by_quarter[quy], made, ten)
        else:
            over = ho_so.ky_bao_cao(QUY[quy - 1]).den_ngay < today
            yield DongTinhHinh(ten, "chưa có số liệu, đã hết kỳ" if over else "chưa đến hạn chốt số liệu", over)


def _cua_van_ban(ho_so: HoSo, van_ban: VanBanLap, made: Mapping[VanBanLap, str], ten: str) -> DongTinhHinh:
    corrections = _dinh_chinh(ho_so, van_ban.quy)
    issued = ho_so.ban_hanh.get(van_ban.stem)
    if issued is not None:
        return DongTinhHinh(ten, "; ".join([_issued(issued), *corrections]), bool(issued.tep_bi_sua))
    asked = [*_con_thieu(van_ban), *_can_xac_nhan(van_ban)]
    said = [_so_ngay(van_ban), *asked, *corrections, f"văn bản {made[van_ban]}"]
    return DongTinhHinh(ten, "; ".join(said), bool(van_ban.con_thieu) or made[van_ban] != _MOI)


def _sua_sau_ban_hanh(ho_so: HoSo) -> Iterator[DongTinhHinh]:
    """What differs from what was issued, by what comes of it; corrections are counted at their report."""
    found = [each for each in sau_ban_hanh(ho_so) if each.ten_goi]
    for effect in dict.fromkeys(each.anh_huong for each in found):
        same = [each for each in found if each.anh_huong == effect]
        named = "; ".join(each.ten_goi for each in same)
        yield DongTinhHinh("Sửa sau ban hành", f"{named} ({effect})", any(each.can_lam for each in same))


def _ten_quy(ho_so: HoSo, loai: LoaiVanBan, quy: int) -> str:
    ky = ho_so.ky_bao_cao(QUY[quy - 1])
    return f"{capitalised(loai.ten(quy))} ({short_date(ky.tu_ngay)} – {short_date(ky.den_ngay)})"


def _so_ngay(van_ban: VanBanLap) -> str:
    record = van_ban.ban_ghi
    if record.so is None or record.ngay_ban_hanh is None:
        return "chưa cấp số, ngày"
    return f"số, ngày ghi tay, chưa ban hành (docgen ban-hanh): số {record.so}, ngày {short_date(record.ngay_ban_hanh)}"


def _issued(issued: BanHanh) -> str:
    said = f"đã ban hành số {issued.so}, ngày {short_date(issued.ngay)}"
    return (
        f"{said}; BẢN ĐÃ BAN HÀNH BỊ SỬA, MẤT HOẶC THÊM VÀO: {', '.join(issued.tep_bi_sua)}"
        if issued.tep_bi_sua
        else said
    )


def _con_thieu(van_ban: VanBanLap) -> list[str]:
    findings = list(dict.fromkeys(problem.finding for problem in van_ban.con_thieu))
    more = len(findings) - _MOST_LACKING
    return findings[:_MOST_LACKING] + ([f"và {two_digits(more)} điều khác"] if more > 0 else [])


def _can_xac_nhan(van_ban: VanBanLap) -> list[str]:
    count = len(van_ban.ban_ghi.can_xac_nhan)
    return [f"{two_digits(count)} nội dung cần người ký xác nhận"] if count else []


def _dinh_chinh(ho_so: HoSo, quy: int | None) -> list[str]:
    """What the next report will have to correct of the one issued last."""
    if quy is None or quy not in ho_so.da_ban_hanh or quy != max(ho_so.da_ban_hanh):
        return []
    corrected = dinh_chinh(ho_so, 5)
    return [f"{two_digits(len(corrected))} đính chính sẽ in ở báo cáo sau"] if corrected else []


def _han(ho_so: HoSo, today: date) -> list[DongTinhHinh]:
    """Overdue and soon due today, by the last quarter that has a file; before the first, by the plan alone."""
    if ho_so.tien_do:
        found = tong_hop(ho_so, max(ho_so.tien_do)).cac_tinh_hinh
        open_ = [(t.nhiem_vu.ten, t.han_cuoi) for t in found if not t.da_dung and t.ngay_hoan_thanh is None]
    else:
        tasks = [task for part in ho_so.ke_hoach.cac_phan_co_nhiem_vu() for task in part.nhiem_vu]
        open_ = [(task.ten, task.thoi_gian_thuc_hien.den_ngay) for task in tasks if task.thoi_gian_thuc_hien]
    due = [(ten, han) for ten, han in open_ if han]
    return [
        *(DongTinhHinh("Quá hạn", f"{ten} (thời hạn {short_date(han)})", True) for ten, han in due if han < today),
        *(
            DongTinhHinh("Đến hạn trong 30 ngày", f"{ten} (thời hạn {short_date(han)})", True)
            for ten, han in due
            if today <= han <= today + _SOON
        ),
    ]


def _lenh_tiep_theo(made: Mapping[VanBanLap, str], which: str) -> str:
    """The next command; `which` names the plan where there are several."""
    stale = [van_ban for van_ban, state in made.items() if state in (_CU, _CHUA)]
    if not stale:
        return ""
    return f"docgen lap {'tat-ca' if len(stale) > 1 else stale[0].cau_lenh}{which}"
