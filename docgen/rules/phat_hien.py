"""What a rule is and what it finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from docgen.docx.facts import Spot
from docgen.docx.mending import Mending
from docgen.recognise import DongChu, Tep

MucDo = Literal["loi", "canh_bao", "goi_y"]
_WORDS = 60


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


@dataclass(frozen=True)
class QuyTac:
    """One item that is checked: its id, how grave a breach is, its clause, and what it asks in a few words."""

    ma: str
    muc_do: MucDo
    can_cu: str
    yeu_cau: str

    def phat_hien(
        self,
        place: DongChu | Spot | None,
        thay: str,
        can: str,
        sua: str,
        vi_tri: str = "",
        *,
        doan_van: str = "",
        sua_chua: tuple[Mending, ...] = (),
    ) -> PhatHien:
        """A breach of this item; what is quoted is the line that is its place, or else `doan_van`."""
        if isinstance(place, DongChu):
            doan_van = doan_van or place.text
            place = place.paragraph.spot
        return PhatHien(self.ma, place, thay, can, sua, vi_tri, trich_dan(doan_van), sua_chua)


class Rule(Protocol):
    """A module of this folder: its docstring is the manual page, `QUY_TAC` its items."""

    @property
    def QUY_TAC(self) -> tuple[QuyTac, ...]: ...  # noqa: N802

    def kiem_tra(self, tep: Tep) -> Iterator[PhatHien]:
        """The findings in a file."""
        ...


def trich_dan(text: str) -> str:
    """The first words of a text, as a finding quotes it."""
    return text if len(text) <= _WORDS else text[:_WORDS].rsplit(" ", 1)[0] + " …"
