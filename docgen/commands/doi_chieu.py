"""`docgen lap … --doi-chieu`: a copy for the reviewer in which figures and units' texts carry their source as a Word comment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docgen.commands.giai_thich import DongGiaiThich, dong_giai_thich
from docgen.compute import Figure, figures, tong_hop
from docgen.documents import VanBanLap
from docgen.documents.bo_cuc import ten_cac_don_vi
from docgen.docx.annotate import GhiChu, annotated
from docgen.docx.facts import Block, Paragraph, paragraphs
from docgen.docx.read import read
from docgen.model import QUY, BaoCao, HoSo, TienDo

_MOST_TASKS = 6
_LEAST_LETTERS = 8  # a shorter text of a unit may stand anywhere


@dataclass(frozen=True)
class _Nguon:
    """What is looked for in the document, and the comment that it gets. A bare count needs `ten` beside it to be known."""

    tim: re.Pattern[str]
    ghi: tuple[str, ...]
    ten: str = ""


def doi_chieu(van_ban: VanBanLap, content: bytes, ho_so: HoSo) -> bytes:
    """The document with a comment at each figure and at each text that comes from a unit or a task of the plan."""
    sources = list(_sources(van_ban, ho_so))
    notes = []
    for paragraph, beside in _with_row(read(van_ban.stem, content).blocks):
        text = " ".join(paragraph.text.split())
        alone = text.replace(".", "").isdigit()  # a number in a cell is told by the name in its row
        said = [s.ghi for s in sources if s.tim.search(text) and (not s.ten or (s.ten in beside.lower() and not alone))]
        lines = dict.fromkeys(line for ghi in said for line in ghi)
        if lines:
            notes.append(GhiChu(paragraph.spot, tuple(lines)))
    return annotated(content, notes)


def _with_row(blocks: tuple[Block, ...]) -> Iterator[tuple[Paragraph, str]]:
    """Each paragraph with the words beside it: its own, and in a table those of its row."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block, block.text
            continue
        for row in block.rows:
            inside = [paragraph for cell in row for paragraph in paragraphs(cell.blocks)]
            beside = " ".join(paragraph.text for paragraph in inside)
            yield from ((paragraph, beside) for paragraph in inside)


def _sources(van_ban: VanBanLap, ho_so: HoSo) -> Iterator[_Nguon]:
    quarter = van_ban.quy
    then = ho_so.khi_bao_cao(quarter) if quarter else ho_so
    if not isinstance(van_ban.ban_ghi, BaoCao):
        for _, task in then.cac_nhiem_vu(4):
            words = "|".join(_exact(word) for word in (*task.noi_dung, task.ten))
            yield _Nguon(re.compile(words), (f"nhiệm vụ {task.ma}: {task.place('ma')}",))
        return
    shown = [quarter] if quarter else sorted(then.tien_do)
    for number in shown:
        for report in then.tien_do[number].tien_do:
            yield from _texts(report, number, then)
    last = tong_hop(then, shown[-1])
    for tinh_hinh in last.cac_tinh_hinh:
        behind = dong_giai_thich(tinh_hinh)
        lines = ", ".join(map(str, behind.cac_dong))
        yield _Nguon(re.compile(_exact(behind.ten)), (f"{behind.ten}, {behind.tinh_trang}: {lines}",))
    for figure in figures(last, lambda cac_ma: ten_cac_don_vi(cac_ma, then.co_quan)):
        yield from _figure(figure)


def _texts(report: TienDo, quy: int, ho_so: HoSo) -> Iterator[_Nguon]:
    """The words of a unit: results, products, difficulties, proposals, next work."""
    unit = f"{ho_so.co_quan.ten_don_vi(report.don_vi)}, {QUY[quy - 1]}"
    said = [(text, report.place(key)) for key in ("ket_qua", "de_xuat", "viec_ky_toi") for text in getattr(report, key)]
    said += [(trouble.noi_dung, trouble.place("noi_dung")) for trouble in report.kho_khan]
    said += [(trouble.nguyen_nhan, trouble.place("nguyen_nhan")) for trouble in report.kho_khan]
    said += [(product.so_ky_hieu, product.place("so_ky_hieu")) for product in report.san_pham if product.so_ky_hieu]
    for text, place in said:
        if len(text) >= _LEAST_LETTERS:
            yield _Nguon(re.compile(_exact(text)), (f"{unit}: {place}",))


def _figure(figure: Figure) -> Iterator[_Nguon]:
    tasks = [dong_giai_thich(tinh_hinh) for tinh_hinh in figure.cac_tinh_hinh]
    if not tasks:
        return
    ten = figure.ten.split(": ")[-1]
    # In a table or under a heading the figures stand beside the name: the name carries their source.
    yield _Nguon(re.compile(rf"(?:^|[\d.]+ ){_exact(ten)}$"), _counted(figure, figure.viet[-1], tasks))
    for written in figure.viet:
        bare = written.isdigit()
        number = f"0?{written}" if bare and len(written) == 1 else re.escape(written)
        pattern = re.compile(rf"(?<![\d/.,-]){number}(?![\d/]|[.,]\d)")
        yield _Nguon(pattern, _counted(figure, written, tasks), ten.lower() if bare else "")


def _counted(figure: Figure, written: str, tasks: list[DongGiaiThich]) -> tuple[str, ...]:
    lines = [f"{written} – {figure.ten}:"]
    lines += [f"{task.ten}: {', '.join(map(str, task.cac_dong))}" for task in tasks[:_MOST_TASKS]]
    more = len(tasks) - _MOST_TASKS
    return (*lines, f"và {more} nhiệm vụ nữa (docgen giai-thich {written})") if more > 0 else tuple(lines)


def _exact(text: str) -> str:
    """A text as a document prints it: its end may be another mark, its first letter small or large."""
    words = " ".join(text.split()).rstrip(" .;")
    first = f"[{re.escape(words[:1].lower())}{re.escape(words[:1].upper())}]"
    return first + re.escape(words[1:])
