"""What every document of the office has."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from docgen.model.record import Record
from docgen.model.values import DoanVan, LoiVan, MaDonViLe, MaNguoiKy, NgayThang, NoiNhan, SoVanBan, not_empty, wrong

_CacDoan = Annotated[DoanVan, AfterValidator(not_empty)]


class CanXacNhan(Record):
    """Chỗ văn bản khác bản gốc, hỏi người ký; in trong phiếu trình và bản đối chiếu, không in trong văn bản."""

    called = "nội dung cần xác nhận"
    vi_tri: LoiVan = Field(description="Chỗ nào, như người ta nói, ví dụ: Mục II, khoản 1, điểm c")
    ban_goc: _CacDoan = Field(description="Bản gốc ghi thế nào, hoặc không ghi gì")
    hien_ghi: _CacDoan = Field(
        description="Văn bản nay ghi thế nào, chép đúng như văn bản in, kể cả số thứ tự; mỗi đoạn một dòng"
    )
    ly_do: LoiVan | None = Field(None, description="Vì sao nay ghi khác")

    @model_validator(mode="after")
    def _differs(self) -> Self:
        if self.ban_goc == self.hien_ghi:
            raise wrong("ban_goc và hien_ghi giống nhau", "sửa một trong hai, hoặc bỏ mục này")
        return self


class VanBan(Record):
    """Number, date, signer and recipients; the fields of every document."""

    so: SoVanBan | None = Field(None, description="Số văn bản; bỏ trống để Văn thư cấp")
    ngay_ban_hanh: NgayThang | None = Field(None, description="Ngày ban hành; bỏ trống để Văn thư ghi")
    nguoi_ky: MaNguoiKy = Field(description="Mã người ký, khai báo trong co_quan.yaml")
    noi_nhan: tuple[NoiNhan, ...] = Field(
        (), description="Nơi nhận, không gồm dòng Lưu; bỏ trống thì theo co_quan.yaml"
    )
    don_vi_soan_thao: MaDonViLe | None = Field(None, description="Đơn vị soạn thảo; bỏ trống thì theo co_quan.yaml")
    can_xac_nhan: tuple[CanXacNhan, ...] = Field(
        (), description="Những chỗ cần người ký xác nhận; không in trong văn bản, xác nhận rồi thì xóa"
    )
