"""What a rule is and what it finds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from docgen.docx.facts import Spot
from docgen.docx.mending import Mending
from docgen.recognise import Tep

MucDo = Literal["loi", "canh_bao", "goi_y"]


@dataclass(frozen=True)
class QuyTac:
    """One item that is checked: how grave a breach is, its clause, and what it asks in a few words."""

    muc_do: MucDo
    can_cu: str
    yeu_cau: str


@dataclass(frozen=True)
class PhatHien:
    """A finding: the id of its item, its place, what was seen, what is asked, what to do.

    `vi_tri` names the component; empty where the heading above the paragraph says it better. `spot` is None where a
    whole section or file is meant. `sua_chua` is what `docgen kiem --sua` does, where only one mending is possible.
    """

    quy_tac: str
    spot: Spot | None
    thay: str
    can: str
    sua: str
    vi_tri: str = ""
    doan_van: str = ""
    sua_chua: tuple[Mending, ...] = ()


class Rule(Protocol):
    """A module of this folder: its docstring is the manual page."""

    QUY_TAC: Mapping[str, QuyTac]

    def kiem(self, tep: Tep) -> Iterator[PhatHien]:
        """The findings in a file."""
        ...
