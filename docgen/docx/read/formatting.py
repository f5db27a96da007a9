"""Effective formatting: document defaults, table style, paragraph style, character style, direct formatting.

ECMA-376 Part 1, 17.7.2 gives the order; 17.7.3 the toggle properties (bold, italic, capitals): through the styles they
are turned on and off, direct formatting says them outright.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docgen.docx.ooxml import MM_PER_TWIP, VAL, A, Element, measure, on, qn, whole

Properties = dict[str, Any]

_TOGGLES = {"w:b": "bold", "w:i": "italic", "w:caps": "caps", "w:vanish": "hidden"}
_TOGGLE_TAGS = {qn(tag): name for tag, name in _TOGGLES.items()}
_SLOTS = {"ascii": "w:asciiTheme", "hAnsi": "w:hAnsiTheme"}
_R_FONTS, _SZ, _COLOR, _SPACING = qn("w:rFonts"), qn("w:sz"), qn("w:color"), qn("w:spacing")
_IND, _JC, _LINES = qn("w:ind"), qn("w:jc"), qn("w:spacing")
_ALIGN = {"left": "left", "start": "left", "right": "right", "end": "right", "center": "center"} | dict.fromkeys(
    # "justify" is no word of the standard, but of some generators
    ("both", "justify", "distribute", "thaiDistribute", "lowKashida", "mediumKashida", "highKashida", "numTab"),
    "both",
)
_AUTO_SPACING = 14  # pt that Word gives for "auto" before and after a paragraph
_ACCEPTED_THEME_BLACK = {"text1", "dark1", "tx1", "dk1"}
_WORD_DEFAULTS: Properties = {"ascii": "Times New Roman", "hAnsi": "Times New Roman", "size": 10.0, "color": "000000"}


class Theme:
    """The fonts and colours that a document's theme gives to names such as `minorHAnsi` and `accent1`."""

    def __init__(self, root: Element | None) -> None:
        self._fonts: dict[str, str] = {}
        self._colors: dict[str, str] = {}
        if root is None:
            return
        for kind in ("major", "minor"):
            latin = root.find(f".//{{{A}}}{kind}Font/{{{A}}}latin")
            if latin is not None and latin.get("typeface"):
                self._fonts[kind] = latin.get("typeface", "")
        scheme = root.find(f".//{{{A}}}clrScheme")
        for color in scheme if scheme is not None else ():
            if isinstance(color.tag, str) and len(color):
                self._colors[color.tag.split("}")[1]] = color[0].get("lastClr") or color[0].get("val") or "000000"

    def font(self, name: str) -> str | None:
        return self._fonts.get("major" if name.startswith("major") else "minor")

    def color(self, name: str) -> str:
        names = {"text1": "dk1", "dark1": "dk1", "text2": "dk2", "dark2": "dk2", "background1": "lt1", "light1": "lt1"}
        names |= {"background2": "lt2", "light2": "lt2", "hyperlink": "hlink", "followedHyperlink": "folHlink"}
        return self._colors.get(names.get(name, name), "000000")


def run_properties(r_pr: Element | None, theme: Theme) -> Properties:
    """What a `w:rPr` says: `ascii` and `hAnsi` fonts, `size` in pt, `color`, `spacing` in pt, and the toggles."""
    found: Properties = {}
    for child in r_pr if r_pr is not None else ():
        tag = child.tag
        if tag in _TOGGLE_TAGS:
            found[_TOGGLE_TAGS[tag]] = on(child)
        elif tag == _R_FONTS:
            for slot, themed in _SLOTS.items():
                name = child.get(qn(themed))
                font = theme.font(name) if name else child.get(qn(f"w:{slot}"))
                if font:
                    found[slot] = font
        elif tag == _SZ:
            size = measure(child.get(VAL), 25.4 / 144)
            if size is not None:
                found["size"] = round(size * 72 / 25.4, 2)
        elif tag == _COLOR:
            found["color"] = _color(child, theme)
        elif tag == _SPACING:
            found["spacing"] = _points(measure(child.get(VAL), MM_PER_TWIP) or 0)
    return found


def _points(length: float) -> float:
    return round(length * 72 / 25.4, 2)


