"""Automatic numbers turned into their text, counted as Word counts them (ECMA-376 Part 1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from docgen.docx.ooxml import VAL, Element, on, qn, whole
from docgen.docx.read.formatting import Properties, Theme, paragraph_properties, run_properties
from docgen.nghi_dinh.vietnamese import roman

_PLACEHOLDER = re.compile(r"%([1-9])")
# What the symbol fonts show for the characters that Word takes as bullets.
_BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf02d": "-", "\uf0e0": "→", "o": "o"}


@dataclass(frozen=True)
class Level:
    """One level of a list."""

    format: str
    text: str
    start: int
    restart: int | None  # the level whose number makes this one begin anew; None: any higher one
    arabic: bool
    suffix: str
    paragraph: Properties
    run: Properties
    style: str | None


@dataclass(frozen=True)
class Number:
    """The number of a paragraph: its text with what follows it, and the formatting that its level gives."""

    text: str
    paragraph: Properties
    run: Properties


class Numbering:
    """The lists of a document. `number` is asked once for each numbered paragraph, in reading order."""

    def __init__(self, root: Element | None, theme: Theme) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, Level]]] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        if root is None:
            return
        links: dict[str, str] = {}
        named: dict[str, str] = {}
        for element in root.findall(qn("w:abstractNum")):
            abstract_id = element.get(qn("w:abstractNumId"), "")
            self._abstract[abstract_id] = {
                whole(lvl.get(qn("w:ilvl"))): _level(lvl, theme) for lvl in element.findall(qn("w:lvl"))
            }
            for table, tag in ((links, "w:numStyleLink"), (named, "w:styleLink")):
                link = element.find(qn(tag))
                if link is not None:
                    table[link.get(VAL, "") if table is named else abstract_id] = (
                        abstract_id if table is named else link.get(VAL, "")
                    )
        for abstract_id, style in links.items():
            self._abstract[abstract_id] = self._abstract.get(named.get(style, ""), self._abstract[abstract_id])
        for num in root.findall(qn("w:num")):
            self._add_list(num, theme)

    def _add_list(self, num: Element, theme: Theme) -> None:
        list_id = num.get(qn("w:numId"), "")
        abstract = num.find(qn("w:abstractNumId"))
        abstract_id = abstract.get(VAL, "") if abstract is not None else ""
        levels = dict(self._abstract.get(abstract_id, {}))
        for override in num.findall(qn("w:lvlOverride")):
            index = whole(override.get(qn("w:ilvl")))
            changed = override.find(qn("w:lvl"))
            if changed is not None:
                levels[index] = _level(changed, theme)
            start = override.find(qn("w:startOverride"))
            if start is not None:
                self._starts[list_id, index] = whole(start.get(VAL), 1)
        self._lists[list_id] = (abstract_id, levels)

    def level_of_style(self, list_id: str, style: str | None) -> int:
        """The level that a list keeps for a paragraph style; 0 where it names none."""
        _, levels = self._lists.get(list_id, ("", {}))
        return next((index for index, level in levels.items() if style and level.style == style), 0)

    def number(self, list_id: str, index: int) -> Number | None:
        """The next number of a list; None where there is no such list."""
        if list_id not in self._lists or index not in self._lists[list_id][1]:
            return None
        abstract, levels = self._lists[list_id]
        level = levels[index]
        counts = self._counts.setdefault(abstract, {})
        if list_id not in self._begun:
            self._begin(list_id, counts)
        counts[index] = counts.get(index, level.start - 1) + 1
        for higher in range(index):
            counts.setdefault(higher, levels[higher].start if higher in levels else 1)
        _restart_below(index, levels, counts)
        shown = _PLACEHOLDER.sub(lambda match: _one(levels, counts, int(match[1]) - 1, arabic=level.arabic), level.text)
        return Number(shown + level.suffix, level.paragraph, level.run) if shown else None

    def _begin(self, list_id: str, counts: dict[int, int]) -> None:
        """Where a list is met first, the numbers that it says it starts with hold."""
        self._begun.add(list_id)
        for (of_list, at), start in self._starts.items():
            if of_list == list_id:
                counts[at] = start - 1


def _restart_below(index: int, levels: Mapping[int, Level], counts: dict[int, int]) -> None:
    for lower in [at for at in counts if at > index]:
        restart = levels[lower].restart if lower in levels else None
        if restart is None or (restart != 0 and index < restart):
            del counts[lower]


def _level(lvl: Element, theme: Theme) -> Level:
    def text(tag: str, default: str) -> str:
        child = lvl.find(qn(tag))
        return default if child is None else child.get(VAL, default)

    restart = lvl.find(qn("w:lvlRestart"))
    style = lvl.find(qn("w:pStyle"))
    form = text("w:numFmt", "decimal")
    shown = text("w:lvlText", "")
    if form == "bullet":
        shown = _BULLETS.get(shown, "•" if "\ue000" <= shown[:1] <= "\uf8ff" else shown)
    return Level(
        format=form,
        text=shown,
        start=whole(text("w:start", "1"), 1),
        restart=whole(restart.get(VAL)) if restart is not None else None,
        arabic=bool(on(lvl.find(qn("w:isLgl")))),
        suffix={"space": " ", "nothing": ""}.get(text("w:suff", "tab"), "\t"),
        paragraph=paragraph_properties(lvl.find(qn("w:pPr"))),
        run=run_properties(lvl.find(qn("w:rPr")), theme),
        style=style.get(VAL) if style is not None else None,
    )


def _one(levels: dict[int, Level], counts: dict[int, int], index: int, *, arabic: bool) -> str:
    level = levels.get(index)
    count = counts.get(index, level.start if level else 1)
    return _written(count, "decimal" if arabic or level is None else level.format)


def _written(count: int, form: str) -> str:
    if form in {"upperRoman", "lowerRoman"}:
        text = roman(count) if 0 < count < 400 else str(count)
        return text if form == "upperRoman" else text.lower()
    if form in {"upperLetter", "lowerLetter"} and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form == "decimalZero":
        return f"{count:02d}"
    return "" if form in {"none", "bullet"} else str(count)
