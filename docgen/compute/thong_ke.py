"""Quantities: in the quarter, in the one before, since the year's start, in the same quarter of last year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from docgen.errors import Place
from docgen.model import QUY, DaiLuong, TienDo
from docgen.nghi_dinh.vietnamese import number
from docgen.sources import Amount, Part, Source, fill, traced

ByQuarter = Sequence[tuple[int, TienDo]]


@dataclass(frozen=True)
class SoThongKe:
    """A quantity at the end of a quarter; None where nobody said a number. `trong_do` are its sub-lines."""

    dai_luong: DaiLuong
    trong_ky: Decimal | None
    ky_truoc: Decimal | None
    luy_ke: Decimal | None
    quy: int
    cac_nguon: tuple[Source, Source, Source]  # of the quarter, the one before, the year
    trong_do: tuple[SoThongKe, ...] = ()

    @property
    def cung_ky(self) -> Decimal | None:
        """The number of the same quarter of last year, where the plan tells it."""
        return {str(ky): so for ky, so in self.dai_luong.cung_ky.items()}.get(QUY[self.quy - 1])

    @property
    def cac_so(self) -> tuple[tuple[str, Decimal | None, Source], ...]:
        """Its numbers with their sources: in the quarter, in the one before, of the year, of last year's quarter."""
        last_year = self.cung_ky
        source = last_year.source if isinstance(last_year, Amount) else Source("cùng kỳ năm trước")
        return (
            ("trong_ky", self.trong_ky, self.cac_nguon[0]),
            ("ky_truoc", self.ky_truoc, self.cac_nguon[1]),
            ("luy_ke", self.luy_ke, self.cac_nguon[2]),
            ("cung_ky", last_year, source),
        )

    def cach_viet(self, which: str) -> str:
        """One of its numbers as a sentence has it, with a zero before a single digit; `0` where nobody said it."""
        value, source = next((value, source) for key, value, source in self.cac_so if key == which)
        return traced(viet_so_dem(value or Decimal()), source)

    @property
    def trong_cau(self) -> str:
        """As a sentence says it: `151 tin, bài (lũy kế 420)`; nothing is added up in the first quarter, nor of a level."""
        said = fill("{} " + self.dai_luong.don_vi_tinh, self.cach_viet("trong_ky"))
        beside = []
        if self.dai_luong.cach_tinh == "cộng dồn" and self.luy_ke not in (None, self.trong_ky):
            beside.append(fill("lũy kế {}", self.cach_viet("luy_ke")))
        if self.cung_ky is not None:
            beside.append(fill("cùng kỳ {}", self.cach_viet("cung_ky")))
        return fill("{} ({})", said, _together(beside)) if beside else said

    @property
    def ca_nam(self) -> str:
        """The year's number with its unit: `614 tin, bài`."""
        return fill("{} " + self.dai_luong.don_vi_tinh, self.cach_viet("luy_ke"))

    def moi_dong(self) -> Iterator[SoThongKe]:
        """This quantity and its sub-lines, in printed order."""
        yield self
        for line in self.trong_do:
            yield from line.moi_dong()


def _together(said: Sequence[str]) -> str:
    return said[0] if len(said) == 1 else fill("{}; {}", *said)


def viet_so_dem(value: Decimal) -> str:
    """With a zero before a single digit, as counts are written in text."""
    return number(value).zfill(2) if value in range(1, 10) else number(value)


def so_thong_ke(each: DaiLuong, by_quarter: ByQuarter, quy: int) -> SoThongKe:
    """The quantity at the end of this quarter, by these reports."""
    lines = tuple(so_thong_ke(line, by_quarter, quy) for line in each.trong_do)
    by_n = {n: _in_quarter(each, by_quarter, n) for n in sorted({n for n, _ in by_quarter}) if n <= quy}
    if each.cach_tinh == "tại thời điểm":
        luy_ke, nguon = _latest(each, by_quarter, quy)
    else:
        known = [number_ for number_, _ in by_n.values() if number_ is not None]
        luy_ke = sum(known, Decimal()) if known else None
        nguon = _together_source(each, [source for _, source in by_n.values()])
    nothing = (None, Source(each.ten))
    (trong_ky, nguon_ky), (ky_truoc, nguon_truoc) = by_n.get(quy, nothing), by_n.get(quy - 1, nothing)
    return SoThongKe(each, trong_ky, ky_truoc, luy_ke, quy, (nguon_ky, nguon_truoc, nguon), lines)


def _in_quarter(each: DaiLuong, by_quarter: ByQuarter, n: int) -> tuple[Decimal | None, Source]:
    """What the units said for one quarter; of a line that nobody told, the sum of its sub-lines."""
    told = [report for m, report in by_quarter if m == n and each.ma in report.so_lieu_thong_ke]
    if told:
        parts = tuple(Part(f"{QUY[n - 1]}, {r.don_vi}", _places(r, each.ma)) for r in told)
        return sum((r.so_lieu_thong_ke[each.ma] for r in told), Decimal()), Source(each.ten, parts)
    lines = [_in_quarter(line, by_quarter, n) for line in each.trong_do]
    known = [number_ for number_, _ in lines if number_ is not None]
    return (sum(known, Decimal()) if known else None), _together_source(each, [source for _, source in lines])


def _latest(each: DaiLuong, by_quarter: ByQuarter, quy: int) -> tuple[Decimal | None, Source]:
    """The level: of each unit the latest number; of a line that nobody told, the sum of its sub-lines."""
    last = {r.don_vi: (n, r) for n, r in by_quarter if n <= quy and each.ma in r.so_lieu_thong_ke}
    if last:
        parts = tuple(Part(f"{QUY[n - 1]}, {unit}", _places(r, each.ma)) for unit, (n, r) in last.items())
        return sum((r.so_lieu_thong_ke[each.ma] for _, r in last.values()), Decimal()), Source(each.ten, parts)
    lines = [_latest(line, by_quarter, quy) for line in each.trong_do]
    known = [number_ for number_, _ in lines if number_ is not None]
    return (sum(known, Decimal()) if known else None), _together_source(each, [source for _, source in lines])


def _together_source(each: DaiLuong, sources: Sequence[Source]) -> Source:
    return Source(each.ten, tuple(part for source in sources for part in source.parts))


def _places(report: TienDo, ma: str) -> tuple[Place, ...]:
    source = getattr(report.so_lieu_thong_ke[ma], "source", None)
    return source.places if isinstance(source, Source) else (report.place("so_lieu_thong_ke"),)
