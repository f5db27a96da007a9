"""The dossier of a plan: everything that the files say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

from docgen import sources
from docgen.errors import Place
from docgen.model.ban_hanh import BanHanh
from docgen.model.co_quan import CoQuan
from docgen.model.danh_gia import DanhGia
from docgen.model.hieu_luc import LanDieuChinh, cac_nhiem_vu_theo_ma, don_vi_trong, ke_hoach_hieu_luc
from docgen.model.ke_hoach import KeHoach
from docgen.model.nhiem_vu import CoNhiemVu, NhiemVu
from docgen.model.tien_do import TienDoQuy
from docgen.model.van_ban import VanBan
from docgen.nghi_dinh.nd09 import chot_so_lieu
from docgen.nghi_dinh.vietnamese import short_date, two_digits

QUY = ("quý I", "quý II", "quý III", "quý IV")
_KE_HOACH = "Kế hoạch"  # the plan and its adjustments: what a plan prints changes by a document of the same kind
LUY_KE = ("quý I", "6 tháng đầu năm", "9 tháng", "năm")  # from the year's start to the end of each quarter


@dataclass(frozen=True)
class KyBaoCao:
    """A reporting period: `ten` as in a sentence (`quý III năm 2026`), first and last day."""

    ten: str
    tu_ngay: date
    den_ngay: date

    @property
    def chot(self) -> str:
        return f"từ ngày {short_date(self.tu_ngay)} đến ngày {short_date(self.den_ngay)}"


@dataclass(frozen=True)
class Nhom:
    """A group of tasks as reports name it: a part of the plan, told from its namesakes by its place."""

    ma: str
    tieu_de: str
    vi_tri: Place


@dataclass(frozen=True, eq=False)
class HoSo:
    """The office, its plan, the progress of the quarters that have a file (1 to 4).

    `ban_ghi` holds the records of other documents by the name of their file (`danh_gia.yaml`); `ban_hanh` holds the issued documents by their names (`bao_cao_quy_2`).
    """

    co_quan: CoQuan
    ke_hoach: KeHoach
    tien_do: Mapping[int, TienDoQuy]
    ban_ghi: Mapping[str, VanBan] = field(default_factory=dict)
    ban_hanh: Mapping[str, BanHanh] = field(default_factory=dict)

    @property
    def danh_gia(self) -> DanhGia | None:
        """The record of the evaluation, where there is one."""
        found = self.ban_ghi.get("danh_gia.yaml")
        return found if isinstance(found, DanhGia) else None

    @property
    def thu_muc(self) -> str:
        """The folder of the plan: `data/papi_2026`."""
        return self.ke_hoach.place("").file.rpartition("/")[0]

    @property
    def cac_quy_phai_co(self) -> list[int]:
        """The quarters that can have a report: those that end after the plan came into being."""
        since = self.ke_hoach.co_tu
        return [n for n, ky in enumerate(QUY, 1) if since is None or self.ky_bao_cao(ky).den_ngay >= since]

    @property
    def da_ban_hanh(self) -> dict[int, Mapping[int, TienDoQuy]]:
        """The progress as issued reports stated it: report → quarter → record."""
        return {issued.quy: issued.tien_do for issued in self.ban_hanh.values() if issued.quy and issued.tien_do}

    @property
    def cac_ban_ke_hoach(self) -> list[BanHanh]:
        """The plan as it was issued, then its adjustments, in the order of their days; empty where it was not issued."""
        issued = [each for each in self.ban_hanh.values() if each.ten_loai == _KE_HOACH]
        whole = "ke_hoach" in self.ban_hanh and all(each.ke_hoach for each in issued)
        return sorted(issued, key=lambda each: (each.ngay, each.so)) if whole else []

    def cac_ban_hieu_luc(self, quy: int) -> list[tuple[BanHanh, KeHoach]]:
        """Those of them that are in force on the cut-off day of a quarter (after the fourth: of the year); before, the plan first issued."""
        last = self.ky_bao_cao(QUY[min(quy, len(QUY)) - 1]).den_ngay
        versions = self.cac_ban_ke_hoach
        return [(v, v.ke_hoach) for v in versions if v.ke_hoach and (v is versions[0] or v.ngay <= last)]

    def cac_dieu_chinh(self, quy: int | None = None) -> list[LanDieuChinh]:
        """The issued adjustments of the plan in their order; with `quy` those in force on the cut-off day of that quarter."""
        whole = [(v, v.ke_hoach) for v in self.cac_ban_ke_hoach if v.ke_hoach]
        return [
            LanDieuChinh(self.vien_dan(issued), issued.ngay, before, after)
            for (_, before), (issued, after) in pairwise(whole if quy is None else self.cac_ban_hieu_luc(quy))
        ]

    def vien_dan(self, issued: BanHanh) -> str:
        """An issued document as it is cited; its number and day are traced to the file of its record."""
        record = self.ban_ghi.get(issued.tep_du_lieu.removeprefix(f"{self.thu_muc}/"))
        so, ngay = (
            sources.traced(value, sources.at(record.place(key) if record else Place(issued.thu_muc)))
            for key, value in (("so", two_digits(issued.so)), ("ngay_ban_hanh", short_date(issued.ngay)))
        )
        return sources.fill("{} số {}/{} ngày {}", issued.ten_loai, so, issued.ky_hieu, ngay)

    def khi_bao_cao(self, quy: int) -> HoSo:
        """The dossier as the report of this quarter states it: frozen where it was issued, as it stands now otherwise; by the plan in force."""
        own = next((issued for issued in self.ban_hanh.values() if issued.quy == quy), None)
        if own is None or not own.tien_do:
            return theo_ke_hoach(self, quy)
        co_quan, ke_hoach = own.co_quan or self.co_quan, own.ke_hoach or self.ke_hoach
        return theo_ke_hoach(replace(self, co_quan=co_quan, ke_hoach=ke_hoach, tien_do=own.tien_do), quy)

    def ky_bao_cao(self, ky: str, nam: int | None = None) -> KyBaoCao:
        """A period of a year (the plan's): by the plan's own dates of quarters, or else by Nghị định 09/2019/NĐ-CP."""
        nam = nam or self.ke_hoach.nam
        ten = f"năm {nam}" if ky == "năm" else f"{ky} {nam}" if ky.endswith("năm") else f"{ky} năm {nam}"
        if ky in QUY:
            return KyBaoCao(ten, *self._quy(ky, nam))
        last = QUY[LUY_KE.index(ky)]  # from the year's start to the end of this quarter
        return KyBaoCao(ten, self._quy(QUY[0], nam)[0], self._quy(last, nam)[1])

    def _quy(self, ky: str, nam: int) -> tuple[date, date]:
        own = next((rieng for rieng in self.ke_hoach.ky_bao_cao if rieng.ky == ky), None)
        if own is None:
            return chot_so_lieu(ky, nam)
        later = nam - self.ke_hoach.nam
        return _years_later(own.tu_ngay, later), _years_later(own.den_ngay, later)

    def cac_nhiem_vu(self, quy: int) -> list[tuple[Nhom, NhiemVu]]:
        """The tasks up to a quarter in the plan's order, those added in the year at the end of their groups."""
        added = [t for n in sorted(self.tien_do) if n <= quy for t in self.tien_do[n].nhiem_vu_bo_sung]
        tasks: list[tuple[Nhom, NhiemVu]] = []
        gone = self._nhiem_vu_da_bo(quy)
        for part in self.ke_hoach.cac_phan_co_nhiem_vu():
            nhom = _nhom(part)
            out = [task for own, task in gone if own.ma == nhom.ma and own.tieu_de == nhom.tieu_de]
            own = (t for t in added if nhom.ma and t.nhom == nhom.ma)
            tasks += [(nhom, task) for task in (*part.nhiem_vu, *out, *own)]
            gone = [pair for pair in gone if pair[1] not in out]
        apart = Nhom("", "Nhiệm vụ được giao bổ sung", Place(""))
        return [*tasks, *gone, *((apart, task) for task in added if task.nhom is None)]

    def _nhiem_vu_da_bo(self, quy: int) -> list[tuple[Nhom, NhiemVu]]:
        """The tasks that adjustments took out of the plan, each with its group at the time."""
        left = cac_nhiem_vu_theo_ma(self.ke_hoach)
        out: dict[str, tuple[Nhom, NhiemVu]] = {}
        for adjusted in self.cac_dieu_chinh(quy):
            for part in adjusted.ban_truoc.cac_phan_co_nhiem_vu():
                out |= {task.ma: (_nhom(part), task) for task in part.nhiem_vu if task.ma not in left}
        return list(out.values())

    def don_vi_bao_cao(self, nhiem_vu: NhiemVu) -> tuple[str, ...]:
        """The units that must report on a task: its leads, or all that do it together; groups as their members."""
        return self.co_quan.thanh_vien(nhiem_vu.don_vi_chu_tri or nhiem_vu.don_vi_thuc_hien)


def _nhom(part: CoNhiemVu) -> Nhom:
    return Nhom(getattr(part, "ma", ""), part.ten_phan, part.place(""))


@lru_cache(maxsize=16)
def theo_ke_hoach(ho_so: HoSo, quy: int) -> HoSo:
    """The dossier by the plan that is in force on the cut-off day of a quarter; by the plan as it stands where none was issued."""
    versions = ho_so.cac_ban_hieu_luc(quy)
    in_force = ke_hoach_hieu_luc([plan for _, plan in versions], ho_so.ke_hoach) if versions else ho_so.ke_hoach
    if in_force is ho_so.ke_hoach:
        return ho_so
    units = [ma for _, plan in versions for ma in don_vi_trong(plan)]
    co_quan = ho_so.co_quan
    for issued, _ in versions:
        co_quan = co_quan.voi_don_vi_cua(issued.co_quan or co_quan, units)
    return replace(ho_so, ke_hoach=in_force, co_quan=co_quan)


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
