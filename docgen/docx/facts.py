"""What a Word file says and how it looks to a reader, as plain values: inheritance resolved, no XML behind them.

Lengths are mm, sizes of letters and spacing between paragraphs pt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Align = Literal["left", "center", "right", "both"]
LineRule = Literal["auto", "exact", "atLeast"]


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one formatting. Tab is `\\t`, line break `\\n`, page break `\\f`; text in all caps is in capitals.

    `fonts` are those that its letters and digits are shown in. `number` counts the runs of the paragraph from 0; -1 is
    the number or bullet that Word makes, less than that a run that stands elsewhere in the file. `field` is `PAGE` for a page number, `IF` for one under a condition.
    """

    text: str
    fonts: tuple[str, ...]
    size: float
    bold: bool
    italic: bool
    color: str  # six hexadecimal digits
    spacing: float = 0  # pt between letters
    number: int = -1
    field: str = ""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A drawn horizontal line. `x` is where it begins, mm from the left edge of the text or cell; None where unknown."""

    length: float
    x: float | None = None
    solid: bool = True


@dataclass(frozen=True)
class Spot:
    """Where a paragraph stands in the file: the name of its part, and its number there."""

    part: str
    number: int


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, with its effective formatting.

    `room` is the width between its indents. `first` is the indent of the first line beside the others (hanging: less
    than 0). `line` is a multiple of single spacing for `auto`, or else pt. `tabs` are its tab stops: position and kind.
    `frame` is how a frame around it stands across the page (`center`, …), None outside frames.
    """

    spot: Spot
    runs: tuple[Run, ...]
    align: Align
    left: float
    right: float
    first: float
    before: float
    after: float
    line: float
    line_rule: LineRule
    style: str
    section: int
    room: float
    outline: int | None = None
    contextual: bool = False
    page_break: bool = False  # begins a new page
    tabs: tuple[tuple[float, str], ...] = ()
    default_tab: float = 12.7
    frame: str | None = None
    strokes: tuple[Stroke, ...] = ()
    boxes: tuple[Paragraph, ...] = ()

    @cached_property
    def text(self) -> str:
        """All letters, with the automatic number in front."""
        return "".join(run.text for run in self.runs)

    @property
    def page_number(self) -> Run | None:
        """The run that shows the number of the page, if one does."""
        return next((run for run in self.runs if run.field), None)


@dataclass(frozen=True)
class Cell:
    """A cell: what it holds, its width, and where it begins from the left edge of its table."""

    blocks: tuple[Block, ...]
    width: float
    x: float


@dataclass(frozen=True)
class Table:
    """A table as rows of cells. `bordered` tells whether its lines are drawn."""

    rows: tuple[tuple[Cell, ...], ...]
    section: int
    bordered: bool = False


Block = Paragraph | Table


@dataclass(frozen=True)
class Section:
    """A section: its page, and the paragraphs of its headers and footers by kind (`default`, `first`, `even`).

    A header that the section takes from the one before it stands here too. `left` holds the gutter.
    """

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    title_page: bool
    number_start: int | None
    number_format: str
    new_page: bool
    headers: Mapping[str, tuple[Paragraph, ...]]
    footers: Mapping[str, tuple[Paragraph, ...]]

    @property
    def landscape(self) -> bool:
        return self.width > self.height


@dataclass(frozen=True)
class Document:
    """A whole file. `pages` is what Word counted when it saved the file last, None where nobody did."""

    name: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    notes: tuple[Paragraph, ...] = ()
    pages: int | None = None
    remarks: tuple[str, ...] = field(default=())  # what a reader of the findings should know, in Vietnamese


def paragraphs(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """The paragraphs of blocks in reading order, cells row by row, nested tables where they stand."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from paragraphs(cell.blocks)


def everything(document: Document) -> Iterator[Paragraph]:
    """Every paragraph of a file that a reader sees: body, text boxes, notes, headers and footers, each once."""
    seen = set()
    for paragraph in (*paragraphs(document.blocks), *document.notes, *_edges(document)):
        for each in (paragraph, *paragraph.boxes):
            if each.spot not in seen:
                seen.add(each.spot)
                yield each


def _edges(document: Document) -> Iterator[Paragraph]:
    for section in document.sections:
        for edge in (*section.headers.values(), *section.footers.values()):
            yield from edge
