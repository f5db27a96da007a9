"""Values that know where they came from: the line of YAML, or the figure with its parts.

A context gives them to a template like any text or number. Normal rendering takes no notice; rendering with sources
(`render.traced`) tells for each printed value where it stands and what is behind it. Nothing ever looks for a figure in
a finished text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from docgen.errors import Place


@dataclass(frozen=True)
class Part:
    """One thing behind a figure: what it is called (a task and its state, a unit), and the lines that say so."""

    ten: str
    places: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Source:
    """Where a value came from: what it is (`nhiệm vụ hoàn thành đúng hạn`), and its parts.

    Words that stand in the YAML have no `ten` and one part, their place. A label or a number that docgen counts out has a
    `ten` that says so and no parts.
    """

    ten: str
    parts: tuple[Part, ...] = ()

    @property
    def places(self) -> tuple[Place, ...]:
        """All lines behind the value, each once."""
        return tuple(dict.fromkeys(place for part in self.parts for place in part.places))


LABEL = Source("số thứ tự, nhãn do docgen đánh")
Span = tuple[int, int, Source]


def at(place: Place) -> Source:
    """The source of words that stand at this place."""
    return Source("", (Part("", (place,)),))


class Traced(str):
    """A text that knows the source of each of its stretches: (begin, end, source), in order, not overlapping."""

    spans: tuple[Span, ...]

    def __new__(cls, value: str, spans: tuple[Span, ...] = ()) -> Traced:
        text = super().__new__(cls, value)
        text.spans = spans
        return text


class Amount(Decimal):
    """A number that stands in the YAML, with its place."""

    source: Source

    def __new__(cls, value: Decimal, source: Source) -> Amount:
        amount = super().__new__(cls, value)
        amount.source = source
        return amount


class Count(int):
    """A whole number with its source."""

    source: Source

    def __new__(cls, value: int, source: Source) -> Count:
        number = super().__new__(cls, value)
        number.source = source
        return number


def spans_of(value: object) -> tuple[Span, ...]:
    """The stretches of a value that have a source, as it would be printed; empty where it has none."""
    if isinstance(value, Traced):
        return value.spans
    place = getattr(value, "place", None)
    if isinstance(place, Place):
        return ((0, len(str(value)), at(place)),)
    source = getattr(value, "source", None)
    return ((0, len(str(value)), source),) if isinstance(source, Source) else ()


def traced(value: object, source: Source) -> Traced:
    """A value as text, all of it from this source."""
    text = str(value)
    return Traced(text, ((0, len(text), source),) if text else ())


def like(text: str, value: object) -> str:
    """A text made of a value as a whole (in capitals, rounded, counted): it has the value's source."""
    spans = spans_of(value)
    if not spans or not text:
        return text
    if len(text) == len(str(value)):
        return Traced(text, spans)
    return traced(text, Source(spans[0][2].ten, tuple(part for _, _, source in spans for part in source.parts)))


def join(separator: str, values: Iterable[object]) -> str:
    """The values as one text; each keeps its source."""
    pieces: list[object] = []
    for value in values:
        pieces += [separator, value] if pieces else [value]
    return _concatenated(pieces)


_FIELD = re.compile(r"\{\}")


def fill(pattern: str, *values: object) -> str:
    """`pattern` with the values in place of its `{}`, one after the other; each keeps its source."""
    words = _FIELD.split(pattern)
    if len(words) != len(values) + 1:
        raise TypeError(f"{len(values)} values for {pattern!r}")
    pieces: list[object] = [words[0]]
    for value, word in zip(values, words[1:], strict=True):
        pieces += [value, word]
    return _concatenated(pieces)


def cut(value: str, start: int, end: int) -> str:
    """`value[start:end]` with its sources."""
    spans = [(max(a, start) - start, min(b, end) - start, source) for a, b, source in spans_of(value)]
    return Traced(str(value)[start:end], tuple(span for span in spans if span[0] < span[1]))


def stripped(value: str, letters: str = " .;,") -> str:
    """A sentence without these letters at its end: the template sets its own."""
    return cut(value, 0, len(value.rstrip(letters)))


def _concatenated(pieces: Sequence[object]) -> str:
    text, spans = "", []
    for piece in pieces:
        spans += [(a + len(text), b + len(text), source) for a, b, source in spans_of(piece)]
        text += str(piece)
    return Traced(text, tuple(spans))
