"""A template and a context → the bytes of a Word file. The only room that knows docxtpl and Jinja.

`prepared` does the work; here stands what docgen adds to it: the properties, charts and lines of its documents, and the
messages for whoever broke a template.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any

from jinja2 import TemplateError, TemplateSyntaxError
from lxml import etree

from docgen.docx import gate, ooxml, package
from docgen.docx.chart import chart_part, workbook
from docgen.docx.ooxml import qn
from docgen.errors import Place, Problem, UnusableError
from docgen.nghi_dinh.vietnamese import nearest
from docgen.render import marks
from docgen.render.environment import RefusedError
from docgen.render.marks import DauVet
from docgen.render.prepared import CORE, Template, prepare

__all__ = ["DauVet", "Properties", "Template", "dau_vet", "names", "prepare", "refuse", "render"]

_OWN_TEMPLATE = "sửa chỗ này trong Word, hoặc xóa tệp mẫu rồi chạy docgen mau word để có lại mẫu gốc"
_LONGEST_PROPERTY = 255
_PREPARED = 32  # templates: an office has three, and many offices share theirs

# Whatever an expression in a template can raise, and XML that a tag in the wrong place has torn.
_TEMPLATE_FAULTS = (
    TemplateError,
    TypeError,
    ValueError,
    ArithmeticError,
    RecursionError,
    MemoryError,
    LookupError,
    AttributeError,
    etree.XMLSyntaxError,
)


@dataclass(frozen=True)
class Properties:
    """The core properties of a document and the digest of its data; nothing of the machine or the hour."""

    title: str
    subject: str
    author: str
    source: str = ""


def render(template: bytes, name: str, context: Mapping[str, Any], properties: Properties) -> bytes:
    """The finished file, sealed. `name` is the template's path, for messages.

    `context["duong_ke"]` gives the lengths in mm of the drawn lines by their names, `context["bieu_do"]` the charts' data.
    Raises UnusableError for a template that somebody broke.
    """
    prepared = _proved(template, name, context)
    parts = {CORE: _core(properties)}
    for chart, data in context.get("bieu_do", {}).items():
        if chart in prepared.charts:
            part, book = prepared.charts[chart]
            parts |= {part: chart_part(data), book: workbook(data)}
    with _faults_named(template, name):
        finished = prepared.render(context, parts, properties.source)
    if not prepared.is_closed:  # what its tags put together was not there to be seen before
        gate.refuse(name, finished, _OWN_TEMPLATE)
    return finished


def dau_vet(template: bytes, context: Mapping[str, Any], name: str) -> list[DauVet]:
    """The trace of a document: every value that the template prints, in the order of the file. Raises as `render` does."""
    _proved(template, name, context)
    with _faults_named(template, name):
        return marks.dau_vet(template, context)


def _proved(template: bytes, name: str, context: Mapping[str, Any]) -> Template:
    prepared = _prepared(template, name)
    _refuse_unknown(prepared, template, context, name)
    return prepared


@contextmanager
def _faults_named(template: bytes, name: str) -> Iterator[None]:
    """What rendering raises because of the template becomes a message for whoever broke it."""
    try:
        yield
    except RefusedError as refused:
        place = _place(template, refused.word, name)
        raise UnusableError([Problem(place, refused.finding, _OWN_TEMPLATE)]) from refused
    except _TEMPLATE_FAULTS as error:
        raise UnusableError([Problem(Place(name), f"mẫu không chạy được ({error})", _OWN_TEMPLATE)]) from error


def names(template: bytes, name: str) -> frozenset[str]:
    """What a template takes from a context. Raises UnusableError for one that somebody broke."""
    return _prepared(template, name).names


def refuse(template: bytes, name: str, known: Collection[str]) -> None:
    """Raises UnusableError for a template that somebody broke, or that takes what is not known."""
    _refuse_unknown(_prepared(template, name), template, known, name)


@lru_cache(maxsize=_PREPARED)
def _prepared(template: bytes, name: str) -> Template:
    try:
        prepared = prepare(template)
        gate.refuse(name, template, _OWN_TEMPLATE)
    except UnusableError:
        raise
    except TemplateSyntaxError as error:
        line = error.source.split("\n")[error.lineno - 1] if error.source else ""
        spot = re.sub(r"<[^>]+>", "", line).strip()[:60]
        place = Place(name, spot=f"chỗ “{spot}”") if spot else Place(name)
        raise UnusableError([Problem(place, f"thẻ viết sai ({error.message})", _OWN_TEMPLATE)]) from error
    except Exception as error:  # the libraries that read it each raise something else at a damaged file
        raise UnusableError([Problem(Place(name), "mẫu không phải là tệp Word .docx", _OWN_TEMPLATE)]) from error
    _refuse_losing_text(template, name)
    return prepared


def _core(properties: Properties) -> bytes:
    said = {
        "title": properties.title,
        "subject": properties.subject,
        "creator": properties.author,
        "language": "vi-VN",
    }
    elements = "".join(
        f"<dc:{name}>{escape(text[:_LONGEST_PROPERTY], quote=False)}</dc:{name}>" for name, text in said.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/">{elements}</cp:coreProperties>'
    ).encode()


# --- What a template may not hold -----------------------------------------------------------------------------


def _refuse_losing_text(template: bytes, name: str) -> None:
    """Refuses docxtpl's tags for rich text: a plain text behind them would be gone."""
    problems = []
    for paragraph in _paragraphs(template):
        if found := re.search(r"{{(p|r|tr|tc)\s", paragraph):
            place = Place(name, spot=f"đoạn “{paragraph[:60]}”")
            problems.append(Problem(place, f"thẻ “{{{{{found[1]} …}}}}” làm mất chữ", "bỏ chữ này sau {{"))
    if problems:
        raise UnusableError(problems)


def _refuse_unknown(prepared: Template, template: bytes, context: Collection[str], name: str) -> None:
    """Names every variable that the context has not, before anything is rendered."""
    problems = []
    for word in sorted(prepared.names - set(context)):
        near = nearest(word, list(context))
        remedy = f"có phải là “{near}”?" if near else f"các biến dùng được: {', '.join(sorted(context))}"
        problems.append(Problem(_place(template, word, name), f"mẫu dùng biến “{word}” không có", remedy))
    if problems:
        raise UnusableError(problems)


def _place(template: bytes, word: str, name: str) -> Place:
    """The first paragraph whose tags hold this word."""
    for paragraph in _paragraphs(template):
        if word and any(re.search(rf"\b{re.escape(word)}\b", tag) for tag in re.findall(r"{[{%].*?[%}]}", paragraph)):
            return Place(name, spot=f"đoạn “{paragraph[:60]}”")
    return Place(name)


def _paragraphs(template: bytes) -> Iterator[str]:
    parts = package.read(template)
    for paragraph in ooxml.parse(parts[ooxml.main_part(parts) or ""]).iter(qn("w:p")):
        yield "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
