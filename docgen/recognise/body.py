"""Reads the layout of a body: which level each paragraph has, and under which it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from docgen.facts import Block, Paragraph
from docgen.recognise.lines import Dong, clean, lines
from docgen.recognise.numbers import Nhan, nhan
from docgen.recognise.parts import Cap, Doan

# From large to small; a level stands under the nearest larger one before it.
_ORDER: dict[Cap, int] = {
    "phần": 0,
    "chương": 1,
    "mục chữ hoa": 2,
    "mục đầu dòng": 2,
    "tiểu mục": 3,
    "mục": 3,
    "điều": 4,
    "khoản": 5,
    "tiểu khoản": 6,
    "điểm": 7,
    "gạch": 8,
    "lời văn": 9,
}
_QUOTE = re.compile(r"[“”\"]")


def layout(blocks: Sequence[Block]) -> list[Doan]:
    """The paragraphs of a body outside its tables, with level, number and parent."""
    found: list[Doan] = []
    open_quote = False
    for line in _lines(blocks):
        label = nhan(line.text)
        quoted = open_quote or line.text[:1] in '“"'
        open_quote = _still_open(line.text, open_quote)
        found.append(Doan(line, label.cap, label.nhan, label.so, label.loi, _parent(label, found, quoted), quoted))
    return found


def _lines(blocks: Iterable[Block]) -> Iterable[Dong]:
    for block in blocks:
        if not isinstance(block, Paragraph) or not clean(block.text):
            continue
        parts = lines(block)
        # A line break within a paragraph begins a new item only where a label follows it.
        first = [part for i, part in enumerate(parts) if part.text and (i == 0 or nhan(part.text).cap != "lời văn")]
        if len(first) <= 1 or not parts[0].text:
            yield Dong(block, block.runs, x=block.left, width=block.room)
        else:
            yield from first


def _still_open(text: str, was_open: bool) -> bool:
    now = was_open
    for sign in _QUOTE.findall(text):
        now = sign == "“" or (sign == '"' and not now)
    return now


def _parent(label: Nhan, found: list[Doan], quoted: bool) -> int:
    rank = _rank(label)
    for index in range(len(found) - 1, -1, -1):
        doan = found[index]
        if doan.trich == quoted and _rank(doan) < rank:
            return index
    return -1


def _rank(label: Nhan | Doan) -> float:
    rank: float = _ORDER[label.cap]
    if label.cap == "tiểu khoản":
        rank += min(len(label.so), 6) / 10  # 1.1 over 1.1.1
    return rank
