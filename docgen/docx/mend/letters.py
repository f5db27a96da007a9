"""Mends runs and paragraphs: font, size, alignment, spacing, letters."""

from __future__ import annotations

import unicodedata

from docgen.docx.mend.schema_order import P_PR, R_PR, child_of, properties_of
from docgen.docx.mending import SetParagraph, SetRuns
from docgen.docx.ooxml import VAL, Element, qn, runs_of

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TWIPS_PER_POINT = 20


def set_runs(paragraph: Element, mending: SetRuns) -> None:
    """Sets font or size of the runs that are named; number -1 is the automatic number."""
    for number, run in enumerate(runs_of(paragraph)):
        if number in mending.runs:
            set_letters(properties_of(run, "rPr"), mending)
    if -1 in mending.runs:
        set_letters(child_of(properties_of(paragraph, "pPr"), "rPr", P_PR), mending)


def set_letters(r_pr: Element, mending: SetRuns) -> None:
    """Sets font or size in the properties of a run."""
    if mending.font is not None:
        fonts = child_of(r_pr, "rFonts", R_PR)
        fonts.attrib.clear()
        for slot in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{slot}"), mending.font)
    if mending.size is not None:
        for name in ("sz", "szCs"):
            child_of(r_pr, name, R_PR).set(VAL, str(round(mending.size * 2)))


def set_paragraph(paragraph: Element, mending: SetParagraph) -> None:
    """Sets what is named of alignment, space before and lines."""
    p_pr = properties_of(paragraph, "pPr")
    if mending.align is not None:
        _set_align(paragraph, p_pr, mending.align)
    if mending.before is not None:
        spacing = child_of(p_pr, "spacing", P_PR)
        for name in ("beforeAutospacing", "beforeLines"):
            spacing.attrib.pop(qn(f"w:{name}"), None)
        spacing.set(qn("w:before"), str(round(mending.before * _TWIPS_PER_POINT)))
        child_of(p_pr, "contextualSpacing", P_PR).set(VAL, "0")
    if mending.line is not None:
        spacing = child_of(p_pr, "spacing", P_PR)
        spacing.set(qn("w:line"), str(round(mending.line * 240)))
        spacing.set(qn("w:lineRule"), "auto")


def _set_align(paragraph: Element, p_pr: Element, align: str) -> None:
    child_of(p_pr, "jc", P_PR).set(VAL, align)
    if align != "center":
        return
    _drop_leading_tabs(paragraph)
    frame = p_pr.find(qn("w:framePr"))
    if frame is not None:
        frame.attrib.pop(qn("w:x"), None)
        frame.set(qn("w:xAlign"), "center")


def _drop_leading_tabs(paragraph: Element) -> None:
    """Tabs that led to a stop would push a centred line aside."""
    for run in runs_of(paragraph):
        for child in list(run):
            if child.tag == qn("w:tab"):
                run.remove(child)
            elif child.tag != qn("w:rPr"):
                return


def _texts(paragraph: Element) -> list[Element]:
    return [text for run in runs_of(paragraph) for text in run.findall(qn("w:t"))]


def replace_text(paragraph: Element, old: str, new: str) -> None:
    """Replaces the first `old`; what it was spread over keeps its formatting, `new` takes that of its first letter."""
    texts = _texts(paragraph)
    whole = "".join(text.text or "" for text in texts)
    start = whole.find(old)
    if start < 0:
        return
    end, at = start + len(old), 0
    for text in texts:
        content = text.text or ""
        a, b = max(start, at), min(end, at + len(content))
        first = at <= start < at + len(content)
        if a < b:
            text.text = content[: a - at] + (new if first else "") + content[b - at :]
            text.set(_SPACE, "preserve")
        at += len(content)


def normalise(paragraph: Element) -> None:
    """NFC; a mark that stands alone at the beginning of a run goes to the letter before it."""
    texts = _texts(paragraph)
    for before, text in zip([None, *texts], texts, strict=False):
        content = text.text or ""
        marks = 0
        while marks < len(content) and unicodedata.combining(content[marks]):
            marks += 1
        if marks and before is not None:
            before.text = unicodedata.normalize("NFC", (before.text or "") + content[:marks])
            content = content[marks:]
        text.text = unicodedata.normalize("NFC", content)
