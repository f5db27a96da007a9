"""The types of single values: texts, codes, dates, numbers. All of them read the text that stands in the file."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    InstanceOf,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
)
from pydantic_core import PydanticCustomError

from docgen import sources
from docgen.errors import Place
from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.vietnamese import is_digits, nearest, short_date


def wrong(finding: str, remedy: str, basis: str = "") -> PydanticCustomError:
    """A mistake in a value, in the clerk's words."""
    return PydanticCustomError("docgen", "{finding}", {"finding": finding, "remedy": remedy, "basis": basis})


@dataclass
class Codes:
    """The codes that exist (kind → code → name; a kind that could not be read is left out), and where each was first given while a file is being read."""

    known: dict[str, dict[str, str]] = field(default_factory=dict)
    first_at: dict[tuple[str, str], Place] = field(default_factory=dict)


_CODE = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")


def defines(kind: str) -> Callable[[Any, ValidationInfo], Any]:
    def check(value: Any, info: ValidationInfo) -> Any:
        if not isinstance(value, str) or not value:
            return value
        if not _CODE.fullmatch(value):
            raise wrong(
                f"mã “{value}” có ký tự không dùng được",
                "mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch dưới, ví dụ xu_ly_don_thu",
            )
        codes, place = info.context, getattr(value, "place", None)
        if isinstance(codes, Codes) and place is not None:
            first = codes.first_at.setdefault((kind, str(value)), place)
            if first != place:
                more = (
                    "; nhiệm vụ đã giao bổ sung thì không ghi lại trong kế hoạch"
                    if kind == "nhiem_vu" and first.file != place.file
                    else ""
                )
                raise wrong(f"mã “{value}” đã dùng ở {first}", f"đặt mã khác: mỗi mã chỉ dùng một lần{more}")
        return value

    return check


def refers_to(kind: str, called: str) -> Callable[[str, ValidationInfo], str]:
    def check(value: str, info: ValidationInfo) -> str:
        if not isinstance(info.context, Codes):
            return value
        known = info.context.known.get(kind)
        if known is None or value in known:  # None: where the codes stand could not be read, and is complained of there
            return value
        names = {name: code for code, name in known.items()} | {code: code for code in known}
        near = nearest(value, names)
        remedy = (
            f"ghi mã “{names[near]}” ({known[names[near]]})"
            if near
            else f"các mã đã có: {', '.join(known) or 'chưa có mã nào'}"
        )
        raise wrong(f"không có {called} “{value}”", remedy)

    return check


def code_schema(kind: str) -> WithJsonSchema:
    # `x-ma` is replaced by the codes of the workspace when the schema files are written.
    return WithJsonSchema({"type": "string", "x-ma": kind})


# Blanks that a person cannot see; a text of nothing else is empty.
_INVISIBLE = re.compile(r"[\s\u00a0\u200b-\u200f\u2060\ufeff]*")


def _not_blank(text: str) -> str:
    if _INVISIBLE.fullmatch(text):
        raise wrong("chỗ này để trống", "ghi nội dung, hoặc bỏ cả dòng")
    return text


def _as_it_stands(value: Any, handler: ValidatorFunctionWrapHandler) -> str:
    """A text that knows its place; pydantic alone would make a bare one of it."""
    text: str = handler(value)
    return value if isinstance(value, str) else text


LoiVan = Annotated[
    str, WrapValidator(_as_it_stands), AfterValidator(_not_blank), WithJsonSchema({"type": "string", "minLength": 1})
]


def not_empty(items: tuple[Any, ...]) -> tuple[Any, ...]:
    """The list, which must hold something."""
    if not items:
        raise wrong("danh sách trống", "ghi ít nhất một mục")
    return items


_LABEL = re.compile(r"(?:[IVX]+\.|[0-9]+(?:\.[0-9]+)*\.|[a-zđ]\)|[-–+])\s+")


def unlabelled(text: str) -> str:
    """The text, which must not begin with a number or a letter of its own."""
    if label := _LABEL.match(text):
        raise wrong(f"“{text[:30]}” bắt đầu bằng “{label[0].strip()}”", "bỏ phần này: docgen tự đánh số theo thứ tự")
    return text


