"""Two ways to one document: docgen's own, and docxtpl itself. Both must say the same."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from docgen.documents import DOCUMENT_TYPES, cac_van_ban
from docgen.docx import package
from docgen.docx.ooxml import qn
from docgen.load import load
from docgen.render import prepared, slow
from docgen.render.environment import RefusedError, environment
from docgen.render.prepared import Template, prepare
from tests.adjusted import MA, adjusted_workspace
from tests.conftest import ROOT, WORKSPACES
from tests.documents.test_documents import type_of
from tests.render.mau_nho import (
    MAIN,
    assert_same,
    by_docxtpl,
    p,
    parts_of,
    root_of,
    row,
    table,
    tag,
    template,
    texts,
)

Context = dict[str, Any]
PLANS = {
    "papi_2026": ROOT,
    "thu_vien_2026": WORKSPACES / "thu_vien",
    "toi_thieu": WORKSPACES / "toi_thieu",
    "mau": WORKSPACES / "sau_nhiem_vu",
    MA: adjusted_workspace(),
}


@functools.cache
def contexts(plan: str) -> dict[str, Context]:
    """The contexts of all documents of a plan, by the names of their files."""
    ho_so = load(PLANS[plan], plan)
    return {van_ban.stem: van_ban.context for van_ban in cac_van_ban(ho_so)}


CASES = [(plan, stem) for plan in PLANS for stem in contexts(plan)]
every_document = pytest.mark.parametrize(("plan", "stem"), CASES)


@functools.cache
def shipped(stem: str) -> bytes:
    """The shipped template that this document is made of."""
    return (ROOT / DOCUMENT_TYPES[type_of(stem)].tep_mau).read_bytes()


@functools.cache
def shipped_way(name: str, way: Any) -> Template:
    made: Template = way(shipped(name))
    return made


def of(plan: str, stem: str, way: Any) -> package.Parts:
    return parts_of(shipped_way(type_of(stem).replace("-", "_"), way), contexts(plan)[stem])


def test_every_template_is_used_here() -> None:
    shipped_ones = {f"templates_docx/{path.name}" for path in (ROOT / "templates_docx").glob("*.docx")}
    assert {DOCUMENT_TYPES[type_of(stem)].tep_mau for _, stem in CASES} == shipped_ones


class TestShippedTemplates:
    @pytest.mark.parametrize("path", sorted((ROOT / "templates_docx").glob("*.docx")), ids=lambda path: path.stem)
    def test_each_is_proved(self, path: Any) -> None:
        assert prepare(path.read_bytes()).is_fast

    @every_document
    def test_without_proof_the_document_is_the_same(self, plan: str, stem: str) -> None:
        """docgen's slow way cleans and measures as the fast one does: nothing but the bytes may differ."""
        fast, slowly = of(plan, stem, prepare), of(plan, stem, by_docxtpl)
        assert set(fast) == set(slowly)
        for name in fast:
            if name.startswith("word/") and name.endswith(".xml"):
                assert_same(etree.fromstring(slowly[name]), etree.fromstring(fast[name]), name)

    @every_document
    def test_docxtpl_alone_says_the_same(self, plan: str, stem: str) -> None:
        context = contexts(plan)[stem]
        made = slow.rendering(shipped(stem), (), environment())(context)
        fast = of(plan, stem, prepare)
        compared = [name for name in fast if name == MAIN or name.startswith(("word/header", "word/footer"))]
        for name in compared:
            own = etree.fromstring(b"".join(made[name]))
            _as_docgen_has_it(own, context)
            assert_same(_bare(own), _bare(etree.fromstring(fast[name])), name)


def _bare(root: Any) -> Any:
    """The same without xml:space on texts that no blank begins or ends: there it says nothing.

    docxtpl sets it on the text before a tag; the tag by which docgen numbers a drawing is one more.
    """
    for text in root.iter(qn("w:t")):
        if text.text == (text.text or "").strip():
            text.attrib.pop(_SPACE, None)
    return root


_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def _as_docgen_has_it(root: Any, context: Mapping[str, Any]) -> None:
    """Does to docxtpl's result what docgen adds to it, by another way: it measures the drawn lines, and closes the last section.

    All else is alike from the start: both number the drawings from 1001 in the order of the document.
    """
    for properties in root.iter(qn("wp:docPr")):
        length = context["duong_ke"].get(properties.get("name"))
        if length is not None:
            for extent in properties.getparent().iter(qn("wp:extent"), qn("a:ext")):
                extent.set("cx", str(int(length * 36000)))
            for alternate in properties.iterancestors(qn("mc:AlternateContent")):
                for line in alternate.iter(qn("v:line")):
                    line.set("to", f"{int(length * 36000) / 12700:.2f}pt,0")
    body = root.find(qn("w:body"))
    if body is not None and body[-2].find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
        last = body[-2].find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
        body.replace(body[-1], last)  # takes it out of its paragraph


