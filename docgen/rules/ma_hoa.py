"""Mã chữ.

Chữ mã hóa bằng Unicode (TCVN 6909:2001), dựng sẵn (NFC). Nêu tên: chữ đánh bằng mã cũ VNI, TCVN3 (.Vn), chữ tổ hợp
(đánh trên máy Mac hoặc sao từ PDF), ký tự thay thế và chữ đã mất dấu thành dấu hỏi.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from docgen.docx.facts import everything
from docgen.docx.mending import Normalise
from docgen.nghi_dinh import nd30
from docgen.recognise import Tep
from docgen.rules.phat_hien import PhatHien, QuyTac

MA_HOA = QuyTac("ma_hoa", "loi", nd30.can_cu("Mục I, khoản 4"), "chữ Unicode dựng sẵn (NFC)")
QUY_TAC = (MA_HOA,)
_CONVERT = f"chuyển mã sang Unicode (ví dụ bằng công cụ chuyển mã của UniKey), rồi đặt phông {nd30.PHONG_CHU}"
# Letters that no Vietnamese word has; the old encodings put them inside words.
_TCVN3 = "¸µ¶·¹¨»¾¼½Æ©ÇËÐÎÏÑªÖ×ØÜÞß«åæçëîï¬ñøûüþ"
_VNI = "äåøûïñëüöæÄÅØÛÏÑËÜÖÆ"
_OLD_LETTER = re.compile(f"[^\\W\\d_][{_TCVN3}{_VNI}]|[{_TCVN3}{_VNI}][^\\W\\d_]")
_LOST = re.compile(r"[a-zà-ỹđ]\?[a-zà-ỹđ]")
_ADDRESS = re.compile(r"[/=@]|www\.")
_VIETNAMESE = re.compile("[\u1ea0-\u1ef9ăđơư]")


def kiem_tra(tep: Tep) -> Iterator[PhatHien]:
    for paragraph in everything(tep.facts):
        fault = _fault(paragraph.text)
        if fault is not None:
            shown = unicodedata.normalize("NFC", " ".join(paragraph.text.split()))
            composed = (Normalise(paragraph.spot),) if fault is _APART else ()
            yield MA_HOA.phat_hien(paragraph.spot, *fault, doan_van=shown, sua_chua=composed)


_REPLACED = ("có ký tự thay thế (�): chữ đã mất", "đủ chữ", "gõ lại chữ bị mất")
_OLD = ("chữ đánh bằng mã cũ (TCVN3 hoặc VNI)", "chữ Unicode", _CONVERT)
_TO_QUESTION_MARKS = ("chữ có dấu đã thành dấu hỏi", "đủ chữ", "gõ lại chữ bị mất")
_APART = (
    "chữ Unicode tổ hợp (dấu rời)",
    "chữ Unicode dựng sẵn (NFC)",
    "chạy docgen kiem --sua, hoặc chuyển sang Unicode dựng sẵn bằng UniKey",
)


def _fault(text: str) -> tuple[str, str, str] | None:
    """Seen, asked, remedy of the gravest fault of a text."""
    if "\ufffd" in text:
        return _REPLACED
    if _OLD_LETTER.search(text) and _is_old(text):
        return _OLD
    if "?" in text and any(_LOST.search(word) for word in text.split() if not _ADDRESS.search(word)):
        return _TO_QUESTION_MARKS
    return None if unicodedata.is_normalized("NFC", text) else _APART


def _is_old(text: str) -> bool:
    """True where many words hold letters of the old encodings; names from other languages stand among Vietnamese words."""
    words = [word for word in text.split() if any(c.isalpha() for c in word)]
    old = [word for word in words if _OLD_LETTER.search(word)]
    share = 0.45 if _VIETNAMESE.search(text) else 0.2
    return len(old) >= 2 and len(old) >= share * len(words)
