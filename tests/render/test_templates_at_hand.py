"""Templates of another version of docgen are built anew; those that somebody changed are used as they are."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NoReturn

import pytest

from docgen import template
from docgen.commands.lap import file_name, lap
from docgen.documents import DOCUMENT_TYPES
from docgen.docx import package
from docgen.load import load_office
from docgen.template import source
from tests.cli.test_main import docgen
from tests.conftest import ROOT

SOURCE = "ab" * 32
NAME = "ke-hoach"
TODAY = (ROOT / "templates_docx" / file_name(NAME)).read_bytes()
MAIN = "word/document.xml"
OF_TODAY, OF_LAST_YEAR = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM".encode(), "CHỮ CỦA BẢN CŨ".encode()


def of_last_year() -> package.Parts:
    """The parts of a template with another wording, sealed as today's was."""
    parts = package.read(TODAY)
    assert OF_TODAY in parts[MAIN]
    return parts | {MAIN: parts[MAIN].replace(OF_TODAY, OF_LAST_YEAR)}


def put(workspace: Path, content: bytes) -> Path:
    path = workspace / "templates_docx" / file_name(NAME)
    path.parent.mkdir()
    path.write_bytes(content)
    return path


def written(workspace: Path) -> bytes:
    """The main part of the document that `docgen lap` writes."""
    (file,) = lap([NAME], workspace, None, workspace / "output")
    return package.read(file.path.read_bytes())[MAIN]


class TestTemplateAtHand:
    """A template in the workspace: taken as it is where it is of this version or edited by hand, built anew otherwise."""

    @pytest.mark.parametrize(
        "stale",
        [package.sealed(of_last_year(), SOURCE), package.sealed(of_last_year())],
        ids=["of another version", "of a version that did not say"],
    )
    def test_one_of_another_version_is_not_used(self, workspace: Path, stale: bytes) -> None:
        path = put(workspace, stale)
        made = written(workspace)
        assert OF_TODAY in made and OF_LAST_YEAR not in made
        assert path.read_bytes() == stale  # `docgen lap` writes documents; templates are written by `docgen mau word`

    def test_one_edited_by_hand_is_used_as_it_is(self, workspace: Path) -> None:
        edited = package.write(of_last_year())
        assert not package.untouched(edited)
        path = put(workspace, edited)
        assert OF_LAST_YEAR in written(workspace)
        assert path.read_bytes() == edited

    def test_one_that_was_never_sealed_is_somebodys_own(self, workspace: Path) -> None:
        parts = of_last_year()
        del parts[package.SEAL]
        put(workspace, package.write(parts))
        assert OF_LAST_YEAR in written(workspace)

    def test_one_of_this_version_is_not_built_again(self, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def build_again(*_: Any) -> NoReturn:
            raise AssertionError("built again")

        put(workspace, TODAY)
        monkeypatch.setattr("docgen.template.build.build", build_again)
        assert OF_TODAY in written(workspace)

    def test_one_that_is_missing_is_built_to_the_same(self, workspace: Path) -> None:
        without = written(workspace)
        put(workspace, TODAY)
        assert written(workspace) == without

    def test_the_version_is_in_what_a_template_says_of_itself(
        self, workspace: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        body, trinh_bay = DOCUMENT_TYPES[NAME].body, load_office(workspace).trinh_bay
        assert package.source_of(TODAY) == source(body, trinh_bay)
        for what in (
            "docgen.fingerprint.__version__",
            "docgen.nghi_dinh.nd30.__file__",
        ):  # a version, a program that is another
            with monkeypatch.context() as patch:
                patch.setattr(what, __file__)
                template._built_by.cache_clear()
                assert package.source_of(TODAY) != source(body, trinh_bay)
        template._built_by.cache_clear()

    def test_mau_word_puts_this_version_in_its_place(self, workspace: Path) -> None:
        path = put(workspace, package.sealed(of_last_year(), SOURCE))
        code, out, err = docgen("mau", "word", folder=workspace)
        assert (code, err) == (0, "") and "giữ nguyên" not in out
        assert path.read_bytes() == TODAY
        assert [other.name for other in path.parent.iterdir() if "(2)" in other.name] == []
