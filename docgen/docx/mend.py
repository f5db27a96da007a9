"""Does what `mending` says, in a copy of a document: only what is named changes, every other letter stays."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable, Iterator

from docgen.docx import ooxml, package
from docgen.docx.facts import Spot
from docgen.docx.mending import (
    Mending,
    Normalise,
    NumberPages,
    ReplaceText,
    SetPage,
    SetPageNumber,
    SetParagraph,
    SetRuns,
)
from docgen.docx.ooxml import MM_PER_TWIP, VAL, Element, paragraphs_of, qn, runs_of
from docgen.nghi_dinh import nd30

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TWIPS_PER_POINT = 20
# The order of children that the schema asks for (ECMA-376 Part 1, 17.3.1.26 and 17.3.2.28), as far as it matters here.
_R_PR = [
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "outline",
    "shadow",
    "emboss",
    "imprint",
    "noProof",
    "snapToGrid",
    "vanish",
    "webHidden",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
    "eastAsianLayout",
    "specVanish",
    "oMath",
]
_P_PR = [
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "numPr",
    "suppressLineNumbers",
    "pBdr",
    "shd",
    "tabs",
    "suppressAutoHyphens",
    "kinsoku",
    "wordWrap",
    "overflowPunct",
    "topLinePunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "bidi",
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
    "divId",
    "cnfStyle",
    "rPr",
    "sectPr",
    "pPrChange",
]
_SECT_PR = [
    "headerReference",
    "footerReference",
    "footnotePr",
    "endnotePr",
    "type",
    "pgSz",
    "pgMar",
    "paperSrc",
    "pgBorders",
    "lnNumType",
    "pgNumType",
    "cols",
    "formProt",
    "vAlign",
    "noEndnote",
    "titlePg",
    "textDirection",
    "bidi",
    "rtlGutter",
    "docGrid",
    "printerSettings",
    "sectPrChange",
]
_EDGE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_PAGE_PARAGRAPH = (
    '<w:p xmlns:w="{w}"><w:pPr><w:spacing w:before="0" w:after="0"/><w:ind w:left="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr>'
    '<w:r>{r_pr}<w:fldChar w:fldCharType="begin"/></w:r><w:r>{r_pr}<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r>{r_pr}<w:fldChar w:fldCharType="separate"/></w:r><w:r>{r_pr}<w:t>2</w:t></w:r><w:r>{r_pr}<w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
_PAGE_R_PR = (
    '<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}" w:eastAsia="{font}"/><w:b w:val="0"/><w:i w:val="0"/>'
    '<w:color w:val="auto"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
)


def mended(content: bytes, mendings: Iterable[Mending]) -> bytes:
    """The document with the mendings done."""
    mender = _Mender(package.read(content))
    # New page numbers come last: they put paragraphs into headers, and so change the numbers of those after them.
    for mending in sorted(mendings, key=lambda mending: isinstance(mending, NumberPages)):
        mender.do(mending)
    return mender.written()


class _Mender:
    """Holds the parts that were opened for mending."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self._parts = parts
        self._main = str(ooxml.main_part(parts))
        self._roots: dict[str, Element] = {}
        self._paragraphs: dict[str, list[Element]] = {}

    def do(self, mending: Mending) -> None:
        if isinstance(mending, SetPage):
            _set_page(self._sections()[mending.section], mending)
        elif isinstance(mending, NumberPages):
            self._number_pages(mending)
        else:
            paragraph = self._paragraph(mending.spot)
            if isinstance(mending, SetRuns):
                _set_runs(paragraph, mending)
            elif isinstance(mending, SetPageNumber):
                self._set_page_number(paragraph, mending)
            elif isinstance(mending, SetParagraph):
                _set_paragraph(paragraph, mending)
            elif isinstance(mending, ReplaceText):
                _replace(_texts(paragraph), mending.old, mending.new)
            elif isinstance(mending, Normalise):
                _normalise(_texts(paragraph))

    def written(self) -> bytes:
        for name, root in self._roots.items():
            self._parts[name] = ooxml.serialise(root)
        return package.write(self._parts)

    def _root(self, part: str) -> Element:
        if part not in self._roots:
            self._roots[part] = ooxml.parse(self._parts[part])
        return self._roots[part]

    def _paragraph(self, spot: Spot) -> Element:
        if spot.part not in self._paragraphs:
            self._paragraphs[spot.part] = paragraphs_of(self._root(spot.part))
        return self._paragraphs[spot.part][spot.number]

    def _set_page_number(self, paragraph: Element, mending: SetPageNumber) -> None:
        letters = SetRuns(mending.spot, (), mending.font, mending.size)
        for run in (run for field in _page_fields(paragraph) for run in field):
            r_pr = _properties(run, "rPr")
            _set_letters(r_pr, letters)
            for name in ("b", "i") if mending.plain else ():
                _child(r_pr, name, _R_PR).set(VAL, "0")
        numbers = self._sections()[mending.section].find(qn("w:pgNumType"))
        if mending.arabic and numbers is not None:
            numbers.attrib.pop(qn("w:fmt"), None)

    def _sections(self) -> list[Element]:
        body = self._root(self._main).find(qn("w:body"))
        assert body is not None
        return ooxml.sections_of(body)

    def _number_pages(self, mending: NumberPages) -> None:
        """Page numbers only in the middle of the headers of pages after the first."""
        upto = self._sections()[: mending.section + 1]
        section = upto[-1]
        self._drop_dangling(section)
        if mending.first_page:
            self._set_first_page_apart(section, upto)
        for tag, kinds in (("w:footerReference", ("default", "even", "first")), ("w:headerReference", ("first",))):
            for kind in kinds:
                for part in self._edges(upto, tag, kind):
                    _drop_page_numbers(self._root(part))
        headers = self._edges(upto, "w:headerReference", "default")
        if not headers:
            self._add_edge(section, "header", "default", _header_of(_page_paragraph()))
        elif not _shows_page(self._root(headers[-1])):
            self._root(headers[-1]).insert(0, _page_paragraph())

    def _set_first_page_apart(self, section: Element, upto: list[Element]) -> None:
        """A first page that is not apart yet keeps what its header and footer say; the number goes."""
        title = section.find(qn("w:titlePg"))
        if title is not None and ooxml.on(title):
            return
        _child(section, "titlePg", _SECT_PR).attrib.pop(VAL, None)
        for kind in ("header", "footer"):
            tag = f"w:{kind}Reference"
            shown = self._edges(upto, tag, "default")
            if shown and not self._edges([section], tag, "first"):
                copy_of = ooxml.parse(ooxml.serialise(self._root(shown[-1])))
                self._add_edge(section, kind, "first", copy_of, relations_of=shown[-1])

    def _drop_dangling(self, section: Element) -> None:
        """Takes away references to headers and footers that are not in the file."""
        related = ooxml.relations(self._parts, self._main)
        for reference in [*section.findall(qn("w:headerReference")), *section.findall(qn("w:footerReference"))]:
            if related.get(reference.get(qn("r:id"), ""), ("", ""))[1] not in self._parts:
                section.remove(reference)

    def _edges(self, sections: list[Element], tag: str, kind: str) -> list[str]:
        """The parts of the headers (footers) of a kind that these sections name; the last one holds."""
        related = ooxml.relations(self._parts, self._main)
        found = []
        for section in sections:
            for reference in section.findall(qn(tag)):
                part = related.get(reference.get(qn("r:id"), ""), ("", ""))[1]
                if kind == reference.get(qn("w:type"), "default") and part in self._parts:
                    found.append(part)
        return found

    def _add_edge(self, section: Element, kind: str, page: str, root: Element, relations_of: str = "") -> None:
        """Puts a new header or footer into the file and names it in the section."""
        names = (f"word/{kind}_docgen{number}.xml" for number in itertools.count(1))
        name = next(name for name in names if name not in self._parts)
        self._parts[name] = b""
        self._roots[name] = root
        relations = self._parts.get(ooxml.relations_part(relations_of)) if relations_of else None
        if relations is not None:
            self._parts[ooxml.relations_part(name)] = relations
        ma = ooxml.add_part(self._parts, self._main, name, _EDGE_TYPE.format(kind), f"{ooxml.R}/{kind}")
        reference = section.makeelement(qn(f"w:{kind}Reference"), {qn("w:type"): page, qn("r:id"): ma})
        section.insert(0, reference)