def _color(color: Element, theme: Theme) -> str:
    name = color.get(qn("w:themeColor"))
    if name and name != "none":
        tinted = color.get(qn("w:themeTint")) is not None
        return (
            color.get(VAL, "000000").upper()
            if tinted or name not in _ACCEPTED_THEME_BLACK
            else theme.color(name).upper()
        )
    written = color.get(VAL, "auto")
    return "000000" if written == "auto" else written.upper()


def paragraph_properties(p_pr: Element | None) -> Properties:
    """What a `w:pPr` says: alignment, indents in mm, spacing in pt, line, tabs, numbering, outline level."""
    found: Properties = {}
    for child in p_pr if p_pr is not None else ():
        tag = child.tag
        if tag == _JC:
            written = child.get(VAL, "left")
            found["align"] = _ALIGN.get(written, "left")
        elif tag == _IND:
            _indents(child, found)
        elif tag == _LINES:
            _spacing(child, found)
        elif isinstance(tag, str) and tag.startswith("{"):
            _other(tag.split("}")[1], child, found)
    return found


def _indents(ind: Element, found: Properties) -> None:
    for name, keys in {"left": ("w:left", "w:start"), "right": ("w:right", "w:end")}.items():
        for key in keys:
            length = measure(ind.get(qn(key)), MM_PER_TWIP)
            if length is not None:
                found[name] = length
    first = measure(ind.get(qn("w:firstLine")), MM_PER_TWIP)
    hanging = measure(ind.get(qn("w:hanging")), MM_PER_TWIP)
    if hanging is not None and (hanging or first is None):
        found["first"] = -hanging
    elif first is not None:
        found["first"] = first


def _spacing(spacing: Element, found: Properties) -> None:
    for side in ("before", "after"):
        length = measure(spacing.get(qn(f"w:{side}")), MM_PER_TWIP)
        if length is not None:
            found[side] = _points(length)
        if spacing.get(qn(f"w:{side}Autospacing")) in {"1", "true", "on"}:
            found[side] = _AUTO_SPACING
    line = measure(spacing.get(qn("w:line")), MM_PER_TWIP)
    rule = spacing.get(qn("w:lineRule"))
    if rule is not None:
        found["line_rule"] = rule
    if line is not None:
        found["line_rule"] = rule or "auto"
        found["line"] = _points(line)  # one single line of `auto` is 12


def _other(local: str, child: Element, found: Properties) -> None:
    if local == "contextualSpacing":
        found["contextual"] = on(child)
    elif local == "pageBreakBefore":
        found["page_break"] = on(child)
    elif local == "outlineLvl":
        found["outline"] = whole(child.get(VAL), 9)
    elif local == "tabs":
        found["tabs"] = {
            round(measure(tab.get(qn("w:pos")), MM_PER_TWIP) or 0, 1): tab.get(VAL, "left") for tab in child
        }
    elif local == "numPr":
        for name in ("numId", "ilvl"):
            number = child.find(qn(f"w:{name}"))
            if number is not None:
                found[name] = number.get(VAL)
    elif local == "framePr":
        found["frame"] = child.get(qn("w:xAlign")) or ""
    elif local == "pBdr":
        found["borders"] = {
            side.tag.split("}")[1]: side.get(VAL) for side in child if side.get(VAL) not in {None, "nil", "none"}
        }


class Style:
    """One style: its own properties; those of the styles it is based on come through `Styles`."""

    def __init__(self, element: Element, theme: Theme) -> None:
        self.style_id = element.get(qn("w:styleId"), "")
        self.kind = element.get(qn("w:type"), "paragraph")
        name = element.find(qn("w:name"))
        self.name = name.get(VAL, "") if name is not None else ""
        based_on = element.find(qn("w:basedOn"))
        self.based_on = based_on.get(VAL) if based_on is not None else None
        self.run = run_properties(element.find(qn("w:rPr")), theme)
        self.paragraph = paragraph_properties(element.find(qn("w:pPr")))
        borders = element.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}")
        self.bordered = borders is not None and any(side.get(VAL) not in {None, "nil", "none"} for side in borders)
        self.parts = {
            part.get(qn("w:type")): run_properties(part.find(qn("w:rPr")), theme)
            for part in element.findall(qn("w:tblStylePr"))
        }


