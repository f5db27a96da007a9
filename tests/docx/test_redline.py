"""The comparison of two versions: accepted it is the new one, rejected the old one, by the rules of the standard."""

from __future__ import annotations

import functools
import itertools
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import OpenXmlValidator

from docgen.commands.lap import lap
from docgen.docx import package
from docgen.docx.redline import redline
from tests.conftest import needed
from tests.documents.test_documents import CASES, PLANS, contents
from tests.documents.test_word_rules import faults

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MAIN = "word/document.xml"


# What a reader has left when all changes are accepted, or rejected (ECMA-376 Part 1, 17.13.5).


def reading(content: bytes, dropped: str) -> list[Any]:
    """The texts of the paragraphs, and of tables row by row and cell by cell; `dropped` is `del` or `ins`."""
    return blocks(etree.fromstring(package.read(content)[MAIN]).find(f"{W}body"), dropped)


def accepted(content: bytes) -> list[Any]:
    return reading(content, "del")


def rejected(content: bytes) -> list[Any]:
    return reading(content, "ins")


def blocks(parent: Any, dropped: str) -> list[Any]:
    found: list[Any] = []
    carried, open_end = "", False  # the text of paragraphs whose end went
    for child in parent:
        if child.tag == f"{W}p":
            carried += text(child, dropped)
            open_end = child.find(f"{W}pPr/{W}rPr/{W}{dropped}") is not None
            if not open_end:
                found.append(carried)
                carried = ""
        elif child.tag == f"{W}tbl":
            rows = [row for row in child.findall(f"{W}tr") if row.find(f"{W}trPr/{W}{dropped}") is None]
            if rows and carried:
                found.append(carried)
                carried = ""
            open_end = open_end and not rows
            if rows:
                found.append([[blocks(cell, dropped) for cell in row.findall(f"{W}tc")] for row in rows])
    return [*found, carried] if open_end else found


def text(element: Any, dropped: str) -> str:
    said = ""
    for child in element:
        if child.tag in {f"{W}t", f"{W}delText"}:
            said += child.text or ""
        elif child.tag in {f"{W}tab", f"{W}br"}:
            said += "\t" if child.tag == f"{W}tab" else "\n"
        elif child.tag in {
            f"{W}drawing",
            "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",
        }:
            said += "[hình]"
        elif child.tag != f"{W}{dropped}" and child.tag != f"{W}pPr":
            said += text(child, dropped)
    return said


def check(old: bytes, new: bytes) -> bytes:
    """Both versions are in the comparison; where there is none, they are the same."""
    made = redline(old, new)
    if made:
        assert accepted(made) == accepted(new)
        assert rejected(made) == rejected(old)
        well_formed(made, new)
    else:
        assert accepted(old) == accepted(new)
    return made


def well_formed(made: bytes, new: bytes) -> None:
    parts, given = package.read(made), package.read(new)
    assert {name for name in parts if parts[name] != given[name]} == {MAIN}
    root = etree.fromstring(parts[MAIN])
    changes = list(root.iter(f"{W}ins", f"{W}del"))
    assert [change.get(f"{W}id") for change in changes] == [str(at + 1) for at in range(len(changes))]
    assert {tuple(change.attrib) for change in changes} == {(f"{W}id", f"{W}author")}
    assert all(t.getparent().getparent().tag == f"{W}del" for t in root.iter(f"{W}delText"))
    assert not [t for change in root.iter(f"{W}del") for t in change.iter(f"{W}t")]
    assert all(change.tag != inner.tag for change in changes for inner in change.iterdescendants())
    for pointing in (rb'r:(?:id|embed|link)="[^"]+"', rb"<w:sectPr"):
        assert re.findall(pointing, parts[MAIN]) == re.findall(pointing, given[MAIN])
    assert properties(made) == properties(new)


