"""The plan and its tasks: data/<mã kế hoạch>/ke_hoach.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import (
    AfterValidator,
    Field,
    PrivateAttr,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    field_validator,
    model_validator,
)
from pydantic_core import ErrorDetails, InitErrorDetails

from docgen import nghi_dinh_30 as nd30
from docgen.model.record import Record
from docgen.model.values import (
    HOW_TO_SAY_WHEN,
    CacDonVi,
    Chu,
    ChuKhongDau,
    ChuKhongSo,
    Codes,
    DoanVan,
    MaChiSo,
    MaMoiChiSo,
    MaMoiChiTieu,
    MaMoiNhiemVu,
    MaMoiNhom,
    Nam,
    NgayThang,
    ThoiGianThucHien,
    not_empty,
    parse_number,
    unlabelled,
    without_marks,
    wrong,
)
from docgen.model.van_ban import VanBan
from docgen.vietnamese import ITEM_LETTERS, capitalised, quoted, roman, short_date


class ChiSo(Record):
    """Chỉ số mà kế hoạch nhằm cải thiện."""

    called = "chỉ số"
    ma: MaMoiChiSo = Field(description="Mã chỉ số")
    ten: Chu = Field(description="Tên chính thức của chỉ số")


class ChiTieu(Record):
    """Chỉ tiêu đo được. Con số phải đứng nguyên văn trong lời văn, để lời văn và chỉ tiêu không khác nhau."""

    called = "chỉ tiêu"
    ma: MaMoiChiTieu = Field(description="Mã chỉ tiêu")
    noi_dung: Chu = Field(description="Nội dung chỉ tiêu, không gồm con số")
    muc_tieu: Annotated[Chu, WithJsonSchema({"type": ["string", "number"]})] = Field(
        description="Con số phải đạt, viết như trong lời văn, ví dụ: 100 hoặc 01 hoặc 1.234,5"
    )
    don_vi_tinh: Chu = Field(description="Đơn vị tính, ví dụ: % hoặc bậc")
    cach_do: Literal["số liệu đơn vị", "thay đổi xếp hạng"] = Field(
        "số liệu đơn vị", description="Đo bằng số liệu các đơn vị báo cáo, hay bằng xếp hạng năm nay so với năm trước"
    )

    @field_validator("muc_tieu")
    @classmethod
    def _is_a_figure(cls, value: str) -> str:
        parse_number(value)  # raises
        return value

    @property
    def gia_tri(self) -> Decimal:
        """The figure as a number."""
        return parse_number(self.muc_tieu)

    @property
    def la_ty_le(self) -> bool:
        """True for a target in per cent."""
        return self.don_vi_tinh == "%"

    @property
    def viet(self) -> str:
        """As it stands in text: `100%`, `01 bậc`."""
        return f"{self.muc_tieu}%" if self.la_ty_le else f"{self.muc_tieu} {self.don_vi_tinh}"

    def stands_in(self, loi_van: str) -> bool:
        """True where the figure is written in this text; blanks and capitals do not matter."""
        number, unit = re.escape(self.muc_tieu), re.escape(self.don_vi_tinh)
        return bool(re.search(rf"(?<!\d)(?<!\d[.,]){number}\s*{unit}(?!\w)", loi_van, re.IGNORECASE))


def _check_targets(targets: tuple[ChiTieu, ...], loi_van: str, called: str, record: str) -> None:
    """Raises a mistake at each target whose figure is not in the text."""
    errors = [
        InitErrorDetails(
            type=wrong(
                f"lời văn của {called} không có “{target.viet}”", "sửa muc_tieu, don_vi_tinh hoặc lời văn cho khớp"
            ),
            loc=("chi_tieu", index, "muc_tieu"),
            input=target.muc_tieu,
        )
        for index, target in enumerate(targets)
        if not target.stands_in(loi_van)
    ]
    if errors:
        raise ValidationError.from_exception_data(record, errors)


LEADS = ("don_vi_chu_tri", "don_vi_thuc_hien")
UNITS = (*LEADS, "don_vi_phoi_hop")
WHEN = "thoi_gian_thuc_hien"


class PhanCong(Record):
    """Ai làm và khi nào: ghi ở nhiệm vụ, hoặc một lần ở phần chứa các nhiệm vụ (mục, khoản, nhóm)."""

    don_vi_chu_tri: CacDonVi = Field((), description="Mã đơn vị chủ trì")
    don_vi_phoi_hop: CacDonVi = Field((), description="Mã các đơn vị phối hợp")
    don_vi_thuc_hien: CacDonVi = Field((), description="Mã các đơn vị cùng thực hiện, dùng thay cho đơn vị chủ trì")
    thoi_gian_thuc_hien: ThoiGianThucHien | None = Field(None, description=capitalised(HOW_TO_SAY_WHEN))

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


# A full stop after a word and before a capital; not that of `TP. Hồ Chí Minh`.
_SENTENCE_END = re.compile(r"(?<=[^\W\d_A-ZĐ][^\W\d_A-ZĐ])\. (?=[A-ZĐÀ-Ỹ])")


def _first_unlabelled(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    return (unlabelled(paragraphs[0]), *paragraphs[1:]) if paragraphs else paragraphs


class NhiemVu(PhanCong):
    """Một nhiệm vụ của kế hoạch. Phân công không ghi ở đây thì theo phần chứa nhiệm vụ."""

    called = "nhiệm vụ"
    ma: MaMoiNhiemVu = Field(description="Mã nhiệm vụ, giữ nguyên suốt năm")
    ten_goi: Chu | None = Field(
        None, description="Tên ngắn dùng trong bảng và báo cáo; bỏ trống thì dùng tieu_de, rồi câu đầu của noi_dung"
    )
    tieu_de: ChuKhongSo | None = Field(None, description="Tiêu đề in trên một dòng riêng, nếu có")
    noi_dung: Annotated[DoanVan, AfterValidator(not_empty), AfterValidator(_first_unlabelled)] = Field(
        description="Lời văn: một đoạn hoặc danh sách các đoạn"
    )
    san_pham: Chu | None = Field(None, description="Sản phẩm phải có khi hoàn thành")
    chi_tieu: tuple[ChiTieu, ...] = Field((), description="Chỉ tiêu đo được nêu trong lời văn")
    _said_here: frozenset[str] | None = PrivateAttr(default=None)

    @model_validator(mode="after")
    def _figures_agree(self) -> Self:
        _check_targets(self.chi_tieu, " ".join((self.tieu_de or "", *self.noi_dung)), "nhiệm vụ", "NhiemVu")
        return self

    @property
    def ten(self) -> str:
        """The short name for tables and messages."""
        return self.ten_goi or self.tieu_de or _SENTENCE_END.split(self.noi_dung[0], maxsplit=1)[0].rstrip(".;:")

    @property
    def tu_ghi(self) -> frozenset[str]:
        return super().tu_ghi if self._said_here is None else self._said_here

    def _completed_by(self, around: dict[str, Any]) -> NhiemVu:
        """This task with what it leaves unsaid taken from the part it stands in."""
        said = self.tu_ghi
        unsaid = [] if said & set(LEADS) else list(LEADS)
        if not said & set(UNITS):
            unsaid.append("don_vi_phoi_hop")
        if WHEN not in said:
            unsaid.append(WHEN)
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
            remedy = f"thêm {WHEN} ở nhiệm vụ hoặc ở phần chứa nhiệm vụ: {HOW_TO_SAY_WHEN}"
            yield InitErrorDetails(type=wrong("chưa có thời gian thực hiện", remedy), loc=(index,), input=task)


def _around(info: ValidationInfo) -> dict[str, Any]:
    """The assignment that a part's tasks take what they leave unsaid from: the part's own, then that of the parts around."""
    outer = info.context.around[-1] if isinstance(info.context, Codes) and info.context.around else {}
    own = {key: info.data[key] for key in (*UNITS, WHEN) if key in info.data}
    failed = {key for key in (*UNITS, WHEN) if key not in info.data}
    if any(own.get(key) for key in UNITS) or failed & set(UNITS):
        outer = {key: value for key, value in outer.items() if key == WHEN}
    merged = {key: own.get(key) or outer.get(key) or own.get(key) for key in (*UNITS, WHEN)}
    return {key: value for key, value in merged.items() if key not in failed}


def _again(line: ErrorDetails) -> InitErrorDetails:
    """A mistake that was raised already, to be raised with others."""
    context = line.get("ctx", {})
    kind = wrong(**context) if line["type"] == "docgen" else line["type"]
    return InitErrorDetails(type=kind, loc=line["loc"], input=line["input"], ctx=context)


class CoNhiemVu(PhanCong):
    """A part of a document that may hold tasks; who and when said here hold for the tasks that do not say it."""

    nhiem_vu: tuple[NhiemVu, ...] = Field((), description="Các nhiệm vụ")
    _one_of: ClassVar[tuple[str, ...]] = ()

    @property
    def ten_phan(self) -> str:
        """What a table or a report calls this part: its title, or its first words."""
        title = getattr(self, "tieu_de", None) or getattr(self, "ten", None)
        return title or next(iter(getattr(self, "doan_van", ())), "")

    @field_validator("nhiem_vu", mode="wrap")
    @classmethod
    def _complete_tasks(
        cls, value: Any, handler: ValidatorFunctionWrapHandler, info: ValidationInfo
    ) -> tuple[NhiemVu, ...]:
        around = _around(info)
        errors = list(_unassigned(value, around))
        try:
            tasks: tuple[NhiemVu, ...] = handler(value)
        except ValidationError as error:
            errors += [_again(line) for line in error.errors(include_url=False)]
        if errors:
            raise ValidationError.from_exception_data(cls.__name__, errors)
        return tuple(task._completed_by(around) for task in tasks)

    @field_validator("muc", "khoan", "nhom_nhiem_vu", mode="wrap", check_fields=False)
    @classmethod
    def _assign_inner_parts(cls, value: Any, handler: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
        """What is said here holds for the tasks of the parts within, too."""
        if not isinstance(info.context, Codes):
            return handler(value)
        info.context.around.append(_around(info))
        try:
            return handler(value)
        finally:
            info.context.around.pop()

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
    tieu_de: ChuKhongSo = Field(description="Tiêu đề của nhóm, không gõ số thứ tự")
    nhiem_vu: Annotated[tuple[NhiemVu, ...], _at_most_letters("nhiệm vụ"), AfterValidator(not_empty)] = Field(
        description="Các nhiệm vụ của nhóm"
    )


class Khoan(CoNhiemVu):
    """Khoản: 1., 2., …; có tiêu đề thì chia tiếp được thành điểm, nhiệm vụ hoặc nhóm nhiệm vụ."""

    called = "khoản"
    _one_of = ("diem", "nhiem_vu", "nhom_nhiem_vu")
    tieu_de: ChuKhongSo | None = Field(None, description="Tiêu đề khoản, không gõ số thứ tự")
    doan_van: DoanVan = Field((), description="Lời văn của khoản")
    diem: Annotated[tuple[ChuKhongSo, ...], _at_most_letters("điểm")] = Field(
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
        if self.kieu == "lời văn" and self.tu_ghi and not any(part.nhiem_vu for part in cac_phan(self)):
            raise wrong(
                "phụ lục “lời văn” có phân công nhưng không có nhiệm vụ", "chuyển phân công vào nhiệm vụ, hoặc bỏ đi"
            )
        if self.kieu == "lời văn" and not (self.doan_van or self.muc):
            raise wrong("chưa có nội dung", "thêm doan_van hoặc muc")
        return self


def cac_phan(part: CoNhiemVu) -> Iterator[CoNhiemVu]:
    """This part and the parts within it that may hold tasks, in their order."""
    yield part
    for key in ("muc", "khoan", "nhom_nhiem_vu"):
        for inner in getattr(part, key, ()):
            yield from cac_phan(inner)


class KyBaoCaoRieng(Record):
    """Ngày chốt số liệu của một kỳ, khác Nghị định 09/2019/NĐ-CP."""

    called = "kỳ báo cáo"
    ky: Literal["quý I", "quý II", "quý III", "quý IV", "6 tháng đầu năm", "9 tháng", "năm"] = Field(
        description="Kỳ báo cáo"
    )
    tu_ngay: NgayThang = Field(description="Ngày đầu kỳ")
    den_ngay: NgayThang = Field(description="Ngày chốt số liệu")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.tu_ngay > self.den_ngay:
            raise wrong("tu_ngay sau den_ngay", "sửa một trong hai ngày")
        return self


# Not `Phụ lục III Nghị định …`, which is another document's.
_NUMBERS = r"(?:số\s+)?(?:[IVX]+|\d+)\b(?!\s+(?:Nghị|Thông|Quyết|Luật|Công|ban\s+hành))"
_NAMED = re.compile(rf"phụ\s+lục\s+({_NUMBERS}(?:\s*(?:,|;|và|đến|-|–)\s*(?:phụ\s+lục\s+)?{_NUMBERS})*)", re.IGNORECASE)
_UNNUMBERED = re.compile(r"phụ\s+lục(?!\s+(?:số\s+)?(?:[IVX]+|\d+)\b)", re.IGNORECASE)
_ALL_NAMED = re.compile(r"các\s+phụ\s+lục", re.IGNORECASE)


def _annexes_not_named(count: int, loi_van: str) -> list[str]:
    """The annexes that a text does not point to, by their names. `Phụ lục I, II và III` points to three."""
    if count == 0 or _ALL_NAMED.search(loi_van) or (count == 1 and _UNNUMBERED.search(loi_van)):
        return []
    named: set[int] = set()
    for found in _NAMED.finditer(loi_van):
        numbers = [_number(word) for word in re.findall(r"\b(?:[IVX]+|\d+)\b", found[1])]
        named.update(numbers)
        if re.search(r"đến|-|–", found[1]):
            named.update(range(min(numbers), max(numbers) + 1))
    missing = [number for number in range(1, count + 1) if number not in named]
    return [f"Phụ lục {roman(number)}" if count > 1 else "Phụ lục" for number in missing]


def _number(word: str) -> int:
    return int(word) if word.isdigit() else next(n for n in range(1, 400) if roman(n) == word.upper())


def _without_end_mark(text: str) -> str:
    return without_marks(text.rstrip(" ./;"))


class KeHoach(VanBan):
    """data/<mã kế hoạch>/ke_hoach.yaml: kế hoạch."""

    called = "kế hoạch"
    nam: Nam = Field(description="Năm của kế hoạch")
    trich_yeu: Chu = Field(description="Trích yếu nội dung; xuống dòng ở đâu thì in xuống dòng ở đó")
    ten_goi: Chu | None = Field(
        None, description="Tên gọi ngắn dùng trong báo cáo, không gồm năm; bỏ trống thì dùng trich_yeu"
    )
    ky_bao_cao: tuple[KyBaoCaoRieng, ...] = Field(
        (), description="Ngày chốt số liệu riêng của cơ quan; bỏ trống thì theo Điều 12 Nghị định 09/2019/NĐ-CP"
    )
    chi_so: tuple[ChiSo, ...] = Field((), description="Các chỉ số mà kế hoạch nhằm cải thiện, nếu có")
    chi_tieu: tuple[ChiTieu, ...] = Field((), description="Chỉ tiêu chung của kế hoạch, nêu trong lời văn")
    can_cu: tuple[ChuKhongDau, ...] = Field(
        (), description="Căn cứ ban hành, mỗi căn cứ một dòng; docgen tự đặt dấu ; và ."
    )
    mo_dau: DoanVan = Field((), description="Lời mở đầu")
    muc: Annotated[tuple[Muc, ...], AfterValidator(not_empty)] = Field(description="Nội dung: các mục I., II., …")
    ket_luan: Annotated[Chu, AfterValidator(_without_end_mark)] = Field(description="Câu kết thúc; docgen tự thêm ./.")
    phu_luc: tuple[PhuLuc, ...] = Field((), description="Các phụ lục kèm theo")

    @model_validator(mode="after")
    def _figures_agree(self) -> Self:
        _check_targets(self.chi_tieu, " ".join(self.cac_loi_van()), "kế hoạch", "KeHoach")
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
