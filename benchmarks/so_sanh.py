"""How fast docgen is, against its peers and against the limit: the table of docs/toc_do.md.

    python benchmarks/so_sanh.py [SECTION …]      sections: warm limit memory whole offices kiem yaml pdf

Everything is measured interleaved, in turns forwards and backwards, so that a slow spell of the machine hits all; the
ratios are what counts. A peer that is not installed is skipped: easy-template-x and Carbone are looked up in NODE_PATH.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path[:0] = [str(ROOT), str(HERE)]

import mau_so_sanh  # noqa: E402
from do_luong import ROWS_SHOWN, at_least, at_most, interleaved, milliseconds, run, show, timed  # noqa: E402

from docgen.docx import package  # noqa: E402
from docgen.render import prepare  # noqa: E402

ROUNDS = {20: 15, 2000: 7, 20000: 3}


def with_zlib(work: Callable[[], object], level: int | None = None) -> float:
    """The time with the standard library alone, at docgen's level or another."""
    kept = package.fast_zlib, package.FAST_LEVEL
    package.fast_zlib, package.FAST_LEVEL = zlib, level or package.FAST_LEVEL
    try:
        return timed(work)
    finally:
        package.fast_zlib, package.FAST_LEVEL = kept


# --- Peers ----------------------------------------------------------------------------------------------------


