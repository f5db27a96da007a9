"""What rendering costs, counted and not timed: parses, bytes packed, memory, modules. And equal bytes, however it is run."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tracemalloc
import types
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import docgen.render
from docgen.commands.lap import lap
from docgen.docx import package
from docgen.docx.chart import chart_part, workbook
from docgen.render import Properties, render
from docgen.render.prepared import Template, prepare
from tests.conftest import ROOT
from tests.render.mau_nho import MAIN, p, row, table, tag, template
from tests.render.test_equal import contexts, shipped, shipped_way

PROPERTIES = Properties("Báo cáo", "Quý", "Văn phòng", "ab" * 32)
STEM = "bao_cao_quy_3"  # headers, charts, tables


@pytest.fixture
def parses(monkeypatch: pytest.MonkeyPatch) -> Counter[bytes]:
    """Counts how often each text is parsed, whoever asks lxml for it."""
    counted: Counter[bytes] = Counter()
    for name in ("fromstring", "XML", "parse", "iterparse"):
        usual = getattr(etree, name)

        def counting(source: Any, *rest: Any, usual: Any = usual, **named: Any) -> Any:
            counted[source.encode() if isinstance(source, str) else bytes(source)] += 1
            return usual(source, *rest, **named)

        monkeypatch.setattr(etree, name, counting)
    return counted


class TestParses:
    def test_none_in_rendering(self, parses: Counter[bytes]) -> None:
        way = shipped_way("bao_cao_quy", prepare)
        parses.clear()
        way.render(contexts("papi_2026")[STEM])
        assert not parses

    def test_none_in_all_that_is_done_for_a_second_document(self, parses: Counter[bytes]) -> None:
        """Charts, properties and seal too."""
        body = shipped(STEM)
        render(body, "mau.docx", contexts("papi_2026")["bao_cao_quy_2"], PROPERTIES)
        parses.clear()
        finished = render(body, "mau.docx", contexts("papi_2026")[STEM], PROPERTIES)
        assert not parses
        ((name, data),) = contexts("papi_2026")[STEM]["bieu_do"].items()
        part, _ = shipped_way("bao_cao_quy", prepare).charts[name]
        assert package.read(finished)[part] == chart_part(data)

    def test_preparing_parses_no_part_twice_but_relations(self, parses: Counter[bytes]) -> None:
        prepare(shipped("bao_cao_quy_2"))
        assert parses  # the counter counts
        often = {source[:300] for source, times in parses.items() if times > 1}
        assert all(b"/package/2006/relationships" in start for start in often)
        assert max(parses.values()) <= 2

    @pytest.mark.usefixtures("nothing_prepared")
    def test_looking_for_what_a_template_may_not_hold_parses_each_part_once_more(self, parses: Counter[bytes]) -> None:
        body = shipped("bao_cao_quy_2")
        docgen.render._prepared(body, "mau.docx")
        often = {source[:300] for source, times in parses.items() if times > 2}
        assert all(b"/package/2006/relationships" in start or b"<w:document" in start for start in often)
        assert max(parses.values()) <= 3


# --- What is packed -------------------------------------------------------------------------------------------


class Counting:
    """Stands in for zlib, and counts what is given to deflate."""

    def __init__(self) -> None:
        self.given: list[int] = []

    def module(self) -> types.ModuleType:
        stand_in = types.ModuleType("zlib_dem")
        stand_in.crc32 = zlib.crc32  # type: ignore[attr-defined]
        stand_in.compressobj = self._compressobj  # type: ignore[attr-defined]
        return stand_in

    def _compressobj(self, *arguments: Any) -> Any:
        packer = zlib.compressobj(*arguments)
        self.given.append(0)

        def compress(piece: bytes) -> bytes:
            self.given[-1] += len(piece)
            return packer.compress(piece)

        return types.SimpleNamespace(compress=compress, flush=packer.flush)


@pytest.fixture
def packed(monkeypatch: pytest.MonkeyPatch) -> Counting:
    counting = Counting()
    monkeypatch.setattr(package, "zlib", counting.module())
    monkeypatch.setattr(package, "fast_zlib", package.zlib)
    return counting


class TestPacking:
    def test_only_what_is_made_is_packed(self, packed: Counting) -> None:
        way, context = shipped_way("bao_cao_quy", prepare), contexts("papi_2026")[STEM]
        replaced = {"docProps/core.xml": b"<x/>", **charts_of(way, context)}
        packed.given.clear()
        finished = package.read(way.render(context, replaced))
        made = {
            name
            for name in finished
            if name in replaced or b"{{" in TEMPLATE_PARTS[name] or b"{%" in TEMPLATE_PARTS[name]
        }
        made |= {MAIN}
        assert {"word/header1.xml", "word/header2.xml"} < made
        assert sorted(packed.given) == sorted(len(finished[name]) for name in made)

    def test_nothing_is_packed_twice_in_a_large_part(self, packed: Counting) -> None:
        way = prepare(template(p("{{ chu }}")))
        packed.given.clear()
        parts = package.read(way.render({"chu": "x" * 3_000_000}))
        assert packed.given == [len(parts[MAIN])]

    def test_parts_without_tags_are_copied_as_they_lie_in_the_template(self, monkeypatch: pytest.MonkeyPatch) -> None:
        way = shipped_way("bao_cao_quy", prepare)
        copied: list[package.Member] = []
        usual = package.Writer.copy

        def copy(writer: package.Writer, members: Iterator[package.Member]) -> None:
            listed = list(members)
            copied.extend(listed)
            usual(writer, listed)

        monkeypatch.setattr(package.Writer, "copy", copy)
        finished = way.render(contexts("papi_2026")[STEM])
        kept = [member for member in copied if member.name in way._static]
        assert {"word/styles.xml", "word/settings.xml", "[Content_Types].xml"} <= {member.name for member in kept}
        assert all(member.data is way._static[member.name].data for member in kept)
        lying = {member.name: member for member in package.members(finished)}
        assert all(lying[member.name].data == member.data for member in kept)

    def test_a_document_with_many_parts_costs_what_its_text_costs(self, packed: Counting) -> None:
        parts = package.read(template(p("{{ chu }}")))
        few, many = prepare(package.write(parts)), prepare(package.write(parts | PICTURES))
        packed.given.clear()
        few.render({"chu": "x"})
        of_few = list(packed.given)
        packed.given.clear()
        many.render({"chu": "x"})
        assert packed.given == of_few


TEMPLATE_PARTS = package.read((ROOT / "templates_docx/bao_cao_quy.docx").read_bytes()) | {package.SEAL: b""}
PICTURES = {f"word/media/hinh_{number}.bin": bytes(range(256)) * 20 for number in range(20)}


def charts_of(way: Template, context: Any) -> dict[str, bytes]:
    parts = {}
    for name, data in context["bieu_do"].items():
        part, book = way.charts[name]
        parts |= {part: chart_part(data), book: workbook(data)}
    return parts


# --- Prepared once --------------------------------------------------------------------------------------------


class TestPreparedOnce:
    def test_for_many_documents_of_a_type(self, with_templates: Path, prepared_anew: list[int]) -> None:
        lap(["bao-cao-quy"], with_templates, None, with_templates / "output", 3)
        once = list(prepared_anew)
        assert 1 <= len(once) <= 4  # the body, and the headers
        lap(["bao-cao-quy"], with_templates, None, with_templates / "output", 2)
        assert prepared_anew == once

    def test_for_all_quarters_of_one_run(self, with_templates: Path, prepared_anew: list[int]) -> None:
        assert len(lap(["bao-cao-quy"], with_templates, None, with_templates / "output")) == 3
        assert len(prepared_anew) <= 4

    def test_a_template_that_changed_is_prepared_anew(self, prepared_anew: list[int]) -> None:
        for text in ("một", "hai", "hai"):
            finished = render(template(p(text)), "mau.docx", {}, PROPERTIES)
            assert text.encode() in package.read(finished)[MAIN]
        assert len(prepared_anew) == 2

    def test_templates_of_many_offices_do_not_pile_up(self, prepared_anew: list[int]) -> None:
        for number in range(docgen.render._PREPARED + 3):
            render(template(p(str(number))), "mau.docx", {}, PROPERTIES)
        assert docgen.render._prepared.cache_info().currsize == docgen.render._PREPARED


# --- Memory ---------------------------------------------------------------------------------------------------

ROWS = 20_000
KEYS = ("stt", "noi_dung", "chu_tri", "phoi_hop", "bat_dau", "ket_thuc", "ty_le", "ghi_chu")
LONG_TABLE = template(
    p("{{ trich_yeu }}")
    + table(
        8, row(*KEYS), row("{%tr for h in hang %}"), row(*(f"{{{{ h.{key} }}}}" for key in KEYS)), row("{%tr endfor %}")
    )
    + tag("if trich_yeu")
    + p("Hết.")
    + tag("endif")
)


class TestMemory:
    def test_a_long_table_is_never_whole_in_the_memory(self) -> None:
        hang = [{key: f"{key} {number} & < thứ {number % 97}" for key in KEYS} for number in range(ROWS)]
        way = prepare(LONG_TABLE)
        assert way.is_fast
        way.render({"trich_yeu": "x", "hang": hang[:10]})  # what is made once is made
        tracemalloc.start()
        try:
            finished = way.render({"trich_yeu": "x", "hang": hang})
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        (main,) = (member for member in package.members(finished) if member.name == MAIN)
        assert main.size > 20_000_000
        # The file itself twice (its pieces, and joined), and a few pieces of text on their way into it.
        assert peak < 2 * len(finished) + 4_000_000  # measured: 2.3 million in all
        assert peak < main.size / 4


# --- Equal bytes ----------------------------------------------------------------------------------------------

_RENDER = """
import hashlib
import os
from tests.render.test_guards import documents
print(*[hashlib.sha256(document).hexdigest() for document in documents()])
"""


def documents() -> list[bytes]:
    """Some documents, made by the fast and the slow way."""
    slow = template(table(2, row("{%tc for x in ds %}", "{{ x }}", "{%tc endfor %}")))
    return [
        render(shipped(STEM), "mau.docx", contexts("papi_2026")[STEM], PROPERTIES),
        render(slow, "mau.docx", {"ds": ["a", "b", "c"]}, PROPERTIES),
    ]


class TestEqualBytes:
    def test_twice_and_with_a_template_prepared_anew(self) -> None:
        once = documents()
        assert documents() == once
        docgen.render._prepared.cache_clear()
        assert documents() == once

    def test_in_another_process_with_another_hash_seed(self) -> None:
        digests = [hashlib.sha256(document).hexdigest() for document in documents()]
        assert of_python("-c", _RENDER, PYTHONHASHSEED="7").split() == digests

    def test_a_broken_document_leaves_nothing_to_the_next(self) -> None:
        way, context = prepare(LONG_TABLE), {"trich_yeu": "x", "hang": [dict.fromkeys(KEYS, "a")] * 2}
        once = way.render(context)
        with pytest.raises(RuntimeError, match="control character"):
            way.render({**context, "hang": [*context["hang"], dict.fromkeys(KEYS, "\x07")]})
        assert way.render(context) == once


def of_python(*arguments: str, folder: Path = ROOT, **environment: str) -> str:
    """What Python prints that runs in this folder."""
    variables = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"} | environment
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, capture_output=True, check=True, env=variables, timeout=60
    )
    return done.stdout.decode()


# --- What a command loads -------------------------------------------------------------------------------------

_MODULES = """
import sys
from docgen.cli.main import main
try:
    main(sys.argv[1:])
