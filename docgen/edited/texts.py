"""The paragraphs of a template, of docgen's own (as its body says) and of one that somebody saved, in the same terms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docgen.docx import ooxml
from docgen.docx.ooxml import Element, qn
from docgen.nghi_dinh.nd30 import ThanhPhan
from docgen.template.blocks import Block, Paragraph, Table, Tag

_TAG_ALONE = re.compile(r"\s*{%(?:(?!%}).)*%}\s*")


class Expected(NamedTuple):
    """A paragraph of docgen's own template: its text, and the component whose style it takes; a line of logic has none."""

    text: str
    thanh_phan: ThanhPhan | None


def leaves(body: Sequence[Block]) -> Iterator[Block]:
    """The blocks of a body in the order of the file, those in cells of tables too."""
    for block in body:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from leaves(cell.blocks)
        else:
            yield block


def expected(body: Sequence[Block]) -> list[Expected]:
    """The paragraphs of docgen's own template but for its headers."""
    found = []
    for block in leaves(body):
        if isinstance(block, Tag):
            found.append(Expected(f"{{%p {block.statement} %}}", None))
        elif isinstance(block, Paragraph) and block.text:
            found.append(Expected(one_line(block.text), block.thanh_phan))
    return found


def one_line(text: str) -> str:
    """A text with single spaces: Word and LibreOffice may save others."""
    return " ".join(text.split())


def text_of(paragraph: Element) -> str:
    """What a paragraph says, on one line."""
    return one_line("".join(text.text or "" for text in paragraph.iter(qn("w:t"))))


def is_logic(text: str) -> bool:
    """True for a paragraph that holds a line of template logic only, which is gone once rendered."""
    return bool(_TAG_ALONE.fullmatch(text))


def style_names(parts: ooxml.Parts, main: str) -> dict[str, str]:
    """Id → name of the styles."""
    part = ooxml.related(parts, main, "styles")
    if part is None:
        return {}
    styles = ooxml.parse(parts[part]).iter(qn("w:style"))
    return {style.get(qn("w:styleId"), ""): ooxml.value(style, "w:name") or "" for style in styles}


def style_of(paragraph: Element) -> str:
    """The id of a paragraph's style; empty where it has none."""
    return ooxml.value(paragraph, "w:pPr/w:pStyle") or ""


def spot(text: str) -> str:
    """A paragraph as messages name it."""
    return f"đoạn “{text[:60]}”"
