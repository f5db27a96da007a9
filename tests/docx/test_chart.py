from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from docgen.docx.chart import ChartData, chart_part, workbook

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@pytest.mark.parametrize("text", ["=1+1", "+x", "-x", "@x", "<a & b>", "“kép”"])
def test_texts_are_texts_in_chart_and_workbook(text: str) -> None:
    data = ChartData([text, "b"], [(text, [1, 2])])
    chart = etree.fromstring(chart_part(data))
    assert [v.text for v in chart.iter(f"{C}v")].count(text) == 2
    with zipfile.ZipFile(io.BytesIO(workbook(data))) as archive:
        sheet = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    assert not list(sheet.iter("{*}f"))  # no formula
    assert [t.text for t in sheet.iter("{*}t")].count(text) == 2
    assert {cell.get("t") for cell in sheet.iter("{*}c") if list(cell.iter("{*}t"))} == {"inlineStr"}


def test_a_gap_is_a_gap_and_nothing_has_no_label() -> None:
    chart = etree.fromstring(chart_part(ChartData(["a", "b", "c"], [("s", [1, None, 0])])))
    (values,) = chart.iter(f"{C}val")
    assert [(p.get("idx"), p[0].text) for p in values.iter(f"{C}pt")] == [("0", "1"), ("2", "0")]
    hidden = [label.find(f"{C}idx").get("val") for label in chart.iter(f"{C}dLbl")]
    assert hidden == ["1", "2"]


def test_the_axis_begins_at_nothing_so_that_bars_do_not_exaggerate() -> None:
    chart = etree.fromstring(
        chart_part(ChartData(["2023", "2024"], [("s", [43.62, 43.48])], horizontal=False, decimals=2))
    )
    (axis,) = chart.iter(f"{C}valAx")
    assert axis.find(f"{C}scaling/{C}min").get("val") == "0"


def test_the_workbook_is_the_same_twice() -> None:
    data = ChartData(["a"], [("s", [1])])
    assert workbook(data) == workbook(data)
