"""Finds annexes: their labels, in paragraphs or at the head of a table, their titles, and what they hold."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from docgen.docx.facts import Block, Paragraph
from docgen.recognise.lines import DongChu, lines_in, own_words
from docgen.recognise.parts import PhuLuc

_PHU_LUC = re.compile(r"phu luc(?:\s+(?:so\s+)?([ivxlc]+|[0-9]+|[a-h]))?\s*(?:[.:–-].*)?")
_KEM_THEO = re.compile(r"\(?\s*(ban hanh )?kem theo\b")
_MOST_TITLE_BLOCKS = 8


def is_label(line: DongChu) -> bool:
    """True for `Phụ lục`, with or without its number and title."""
    return _PHU_LUC.fullmatch(line.folded) is not None


def is_attached(line: DongChu) -> bool:
    """True for `(Kèm theo Quyết định …)`, which says of a text that another document issues it."""
    return _KEM_THEO.match(line.folded) is not None


def begins_annex(block: Block) -> bool:
    """True for a paragraph that labels an annex, or a table whose first line does."""
    return _label(block) is not None


def first_annex(blocks: Sequence[Block]) -> int:
    """How many blocks stand before the annexes of a document whose closing was not found."""
    centred = (
        at
        for at, block in enumerate(blocks)
        if isinstance(block, Paragraph) and block.align == "center" and begins_annex(block)
    )
    return next(centred, len(blocks))


def annexes(blocks: Sequence[Block]) -> list[PhuLuc]:
    """The annexes in the blocks, each up to the label of the next."""
    labels = {at: label for at, block in enumerate(blocks) if (label := _label(block)) is not None}
    spans = itertools.pairwise([*labels, len(blocks)])
    return [PhuLuc(labels[begin], _title(blocks[begin:end]), list(blocks[begin:end])) for begin, end in spans]


def _label(block: Block) -> DongChu | None:
    if isinstance(block, Paragraph):
        first = next(iter(own_words(block)), None)
        sentence = first is not None and first.text.endswith((".", ";", ":"))
        return first if first is not None and is_label(first) and not sentence else None
    first = next((line for line in lines_in([block]) if line.text), None)
    return first if first is not None and is_label(first) and not block.bordered else None


def _title(blocks: Sequence[Block]) -> list[DongChu]:
    """The lines in the middle under the label, up to the first that is something else."""
    own = itertools.takewhile(lambda block: isinstance(block, Paragraph), blocks[:_MOST_TITLE_BLOCKS])
    said = (line for block in own for line in own_words(block) if not is_label(line))
    return list(itertools.takewhile(_of_title, said))


def _of_title(line: DongChu) -> bool:
    centred = line.paragraph.align == "center"
    return centred and not is_attached(line) and not line.typed_rule and not line.text.startswith("(")