def _header_of(paragraph: Element) -> Element:
    root = ooxml.parse(f'<w:hdr xmlns:w="{ooxml.W}" xmlns:r="{ooxml.R}"/>'.encode())
    root.append(paragraph)
    return root


def _page_paragraph() -> Element:
    r_pr = _PAGE_R_PR.format(font=nd30.PHONG_CHU, size=round(nd30.SO_TRANG.co_chu[0] * 2))
    return ooxml.parse(_PAGE_PARAGRAPH.format(w=ooxml.W, r_pr=r_pr).encode())


def _page_fields(root: Element) -> Iterator[list[Element]]:
    """The runs of each page number field in an element, from its beginning to its end; of a simple field, those inside."""
    for paragraph in paragraphs_of(root) if root.tag != ooxml.P else [root]:
        open_fields: list[tuple[list[Element], list[str]]] = []
        for run in runs_of(paragraph):
            marks = [mark.get(qn("w:fldCharType")) for mark in run.findall(qn("w:fldChar"))]
            open_fields += [([], []) for mark in marks if mark == "begin"]
            for runs, instruction in open_fields:
                runs.append(run)
                instruction += [found.text or "" for found in run.findall(qn("w:instrText"))]
            for _ in range(marks.count("end")):
                runs, instruction = open_fields.pop() if open_fields else ([], [])
                if ooxml.is_page_field("".join(instruction)):
                    yield runs
            if run.find(qn("w:pgNum")) is not None:
                yield [run]
        for simple in paragraph.iter(qn("w:fldSimple")):
            if ooxml.is_page_field(simple.get(qn("w:instr"), "")):
                yield list(runs_of(simple))


