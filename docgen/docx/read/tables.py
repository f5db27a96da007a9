"""What the XML of a table says of its rows, cells and lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.docx.ooxml import MM_PER_TWIP, VAL, Element, measure, qn, whole
from docgen.docx.read.wrappers import descend

_TR_PR, _TC_PR, _TC_W, _GRID_SPAN = (qn(f"w:{n}") for n in ("trPr", "tcPr", "tcW", "gridSpan"))
_WORDS_MARGINS = 1.9  # mm on each side


def grid(tbl: Element) -> list[float]:
    """The widths of the columns, mm."""
    columns = tbl.iterfind(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")
    return [measure(column.get(qn("w:w")), MM_PER_TWIP) or 0 for column in columns]


def span_and_width(cell: Element) -> tuple[int, float | None]:
    """How many columns a cell takes, and the width that it says it has, mm."""
    tc_pr = cell.find(_TC_PR)
    if tc_pr is None:
        return 1, None
    grid_span, width = tc_pr.find(_GRID_SPAN), tc_pr.find(_TC_W)
    span = max(1, whole(grid_span.get(VAL), 1)) if grid_span is not None else 1
    in_twips = width is not None and width.get(qn("w:type"), "dxa") == "dxa"
    return span, measure(width.get(qn("w:w")), MM_PER_TWIP) if in_twips else None


def rows(tbl: Element) -> Iterator[Element]:
    """The rows that are not deleted."""
    for row in descend(tbl, qn("w:tr")):
        properties = row.find(_TR_PR)
        if properties is None or properties.find(qn("w:del")) is None:
            yield row


def columns_before(row: Element) -> int:
    """How many columns of the grid a row leaves out before its first cell."""
    properties = row.find(_TR_PR)
    before = properties.find(qn("w:gridBefore")) if properties is not None else None
    return whole(before.get(VAL)) if before is not None else 0


def look(properties: Element | None) -> set[str]:
    """Which parts of the table's style apply: `firstRow`, `firstCol`."""
    said = properties.find(qn("w:tblLook")) if properties is not None else None
    if said is None:
        return set()
    written = said.get(VAL, "")
    flags = int(written, 16) if re.fullmatch("[0-9A-Fa-f]{1,8}", written) else 0
    found = {name for name, bit in (("firstRow", 0x20), ("firstCol", 0x80)) if flags & bit}
    for attribute, name in (("w:firstRow", "firstRow"), ("w:firstColumn", "firstCol")):
        flag = said.get(qn(attribute))
        if flag is not None:
            found = found | {name} if flag in {"1", "true", "on"} else found - {name}
    return found


def cell_margins(properties: Element | None) -> float:
    """The room that the margins of a cell take of its width, mm."""
    margins = properties.find(qn("w:tblCellMar")) if properties is not None else None
    total = 0.0
    for names in (("w:left", "w:start"), ("w:right", "w:end")):
        side = None
        if margins is not None:
            side = next((found for name in names if (found := margins.find(qn(name))) is not None), None)
        length = measure(side.get(qn("w:w")), MM_PER_TWIP) if side is not None else None
        total += _WORDS_MARGINS if length is None else length
    return total


def bordered(properties: Element | None) -> bool | None:
    """Whether the table itself draws its lines; None where it leaves that to its style."""
    borders = properties.find(qn("w:tblBorders")) if properties is not None else None
    return None if borders is None else any(side.get(VAL) not in {None, "nil", "none"} for side in borders)


def cells_bare(tbl: Element) -> bool:
    """True where the cells take away the borders that the table gives."""
    found = list(tbl.iterfind(f"{qn('w:tr')}/{qn('w:tc')}/{qn('w:tcPr')}/{qn('w:tcBorders')}"))
    return bool(found) and all(side.get(VAL) in {None, "nil", "none"} for borders in found for side in borders)