class Styles:
    """The styles of a document and its defaults; answers are kept, as the same few combinations come again and again."""

    def __init__(self, root: Element | None, theme: Theme) -> None:
        self.theme = theme
        self._styles: dict[str, Style] = {}
        self._default: dict[str, str] = {}
        self._chains: dict[tuple[str | None, str], tuple[str, ...]] = {}
        self._runs: dict[tuple[str | None, ...], Properties] = {}
        self._paragraphs: dict[tuple[str | None, ...], Properties] = {}
        self.run_defaults: Properties = {}
        self.paragraph_defaults: Properties = {}
        if root is None:
            return
        defaults = root.find(qn("w:docDefaults"))
        if defaults is not None:
            self.run_defaults = run_properties(defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}"), theme)
            self.paragraph_defaults = paragraph_properties(defaults.find(f"{qn('w:pPrDefault')}/{qn('w:pPr')}"))
        for element in root.findall(qn("w:style")):
            style_id, style = element.get(qn("w:styleId"), ""), Style(element, theme)
            self._styles[style_id] = style
            if element.get(qn("w:default")) in {"1", "true", "on"}:
                self._default.setdefault(style.kind, style_id)
        if "Normal" in self._styles:
            self._default.setdefault("paragraph", "Normal")  # LibreOffice does not mark it

    def name(self, style_id: str | None) -> str:
        """The name of a paragraph's style; that of the default style where the paragraph names none."""
        style = self._styles.get(style_id or self._default.get("paragraph", ""))
        return style.name if style else ""

    def chain(self, style_id: str | None, kind: str) -> list[Style]:
        """A style and those it is based on, nearest first; the default style of its kind where `style_id` names none."""
        key = (style_id, kind)
        if key not in self._chains:
            names: list[str] = []
            found = style_id if style_id in self._styles else self._default.get(kind)
            while found in self._styles and found not in names:
                names.append(found)
                found = self._styles[found].based_on
            self._chains[key] = tuple(names)
        return [self._styles[name] for name in self._chains[key]]

    def bordered(self, table_style: str | None) -> bool:
        return any(style.bordered for style in self.chain(table_style, "table"))

    def run(
        self, paragraph: str | None, character: str | None, table: str | None, parts: tuple[str, ...]
    ) -> Properties:
        """The properties of text that has no direct formatting; `parts` are those of the table style that hold."""
        key = (paragraph, character, table, *parts)
        if key not in self._runs:
            tables = [_flat(style.run for style in self.chain(table, "table"))] if table else []
            tables += [_flat(s.parts.get(part, {}) for s in self.chain(table, "table")) for part in parts if table]
            levels = [_flat(reversed(tables))]  # the parts of a table style stand over the whole, as one level
            levels.append(_flat(style.run for style in self.chain(paragraph, "paragraph")))
            levels.append(_flat(style.run for style in self.chain(character, "character")) if character else {})
            self._runs[key] = _through_styles(_WORD_DEFAULTS | self.run_defaults, levels)
        return self._runs[key]

    def paragraph(self, style_id: str | None, table: str | None) -> Properties:
        """The paragraph properties that a style gives, those of a table style under them."""
        key = (style_id, table)
        if key not in self._paragraphs:
            found = dict(self.paragraph_defaults)
            if table:
                found = over(found, _flat(style.paragraph for style in self.chain(table, "table")))
            self._paragraphs[key] = over(found, _flat(style.paragraph for style in self.chain(style_id, "paragraph")))
        return self._paragraphs[key]


def over(lower: Properties, upper: Properties) -> Properties:
    """The properties of two levels: the upper wins, but tab stops of both stand together."""
    found = lower | upper
    if "tabs" in lower and "tabs" in upper:
        found["tabs"] = lower["tabs"] | upper["tabs"]
    return found


def _flat(nearest_first: Iterable[Properties]) -> Properties:
    found: Properties = {}
    for properties in nearest_first:
        found = over(properties, found)
    return found


def _through_styles(defaults: Properties, levels: list[Properties]) -> Properties:
    found = dict(defaults)
    for level in levels:
        found |= level
    for toggle in _TOGGLE_TAGS.values():
        turned = sum(bool(level.get(toggle)) for level in levels)
        found[toggle] = bool(defaults.get(toggle)) or turned % 2 == 1
    return found
