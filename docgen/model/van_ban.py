"""What every document of the office has."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from docgen.model.record import Record
from docgen.model.values import Chu, MaDonViLe, MaNguoiKy, Nam, NgayThang, SoVanBan, wrong
from docgen.vietnamese import short_date


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
