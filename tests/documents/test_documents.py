"""What holds for every document type; the types are found by themselves."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from docgen import package
from docgen.commands.lap import file_name, lap
from docgen.documents import DOCUMENT_TYPES
from docgen.load import load_office
from docgen.template import build
from tests.conftest import ROOT
from tests.finished import lines, opened, paragraphs, texts

GOLDEN = ROOT / "tests" / "golden"
PLANS = {
    "papi_2026": ROOT,
    "thu_vien_2026": ROOT / "tests/workspaces/thu_vien",
    "toi_thieu": ROOT / "tests/workspaces/toi_thieu",
}
CASES = [(name, plan) for name in DOCUMENT_TYPES for plan in PLANS]


def written(name: str, plan: str, output: Path) -> Path:
    (file,) = lap([name], PLANS[plan], plan, output)
    return file.path


def golden_text(path: Path) -> str:
    """Each paragraph after the name of its style."""
    return "".join(f"[{p.style.removeprefix('ND30 ')}] {p.text}\n" for p in paragraphs(opened(path)))


@pytest.mark.parametrize(("name", "plan"), CASES)
def test_the_text_is_the_golden_text(name: str, plan: str, tmp_path: Path) -> None:
    """After a change that is meant: `make vang`, and read the difference."""
    assert golden_text(written(name, plan, tmp_path)) == (GOLDEN / f"{plan}.{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "plan"), CASES)
def test_the_file_is_valid(name: str, plan: str, tmp_path: Path) -> None:
    assert OpenXmlValidator().validate(written(name, plan, tmp_path)).errors == []


@pytest.mark.parametrize(("name", "plan"), CASES)
def test_the_same_data_gives_the_same_bytes(name: str, plan: str, tmp_path: Path) -> None:
    first = written(name, plan, tmp_path / "a").read_bytes()
    assert written(name, plan, tmp_path / "b").read_bytes() == first
    assert package.untouched(first)


@pytest.mark.parametrize(("name", "plan"), CASES)
def test_nothing_of_the_template_is_left(name: str, plan: str, tmp_path: Path) -> None:
    path = written(name, plan, tmp_path)
    document = opened(path)
    assert not [
        text for text in texts(document) if any(mark in text for mark in ("{{", "}}", "{%", "%}", "None", "True"))
    ]
    # Loops that yield nothing leave no empty paragraph, row or heading: only lines and section ends are without text.
    empty = {p.style.name for p in document.paragraphs if not p.text.strip()}
    assert empty <= {"ND30 Đường kẻ", "ND30 Ngắt phần"}
    for table in document.tables:
        assert all(any(cell.text.strip() for cell in row.cells) for row in table.rows)


@pytest.mark.parametrize(("name", "plan"), CASES)
def test_every_paragraph_is_in_a_style_of_the_decree(name: str, plan: str, tmp_path: Path) -> None:
    path = written(name, plan, tmp_path)
    assert all(paragraph.style.startswith("ND30 ") for paragraph in paragraphs(opened(path)))
    assert b"<w:rPr" not in package.read(path.read_bytes())["word/document.xml"]


@pytest.mark.parametrize(("name", "plan"), CASES)
def test_ids_are_unique_and_every_drawing_is_described(name: str, plan: str, tmp_path: Path) -> None:
    document = opened(written(name, plan, tmp_path))
    properties = list(document.element.body.iter("{*}docPr"))
    assert (
        len({element.get("id") for element in properties})
        == len(properties)
        == len(list(document.element.iter("{*}inline")))
    )
    assert all(element.get("descr") for element in properties)
    assert {"duong_ke_tieu_ngu", "duong_ke_co_quan", "duong_ke_trich_yeu"} <= set(lines(document))


@pytest.mark.parametrize("name", DOCUMENT_TYPES)
def test_the_properties_say_what_and_whose_it_is_and_nothing_of_the_machine(name: str, tmp_path: Path) -> None:
    document = opened(written(name, "papi_2026", tmp_path))
    core = document.core_properties
    assert core.title == f"{DOCUMENT_TYPES[name].ten_loai} {core.subject}"
    assert core.subject == "Cải thiện, nâng cao Chỉ số hiệu quả quản trị và hành chính công (PAPI) năm 2026"
    assert core.author == load_office(ROOT).co_quan_ban_hanh.ten
    assert core.language == "vi-VN"
    assert (core.created, core.modified, core.last_modified_by) == (None, None, "")


@pytest.mark.parametrize("name", DOCUMENT_TYPES)
def test_a_template_of_the_office_is_used_as_it_is(name: str, tmp_path: Path) -> None:
    """Somebody changed a word of the template in Word: the seal is broken, so the file is taken and not rebuilt."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    parts = package.read(build(DOCUMENT_TYPES[name].body, load_office(ROOT).trinh_bay))
    parts["word/document.xml"] = parts["word/document.xml"].replace("Nơi nhận:".encode(), "Nơi gửi:".encode())
    (tmp_path / "templates_docx").mkdir()
    (tmp_path / "templates_docx" / file_name(name)).write_bytes(package.write(parts))
    (file,) = lap([name], tmp_path, None, tmp_path / "output")
    assert "Nơi gửi:" in texts(opened(file.path))
    assert (tmp_path / "templates_docx" / file_name(name)).read_bytes() == package.write(parts)
