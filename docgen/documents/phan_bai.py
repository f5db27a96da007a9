"""A body made of sections that may be empty: what has nothing to say is left out, and the numbers close up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docgen.documents.bo_cuc import Doan, Kieu
from docgen.nghi_dinh.vietnamese import ITEM_LETTERS, roman
from docgen.sources import LABEL, fill, stripped, traced


@dataclass(frozen=True)
class Y:
    """A point of a khoản: a title that runs into its text."""

    tieu_de: str
    loi_van: str


@dataclass(frozen=True)
class Phan:
    """A section: paragraphs, then points or smaller sections. `bang` is the kind of a table that stands behind them."""

    tieu_de: str
    doan: Sequence[str] = ()
    cac_y: Sequence[Y] = ()
    phan: Sequence[Phan] = ()
    bang: Kieu | None = None

    @property
    def trong(self) -> bool:
        """Nothing to say."""
        return not (self.doan or self.cac_y or self.bang or any(not each.trong for each in self.phan))


def cac_doan_cua(sections: Sequence[Phan]) -> list[Doan]:
    """The paragraphs of the sections that have something to say, numbered I., 1., a)."""
    return list(_muc(sections))


def _muc(sections: Sequence[Phan]) -> Iterator[Doan]:
    for number, section in enumerate((each for each in sections if not each.trong), 1):
        yield Doan("muc", section.tieu_de.upper(), traced(f"{roman(number)}.", LABEL))
        yield from _trong(section)
        for i, inner in enumerate((each for each in section.phan if not each.trong), 1):
            yield Doan("khoan_co_tieu_de", inner.tieu_de, traced(f"{i}.", LABEL))
            yield from _trong(inner)


def _trong(section: Phan) -> Iterator[Doan]:
    yield from (Doan("loi_van", text) for text in section.doan)
    texts = [
        fill("{}: {}", stripped(each.tieu_de), each.loi_van) if each.tieu_de else each.loi_van for each in section.cac_y
    ]
    if 1 < len(texts) <= len(ITEM_LETTERS):
        for letter, text in zip(ITEM_LETTERS, texts, strict=False):
            yield Doan("diem", text, traced(f"{letter})", LABEL))
    else:
        yield from (Doan("loi_van", text) for text in texts)
    if section.bang:
        yield Doan(section.bang)
