"""Fields of Word: a complex field (begin, instruction, separate, result, end) may be spread over runs, and hold others.

Whoever reads a file, mends it or looks for what a template may not hold walks them by the one `OpenFields`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from docgen.docx.ooxml import Element, P, paragraphs_of, qn, runs_of

FLD_SIMPLE, PAGE_NUMBER = qn("w:fldSimple"), qn("w:pgNum")
FLD_CHAR, INSTRUCTION, _KIND = qn("w:fldChar"), qn("w:instrText"), qn("w:fldCharType")
MARKS = frozenset({FLD_CHAR, INSTRUCTION})  # what complex fields are made of
_PAGE_FIELD = re.compile(r"\s*PAGE(?![\w])", re.IGNORECASE)
_IF_FIELD = re.compile(r"\s*IF\b", re.IGNORECASE)


@dataclass
class Field:
    """A field: its instruction, whether its result has begun, and how many letters of it were shown.

    `runs` are those that it is spread over, where they are gathered.
    """

    instruction: str = ""
    shown: bool = False
    letters: int = 0
    page_inside: bool = False
    runs: list[Element] = field(default_factory=list)

    @property
    def is_page(self) -> bool:
        """True for a field that shows the number of the page; NUMPAGES, PAGEREF and their kin do not."""
        return _PAGE_FIELD.match(self.instruction) is not None

    @property
    def chooses_page(self) -> bool:
        """True for an IF field that holds a page number, shown or not."""
        return self.page_inside and _IF_FIELD.match(self.instruction) is not None


class OpenFields:
    """The fields that have begun and not ended, outermost first, as the marks of a text are taken one after the other."""

    def __init__(self) -> None:
        self.open: list[Field] = []
        self.outside = Field()  # instructions that belong to no field, as torn files have them
        self._run: Element | None = None

    @property
    def showing(self) -> bool:
        """True where text belongs to what a reader sees, and to no instruction."""
        return all(one.shown for one in self.open)

    @property
    def showing_page(self) -> bool:
        """True where text is the number of a page."""
        return any(one.shown and one.is_page for one in self.open)

    def enter(self, run: Element) -> None:
        """The run in which the next marks stand, for who wants the runs of a field."""
        self._run = run
        for one in self.open:
            one.runs.append(run)

    def take(self, mark: Element) -> Field | None:
        """Takes one of `MARKS`; the field that it ends, if it ends one."""
        kind = kind_of(mark)
        if mark.tag == INSTRUCTION:
            (self.open[-1] if self.open else self.outside).instruction += mark.text or ""
        elif kind == "begin":
            self.open.append(Field(runs=[] if self._run is None else [self._run]))
        elif kind == "separate" and self.open:
            self.open[-1].shown = True
        elif kind == "end" and self.open:
            return self._end()
        return None

    def _end(self) -> Field:
        ended = self.open.pop()
        if ended.is_page and self.open:
            self.open[-1].page_inside = True
        return ended

    def show(self, text: str) -> None:
        """Counts text among the results of the fields around it."""
        for one in self.open:
            one.letters += len(text)


def kind_of(mark: Element) -> str | None:
    """What a mark does to its field: `begin`, `separate`, `end`."""
    kind: str | None = mark.get(_KIND)
    return kind


def is_whole(element: Element) -> bool:
    """True where every complex field that begins in an element ends in it, and none ends that did not begin there."""
    kinds = [kind_of(mark) for mark in element.iter(FLD_CHAR)]
    return kinds.count("begin") == kinds.count("end") and (not kinds or (kinds[0], kinds[-1]) == ("begin", "end"))


def simple(element: Element) -> Field:
    """A field that is one element with the result inside."""
    return Field(element.get(qn("w:instr"), ""), shown=True)


def instructions(root: Element) -> Iterator[str]:
    """The instructions of the fields of a part, those of torn fields among them."""
    fields = OpenFields()
    for element in root.iter(FLD_SIMPLE, *MARKS):
        if element.tag == FLD_SIMPLE:
            yield simple(element).instruction
        elif (ended := fields.take(element)) is not None:
            yield ended.instruction
    yield from (torn.instruction for torn in (fields.outside, *fields.open))


def page_numbers(root: Element) -> Iterator[list[Element]]:
    """The runs of each page number of an element, from its beginning to its end; of a simple field, those inside."""
    for paragraph in paragraphs_of(root) if root.tag != P else [root]:
        yield from _complex_page_numbers(paragraph)
        for element in simple_page_numbers(paragraph):
            yield list(runs_of(element))


def simple_page_numbers(root: Element) -> list[Element]:
    """The page numbers of an element that are simple fields."""
    return [element for element in root.iter(FLD_SIMPLE) if simple(element).is_page]


def _complex_page_numbers(paragraph: Element) -> Iterator[list[Element]]:
    fields = OpenFields()
    for run in runs_of(paragraph):
        fields.enter(run)
        for child in list(run):  # who asks may put properties into the run
            ended = fields.take(child) if child.tag in MARKS else None
            if ended is not None and ended.is_page:
                yield ended.runs
            if child.tag == PAGE_NUMBER:
                yield [run]
