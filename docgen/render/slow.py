"""docxtpl itself, for the templates that cannot be prepared: columns from data, tags that may tear the XML.

Every part it made is parsed, so that torn XML is refused; docxtpl would drop what it cannot parse.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from docxtpl import DocxTemplate
from lxml import etree

from docgen.docx import package
from docgen.render.environment import Sandbox


class _StrictTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    def fix_tables(self, xml: str) -> Any:
        etree.fromstring(xml)
        return super().fix_tables(xml)


def rendering(
    template: bytes, names: Collection[str], sandbox: Sandbox
) -> Callable[[Mapping[str, Any]], dict[str, Iterable[bytes]]]:
    """What gives all parts of the rendered template; `names` are the parts with tags.

    Raises TemplateError, etree.XMLSyntaxError, and what Python raises.
    """
    endnotes = {
        name: content for name, content in package.read(template).items() if name in names and "endnotes" in name
    }

    def render(context: Mapping[str, Any]) -> dict[str, Iterable[bytes]]:
        document = _StrictTemplate(io.BytesIO(template))
        document.render(dict(context), sandbox, autoescape=True)
        stream = io.BytesIO()
        document.docx.save(stream)
        parts = package.read(stream.getvalue())
        for name, content in endnotes.items():  # docxtpl renders footnotes only
            xml = document.patch_xml(content.decode())
            parts[name] = document.render_xml_part(xml, None, context, sandbox).encode()
        for name in names:
            etree.fromstring(parts[name])
        return {name: [content] for name, content in parts.items() if name != package.SEAL}

    return render
