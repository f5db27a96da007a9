"""The typed values of a workspace: the office, the plan, its tasks.

Field names are the keys of the YAML, the names in the Word templates and the words of the messages. Every record
knows the place of each of its values (`record.place("so")`). A mistake found here is raised with `wrong(…)`, which
carries finding, remedy and basis in Vietnamese; `load` adds the place and collects them all.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    InstanceOf,
    ModelWrapValidatorHandler,
    PrivateAttr,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    field_validator,
    model_validator,
)
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from docgen import nghi_dinh_30 as nd30
from docgen.errors import Place
from docgen.tree import Mapping
from docgen.vietnamese import ITEM_LETTERS, capitalised, nearest, quoted, roman, short_date


def wrong(finding: str, remedy: str, basis: str = "") -> PydanticCustomError:
    """A mistake in a value, in the clerk's words."""
    return PydanticCustomError("docgen", "{finding}", {"finding": finding, "remedy": remedy, "basis": basis})


@dataclass
class Codes:
    """The codes that exist (kind → code → name), and where each was first given while a file is being read."""

    known: dict[str, dict[str, str]] = field(default_factory=dict)
    first_at: dict[tuple[str, str], Place] = field(default_factory=dict)


# --- Types of single values ---------------------------------------------------------------------------------

_CODE = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")


def _defines(kind: str) -> Callable[[Any, ValidationInfo], Any]:
    def check(value: Any, info: ValidationInfo) -> Any:
        if not isinstance(value, str):
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
                raise wrong(f"mã “{value}” đã dùng ở {first}", "đặt mã khác: mỗi mã chỉ dùng một lần")
        return value

    return check


def _refers_to(kind: str, called: str) -> Callable[[str, ValidationInfo], str]:
    def check(value: str, info: ValidationInfo) -> str:
        if not isinstance(info.context, Codes):
            return value
        known = info.context.known.get(kind, {})
        if value in known:
            return value
        names = {name: code for code, name in known.items()} | {code: code for code in known}
        near = nearest(value, list(names))
        remedy = (
            f"ghi mã “{names[near]}” ({known[names[near]]})"
            if near
            else f"các mã đã có: {', '.join(known) or 'chưa có mã nào'}"
        )
        raise wrong(f"không có {called} “{value}”", remedy)

    return check


def _code_schema(kind: str) -> WithJsonSchema:
    # `x-ma` is replaced by the codes of the workspace when the schema files are written.
    return WithJsonSchema({"type": "string", "x-ma": kind})


Chu = Annotated[str, Field(min_length=1)]
MaMoiDonVi = Annotated[Chu, BeforeValidator(_defines("don_vi"))]
MaMoiNguoiKy = Annotated[Chu, BeforeValidator(_defines("nguoi_ky"))]
MaMoiNhiemVu = Annotated[Chu, BeforeValidator(_defines("nhiem_vu"))]
MaMoiNhom = Annotated[Chu, BeforeValidator(_defines("nhom_nhiem_vu"))]
MaMoiChiSo = Annotated[Chu, BeforeValidator(_defines("chi_so"))]
MaMoiChiTieu = Annotated[Chu, BeforeValidator(_defines("chi_tieu"))]
MaDonVi = Annotated[Chu, AfterValidator(_refers_to("don_vi", "đơn vị")), _code_schema("don_vi")]
MaDonViLe = Annotated[Chu, AfterValidator(_refers_to("don_vi_le", "đơn vị")), _code_schema("don_vi_le")]
MaNguoiKy = Annotated[Chu, AfterValidator(_refers_to("nguoi_ky", "người ký")), _code_schema("nguoi_ky")]
MaChiSo = Annotated[Chu, AfterValidator(_refers_to("chi_so", "chỉ số")), _code_schema("chi_so")]


def _paragraphs(value: Any) -> Any:
    """One text or a list of texts → paragraphs; each line of a text is a paragraph."""
    if isinstance(value, str):
        return [line.strip() for line in value.splitlines() if line.strip()] or [""]
    return value