def properties(content: bytes) -> list[bytes]:
    """How each paragraph is set whose end is left when all is accepted."""
    root = etree.fromstring(package.read(content)[MAIN])
    for row in [r for r in root.iter(f"{W}tr") if r.find(f"{W}trPr/{W}del") is not None]:
        row.getparent().remove(row)
    left = [p for p in root.iter(f"{W}p") if p.find(f"{W}pPr/{W}rPr/{W}del") is None]
    for mark in list(root.iterfind(f".//{W}pPr/{W}rPr/{W}ins")):
        mark.getparent().remove(mark)
    for empty_one in [e for e in root.iterfind(f".//{W}pPr/{W}rPr") if not len(e)]:
        empty_one.getparent().remove(empty_one)
    found = [p.find(f"{W}pPr") for p in left]
    return [b"" if e is None or not len(e) else etree.tostring(e, method="c14n", exclusive=True) for e in found]


# Invented documents.

Run = tuple[str, bool]
WORDS = [
    "văn",
    "phòng",
    "Sở",
    "nhiệm",
    "vụ",
    "12",
    "30/6/2026",
    ",",
    ".",
    " ",
    " ",
    " ",
    "\t",
    "\n",
    "[hình]",
    "ha\u0302",
]
RUNS = st.tuples(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), st.booleans())
PARAGRAPHS = st.lists(RUNS, max_size=3)


def cells(depth: int) -> st.SearchStrategy[list[Any]]:
    """The content of a cell or body: it ends with a paragraph."""
    block = PARAGRAPHS if depth == 0 else st.one_of(PARAGRAPHS, PARAGRAPHS, PARAGRAPHS, tables(depth - 1))
    return st.tuples(st.lists(block, max_size=5 if depth == 2 else 1), PARAGRAPHS).map(lambda t: [*t[0], t[1]])


def tables(depth: int) -> st.SearchStrategy[dict[str, Any]]:
    rows = st.integers(1, 2).flatmap(
        lambda n: st.lists(st.lists(cells(depth), min_size=n, max_size=n), min_size=1, max_size=3)
    )
    return rows.map(lambda found: {"rows": found})


def body_xml(found: list[Any]) -> str:
    return "".join(table_xml(block["rows"]) if isinstance(block, dict) else paragraph_xml(block) for block in found)


