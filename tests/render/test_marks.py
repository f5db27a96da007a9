"""The trace of a document tells what stands where in the finished file, and where it came from."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from docgen.commands.lap import mau_cua
from docgen.documents import VanBanLap, cac_van_ban
from docgen.docx import ooxml, package
from docgen.docx.chart import chart_part
from docgen.docx.ooxml import Element, qn
from docgen.errors import Place, UnusableError
from docgen.load import load, plans
from docgen.render import DauVet, dau_vet, prepare
from docgen.sources import Amount, Count, Part, Source, at, fill, traced
from tests.conftest import ROOT, WORKSPACES
from tests.render.mau_nho import MAIN, by_docxtpl, p, row, t, table, template
from tests.render.test_slow_path import COLUMNS

A, B, C = (Source(f"nguồn {name}", (Part(name, (Place("t.yaml", 1),)),)) for name in "abc")
WRONG = ("nhieu_loi",)  # its data are wrong on purpose: nothing can be made of them


def said(paragraph: Element) -> str:
    """The text of a paragraph without that of a text box in it; a break is \\n, a tab \\t."""
    letters = {qn("w:br"): "\n", qn("w:tab"): "\t"}
    found = [
        element
        for element in paragraph.iter(qn("w:t"), *letters)
        if element.getparent().tag == qn("w:r") and next(element.iterancestors(qn("w:p"))) is paragraph
    ]
    return "".join(letters.get(element.tag) or element.text or "" for element in found)


def finished(content: bytes, context: Any) -> list[str]:
    """The paragraphs of the finished file."""
    return [
        said(each) for each in ooxml.paragraphs_of(ooxml.parse(package.read(prepare(content).render(context))[MAIN]))
    ]


def assert_stands_there(traces: list[DauVet], paragraphs: list[str]) -> None:
    """Each trace is what its paragraph says there; none lies over another."""
    ends: dict[int, int] = {}
    for trace in traces:
        number = trace.spot.number
        assert paragraphs[number][trace.start : trace.end] == trace.chu_in != ""
        assert ends.get(number, 0) <= trace.start
        ends[number] = trace.end


def trace_of(body: str, context: dict[str, Any]) -> list[tuple[str, Source | None]]:
    """What a little template prints, with its source; the trace must agree with the finished file."""
    content = template(body)
    traces = dau_vet(content, context, "mau.docx")
    assert_stands_there(traces, finished(content, context))
    return [(trace.chu_in, trace.source) for trace in traces]


# --- Every document -------------------------------------------------------------------------------------------


def workspaces() -> Iterator[Path]:
    yield ROOT
    yield from sorted(path for path in WORKSPACES.iterdir() if path.name not in WRONG)


@functools.cache
def documents(workspace: Path) -> list[tuple[VanBanLap, bytes]]:
    """The documents of a workspace with their templates."""
    found = [load(workspace, ma) for ma in plans(workspace)]
    return [
        (van_ban, mau_cua(workspace, van_ban.loai, ho_so.co_quan.trinh_bay).tep)
        for ho_so in found
        for van_ban in cac_van_ban(ho_so)
    ]


CASES = [(workspace, number) for workspace in workspaces() for number in range(len(documents(workspace)))]
every_document = pytest.mark.parametrize(
    ("workspace", "number"), CASES, ids=[f"{workspace.name}-{number}" for workspace, number in CASES]
)


@every_document
def test_the_trace_agrees_with_the_finished_file(workspace: Path, number: int) -> None:
    van_ban, content = documents(workspace)[number]
    traces = [trace for trace in dau_vet(content, van_ban.context, "mau.docx") if trace.spot.part == MAIN]
    assert_stands_there(traces, finished(content, van_ban.context))
    assert len(traces) > 10 and any(trace.source for trace in traces)


@every_document
def test_what_is_told_stands_in_a_line_of_the_data(workspace: Path, number: int) -> None:
    van_ban, content = documents(workspace)[number]
    looked_at = 0
    for trace in dau_vet(content, van_ban.context, "mau.docx"):
        for place in trace.source.places if trace.source else ():
            looked_at += 1
            assert 0 < place.line <= len((workspace / place.file).read_text(encoding="utf-8").splitlines())
    assert looked_at > 5


@every_document
def test_docxtpl_gives_the_same_trace(workspace: Path, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    van_ban, content = documents(workspace)[number]
    fast = dau_vet(content, van_ban.context, "mau.docx")
    monkeypatch.setattr("docgen.render.marks.prepare", lambda content, sandbox: by_docxtpl(content, sandbox))
    assert dau_vet(content, van_ban.context, "mau.docx") == fast


def test_the_points_of_a_chart_are_those_it_draws() -> None:
    looked_at = 0
    for van_ban, content in documents(ROOT):
        charts = prepare(content).charts
        traces = dau_vet(content, van_ban.context, "mau.docx")
        for name, data in van_ban.context.get("bieu_do", {}).items():
            told = [trace.chu_in for trace in traces if name in charts and trace.spot.part == charts[name][0]]
            drawn = ooxml.parse(chart_part(data)).iterfind(".//c:val//c:v", ooxml.PREFIXES)
            assert [Decimal(viet) for viet in told] == [Decimal(value.text or "") for value in drawn]
            looked_at += len(told)
    assert looked_at > 10


# --- Little templates -----------------------------------------------------------------------------------------


def test_values_side_by_side_are_told_apart() -> None:
    context = {"a": traced("13", A), "b": traced("14", B)}
    assert trace_of(p("có {{ a }}{{ b }}/{{ b }} việc"), context) == [("13", A), ("14", B), ("14", B)]


def test_a_value_printed_twice_gives_two_traces() -> None:
    assert trace_of(p("{{ a }} và {{ a }}") + p("{{ a }}"), {"a": traced("5", A)}) == [("5", A)] * 3


def test_the_look_of_a_value_decides_nothing() -> None:
    """The template's own 5, a 5 without source, one of A and one of B."""
    context = {"a": traced("5", A), "b": traced("5", B), "c": "5"}
    assert trace_of(p("5 {{ b }} 5 {{ c }} 5 {{ a }} 5"), context) == [("5", B), ("5", None), ("5", A)]


