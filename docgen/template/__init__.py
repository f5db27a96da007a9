"""The Word templates: `blocks` and `parts` describe them, `build` makes them with python-docx."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from docgen import __version__
from docgen.model import TrinhBay
from docgen.template.blocks import Block


def source(body: Sequence[Block], trinh_bay: TrinhBay) -> str:
    """A digest of what a template is built of: a built one that carries it need not be built again."""
    said = f"{__version__}\n{body!r}\n{trinh_bay!r}"
    return hashlib.sha256(said.encode()).hexdigest()