def _one_or_many(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


_TEXT_OR_LIST = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
DoanVan = Annotated[tuple[Chu, ...], BeforeValidator(_paragraphs), WithJsonSchema(_TEXT_OR_LIST)]
_DON_VI = {"type": "string", "x-ma": "don_vi"}
CacDonVi = Annotated[
    tuple[MaDonVi, ...],
    BeforeValidator(_one_or_many),
    WithJsonSchema({"anyOf": [_DON_VI, {"type": "array", "items": _DON_VI}]}),
]

_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def parse_date(text: str) -> date:
    """`10/6/2026` → the date. Raises a mistake in the clerk's words for anything else."""
    found = _DATE.fullmatch(text.strip())
    if not found:
        raise wrong(f"“{text}” không phải là ngày", "ghi ngày/tháng/năm, ví dụ 10/6/2026")
    day, month, year = (int(part) for part in found.groups())
    if not 1 <= month <= 12 or not 1900 <= year <= 2199:
        raise wrong(f"ngày “{text}” không có thật", "ghi ngày/tháng/năm, ví dụ 10/6/2026; tháng từ 1 đến 12")
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise wrong(
            f"ngày “{text}” không có thật — tháng {month} năm {year} có {last} ngày",
            f"sửa lại, ví dụ {short_date(date(year, month, last))}",
        )
    return date(year, month, day)


def _from_text(parse: Callable[[str], Any]) -> BeforeValidator:
    return BeforeValidator(lambda value: parse(value) if isinstance(value, str) else value)


def _whole_number(low: int, high: int, unit: str = "", basis: str = "") -> BeforeValidator:
    def parse(text: str) -> int:
        bare = text.removesuffix(unit).strip() if unit else text.strip()
        if bare.isascii() and bare.isdigit() and low <= int(bare) <= high:
            return int(bare)
        raise wrong(
            f"“{text}” phải là số nguyên từ {low} đến {high}{' ' + unit if unit else ''}", f"ghi ví dụ {low}", basis
        )

    return _from_text(parse)


def _whole_number_schema(low: int, high: int) -> WithJsonSchema:
    return WithJsonSchema({"type": "integer", "minimum": low, "maximum": high})


_ANY_DATE = {"type": "string", "pattern": r"^\d{1,2}/\d{1,2}/\d{4}$"}
NgayThang = Annotated[date, _from_text(parse_date), WithJsonSchema(_ANY_DATE)]
Nam = Annotated[int, _whole_number(2020, 2100), _whole_number_schema(2020, 2100)]
SoVanBan = Annotated[int, _whole_number(1, 99999), _whole_number_schema(1, 99999)]


def _millimetres(khoang: nd30.Khoang) -> tuple[BeforeValidator, WithJsonSchema]:
    low, high = int(khoang[0]), int(khoang[1])
    either = [{"type": "integer", "minimum": low, "maximum": high}, {"type": "string", "pattern": r"^\d+ ?mm$"}]
    return _whole_number(low, high, "mm", nd30.can_cu("Mục I, khoản 3")), WithJsonSchema({"anyOf": either})


LeTrenDuoi = Annotated[int, *_millimetres(nd30.LE_TREN_DUOI)]
LeTrai = Annotated[int, *_millimetres(nd30.LE_TRAI)]
LePhai = Annotated[int, *_millimetres(nd30.LE_PHAI)]


@dataclass(frozen=True)
class ThoiGian:
    """When a task is done: `loi_van` as it is printed, the first and last day where it has them.

    `thuong_xuyen` tasks have no days; a deadline has only `den_ngay`.
    """

    loi_van: str
    tu_ngay: date | None = None
    den_ngay: date | None = None

    @property
    def thuong_xuyen(self) -> bool:
        return self.den_ngay is None


_QUARTER = re.compile(r"quý (I|II|III|IV|[1-4])[/ ]+(?:năm )?(\d{4})", re.IGNORECASE)
_MONTH = re.compile(r"tháng (\d{1,2})[/ ]+(?:năm )?(\d{4})", re.IGNORECASE)
_PERIOD = re.compile(r"(\S+)\s*[-–]\s*(\S+)")
_HOW_TO_SAY_WHEN = (
    "ghi thường xuyên, một hạn (30/9/2026), một khoảng (01/6/2026 - 30/9/2026), quý III/2026 hoặc tháng 9/2026"
)


def parse_thoi_gian(text: str) -> ThoiGian:
    """`thường xuyên`, `30/9/2026`, `01/6/2026 - 30/9/2026`, `quý III/2026` or `tháng 9/2026` → when."""
    text = " ".join(text.split())
    if text.lower() == "thường xuyên":
        return ThoiGian("Thường xuyên")
    if _DATE.fullmatch(text):
        last = parse_date(text)
        return ThoiGian(f"Chậm nhất ngày {short_date(last)}", None, last)
    if quarter := _QUARTER.fullmatch(text):
        number = {"I": 1, "II": 2, "III": 3, "IV": 4}.get(quarter[1].upper()) or int(quarter[1])
        return _months(f"Quý {roman(number)}/{quarter[2]}", int(quarter[2]), 3 * number - 2, 3 * number)
    if (month := _MONTH.fullmatch(text)) and 1 <= int(month[1]) <= 12:
        return _months(f"Tháng {int(month[1])}/{month[2]}", int(month[2]), int(month[1]), int(month[1]))
    if period := _PERIOD.fullmatch(text):
        first, last = parse_date(period[1]), parse_date(period[2])
        if first > last:
            raise wrong(
                f"ngày bắt đầu {short_date(first)} sau ngày kết thúc {short_date(last)}", "sửa một trong hai ngày"
            )
        return ThoiGian(f"Từ ngày {short_date(first)} đến ngày {short_date(last)}", first, last)
    raise wrong(f"thời gian “{text}” chưa rõ", _HOW_TO_SAY_WHEN)


def _months(loi_van: str, year: int, first: int, last: int) -> ThoiGian:
    return ThoiGian(loi_van, date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))


