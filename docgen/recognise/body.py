"""Reads the layout of a body: which level each paragraph has, and under which it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docgen.docx.facts import Block, Paragraph
from docgen.recognise.lines import DongChu, clean, lines
from docgen.recognise.numbers import NhanMuc, doc_nhan_muc
from docgen.recognise.parts import CapMuc, DoanVan

# From large to small; a level stands under the nearest larger one before it.
_ORDER: dict[CapMuc, int] = {
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
_LONGEST_QUOTATION = 40  # paragraphs; a mark that nobody closes is a slip of the pen


def layout(blocks: Sequence[Block]) -> list[DoanVan]:
    """The paragraphs of a body outside its tables, with level, number and parent."""
    every = list(_lines(blocks))
    quoted = _quoted([line.text for line in every])
    found: list[DoanVan] = []
    stacks: dict[bool, list[tuple[float, int]]] = {True: [], False: []}
    muc = 0
    for index, (line, inside) in enumerate(zip(every, quoted, strict=True)):
        label = doc_nhan_muc(line.text, muc)
        muc = label.so[0] if label.cap_muc == "mục" else muc
        stack, rank = stacks[inside], _rank(label)
        while stack and stack[-1][0] >= rank:
            stack.pop()
        found.append(
            DoanVan(line, label.cap_muc, label.nhan_muc, label.so, label.loi_van, stack[-1][1] if stack else -1, inside)
        )
        stack.append((rank, index))
    return found


def _quoted(texts: Sequence[str]) -> list[bool]:
    """Which paragraphs are quoted: from one that begins with a quotation mark to the one that closes it, if one does soon."""
    quoted = [False] * len(texts)
    for index, text in enumerate(texts):
        if quoted[index] or text[:1] not in {"“", '"'}:
            continue
        depth = 0
        for end in range(index, min(index + _LONGEST_QUOTATION, len(texts))):
            depth += texts[end].count("“") - texts[end].count("”")
            straight = sum(t.count('"') for t in texts[index : end + 1]) % 2
            if depth <= 0 and not (text[0] == '"' and straight):
                quoted[index : end + 1] = [True] * (end + 1 - index)
                break
        else:
            quoted[index] = True
    return quoted


def _lines(blocks: Iterable[Block]) -> Iterable[DongChu]:
    for block in blocks:
        if not isinstance(block, Paragraph) or not clean(block.text):
            continue
        parts = lines(block)
        # A line break within a paragraph begins a new item only where a label follows it.
        first = [
            part
            for i, part in enumerate(parts)
            if part.text and (i == 0 or doc_nhan_muc(part.text).cap_muc != "lời văn")
        ]
        if len(first) <= 1 or not parts[0].text:
            yield DongChu(block, block.runs, x=block.left, width=block.room)
        else:
            yield from first


def _rank(label: NhanMuc | DoanVan) -> float:
    rank: float = _ORDER[label.cap_muc]
    if label.cap_muc == "tiểu khoản":
        rank += min(len(label.so), 6) / 10  # 1.1 over 1.1.1
    return rank
