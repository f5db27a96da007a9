"""Gathers what one paragraph shows: its runs with their effective formatting, drawn lines, text boxes, page numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from docgen.docx.facts import Paragraph, Run, Stroke
from docgen.docx.fields import FLD_SIMPLE, MARKS, PAGE_NUMBER, OpenFields, simple
from docgen.docx.ooxml import NUMBER, RUN, VAL, Element, qn, whole
from docgen.docx.read.formatting import Properties, Styles, run_properties
from docgen.docx.read.strokes import strokes
from docgen.docx.read.wrappers import ALTERNATE, FALLBACK, TRANSPARENT, chosen

CARRIED = -2  # the number of a run that a deleted paragraph mark moved into the next paragraph
_DRAWINGS = {qn("w:drawing"), qn("w:pict"), qn("w:object")}
_TEXT_BOX = qn("w:txbxContent")
_SIGNS = {qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-", qn("w:softHyphen"): ""}
_R_PR, _R_STYLE = qn("w:rPr"), qn("w:rStyle")
_T, _BR, _SYM = (qn(f"w:{n}") for n in ("t", "br", "sym"))
_ASCII_LETTER, _OTHER_LETTER = re.compile("[0-9A-Za-z]"), re.compile(r"[^\W\x00-\x7f]")


@dataclass
class Room:
    """Where a paragraph stands: the width it has, the section, the table style over it, the part of the file."""

    part: str
    width: float
    section: int = 0
    table_style: str | None = None
    table_parts: tuple[str, ...] = ()


class Gathering:
    """One paragraph being read; `boxes_in` reads the paragraphs of a text box."""

    def __init__(
        self,
        styles: Styles,
        style_id: str | None,
        room: Room,
        runs: list[Run],
        boxes_in: Callable[[Element, Room], Iterator[Paragraph]],
    ) -> None:
        self._styles = styles
        self._style_id = style_id
        self._room = room
        self._boxes_in = boxes_in
        self._fields = OpenFields()
        self.runs = runs
        self.strokes: list[Stroke] = []
        self.boxes: list[Paragraph] = []

    def add_number(self, text: str, mark: Element | None, of_list: Properties) -> None:
        """The automatic number in front, in the letters of the paragraph's mark and of the list."""
        own = run_properties(mark, self._styles.theme)
        self.runs.append(_run(text, self._inherited(None) | own | of_list, -1, ""))

    def gather(self, parent: Element) -> None:
        """Reads the children of a paragraph, or of what is looked through in it."""
        for child in parent:
            tag = child.tag
            if tag == RUN:
                self._gather_run(child)
            elif tag == FLD_SIMPLE and simple(child).is_page:
                self._gather_simple(child)
            elif tag in TRANSPARENT:
                self.gather(child)
            elif tag == ALTERNATE:
                self.gather(chosen(child))

    def _inherited(self, character_style: str | None) -> Properties:
        room = self._room
        return self._styles.run(self._style_id, character_style, room.table_style, room.table_parts)

    def _gather_simple(self, element: Element) -> None:
        before = len(self.runs)
        self._fields.open.append(simple(element))
        self.gather(element)
        self._fields.open.pop()
        if len(self.runs) == before:  # a page number whose field holds no result yet
            self.runs.append(_run("#", self._inherited(None), CARRIED, "PAGE"))

    def _gather_run(self, run: Element) -> None:
        index = whole(run.get(NUMBER))
        r_pr = run.find(_R_PR)
        character = r_pr.find(_R_STYLE) if r_pr is not None else None
        inherited = self._inherited(character.get(VAL) if character is not None else None)
        properties = inherited if r_pr is None else inherited | run_properties(r_pr, self._styles.theme)
        signs = list(self._signs(run, properties, index))
        if signs and not properties.get("hidden"):
            page = any(shows_page for _, shows_page in signs)
            self.runs.append(_run("".join(sign for sign, _ in signs), properties, index, "PAGE" if page else ""))

    def _signs(self, run: Element, properties: Properties, index: int) -> Iterator[tuple[str, bool]]:
        """What a run shows, each with whether it is a page number; fields, drawings and boxes are taken aside."""
        for child in run:
            tag = child.tag
            if tag in MARKS:
                self._field_mark(child, properties, index)
            elif tag in _DRAWINGS:
                self._drawing(child)
            elif tag == ALTERNATE:
                for drawing in chosen(child):
                    if drawing.tag in _DRAWINGS:
                        self._drawing(drawing)
            elif tag == PAGE_NUMBER:
                self.runs.append(_run("#", properties, index, "PAGE"))
            elif self._fields.showing and (sign := _sign(child)):
                self._fields.show(sign)
                yield sign, self._fields.showing_page

    def _field_mark(self, mark: Element, properties: Properties, index: int) -> None:
        ended = self._fields.take(mark)
        if ended is None:
            return
        if ended.is_page and not ended.letters and not self._fields.open:
            self.runs.append(_run("#", properties, index, "PAGE"))
        elif ended.chooses_page:
            self.runs.append(_run("", properties, index, "IF"))

    def _drawing(self, drawing: Element) -> None:
        self.strokes += strokes(drawing)
        for box in drawing.iter(_TEXT_BOX):
            if not _within(box, drawing):
                self.boxes += self._boxes_in(box, self._room)


def _sign(child: Element) -> str:
    """What an element of a run shows as text."""
    if child.tag == _T:
        return child.text or ""
    if child.tag == _BR:
        return "\f" if child.get(qn("w:type")) == "page" else "\n"
    return "•" if child.tag == _SYM else _SIGNS.get(child.tag, "")


def _run(text: str, properties: Properties, number: int, shown_field: str) -> Run:
    if properties.get("caps"):
        text = text.upper()
    in_ascii = bool(text.strip()) if text.isascii() else _ASCII_LETTER.search(text) is not None
    in_other = not text.isascii() and _OTHER_LETTER.search(text) is not None
    shown = [properties[slot] for slot, present in (("ascii", in_ascii), ("hAnsi", in_other)) if present]
    return Run(
        text=text,
        fonts=tuple(dict.fromkeys(shown)),
        size=properties["size"],
        bold=bool(properties.get("bold")),
        italic=bool(properties.get("italic")),
        color=properties["color"],
        spacing=properties.get("spacing", 0.0),
        number=number,
        field=shown_field,
    )


def _within(box: Element, drawing: Element) -> bool:
    """True for a text box inside another, which is read with it, and for the copy of one that older programs take."""
    parent = box.getparent()
    while parent is not None and parent is not drawing:
        if parent.tag in {FALLBACK, _TEXT_BOX}:
            return True
        parent = parent.getparent()
    return False
