"""docxtpl's syntax taken out without docxtpl: the same as docxtpl's own, or left to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from docxtpl import DocxTemplate
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from docgen.docx import package
from docgen.render.prepared import _cleaned, _parts_with_tags
from docgen.render.syntax import without_docxtpl
from tests.conftest import ROOT
from tests.render.mau_nho import MAIN, p, row, table, tag, template


def of_docxtpl(xml: str) -> str:
    patched: str = DocxTemplate.patch_xml(None, xml)
    return patched


@pytest.mark.parametrize("path", sorted((ROOT / "templates_docx").glob("*.docx")), ids=lambda path: path.stem)
def test_shipped_templates_need_no_docxtpl(path: Path) -> None:
    parts = package.read(path.read_bytes())
    for name in _parts_with_tags(parts, MAIN):
        xml = etree.tostring(_cleaned(parts[name]), encoding="unicode")
        assert without_docxtpl(xml) == of_docxtpl(xml), name


# What a part may be made of; tags need not match, since nothing is compiled here.
_TEXTS = ["chữ", "100%", "# 5", "“{{ a }}”", "{{ a.b|in_hoa }}, {{ c }}", "{% if a %}x{% endif %}", "{{ x['k'] }}"]
_ALONE = ["for x in ds", "endfor", "if a and not b", "elif b", "else", "endif", "set a = 1"]
_NOT_PLAIN = [
    "{{r a }}",
    "{%tc for x in ds %}",
    "{% colspan 2 %}x",
    "{% vm %}x",
    "{%- if a %}",
    "{{ a -}}",
    "{% if a -%}",
    "{# lời #}",
    "{{ a",
    "}}",
    "{_{",
    "{{ “a” }}",
    "{{ a &lt; b }}",
    "{{</w:t><w:t>a }}",
    "{%p if a %}{%p endif",
    "{ { a } }",
]
_paragraphs = st.one_of(st.sampled_from(_TEXTS).map(p), st.sampled_from(_ALONE).map(tag))
_bare = _paragraphs.map(lambda xml: xml.replace(' xml:space="preserve"', ""))
_rows = st.one_of(
    st.lists(st.sampled_from(_TEXTS), min_size=1, max_size=3).map(lambda texts: row(*texts)),
    st.sampled_from(_ALONE).map(lambda statement: row(f"{{%tr {statement} %}}")),
)
_tables = st.lists(_rows, min_size=1, max_size=4).map(lambda rows: table(1, *rows))
_bodies = st.lists(st.one_of(_paragraphs, _bare, _tables), max_size=6).map("".join)


def xml_of(body: str) -> str:
    return package.read(template(body))[MAIN].decode()


@given(_bodies)
def test_what_is_plain_comes_out_as_of_docxtpl(body: str) -> None:
    xml = xml_of(body)
    assert without_docxtpl(xml) == of_docxtpl(xml)


@given(_bodies, st.sampled_from(_NOT_PLAIN), _bodies)
def test_what_is_not_plain_is_left_to_docxtpl(before: str, text: str, after: str) -> None:
    assert without_docxtpl(xml_of(before + p(text) + after)) is None


@given(_bodies, st.sampled_from([*_ALONE[:2], "if a"]), st.sampled_from(["x", "{{ a }}"]), _bodies)
def test_words_beside_a_statement_go_with_its_paragraph_as_of_docxtpl(
    before: str, statement: str, beside: str, after: str
) -> None:
    xml = xml_of(before + p(f"{beside}{{%p {statement} %}}{beside}{{%p endif %}}") + after)
    assert without_docxtpl(xml) == of_docxtpl(xml)


@pytest.mark.parametrize("level", ["p", "tr"])
def test_a_statement_outside_what_it_names_is_left_to_docxtpl(level: str) -> None:
    xml = xml_of(p("x")).replace("<w:body>", f"<w:body>{{%{level} if a %}}")
    assert without_docxtpl(xml) is None
