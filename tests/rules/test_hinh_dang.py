"""What all modules of the rules have in common: their shape, their items, and that the decree's numbers stand in its table only."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path

import pytest

import docgen.rules
from docgen.docx.facts import Spot
from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.nd30 import viet_khoang
from docgen.rules import QUY_TAC, RULES
from docgen.rules.phat_hien import QuyTac, Rule

FILES = sorted(Path(docgen.rules.__file__).parent.glob("*.py"))
# Sizes, margins, indents, spacing, lengths of lines, paper and font as messages name them.
TYPED = re.compile(
    r"(?i)\bcỡ(?: chữ)?(?: khác)? \d|(?<![\d.])\d+ (?:đến|hoặc) \d+(?![.\d])|\d (?:mm|cm|pt)\b|\d dòng\b|\b\d/\d\b|\d × \d|times new roman"
)


def sentences(path: Path) -> list[str]:
    """The strings of a module, of f-strings the parts outside the braces; docstrings apart."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docstrings
    ]


@pytest.mark.parametrize(
    "typed",
    ["cỡ chữ 13", "đặt cỡ 12, nghiêng", "13 hoặc 14", "lề trái 30 đến 35", "ít nhất 6 pt", "đến 1,5 dòng", "dài 1/3 đến 1/2", "210 × 297"],
)  # fmt: skip
def test_a_typed_number_would_be_seen(typed: str) -> None:
    assert TYPED.search(typed)


def test_messages_take_the_numbers_of_the_decree_from_its_table() -> None:
    assert len(FILES) > 20
    looked_at = 0
    for path in FILES:
        for sentence in sentences(path):
            looked_at += 1
            assert not TYPED.search(sentence), f"{path.name}: “{sentence}”: derive it from nd30"
    assert looked_at > 500


def test_the_manual_names_no_other_numbers_than_the_table() -> None:
    """A docstring cannot be derived; it is compared."""
    sizes = {viet_khoang(part.co_chu) for part in vars(nd30).values() if isinstance(part, nd30.ThanhPhan)}
    margins = {viet_khoang(bounds) for bounds in (nd30.LE_TREN_DUOI, nd30.LE_TRAI, nd30.LE_PHAI)}
    looked_at = 0
    for rule in RULES.values():
        text = " ".join(str(inspect.getdoc(rule)).split())
        for pattern, allowed in ((r"\bcỡ (\d+(?: đến \d+)?)", sizes), (r"(\d+ đến \d+) mm", margins)):
            for found in re.findall(pattern, text, re.IGNORECASE):
                looked_at += 1
                assert found in allowed, f"{text}: {found}"
    assert looked_at > 15


@pytest.mark.parametrize(("name", "rule"), RULES.items(), ids=RULES)
def test_a_rule_has_the_shape_of_a_rule(name: str, rule: Rule) -> None:
    first, *others = inspect.signature(rule.kiem_tra).parameters.values()
    assert first.name == "tep" and first.default is inspect.Parameter.empty
    assert all(one.default is not inspect.Parameter.empty for one in others), "a rule can be asked with the file alone"
    assert isinstance(rule.QUY_TAC, tuple) and rule.QUY_TAC
    assert all(isinstance(item, QuyTac) for item in rule.QUY_TAC)
    named = [item for item in vars(rule).values() if isinstance(item, QuyTac)]
    assert set(named) <= set(rule.QUY_TAC), "every item of a module stands in its QUY_TAC"


def test_the_registry_holds_every_module_that_has_items_and_each_id_once() -> None:
    with_items = {path.stem for path in FILES if re.search(r"^QUY_TAC = ", path.read_text(encoding="utf-8"), re.M)}
    assert with_items == set(RULES)
    items = [item for rule in RULES.values() for item in rule.QUY_TAC]
    assert len(items) == len(QUY_TAC) > 50


def test_no_id_is_written_twice() -> None:
    """A finding is made from its item: an id stands where the item is made and nowhere else."""
    written = [text for path in FILES if path.stem != "__init__" for text in sentences(path) if text in QUY_TAC]
    single = {ma for ma in QUY_TAC if ma.startswith("le_trang.")}  # made in a loop over the sides of a page
    assert sorted(written) == sorted(set(QUY_TAC) - single)


def test_a_finding_has_the_id_of_its_item_and_a_short_quotation() -> None:
    item = QUY_TAC["ket_thuc"]
    spot = Spot("word/document.xml", 3)
    found = item.phat_hien(spot, "a", "b", "c", doan_van="chữ " * 40)
    assert (found.quy_tac, found.spot, found.thay, found.can, found.sua) == ("ket_thuc", spot, "a", "b", "c")
    assert found.doan_van.endswith(" …") and len(found.doan_van) < 63
