"""What only docxtpl can do, columns from data above all: such a template is left to it, and comes out as asked for."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from docgen.docx import package
from docgen.docx.ooxml import qn
from docgen.render import Properties, render
from docgen.render.prepared import prepare
from tests.documents.test_documents import type_of
from tests.render.mau_nho import MAIN, by_docxtpl, cell, p, parts_of, root_of, row, table, tag, template, texts
from tests.render.test_equal import CASES, contexts, shipped_way

CONTEXT: dict[str, Any] = {
    "cac_quy": ["Quý I", "Quý II", "Quý III", "Quý IV"],
    "hang": [{"ten": "A & B", "so": ["1", "2", "3", "4"]}, {"ten": "C", "so": ["5", "6", "7", "8"]}],
    "rong": 3,
    "mau": "FFEE00",
    "chu": "chung",
    "ds": ["x", "y"],
}


def rendered(body: str) -> Any:
    """The rendered table's root; docgen must have left it to docxtpl."""
    way = prepare(template(p("{{ chu }}") + body + p("sau")))
    assert not way.is_fast
    root = root_of(way, CONTEXT)
    assert (texts(root)[0], texts(root)[-1]) == ("chung", "sau")
    return root


def rows(root: Any) -> list[list[str]]:
    return [["".join(c.itertext()) for c in r.iter(qn("w:tc"))] for r in root.iter(qn("w:tr"))]


def widths(root: Any) -> list[int]:
    return [int(column.get(qn("w:w"))) for column in root.iter(qn("w:gridCol"))]


def values(root: Any, name: str, attribute: str = "w:val") -> list[str]:
    return [element.get(qn(attribute)) for element in root.iter(qn(name))]


COLUMNS = table(
    4,
    row("Tên", "{%tc for q in cac_quy %}", "{{ q }}", "{%tc endfor %}"),
    row("{%tr for h in hang %}"),
    row("{{ h.ten }}", "{%tc for s in h.so %}", "{{ s }}", "{%tc endfor %}"),
    row("{%tr endfor %}"),
)


class TestColumns:
    def test_as_many_as_the_data_has(self) -> None:
        root = rendered(COLUMNS)
        assert rows(root) == [
            ["Tên", "Quý I", "Quý II", "Quý III", "Quý IV"],
            ["A & B", "1", "2", "3", "4"],
            ["C", "5", "6", "7", "8"],
        ]
        assert widths(root) == [960] * 5  # the four of the template were as wide together

    def test_a_column_on_a_condition(self) -> None:
        body = table(3, row("a", "{%tc if chu == 'khác' %}", "b", "{%tc endif %}", "c"))
        assert rows(rendered(body)) == [["a", "c"]]
        assert widths(rendered(body)) == [1800, 1800]

    def test_a_tag_that_word_split_over_runs(self) -> None:
        split = COLUMNS.replace("{%tc for q", '{%</w:t></w:r><w:r><w:t xml:space="preserve">tc for q')
        assert rows(rendered(split))[0] == ["Tên", "Quý I", "Quý II", "Quý III", "Quý IV"]

    def test_a_cell_over_as_many_columns_as_the_data_says(self) -> None:
        root = rendered(table(3, row("{% colspan rong %}{{ chu }}"), row("a", "b", "c")))
        assert rows(root) == [["chung"], ["a", "b", "c"]]
        assert (values(root, "w:gridSpan"), len(widths(root))) == (["3"], 3)

    def test_a_colour_from_the_data(self) -> None:
        root = rendered(table(1, row("{% cellbg mau %}{{ chu }}")))
        assert (rows(root), values(root, "w:shd", "w:fill")) == ([["chung"]], ["FFEE00"])

    def test_cells_joined_downwards(self) -> None:
        joined = f"<w:tr>{cell('{% vm %}{{ chu }}')}{cell('{{ x }}')}</w:tr>"
        root = rendered(table(2, row("{%tr for x in ds %}"), joined, row("{%tr endfor %}")))
        assert rows(root) == [["chung", "x"], ["", "y"]]
        assert values(root, "w:vMerge") == ["restart", "continue"]

    def test_cells_joined_sideways(self) -> None:
        root = rendered(table(2, row("{%tc for x in ds %}", "{% hm %}{{ chu }}", "{%tc endfor %}"), row("a", "b")))
        assert rows(root) == [["chung"], ["a", "b"]]
        assert values(root, "w:gridSpan") == ["2"]

    def test_wide_cells_joined_sideways(self) -> None:
        wide = cell("{% hm %}{{ chu }}", '<w:tcW w:w="1" w:type="dxa"/><w:gridSpan w:val="2"/>')
        body = f"<w:tr>{cell('{%tc for x in ds %}')}{wide}{cell('{%tc endfor %}')}</w:tr>"
        assert values(rendered(table(4, body)), "w:gridSpan") == ["4"]

    def test_the_finished_file_is_sealed_like_any_other(self) -> None:
        finished = render(template(COLUMNS), "mau.docx", CONTEXT, Properties("Bảng", "Quý", "Văn phòng", "ab" * 32))
        assert package.untouched(finished) and package.source_of(finished) == "ab" * 32
        assert "Văn phòng".encode() in package.read(finished)["docProps/core.xml"]
        assert finished == render(
            template(COLUMNS), "mau.docx", CONTEXT, Properties("Bảng", "Quý", "Văn phòng", "ab" * 32)
        )

    def test_one_template_many_documents(self) -> None:
        """What docxtpl is given is its own each time: one document leaves nothing to the next."""
        way = prepare(template(COLUMNS))
        first = way.render(CONTEXT)
        few = {**CONTEXT, "cac_quy": ["Quý I"], "hang": []}
        assert rows(root_of(way, few)) == [["Tên", "Quý I"]]
        assert way.render(CONTEXT) == first