def without_marks(text: str) -> str:
    """A line of a list without the dash before it and the mark behind it: the template sets its own."""
    bare = text.strip(" .;").removeprefix("-").removeprefix("–").strip()
    start = text.find(bare)
    return _not_blank(sources.cut(text, start, start + len(bare)))


ChuKhongSo = Annotated[LoiVan, AfterValidator(unlabelled)]
ChuKhongDau = Annotated[LoiVan, AfterValidator(without_marks)]


def _recipient(text: str) -> str:
    if text.lower().startswith("lưu:"):
        raise wrong("dòng “Lưu” không ghi ở đây", "bỏ dòng này: docgen viết từ don_vi_soan_thao")
    return text


NoiNhan = Annotated[ChuKhongDau, AfterValidator(_recipient)]
MaMoiDonVi = Annotated[LoiVan, BeforeValidator(defines("don_vi"))]
MaMoiNguoiKy = Annotated[LoiVan, BeforeValidator(defines("nguoi_ky"))]
MaMoiNhiemVu = Annotated[LoiVan, BeforeValidator(defines("nhiem_vu"))]
MaMoiNhom = Annotated[LoiVan, BeforeValidator(defines("nhom_nhiem_vu"))]
MaMoiChiSo = Annotated[LoiVan, BeforeValidator(defines("chi_so"))]
MaMoiDaiLuong = Annotated[LoiVan, BeforeValidator(defines("dai_luong"))]
MaMoiKhoKhan = Annotated[LoiVan, BeforeValidator(defines("kho_khan"))]
MaMoiChiTieu = Annotated[LoiVan, BeforeValidator(defines("chi_tieu"))]
MaDonVi = Annotated[LoiVan, AfterValidator(refers_to("don_vi", "đơn vị")), code_schema("don_vi")]
MaDonViLe = Annotated[LoiVan, AfterValidator(refers_to("don_vi_le", "đơn vị")), code_schema("don_vi_le")]
MaNguoiKy = Annotated[LoiVan, AfterValidator(refers_to("nguoi_ky", "người ký")), code_schema("nguoi_ky")]
MaNhiemVu = Annotated[LoiVan, AfterValidator(refers_to("nhiem_vu", "nhiệm vụ")), code_schema("nhiem_vu")]
MaNhom = Annotated[LoiVan, AfterValidator(refers_to("nhom_nhiem_vu", "nhóm nhiệm vụ")), code_schema("nhom_nhiem_vu")]
MaChiTieu = Annotated[LoiVan, AfterValidator(refers_to("chi_tieu", "chỉ tiêu")), code_schema("chi_tieu")]
MaDaiLuong = Annotated[LoiVan, AfterValidator(refers_to("dai_luong", "đại lượng")), code_schema("dai_luong")]
MaKhoKhan = Annotated[LoiVan, AfterValidator(refers_to("kho_khan", "khó khăn")), code_schema("kho_khan")]
MaChiSo = Annotated[LoiVan, AfterValidator(refers_to("chi_so", "chỉ số")), code_schema("chi_so")]


def _paragraphs(value: Any) -> Any:
    """One text or a list of texts → paragraphs; each line of a text is a paragraph."""
    if isinstance(value, str):
        return [sources.like(line.strip(), value) for line in value.splitlines() if line.strip()] or [""]
    return value


def one_or_many(value: Any) -> Any:
    """A text alone as a list of one."""
    return [value] if isinstance(value, str) else value


_TEXT_OR_LIST = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
DoanVan = Annotated[tuple[LoiVan, ...], BeforeValidator(_paragraphs), WithJsonSchema(_TEXT_OR_LIST)]
_DON_VI = {"type": "string", "x-ma": "don_vi"}
CacDonVi = Annotated[
    tuple[MaDonVi, ...],
    BeforeValidator(one_or_many),
    WithJsonSchema({"anyOf": [_DON_VI, {"type": "array", "items": _DON_VI}]}),
]

