"""A template prepared once and rendered many times.

Preparation takes docxtpl's syntax as docxtpl does (see `syntax`), drops marks of Word's editing, compiles each
part that holds tags, and keeps every other part packed as it is. Rendering streams the compiled parts into the package.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from lxml import etree

from docgen.docx import ooxml, package
from docgen.docx.fields import FLD_SIMPLE, MARKS, is_whole
from docgen.docx.ooxml import Element, P, qn
from docgen.nghi_dinh.vietnamese import is_digits
from docgen.render import compiled
from docgen.render.environment import DO_DAI, DO_DAI_PT, KE_TIEP, Sandbox, environment
from docgen.render.syntax import without_docxtpl
from docgen.render.wellformed import UnprovedError, prove

_KINDS_WITH_TAGS = ("header", "footer", "footnotes", "endnotes")
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EDITING_ATTRIBUTES = re.compile(r"\{[^}]*\}(?:rsid\w*|paraId|textId)")
_EDITING_ELEMENTS = (qn("w:proofErr"), qn("w:lastRenderedPageBreak"))
_LINE_NAME = re.compile(r"duong_ke_[a-z_]+")
_SHAPE_NUMBERS = "so_hinh_ve"
_BRACE = re.compile("[{}]")
_PIECE = 1 << 15  # bytes handed to deflate at a time
_FIRST_SHAPE = 1001  # docxtpl counts from here too
# What docxtpl does with columns that come from data can only be done to the finished table.
_NEEDS_DOCXTPL = re.compile(r"{[%{]tc\b|{%\s*(?:colspan|cellbg|vm|hm)\b")

CORE = "docProps/core.xml"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"

Rendering = Callable[[Mapping[str, Any]], dict[str, Iterable[bytes]]]


class NotWordError(Exception):
    """A template that is no Word file, or one of ISO 29500 Strict."""


@dataclass(frozen=True)
class Template:
    """A prepared template. `names` are what it takes from a context; `charts` are its charts by name: chart part, workbook.

    `is_fast` is False where docxtpl itself renders, since the template is not proved to give well-formed XML.
    `is_closed` is True where documents hold no element and no relation that the template has not: no tag is near a field.
    """

    names: frozenset[str]
    charts: Mapping[str, tuple[str, str]]
    is_fast: bool
    is_closed: bool
    _main: str
    _static: Mapping[str, package.Member]
    _rendered: Rendering

    def main_xml(self, context: Mapping[str, Any]) -> bytes:
        """The XML of the main part alone. Raises as `render` does."""
        return b"".join(_last_section_closed(self._rendered(context)[self._main]))

    @property
    def main(self) -> str:
        """The name of the main part."""
        return self._main

    def render(self, context: Mapping[str, Any], parts: Mapping[str, bytes] | None = None, source: str = "") -> bytes:
        """The finished file, sealed over the digest `source` of its data. `parts` stand in place of the template's.

        Raises TemplateError, and what Python raises for an expression that makes no sense.
        """
        made: dict[str, Iterable[bytes]] = self._rendered(context)
        made[self._main] = _last_section_closed(made[self._main])
        made |= {name: [content] for name, content in (parts or {}).items()}
        writer = package.Writer(fast=True)
        writer.copy(member for name, member in self._static.items() if name not in made)
        for name, pieces in made.items():
            writer.add(name, pieces)
        writer.seal(source)
        return writer.close()


def prepare(template: bytes, sandbox: Sandbox | None = None) -> Template:
    """The prepared template, in an environment of its own where none is given. The name `so_hinh_ve` is taken in its contexts: it numbers the drawings.

    Raises TemplateSyntaxError; NotWordError or whatever zipfile and lxml raise where it is no Word file.
    """
    parts = package.with_seal(package.read(template))
    main = ooxml.main_part(parts)
    if main is None or main not in parts or ooxml.is_strict(parts[main]):
        raise NotWordError
    if CORE not in parts:
        ooxml.add_part(parts, "", CORE, _CORE_TYPE, _CORE_RELATION)
        parts[CORE] = b""
    sandbox = sandbox or environment()
    roots = {name: _cleaned(parts[name]) for name in _parts_with_tags(parts, main)}
    charts = dict(_charts(parts, main, roots[main]))
    trees = {name: parsed(patched(root), sandbox) for name, root in roots.items()}
    dynamic = {name: tree for name, (tree, _) in trees.items() if name == main or not _is_text(tree)}
    names = frozenset[str]().union(*(taken for _, taken in trees.values()))
    try:
        _refuse_columns(roots.values())
        for tree in dynamic.values():
            prove(tree)
    except UnprovedError:
        return _by_docxtpl(parts, main, names, charts, {name: roots[name] for name in dynamic}, sandbox)
    static = package.members(package.write({name: parts[name] for name in parts if name not in dynamic}))
    functions = {name: compiled.function(tree, sandbox) for name, tree in dynamic.items()}
    by_name = {member.name: member for member in static}
    closed = not any(_has_open_fields(roots[name]) for name in dynamic)
    return Template(names, charts, True, closed, main, by_name, _numbered(_together(functions)))


def _has_open_fields(root: Element) -> bool:
    """True where a tag could put another field together: unless each stands whole in a paragraph without tags."""
    for mark in root.iter(FLD_SIMPLE, *MARKS):
        paragraph = next(mark.iterancestors(P), None)
        if paragraph is None or _BRACE.search("".join(paragraph.itertext())) or not is_whole(paragraph):
            return True
        if mark.tag == FLD_SIMPLE and _BRACE.search(mark.get(qn("w:instr"), "")):
            return True
    return False


def _by_docxtpl(
    parts: package.Parts,
    main: str,
    names: frozenset[str],
    charts: Mapping[str, tuple[str, str]],
    roots: Mapping[str, Element],
    sandbox: Sandbox,
) -> Template:
    from docgen.render import slow

    cleaned = {name: ooxml.serialise(root) for name, root in roots.items()}
    rendering = slow.rendering(package.sealed(parts | cleaned), roots, sandbox)
    return Template(names, charts, False, False, main, {}, _numbered(rendering))


def patched(root: Element) -> str:
    """The XML of a part as Jinja reads it; each paragraph begins a line, so that a mistake can be found by its line."""
    xml = etree.tostring(root, encoding="unicode")
    jinja = without_docxtpl(xml)
    if jinja is None:
        from docxtpl import DocxTemplate

        jinja = DocxTemplate.patch_xml(None, xml)
    return re.sub(r"(<w:p[ >])", r"\n\1", jinja)


def parsed(source: str, sandbox: Sandbox) -> tuple[nodes.Template, frozenset[str]]:
    """Jinja's tree of a patched part, without the lines' ends that `patched` made; and the names it takes from a context.

    Raises TemplateSyntaxError.
    """
    tree = sandbox.parse(source)
    taken: set[str] = set()
    own = {"loop", _SHAPE_NUMBERS}
    for node in tree.find_all(nodes.Node):
        if isinstance(node, nodes.TemplateData):
            node.data = node.data.replace("\n<w:p>", "<w:p>").replace("\n<w:p ", "<w:p ")
            for typed, meant in (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}")):
                node.data = node.data.replace(typed, meant)
        elif isinstance(node, nodes.Name):
            (taken if node.ctx == "load" else own).add(node.name)
        elif isinstance(node, nodes.Filter) and node.name not in sandbox.filters:
            error = TemplateSyntaxError(f"No filter named {node.name!r}.", node.lineno)
            error.source = source
            raise error
    return tree, frozenset(taken - own)


def _refuse_columns(roots: Iterable[Element]) -> None:
    if any(_NEEDS_DOCXTPL.search("".join(root.itertext())) for root in roots):
        raise UnprovedError("columns from data")


def _parts_with_tags(parts: package.Parts, main: str) -> Iterator[str]:
    yield main
    for kind, target in ooxml.relations(parts, main).values():
        if kind.rpartition("/")[2] in _KINDS_WITH_TAGS and target in parts:
            yield target


def _cleaned(part: bytes) -> Element:
    """The root of a part without what Word's editing left in it; its drawings numbered, its lines measured when it is rendered."""
    root = ooxml.parse(part)
    for element in list(root.iter(*_EDITING_ELEMENTS)):
        element.getparent().remove(element)
    for element in root.iter(etree.Element):
        for name in [name for name in element.attrib if _EDITING_ATTRIBUTES.fullmatch(name)]:
            del element.attrib[name]
        if len(element) and not (element.text or "").strip():
            element.text = None
        if not (element.tail or "").strip():
            element.tail = None
    for properties in root.iter(qn("wp:docPr")):
        properties.set("id", f"{{{{ {_SHAPE_NUMBERS}|{KE_TIEP} }}}}")
        if _LINE_NAME.fullmatch(name := properties.get("name", "")):
            _measured(properties.getparent(), name)
    return root


