"""What docgen keeps of templates between commands lies in a folder of the test run, never in the user's."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from docxtpl import DocxTemplate

import docgen.render
from tests.conftest import ROOT


@pytest.fixture
def nothing_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """As on the first run: no template is prepared yet, neither in memory nor on disk. Gives the folder of the user's caches."""
    folder = tmp_path / "bo_nho_dem"
    folder.mkdir(mode=0o700)
    _use(folder, monkeypatch)
    return folder


@pytest.fixture
def prepared_anew(nothing_kept: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One entry for each part that docxtpl's syntax is taken out of; nothing is prepared yet."""
    counted: list[int] = []
    usual = DocxTemplate.patch_xml

    def patch_xml(self: Any, xml: str) -> str:
        counted.append(len(xml))
        return usual(self, xml)

    monkeypatch.setattr(DocxTemplate, "patch_xml", patch_xml)
    return counted


@pytest.fixture
def with_templates(workspace: Path) -> Path:
    """The shipped data with the shipped templates."""
    shutil.copytree(ROOT / "templates_docx", workspace / "templates_docx")
    return workspace


def _use(folder: Path, patch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        patch.setenv(name, str(folder))
    docgen.render._prepared.cache_clear()
