"""Writes the golden texts anew from what docgen makes now: `python -m tests.vang`; then read the diff."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.documents.test_documents import CASES, GOLDEN, golden_text, written
from tests.load.test_load import BAD, problems_of
from tests.rules import test_rules

if __name__ == "__main__":
    (GOLDEN / "nhieu_loi.txt").write_text("\n".join(problems_of(BAD, "nhieu_loi")) + "\n", encoding="utf-8")
    test_rules.GOLDEN.write_text(test_rules.golden_text(), encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        for stem, plan in CASES:
            text = golden_text(written(stem, plan, Path(folder)))
            (GOLDEN / f"{plan}.{stem}.txt").write_text(text, encoding="utf-8")
