"""`docgen giai-thich`: what stands behind a figure of a document, from the trace of what was printed where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.commands.lap import mau_cua
from docgen.documents import VanBanLap, tim_van_ban
from docgen.errors import Place, Problem, UnusableError
from docgen.load import chosen_plan, load
from docgen.nghi_dinh.vietnamese import is_digits, without_accents
from docgen.render import DauVet, dau_vet
from docgen.sources import Source

_LEADING_ZEROS = re.compile(r"(?<![0-9.,])0+(?=[0-9])")
_DIGITS_AROUND = (r"(?<![0-9/])(?<![0-9][.,])", r"(?![0-9/]|[.,][0-9])")


@dataclass(frozen=True)
class GiaiThich:
    """A value that a document prints: as it is printed, where (the words around it), and its source."""

    cach_in: str
    noi_in: str
    source: Source


def giai_thich(name: str, hoi: str, workspace: Path, ma_ke_hoach: str | None, quy: int | None) -> list[GiaiThich]:
    """What stands behind a figure, asked for as it is printed (`13/14`, `92,9%`, `05`) or by its name (`quá hạn`).

    Raises UnusableError where the document has no such figure, or there is no such document.
    """
    ma = chosen_plan(workspace, ma_ke_hoach)
    ho_so = load(workspace, ma)
    van_ban = tim_van_ban(ho_so, name, quy)
    template = mau_cua(workspace, van_ban.loai, ho_so.co_quan.trinh_bay).tep
    found = dict.fromkeys(_asked_for(hoi, dau_vet(template, van_ban.context, van_ban.loai.tep_mau)))
    if not found:
        raise UnusableError([_khong_co(hoi, van_ban)])
    return list(found)


def _khong_co(hoi: str, van_ban: VanBanLap) -> Problem:
    finding = f"không có con số hay tên “{hoi}” do docgen in ra"
    remedy = "ghi con số như trong văn bản (13/14; 92,9%), hoặc tên của nó (quá hạn); chữ cố định nằm trong mẫu Word"
    return Problem(Place(van_ban.ten), finding, remedy)


def _asked_for(hoi: str, traces: Sequence[DauVet]) -> Iterator[GiaiThich]:
    asked = _bare(hoi)
    if not asked:
        return
    is_figure = is_digits(asked[:1]) or asked[:1] in "+-"
    pattern = re.compile(_DIGITS_AROUND[0] * is_figure + re.escape(asked) + _DIGITS_AROUND[1] * is_figure)
    for line in _lines(traces):
        text, spans = _joined(line)
        for match in pattern.finditer(text) if is_figure else ():
            behind = [trace for trace, a, b in spans if a < match.end() and match.start() < b and _known(trace)]
            yield from (GiaiThich(trace.chu_in, _around(line), trace.source) for trace in behind if trace.source)
        for trace in line:
            if not is_figure and trace.source and _known(trace) and asked in _bare(trace.source.ten):
                yield GiaiThich(trace.chu_in, _around(line), trace.source)


def _known(trace: DauVet) -> bool:
    return trace.source is not None and bool(trace.source.parts)


def _lines(traces: Sequence[DauVet]) -> Iterator[list[DauVet]]:
    """The traces paragraph by paragraph."""
    line: list[DauVet] = []
    for trace in traces:
        if line and trace.spot != line[-1].spot:
            yield line
            line = []
        line.append(trace)
    if line:
        yield line


def _joined(line: Sequence[DauVet]) -> tuple[str, list[tuple[DauVet, int, int]]]:
    """The printed values of a paragraph as one bare text, and where each stands in it; words of the template are a blank."""
    text, end, spans = "", 0, []
    for trace in line:
        text += " " if trace.start > end else ""
        bare = _bare(trace.chu_in, strip=False)
        spans.append((trace, len(text), len(text) + len(bare)))
        text += bare
        end = trace.end
    return text, spans


def _around(line: Sequence[DauVet]) -> str:
    return " ".join("".join(trace.chu_in for trace in line).split())[:80]


def _bare(text: str, *, strip: bool = True) -> str:
    bare = _LEADING_ZEROS.sub("", without_accents(text).lower())
    return bare.strip() if strip else bare
