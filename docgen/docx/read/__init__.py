"""A .docx as plain facts: what a reader sees, with every inheritance resolved. The only room that reads Word's XML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.docx import ooxml
from docgen.docx.facts import Document, Paragraph, Section, paragraphs
from docgen.docx.ooxml import MM_PER_TWIP, VAL, Element, measure, on, qn, whole
from docgen.docx.read.body import Walker
from docgen.docx.read.formatting import Styles, Theme
from docgen.docx.read.numbering import Numbering
from docgen.docx.read.opened import OpenedParts, opened
from docgen.docx.read.runs import Room

_A4 = (11906, 16838)  # twips
_PAGES = re.compile(rb"<(?:\w+:)?Pages>([0-9]+)</")
_Edges = dict[str, tuple[Paragraph, ...]]


def read(name: str, content: bytes) -> Document:
    """The facts of a file. Raises UnusableError, with a message for the clerk, where it is no readable Word document."""
    return _Reader(opened(name, content)).document()


class _Reader:
    """Reads one opened file: each part is parsed once."""

    def __init__(self, parts: OpenedParts) -> None:
        self._parts = parts
        self._main = str(ooxml.main_part(parts))
        theme = Theme(self._root("theme"))
        self._styles = Styles(self._root("styles"), theme)
        self._numbering_root = self._root("numbering")
        self._theme = theme
        settings = self._root("settings")
        self._even_and_odd = settings is not None and bool(on(settings.find(qn("w:evenAndOddHeaders"))))
        tab = settings.find(qn("w:defaultTabStop")) if settings is not None else None
        self._default_tab = (measure(tab.get(VAL), MM_PER_TWIP) if tab is not None else None) or 12.7
        self._relations = ooxml.relations(parts, self._main)
        self._edges: dict[str, tuple[Paragraph, ...]] = {}

    def document(self) -> Document:
        root = self._parts.root(self._main)
        assert root is not None  # opened() has looked
        body = root.find(qn("w:body"))
        if body is None:
            return Document(self._parts.name, (), ())
        ooxml.number(root)
        sections = self._sections(body)
        widths = [section.width - section.left - section.right for section in sections]
        walker = Walker(self._styles, Numbering(self._numbering_root, self._theme), widths, self._default_tab)
        blocks = tuple(walker.blocks(body, Room(self._main, widths[0])))
        pages = _PAGES.search(self._parts.get("docProps/app.xml", b""))
        return Document(
            name=self._parts.name,
            blocks=blocks,
            sections=sections,
            notes=tuple(self._notes(widths[0])),
            pages=int(pages[1]) if pages else None,
            remarks=tuple(self._remarks(root)),
        )

    def _root(self, kind: str) -> Element | None:
        return self._parts.root(ooxml.related(self._parts, self._main, kind))

    def _sections(self, body: Element) -> tuple[Section, ...]:
        found: list[Section] = []
        edges: tuple[_Edges, _Edges] = ({}, {})
        described = ooxml.sections_of(body)
        last_is_missing = not described or described[-1].getparent() is not body
        for sect_pr in [*described, *([ooxml.parse(_EMPTY_SECTION)] if last_is_missing else [])]:
            found.append(self._section(sect_pr, edges))
        return tuple(found)

    def _section(self, sect_pr: Element, inherited: tuple[_Edges, _Edges]) -> Section:
        """A section; `inherited` holds the headers and footers of the one before, and takes its own."""

        def length(tag: str, name: str, default: float) -> float:
            element = sect_pr.find(qn(tag))
            found = measure(element.get(qn(f"w:{name}")), MM_PER_TWIP) if element is not None else None
            return default * MM_PER_TWIP if found is None else found

        title_page = bool(on(sect_pr.find(qn("w:titlePg"))))
        # A first or even page has edges of its own only where the file asks for it.
        shown = ["default", *(["first"] if title_page else []), *(["even"] if self._even_and_odd else [])]
        numbers = sect_pr.find(qn("w:pgNumType"))
        start = numbers.get(qn("w:start")) if numbers is not None else None
        kind = sect_pr.find(qn("w:type"))
        width, height = length("w:pgSz", "w", 12240), length("w:pgSz", "h", 15840)
        text_width = width - length("w:pgMar", "left", 1440) - length("w:pgMar", "right", 1440)
        headers, footers = inherited
        for edges, tag in ((headers, "w:headerReference"), (footers, "w:footerReference")):
            for reference in sect_pr.findall(qn(tag)):
                _, part = self._relations.get(reference.get(qn("r:id"), ""), ("", ""))
                edges[reference.get(qn("w:type"), "default")] = self._edge(part, text_width)
        return Section(
            width=width,
            height=height,
            top=abs(length("w:pgMar", "top", 1440)),
            bottom=abs(length("w:pgMar", "bottom", 1440)),
            left=length("w:pgMar", "left", 1440) + length("w:pgMar", "gutter", 0),
            right=length("w:pgMar", "right", 1440),
            title_page=title_page,
            number_start=whole(start) if start else None,
            number_format=(numbers.get(qn("w:fmt")) if numbers is not None else None) or "decimal",
            new_page=kind is None or kind.get(VAL) != "continuous",
            headers={kind: headers[kind] for kind in shown if kind in headers},
            footers={kind: footers[kind] for kind in shown if kind in footers},
        )

    def _edge(self, part: str, width: float) -> tuple[Paragraph, ...]:
        """The paragraphs of a header or footer, those of its text boxes among them."""
        if part not in self._edges:
            self._edges[part] = tuple(self._other(part, width))
        return self._edges[part]

    def _other(self, part: str, width: float) -> Iterator[Paragraph]:
        root = self._parts.root(part)
        if root is not None:
            ooxml.number(root)
            walker = Walker(self._styles, Numbering(self._numbering_root, self._theme), [width], self._default_tab)
            for paragraph in paragraphs(tuple(walker.blocks(root, Room(part, width)))):
                yield paragraph
                yield from paragraph.boxes

    def _notes(self, width: float) -> Iterator[Paragraph]:
        for kind in ("footnotes", "endnotes"):
            part = ooxml.related(self._parts, self._main, kind)
            root = self._parts.root(part)
            if part is not None and root is not None:
                ooxml.number(root)
                walker = Walker(self._styles, Numbering(self._numbering_root, self._theme), [width], self._default_tab)
                for note in root:
                    if note.get(qn("w:type"), "normal") == "normal":
                        yield from paragraphs(tuple(walker.blocks(note, Room(part, width))))

    def _remarks(self, root: Element) -> Iterator[str]:
        if next(root.iter(qn("w:ins"), qn("w:del"), qn("w:moveFrom"), qn("w:moveTo")), None) is not None:
            yield "tệp còn thay đổi được theo dõi (Track Changes): kiểm như khi đã chấp nhận hết"
        if (
            ooxml.related(self._parts, self._main, "comments") is not None
            and next(root.iter(qn("w:commentReference")), None) is not None
        ):
            yield "tệp có ghi chú (Comment): không kiểm chữ trong ghi chú"
        if any(name.startswith("_xmlsignatures/") for name in self._parts):
            yield "tệp có chữ ký số: bản sao do --sua, --ghi-chu ghi ra không còn chữ ký"
        if any(name.endswith("vbaProject.bin") for name in self._parts):
            yield "tệp có macro: docgen không chạy macro"
        if next(root.iter(qn("w:altChunk")), None) is not None:
            yield "tệp nhúng nguyên một tệp khác (altChunk): không kiểm phần nhúng"


_EMPTY_SECTION = (
    f'<w:sectPr xmlns:w="{ooxml.W}"><w:pgSz w:w="{_A4[0]}" w:h="{_A4[1]}"/>'
    '<w:pgMar w:top="1440" w:bottom="1440" w:left="1440" w:right="1440"/></w:sectPr>'
).encode()
