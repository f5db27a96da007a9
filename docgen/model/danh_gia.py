"""The final evaluation: data/<mã kế hoạch>/danh_gia.yaml."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, WithJsonSchema, model_validator

from docgen.model.record import Record
from docgen.model.tien_do import LoiVanBaoCao
from docgen.model.values import DoanVan, LoiVan, MaChiSo, MaNhiemVu, So, whole_number, whole_number_schema, wrong
from docgen.nghi_dinh.vietnamese import number, quoted

XepHang = Annotated[int, whole_number(1, 99), whole_number_schema(1, 99)]
NamChiSo = Annotated[int, whole_number(2009, 2100), whole_number_schema(2009, 2100)]


BangDiem = Annotated[
    dict[MaChiSo, So],
    WithJsonSchema({"type": "object", "additionalProperties": {"type": ["string", "number"]}}),
]


class ThanhPhanChiSo(Record):
    """Điểm một chỉ số thành phần."""

    called = "chỉ số thành phần"
    chi_so: MaChiSo = Field(description="Mã chỉ số mà thành phần này thuộc về")
    ten: LoiVan = Field(description="Tên chỉ số thành phần")
    diem: So = Field(description="Điểm")


class SoSanh(Record):
    """Điểm của một nơi khác, hoặc trung bình cả nước, để so sánh."""

    called = "so sánh"
    ten: LoiVan = Field(description="Tên nơi so sánh, ví dụ: trung bình cả nước, tỉnh Điện Biên")
    tong_diem: So = Field(description="Tổng điểm")


class KetQuaNam(Record):
    """Kết quả chỉ số của một năm đã công bố."""

    called = "kết quả năm"
    nam: NamChiSo = Field(description="Năm của chỉ số")
    tong_diem: So = Field(description="Tổng điểm")
    xep_hang: XepHang | None = Field(None, description="Xếp hạng trong các tỉnh có dữ liệu")
    so_tinh: XepHang | None = Field(None, description="Số tỉnh có dữ liệu")
    nguon_xep_hang: Literal["công bố", "tính toán"] = Field(
        "công bố", description="Xếp hạng do cơ quan đo lường công bố, hay do cơ quan tự tính từ điểm"
    )
    nhom_xep_hang: LoiVan | None = Field(None, description="Nhóm xếp hạng, ví dụ: nhóm trung bình thấp")
    diem: BangDiem = Field(description="Điểm từng chỉ số: mã chỉ số và điểm")
    thanh_phan: tuple[ThanhPhanChiSo, ...] = Field((), description="Điểm các chỉ số thành phần, nếu có")
    so_sanh: tuple[SoSanh, ...] = Field((), description="Điểm của nơi khác, trung bình cả nước")

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


class ChuaCoKetQua(Record):
    """Năm chưa có kết quả chỉ số, và vì sao."""

    called = "chưa có kết quả"
    nam: NamChiSo = Field(description="Năm của chỉ số")
    ly_do: Literal["chưa công bố", "chưa có trong tay", "không khảo sát"] = Field(description="Vì sao chưa có")


class KetQuaCaNam(Record):
    """Kết quả cả năm của một nhiệm vụ, bằng lời, cho phụ lục của báo cáo tổng kết."""

    called = "kết quả cả năm"
    nhiem_vu: MaNhiemVu = Field(description="Mã nhiệm vụ")
    noi_dung: DoanVan = Field(description="Kết quả cả năm; {mã đại lượng} được thay bằng con số cả năm")


class DanhGia(LoiVanBaoCao):
    """data/<mã kế hoạch>/danh_gia.yaml: những gì báo cáo tổng kết cần thêm ngoài tiến độ bốn quý."""

    called = "đánh giá"
    nguon_ket_qua: LoiVan | None = Field(None, description="Nguồn của điểm và xếp hạng, in dưới bảng")
    ket_qua_chi_so: tuple[KetQuaNam, ...] = Field((), description="Điểm và xếp hạng theo năm")
    chua_co_ket_qua: tuple[ChuaCoKetQua, ...] = Field((), description="Những năm chưa có kết quả chỉ số, và lý do")
    ket_qua_ca_nam: tuple[KetQuaCaNam, ...] = Field((), description="Kết quả cả năm của từng nhiệm vụ, bằng lời")
    bai_hoc: DoanVan = Field((), description="Bài học kinh nghiệm")
    phuong_huong: DoanVan = Field((), description="Phương hướng, nhiệm vụ năm sau")
    kien_nghi: DoanVan = Field((), description="Đề xuất, kiến nghị với cấp trên")

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        years = [str(nam) for nam in (*(f.nam for f in self.ket_qua_chi_so), *(f.nam for f in self.chua_co_ket_qua))]
        for key, values in (("nam", years), ("nhiem_vu", [found.nhiem_vu for found in self.ket_qua_ca_nam])):
            twice = sorted({value for value in values if values.count(value) > 1})
            if twice:
                raise wrong(f"{key} {quoted(twice)} ghi hai lần", "gộp hai phần làm một")
        return self
