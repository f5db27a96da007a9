"""`docgen lap … --doi-chieu`: a copy for the reviewer in which figures and words carry their source as a Word comment.

The comments stand at exactly the characters that the template printed; nothing is looked for in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from docgen.commands.xac_nhan import ghi_chu_xac_nhan
from docgen.docx.annotate import GhiChu, annotated
from docgen.load import OFFICE_FILE
from docgen.model import CanXacNhan
from docgen.render import DauVet
from docgen.sources import Source

_MOST_PARTS = 6


def doi_chieu(content: bytes, traces: Iterable[DauVet], cac_cau_hoi: Sequence[CanXacNhan] = ()) -> bytes:
    """The document with a comment at each question to the signer, each figure, and each text of the plan or a unit."""
    return annotated(content, [*ghi_chu_xac_nhan(cac_cau_hoi, content), *_notes(traces)])


def _notes(traces: Iterable[DauVet]) -> Iterator[GhiChu]:
    """A comment for each value with a source; values side by side with the same source share one."""
    last: DauVet | None = None
    for trace in filter(_is_told, traces):
        if last is not None and (trace.spot, trace.start, trace.source) == (last.spot, last.end, last.source):
            last = replace(last, end=trace.end, chu_in=last.chu_in + trace.chu_in)
            continue
        if last is not None:
            yield _note(last)
        last = trace
    if last is not None:
        yield _note(last)


def _is_told(trace: DauVet) -> bool:
    """Figures and words of this plan: not labels, not the office's names, not the points of a chart."""
    source = trace.source
    if source is None or "charts/" in trace.spot.part:
        return False
    return any(place.file != OFFICE_FILE for place in source.places)


def _note(trace: DauVet) -> GhiChu:
    assert trace.source is not None
    return GhiChu(trace.spot, _lines(trace.chu_in, trace.source), (trace.start, trace.end))


def _lines(viet: str, source: Source) -> tuple[str, ...]:
    if not source.ten:
        return tuple(str(place) for place in source.places)
    lines = [f"{viet} – {source.ten}:"]
    for part in source.parts[:_MOST_PARTS]:
        lines.append(f"{part.ten}: {', '.join(map(str, part.places))}")
    more = len(source.parts) - _MOST_PARTS
    return (*lines, f"và {more} phần nữa (docgen giai-thich)") if more > 0 else tuple(lines)
