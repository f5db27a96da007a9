"""What programs something was made by, as a digest: what they made is taken again only while they are the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from docgen import __version__


def digest(sources: Iterable[Path], *versions: str) -> str:
    """A digest (hex) of docgen's version, of these versions and of the texts of these files, whatever their line ends."""
    found = hashlib.sha256("\n".join((__version__, *versions)).encode())
    for path in sources:
        found.update(b"\0" + path.read_bytes().replace(b"\r\n", b"\n"))
    return found.hexdigest()
