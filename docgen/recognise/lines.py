"""Lines as a person sees them: a paragraph broken where Word breaks it, and the two columns that tabs or spaces make."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from docgen.docx.facts import Block, Paragraph, Run, paragraphs
from docgen.nghi_dinh.vietnamese import without_accents

_SPACES = re.compile(r"[ \u00a0\u2000-\u200a\u202f\u3000\t]+")
_LINE_END = re.compile("\n")
_TABS = re.compile(r"\t+")
# Many spaces part two columns, but not where a number or a date is left blank.
_SPACED = re.compile(r"(?<!Số)(?<!Số:)(?<!ngày)(?<!tháng)(?<!năm)(?<![ \u00a0])[ \u00a0]{4,}(?!/|tháng|năm)")
# Underscores and the like; some put an ornament of three letters into the middle.
_TYPED_RULE = re.compile(r"(?=.*[_\-–—=─*.…])[\W_]+(?:o0o|oOo|o0O)?[\W_]*")
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")


@dataclass(frozen=True, eq=False)
class DongChu:
    """One line: its paragraph, its runs, and where it stands.

    `cac_cot` is the path of columns through the tables around it, outermost first; in a line of two columns made by tabs,
    0 or 1. `x` is where the column begins, mm; `width` how wide it is, mm.
    """

    paragraph: Paragraph
    runs: tuple[Run, ...]
    cac_cot: tuple[int, ...] = ()
    x: float = 0
    width: float = 0

    @cached_property
    def raw(self) -> str:
        """The letters as they stand."""
        return "".join(run.text for run in self.runs)

    @cached_property
    def text(self) -> str:
        """The letters in NFC, with single spaces."""
        return clean(self.raw)

    @cached_property
    def folded(self) -> str:
        """The letters without accents, in lower case, for comparing."""
        return without_accents(self.text).lower()

    @property
    def shown(self) -> tuple[Run, ...]:
        """The runs that hold letters or digits."""
        return tuple(run for run in self.runs if any(c.isalnum() for c in run.text))

    def all(self, attribute: str) -> bool:
        """True where every run with letters is `bold` (or `italic`)."""
        return bool(self.shown) and all(getattr(run, attribute) for run in self.shown)

    def any(self, attribute: str) -> bool:
        return any(getattr(run, attribute) for run in self.shown)

    @property
    def capitals(self) -> bool:
        return is_capitals(self.text)

    @property
    def typed_rule(self) -> bool:
        """True for a line made of underscores, hyphens or the like."""
        return (
            bool(self.text) and not any(c.isalnum() for c in self.text) and len(set(self.text) & set("_-–—=─*.…")) > 0
        )


def clean(text: str) -> str:
    """NFC, without invisible characters, single spaces, none at the ends."""
    if text.isprintable() and "  " not in text:  # the usual text: of all blanks only the space is printable
        return unicodedata.normalize("NFC", text).strip()
    return _SPACES.sub(
        " ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text)).replace("\f", " ").replace("\n", " ")
    ).strip()


def is_capitals(text: str) -> bool:
    """True where all letters are capitals, and there are some."""
    return text.isupper()


def lines(paragraph: Paragraph) -> list[DongChu]:
    """The lines of a paragraph, broken at line breaks only; an empty paragraph has one empty line."""
    return [
        DongChu(paragraph, runs, x=paragraph.left, width=paragraph.room) for runs in _split(paragraph.runs, _LINE_END)
    ]


def columns(line: DongChu) -> list[DongChu]:
    """A line broken into the columns that tabs or many spaces make, without the empty ones; a cell is one column."""
    if line.cac_cot:
        return [DongChu(line.paragraph, line.runs, (*line.cac_cot, 0), line.x, line.width)]
    found = []
    for number, runs in enumerate(_split(line.runs, _TABS if "\t" in line.raw.strip() else _SPACED)):
        part = DongChu(line.paragraph, runs, (*line.cac_cot, number), line.x, line.width)
        if part.text:
            found.append(part)
    return found


def lines_in(blocks: Iterable[Block], *, cot: tuple[int, ...] = (), x: float = 0) -> Iterator[DongChu]:
    """The lines of blocks, each with the column of its cell."""
    for block in blocks:
        if isinstance(block, Paragraph):
            for runs in _split(block.runs, _LINE_END):
                yield DongChu(block, runs, cot, x, block.room)
        else:
            for row in block.rows:
                for number, cell in enumerate(row):
                    # A merged cell begins where its first column does, whatever its number in the row.
                    column = number if number == 0 or cell.x > 0 else 0
                    yield from lines_in(cell.blocks, cot=(*cot, column), x=x + cell.x)


def words(block: Block) -> list[DongChu]:
    """The lines of a block that are not empty, each with the column of its cell."""
    return [line for line in lines_in([block]) if line.text]


def own_words(block: Block) -> list[DongChu]:
    """The lines of a paragraph that are not empty; none of a table."""
    return [line for line in lines(block) if line.text] if isinstance(block, Paragraph) else []


def has_text(block: Block) -> bool:
    return any(paragraph.text.strip() for paragraph in paragraphs((block,)))


def _split(runs: tuple[Run, ...], separator: re.Pattern[str]) -> list[tuple[Run, ...]]:
    """The runs between separators. Separators may be spread over runs: they are looked for in the whole text."""
    text = "".join(run.text for run in runs)
    cuts = [match.span() for match in separator.finditer(text)]
    if not cuts:
        return [runs]
    edges = [0, *(edge for cut in cuts for edge in cut), len(text)]
    pieces: list[list[Run]] = [[] for _ in range(len(cuts) + 1)]
    piece, at = 0, 0
    for run in runs:
        end = at + len(run.text)
        while piece < len(pieces):
            start, stop = edges[2 * piece], edges[2 * piece + 1]
            a, b = max(start, at), min(stop, end)
            if a < b:
                whole = b - a == len(run.text)
                pieces[piece].append(run if whole else replace(run, text=run.text[a - at : b - at]))
            if stop >= end:
                break
            piece += 1
        at = end
    return [tuple(piece) for piece in pieces]