ThoiGianThucHien = Annotated[InstanceOf[ThoiGian], _from_text(parse_thoi_gian), WithJsonSchema({"type": "string"})]


# --- Records ------------------------------------------------------------------------------------------------


class Record(BaseModel):
    """A group of keys in a YAML file, with the place of each value. Unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    # What a message calls the record, before its code or title.
    called: ClassVar[str] = ""
    _place: Place = PrivateAttr(default=Place(""))
    _places: dict[str, Place] = PrivateAttr(default_factory=dict)

    @model_validator(mode="wrap")
    @classmethod
    def _remember_places(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if not isinstance(data, Mapping):
            return handler(data)
        data.record = cls
        # `so:` with nothing behind it is what a clerk leaves for later, not an empty text.
        optional = {key for key, info in cls.model_fields.items() if not info.is_required()}
        record = handler({key: value for key, value in data.items() if value != "" or key not in optional})
        record._place = data.place
        record._places = {key: value.place for key, value in data.items()}
        return record

    def place(self, key: str) -> Place:
        """Where the value of this key stands; for a value left out, where the record begins."""
        return self._places.get(key, self._place)


class CoQuanChuQuan(Record):
    """Cơ quan, tổ chức chủ quản trực tiếp."""

    called = "cơ quan chủ quản"
    ten: Chu = Field(description="Tên đầy đủ, ví dụ: Ủy ban nhân dân tỉnh Lai Châu")
    ten_viet_tat: Chu = Field(description="Tên viết tắt cụm từ thông dụng, ví dụ: UBND tỉnh Lai Châu")


class CoQuanBanHanh(Record):
    """Cơ quan, tổ chức ban hành văn bản."""

    called = "cơ quan ban hành"
    ten: Chu = Field(description="Tên chính thức, đầy đủ, ví dụ: Văn phòng Ủy ban nhân dân tỉnh Lai Châu")
    ten_tren_van_ban: Chu = Field(description="Tên ở đầu trang, dưới cơ quan chủ quản, ví dụ: Văn phòng")
    ten_trong_loi_van: Chu = Field(description="Tên dùng trong câu văn, ví dụ: Văn phòng UBND tỉnh")
    viet_tat: Chu = Field(description="Chữ viết tắt trong số, ký hiệu, ví dụ: VPUBND")


class DonVi(Record):
    """Phòng, ban, trung tâm của cơ quan."""

    called = "đơn vị"
    ma: MaMoiDonVi = Field(description="Mã đơn vị, dùng trong kế hoạch và báo cáo")
    ten: Chu = Field(description="Tên đầy đủ")
    viet_tat: Chu = Field(description="Tên viết tắt, ví dụ: HCQT")
    loai: Literal["phòng", "ban", "trung tâm", "khác"] = Field(description="Loại đơn vị")


class NhomDonVi(Record):
    """Nhóm đơn vị gọi bằng một tên chung, ví dụ: Các phòng, ban, trung tâm liên quan."""

    called = "nhóm đơn vị"
    ma: MaMoiDonVi = Field(description="Mã nhóm, dùng như mã đơn vị")
    ten: Chu = Field(description="Tên chung, in nguyên văn")
    don_vi_thanh_vien: tuple[MaDonViLe, ...] = Field(
        (), description="Mã các đơn vị trong nhóm; bỏ trống là tất cả đơn vị"
    )


_ACADEMIC_TITLE = re.compile(r"^(GS|PGS|TS|ThS|CN|KS|BS|CKI|CKII|NGND|NGƯT|TTND|TTƯT|Ông|Bà)\b\.?", re.IGNORECASE)


class NguoiKy(Record):
    """Người ký văn bản, với quyền hạn và thời gian giữ chức vụ."""

    called = "người ký"
    ma: MaMoiNguoiKy = Field(description="Mã người ký")
    ho_ten: Chu = Field(description="Họ và tên, không ghi học hàm, học vị")
    chuc_vu: Chu = Field(description="Chức vụ lãnh đạo chính thức, ví dụ: Chánh Văn phòng")
    quyen_han: Literal["TM.", "Q.", "KT.", "TL.", "TUQ."] | None = Field(
        None, description="Quyền hạn khi ký; bỏ trống là ký trực tiếp"
    )
    thay_cho: Chu | None = Field(
        None, description="Chức vụ hoặc tập thể đứng sau TM., KT., TL., TUQ., ví dụ: Chánh Văn phòng"
    )
    tu_ngay: NgayThang | None = Field(None, description="Giữ chức vụ từ ngày")
    den_ngay: NgayThang | None = Field(None, description="Giữ chức vụ đến ngày")

    @field_validator("ho_ten")
    @classmethod
    def _name_alone(cls, value: str) -> str:
        if _ACADEMIC_TITLE.match(value):
            raise wrong(
                f"trước họ tên người ký “{value}” có học hàm, học vị hoặc danh xưng",
                "chỉ ghi họ, tên đệm và tên",
                nd30.can_cu("Mục II, khoản 7, điểm c"),
            )
        return value

    @model_validator(mode="after")
    def _authority(self) -> Self:
        if self.quyen_han in (None, "Q.") and self.thay_cho:
            raise wrong(
                "có khóa “thay_cho” nhưng quyền hạn không phải TM., KT., TL., TUQ.",
                "bỏ khóa thay_cho hoặc ghi đúng quyen_han",
            )
        if self.quyen_han not in (None, "Q.") and not self.thay_cho:
            raise wrong(
                f"ký {self.quyen_han} nhưng chưa ghi ký thay cho ai",
                "thêm dòng thay_cho, ví dụ thay_cho: Chánh Văn phòng",
                nd30.can_cu("Mục II, khoản 7, điểm b"),
            )
        if self.tu_ngay and self.den_ngay and self.tu_ngay > self.den_ngay:
            raise wrong("tu_ngay sau den_ngay", "sửa một trong hai ngày")
        return self


class ChuVietTat(Record):
    """Chữ viết tắt dùng trong văn bản của cơ quan."""

    called = "chữ viết tắt"
    viet_tat: Chu = Field(description="Chữ viết tắt, ví dụ: TTHC")
    day_du: Chu = Field(description="Cụm từ đầy đủ, ví dụ: thủ tục hành chính")


class TrinhBay(Record):
    """Lựa chọn trình bày của cơ quan, trong khoảng Nghị định 30/2020/NĐ-CP cho phép. Lề tính bằng mm."""

    called = "trình bày"
    co_chu: Annotated[
        int, _whole_number(13, 14, "", nd30.can_cu("Mục II, khoản 6, điểm e")), _whole_number_schema(13, 14)
    ] = Field(14, description="Cỡ chữ lời văn: 14 (Quốc hiệu 13, Tiêu ngữ 14) hoặc 13 (Quốc hiệu 12, Tiêu ngữ 13)")
    lui_dau_dong: Literal["1 cm", "1,27 cm"] = Field("1,27 cm", description="Lùi đầu dòng của đoạn văn")
    le_tren: LeTrenDuoi = Field(20, description="Lề trên, mm")
    le_duoi: LeTrenDuoi = Field(20, description="Lề dưới, mm")
    le_trai: LeTrai = Field(30, description="Lề trái, mm")
    le_phai: LePhai = Field(15, description="Lề phải, mm")
    ten_chu_quan: Literal["viết tắt", "đầy đủ"] = Field(
        "viết tắt", description="Tên cơ quan chủ quản ở đầu trang: UBND … hay ỦY BAN NHÂN DÂN …"
    )

    def size(self, thanh_phan: nd30.ThanhPhan) -> float:
        """The size in pt of a component: the larger of its range with 14 pt text, the smaller with 13 pt."""
        return thanh_phan.co_chu[1 if self.co_chu == 14 else 0]

    def chieu_rong_chu(self, *, ngang: bool = False) -> float:
        """The width of the text in mm; on a page on its side (`ngang`) the margins have turned with the paper."""
        width, height = nd30.KHO_GIAY_A4
        return height - self.le_tren - self.le_duoi if ngang else width - self.le_trai - self.le_phai


class CoQuan(Record):
    """data/co_quan.yaml: cơ quan ban hành văn bản và những gì dùng chung cho mọi văn bản."""

    called = "cơ quan"
    co_quan_chu_quan: CoQuanChuQuan | None = Field(None, description="Cơ quan chủ quản trực tiếp, nếu có")
    co_quan_ban_hanh: CoQuanBanHanh = Field(description="Cơ quan ban hành văn bản")
    dia_danh: Chu = Field(description="Địa danh ghi trước ngày tháng năm, ví dụ: Lai Châu")
    don_vi: tuple[DonVi, ...] = Field(description="Các phòng, ban, trung tâm")
    nhom_don_vi: tuple[NhomDonVi, ...] = Field((), description="Các tên gọi chung cho nhiều đơn vị")
    nguoi_ky: tuple[NguoiKy, ...] = Field(description="Những người ký văn bản")
    noi_nhan: tuple[Chu, ...] = Field(description="Nơi nhận mặc định, không gồm dòng Lưu")
    don_vi_soan_thao: MaDonViLe = Field(description="Đơn vị soạn thảo mặc định, in ở dòng Lưu: VT")
    chu_viet_tat: tuple[ChuVietTat, ...] = Field((), description="Chữ viết tắt dùng trong văn bản")
    trinh_bay: TrinhBay = Field(TrinhBay(), description="Lựa chọn trình bày trong khoảng cho phép")

    def ten_don_vi(self, ma: str) -> str:
        """The printed name of a unit or a group of units."""
        names = {don_vi.ma: don_vi.ten for don_vi in self.don_vi} | {nhom.ma: nhom.ten for nhom in self.nhom_don_vi}
        return names[ma]

    def viet_tat_don_vi(self, ma: str) -> str:
        """The abbreviation of a unit."""
        return {don_vi.ma: don_vi.viet_tat for don_vi in self.don_vi}[ma]


class ChiSo(Record):
    """Chỉ số mà kế hoạch nhằm cải thiện."""

    called = "chỉ số"
    ma: MaMoiChiSo = Field(description="Mã chỉ số")
    ten: Chu = Field(description="Tên chính thức của chỉ số")


_FIGURE = re.compile(r"\d{1,3}(?:\.\d{3})*(?:,\d+)?|\d+(?:,\d+)?")


class ChiTieu(Record):
    """Chỉ tiêu đo được. Con số phải đứng nguyên văn trong lời văn, để lời văn và chỉ tiêu không khác nhau."""

    called = "chỉ tiêu"
    ma: MaMoiChiTieu = Field(description="Mã chỉ tiêu")
    noi_dung: Chu = Field(description="Nội dung chỉ tiêu, không gồm con số")
    muc_tieu: Annotated[Chu, WithJsonSchema({"type": ["string", "number"]})] = Field(
        description="Con số phải đạt, viết như trong lời văn, ví dụ: 100 hoặc 01 hoặc 1.234,5"
    )
    don_vi_tinh: Chu = Field(description="Đơn vị tính, ví dụ: % hoặc bậc")

    @field_validator("muc_tieu")
    @classmethod
    def _is_a_figure(cls, value: str) -> str:
        if not _FIGURE.fullmatch(value):
            raise wrong(
                f"“{value}” không phải là số", "ghi số kiểu Việt Nam: 100 hoặc 1.234,5 (dấu phẩy trước phần thập phân)"
            )
        return value

    @property
    def viet(self) -> str:
        """As it stands in text: `100%`, `01 bậc`."""
        return f"{self.muc_tieu}%" if self.don_vi_tinh == "%" else f"{self.muc_tieu} {self.don_vi_tinh}"

    def must_stand_in(self, loi_van: str, called: str) -> None:
        """Raises a mistake unless the figure is written in this text."""
        if not re.search(rf"(?<![\d.,]){re.escape(self.viet)}", loi_van):
            raise wrong(
                f"chỉ tiêu “{self.ma}” là {self.viet} nhưng lời văn của {called} không có “{self.viet}”",
                "sửa muc_tieu hoặc lời văn cho khớp",
            )


LEADS = ("don_vi_chu_tri", "don_vi_thuc_hien")
UNITS = (*LEADS, "don_vi_phoi_hop")
WHEN = "thoi_gian_thuc_hien"


class PhanCong(Record):
    """Ai làm và khi nào: ghi ở nhiệm vụ, hoặc một lần ở phần chứa các nhiệm vụ (mục, khoản, nhóm)."""

    don_vi_chu_tri: CacDonVi = Field((), description="Mã đơn vị chủ trì")
    don_vi_phoi_hop: CacDonVi = Field((), description="Mã các đơn vị phối hợp")
    don_vi_thuc_hien: CacDonVi = Field((), description="Mã các đơn vị cùng thực hiện, dùng thay cho đơn vị chủ trì")
    thoi_gian_thuc_hien: ThoiGianThucHien | None = Field(None, description=capitalised(_HOW_TO_SAY_WHEN))

    @property
    def tu_ghi(self) -> frozenset[str]:
        """The keys of this assignment that are said here, not taken from the part around."""
        return frozenset(key for key in (*UNITS, WHEN) if getattr(self, key))

    @model_validator(mode="after")
    def _lead_or_all(self) -> Self:
        if self.don_vi_thuc_hien and (self.don_vi_chu_tri or self.don_vi_phoi_hop):
            raise wrong(
                "vừa có đơn vị thực hiện vừa có đơn vị chủ trì, phối hợp",
                "giữ don_vi_thuc_hien, hoặc don_vi_chu_tri với don_vi_phoi_hop",
            )
        return self


class NhiemVu(PhanCong):
    """Một nhiệm vụ của kế hoạch. Phân công không ghi ở đây thì theo phần chứa nhiệm vụ."""

    called = "nhiệm vụ"
    ma: MaMoiNhiemVu = Field(description="Mã nhiệm vụ, giữ nguyên suốt năm")
    ten_goi: Chu | None = Field(
        None, description="Tên ngắn dùng trong bảng và báo cáo; bỏ trống thì dùng tieu_de, rồi câu đầu của noi_dung"
    )
    tieu_de: Chu | None = Field(None, description="Tiêu đề in trên một dòng riêng, nếu có")
    noi_dung: DoanVan = Field(description="Lời văn: một đoạn hoặc danh sách các đoạn")
    san_pham: Chu | None = Field(None, description="Sản phẩm phải có khi hoàn thành")
    chi_tieu: tuple[ChiTieu, ...] = Field((), description="Chỉ tiêu đo được nêu trong lời văn")
    _said_here: frozenset[str] | None = PrivateAttr(default=None)

    @model_validator(mode="after")
    def _figures_agree(self) -> Self:
        for chi_tieu in self.chi_tieu:
            chi_tieu.must_stand_in(" ".join((self.tieu_de or "", *self.noi_dung)), "nhiệm vụ")
        return self

    @property
    def ten(self) -> str:
        """The short name for tables and messages."""
        return self.ten_goi or self.tieu_de or self.noi_dung[0].split(". ")[0].rstrip(".;:")

    @property
    def tu_ghi(self) -> frozenset[str]:
        return super().tu_ghi if self._said_here is None else self._said_here

    def _completed_by(self, around: dict[str, Any]) -> NhiemVu:
        """This task with what it leaves unsaid taken from the part it stands in."""
        said = self.tu_ghi
        unsaid = [*(() if said & set(UNITS) else UNITS), *(() if WHEN in said else (WHEN,))]
        task = self.model_copy(update={key: around[key] for key in unsaid if around.get(key)})
        task._said_here = said
        return task


def _at_most_letters(called: str) -> AfterValidator:
    def check(items: tuple[Any, ...]) -> tuple[Any, ...]:
        if len(items) > len(ITEM_LETTERS):
            raise wrong(
                f"có {len(items)} {called} nhưng thứ tự chữ cái chỉ đến {ITEM_LETTERS[-1]}) ({len(ITEM_LETTERS)} {called})",
                "chia thành nhiều khoản, hoặc đặt các nhiệm vụ ngay dưới mục để đánh số 1, 2, 3…",
                nd30.can_cu("Mục II, khoản 6, điểm đ"),
            )
        return items

    return AfterValidator(check)


def _unassigned(tasks: Any, around: dict[str, Any]) -> Iterator[InitErrorDetails]:
    """The tasks as they stand in the file that have no unit or no time, nor does the part around them.

    A key of that part that failed its own check is missing from `around`; it is not complained of twice.
    """
    for index, task in enumerate(tasks if isinstance(tasks, (list, tuple)) else ()):
        if not isinstance(task, dict):
            continue
        if not any(task.get(key) for key in LEADS) and all(key in around and not around[key] for key in LEADS):
            error = wrong(
                "chưa có đơn vị chủ trì hoặc đơn vị thực hiện",
                "thêm don_vi_chu_tri ở nhiệm vụ hoặc ở phần chứa nhiệm vụ",
            )
            yield InitErrorDetails(type=error, loc=(index,), input=task)
        if not task.get(WHEN) and WHEN in around and around[WHEN] is None:
            remedy = f"thêm {WHEN} ở nhiệm vụ hoặc ở phần chứa nhiệm vụ: {_HOW_TO_SAY_WHEN}"
            yield InitErrorDetails(type=wrong("chưa có thời gian thực hiện", remedy), loc=(index,), input=task)


def _again(line: ErrorDetails) -> InitErrorDetails:
    """A mistake that was raised already, to be raised with others."""
    context = line.get("ctx", {})
    kind = wrong(**context) if line["type"] == "docgen" else line["type"]
    return InitErrorDetails(type=kind, loc=line["loc"], input=line["input"], ctx=context)


class CoNhiemVu(PhanCong):
    """A part of a document that may hold tasks; who and when said here hold for the tasks that do not say it."""

    nhiem_vu: tuple[NhiemVu, ...] = Field((), description="Các nhiệm vụ")
    _one_of: ClassVar[tuple[str, ...]] = ()

    @field_validator("nhiem_vu", mode="wrap")
    @classmethod
    def _complete_tasks(
        cls, value: Any, handler: ValidatorFunctionWrapHandler, info: ValidationInfo
    ) -> tuple[NhiemVu, ...]:
        errors = list(_unassigned(value, info.data))
        try:
            tasks: tuple[NhiemVu, ...] = handler(value)
        except ValidationError as error:
            errors += [_again(line) for line in error.errors(include_url=False)]
        if errors:
            raise ValidationError.from_exception_data(cls.__name__, errors)
        return tuple(task._completed_by(info.data) for task in tasks)

    @model_validator(mode="after")
    def _one_kind_of_content(self) -> Self:
        given = [key for key in self._one_of if getattr(self, key)]
        if len(given) > 1:
            raise wrong(f"có cả {quoted(given)} trong cùng một phần", "giữ một loại; loại còn lại đặt ở phần khác")
        return self


class NhomNhiemVu(CoNhiemVu):
    """Nhóm nhiệm vụ có tiêu đề, thường là một chỉ số nội dung."""

    called = "nhóm nhiệm vụ"
    ma: MaMoiNhom = Field(description="Mã nhóm")
    chi_so: MaChiSo | None = Field(None, description="Mã chỉ số mà nhóm này cải thiện")
    tieu_de: Chu = Field(description="Tiêu đề của nhóm, không gõ số thứ tự")
    nhiem_vu: Annotated[tuple[NhiemVu, ...], _at_most_letters("nhiệm vụ")] = Field(description="Các nhiệm vụ của nhóm")


class Khoan(CoNhiemVu):
    """Khoản: 1., 2., …; có tiêu đề thì chia tiếp được thành điểm, nhiệm vụ hoặc nhóm nhiệm vụ."""

    called = "khoản"
    _one_of = ("diem", "nhiem_vu", "nhom_nhiem_vu")
    tieu_de: Chu | None = Field(None, description="Tiêu đề khoản, không gõ số thứ tự")
    doan_van: DoanVan = Field((), description="Lời văn của khoản")
    diem: Annotated[tuple[Chu, ...], _at_most_letters("điểm")] = Field(
        (), description="Các điểm a), b), c)…; không gõ chữ cái"
    )
    nhiem_vu: Annotated[tuple[NhiemVu, ...], _at_most_letters("nhiệm vụ")] = Field(
        (), description="Các nhiệm vụ a), b), c)…"
    )
    nhom_nhiem_vu: tuple[NhomNhiemVu, ...] = Field((), description="Các nhóm nhiệm vụ 1.1., 1.2., …")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.tieu_de and not self.doan_van:
            raise wrong("khoản không có tiêu đề cũng không có lời văn", "thêm tieu_de hoặc doan_van")
        return self


class Muc(CoNhiemVu):
    """Mục: I., II., …"""

    called = "mục"
    _one_of = ("khoan", "nhiem_vu", "nhom_nhiem_vu")
    tieu_de: Chu = Field(description="Tiêu đề mục; docgen tự viết hoa và đánh số")
    doan_van: DoanVan = Field((), description="Lời văn ngay dưới tiêu đề")
    khoan: tuple[Khoan, ...] = Field((), description="Các khoản 1., 2., …")
    nhiem_vu: tuple[NhiemVu, ...] = Field((), description="Các nhiệm vụ đánh số 1., 2., …")
    nhom_nhiem_vu: tuple[NhomNhiemVu, ...] = Field((), description="Các nhóm nhiệm vụ đánh số 1., 2., …")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.doan_van or any(getattr(self, key) for key in self._one_of)):
            raise wrong(
                "chưa có nội dung",
                "thêm doan_van, khoan, nhom_nhiem_vu hoặc nhiem_vu, hoặc bỏ mục này",
            )
        return self


class PhuLuc(CoNhiemVu):
    """Phụ lục: lời văn chia theo mục, hoặc bảng phân công nhiệm vụ trên khổ giấy ngang.

    Bảng lấy nhiệm vụ ghi ngay trong phụ lục; không ghi thì lấy mọi nhiệm vụ trong lời văn của kế hoạch.
    """

    called = "phụ lục"
    _one_of = ("muc", "nhiem_vu", "nhom_nhiem_vu")
    ten: Chu = Field(description="Tên phụ lục; docgen tự viết hoa và đánh số")
    kieu: Literal["lời văn", "bảng phân công"] = Field(description="Lời văn, hoặc bảng phân công nhiệm vụ (khổ ngang)")
    doan_van: DoanVan = Field((), description="Lời văn ngay dưới tên phụ lục")
    muc: tuple[Muc, ...] = Field((), description="Các mục I., II., … của phụ lục lời văn")
    nhiem_vu: tuple[NhiemVu, ...] = Field((), description="Nhiệm vụ chỉ có trong bảng phân công")
    nhom_nhiem_vu: tuple[NhomNhiemVu, ...] = Field((), description="Nhóm nhiệm vụ chỉ có trong bảng phân công")

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        if self.kieu == "bảng phân công" and self.muc:
            raise wrong("phụ lục “bảng phân công” không có mục", "bỏ muc, hoặc ghi kieu: lời văn")
        if self.kieu == "lời văn" and (self.nhiem_vu or self.nhom_nhiem_vu):
            raise wrong(
                "phụ lục “lời văn” không chứa nhiệm vụ trực tiếp",
                "đặt nhiệm vụ trong muc, hoặc ghi kieu: bảng phân công",
            )
        if self.kieu == "lời văn" and not (self.doan_van or self.muc):
            raise wrong("chưa có nội dung", "thêm doan_van hoặc muc")
        return self


class VanBan(Record):
    """What every document of the office has, whatever its type."""

    nam: Nam = Field(description="Năm ban hành")
    so: SoVanBan | None = Field(None, description="Số văn bản; bỏ trống để Văn thư cấp")
    ngay_ban_hanh: NgayThang | None = Field(None, description="Ngày ban hành; bỏ trống để Văn thư ghi")
    trich_yeu: Chu = Field(description="Trích yếu nội dung; xuống dòng ở đâu thì in xuống dòng ở đó")
    nguoi_ky: MaNguoiKy = Field(description="Mã người ký, khai báo trong co_quan.yaml")
    noi_nhan: tuple[Chu, ...] = Field((), description="Nơi nhận, không gồm dòng Lưu; bỏ trống thì theo co_quan.yaml")
    don_vi_soan_thao: MaDonViLe | None = Field(None, description="Đơn vị soạn thảo; bỏ trống thì theo co_quan.yaml")

    @model_validator(mode="after")
    def _date_in_year(self) -> Self:
        if self.ngay_ban_hanh and self.ngay_ban_hanh.year != self.nam:
            raise wrong(
                f"ngày ban hành {short_date(self.ngay_ban_hanh)} không thuộc năm {self.nam}",
                "sửa nam hoặc ngay_ban_hanh",
            )
        return self


_END_MARK = re.compile(r"[\s./;]+$")


class KeHoach(VanBan):
    """data/<mã kế hoạch>/ke_hoach.yaml: kế hoạch."""

    called = "kế hoạch"
    chi_so: tuple[ChiSo, ...] = Field((), description="Các chỉ số mà kế hoạch nhằm cải thiện, nếu có")
    chi_tieu: tuple[ChiTieu, ...] = Field((), description="Chỉ tiêu chung của kế hoạch, nêu trong lời văn")
    can_cu: tuple[Chu, ...] = Field((), description="Căn cứ ban hành, mỗi căn cứ một dòng; docgen tự đặt dấu ; và .")
    mo_dau: DoanVan = Field((), description="Lời mở đầu")
    muc: tuple[Muc, ...] = Field(description="Nội dung: các mục I., II., …")
    ket_luan: Annotated[Chu, AfterValidator(lambda text: _END_MARK.sub("", text))] = Field(
        description="Câu kết thúc; docgen tự thêm ./."
    )
    phu_luc: tuple[PhuLuc, ...] = Field((), description="Các phụ lục kèm theo")

    @model_validator(mode="after")
    def _figures_agree(self) -> Self:
        loi_van = " ".join(self.cac_loi_van())
        for chi_tieu in self.chi_tieu:
            chi_tieu.must_stand_in(loi_van, "kế hoạch")
        return self

    @model_validator(mode="after")
    def _annexes_named(self) -> Self:
        loi_van = " ".join(self.cac_loi_van())
        names = (
            [f"Phụ lục {roman(i)}" for i in range(1, len(self.phu_luc) + 1)]
            if len(self.phu_luc) > 1
            else ["Phụ lục"] * len(self.phu_luc)
        )
        missing = [name for name in names if not re.search(rf"{name}(?!\w)", loi_van, re.IGNORECASE)]
        if missing:
            raise wrong(
                f"lời văn chưa nhắc đến {quoted(missing)}",
                "thêm chỗ dẫn trong lời văn, ví dụ (chi tiết tại Phụ lục kèm theo)",
                nd30.can_cu("Mục III, khoản 1, điểm a"),
            )
        return self

    def cac_loi_van(self) -> Iterator[str]:
        """Every text of the plan's body, annexes apart."""
        yield from (*self.can_cu, *self.mo_dau)
        for muc in self.muc:
            yield from _loi_van(muc)
        yield self.ket_luan


def _loi_van(part: Muc | Khoan | NhomNhiemVu) -> Iterator[str]:
    yield part.tieu_de or ""
    yield from getattr(part, "doan_van", ())
    yield from getattr(part, "diem", ())
    for task in part.nhiem_vu:
        yield task.tieu_de or ""
        yield from task.noi_dung
    for key in ("khoan", "nhom_nhiem_vu"):
        for inner in getattr(part, key, ()):
            yield from _loi_van(inner)
