"""Số trang.

Đánh từ số 1 bằng chữ số Ả Rập, canh giữa trong phần lề trên (Header), cỡ 13 đến 14, kiểu chữ đứng, phông Times New Roman;
trang thứ nhất không hiện số. Văn bản một trang không cần số trang. Số trang của phụ lục xét ở phu_luc.so_trang.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from docgen.docx.facts import Paragraph, Section
from docgen.docx.mending import NumberPages, SetPageNumber, SetParagraph
from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.nd30 import viet_khoang, viet_so
from docgen.recognise import Tep
from docgen.recognise.pages import more_than_one_page, surely_one_page
from docgen.rules.cac_phan import has_annex
from docgen.rules.phat_hien import PhatHien, QuyTac
from docgen.rules.phong_chu import la_phong_dung

_CAN_CU = nd30.can_cu("Mục I, khoản 7")
THIEU_SO_TRANG = QuyTac("so_trang.thieu", "loi", _CAN_CU, "có số trang từ trang 2")
VI_TRI = QuyTac("so_trang.vi_tri", "loi", _CAN_CU, "giữa lề trên")
CO_CHU = QuyTac("so_trang.co_chu", "loi", _CAN_CU, f"cỡ chữ {viet_khoang(nd30.SO_TRANG.co_chu)}")
PHONG_CHU = QuyTac("so_trang.phong_chu", "loi", _CAN_CU, f"chữ số Ả Rập, {nd30.PHONG_CHU}, đứng")
TRANG_DAU = QuyTac("so_trang.trang_dau", "loi", _CAN_CU, "trang thứ nhất không hiện số, đánh từ số 1")
QUY_TAC = (THIEU_SO_TRANG, VI_TRI, CO_CHU, PHONG_CHU, TRANG_DAU)
_SHORT_HEADER = "Chèn > Số trang > Đầu trang > Số thường 2 (giữa)"


def kiem_tra(tep: Tep) -> Iterator[PhatHien]:
    sections = tep.facts.sections
    if not sections:
        return
    main = [number for number in range(len(sections)) if not has_annex(tep, number)] or [0]
    numbered = [_numbers(sections[number]) for number in main]
    if not any(header or footer for header, footer in numbered):
        if more_than_one_page(tep.facts):
            yield THIEU_SO_TRANG.phat_hien(
                None,
                "không có số trang",
                "số trang ở giữa lề trên, từ trang 2",
                _SHORT_HEADER,
                "đầu trang",
                sua_chua=tuple(NumberPages(number, number == 0) for number in main),
            )
        return
    first_page = list(_first_page(sections[0]))
    yield from first_page
    if first_page or not surely_one_page(tep.facts):  # a number that no page shows is nobody's business
        yield from _shown(sections, main)


def _numbers(section: Section) -> tuple[list[Paragraph], list[Paragraph]]:
    """The paragraphs with a page number in the headers and in the footers of pages other than the first."""

    def found(edges: Mapping[str, tuple[Paragraph, ...]]) -> list[Paragraph]:
        return [p for kind in ("default", "even") for p in edges.get(kind, ()) if p.page_number is not None]

    return found(section.headers), found(section.footers)


def _shown(sections: Sequence[Section], main: Sequence[int]) -> Iterator[PhatHien]:
    seen = set()
    for number in main:
        header, footer = _numbers(sections[number])
        for paragraph in (*header, *footer):
            if paragraph.spot not in seen:
                seen.add(paragraph.spot)
                yield from _place(paragraph, number, sections[number], in_footer=paragraph in footer)
                yield from _letters(paragraph, number, sections[number])


def _place(paragraph: Paragraph, number: int, section: Section, *, in_footer: bool) -> Iterator[PhatHien]:
    if in_footer:
        yield VI_TRI.phat_hien(
            None,
            "số trang ở chân trang",
            "số trang ở giữa lề trên",
            f"xóa số ở chân trang, {_SHORT_HEADER}",
            "chân trang",
            sua_chua=(NumberPages(number, number == 0),),
        )
    elif not _centred(paragraph, section):
        yield VI_TRI.phat_hien(
            None,
            "số trang không ở giữa",
            "số trang canh giữa",
            "chọn số trang, bấm Ctrl+E",
            "đầu trang",
            sua_chua=(SetParagraph(paragraph.spot, align="center"),),
        )


def _centred(paragraph: Paragraph, section: Section) -> bool:
    if paragraph.frame is not None:
        return paragraph.frame == "center" or (not paragraph.frame and paragraph.align == "center")
    number = paragraph.page_number
    tabs = paragraph.text[: paragraph.text.find(number.text)].count("\t") if number else 0
    if not tabs:
        return paragraph.align == "center"
    middle = (section.width - section.left - section.right) / 2
    reached = paragraph.tabs[tabs - 1] if tabs <= len(paragraph.tabs) else None
    return reached is not None and reached[1] == "center" and abs(reached[0] - middle) < 10


def _letters(paragraph: Paragraph, number: int, section: Section) -> Iterator[PhatHien]:
    run = paragraph.page_number
    assert run is not None
    low, high = nd30.SO_TRANG.co_chu
    if run.field == "PAGE" and not low <= run.size <= high:
        yield CO_CHU.phat_hien(
            None,
            f"số trang cỡ chữ {viet_so(run.size)}",
            f"cỡ chữ {viet_khoang((low, high))}",
            f"chọn số trang, đặt cỡ chữ {viet_so(low)}",
            "số trang",
            sua_chua=(SetPageNumber(paragraph.spot, number, size=low if run.size < low else high),),
        )
    wrong = [f"phông {font}" for font in run.fonts if not la_phong_dung(font)]
    wrong += ["chữ nghiêng"] if run.italic else []
    wrong += ["chữ đậm"] if run.bold else []
    foreign = section.number_format not in {"decimal", "numberInDash"}
    if wrong or foreign:
        remedy = [f"đặt phông {nd30.PHONG_CHU}, bỏ đậm và nghiêng"] if wrong else []
        remedy += ["chọn Định dạng số trang, kiểu 1, 2, 3"] if foreign else []
        yield PHONG_CHU.phat_hien(
            None,
            f"số trang: {', '.join([*wrong, *(['không phải chữ số Ả Rập'] if foreign else [])])}",
            f"chữ số Ả Rập, phông {nd30.PHONG_CHU}, kiểu chữ đứng",
            f"chọn số trang, {'; '.join(remedy)}",
            "số trang",
            sua_chua=(SetPageNumber(paragraph.spot, number, font=nd30.PHONG_CHU, plain=True, arabic=True),),
        )


def _first_page(section: Section) -> Iterator[PhatHien]:
    kind = "first" if section.title_page else "default"
    shown = [p.page_number for p in (*section.headers.get(kind, ()), *section.footers.get(kind, ())) if p.page_number]
    if any(run.field == "PAGE" for run in shown):
        yield TRANG_DAU.phat_hien(
            None,
            "trang thứ nhất hiện số trang",
            "trang thứ nhất không hiện số",
            "mở đầu trang, đánh dấu Trang đầu khác (Different First Page), xóa số ở trang đầu",
            "trang đầu",
            sua_chua=(NumberPages(0, first_page=True),),
        )
    elif section.number_start not in {None, 1}:
        yield TRANG_DAU.phat_hien(
            None,
            f"số trang bắt đầu từ {section.number_start}",
            "số trang bắt đầu từ 1",
            "Chèn > Số trang > Định dạng số trang > Bắt đầu từ: 1",
            "số trang",
        )
