"""Học hàm, học vị, danh hiệu và danh xưng, không ghi trước họ tên người ký (Phụ lục I, Phần I, Mục II, khoản 7, điểm c)."""

from __future__ import annotations

import re

# Each as a regular expression, in the letters in which people write it.
HOC_HAM_HOC_VI = (
    r"PGS|GS|TS|ThS|Th\.S|CN|KS|LS|ĐD|BS\w*|CK[I12]{1,2}|Dr|NGND|NGƯT|NSND|NSƯT|TTND|TTƯT|Đ/c"
    r"|Giáo sư|Tiến s[iĩỹ]|Thạc s[iĩỹ]|Bác s[iĩỹ]"
)
# “Ông” is a family name too: with three words behind it, it is none.
_BEFORE_A_NAME = re.compile(rf"(?:(?:{HOC_HAM_HOC_VI})\b|(?:Ông|Bà) (?=\S+ \S+ \S))", re.IGNORECASE)


def co_danh_xung(ho_ten: str) -> bool:
    """True where a title or a form of address stands before a name."""
    return _BEFORE_A_NAME.match(ho_ten) is not None
