"""Says of a file that it is no administrative document of Điều 7, and what it is."""

from __future__ import annotations

import re
from collections.abc import Callable

from docgen.recognise.parts import VanBan
from docgen.recognise.title import OTHER_KINDS

_PARTY_NUMBER = re.compile(r"so\s*:?\s*[0-9]*\s*-\s*[a-z]{1,4}/")
_LEGAL_NUMBER = re.compile(r"so\s*:?\s*\S*\s*/\s*(19|20)[0-9][0-9]\s*/")


def not_administrative(first: VanBan) -> str:
    """What a file with this first document is; empty for an administrative document."""
    return next((what(first) for is_it, what in _OTHERS if is_it(first)), "")


def _of_party(first: VanBan) -> bool:
    return first.dau_van_ban.cua_dang or (not first.dau_van_ban.quoc_hieu and _has_number(first, _PARTY_NUMBER))


def _has_number(first: VanBan, form: re.Pattern[str]) -> bool:
    so = first.dau_van_ban.so_ky_hieu
    return so is not None and form.match(so.folded) is not None


def _is_contract(first: VanBan) -> bool:
    return first.ten_loai == "Hợp đồng" and not first.dau_van_ban.co_quan_ban_hanh


def _has_legal_number(first: VanBan) -> bool:
    return first.ten_loai in {"", "Quyết định", "Nghị quyết"} and _has_number(first, _LEGAL_NUMBER)


def _is_bare(first: VanBan) -> bool:
    return (
        not first.dau_van_ban.quoc_hieu and first.dau_van_ban.tieu_ngu is None and first.dau_van_ban.so_ky_hieu is None
    )


def _is_annex(first: VanBan) -> bool:
    return _is_bare(first) and not first.noi_dung and bool(first.phu_luc)


def _is_untyped(first: VanBan) -> bool:
    return not first.ten_loai and first.dau_van_ban.so_ky_hieu is None


# The first that fits says what the file is.
_OTHERS: tuple[tuple[Callable[[VanBan], bool], Callable[[VanBan], str]], ...] = (
    (_of_party, lambda _: "văn bản của Đảng"),
    (lambda first: first.ten_loai in OTHER_KINDS, lambda first: f"{first.ten_loai} (văn bản quy phạm pháp luật)"),
    (_is_contract, lambda _: "hợp đồng giữa các bên, không do cơ quan ban hành"),
    (
        _has_legal_number,
        lambda first: f"{first.ten_loai or 'văn bản'} quy phạm pháp luật (số, ký hiệu có năm ban hành)",
    ),
    (_is_annex, lambda _: "phụ lục đứng riêng, không có văn bản"),
    (_is_bare, lambda _: "văn bản không có Quốc hiệu, Tiêu ngữ và số, ký hiệu"),
    (
        lambda first: not first.ten_loai and bool(first.tieu_de_la),
        lambda first: f"“{first.tieu_de_la}”, không thuộc các loại của Điều 7",
    ),
    (_is_untyped, lambda _: "không nhận ra loại nào của Điều 7"),
)
