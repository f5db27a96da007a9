"""docxtpl itself, for the templates that cannot be prepared: columns from data, macros, tags that may tear the XML.

Every document is parsed, so that torn XML is refused; docxtpl would drop what it cannot parse.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from docxtpl import DocxTemplate
from lxml import etree

from docgen import package
from docgen.render.environment import Sandbox


class _StrictTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    def fix_tables(self, xml: str) -> Any:
        etree.fromstring(xml)
        return super().fix_tables(xml)


def rendering(template: bytes, sandbox: Sandbox) -> Callable[[Mapping[str, Any]], dict[str, Iterable[bytes]]]:
    """What gives all parts of the rendered template. Raises TemplateError, etree.XMLSyntaxError, and what Python raises."""

    def render(context: Mapping[str, Any]) -> dict[str, Iterable[bytes]]:
        document = _StrictTemplate(io.BytesIO(template))
        document.render(dict(context), sandbox, autoescape=True)
        stream = io.BytesIO()
        document.docx.save(stream)
        parts = package.read(stream.getvalue())
        return {name: [content] for name, content in parts.items() if name != package.SEAL}

    return render
