"""An adjustment of an issued plan: data/<mã kế hoạch>/dieu_chinh/lan_N.yaml."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from docgen.model.record import Record
from docgen.model.values import ChuKhongDau, DoanVan, LoiVan, MaNhiemVu, wrong
from docgen.model.van_ban import VanBan
from docgen.nghi_dinh.vietnamese import quoted

DIEU_CHINH = tuple(f"dieu_chinh/lan_{lan}.yaml" for lan in range(1, 10))


class LyDoDieuChinh(Record):
    """Vì sao điều chỉnh một nhiệm vụ."""

    called = "lý do điều chỉnh"
    nhiem_vu: MaNhiemVu = Field(description="Mã nhiệm vụ được điều chỉnh, bổ sung hoặc bỏ")
    ly_do: LoiVan = Field(description="Lý do, viết tiếp sau chữ “Lý do:”")


class DieuChinh(VanBan):
    """data/<mã kế hoạch>/dieu_chinh/lan_N.yaml: điều chỉnh kế hoạch đã ban hành; nội dung thay đổi do docgen so ra từ ke_hoach.yaml."""

    called = "điều chỉnh"
    trich_yeu: LoiVan | None = Field(None, description="Trích yếu; bỏ trống thì docgen viết: Điều chỉnh Kế hoạch …")
    can_cu: tuple[ChuKhongDau, ...] = Field((), description="Căn cứ điều chỉnh, mỗi căn cứ một dòng")
    mo_dau: DoanVan = Field((), description="Lời mở đầu; bỏ trống thì docgen viết, dẫn kế hoạch đã ban hành")
    ly_do: DoanVan = Field((), description="Lý do điều chỉnh chung")
    ly_do_rieng: tuple[LyDoDieuChinh, ...] = Field((), description="Lý do điều chỉnh từng nhiệm vụ")
    to_chuc_thuc_hien: DoanVan = Field((), description="Tổ chức thực hiện, viết thêm sau câu docgen viết")

    @model_validator(mode="after")
    def _each_task_once(self) -> Self:
        tasks = [each.nhiem_vu for each in self.ly_do_rieng]
        if twice := sorted({ma for ma in tasks if tasks.count(ma) > 1}):
            raise wrong(f"lý do của nhiệm vụ {quoted(twice)} ghi hai lần", "gộp hai phần làm một")
        return self
