"""Words for invented dossiers: names without figures, and when a task is done in the wordings of offices."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from tests.doi_soat.thoi_gian import CHUA_XAC_DINH, CO_HAN, DINH_KY, THUONG_XUYEN

LA_MA = ("I", "II", "III", "IV")

DON_VI = (
    ("Phòng Tổng hợp", "TH", "phòng"),
    ("Phòng Hành chính", "HC", "phòng"),
    ("Phòng Tài vụ", "TV", "phòng"),
    ("Phòng Nội chính", "NC", "phòng"),
    ("Ban Tiếp công dân", "TCD", "ban"),
    ("Ban Quản lý dự án", "QLDA", "ban"),
    ("Trung tâm Tin học", "TTTH", "trung tâm"),
    ("Đội Xe", "DX", "khác"),
)
VIEC = ("Rà soát", "Công khai", "Xây dựng", "Cập nhật", "Kiểm tra", "Tuyên truyền", "Tổ chức", "Hoàn thiện")
DOI_TUONG = (
    "thủ tục nội bộ",
    "lịch tiếp dân",
    "sổ tay nghiệp vụ",
    "dữ liệu hồ sơ",
    "quy chế làm việc",
    "danh mục tài sản",
    "trang thông tin",
    "nội quy cơ quan",
    "biểu mẫu điện tử",
    "kho lưu trữ",
)
PHAM_VI = ("tại trụ sở", "ở cơ sở", "của văn phòng", "cho người dân", "cho tổ chức", "theo chuyên đề")
TRO_NGAI = ("Thiếu cán bộ", "Thiếu kinh phí", "Chậm hồ sơ", "Đường truyền yếu", "Thiết bị cũ", "Phối hợp chưa kịp")
KHI_LAM = ("khi triển khai", "khi tổng hợp", "khi thẩm định", "khi nghiệm thu", "khi lấy ý kiến")


def ten_rieng(r: Random, da_dung: set[str], *parts: tuple[str, ...]) -> str:
    """A name put together from the lists that was not used before."""
    while (ten := " ".join(r.choice(words) for words in parts)) in da_dung:
        pass
    da_dung.add(ten)
    return ten


def ngay_van_ban(day: date) -> str:
    """As documents write it: `05/3/2026`, `10/02/2026`."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def trong_khoang(r: Random, first: date, last: date) -> date:
    """A day between two days, both included."""
    return first + timedelta(days=r.randint(0, (last - first).days))


@dataclass(frozen=True)
class Khi:
    """A wording, and what it means."""

    loi_van: str
    loai: str
    tu_ngay: date | None = None
    han: date | None = None
    so_lan: int = 0


_KHONG_NGAY = (
    "Theo hướng dẫn của Bộ Nội vụ",
    "Theo Kế hoạch số 45/KH-UBND ngày 05/01/{nam} của UBND tỉnh",
    "Khi có yêu cầu",
    "Sau khi có hướng dẫn",
    "Ngay sau khi Kế hoạch được ban hành",
    "Tùy tình hình thực tế",
    "Đột xuất",
)
_DEU_DAN = ("thường xuyên", "Thường xuyên", "Thường xuyên, hằng năm", "Hằng tuần", "hàng năm", "Định kỳ 6 tháng, năm")
_HANG_QUY = ("hằng quý", "Định kỳ hằng quý", "hàng quý", "Hằng quý năm {nam}")
_HANG_THANG = ("hằng tháng", "Hàng tháng", "Ngày 25 hằng tháng", "Trước ngày 15 hằng tháng", "Hằng tháng, hằng quý")


def khi(r: Random, nam: int, sau: date, moc: list[date]) -> Khi:
    """When a task is done, in any wording; a deadline lies after the day `sau`, and often on a day of `moc` or soon after."""
    kind = r.choices(("deu", "tu", "quy", "thang", "khong", "han"), (18, 4, 8, 10, 6, 54))[0]
    if kind == "tu":
        return _tu_ngay(r, nam)
    if kind == "han":
        return co_han(r, nam, sau, moc)
    words, loai, so_lan = {
        "deu": (_DEU_DAN, THUONG_XUYEN, 0),
        "quy": (_HANG_QUY, DINH_KY, 1),
        "thang": (_HANG_THANG, DINH_KY, 3),
        "khong": (_KHONG_NGAY, CHUA_XAC_DINH, 0),
    }[kind]
    return Khi(r.choice(words).format(nam=nam), loai, so_lan=so_lan)


def _tu_ngay(r: Random, nam: int) -> Khi:
    month = r.randint(2, 12)
    if month in (4, 7, 10) and r.random() < 0.5:
        return Khi(f"Từ quý {LA_MA[month // 3]}/{nam}", THUONG_XUYEN, date(nam, month, 1))
    if r.random() < 0.5:
        return Khi(f"Từ tháng {month}/{nam}", THUONG_XUYEN, date(nam, month, 1))
    day = date(nam, month, r.randint(1, 28))
    return Khi(f"Từ ngày {ngay_van_ban(day)}", THUONG_XUYEN, day)


