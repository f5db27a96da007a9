"""`--doi-chieu`: each figure and each unit's text carries its source, at exactly its characters; the clean document has no comment."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from docgen.commands.doi_chieu import doi_chieu
from docgen.commands.lap import lap
from docgen.documents import DOCUMENT_TYPES
from docgen.docx import ooxml
from docgen.docx.facts import Spot
from docgen.docx.ooxml import qn
from docgen.errors import Place
from docgen.load import load
from docgen.render import DauVet
from docgen.sources import Part, Source, at, spans_of
from tests.cli.test_main import docgen
from tests.conftest import ROOT
from tests.render.mau_nho import MAIN, p, template


@dataclass(frozen=True)
class Comment:
    """A comment of the copy: the paragraph, the characters that it stands at, and its lines."""

    doan_van: str
    chu: str
    cac_dong: list[str]


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("doi_chieu")
    files = lap(list(DOCUMENT_TYPES), ROOT, None, folder, doi_chieu=True)
    return {file.path.stem: file.path.read_bytes() for file in files}


def comments(content: bytes) -> list[Comment]:
    """The comments of a document in its order; questions to the signer, which cover whole paragraphs, apart."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if "word/comments.xml" not in archive.namelist():
            return []
        notes = {
            note.get(qn("w:id")): [_text(line) for line in ooxml.paragraphs_of(note)]
            for note in ooxml.parse(archive.read("word/comments.xml"))
        }
        paragraphs = ooxml.paragraphs_of(ooxml.parse(archive.read("word/document.xml")))
    return [
        Comment(_text(paragraph), _between(paragraph, mark), notes[mark.get(qn("w:id"))])
        for paragraph in paragraphs
        for mark in paragraph.iter(qn("w:commentRangeStart"))
        if not notes[mark.get(qn("w:id"))][0].startswith("Cần người ký xác nhận")
    ]


def _between(paragraph: ooxml.Element, mark: ooxml.Element) -> str:
    """The characters from a mark to the end mark of its number."""
    elements = list(paragraph.iter())
    ends = [e for e in paragraph.iter(qn("w:commentRangeEnd")) if e.get(qn("w:id")) == mark.get(qn("w:id"))]
    return "".join(map(_letters, elements[elements.index(mark) : elements.index(ends[0])]))


def _letters(element: ooxml.Element) -> str:
    return {qn("w:t"): element.text or "", qn("w:br"): "\n"}.get(element.tag, "")


def _text(paragraph: ooxml.Element) -> str:
    return "".join(map(_letters, paragraph.iter()))


COPIES = ["ke_hoach", "bao_cao_quy_2", "bao_cao_quy_3", "bao_cao_quy_4", "danh_gia"]
every_copy = pytest.mark.parametrize("stem", COPIES)


def test_these_are_all(documents: dict[str, bytes]) -> None:
    assert sorted(documents) == sorted([*COPIES, *(f"{stem}_doi_chieu" for stem in COPIES)])


@every_copy
def test_a_figure_is_marked_at_exactly_its_characters_and_named_with_its_parts(
    documents: dict[str, bytes], stem: str
) -> None:
    figures = [c for c in comments(documents[f"{stem}_doi_chieu"]) if " – " in c.cac_dong[0]]
    assert len(figures) > 50 or stem == "ke_hoach"  # a plan counts nothing
    for figure in figures:
        first, *parts = figure.cac_dong
        assert first.startswith(f"{figure.chu} – ") and first.endswith(":"), (figure.chu, first)
        assert parts and all("data/papi_2026/" in part or part.startswith("và ") for part in parts), figure


@every_copy
def test_words_are_marked_at_exactly_the_words_that_stand_in_the_line(documents: dict[str, bytes], stem: str) -> None:
    looked_at = 0
    wrong = []
    for comment in comments(documents[f"{stem}_doi_chieu"]):
        if " – " not in comment.cac_dong[0]:
            (line,) = comment.cac_dong
            looked_at += 1
            data = _squeezed(_from(line))
            of_the_task = data.startswith("ma:")  # a time that all tasks of a part have
            if not of_the_task and _squeezed(comment.chu) not in data and _number(comment.chu) != _number(data):
                wrong.append((comment.chu, line, data[:60]))
    assert not wrong
    assert looked_at > 20


def _from(place: str) -> str:
    """The data from a place on, `data/….yaml:12:3`."""
    file, line, column = place.split(" ")[0].rsplit(":", 2)
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    return "\n".join([lines[int(line) - 1][int(column) - 1 :], *lines[int(line) : int(line) + 12]])


def _number(text: str) -> str:
    """The number that a text begins with, as YAML may write it: `06 kiến nghị` and `6}` are alike."""
    found = re.match(r"0*(\d[\d.]*(?:,\d+)?)", text)
    return found[1] if found else text


def _squeezed(text: str) -> str:
    """The words without blanks, in one case: YAML folds lines, sentences begin with a capital."""
    return "".join(text.split()).lower()


