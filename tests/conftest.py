"""Workspaces to work in, and the programs that some tests need."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent.parent
WORKSPACES = Path(__file__).parent / "workspaces"

# The time of one example depends on the machine; a test says what is right, not how fast.
settings.register_profile("docgen", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("docgen")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of the shipped data, without templates: they are built when they are not there."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A copy of the invented second plan: căn cứ, deadlines, three annexes, no chỉ số."""
    shutil.copytree(WORKSPACES / "thu_vien", tmp_path, dirs_exist_ok=True)
    return tmp_path


def needed(program: str, package: str) -> None:
    """Skips the test where a program is missing; on CI that is an error."""
    if shutil.which(program) is None:
        message = f"{program} is missing: apt-get install {package}"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)


@pytest.fixture(scope="session")
def to_pdf(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Turns a .docx into a .pdf with LibreOffice, in a profile of its own."""

    def convert(document: Path) -> Path:
        needed("soffice", "libreoffice-writer-nogui fonts-liberation2")
        needed("pdftotext", "poppler-utils")
        folder = tmp_path_factory.mktemp("pdf")
        profile = (folder / "profile").as_uri()
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation={profile}",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                folder,
                document,
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return folder / f"{document.stem}.pdf"

    return convert