def _shows_page(root: Element) -> bool:
    return next(_page_fields(root), None) is not None or any(
        ooxml.is_page_field(simple.get(qn("w:instr"), "")) for simple in root.iter(qn("w:fldSimple"))
    )


def _drop_page_numbers(root: Element) -> None:
    """Takes the page numbers away, and nothing beside them."""
    for run in [run for field in _page_fields(root) for run in field]:
        parent = run.getparent()
        if parent is not None:
            parent.remove(run)
    for simple in list(root.iter(qn("w:fldSimple"))):
        parent = simple.getparent()
        if parent is not None and ooxml.is_page_field(simple.get(qn("w:instr"), "")):
            parent.remove(simple)


def _child(parent: Element, name: str, order: list[str]) -> Element:
    """The child of this name, put where the schema wants it if it was not there."""
    found = parent.find(qn(f"w:{name}"))
    if found is not None:
        return found
    made = parent.makeelement(qn(f"w:{name}"), {})
    before = set(order[: order.index(name) + 1])
    at = 0
    for index, child in enumerate(parent):
        if isinstance(child.tag, str) and child.tag.split("}")[1] in before:
            at = index + 1
    parent.insert(at, made)
    return made


def _properties(element: Element, name: str) -> Element:
    found = element.find(qn(f"w:{name}"))
    if found is None:
        found = element.makeelement(qn(f"w:{name}"), {})
        element.insert(0, found)
    return found


