"""Paragraphs and tables in a row, as a body or a cell holds them: which stayed, changed, went or came."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterable, Sequence

from docgen.docx.mend.schema_order import properties_of
from docgen.docx.ooxml import TBL, VAL, Element, P, qn
from docgen.docx.redline.align import Item, Pair, aligned
from docgen.docx.redline.words import DEL, INS, SECTION, mark_end, marked, merged, pieces_of
from docgen.nghi_dinh.vietnamese import is_digits

_TR, _TC, _TR_PR = qn("w:tr"), qn("w:tc"), qn("w:trPr")
_SPAN = f"{qn('w:tcPr')}/{qn('w:gridSpan')}"


def compared(old: Iterable[Element], new: Iterable[Element]) -> list[Element]:
    """The blocks of both: the new ones, with what changed in them, and the old ones that went."""
    pairs = _ends_met(aligned(_items(old), _items(new)))
    made = [_one(before, after) for before, after in pairs]
    marks = {at: _mark(pair) for at, pair in enumerate(pairs) if made[at].tag == P and not all(pair)}
    _last_end_kept(made, pairs, marks)
    for at, mark in marks.items():
        mark_end(made[at], mark)
    return made


def _mark(pair: Pair) -> str:
    return DEL if pair[0] else INS


def _one(before: Item | None, after: Item | None) -> Element:
    if before and after:
        if before.says == after.says:
            return after.element
        return merged(before.element, after.element) if after.element.tag == P else _merged_table(before, after)
    item = before or after
    assert item is not None
    return _whole(item.element, DEL if before else INS)


def _whole(block: Element, mark: str) -> Element:
    """A paragraph or table that went or came whole."""
    if block.tag == P:
        return marked(block, mark)
    made = _without_rows(block)
    made.extend(_whole_row(row, mark) for row in block.findall(_TR))
    return made


def _without_rows(table: Element) -> Element:
    made = table.makeelement(TBL, {})
    made.extend(copy.deepcopy(child) for child in table if child.tag != _TR)
    return made


def _whole_row(row: Element, mark: str) -> Element:
    made = copy.deepcopy(row)
    for cell in made.findall(_TC):
        for block in [child for child in cell if child.tag in {P, TBL}]:
            changed = _whole(block, mark)
            if changed.tag == P:
                mark_end(changed, mark)
            cell.replace(block, changed)
    properties = made.find(_TR_PR)
    if properties is None:
        properties = made.makeelement(_TR_PR, {})
        made.insert(0 if made.find(qn("w:tblPrEx")) is None else 1, properties)
    properties.append(properties.makeelement(qn(mark), {}))
    return made


def _merged_table(old: Item, new: Item) -> Element:
    made = _without_rows(new.element)
    for before, after in aligned(_rows(old.element), _rows(new.element)):
        if before and after:
            made.append(after.element if before.says == after.says else _merged_row(before.element, after.element))
        else:
            made.append(_whole_row((before or after).element, _mark((before, after))))  # type: ignore[union-attr]
    return made


def _merged_row(old: Element, new: Element) -> Element:
    made = copy.deepcopy(new)
    for before, after in zip(old.findall(_TC), made.findall(_TC), strict=True):
        after[:] = [*(c for c in after if c.tag not in {P, TBL}), *compared(list(before), list(after))]
    return made


def _items(blocks: Iterable[Element]) -> list[Item]:
    return [_paragraph(block) if block.tag == P else _table(block) for block in blocks if block.tag in {P, TBL}]


def _paragraph(element: Element) -> Item:
    says = [piece.says for piece in pieces_of(element)]
    section = element.find(SECTION) is not None
    return Item(element, (P, section, *says), _counted(says), P)


def _table(element: Element) -> Item:
    rows = _rows(element)
    columns = len(element.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}"))
    words = sum((row.words for row in rows), Counter[str]())
    return Item(element, (TBL, columns, *(row.says for row in rows)), words, (TBL, columns))


def _rows(table: Element) -> list[Item]:
    return [_row(row) for row in table.findall(_TR)]


def _row(element: Element) -> Item:
    cells = [_items(cell) for cell in element.findall(_TC)]
    spans = tuple(span.get(VAL) for cell in element.findall(_TC) for span in [cell.find(_SPAN)] if span is not None)
    words = sum((item.words for cell in _telling(cells) for item in cell), Counter[str]())
    says = tuple(tuple(item.says for item in cell) for cell in cells)
    return Item(element, (spans, says), words, (len(cells), spans))


def _telling(cells: list[list[Item]]) -> list[list[Item]]:
    """The cells that tell which row it is; a number at its beginning tells only where it stands."""
    first = "".join(word for item in cells[0] for word in item.words) if cells else ""
    return cells[1:] if is_digits(first) else cells


def _counted(says: Iterable[str]) -> Counter[str]:
    return Counter(word for word in says if word[0].isalnum())


def _ends_met(pairs: list[Pair]) -> list[Pair]:
    """Where paragraphs went and others came last of all, the last two are one that changed: the end of the last stays."""
    start = 1 + max((at for at, pair in enumerate(pairs) if all(pair)), default=-1)
    went = [before for before, _ in pairs[start:] if before]
    came = [after for _, after in pairs[start:] if after]
    last_old, last_new = _last_paragraph(went), _last_paragraph(came)
    if last_old is None or last_new is None:
        return pairs
    return [
        *pairs[:start],
        *((item, None) for item in went[:last_old]),
        *((None, item) for item in came[:last_new]),
        (went[last_old], came[last_new]),
        *((item, None) for item in went[last_old + 1 :]),
        *((None, item) for item in came[last_new + 1 :]),
    ]


def _last_paragraph(items: Sequence[Item]) -> int | None:
    return max((at for at, item in enumerate(items) if item.element.tag == P), default=None)


def _last_end_kept(made: list[Element], pairs: list[Pair], marks: dict[int, str]) -> None:
    """Where paragraphs went or came last of all, the end before them is marked and that of the last is not.

    A body or cell has no next paragraph that the text of its last one could run on into.
    """
    stayed = max((at for at, pair in enumerate(pairs) if all(pair)), default=-1)
    last = max(marks, default=-1)
    if not 0 <= stayed < last or made[stayed].tag != P:
        return
    marks[stayed] = marks.pop(last)
    if marks[stayed] == DEL:  # what is left has the properties of the end that is left
        wanted, p_pr = (properties_of(made[at], "pPr") for at in (stayed, last))
        made[last].replace(p_pr, copy.deepcopy(wanted))
