"""Viết hoa.

Chỉ những chỗ không phải đoán: viện dẫn (hoa Điều, Mục, Chương; thường khoản, điểm), tên loại của văn bản cụ thể (“Nghị định
số”), thứ trong tuần, tháng viết bằng chữ, ngày lễ. Là gợi ý.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.recognise import Tep
from docgen.rules.chung import trich
from docgen.rules.phat_hien import PhatHien, QuyTac

_PHU_LUC_II = "NĐ 30/2020/NĐ-CP, Phụ lục II, Mục {}"
QUY_TAC = {
    "viet_hoa.dieu_khoan_diem": QuyTac(
        "goi_y", _PHU_LUC_II.format("V, khoản 7"), "hoa Phần, Chương, Mục, Điều; thường khoản, điểm"
    ),
    "viet_hoa.ten_loai": QuyTac("goi_y", _PHU_LUC_II.format("V, khoản 6"), "hoa tên loại của văn bản cụ thể"),
    "viet_hoa.thu": QuyTac("goi_y", _PHU_LUC_II.format("V, khoản 8, điểm c"), "thứ Hai"),
    "viet_hoa.thang": QuyTac("goi_y", _PHU_LUC_II.format("V, khoản 8, điểm c"), "tháng Tám"),
    "viet_hoa.ngay_le": QuyTac("goi_y", _PHU_LUC_II.format("V, khoản 5"), "ngày Quốc khánh 2-9"),
}
_DAYS = "hai|ba|tư|năm|sáu|bảy"
_MONTHS = "giêng|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|mười một|mười hai|chạp"
_KINDS = (
    "nghị định|nghị quyết|quyết định|thông tư|chỉ thị|kế hoạch|công văn|báo cáo|tờ trình|thông báo|hướng dẫn|công điện"
)
_HOLIDAYS = {
    "quốc khánh": "Quốc khánh",
    "phụ nữ việt nam": "Phụ nữ Việt Nam",
    "nhà giáo việt nam": "Nhà giáo Việt Nam",
    "quốc tế lao động": "Quốc tế Lao động",
}
_ITEM = re.compile(r"(?<=[\w,;] )(Khoản|Điểm) (?=(?:\d+|[a-zđ])\b(?! tháng))")
_ARTICLE = re.compile(r"\b(điều) (?=\d{1,3}\b(?![.,]?\d| (?:người|kiện|ngày|tháng|bậc)))")
_NAMED = re.compile(rf"(?<![\w“])({_KINDS}) (?=số:? ?\d+[/-])")
_WEEKDAY = re.compile(
    rf"\b(?:sáng|chiều|tối|ngày|vào|hằng tuần|hàng tuần|mỗi) thứ ({_DAYS})\b(?= (?:hằng|hàng|tuần|đầu|cuối|,|ngày)|[,.;)])"
)
_MONTH = re.compile(rf"\btháng ({_MONTHS})\b(?= (?:năm \d|âm lịch|hằng năm|hàng năm))")
_HOLIDAY = re.compile(r"\bngày (quốc khánh|phụ nữ việt nam|nhà giáo việt nam|quốc tế lao động)\b", re.IGNORECASE)


def kiem(tep: Tep) -> Iterator[PhatHien]:
    for van_ban in tep.van_ban:
        for doan in van_ban.noi_dung:
            for quy_tac, seen, asked in _faults(doan.loi):
                yield PhatHien(
                    quy_tac,
                    doan.paragraph.spot,
                    f"“{seen}”",
                    f"“{asked}”",
                    f"viết “{asked}”",
                    doan_van=trich(doan.dong.text),
                )


def _faults(text: str) -> Iterator[tuple[str, str, str]]:
    """One finding for each kind and spelling in a paragraph: id, what was seen, what is asked."""
    found = {}
    for match in _ITEM.finditer(text):
        found["viet_hoa.dieu_khoan_diem", match[1]] = match[1].lower()
    for match in _ARTICLE.finditer(text):
        found["viet_hoa.dieu_khoan_diem", match[1]] = "Điều"
    for match in _NAMED.finditer(text):
        if match.start() and not text[: match.start()].rstrip().endswith((".", "!", "?")):
            found["viet_hoa.ten_loai", match[1]] = match[1].capitalize()
    for match in _WEEKDAY.finditer(text):
        found["viet_hoa.thu", f"thứ {match[1]}"] = f"thứ {match[1].capitalize()}"
    for match in _MONTH.finditer(text):
        found["viet_hoa.thang", f"tháng {match[1]}"] = f"tháng {match[1].capitalize()}"
    for match in _HOLIDAY.finditer(text):
        right = _HOLIDAYS[match[1].lower()]
        if match[1] != right:
            found["viet_hoa.ngay_le", match[0]] = f"ngày {right}"
    for (quy_tac, seen), asked in found.items():
        yield quy_tac, seen, asked