DRAWING = '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="Hình"/></wp:inline></w:drawing></w:r></w:p>'


def drawings(parts: package.Parts) -> list[str]:
    roots = [
        etree.fromstring(parts[name]) for name in sorted(parts) if name.startswith("word/") and name.endswith(".xml")
    ]
    return [properties.get("id") for root in roots for properties in root.iter(qn("wp:docPr"))]


class TestNumbersOfDrawings:
    @pytest.mark.parametrize("way", [prepare, by_docxtpl], ids=["fast", "slow"])
    @pytest.mark.parametrize(("plan", "stem"), [case for case in CASES if not case[1].startswith("ke_hoach")])
    def test_no_two_of_a_shipped_document_are_alike(self, plan: str, stem: str, way: Any) -> None:
        prepared = shipped_way(type_of(stem).replace("-", "_"), way)
        found = drawings(parts_of(prepared, contexts(plan)[stem]))
        assert len(found) > len(prepared.charts)
        assert len(set(found)) == len(found) and all(map(str.isdigit, found))

    @pytest.mark.parametrize("way", [prepare, by_docxtpl], ids=["fast", "slow"])
    @pytest.mark.parametrize("part", ["header1", "footer1", "footnotes"])
    def test_nor_in_a_loop_nor_in_another_part(self, part: str, way: Any) -> None:
        body = DRAWING + tag("for x in ds") + DRAWING + tag("endfor")
        found = drawings(parts_of(way(template(body, **{part: DRAWING + p("{{ chu }}")})), CONTEXT))
        assert len(found) == 4 and len(set(found)) == 4

    def test_each_document_counts_anew(self) -> None:
        prepared = prepare(template(DRAWING + DRAWING))
        assert drawings(parts_of(prepared, {})) == drawings(parts_of(prepared, {})) == ["1001", "1002"]

    def test_a_template_without_tags_keeps_its_parts(self) -> None:
        body = p("a")
        assert texts(etree.fromstring(parts_of(prepare(template(body, header1=p("đầu"))), {})[MAIN])) == ["a"]
