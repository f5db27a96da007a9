"""Phụ lục.

“Phụ lục” (chữ in thường), từ hai phụ lục thì đánh số La Mã, cỡ 14, đứng, đậm, canh giữa; tên phụ lục in hoa, cỡ 13 đến 14, đứng,
đậm, canh giữa. Số trang đánh riêng theo từng phụ lục. Trong văn bản phải có chỉ dẫn về phụ lục.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.nd30 import viet_khoang, viet_so
from docgen.nghi_dinh.vietnamese import is_digits, roman
from docgen.recognise import DongChu, PhuLuc, Tep, VanBan
from docgen.rules.phat_hien import PhatHien, QuyTac

KIEU_CHU = QuyTac(
    "phu_luc.chu",
    "canh_bao",
    nd30.can_cu("Mục III, khoản 1, điểm a, điểm b"),
    f"“Phụ lục I” cỡ {viet_khoang(nd30.PHU_LUC.co_chu)}, đậm, canh giữa; tên in hoa, đậm",
)
SO_TRANG = QuyTac(
    "phu_luc.so_trang", "canh_bao", nd30.can_cu("Mục III, khoản 1, điểm đ"), "số trang đánh riêng theo từng phụ lục"
)
DAN_CHIEU = QuyTac(
    "phu_luc.dan_chieu", "canh_bao", nd30.can_cu("Mục III, khoản 1, điểm a"), "trong văn bản có chỉ dẫn về phụ lục"
)
QUY_TAC = (KIEU_CHU, SO_TRANG, DAN_CHIEU)
_LABEL = re.compile(r"(phụ lục)\s*(?:số\s*)?([IVXLC]+|[0-9]+|[A-H])?\b", re.IGNORECASE)

_MENTIONED = re.compile(
    r"(?i:phụ lục)(?:\s+số)?\s+((?:[IVXLC]+|[0-9]+)(?:\s*(?:,|và|;)\s*(?:(?i:phụ lục)\s+)?(?:[IVXLC]+|[0-9]+)\b)*)"
)


def kiem_tra(tep: Tep) -> Iterator[PhatHien]:
    for van_ban in tep.van_ban:
        for number, annex in enumerate(van_ban.phu_luc, 1):
            yield from _xet_chu(annex, number, len(van_ban.phu_luc))
            yield from _so_trang(tep, van_ban, annex)
        yield from _dan_chieu(van_ban)


def _xet_chu(annex: PhuLuc, number: int, count: int) -> Iterator[PhatHien]:
    wrong = [*_wrong_label(annex.label, number, count), *_wrong_title(annex.ten)]
    if wrong:
        yield KIEU_CHU.phat_hien(
            annex.label,
            "; ".join(wrong),
            f"“Phụ lục” (và số La Mã nếu có từ hai) cỡ {viet_khoang(nd30.PHU_LUC.co_chu)}, đứng, đậm, canh giữa; tên in hoa, cỡ {viet_khoang(nd30.TEN_PHU_LUC.co_chu)}, đứng, đậm",
            "sửa dòng “Phụ lục” và tên phụ lục",
            "phụ lục",
        )


def _wrong_label(line: DongChu, number: int, count: int) -> Iterator[str]:
    label = _LABEL.match(line.text)
    if label is None:
        return
    if label[1] != "Phụ lục":
        yield f"“{label[1]}” không viết “Phụ lục”"
    if count > 1 and label[2] != roman(number):
        yield f"số “{label[2]}” (cần {roman(number)})" if label[2] else f"thiếu số La Mã {roman(number)}"
    elif count == 1 and label[2] and is_digits(label[2]):
        yield f"số “{label[2]}” không phải số La Mã"
    sizes = {run.size for run in line.shown} - {float(nd30.PHU_LUC.co_chu[0])}
    if sizes:
        yield f"cỡ chữ {', '.join(map(viet_so, sorted(sizes)))}"
    if not line.all("bold"):
        yield "không đậm"
    if line.paragraph.align != "center":
        yield "không canh giữa"


def _wrong_title(lines: list[DongChu]) -> Iterator[str]:
    low, high = nd30.TEN_PHU_LUC.co_chu
    if any(not line.capitals for line in lines):
        yield "tên phụ lục không in hoa"
    if any(not line.all("bold") for line in lines):
        yield "tên phụ lục không đậm"
    if any(not low <= run.size <= high for line in lines for run in line.shown):
        yield "tên phụ lục sai cỡ chữ"


def _so_trang(tep: Tep, van_ban: VanBan, annex: PhuLuc) -> Iterator[PhatHien]:
    section = annex.blocks[0].section
    begins = next(other for other in van_ban.phu_luc if other.blocks[0].section == section) is annex
    body = {doan.paragraph.section for doan in van_ban.noi_dung}
    own = section not in body and begins and tep.facts.sections[section].number_start == 1
    if not own:
        yield SO_TRANG.phat_hien(
            annex.label,
            "số trang của phụ lục nối tiếp văn bản",
            "số trang đánh riêng, bắt đầu từ 1",
            "Bố cục > Ngắt > Trang tiếp theo (section), rồi Định dạng số trang > Bắt đầu từ: 1",
            "phụ lục",
        )


def _dan_chieu(van_ban: VanBan) -> Iterator[PhatHien]:
    if not van_ban.phu_luc:
        return
    missing = next((annex.label for annex in van_ban.phu_luc if not _named(van_ban, annex.label)), None)
    if missing is not None:
        yield DAN_CHIEU.phat_hien(
            missing,
            "trong văn bản không nhắc đến phụ lục",
            "chỉ dẫn như “(Chi tiết tại Phụ lục kèm theo)”",
            "thêm chỉ dẫn ở chỗ nội dung liên quan",
            "phụ lục",
        )


def _named(van_ban: VanBan, label: DongChu) -> bool:
    """True where the body names the annex: by its number where it names numbers at all, or as “các phụ lục”."""
    body = van_ban.chu_noi_dung
    if not re.search(r"phụ lục", body, re.IGNORECASE):
        return False
    numbers = {number for mention in _MENTIONED.findall(body) for number in re.findall(r"[IVXLC]+|[0-9]+", mention)}
    own = _LABEL.match(label.text)
    ranged = re.search(r"(?i:phụ lục)\s+[IVX0-9]+\s*(?:-|–|đến|tới)", body)
    return not numbers or own is None or own[2] is None or own[2] in numbers or bool(ranged)
