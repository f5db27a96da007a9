"""A document made ready for comparison: nothing left of earlier changes, comments, links and fields but their words."""

from __future__ import annotations

from docgen.docx.ooxml import RUN, VAL, Element, P, W, qn
from docgen.docx.read.wrappers import TRANSPARENT

_LEFT_OUT = [
    *(qn(f"w:{n}") for n in ("del", "moveFrom", "cellIns", "cellDel", "cellMerge")),
    *(qn(f"w:{n}PrChange") for n in ("r", "p", "sect", "tbl", "tblGrid", "tr", "tc", "tblEx")),
    *(qn(f"w:{n}") for n in ("tblGridChange", "numberingChange", "proofErr", "permStart", "permEnd")),
    *(qn(f"w:{mark}{end}") for mark in ("bookmark", "commentRange") for end in ("Start", "End")),
    *(qn(f"w:{kind}Range{end}") for kind in ("moveFrom", "moveTo") for end in ("Start", "End")),
    *(qn(f"w:customXml{kind}Range{end}") for kind in ("Ins", "Del", "MoveFrom", "MoveTo") for end in ("Start", "End")),
    *(qn(f"w:{n}") for n in ("commentReference", "annotationRef", "lastRenderedPageBreak")),
    *(qn(f"w:{n}") for n in ("fldChar", "instrText", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr")),
]
_STYLED = [qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle")]
_PROPERTIES = frozenset(qn(f"w:{n}") for n in ("pPr", "rPr", "tblPr", "trPr", "tcPr", "tblPrEx"))


def settled(root: Element) -> Element:
    """The document with its earlier changes accepted and all that says nothing taken away, in place."""
    for row in [d.getparent().getparent() for d in root.iter(qn("w:del")) if d.getparent().tag == qn("w:trPr")]:
        row.getparent().remove(row)
    for element in list(root.iter(*_LEFT_OUT)):
        element.getparent().remove(element)
    for element in list(root.iter(*TRANSPARENT)):
        _open(element)
    for element in root.iter(P, RUN, qn("w:tr")):
        element.attrib.clear()  # editing sessions, and ids that must not stand twice in a file
    return root


def _open(element: Element) -> None:
    parent = element.getparent()
    at = parent.index(element)
    parent[at : at + 1] = list(element)


def fit(root: Element, style_ids: set[str | None]) -> None:
    """Takes away from an old document, in place, what would point to parts that the new one does not have."""
    for styled in list(root.iter(*_STYLED)):
        if styled.get(VAL) not in style_ids:
            styled.getparent().remove(styled)
    for numbered in list(root.iter(qn("w:numPr"))):
        numbered.getparent().remove(numbered)
    for child in [c for p in root.iter(*_PROPERTIES) for c in p if not str(c.tag).startswith(f"{{{W}}}")]:
        child.getparent().remove(child)
