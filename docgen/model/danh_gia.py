"""The final evaluation: data/<mã kế hoạch>/danh_gia.yaml."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Self

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from docgen.model.record import Record
from docgen.model.tien_do import BaoCao
from docgen.model.values import Chu, DoanVan, MaChiSo, MaNhom, So, not_empty, whole_number, whole_number_schema, wrong
from docgen.nghi_dinh.vietnamese import number, quoted

Hang = Annotated[int, whole_number(1, 99), whole_number_schema(1, 99)]
NamChiSo = Annotated[int, whole_number(2009, 2100), whole_number_schema(2009, 2100)]


class KetQuaNam(Record):
    """Kết quả chỉ số của một năm đã công bố."""

    called = "kết quả năm"
    nam: NamChiSo = Field(description="Năm của chỉ số")
    tong_diem: So = Field(description="Tổng điểm")
    xep_hang: Hang | None = Field(None, description="Xếp hạng trong các tỉnh có dữ liệu")
    so_tinh: Hang | None = Field(None, description="Số tỉnh có dữ liệu")
    diem: Annotated[
        dict[MaChiSo, So],
        WithJsonSchema({"type": "object", "additionalProperties": {"type": ["string", "number"]}}),
    ] = Field(description="Điểm từng chỉ số: mã chỉ số và điểm")

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if self.xep_hang and self.so_tinh and self.xep_hang > self.so_tinh:
            raise wrong(f"xếp hạng {self.xep_hang} lớn hơn số tỉnh {self.so_tinh}", "sửa xep_hang hoặc so_tinh")
        total = sum(self.diem.values(), Decimal())
        if abs(total - self.tong_diem) > Decimal("0.001"):
            raise wrong(
                f"tổng điểm {number(self.tong_diem)} khác tổng các chỉ số thành phần {number(total)}",
                "sửa tong_diem hoặc điểm của chỉ số",
            )
        return self


class NhanDinh(Record):
    """Nhận định của cơ quan về một nhóm nhiệm vụ (chỉ số nội dung)."""

    called = "nhận định"
    nhom: MaNhom = Field(description="Mã nhóm nhiệm vụ của kế hoạch")
    noi_dung: Annotated[DoanVan, AfterValidator(not_empty)] = Field(description="Nhận định")


class DanhGia(BaoCao):
    """data/<mã kế hoạch>/danh_gia.yaml: những gì báo cáo tổng kết cần thêm ngoài tiến độ bốn quý."""

    called = "đánh giá"
    nguon_ket_qua: Chu | None = Field(None, description="Nguồn của điểm và xếp hạng, in dưới bảng")
    ket_qua_chi_so: tuple[KetQuaNam, ...] = Field((), description="Điểm và xếp hạng theo năm")
    nhan_dinh: tuple[NhanDinh, ...] = Field((), description="Nhận định theo nhóm nhiệm vụ")
    uu_diem: DoanVan = Field((), description="Ưu điểm, thêm vào phần docgen viết từ số liệu")
    bai_hoc: DoanVan = Field((), description="Bài học kinh nghiệm")
    phuong_huong: DoanVan = Field((), description="Phương hướng, nhiệm vụ năm sau")
    kien_nghi: DoanVan = Field((), description="Đề xuất, kiến nghị")

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        for key, values in (
            ("nam", [str(found.nam) for found in self.ket_qua_chi_so]),
            ("nhom", [found.nhom for found in self.nhan_dinh]),
        ):
            twice = sorted({value for value in values if values.count(value) > 1})
            if twice:
                raise wrong(f"{key} {quoted(twice)} ghi hai lần", "gộp hai phần làm một")
        return self
