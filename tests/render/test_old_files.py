"""Files of an earlier docgen: still known as its own by their seal; templates of another version are built anew."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, NoReturn

import pytest

from docgen import template
from docgen.commands.lap import lap
from docgen.documents import DOCUMENT_TYPES
from docgen.docx import package
from docgen.load import load_office
from docgen.publish import publish
from docgen.template import source
from docgen.template.empty import EMPTY_PACKAGE
from tests.cli.test_main import docgen
from tests.conftest import ROOT

SOURCE = "ab" * 32


def sealed_before(parts: package.Parts, source: str = "") -> bytes:
    """The package as docgen sealed it before documents were streamed: the digest over the parts themselves."""
    declared = package.with_seal(parts)
    digest = hashlib.sha256(source.encode())
    for name in sorted(declared):
        for piece in (name.encode(), declared[name]):
            digest.update(len(piece).to_bytes(8, "big"))
            digest.update(piece)
    content = package._SEAL_XML.format(digest=digest.hexdigest(), source=source).encode()
    return package.write(declared | {package.SEAL: content})


class TestOldSeal:
    @pytest.mark.parametrize("source", ["", SOURCE])
    def test_a_file_of_that_time_is_untouched_and_says_its_data(self, source: str) -> None:
        old = sealed_before(EMPTY_PACKAGE, source)
        assert old != package.sealed(EMPTY_PACKAGE, source)
        assert package.untouched(old) and package.source_of(old) == source

    @pytest.mark.parametrize("name", sorted({*package.with_seal(EMPTY_PACKAGE)} - {package.CONTENT_TYPES}))
    def test_any_change_breaks_it(self, name: str) -> None:
        parts = package.read(sealed_before(EMPTY_PACKAGE, SOURCE))
        for content in (b"", parts[name] + b" ", parts[name].swapcase()):
            assert not package.untouched(package.write(parts | {name: content}))
        assert not package.untouched(package.write({kept: parts[kept] for kept in parts if kept != name}))

    def test_an_added_part_breaks_it(self) -> None:
        parts = package.read(sealed_before(EMPTY_PACKAGE))
        assert not package.untouched(package.write(parts | {"word/comments.xml": b"<x/>"}))

    def test_so_does_another_source(self) -> None:
        parts = package.read(sealed_before(EMPTY_PACKAGE, SOURCE))
        parts[package.SEAL] = parts[package.SEAL].replace(SOURCE.encode(), b"cd" * 32)
        assert not package.untouched(package.write(parts))

    def test_a_document_of_that_time_is_replaced_and_an_edited_one_kept(self, tmp_path: Path) -> None:
        path, new = tmp_path / "van_ban.docx", package.sealed(EMPTY_PACKAGE, SOURCE)
        path.write_bytes(sealed_before(EMPTY_PACKAGE))
        assert publish(new, path).spared is None
        assert path.read_bytes() == new
        edited = package.write(package.read(sealed_before(EMPTY_PACKAGE)) | {"word/settings.xml": b"<sua/>"})
        path.write_bytes(edited)
        assert publish(new, path).spared == path
        assert path.read_bytes() == edited


NAME = "ke-hoach"
TODAY = (ROOT / DOCUMENT_TYPES[NAME].tep_mau).read_bytes()
MAIN = "word/document.xml"
OF_TODAY, OF_LAST_YEAR = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM".encode(), "CHỮ CỦA BẢN CŨ".encode()


def of_last_year() -> package.Parts:
    """The parts of a template with another wording, sealed as today's was."""
    parts = package.read(TODAY)
    assert OF_TODAY in parts[MAIN]
    return parts | {MAIN: parts[MAIN].replace(OF_TODAY, OF_LAST_YEAR)}


def put(workspace: Path, content: bytes) -> Path:
    path = workspace / DOCUMENT_TYPES[NAME].tep_mau
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
        [package.sealed(of_last_year(), SOURCE), package.sealed(of_last_year()), sealed_before(of_last_year())],
        ids=["of another version", "of a version that did not say", "with the old seal"],
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

    @pytest.mark.parametrize("seal", [package.sealed, sealed_before])
    def test_mau_word_puts_this_version_in_its_place(self, workspace: Path, seal: Any) -> None:
        path = put(workspace, seal(of_last_year(), SOURCE))
        code, out, err = docgen("mau", "word", folder=workspace)
        assert (code, err) == (0, "") and "giữ nguyên" not in out
        assert path.read_bytes() == TODAY
        assert [other.name for other in path.parent.iterdir() if "(2)" in other.name] == []
