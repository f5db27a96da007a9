"""What several rules ask of a component: size, weight and slant, alignment, a drawn line."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from docgen.docx.facts import Run, Stroke
from docgen.docx.mending import Mending, SetParagraph, SetRuns
from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.nd30 import KhoangSo, ThanhPhan, viet_khoang, viet_so
from docgen.nghi_dinh.text_width import bold_width
from docgen.recognise import DongChu
from docgen.rules.phat_hien import PhatHien, QuyTac, trich_dan

_ALIGN = {"left": "canh trái", "right": "canh phải", "both": "canh đều hai bên", "center": "canh giữa"}
_BLANK = re.compile(r"\{\{|<<|\$\{|\[[^\]]+\]")
_MM_PER_POINT = 25.4 / 72
_NARROWEST = 15  # mm; a cell said to be narrower has a width that the file does not tell
# Part of the length that a drawn line may differ from what is asked: people draw by eye, fonts differ a little.
_LINE_TOLERANCE = 0.1


def runs_out_of(lines: Sequence[DongChu], bounds: KhoangSo) -> list[tuple[DongChu, Run]]:
    """The runs with letters whose size is outside the bounds."""
    return [(line, run) for line in lines for run in line.shown if not bounds[0] <= run.size <= bounds[1]]


def co_chu(quy_tac: QuyTac, lines: Sequence[DongChu], thanh_phan: ThanhPhan, vi_tri: str) -> Iterator[PhatHien]:
    """One finding where letters of the component are of another size than the decree's."""
    found = runs_out_of(lines, thanh_phan.co_chu)
    if found:
        sizes = sorted({run.size for _, run in found})
        yield quy_tac.phat_hien(
            found[0][0],
            f"cỡ chữ {', '.join(viet_so(size) for size in sizes)}",
            f"cỡ chữ {viet_khoang(thanh_phan.co_chu)}",
            f"chọn {vi_tri}, đặt cỡ chữ {viet_so(_nearest(sizes[-1], thanh_phan.co_chu))}",
            vi_tri,
            sua_chua=tuple(mend_size(found, thanh_phan.co_chu)),
        )


def mend_size(found: Sequence[tuple[DongChu, Run]], bounds: KhoangSo) -> Iterator[Mending]:
    """Each run to the nearest size that is allowed."""
    for line, run in found:
        yield SetRuns(line.paragraph.spot, (run.number,), size=_nearest(run.size, bounds))


def _nearest(size: float, bounds: KhoangSo) -> float:
    return min(max(size, bounds[0]), bounds[1])


def kieu_chu(quy_tac: QuyTac, lines: Sequence[DongChu], thanh_phan: ThanhPhan, vi_tri: str) -> Iterator[PhatHien]:
    """One finding where weight or slant of the component differ from the decree's."""
    wrong = []
    for line in lines:
        for run in line.shown:
            if run.bold != thanh_phan.chu_dam:
                wrong.append((line, "không đậm" if thanh_phan.chu_dam else "đậm"))
            if run.italic != thanh_phan.chu_nghieng:
                wrong.append((line, "không nghiêng" if thanh_phan.chu_nghieng else "nghiêng"))
    if wrong:
        asked = ten_kieu_chu(thanh_phan)
        yield quy_tac.phat_hien(
            wrong[0][0],
            f"chữ {', '.join(dict.fromkeys(what for _, what in wrong))}",
            f"chữ {asked}",
            f"chọn {vi_tri}, đặt kiểu chữ {asked}",
            vi_tri,
        )


def ten_kieu_chu(thanh_phan: ThanhPhan) -> str:
    """`đứng, đậm`; `nghiêng`; …"""
    return ("nghiêng" if thanh_phan.chu_nghieng else "đứng") + (", đậm" if thanh_phan.chu_dam else "")


