"""Số trang.

Đánh từ số 1 bằng chữ số Ả Rập, canh giữa trong phần lề trên (Header), cỡ 13 đến 14, kiểu chữ đứng, phông Times New Roman;
trang thứ nhất không hiện số. Văn bản một trang không cần số trang. Số trang của phụ lục xét ở phu_luc.so_trang.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen import nghi_dinh_30 as nd30
from docgen.facts import Paragraph, Section
from docgen.mending import NumberPages, SetParagraph, SetRuns
from docgen.recognise import Tep
from docgen.recognise.pages import more_than_one_page
from docgen.rules.chung import khoang, so
from docgen.rules.phan import has_annex
from docgen.rules.phat_hien import PhatHien, QuyTac
from docgen.rules.phong_chu import dung

_CAN_CU = nd30.can_cu("Mục I, khoản 7")
QUY_TAC = {
    "so_trang.thieu": QuyTac("loi", _CAN_CU, "có số trang từ trang 2"),
    "so_trang.vi_tri": QuyTac("loi", _CAN_CU, "giữa lề trên"),
    "so_trang.co_chu": QuyTac("loi", _CAN_CU, f"cỡ chữ {khoang(nd30.SO_TRANG.co_chu)}"),
    "so_trang.phong_chu": QuyTac("loi", _CAN_CU, "chữ số Ả Rập, Times New Roman, đứng"),
    "so_trang.trang_dau": QuyTac("loi", _CAN_CU, "trang thứ nhất không hiện số, đánh từ số 1"),
}
_SHORT_HEADER = "Chèn > Số trang > Đầu trang > Số thường 2 (giữa)"


def kiem(tep: Tep) -> Iterator[PhatHien]:
    sections = tep.facts.sections
    if not sections:
        return
    main = [number for number in range(len(sections)) if not has_annex(tep, number)] or [0]
    numbered = [_numbers(sections[number]) for number in main]
    if not any(header or footer for header, footer in numbered):
        if more_than_one_page(tep.facts):
            yield PhatHien(
                "so_trang.thieu",
                None,
                "không có số trang",
                "số trang ở giữa lề trên, từ trang 2",
                _SHORT_HEADER,
                "đầu trang",
                sua_chua=tuple(NumberPages(number, number == 0) for number in main),
            )
        return
    yield from _shown(sections, main)
    yield from _first_page(tep, sections[0])


def _numbers(section: Section) -> tuple[list[Paragraph], list[Paragraph]]:
    """The paragraphs with a page number in the headers and in the footers of pages other than the first."""

    def found(edges: dict[str, tuple[Paragraph, ...]]) -> list[Paragraph]:
        return [p for kind in ("default", "even") for p in edges.get(kind, ()) if p.page_number is not None]

    return found(dict(section.headers)), found(dict(section.footers))


def _shown(sections: Sequence[Section], main: Sequence[int]) -> Iterator[PhatHien]:
    seen = set()
    for number in main:
        section = sections[number]
        header, footer = _numbers(section)
        mend = (NumberPages(number, number == 0),)
        for paragraph in header or footer:
            if paragraph.spot in seen:
                continue
            seen.add(paragraph.spot)
            if not header:
                yield PhatHien(
                    "so_trang.vi_tri",
                    None,
                    "số trang ở chân trang",
                    "số trang ở giữa lề trên",
                    f"xóa số ở chân trang, {_SHORT_HEADER}",
                    "chân trang",
                    sua_chua=mend,
                )
            elif not _centred(paragraph, section):
                yield PhatHien(
                    "so_trang.vi_tri",
                    None,
                    "số trang không ở giữa",
                    "số trang canh giữa",
                    "chọn số trang, bấm Ctrl+E",
                    "đầu trang",
                    sua_chua=(SetParagraph(paragraph.spot, align="center"),),
                )
            yield from _letters(paragraph, section)


def _centred(paragraph: Paragraph, section: Section) -> bool:
    if paragraph.frame is not None:
        return paragraph.frame == "center" or (not paragraph.frame and paragraph.align == "center")
    if paragraph.align == "center":
        return True
    middle = (section.width - section.left - section.right) / 2
    before = paragraph.text[: paragraph.text.find(paragraph.page_number.text)] if paragraph.page_number else ""
    stops = sorted((position, kind) for position, kind in paragraph.tabs if kind != "clear")
    reached = stops[before.count("\t") - 1] if 0 < before.count("\t") <= len(stops) else None
    return reached is not None and reached[1] == "center" and abs(reached[0] - middle) < 10


def _letters(paragraph: Paragraph, section: Section) -> Iterator[PhatHien]:
    run = paragraph.page_number
    assert run is not None
    low, high = nd30.SO_TRANG.co_chu
    if run.field == "PAGE" and not low <= run.size <= high:
        yield PhatHien(
            "so_trang.co_chu",
            None,
            f"số trang cỡ chữ {so(run.size)}",
            f"cỡ chữ {khoang((low, high))}",
            f"chọn số trang, đặt cỡ chữ {so(low)}",
            "số trang",
            sua_chua=(SetRuns(paragraph.spot, _field_runs(paragraph), size=low if run.size < low else high),),
        )
    fonts = [font for font in run.fonts if not dung(font)]
    wrong = [f"phông {font}" for font in fonts]
    wrong += ["chữ nghiêng"] if run.italic else []
    wrong += ["chữ đậm"] if run.bold else []
    wrong += ["không phải chữ số Ả Rập"] if section.number_format not in {"decimal", "numberInDash"} else []
    if wrong:
        yield PhatHien(
            "so_trang.phong_chu",
            None,
            f"số trang: {', '.join(wrong)}",
            "chữ số Ả Rập, phông Times New Roman, kiểu chữ đứng",
            "chọn số trang, đặt phông Times New Roman, bỏ đậm và nghiêng",
            "số trang",
            sua_chua=(SetRuns(paragraph.spot, _field_runs(paragraph), font=nd30.PHONG_CHU, upright=True, bold=False),),
        )


def _field_runs(paragraph: Paragraph) -> tuple[int, ...]:
    """All runs of the paragraph: the instruction of the field must look like its result, which Word makes anew."""
    return tuple(range(max((run.number for run in paragraph.runs), default=-1) + 3))


def _first_page(tep: Tep, section: Section) -> Iterator[PhatHien]:
    kind = "first" if section.title_page else "default"
    shown = [p.page_number for p in (*section.headers.get(kind, ()), *section.footers.get(kind, ())) if p.page_number]
    if any(run.field == "PAGE" for run in shown):
        yield PhatHien(
            "so_trang.trang_dau",
            None,
            "trang thứ nhất hiện số trang",
            "trang thứ nhất không hiện số",
            "mở đầu trang, đánh dấu Trang đầu khác (Different First Page), xóa số ở trang đầu",
            "trang đầu",
            sua_chua=(NumberPages(0, first_page=True),),
        )
    elif section.number_start not in {None, 1}:
        yield PhatHien(
            "so_trang.trang_dau",
            None,
            f"số trang bắt đầu từ {section.number_start}",
            "số trang bắt đầu từ 1",
            "Chèn > Số trang > Định dạng số trang > Bắt đầu từ: 1",
            "số trang",
        )
