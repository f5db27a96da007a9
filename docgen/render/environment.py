"""What a template may do: the one Jinja environment, and how a value becomes the inside of a `<w:t>`.

docxtpl's defaults lose text: an `&` vanishes, a missing value prints as nothing, `None` and `True` are printed. Here
everything is sandboxed, strict, without globals, and every value passes through `as_xml` or `as_bytes`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NoReturn

from jinja2 import StrictUndefined, TemplateError, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from docgen.nghi_dinh.vietnamese import capitalised, counted, percent, two_digits

_NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_TAB = '</w:t><w:tab/><w:t xml:space="preserve">'
_EMU_PER_MM = 36000
_EMU_PER_POINT = 12700


class RefusedError(TemplateError):
    """Something a template asks for that it may not have; `word` is where to look for it."""

    def __init__(self, word: str, finding: str) -> None:
        super().__init__(finding)
        self.word = word
        self.finding = finding


class _Missing(StrictUndefined):
    """A value that is not there: an error wherever it is used, even for `if`."""

    def _fail_with_undefined_error(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise RefusedError(str(self._undefined_name or ""), f"không có giá trị “{self._undefined_name}”")

    __str__ = __iter__ = __len__ = __eq__ = __ne__ = __bool__ = __hash__ = __contains__ = _fail_with_undefined_error


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of all templates."""

    write: Callable[[Any], bytes]  # how a printed value becomes bytes

    # These could make a text that fills the memory; docxtpl itself multiplies numbers of columns.
    intercepted_binops = frozenset(("*", "**", "%"))

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The value of a key, even one that dict has a method for (`x.items`), or an attribute."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "*" and isinstance(left, int) and isinstance(right, int):
            return left * right
        raise RefusedError("", f"mẫu dùng phép tính “{operator}”, không được phép")

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        raise RefusedError(attribute, f"mẫu dùng “{attribute}”, không được phép vì lý do an toàn")


def environment() -> Sandbox:
    """A new environment; what prepared templates compile to hangs on it."""
    sandbox = Sandbox(undefined=_Missing, autoescape=True, finalize=as_xml)
    sandbox.write = as_bytes
    sandbox.globals.clear()  # range, cycler, lipsum and their kin have no place in a document
    # Filters that make texts, and none that reaches into Python or builds a text without end.
    sandbox.filters = {name: sandbox.filters[name] for name in ("join", "length")} | {
        "in_hoa": str.upper,
        "thuong": str.lower,
        "hoa_dau": capitalised,
        "hai_so": two_digits,
        "dem": counted,
        "phan_tram": percent,
        DO_DAI: _emu,
        DO_DAI_PT: _points,
        KE_TIEP: _next,
    }
    return sandbox


# --- What docgen itself puts into the attributes of a template: always a number ------------------------------

DO_DAI = "do_dai"
DO_DAI_PT = "do_dai_pt"
KE_TIEP = "ke_tiep"
NUMERIC_FILTERS = frozenset((DO_DAI, DO_DAI_PT, KE_TIEP))


def _emu(lengths: Mapping[str, float], name: str, otherwise: int) -> int:
    """The length (mm) that has this name, in EMU; `otherwise` where the document gives none."""
    return int(otherwise if name not in lengths else lengths[name] * _EMU_PER_MM)


def _points(lengths: Mapping[str, float], name: str, otherwise: int) -> str:
    """The same length in points."""
    return f"{_emu(lengths, name, otherwise) / _EMU_PER_POINT:.2f}"


def _next(numbers: Iterator[int]) -> int:
    return next(numbers)


# --- Values ---------------------------------------------------------------------------------------------------


def as_xml(value: Any) -> Markup:
    """A text or a whole number as the inside of a `<w:t>`: escaped, with line breaks and tabs as Word has them.

    Braces are escaped too: docxtpl looks for them in what it has rendered. Raises RefusedError for anything else.
    """
    if isinstance(value, Undefined):
        str(value)  # raises
    if isinstance(value, Markup) or not isinstance(value, (str, int)) or isinstance(value, bool):
        raise RefusedError("", f"mẫu in một giá trị không phải chữ hay số nguyên ({type(value).__name__})")
    text = str(value)
    if _NOT_XML.search(text):
        raise RuntimeError(f"control character in {text!r}")  # load refuses these
    xml = str(escape(text)).replace("{", "&#123;").replace("}", "&#125;")
    return Markup(xml.replace("\n", _BREAK).replace("\t", _TAB))


def as_bytes(value: Any) -> bytes:
    """What `as_xml` gives, encoded; the usual value takes a short way."""
    if isinstance(value, str) and not isinstance(value, Markup) and value.isprintable():
        text = str(value)
        if "&" in text:
            text = text.replace("&", "&amp;")
        if "<" in text:
            text = text.replace("<", "&lt;")
        if ">" in text:
            text = text.replace(">", "&gt;")
        return text.encode()
    if isinstance(value, int) and not isinstance(value, bool):
        return b"%d" % value
    return as_xml(value).encode()
