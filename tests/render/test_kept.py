"""Templates prepared by an earlier command: they save work and change nothing, and nothing wrong with them is ever seen."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest
from docxtpl import DocxTemplate
from lxml import etree

import docgen.render
from docgen.errors import UnusableError
from docgen.render import Properties, kept, render
from tests.render.mau_nho import p, row, table, template
from tests.render.test_equal import contexts, shipped


def made(stem: str = "ke_hoach") -> bytes:
    """A document, as a command that has just started makes it."""
    docgen.render._prepared.cache_clear()
    return render(shipped(stem), "mau.docx", contexts("papi_2026")[stem], Properties("Báo cáo", "Quý", "Văn phòng"))


@pytest.fixture
def files(nothing_kept: Path) -> Callable[[], list[Path]]:
    return lambda: [path for path in nothing_kept.rglob("*") if path.is_file()]


def never(*_: Any, **__: Any) -> NoReturn:
    raise AssertionError("done again")


def test_the_second_command_parses_and_prepares_nothing(
    files: Callable[[], list[Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = made("bao_cao_quy_2")
    assert len(files()) == 1
    monkeypatch.setattr(DocxTemplate, "patch_xml", never)
    monkeypatch.setattr(etree, "fromstring", never)
    assert made("bao_cao_quy_2") == first


def test_another_template_is_not_taken_for_it(files: Callable[[], list[Path]]) -> None:
    for text in ("một", "hai", "một"):
        docgen.render._prepared.cache_clear()
        finished = render(template(p(text)), "mau.docx", {}, Properties("a", "b", "c"))
        assert finished == render(template(p(text)), "mau.docx", {}, Properties("a", "b", "c"))
    assert len(files()) == 2


@pytest.mark.parametrize(
    "spoilt",
    [lambda c: b"", lambda c: c[:40], lambda c: c[:-1], lambda c: c + b"x", lambda c: c[:-1] + bytes([c[-1] ^ 1])],
    ids=["empty", "only its beginning", "cut", "longer", "one bit"],
)
def test_a_spoilt_file_is_not_taken(
    spoilt: Callable[[bytes], bytes], files: Callable[[], list[Path]], prepared_anew: list[int]
) -> None:
    first = made()
    (file,) = files()
    whole, once = file.read_bytes(), len(prepared_anew)
    file.write_bytes(spoilt(whole))
    assert made() == first
    assert len(prepared_anew) == 2 * once
    assert file.read_bytes() == whole  # put right for the next command


@pytest.mark.skipif(sys.platform == "win32", reason="who may write there is not said by a mode")
@pytest.mark.parametrize("mode", [0o777, 0o770, 0o702])
def test_a_folder_that_others_may_write_to_is_not_used(
    mode: int, files: Callable[[], list[Path]], prepared_anew: list[int]
) -> None:
    first = made()
    (file,) = files()
    before, once = file.stat(), len(prepared_anew)
    file.parent.chmod(mode)
    assert made() == first
    assert len(prepared_anew) == 2 * once
    assert file.stat().st_mtime_ns == before.st_mtime_ns


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_in_the_place_of_the_folder_is_not_used(
    files: Callable[[], list[Path]], prepared_anew: list[int], tmp_path: Path
) -> None:
    first = made()
    (file,) = files()
    once = len(prepared_anew)
    elsewhere = tmp_path / "cho_khac"
    file.parent.rename(elsewhere)
    file.parent.symlink_to(elsewhere)
    assert made() == first
    assert len(prepared_anew) == 2 * once


@pytest.mark.usefixtures("nothing_kept")
class TestWhereNothingCanBeKept:
    def test_a_file_in_the_place_of_the_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        first = made()
        (tmp_path / "tep").touch()
        for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
            monkeypatch.setenv(name, str(tmp_path / "tep"))
        assert made() == first

    def test_a_full_disk(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(*_: Any, **__: Any) -> NoReturn:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("docgen.render.kept.tempfile.mkstemp", full)
        assert made() == made()

    def test_a_user_without_a_home(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A service, a container: no HOME, and no entry in /etc/passwd."""

        def home() -> NoReturn:
            raise RuntimeError("Could not determine home directory.")

        monkeypatch.delenv("XDG_CACHE_HOME")
        monkeypatch.delenv("LOCALAPPDATA")
        monkeypatch.setattr(Path, "home", home)
        assert made()


def test_no_more_than_so_many_are_kept(files: Callable[[], list[Path]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_MOST", 3)
    for number in range(5):
        render(template(p(str(number))), "mau.docx", {}, Properties("a", "b", "c"))
    assert len(files()) == 3


class TestWhatIsNotKept:
    def test_a_refused_template_is_refused_each_time(self, files: Callable[[], list[Path]]) -> None:
        reaching_out = template('<w:p><w:fldSimple w:instr=" DDEAUTO x"/></w:p>')
        for body in (reaching_out, template(p("{{r chu }}")), template(p("{% if chu %}"))):
            for _ in range(2):
                with pytest.raises(UnusableError):
                    render(body, "mau.docx", {"chu": "x"}, Properties("a", "b", "c"))
        assert files() == []

    def test_one_that_docxtpl_renders(self, files: Callable[[], list[Path]]) -> None:
        body = template(table(1, row("{%tc for x in ds %}", "{{ x }}", "{%tc endfor %}")))
        finished = [render(body, "mau.docx", {"ds": ["a", "b"]}, Properties("a", "b", "c"))]
        docgen.render._prepared.cache_clear()
        finished.append(render(body, "mau.docx", {"ds": ["a", "b"]}, Properties("a", "b", "c")))
        assert finished[0] == finished[1] and files() == []


@pytest.mark.parametrize("what", ["sys.version", "jinja2.__version__"])
def test_another_version_prepares_anew(
    what: str, files: Callable[[], list[Path]], prepared_anew: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, once = made(), len(prepared_anew)
    assert len(files()) == 1
    monkeypatch.setattr(f"docgen.render.kept.{what}", "3.1.99 (một bản khác)")
    kept._made_by.cache_clear()
    try:
        assert made() == first
    finally:
        kept._made_by.cache_clear()
    assert len(prepared_anew) == 2 * once and len(files()) == 2
