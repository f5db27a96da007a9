"""Each rule sees its breach, once, with the whole message; and nothing in a right document."""

from __future__ import annotations

import inspect

import pytest

from docgen.commands.kiem import BaoCaoTep, KetQua, Nguong, kiem_tep
from docgen.rules import QUY_TAC, RULES
from tests.conftest import ROOT
from tests.lam_word import cong_van, ke_hoach, quyet_dinh
from tests.rules.truong_hop import CAC_TRUONG_HOP, TruongHop

GOLDEN = ROOT / "tests/golden/kiem.txt"


def report(content: bytes) -> BaoCaoTep:
    return kiem_tep("tep.docx", content, Nguong())


def written(truong_hop: TruongHop, found: KetQua) -> str:
    """A breach and its finding as a clerk would read them."""
    return (
        f"# {truong_hop.ten}\n{found.quy_tac} ({found.muc_do})\n{found.vi_tri}: “{found.doan_van}”\n"
        f"thấy: {found.thay}\ncần: {found.can}\n→ {found.sua}\ncăn cứ: {found.can_cu}\n"
    )


def golden_text() -> str:
    """All breaches with all that is found in each, in the order of the table."""
    return "\n".join(
        written(case, found) for case in CAC_TRUONG_HOP for found in report(case.tep().bytes()).cac_ket_qua
    )


@pytest.mark.parametrize("right", [ke_hoach, cong_van, quyet_dinh], ids=lambda f: f.__name__)
def test_a_right_document_has_no_finding(right: object) -> None:
    assert callable(right)
    found = report(right().bytes())
    assert found.cac_ket_qua == [] and not found.khong_phai


@pytest.mark.parametrize("case", CAC_TRUONG_HOP, ids=lambda case: f"{case.quy_tac} {case.ten}")
def test_a_breach_is_found_once_and_nothing_else(case: TruongHop) -> None:
    found = report(case.tep().bytes()).cac_ket_qua
    assert [ket_qua.quy_tac for ket_qua in found] == [case.quy_tac]
    assert written(case, found[0]) in GOLDEN.read_text(encoding="utf-8"), "read what changed, then: make vang"


def test_every_item_of_the_catalogue_has_a_breach_here() -> None:
    assert {case.quy_tac for case in CAC_TRUONG_HOP} == set(QUY_TAC)


def test_every_rule_has_a_page_of_the_manual_and_names_its_items_after_itself() -> None:
    for name, rule in RULES.items():
        assert inspect.getdoc(rule), name
        assert {ma.split(".")[0] for ma in rule.QUY_TAC} == {name}
    assert len({tuple(vars(item).values()) for item in QUY_TAC.values()}) > 50