class NodePeer:
    """A peer as a living process that is asked in turn."""

    def __init__(self, name: str, template: Path) -> None:
        command = ["node", "--max-old-space-size=8000", str(HERE / "dong_nghiep.js"), name, str(template)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        self.lives = self._read() == "ready"

    def _read(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def render(self, data: Path, out: Path | None = None) -> float:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{data}\t{out or ''}\n")
        self._process.stdin.flush()
        return float(self._read()) / 1000

    def end(self) -> None:
        self._process.kill()


def node_peers(folder: Path) -> dict[str, NodePeer]:
    found = {}
    for name in ("easy-template-x", "carbone"):
        template = folder / f"{name}.docx"
        template.write_bytes(mau_so_sanh.template(mau_so_sanh.DIALECTS[name]))
        try:
            peer = NodePeer(name, template)
        except FileNotFoundError:
            continue
        if peer.lives:
            found[name] = peer
    return found


def by_easy_template_x(folder: Path, count: int) -> None:
    """Writes so many documents, the start of Node included; `node_peers` has put the template there."""
    peer = NodePeer("easy-template-x", folder / "easy-template-x.docx")
    for number in range(count):
        peer.render(folder / f"{number}.json", folder / f"{number}.docx")
    peer.end()


def texts(content: bytes) -> list[str]:
    """What a reader sees, for comparing: the paragraphs that hold something."""
    from docgen.docx.ooxml import parse, qn

    root = parse(package.read(content)["word/document.xml"])
    said = ("".join(text.text or "" for text in p.iter(qn("w:t"))) for p in root.iter(qn("w:p")))
    return [text for text in said if text]


# --- Sections -------------------------------------------------------------------------------------------------


def warm() -> None:
    """One document after another in a living process."""
    template = mau_so_sanh.template(mau_so_sanh.DIALECTS["docxtpl"])
    prepared = prepare(template)
    assert prepared.is_fast
    sizes: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        peers = node_peers(folder)
        for rows in (20, 2000, 20000):
            context = mau_so_sanh.data(rows)
            path = folder / f"{rows}.json"
            path.write_text(json.dumps(context), encoding="utf-8")
            if rows == 20:  # the same text, or the times say nothing
                wanted = texts(mau_so_sanh.by_docxtpl(template, context))
                assert texts(prepared.render(context)) == wanted
                for peer in peers.values():
                    peer.render(path, folder / "out.docx")
                    assert texts((folder / "out.docx").read_bytes()) == wanted
                    for _ in range(12):
                        peer.render(path)
            workers: dict[str, Callable[[], float]] = {
                "docgen": lambda context=context: timed(lambda: prepared.render(context)),
                "docgen, zlib": lambda context=context: with_zlib(lambda: prepared.render(context)),
                "docxtpl": lambda context=context: timed(lambda: mau_so_sanh.by_docxtpl(template, context)),
                **{name: lambda peer=peer, path=path: peer.render(path) for name, peer in peers.items()},
            }
            times = interleaved(workers, ROUNDS[rows])
            print(f"  ms, {rows} rows: {milliseconds(times)}")
            sizes[rows] = statistics.median(times["docgen, zlib"])
            isal = "isal" if package.fast_zlib is not zlib else "no isal"
            if rows == 20:
                at_least(f"warm, 20 rows, {isal}: easy-template-x", times, "easy-template-x", "docgen", 20, 15)
                at_least(f"warm, 20 rows, {isal}: docxtpl", times, "docxtpl", "docgen", 50, 40)
                at_least("warm, 20 rows, zlib: easy-template-x", times, "easy-template-x", "docgen, zlib", 10)
                at_least("warm, 20 rows, zlib: docxtpl", times, "docxtpl", "docgen, zlib", 30)
            else:
                at_least(f"warm, {rows} rows, {isal}: carbone", times, "carbone", "docgen", 8, 6)
                at_least(f"warm, {rows} rows, {isal}: docxtpl", times, "docxtpl", "docgen", 80, 60)
                at_least(f"warm, {rows} rows, zlib: carbone", times, "carbone", "docgen, zlib", 2)
                at_least(f"warm, {rows} rows, zlib: docxtpl", times, "docxtpl", "docgen, zlib", 20)
        for peer in peers.values():
            peer.end()
    growth = sizes[20000] / sizes[2000]
    show("growth, 20 000 rows / 2 000 rows", "≤ 11×", f"{growth:.1f}× {'met' if growth <= 11 else 'NOT MET'}")


def limit() -> None:
    """Against deflating the finished bytes and copying what stays, both at zlib 6: nothing is rendered there."""
    template = mau_so_sanh.template(mau_so_sanh.DIALECTS["docxtpl"])
    prepared = prepare(template)
    for rows, goal in ((20, 1.6), (200, 1.3), (2000, 1.3), (20000, 1.3)):
        context = mau_so_sanh.data(rows)
        finished = package.read(prepared.render(context))
        main = finished["word/document.xml"]
        blocks = [main[at : at + (1 << 15)] for at in range(0, len(main), 1 << 15)]
        others = package.members(package.write({k: v for k, v in finished.items() if k != "word/document.xml"}))

        def floor(blocks: list[bytes] = blocks, others: list[package.Member] = others) -> bytes:
            writer = package.Writer()
            writer.copy(others)
            writer.add("word/document.xml", blocks)
            return writer.close()

        workers = {
            "docgen": lambda context=context: with_zlib(lambda: prepared.render(context), level=6),
            "limit": lambda: timed(floor),
        }
        at_most(f"the limit, zlib 6, {rows} rows", interleaved(workers, ROUNDS.get(rows, 15)), "docgen", "limit", goal)


def memory() -> None:
    """The peak of one process at 20 000 rows, data apart; docxtpl in a process of its own."""
    script = (
        "import sys, threading, time; sys.path[:0] = [{root!r}, {here!r}]; import do_luong, mau_so_sanh;"
        "from docgen.render import prepare; t = mau_so_sanh.template(mau_so_sanh.DIALECTS['docxtpl']);"
        "p = prepare(t); c = mau_so_sanh.data(20); {work}; c = mau_so_sanh.data(20000);"
        "print(do_luong.peak(lambda: {work}))"
    )
    peaks = {}
    for name, work in (("docgen", "p.render(c)"), ("docxtpl", "mau_so_sanh.by_docxtpl(t, c)")):
        command = script.format(root=str(ROOT), here=str(HERE), work=work)
        run = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
        peaks[name] = float(run.stdout)
    share = peaks["docgen"] / peaks["docxtpl"]
    met = "met" if share <= 0.1 else "NOT MET"
    show(
        "peak memory over the data, 20 000 rows",
        "≤ 1/10 of docxtpl",
        f"{peaks['docgen']:.0f} / {peaks['docxtpl']:.0f} MiB {met}",
    )


def whole() -> None:
    """`docgen lap tat-ca` on the shipped data against a bare script with docxtpl (see ca_lenh.py)."""
    with tempfile.TemporaryDirectory() as name:
        bare = [sys.executable, str(HERE / "ca_lenh.py")]
        subprocess.run([*bare, "prepare", name], check=True)
        workers = {
            "docgen": lambda: run([sys.executable, "-m", "docgen", "lap", "tat-ca", "--ra", f"{name}/ra"]),
            "docxtpl": lambda: run([*bare, "render", name]),
        }
        times = interleaved(workers, 7)
    print(f"  ms: {milliseconds(times)}")
    at_most("whole process: lap tat-ca / bare docxtpl", times, "docgen", "docxtpl", 1.0)


_DOCUMENTS, _OFFICES = 1000, 24


def offices() -> None:
    """1 000 small documents, start included; and the documents of many offices by the command, on one process and on two."""
    with tempfile.TemporaryDirectory() as name:
        worker = [sys.executable, str(HERE / "mot_nghin.py"), name]
        subprocess.run([*worker, "prepare", str(_DOCUMENTS)], check=True)
        workers = {
            "docgen": lambda: run([*worker, "docgen", str(_DOCUMENTS), "1"]),
            "docgen, 2 processes": lambda: run([*worker, "docgen", str(_DOCUMENTS), "2"]),
            "docxtpl": lambda: run([*worker, "docxtpl", str(_DOCUMENTS), "1"]),
        }
        if "easy-template-x" in (peers := node_peers(Path(name))):
            for peer in peers.values():
                peer.end()
            for number, line in enumerate((Path(name) / "du_lieu.jsonl").read_text(encoding="utf-8").splitlines()):
                (Path(name) / f"{number}.json").write_text(line, encoding="utf-8")
            workers["easy-template-x"] = lambda: timed(lambda: by_easy_template_x(Path(name), _DOCUMENTS))
        times = interleaved(workers, 3)
    print(f"  ms: {milliseconds(times)}")
    at_least("1 000 small documents, start included: docxtpl", times, "docxtpl", "docgen", 40)
    at_least("the same: easy-template-x", times, "easy-template-x", "docgen", 10)
    at_least("the same on two processes / one", times, "docgen", "docgen, 2 processes", 1.6)
    with tempfile.TemporaryDirectory() as name:
        for number in range(_OFFICES):
            shutil.copytree(ROOT / "data", Path(name) / f"xa_{number}" / "data")
        command = [sys.executable, "-m", "docgen", "lap", "tat-ca", "--thu-muc", f"{name}/*", "--song-song"]
        times = interleaved({n: lambda n=n: run([*command, n]) for n in ("1", "2")}, 3)
    print(f"  ms, {_OFFICES} offices with six checked documents each, by processes: {milliseconds(times)}")
    at_least(f"{_OFFICES} offices by the command, two processes / one", times, "1", "2", 1.6)


def kiem() -> None:
    """`docgen kiem` on 100 pages against openxml-audit."""
    from tram_trang import document

    from docgen.commands.kiem import NguongLoi, kiem_tep

    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "100_trang.docx"
        path.write_bytes(content := document())
        assert kiem_tep("100_trang.docx", content, NguongLoi()).cac_ket_qua == []
        workers = {
            "docgen": lambda: run([sys.executable, "-m", "docgen", "kiem", str(path)], ROOT),
            "docgen, living process": lambda: timed(lambda: kiem_tep("100_trang.docx", content, NguongLoi())),
            "openxml-audit": lambda: run([sys.executable, "-m", "openxml_audit", str(path)]),
        }
        times = interleaved(workers, 7)
        script = "from docgen.cli.main import cli; cli(['kiem', {!r}], standalone_mode=False); print(open('/proc/self/status').read())"
        said = subprocess.run(
            [sys.executable, "-c", script.format(str(path))], cwd=ROOT, capture_output=True, text=True
        )
    print(f"  ms: {milliseconds(times)}")
    peak = next(line for line in said.stdout.splitlines() if line.startswith("VmHWM"))
    slowest, memory = max(times["docgen"]), int(peak.split()[1]) / 1024
    show("kiem on 100 pages, whole process", "< 2 s", f"{slowest:.2f} s {'met' if slowest < 2 else 'NOT MET'}")
    show("the same, memory", "< 200 MB", f"{memory:.0f} MB {'met' if memory < 200 else 'NOT MET'}")
    at_least("the same: openxml-audit", times, "openxml-audit", "docgen", 5)


def yaml() -> None:
    """A plan of 2 000 tasks: validated, with every line number, against PyYAML's C loader alone."""
    from yaml import CSafeLoader, load

    from docgen.load import load as load_plan

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plan = large_plan(2000)
        (folder / "data/lon").mkdir(parents=True)
        (folder / "data/co_quan.yaml").write_bytes((ROOT / "data/co_quan.yaml").read_bytes())
        (folder / "data/lon/ke_hoach.yaml").write_text(plan, encoding="utf-8")
        workers = {
            "docgen": lambda: timed(lambda: load_plan(folder, "lon")),
            "PyYAML": lambda: timed(lambda: load(plan, CSafeLoader)),
        }
        times = interleaved(workers, 7)
    print(f"  ms: {milliseconds(times)}")
    at_most("2 000 tasks, YAML → model / CSafeLoader alone", times, "docgen", "PyYAML", 2)


def large_plan(tasks: int) -> str:
    """The shipped plan's head with so many tasks."""
    shipped = (ROOT / "data/papi_2026/ke_hoach.yaml").read_text(encoding="utf-8")
    head = shipped[: shipped.index("\nmuc:")]
    tail = shipped[shipped.index("\nket_luan:") :]
    target = "Thứ hạng của tỉnh tăng ít nhất 01 bậc"  # the target of the head must be spoken of
    lines = ["", "muc:", "- tieu_de: Mục đích", f"  doan_van: [{target}]", "- tieu_de: Nhiệm vụ", "  nhiem_vu:"]
    for number in range(tasks):
        lines += [
            f"  - ma: nhiem_vu_{number}",
            f"    ten_goi: Nhiệm vụ {number}",
            f'    noi_dung: "Bảo đảm 100% đơn thư được xem xét, xử lý kịp thời: lần {number}; không để tồn đọng qua quý sau"',
            f"    don_vi_chu_tri: {UNITS[number % len(UNITS)]}",
            f"    thoi_gian_thuc_hien: {1 + number % 28:02}/9/2026",
        ]
    return head + "\n".join(lines) + tail


UNITS = ("tin_hoc_cong_bao", "tiep_cong_dan")


def pdf() -> None:
    """Six documents in the runs that `docgen.docx.pdf` makes, against six runs of LibreOffice; our share of the time."""
    from docgen.docx import pdf as docgen_pdf

    if docgen_pdf.missing():
        show("PDF of six documents", "≥ 2.5×", f"not installed: {docgen_pdf.missing()}")
        return
    with tempfile.TemporaryDirectory() as name:
        run([sys.executable, "-m", "docgen", "lap", "tat-ca", "--ra", name])
        files = {path.stem: path.read_bytes() for path in Path(name).rglob("*.docx")}
    assert len(files) == 6
    inside: list[float] = []
    real = subprocess.run

    def measured(*args: Any, **kwargs: Any) -> Any:
        start = time.perf_counter()
        try:
            return real(*args, **kwargs)
        finally:
            inside.append(time.perf_counter() - start)

    def together() -> float:
        inside.clear()
        took = timed(lambda: docgen_pdf.convert(files))
        shares.append(1 - max(inside) / took)
        return took

    shares: list[float] = []
    docgen_pdf.subprocess.run = measured  # type: ignore[assignment]
    workers = {
        "docgen": together,
        "six runs": lambda: timed(lambda: [docgen_pdf.convert({stem: content}) for stem, content in files.items()]),
    }
    times = interleaved(workers, 3)
    docgen_pdf.subprocess.run = real  # type: ignore[assignment]
    print(f"  ms: {milliseconds(times)}")
    at_least("PDF of six documents: six LibreOffice calls", times, "six runs", "docgen", 2.5)
    share = statistics.median(shares)
    show("PDF: our share of the time", "≤ 3 %", f"{share:.1%} {'met' if share <= 0.03 else 'NOT MET'}")


SECTIONS: dict[str, Callable[[], None]] = {
    "warm": warm,
    "limit": limit,
    "memory": memory,
    "whole": whole,
    "offices": offices,
    "kiem": kiem,
    "yaml": yaml,
    "pdf": pdf,
}


def versions() -> Iterator[str]:
    yield f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    for name in ("docxtpl", "jinja2", "python-docx", "lxml", "PyYAML", "pydantic", "isal", "openxml-audit"):
        try:
            yield f"{name} {version(name)}"
        except ImportError:
            yield f"{name}: not installed"


def main(chosen: list[str]) -> None:
    for name in chosen or SECTIONS:
        print(f"{name}: {(SECTIONS[name].__doc__ or '').splitlines()[0]}")
        SECTIONS[name]()
    print("\n| what | goal (worst pair) | result (worst pair) |\n|---|---|---|")
    for cells in ROWS_SHOWN:
        print(f"| {' | '.join(cells)} |")
    print("\n" + "; ".join(versions()))


if __name__ == "__main__":
    main(sys.argv[1:])
