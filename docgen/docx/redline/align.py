"""Which item of an old list became which of a new one: the same ones by difflib, in the gaps those that are alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from docgen.docx.ooxml import Element

_ALIKE = 0.5


@dataclass(frozen=True)
class Item:
    """A paragraph, a table or a row: what it says (equal for the same), its words, and with what kind it can be paired."""

    element: Element
    says: Hashable
    words: Counter[str]
    kind: Hashable


Pair = tuple[Item | None, Item | None]


def aligned(old: Sequence[Item], new: Sequence[Item]) -> list[Pair]:
    """Every item once, in order: with its partner, or alone where it was dropped or added."""
    pairs: list[Pair] = []
    matcher = SequenceMatcher(None, [item.says for item in old], [item.says for item in new], autojunk=False)
    for sort, i, i_end, j, j_end in matcher.get_opcodes():
        same = sort == "equal"
        pairs += zip(old[i:i_end], new[j:j_end], strict=True) if same else _in_gap(old[i:i_end], new[j:j_end])
    return pairs


def _in_gap(old: Sequence[Item], new: Sequence[Item]) -> Iterator[Pair]:
    at_old = at_new = 0
    for i, j in [*_partners(old, new), (len(old), len(new))]:
        yield from ((item, None) for item in old[at_old:i])
        yield from ((None, item) for item in new[at_new:j])
        if i < len(old):
            yield old[i], new[j]
        at_old, at_new = i + 1, j + 1


def _partners(old: Sequence[Item], new: Sequence[Item]) -> list[tuple[int, int]]:
    """The pairs, none crossing another, that are together the most alike."""
    likeness = [[_likeness(one, other) for other in new] for one in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + likeness[i][j])
    found, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if likeness[i][j] and best[i][j] == best[i + 1][j + 1] + likeness[i][j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _likeness(one: Item, other: Item) -> float:
    """The share of words that two items of a kind have in common, in no order; 0 where it is too small to say so."""
    if one.kind != other.kind:
        return 0
    common = (one.words & other.words).total()
    share = 2 * common / max(one.words.total() + other.words.total(), 1)
    return share if share >= _ALIKE else 0
