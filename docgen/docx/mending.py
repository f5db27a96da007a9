"""What can be mended in a Word file, as plain values: a rule says what is to be done, `mend` does it.

Lengths are mm, sizes and spacing pt.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from docgen.docx.facts import Spot


@dataclass(frozen=True)
class SetPage:
    """One measure of a section's page: `width` `height` `top` `bottom` `left` `right`."""

    section: int
    side: Literal["width", "height", "top", "bottom", "left", "right"]
    length: float


@dataclass(frozen=True)
class SetRuns:
    """Font or size of runs of a paragraph (number -1: the automatic number)."""

    spot: Spot
    runs: tuple[int, ...]
    font: str | None = None
    size: float | None = None


@dataclass(frozen=True)
class SetPageNumber:
    """How the page number in a paragraph looks: its field and nothing beside it; `arabic` takes other numerals away."""

    spot: Spot
    section: int
    font: str | None = None
    size: float | None = None
    plain: bool = False
    arabic: bool = False


@dataclass(frozen=True)
class SetParagraph:
    """Alignment, space before and lines of a paragraph."""

    spot: Spot
    align: Literal["both", "center"] | None = None
    before: float | None = None
    line: float | None = None  # times single


@dataclass(frozen=True)
class ReplaceText:
    """Text of a paragraph, letter for letter; `old` may be spread over runs."""

    spot: Spot
    old: str
    new: str


@dataclass(frozen=True)
class Normalise:
    """All text of a paragraph to NFC."""

    spot: Spot


@dataclass(frozen=True)
class NumberPages:
    """The page number in the header of a section, from the second page of the document on."""

    section: int
    first_page: bool  # the section begins the document


Mending = SetPage | SetRuns | SetPageNumber | SetParagraph | ReplaceText | Normalise | NumberPages
