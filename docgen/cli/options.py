"""Parameters that several commands have, and the words of their usage lines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

WORKSPACE = Path()
OUTPUT = Path("output")
OPTIONS = "[TÙY CHỌN]"
COMMAND = "LỆNH …"

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class DocumentTypeName(click.ParamType[str]):
    """One of the document types; they are imported only when they are needed."""

    name = "văn bản"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from docgen.documents import DOCUMENT_TYPES

        if value not in DOCUMENT_TYPES:
            self.fail(f"{value!r} không thuộc {', '.join(DOCUMENT_TYPES)}.", param, ctx)
        return value


document_type = click.argument("van_ban", metavar="VĂN_BẢN", type=DocumentTypeName())


def plan_option(described: str = "Mã kế hoạch (tên thư mục trong data/); chỉ cần khi có nhiều kế hoạch.") -> Decorator:
    """`--ke-hoach MÃ`."""
    return click.option("--ke-hoach", metavar="MÃ", help=described)


def quarter_option(described: str) -> Decorator:
    """`--quy 1…4`."""
    return click.option("--quy", metavar="1…4", type=click.IntRange(1, 4), help=described)


def output_option(described: str) -> Decorator:
    """`--ra DIR`."""
    kind = click.Path(file_okay=False, path_type=Path)
    return click.option("--ra", metavar="DIR", type=kind, default=OUTPUT, help=described)
