"""Paragraphs: their words, and one paragraph of two with the words that went and came marked."""

from __future__ import annotations

import copy
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from lxml import etree

from docgen.docx.mend.schema_order import P_PR, R_PR, child_of, properties_of
from docgen.docx.ooxml import RUN, SECT_PR, Element, P, qn

INS, DEL = "w:ins", "w:del"
# A number with its separators, a word with its marks, blanks, or any other character.
_WORD = re.compile(r"[0-9]+(?:[.,/][0-9]+)*(?!\w)|[\w\u0300-\u036f]+|\s+|.", re.DOTALL)
SECTION = f"{qn('w:pPr')}/{SECT_PR}"
_R_PR, _P_PR, _TEXT = qn("w:rPr"), qn("w:pPr"), qn("w:t")
_KEPT = frozenset(qn(f"w:{n}") for n in ("tab", "ptab", "br", "cr", "noBreakHyphen", "softHyphen", "sym"))
_NOTES = frozenset(qn(f"w:{n}") for n in ("footnoteReference", "endnoteReference"))


@dataclass(frozen=True)
class Piece:
    """A word, a blank, a mark, or a thing in the text such as a drawing: what it says, and how it looks."""

    says: str
    look: bytes | None  # the properties of its run; None for what is in no run
    element: Element | None = None


Change = tuple[str, list[Piece]]  # INS, DEL or nothing, and what of the text it is about


def words_of(text: str) -> list[str]:
    """The words of a text, blanks and marks among them."""
    return _WORD.findall(text)


def pieces_of(paragraph: Element) -> list[Piece]:
    """What a paragraph holds, word by word; a word stands whole over runs that look the same."""
    pieces: list[Piece] = []
    for look, contents in itertools.groupby(_contents(paragraph), key=lambda found: found[0]):
        for is_text, group in itertools.groupby((e for _, e in contents), key=lambda e: e.tag == _TEXT):
            if is_text:
                pieces += (Piece(word, look) for word in words_of("".join(e.text or "" for e in group)))
            else:
                pieces += (Piece(_name(thing), look, thing) for thing in group)
    return pieces


def _contents(paragraph: Element) -> Iterator[tuple[bytes | None, Element]]:
    """The look of a run as XML, with each thing in it; what is not in a run stands for itself."""
    for child in paragraph:
        if child.tag == RUN:
            r_pr = child.find(_R_PR)
            look = b"" if r_pr is None or not len(r_pr) else etree.tostring(r_pr, method="c14n", exclusive=True)
            yield from ((look, e) for e in child if e.tag != _R_PR)
        elif child.tag != _P_PR:
            yield None, child


def _name(thing: Element) -> str:
    """What tells things apart: drawings of one name and the same words in them are the same."""
    if thing.tag in _KEPT:
        return f"\0{thing.tag}{sorted(thing.attrib.items())}"
    named = next(thing.iter(qn("wp:docPr")), thing)
    return f"\0{thing.tag}{named.get('name')}{''.join(e.text or '' for e in thing.iter(_TEXT))}"


def merged(old: Element, new: Element) -> Element:
    """The new paragraph with what went and what came marked in it."""
    return _rebuilt(new, _changes(pieces_of(old), pieces_of(new)))


def _changes(old: list[Piece], new: list[Piece]) -> Iterator[Change]:
    """Runs of pieces that stayed, went or came; what went stands before what came in its place."""
    matcher = SequenceMatcher(None, [p.says for p in old], [p.says for p in new], autojunk=False)
    went: list[Piece] = []
    came: list[Piece] = []
    codes = matcher.get_opcodes()
    for at, (sort, i, i_end, j, j_end) in enumerate(codes):
        if sort != "equal" or (0 < at < len(codes) - 1 and _only_between(new[j:j_end])):
            went += old[i:i_end]
            came += new[j:j_end]
            continue
        yield from ((DEL, went), (INS, came), ("", new[j:j_end]))
        went, came = [], []
    yield from ((DEL, went), (INS, came))


def _only_between(pieces: list[Piece]) -> bool:
    """True for blanks and marks: between two changes they are read with them."""
    return all(piece.element is None and not piece.says[0].isalnum() for piece in pieces)


def marked(paragraph: Element, mark: str) -> Element:
    """A paragraph that came (INS) or went (DEL) whole; its end is marked apart, see `mark_end`."""
    made = _rebuilt(paragraph, [(mark, pieces_of(paragraph))])
    if mark == DEL:  # its section names headers that the new document does not have
        for section in made.findall(SECTION):
            section.getparent().remove(section)
    return made


def _rebuilt(paragraph: Element, changes: Iterable[Change]) -> Element:
    made = paragraph.makeelement(P, {})
    p_pr = paragraph.find(_P_PR)
    if p_pr is not None:
        made.append(copy.deepcopy(p_pr))
    for mark, pieces in changes:
        if pieces:
            holder = etree.SubElement(made, qn(mark)) if mark else made
            _write(holder, pieces, deleted=mark == DEL)
    return made


def _write(holder: Element, pieces: list[Piece], *, deleted: bool) -> None:
    """The pieces as runs, each as it looked."""
    for look, group in itertools.groupby(pieces, key=lambda piece: piece.look):
        if look is None and not deleted:
            holder.extend(copy.deepcopy(piece.element) for piece in group)
            continue
        run = _run(holder, look)
        for is_text, alike in itertools.groupby(group, key=lambda piece: piece.element is None):
            if is_text:
                _write_text(run, "".join(piece.says for piece in alike), deleted=deleted)
                continue
            for thing in (piece.element for piece in alike if piece.element is not None):
                _add(run, thing, deleted=deleted)


def _add(run: Element, thing: Element, *, deleted: bool) -> None:
    """A thing of the new document as it is; one of the old says only what it was, for its parts are not here."""
    if deleted and thing.tag not in _KEPT:
        _write_text(run, "[chú thích]" if thing.tag in _NOTES else "[hình]", deleted=True)
    else:
        run.append(copy.deepcopy(thing))


def _run(holder: Element, look: bytes | None) -> Element:
    run = etree.SubElement(holder, RUN)
    if look:
        run.append(etree.fromstring(look))
    return run


def _write_text(run: Element, text: str, *, deleted: bool) -> None:
    said = etree.SubElement(run, qn("w:delText") if deleted else _TEXT)
    said.text = text
    said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def mark_end(paragraph: Element, mark: str) -> None:
    """Marks the end of a paragraph: without it, its text runs on into the next."""
    r_pr = child_of(properties_of(paragraph, "pPr"), "rPr", P_PR)
    child_of(r_pr, mark.removeprefix("w:"), R_PR)
