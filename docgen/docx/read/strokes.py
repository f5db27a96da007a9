"""Drawn horizontal lines, in the shapes in which Word files hold them: DrawingML, VML, pictures that are a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.docx.facts import Stroke
from docgen.docx.ooxml import MM_PER_EMU, Element, measure, qn

_MM_PER_PX = 25.4 / 96
_FLAT = 1.5  # mm: what is lower than this and far longer is a line
_LINE_SHAPE = "_x0000_t32"  # VML's straight connector
_STYLE = re.compile(r"\s*([a-z-]+)\s*:\s*([^;]+)")


def strokes(drawing: Element) -> Iterator[Stroke]:
    """The lines in a `w:drawing`, `w:pict` or `w:object`."""
    for frame in (*drawing.iter(qn("wp:inline")), *drawing.iter(qn("wp:anchor"))):
        yield from _drawing_ml(frame)
    for shape in drawing.iter(qn("v:line"), qn("v:shape"), qn("v:rect")):
        yield from _vml(shape)


def _drawing_ml(frame: Element) -> Iterator[Stroke]:
    extent = frame.find(qn("wp:extent"))
    if extent is None or next(frame.iter(qn("wps:txbx")), None) is not None:
        return
    width, height = (measure(extent.get(side), MM_PER_EMU) or 0 for side in ("cx", "cy"))
    geometry = next(frame.iter(qn("a:prstGeom")), None)
    line = geometry is not None and geometry.get("prst", "").startswith(("line", "straightConnector"))
    if not (line or height <= _FLAT) or width < 5 or height > width / 5:
        return
    dash = next(frame.iter(qn("a:prstDash")), None)
    yield Stroke(width, _offset(frame), solid=dash is None or dash.get("val") == "solid")


def _offset(frame: Element) -> float | None:
    position = frame.find(qn("wp:positionH"))
    if position is None or position.get("relativeFrom") not in {"column", "character"}:
        return None
    offset = position.find(qn("wp:posOffset"))
    return measure(offset.text, MM_PER_EMU) if offset is not None else None


def _vml(shape: Element) -> Iterator[Stroke]:
    style = dict(_STYLE.findall(shape.get("style", "")))
    stroke = shape.find(qn("v:stroke"))
    solid = stroke is None or stroke.get("dashstyle") in {None, "solid"}
    if shape.tag == qn("v:line"):
        start, end = (_point(shape.get(name, "0,0")) for name in ("from", "to"))
        if start and end and abs(end[1] - start[1]) <= abs(end[0] - start[0]) / 5:
            yield Stroke(abs(end[0] - start[0]), min(start[0], end[0]), solid)
        return
    width, height = (_length(style.get(side, "0")) for side in ("width", "height"))
    flat = shape.get("type", "").lstrip("#") == _LINE_SHAPE or height <= _FLAT
    if flat and width >= 5 and height <= width / 5 and shape.find(qn("v:textbox")) is None:
        margin = style.get("margin-left")
        yield Stroke(width, _length(margin) if margin else None, solid)


def _point(text: str) -> tuple[float, float] | None:
    parts = text.split(",")
    return (_length(parts[0]), _length(parts[1])) if len(parts) == 2 else None


def _length(text: str) -> float:
    return measure(text.strip() or "0", _MM_PER_PX) or 0
