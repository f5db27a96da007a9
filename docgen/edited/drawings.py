"""The names of charts and drawn lines, which Word and LibreOffice may change: put back where it is safe, or else said to be lost.

A chart is found by the paragraph before it, or by its order where as many sample charts have no name as names are missing.
A line is found by the paragraph before it, and only while it has the length of the sample: another is somebody's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from docgen.docx import ooxml
from docgen.docx.ooxml import MM_PER_EMU, Element, qn
from docgen.edited.texts import Expected, is_logic, leaves, one_line, spot, style_names, style_of, text_of
from docgen.errors import Place, Problem
from docgen.template.blocks import Block, Chart, Line, Paragraph

SAMPLE = re.compile(r"<(?:\w+:)?v>Mẫu<".encode())  # what the charts of a template say until they are given data
_LINES = {"line", "straightConnector1"}
_SAME_LENGTH = 0.2  # mm: LibreOffice rounds
_RENAME = "bấm vào {}, Bố cục > Ngăn chọn (Selection Pane), đổi tên thành {}"


@dataclass
class Found:
    """What was found out: names put back (`luu_y`), what makes documents wrong (`cac_loi`), what else is lost (`phat_hien`)."""

    luu_y: list[Problem] = field(default_factory=list)
    cac_loi: list[Problem] = field(default_factory=list)
    phat_hien: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class _Place:
    """Where docgen's own template has a drawing: the block, and the paragraph before it."""

    block: Line | Chart
    after: Expected


def _places(body: Sequence[Block]) -> Iterator[_Place]:
    before = Expected("", None)
    for block in leaves(body):
        if isinstance(block, Paragraph):
            before = Expected(one_line(block.text), block.thanh_phan)
        elif isinstance(block, Line | Chart):
            yield _Place(block, before)


@dataclass(frozen=True)
class _Drawing:
    """A drawing of the template, and the paragraph before it (or around it, where that has a text): its text and its style's name."""

    properties: Element
    text: str
    style: str

    @property
    def name(self) -> str:
        return str(self.properties.get("name", ""))

    def rename(self, name: str) -> None:
        self.properties.set("name", name)


def put_back(root: Element, parts: dict[str, bytes], main: str, body: Sequence[Block], name: str) -> Found:
    """Puts names back into the tree of the main part. `parts` are the template's; a chart's relations are changed there."""
    found = Found()
    places = list(_places(body))
    paragraphs = _said(root, style_names(parts, main))
    drawings = _drawings(paragraphs)
    _put_back_charts(drawings, places, parts, main, found, name)
    _put_back_lines([d for d in drawings if _is_line(d)], paragraphs, places, found, name)
    return found


def _said(root: Element, styles: dict[str, str]) -> list[tuple[Element, str, str]]:
    """The paragraphs with their texts and the names of their styles."""
    return [(p, text_of(p), styles.get(style_of(p), "")) for p in root.iter(qn("w:p"))]


def _drawings(paragraphs: Sequence[tuple[Element, str, str]]) -> list[_Drawing]:
    found = []
    text, style = "", ""
    for paragraph, own, own_style in paragraphs:
        if own and not is_logic(own):
            text, style = own, own_style
        found += [_Drawing(properties, text, style) for properties in paragraph.iter(qn("wp:docPr"))]
    return found


# --- Charts ---------------------------------------------------------------------------------------------------


