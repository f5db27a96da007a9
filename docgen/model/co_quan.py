"""The office: data/co_quan.yaml."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, field_validator, model_validator

from docgen.model.record import Record
from docgen.model.values import (
    DoanVan,
    LePhai,
    LeTrai,
    LeTrenDuoi,
    LoiVan,
    MaDonViLe,
    MaMoiDonVi,
    MaMoiNguoiKy,
    NgayThang,
    NoiNhan,
    not_empty,
    one_or_many,
    whole_number,
    whole_number_schema,
    wrong,
)
from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.danh_xung import co_danh_xung


class CoQuanChuQuan(Record):
    """Cơ quan, tổ chức chủ quản trực tiếp."""

    called = "cơ quan chủ quản"
    ten: LoiVan = Field(description="Tên đầy đủ, ví dụ: Ủy ban nhân dân tỉnh Lai Châu")
    ten_viet_tat: LoiVan = Field(description="Tên viết tắt cụm từ thông dụng, ví dụ: UBND tỉnh Lai Châu")


class CoQuanBanHanh(Record):
    """Cơ quan, tổ chức ban hành văn bản."""

    called = "cơ quan ban hành"
    ten: LoiVan = Field(description="Tên chính thức, đầy đủ, ví dụ: Văn phòng Ủy ban nhân dân tỉnh Lai Châu")
    ten_tren_van_ban: LoiVan = Field(description="Tên ở đầu trang, dưới cơ quan chủ quản, ví dụ: Văn phòng")
    ten_trong_loi_van: LoiVan = Field(description="Tên dùng trong câu văn, ví dụ: Văn phòng UBND tỉnh")
    viet_tat: LoiVan = Field(description="Chữ viết tắt trong số, ký hiệu, ví dụ: VPUBND")


class DonVi(Record):
    """Phòng, ban, trung tâm của cơ quan."""

    called = "đơn vị"
    ma: MaMoiDonVi = Field(description="Mã đơn vị, dùng trong kế hoạch và báo cáo")
    ten: LoiVan = Field(description="Tên đầy đủ")
    viet_tat: LoiVan = Field(description="Tên viết tắt, ví dụ: HCQT")
    loai: Literal["phòng", "ban", "trung tâm", "khác"] = Field(description="Loại đơn vị")


class NhomDonVi(Record):
    """Nhóm đơn vị gọi bằng một tên chung, ví dụ: Các phòng, ban, trung tâm liên quan."""

    called = "nhóm đơn vị"
    ma: MaMoiDonVi = Field(description="Mã nhóm, dùng như mã đơn vị")
    ten: LoiVan = Field(description="Tên chung, in nguyên văn")
    don_vi_thanh_vien: tuple[MaDonViLe, ...] = Field(
        (), description="Mã các đơn vị trong nhóm; bỏ trống là tất cả đơn vị"
    )


QuyenHan = Literal["TM.", "Q.", "KT.", "TL.", "TUQ."]
_ONE_OR_MORE = {
    "anyOf": [{"enum": list(nd30.QUYEN_HAN_KY)}, {"type": "array", "items": {"enum": list(nd30.QUYEN_HAN_KY)}}]
}


class NguoiKy(Record):
    """Người ký văn bản, với quyền hạn và thời gian giữ chức vụ."""

    called = "người ký"
    ma: MaMoiNguoiKy = Field(description="Mã người ký")
    ho_ten: LoiVan = Field(description="Họ và tên, không ghi học hàm, học vị")
    chuc_vu: LoiVan = Field(description="Chức vụ lãnh đạo chính thức, ví dụ: Chánh Văn phòng")
    quyen_han: Annotated[tuple[QuyenHan, ...], BeforeValidator(one_or_many), WithJsonSchema(_ONE_OR_MORE)] = Field(
        (),
        description="Quyền hạn khi ký: TM., Q., KT., TL., TUQ.; hai cấp thì ghi [TL., KT.]; bỏ trống là ký trực tiếp",
    )
    thay_cho: DoanVan = Field(
        (), description="Chức vụ hoặc tập thể đứng sau TM., KT., TL., TUQ., theo thứ tự của quyen_han"
    )
    tu_ngay: NgayThang | None = Field(None, description="Giữ chức vụ từ ngày")
    den_ngay: NgayThang | None = Field(None, description="Giữ chức vụ đến ngày")

    @field_validator("ho_ten")
    @classmethod
    def _name_alone(cls, value: str) -> str:
        if co_danh_xung(value):
            raise wrong(
                f"trước họ tên người ký “{value}” có học hàm, học vị hoặc danh xưng",
                "chỉ ghi họ, tên đệm và tên",
                nd30.can_cu("Mục II, khoản 7, điểm c"),
            )
        return value

    @model_validator(mode="after")
    def _authority(self) -> Self:
        direct = self.quyen_han in ((), ("Q.",))
        if direct and self.thay_cho:
            raise wrong(
                "có khóa “thay_cho” nhưng quyền hạn không phải TM., KT., TL., TUQ.",
                "bỏ khóa thay_cho hoặc ghi đúng quyen_han",
            )
        if not direct and len(self.thay_cho) != len(self.quyen_han):
            raise wrong(
                f"ký {', '.join(self.quyen_han)} nhưng chưa ghi đủ ký thay cho ai",
                "thêm dòng thay_cho, ví dụ thay_cho: Chánh Văn phòng",
                nd30.can_cu("Mục II, khoản 7, điểm b"),
            )
        if self.tu_ngay and self.den_ngay and self.tu_ngay > self.den_ngay:
            raise wrong("tu_ngay sau den_ngay", "sửa một trong hai ngày")
        return self


class ChuVietTat(Record):
    """Chữ viết tắt dùng trong văn bản của cơ quan."""

    called = "chữ viết tắt"
    viet_tat: LoiVan = Field(description="Chữ viết tắt, ví dụ: TTHC")
    day_du: LoiVan = Field(description="Cụm từ đầy đủ, ví dụ: thủ tục hành chính")


_SMALLER, _LARGER = map(int, nd30.LOI_VAN.co_chu)


def _size_beside(text: int, thanh_phan: nd30.ThanhPhan) -> float:
    return thanh_phan.co_chu[1 if text == _LARGER else 0]


def _sizes_beside(text: int) -> str:
    """`14 (Quốc hiệu 13, Tiêu ngữ 14)`"""
    quoc_hieu, tieu_ngu = (_size_beside(text, part) for part in (nd30.QUOC_HIEU, nd30.TIEU_NGU))
    return f"{text} (Quốc hiệu {quoc_hieu:g}, Tiêu ngữ {tieu_ngu:g})"


class TrinhBay(Record):
    """Lựa chọn trình bày của cơ quan, trong khoảng Nghị định 30/2020/NĐ-CP cho phép. Lề tính bằng mm."""

    called = "trình bày"
    co_chu: Annotated[
        int,
        whole_number(_SMALLER, _LARGER, "", nd30.can_cu(nd30.LOI_VAN.can_cu)),
        whole_number_schema(_SMALLER, _LARGER),
    ] = Field(_LARGER, description=f"Cỡ chữ lời văn: {_sizes_beside(_LARGER)} hoặc {_sizes_beside(_SMALLER)}")
    lui_dau_dong: Literal["1 cm", "1,27 cm"] = Field("1,27 cm", description="Lùi đầu dòng của đoạn văn")
    le_tren: LeTrenDuoi = Field(nd30.LE_TREN_DUOI[0], description="Lề trên, mm")
    le_duoi: LeTrenDuoi = Field(nd30.LE_TREN_DUOI[0], description="Lề dưới, mm")
    le_trai: LeTrai = Field(nd30.LE_TRAI[0], description="Lề trái, mm")
    le_phai: LePhai = Field(nd30.LE_PHAI[0], description="Lề phải, mm")
    ten_chu_quan: Literal["viết tắt", "đầy đủ"] = Field(
        "viết tắt", description="Tên cơ quan chủ quản ở đầu trang: UBND … hay ỦY BAN NHÂN DÂN …"
    )

    def size(self, thanh_phan: nd30.ThanhPhan) -> float:
        """The size in pt of a component: the larger of its range beside the larger text, the smaller beside the smaller."""
        return _size_beside(self.co_chu, thanh_phan)

    def chieu_rong_chu(self, *, ngang: bool = False) -> float:
        """The width of the text in mm; on a page on its side (`ngang`) the margins have turned with the paper."""
        width, height = nd30.KHO_GIAY_A4
        return height - self.le_tren - self.le_duoi if ngang else width - self.le_trai - self.le_phai


class KiemTheThuc(Record):
    """Một mục kiểm thể thức mà cơ quan tắt hoặc đổi mức độ, với lý do."""

    called = "mục kiểm thể thức"
    quy_tac: LoiVan = Field(description="Mã mục, ví dụ noi_dung.khoang_cach_doan; docgen kiem in mã ở mỗi phát hiện")
    muc_do: Literal["tắt", "gợi ý", "cảnh báo", "lỗi"] = Field(description="Mức độ mới, hoặc tắt")
    ly_do: LoiVan = Field(description="Vì sao cơ quan quyết định như vậy")


class CoQuan(Record):
    """data/co_quan.yaml: cơ quan ban hành văn bản và những gì dùng chung cho mọi văn bản."""

    called = "cơ quan"
    co_quan_chu_quan: CoQuanChuQuan | None = Field(None, description="Cơ quan chủ quản trực tiếp, nếu có")
    co_quan_ban_hanh: CoQuanBanHanh = Field(description="Cơ quan ban hành văn bản")
    dia_danh: LoiVan = Field(description="Địa danh ghi trước ngày tháng năm, ví dụ: Lai Châu")
    don_vi: Annotated[tuple[DonVi, ...], AfterValidator(not_empty)] = Field(description="Các phòng, ban, trung tâm")
    nhom_don_vi: tuple[NhomDonVi, ...] = Field((), description="Các tên gọi chung cho nhiều đơn vị")
    nguoi_ky: Annotated[tuple[NguoiKy, ...], AfterValidator(not_empty)] = Field(description="Những người ký văn bản")
    noi_nhan: Annotated[tuple[NoiNhan, ...], AfterValidator(not_empty)] = Field(
        description="Nơi nhận mặc định, không gồm dòng Lưu"
    )
    don_vi_soan_thao: MaDonViLe = Field(description="Đơn vị soạn thảo mặc định, in ở dòng Lưu: VT")
    chu_viet_tat: tuple[ChuVietTat, ...] = Field((), description="Chữ viết tắt dùng trong văn bản")
    kiem_the_thuc: tuple[KiemTheThuc, ...] = Field((), description="Mục kiểm thể thức được tắt hoặc đổi mức độ")
    trinh_bay: TrinhBay = Field(TrinhBay(), description="Lựa chọn trình bày trong khoảng cho phép")

    def ten_don_vi(self, ma: str) -> str:
        """The printed name of a unit or a group of units."""
        names = {don_vi.ma: don_vi.ten for don_vi in self.don_vi} | {nhom.ma: nhom.ten for nhom in self.nhom_don_vi}
        return names[ma]

    def viet_tat_don_vi(self, ma: str) -> str:
        """The abbreviation of a unit."""
        return {don_vi.ma: don_vi.viet_tat for don_vi in self.don_vi}[ma]

    def thanh_vien(self, cac_ma: Iterable[str]) -> tuple[str, ...]:
        """The units that codes of units and groups stand for, each once; a group without members is all units."""
        groups = {nhom.ma: nhom.don_vi_thanh_vien or tuple(u.ma for u in self.don_vi) for nhom in self.nhom_don_vi}
        return tuple(dict.fromkeys(unit for ma in cac_ma for unit in groups.get(ma, (ma,))))

    def voi_don_vi_cua(self, other: CoQuan, cac_ma: Iterable[str]) -> CoQuan:
        """This office, with those of these units and groups that it had (in `other`) and has no longer: an issued plan still names them."""
        wanted = {*cac_ma, *other.thanh_vien(cac_ma)}
        update = {}
        for key in ("don_vi", "nhom_don_vi"):
            known = {each.ma for each in getattr(self, key)}
            lost = [each for each in getattr(other, key) if each.ma in wanted - known]
            update[key] = (*getattr(self, key), *lost)
        return self.model_copy(update=update)
