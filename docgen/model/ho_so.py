"""The dossier of a plan: everything that the files say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from docgen.errors import Place
from docgen.model.ban_hanh import BanHanh
from docgen.model.co_quan import CoQuan
from docgen.model.danh_gia import DanhGia
from docgen.model.ke_hoach import KeHoach
from docgen.model.nhiem_vu import NhiemVu
from docgen.model.tien_do import TienDoQuy
from docgen.model.van_ban import VanBan
from docgen.nghi_dinh.nd09 import chot_so_lieu
from docgen.nghi_dinh.vietnamese import short_date

QUY = ("quý I", "quý II", "quý III", "quý IV")
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

    def khi_bao_cao(self, quy: int) -> HoSo:
        """The dossier as the report of this quarter states it: frozen where it was issued, as it stands now otherwise."""
        own = next((issued for issued in self.ban_hanh.values() if issued.quy == quy), None)
        if own is not None and own.tien_do:
            return replace(
                self, co_quan=own.co_quan or self.co_quan, ke_hoach=own.ke_hoach or self.ke_hoach, tien_do=own.tien_do
            )
        return self

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
        for part in self.ke_hoach.cac_phan_co_nhiem_vu():
            nhom = Nhom(getattr(part, "ma", ""), part.ten_phan, part.place(""))
            tasks += [(nhom, task) for task in (*part.nhiem_vu, *(t for t in added if nhom.ma and t.nhom == nhom.ma))]
        apart = Nhom("", "Nhiệm vụ được giao bổ sung", Place(""))
        return tasks + [(apart, task) for task in added if task.nhom is None]

    def don_vi_bao_cao(self, nhiem_vu: NhiemVu) -> tuple[str, ...]:
        """The units that must report on a task: its leads, or all that do it together; groups as their members."""
        return self.co_quan.thanh_vien(nhiem_vu.don_vi_chu_tri or nhiem_vu.don_vi_thuc_hien)


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