def _measured(frame: Element, name: str) -> None:
    """Gives a line its length when it is rendered, and so the line beside it that older programs draw."""
    length = "0"
    for extent in frame.iter(qn("wp:extent"), qn("a:ext")):
        if is_digits(extent.get("cx", "")):
            length = extent.get("cx")
            extent.set("cx", f"{{{{ duong_ke|{DO_DAI}('{name}', {length}) }}}}")
    for alternate in frame.iterancestors(qn("mc:AlternateContent")):
        for line in alternate.iterfind(f"{qn('mc:Fallback')}//{qn('v:line')}"):
            if line.get("from") == "0,0":
                line.set("to", f"{{{{ duong_ke|{DO_DAI_PT}('{name}', {length}) }}}}pt,0")


def _together(functions: Mapping[str, compiled.Rendered]) -> Rendering:
    return lambda context: {
        name: _gathered(itertools.chain([_DECLARATION], function(context))) for name, function in functions.items()
    }


def _gathered(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in fewer pieces: each call to deflate costs more than the bytes of a small one."""
    waiting: list[bytes] = []
    length = 0
    for piece in pieces:
        waiting.append(piece)
        length += len(piece)
        if length >= _PIECE:
            yield b"".join(waiting)
            waiting, length = [], 0
    yield b"".join(waiting)


def _numbered(rendering: Rendering) -> Rendering:
    """The same with numbers for the drawings in its context: no two of a document may have the same one."""
    return lambda context: rendering({**context, _SHAPE_NUMBERS: itertools.count(_FIRST_SHAPE)})


def _is_text(tree: nodes.Template) -> bool:
    return len(tree.body) == 1 and isinstance(tree.body[0], nodes.Output) and len(tree.body[0].nodes) == 1


def _charts(parts: package.Parts, main: str, root: Element) -> Iterator[tuple[str, tuple[str, str]]]:
    """The charts of the main part: their names, and the parts that hold the chart and the workbook behind it."""
    related = ooxml.relations(parts, main)
    for properties in root.iter(qn("wp:docPr")):
        for reference in properties.getparent().iter(qn("c:chart")):
            _, chart = related[reference.get(qn("r:id"))]
            book = ooxml.related(parts, chart, "package")
            if book is not None:
                yield properties.get("name", ""), (chart, book)


def _last_section_closed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The main part with the last section of its text described at the end of the body.

    Every section of a template ends with a paragraph that describes it, since the template cannot know which will be
    the last; Word wants the last one described at the end of the body instead.
    """
    held: list[bytes] = []
    for piece in pieces:
        held.append(piece)
        if len(held) > 2:  # the last two are the smallest end of the text that is long enough for sure
            yield held.pop(0)
    tail = b"".join(held)
    end = tail.rfind(b"</w:body>")
    of_body = tail.rfind(b"<w:sectPr", 0, end)
    section = None
    if tail.endswith(b"</w:p>", 0, of_body):
        paragraph = max(tail.rfind(b"<w:p>", 0, of_body), tail.rfind(b"<w:p ", 0, of_body))
        section = _SECTION.search(tail, paragraph, of_body)
    if section is None:
        yield tail
    else:
        yield from (tail[: section.start()], tail[section.end() : of_body], section[0], tail[end:])


_SECTION = re.compile(rb"<w:sectPr\b.*</w:sectPr>", re.DOTALL)
