"""Two versions of a document in one Word file: the newer one, with what changed as tracked changes (17.13.5)."""

from __future__ import annotations

import itertools

from docgen.docx import ooxml, package
from docgen.docx.ooxml import SECT_PR, Element, qn
from docgen.docx.redline.blocks import compared
from docgen.docx.redline.plain import fit, settled

_AUTHOR = "docgen"


def redline(old: bytes, new: bytes) -> bytes:
    """The new document with its changes since the old one marked word by word; empty where their words are the same.

    Headers, footers, notes and drawings are the new document's.
    """
    parts = package.read(new)
    main = str(ooxml.main_part(parts))
    root = settled(ooxml.parse(parts[main]))
    before = package.read(old)
    gone = settled(ooxml.parse(before[str(ooxml.main_part(before))]))
    fit(gone, _style_ids(parts, main))
    body = root.find(qn("w:body"))
    section = [child for child in body if child.tag == SECT_PR]
    body[:] = [*compared(list(gone.find(qn("w:body"))), list(body)), *section]
    if not _numbered(root):
        return b""
    parts[main] = ooxml.serialise(root)
    return package.write(parts)


def _style_ids(parts: ooxml.Parts, main: str) -> set[str | None]:
    styles = ooxml.related(parts, main, "styles")
    return set() if styles is None else {style.get(qn("w:styleId")) for style in ooxml.parse(parts[styles])}


def _numbered(root: Element) -> bool:
    """Gives each change its number and author, and no time, for the same versions are to give the same bytes."""
    number = 0
    for number, change in zip(itertools.count(1), root.iter(qn("w:ins"), qn("w:del"))):
        change.set(qn("w:id"), str(number))
        change.set(qn("w:author"), _AUTHOR)
    return number > 0
