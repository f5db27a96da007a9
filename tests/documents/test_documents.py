"""What holds for every document type; the types are found by themselves."""

from __future__ import annotations

import functools
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from openxml_audit import OpenXmlValidator

from docgen.commands.kiem import NguongLoi, kiem_tep
from docgen.commands.lap import lap
from docgen.documents import DOCUMENT_TYPES, cac_van_ban
from docgen.docx import package
from docgen.load import load, load_office, plans
from docgen.template.build import build
from tests.adjusted import adjusted_workspace
from tests.conftest import ROOT
from tests.finished import lines, opened, paragraphs, texts

GOLDEN = ROOT / "tests" / "golden"
PLANS = {
    "papi_2026": ROOT,
    "thu_vien_2026": ROOT / "tests/workspaces/thu_vien",
    "toi_thieu": ROOT / "tests/workspaces/toi_thieu",
    "chuyen_doi_so_2026": ROOT / "tests/workspaces/so_y_te",
    "cai_cach_hanh_chinh_2026": ROOT / "tests/workspaces/xa_sau_nhiem_vu",
    "dieu_chinh": adjusted_workspace(),
}
CASES = [
    (van_ban.stem, plan)
    for plan, workspace in PLANS.items()
    for ho_so in [load(workspace, plans(workspace)[0])]
    for van_ban in cac_van_ban(ho_so)
    if van_ban.stem not in ho_so.ban_hanh
]


def type_of(stem: str) -> str:
    """`bao_cao_quy_3` → `bao-cao-quy`."""
    return next(name for name in DOCUMENT_TYPES if stem.startswith(name.replace("-", "_")))


@functools.cache
def contents(plan: str) -> dict[str, bytes]:
    """All documents of a plan."""
    with tempfile.TemporaryDirectory() as folder:
        files = lap(list(DOCUMENT_TYPES), PLANS[plan], None, Path(folder))
        return {file.path.stem: file.path.read_bytes() for file in files}


def written(stem: str, plan: str, output: Path) -> Path:
    path = output / f"{stem}.docx"
    path.write_bytes(contents(plan)[stem])
    return path


def test_every_type_has_a_document_here() -> None:
    assert {type_of(stem) for stem, _ in CASES} == set(DOCUMENT_TYPES)


def golden_text(path: Path) -> str:
    """Each paragraph after the name of its style."""
    return "".join(f"[{p.style.removeprefix('ND30 ')}] {p.text}\n" for p in paragraphs(opened(path)))


