"""A template and a context → the bytes of a Word file. The only place that knows docxtpl and Jinja.

docxtpl's defaults lose text: an `&` vanishes, a missing value prints as nothing, `None` and `True` are printed. Here
there is one environment: sandboxed, strict, without globals, and every value passes through `_as_xml`.
"""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from docx.shared import Mm
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, Undefined
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup, escape

from docgen import package
from docgen.chart import ChartData, chart_part, workbook
from docgen.errors import Place, Problem, UnusableError
from docgen.vietnamese import capitalised, counted, nearest, percent, two_digits

_NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OWN_TEMPLATE = "sửa chỗ này trong Word, hoặc xóa tệp mẫu rồi chạy docgen mau word để có lại mẫu gốc"


_REACHING_FIELDS = re.compile(
    rb'(?:<w:instrText[^>]*>|w:instr=")\s*(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|DATABASE)\b',
    re.IGNORECASE,
)

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

    `context["duong_ke"]` gives the lengths in mm of the drawn lines by their names.
    Raises UnusableError for a template that somebody broke.
    """
    document = _opened(template, name)
    environment = _environment()
    _check(document, environment, context, name)
    _fit_lines(document.docx, context["duong_ke"])
    _fill_charts(document.docx, context.get("bieu_do", {}))
    try:
        document.render(dict(context), environment, autoescape=True)
    except _RefusedError as refused:
        raise UnusableError(
            [Problem(_place(document, refused.word, name), refused.finding, _OWN_TEMPLATE)]
        ) from refused
    except _TEMPLATE_FAULTS as error:
        raise UnusableError([Problem(Place(name), f"mẫu không chạy được ({error})", _OWN_TEMPLATE)]) from error
    _close_last_section(document.docx)
    core = document.docx.core_properties
    longest = 255  # that a core property may have
    core.title, core.subject = properties.title[:longest], properties.subject[:longest]
    core.author = properties.author[:longest]
    core.language = "vi-VN"
    stream = io.BytesIO()
    document.docx.save(stream)
    return package.sealed(package.read(stream.getvalue()), properties.source)


class _StrictTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    def fix_tables(self, xml: str) -> Any:
        etree.fromstring(xml)  # docxtpl would drop what it cannot parse
        return super().fix_tables(xml)


def _refuse_reaching_out(template: bytes, name: str) -> None:
    """Refuses macros, relations to something outside the file, and fields that fetch or run something when Word opens it."""
    try:
        parts = package.read(template)
    except Exception:  # noqa: BLE001 - what is no package is named where it is opened
        return
    found = []
    for part, content in parts.items():
        if part.endswith("vbaProject.bin"):
            found.append("có macro")
        elif part.endswith(".rels"):
            relations = re.findall(rb"<(?:\w+:)?Relationship\b[^>]*>", content)
            outside = [r for r in relations if b'TargetMode="External"' in r and b"/hyperlink" not in r]
            found += ["trỏ tới tệp hoặc địa chỉ ở ngoài"] if outside else []
        elif part.endswith(".xml") and _REACHING_FIELDS.search(content):
            found.append("có trường lấy dữ liệu từ ngoài (DDE, INCLUDETEXT, LINK …)")
    if found:
        problems = [
            Problem(Place(name), f"mẫu {what}, không được phép vì lý do an toàn", _OWN_TEMPLATE) for what in found
        ]
        raise UnusableError(problems)


def _opened(template: bytes, name: str) -> DocxTemplate:
    _refuse_reaching_out(template, name)
    document = _StrictTemplate(io.BytesIO(template))
    try:
        document.init_docx()
    except Exception as error:  # three libraries read it, and a damaged file makes each raise something else
        raise UnusableError([Problem(Place(name), "mẫu không phải là tệp Word .docx", _OWN_TEMPLATE)]) from error
    return document


def _check(
    document: DocxTemplate, environment: ImmutableSandboxedEnvironment, context: Mapping[str, Any], name: str
) -> None:
    """Names every unknown variable, or the first mistake in the tags, before anything is rendered."""
    source = re.sub(r"(<w:p[ >])", r"\n\1", document.patch_xml(document.get_xml()))
    try:
        unknown = find_undeclared_variables(environment.parse(source)) - set(context)
    except TemplateSyntaxError as error:
        line = re.sub(r"<[^>]+>", "", source.split("\n")[error.lineno - 1])
        place = Place(name, spot=f"chỗ “{line.strip()[:60]}”")
        raise UnusableError([Problem(place, f"thẻ viết sai ({error.message})", _OWN_TEMPLATE)]) from error
    problems = []
    for paragraph in _paragraphs(document.docx):
        if found := re.search(r"{{(p|r|tr|tc)\s", paragraph):
            place = Place(name, spot=f"đoạn “{paragraph[:60]}”")
            problems.append(Problem(place, f"thẻ “{{{{{found[1]} …}}}}” làm mất chữ", "bỏ chữ này sau {{"))
    for word in sorted(unknown):
        near = nearest(word, list(context))
        remedy = f"có phải là “{near}”?" if near else f"các biến dùng được: {', '.join(sorted(context))}"
        problems.append(Problem(_place(document, word, name), f"mẫu dùng biến “{word}” không có", remedy))
    if problems:
        raise UnusableError(problems)


def _place(document: DocxTemplate, word: str, name: str) -> Place:
    """The first paragraph whose tags hold this word."""
    for paragraph in _paragraphs(document.docx):
        if word and any(re.search(rf"\b{re.escape(word)}\b", tag) for tag in re.findall(r"{[{%].*?[%}]}", paragraph)):
            return Place(name, spot=f"đoạn “{paragraph[:60]}”")
    return Place(name)


def _paragraphs(document: Document) -> Iterator[str]:
    for paragraph in document.element.body.iter(qn("w:p")):
        yield "".join(text.text or "" for text in paragraph.iter(qn("w:t")))


# --- The environment ----------------------------------------------------------------------------------------


class _RefusedError(TemplateError):
    """Something a template asks for that it may not have; `word` is where to look for it."""

    def __init__(self, word: str, finding: str) -> None:
        super().__init__(finding)
        self.word = word
        self.finding = finding


class _Missing(StrictUndefined):
    """A value that is not there: an error wherever it is used, even for `if`."""

    def _fail_with_undefined_error(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise _RefusedError(str(self._undefined_name or ""), f"không có giá trị “{self._undefined_name}”")

    __str__ = __iter__ = __len__ = __eq__ = __ne__ = __bool__ = __hash__ = __contains__ = _fail_with_undefined_error


class _Sandbox(ImmutableSandboxedEnvironment):
    # A template adds nothing up; these could also make a text that fills the memory.
    intercepted_binops = frozenset(("*", "**", "%"))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> NoReturn:
        raise _RefusedError("", f"mẫu dùng phép tính “{operator}”, không được phép")

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        raise _RefusedError(attribute, f"mẫu dùng “{attribute}”, không được phép vì lý do an toàn")


def _environment() -> _Sandbox:
    environment = _Sandbox(undefined=_Missing, autoescape=True, finalize=_as_xml)
    environment.globals.clear()  # range, cycler, lipsum and their kin have no place in a document
    # Filters that make texts, and none that reaches into Python or builds a text without end.
    environment.filters = {name: environment.filters[name] for name in ("join", "length")} | {
        "in_hoa": str.upper,
        "thuong": str.lower,
        "hoa_dau": capitalised,
        "hai_so": two_digits,
        "dem": counted,
        "phan_tram": percent,
    }
    return environment


def _as_xml(value: Any) -> Markup:
    """A text or a whole number as the inside of a <w:t>: escaped, with line breaks and tabs as Word has them.

    Braces are escaped too: docxtpl looks for them in what it has rendered.
    """
    if isinstance(value, Undefined):
        str(value)  # raises
    if isinstance(value, Markup) or not isinstance(value, (str, int)) or isinstance(value, bool):
        raise _RefusedError("", f"mẫu in một giá trị không phải chữ hay số nguyên ({type(value).__name__})")
    text = str(value)
    if _NOT_XML.search(text):
        raise RuntimeError(f"control character in {text!r}")  # load refuses these
    xml = str(escape(text)).replace("{", "&#123;").replace("}", "&#125;")
    xml = xml.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return Markup(xml.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">'))


# --- Around the rendering -----------------------------------------------------------------------------------


def _fit_lines(document: Document, lengths: Mapping[str, float]) -> None:
    """Gives each drawn line that has a name in `lengths` its length (mm)."""
    for properties in document.element.body.iter(qn("wp:docPr")):
        if (length := lengths.get(properties.get("name", ""))) is not None:
            for extent in properties.getparent().iter(qn("wp:extent"), qn("a:ext")):
                extent.set("cx", str(int(Mm(length))))


def _fill_charts(document: Document, charts: Mapping[str, ChartData]) -> None:
    """Gives each chart that has a name in `charts` its data, in the chart and in the workbook behind it."""
    for properties in document.element.body.iter(qn("wp:docPr")):
        if (data := charts.get(properties.get("name", ""))) is None:
            continue
        for reference in properties.getparent().iter(qn("c:chart")):
            part = document.part.related_parts[reference.get(qn("r:id"))]
            part._blob = chart_part(data)
            part.part_related_by(RT.PACKAGE)._blob = workbook(data)


def _close_last_section(document: Document) -> None:
    """Makes the last section of the text the last of the document.

    Every section of a template ends with a paragraph that describes it, since the template cannot know which will be
    the last; Word wants the last one described at the end of the body instead.
    """
    body = document.element.body
    last = body[-2] if len(body) > 1 else None
    section = last.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") if last is not None else None
    if section is not None:
        body.replace(body[-1], copy.deepcopy(section))
        section.getparent().remove(section)
