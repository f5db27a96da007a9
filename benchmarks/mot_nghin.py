"""Many small documents in one go, by docgen or by docxtpl; the whole process is what so_sanh.py measures.

python benchmarks/mot_nghin.py FOLDER prepare COUNT
python benchmarks/mot_nghin.py FOLDER docgen|docxtpl COUNT PROCESSES
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent.parent), str(Path(__file__).parent)]

Render = Callable[[Mapping[str, Any]], bytes]


def prepare(folder: Path, count: int) -> None:
    """Writes the template, and the data of each document on a line."""
    import mau_so_sanh

    (folder / "mau.docx").write_bytes(mau_so_sanh.template(mau_so_sanh.DIALECTS["docxtpl"]))
    plans = [mau_so_sanh.data(10, number) for number in range(count)]
    small = [plan | {"phan": plan["phan"][:1]} for plan in plans]
    (folder / "du_lieu.jsonl").write_text(
        "\n".join(json.dumps(plan, ensure_ascii=False) for plan in small), encoding="utf-8"
    )


def docgen(template: bytes) -> Render:
    from docgen.render import Properties, render

    properties = Properties("", "", "")
    return lambda context: render(template, "mau.docx", context, properties)


def docxtpl(template: bytes) -> Render:
    from mau_so_sanh import by_docxtpl

    return lambda context: by_docxtpl(template, context)


def write_all(folder: Path, render: Render, count: int, processes: int) -> None:
    """Writes the documents, each process its share."""
    lines = (folder / "du_lieu.jsonl").read_bytes().splitlines()[:count]
    first, children = 0, []
    for share in range(1, processes):
        child = os.fork()
        if not child:
            first, children = share, []
            break
        children.append(child)
    for number in range(first, len(lines), processes):
        (folder / f"{number}.docx").write_bytes(render(json.loads(lines[number])))
    for child in children:
        os.waitpid(child, 0)


if __name__ == "__main__":
    folder, what, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    if what == "prepare":
        prepare(folder, count)
    else:
        make = {"docgen": docgen, "docxtpl": docxtpl}[what]
        write_all(folder, make((folder / "mau.docx").read_bytes()), count, int(sys.argv[4]))
