"""Căn cứ ban hành.

Mỗi căn cứ một dòng, chữ nghiêng; cuối dòng có dấu chấm phẩy, dòng cuối dấu chấm. Viện dẫn lần đầu ghi đủ tên loại, số, ký
hiệu, ngày tháng năm, cơ quan ban hành, trích yếu; Luật, Pháp lệnh chỉ ghi tên loại và tên.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.nd30 import viet_khoang
from docgen.recognise import DongChu, Tep, VanBan
from docgen.rules.phat_hien import PhatHien, QuyTac

_CAN_CU = nd30.can_cu(nd30.CAN_CU_BAN_HANH.can_cu)
_VIEN_DAN = nd30.can_cu("Mục II, khoản 6, điểm a, điểm b")
KIEU_CHU = QuyTac("can_cu.kieu_chu", "canh_bao", _CAN_CU, f"nghiêng, cỡ chữ {viet_khoang(nd30.CAN_CU_BAN_HANH.co_chu)}")
DAU_CAU = QuyTac("can_cu.dau_cau", "canh_bao", _CAN_CU, "cuối dòng “;”, dòng cuối “.”")
VIEN_DAN = QuyTac("can_cu.vien_dan", "canh_bao", _VIEN_DAN, "đủ tên loại, số, ngày, cơ quan, trích yếu")
TEN_LUAT = QuyTac("can_cu.luat", "canh_bao", _VIEN_DAN, "Luật, Pháp lệnh chỉ ghi tên")
QUY_TAC = (KIEU_CHU, DAU_CAU, VIEN_DAN, TEN_LUAT)
_VI_TRI = "căn cứ"
_KIND = (
    "Nghị định|Nghị quyết|Quyết định|Thông tư liên tịch|Thông tư|Chỉ thị|Kế hoạch|Công văn|Báo cáo|Tờ trình|Thông báo|Kết luận|Hướng dẫn"
    "|Chương trình|Công điện"
)
_CITED = re.compile(rf"^Căn cứ (?:các )?(?:{_KIND})\b(?P<rest>.*)")
_LAW = re.compile(r"^Căn cứ (?:Bộ luật|Luật|Pháp lệnh)\b(?P<rest>.*)")
_NUMBER = re.compile(r"\bsố:? ?(?:[0-9]|…|\.|_)")
_DATE = re.compile(r"\bngày\s*(?:[0-9]|…|\.|_)")
_SUBJECT = re.compile(
    r"\s(về|quy định|ban hành|hướng dẫn|sửa đổi|phê duyệt|giao|V/v|tổ chức|triển khai|thực hiện|đẩy mạnh|tăng cường|thành lập)\s"
)
_ISSUER = re.compile(r"\bcủa\s+\S|\bdo\s+\S|\bliên tịch\b")
_LAW_NUMBER = re.compile(r"\bsố\s*:?\s*[0-9]+|\b[0-9]+/[0-9]{4}/QH|\bcủa Quốc hội\b|\bcủa Ủy ban Thường vụ Quốc hội\b")
_IN_BODY = re.compile(rf"\b(?:{_KIND}) số (?P<number>[0-9]+[0-9/]*/[\w-]+)(?P<rest>.{{0,40}})")


def kiem_tra(tep: Tep) -> Iterator[PhatHien]:
    for van_ban in tep.van_ban:
        lines = van_ban.can_cu
        for index, line in enumerate(lines):
            last = index == len(lines) - 1
            yield from _letters(line)
            yield from _end(line, last=last)
            yield from _citation(line)
        yield from _in_body(van_ban)


def _letters(line: DongChu) -> Iterator[PhatHien]:
    low, high = nd30.CAN_CU_BAN_HANH.co_chu
    wrong = [] if line.all("italic") else ["chữ đứng"]
    wrong += ["chữ đậm"] if line.all("bold") else []
    wrong += ["cỡ chữ ngoài khoảng"] if any(not low <= run.size <= high for run in line.shown) else []
    if wrong and line.shown:
        yield KIEU_CHU.phat_hien(
            line,
            ", ".join(wrong),
            f"chữ nghiêng, cỡ {viet_khoang((low, high))}",
            "chọn dòng căn cứ, bấm Ctrl+I, đặt cỡ chữ",
            _VI_TRI,
        )


def _end(line: DongChu, *, last: bool) -> Iterator[PhatHien]:
    asked = "." if last else ";"
    if not line.text.endswith(asked):
        end = line.text[-1]
        seen = f"cuối dòng có “{end}”" if not end.isalnum() else "cuối dòng không có dấu câu"
        which = "dòng căn cứ cuối" if last else "cuối dòng căn cứ"
        yield DAU_CAU.phat_hien(line, seen, f"{which} có “{asked}”", f"đặt “{asked}” ở cuối dòng", _VI_TRI)


def _citation(line: DongChu) -> Iterator[PhatHien]:
    law = _LAW.match(line.text)
    if law is not None:
        if _LAW_NUMBER.search(law["rest"]):
            yield TEN_LUAT.phat_hien(
                line,
                "Luật (Pháp lệnh) có ghi số, ký hiệu hoặc cơ quan ban hành",
                "chỉ tên loại và tên của Luật, Pháp lệnh",
                "bỏ số, ký hiệu, cơ quan ban hành",
                _VI_TRI,
            )
        return
    cited = _CITED.match(line.text)
    if cited is not None:
        missing = _missing(cited["rest"])
        if missing:
            yield VIEN_DAN.phat_hien(
                line,
                f"viện dẫn thiếu {', '.join(missing)}",
                "tên loại, số, ký hiệu, ngày tháng năm, cơ quan ban hành, trích yếu",
                f"ghi thêm {', '.join(missing)}",
                _VI_TRI,
            )


def _missing(cited: str) -> list[str]:
    subject = _SUBJECT.search(cited)
    before = cited[: subject.start()] if subject else cited
    missing = [] if _NUMBER.search(before) else ["số, ký hiệu"]
    missing += [] if _DATE.search(before) else ["ngày tháng năm"]
    missing += [] if _ISSUER.search(before) else ["cơ quan ban hành"]
    words_after_issuer = len(re.split(_ISSUER, before)[-1].split())
    return missing if subject or words_after_issuer > 9 else [*missing, "trích yếu"]


def _in_body(van_ban: VanBan) -> Iterator[PhatHien]:
    """The first citation of a document in the body, where no căn cứ cited it before: its date must be there."""
    cited = {number for line in van_ban.can_cu for number in re.findall(r"[0-9]+[0-9/]*/[\w-]+", line.text)}
    own = van_ban.dau_van_ban.so_ky_hieu.text if van_ban.dau_van_ban.so_ky_hieu else ""
    for doan in van_ban.noi_dung:
        for match in _IN_BODY.finditer(doan.dong_chu.text):
            if match["number"] in cited or match["number"] in own:
                continue
            cited.add(match["number"])
            before = doan.dong_chu.text[max(0, match.start() - 60) : match.start()]
            dated = re.search(r"\bngày\b", match["rest"]) or re.search(r"(?i:ngày) (?:[0-9]|…)", before)
            if not dated and not re.match(r"\s*(?:,|và)\s*(?:số )?[0-9]", match["rest"]):
                yield VIEN_DAN.phat_hien(
                    doan.dong_chu,
                    f"viện dẫn lần đầu “{match[0].removesuffix(match['rest'])}” thiếu ngày tháng năm",
                    "lần đầu ghi đủ tên loại, số, ký hiệu, ngày tháng năm, cơ quan ban hành, trích yếu",
                    "ghi thêm ngày tháng năm ban hành",
                )
