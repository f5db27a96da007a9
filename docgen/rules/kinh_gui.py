"""Kính gửi.

Chỉ công văn, tờ trình và báo cáo gửi cấp trên có “Kính gửi:”. Gửi một nơi thì ghi trên cùng dòng; gửi từ hai nơi thì mỗi nơi
một dòng, đầu dòng gạch ngang, cuối dòng chấm phẩy, dòng cuối chấm. Cỡ 13 đến 14, đứng, không đậm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.nd30 import viet_khoang
from docgen.recognise import DongChu, Tep
from docgen.rules.phat_hien import PhatHien, QuyTac
from docgen.rules.xet_thanh_phan import runs_out_of

_CAN_CU = nd30.can_cu(nd30.KINH_GUI.can_cu)
CHI_DUNG_CHO = QuyTac("kinh_gui.chi_dung_cho", "loi", _CAN_CU, "chỉ công văn, tờ trình, báo cáo gửi cấp trên")
DANG_KINH_GUI = QuyTac("kinh_gui.dang", "loi", _CAN_CU, "Kính gửi: nơi nhận; nhiều nơi thì mỗi nơi một dòng")
QUY_TAC = (CHI_DUNG_CHO, DANG_KINH_GUI)
_VI_TRI = "Kính gửi"
_LABEL = re.compile(r"Kính gửi\s*(:?)\s*(.*)")


def kiem_tra(tep: Tep) -> Iterator[PhatHien]:
    for van_ban in tep.van_ban:
        lines = van_ban.kinh_gui
        if not lines:
            continue
        if van_ban.ten_loai and van_ban.ten_loai not in nd30.CO_KINH_GUI:
            yield CHI_DUNG_CHO.phat_hien(
                lines[0],
                f"{van_ban.ten_loai.lower()} có “Kính gửi”",
                "chỉ công văn, tờ trình và báo cáo gửi cấp trên có “Kính gửi”",
                "bỏ “Kính gửi”, ghi nơi nhận ở cuối văn bản",
                _VI_TRI,
            )
            continue
        wrong = next(_wrong(lines), None)
        if wrong is not None:
            line, finding, remedy = wrong
            yield DANG_KINH_GUI.phat_hien(
                line,
                finding,
                "một nơi: cùng dòng; nhiều nơi: mỗi nơi một dòng “- …;”, dòng cuối “.”; chữ đứng",
                remedy,
                _VI_TRI,
            )


def _wrong(lines: list[DongChu]) -> Iterator[tuple[DongChu, str, str]]:
    label = _LABEL.match(lines[0].text)
    if label is None or not label[1]:
        yield lines[0], "thiếu dấu hai chấm sau “Kính gửi”", "viết “Kính gửi:”"
    rest = [lines[0].text[label.start(2) :]] if label is not None and label[2] else []
    if len(lines) == 2 and not rest and lines[0].cac_cot != lines[1].cac_cot and not lines[1].text.startswith("-"):
        return  # one recipient in the cell beside the label: one line to a reader
    if rest and len(lines) == 1:
        if ";" in rest[0].rstrip(";.") or rest[0].startswith("-"):
            yield (
                lines[0],
                "nhiều nơi nhận trên một dòng" if ";" in rest[0] else "một nơi nhận mà có gạch đầu dòng",
                "mỗi nơi một dòng, hoặc một nơi không gạch",
            )
    else:
        yield from _wrong_list(lines, first_on_label=bool(rest))
    yield from _wrong_letters(lines)


def _wrong_list(lines: list[DongChu], *, first_on_label: bool) -> Iterator[tuple[DongChu, str, str]]:
    items = lines if first_on_label else lines[1:]
    listed = [line for line in lines[1:] if line.text.startswith(("-", "–"))]
    if first_on_label and not listed:
        return  # one recipient whose name goes on in the next line
    for index, line in enumerate(items):
        text = line.text
        begins = text.startswith("- ") or (index == 0 and first_on_label)
        goes_on = index + 1 < len(items) and not items[index + 1].text.startswith(("-", "–"))
        asked = "." if index == len(items) - 1 else ";"
        if not begins and not (index and not items[index - 1].text.endswith((";", "."))):
            yield line, "nơi nhận không có gạch đầu dòng", "đặt “- ” ở đầu dòng"
        elif not goes_on and not text.endswith(asked):
            yield line, f"cuối dòng không có “{asked}”", f"đặt “{asked}” ở cuối dòng"


def _wrong_letters(lines: list[DongChu]) -> Iterator[tuple[DongChu, str, str]]:
    wrong = runs_out_of(lines, nd30.KINH_GUI.co_chu)
    if wrong:
        yield wrong[0][0], "cỡ chữ ngoài khoảng", f"đặt cỡ chữ {viet_khoang(nd30.KINH_GUI.co_chu)}"
    for line in lines:
        if line.any("italic"):
            yield line, "chữ nghiêng", "đặt chữ đứng"
        if line.any("bold"):
            yield line, "chữ đậm", "bỏ chữ đậm"
