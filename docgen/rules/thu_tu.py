"""Numbers of a list out of order: each fault named once, where it begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class SaiThuTu:
    """The member at `index` is not the one asked for: a gap before it, or a number that was there before."""

    index: int
    asked: int
    kind: Literal["gap", "repeat"]


def out_of_order(numbers: Sequence[int]) -> Iterator[SaiThuTu]:
    """The faults of a list that should count 1, 2, 3 …; after a gap counting goes on from the number found.

    Two neighbours that changed places are one fault.
    """
    asked, index = 1, 0
    while index < len(numbers):
        number = numbers[index]
        if number > asked:
            yield SaiThuTu(index, asked, "gap")
            following = numbers[index + 1] if index + 1 < len(numbers) else None
            if following == asked and number == asked + 1:
                index += 1  # the two changed places
                asked += 2
            elif following == asked + 1 and number != asked + 1:
                asked += 1  # a slip of the pen stands in the place of the one asked for
            else:
                asked = number + 1
        elif number < asked:
            yield SaiThuTu(index, asked, "repeat")
            if index + 1 < len(numbers) and numbers[index + 1] == asked + 1:
                asked += 1  # the number before stands in the place of the one asked for
        else:
            asked += 1
        index += 1
