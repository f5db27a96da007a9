"""Builds a Word template from the decree's table and the body that a document type describes.

All formatting stands in named styles (`ND30 …`), none in runs.
"""

from __future__ import annotations

import copy
import io
from collections.abc import Sequence
from html import escape

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tc
from docx.section import Section
from docx.shared import Length, Mm
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell

from docgen.docx import package
from docgen.docx.chart import ChartData, chart_part, workbook
from docgen.model import TrinhBay
from docgen.nghi_dinh import nd30
from docgen.template import source
from docgen.template.blocks import Block, Chart, Line, Mark, Paragraph, Row, SectionEnd, Table, Tag
from docgen.template.empty import EMPTY_PACKAGE, W
from docgen.template.styles import LINE_STYLE, SECTION_END_STYLE, add_styles

_HEADER_DISTANCE = 10  # mm from the paper's edge to the page number, as in the Government's own files
_MARKED_HEADER_DISTANCE = 7  # with a mark over the page number, both still fit into the margin
_EMU_PER_TWIP = 635


def build(body: Sequence[Block], trinh_bay: TrinhBay) -> bytes:
    """The template of a document type, sealed, with the office's choices of size, margins and indent."""
    document = docx.Document(io.BytesIO(package.write(EMPTY_PACKAGE)))
    add_styles(document, trinh_bay)
    main = document.sections[0]
    _set_page(main, trinh_bay, ngang=False)
    main.header_distance = main.footer_distance = Mm(_HEADER_DISTANCE)
    _add_page_number(main)
    _Builder(document, trinh_bay).add(body)
    stream = io.BytesIO()
    document.save(stream)
    return package.sealed(package.read(stream.getvalue()), source(body, trinh_bay))


def _set_page(section: Section, trinh_bay: TrinhBay, *, ngang: bool) -> None:
    """A4 with the office's margins; on a page on its side they turn with the paper, the binding edge on top."""
    width, height = (Mm(side) for side in nd30.KHO_GIAY_A4)
    margins = [Mm(trinh_bay.le_tren), Mm(trinh_bay.le_phai), Mm(trinh_bay.le_duoi), Mm(trinh_bay.le_trai)]
    if ngang:
        width, height = height, width
        margins = [margins[3], *margins[:3]]
        section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = width, height
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = margins
    section.gutter = Mm(0)
    section.different_first_page_header_footer = True


def _add_page_number(section: Section) -> None:
    paragraph = section.header.paragraphs[0]
    paragraph.style = nd30.SO_TRANG.style
    paragraph._p.append(parse_xml(f'<w:fldSimple {W} w:instr="PAGE"><w:r><w:t>2</w:t></w:r></w:fldSimple>'))


class _Builder:
    """Adds blocks to a document and to the cells of its tables."""

    def __init__(self, document: Document, trinh_bay: TrinhBay) -> None:
        self._document = document
        self._trinh_bay = trinh_bay
        self._drawings = 0

    def add(self, body: Sequence[Block]) -> None:
        for index, block in enumerate(body):
            if isinstance(block, Table):
                # A section is described at its end; a table is as wide as the text of its section.
                ngang = next((end.landscape for end in body[index:] if isinstance(end, SectionEnd)), False)
                self._add_table(block, self._trinh_bay.chieu_rong_chu(ngang=ngang))
            elif isinstance(block, SectionEnd):
                self._end_section(block)
            elif isinstance(block, Chart):
                ngang = next((end.landscape for end in body[index:] if isinstance(end, SectionEnd)), False)
                self._add_chart(block, self._trinh_bay.chieu_rong_chu(ngang=ngang))
            elif isinstance(block, Mark):
                self._add_mark(block)
            else:
                self._add(block, self._document)

    def _add(self, block: Block, into: Document | WordCell) -> None:
        if isinstance(block, Line):
            self._drawings += 1
            into.add_paragraph(style=LINE_STYLE).add_run()._r.append(parse_xml(_line_xml(block, self._drawings)))
        elif isinstance(block, Tag):
            into.add_paragraph(f"{{%p {block.statement} %}}")
        else:
            assert not isinstance(block, (Table, SectionEnd, Chart, Mark)), "stands in the body only"
            into.add_paragraph(block.text, style=block.thanh_phan.style)

    def _add_chart(self, chart: Chart, width: float) -> None:
        self._drawings += 1
        number = self._drawings
        package_ = self._document.part.package
        book = Part(PackURI(f"/word/embeddings/bieu_do_{number}.xlsx"), _WORKBOOK_TYPE, workbook(_SAMPLE), package_)
        part = Part(PackURI(f"/word/charts/bieu_do_{number}.xml"), CT.DML_CHART, chart_part(_SAMPLE), package_)
        assert part.relate_to(book, RT.PACKAGE) == "rId1"  # the chart's XML names it
        relation = self._document.part.relate_to(part, RT.CHART)
        xml = _chart_xml(chart, number, relation, int(Mm(width)), int(Mm(chart.height)))
        self._document.add_paragraph(style=nd30.BIEU_DO.style).add_run()._r.append(parse_xml(xml))

    def _add_mark(self, mark: Mark) -> None:
        section = self._document.sections[0]
        section.header_distance = Mm(_MARKED_HEADER_DISTANCE)
        for header in (section.header, section.first_page_header):
            number = header.paragraphs[0]
            number.style = nd30.SO_TRANG.style
            number.insert_paragraph_before(f"{{%p if {mark.condition} %}}")
            number.insert_paragraph_before(mark.text, style=mark.thanh_phan.style)
            number.insert_paragraph_before("{%p endif %}")

    def _end_section(self, end: SectionEnd) -> None:
        paragraph = self._document.add_paragraph(style=SECTION_END_STYLE)
        main = self._document.element.body.sectPr
        assert main is not None
        properties = copy.deepcopy(main)
        paragraph._p.get_or_add_pPr().append(properties)
        if end.annex:
            _set_page(Section(properties, self._document.part), self._trinh_bay, ngang=end.landscape)
            numbers = OxmlElement("w:pgNumType")
            numbers.set(qn("w:start"), "1")
            properties.insert_element_before(numbers, "w:titlePg")

    def _add_table(self, block: Table, width: float) -> None:
        columns = _twips(block.widths, width)
        table = self._document.add_table(0, 0)
        table._tbl.replace(table._tbl.tblPr, parse_xml(_table_properties(block, sum(columns))))
        for column in columns:
            table._tbl.tblGrid.add_gridCol().w = Length(column * _EMU_PER_TWIP)
        for row in block.rows:
            self._add_row(table, row, columns)

    def _add_row(self, table: WordTable, row: Row, columns: Sequence[int]) -> None:
        word_row = table._tbl.add_tr()
        properties = word_row.get_or_add_trPr()
        for name, wanted in (("w:cantSplit", not row.may_split), ("w:tblHeader", row.heading)):
            if wanted:
                properties.append(OxmlElement(name))
        first = 0
        for cell in row.cells:
            width = sum(columns[first : first + cell.span]) * _EMU_PER_TWIP
            word_cell = CT_Tc.new()
            word_cell.width = Length(width)
            if cell.span > 1:
                word_cell.grid_span = cell.span
            word_row.append(word_cell)
            first += cell.span
            for block in cell.blocks:
                self._add(block, WordCell(word_cell, table))
            word_cell.remove(word_cell.p_lst[0])  # a cell is born with an empty paragraph


