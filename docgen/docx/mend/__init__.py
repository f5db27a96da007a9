"""Does what `mending` says, in a copy of a document: only what is named changes, every other letter stays."""

from __future__ import annotations

from collections.abc import Iterable

from docgen.docx.mend.letters import normalise, replace_text, set_paragraph, set_runs
from docgen.docx.mend.opened import OpenedPackage
from docgen.docx.mend.page_numbers import number_pages, set_page_number
from docgen.docx.mend.schema_order import SECT_PR, child_of
from docgen.docx.mending import (
    Mending,
    Normalise,
    NumberPages,
    ReplaceText,
    SetPage,
    SetPageNumber,
    SetParagraph,
    SetRuns,
)
from docgen.docx.ooxml import MM_PER_TWIP, Element, qn

__all__ = ["mended"]


def mended(content: bytes, mendings: Iterable[Mending]) -> bytes:
    """The document with the mendings done."""
    opened = OpenedPackage(content)
    # New page numbers come last: they put paragraphs into headers, and so change the numbers of those after them.
    for mending in sorted(mendings, key=lambda mending: isinstance(mending, NumberPages)):
        _mend(opened, mending)
    return opened.written()


def _mend(opened: OpenedPackage, mending: Mending) -> None:
    match mending:
        case SetPage():
            _set_page(opened.sections()[mending.section], mending)
        case NumberPages():
            number_pages(opened, mending)
        case SetPageNumber():
            set_page_number(opened, mending)
        case SetRuns():
            set_runs(opened.paragraph(mending.spot), mending)
        case SetParagraph():
            set_paragraph(opened.paragraph(mending.spot), mending)
        case ReplaceText():
            replace_text(opened.paragraph(mending.spot), mending.old, mending.new)
        case Normalise():
            normalise(opened.paragraph(mending.spot))


def _set_page(section: Element, mending: SetPage) -> None:
    twips = str(round(mending.length / MM_PER_TWIP))
    if mending.side in {"width", "height"}:
        child_of(section, "pgSz", SECT_PR).set(qn("w:w" if mending.side == "width" else "w:h"), twips)
        return
    margins = child_of(section, "pgMar", SECT_PR)
    margins.set(qn(f"w:{mending.side}"), twips)
    if mending.side == "left":
        margins.set(qn("w:gutter"), "0")