def table_xml(rows: list[list[list[Any]]]) -> str:
    grid = '<w:gridCol w:w="900"/>' * len(rows[0])
    said = "".join(f"<w:tr>{''.join(f'<w:tc>{body_xml(cell)}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{said}</w:tbl>'


def paragraph_xml(runs: list[Run]) -> str:
    set_ = '<w:pPr><w:jc w:val="center"/></w:pPr>' if runs and runs[0][1] else ""
    return f"<w:p>{set_}{''.join(map(run_xml, runs))}</w:p>"


def run_xml(run: Run) -> str:
    said, bold = run
    said = re.sub("[^\t\n\\[\\]]+", lambda m: f'<w:t xml:space="preserve">{m[0]}</w:t>', said.replace("[hình]", "[]"))
    said = said.replace("\t", "<w:tab/>").replace("\n", "<w:br/>")
    said = said.replace("[]", f'<w:drawing><docPr xmlns="{WP[1:-1]}" id="1" name="Hình"/></w:drawing>')
    return f"<w:r>{'<w:rPr><w:b/></w:rPr>' if bold else ''}{said}</w:r>"


@functools.cache
def empty() -> dict[str, bytes]:
    return package.read(contents("toi_thieu")["ke_hoach"])


def word(xml: str) -> bytes:
    """A file with this body."""
    body = re.compile(rb"<w:body>.*(?=<w:sectPr>)", re.DOTALL)
    parts = empty()
    return package.write({**parts, MAIN: body.sub(lambda _: f"<w:body>{xml}".encode(), parts[MAIN])})


def said(*paragraphs: str) -> bytes:
    return word("".join(paragraph_xml([(p, False)]) for p in paragraphs))


@settings(max_examples=100, deadline=None)
@given(cells(2), cells(2))
def test_two_documents_that_have_nothing_to_do_with_each_other(old: list[Any], new: list[Any]) -> None:
    check(word(body_xml(old)), word(body_xml(new)))


@settings(max_examples=100, deadline=None)
@given(cells(2), st.data())
def test_a_document_of_which_something_went_and_something_came(old: list[Any], data: st.DataObject) -> None:
    check(word(body_xml(old)), word(body_xml(varied(old, data))))


def varied(found: list[Any], data: st.DataObject) -> list[Any]:
    """The same blocks with some left out, some added, some changed inside; the last stays a paragraph."""
    made: list[Any] = []
    for block in found:
        what = data.draw(st.sampled_from(["stays", "stays", "goes", "comes", "changes"]))
        if what == "comes":
            made.append(data.draw(PARAGRAPHS))
        if what == "changes":
            made.append(changed(block, data))
        elif what != "goes":
            made.append(block)
    return made if made and isinstance(made[-1], list) else [*made, data.draw(PARAGRAPHS)]


def changed(block: Any, data: st.DataObject) -> Any:
    if isinstance(block, dict):
        rows = [[varied(cell, data) for cell in row] for row in block["rows"] if data.draw(st.booleans())]
        return {"rows": rows or block["rows"]}
    return [*block, data.draw(RUNS)]


def marks(content: bytes) -> list[str]:
    """Each change in the text: `-` or `+`, and its words."""
    root = etree.fromstring(package.read(content)[MAIN])
    runs = [change for change in root.iter(f"{W}ins", f"{W}del") if len(change)]
    return [("-" if change.tag == f"{W}del" else "+") + "".join(change.itertext()) for change in runs]


class TestWords:
    def test_only_the_words_that_changed(self) -> None:
        old, new = said("Sở Nội vụ chủ trì, báo cáo quý II."), said("Sở Tư pháp chủ trì, báo cáo quý III.")
        assert marks(check(old, new)) == ["-Nội vụ", "+Tư pháp", "-II", "+III"]

    def test_a_word_with_loose_marks_is_whole(self) -> None:
        assert marks(check(said("đa\u0302u là"), said("đa\u0301u là"))) == ["-đa\u0302u", "+đa\u0301u"]

    def test_a_number_or_date_is_whole(self) -> None:
        old, new = said("Trước 30/6/2026, đạt 46,5 điểm."), said("Trước 30/9/2026, đạt 46,75 điểm.")
        assert marks(check(old, new)) == ["-30/6/2026", "+30/9/2026", "-46,5", "+46,75"]

    def test_each_run_keeps_its_look(self) -> None:
        old = word(paragraph_xml([("Sở Nội vụ ", True), ("chủ trì", False)]))
        new = word(paragraph_xml([("Sở Tư pháp ", True), ("phối hợp", False)]))
        root = etree.fromstring(package.read(check(old, new))[MAIN])
        looks = [(run.find(f"{W}rPr/{W}b") is not None, "".join(run.itertext())) for run in root.iter(f"{W}r")]
        assert looks == [(True, "Sở "), (True, "Nội vụ "), (False, "chủ trì"), (True, "Tư pháp "), (False, "phối hợp")]

    def test_runs_cut_in_other_places_are_no_change(self) -> None:
        old = word(paragraph_xml([("Sở N", True), ("ội vụ", True)]))
        assert check(old, word(paragraph_xml([("Sở Nội vụ", True)]))) == b""


class TestParagraphs:
    def test_a_paragraph_more_and_one_less(self) -> None:
        old = said("Mở đầu.", "Rà soát thủ tục hành chính.", "Kết thúc.")
        new = said("Mở đầu.", "Kết thúc.", "Nơi nhận văn bản này.")
        assert marks(check(old, new)) == ["-Rà soát thủ tục hành chính.", "+Nơi nhận văn bản này."]

    def test_a_changed_paragraph_is_found_among_new_ones(self) -> None:
        old = said("Sở Nội vụ chủ trì việc này.", "x")
        new = said("Một đoạn mới hẳn.", "Sở Tư pháp chủ trì việc này.", "Thêm đoạn khác.", "x")
        assert marks(check(old, new)) == ["+Một đoạn mới hẳn.", "-Nội vụ", "+Tư pháp", "+Thêm đoạn khác."]

    def test_paragraphs_with_little_in_common_are_two(self) -> None:
        old, new = said("Sở Nội vụ chủ trì việc này.", "x"), said("Sở Y tế giao ban tuần sau.", "x")
        assert marks(check(old, new)) == ["-Sở Nội vụ chủ trì việc này.", "+Sở Y tế giao ban tuần sau."]

    def test_nothing_of_the_old_points_to_what_the_new_does_not_have(self) -> None:
        p_pr = '<w:pPr><w:pStyle w:val="Mat"/><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>'
        old = word(
            f'<w:p w:rsidR="00AA1122">{p_pr}<w:r><w:t>Đoạn cũ.</w:t></w:r></w:p>' + paragraph_xml([("x", False)])
        )
        made = package.read(check(old, said("x")))[MAIN]
        assert "Đoạn cũ.".encode() in made
        assert not [gone for gone in (b"numId", b"pStyle", b"rsidR") if gone in made.split(b"<w:body>")[1]]

    def test_no_editing_session_and_nothing_of_later_versions_of_word_comes_from_the_old(self) -> None:
        later = '<w:pPr><w:jc w:val="left"/><later xmlns="urn:later"/></w:pPr>'
        table = (
            table_xml([row("1", "Rà soát")])
            .replace("<w:tr>", '<w:tr w:rsidR="00AA1122">')
            .replace("<w:p>", f"<w:p>{later}")
        )
        made = package.read(check(word(table + "<w:p/>"), word("<w:p/>")))[MAIN]
        assert "Rà soát".encode() in made and b"rsidR=" not in made and b"urn:later" not in made

    def test_rows_that_had_gone_before_stay_away(self) -> None:
        rows = [row("1", "Rà soát"), row("2", "Tập huấn")]
        gone = table_xml(rows).replace("<w:tr>", "<w:tr><w:trPr><w:del w:id='1' w:author='a'/></w:trPr>", 1)
        assert redline(word(gone + "<w:p/>"), word(table_xml(rows[1:]) + "<w:p/>")) == b""

    def test_the_mark_of_an_end_stands_where_the_schema_wants_it(self) -> None:
        bold = "<w:p><w:pPr><w:rPr><w:b/></w:rPr></w:pPr><w:r><w:t>Một đoạn mới.</w:t></w:r></w:p>"
        made = etree.fromstring(
            package.read(check(said("Hết."), word(bold + "<w:p><w:r><w:t>Hết.</w:t></w:r></w:p>")))[MAIN]
        )
        assert [e.tag.removeprefix(W) for e in made.iterfind(f".//{W}pPr/{W}rPr/*")] == ["ins", "b"]

    def test_earlier_changes_links_and_fields_are_read_through(self) -> None:
        plain = said("Sở Nội vụ chủ trì")
        full = word(
            '<w:p w:rsidR="00AA"><w:bookmarkStart w:id="0" w:name="a"/><w:hyperlink r:id="rIdMất"><w:r><w:t>Sở Nội </w:t></w:r>'
            '</w:hyperlink><w:del w:id="0" w:author="a"><w:r><w:delText>Tư pháp</w:delText></w:r></w:del>'
            '<w:ins w:id="1" w:author="a"><w:r><w:t xml:space="preserve">vụ </w:t></w:r></w:ins><w:bookmarkEnd w:id="0"/>'
            '<w:fldSimple w:instr="PAGE"><w:r><w:t>chủ trì</w:t></w:r></w:fldSimple></w:p>'
        )
        assert redline(full, plain) == b"" and redline(plain, full) == b""
        assert marks(redline(full, said("Sở Nội vụ phối hợp"))) == ["-chủ trì", "+phối hợp"]
        assert marks(redline(said("Sở Nội vụ phối hợp"), full)) == ["-phối hợp", "+chủ trì"]


class TestEnds:
    """Of a cell or a body the last paragraph keeps its end, for no next one takes up its text."""

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            (["Như trên;"], ["Như trên;", "Lưu: VT."]),
            (["Như trên;", "Lưu: VT.", "HCQT."], ["Như trên;"]),
            (["Như trên;", "Lưu: VT."], ["Như trên;", "Sở Tài chính;", "Cục Thuế."]),
            (["Như trên;"], ["Lưu: VT."]),
        ],
    )
    def test_paragraphs_at_the_end(self, old: list[str], new: list[str]) -> None:
        check(said(*old), said(*new))
        cells = ([[(t, False)] for t in each] for each in (old, new))
        in_cells = [
            word(body_xml([{"rows": [[cell, [[("Chánh Văn phòng Sở Nội vụ", False)]]]]}, []])) for cell in cells
        ]
        made = etree.fromstring(package.read(check(in_cells[0], in_cells[1]))[MAIN])
        assert all(cell[-1].find(f"{W}pPr/{W}rPr/*") is None for cell in made.iter(f"{W}tc"))