@pytest.mark.parametrize(("stem", "plan"), CASES)
def test_the_text_is_the_golden_text(stem: str, plan: str, tmp_path: Path) -> None:
    """After a change that is meant: `make vang`, and read the difference."""
    assert golden_text(written(stem, plan, tmp_path)) == (GOLDEN / f"{plan}.{stem}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(("stem", "plan"), CASES)
def test_the_file_is_valid(stem: str, plan: str, tmp_path: Path) -> None:
    assert OpenXmlValidator().validate(written(stem, plan, tmp_path)).errors == []


@pytest.mark.parametrize(("stem", "plan"), CASES)
def test_the_same_data_gives_the_same_bytes(stem: str, plan: str, tmp_path: Path) -> None:
    (file,) = [f for f in lap([type_of(stem)], PLANS[plan], None, tmp_path) if f.path.stem == stem]
    assert file.path.read_bytes() == contents(plan)[stem]
    assert package.untouched(contents(plan)[stem])


@pytest.mark.parametrize(("stem", "plan"), CASES)
def test_the_form_check_finds_nothing_but_number_and_day(stem: str, plan: str) -> None:
    found = kiem_tep(f"{stem}.docx", contents(plan)[stem], NguongLoi()).cac_ket_qua
    assert {each.quy_tac for each in found} <= {"so_ky_hieu.so", "dia_danh_ngay.ngay"}


def test_scores_above_the_columns_have_a_comma() -> None:
    parts = package.read(contents("papi_2026")["danh_gia"])
    labels = [
        text
        for name, content in parts.items()
        if name.startswith("word/charts/bieu_do")
        for text in re.findall(r"<a:t>([^<]*\d[^<]*)</a:t>", content.decode())
    ]
    assert "44,4187" in labels and not [text for text in labels if "." in text]


@pytest.mark.parametrize(("stem", "plan"), CASES)
def test_nothing_of_the_template_is_left(stem: str, plan: str, tmp_path: Path) -> None:
    path = written(stem, plan, tmp_path)
    document = opened(path)
    assert not [
        text for text in texts(document) if any(mark in text for mark in ("{{", "}}", "{%", "%}", "None", "True"))
    ]
    # Loops that yield nothing leave no empty paragraph, row or heading: only lines and section ends are without text.
    empty = {p.style.name for p in document.paragraphs if not p.text.strip()}
    assert empty <= {"ND30 Đường kẻ", "ND30 Ngắt phần", "ND30 Biểu đồ"}
    for table in document.tables:
        assert all(any(cell.text.strip() for cell in row.cells) for row in table.rows)


@pytest.mark.parametrize(("stem", "plan"), CASES)
def test_every_paragraph_is_in_a_style_of_the_decree(stem: str, plan: str, tmp_path: Path) -> None:
    path = written(stem, plan, tmp_path)
    assert all(paragraph.style.startswith("ND30 ") for paragraph in paragraphs(opened(path)))
    assert b"<w:rPr" not in package.read(path.read_bytes())["word/document.xml"]


@pytest.mark.parametrize(("stem", "plan"), CASES)
def test_ids_are_unique_and_every_drawing_is_described(stem: str, plan: str, tmp_path: Path) -> None:
    document = opened(written(stem, plan, tmp_path))
    properties = list(document.element.body.iter("{*}docPr"))
    assert (
        len({element.get("id") for element in properties})
        == len(properties)
        == len(list(document.element.iter("{*}inline")))
    )
    assert all(element.get("descr") for element in properties)
    assert {"duong_ke_tieu_ngu", "duong_ke_co_quan", "duong_ke_trich_yeu"} <= set(lines(document))


@pytest.mark.parametrize(("stem", "plan"), CASES)
def test_the_properties_say_what_and_whose_it_is_and_nothing_of_the_machine(
    stem: str, plan: str, tmp_path: Path
) -> None:
    core = opened(written(stem, plan, tmp_path)).core_properties
    assert core.title == f"{DOCUMENT_TYPES[type_of(stem)].ten_loai} {core.subject}"
    assert core.subject and "\n" not in core.subject
    assert core.author == load_office(PLANS[plan]).co_quan_ban_hanh.ten
    assert core.language == "vi-VN"
    assert (core.created, core.modified, core.last_modified_by) == (None, None, "")


@pytest.mark.parametrize("name", DOCUMENT_TYPES)
def test_a_template_of_the_office_is_used_as_it_is(name: str, workspace: Path) -> None:
    """Somebody changed a word of the template in Word: the seal is broken, so the file is taken and not rebuilt."""
    parts = package.read(build(DOCUMENT_TYPES[name].body, load_office(ROOT).trinh_bay))
    parts["word/document.xml"] = parts["word/document.xml"].replace("Nơi nhận:".encode(), "Nơi gửi:".encode())
    if name == "dieu-chinh":
        workspace = Path(shutil.copytree(adjusted_workspace(), workspace / "adjusted"))
    template = workspace / DOCUMENT_TYPES[name].tep_mau
    template.parent.mkdir()
    template.write_bytes(package.write(parts))
    for file in lap([name], workspace, None, workspace / "output"):
        assert "Nơi gửi:" in texts(opened(file.path))
    assert template.read_bytes() == package.write(parts)


def test_the_offices_choices_reach_the_document_past_a_template_that_nobody_changed(workspace: Path) -> None:
    """The committed template is of 14 pt; co_quan.yaml says 13."""
    shutil.copytree(ROOT / "templates_docx", workspace / "templates_docx")
    path = workspace / "data/co_quan.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("co_chu: 14 ", "co_chu: 13 "), encoding="utf-8")
    (file,) = lap(["ke-hoach"], workspace, None, workspace / "output")
    assert {p.size for p in paragraphs(opened(file.path)) if p.style == "ND30 Lời văn"} == {13}


def said(tree: Any) -> Iterator[str]:
    """Every text of a YAML file that a document prints as it stands."""
    printed = {"tieu_de", "doan_van", "diem", "noi_dung", "mo_dau", "ket_luan", "can_cu", "ten", "ho_ten", "noi_nhan"}
    if isinstance(tree, dict):
        for key, value in tree.items():
            if key == "phu_luc":
                yield from (text for annex in value for text in said({**annex, "ten": annex["ten"].upper()}))
            elif key in printed and not isinstance(value, dict):
                yield from (
                    line for text in ([value] if isinstance(value, str) else value) for line in text.splitlines()
                )
            elif key not in ("chi_so", "chi_tieu", "dai_luong"):
                yield from said(value)
    elif isinstance(tree, list):
        for item in tree:
            yield from said(item)


@pytest.mark.parametrize("plan", sorted({plan for stem, plan in CASES if stem == "ke_hoach"}))
def test_every_text_of_the_plan_stands_in_the_document(plan: str) -> None:
    """Read with another YAML reader than docgen's, compared without docgen's own idea of the order."""
    tree = yaml.load((PLANS[plan] / f"data/{plan}/ke_hoach.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    document = " ".join(" ".join(texts(opened(contents(plan)["ke_hoach"]))).split()).lower()
    wanted = [" ".join(text.split()).rstrip(".;/ ").lower() for text in said(tree)]
    assert len(wanted) >= 3
    assert [text for text in wanted if text not in document] == []
