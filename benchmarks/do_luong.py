"""Measuring in turns, and the rows of the table: goal, result, met or not."""

from __future__ import annotations

import os
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
Times = dict[str, list[float]]
ROWS_SHOWN: list[tuple[str, str, str]] = []


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def interleaved(workers: Mapping[str, Callable[[], float]], rounds: int) -> Times:
    """Seconds of each worker, round by round, forwards and backwards in turn; one round before is not counted."""
    times: Times = {name: [] for name in workers}
    for number in range(-1, rounds):
        order = list(workers.items())
        for name, work in order if number % 2 == 0 else reversed(order):
            took = work()
            if number >= 0:
                times[name].append(took)
    return times


def ratio(times: Times, slower: str, faster: str) -> tuple[float, float]:
    """Median of slower / faster, and the worst pair."""
    pairs = [a / b for a, b in zip(times[slower], times[faster], strict=True)]
    return statistics.median(pairs), min(pairs)


def show(what: str, goal: str, result: str) -> None:
    ROWS_SHOWN.append((what, goal, result))
    print(f"{what:58} {goal:22} {result}", flush=True)


def at_least(what: str, times: Times, slower: str, faster: str, goal: float, worst: float | None = None) -> None:
    if slower not in times:
        show(what, f"≥ {goal}×", f"{slower} not installed")
        return
    median, least = ratio(times, slower, faster)
    met = median >= goal and (worst is None or least >= worst)
    asked = f"≥ {goal:g}×" + (f" ({worst:g}×)" if worst else "")
    show(what, asked, f"{median:.1f}× ({least:.1f}×) {'met' if met else 'NOT MET'}")


def at_most(what: str, times: Times, ours: str, other: str, goal: float) -> None:
    median, _ = ratio(times, ours, other)
    most = max(a / b for a, b in zip(times[ours], times[other], strict=True))
    show(what, f"≤ {goal:g}×", f"{median:.2f}× ({most:.2f}×) {'met' if median <= goal else 'NOT MET'}")


def milliseconds(times: Times) -> str:
    return ", ".join(f"{name} {statistics.median(seconds) * 1000:.1f}" for name, seconds in times.items())


def run(command: list[str], folder: Path | str = ROOT) -> float:
    """Seconds of a whole process, its compiled modules kept as on any machine."""
    plain = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return timed(
        lambda: subprocess.run(command, cwd=folder, env=plain, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    )


def peak(work: Callable[[], object]) -> float:
    """MiB that the process grows by while it works, at most; looked at every few milliseconds."""

    def resident() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    before = most = resident()
    done = threading.Event()

    def watch() -> None:
        nonlocal most
        while not done.wait(0.002):
            most = max(most, resident())

    watcher = threading.Thread(target=watch)
    watcher.start()
    work()
    done.set()
    watcher.join()
    return (most - before) / (1 << 20)
