"""Elements that are looked through: what is inside them is read as if it stood where they stand."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.docx.fields import FLD_SIMPLE
from docgen.docx.ooxml import Element, qn

TRANSPARENT = frozenset(
    [
        FLD_SIMPLE,
        *(
            qn(f"w:{n}")
            for n in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "sdt", "sdtContent", "dir", "bdo")
        ),
    ]
)
ALTERNATE, FALLBACK = qn("mc:AlternateContent"), qn("mc:Fallback")
_CHOICE = qn("mc:Choice")


def chosen(alternate: Element) -> Element:
    """The one of the alternatives that a reader sees."""
    choice = alternate.find(_CHOICE)
    fallback = alternate.find(FALLBACK)
    found = choice if choice is not None and len(choice) else fallback
    return alternate if found is None else found


def descend(parent: Element, wanted: str) -> Iterator[Element]:
    """The children of a kind, those inside wrappers among them."""
    for child in parent:
        if child.tag == wanted:
            yield child
        elif child.tag in TRANSPARENT:
            yield from descend(child, wanted)
