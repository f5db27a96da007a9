"""What the sentences of reports are made of: a day, a count, a share, units, a quantity named by its code.

Docgen writes them from figures, each of which keeps its source, in the modules cau_*. They stand there and not in the Word templates because most of them are joined from clauses that may be missing, and every one
of them must be true for a reader and say something (docs/quyet_dinh/0012).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal

from docgen.compute import SoThongKe, TinhHinh, TongHop, dem_viec
from docgen.documents.bo_cuc import ten_cac_don_vi
from docgen.errors import Place
from docgen.model import CoQuan
from docgen.nghi_dinh.vietnamese import capitalised, continued, percent, short_date, two_digits
from docgen.sources import Count, Source, at, cut, fill, join, like, stripped, traced

_DAI_LUONG = re.compile(r"\{([a-z0-9_]+)\}")


def ngay(day: date, place: Place) -> str:
    """A day as it is printed, with its line."""
    return traced(short_date(day), at(place))


def so(count: Count) -> str:
    """A count as text has it: `05`."""
    return like(two_digits(count), count)


def dem_duoc(count: Count, noun: str) -> str:
    """`05 nhiệm vụ`; of nothing, `không có nhiệm vụ`."""
    return fill("{} " + noun, so(count)) if count else f"không có {noun}"


def ty_le(part: Count, whole: Count) -> str:
    """The share as a text has it: `92,9%`."""
    source = Source(f"tỷ lệ {part.source.ten}", whole.source.parts)
    return traced(percent(Decimal(int(part)) * 100 / int(whole)), source)


def thanh_cau(text: str) -> str:
    """A sentence: a capital first, a full stop at its end."""
    bare = stripped(text)
    return fill("{}{}.", like(bare[:1].upper(), cut(bare, 0, 1)), cut(bare, 1, len(bare)))


def doan_cau(cac_cau: Iterable[str]) -> str:
    """Sentences as one paragraph."""
    return join(" ", [thanh_cau(each) for each in cac_cau if each])


def viet_tiep(text: str) -> str:
    """A sentence behind a colon: its first letter small, nothing at its end."""
    return like(continued(str(text)), text) if text else text


class DonVi:
    """The printed names of units and groups of units."""

    def __init__(self, co_quan: CoQuan) -> None:
        self._co_quan = co_quan
        self._names = tuple([each.ten for each in co_quan.don_vi] + [each.ten for each in co_quan.nhom_don_vi])

    def __call__(self, *cac_ma: str) -> str:
        return ten_cac_don_vi(cac_ma, self._co_quan)

    def viet_tiep(self, text: str) -> str:
        """A sentence behind a colon: its first letter small, but not that of a unit's name; nothing at its end."""
        return like(continued(str(text), self._names), text) if text else text


class CacSo:
    """The quantities that words may name by `{mã}`, and how they say them there."""

    def __init__(self, top: Iterable[SoThongKe], viet: Callable[[SoThongKe], str]) -> None:
        self._by_code = {line.dai_luong.ma: line for each in top for line in each.moi_dong()}
        self._viet = viet

    def dien_so(self, text: str) -> str:
        """The words with each `{mã}` replaced by its number."""
        pieces: list[str] = []
        end = 0
        for found in _DAI_LUONG.finditer(text):
            if found[1] in self._by_code:
                pieces += [cut(text, end, found.start()), self._viet(self._by_code[found[1]])]
                end = found.end()
        return join("", [*pieces, cut(text, end, len(text))])

    def cac_doan(self, texts: Sequence[str]) -> list[str]:
        """Paragraphs that people wrote, with their numbers."""
        return [self.dien_so(text) for text in texts]


def moi_dai_luong(found: TongHop) -> list[SoThongKe]:
    """Every quantity of the period, of groups and of tasks in force."""
    of_groups = [each for group in found.thong_ke_nhom.values() for each in group]
    return [*of_groups, *(each for task in found.dang_thuc_hien for each in task.thong_ke)]


def nhac_den(texts: Iterable[str]) -> set[str]:
    """The codes of the quantities that these words name."""
    return {found for text in texts for found in _DAI_LUONG.findall(text)}


def so_nhiem_vu(ten: str, tasks: Iterable[TinhHinh]) -> str:
    """`05 nhiệm vụ`; the figure is called `ten`."""
    return dem_duoc(dem_viec(ten, tasks), "nhiệm vụ")


def capitalised_like(text: str) -> str:
    """The text with a capital first."""
    return like(capitalised(text), text)
