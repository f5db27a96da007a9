"""Templates prepared anew, and counted; workspaces with the shipped templates."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

import docgen.render
from docgen.render import prepared
from tests.conftest import ROOT


@pytest.fixture
def nothing_prepared() -> None:
    """As at the start of a command."""
    docgen.render._prepared.cache_clear()


@pytest.fixture
def prepared_anew(nothing_prepared: None, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One entry for each part that docxtpl's syntax is taken out of; nothing is prepared yet."""
    counted: list[int] = []
    usual = prepared.patched

    def patched(root: Any) -> str:
        counted.append(len(root))
        return usual(root)

    monkeypatch.setattr(prepared, "patched", patched)
    return counted


@pytest.fixture
def with_templates(workspace: Path) -> Path:
    """The shipped data with the shipped templates."""
    shutil.copytree(ROOT / "templates_docx", workspace / "templates_docx")
    return workspace
