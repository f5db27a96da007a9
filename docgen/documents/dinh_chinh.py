"""Đính chính: what was changed in the progress of a quarter after a report had stated it.

A report names the corrections of all quarters that the report issued last before it had stated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from docgen.model import QUY, BanHanh, HoSo, Record, SoLieuChiTieu, TienDo, TienDoQuy
from docgen.nghi_dinh.vietnamese import number, short_date
from docgen.sources import Part, Source, fill, traced

_CALLED = {
    "ket_qua": "kết quả",
    "so_lieu_thong_ke": "số liệu thống kê",
    "so_lan": "số lần thực hiện",
    "ty_le_hoan_thanh": "tỷ lệ hoàn thành",
    "ngay_hoan_thanh": "ngày hoàn thành",
    "so_lieu_chi_tieu": "số liệu chỉ tiêu",
    "san_pham": "sản phẩm",
    "kho_khan": "khó khăn, hạn chế",
    "da_khac_phuc": "khó khăn đã khắc phục",
    "de_xuat": "đề xuất, kiến nghị",
    "viec_ky_toi": "việc kỳ tới",
    "gia_han": "gia hạn",
    "nhiem_vu_bo_sung": "nhiệm vụ bổ sung",
    "dung_nhiem_vu": "nhiệm vụ dừng thực hiện",
    "chi_dao_dieu_hanh": "công tác chỉ đạo, điều hành",
    "van_ban_chi_dao": "văn bản chỉ đạo",
    "kiem_tra": "kiểm tra",
    "nhan_dinh": "nhận định theo nhóm nhiệm vụ",
    "uu_diem": "ưu điểm",
    "han_che": "tồn tại, hạn chế",
    "nguyen_nhan": "nguyên nhân",
    "giai_phap": "giải pháp",
    "nhiem_vu_ky_toi": "nhiệm vụ trọng tâm quý tới",
}
# What is no statement of a report, or is held against each other one by one.
KHONG_PHAI_NOI_DUNG = frozenset(
    (
        "nhiem_vu",
        "don_vi",
        "khong_co",
        "tien_do",
        "so",
        "ngay_ban_hanh",
        "nguoi_ky",
        "noi_nhan",
        "don_vi_soan_thao",
        "can_xac_nhan",
        "so_lieu",
        "kinh_gui",
    )
)
_SHOWN = 120  # letters of a text; longer ones are told to have been rewritten


def dinh_chinh(ho_so: HoSo, quy: int) -> list[str]:
    """The corrections that the report of this quarter must name, one sentence each without its full stop."""
    corrected = bao_cao_bi_dinh_chinh(ho_so, quy)
    if corrected is None:
        return []
    stated, now = corrected.tien_do, ho_so.khi_bao_cao(quy).tien_do
    return [
        sentence
        for number_, before in sorted(stated.items())
        if number_ in now
        for sentence in _changes(ho_so, QUY[number_ - 1], before, now[number_])
    ]


def bao_cao_bi_dinh_chinh(ho_so: HoSo, quy: int) -> BanHanh | None:
    """The report issued last before the one of this quarter, whose figures that one corrects."""
    earlier = [issued for issued in ho_so.ban_hanh.values() if issued.quy and issued.quy < quy and issued.tien_do]
    return max(earlier, key=lambda issued: issued.quy or 0, default=None)


def lien_quan(ho_so: HoSo, quy: int) -> list[str]:
    """What the register notes of a report that corrects an earlier one."""
    corrected = bao_cao_bi_dinh_chinh(ho_so, quy) if dinh_chinh(ho_so, quy) else None
    return [f"đính chính {ho_so.vien_dan(corrected)}"] if corrected else []


def _changes(ho_so: HoSo, ky: str, before: TienDoQuy, after: TienDoQuy) -> Iterator[str]:
    old, new = ({(report.nhiem_vu, report.don_vi): report for report in quarter.tien_do} for quarter in (before, after))
    for key in [*old, *(key for key in new if key not in old)]:
        about = f"{ky}, nhiệm vụ “{_task(ho_so, key[0])}” ({ho_so.co_quan.ten_don_vi(key[1])})"
        if key not in new:
            yield f"{about}: báo cáo của đơn vị đã được rút"
        elif key not in old:
            yield f"{about}: bổ sung báo cáo của đơn vị"
        else:
            yield from (fill("{}: {}", about, change) for change in _fields(old[key], new[key], TienDo))
    for change in _fields(before, after, TienDoQuy):
        yield fill("{}: {}", ky, change)


def _fields(before: Record, after: Record, record: type[Record]) -> Iterator[str]:
    said_before, said_after = before.model_dump(), after.model_dump()  # records also differ by their places
    for key in record.model_fields:
        if key in _CALLED and said_before[key] != said_after[key]:
            old, new = (traced(_written_with_unit(r, key), _nguon_dinh_chinh(r, key)) for r in (before, after))
            short = len(old) + len(new) <= _SHOWN
            yield fill("{} sửa {} thành {}", _CALLED[key], old, new) if short else f"{_CALLED[key]} đã sửa"


def _written_with_unit(record: Record, key: str) -> str:
    value = getattr(record, key)
    return f"{value}%" if key == "ty_le_hoan_thanh" and value is not None else _written(value)


def _nguon_dinh_chinh(record: Record, key: str) -> Source:
    return Source(f"đính chính {_CALLED[key]}", (Part("", (record.place(key),)),))


def _written(value: Any) -> str:
    if value is None or value in ((), {}):
        return "“chưa có”"
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, SoLieuChiTieu):
        whole = f"/{number(value.tong_so)}" if value.tong_so is not None else ""
        return f"{number(value.so_dat)}{whole}"
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_written(one)}" for key, one in value.items())
    if isinstance(value, tuple):
        return ", ".join(_written(one) for one in value)
    if isinstance(value, Record):
        return " ".join(_written(getattr(value, key)) for key in type(value).model_fields if getattr(value, key))
    return str(value) if isinstance(value, int) else f"“{value}”"


def _task(ho_so: HoSo, ma: str) -> str:
    return next((task.ten for _, task in ho_so.cac_nhiem_vu(4) if task.ma == ma), ma)
