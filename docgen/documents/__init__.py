"""The document types: one module each, and the registry."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docgen.documents import bao_cao_quy, danh_gia, ke_hoach
from docgen.model import HoSo
from docgen.template.blocks import Block


@dataclass(frozen=True)
class DocumentType:
    """What docgen needs to know of a type.

    `contexts` gives, for each document of this type that the data allows, its file name without ending and what the
    template may use. `data` names the files that must be there for one.
    """

    ten_loai: str
    ten_goi: str
    data: str
    contexts: Callable[[HoSo], Mapping[str, dict[str, Any]]]
    body: Sequence[Block]


# The name on the command line → the type. `ke-hoach` has its template in templates_docx/ke_hoach.docx.
DOCUMENT_TYPES = {
    "ke-hoach": DocumentType(ke_hoach.TEN_LOAI, "kế hoạch", "ke_hoach.yaml", ke_hoach.contexts, ke_hoach.BODY),
    "bao-cao-quy": DocumentType(
        bao_cao_quy.TEN_LOAI, "báo cáo quý", "tien_do/quy_1.yaml … quy_4.yaml", bao_cao_quy.contexts, bao_cao_quy.BODY
    ),
    "danh-gia": DocumentType(
        danh_gia.TEN_LOAI,
        "báo cáo tổng kết, đánh giá",
        "danh_gia.yaml và ít nhất một tien_do/quy_N.yaml",
        danh_gia.contexts,
        danh_gia.BODY,
    ),
}


def data_digest(context: Mapping[str, Any]) -> str:
    """A digest of all that a document says: it differs exactly when the document would."""
    said = json.dumps(context, sort_keys=True, default=lambda value: getattr(value, "__dict__", None) or str(value))
    return hashlib.sha256(said.encode()).hexdigest()