def test_each_stretch_of_a_text_is_told_and_what_is_between() -> None:
    context = {"cau": fill("{}/{} việc", Count(13, A), Count(14, B))}
    assert trace_of(p("có {{ cau }}."), context) == [("13", A), ("/", None), ("14", B), (" việc", None)]


def test_breaks_tabs_and_letters_that_xml_escapes() -> None:
    context = {"a": traced("một\nhai\t<&>{x}", A), "b": traced("&", B)}
    assert trace_of(p("đầu {{ a }} {{ b }}"), context) == [("một\nhai\t<&>{x}", A), ("&", B)]


def test_a_value_over_a_break_in_a_paragraph_that_has_others() -> None:
    body = f"<w:p><w:r>{t('x')}<w:br/>{t('{{ a }}')}<w:tab/></w:r><w:r>{t('{{ b }}')}</w:r></w:p>"
    assert trace_of(body, {"a": traced("1\n2", A), "b": traced("3", B)}) == [("1\n2", A), ("3", B)]


def test_loops_and_tables() -> None:
    body = table(2, row("{%tr for h in hang %}"), row("{{ loop.index }}", "{{ h }}"), row("{%tr endfor %}"))
    assert trace_of(body, {"hang": [traced("x", A), traced("y", B)]}) == [("1", None), ("x", A), ("2", None), ("y", B)]


def test_in_a_text_box_a_value_is_told_once() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{p('{{ a }}')}</w:txbxContent></w:pict></w:r>"
    assert trace_of(f"<w:p>{box}<w:r>{t('và {{ b }}')}</w:r></w:p>", {"a": traced("1", A), "b": traced("2", B)}) == [
        ("2", B),
        ("1", A),
    ]


def test_an_empty_value_gives_none() -> None:
    assert trace_of(p("a{{ a }}b"), {"a": traced("", A)}) == []


@pytest.mark.parametrize(
    ("tag", "printed"),
    [
        ("{{ chu|in_hoa }}", [("ĐÚNG", A), (" ", None), ("HẠN", B)]),
        ("{{ chu|thuong }}", [("đúng", A), (" ", None), ("hạn", B)]),
        ("{{ chu|hoa_dau }}", [("Đúng", A), (" ", None), ("hạn", B)]),
        ("{{ so|hai_so }}", [("05", C)]),
        ("{{ so|dem('việc') }}", [("05 việc", C)]),
        ("{{ ty_le|phan_tram }}", [("5,0%", C)]),
        ("{{ ds|join(', ') }}", [("x", A), (", ", None), ("y", B)]),
        ("{{ ds|join }}", [("x", A), ("y", B)]),
        ("{{ hang|join('; ', attribute='ten') }}", [("x", A), ("; ", None), ("y", B)]),
        ("{{ ds|length }}", [("2", None)]),
    ],
)
def test_filters_keep_the_source(tag: str, printed: list[tuple[str, Source | None]]) -> None:
    context = {
        "chu": fill("{} {}", traced("đúng", A), traced("hạn", B)),
        "so": Count(5, C),
        "ty_le": Amount(Decimal(5), C),
        "ds": [traced("x", A), traced("y", B)],
        "hang": [{"ten": traced("x", A)}, {"ten": traced("y", B)}],
    }
    assert trace_of(p(f"a {tag} b"), context) == printed


def test_a_template_that_only_docxtpl_can_render() -> None:
    place = Place("t.yaml", 3)
    context = {
        "cac_quy": [traced("Quý I", A), "Quý II"],
        "hang": [{"ten": traced("A & B", B), "so": [Count(1, C), traced("2", at(place))]}],
    }
    assert not prepare(template(COLUMNS)).is_fast
    assert trace_of(COLUMNS, context) == [
        ("Quý I", A),
        ("Quý II", None),
        ("A & B", B),
        ("1", C),
        ("2", at(place)),
    ]


@pytest.mark.parametrize("body", ["{{ khong_co }}", "{{ a", "{{ so / 0 }}", "{{ thap_phan }}"])
def test_a_broken_template_is_told_as_in_writing(body: str) -> None:
    with pytest.raises(UnusableError):
        dau_vet(template(p(body)), {"so": 1, "thap_phan": Decimal("1.5")}, "mau.docx")
