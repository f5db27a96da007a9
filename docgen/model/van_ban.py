"""What every document of the office has."""

from __future__ import annotations

from pydantic import Field

from docgen.model.record import Record
from docgen.model.values import MaDonViLe, MaNguoiKy, NgayThang, NoiNhan, SoVanBan


class VanBan(Record):
    """Number, date, signer and recipients; the fields of every document."""

    so: SoVanBan | None = Field(None, description="Số văn bản; bỏ trống để Văn thư cấp")
    ngay_ban_hanh: NgayThang | None = Field(None, description="Ngày ban hành; bỏ trống để Văn thư ghi")
    nguoi_ky: MaNguoiKy = Field(description="Mã người ký, khai báo trong co_quan.yaml")
    noi_nhan: tuple[NoiNhan, ...] = Field(
        (), description="Nơi nhận, không gồm dòng Lưu; bỏ trống thì theo co_quan.yaml"
    )
    don_vi_soan_thao: MaDonViLe | None = Field(None, description="Đơn vị soạn thảo; bỏ trống thì theo co_quan.yaml")
