"""Targets, and the quantities that are counted over the year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationError, WithJsonSchema, field_validator, model_validator
from pydantic_core import InitErrorDetails

from docgen.model.record import Record
from docgen.model.values import LoiVan, MaMoiChiTieu, MaMoiDaiLuong, So, TheoQuy, parse_number, wrong

CachTinh = Literal["cộng dồn", "tại thời điểm"]


class ChiTieu(Record):
    """Chỉ tiêu đo được. Con số phải đứng nguyên văn trong lời văn, để lời văn và chỉ tiêu không khác nhau."""

    called = "chỉ tiêu"
    ma: MaMoiChiTieu = Field(description="Mã chỉ tiêu")
    noi_dung: LoiVan = Field(description="Nội dung chỉ tiêu, không gồm con số")
    muc_tieu: Annotated[LoiVan, WithJsonSchema({"type": ["string", "number"]})] = Field(
        description="Con số phải đạt, viết như trong lời văn, ví dụ: 100 hoặc 01 hoặc 1.234,5"
    )
    don_vi_tinh: LoiVan = Field(description="Đơn vị tính, ví dụ: % hoặc bậc")
    chieu: Literal["ít nhất", "không quá"] = Field(
        "ít nhất", description="ít nhất: càng cao càng tốt; không quá: càng thấp càng tốt"
    )
    cach_tinh: CachTinh = Field(
        "cộng dồn",
        description="cộng dồn: số của các quý cộng lại; tại thời điểm: mỗi quý báo cáo số đang có, lấy số mới nhất",
    )
    tong_so: So | None = Field(
        None, description="Tổng số cố định của cả năm (mẫu số), chỉ với chỉ tiêu tính bằng %, ví dụ 15 bệnh viện"
    )
    muc_tieu_quy: TheoQuy = Field({}, description="Mức phải đạt đến hết từng quý, nếu kế hoạch giao, ví dụ quý I: 25")
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
    def cach_viet(self) -> str:
        """As it stands in text: `100%`, `01 bậc`."""
        return f"{self.muc_tieu}%" if self.la_ty_le else f"{self.muc_tieu} {self.don_vi_tinh}"

    @model_validator(mode="after")
    def _whole_of_a_rate(self) -> Self:
        if self.tong_so is not None and not self.la_ty_le:
            raise wrong(f"chỉ tiêu tính bằng {self.don_vi_tinh} không có tổng số", "bỏ tong_so")
        if self.tong_so is not None and self.tong_so <= 0:
            raise wrong("tổng số phải lớn hơn 0", "sửa tong_so, hoặc bỏ đi nếu tổng số thay đổi theo quý")
        return self

    def stands_in(self, loi_van: str) -> bool:
        """True where the figure is written in this text; blanks and capitals do not matter."""
        number, unit = re.escape(self.muc_tieu), re.escape(self.don_vi_tinh)
        return bool(re.search(rf"(?<![0-9])(?<![0-9][.,]){number}\s*{unit}(?!\w)", loi_van, re.IGNORECASE))


def check_targets(targets: tuple[ChiTieu, ...], loi_van: str, called: str, record: str) -> None:
    """Raises a mistake at each target whose figure is not in the text."""
    errors = [
        InitErrorDetails(
            type=wrong(
                f"lời văn của {called} không có “{target.cach_viet}”", "sửa muc_tieu, don_vi_tinh hoặc lời văn cho khớp"
            ),
            loc=("chi_tieu", index, "muc_tieu"),
            input=target.muc_tieu,
        )
        for index, target in enumerate(targets)
        if not target.stands_in(loi_van)
    ]
    if errors:
        raise ValidationError.from_exception_data(record, errors)


class DaiLuong(Record):
    """Đại lượng thống kê của một nhiệm vụ hoặc nhóm nhiệm vụ: tin bài, lượt người, hồ sơ…; các quý cộng lại thành cả năm.

    Có dòng con (`trong_do`) mà không báo cáo số của dòng mẹ thì dòng mẹ là tổng các dòng con.
    """

    called = "đại lượng"
    ma: MaMoiDaiLuong = Field(
        description="Mã đại lượng; trong lời văn ghi {mã} thì docgen in con số, đơn vị tính, lũy kế"
    )
    ten: LoiVan = Field(description="Tên trong biểu thống kê, ví dụ: Tin, bài, văn bản được cập nhật")
    don_vi_tinh: LoiVan = Field(description="Đơn vị tính, in sau con số, ví dụ: tin, bài")
    cach_tinh: CachTinh = Field("cộng dồn", description="cộng dồn, hoặc tại thời điểm (lấy số mới nhất)")
    cung_ky: TheoQuy = Field({}, description="Số cùng kỳ năm trước theo quý, nếu có, ví dụ quý I: 130")
    trong_do: tuple[DaiLuong, ...] = Field((), description="Các dòng con")


def cac_dai_luong(dai_luong: Iterable[DaiLuong]) -> Iterator[DaiLuong]:
    """These quantities and those within them, in printed order."""
    for each in dai_luong:
        yield each
        yield from cac_dai_luong(each.trong_do)
