"""The written word keeps up with the code: glossary, guide, README, decisions."""

from __future__ import annotations

import dataclasses
import re
import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest

from docgen.documents import cac_van_ban
from docgen.documents.bo_cuc import DoanVan, HangPhanCong
from docgen.load import load
from docgen.model import HoSo, Record
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
    words |= {field.name for shown in (DoanVan, HangPhanCong) for field in dataclasses.fields(shown)}
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


def example_of_the_guide(workspace: Path) -> HoSo:
    """The plan that the guide builds up: each YAML block names its file in its first line."""
    files = {
        "ke_hoach.yaml": "nam: 2026\ntrich_yeu: Thử\nnguoi_ky: hoang_minh_hai\nket_luan: Hết, Phụ lục I, Phụ lục II\n"
    }
    guide = (ROOT / "docs/huong_dan.md").read_text(encoding="utf-8")
    for name, block in re.findall(r"```yaml\n# (\S+)\n(.*?)```", guide, re.DOTALL):
        files[name] = files.get(name, "") + block
    assert guide.count("```yaml") == 6 and len(files) == 4
    for name, text in files.items():
        path = workspace / "data/thu" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load(workspace, "thu")


def test_the_example_of_the_guide_is_right_data(workspace: Path) -> None:
    """The YAML that the guide shows, taken as it is, makes a plan and its reports, which lack only the plan's number and the last quarter."""
    ho_so = example_of_the_guide(workspace)
    assert len(ho_so.ke_hoach.muc) == 3 and len(ho_so.ke_hoach.phu_luc) == 2
    documents = {van_ban.stem: van_ban for van_ban in cac_van_ban(ho_so)}
    assert list(documents) == ["ke_hoach", "bao_cao_quy_2", "bao_cao_quy_3", "danh_gia"]
    number = "báo cáo viện dẫn kế hoạch chưa có số, ngày"
    lacking = [[each.finding for each in v.con_thieu] for v in documents.values()]
    assert lacking == [[], [number], [number], ["chưa có số liệu quý IV", number]]


def test_what_the_guide_says_of_its_example_is_printed(workspace: Path) -> None:
    second, third = (v for v in cac_van_ban(example_of_the_guide(workspace)) if v.loai.theo_quy)
    said = " ".join(doan.loi_van for doan in second.context["noi_dung"])
    assert "Tiếp nhận 78 đơn (cùng kỳ 83)" in said
    assert "Bố trí kinh phí in sổ tay" in said
    said = " ".join(doan.loi_van for doan in third.context["noi_dung"])
    assert "đạt 100,0% (85/85)" in said  # 45 of quý II and 41 of quý III, 01 of them carried over
    assert "từ 31/8/2026 đến 31/10/2026" in said and "quá hạn" not in said


def test_the_commands_that_are_told_exist() -> None:
    from docgen.cli.main import cli

    told = set()
    for path in DOCS:
        told |= set(re.findall(r"docgen (lap|mau) ([a-z-]+)", path.read_text(encoding="utf-8")))
    assert {("lap", "ke-hoach"), ("lap", "tat-ca"), ("mau", "word"), ("mau", "schema")} <= told
    for group, name in told:
        command = cli.commands[group]
        assert command.get_command(None, name), f"docgen {group} {name}"  # type: ignore[attr-defined]
