"""Office Open XML at its lowest: names, parts parsed safely, measures, and the numbering of paragraphs and runs.

Whoever reads, annotates or mends a file numbers its paragraphs and runs in this one way, so that a place found by
one is found again by the others.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TypeAlias

from lxml import etree

from docgen.nghi_dinh.vietnamese import is_digits

Element: TypeAlias = Any  # lxml comes without types
Parts = Mapping[str, bytes]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
PREFIXES = {
    "w": W,
    "r": R,
    "a": A,
    "mc": MC,
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "pr": "http://schemas.openxmlformats.org/package/2006/relationships",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
}
MM_PER_TWIP = 25.4 / 1440
MM_PER_EMU = 1 / 36000
_MM_PER_UNIT = {"mm": 1, "cm": 10, "in": 25.4, "pt": 25.4 / 72, "pc": 25.4 / 6, "pi": 25.4 / 6, "px": 25.4 / 96}
_MEASURE = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)\s*(mm|cm|in|pt|pc|pi|px)")
# ISO 29500 Strict writes the same words under other names.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R.encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", A.encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", PREFIXES["wp"].encode()),
)
_OFFICE_DOCUMENT = "/officeDocument"


@cache
def qn(name: str) -> str:
    """`w:p` → the name in the form that lxml uses."""
    prefix, local = name.split(":")
    return f"{{{PREFIXES[prefix]}}}{local}"


P, RUN, TBL, SECT_PR = qn("w:p"), qn("w:r"), qn("w:tbl"), qn("w:sectPr")
VAL = qn("w:val")


def parse(content: bytes) -> Element:
    """The root of a part. No entity is expanded, nothing is fetched. Raises lxml.etree.XMLSyntaxError."""
    for strict, usual in _STRICT:
        content = content.replace(strict, usual)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    return etree.fromstring(content, parser)


def has_doctype(root: Element) -> bool:
    """True where the part declares a document type, which no Word file needs."""
    return bool(root.getroottree().docinfo.doctype)


def is_strict(content: bytes) -> bool:
    """True for a part of an ISO 29500 Strict file, which is read like any other but not written."""
    return _STRICT[0][0] in content


def serialise(root: Element) -> bytes:
    """The bytes of a part."""
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content


def relations_part(part: str) -> str:
    """`word/document.xml` → `word/_rels/document.xml.rels`"""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations(parts: Parts, part: str) -> dict[str, tuple[str, str]]:
    """Id → (type, name of the target part) of a part's relationships; targets outside the package are left out."""
    folder = posixpath.dirname(part)
    content = parts.get(relations_part(part))
    if content is None:
        return {}
    found = {}
    for relation in parse(content):
        if isinstance(relation.tag, str) and relation.get("TargetMode") != "External":
            target = relation.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[relation.get("Id", "")] = (relation.get("Type", ""), path)
    return found


def main_part(parts: Parts) -> str | None:
    """The name of the part that holds the document's body."""
    for kind, target in relations(parts, "").values():
        if kind.endswith(_OFFICE_DOCUMENT):
            return target
    return None


def related(parts: Parts, part: str, kind: str) -> str | None:
    """The name of the part that is related to `part` as `kind` (`styles`, `numbering`, …) and exists."""
    for found, target in relations(parts, part).values():
        if found.endswith(f"/{kind}") and target in parts:
            return target
    return None


def measure(value: str | None, unit: float) -> float | None:
    """A length in mm: `value` counts `unit` mm each, or carries its own unit as Strict files do; None where unreadable."""
    if value is None:
        return None
    if is_digits(value):  # nearly all are
        return int(value) * unit
    with_unit = _MEASURE.fullmatch(value.strip())
    if with_unit:
        return float(with_unit[1]) * _MM_PER_UNIT[with_unit[2]]
    try:
        return float(value) * unit
    except ValueError:
        return None


def whole(value: str | None, default: int = 0) -> int:
    """A whole number; `default` where there is none, or something else."""
    try:
        return int(float(value)) if value else default
    except (ValueError, OverflowError):
        return default


def on(element: Element | None) -> bool | None:
    """An on/off property: None where it does not stand."""
    if element is None:
        return None
    return element.get(VAL, "1") not in {"0", "false", "off", "none"}


def value(element: Element, path: str) -> str | None:
    """The `w:val` of a child, by its local name in w."""
    child = element.find(path, PREFIXES)
    return None if child is None else child.get(VAL)


NUMBER = "docgen-number"  # set on paragraphs and runs of a tree that is read; such a tree is never written


def number(root: Element) -> None:
    """Marks every paragraph and every run of a part with its number, for a reader that skips some of them."""
    for at, paragraph in enumerate(paragraphs_of(root)):
        paragraph.set(NUMBER, str(at))
        for index, run in enumerate(runs_of(paragraph)):
            run.set(NUMBER, str(index))


def sections_of(body: Element) -> list[Element]:
    """The descriptions of the sections that the body's own paragraphs end, and of the last one where it is there."""
    found: list[Element] = []
    for child in body:
        if child.tag == P:
            found += child.iterfind(f"{qn('w:pPr')}/{SECT_PR}")
        elif child.tag == SECT_PR:
            found.append(child)
        elif child.tag in {qn("w:sdt"), qn("w:sdtContent")}:
            found += sections_of(child)
    return found


def paragraphs_of(root: Element) -> list[Element]:
    """All paragraphs of a part in the order of the file; the index in this list is a paragraph's number."""
    return list(root.iter(P))


def runs_of(paragraph: Element) -> Iterator[Element]:
    """The runs of a paragraph in order, those of text boxes within it apart; counted, they are a run's number."""
    for child in paragraph:
        if child.tag == RUN:
            yield child
        elif child.tag != P and isinstance(child.tag, str):
            yield from runs_of(child)


def add_part(parts: dict[str, bytes], owner: str, name: str, content_type: str, relation: str) -> str:
    """Declares a part that was put into the package and relates it to its owner; returns the id of the relation."""
    declare(parts, name, content_type)
    rels = relations_part(owner)
    root = parse(parts.get(rels, f'<Relationships xmlns="{PREFIXES["pr"]}"/>'.encode()))
    taken = {related.get("Id") for related in root}
    relation_id = next(f"rIdDocgen{number}" for number in range(1, len(taken) + 2) if f"rIdDocgen{number}" not in taken)
    target = posixpath.relpath(name, posixpath.dirname(owner))
    root.append(root.makeelement(qn("pr:Relationship"), {"Id": relation_id, "Type": relation, "Target": target}))
    parts[rels] = serialise(root)
    return relation_id


def declare(parts: dict[str, bytes], name: str, content_type: str) -> None:
    """Says of what type a part is; what was said of it before goes."""
    types = parse(parts["[Content_Types].xml"])
    for override in types.findall(qn("ct:Override")):
        if override.get("PartName") == f"/{name}":
            types.remove(override)
    types.append(types.makeelement(qn("ct:Override"), {"PartName": f"/{name}", "ContentType": content_type}))
    parts["[Content_Types].xml"] = serialise(types)
