"""The document types: one module each, and the registry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from docgen.documents import ke_hoach
from docgen.model import CoQuan, KeHoach
from docgen.template.blocks import Block


@dataclass(frozen=True)
class DocumentType:
    """What docgen needs to know of a type: its name, what its template may use, and its template's body."""

    ten_loai: str
    context: Callable[[CoQuan, KeHoach], dict[str, Any]]
    body: Sequence[Block]


# The name on the command line → the type. `ke-hoach` is written to ke_hoach.docx from templates_docx/ke_hoach.docx.
DOCUMENT_TYPES = {
    "ke-hoach": DocumentType(ke_hoach.TEN_LOAI, ke_hoach.context, ke_hoach.BODY),
}