@every_copy
def test_no_two_sources_lie_over_each_other(documents: dict[str, bytes], stem: str) -> None:
    with zipfile.ZipFile(io.BytesIO(documents[f"{stem}_doi_chieu"])) as archive:
        root = ooxml.parse(archive.read("word/document.xml"))
        notes = ooxml.parse(archive.read("word/comments.xml"))
    questions = {note.get(qn("w:id")) for note in notes if "".join(note.itertext()).startswith("Cần người ký xác nhận")}
    every = [(e.tag, e.get(qn("w:id"))) for e in root.iter(qn("w:commentRangeStart"), qn("w:commentRangeEnd"))]
    marks = [mark for mark in every if mark[1] not in questions]
    assert marks == [(qn(f"w:commentRange{side}"), number) for _, number in marks[::2] for side in ("Start", "End")]


def test_a_figure_of_a_quarter_names_the_lines_behind_it(documents: dict[str, bytes]) -> None:
    found = comments(documents["bao_cao_quy_3_doi_chieu"])
    (done,) = (c for c in found if c.cac_dong[0] == "14 – nhiệm vụ thường xuyên đã thực hiện trong kỳ:")
    assert "14/15 nhiệm vụ thường xuyên" in done.doan_van and done.cac_dong[-1] == "và 8 phần nữa (docgen giai-thich)"
    assert done.cac_dong[1].startswith(
        "Công khai thông tin trên Trang, Cổng Thông tin điện tử — đã thực hiện trong kỳ: "
    )
    assert "data/papi_2026/tien_do/quy_3.yaml:" in done.cac_dong[1]


def test_every_text_of_a_unit_names_its_line(documents: dict[str, bytes]) -> None:
    found = {line for c in comments(documents["bao_cao_quy_3_doi_chieu"]) for line in c.cac_dong}
    looked_at = 0
    for report in load(ROOT, "papi_2026").tien_do[3].tien_do:
        for text in report.ket_qua:
            looked_at += 1
            assert {str(place) for _, _, source in spans_of(text) for place in source.places} & found, text
    assert looked_at > 10


def test_tasks_of_the_plan_name_their_line(documents: dict[str, bytes]) -> None:
    found = {line for c in comments(documents["ke_hoach_doi_chieu"]) for line in c.cac_dong}
    looked_at = 0
    for part in load(ROOT, "papi_2026").ke_hoach.cac_phan_co_nhiem_vu():
        for task in part.nhiem_vu:
            looked_at += 1
            said = {str(place) for text in task.noi_dung for _, _, source in spans_of(text) for place in source.places}
            assert said and said <= found, task.ma
    assert looked_at > 10


FIGURE = Source("việc", (Part("a", (Place("data/k/t.yaml", 1, 1),)),))
OFFICE = at(Place("data/co_quan.yaml", 3, 1))


def traces_of(*pieces: tuple[str, Source | None]) -> list[DauVet]:
    """The traces of a paragraph that is made of these pieces."""
    found, end = [], 0
    for text, source in pieces:
        found.append(DauVet(Spot(MAIN, 0), end, end + len(text), text, source))
        end += len(text)
    return found


@pytest.mark.parametrize(
    ("pieces", "marked"),
    [
        ([("13", FIGURE), ("/", None), ("14", FIGURE)], ["13", "14"]),
        ([("13", FIGURE), ("14", FIGURE)], ["1314"]),
        ([("5", FIGURE), (" việc", at(Place("data/k/t.yaml", 2, 1)))], ["5", " việc"]),
        ([("Lai Châu", OFFICE), ("1.", Source("nhãn")), ("x", None)], []),
    ],
)
def test_what_is_marked_together(pieces: list[tuple[str, Source | None]], marked: list[str]) -> None:
    """Values side by side of one source together; not labels, not the office's own names."""
    text = "".join(piece for piece, _ in pieces)
    found = comments(doi_chieu(template(p(text)), traces_of(*pieces)))
    assert [c.chu for c in found] == marked
    assert all(c.cac_dong[0] in {f"{c.chu} – việc:", "data/k/t.yaml:2:1"} for c in found)


def test_the_clean_document_has_none_and_is_the_same_as_without(documents: dict[str, bytes], workspace: Path) -> None:
    assert docgen("lap", "tat-ca", folder=workspace)[0] == 0
    for stem, content in documents.items():
        if not stem.endswith("doi_chieu"):
            assert comments(content) == []
            assert (workspace / f"output/papi_2026/{stem}.docx").read_bytes() == content


def test_no_letter_of_the_copy_differs(documents: dict[str, bytes]) -> None:
    def letters(content: bytes) -> list[str]:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return [_text(p) for p in ooxml.paragraphs_of(ooxml.parse(archive.read("word/document.xml")))]

    for stem, content in documents.items():
        if stem.endswith("_doi_chieu"):
            assert letters(content) == letters(documents[stem.removesuffix("_doi_chieu")])
