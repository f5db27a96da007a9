"""`--doi-chieu`: each figure and each unit's text carries its source; the clean document has no comment."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from docgen.commands.lap import lap
from docgen.documents import DOCUMENT_TYPES
from docgen.docx import ooxml
from docgen.load import load
from tests.cli.test_main import docgen
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("doi_chieu")
    files = lap(list(DOCUMENT_TYPES), ROOT, None, folder, doi_chieu=True)
    return {file.path.stem: file.path.read_bytes() for file in files}


def comments(content: bytes) -> dict[str, list[str]]:
    """The text of each paragraph that has a comment → the lines of its comments."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        document = ooxml.parse(archive.read("word/document.xml"))
        if "word/comments.xml" not in archive.namelist():
            return {}
        notes = {
            c.get(ooxml.qn("w:id")): [_text(p) for p in ooxml.paragraphs_of(c)]
            for c in ooxml.parse(archive.read("word/comments.xml"))
        }
    found: dict[str, list[str]] = {}
    for paragraph in ooxml.paragraphs_of(document):
        for mark in paragraph.iter(ooxml.qn("w:commentReference")):
            found.setdefault(_text(paragraph), []).extend(notes[mark.get(ooxml.qn("w:id"))])
    return found


def _text(paragraph: ooxml.Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(ooxml.qn("w:t")))


def test_every_text_of_a_unit_names_its_file_line_unit_and_quarter(documents: dict[str, bytes]) -> None:
    found = comments(documents["bao_cao_quy_3_doi_chieu"])
    looked_at = 0
    for report in load(ROOT, "papi_2026").tien_do[3].tien_do:
        for text in report.ket_qua:
            looked_at += 1
            marked = [lines for said, lines in found.items() if text.rstrip(".") in said]
            assert marked, text
            assert any(str(report.place("ket_qua")) in line and "quý III" in line for line in marked[0])
    assert looked_at > 10


def test_figures_in_sentences_and_rows_name_the_lines_behind_them(documents: dict[str, bytes]) -> None:
    found = comments(documents["bao_cao_quy_3_doi_chieu"])
    sentence = next(lines for said, lines in found.items() if "13/14 nhiệm vụ đã thực hiện trong kỳ" in said)
    assert any(line.startswith("13/14 – đã thực hiện trong kỳ") for line in sentence)
    assert any(re.search(r"tien_do/quy_3\.yaml:\d+:\d+", line) for line in sentence)
    unit = next(lines for said, lines in found.items() if said == "Ban Tiếp công dân")
    assert any("chủ trì: Ban Tiếp công dân" in line for line in unit)


def test_tasks_of_the_plan_name_their_line(documents: dict[str, bytes]) -> None:
    found = comments(documents["ke_hoach_doi_chieu"])
    lines = [line for said in found.values() for line in said]
    for part in load(ROOT, "papi_2026").ke_hoach.cac_phan_co_nhiem_vu():
        for task in part.nhiem_vu:
            assert any(str(task.place("ma")) in line for line in lines), task.ma


def test_the_clean_document_has_none_and_is_the_same_as_without(documents: dict[str, bytes], workspace: Path) -> None:
    assert docgen("lap", "tat-ca", folder=workspace)[0] == 0
    for stem, content in documents.items():
        if not stem.endswith("doi_chieu"):
            assert comments(content) == {}
            assert (workspace / f"output/papi_2026/{stem}.docx").read_bytes() == content


def test_no_letter_of_the_copy_differs(documents: dict[str, bytes]) -> None:
    def letters(content: bytes) -> list[str]:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return [_text(p) for p in ooxml.paragraphs_of(ooxml.parse(archive.read("word/document.xml")))]

    for stem, content in documents.items():
        if stem.endswith("_doi_chieu"):
            assert letters(content) == letters(documents[stem.removesuffix("_doi_chieu")])
