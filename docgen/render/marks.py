"""Rendering with sources: where each printed value stands in the finished document, and where it came from.

A template is rendered once more with marks around every value that it prints; the marks are read back from the XML, paragraph
by paragraph. So a value is known by the place at which the template printed it, never by its look.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import pass_environment
from jinja2.filters import make_attrgetter
from markupsafe import Markup

from docgen import sources
from docgen.docx import ooxml
from docgen.docx.facts import Spot
from docgen.docx.ooxml import Element, qn
from docgen.render.environment import Sandbox, as_xml, environment
from docgen.render.prepared import Template, prepare
from docgen.sources import Source, spans_of

# Characters of a plane for private use that no text of an office has.
_OPEN, _BETWEEN, _CLOSE = "\U0010fff0", "\U0010fff1", "\U0010fff2"
_MARK = re.compile(f"{_OPEN}(\\d+){_BETWEEN}|{_CLOSE}")
_WHOLE = ("in_hoa", "thuong", "hoa_dau", "hai_so", "dem", "phan_tram")  # filters that make one value of one value


@dataclass(frozen=True)
class DauVet:
    """A printed value: its paragraph (of a chart: its part, and the number of the point), the characters from `start` to `end`
    of the paragraph's text, the value as it is printed, and its source; None where it has none."""

    spot: Spot
    start: int
    end: int
    chu_in: str
    source: Source | None


def dau_vet(template: bytes, context: Mapping[str, Any]) -> list[DauVet]:
    """The trace of a document: every value that the template prints from this context, in the order of the file.

    Raises TemplateError, and what Python raises for an expression that makes no sense.
    """
    marks = _Marks()
    prepared = prepare(template, marks.sandbox)
    root = ooxml.parse(prepared.main_xml(context))
    paragraphs = enumerate(ooxml.paragraphs_of(root))
    found = [trace for number, paragraph in paragraphs for trace in marks.read(paragraph, Spot(prepared.main, number))]
    return [*found, *_charts(prepared, context)]


def _charts(prepared: Template, context: Mapping[str, Any]) -> Iterator[DauVet]:
    """The values of the charts, series by series."""
    for name, data in context.get("bieu_do", {}).items():
        if name in prepared.charts:
            part, _ = prepared.charts[name]
            values = [value for _, series in data.series for value in series if value is not None]
            for number, value in enumerate(values):
                spans = spans_of(value)
                yield DauVet(Spot(part, number), 0, len(str(value)), str(value), spans[0][2] if spans else None)


class _Marks:
    """An environment that marks what it prints, and the sources of the marks by their numbers."""

    def __init__(self) -> None:
        self._sources: list[Source | None] = []
        self.sandbox: Sandbox = environment()
        self.sandbox.finalize = self._as_xml
        self.sandbox.write = lambda value: self._as_xml(value).encode()
        self.sandbox.filters |= {name: _whole(self.sandbox.filters[name]) for name in _WHOLE} | {"join": _join}

    def _as_xml(self, value: Any) -> Markup:
        plain = as_xml(value)  # raises for what may not be printed
        text = str(value)
        if not text or isinstance(value, Markup):
            return plain
        return Markup("").join(self._marked(text[a:b], source) for a, b, source in _stretches(value, len(text)))

    def _marked(self, text: str, source: Source | None) -> Markup:
        self._sources.append(source)
        return Markup(f"{_OPEN}{len(self._sources) - 1}{_BETWEEN}") + as_xml(text) + Markup(_CLOSE)

    def read(self, paragraph: Element, spot: Spot) -> Iterator[DauVet]:
        """The marked values of a paragraph."""
        text, open_at = "", (0, 0)
        for piece in _pieces(paragraph):
            end = 0
            for mark in _MARK.finditer(piece):
                text += piece[end : mark.start()]
                end = mark.end()
                if mark[1]:
                    open_at = (len(text), int(mark[1]))
                else:
                    start, number = open_at
                    yield DauVet(spot, start, len(text), text[start:], self._sources[number])
            text += piece[end:]


def _stretches(value: Any, length: int) -> Iterator[tuple[int, int, Source | None]]:
    """The stretches of a value, those without a source too."""
    end = 0
    for a, b, source in spans_of(value):
        if end < a:
            yield end, a, None
        yield a, b, source
        end = b
    if end < length:
        yield end, length, None


def _pieces(paragraph: Element) -> Iterator[str]:
    """The text of a paragraph as a reader counts it: a break and a tab are one character each."""
    letters = {qn("w:br"): "\n", qn("w:tab"): "\t"}
    for run in ooxml.runs_of(paragraph):
        for child in run.iterchildren(qn("w:t"), *letters):
            yield letters.get(child.tag) or child.text or ""


def _whole(filter_: Callable[..., Any]) -> Callable[..., Any]:
    return lambda value, *arguments: sources.like(str(filter_(value, *arguments)), value)


@pass_environment
def _join(sandbox: Sandbox, values: Any, d: str = "", attribute: str | int | None = None) -> str:
    """Jinja's `join`, with its names for what it is given."""
    return sources.join(d, values if attribute is None else map(make_attrgetter(sandbox, attribute), values))
