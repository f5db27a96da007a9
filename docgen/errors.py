"""Where something stands and what is wrong with it, in the clerk's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Place(NamedTuple):
    """A spot in a file: `file:line:column`, or a paragraph or cell (`spot`) of a Word file.

    Lines and columns count from 1; 0 means that the whole file is meant.
    """

    file: str
    line: int = 0
    column: int = 0
    spot: str = ""

    def __str__(self) -> str:
        numbers = f":{self.line}:{self.column}" if self.line else ""
        spot = f": {self.spot}" if self.spot else ""
        return f"{self.file}{numbers}{spot}"


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: its place, the finding, the remedy and the legal basis (empty where there is none)."""

    place: Place
    finding: str
    remedy: str
    basis: str = ""

    def __str__(self) -> str:
        basis = f"        căn cứ: {self.basis}" if self.basis else ""
        return f"{self.place}: {self.finding}\n  → {self.remedy}{basis}"


class UnusableError(Exception):
    """What the clerk gave cannot be used; carries every problem, sorted by place. Exit code 2."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))
