"""The plan: data/<mã kế hoạch>/ke_hoach.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, ModelWrapValidatorHandler, ValidationError, model_validator
from pydantic_core import ErrorDetails, InitErrorDetails

from docgen.model.chi_tieu import ChiTieu, DaiLuong, check_targets
from docgen.model.nhiem_vu import (
    CoNhiemVu,
    NhiemVu,
    assigned,
    at_most_letters,
    cac_phan,
    unassigned,
)
from docgen.model.record import Record
from docgen.model.values import (
    ChuKhongDau,
    ChuKhongSo,
    DoanVan,
    LoiVan,
    MaChiSo,
    MaMoiChiSo,
    MaMoiNhom,
    Nam,
    NgayThang,
    So,
    not_empty,
    parse_date,
    without_marks,
    wrong,
)
from docgen.model.van_ban import VanBan
from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.vietnamese import is_digits, quoted, roman, short_date


class ChiSo(Record):
    """Chỉ số mà kế hoạch nhằm cải thiện."""

    called = "chỉ số"
    ma: MaMoiChiSo = Field(description="Mã chỉ số")
    ten: LoiVan = Field(description="Tên chính thức của chỉ số")
    toi_thieu: So | None = Field(None, description="Điểm thấp nhất có thể, ví dụ 1")
    toi_da: So | None = Field(None, description="Điểm cao nhất có thể, ví dụ 10")
    muc_tieu: So | None = Field(None, description="Điểm kế hoạch đặt ra cho năm này, nếu có")


class NhomNhiemVu(CoNhiemVu):
    """Nhóm nhiệm vụ có tiêu đề, thường là một chỉ số nội dung."""

    called = "nhóm nhiệm vụ"
    ma: MaMoiNhom = Field(description="Mã nhóm")
    chi_so: MaChiSo | None = Field(None, description="Mã chỉ số mà nhóm này cải thiện")
    tieu_de: ChuKhongSo = Field(description="Tiêu đề của nhóm, không gõ số thứ tự")
    dai_luong: tuple[DaiLuong, ...] = Field((), description="Đại lượng thống kê chung của nhóm")
    nhiem_vu: Annotated[tuple[NhiemVu, ...], at_most_letters("nhiệm vụ"), AfterValidator(not_empty)] = Field(
        description="Các nhiệm vụ của nhóm"
    )


class Khoan(CoNhiemVu):
    """Khoản: 1., 2., …; có tiêu đề thì chia tiếp được thành điểm, nhiệm vụ hoặc nhóm nhiệm vụ."""

    called = "khoản"
    _one_of = ("diem", "nhiem_vu", "nhom_nhiem_vu")
    tieu_de: ChuKhongSo | None = Field(None, description="Tiêu đề khoản, không gõ số thứ tự")
    doan_van: DoanVan = Field((), description="Lời văn của khoản")
    diem: Annotated[tuple[ChuKhongSo, ...], at_most_letters("điểm")] = Field(
        (), description="Các điểm a), b), c)…; không gõ chữ cái"
    )
    nhiem_vu: Annotated[tuple[NhiemVu, ...], at_most_letters("nhiệm vụ")] = Field(
        (), description="Các nhiệm vụ a), b), c)…"
    )
    nhom_nhiem_vu: tuple[NhomNhiemVu, ...] = Field((), description="Các nhóm nhiệm vụ 1.1., 1.2., …")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.tieu_de and not self.doan_van:
            raise wrong("khoản không có tiêu đề cũng không có lời văn", "thêm tieu_de hoặc doan_van")
        if not (self.doan_van or any(getattr(self, key) for key in self._one_of)):
            raise wrong("khoản chỉ có tiêu đề", "thêm doan_van, diem, nhiem_vu hoặc nhom_nhiem_vu")
        return self


class Muc(CoNhiemVu):
    """Mục: I., II., …"""

    called = "mục"
    _one_of = ("khoan", "nhiem_vu", "nhom_nhiem_vu")
    tieu_de: ChuKhongSo = Field(description="Tiêu đề mục; docgen tự viết hoa và đánh số")
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
    ten: LoiVan = Field(description="Tên phụ lục; docgen tự viết hoa và đánh số")
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
        if self.kieu == "lời văn" and self.tu_ghi and not any(part.nhiem_vu for part in cac_phan(self)):
            raise wrong(
                "phụ lục “lời văn” có phân công nhưng không có nhiệm vụ", "chuyển phân công vào nhiệm vụ, hoặc bỏ đi"
            )
        if self.kieu == "lời văn" and not (self.doan_van or self.muc):
            raise wrong("chưa có nội dung", "thêm doan_van hoặc muc")
        return self


class KyBaoCaoRieng(Record):
    """Ngày chốt số liệu của một kỳ, khác Nghị định 09/2019/NĐ-CP."""

    called = "kỳ báo cáo"
    ky: Literal["quý I", "quý II", "quý III", "quý IV"] = Field(
        description="Quý; 6 tháng, 9 tháng và năm tính từ các quý"
    )
    tu_ngay: NgayThang = Field(description="Ngày đầu kỳ")
    den_ngay: NgayThang = Field(description="Ngày chốt số liệu")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.tu_ngay > self.den_ngay:
            raise wrong("tu_ngay sau den_ngay", "sửa một trong hai ngày")
        return self


# Not `Phụ lục III Nghị định …`, which is another document's.
_NUMBERS = r"(?:số\s+)?(?:[IVX]+|[0-9]+)\b(?!\s+(?:Nghị|Thông|Quyết|Luật|Công|ban\s+hành))"
_NAMED = re.compile(rf"phụ\s+lục\s+({_NUMBERS}(?:\s*(?:,|;|và|đến|-|–)\s*(?:phụ\s+lục\s+)?{_NUMBERS})*)", re.IGNORECASE)
_UNNUMBERED = re.compile(r"phụ\s+lục(?!\s+(?:số\s+)?(?:[IVX]+|[0-9]+)\b)", re.IGNORECASE)
_ALL_NAMED = re.compile(r"các\s+phụ\s+lục", re.IGNORECASE)


def _annexes_not_named(count: int, loi_van: str) -> list[str]:
    """The annexes that a text does not point to, by their names. `Phụ lục I, II và III` points to three."""
    if count == 0 or _ALL_NAMED.search(loi_van) or (count == 1 and _UNNUMBERED.search(loi_van)):
        return []
    named: set[int] = set()
    for found in _NAMED.finditer(loi_van):
        numbers = [_number(word) for word in re.findall(r"\b(?:[IVX]+|[0-9]+)\b", found[1])]
        named.update(numbers)
        if re.search(r"đến|-|–", found[1]):
            named.update(range(min(numbers), max(numbers) + 1))
    missing = [number for number in range(1, count + 1) if number not in named]
    return [f"Phụ lục {roman(number)}" if count > 1 else "Phụ lục" for number in missing]


def _number(word: str) -> int:
    return int(word) if is_digits(word) else next(n for n in range(1, 400) if roman(n) == word.upper())


_CITED_DAY = re.compile(r"\bngày ([0-9]{1,2}/[0-9]{1,2}/[0-9]{4})")
_NUMBERED_DAY = re.compile(r"\bsố \S+ ngày ([0-9]{1,2}/[0-9]{1,2}/[0-9]{4})")  # not the day since which a law holds


def _without_end_mark(text: str) -> str:
    return without_marks(text.rstrip(" ./;"))


def _again(line: ErrorDetails) -> InitErrorDetails:
    """A mistake that was raised already, to be raised with others."""
    context = line.get("ctx", {})
    kind = wrong(**context) if line["type"] == "docgen" else line["type"]
    return InitErrorDetails(type=kind, loc=line["loc"], input=line["input"], ctx=context)


class KeHoach(VanBan):
    """data/<mã kế hoạch>/ke_hoach.yaml: kế hoạch."""

    called = "kế hoạch"
    nam: Nam = Field(description="Năm của kế hoạch")
    trich_yeu: LoiVan = Field(description="Trích yếu nội dung; xuống dòng ở đâu thì in xuống dòng ở đó")
    ten_goi: LoiVan | None = Field(
        None, description="Tên gọi ngắn dùng trong báo cáo, không gồm năm; bỏ trống thì dùng trich_yeu"
    )
    phan_cong: Literal["cả hai", "lời văn", "phụ lục"] = Field(
        "cả hai", description="Đơn vị, thời gian của từng nhiệm vụ in ở đâu: dưới mỗi nhiệm vụ, ở phụ lục, hay cả hai"
    )
    ky_bao_cao: tuple[KyBaoCaoRieng, ...] = Field(
        (), description="Ngày chốt số liệu riêng của cơ quan; bỏ trống thì theo Điều 12 Nghị định 09/2019/NĐ-CP"
    )
    ten_chi_so: LoiVan | None = Field(
        None, description="Tên bộ chỉ số, ví dụ: Chỉ số PAPI; kế hoạch không gắn với chỉ số nào thì bỏ trống"
    )
    chi_so: tuple[ChiSo, ...] = Field((), description="Các chỉ số mà kế hoạch nhằm cải thiện, nếu có")
    chi_tieu: tuple[ChiTieu, ...] = Field((), description="Chỉ tiêu chung của kế hoạch, nêu trong lời văn")
    can_cu: tuple[ChuKhongDau, ...] = Field(
        (), description="Căn cứ ban hành, mỗi căn cứ một dòng; docgen tự đặt dấu ; và ."
    )
    mo_dau: DoanVan = Field((), description="Lời mở đầu")
    muc: Annotated[tuple[Muc, ...], AfterValidator(not_empty)] = Field(description="Nội dung: các mục I., II., …")
    ket_luan: Annotated[LoiVan, AfterValidator(_without_end_mark)] = Field(
        description="Câu kết thúc; docgen tự thêm ./."
    )
    phu_luc: tuple[PhuLuc, ...] = Field((), description="Các phụ lục kèm theo")

    @model_validator(mode="wrap")
    @classmethod
    def _tasks_assigned(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Who and when of each task, from the parts around it; tasks without are named together with all other mistakes."""
        errors = list(unassigned(data, {})) if isinstance(data, dict) else []
        try:
            plan = handler(data)
        except ValidationError as error:
            errors += map(_again, error.errors(include_url=False))
        if errors:
            raise ValidationError.from_exception_data(cls.__name__, errors)
        return plan.model_copy(
            update={
                "muc": tuple(assigned(muc, {}) for muc in plan.muc),
                "phu_luc": tuple(assigned(phu_luc, {}) for phu_luc in plan.phu_luc),
            }
        )

    @model_validator(mode="after")
    def _targets_can_be_measured(self) -> Self:
        counted = [target.ma for target in self.chi_tieu if target.cach_do == "số liệu đơn vị"]
        if counted:
            raise wrong(
                f"chỉ tiêu {quoted(counted)} đo bằng số liệu đơn vị nhưng không thuộc nhiệm vụ nào",
                "chuyển chi_tieu vào nhiệm vụ có đơn vị báo cáo, hoặc ghi cach_do: thay đổi xếp hạng",
            )
        return self

    @model_validator(mode="after")
    def _figures_agree(self) -> Self:
        check_targets(self.chi_tieu, " ".join(self.cac_loi_van()), "kế hoạch", "KeHoach")
        return self

    @model_validator(mode="after")
    def _assignments_are_printed(self) -> Self:
        tables = any(annex.kieu == "bảng phân công" for annex in self.phu_luc)
        if self.phan_cong == "phụ lục" and not tables:
            raise wrong(
                "phân công in ở phụ lục nhưng kế hoạch không có bảng phân công", "thêm phu_luc kieu: bảng phân công"
            )
        if self.phan_cong == "lời văn" and tables:
            raise wrong(
                "phân công chỉ in trong lời văn nhưng kế hoạch có bảng phân công",
                "ghi phan_cong: cả hai, hoặc bỏ phụ lục",
            )
        return self

    @model_validator(mode="after")
    def _date_in_year(self) -> Self:
        if self.ngay_ban_hanh and self.ngay_ban_hanh.year != self.nam:
            raise wrong(
                f"ngày ban hành {short_date(self.ngay_ban_hanh)} không thuộc năm {self.nam}",
                "sửa nam hoặc ngay_ban_hanh",
            )
        return self

    @model_validator(mode="after")
    def _issued_after_its_basis(self) -> Self:
        cited = [parse_date(day) for text in self.can_cu for day in _NUMBERED_DAY.findall(text)]
        latest = max(cited, default=None)
        if self.ngay_ban_hanh and latest and latest > self.ngay_ban_hanh:
            raise wrong(
                f"ngày ban hành {short_date(self.ngay_ban_hanh)} trước ngày {short_date(latest)} của văn bản nêu trong căn cứ",
                "sửa ngay_ban_hanh hoặc can_cu",
            )
        return self

    @model_validator(mode="after")
    def _tables_have_rows(self) -> Self:
        for annex in self.phu_luc:
            if annex.kieu == "bảng phân công" and not any(
                part.nhiem_vu for p in (annex, *self.muc) for part in cac_phan(p)
            ):
                raise wrong(
                    f"phụ lục “{annex.ten}” là bảng phân công nhưng kế hoạch không có nhiệm vụ", "thêm nhiem_vu"
                )
        return self

    @model_validator(mode="after")
    def _annexes_named(self) -> Self:
        missing = _annexes_not_named(len(self.phu_luc), " ".join(self.cac_loi_van()))
        if missing:
            raise wrong(
                f"lời văn chưa nhắc đến {quoted(missing)}",
                f"thêm chỗ dẫn trong lời văn, ví dụ (chi tiết tại {', '.join(missing)} kèm theo)",
                nd30.can_cu("Mục III, khoản 1, điểm a"),
            )
        return self

    def cac_phan_co_nhiem_vu(self) -> Iterator[CoNhiemVu]:
        """The parts that hold tasks, in printed order; an annex that only repeats the body's tasks holds none."""
        for outer in (*self.muc, *self.phu_luc):
            yield from (part for part in cac_phan(outer) if part.nhiem_vu)

    @property
    def co_tu(self) -> date | None:
        """The day since which the plan can exist: that of its issue, or of the latest document that it is based on."""
        cited = [parse_date(day) for text in (*self.can_cu, *self.mo_dau) for day in _CITED_DAY.findall(text)]
        return self.ngay_ban_hanh or max(cited, default=None)

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
