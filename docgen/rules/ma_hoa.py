"""Mã chữ.

Chữ mã hóa bằng Unicode (TCVN 6909:2001), dựng sẵn (NFC). Nêu tên: chữ đánh bằng mã cũ VNI, TCVN3 (.Vn), chữ tổ hợp
(đánh trên máy Mac hoặc sao từ PDF), ký tự thay thế và chữ đã mất dấu thành dấu hỏi.

Chữ và ký tự làm người đọc nhầm, mỗi loại nêu một lần cho cả tệp, ở chỗ đầu tiên: ký tự đảo chiều chữ (câu hiện ra khác thứ tự đã ghi); ký
tự không nhìn thấy (dấu cách không bề rộng, gạch nối mềm, ký tự thẻ …); chữ của bảng chữ khác giống chữ Latinh (Kirin, Hy Lạp,
toàn khổ, toán học) nằm trong từ tiếng Việt, và chữ số không phải 0–9. Không nêu: tên riêng viết trọn bằng chữ Kirin, Hy Lạp, Hán, Lào; các
dấu µ, Ω, ², ½; dấu cách và gạch nối không ngắt.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from docgen.docx.facts import everything
from docgen.docx.mending import Normalise
from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.deceiving import deceits
from docgen.recognise import Tep
from docgen.recognise.lines import clean
from docgen.rules.phat_hien import PhatHien, QuyTac

MA_HOA = QuyTac("ma_hoa", "loi", nd30.can_cu("Mục I, khoản 4"), "chữ Unicode dựng sẵn (NFC)")
DAO_CHIEU = QuyTac("ma_hoa.dao_chieu", "loi", nd30.can_cu("Mục I, khoản 4"), "không có ký tự đảo chiều chữ")
KY_TU_AN = QuyTac("ma_hoa.ky_tu_an", "canh_bao", nd30.can_cu("Mục I, khoản 4"), "không có ký tự ẩn")
CHU_LA = QuyTac("ma_hoa.chu_la", "loi", nd30.can_cu("Mục I, khoản 4"), "chữ Latinh, chữ số 0–9")
QUY_TAC = (MA_HOA, DAO_CHIEU, KY_TU_AN, CHU_LA)
_BY_KIND = {"dao_chieu": DAO_CHIEU, "ky_tu_an": KY_TU_AN, "chu_la": CHU_LA}
_MOST_NAMED = 3
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
    yield from _deceiving(tep)


def _deceiving(tep: Tep) -> Iterator[PhatHien]:
    """One finding of each kind for the whole file, at the first place."""
    found = [(paragraph, each) for paragraph in everything(tep.facts) for each in deceits(paragraph.text)]
    for kind, quy_tac in _BY_KIND.items():
        of_kind = [(paragraph, each) for paragraph, each in found if each.kind == kind]
        if not of_kind:
            continue
        named = list(dict.fromkeys(each.called for _, each in of_kind))
        more = f" và {len(named) - _MOST_NAMED} loại khác" if len(named) > _MOST_NAMED else ""
        times = f", {len(of_kind)} chỗ" if len(of_kind) > 1 else ""
        first = of_kind[0][0]
        yield quy_tac.phat_hien(
            first.spot,
            f"có {', '.join(named[:_MOST_NAMED])}{more}{times}",
            quy_tac.yeu_cau,
            "gõ lại các từ này bằng bàn phím" if kind == "chu_la" else "tìm và thay bằng không có gì, hoặc gõ lại từ",
            doan_van=clean(first.text),
        )


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
