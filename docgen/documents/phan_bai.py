"""A body made of sections that may be empty: what has nothing to say is left out, and the numbers close up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docgen.documents.bo_cuc import DoanVan, Kieu
from docgen.nghi_dinh.vietnamese import ITEM_LETTERS, roman
from docgen.sources import LABEL, fill, stripped, traced


@dataclass(frozen=True)
class Y:
    """A point of a khoản: a title that runs into its text."""

    tieu_de: str
    loi_van: str


@dataclass(frozen=True)
class PhanBai:
    """A section: paragraphs, then points or smaller sections. `kieu_bang` is the kind of a table that stands behind them."""

    tieu_de: str
    cac_doan: Sequence[str] = ()
    cac_y: Sequence[Y] = ()
    cac_phan: Sequence[PhanBai] = ()
    kieu_bang: Kieu | None = None

    @property
    def de_trong(self) -> bool:
        """Nothing to say."""
        return not (self.cac_doan or self.cac_y or self.kieu_bang or any(not each.de_trong for each in self.cac_phan))


def cac_doan_cua(sections: Sequence[PhanBai]) -> list[DoanVan]:
    """The paragraphs of the sections that have something to say, numbered I., 1., a)."""
    return list(_muc(sections))


def _muc(sections: Sequence[PhanBai]) -> Iterator[DoanVan]:
    for number, section in enumerate((each for each in sections if not each.de_trong), 1):
        yield DoanVan("muc", section.tieu_de.upper(), traced(f"{roman(number)}.", LABEL))
        yield from _trong_phan(section)
        for i, inner in enumerate((each for each in section.cac_phan if not each.de_trong), 1):
            yield DoanVan("khoan_co_tieu_de", inner.tieu_de, traced(f"{i}.", LABEL))
            yield from _trong_phan(inner)


def _trong_phan(section: PhanBai) -> Iterator[DoanVan]:
    yield from (DoanVan("loi_van", text) for text in section.cac_doan)
    texts = [
        fill("{}: {}", stripped(each.tieu_de), each.loi_van) if each.tieu_de else each.loi_van for each in section.cac_y
    ]
    if 1 < len(texts) <= len(ITEM_LETTERS):
        for letter, text in zip(ITEM_LETTERS, texts, strict=False):
            yield DoanVan("diem", text, traced(f"{letter})", LABEL))
    else:
        yield from (DoanVan("loi_van", text) for text in texts)
    if section.kieu_bang:
        yield DoanVan(section.kieu_bang)
