"""Walks the body, headers and notes of a document and states what a reader sees, in reading order.

Tracked changes are read as if accepted; a text box is read once, though the file may hold it twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import cast

from docgen.docx.facts import Align, Block, Cell, LineRule, Paragraph, Run, Spot, Stroke, Table, paragraphs
from docgen.docx.ooxml import MM_PER_TWIP, NUMBER, RUN, SECT_PR, TBL, VAL, Element, P, is_page_field, measure, qn, whole
from docgen.docx.read.formatting import Properties, Styles, over, paragraph_properties, run_properties
from docgen.docx.read.numbering import Number, Numbering
from docgen.docx.read.strokes import strokes

_CARRIED = -2  # the number of a run that a deleted paragraph mark moved into the next paragraph
_TRANSPARENT = {
    qn(f"w:{name}")
    for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "sdt", "sdtContent", "dir", "bdo", "fldSimple")
}
_GONE = {qn("w:del"), qn("w:moveFrom")}
_DRAWINGS = {qn("w:drawing"), qn("w:pict"), qn("w:object")}
_ALTERNATE, _CHOICE, _FALLBACK = qn("mc:AlternateContent"), qn("mc:Choice"), qn("mc:Fallback")
_TEXT_BOX = qn("w:txbxContent")
_SIGNS = {qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-", qn("w:softHyphen"): ""}
_P_PR, _P_STYLE, _R_PR, _R_STYLE = (qn(f"w:{n}") for n in ("pPr", "pStyle", "rPr", "rStyle"))
_TR_PR, _TC_PR, _TC_W, _GRID_SPAN = (qn(f"w:{n}") for n in ("trPr", "tcPr", "tcW", "gridSpan"))
_T, _BR, _SYM, _FLD_CHAR, _INSTR = (qn(f"w:{n}") for n in ("t", "br", "sym", "fldChar", "instrText"))
_ASCII_LETTER, _OTHER_LETTER = re.compile("[0-9A-Za-z]"), re.compile(r"[^\W\x00-\x7f]")
_IF_FIELD = re.compile(r"\s*IF\b", re.IGNORECASE)


@dataclass
class Room:
    """Where a paragraph stands: the width it has, the section, the table style over it, the part of the file."""

    part: str
    width: float
    section: int = 0
    table_style: str | None = None
    table_parts: tuple[str, ...] = ()


@dataclass
class _Field:
    """A field that has begun and not ended: its instruction, and whether its result is being shown."""

    instruction: str = ""
    shown: bool = False
    page_inside: bool = False
    letters: int = 0  # of its result

    @property
    def shows_page(self) -> bool:
        return self.shown and is_page_field(self.instruction)


@dataclass
class _Text:
    """What is gathered of one paragraph."""

    runs: list[Run] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    boxes: list[Paragraph] = field(default_factory=list)
    fields: list[_Field] = field(default_factory=list)


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
            elif child.tag in _TRANSPARENT:
                yield from self.blocks(child, room)
            elif child.tag == _ALTERNATE:
                yield from self.blocks(_chosen(child), room)

    def _table(self, tbl: Element, room: Room) -> Table:
        properties = tbl.find(qn("w:tblPr"))
        style = properties.find(qn("w:tblStyle")) if properties is not None else None
        style_id = style.get(VAL) if style is not None else None
        look = _look(properties)
        grid = [
            measure(col.get(qn("w:w")), MM_PER_TWIP) or 0
            for col in tbl.iterfind(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")
        ]
        margin = _cell_margins(properties)
        rows = []
        for number, row in enumerate(_rows(tbl)):
            first_row = number == 0 and "firstRow" in look
            rows.append(
                tuple(self._cells(row, room, grid, margin, style_id, look if first_row else look - {"firstRow"}))
            )
        direct = _bordered(properties)
        bordered = self._styles.bordered(style_id) if direct is None else direct
        return Table(tuple(rows), room.section, bordered and not _cells_bare(tbl))

    def _cells(
        self, row: Element, room: Room, grid: list[float], margin: float, style: str | None, look: set[str]
    ) -> Iterator[Cell]:
        column = _columns_before(row)
        x = sum(grid[:column])
        for number, tc in enumerate(_descend(row, qn("w:tc"))):
            span, written = 1, None
            tc_pr = tc.find(_TC_PR)
            if tc_pr is not None:
                grid_span = tc_pr.find(_GRID_SPAN)
                span = max(1, whole(grid_span.get(VAL), 1)) if grid_span is not None else 1
                cell_width = tc_pr.find(_TC_W)
                if cell_width is not None and cell_width.get(qn("w:type"), "dxa") == "dxa":
                    written = measure(cell_width.get(qn("w:w")), MM_PER_TWIP)
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
        text = _Text(runs=self._carried)
        self._carried = []
        if number is not None:
            inherited = self._styles.run(style_id, None, room.table_style, room.table_parts)
            text.runs.append(
                _run(number.text, inherited | run_properties(mark, self._styles.theme) | number.run, -1, "")
            )
        self._gather(p, style_id, room, text)
        if mark is not None and (mark.find(qn("w:del")) is not None or mark.find(qn("w:moveFrom")) is not None):
            # The paragraph flows on into the next; its runs stand elsewhere in the file, so they cannot be mended there.
            self._carried = [replace(run, number=_CARRIED) for run in text.runs if run.number != -1]
            return None
        return self._stated(p, style_id, effective, text, room)

    def _stated(self, p: Element, style_id: str | None, effective: Properties, text: _Text, room: Room) -> Paragraph:
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
            self._numbering.level_of_style(list_id, style.ma) for style in self._styles.chain(style_id, "paragraph")
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

    def _gather(self, parent: Element, style_id: str | None, room: Room, text: _Text) -> None:
        for child in parent:
            tag = child.tag
            if tag == RUN:
                self._gather_run(child, style_id, room, text)
            elif tag == qn("w:fldSimple") and is_page_field(child.get(qn("w:instr"), "")):
                text.fields.append(_Field(child.get(qn("w:instr"), ""), shown=True))
                before = len(text.runs)
                self._gather(child, style_id, room, text)
                text.fields.pop()
                if len(text.runs) == before:
                    text.runs.append(self._page_number(style_id, room))
            elif tag in _TRANSPARENT:
                self._gather(child, style_id, room, text)
            elif tag == _ALTERNATE:
                self._gather(_chosen(child), style_id, room, text)

    def _gather_run(self, run: Element, style_id: str | None, room: Room, text: _Text) -> None:
        index = whole(run.get(NUMBER))
        r_pr = run.find(_R_PR)
        character = r_pr.find(_R_STYLE) if r_pr is not None else None
        character_id = character.get(VAL) if character is not None else None
        inherited = self._styles.run(style_id, character_id, room.table_style, room.table_parts)
        properties = inherited if r_pr is None else inherited | run_properties(r_pr, self._styles.theme)
        signs = list(self._signs(run, room, text, properties, index))
        if signs and not properties.get("hidden"):
            page = any(shows_page for _, shows_page in signs)
            text.runs.append(_run("".join(sign for sign, _ in signs), properties, index, "PAGE" if page else ""))

    def _signs(
        self, run: Element, room: Room, text: _Text, properties: Properties, index: int
    ) -> Iterator[tuple[str, bool]]:
        """What a run shows, each with whether it is a page number; marks of fields, drawings and boxes go to `text`."""
        for child in run:
            tag = child.tag
            if tag == _FLD_CHAR:
                self._field_mark(child.get(qn("w:fldCharType"), ""), text, properties, index)
            elif tag == _INSTR:
                if text.fields:
                    text.fields[-1].instruction += child.text or ""
            elif tag in _DRAWINGS:
                self._drawing(child, room, text)
            elif tag == _ALTERNATE:
                for drawing in _chosen(child):
                    if drawing.tag in _DRAWINGS:
                        self._drawing(drawing, room, text)
            elif tag == qn("w:pgNum"):
                text.runs.append(_run("#", properties, index, "PAGE"))
            elif all(f.shown for f in text.fields):
                sign = _sign(child)
                for f in text.fields:
                    f.letters += len(sign)
                if sign:
                    yield sign, any(f.shows_page for f in text.fields)

    def _field_mark(self, kind: str, text: _Text, properties: Properties, index: int) -> None:
        if kind == "begin":
            text.fields.append(_Field())
        elif kind == "separate" and text.fields:
            text.fields[-1].shown = True
        elif kind == "end" and text.fields:
            ended = text.fields.pop()
            page = is_page_field(ended.instruction)
            if page and not ended.letters and not text.fields:
                text.runs.append(_run("#", properties, index, "PAGE"))
            elif page and text.fields:
                text.fields[-1].page_inside = True
            elif ended.page_inside and _IF_FIELD.match(ended.instruction):
                text.runs.append(_run("", properties, index, "IF"))

    def _page_number(self, style_id: str | None, room: Room) -> Run:
        """What a page number looks like whose field holds no result yet."""
        return _run("#", self._styles.run(style_id, None, room.table_style, room.table_parts), _CARRIED, "PAGE")

    def _drawing(self, drawing: Element, room: Room, text: _Text) -> None:
        found = list(strokes(drawing))
        text.strokes += found
        for box in drawing.iter(_TEXT_BOX):
            if not _within(box, drawing):
                text.boxes += paragraphs(tuple(self.blocks(box, replace(room))))


def _ruled(sides: dict[str, str], width: float, left: float) -> Iterator[Stroke]:
    """The line that a paragraph with a border above or below, but no box, shows."""
    if set(sides) & {"top", "bottom"} and not {"left", "right"} <= set(sides):
        shown = next(sides[side] for side in ("bottom", "top") if side in sides)
        yield Stroke(width, left, solid=shown in {"single", "thick", "double"})


def _tab_stops(tabs: dict[float, str]) -> tuple[tuple[float, str], ...]:
    return tuple(sorted((at, kind) for at, kind in tabs.items() if kind != "clear"))


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


def _chosen(alternate: Element) -> Element:
    choice = alternate.find(_CHOICE)
    fallback = alternate.find(_FALLBACK)
    found = choice if choice is not None and len(choice) else fallback
    return alternate if found is None else found


def _within(box: Element, drawing: Element) -> bool:
    """True for a text box inside another, which is read with it, and for the copy of one that older programs take."""
    parent = box.getparent()
    while parent is not None and parent is not drawing:
        if parent.tag in {_FALLBACK, _TEXT_BOX}:
            return True
        parent = parent.getparent()
    return False


def _descend(parent: Element, wanted: str) -> Iterator[Element]:
    for child in parent:
        if child.tag == wanted:
            yield child
        elif child.tag in _TRANSPARENT:
            yield from _descend(child, wanted)


def _rows(tbl: Element) -> Iterator[Element]:
    for row in _descend(tbl, qn("w:tr")):
        properties = row.find(_TR_PR)
        if properties is None or properties.find(qn("w:del")) is None:
            yield row


def _columns_before(row: Element) -> int:
    """How many columns of the grid a row leaves out before its first cell."""
    properties = row.find(_TR_PR)
    before = properties.find(qn("w:gridBefore")) if properties is not None else None
    return whole(before.get(VAL)) if before is not None else 0


def _look(properties: Element | None) -> set[str]:
    look = properties.find(qn("w:tblLook")) if properties is not None else None
    if look is None:
        return set()
    written = look.get(VAL, "")
    flags = int(written, 16) if re.fullmatch("[0-9A-Fa-f]{1,8}", written) else 0
    found = {name for name, bit in (("firstRow", 0x20), ("firstCol", 0x80)) if flags & bit}
    for attribute, name in (("w:firstRow", "firstRow"), ("w:firstColumn", "firstCol")):
        said = look.get(qn(attribute))
        if said is not None:
            found = found | {name} if said in {"1", "true", "on"} else found - {name}
    return found


def _cell_margins(properties: Element | None) -> float:
    margins = properties.find(qn("w:tblCellMar")) if properties is not None else None
    total = 0.0
    for names in (("w:left", "w:start"), ("w:right", "w:end")):
        side = None
        if margins is not None:
            side = next((found for name in names if (found := margins.find(qn(name))) is not None), None)
        length = measure(side.get(qn("w:w")), MM_PER_TWIP) if side is not None else None
        total += 1.9 if length is None else length  # Word's own margin: 0.19 cm
    return total


def _bordered(properties: Element | None) -> bool | None:
    """Whether the table itself draws its lines; None where it leaves that to its style."""
    borders = properties.find(qn("w:tblBorders")) if properties is not None else None
    return None if borders is None else any(side.get(VAL) not in {None, "nil", "none"} for side in borders)


def _cells_bare(tbl: Element) -> bool:
    """True where the cells take away the borders that the table gives."""
    found = list(tbl.iterfind(f"{qn('w:tr')}/{qn('w:tc')}/{qn('w:tcPr')}/{qn('w:tcBorders')}"))
    return bool(found) and all(side.get(VAL) in {None, "nil", "none"} for borders in found for side in borders)
