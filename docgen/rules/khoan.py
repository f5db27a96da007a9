"""Khoản.

Khoản có tiêu đề (“1. Phạm vi”): số và tiêu đề trên một dòng riêng, đứng, đậm. Khoản không có tiêu đề: đứng, không đậm.
Khoản được coi là có tiêu đề khi dòng ngắn, không kết thúc bằng dấu câu và có nội dung ở dưới.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.nghi_dinh import nd30
from docgen.recognise import DoanVan, Tep, VanBan
from docgen.rules.phat_hien import PhatHien, QuyTac

KIEU_CHU = QuyTac(
    "khoan.kieu_chu", "canh_bao", nd30.can_cu(nd30.KHOAN.can_cu), "có tiêu đề: đứng, đậm; không có tiêu đề: đứng"
)
QUY_TAC = (KIEU_CHU,)
_LONGEST_TITLE = 150
_SENTENCE_ENDS = (".", ";", ",", "./.")


def kiem_tra(tep: Tep) -> Iterator[PhatHien]:
    for van_ban in tep.van_ban:
        titled = _titled(van_ban)
        for index, doan in enumerate(van_ban.noi_dung):
            if doan.cap_muc == "khoản" and not doan.trong_trich_dan:
                wrong = _wrong(doan, is_title=index in titled)
                if wrong:
                    yield KIEU_CHU.phat_hien(doan.dong_chu, *wrong)


def _wrong(doan: DoanVan, *, is_title: bool) -> tuple[str, str, str] | None:
    line = doan.dong_chu
    if line.all("italic"):
        return "chữ nghiêng", "chữ đứng", "bỏ chữ nghiêng"
    if is_title:
        if not line.any("bold"):
            return "tiêu đề khoản không đậm", "chữ đứng, đậm", "chọn dòng tiêu đề, bấm Ctrl+B"
    elif line.all("bold") and doan.loi_van.endswith(_SENTENCE_ENDS) and len(doan.loi_van) > 60:
        return "khoản không có tiêu đề mà chữ đậm", "chữ đứng, không đậm", "bỏ chữ đậm"
    return None


def _titled(van_ban: VanBan) -> set[int]:
    """The indexes of the khoản that have a title."""
    with_something_under = {doan.doan_cha for doan in van_ban.noi_dung}
    siblings: dict[int, list[int]] = {}
    for index, doan in enumerate(van_ban.noi_dung):
        if doan.cap_muc == "khoản":
            siblings.setdefault(doan.doan_cha, []).append(index)
    return {
        index
        for brothers in siblings.values()
        for index in brothers
        # What follows a list of sentences is not under the last of them.
        if (index != brothers[-1] or len(brothers) == 1 or any(i in with_something_under for i in brothers[:-1]))
        and _like_a_title(van_ban, index)
    }


def _like_a_title(van_ban: VanBan, index: int) -> bool:
    doan = van_ban.noi_dung[index]
    if len(doan.loi_van) > _LONGEST_TITLE or doan.loi_van.endswith(_SENTENCE_ENDS) or ": " in doan.loi_van:
        return False
    if any(above.cap_muc == "điều" for above in _above(van_ban, doan)):
        return False  # under Điều a khoản is a sentence, or introduces its points
    under = van_ban.noi_dung[index + 1] if index + 1 < len(van_ban.noi_dung) else None
    if under is None or under.doan_cha != index:
        return False
    return not (
        doan.loi_van.endswith(":")
        and under.cap_muc in {"điểm", "gạch"}
        and (len(doan.loi_van) >= 60 or doan.loi_van.startswith("Giao "))
    )


def _above(van_ban: VanBan, doan: DoanVan) -> Iterator[DoanVan]:
    while doan.doan_cha >= 0:
        doan = van_ban.noi_dung[doan.doan_cha]
        yield doan