def _put_back_charts(
    drawings: Sequence[_Drawing],
    places: Sequence[_Place],
    parts: dict[str, bytes],
    main: str,
    found: Found,
    name: str,
) -> None:
    wanted = [place for place in places if isinstance(place.block, Chart)]
    names = [place.block.name for place in wanted]
    charts = {drawing: part for drawing in drawings if (part := _chart_of(drawing, parts, main))}
    taken: set[str] = set()
    nameless = []
    for drawing, part in charts.items():
        _workbook_first(parts, part)
        if drawing.name in names and drawing.name not in taken:
            taken.add(drawing.name)
        elif SAMPLE.search(parts[part]):
            nameless.append(drawing)
    missing = [place for place in wanted if place.block.name not in taken]
    for drawing, place in _matched(nameless, missing):
        found.luu_y.append(_said_found(drawing, place, name))
        drawing.rename(place.block.name)
        nameless.remove(drawing)
        missing.remove(place)
    found.cac_loi += [_lost_chart(drawing, [place.block.name for place in missing], name) for drawing in nameless]
    if not nameless:
        found.phat_hien += [_no_chart(place, name) for place in missing]


def _matched(nameless: Sequence[_Drawing], missing: Sequence[_Place]) -> list[tuple[_Drawing, _Place]]:
    by_text = [(d, p) for d in nameless for p in missing if d.text == p.after.text]
    if len({id(d) for d, _ in by_text}) == len({id(p) for _, p in by_text}) == len(by_text) == len(nameless):
        return by_text
    return list(zip(nameless, missing, strict=True)) if len(nameless) == len(missing) else []


def _chart_of(drawing: _Drawing, parts: dict[str, bytes], main: str) -> str | None:
    related = ooxml.relations(parts, main)
    for reference in drawing.properties.getparent().iter(qn("c:chart")):
        _, part = related.get(reference.get(qn("r:id")), ("", ""))
        return part if part in parts else None
    return None


def _workbook_first(parts: dict[str, bytes], chart: str) -> None:
    """Makes the workbook the relation rId1, by which a chart written anew names it; Word counts styles and colours first."""
    rels = ooxml.relations_part(chart)
    if rels not in parts:
        return
    root = ooxml.parse(parts[rels])
    by_id = {relation.get("Id"): relation for relation in root}
    book = next((each for each in root if each.get("Type", "").endswith("/package")), None)
    if book is None or book.get("Id") == "rId1":
        return
    if "rId1" in by_id:
        by_id["rId1"].set("Id", book.get("Id"))
    book.set("Id", "rId1")
    parts[rels] = ooxml.serialise(root)


def _said_found(drawing: _Drawing, place: _Place, name: str) -> Problem:
    what = "biểu đồ" if isinstance(place.block, Chart) else "đường kẻ"
    return Problem(
        Place(name, spot=spot(drawing.text)),
        f"{what} tên “{drawing.name}” là “{place.block.name}” của mẫu gốc, docgen nhận ra theo vị trí",
        f"không phải sửa; muốn chắc thì {_RENAME.format(what, f'“{place.block.name}”')}",
    )


def _lost_chart(drawing: _Drawing, missing: Sequence[str], name: str) -> Problem:
    place = Place(name, spot=spot(drawing.text))
    finding = f"biểu đồ tên “{drawing.name}” mất tên của mẫu gốc, văn bản sẽ mang số liệu “Mẫu”"
    if not missing:
        return Problem(place, finding, "xóa biểu đồ thừa này trong mẫu")
    return Problem(place, finding, _RENAME.format("biểu đồ", " hoặc ".join(f"“{each}”" for each in missing)))


def _no_chart(place: _Place, name: str) -> Problem:
    remedy = "chép lại biểu đồ từ mẫu gốc nếu không cố ý bỏ (docgen mau word ghi mẫu gốc bên cạnh)"
    return Problem(Place(name, spot=spot(place.after.text)), f"mất biểu đồ “{place.block.name}”", remedy)


# --- Lines ----------------------------------------------------------------------------------------------------


