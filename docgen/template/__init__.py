"""The Word templates: `blocks` and `parts` describe them, `build` makes them with python-docx."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from docgen import fingerprint
from docgen.docx import chart
from docgen.model import TrinhBay
from docgen.nghi_dinh import nd30
from docgen.template.blocks import Block


def source(body: Sequence[Block], trinh_bay: TrinhBay) -> str:
    """A digest of what a template is built of, the programs that build it included: one that carries it need not be built again."""
    return hashlib.sha256(f"{_built_by()}\n{body!r}\n{trinh_bay!r}".encode()).hexdigest()


@cache
def _built_by() -> str:
    return fingerprint.digest([*sorted(Path(__file__).parent.glob("*.py")), Path(nd30.__file__), Path(chart.__file__)])
