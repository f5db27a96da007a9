"""The written word keeps up with the code: glossary, guide, README, decisions."""

from __future__ import annotations

import dataclasses
import re
import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest

from docgen.documents import cac_van_ban
from docgen.documents.bo_cuc import Doan, Hang
from docgen.load import load
from docgen.model import Record
from tests.conftest import ROOT

DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def glossary() -> dict[str, list[str]]:
    rows = re.findall(r"^\| `(\w+)` \|(.*)\|$", (ROOT / "docs/thuat_ngu.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(rows) == len({word for word, _ in rows}), "a word stands twice"
    return {word: [cell.strip() for cell in cells.split("|")] for word, cells in rows}


def records(base: type[Record] = Record) -> Iterator[type[Record]]:
    for record in base.__subclasses__():
        yield record
        yield from records(record)


def test_every_domain_word_is_in_the_glossary_and_no_dead_one() -> None:
    words = {field for record in records() for field in record.model_fields}
    words |= {field.name for shown in (Doan, Hang) for field in dataclasses.fields(shown)}
    ho_so = load(ROOT, "papi_2026")
    words = words.union(*(van_ban.context for van_ban in cac_van_ban(ho_so)))
    words |= {"bang_phan_cong"}  # inside cac_phu_luc, which the shipped plan leaves empty
    assert len(words) > 60
    assert set(glossary()) == words


def test_every_word_has_accents_english_and_a_clause() -> None:
    for word, cells in glossary().items():
        assert len(cells) == 3 and all(cells), word


def test_the_manual_of_the_rules_is_what_they_say() -> None:
    namespace = runpy.run_path(str(ROOT / "docs/viet_quy_tac.py"))
    assert (ROOT / "docs/quy_tac.md").read_text(encoding="utf-8") == namespace["page"](), "run: make mau"


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_links_and_pictures_exist(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_the_example_of_the_guide_is_right_data(workspace: Path) -> None:
    """The YAML that the guide shows, taken as it is, makes a plan."""
    blocks = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs/huong_dan.md").read_text(encoding="utf-8"), re.DOTALL)
    progress = [block for block in blocks if "tien_do:" in block]
    blocks = [block for block in blocks if "tien_do:" not in block]
    head = "nam: 2026\ntrich_yeu: Thử\nnguoi_ky: hoang_minh_hai\nket_luan: Hết, Phụ lục I, Phụ lục II kèm theo\n"
    path = workspace / "data/thu/ke_hoach.yaml"
    path.parent.mkdir()
    path.write_text(head + "".join(blocks), encoding="utf-8")
    ke_hoach = load(workspace, "thu").ke_hoach
    quarter = workspace / "data/papi_2026/tien_do"
    for path in quarter.iterdir():
        path.unlink()
    (quarter / "quy_2.yaml").write_text("".join(progress), encoding="utf-8")
    assert len(load(workspace, "papi_2026").tien_do[2].tien_do) == 2
    assert len(blocks) == 2
    assert len(ke_hoach.muc) == 3 and len(ke_hoach.phu_luc) == 2


def test_the_commands_that_are_told_exist() -> None:
    from docgen.cli.main import cli

    told = set()
    for path in DOCS:
        told |= set(re.findall(r"docgen (lap|mau) ([a-z-]+)", path.read_text(encoding="utf-8")))
    assert {("lap", "ke-hoach"), ("lap", "tat-ca"), ("mau", "word"), ("mau", "schema")} <= told
    for group, name in told:
        command = cli.commands[group]
        assert command.get_command(None, name), f"docgen {group} {name}"  # type: ignore[attr-defined]