def _twips(widths: Sequence[float | None], whole: float) -> list[int]:
    """Column widths (mm) in twips that add up to the whole width exactly."""
    given = [None if width is None else round(Mm(width) / _EMU_PER_TWIP) for width in widths]
    rest = round(Mm(whole) / _EMU_PER_TWIP) - sum(width for width in given if width is not None)
    return [rest if width is None else width for width in given]


def _table_properties(table: Table, width: int) -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in sides)
    margin = 85 if table.ten else 0
    return (
        f'<w:tblPr {W}><w:tblW w:w="{width}" w:type="dxa"/>'
        + (f"<w:tblBorders>{borders}</w:tblBorders>" if table.ten else "")
        + '<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        + f'<w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar>'
        + _said_of(table)
        + "</w:tblPr>"
    )


def _said_of(table: Table) -> str:
    """What a screen reader says of a table: its title, and its columns but for those that the data name."""
    if not table.ten:
        return ""
    heading = next((row for row in reversed(table.rows) if row.heading), Row([]))
    texts = [block.text for cell in heading.cells for block in cell.blocks if isinstance(block, Paragraph)]
    columns = ", ".join(text for text in texts if text and "{{" not in text)
    described = f'<w:tblDescription w:val="{escape(f"Các cột: {columns}")}"/>' if columns else ""
    return f'<w:tblCaption w:val="{escape(table.ten)}"/>{described}'


_LINE_NAMESPACES = (
    f"{W}"
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
# As Word writes it for a line that stands in the text: programs before Word 2010 draw this one.
_OLD_LINE = (
    '<w:pict xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w10="urn:schemas-microsoft-com:office:word">'
    '<v:line alt="{alt}" style="mso-position-horizontal-relative:char;mso-position-vertical-relative:line"'
    ' from="0,0" to="{length:.2f}pt,0" strokecolor="black" strokeweight=".75pt"><w10:anchorlock/></v:line></w:pict>'
)


_SAMPLE = ChartData(categories=["Mẫu"], series=[("Mẫu", [1])])
_WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _chart_xml(chart: Chart, number: int, relation: str, width: int, height: int) -> str:
    return (
        f'<w:drawing {_LINE_NAMESPACES} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
        ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:docPr id="{number}" name="{chart.name}" descr="{chart.described}"/>'
        '<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def _line_xml(line: Line, number: int) -> str:
    length = Mm(line.length)
    alt = f"Đường kẻ dưới {line.under}"
    return (
        f'<mc:AlternateContent {_LINE_NAMESPACES}><mc:Choice Requires="wps"><w:drawing>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{length}" cy="0"/>'
        f'<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:docPr id="{number}" name="{line.name}" descr="{alt}"/>'
        "<wp:cNvGraphicFramePr/><a:graphic>"
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f'<wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{length}" cy="0"/></a:xfrm>'
        '<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        '<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>'
        f"</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback>{_OLD_LINE.format(alt=alt, length=length.pt)}"
        "</mc:Fallback></mc:AlternateContent>"
    )
