"""Điểm.

Thứ tự các điểm trong mỗi khoản theo bảng chữ cái tiếng Việt: a, b, c, d, đ, e, g, h, i, k, l, m, n, o, p, q, r, s, t, u, v, x, y
(không có f, j, w, z; sau d là đ), không nhảy, không trùng. Chữ đứng, không đậm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.vietnamese import ITEM_LETTERS
from docgen.recognise import DoanVan, Tep, VanBan
from docgen.rules.phat_hien import PhatHien, QuyTac
from docgen.rules.thu_tu import out_of_order

_OTHER_LABEL = re.compile(r"\(?[0-9]{1,2}[)/]")  # `1)`, `(1)`: labels that the decree does not know
_CAN_CU = nd30.can_cu(nd30.DIEM.can_cu)
THU_TU_CHU_CAI = QuyTac("diem.thu_tu_chu_cai", "loi", _CAN_CU, "a, b, c, d, đ, e, g, h …")
KIEU_CHU = QuyTac("diem.kieu_chu", "canh_bao", _CAN_CU, "chữ đứng")
QUY_TAC = (THU_TU_CHU_CAI, KIEU_CHU)


def kiem_tra(tep: Tep) -> Iterator[PhatHien]:
    for van_ban in tep.van_ban:
        for siblings in _lists(van_ban):
            yield from _thu_tu(siblings)
        for doan in van_ban.noi_dung:
            if doan.cap_muc == "điểm" and not doan.trong_trich_dan:
                yield from _kieu_chu(doan)


def _lists(van_ban: VanBan) -> Iterator[list[DoanVan]]:
    """Items under the same parent; where `a)` comes again after a sentence, a new list begins."""
    lists: dict[int, list[DoanVan]] = {}
    for index, doan in enumerate(van_ban.noi_dung):
        if doan.cap_muc != "điểm" or doan.trong_trich_dan:
            continue
        group = lists.get(doan.doan_cha)
        above = van_ban.noi_dung[index - 1] if index else None
        if group and doan.nhan_muc == "a" and above is not None and _begins_list(above):
            yield group
            group = None
        if group is None:
            group = lists[doan.doan_cha] = []
        group.append(doan)
    yield from lists.values()


def _begins_list(above: DoanVan) -> bool:
    return above.cap_muc in {"lời văn", "gạch"} and (
        above.dong_chu.text.endswith(":") or bool(_OTHER_LABEL.match(above.dong_chu.text))
    )


def _thu_tu(siblings: list[DoanVan]) -> Iterator[PhatHien]:
    strange = [doan for doan in siblings if not doan.so]
    known = [doan for doan in siblings if doan.so]
    for doan in strange:
        yield THU_TU_CHU_CAI.phat_hien(
            doan.dong_chu,
            f"điểm {doan.nhan_muc})",
            "chữ cái tiếng Việt: a, b, c, d, đ, e, g …",
            f"không dùng {doan.nhan_muc}; đánh lại thứ tự các điểm",
        )
    for fault in () if strange else out_of_order([doan.so[0] for doan in known]):
        doan = known[fault.index]
        asked = ITEM_LETTERS[min(fault.asked, len(ITEM_LETTERS)) - 1]
        before = f"sau điểm {known[fault.index - 1].nhan_muc})" if fault.index else "đứng đầu"
        seen = f"điểm {doan.nhan_muc}) trùng" if fault.kind == "repeat" else f"điểm {doan.nhan_muc}) {before}"
        yield THU_TU_CHU_CAI.phat_hien(doan.dong_chu, seen, f"điểm {asked})", f"đánh lại thứ tự các điểm từ {asked})")


def _kieu_chu(doan: DoanVan) -> Iterator[PhatHien]:
    wrong = ["chữ nghiêng"] if doan.dong_chu.all("italic") else []
    wrong += ["chữ đậm"] if doan.dong_chu.all("bold") else []
    if wrong:
        yield KIEU_CHU.phat_hien(
            doan.dong_chu, ", ".join(wrong), "chữ đứng, không đậm", "chọn đoạn, bỏ chữ nghiêng, bỏ chữ đậm"
        )