class TestPacking:
    """Which library packs decides about the bytes of the package, never about what is in it."""

    @every_document
    def test_isal_and_zlib_hold_equal_parts(self, plan: str, stem: str, monkeypatch: pytest.MonkeyPatch) -> None:
        pytest.importorskip("isal")
        way, context = shipped_way(type_of(stem).replace("-", "_"), prepare), contexts(plan)[stem]
        fast = way.render(context)
        monkeypatch.setattr(package, "fast_zlib", package.zlib)
        usual = way.render(context)
        assert package.read(fast) == package.read(usual)
        assert package.untouched(fast) and package.untouched(usual)
        assert fast != usual  # or else isal was not asked


# --- A little template that has everything that is proved -----------------------------------------------------

EVERYTHING = template(
    p("[{{ chu }}] {{ so }} {{ o.chu }} “{{ chu|in_hoa }}”")
    + tag("for hang in cac_hang")
    + p("{{ loop.index }}. {{ hang.chu }}{% if hang.items %}: {{ hang.items }}{% endif %}")
    + tag("endfor")
    + table(2, row("a", "b"), row("{%tr for x in cac_hang %}"), row("{{ x.chu }}", "{{ chu }}"), row("{%tr endfor %}"))
    + tag("if chu")
    + tag("set dai = chu")
    + p("{{ dai|length }} {{ dai ~ chu }} {{ 'a &lt; b' }}")
    + tag("elif so")
    + p("{{ so }}")
    + tag("else")
    + p("{% raw %}{{ chu }}{% endraw %}")
    + tag("endif"),
    header1=p("{{ chu }}"),
    footnotes=f'<w:footnote w:id="1">{p("{{ chu }}")}</w:footnote>',
)
HEADER, NOTES = "word/header1.xml", "word/footnotes.xml"

# What has been trouble: marks of XML and of Jinja, what docxtpl takes for its own, blanks, Vietnamese in both forms.
TROUBLE = [
    "&", "<", ">", '"', "'", "{{ ", " }}", "{%", "%}", "{#", "{_{", "%_}", "]]>", "&amp;", "&#123;", "<w:p>", "\n<w:p>", "</w:t>",
    " ", "  ", "\n", "\t", "\u00a0", "\u200b", "\u0085", "“", "Nghị định số 30/2020/NĐ-CP", "Nghi\u0323", "😀",
]  # fmt: skip
troubled = st.sampled_from(TROUBLE)
lawful = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=8)
texts_of_any_kind = st.lists(troubled | lawful, max_size=6).map("".join)
unlawful = st.sampled_from([chr(c) for c in (*range(9), 11, 12, 13, *range(14, 32), 0xFFFE, 0xFFFF, 0xD800)])


def context_of(chu: str, so: int, cac_chu: list[str]) -> Context:
    cac_hang = [{"chu": text, "items": text[:2]} for text in cac_chu]
    return {"chu": chu, "so": so, "o": {"chu": chu}, "cac_hang": cac_hang}


@functools.cache
def ways() -> tuple[Template, Template]:
    fast, docxtpl = prepare(EVERYTHING), by_docxtpl(EVERYTHING)
    assert fast.is_fast and not docxtpl.is_fast
    return fast, docxtpl


class TestAnyText:
    @settings(max_examples=40)
    @given(texts_of_any_kind, st.integers(), st.lists(texts_of_any_kind, max_size=3))
    def test_both_ways_say_the_same(self, chu: str, so: int, cac_chu: list[str]) -> None:
        fast, docxtpl = (parts_of(way, context_of(chu, so, cac_chu)) for way in ways())
        for part in (MAIN, HEADER, NOTES):
            assert_same(etree.fromstring(docxtpl[part]), etree.fromstring(fast[part]), part)
        assert texts(etree.fromstring(fast[MAIN]))[0] == f"[{chu}] {so} {chu} “{chu.upper()}”"

    @settings(max_examples=30)
    @given(lawful, unlawful, lawful)
    def test_what_xml_cannot_hold_is_refused_by_all(self, before: str, character: str, after: str) -> None:
        for way in ways():
            with pytest.raises(RuntimeError, match="control character"):
                way.render(context_of(before + character + after, 1, []))

    @pytest.mark.parametrize("value", [None, True, 1.5, b"x", ["a"], {"a": 1}])
    def test_what_is_no_text_is_refused_by_all(self, value: Any) -> None:
        for way in ways():
            with pytest.raises(RefusedError, match="không phải chữ hay số nguyên"):
                way.render(context_of("x", 1, []) | {"o": {"chu": value}})

    def test_what_is_missing_is_refused_by_all(self) -> None:
        for way in ways():
            with pytest.raises(RefusedError, match="không có giá trị “chu”"):
                way.render(context_of("x", 1, []) | {"o": {}})


