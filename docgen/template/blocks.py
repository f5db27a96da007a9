"""What the body of a template is made of. Texts are docxtpl's: `{{ … }}`, and `{%tr … %}` in the rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docgen.nghi_dinh import nd30


@dataclass(frozen=True)
class Paragraph:
    """A paragraph in the style of a component."""

    thanh_phan: nd30.ThanhPhan
    text: str


@dataclass(frozen=True)
class Tag:
    """A line of template logic, gone once rendered: `Tag("for x in y")`."""

    statement: str


@dataclass(frozen=True)
class Line:
    """A drawn line. `name` is the key under which the context gives its length; `under` is said to screen readers."""

    name: str
    under: str
    length: float = 30  # mm, until the context says better


@dataclass(frozen=True)
class Chart:
    """A chart as wide as the text, `height` mm high; the context gives its data under `name`."""

    name: str
    described: str
    height: float


@dataclass(frozen=True)
class Mark:
    """A line at the top of every page, shown where the context says so."""

    condition: str
    thanh_phan: nd30.ThanhPhan
    text: str


@dataclass(frozen=True)
class Cell:
    """A cell of a table; `span` columns wide."""

    blocks: Sequence[Block]
    span: int = 1


@dataclass(frozen=True)
class Row:
    """A row of a table; a heading is repeated on every page. Only a row that `may_split` runs over a page's end."""

    cells: Sequence[Cell]
    heading: bool = False
    may_split: bool = False


@dataclass(frozen=True)
class Table:
    """A table as wide as the text; widths in mm, None takes what is left. One with a name is ruled; without, it only holds things in place.

    `ten` is what a screen reader calls it.
    """

    widths: Sequence[float | None]
    rows: Sequence[Row]
    ten: str = ""


@dataclass(frozen=True)
class SectionEnd:
    """The end of a section: the main part, or an annex with page numbers of its own."""

    annex: bool = False
    landscape: bool = False


Block = Paragraph | Tag | Line | Table | Chart | Mark | SectionEnd
