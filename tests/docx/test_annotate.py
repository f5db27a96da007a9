"""A comment stands at exactly the characters it is about, and no letter of the document differs."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from docgen.docx import ooxml, package
from docgen.docx.annotate import GhiChu, annotated
from docgen.docx.facts import Spot
from docgen.docx.ooxml import Element, qn
from tests.render.mau_nho import MAIN, p, t, template, texts

BOLD = "<w:rPr><w:b/></w:rPr>"
SEVERAL = f"<w:p><w:pPr><w:jc w:val='both'/></w:pPr><w:r>{t('Có ')}</w:r><w:r>{BOLD}{t('13')}</w:r><w:r>{t('/14 việc')}</w:r></w:p>"
BROKEN = f"<w:p><w:r>{BOLD}{t('dòng một')}<w:br/>{t('dòng hai')}<w:tab/>{t('cột')}</w:r></w:p>"
LINKED = (
    f"<w:p><w:r>{t('xem ')}</w:r><w:hyperlink><w:r>{t('Công báo')}</w:r></w:hyperlink><w:r>{t(' số 5')}</w:r></w:p>"
)
FIELD = f"<w:p><w:r>{t('trang ')}</w:r><w:fldSimple w:instr='PAGE'><w:r>{t('12')}</w:r></w:fldSimple><w:r>{t('/14')}</w:r></w:p>"


def main_of(content: bytes) -> Element:
    return ooxml.parse(package.read(content)[MAIN])


def commented(root: Element) -> dict[str, str]:
    """The characters between the marks of each comment, by its number; breaks as \\n, tabs as \\t."""
    found: dict[str, str] = {}
    open_: set[str] = set()
    for element in root.iter(etree_elements()):
        number = element.get(qn("w:id"), "")
        if element.tag == qn("w:commentRangeStart"):
            open_.add(number)
            found[number] = ""
        elif element.tag == qn("w:commentRangeEnd"):
            open_.remove(number)
        else:
            letters = {qn("w:br"): "\n", qn("w:tab"): "\t"}.get(element.tag, element.text or "")
            for each in open_ if element.tag != qn("w:commentReference") else ():
                found[each] += letters
    assert not open_
    return found


def etree_elements() -> Any:
    return [qn(f"w:{name}") for name in ("commentRangeStart", "commentRangeEnd", "commentReference", "t", "br", "tab")]


def looks(root: Element) -> list[tuple[str, bool]]:
    """Each character and whether it is bold."""
    return [
        (letter, run.find(qn("w:rPr")) is not None)
        for run in root.iter(qn("w:r"))
        for text in run.iter(qn("w:t"))
        for letter in text.text or ""
    ]


def with_comments(body: str, *ranges: tuple[int, int] | None, number: int = 0) -> Element:
    """The main part with a comment at each range; its text and its formatting must be what they were."""
    plain = template(body)
    notes = [GhiChu(Spot(MAIN, number), (f"ghi chú {i}",), each) for i, each in enumerate(ranges)]
    content = annotated(plain, notes)
    assert texts(main_of(content)) == texts(main_of(plain))
    assert looks(main_of(content)) == looks(main_of(plain))
    comments = ooxml.parse(package.read(content)["word/comments.xml"])
    assert texts(comments) == [f"ghi chú {i}" for i in range(len(ranges))]
    return main_of(content)


@pytest.mark.parametrize("body", [p("Có 13/14 việc"), SEVERAL, BROKEN, LINKED, FIELD])
def test_every_range_of_a_paragraph_can_be_commented(body: str) -> None:
    """Inside a run, over several, over a break, at the start and at the end."""
    (text,) = texts(main_of(template(body)))
    for start, end in itertools.combinations(range(len(text) + 1), 2):
        assert commented(with_comments(body, (start, end))) == {"0": text[start:end]}


@pytest.mark.parametrize("body", [p("Có 13/14 việc"), SEVERAL, BROKEN])
def test_several_in_one_paragraph_stand_side_by_side(body: str) -> None:
    (text,) = texts(main_of(template(body)))
    ranges = [(0, 3), (3, 5), (5, 6), (8, len(text))]
    found = commented(with_comments(body, *ranges))
    assert list(found.values()) == [text[start:end] for start, end in ranges]


def test_without_characters_it_is_about_the_whole_paragraph() -> None:
    root = with_comments(p("trước") + SEVERAL, None, number=1)
    assert commented(root) == {"0": "Có 13/14 việc"}
    paragraph = ooxml.paragraphs_of(root)[1]
    assert [child.tag for child in paragraph[:2]] == [qn("w:pPr"), qn("w:commentRangeStart")]


def test_the_properties_of_a_paragraph_stay_its_first_child() -> None:
    paragraph = ooxml.paragraphs_of(with_comments(SEVERAL, (0, 2)))[0]
    assert paragraph[0].tag == qn("w:pPr")


def test_comments_go_behind_those_that_are_there() -> None:
    first = annotated(template(p("một hai")), [GhiChu(Spot(MAIN, 0), ("a",), (0, 3))])
    second = annotated(first, [GhiChu(Spot(MAIN, 0), ("b",), (4, 7))])
    assert commented(main_of(second)) == {"0": "một", "1": "hai"}
    assert texts(ooxml.parse(package.read(second)["word/comments.xml"])) == ["a", "b"]


def test_in_a_text_box_it_is_about_the_paragraph_that_holds_the_box() -> None:
    """Word allows none inside; the characters are those of the box, so it is about all of the holder."""
    box = f"<w:r><w:pict><w:txbxContent>{p('trong hộp')}</w:txbxContent></w:pict></w:r>"
    root = with_comments(f"<w:p><w:r>{t('ngoài ')}</w:r>{box}<w:r>{t('sau')}</w:r></w:p>", (2, 4), number=1)
    assert [mark.getparent().getparent().tag for mark in root.iter(qn("w:commentRangeStart"))] == [qn("w:body")]
    (said,) = commented(root).values()
    assert said.startswith("ngoài ") and said.endswith("sau")
