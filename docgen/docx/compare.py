"""What an edited Word file says otherwise than the one it was made from, word by word.

Paragraphs outside tables are compared as one stream of words, so that one that was split or joined is no other text; rows of
tables cell by cell. How a text is spaced, broken into lines or encoded makes no difference.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

from docgen.docx.facts import Block, Document, Paragraph, Spot, Table, everything, paragraphs

_SPACES = dict.fromkeys(
    map(ord, "\t\n\f\v\r\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u202f"), " "
)
_NOTHING = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_NUMBER = r"(?:(?<!\w)[-+−])?[0-9]+(?:[.,/][0-9]+)*%?|(?<=[Qq]uý )[IVX]+\b|(?<=QUÝ )[IVX]+\b"
_TOKEN = re.compile(rf"(?P<number>{_NUMBER})|[^\W\d_]+(?:[-’'][^\W\d_]+)*|\S")
_ANNEX = re.compile(r"Phụ lục(?: [IVXLC]+| [0-9]+)?$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.;!?]\s+")
_SHOWN = 60  # characters of a place
_COLUMN = ", cột “"
END = "¶"


def clean(text: str) -> str:
    """A text in NFC, every kind of space as one, without characters that nobody sees."""
    return unicodedata.normalize("NFC", text).translate(_SPACES | _NOTHING)


@dataclass(frozen=True)
class Line:
    """A paragraph as it is compared: its spot, its clean text, and how a person finds it where its words do not say so."""

    spot: Spot
    text: str
    where: str = ""


class Token(NamedTuple):
    """A word, number or sign, or the end of a paragraph (`END`), with its characters in the line."""

    key: str
    line: Line
    start: int
    end: int
    is_number: bool = False


Unit = tuple[tuple[Token, ...], ...]  # a paragraph is one cell; a `Row` has as many as the table


class Row(tuple[tuple[Token, ...], ...]):
    """The cells of a row."""


@dataclass(frozen=True)
class Change:
    """Words that were there and the words that stand there now; `around` are the neighbours of the place, as it was."""

    old: tuple[Token, ...]
    new: tuple[Token, ...]
    around: tuple[Token, ...]
    after: str = ""  # what stands before it in the edited file

    @property
    def shown(self) -> tuple[Sequence[Token], Sequence[Token]]:
        """What was there and what is there now, without the words that are the same at both ends."""
        old, new = self.old, self.new
        begin = _same(old, new)
        end = _same(old[begin:][::-1], new[begin:][::-1])
        return old[begin : len(old) - end], new[begin : len(new) - end]

    @property
    def where(self) -> str:
        """The table cell, or the beginning of the sentence; of a whole paragraph, what stands before it."""
        own = self.old or self.new
        anchor = next((token for token in own if token.key != END), own[0])
        whole = anchor.start == first(anchor.line) and _whole(own) and not (self.old and self.new)
        if anchor.line.where:
            several = len({token.line.where for token in own}) > 1
            return anchor.line.where.partition(_COLUMN)[0] if several else anchor.line.where
        if whole and self.after:
            return f"đoạn {'bỏ' if self.old else 'mới'}, sau “{shortened(self.after)}”"
        return f"đoạn “{shortened(_sentence(anchor))}”"

    def __str__(self) -> str:
        """The place, what went and what came."""
        old, new = map(said, self.shown)
        what = [*([f"bỏ “{old}”"] if old else []), *([f"thêm “{new}”"] if new else [])]
        if not what:
            what = ["gộp hai đoạn" if self.old else "tách thành hai đoạn"]
        elif not (old and new) and len(self.around) == 2 and self.around[0].line is self.around[1].line:
            before, behind = (token.key for token in self.around)
            what.append(f"giữa “{before}” và “{behind}”")
        return f"{self.where}: {', '.join(what)}"


def _same(a: Sequence[Token], b: Sequence[Token]) -> int:
    """How many tokens from the first on are the same."""
    pairs = enumerate(zip(a, b, strict=False))
    return next((at for at, (one, other) in pairs if one.key != other.key), min(len(a), len(b)))


def first(line: Line) -> int:
    """Where the words of a line begin."""
    return len(line.text) - len(line.text.lstrip())


def said(tokens: Iterable[Token]) -> str:
    """The words as they stand in the file; the end of a paragraph between them is a stroke."""
    pieces = []
    for _, group in groupby(tokens, key=lambda token: id(token.line) if token.key != END else 0):
        some = list(group)
        pieces.append(some[0].line.text[some[0].start : some[-1].end] if some[0].key != END else "")
    return " / ".join(" ".join(piece.split()) for piece in pieces if piece)


def changes(old: Document, new: Document) -> list[Change]:
    """Every place where the new file says something else, in the order of the file."""
    a, b = _units(old), _units(new)
    matcher = SequenceMatcher(None, [_key(unit) for unit in a], [_key(unit) for unit in b], autojunk=False)
    found: list[Change] = []
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind != "equal":
            before = b[k - 1] if k else None
            found += _of_paragraphs(a[i:j], b[k:m], _text(before))
            found += _of_rows([u for u in a[i:j] if isinstance(u, Row)], [u for u in b[k:m] if isinstance(u, Row)])
    return found


# --- What is compared -----------------------------------------------------------------------------------------


def _units(document: Document) -> list[Unit]:
    body = list(_of_blocks(document.blocks))
    inside = {paragraph.spot for paragraph in paragraphs(document.blocks)}
    edges = {}
    for paragraph in everything(document):
        line = Line(paragraph.spot, clean(paragraph.text), "đầu trang, chân trang, khung chữ, chú thích")
        if paragraph.spot not in inside and any(map(str.isalpha, line.text)) and not paragraph.page_number:
            edges[line.text.strip()] = (_tokens(line),)
    return [*body, *(edges[text] for text in sorted(edges))]


def _of_blocks(blocks: Sequence[Block]) -> Iterator[Unit]:
    annex, number = "", 0
    for block in blocks:
        if isinstance(block, Paragraph):
            line = Line(block.spot, clean(block.text))
            annex = line.text.strip() if _ANNEX.match(line.text.strip()) else annex
            if tokens := _tokens(line):
                yield (tokens,)
        else:
            number += 1
            yield from _of_table(block, f"{annex}, bảng" if annex else f"bảng thứ {number}")


def _of_table(table: Table, name: str) -> Iterator[Unit]:
    heads = [_joined(cell.blocks) for cell in table.rows[0]] if table.bordered and table.rows else []
    for number, row in enumerate(table.rows, 1):
        label = next((text for cell in row if any(map(str.isalpha, text := _joined(cell.blocks)))), "")
        cells = []
        for column, cell in enumerate(row):
            head = heads[column] if len(heads) == len(row) and number > 1 else ""
            where = f"{name}, hàng {number} “{shortened(label)}”" + (f"{_COLUMN}{shortened(head)}”" if head else "")
            lines = [Line(p.spot, clean(p.text), where if table.bordered else "") for p in paragraphs(cell.blocks)]
            cells.append(_stream(tokens for line in lines if (tokens := _tokens(line))))
        if any(cells):
            yield Row(cells)


def _joined(blocks: tuple[Block, ...]) -> str:
    return " ".join(" ".join(clean(p.text).split()) for p in paragraphs(blocks)).strip()


def _tokens(line: Line) -> tuple[Token, ...]:
    return tuple(
        Token(match[0], line, match.start(), match.end(), match["number"] is not None)
        for match in _TOKEN.finditer(line.text)
    )


def _stream(some: Iterable[tuple[Token, ...]]) -> tuple[Token, ...]:
    """Paragraphs one behind the other, with their ends between them."""
    found: list[Token] = []
    for tokens in some:
        if found:
            end = found[-1].end
            found.append(Token(END, found[-1].line, end, end))
        found += tokens
    return tuple(found)


def _key(unit: Unit) -> tuple[bool, tuple[tuple[str, ...], ...]]:
    return isinstance(unit, Row), tuple(tuple(token.key for token in cell) for cell in unit)


def _text(unit: Unit | None) -> str:
    return said(token for cell in unit or () for token in cell)


# --- How it differs -------------------------------------------------------------------------------------------


def _of_paragraphs(a: Sequence[Unit], b: Sequence[Unit], after: str) -> Iterator[Change]:
    old, new = (_stream(unit[0] for unit in units if not isinstance(unit, Row)) for units in (a, b))
    yield from _of_words(old, new, after)


def _of_rows(a: Sequence[Unit], b: Sequence[Unit]) -> Iterator[Change]:
    for old, new in _paired(a, b):
        if len(old) == len(new):
            for before, now in zip(old, new, strict=True):
                yield from _of_words(before, now)
        else:
            yield from _of_words(_stream(filter(None, old)), _stream(filter(None, new)))


def _paired(a: Sequence[Unit], b: Sequence[Unit]) -> Iterator[tuple[Unit, Unit]]:
    """Rows with the rows that they became: in order, or where some are gone or new, by what they say."""
    if len(a) == len(b):
        yield from zip(a, b, strict=True)
        return
    rest = list(b)
    for old in a:
        likeness = [(_likeness(old, new), -at) for at, new in enumerate(rest)]
        best, at = max(likeness, default=(0.0, 0))
        if best > 0.6:
            yield from (((), new) for new in rest[:-at])
            yield old, rest[-at]
            rest = rest[1 - at :]
        else:
            yield old, ()
    yield from (((), new) for new in rest)


def _likeness(a: Unit, b: Unit) -> float:
    """How much of two rows is the same."""
    return SequenceMatcher(None, _text(a), _text(b), autojunk=False).ratio()


def _of_words(old: Sequence[Token], new: Sequence[Token], after: str = "") -> Iterator[Change]:
    a, b = [token.key for token in old], [token.key for token in new]
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    i = k = 0
    for j, m, size in matcher.get_matching_blocks() if a != b else ():
        # An equal number or sign alone does not say that it is the same one.
        if size and not any(map(str.isalpha, "".join(a[j : j + size]))):
            continue
        if i < j or k < m:
            before = new[k - 1].line.text if k else after
            yield Change(tuple(old[i:j]), tuple(new[k:m]), (*old[max(0, i - 1) : i], *old[j : j + 1]), before)
        i, k = j + size, m + size


# --- Places ---------------------------------------------------------------------------------------------------


def _whole(tokens: Sequence[Token]) -> bool:
    """True where the tokens are all of the lines that they stand in."""
    own = [token for token in tokens if token.key != END]
    return own[-1].end == len(own[-1].line.text.rstrip())


def _sentence(anchor: Token) -> str:
    """The line from the beginning of the sentence."""
    ends = [match.end() for match in _SENTENCE_END.finditer(anchor.line.text, 0, anchor.start)]
    return anchor.line.text[ends[-1] if ends else 0 :]


def shortened(text: str) -> str:
    """The first words of a text."""
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
