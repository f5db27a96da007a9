"""Puts Word comments into a copy of a document; nothing else in it changes."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from docgen.docx import ooxml, package
from docgen.docx.facts import Spot
from docgen.docx.ooxml import RUN, Element, P, paragraphs_of, qn, runs_of

_AUTHOR = "docgen"
_INITIALS = "dg"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMMENTS_RELATION = f"{ooxml.R}/comments"


@dataclass(frozen=True)
class GhiChu:
    """A comment: its paragraphs, and where it goes; to the first paragraph where `spot` is None or outside the body.

    `khoang_chu` are the characters of the paragraph that it is about, from the first to behind the last; None is all of them.
    With `den_doan` it is about all of the paragraphs to that one.
    """

    spot: Spot | None
    cac_doan: tuple[str, ...]
    khoang_chu: tuple[int, int] | None = None
    den_doan: Spot | None = None


def annotated(content: bytes, cac_ghi_chu: Sequence[GhiChu]) -> bytes:
    """The document with the comments added to those it has."""
    parts = package.read(content)
    main = str(ooxml.main_part(parts))
    root = ooxml.parse(parts[main])
    name = _comments_part(parts, main)
    comments = ooxml.parse(parts[name])
    taken = [ooxml.whole(comment.get(qn("w:id"))) for comment in comments if comment.tag == qn("w:comment")]
    paragraphs = paragraphs_of(root)
    for number, ghi_chu in enumerate(cac_ghi_chu, max(taken, default=-1) + 1):
        if paragraphs:
            said_of, holder = _paragraph(paragraphs, ghi_chu.spot, main)
            last = _paragraph(paragraphs, ghi_chu.den_doan, main)[1] if ghi_chu.den_doan else holder
            _anchor(holder, last, str(number), ghi_chu.khoang_chu if holder is said_of else None)
            comments.append(_comment(str(number), ghi_chu.cac_doan))
    parts[main], parts[name] = ooxml.serialise(root), ooxml.serialise(comments)
    return package.write(parts)


def _paragraph(paragraphs: list[Element], spot: Spot | None, main: str) -> tuple[Element, Element]:
    """The paragraph of a spot, and the one to comment: of a text box, the one that holds it, as Word allows none inside."""
    paragraph = paragraphs[spot.number] if spot is not None and spot.part == main else paragraphs[0]
    return paragraph, [paragraph, *paragraph.iterancestors(P)][-1]


def _anchor(paragraph: Element, last: Element, number: str, khoang: tuple[int, int] | None) -> None:
    start = paragraph.makeelement(qn("w:commentRangeStart"), {qn("w:id"): number})
    end = paragraph.makeelement(qn("w:commentRangeEnd"), {qn("w:id"): number})
    run = paragraph.makeelement(qn("w:r"), {})
    run.append(run.makeelement(qn("w:commentReference"), {qn("w:id"): number}))
    if khoang is None:
        paragraph.insert(0 if paragraph.find(qn("w:pPr")) is None else 1, start)
        last.extend((end, run))
        return
    holder, index = _cut(paragraph, khoang[1])
    holder[index:index] = [end, run]
    holder, index = _cut(paragraph, khoang[0])
    holder.insert(index, start)


def _cut(holder: Element, at: int) -> tuple[Element, int]:
    """Where character number `at` of a paragraph (a link, a field) begins: what holds it, and the index there.

    The run that holds it is cut in two.
    """
    seen = 0
    for index, child in enumerate(holder):
        length = sum(map(_length, itertools.chain(*([child] if child.tag == RUN else runs_of(child)))))
        if length and seen >= at:
            return holder, index
        if seen < at < seen + length:
            if child.tag != RUN:
                return _cut(child, at - seen)
            holder.insert(index + 1, _rest_of(child, at - seen))
            return holder, index + 1
        seen += length
    return holder, len(holder)


def _length(child: Element) -> int:
    """The characters of a child of a run."""
    if child.tag == qn("w:t"):
        return len(child.text or "")
    return int(child.tag in {qn("w:br"), qn("w:tab")})


def _rest_of(run: Element, at: int) -> Element:
    """Takes what stands behind the first `at` characters out of a run, into a run of the same formatting."""
    rest = copy.deepcopy(run)
    for child in [child for child in rest if child.tag != qn("w:rPr")]:
        rest.remove(child)
    seen = 0
    for child in list(run):
        length = _length(child)
        if length and seen >= at:
            rest.append(child)
        elif seen < at < seen + length:
            behind = copy.deepcopy(child)
            text = child.text
            child.text, behind.text = text[: at - seen], text[at - seen :]
            for element in (child, behind):
                element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            rest.append(behind)
        seen += length
    return rest


def _comment(number: str, cac_doan: Sequence[str]) -> Element:
    comment = ooxml.parse(f'<w:comment xmlns:w="{ooxml.W}"/>'.encode())
    for name, value in (("id", number), ("author", _AUTHOR), ("initials", _INITIALS)):
        comment.set(qn(f"w:{name}"), value)
    for doan in cac_doan:
        paragraph = comment.makeelement(qn("w:p"), {})
        run = paragraph.makeelement(qn("w:r"), {})
        text = run.makeelement(qn("w:t"), {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
        text.text = doan
        run.append(text)
        paragraph.append(run)
        comment.append(paragraph)
    return comment


def _comments_part(parts: dict[str, bytes], main: str) -> str:
    """The name of the part of comments, made where there is none."""
    named = [target for kind, target in ooxml.relations(parts, main).values() if kind == _COMMENTS_RELATION]
    if named and named[0] in parts:
        return named[0]
    free = (f"word/comments{number or ''}.xml" for number in itertools.count())
    name = named[0] if named else next(name for name in free if name not in parts)
    parts[name] = f'<w:comments xmlns:w="{ooxml.W}"/>'.encode()
    if named:
        ooxml.declare(parts, name, _COMMENTS_TYPE)
    else:
        ooxml.add_part(parts, main, name, _COMMENTS_TYPE, _COMMENTS_RELATION)
    return name
