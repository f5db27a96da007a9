"""Fields: one machine takes their marks, for reading, for mending, and for what a template may not hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import docgen
from docgen.docx import ooxml
from docgen.docx.fields import MARKS, OpenFields, instructions, page_numbers
from docgen.docx.ooxml import Element, qn

BEGIN, SEPARATE, END = (f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end"))


def said(instruction: str) -> str:
    return f"<w:instrText>{instruction}</w:instrText>"


def paragraph(*runs: str) -> Element:
    """A paragraph; what is no run of its own is put into one."""
    inside = "".join(run if run.startswith("<w:fldSimple") else f"<w:r>{run}</w:r>" for run in runs)
    return ooxml.parse(f'<w:p xmlns:w="{ooxml.W}">{inside}</w:p>'.encode())


def shown(runs: list[Element]) -> str:
    return "".join(text.text for run in runs for text in run.iter(qn("w:t")))


CASES = [
    ("in one run", [BEGIN + said(" PAGE ") + SEPARATE + "<w:t>2</w:t>" + END], [" PAGE "], ["2"]),
    ("spread over runs", [BEGIN, said(" PA"), said("GE "), SEPARATE, "<w:t>2</w:t>", END, "<w:t>x</w:t>"], [" PAGE "], ["2"]),
    ("inside another", [BEGIN, said("IF "), BEGIN, said("PAGE"), END, said("= 1"), END], ["PAGE", "IF = 1"], [""]),
    ("one ends where the next begins", [BEGIN, said("PAGE"), "<w:t>2</w:t>" + END + BEGIN, said("NUMPAGES") + "<w:t>9</w:t>", END], ["PAGE", "NUMPAGES"], ["2"]),
    ("a simple one", ['<w:fldSimple w:instr="PAGE"><w:r><w:t>3</w:t></w:r></w:fldSimple>'], ["PAGE"], ["3"]),
    ("the old sign", ["<w:t>4</w:t><w:pgNum/>"], [""], ["4"]),
    ("other fields", [BEGIN, said("PAGEREF a"), END, BEGIN, said("NUMPAGES"), END], ["PAGEREF a", "NUMPAGES"], []),
    ("never ended", [BEGIN, said("DDE a b")], ["DDE a b"], []),
    ("an end too many", [END, BEGIN, said("PAGE"), END], ["PAGE"], [""]),
    ("an instruction outside", [said("LINK a")], ["LINK a"], []),
]  # fmt: skip


@pytest.mark.parametrize(("runs", "found", "numbers"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_instructions_and_page_numbers(runs: list[str], found: list[str], numbers: list[str]) -> None:
    assert [one for one in instructions(paragraph(*runs)) if one] == [one for one in found if one]
    assert [shown(number) for number in page_numbers(paragraph(*runs))] == numbers


def test_what_is_shown_is_the_result_and_not_the_instruction() -> None:
    fields, seen = OpenFields(), ""
    (run,) = paragraph(f"<w:t>a</w:t>{BEGIN}<w:t>b</w:t>{SEPARATE}<w:t>c</w:t>{END}<w:t>d</w:t>")
    for child in run:
        if child.tag in MARKS:
            fields.take(child)
        elif fields.showing:
            seen += child.text
    assert seen == "acd"


def test_nobody_else_walks_the_marks_of_fields() -> None:
    files = list(Path(docgen.__file__).parent.rglob("*.py"))
    walkers = {
        path.name for path in files if re.search(r'qn\("w:(fldChar|instrText)', path.read_text(encoding="utf-8"))
    }
    assert walkers == {"fields.py"} and len(files) > 100