def _set_page(section: Element, mending: SetPage) -> None:
    twips = str(round(mending.length / MM_PER_TWIP))
    if mending.side in {"width", "height"}:
        _child(section, "pgSz", _SECT_PR).set(qn("w:w" if mending.side == "width" else "w:h"), twips)
        return
    margins = _child(section, "pgMar", _SECT_PR)
    margins.set(qn(f"w:{mending.side}"), twips)
    if mending.side == "left":
        margins.set(qn("w:gutter"), "0")


def _set_runs(paragraph: Element, mending: SetRuns) -> None:
    for number, run in enumerate(runs_of(paragraph)):
        if number in mending.runs:
            _set_letters(_properties(run, "rPr"), mending)
    if -1 in mending.runs:
        _set_letters(_child(_properties(paragraph, "pPr"), "rPr", _P_PR), mending)


def _set_letters(r_pr: Element, mending: SetRuns) -> None:
    if mending.font is not None:
        fonts = _child(r_pr, "rFonts", _R_PR)
        fonts.attrib.clear()
        for slot in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{slot}"), mending.font)
    if mending.size is not None:
        for name in ("sz", "szCs"):
            _child(r_pr, name, _R_PR).set(VAL, str(round(mending.size * 2)))


def _set_paragraph(paragraph: Element, mending: SetParagraph) -> None:
    p_pr = _properties(paragraph, "pPr")
    if mending.align is not None:
        _child(p_pr, "jc", _P_PR).set(VAL, mending.align)
        if mending.align == "center":
            _drop_leading_tabs(paragraph)
        frame = p_pr.find(qn("w:framePr"))
        if frame is not None and mending.align == "center":
            frame.attrib.pop(qn("w:x"), None)
            frame.set(qn("w:xAlign"), "center")
    if mending.before is not None:
        spacing = _child(p_pr, "spacing", _P_PR)
        for name in ("beforeAutospacing", "beforeLines"):
            spacing.attrib.pop(qn(f"w:{name}"), None)
        spacing.set(qn("w:before"), str(round(mending.before * _TWIPS_PER_POINT)))
        _child(p_pr, "contextualSpacing", _P_PR).set(VAL, "0")
    if mending.line is not None:
        spacing = _child(p_pr, "spacing", _P_PR)
        spacing.set(qn("w:line"), str(round(mending.line * 240)))
        spacing.set(qn("w:lineRule"), "auto")


def _drop_leading_tabs(paragraph: Element) -> None:
    """Tabs that led to a stop would push a centred line aside."""
    for run in runs_of(paragraph):
        for child in list(run):
            if child.tag == qn("w:tab"):
                run.remove(child)
            elif child.tag != qn("w:rPr"):
                return


def _texts(paragraph: Element) -> list[Element]:
    return [text for run in runs_of(paragraph) for text in run.findall(qn("w:t"))]


def _replace(texts: list[Element], old: str, new: str) -> None:
    """Replaces the first `old`; what it was spread over keeps its formatting, `new` takes that of its first letter."""
    whole = "".join(text.text or "" for text in texts)
    start = whole.find(old)
    if start < 0:
        return
    end, at = start + len(old), 0
    for text in texts:
        content = text.text or ""
        a, b = max(start, at), min(end, at + len(content))
        first = at <= start < at + len(content)
        if a < b:
            text.text = content[: a - at] + (new if first else "") + content[b - at :]
            text.set(_SPACE, "preserve")
        at += len(content)


def _normalise(texts: list[Element]) -> None:
    """NFC; a mark that stands alone at the beginning of a run goes to the letter before it."""
    for before, text in zip([None, *texts], texts, strict=False):
        content = text.text or ""
        marks = 0
        while marks < len(content) and unicodedata.combining(content[marks]):
            marks += 1
        if marks and before is not None:
            before.text = unicodedata.normalize("NFC", (before.text or "") + content[:marks])
            content = content[marks:]
        text.text = unicodedata.normalize("NFC", content)
