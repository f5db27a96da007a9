"""`docgen kiem` on a document of about 100 pages: time and memory, and openxml-audit on the same file for comparison.

python benchmarks/kiem.py — interleaved rounds; medians, with the fastest and slowest in brackets.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

PAGES = 100
PARAGRAPHS_PER_PAGE = 11  # of three lines of 14 pt, as LibreOffice lays out the file
ROUNDS = 5


def document() -> bytes:
    """A plan of about 100 pages, right in form: mục, khoản, điểm over and over."""
    from docgen.vietnamese import ITEM_LETTERS, roman
    from tests.lam_word import ke_hoach, loi_van

    plan = ke_hoach()
    sentence = "Rà soát, đơn giản hóa, niêm yết công khai và tiếp nhận đúng hạn thủ tục hành chính, " * 3
    body = plan.than[:1]
    for part in range(1, PAGES * PARAGRAPHS_PER_PAGE // 26 + 1):
        body.append(loi_van(f"{roman(part)}. NHIỆM VỤ", dam=True))
        for clause in (1, 2):
            body.append(loi_van(f"{clause}. Nhóm nhiệm vụ", dam=True))
            body += [loi_van(f"{letter}) {sentence}bảo đảm chất lượng.") for letter in ITEM_LETTERS[:12]]
    plan.than = [*body, *plan.than[-2:]]
    return plan.bytes()


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    from docgen.commands.kiem import Nguong, kiem_tep

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "100_trang.docx"
        path.write_bytes(document())
        content = path.read_bytes()
        assert kiem_tep("100_trang.docx", content, Nguong()).cac_ket_qua == []
        workers: dict[str, Callable[[], object]] = {
            "docgen, in a running process": lambda: kiem_tep("x", content, Nguong()),
            "docgen kiem, whole process": lambda: subprocess.run(
                [sys.executable, "-m", "docgen", "kiem", str(path)], cwd=folder, stdout=subprocess.DEVNULL, check=True
            ),
            "openxml-audit, whole process": lambda: subprocess.run(
                [sys.executable, "-m", "openxml_audit", str(path)], stdout=subprocess.DEVNULL, check=False
            ),
        }
        times: dict[str, list[float]] = {name: [] for name in workers}
        for number in range(ROUNDS):
            order = list(workers.items())
            for name, work in order if number % 2 == 0 else reversed(order):
                times[name].append(timed(work))
    for name, seconds in times.items():
        print(f"{name:32} {statistics.median(seconds):6.2f} s  ({min(seconds):.2f}–{max(seconds):.2f})")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'peak memory of this process':32} {peak:6.0f} MB")


if __name__ == "__main__":
    main()
