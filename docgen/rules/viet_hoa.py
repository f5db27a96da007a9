"""Viết hoa.

Chỉ những chỗ không phải đoán: viện dẫn (hoa Điều, Mục, Chương; thường khoản, điểm), tên loại của văn bản cụ thể (“Nghị định
số”), thứ trong tuần, tháng viết bằng chữ, ngày lễ. Là gợi ý.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.recognise import Tep
from docgen.rules.phat_hien import PhatHien, QuyTac

_PHU_LUC_II = "NĐ 30/2020/NĐ-CP, Phụ lục II, Mục {}"
DIEU_KHOAN_DIEM = QuyTac(
    "viet_hoa.dieu_khoan_diem",
    "goi_y",
    _PHU_LUC_II.format("V, khoản 7"),
    "hoa Phần, Chương, Mục, Điều; thường khoản, điểm",
)
TEN_LOAI = QuyTac("viet_hoa.ten_loai", "goi_y", _PHU_LUC_II.format("V, khoản 6"), "hoa tên loại của văn bản cụ thể")
THU_TRONG_TUAN = QuyTac("viet_hoa.thu", "goi_y", _PHU_LUC_II.format("V, khoản 8, điểm c"), "thứ Hai")
THANG_BANG_CHU = QuyTac("viet_hoa.thang", "goi_y", _PHU_LUC_II.format("V, khoản 8, điểm c"), "tháng Tám")
NGAY_LE = QuyTac("viet_hoa.ngay_le", "goi_y", _PHU_LUC_II.format("V, khoản 5"), "ngày Quốc khánh 2-9")
QUY_TAC = (DIEU_KHOAN_DIEM, TEN_LOAI, THU_TRONG_TUAN, THANG_BANG_CHU, NGAY_LE)
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
_ITEM = re.compile(r"(?<=[\w,;] )(Khoản|Điểm) (?=(?:[0-9]+|[a-zđ])\b(?! tháng))")
_ARTICLE = re.compile(r"\b(điều) (?=[0-9]{1,3}\b(?![.,]?[0-9]| (?:người|kiện|ngày|tháng|bậc)))")
_NAMED = re.compile(rf"(?<![\w“])({_KINDS}) (?=số:? ?[0-9]+[/-])")
_WEEKDAY = re.compile(
    rf"\b(?:sáng|chiều|tối|ngày|vào|hằng tuần|hàng tuần|mỗi) thứ ({_DAYS})\b(?= (?:hằng|hàng|tuần|đầu|cuối|,|ngày)|[,.;)])"
)
_MONTH = re.compile(rf"\btháng ({_MONTHS})\b(?= (?:năm [0-9]|âm lịch|hằng năm|hàng năm))")
_HOLIDAY = re.compile(r"\bngày (quốc khánh|phụ nữ việt nam|nhà giáo việt nam|quốc tế lao động)\b", re.IGNORECASE)


def kiem_tra(tep: Tep) -> Iterator[PhatHien]:
    for van_ban in tep.van_ban:
        for doan in van_ban.noi_dung:
            for quy_tac, seen, asked in _faults(doan.loi_van):
                yield quy_tac.phat_hien(doan.dong_chu, f"“{seen}”", f"“{asked}”", f"viết “{asked}”")


def _faults(text: str) -> Iterator[tuple[QuyTac, str, str]]:
    """One finding for each kind and spelling in a paragraph: item, what was seen, what is asked."""
    found = {}
    for match in _ITEM.finditer(text):
        found[DIEU_KHOAN_DIEM, match[1]] = match[1].lower()
    for match in _ARTICLE.finditer(text):
        found[DIEU_KHOAN_DIEM, match[1]] = "Điều"
    for match in _NAMED.finditer(text):
        if match.start() and not text[: match.start()].rstrip().endswith((".", "!", "?")):
            found[TEN_LOAI, match[1]] = match[1].capitalize()
    for match in _WEEKDAY.finditer(text):
        found[THU_TRONG_TUAN, f"thứ {match[1]}"] = f"thứ {match[1].capitalize()}"
    for match in _MONTH.finditer(text):
        found[THANG_BANG_CHU, f"tháng {match[1]}"] = f"tháng {match[1].capitalize()}"
    for match in _HOLIDAY.finditer(text):
        right = _HOLIDAYS[match[1].lower()]
        if match[1] != right:
            found[NGAY_LE, match[0]] = f"ngày {right}"
    for (quy_tac, seen), asked in found.items():
        yield quy_tac, seen, asked
