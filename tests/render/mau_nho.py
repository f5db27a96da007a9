"""Little templates written as XML, what comes of them by both ways, and the parts of it to compare."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

import pytest
from lxml import etree

from docgen.docx import ooxml, package
from docgen.render import prepared
from docgen.render.environment import Sandbox
from docgen.render.prepared import Template, prepare
from docgen.render.wellformed import UnprovedError
from docgen.template.empty import EMPTY_PACKAGE

MAIN = "word/document.xml"
_NAMESPACES = f'xmlns:w="{ooxml.W}" xmlns:r="{ooxml.R}" xmlns:wp="{ooxml.PREFIXES["wp"]}"'


def t(text: str) -> str:
    return f'<w:t xml:space="preserve">{text}</w:t>'


def p(text: str) -> str:
    """A paragraph with this text, which may hold tags."""
    return f"<w:p><w:r>{t(text)}</w:r></w:p>"


def tag(statement: str, level: str = "p") -> str:
    """A line of logic of its own, as docxtpl has it: a paragraph `{%p … %}`."""
    return p(f"{{%{level} {statement} %}}")


def cell(text: str, properties: str = '<w:tcW w:w="1200" w:type="dxa"/>') -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def row(*texts: str) -> str:
    return f"<w:tr>{''.join(map(cell, texts))}</w:tr>"


def table(columns: int, *rows: str) -> str:
    grid = '<w:gridCol w:w="1200"/>' * columns
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def template(body: str, **others: str) -> bytes:
    """A template with this body; `header1="…"`, `footnotes="…"` are what stands in other parts."""
    parts = dict(EMPTY_PACKAGE)
    document = f"<w:document {_NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>"
    parts[MAIN] = document.encode()
    for name, content in others.items():
        kind = name.rstrip("0123456789")
        root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
        parts[f"word/{name}.xml"] = f"<w:{root} {_NAMESPACES}>{content}</w:{root}>".encode()
        content_type = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
        ooxml.add_part(parts, MAIN, f"word/{name}.xml", content_type, f"{ooxml.R}/{kind}")
    return package.write(parts)


def by_docxtpl(content: bytes, sandbox: Sandbox | None = None) -> Template:
    """The template as it is prepared where nothing can be proved of it."""

    def prove(_: object) -> NoReturn:
        raise UnprovedError("for a test")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prepared, "prove", prove)
        return prepare(content, sandbox)


def parts_of(way: Template, context: Mapping[str, Any]) -> package.Parts:
    return package.read(way.render(context))


def root_of(way: Template, context: Mapping[str, Any], part: str = MAIN) -> Any:
    """The root of a rendered part. Raises XMLSyntaxError where it is torn."""
    return etree.fromstring(parts_of(way, context)[part])


def texts(root: Any) -> list[str]:
    """The text of each paragraph; a line break is \\n, a tab \\t."""
    marks = {"br": "\n", "tab": "\t"}
    return [
        "".join(marks.get(etree.QName(e).localname, e.text or "") for e in paragraph.iter("{*}t", "{*}br", "{*}tab"))
        for paragraph in root.iter("{*}p")
    ]


def assert_same(one: Any, other: Any, part: str = MAIN) -> None:
    """Two roots must be equal as canonical XML; where they are not, the first element that differs is shown."""
    if _canonical(one) != _canonical(other):
        assert _elements(one) == _elements(other), part
        raise AssertionError(part)


def _canonical(element: Any) -> bytes:
    content: bytes = etree.tostring(element, method="c14n", exclusive=True, with_tail=False)
    return content


def _elements(root: Any) -> list[str]:
    """Each element without what is in it."""
    found = []
    for element in root.iter(etree.Element):
        alone = element.makeelement(element.tag, dict(element.attrib))
        alone.text = element.text
        depth = sum(1 for _ in element.iterancestors())
        found.append(f"{depth} {_canonical(alone).decode()} {element.tail or ''}".rstrip())
    return found
