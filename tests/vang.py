"""Writes the golden texts anew from what docgen makes now: `python -m tests.vang`; then read the diff."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.documents.test_documents import CASES, GOLDEN, golden_text, written

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for name, plan in CASES:
            (GOLDEN / f"{plan}.{name}.txt").write_text(golden_text(written(name, plan, Path(folder))), encoding="utf-8")
