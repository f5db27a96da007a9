"""Mã chữ.

Chữ mã hóa bằng Unicode (TCVN 6909:2001), dựng sẵn (NFC). Nêu tên: chữ đánh bằng mã cũ VNI, TCVN3 (.Vn), chữ tổ hợp
(đánh trên máy Mac hoặc sao từ PDF), ký tự thay thế và chữ đã mất dấu thành dấu hỏi.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from docgen import nghi_dinh_30 as nd30
from docgen.facts import everything
from docgen.mending import Normalise
from docgen.recognise import Tep
from docgen.rules.chung import trich
from docgen.rules.phat_hien import PhatHien, QuyTac

QUY_TAC = {"ma_hoa": QuyTac("loi", nd30.can_cu("Mục I, khoản 4"), "chữ Unicode dựng sẵn (NFC)")}
_CONVERT = "chuyển mã sang Unicode (ví dụ bằng công cụ chuyển mã của UniKey), rồi đặt phông Times New Roman"
# Letters that no Vietnamese word has; the old encodings put them inside words.
_TCVN3 = "¸µ¶·¹¨»¾¼½Æ©ÇËÐÎÏÑªÖ×ØÜÞß«åæçëîï¬ñøûüþ"
_VNI = "äåøûïñëüöæÄÅØÛÏÑËÜÖÆ"
_OLD_LETTER = re.compile(f"[^\\W\\d_][{_TCVN3}{_VNI}]|[{_TCVN3}{_VNI}][^\\W\\d_]")
_LOST = re.compile(r"[^\W\d_]\?[^\W\d_]")
_WORD = re.compile(r"\S+")


def kiem(tep: Tep) -> Iterator[PhatHien]:
    for paragraph in everything(tep.facts):
        text = paragraph.text
        shown = " ".join(text.split())
        if "\ufffd" in text:
            yield PhatHien(
                "ma_hoa",
                paragraph.spot,
                "có ký tự thay thế (�): chữ đã mất",
                "đủ chữ",
                "gõ lại chữ bị mất",
                doan_van=trich(shown),
            )
        elif _is_old(text):
            yield PhatHien(
                "ma_hoa",
                paragraph.spot,
                "chữ đánh bằng mã cũ (TCVN3 hoặc VNI)",
                "chữ Unicode",
                _CONVERT,
                doan_van=trich(shown),
            )
        elif _LOST.search(text) and "http" not in text:
            yield PhatHien(
                "ma_hoa",
                paragraph.spot,
                "chữ có dấu đã thành dấu hỏi",
                "đủ chữ",
                "gõ lại chữ bị mất",
                doan_van=trich(shown),
            )
        elif unicodedata.normalize("NFC", text) != text:
            yield PhatHien(
                "ma_hoa",
                paragraph.spot,
                "chữ Unicode tổ hợp (dấu rời)",
                "chữ Unicode dựng sẵn (NFC)",
                "chạy docgen kiem --sua, hoặc chuyển sang Unicode dựng sẵn bằng UniKey",
                doan_van=trich(unicodedata.normalize("NFC", shown)),
                sua_chua=(Normalise(paragraph.spot),),
            )


def _is_old(text: str) -> bool:
    words = [word for word in _WORD.findall(text) if any(c.isalpha() for c in word)]
    old = [word for word in words if _OLD_LETTER.search(word)]
    return len(old) >= 2 and len(old) >= 0.2 * len(words)
