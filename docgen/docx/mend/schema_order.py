"""Puts an element into its parent where the schema wants it (ECMA-376 Part 1, 17.3.1.26, 17.3.2.28, 17.6.17)."""

from __future__ import annotations

from docgen.docx.ooxml import Element, qn

# As far as it matters here.
R_PR = [
    "ins",  # these two of the end of a paragraph
    "del",
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "outline",
    "shadow",
    "emboss",
    "imprint",
    "noProof",
    "snapToGrid",
    "vanish",
    "webHidden",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
    "eastAsianLayout",
    "specVanish",
    "oMath",
]
P_PR = [
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "numPr",
    "suppressLineNumbers",
    "pBdr",
    "shd",
    "tabs",
    "suppressAutoHyphens",
    "kinsoku",
    "wordWrap",
    "overflowPunct",
    "topLinePunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "bidi",
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
    "divId",
    "cnfStyle",
    "rPr",
    "sectPr",
    "pPrChange",
]
SECT_PR = [
    "headerReference",
    "footerReference",
    "footnotePr",
    "endnotePr",
    "type",
    "pgSz",
    "pgMar",
    "paperSrc",
    "pgBorders",
    "lnNumType",
    "pgNumType",
    "cols",
    "formProt",
    "vAlign",
    "noEndnote",
    "titlePg",
    "textDirection",
    "bidi",
    "rtlGutter",
    "docGrid",
    "printerSettings",
    "sectPrChange",
]


def child_of(parent: Element, name: str, order: list[str]) -> Element:
    """The child of this name, put where the schema wants it if it was not there."""
    found = parent.find(qn(f"w:{name}"))
    if found is not None:
        return found
    made = parent.makeelement(qn(f"w:{name}"), {})
    before = set(order[: order.index(name) + 1])
    at = 0
    for index, child in enumerate(parent):
        if isinstance(child.tag, str) and child.tag.split("}")[1] in before:
            at = index + 1
    parent.insert(at, made)
    return made


def properties_of(element: Element, name: str) -> Element:
    """The properties of a run or paragraph, put first if there were none."""
    found = element.find(qn(f"w:{name}"))
    if found is None:
        found = element.makeelement(qn(f"w:{name}"), {})
        element.insert(0, found)
    return found
