"""A native Word chart: the chart part, and the workbook behind it that Word opens for editing.

Fills are patterns as well as greys, so that a black-and-white copy still tells the series apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from docgen.docx import package
from docgen.nghi_dinh.nd30 import PHONG_CHU

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PATTERNS = ("solid", "ltUpDiag", "ltHorz", "smCheck", "pct25", "wdDnDiag")
_FONT_SIZE = 11  # pt


@dataclass(frozen=True)
class ChartData:
    """What a chart shows: a value for each series and category; None is a gap.

    `decimals` is how many the labels show; then they are texts, as a program's own format would have its own decimal sign. Horizontal bars are stacked; columns stand alone.
    """

    categories: Sequence[str]
    series: Sequence[tuple[str, Sequence[Decimal | int | None]]]
    horizontal: bool = True
    decimals: int = 0


def chart_part(data: ChartData) -> bytes:
    """The XML of the chart; its workbook is the relationship rId1."""
    number_format = "0" if not data.decimals else "0." + "0" * data.decimals
    series = "".join(_series(data, index, number_format) for index in range(len(data.series)))
    overlap = '<c:overlap val="100"/>' if data.horizontal else ""
    bars = (
        f'<c:barChart><c:barDir val="{"bar" if data.horizontal else "col"}"/>'
        f'<c:grouping val="{"stacked" if data.horizontal else "clustered"}"/><c:varyColors val="0"/>{series}'
        f'<c:gapWidth val="60"/>{overlap}'
        '<c:axId val="111111111"/><c:axId val="222222222"/></c:barChart>'
    )
    first, second = ("l", "b") if data.horizontal else ("b", "l")
    axes = (
        f'<c:catAx><c:axId val="111111111"/><c:scaling><c:orientation val="{"maxMin" if data.horizontal else "minMax"}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{first}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:crossAx val="222222222"/><c:crosses val="autoZero"/>'
        '<c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="0"/></c:catAx>'
        '<c:valAx><c:axId val="222222222"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling><c:delete val="1"/>'
        f'<c:axPos val="{second}"/><c:numFmt formatCode="{number_format}" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="111111111"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
    )
    legend = '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>' if len(data.series) > 1 else ""
    font = f'<a:latin typeface="{PHONG_CHU}"/><a:ea typeface="{PHONG_CHU}"/><a:cs typeface="{PHONG_CHU}"/>'
    return (
        _XML + '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<c:date1904 val="0"/><c:lang val="vi-VN"/><c:roundedCorners val="0"/>'
        f'<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>{bars}{axes}</c:plotArea>{legend}'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{_FONT_SIZE * 100}">'
        f'<a:solidFill><a:srgbClr val="000000"/></a:solidFill>{font}</a:defRPr></a:pPr><a:endParaRPr lang="vi-VN"/></a:p></c:txPr>'
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    ).encode()


def _series(data: ChartData, index: int, number_format: str) -> str:
    name, values = data.series[index]
    column = chr(ord("B") + index)
    last = len(data.categories) + 1
    pattern = _PATTERNS[index % len(_PATTERNS)]
    fill = (
        '<a:solidFill><a:srgbClr val="595959"/></a:solidFill>'
        if pattern == "solid"
        else f'<a:pattFill prst="{pattern}"><a:fgClr><a:srgbClr val="000000"/></a:fgClr>'
        '<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>'
    )
    # A label on every bar; a bar of nothing has none.
    shown = [i for i, value in enumerate(values) if value]
    hidden = "".join(
        f'<c:dLbl><c:idx val="{i}"/><c:delete val="1"/></c:dLbl>' for i in range(len(values)) if i not in shown
    )
    place = "ctr" if data.horizontal else "outEnd"
    box = "<c:spPr><a:solidFill><a:srgbClr val='FFFFFF'/></a:solidFill></c:spPr>" if data.horizontal else ""
    written = "".join(_label(i, values[i], data.decimals, place) for i in shown) if data.decimals else ""
    labels = (
        f'<c:dLbls>{hidden}{written}<c:numFmt formatCode="{number_format}" sourceLinked="0"/>{box}'
        f'<c:dLblPos val="{place}"/><c:showLegendKey val="0"/><c:showVal val="1"/>'
        '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
    )
    categories = "".join(
        f'<c:pt idx="{i}"><c:v>{escape(text, quote=False)}</c:v></c:pt>' for i, text in enumerate(data.categories)
    )
    points = "".join(
        f'<c:pt idx="{i}"><c:v>{value}</c:v></c:pt>' for i, value in enumerate(values) if value is not None
    )
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/>'
        f"<c:tx><c:strRef><c:f>Sheet1!${column}$1</c:f><c:strCache><c:ptCount val='1'/><c:pt idx='0'><c:v>{escape(name, quote=False)}</c:v></c:pt></c:strCache></c:strRef></c:tx>"
        f'<c:spPr>{fill}<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></c:spPr><c:invertIfNegative val="0"/>{labels}'
        f'<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f><c:strCache><c:ptCount val="{len(data.categories)}"/>{categories}</c:strCache></c:strRef></c:cat>'
        f"<c:val><c:numRef><c:f>Sheet1!${column}$2:${column}${last}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{len(values)}"/>{points}</c:numCache></c:numRef></c:val></c:ser>'
    )


def _label(index: int, value: Decimal | int | None, decimals: int, place: str) -> str:
    """The label of a point as a text with a comma, whatever the language of the program that draws it."""
    text = f"{value:.{decimals}f}".replace(".", ",")
    return (
        f'<c:dLbl><c:idx val="{index}"/><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang="vi-VN"/><a:t>{text}</a:t></a:r></a:p>'
        f'</c:rich></c:tx><c:dLblPos val="{place}"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbl>'
    )


def workbook(data: ChartData) -> bytes:
    """The .xlsx behind the chart: categories in column A, a series in each column after it. Texts are texts, never formulas."""
    header = _row(1, ["", *(name for name, _ in data.series)])
    rows = [_row(i + 2, [text, *(values[i] for _, values in data.series)]) for i, text in enumerate(data.categories)]
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    sheet_type = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        package.CONTENT_TYPES: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{sheet_type}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{sheet_type}.worksheet+xml"/></Types>',
        package.PACKAGE_RELATIONS: '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{header}{"".join(rows)}</sheetData></worksheet>',
    }
    return package.write({name: (_XML + text).encode() for name, text in parts.items()})


def _row(number: int, values: Sequence[str | Decimal | int | None]) -> str:
    cells = []
    for column, value in enumerate(values):
        reference = f"{chr(ord('A') + column)}{number}"
        if isinstance(value, str):
            text = f'<is><t xml:space="preserve">{escape(value, quote=False)}</t></is>'
            cells.append(f'<c r="{reference}" t="inlineStr">{text}</c>')
        elif value is not None:
            cells.append(f'<c r="{reference}"><v>{value}</v></c>')
    return f'<row r="{number}">{"".join(cells)}</row>'