class TestLookingIntoValues:
    """The fast path looks into a dict without Jinja: a key before a method, and nothing that Jinja would refuse."""

    @pytest.mark.parametrize("key", ["items", "keys", "get", "pop", "_kin", "chu"])
    def test_a_key_comes_before_a_method(self, key: str) -> None:
        body = tag("for hang in cac_hang") + p(f"{{{{ hang.{key} }}}}") + tag("endfor")
        context = {"cac_hang": [{key: "a"}, {key: "b"}]}
        for way in (prepare, by_docxtpl):
            assert texts(root_of(way(template(body)), context)) == ["a", "b"]

    @pytest.mark.parametrize("name", ["__class__", "_kin"])
    def test_what_jinja_hides_is_hidden(self, name: str) -> None:
        body = tag("for hang in cac_hang") + p(f"{{{{ hang.{name} }}}}") + tag("endfor")
        for way in (prepare, by_docxtpl):
            with pytest.raises(RefusedError):
                way(template(body)).render({"cac_hang": [{"chu": "a"}]})

    def test_an_object_gives_its_attributes(self) -> None:
        body = tag("for hang in cac_hang") + p("{{ hang.real }}") + tag("endfor")
        for way in (prepare, by_docxtpl):
            assert texts(root_of(way(template(body)), {"cac_hang": [3, 4]})) == ["3", "4"]


class TestSectionEnds:
    """The last section of the text is described at the end of the body, however long the text before it."""

    @staticmethod
    def section(width: int) -> str:
        return f'<w:p><w:pPr><w:sectPr><w:pgSz w:w="{width}"/></w:sectPr></w:pPr></w:p>'

    @pytest.mark.parametrize("length", [0, 1, 200_000, 300_000, 800_000])
    @pytest.mark.parametrize("annex", [True, False])
    def test_the_last_that_is_there(self, annex: bool, length: int) -> None:
        body = p("{{ chu }}") + self.section(1) + tag("if phu_luc") + p("{{ chu }}") + self.section(2) + tag("endif")
        way, context = prepare(template(body)), {"chu": "x" * length, "phu_luc": annex}
        found = [size.get(qn("w:w")) for size in root_of(way, context).iter(qn("w:pgSz"))]
        assert found == (["1", "2"] if annex else ["1"])
        assert root_of(way, context).find(f"{qn('w:body')}/{qn('w:sectPr')}/{qn('w:pgSz')}") is not None

    def test_a_section_that_ends_earlier_stays_where_it_is(self) -> None:
        way = prepare(template(self.section(1) + p("{{ chu }}")))
        body = root_of(way, {"chu": "x"}).find(qn("w:body"))
        assert [len(list(child.iter(qn("w:pgSz")))) for child in body] == [1, 0, 0]

    @pytest.mark.parametrize("piece", [1, 7, 64])
    def test_however_the_text_comes(self, piece: int, monkeypatch: pytest.MonkeyPatch) -> None:
        """Small pieces of deflate's input, as long as the end of the text fits into two of them."""
        content = template(p("{{ chu }}") + self.section(1))
        whole = parts_of(prepare(content), {"chu": "y" * 500})
        monkeypatch.setattr(prepared, "_PIECE", 300 + piece)
        assert parts_of(prepare(content), {"chu": "y" * 500}) == whole


class TestParts:
    @pytest.mark.parametrize("kind", ["header1", "footer2", "footnotes", "endnotes"])
    def test_tags_are_rendered_in_every_part_that_may_hold_them(self, kind: str) -> None:
        content = template(p("{{ chu }}"), **{kind: p("{{ chu }}")})
        for way in (prepare, by_docxtpl):
            assert texts(root_of(way(content), {"chu": "&"}, f"word/{kind}.xml")) == ["&"]

    def test_drawings_are_numbered_through_all_parts(self) -> None:
        content = template(_drawing() + tag("for x in ds") + _drawing() + tag("endfor"), header1=_drawing())
        for way in (prepare, by_docxtpl):
            found = list(_numbers(parts_of(way(content), {"ds": ["a", "b"]})))
            assert found == ["1001", "1002", "1003", "1004"], way


def _drawing() -> str:
    return '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="7" name="Hình"/></wp:inline></w:drawing></w:r></w:p>'


def _numbers(parts: package.Parts) -> Iterator[str]:
    roots = [etree.fromstring(parts[name]) for name in (MAIN, HEADER)]
    return itertools.chain.from_iterable((e.get("id") for e in root.iter(qn("wp:docPr"))) for root in roots)