def co_han(r: Random, nam: int, sau: date, moc: list[date]) -> Khi:
    """A deadline after a day, in any wording."""
    while True:
        found = r.choice((_mot_ngay, _mot_ngay, _ky, _ky, _tu_den))(r, nam, moc)
        if found.han and found.han > sau and (found.tu_ngay or found.han) <= found.han:
            return found


def _ngay_han(r: Random, nam: int, moc: list[date]) -> date:
    how, cut = r.random(), r.choice(moc)
    if how < 0.25:
        return cut
    if how < 0.45:
        return cut + timedelta(days=r.randint(1, 16))
    return trong_khoang(r, date(nam, 1, 10), date(nam + (r.random() < 0.1), 12 if r.random() < 0.9 else 3, 31))


def _mot_ngay(r: Random, nam: int, moc: list[date]) -> Khi:
    day = _ngay_han(r, nam, moc)
    written = r.choice((ngay_van_ban(day), f"{day.day}/{day.month}/{day.year}"))
    forms = (
        "{}",
        "{}",
        "Chậm nhất ngày {}",
        "hoàn thành chậm nhất {}",
        "trước {}",
        "Trước ngày {}",
        "Hoàn thành trước ngày {}",
        "Xong trước {}",
        "Đến hết ngày {}",
        f"ngày {day.day} tháng {day.month} năm {day.year}",
    )
    return Khi(r.choice(forms).format(written), CO_HAN, han=day)


def thang(year: int, first: int, last: int) -> tuple[date, date]:
    """The first day of a month and the last of another."""
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _ky(r: Random, nam: int, moc: list[date]) -> Khi:
    month, quarter = r.randint(1, 12), r.randint(1, 4)
    of_month, of_quarter, year = thang(nam, month, month), thang(nam, 3 * quarter - 2, 3 * quarter), thang(nam, 1, 12)
    later = min(quarter + 1, 4)
    roman, then = LA_MA[quarter - 1], LA_MA[later - 1]
    before = timedelta(days=1)
    forms: list[tuple[str, date | None, date]] = [
        (f"tháng {month}/{nam}", *of_month),
        (f"Trong tháng {month} năm {nam}", *of_month),
        (f"Hoàn thành trong tháng {month}/{nam}", *of_month),
        (f"Trước tháng {month}/{nam}", None, of_month[0] - before),
        (f"quý {roman}/{nam}", *of_quarter),
        (f"Trong quý {roman} năm {nam}", *of_quarter),
        (f"Cuối quý {roman}/{nam}", None, of_quarter[1]),
        (f"Trước quý {roman}/{nam}", None, of_quarter[0] - before),
        (f"Năm {nam}", *year),
        (f"Trong năm {nam}", *year),
        (f"Cuối năm {nam}", None, year[1]),
        (f"Từ nay đến hết năm {nam}", None, year[1]),
        (f"6 tháng đầu năm {nam}", *thang(nam, 1, 6)),
        (f"06 tháng cuối năm {nam}", *thang(nam, 7, 12)),
        (f"9 tháng đầu năm {nam}", *thang(nam, 1, 9)),
    ]
    if later > quarter:
        both = (of_quarter[0], thang(nam, 3 * later - 2, 3 * later)[1])
        forms += [(f"Quý {roman}, {then}/{nam}", *both), (f"Quý {roman} và quý {then} năm {nam}", *both)]
    words, first, last = r.choice(forms)
    return Khi(words, CO_HAN, first, last)


def _tu_den(r: Random, nam: int, moc: list[date]) -> Khi:
    last = _ngay_han(r, nam, moc)
    first = last - timedelta(days=r.randint(20, 200))
    month, quarter = r.randint(1, 10), r.randint(1, 3)
    end, later = r.randint(month + 1, 12), r.randint(quarter + 1, 4)
    months, quarters = thang(nam, month, end), thang(nam, 3 * quarter - 2, 3 * later)
    forms = [
        (f"Từ ngày {ngay_van_ban(first)} đến ngày {ngay_van_ban(last)}", first, last),
        (f"từ {ngay_van_ban(first)} đến hết ngày {ngay_van_ban(last)}", first, last),
        (f"{ngay_van_ban(first)} - {ngay_van_ban(last)}", first, last),
        (f"từ tháng {month} đến hết tháng {end} năm {nam}", *months),
        (f"Tháng {month} - tháng {end}/{nam}", *months),
        (f"tháng {month}-{end}/{nam}", *months),
        (f"Từ quý {LA_MA[quarter - 1]}/{nam} đến quý {LA_MA[later - 1]}/{nam}", *quarters),
        (f"Tháng 11/{nam} - tháng 2/{nam + 1}", date(nam, 11, 1), thang(nam + 1, 2, 2)[1]),
    ]
    words, first, last = r.choice(forms)
    return Khi(words, CO_HAN, first, last)
