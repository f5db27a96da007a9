"""The tags of a template against those of docgen's own: what it no longer prints, and tags that have lost their other half."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from docgen.edited.texts import Expected, spot
from docgen.errors import Place, Problem

_PRINTED = re.compile(r"{{-?\s*(.+?)\s*-?}}")
_STATEMENT = re.compile(r"{%(?:p|tr|tc|r)?-?\s*((\w+).*?)\s*-?%}")
_CLOSED_BY = {"if": "endif", "for": "endfor"}


class Dropped(NamedTuple):
    """What docgen's own template has and this one has not: `{{ kinh_gui[0] }}`, and the paragraph in which it stands there."""

    tag: str
    cho_dat: Expected

    def __str__(self) -> str:
        return f"không in {self.tag}" if self.tag.startswith("{{") else f"không có thẻ {self.tag}"

    def problem(self, name: str) -> Problem:
        where = self.cho_dat.thanh_phan.ten if self.cho_dat.thanh_phan else "thẻ của mẫu"
        remedy = "viết lại vào mẫu trong Word nếu không cố ý bỏ"
        return Problem(Place(name, spot=where), f"{self}; văn bản sẽ thiếu “{self.cho_dat.text[:90]}”", remedy)


def dropped(body: Sequence[Expected], there: Sequence[str]) -> list[Dropped]:
    """The values and the lines of logic that docgen's own template has more often than this one, each once."""
    lacking = _count(each.text for each in body) - _count(there)
    left = Counter(there)
    found: dict[Dropped, None] = {}
    for each in body:
        if left[each.text]:
            left[each.text] -= 1
        else:
            found |= {Dropped(tag, each): None for tag in _tags(each.text) if tag in lacking}
    return list(found)


def _count(texts: Iterable[str]) -> Counter[str]:
    return Counter(tag for text in texts for tag in _tags(text))


def _tags(text: str) -> Iterator[str]:
    """The values that a paragraph prints, without filters, and the conditions and loops that it opens."""
    for printed in _PRINTED.findall(text):
        if printed[0] not in "\"'":  # punctuation of a list
            yield f"{{{{ {printed.split('|')[0].strip()} }}}}"
    for statement, word in _STATEMENT.findall(text):
        if word in _CLOSED_BY:
            yield f"{{% {statement} %}}"


def torn(texts: Iterable[str], name: str) -> Iterator[Problem]:
    """The tags of a part that have lost their other half, with their paragraphs."""
    opened: list[tuple[str, str, str]] = []
    for text in texts:
        for tag in _STATEMENT.finditer(text):
            word = tag[2]
            if word in _CLOSED_BY:
                opened.append((_CLOSED_BY[word], tag[0], text))
            elif word.startswith("end") or word in {"elif", "else"}:
                end = word if word.startswith("end") else "endif"
                if end not in [closing for closing, _, _ in opened]:
                    remedy = "viết lại thẻ mở ({% if … %} hoặc {% for … %}) ở trên, hoặc bỏ thẻ này"
                    yield Problem(Place(name, spot=spot(text)), f"thẻ “{tag[0]}” mất thẻ mở", remedy)
                    continue
                while opened[-1][0] != end:
                    yield _unclosed(opened.pop(), name)
                if word == end:
                    opened.pop()
    yield from (_unclosed(each, name) for each in opened)


def _unclosed(opened: tuple[str, str, str], name: str) -> Problem:
    closing, tag, text = opened
    kind = tag[2 : tag.index(" ")] if " " in tag else ""
    remedy = f"viết lại thẻ “{{%{kind} {closing} %}}” ở cuối phần này"
    return Problem(Place(name, spot=spot(text)), f"thẻ “{tag}” mất thẻ đóng", remedy)
