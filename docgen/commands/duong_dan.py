"""What a word of the command line names: a file or folder, or all that a pattern such as `xa/*` fits.

A Unix shell has expanded patterns already, unless they stand in quotes; on Windows nobody has.
"""

from __future__ import annotations

from pathlib import Path


def named(pattern: Path) -> list[Path]:
    """The path itself where it is there, or else what it fits as a pattern, sorted; empty where that is nothing."""
    try:
        if pattern.exists():
            return [pattern]
        return sorted(Path(pattern.anchor or ".").glob(str(pattern.relative_to(pattern.anchor))))
    except (OSError, ValueError):  # a name that no file can have, a pattern that is none, a folder that is closed
        return []