def _put_back_lines(
    lines: Sequence[_Drawing],
    paragraphs: Sequence[tuple[Element, str, str]],
    places: Sequence[_Place],
    found: Found,
    name: str,
) -> None:
    wanted = [place for place in places if isinstance(place.block, Line)]
    names = {place.block.name for place in wanted}
    for line in lines:
        place = _place_of(line.text, line.style, wanted)
        if line.name in names or _is_own_length(line, place):
            continue
        if place is not None:
            found.luu_y.append(_said_found(line, place, name))
            line.rename(place.block.name)
            _set_sample_length(line, place)
            _drop_fallback(line)
    there = {line.name for line in lines}
    # A line whose length no document gives keeps that of the template anyway.
    missing = [p for p in wanted if p.block.name not in there and p.after.thanh_phan and p.after.thanh_phan.duong_ke]
    nameless = [line for line in lines if line.name not in names and not _is_own_length(line, None)]
    found.cac_loi += [_lost_line(line, missing, name) for line in nameless if missing]
    found.phat_hien += _without_line(lines, paragraphs, wanted, name)


def _is_line(drawing: _Drawing) -> bool:
    return any(shape.get("prst") in _LINES for shape in drawing.properties.getparent().iter(qn("a:prstGeom")))


def _length(line: _Drawing) -> float:
    extent = line.properties.getparent().find(qn("wp:extent"))
    return 0 if extent is None else ooxml.whole(extent.get("cx")) * MM_PER_EMU


def _is_own_length(line: _Drawing, place: _Place | None) -> bool:
    sample = place.block.length if place is not None and isinstance(place.block, Line) else Line("", "").length
    return abs(_length(line) - sample) > _SAME_LENGTH


def _place_of(text: str, style: str, places: Sequence[_Place]) -> _Place | None:
    """The place after this paragraph: one of the same words, or else of the same style."""
    same = [place for place in places if place.after.text == text]
    same += [place for place in places if place.after.thanh_phan and place.after.thanh_phan.style == style]
    return same[0] if same else None


def _set_sample_length(line: _Drawing, place: _Place) -> None:
    """Gives frame and shape the same length again, which LibreOffice rounds apart."""
    assert isinstance(place.block, Line)
    for extent in line.properties.getparent().iter(qn("wp:extent"), qn("a:ext")):
        if extent.get("cx"):
            extent.set("cx", str(round(place.block.length / MM_PER_EMU)))


def _drop_fallback(line: _Drawing) -> None:
    """Drops the picture for old programs: its length would stay that of the sample."""
    for around in line.properties.iterancestors(qn("mc:AlternateContent")):
        for fallback in around.findall(qn("mc:Fallback")):
            around.remove(fallback)


def _lost_line(line: _Drawing, missing: Sequence[_Place], name: str) -> Problem:
    names = " hoặc ".join(f"“{place.block.name}”" for place in missing)
    finding = f"đường kẻ tên “{line.name}” mất tên của mẫu gốc, độ dài sẽ không theo chữ"
    return Problem(Place(name, spot=spot(line.text)), finding, _RENAME.format("đường kẻ", names))


def _without_line(
    lines: Sequence[_Drawing],
    paragraphs: Sequence[tuple[Element, str, str]],
    places: Sequence[_Place],
    name: str,
) -> Iterator[Problem]:
    """The paragraphs under which docgen's own template has a line, and this one none, or one of somebody's own length."""
    under = {(line.text, line.style): line for line in lines}
    names = {place.block.name for place in places}
    said = [(text, style) for _, text, style in paragraphs if text and not is_logic(text)]
    for (text, style), following in pairwise([*said, ("", "")]):
        place = _place_of(text, style, places)
        if place is None or place is _place_of(*following, places):
            continue
        assert isinstance(place.block, Line)
        line = under.get((text, style))
        spot_ = Place(name, spot=spot(text))
        if line is None:
            remedy = "chép lại đường kẻ từ mẫu gốc (docgen mau word ghi mẫu gốc bên cạnh)"
            yield Problem(spot_, f"mất đường kẻ “{place.block.name}” dưới {place.block.under}", remedy)
        elif line.name not in names:
            finding = f"đường kẻ dưới {place.block.under} dài cố định {_length(line):.0f} mm, không theo chữ"
            yield Problem(spot_, finding, _RENAME.format("đường kẻ", f"“{place.block.name}”"))
