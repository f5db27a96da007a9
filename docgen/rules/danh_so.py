"""Đánh số mục, khoản, điều, tiểu mục.

Mục đánh số La Mã I, II, III; khoản 1, 2, 3 trong mỗi mục (điều); điều 1, 2, 3 trong cả văn bản; tiểu mục 1.1, 1.2 theo khoản
ở trên. Không nhảy số, không trùng số. Số tự động của Word được tính như Word hiện ra. Đoạn trích trong ngoặc kép không tính.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.vietnamese import roman
from docgen.recognise import DoanVan, Tep, VanBan
from docgen.rules.phat_hien import PhatHien, QuyTac
from docgen.rules.thu_tu import SaiThuTu, out_of_order

_CAN_CU = nd30.can_cu("Mục II, khoản 6, điểm đ")
SO_MUC = QuyTac("danh_so.muc", "loi", nd30.can_cu("Mục V, số thứ tự 6, điểm b"), "I, II, III … liên tục")
SO_KHOAN = QuyTac("danh_so.khoan", "loi", _CAN_CU, "1, 2, 3 … liên tục trong mỗi mục")
SO_DIEU = QuyTac("danh_so.dieu", "loi", _CAN_CU, "Điều 1, 2, 3 … liên tục")
SO_TIEU_MUC = QuyTac(
    "danh_so.tieu_muc", "loi", nd30.can_cu("Mục II, khoản 6, điểm c"), "1.1, 1.2 … liên tục theo khoản ở trên"
)
QUY_TAC = (SO_MUC, SO_KHOAN, SO_DIEU, SO_TIEU_MUC)
_NAMES = {
    "phần": "phần",
    "chương": "chương",
    "mục đầu dòng": "mục",
    "mục chữ hoa": "phần",
    "mục": "mục",
    "tiểu mục": "tiểu mục",
    "điều": "điều",
    "khoản": "khoản",
}
_ITEMS = {
    "phần": SO_MUC,
    "chương": SO_MUC,
    "mục chữ hoa": SO_MUC,
    "mục": SO_MUC,
    "mục đầu dòng": SO_MUC,
    "tiểu mục": SO_MUC,
    "điều": SO_DIEU,
    "khoản": SO_KHOAN,
}


def kiem_tra(tep: Tep) -> Iterator[PhatHien]:
    for van_ban in tep.van_ban:
        for cap, quy_tac in _ITEMS.items():
            for siblings in _groups(van_ban, cap):
                for fault in out_of_order([doan.so[0] for doan in siblings]):
                    yield _finding(quy_tac, siblings, fault, cap)
        yield from _tieu_muc(van_ban)


def _groups(van_ban: VanBan, cap: str) -> Iterator[list[DoanVan]]:
    """Siblings of a level: under the same parent; điều and chương through the whole document."""
    groups: dict[int, list[DoanVan]] = {}
    lists: list[list[DoanVan]] = []
    for index, doan in enumerate(van_ban.noi_dung):
        if doan.cap_muc != cap or doan.trong_trich_dan or not doan.so:
            continue
        key = -1 if cap in {"điều", "chương", "phần"} else doan.doan_cha
        group = groups.get(key)
        anew = group is not None and doan.so[0] == 1 and cap == "khoản" and _begins_anew(van_ban, index)
        if group is None or anew:
            group = groups[key] = []
            lists.append(group)
        group.append(doan)
    yield from lists


def _begins_anew(van_ban: VanBan, index: int) -> bool:
    """True where something between two lists of khoản tells that the second is another list: a heading without a number."""
    above = van_ban.noi_dung[index - 1]
    return above.cap_muc == "lời văn" and (
        above.dong_chu.all("bold") or above.dong_chu.capitals or above.dong_chu.text.endswith(":")
    )


def _written(cap: str, number: int) -> str:
    if cap == "mục chữ hoa":
        return chr(ord("A") + number - 1)
    return roman(number) if cap in {"mục", "phần", "chương"} and 0 < number < 400 else str(number)


def _finding(quy_tac: QuyTac, siblings: Sequence[DoanVan], fault: SaiThuTu, cap: str) -> PhatHien:
    doan = siblings[fault.index]
    name = _NAMES[cap]
    asked = _written(cap, fault.asked)
    seen = f"{name} {doan.nhan_muc} {_how(siblings, fault, f'{name} ')}"
    return quy_tac.phat_hien(
        doan.dong_chu, seen, f"{name} {asked}", f"đánh lại số từ {name} {asked}, sửa các chỗ viện dẫn"
    )


def _how(siblings: Sequence[DoanVan], fault: SaiThuTu, name: str = "") -> str:
    if fault.kind == "repeat":
        return "trùng số"
    return f"sau {name}{siblings[fault.index - 1].nhan_muc}" if fault.index else "đứng đầu"


def _tieu_muc(van_ban: VanBan) -> Iterator[PhatHien]:
    groups: dict[tuple[int, tuple[int, ...]], list[DoanVan]] = {}
    for doan in van_ban.noi_dung:
        if doan.cap_muc == "tiểu khoản" and not doan.trong_trich_dan:
            siblings = groups.setdefault((doan.doan_cha, doan.so[:-1]), [])
            if not siblings:
                yield from _under_another(van_ban, doan)
            siblings.append(doan)
    for siblings in groups.values():
        for fault in out_of_order([doan.so[-1] for doan in siblings]):
            doan = siblings[fault.index]
            asked = ".".join(map(str, (*doan.so[:-1], fault.asked)))
            seen = f"{doan.nhan_muc} {_how(siblings, fault)}"
            yield SO_TIEU_MUC.phat_hien(doan.dong_chu, seen, asked, f"đánh lại số từ {asked}")


def _under_another(van_ban: VanBan, doan: DoanVan) -> Iterator[PhatHien]:
    """`2.1` under khoản 1."""
    above = van_ban.noi_dung[doan.doan_cha] if doan.doan_cha >= 0 else None
    prefix = doan.so[:-1]
    if above is None or above.cap_muc not in {"khoản", "tiểu khoản", "mục"} or above.so[-len(prefix) :] == prefix:
        return
    asked = ".".join(map(str, (*above.so, doan.so[-1])))
    yield SO_TIEU_MUC.phat_hien(doan.dong_chu, f"{doan.nhan_muc} dưới {above.nhan_muc}", asked, f"viết {asked}")