def row(*said: str) -> list[list[list[Run]]]:
    return [[[(text, False)]] for text in said]


def test_what_is_in_no_run_stays_in_none() -> None:
    formula = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"/>'
    old, new = said("Tỷ lệ"), word(f"<w:p><w:r><w:t>Tỷ lệ</w:t></w:r>{formula}</w:p>")
    made = etree.fromstring(package.read(redline(old, new))[MAIN])
    assert [etree.QName(e.getparent()).localname for e in made.iter("{*}oMath")] == ["ins"]
    assert marks(redline(new, old)) == ["-[hình]"]


class TestTables:
    def test_rows_that_came_and_went(self) -> None:
        rows = [row("1", "Rà soát thủ tục"), row("2", "Tập huấn cán bộ"), row("3", "Kiểm tra đơn vị")]
        old = word(body_xml([{"rows": rows}, []]))
        new = word(body_xml([{"rows": [rows[0], row("2", "Kiểm tra đơn vị"), row("3", "Mở trang tin mới")]}, []]))
        made = check(old, new)
        assert marks(made) == ["-2", "-Tập huấn cán bộ", "-3", "+2", "+3", "+Mở trang tin mới"]
        root = etree.fromstring(package.read(made)[MAIN])
        assert [[c.tag.removeprefix(W) for c in p] for p in root.iter(f"{W}trPr")] == [["del"], ["ins"]]
        ends = [e.tag.removeprefix(W) for e in root.iterfind(f".//{W}tc/{W}p/{W}pPr/{W}rPr/*")]
        assert ends == ["del", "del", "ins", "ins"]  # as Word marks them, though the rows say it already

    def test_a_row_is_found_again_under_another_number(self) -> None:
        rows = [row("1", "Phục vụ điểm trường số 1."), row("2", "Phục vụ điểm trường số 2.")]
        old = word(body_xml([{"rows": rows}, []]))
        new = word(body_xml([{"rows": [row("1", "Phục vụ điểm trường số 2.")]}, []]))
        assert marks(check(old, new)) == ["-1", "-Phục vụ điểm trường số 1.", "-2", "+1"]

    def test_rows_with_other_cells_are_not_one_row_that_changed(self) -> None:
        group = "<w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p><w:r><w:t>Các nhiệm vụ</w:t></w:r></w:p></w:tc></w:tr>"
        end = "</w:tbl><w:p/>"
        old = word(table_xml([row("1", "Rà soát")]).replace("</w:tbl>", group + end))
        new = word(table_xml([row("1", "Rà soát"), row("Các nhiệm", "vụ khác")]).replace("</w:tbl>", end))
        assert marks(check(old, new)) == ["-Các nhiệm vụ", "+Các nhiệm", "+vụ khác"]

    def test_another_number_of_columns_is_another_table(self) -> None:
        old = word(body_xml([{"rows": [row("1", "Rà soát thủ tục")]}, []]))
        new = word(body_xml([{"rows": [row("1", "Rà soát thủ tục", "Sở Nội vụ")]}, []]))
        assert len(etree.fromstring(package.read(check(old, new))[MAIN]).findall(f".//{W}tbl")) == 2