FIRST_YEAR, LAST_YEAR = 1900, 2199
_DATE = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")


def parse_date(text: str) -> date:
    """`10/6/2026` → the date. Raises a mistake in the clerk's words for anything else."""
    found = _DATE.fullmatch(text.strip())
    if not found:
        raise wrong(f"“{text}” không phải là ngày", "ghi ngày/tháng/năm, ví dụ 10/6/2026")
    day, month, year = (int(part) for part in found.groups())
    if not 1 <= month <= 12 or not FIRST_YEAR <= year <= LAST_YEAR:
        raise wrong(f"ngày “{text}” không có thật", "ghi ngày/tháng/năm, ví dụ 10/6/2026; tháng từ 1 đến 12")
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise wrong(
            f"ngày “{text}” không có thật — tháng {month} năm {year} có {last} ngày",
            f"sửa lại, ví dụ {short_date(date(year, month, last))}",
        )
    return date(year, month, day)


def from_text(parse: Callable[[str], Any]) -> BeforeValidator:
    return BeforeValidator(lambda value: parse(value) if isinstance(value, str) else value)


def whole_number(low: int, high: int, unit: str = "", basis: str = "") -> BeforeValidator:
    def parse(text: str) -> int:
        bare = text.removesuffix(unit).strip() if unit else text.strip()
        if is_digits(bare) and len(bare) < 10 and low <= int(bare) <= high:
            return int(bare)
        raise wrong(
            f"“{text}” phải là số nguyên từ {low} đến {high}{' ' + unit if unit else ''}", f"ghi ví dụ {low}", basis
        )

    return from_text(parse)


def whole_number_schema(low: int, high: int) -> WithJsonSchema:
    return WithJsonSchema({"type": "integer", "minimum": low, "maximum": high})


_ANY_DATE = {"type": "string", "pattern": r"^[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}$"}
NgayThang = Annotated[date, from_text(parse_date), WithJsonSchema(_ANY_DATE)]
Nam = Annotated[int, whole_number(2020, 2100), whole_number_schema(2020, 2100)]
SoVanBan = Annotated[int, whole_number(1, 99999), whole_number_schema(1, 99999)]


_NUMBER = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})*(?:,[0-9]+)?|[0-9]+(?:,[0-9]+)?")


def parse_number(text: str) -> Decimal:
    """`1.234,5` → the number. Raises a mistake for anything else, such as `1.5`, which could be 1,5 or 15."""
    bare = text.strip()
    if not _NUMBER.fullmatch(bare):
        raise wrong(f"“{text}” không phải là số", "ghi số kiểu Việt Nam: 1.234,5 (dấu phẩy trước phần thập phân)")
    value = Decimal(bare.replace(".", "").replace(",", "."))
    place = getattr(text, "place", None)
    return value if place is None else sources.Amount(value, sources.at(place))


So = Annotated[InstanceOf[Decimal], from_text(parse_number), WithJsonSchema({"type": ["string", "number"]})]
QuyTrongNam = Literal["quý I", "quý II", "quý III", "quý IV"]
# A number for each quarter that has one.
TheoQuy = Annotated[
    dict[QuyTrongNam, So],
    WithJsonSchema({"type": "object", "additionalProperties": {"type": ["string", "number"]}}),
]


def _millimetres(khoang: nd30.KhoangSo) -> tuple[BeforeValidator, WithJsonSchema]:
    low, high = int(khoang[0]), int(khoang[1])
    either = [{"type": "integer", "minimum": low, "maximum": high}, {"type": "string", "pattern": r"^[0-9]+ ?mm$"}]
    return whole_number(low, high, "mm", nd30.can_cu("Mục I, khoản 3")), WithJsonSchema({"anyOf": either})


LeTrenDuoi = Annotated[int, *_millimetres(nd30.LE_TREN_DUOI)]
LeTrai = Annotated[int, *_millimetres(nd30.LE_TRAI)]
LePhai = Annotated[int, *_millimetres(nd30.LE_PHAI)]
