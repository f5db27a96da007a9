"""Puts what the registry gives (number, day) into an edited document: into the very lines in which docgen would print them."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher

from docgen.docx import ooxml, package
from docgen.docx.compare import clean
from docgen.docx.ooxml import Element, qn

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class LineNotFoundError(LookupError):
    """A line to be filled in does not stand in the file as docgen wrote it; carries its text."""


def filled_in(edited: bytes, before: bytes, after: bytes) -> bytes:
    """`edited` with the lines changed that differ between `before` and `after`; all else in it stays.

    Raises LineNotFoundError where such a line is not in it as often as in `before`.
    """
    lines = _lines_to_fill(before, after)
    parts = package.read(edited)
    main = str(ooxml.main_part(parts))
    root = ooxml.parse(parts[main])
    found = [(paragraph, key) for paragraph in ooxml.paragraphs_of(root) if (key := _key(_text(paragraph))) in lines]
    wanted = Counter(key for paragraph in _paragraphs(before) if (key := _key(_text(paragraph))) in lines)
    for key, (text, _) in lines.items():
        if wanted[key] != sum(key == each for _, each in found):
            raise LineNotFoundError(" ".join(text.split()))
    for paragraph, key in found:
        _rewrite(paragraph, lines[key][1])
    return package.write(parts | {main: ooxml.serialise(root)})


def _lines_to_fill(before: bytes, after: bytes) -> dict[str, tuple[str, str]]:
    """By what a line says without its spaces: the line, and what it is to say."""
    pairs = zip(map(_text, _paragraphs(before)), map(_text, _paragraphs(after)), strict=True)
    return {_key(old): (old, new) for old, new in pairs if old != new}


def _paragraphs(content: bytes) -> list[Element]:
    parts = package.read(content)
    return ooxml.paragraphs_of(ooxml.parse(parts[str(ooxml.main_part(parts))]))


def _letters(paragraph: Element) -> list[Element]:
    return [text for run in ooxml.runs_of(paragraph) for text in run.iterchildren(qn("w:t"))]


def _text(paragraph: Element) -> str:
    return "".join(text.text or "" for text in _letters(paragraph))


def _key(text: str) -> str:
    """A person who edits may have put another kind or number of spaces where the number goes."""
    return "".join(clean(text).split())


def _rewrite(paragraph: Element, text: str) -> None:
    """Changes the letters that differ, each in the run that it stands in."""
    elements = _letters(paragraph)
    before = "".join(element.text or "" for element in elements)
    owner = [element for element in elements for _ in element.text or ""]
    pieces = dict.fromkeys(elements, "")
    for _, i, j, k, m in SequenceMatcher(None, before, text, autojunk=False).get_opcodes():
        for at in range(k, m):
            pieces[owner[min(i + at - k, max(i, j - 1), len(owner) - 1)]] += text[at]
    for element, piece in pieces.items():
        element.text = piece
        element.set(_SPACE, "preserve")
