"""Tasks: what is to be done, who does it and when, and the parts that hold tasks and say it for them."""

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

from docgen.model.record import Record
from docgen.model.values import (
    HOW_TO_SAY_WHEN,
    CacDonVi,
    Chu,
    ChuKhongSo,
    Codes,
    DoanVan,
    MaMoiChiTieu,
    MaMoiNhiemVu,
    ThoiGianThucHien,
    not_empty,
    parse_number,
    unlabelled,
    wrong,
)
from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.vietnamese import ITEM_LETTERS, capitalised, quoted


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


def check_targets(targets: tuple[ChiTieu, ...], loi_van: str, called: str, record: str) -> None:
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
        check_targets(self.chi_tieu, " ".join((self.tieu_de or "", *self.noi_dung)), "nhiệm vụ", "NhiemVu")
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


def at_most_letters(called: str) -> AfterValidator:
    """A check that a list has no more items than there are letters."""

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
    """What a part's tasks take what they leave unsaid from: the part's own assignment, then that of the parts around.

    Units are taken together: a part that says one of them does not mix with the parts around. A key that failed its own
    check is left out.
    """
    own = {key: info.data[key] for key in (*UNITS, WHEN) if key in info.data}
    outer = info.context.around[-1] if isinstance(info.context, Codes) and info.context.around else {}
    units_said = any(own.get(key, "failed") for key in UNITS)
    open_keys = (WHEN,) if units_said else (*UNITS, WHEN)
    return own | {key: outer[key] for key in open_keys if key in own and not own[key] and key in outer}


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


def cac_phan(part: CoNhiemVu) -> Iterator[CoNhiemVu]:
    """This part and the parts within it that may hold tasks, in their order."""
    yield part
    for key in ("muc", "khoan", "nhom_nhiem_vu"):
        for inner in getattr(part, key, ()):
            yield from cac_phan(inner)
