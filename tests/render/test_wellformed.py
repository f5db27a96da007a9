"""The proof that a template gives well-formed XML: what it shows, what it leaves to docxtpl, and what is refused."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import TemplateSyntaxError
from lxml import etree

from docgen.docx import ooxml
from docgen.errors import UnusableError
from docgen.render import Properties, compiled, render
from docgen.render.environment import RefusedError, environment
from docgen.render.prepared import parsed, prepare
from docgen.render.wellformed import UnprovedError, prove
from tests.render.mau_nho import assert_same, by_docxtpl, cell, p, root_of, row, t, table, tag, template, texts

CONTEXT: dict[str, Any] = {
    "chu": "a & b",
    "dung": True,
    "sai": False,
    "ds": ["1", "<2>"],
    "rong": [],
    "cap": [("x", "y")],
    "duong_ke": {},
}
DRAWING = '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="{}"/></wp:inline></w:drawing></w:r></w:p>'
A = p("a")


def joint(before: str, after: str) -> str:
    """Two paragraphs, the end of the first and the beginning of the second within a statement."""
    return p(before) + p(after)


RIGHT = {
    "no tag": A,
    "a value": p("{{ chu }}"),
    "values side by side": p("{{ chu }}{{ chu }}"),
    "if": tag("if dung") + A + tag("endif"),
    "if, elif, else": tag("if sai") + A + tag("elif sai") + A + tag("else") + p("b") + tag("endif"),
    "if within a text": p("{% if dung %}có{% else %}không{% endif %}"),
    "if around runs": f"<w:p>{''.join(f'<w:r>{t(x)}</w:r>' for x in ('{%r if dung %}', 'a', '{%r endif %}'))}</w:p>",
    "for": tag("for x in ds") + p("{{ x }}") + tag("endfor"),
    "for, else": tag("for x in rong") + p("{{ x }}") + tag("else") + A + tag("endfor"),
    "for within a text": p("{% for x in ds %}{{ x }}, {% endfor %}"),
    "for with a condition": tag("for x in ds if x != '1'") + p("{{ x }}") + tag("endfor"),
    "for over pairs": tag("for x, y in cap") + p("{{ x }}{{ y }}") + tag("endfor"),
    "for rows": table(1, row("{%tr for x in ds %}"), row("{{ x }}"), row("{%tr endfor %}")),
    "if rows in for rows": table(
        1, row("{%tr for x in ds %}"), row("{%tr if x %}"), row("{{ x }}"), row("{%tr endif %}"), row("{%tr endfor %}")
    ),
    "set": tag("set y = chu") + p("{{ y }}"),
    "if that closes and opens anew what it found": joint("{% if dung %}a", "{% endif %}b"),
    "for that closes and opens anew what it found": joint("{% for x in ds %}{{ x }}", "{% endfor %}b"),
    "a drawing numbered in its attribute": DRAWING.format("Hình"),
    "a drawn line": DRAWING.format("duong_ke_x").replace("<wp:docPr", '<wp:extent cx="9" cy="0"/><wp:docPr'),
    "empty elements": "<w:p><w:pPr><w:keepNext/></w:pPr><w:r><w:br/><w:t/></w:r></w:p>" + p("{{ chu }}"),
    "a comment of the template": p("a{# {{ khong }} #}b"),
    "a comment of the file": "<w:p><!-- <w:t> --></w:p>" + p("{{ chu }}"),
    "what is raw": p("{% raw %}{{ chu }}{% endraw %}"),
    "CDATA": f"<w:p><w:r><w:t><![CDATA[a<b]]></w:t></w:r></w:p>{p('{{ chu }}')}",
    "signs of XML in an attribute": DRAWING.format("1 &lt; 2 &gt; 1 / 3 &quot;&apos;") + p("{{ chu }}"),
    "blanks between the elements": f"\n  <w:p>\n\t<w:r>{t('{{ chu }}')}</w:r>\n</w:p>\n",
}

# Well-formed with this context, but not shown to be so with any: docxtpl renders, and what it gives is parsed.
UNPROVED = {
    "a value in an attribute": DRAWING.format("{{ chu }}"),
    "logic in an attribute": DRAWING.format("{% if dung %}x{% endif %}"),
    "a value outside of a text": "<w:p><w:r><w:instrText>{{ chu }}</w:instrText></w:r></w:p>",
    "a new line in a text": p("{{ chu }}\nb"),
    "a tab in a text": p("a\tb"),
    "a tab as a character reference": p("a&#9;b"),
    "an instruction for programs": "<w:p><?chuong_trinh x?></w:p>" + A,
    "for that calls itself": tag("for x in ds recursive") + p("{{ x }}") + tag("endfor"),
    "set of several": p("{% set x, y = cap[0] %}{{ x }}"),
    "set of a block": p("{% set x %}a{% endset %}b"),
    "a block": p("{% block x %}a{% endblock %}"),
    "a filter over a block": p("{% filter in_hoa %}a{% endfilter %}"),
    "with": p("{% with x = chu %}{{ x }}{% endwith %}"),
    "no escaping": p("{% autoescape false %}{{ chu }}{% endautoescape %}"),
    "a macro that nobody calls": tag("macro m(x)") + p("{{ x }}") + tag("endmacro") + A,
}


class TestLittleTemplates:
    @pytest.mark.parametrize("case", RIGHT)
    def test_what_is_right_is_proved_and_docxtpl_says_the_same(self, case: str) -> None:
        content = template(p("trước") + RIGHT[case] + p("sau"))
        way = prepare(content)
        assert way.is_fast
        made = root_of(way, CONTEXT)
        assert_same(made, root_of(by_docxtpl(content), CONTEXT))
        assert (texts(made)[0], texts(made)[-1]) == ("trước", "sau")

    @pytest.mark.parametrize("case", UNPROVED)
    def test_what_is_not_looked_into_is_rendered_by_docxtpl(self, case: str) -> None:
        way = prepare(template(p("trước {{ chu }}") + UNPROVED[case] + p("sau")))
        assert not way.is_fast
        said = texts(root_of(way, CONTEXT))
        assert (said[0], said[-1]) == ("trước a & b", "sau")

    @pytest.mark.parametrize(("chu", "text"), [("a\nb", "a\nb\tc"), ("", "\tc")])
    def test_blanks_of_a_text_arrive_whoever_renders(self, chu: str, text: str) -> None:
        assert texts(root_of(prepare(template(p("{{ chu }}\tc"))), {"chu": chu})) == [text]

    @pytest.mark.parametrize("part", ["header1", "footnotes"])
    def test_a_part_that_is_not_proved_beside_one_that_is(self, part: str) -> None:
        way = prepare(template(p("{{ chu }}"), **{part: p("{{ chu }}\tb")}))
        assert not way.is_fast
        assert texts(root_of(way, CONTEXT)) == ["a & b"]
        assert texts(root_of(way, CONTEXT, f"word/{part}.xml")) == ["a & b\tb"]


class TestTornXml:
    """Statements that begin and end at different depths: right where they meet again, refused where they do not."""

    @staticmethod
    def framed(first: str, second: str) -> bytes:
        """“a”, “x”, “b”; the table around “x” only if both conditions hold."""
        inside = cell("{% endif %}x{% if " + second + " %}")
        return template(p(f"a{{% if {first} %}}") + table(1, f"<w:tr>{inside}</w:tr>") + p("{% endif %}b"))

    @pytest.mark.parametrize(("dung", "said"), [(True, ["a", "x", "b"]), (False, ["axb"])])
    def test_what_opens_and_closes_on_the_same_condition_comes_out_right(self, dung: bool, said: list[str]) -> None:
        way = prepare(self.framed("dung", "dung"))
        assert not way.is_fast
        assert texts(root_of(way, {"dung": dung})) == said

    @pytest.mark.parametrize("context", [{"dung": True, "sai": False}, {"dung": False, "sai": True}])
    def test_what_opens_and_does_not_close_is_refused(self, context: dict[str, bool]) -> None:
        said = refused(self.framed("dung", "sai"), context)
        assert said.startswith("mau.docx: mẫu không chạy được (")
        assert said.endswith("hoặc xóa tệp mẫu rồi chạy docgen mau word để có lại mẫu gốc")

    def test_the_same_template_is_not_refused_where_it_closes(self) -> None:
        content = self.framed("dung", "sai")
        assert render(content, "mau.docx", {"dung": True, "sai": True}, PROPERTIES)
        assert render(content, "mau.docx", {"dung": False, "sai": False}, PROPERTIES)

    @pytest.mark.parametrize("part", ["header1", "footer1"])
    def test_it_is_refused_in_other_parts(self, part: str) -> None:
        assert "mẫu không chạy được" in refused(template(A, **{part: ROWS_THAT_TEAR}), {"dung": False})

    def test_it_is_refused_in_footnotes(self) -> None:
        assert "mẫu không chạy được" in refused(template(p("a\tb"), footnotes=ROWS_THAT_TEAR), {"dung": False})

    def test_a_loop_that_closes_what_it_did_not_open(self) -> None:
        content = template(table(1, row("{% for x in ds %}{{ x }}"), row("{{ chu }}")) + p("{% endfor %}"))
        assert not prepare(content).is_fast
        assert "mẫu không chạy được" in refused(content, CONTEXT)


ROWS_THAT_TEAR = table(1, row("{%p if dung %}"), row("a")) + tag("endif")
PROPERTIES = Properties("Thử", "Thử", "Văn phòng")


def refused(content: bytes, context: dict[str, Any]) -> str:
    with pytest.raises(UnusableError) as caught:
        render(content, "mau.docx", context, PROPERTIES)
    (problem,) = caught.value.problems
    return str(problem)


# --- The proof itself, on texts that no Word file holds -------------------------------------------------------


def is_proved(source: str) -> bool:
    try:
        prove(parsed(source, environment())[0])
    except UnprovedError:
        return False
    return True


class TestProof:
    @pytest.mark.parametrize(
        "source",
        [
            "<a/>",
            "<a></a>",
            "<a>{% if x %}<b></b>{% else %}<c/>{% endif %}</a>",
            "<a>{% for x in y %}<b>{% if x %}<c/>{% endif %}</b>{% else %}<b/>{% endfor %}</a>",
            "<a>{% if x %}</a><a>{% endif %}</a>",
            "<a><w:t>{{ x }}</w:t></a>",
            '<a b="{{ x|ke_tiep }}" c="{{ y|do_dai(\'z\', 1) }}"/>',
            '<w:t a="1 > 2">{{ x }}</w:t>'.replace(" > ", " &gt; "),
        ],
    )
    def test_is_given(self, source: str) -> None:
        assert is_proved(source)

    @pytest.mark.parametrize(
        "source",
        [
            "<a>",
            "</a>",
            "<a></b>",
            "<a><b></a></b>",
            "{% if x %}<a>{% endif %}</a>",
            "{% if x %}<a>{% else %}<b>{% endif %}</a>",
            "{% if x %}<a>{% elif y %}{% else %}<a>{% endif %}</a>",
            "<a>{% if x %}b{% else %}<b>{% endif %}</a>",
            "<a>{% if x %}b{% elif y %}<b>{% endif %}</a>",
            "<a>{% for x in y %}b{% else %}<b>{% endfor %}</a>",
            "<a>{% for x in y %}{% if x %}b{% else %}<b>{% endif %}{% endfor %}</a>",
            "<a>{% if x %}</a>{% endif %}",
            "<a>{% if x %}</a>{% else %}</a>{% endif %}",  # right, but the branches must leave open what they found
            "{% for x in y %}<a>{% endfor %}",
            "<a>{% for x in y %}</a>{% endfor %}",
            "<a>{% for x in y %}{% else %}</a>{% endfor %}",
            "<a>{% if x %}</a><b>{% endif %}</a>",
            "<a>{{ x }}</a>",
            "{{ x }}",
            "<w:t><a>{{ x }}</a></w:t>",
            "<w:t>{% if x %}</w:t>{{ y }}<w:t>{% endif %}</w:t>",
            '<a b="{{ x }}"/>',
            '<a b="{{ x|dem }}"/>',
            '<a b="{{ x|ke_tiep|dem }}"/>',
            '<a b="{% if x %}1{% endif %}"/>',
            "<a {% if x %}b='1'{% endif %}/>",
            "<{{ x }}/>",
            "<w:t>a\nb</w:t>",
            "<w:t>a\tb</w:t>",
            "<w:t>{{ x }}\n</w:t>",
            "<a><!-- b --></a>",
            "<a><![CDATA[b]]></a>",
            "<a><?b c?></a>",
            "<a>1 < 2</a>",
            "<a>{% macro m() %}</a>{% endmacro %}</a>",
            "<a>{% for x in y recursive %}b{% endfor %}</a>",
            "<a>{% set x %}b{% endset %}</a>",
            "<a>{% set x.y = 1 %}</a>",
        ],
    )
    def test_is_not_given(self, source: str) -> None:
        assert not is_proved(source)

    def test_a_filter_that_counts_as_a_number_gives_one(self) -> None:
        source = "<a b=\"{{ duong_ke|do_dai('x', chu) }}\"/>"
        assert is_proved(source)
        assert function_of(source)({"duong_ke": {}, "chu": "12"}) == b'<a b="12"/>'
        with pytest.raises(ValueError, match="invalid literal"):
            function_of(source)({"duong_ke": {}, "chu": '"'})


def function_of(source: str) -> Callable[[dict[str, Any]], bytes]:
    sandbox = environment()
    rendered = compiled.function(parsed(source, sandbox)[0], sandbox)
    return lambda context: b"".join(rendered(context))


# --- Any template of the kind that is looked into -------------------------------------------------------------

Tokens = list[str]
TEXT: st.SearchStrategy[Tokens] = st.sampled_from(
    [["chữ"], ["&amp;"], ["{{ chu }}"], ["{{ chu }}", " ", "{{ chu }}"], ["{% set x = chu %}", "{{ x }}"], ["{{ 7 }}"]]
)
LEAVES = st.sampled_from([["<w:br/>"], ["<w:p/>"], ["<w:p>", "<w:pPr/>", "</w:p>"]]) | TEXT.map(
    lambda inside: ["<w:t>", *inside, "</w:t>"]
)


def _grown(trees: st.SearchStrategy[Tokens]) -> st.SearchStrategy[Tokens]:
    several = st.lists(trees, max_size=3).map(lambda found: list(itertools.chain(*found)))
    element = st.tuples(st.sampled_from(["w:p", "w:r", "w:sdt"]), several).map(
        lambda e: [f"<{e[0]}>", *e[1], f"</{e[0]}>"]
    )
    loop = several.map(lambda inside: ["{% for x in ds %}", *inside, "{% endfor %}"])
    branches = st.tuples(several, several, several).map(
        lambda b: ["{% if co %}", *b[0], "{% elif khac %}", *b[1], "{% else %}", *b[2], "{% endif %}"]
    )
    return element | loop | branches | several


TREES = st.recursive(LEAVES, _grown, max_leaves=8)


def source_of(tokens: Tokens) -> str:
    return f'<w:body xmlns:w="{ooxml.W}">{"".join(tokens)}</w:body>'


def every_context(chu: str) -> Iterator[dict[str, Any]]:
    for co, khac, number in itertools.product([True, False], [True, False], range(3)):
        yield {"co": co, "khac": khac, "ds": ["x"] * number, "chu": chu}


@st.composite
def spoilt_trees(draw: st.DrawFn) -> Tokens:
    """A tree whose pieces were then moved about."""
    tokens = list(draw(TREES.filter(len)))
    for _ in range(draw(st.integers(1, 3))):
        taken = tokens.pop(draw(st.integers(0, len(tokens) - 1)))
        tokens.insert(draw(st.integers(0, len(tokens))), taken)
    return tokens


class TestAnyTemplate:
    @settings(max_examples=100)
    @given(TREES, st.sampled_from(["", "<&>\"'", "]]>", "a\nb\tc", "{{ chu }}"]))
    def test_what_is_built_well_formed_is_proved_and_always_parses(self, tokens: Tokens, chu: str) -> None:
        source = source_of(tokens)
        assert is_proved(source)
        rendered = function_of(source)
        for context in every_context(chu):
            etree.fromstring(rendered(context))

    @settings(max_examples=300)
    @given(spoilt_trees())
    def test_whatever_is_proved_always_parses(self, tokens: Tokens) -> None:
        source = source_of(tokens)
        try:
            if not is_proved(source):
                return
        except TemplateSyntaxError:
            return
        rendered = function_of(source)
        for context in every_context("<&>\n"):
            with contextlib.suppress(RefusedError):  # a name that is not set yet
                etree.fromstring(rendered(context))

    @settings(max_examples=25)
    @given(TREES)
    def test_a_word_file_of_it_is_rendered_as_docxtpl_does(self, tokens: Tokens) -> None:
        content = template("".join(tokens))
        way, context = prepare(content), {"co": True, "khac": False, "ds": ["x", "y"], "chu": "a\n<b>"}
        assert way.is_fast
        assert_same(root_of(way, context), root_of(by_docxtpl(content), context))
