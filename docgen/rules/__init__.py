"""The rules of the form check: one module for each item of the catalogue, and the registry.

`check` runs them all over a recognised file; the docstring of a module is its page in the manual.
"""

from __future__ import annotations

from collections.abc import Collection

from docgen.recognise import Tep
from docgen.rules import (
    can_cu,
    chu_ky,
    co_quan,
    danh_so,
    dia_danh_ngay,
    diem,
    dieu,
    ket_thuc,
    kho_giay,
    khoan,
    kinh_gui,
    le_trang,
    ma_hoa,
    mau_chu,
    muc,
    noi_dung,
    noi_nhan,
    phong_chu,
    phu_luc,
    quoc_hieu,
    so_ky_hieu,
    so_trang,
    ten_loai,
    thieu_thanh_phan,
    thuat_ngu,
    tieu_ngu,
    trich_yeu,
    viet_hoa,
)
from docgen.rules.phat_hien import MucDo, PhatHien, QuyTac, Rule

__all__ = ["CHUA_XET", "QUY_TAC", "RULES", "MucDo", "PhatHien", "QuyTac", "check"]

# The part of an id before the dot → its module.
RULES: dict[str, Rule] = {
    "kho_giay": kho_giay,
    "le_trang": le_trang,
    "phong_chu": phong_chu,
    "mau_chu": mau_chu,
    "ma_hoa": ma_hoa,
    "so_trang": so_trang,
    "quoc_hieu": quoc_hieu,
    "tieu_ngu": tieu_ngu,
    "co_quan": co_quan,
    "so_ky_hieu": so_ky_hieu,
    "dia_danh_ngay": dia_danh_ngay,
    "ten_loai": ten_loai,
    "trich_yeu": trich_yeu,
    "can_cu": can_cu,
    "kinh_gui": kinh_gui,
    "noi_dung": noi_dung,
    "muc": muc,
    "khoan": khoan,
    "dieu": dieu,
    "danh_so": danh_so,
    "diem": diem,
    "chu_ky": chu_ky,
    "noi_nhan": noi_nhan,
    "phu_luc": phu_luc,
    "ket_thuc": ket_thuc,
    "viet_hoa": viet_hoa,
    "thuat_ngu": thuat_ngu,
    "thieu_thanh_phan": thieu_thanh_phan,
}
QUY_TAC: dict[str, QuyTac] = {item.ma: item for rule in RULES.values() for item in rule.QUY_TAC}


# What no run looks at, for a reader of the findings to know.
CHUA_XET = (
    "khối ký đứng một mình trên trang (cần bản đã dàn trang)",
    "cỡ chữ, cách canh trong bảng và trong phụ lục",
    "nội dung, chính tả, thẩm quyền ký",
)


def check(tep: Tep, *, chu_viet_tat: Collection[str] = ()) -> list[PhatHien]:
    """All findings in a file, in the order of the catalogue. Empty for a file that is no administrative document.

    `chu_viet_tat` are the abbreviations that the office explains elsewhere.
    """
    if tep.khong_phai:
        return []
    # One rule asks what the office explains elsewhere; the others need to know nothing of it.
    runs = (
        thuat_ngu.kiem_tra(tep, chu_viet_tat) if rule is thuat_ngu else rule.kiem_tra(tep) for rule in RULES.values()
    )
    return [found for run in runs for found in run]
