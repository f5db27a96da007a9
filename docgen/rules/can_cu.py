"""Căn cứ ban hành.

Mỗi căn cứ một dòng, chữ nghiêng; cuối dòng có dấu chấm phẩy, dòng cuối dấu chấm. Viện dẫn lần đầu ghi đủ tên loại, số, ký
hiệu, ngày tháng năm, cơ quan ban hành, trích yếu; Luật, Pháp lệnh chỉ ghi tên loại và tên.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen import nghi_dinh_30 as nd30
from docgen.recognise import Dong, Tep
from docgen.rules.chung import khoang, trich
from docgen.rules.phat_hien import PhatHien, QuyTac

_CAN_CU = nd30.can_cu(nd30.CAN_CU_BAN_HANH.can_cu)
_VIEN_DAN = nd30.can_cu("Mục II, khoản 6, điểm a, điểm b")
QUY_TAC = {
    "can_cu.kieu_chu": QuyTac("canh_bao", _CAN_CU, f"nghiêng, cỡ chữ {khoang(nd30.CAN_CU_BAN_HANH.co_chu)}"),
    "can_cu.dau_cau": QuyTac("canh_bao", _CAN_CU, "cuối dòng “;”, dòng cuối “.”"),
    "can_cu.vien_dan": QuyTac("canh_bao", _VIEN_DAN, "đủ tên loại, số, ngày, cơ quan, trích yếu"),
    "can_cu.luat": QuyTac("canh_bao", _VIEN_DAN, "Luật, Pháp lệnh chỉ ghi tên"),
}
_VI_TRI = "căn cứ"
_KIND = r"(?:Nghị định|Nghị quyết|Quyết định|Thông tư(?: liên tịch)?|Chỉ thị|Kế hoạch|Công văn|Báo cáo|Tờ trình|Thông báo|Kết luận|Hướng dẫn|Chương trình|Đề án)"
_CITED = re.compile(rf"\b{_KIND}\b(?: liên tịch)? (?:số )?(?=\d|…|\.)(?P<number>\S+)(?P<rest>.*)")
_LAW = re.compile(r"^Căn cứ (?:Bộ luật|Luật|Pháp lệnh)\b(?P<rest>.*)")
_DATE = re.compile(r"ngày\s*(\d|…|\.)")
_ISSUER = re.compile(r"\bcủa\s+\S|\bdo\s+\S+.*ban hành")
_LAW_NUMBER = re.compile(r"\bsố\s*:?\s*\d+/|\b\d+/\d{4}/QH")


def kiem(tep: Tep) -> Iterator[PhatHien]:
    for van_ban in tep.van_ban:
        lines = van_ban.can_cu
        for index, line in enumerate(lines):
            last = index == len(lines) - 1
            yield from _letters(line)
            yield from _end(line, last=last)
            yield from _citation(line)


def _letters(line: Dong) -> Iterator[PhatHien]:
    low, high = nd30.CAN_CU_BAN_HANH.co_chu
    wrong = [] if line.all("italic") else ["chữ đứng"]
    wrong += ["chữ đậm"] if line.all("bold") else []
    wrong += ["cỡ chữ ngoài khoảng"] if any(not low <= run.size <= high for run in line.shown) else []
    if wrong and line.shown:
        yield PhatHien(
            "can_cu.kieu_chu", line.paragraph.spot, ", ".join(wrong), f"chữ nghiêng, cỡ {khoang((low, high))}", "chọn dòng căn cứ, bấm Ctrl+I, đặt cỡ chữ", _VI_TRI, trich(line.text)
        )  # fmt: skip


def _end(line: Dong, *, last: bool) -> Iterator[PhatHien]:
    asked = "." if last else ";"
    if not line.text.endswith(asked):
        end = line.text[-1]
        seen = f"cuối dòng có “{end}”" if not end.isalnum() else "cuối dòng không có dấu câu"
        which = "dòng căn cứ cuối" if last else "cuối dòng căn cứ"
        yield PhatHien("can_cu.dau_cau", line.paragraph.spot, seen, f"{which} có “{asked}”", f"đặt “{asked}” ở cuối dòng", _VI_TRI, trich(line.text))


def _citation(line: Dong) -> Iterator[PhatHien]:
    law = _LAW.match(line.text)
    if law is not None:
        if _LAW_NUMBER.search(law["rest"]):
            yield PhatHien(
                "can_cu.luat", line.paragraph.spot, "Luật (Pháp lệnh) có ghi số, ký hiệu", "chỉ tên loại và tên của Luật, Pháp lệnh", "bỏ số, ký hiệu, cơ quan ban hành", _VI_TRI, trich(line.text)
            )  # fmt: skip
        return
    cited = _CITED.search(line.text)
    if cited is None:
        return
    missing = [] if re.search(r"\bsố\b", cited[0]) else ["chữ “số”"]
    missing += [] if _DATE.search(cited["rest"]) else ["ngày tháng năm"]
    missing += [] if _ISSUER.search(cited["rest"]) else ["cơ quan ban hành"]
    after = re.sub(r".*?(?:\bcủa\s+\S+|ngày \S+)", "", cited["rest"], count=1)
    missing += [] if missing or len(after.split()) > 2 else ["trích yếu"]
    if missing:
        yield PhatHien(
            "can_cu.vien_dan", line.paragraph.spot, f"viện dẫn thiếu {', '.join(missing)}", "tên loại, số, ký hiệu, ngày tháng năm, cơ quan ban hành, trích yếu",
            f"ghi thêm {', '.join(missing)}", _VI_TRI, trich(line.text),
        )  # fmt: skip