# Real documents.

PLAN = "data/thu_vien_2026/ke_hoach.yaml"
CHANGES = {
    "a sentence": ("Kiểm tra mối mọt hằng tháng.", "Kiểm tra mối mọt và độ ẩm hằng quý."),
    "a deadline": ("30/9/2026", "31/10/2026"),
    "a paragraph less": ("          - Báo cáo kết quả hằng quý.\n", ""),
    "a task more": (
        "trường số 2.}\n",
        "trường số 2.}\n          - {ma: diem_3, noi_dung: Phục vụ điểm trường số 3.}\n",
    ),
    "a task less": ("          - {ma: diem_1, noi_dung: Phục vụ điểm trường số 1.}\n", ""),
    "another subject": ("quý hiếm & phát triển", "quý và phát triển"),
    "an annex less": (
        "  - ten: Hướng dẫn ghi biểu\n    kieu: lời văn\n    muc:\n      - {tieu_de: Cách ghi, doan_van: Ghi theo tháng.}\n",
        "",
    ),
}


@functools.cache
def plan_with(*names: str) -> bytes:
    """The invented plan with some of the changes."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder)
        shutil.copytree(PLANS["thu_vien_2026"], workspace, dirs_exist_ok=True)
        text = (workspace / PLAN).read_text(encoding="utf-8")
        for old, new in (CHANGES[name] for name in names):
            assert old in text
            text = text.replace(old, new)
        if "an annex less" in names:
            text = text.replace(", biểu mẫu tại Phụ lục II và Phụ lục III", " và Phụ lục II")
        (workspace / PLAN).write_text(text, encoding="utf-8")
        (file,) = lap(["ke-hoach"], workspace, None, workspace / "output")
        return file.path.read_bytes()


@pytest.mark.parametrize("name", CHANGES)
def test_one_change_in_the_data(name: str, tmp_path: Path) -> None:
    for old, new in ((plan_with(), plan_with(name)), (plan_with(name), plan_with())):
        assert check(old, new) != b""


@pytest.mark.parametrize(("stem", "plan"), CASES)
def test_a_document_and_itself(stem: str, plan: str) -> None:
    assert redline(contents(plan)[stem], contents(plan)[stem]) == b""


PAIRS = [*itertools.pairwise(CASES), *zip(CASES[1:], CASES, strict=False)]


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_documents_that_differ_much(old: tuple[str, str], new: tuple[str, str], tmp_path: Path) -> None:
    before = time.process_time()
    made = check(contents(old[1])[old[0]], contents(new[1])[new[0]])
    assert time.process_time() - before < 5
    parts = package.read(made)
    assert list(faults({name: etree.fromstring(xml) for name, xml in parts.items() if name.endswith(".xml")})) == []
    (tmp_path / "so_sanh.docx").write_bytes(made)
    assert OpenXmlValidator().validate(tmp_path / "so_sanh.docx").errors == []


_MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Settle(command As String, source As String, target As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  frame = document.CurrentController.Frame
  createUnoService("com.sun.star.frame.DispatchHelper").executeDispatch(frame, command, "", 0, Array())
  Dim word(0) As New com.sun.star.beans.PropertyValue
  word(0).Name = "FilterName"
  word(0).Value = "MS Word 2007 XML"
  document.storeToURL(target, word())
  document.close(True)
End Sub
</script:module>"""


