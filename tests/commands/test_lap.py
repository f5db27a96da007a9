from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from docgen.commands.lap import lap
from docgen.documents import DOCUMENT_TYPES
from docgen.errors import UnusableError
from tests.conftest import ROOT


def test_a_file_that_cannot_be_written_does_not_stop_the_others(workspace: Path) -> None:
    output = workspace / "output"
    for name in ("ke_hoach", "bao_cao_quy_2"):
        (output / f"papi_2026/{name}.docx").mkdir(parents=True)
    with pytest.raises(UnusableError) as caught:
        lap(list(DOCUMENT_TYPES), workspace, None, output)
    assert [problem.place.file.rsplit("/", 1)[1] for problem in caught.value.problems] == [
        "bao_cao_quy_2.docx",
        "ke_hoach.docx",
    ]
    assert sorted(path.name for path in (output / "papi_2026").iterdir() if path.is_file()) == [
        "bao_cao_quy_3.docx",
        "bao_cao_quy_4.docx",
        "danh_gia.docx",
    ]


def test_a_mistake_in_a_template_stops_everything_before_anything_is_written(workspace: Path) -> None:
    (workspace / "templates_docx").mkdir()
    (workspace / "templates_docx/danh_gia.docx").write_bytes(b"not a document")
    with pytest.raises(UnusableError, match=r"templates_docx/danh_gia\.docx: mẫu không phải là tệp Word \.docx"):
        lap(list(DOCUMENT_TYPES), workspace, None, workspace / "output")
    assert not (workspace / "output").exists()


def test_two_offices_do_not_write_into_one_folder(tmp_path: Path) -> None:
    shared, one, other = (tmp_path / name for name in ("chung", "mot", "hai"))
    for office in (one, other):
        shutil.copytree(ROOT / "data", office / "data")
    (first,) = lap(["ke-hoach"], one / "data" / "..", None, shared)
    before = first.path.read_bytes()
    with pytest.raises(UnusableError, match="thư mục này chứa văn bản của nơi khác"):
        lap(["ke-hoach"], other, None, shared)
    assert lap(["ke-hoach"], one, None, shared)[0].path.read_bytes() == before
    assert lap(["ke-hoach"], other, None, other / "output")
    if hasattr(os, "symlink"):
        shutil.rmtree(other / "output")
        (other / "output").symlink_to(shared)
        with pytest.raises(UnusableError, match="nơi khác"):
            lap(["ke-hoach"], other, None, other / "output")
