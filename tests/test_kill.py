"""kill -9 in the middle of writing everything: each file is whole, the next run succeeds; and two runs at once."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest

from docgen.commands.lap import lap
from docgen.documents import DOCUMENT_TYPES
from docgen.docx import package
from tests.cli.test_main import docgen
from tests.conftest import ROOT

KILLS = 10  # for each of the five seeds


def write_all(workspace: Path) -> None:
    lap(list(DOCUMENT_TYPES), workspace, None, workspace / "output")


def digests(workspace: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in (workspace / "output").rglob("*.docx")}


WRITING = 0.04  # seconds that the writing of five files takes, about


def killed_after(seconds: float, workspace: Path, *, writing: bool) -> None:
    """Runs `lap tat-ca` in a process of its own and kills it: so long after its start, or after it began to write."""
    child = os.fork()
    if child == 0:
        try:
            write_all(workspace)
        finally:
            os._exit(0)
    while writing and not (workspace / "output/papi_2026").exists():
        time.sleep(0.001)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.lau) for seed in range(1, 5))])
def test_killed_at_random_moments_every_file_is_whole(workspace: Path, seed: int) -> None:
    start = time.perf_counter()
    write_all(workspace)
    duration = time.perf_counter() - start
    right, data = digests(workspace), {p: p.read_bytes() for p in (ROOT / "data").rglob("*.yaml")}
    moments = random.Random(seed)
    reached = 0
    for number in range(KILLS):
        writing = number % 2 == 0
        if writing:
            shutil.rmtree(workspace / "output", ignore_errors=True)
        killed_after(moments.uniform(0, WRITING if writing else duration), workspace, writing=writing)
        for path in (workspace / "output").rglob("*.docx"):
            reached += 1
            assert package.untouched(path.read_bytes()), path
        assert {p: (workspace / p.relative_to(ROOT)).read_bytes() for p in data} == data
    write_all(workspace)
    assert digests(workspace) == right and reached
    left = [path for path in (workspace / "output").rglob("*") if path.is_file() and path.suffix != ".docx"]
    assert all(path.name.startswith(".") and path.suffix == ".tmp" for path in left)


def test_two_runs_at_once(workspace: Path) -> None:
    with ThreadPoolExecutor() as pool:
        codes = [code for code, _, _ in pool.map(lambda _: docgen("lap", "tat-ca", folder=workspace), range(2))]
    assert codes == [0, 0]
    files = list((workspace / "output").rglob("*.docx"))
    assert len(files) == 5 and all(package.untouched(path.read_bytes()) for path in files)