@pytest.fixture(scope="module")
def settled_by_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes, str], bytes]:
    """Gives what LibreOffice saves after `Accept` or `Reject` of all changes; a macro does it, in a profile of its own."""
    needed("soffice", "libreoffice-writer-nogui fonts-liberation2")
    folder = tmp_path_factory.mktemp("libreoffice")
    program = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    # The first start writes the profile, an empty Module1 in it.
    subprocess.run([*program, "--terminate_after_init"], check=True, capture_output=True, timeout=120)
    (folder / "profile/user/basic/Standard/Module1.xba").write_text(_MACRO, encoding="utf-8")

    def settle(content: bytes, what: str) -> bytes:
        source, target = folder / "vao.docx", folder / "ra.docx"
        source.write_bytes(content)
        target.unlink(missing_ok=True)
        macro = f"macro:///Standard.Module1.Settle(.uno:{what}AllTrackedChanges,{source.as_uri()},{target.as_uri()})"
        subprocess.run([*program, macro], check=True, capture_output=True, timeout=120)
        return target.read_bytes()

    return settle


def test_libreoffice_finds_both_versions_in_it(settled_by_libreoffice: Callable[[bytes, str], bytes]) -> None:
    changes = [name for name in CHANGES if name != "an annex less"]  # there LibreOffice leaves an empty paragraph
    old, new = plan_with(), plan_with(*changes)
    made = redline(old, new)
    for what, version in (("Accept", new), ("Reject", old)):
        left, plain = (accepted(settled_by_libreoffice(content, what)) for content in (made, version))
        assert left == plain
