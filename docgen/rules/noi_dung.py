"""Trình bày nội dung văn bản.

Lời văn cỡ 13 đến 14, đứng, canh đều hai lề; đầu dòng lùi 1 cm hoặc 1,27 cm (cho phép lệch 0,02 cm; dùng phím Tab cũng được);
các đoạn cách nhau ít nhất 6 pt; dòng đơn đến 1,5 dòng. Không xét chữ trong bảng, chú thích của bảng và hình, phụ lục.
Đoạn chỉ có một dòng thì canh trái hay canh đều cũng như nhau nên không xét cách canh.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.docx.facts import Paragraph
from docgen.docx.mending import SetParagraph
from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.nd30 import viet_khoang, viet_so
from docgen.recognise import DoanVan, DongChu, Tep
from docgen.recognise.pages import SINGLE_LINE, one_line
from docgen.rules.doan_van import TIEU_DE, content, following
from docgen.rules.phat_hien import PhatHien, QuyTac
from docgen.rules.xet_thanh_phan import mend_size, runs_out_of

_INDENTS = " hoặc ".join(f"{viet_so(cm)} cm" for cm in nd30.LUI_DAU_DONG)
_CAN_CU = nd30.can_cu(nd30.LOI_VAN.can_cu)
CO_CHU = QuyTac("noi_dung.co_chu", "loi", _CAN_CU, f"cỡ chữ {viet_khoang(nd30.LOI_VAN.co_chu)}")
KIEU_CHU = QuyTac("noi_dung.kieu_chu", "canh_bao", _CAN_CU, "chữ đứng")
CACH_CANH = QuyTac("noi_dung.canh", "loi", _CAN_CU, "canh đều hai lề")
LUI_DAU_DONG = QuyTac("noi_dung.lui_dau_dong", "loi", _CAN_CU, f"lùi đầu dòng {_INDENTS}")
KHOANG_CACH_DOAN = QuyTac(
    "noi_dung.khoang_cach_doan",
    "canh_bao",
    _CAN_CU,
    f"các đoạn cách nhau ít nhất {viet_so(nd30.KHOANG_CACH_DOAN_TOI_THIEU)} pt",
)
CACH_DONG = QuyTac("noi_dung.cach_dong", "loi", _CAN_CU, f"dòng đơn đến {viet_so(nd30.CACH_DONG[1])} dòng")
QUY_TAC = (CO_CHU, KIEU_CHU, CACH_CANH, LUI_DAU_DONG, KHOANG_CACH_DOAN, CACH_DONG)
_INDENT_TOLERANCE = 0.25  # mm: 0,02 cm, and what Word rounds: its 1,25 cm may be 705 twips
_LINE_TOLERANCE = 0.03  # times single
_ALIGN = {"left": "canh trái", "right": "canh phải", "center": "canh giữa"}


def kiem_tra(tep: Tep) -> Iterator[PhatHien]:
    before = following(tep)
    for van_ban in tep.van_ban:
        for doan in van_ban.noi_dung:
            if doan.cap_muc in TIEU_DE:
                yield from _co_chu(doan)
        for line in van_ban.can_cu:
            yield from (*_xet_cach_canh(line), *_lui_dau_dong(line), *_cach_dong(line))
    inside = {doan.paragraph.spot for _, doan in content(tep)}
    for _, doan in content(tep):
        paragraph = doan.paragraph
        yield from _co_chu(doan)
        yield from _kieu_chu(doan)
        yield from _xet_cach_canh(doan.dong_chu)
        yield from _lui_dau_dong(doan.dong_chu)
        yield from _cach_dong(doan.dong_chu)
        above = before.get(paragraph.spot)
        if above is not None and above.spot in inside:
            yield from _khoang_cach(doan, above)


def _co_chu(doan: DoanVan) -> Iterator[PhatHien]:
    wrong = runs_out_of([doan.dong_chu], nd30.LOI_VAN.co_chu)
    if wrong:
        sizes = sorted({run.size for _, run in wrong})
        yield CO_CHU.phat_hien(
            doan.dong_chu,
            f"cỡ chữ {', '.join(map(viet_so, sizes))}",
            f"cỡ chữ {viet_khoang(nd30.LOI_VAN.co_chu)}",
            f"chọn đoạn, đặt cỡ chữ {viet_khoang(nd30.LOI_VAN.co_chu, 'hoặc')}",
            sua_chua=tuple(mend_size(wrong, nd30.LOI_VAN.co_chu)),
        )


def _kieu_chu(doan: DoanVan) -> Iterator[PhatHien]:
    text = doan.dong_chu.text
    if doan.cap_muc in {"lời văn", "gạch"} and doan.dong_chu.all("italic") and not text.startswith("("):
        yield KIEU_CHU.phat_hien(
            doan.dong_chu,
            "cả đoạn chữ nghiêng",
            "chữ đứng",
            "chọn đoạn, bỏ chữ nghiêng",
        )
    elif (
        doan.cap_muc == "lời văn"
        and doan.dong_chu.all("bold")
        and text.endswith((".", ";"))
        and not one_line(doan.paragraph)
    ):
        yield KIEU_CHU.phat_hien(
            doan.dong_chu,
            "cả đoạn chữ đậm",
            "chữ đứng, không đậm",
            "chọn đoạn, bỏ chữ đậm",
        )


def _xet_cach_canh(line: DongChu) -> Iterator[PhatHien]:
    paragraph = line.paragraph
    if paragraph.align != "both" and not one_line(paragraph):
        yield CACH_CANH.phat_hien(
            line,
            _ALIGN[paragraph.align],
            "canh đều hai lề",
            "đặt con trỏ vào đoạn, bấm Ctrl+J",
            sua_chua=(SetParagraph(paragraph.spot, align="both"),),
        )


def first_letter(paragraph: Paragraph) -> float:
    """How far the first letter of a paragraph stands from the margin, mm; leading tabs lead to their stops."""
    at = paragraph.left + paragraph.first
    text = paragraph.text
    for _ in range(len(text) - len(text.lstrip("\t"))):
        stops = [position for position, kind in paragraph.tabs if position > at + 0.1 and kind != "clear"]
        hanging = [paragraph.left] if paragraph.first < 0 and paragraph.left > at + 0.1 else []
        default = (at // paragraph.default_tab + 1) * paragraph.default_tab
        at = min([*stops, *hanging] or [default])
    return at


def _lui_dau_dong(line: DongChu) -> Iterator[PhatHien]:
    paragraph = line.paragraph
    if paragraph.align == "center":
        return
    at = first_letter(paragraph)
    if not any(abs(at - 10 * cm) <= _INDENT_TOLERANCE for cm in nd30.LUI_DAU_DONG):
        yield LUI_DAU_DONG.phat_hien(
            line,
            f"lùi đầu dòng {viet_so(round(at / 10, 2))} cm",
            f"lùi đầu dòng {_INDENTS}",
            f"Đoạn văn > Thụt lề đặc biệt > Dòng đầu: {viet_so(nd30.LUI_DAU_DONG[-1])} cm",
        )


def _cach_dong(line: DongChu) -> Iterator[PhatHien]:
    paragraph = line.paragraph
    size = max((run.size for run in line.shown), default=nd30.LOI_VAN.co_chu[1])
    times = paragraph.line if paragraph.line_rule == "auto" else paragraph.line / (size * SINGLE_LINE)
    if paragraph.line_rule == "atLeast":
        times = max(times, 1.0)
    low, high = nd30.CACH_DONG
    if not low - _LINE_TOLERANCE <= times <= high + _LINE_TOLERANCE / 3:
        shown = f"{viet_so(round(times, 2))} dòng" if paragraph.line_rule == "auto" else f"{viet_so(paragraph.line)} pt"
        yield CACH_DONG.phat_hien(
            line,
            f"cách dòng {shown}",
            f"từ dòng đơn đến {viet_so(nd30.CACH_DONG[1])} dòng",
            f"Đoạn văn > Giãn cách dòng: {viet_so(low if times < low else high)}",
            sua_chua=(SetParagraph(paragraph.spot, line=low if times < low else high),),
        )


def _khoang_cach(doan: DoanVan, above: Paragraph) -> Iterator[PhatHien]:
    paragraph = doan.paragraph
    same = paragraph.style == above.style
    gap = (0 if above.contextual and same else above.after) + (0 if paragraph.contextual and same else paragraph.before)
    if gap < nd30.KHOANG_CACH_DOAN_TOI_THIEU - 0.1:
        yield KHOANG_CACH_DOAN.phat_hien(
            doan.dong_chu,
            f"cách đoạn trên {viet_so(round(gap, 1))} pt",
            f"ít nhất {viet_so(nd30.KHOANG_CACH_DOAN_TOI_THIEU)} pt",
            f"Đoạn văn > Giãn cách trước: {viet_so(nd30.KHOANG_CACH_DOAN_TOI_THIEU)} pt",
            sua_chua=(SetParagraph(paragraph.spot, before=nd30.KHOANG_CACH_DOAN_TOI_THIEU),),
        )
