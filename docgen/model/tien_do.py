"""The progress of a quarter: data/<mã kế hoạch>/tien_do/quy_N.yaml."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from docgen.model.nhiem_vu import LEADS, WHEN, NhiemVu
from docgen.model.record import Record
from docgen.model.tree import Mapping, Text
from docgen.model.values import (
    DoanVan,
    LoiVan,
    MaChiTieu,
    MaDaiLuong,
    MaDonViLe,
    MaKhoKhan,
    MaMoiKhoKhan,
    MaNhiemVu,
    MaNhom,
    NgayThang,
    So,
    not_empty,
    one_or_many,
    parse_date,
    whole_number,
    whole_number_schema,
    wrong,
)
from docgen.model.van_ban import VanBan
from docgen.nghi_dinh.vietnamese import quoted


def _one_or_list(item: dict[str, Any]) -> WithJsonSchema:
    """What an editor accepts where one may stand without a list."""
    return WithJsonSchema({"anyOf": [item, {"type": "array", "items": item}]})


PhanTram = Annotated[int, whole_number(0, 100, "%"), whole_number_schema(0, 100)]
SoLan = Annotated[int, whole_number(0, 999), whole_number_schema(0, 999)]


class SoLieuChiTieu(Record):
    """Số liệu trong kỳ cho một chỉ tiêu của nhiệm vụ; chỉ tiêu tại thời điểm thì ghi số đang có đến hết kỳ."""

    called = "số liệu chỉ tiêu"
    chi_tieu: MaChiTieu = Field(description="Mã chỉ tiêu trong kế hoạch")
    so_dat: So = Field(description="Số đạt được trong kỳ; chỉ tiêu tại thời điểm thì là số đạt đến hết kỳ")
    tong_so: So | None = Field(
        None, description="Tổng số phải làm, chỉ với chỉ tiêu tính bằng %; bỏ trống khi kế hoạch đã ghi tổng số cố định"
    )
    chuyen_sang: So | None = Field(
        None, description="Trong tong_so, số chưa xong của kỳ trước chuyển sang; lũy kế không tính số này lần nữa"
    )
    luy_ke: So | None = Field(None, description="Số đạt lũy kế từ đầu năm, nếu muốn docgen đối chiếu")


class SanPham(Record):
    """Văn bản, sản phẩm minh chứng cho kết quả."""

    called = "sản phẩm"
    ten: LoiVan = Field(description="Tên sản phẩm, ví dụ: Báo cáo")
    so_ky_hieu: LoiVan | None = Field(None, description="Số, ký hiệu, ví dụ: 12/BC-VPUBND")
    ngay: NgayThang = Field(description="Ngày ban hành")


class KhoKhan(Record):
    """Khó khăn, hạn chế: nêu ở một quý, theo dõi đến khi khắc phục xong (da_khac_phuc)."""

    called = "khó khăn"
    ma: MaMoiKhoKhan | None = Field(
        None, description="Mã, để quý sau ghi đã khắc phục; khó khăn trong một kỳ thì bỏ trống"
    )
    noi_dung: LoiVan = Field(description="Khó khăn, hạn chế")
    nguyen_nhan: LoiVan = Field(description="Nguyên nhân")
    loai: Literal["khách quan", "chủ quan"] = Field(description="Nguyên nhân khách quan hay chủ quan")
    don_vi: MaDonViLe | None = Field(None, description="Đơn vị phải khắc phục; bỏ trống là đơn vị báo cáo")
    bien_phap: LoiVan | None = Field(None, description="Biện pháp khắc phục")
    han: NgayThang | None = Field(None, description="Khắc phục xong trước ngày")


class DaKhacPhuc(Record):
    """Một khó khăn nêu ở quý trước (hoặc quý này) nay đã khắc phục."""

    called = "đã khắc phục"
    kho_khan: MaKhoKhan = Field(description="Mã khó khăn")
    ngay: NgayThang = Field(description="Ngày khắc phục xong")
    ket_qua: LoiVan = Field(description="Đã khắc phục như thế nào")


class DeXuat(Record):
    """Đề xuất, kiến nghị và nơi phải xem xét; đề xuất nội bộ không in trong báo cáo gửi cấp trên."""

    called = "đề xuất"
    noi_dung: LoiVan = Field(description="Đề xuất, kiến nghị")
    gui: Literal["cấp trên", "nội bộ"] | None = Field(None, description="Gửi cấp trên, hay trong nội bộ cơ quan")


def _de_xuat(value: Any) -> Any:
    """Plain words are a proposal that does not say yet who is to decide."""
    return [_noi_dung(each) if isinstance(each, Text) else each for each in one_or_many(value)]


def _noi_dung(text: Text) -> Mapping:
    mapping = Mapping(text.place)
    mapping["noi_dung"] = text
    mapping.keys_at["noi_dung"] = text.place
    return mapping


_DE_XUAT = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {
                "noi_dung": {"type": "string", "minLength": 1},
                "gui": {"enum": ["cấp trên", "nội bộ"], "description": "Gửi cấp trên, hay trong nội bộ cơ quan"},
            },
            "required": ["noi_dung"],
            "additionalProperties": False,
        },
    ]
}
CacDeXuat = Annotated[tuple[DeXuat, ...], BeforeValidator(_de_xuat), _one_or_list(_DE_XUAT)]


_NGAY_TRONG_VAN_BAN = re.compile(r"\bngày ([0-9]{1,2}/[0-9]{1,2}/[0-9]{4})")


class GiaHan(Record):
    """Gia hạn đã được chấp thuận. Gia hạn sau khi đã quá hạn không làm nhiệm vụ thành đúng hạn."""

    called = "gia hạn"
    den_ngay: NgayThang = Field(description="Hạn mới")
    van_ban: LoiVan = Field(description="Văn bản chấp thuận, ghi đủ số, ký hiệu, ngày")
    ngay: NgayThang | None = Field(None, description="Ngày chấp thuận; bỏ trống thì lấy ngày ghi trong van_ban")

    @model_validator(mode="after")
    def _is_dated(self) -> Self:
        if self.ngay_chap_thuan is None:
            raise wrong("gia hạn chưa rõ được chấp thuận ngày nào", "ghi ngày trong van_ban, ví dụ … ngày 25/8/2026")
        return self

    @property
    def ngay_chap_thuan(self) -> date | None:
        """The day on which it was granted."""
        found = _NGAY_TRONG_VAN_BAN.search(self.van_ban)
        return self.ngay or (parse_date(found[1]) if found else None)


class TienDo(Record):
    """Một đơn vị báo cáo về một nhiệm vụ. Không có gì để báo cáo thì chỉ ghi nhiem_vu và don_vi."""

    called = "tiến độ"
    nhiem_vu: MaNhiemVu = Field(description="Mã nhiệm vụ")
    don_vi: MaDonViLe = Field(description="Mã đơn vị báo cáo")
    ket_qua: DoanVan = Field((), description="Kết quả trong kỳ, bằng lời; {mã đại lượng} được thay bằng con số")
    so_lieu_thong_ke: Annotated[
        dict[MaDaiLuong, So],
        WithJsonSchema({"type": "object", "additionalProperties": {"type": ["string", "number"]}}),
    ] = Field({}, description="Số trong kỳ của các đại lượng: mã và số, ví dụ tin_bai: 151")
    so_lan: SoLan | None = Field(None, description="Số lần đã làm trong kỳ, với nhiệm vụ hằng tháng, hằng quý")
    ty_le_hoan_thanh: PhanTram | None = Field(None, description="Tỷ lệ hoàn thành đến hết kỳ, cho nhiệm vụ có thời hạn")
    ngay_hoan_thanh: NgayThang | None = Field(None, description="Ngày hoàn thành, cho nhiệm vụ có thời hạn")
    so_lieu_chi_tieu: tuple[SoLieuChiTieu, ...] = Field((), description="Số liệu cho các chỉ tiêu của nhiệm vụ")
    san_pham: tuple[SanPham, ...] = Field((), description="Sản phẩm, văn bản minh chứng")
    kho_khan: tuple[KhoKhan, ...] = Field((), description="Khó khăn, hạn chế và nguyên nhân")
    da_khac_phuc: tuple[DaKhacPhuc, ...] = Field((), description="Khó khăn nêu trước đây nay đã khắc phục")
    de_xuat: CacDeXuat = Field((), description="Đề xuất, kiến nghị; ghi gui: cấp trên hoặc nội bộ")
    viec_ky_toi: DoanVan = Field((), description="Việc sẽ làm trong kỳ tới")
    gia_han: GiaHan | None = Field(None, description="Gia hạn đã được chấp thuận")
    khong_co: Annotated[
        tuple[Literal["nguyen_nhan"], ...], BeforeValidator(one_or_many), _one_or_list({"const": "nguyen_nhan"})
    ] = Field((), description="Ghi nguyen_nhan khi nhiệm vụ chậm, chưa làm mà không có nguyên nhân nào cần nêu")

    @property
    def co_ket_qua(self) -> bool:
        """True where the unit has something to show for the period: words, a product or figures."""
        return bool(self.ket_qua or self.san_pham or self.so_lieu_chi_tieu or self.so_lieu_thong_ke or self.so_lan)

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
    van_ban: LoiVan = Field(description="Văn bản giao nhiệm vụ, ghi đủ số, ký hiệu, ngày")

    @model_validator(mode="after")
    def _assigned(self) -> Self:
        if not any(getattr(self, key) for key in LEADS) or getattr(self, WHEN) is None:
            raise wrong(
                "nhiệm vụ bổ sung chưa có đơn vị chủ trì (hoặc thực hiện) và thời gian",
                "thêm don_vi_chu_tri và thoi_gian_thuc_hien",
            )
        return self

    @property
    def ngay_giao(self) -> date | None:
        """The day of the document that gave the task, where it says one."""
        found = _NGAY_TRONG_VAN_BAN.search(self.van_ban)
        return parse_date(found[1]) if found else None


class DungNhiemVu(Record):
    """Nhiệm vụ dừng thực hiện trong năm, với văn bản cho phép."""

    called = "dừng nhiệm vụ"
    nhiem_vu: MaNhiemVu = Field(description="Mã nhiệm vụ dừng thực hiện")
    van_ban: LoiVan = Field(description="Văn bản cho dừng, ghi đủ số, ký hiệu, ngày")


class BaoCao(VanBan):
    """What quarterly reports and the evaluation have in common."""

    so_lieu: Literal["chinh_thuc", "minh_hoa"] = Field(
        description="chinh_thuc, hoặc minh_hoa: mỗi trang in dòng SỐ LIỆU MINH HỌA và không trình ký được"
    )
    kinh_gui: DoanVan = Field((), description="Kính gửi, chỉ khi báo cáo cơ quan cấp trên")


class VanBanChiDao(Record):
    """Văn bản chỉ đạo, điều hành ban hành trong kỳ."""

    called = "văn bản chỉ đạo"
    ten: LoiVan = Field(description="Tên loại, ví dụ: Công văn")
    so_ky_hieu: LoiVan = Field(description="Số, ký hiệu, ví dụ: 31/VPUBND-TCD")
    ngay: NgayThang = Field(description="Ngày ban hành")
    trich_yeu: LoiVan = Field(description="Nội dung, viết tiếp sau chữ “về”, ví dụ: việc công khai lịch tiếp công dân")


class KiemTra(Record):
    """Một cuộc kiểm tra trong kỳ."""

    called = "kiểm tra"
    ngay: NgayThang = Field(description="Ngày kiểm tra")
    noi_dung: LoiVan = Field(description="Kiểm tra việc gì, ví dụ: việc tiếp nhận, giải quyết hồ sơ")
    don_vi: Annotated[
        tuple[MaDonViLe, ...], BeforeValidator(one_or_many), _one_or_list({"type": "string", "x-ma": "don_vi_le"})
    ] = Field((), description="Mã các đơn vị được kiểm tra")
    ket_qua: LoiVan | None = Field(None, description="Kết quả, ví dụ: chấn chỉnh 02 trường hợp")


class NhanDinh(Record):
    """Lời văn của cơ quan về một nhóm nhiệm vụ (chỉ số nội dung), in đầu phần của nhóm."""

    called = "nhận định"
    nhom: MaNhom = Field(description="Mã nhóm nhiệm vụ của kế hoạch")
    noi_dung: Annotated[DoanVan, AfterValidator(not_empty)] = Field(description="Nhận định")


PhanCoTheBo = Literal["chi_dao_dieu_hanh", "uu_diem", "nhiem_vu_ky_toi", "de_xuat", "bai_hoc", "phuong_huong"]
KhongCo = Annotated[
    tuple[PhanCoTheBo, ...], BeforeValidator(one_or_many), _one_or_list({"enum": list(get_args(PhanCoTheBo))})
]


class LoiVanBaoCao(BaoCao):
    """What people write in a report; docgen puts it where it belongs, around what it writes from the figures."""

    chi_dao_dieu_hanh: DoanVan = Field((), description="Công tác chỉ đạo, điều hành")
    van_ban_chi_dao: tuple[VanBanChiDao, ...] = Field((), description="Văn bản chỉ đạo; docgen đếm và viết thành câu")
    kiem_tra: tuple[KiemTra, ...] = Field((), description="Các cuộc kiểm tra; docgen đếm và viết thành câu")
    nhan_dinh: tuple[NhanDinh, ...] = Field((), description="Lời văn theo nhóm nhiệm vụ")
    uu_diem: DoanVan = Field((), description="Ưu điểm, thêm vào phần docgen viết từ số liệu")
    han_che: DoanVan = Field((), description="Tồn tại, hạn chế chung, thêm vào phần docgen viết từ số liệu")
    nguyen_nhan: DoanVan = Field((), description="Nguyên nhân chung, thêm vào nguyên nhân của từng khó khăn")
    giai_phap: DoanVan = Field((), description="Giải pháp khắc phục")
    khong_co: KhongCo = Field((), description="Phần cố ý bỏ trống, để docgen không hỏi lại")

    @model_validator(mode="after")
    def _each_group_once(self) -> Self:
        groups = [found.nhom for found in self.nhan_dinh]
        twice = sorted({nhom for nhom in groups if groups.count(nhom) > 1})
        if twice:
            raise wrong(f"nhom {quoted(twice)} ghi hai lần", "gộp hai phần làm một")
        return self


class TienDoQuy(LoiVanBaoCao):
    """data/<mã kế hoạch>/tien_do/quy_N.yaml: tiến độ trong quý và những gì báo cáo quý cần thêm."""

    called = "tiến độ quý"
    nhiem_vu_ky_toi: DoanVan = Field(
        (), description="Nhiệm vụ trọng tâm quý tới, viết trước phần docgen lấy từ kế hoạch"
    )
    nhiem_vu_bo_sung: tuple[NhiemVuBoSung, ...] = Field((), description="Nhiệm vụ được giao thêm trong quý")
    dung_nhiem_vu: tuple[DungNhiemVu, ...] = Field((), description="Nhiệm vụ dừng thực hiện trong quý")
    tien_do: tuple[TienDo, ...] = Field((), description="Từng đơn vị báo cáo từng nhiệm vụ")