except SystemExit as done:
    assert done.code == 0, done.code
print("MODULES", *sys.modules)
"""
HEAVY = {"docx", "docxtpl", "jinja2", "lxml", "openpyxl", "rich", "pypdfium2", "pyhanko", "multiprocessing"}


def loaded(*arguments: str, folder: Path = ROOT) -> set[str]:
    """The modules that a command has loaded at its end, those of docgen by their full names, of others the package."""
    names = of_python("-c", _MODULES, *arguments, folder=folder).rpartition("MODULES ")[2].split()
    return {name if name.startswith("docgen.") else name.partition(".")[0] for name in names}


class TestModules:
    """Python takes longer to load what a command does not need than the command takes."""

    @pytest.mark.parametrize("arguments", [["--help"], ["kiem", "--help"]], ids=" ".join)
    def test_help_needs_nothing_but_click(self, arguments: list[str]) -> None:
        modules = loaded(*arguments)
        assert "click" in modules
        assert not modules & (HEAVY | {"pydantic", "yaml", "isal"})

    def test_the_help_of_lap_needs_no_word(self) -> None:
        assert not loaded("lap", "--help") & HEAVY

    def test_the_overview_needs_no_word(self, with_templates: Path) -> None:
        lap(["ke-hoach"], with_templates, None, with_templates / "output")
        modules = loaded(folder=with_templates)
        assert {"docgen.commands.tinh_hinh", "pydantic", "yaml"} <= modules
        assert not modules & HEAVY

    def test_writing_with_templates_at_hand_loads_neither_what_builds_them_nor_docxtpl(
        self, with_templates: Path
    ) -> None:
        modules = loaded("lap", "tat-ca", folder=with_templates)
        assert (with_templates / "output/papi_2026/ke_hoach.docx").exists()
        assert "docgen.render.prepared" in modules
        assert not modules & {"docgen.template.build", "docgen.template.styles", "docgen.docx.pdf", "multiprocessing"}
        assert not modules & {"docx", "docxtpl", "rich"}
