"""The plan in force: as it was issued, by itself and by its adjustments, with what it does not print as it stands now.

Names, codes, quantities and own dates of periods serve the reports and are printed in no plan; an office may change them at any time.
What a plan prints changes only by a document of the same kind (Nghị định 30/2020/NĐ-CP, Điều 18 khoản 3).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from docgen.model.ke_hoach import KeHoach, NhomNhiemVu
from docgen.model.nhiem_vu import PARTS, UNITS, WHEN, CoNhiemVu, NhiemVu
from docgen.model.record import Record

_Part = TypeVar("_Part", bound=CoNhiemVu)
# What stands on no page of a plan, or on its first page only; who and when is compared at the tasks, for which a part says it.
_KHONG_IN = frozenset(
    (
        "ma", "nam", "ten_goi", "dai_luong", "chi_tieu", "chi_so", "ten_chi_so", "ky_bao_cao", "can_xac_nhan",
        "so", "ngay_ban_hanh", "nguoi_ky", "noi_nhan", "don_vi_soan_thao", "phan_cong", *UNITS, WHEN,
    )
)  # fmt: skip
_CUA_NHIEM_VU = ("tieu_de", "noi_dung", *UNITS, WHEN, "san_pham")


@dataclass(frozen=True)
class LanDieuChinh:
    """An issued adjustment of a plan: `van_ban` as it is cited, its day, the plan before and after."""

    van_ban: str
    ngay: date
    ban_truoc: KeHoach
    ban_sau: KeHoach

    @property
    def nhiem_vu_them(self) -> tuple[NhiemVu, ...]:
        """The tasks that it added."""
        before = cac_nhiem_vu_theo_ma(self.ban_truoc)
        return tuple(task for ma, task in cac_nhiem_vu_theo_ma(self.ban_sau).items() if ma not in before)

    @property
    def nhiem_vu_bo(self) -> tuple[NhiemVu, ...]:
        """The tasks that it took out."""
        after = cac_nhiem_vu_theo_ma(self.ban_sau)
        return tuple(task for ma, task in cac_nhiem_vu_theo_ma(self.ban_truoc).items() if ma not in after)

    @property
    def doi_han(self) -> tuple[NhiemVu, ...]:
        """The tasks with another deadline, as they stand after it; both plans give one."""
        before = cac_nhiem_vu_theo_ma(self.ban_truoc)
        pairs = [(before[ma], task) for ma, task in cac_nhiem_vu_theo_ma(self.ban_sau).items() if ma in before]
        return tuple(new for old, new in pairs if _doi_han(old, new))

    @property
    def doi_khac(self) -> tuple[tuple[NhiemVu, tuple[str, ...]], ...]:
        """The tasks that changed otherwise than by another deadline, as they stand after it, each with the keys that changed."""
        before = cac_nhiem_vu_theo_ma(self.ban_truoc)
        pairs = [(before[ma], task) for ma, task in cac_nhiem_vu_theo_ma(self.ban_sau).items() if ma in before]
        changed = [(new, tuple(_khoa_doi(old, new))) for old, new in pairs]
        return tuple((task, keys) for task, keys in changed if keys)


def han_ke_hoach(task: NhiemVu) -> date | None:
    """The deadline that the plan gives a task."""
    return task.thoi_gian_thuc_hien.den_ngay if task.thoi_gian_thuc_hien else None


def _doi_han(old: NhiemVu, new: NhiemVu) -> bool:
    before, after = han_ke_hoach(old), han_ke_hoach(new)
    return before is not None and after is not None and before != after


def _khoa_doi(old: NhiemVu, new: NhiemVu) -> Iterator[str]:
    """The printed keys of a task that differ, a deadline for a deadline apart."""
    for key in _CUA_NHIEM_VU:
        same = _noi_dung_in(getattr(old, key)) == _noi_dung_in(getattr(new, key))
        if not same and not (key == WHEN and _doi_han(old, new)):
            yield key


def cac_nhiem_vu_theo_ma(ke_hoach: KeHoach) -> dict[str, NhiemVu]:
    """The tasks of a plan by their codes, in printed order."""
    return {task.ma: task for part in ke_hoach.cac_phan_co_nhiem_vu() for task in part.nhiem_vu}


def don_vi_trong(ke_hoach: KeHoach) -> list[str]:
    """The codes of the units and groups that the tasks of a plan name, each once."""
    tasks = cac_nhiem_vu_theo_ma(ke_hoach).values()
    return list(dict.fromkeys(ma for task in tasks for key in UNITS for ma in getattr(task, key)))


def in_giong_nhau(one: Record, other: Record) -> bool:
    """Whether two plans, or two parts of plans, print the same words."""
    return bool(_noi_dung_in(one) == _noi_dung_in(other))


def _noi_dung_in(value: Any) -> Any:
    if isinstance(value, Record):
        keys = _CUA_NHIEM_VU if isinstance(value, NhiemVu) else type(value).model_fields.keys() - _KHONG_IN
        return tuple(_noi_dung_in(getattr(value, key)) for key in sorted(keys))
    if isinstance(value, tuple):
        return tuple(_noi_dung_in(each) for each in value)
    words = getattr(value, "loi_van", value)  # when a task is done: its words
    return " ".join(words.split()) if isinstance(words, str) else words


def ke_hoach_hieu_luc(versions: Sequence[KeHoach], now: KeHoach) -> KeHoach:
    """The last of the versions that were issued, with what is printed nowhere from the plan as it stands now.

    A task keeps the deadline that the plan gave it first: a later one is told as an extension, with its document.
    """
    issued = versions[-1]
    if len(versions) == 1 and in_giong_nhau(issued, now):
        return now
    firsts: dict[str, NhiemVu] = {}
    for version in versions:
        there = cac_nhiem_vu_theo_ma(version)
        dated = {ma for ma, task in firsts.items() if han_ke_hoach(task) and ma in there and han_ke_hoach(there[ma])}
        firsts = there | {ma: firsts[ma] for ma in dated}
    groups = {p.ma: p for p in now.cac_phan_co_nhiem_vu() if isinstance(p, NhomNhiemVu)}
    tasks = cac_nhiem_vu_theo_ma(now)
    same_words = list(issued.cac_loi_van()) == list(now.cac_loi_van())

    def part(each: _Part) -> _Part:
        inner: dict[str, Any] = {key: tuple(map(part, getattr(each, key))) for key in PARTS if hasattr(each, key)}
        inner["nhiem_vu"] = tuple(_nhiem_vu(task, tasks, firsts) for task in each.nhiem_vu)
        if isinstance(each, NhomNhiemVu) and each.ma in groups:
            inner |= {"dai_luong": groups[each.ma].dai_luong, "chi_so": groups[each.ma].chi_so}
        return each.model_copy(update=inner)

    merged = issued.model_copy(
        update={
            "ten_goi": now.ten_goi,
            "ky_bao_cao": now.ky_bao_cao,
            "ten_chi_so": now.ten_chi_so,
            "chi_so": now.chi_so,
            "chi_tieu": now.chi_tieu if same_words else issued.chi_tieu,
            "muc": tuple(map(part, issued.muc)),
            "phu_luc": tuple(map(part, issued.phu_luc)),
        }
    )
    merged._place = now.place("")  # it is the plan of that folder, though its words stand in the frozen file
    return merged


def _nhiem_vu(issued: NhiemVu, now: Mapping[str, NhiemVu], firsts: Mapping[str, NhiemVu]) -> NhiemVu:
    current = now.get(issued.ma)
    task = issued
    if current is not None:
        same = in_giong_nhau(issued, current)
        task = (
            current if same else issued.model_copy(update={"ten_goi": current.ten_goi, "dai_luong": current.dai_luong})
        )
    return _voi_han_dau(task, firsts[issued.ma])


def _voi_han_dau(task: NhiemVu, first: NhiemVu) -> NhiemVu:
    when, before = task.thoi_gian_thuc_hien, first.thoi_gian_thuc_hien
    if when is None or before is None or not _doi_han(first, task):
        return task
    begins = min(when.tu_ngay, before.tu_ngay) if when.tu_ngay and before.tu_ngay else None
    kept = task.model_copy(update={WHEN: replace(before, tu_ngay=begins)})
    kept._places = {**task._places, WHEN: first.place(WHEN)}
    return kept
