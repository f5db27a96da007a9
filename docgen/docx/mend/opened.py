"""A package that is being mended: parts are parsed when they are asked for, and written back when all is done."""

from __future__ import annotations

import itertools

from docgen.docx import ooxml, package
from docgen.docx.facts import Spot
from docgen.docx.ooxml import Element, paragraphs_of, qn

_EDGE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


class OpenedPackage:
    """Holds the parts that were opened for mending."""

    def __init__(self, content: bytes) -> None:
        self._parts = package.read(content)
        self._main = str(ooxml.main_part(self._parts))
        self._roots: dict[str, Element] = {}
        self._paragraphs: dict[str, list[Element]] = {}

    def written(self) -> bytes:
        """The package with what was mended."""
        for name, root in self._roots.items():
            self._parts[name] = ooxml.serialise(root)
        return package.write(self._parts)

    def root(self, part: str) -> Element:
        """The tree of a part, to be changed in place."""
        if part not in self._roots:
            self._roots[part] = ooxml.parse(self._parts[part])
        return self._roots[part]

    def paragraph(self, spot: Spot) -> Element:
        """The paragraph of a place, by the numbers that the file had when its part was opened."""
        if spot.part not in self._paragraphs:
            self._paragraphs[spot.part] = paragraphs_of(self.root(spot.part))
        return self._paragraphs[spot.part][spot.number]

    def sections(self) -> list[Element]:
        """The descriptions of the sections."""
        body = self.root(self._main).find(qn("w:body"))
        assert body is not None
        return ooxml.sections_of(body)

    def drop_dangling(self, section: Element) -> None:
        """Takes away references to headers and footers that are not in the file."""
        related = ooxml.relations(self._parts, self._main)
        for reference in [*section.findall(qn("w:headerReference")), *section.findall(qn("w:footerReference"))]:
            if related.get(reference.get(qn("r:id"), ""), ("", ""))[1] not in self._parts:
                section.remove(reference)

    def edges(self, sections: list[Element], tag: str, kind: str) -> list[str]:
        """The parts of the headers (footers) of a kind that these sections name; the last one holds."""
        related = ooxml.relations(self._parts, self._main)
        found = []
        for section in sections:
            for reference in section.findall(qn(tag)):
                part = related.get(reference.get(qn("r:id"), ""), ("", ""))[1]
                if kind == reference.get(qn("w:type"), "default") and part in self._parts:
                    found.append(part)
        return found

    def add_edge(self, section: Element, kind: str, page: str, root: Element, relations_of: str = "") -> None:
        """Puts a new header or footer into the file and names it in the section."""
        names = (f"word/{kind}_docgen{number}.xml" for number in itertools.count(1))
        name = next(name for name in names if name not in self._parts)
        self._parts[name] = b""
        self._roots[name] = root
        relations = self._parts.get(ooxml.relations_part(relations_of)) if relations_of else None
        if relations is not None:
            self._parts[ooxml.relations_part(name)] = relations
        relation_id = ooxml.add_part(self._parts, self._main, name, _EDGE_TYPE.format(kind), f"{ooxml.R}/{kind}")
        reference = section.makeelement(qn(f"w:{kind}Reference"), {qn("w:type"): page, qn("r:id"): relation_id})
        section.insert(0, reference)