def canh_giua(quy_tac: QuyTac, lines: Sequence[DongChu], vi_tri: str) -> Iterator[PhatHien]:
    """One finding where the component is not centred; columns made by tabs are placed by tab stops and not judged."""
    for line in lines:
        if line.paragraph.align != "center" and "\t" not in line.paragraph.text:
            yield quy_tac.phat_hien(
                line,
                _ALIGN[line.paragraph.align],
                "canh giữa",
                f"đặt con trỏ vào {vi_tri}, bấm Ctrl+E",
                vi_tri,
                sua_chua=(SetParagraph(line.paragraph.spot, align="center"),),
            )
            return


def la_cho_trong(text: str) -> bool:
    """True for a text with a blank to fill in: `{{ten}}`, `<<ten>>`, `${ten}`, `[ten]`."""
    return bool(_BLANK.search(text))


def in_hoa(quy_tac: QuyTac, lines: Sequence[DongChu], vi_tri: str) -> Iterator[PhatHien]:
    """One finding where the component is not in capitals."""
    for line in lines:
        if not line.capitals and any(c.isalpha() for c in line.text) and not la_cho_trong(line.text):
            yield quy_tac.phat_hien(
                line, "chữ in thường", "chữ in hoa", f"viết “{trich_dan(line.text.upper())}”", vi_tri
            )
            return


def duong_ke(
    quy_tac: QuyTac,
    lines: Sequence[DongChu],
    strokes: Sequence[Stroke],
    typed: Sequence[DongChu],
    thanh_phan: ThanhPhan,
    vi_tri: str,
) -> Iterator[PhatHien]:
    """One finding where the drawn line under a component is missing, dashed, or of another length than asked."""
    if not lines or thanh_phan.duong_ke is None:
        return
    widths = [width for line in lines for width in _lines_as_shown(line, thanh_phan.co_chu)]
    shortest, longest = thanh_phan.duong_ke
    low, high = shortest * min(widths), longest * max(widths)
    margin = _LINE_TOLERANCE * high
    if any(low - margin <= stroke.length <= high + margin and stroke.solid for stroke in strokes):
        return
    lengths = viet_khoang((round(low), round(high))) if shortest != longest else viet_so(round(high))
    asked = f"đường kẻ nét liền dài {lengths} mm ({thanh_phan.do_dai_duong_ke})"
    remedy = f"vẽ đường kẻ (Chèn > Hình dạng > Đường thẳng) dài {viet_so(round((low + high) / 2))} mm dưới {vi_tri}"
    under = any(rule.cac_cot[:-1] == lines[-1].cac_cot[:-1] for rule in typed)
    seen = _stroke_as_seen(strokes, typed=under)
    yield quy_tac.phat_hien(lines[-1], seen, asked, remedy, vi_tri)


def _stroke_as_seen(strokes: Sequence[Stroke], *, typed: bool) -> str:
    if not strokes:
        return "đường kẻ gõ bằng dấu gạch" if typed else "không có đường kẻ"
    return f"đường kẻ dài {viet_so(round(strokes[0].length))} mm" if strokes[0].solid else "đường kẻ nét đứt"


def _lines_as_shown(line: DongChu, sizes: KhoangSo) -> list[float]:
    """The widths, mm, of the lines into which a long text wraps; a last line of a word or two counts for a third.

    Letters of a size that is not allowed are measured at the nearest one that is: their size has a finding of its own.
    """
    size = max((run.size for run in line.shown), default=sizes[0])
    width = text_width(line) * _nearest(size, sizes) / size
    room = line.width if line.width > _NARROWEST else math.inf
    return [width] if width <= room else [room, max(width % room, room / 3)]


def text_width(line: DongChu) -> float:
    """How wide a line is, mm, as if it were bold."""
    size = max((run.size for run in line.shown), default=nd30.LOI_VAN.co_chu[0])
    spacing = max((run.spacing for run in line.shown), default=0.0)
    return bold_width(line.text, size) + spacing * len(line.text) * _MM_PER_POINT
