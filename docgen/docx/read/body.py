"""Walks the body, headers and notes of a document and states what a reader sees, in reading order.

Tracked changes are read as if accepted; a text box is read once, though the file may hold it twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from docgen.docx.facts import Align, Block, Cell, LineRule, Paragraph, Run, Spot, Stroke, Table, paragraphs
from docgen.docx.ooxml import NUMBER, SECT_PR, TBL, VAL, Element, P, qn, whole
from docgen.docx.read import tables
from docgen.docx.read.formatting import Properties, Styles, over, paragraph_properties
from docgen.docx.read.numbering import Number, Numbering
from docgen.docx.read.runs import CARRIED, Gathering, Room
from docgen.docx.read.wrappers import ALTERNATE, TRANSPARENT, chosen, descend

_P_PR, _P_STYLE, _R_PR = (qn(f"w:{n}") for n in ("pPr", "pStyle", "rPr"))


class Walker:
    """Reads the blocks of one document; sections, styles and lists are those of that document."""

    def __init__(self, styles: Styles, numbering: Numbering, widths: list[float], default_tab: float) -> None:
        self._styles = styles
        self._numbering = numbering
        self._widths = widths
        self._default_tab = default_tab
        self._carried: list[Run] = []

    def blocks(self, parent: Element, room: Room) -> Iterator[Block]:
        """The paragraphs and tables of an element; `room.section` moves on where a section ends."""
        for child in parent:
            if child.tag == P:
                paragraph = self._paragraph(child, room)
                if paragraph is not None:
                    yield paragraph
                properties = child.find(_P_PR)
                if properties is not None and properties.find(SECT_PR) is not None:
                    room.section += 1
                    room.width = self._widths[min(room.section, len(self._widths) - 1)]
            elif child.tag == TBL:
                yield self._table(child, room)
            elif child.tag in TRANSPARENT:
                yield from self.blocks(child, room)
            elif child.tag == ALTERNATE:
                yield from self.blocks(chosen(child), room)

    def _table(self, tbl: Element, room: Room) -> Table:
        properties = tbl.find(qn("w:tblPr"))
        style = properties.find(qn("w:tblStyle")) if properties is not None else None
        style_id = style.get(VAL) if style is not None else None
        look, grid, margin = tables.look(properties), tables.grid(tbl), tables.cell_margins(properties)
        rows = []
        for number, row in enumerate(tables.rows(tbl)):
            first_row = number == 0 and "firstRow" in look
            rows.append(
                tuple(self._cells(row, room, grid, margin, style_id, look if first_row else look - {"firstRow"}))
            )
        direct = tables.bordered(properties)
        bordered = self._styles.bordered(style_id) if direct is None else direct
        return Table(tuple(rows), room.section, bordered and not tables.cells_bare(tbl))

    def _cells(
        self, row: Element, room: Room, grid: list[float], margin: float, style: str | None, look: set[str]
    ) -> Iterator[Cell]:
        column = tables.columns_before(row)
        x = sum(grid[:column])
        for number, tc in enumerate(descend(row, qn("w:tc"))):
            span, written = tables.span_and_width(tc)
            width = sum(grid[column : column + span]) or written or room.width / 2
            parts = (*(("firstCol",) if number == 0 and "firstCol" in look else ()), *({"firstRow"} & look))
            inside = Room(room.part, max(1.0, width - margin), room.section, style or "", parts)
            yield Cell(tuple(self.blocks(tc, inside)), width, x)
            column, x = column + span, x + width

    def _paragraph(self, p: Element, room: Room) -> Paragraph | None:
        p_pr = p.find(_P_PR)
        own = paragraph_properties(p_pr)
        style_id = None
        mark = None
        if p_pr is not None:
            style = p_pr.find(_P_STYLE)
            style_id = style.get(VAL) if style is not None else None
            mark = p_pr.find(_R_PR)
        number = self._number(own, style_id)
        effective = self._effective(own, style_id, number, room)
        text = Gathering(self._styles, style_id, room, self._carried, self._boxes)
        self._carried = []
        if number is not None:
            text.add_number(number.text, mark, number.run)
        text.gather(p)
        if mark is not None and (mark.find(qn("w:del")) is not None or mark.find(qn("w:moveFrom")) is not None):
            # The paragraph flows on into the next; its runs stand elsewhere in the file, so they cannot be mended there.
            self._carried = [replace(run, number=CARRIED) for run in text.runs if run.number != -1]
            return None
        return self._stated(p, style_id, effective, text, room)

    def _boxes(self, box: Element, room: Room) -> Iterator[Paragraph]:
        return paragraphs(tuple(self.blocks(box, replace(room))))

    def _stated(
        self, p: Element, style_id: str | None, effective: Properties, text: Gathering, room: Room
    ) -> Paragraph:
        left, right = effective.get("left", 0.0), effective.get("right", 0.0)
        width = max(1.0, room.width - left - right)
        rule = effective.get("line_rule", "auto")
        line = effective.get("line", 12.0)
        if "borders" in effective:
            text.strokes += _ruled(effective["borders"], width, left)
        return Paragraph(
            spot=Spot(room.part, whole(p.get(NUMBER))),
            runs=tuple(text.runs),
            align=cast(Align, effective.get("align", "left")),
            left=left,
            right=right,
            first=effective.get("first", 0.0),
            before=effective.get("before", 0.0),
            after=effective.get("after", 0.0),
            line=line / 12 if rule == "auto" else line,
            line_rule=cast(LineRule, rule),
            style=self._styles.name(style_id),
            section=room.section,
            room=width,
            outline=effective.get("outline"),
            contextual=bool(effective.get("contextual")),
            page_break=bool(effective.get("page_break")),
            tabs=_tab_stops(effective["tabs"]) if "tabs" in effective else (),
            default_tab=self._default_tab,
            frame=effective.get("frame"),
            strokes=tuple(text.strokes),
            boxes=tuple(text.boxes),
        )

    def _number(self, own: Properties, style_id: str | None) -> Number | None:
        list_id, level = own.get("numId"), own.get("ilvl")
        if list_id is None:
            for style in self._styles.chain(style_id, "paragraph"):
                if "numId" in style.paragraph:
                    list_id = style.paragraph["numId"]
                    level = level or style.paragraph.get("ilvl") or self._level(list_id, style_id)
                    break
        return None if list_id in {None, "0"} else self._numbering.number(list_id, min(max(whole(str(level)), 0), 8))

    def _level(self, list_id: str, style_id: str | None) -> int:
        """The level that a list keeps for the style of a paragraph, or for one that it is based on."""
        levels = (
            self._numbering.level_of_style(list_id, style.style_id)
            for style in self._styles.chain(style_id, "paragraph")
        )
        return next((level for level in levels if level), 0)

    def _effective(self, own: Properties, style_id: str | None, number: Number | None, room: Room) -> Properties:
        styled = self._styles.paragraph(style_id, room.table_style)
        if number is None:
            return over(styled, own)
        if "numId" in own:
            return over(over(styled, number.paragraph), own)
        # The list came with a style: what that style or one nearer says of indents stands over the list.
        found = dict(number.paragraph)
        for style in reversed(self._styles.chain(style_id, "paragraph")):
            found |= {key: said for key, said in style.paragraph.items() if key in {"left", "right", "first"}}
        return over(over(styled, found), own)


def _ruled(sides: dict[str, str], width: float, left: float) -> Iterator[Stroke]:
    """The line that a paragraph with a border above or below, but no box, shows."""
    if set(sides) & {"top", "bottom"} and not {"left", "right"} <= set(sides):
        shown = next(sides[side] for side in ("bottom", "top") if side in sides)
        yield Stroke(width, left, solid=shown in {"single", "thick", "double"})


def _tab_stops(tabs: dict[float, str]) -> tuple[tuple[float, str], ...]:
    return tuple(sorted((at, kind) for at, kind in tabs.items() if kind != "clear"))
