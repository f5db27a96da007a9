"""Reads a finished .docx back, with formatting resolved through its styles, for tests."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

EMU_PER_MM = 36000


@dataclass(frozen=True)
class Effective:
    """What a reader sees of a paragraph: its text (line breaks as \\n), style and effective formatting; sizes in pt."""

    text: str
    style: str
    size: float
    bold: bool
    italic: bool
    alignment: Any
    first_line_mm: float
    before: float
    keep_next: bool
    outline: int | None


def opened(source: Path | bytes) -> Document:
    return docx.Document(io.BytesIO(source) if isinstance(source, bytes) else str(source))


def paragraphs(document: Document) -> list[Effective]:
    """Every paragraph with text, tables included, in the order of the file."""
    found = (Paragraph(p, document) for p in document.element.body.iter(qn("w:p")))
    return [effective(paragraph) for paragraph in found if paragraph.text.strip()]


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(document)]


def effective(paragraph: Paragraph) -> Effective:
    style = paragraph.style
    assert style is not None and style.name is not None
    chain = list(_chain(style))

    def first(get: Any, default: Any) -> Any:
        return next((value for value in map(get, chain) if value is not None), default)

    size = first(lambda s: s.font.size, None)
    indent = first(lambda s: s.paragraph_format.first_line_indent, 0)
    before = first(lambda s: s.paragraph_format.space_before, None)
    levels = [s.element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}") for s in chain]
    level = next((int(found.get(qn("w:val"))) for found in levels if found is not None), None)
    return Effective(
        text=paragraph.text,
        style=style.name,
        size=size.pt if size is not None else 14,
        bold=bool(first(lambda s: s.font.bold, False)),
        italic=bool(first(lambda s: s.font.italic, False)),
        alignment=first(lambda s: s.paragraph_format.alignment, None),
        first_line_mm=round(indent / EMU_PER_MM, 2),
        before=before.pt if before is not None else 0,
        keep_next=bool(first(lambda s: s.paragraph_format.keep_with_next, False)),
        outline=level,
    )


def _chain(style: Any) -> Iterator[Any]:
    while style is not None:
        yield style
        style = style.base_style


def lines(document: Document) -> dict[str, float]:
    """The drawn lines by name → length in mm; the frame and the shape within it must have the same."""
    for inline in document.element.body.iter(qn("wp:inline")):
        for shape in inline.iter(qn("a:ext")):
            assert shape.get("cx") == inline.find(qn("wp:extent")).get("cx")
    return {
        inline.find(qn("wp:docPr")).get("name"): int(inline.find(qn("wp:extent")).get("cx")) / EMU_PER_MM
        for inline in document.element.body.iter(qn("wp:inline"))
    }


def table_headed(document: Document, *headings: str) -> list[list[str]]:
    """The rows (without the first) of the table that has these headings, cells by column."""
    for table in document.tables:
        for above, row in enumerate(table.rows[:2]):
            named = [cell.text for cell in row.cells]
            if set(headings) <= set(named):
                wanted = [named.index(heading) for heading in headings]
                return [[row.cells[i].text for i in wanted] for row in table.rows[above + 1 :]]
    raise AssertionError(f"no table with {headings}")


def under(document: Document, heading: str) -> list[str]:
    """The paragraphs from this heading (without its number) to the next; empty where the heading is not there."""
    found = paragraphs(document)
    starts = [
        i for i, p in enumerate(found) if p.outline is not None or p.style.startswith(("ND30 Mục", "ND30 Khoản có"))
    ]
    at = next((i for i in starts if found[i].text.partition(" ")[2] == heading), None)
    if at is None:
        return []
    ends = (i for i, p in enumerate(found) if i > at and (i in starts or p.style == "ND30 Kết thúc"))
    return [p.text for p in found[at + 1 : next(ends)]]
