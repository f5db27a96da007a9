"""The progress of a quarter: data/<mã kế hoạch>/tien_do/quy_N.yaml."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from docgen.model.nhiem_vu import LEADS, WHEN, NhiemVu
from docgen.model.record import Record
from docgen.model.values import (
    Chu,
    DoanVan,
    MaChiTieu,
    MaDonViLe,
    MaNhiemVu,
    MaNhom,
    NgayThang,
    So,
    whole_number,
    whole_number_schema,
    wrong,
)
from docgen.model.van_ban import VanBan

PhanTram = Annotated[int, whole_number(0, 100, "%"), whole_number_schema(0, 100)]


class SoLieuChiTieu(Record):
    """Số liệu trong kỳ cho một chỉ tiêu của nhiệm vụ."""

    called = "số liệu chỉ tiêu"
    chi_tieu: MaChiTieu = Field(description="Mã chỉ tiêu trong kế hoạch")
    so_dat: So = Field(description="Số đạt được trong kỳ")
    tong_so: So | None = Field(None, description="Tổng số phải làm trong kỳ, chỉ ghi với chỉ tiêu tính bằng %")
    luy_ke: So | None = Field(None, description="Số đạt lũy kế từ đầu năm, nếu muốn docgen đối chiếu")


class SanPham(Record):
    """Văn bản, sản phẩm minh chứng cho kết quả."""

    called = "sản phẩm"
    ten: Chu = Field(description="Tên sản phẩm, ví dụ: Báo cáo")
    so_ky_hieu: Chu | None = Field(None, description="Số, ký hiệu, ví dụ: 12/BC-VPUBND")
    ngay: NgayThang = Field(description="Ngày ban hành")


class KhoKhan(Record):
    """Khó khăn, hạn chế và nguyên nhân."""

    called = "khó khăn"
    noi_dung: Chu = Field(description="Khó khăn, hạn chế")
    nguyen_nhan: Chu = Field(description="Nguyên nhân")
    loai: Literal["khách quan", "chủ quan"] = Field(description="Nguyên nhân khách quan hay chủ quan")


class GiaHan(Record):
    """Gia hạn đã được chấp thuận."""

    called = "gia hạn"
    den_ngay: NgayThang = Field(description="Hạn mới")
    van_ban: Chu = Field(description="Văn bản chấp thuận, ghi đủ số, ký hiệu, ngày")


class TienDo(Record):
    """Một đơn vị báo cáo về một nhiệm vụ. Không có gì để báo cáo thì chỉ ghi nhiem_vu và don_vi."""

    called = "tiến độ"
    nhiem_vu: MaNhiemVu = Field(description="Mã nhiệm vụ")
    don_vi: MaDonViLe = Field(description="Mã đơn vị báo cáo")
    ket_qua: DoanVan = Field((), description="Kết quả trong kỳ, bằng lời; có kết quả là đã thực hiện trong kỳ")
    ty_le_hoan_thanh: PhanTram | None = Field(None, description="Tỷ lệ hoàn thành đến hết kỳ, cho nhiệm vụ có thời hạn")
    ngay_hoan_thanh: NgayThang | None = Field(None, description="Ngày hoàn thành, cho nhiệm vụ có thời hạn")
    so_lieu_chi_tieu: tuple[SoLieuChiTieu, ...] = Field((), description="Số liệu cho các chỉ tiêu của nhiệm vụ")
    san_pham: tuple[SanPham, ...] = Field((), description="Sản phẩm, văn bản minh chứng")
    kho_khan: tuple[KhoKhan, ...] = Field((), description="Khó khăn, hạn chế và nguyên nhân")
    de_xuat: DoanVan = Field((), description="Đề xuất, kiến nghị")
    viec_ky_toi: DoanVan = Field((), description="Việc sẽ làm trong kỳ tới")
    gia_han: GiaHan | None = Field(None, description="Gia hạn đã được chấp thuận")

    @property
    def co_ket_qua(self) -> bool:
        """True where the unit has something to show for the period: words, a product or figures."""
        return bool(self.ket_qua or self.san_pham or self.so_lieu_chi_tieu)

    @model_validator(mode="after")
    def _completion_agrees(self) -> Self:
        if self.ngay_hoan_thanh and self.ty_le_hoan_thanh not in (None, 100):
            raise wrong(
                f"có ngày hoàn thành nhưng tỷ lệ hoàn thành mới {self.ty_le_hoan_thanh}%",
                "sửa ty_le_hoan_thanh thành 100 hoặc bỏ ngay_hoan_thanh",
            )
        if self.ty_le_hoan_thanh == 100 and not self.ngay_hoan_thanh:
            raise wrong("tỷ lệ hoàn thành 100% nhưng chưa có ngày hoàn thành", "thêm ngay_hoan_thanh, ví dụ 10/6/2026")
        if self.ngay_hoan_thanh and not self.ket_qua and not self.san_pham:
            raise wrong("đã hoàn thành nhưng chưa có kết quả hoặc sản phẩm", "thêm ket_qua hoặc san_pham")
        return self


class NhiemVuBoSung(NhiemVu):
    """Nhiệm vụ được giao thêm trong năm, với văn bản giao."""

    called = "nhiệm vụ bổ sung"
    nhom: MaNhom | None = Field(
        None, description="Mã nhóm nhiệm vụ của kế hoạch mà nhiệm vụ này thuộc về; bỏ trống thì in thành nhóm riêng"
    )
    van_ban: Chu = Field(description="Văn bản giao nhiệm vụ, ghi đủ số, ký hiệu, ngày")

    @model_validator(mode="after")
    def _assigned(self) -> Self:
        if not any(getattr(self, key) for key in LEADS) or getattr(self, WHEN) is None:
            raise wrong(
                "nhiệm vụ bổ sung chưa có đơn vị chủ trì (hoặc thực hiện) và thời gian",
                "thêm don_vi_chu_tri và thoi_gian_thuc_hien",
            )
        return self


class DungNhiemVu(Record):
    """Nhiệm vụ dừng thực hiện trong năm, với văn bản cho phép."""

    called = "dừng nhiệm vụ"
    nhiem_vu: MaNhiemVu = Field(description="Mã nhiệm vụ dừng thực hiện")
    van_ban: Chu = Field(description="Văn bản cho dừng, ghi đủ số, ký hiệu, ngày")


class BaoCao(VanBan):
    """What quarterly reports and the evaluation have in common."""

    so_lieu: Literal["chinh_thuc", "minh_hoa"] = Field(
        description="chinh_thuc, hoặc minh_hoa: mỗi trang in dòng SỐ LIỆU MINH HỌA và không trình ký được"
    )
    kinh_gui: DoanVan = Field((), description="Kính gửi, chỉ khi báo cáo cơ quan cấp trên")


class TienDoQuy(BaoCao):
    """data/<mã kế hoạch>/tien_do/quy_N.yaml: tiến độ trong quý và những gì báo cáo quý cần thêm."""

    called = "tiến độ quý"
    chi_dao_dieu_hanh: DoanVan = Field((), description="Công tác chỉ đạo, điều hành trong quý")
    uu_diem: DoanVan = Field((), description="Ưu điểm, thêm vào phần docgen viết từ số liệu")
    nhiem_vu_bo_sung: tuple[NhiemVuBoSung, ...] = Field((), description="Nhiệm vụ được giao thêm trong quý")
    dung_nhiem_vu: tuple[DungNhiemVu, ...] = Field((), description="Nhiệm vụ dừng thực hiện trong quý")
    tien_do: tuple[TienDo, ...] = Field((), description="Từng đơn vị báo cáo từng nhiệm vụ")
