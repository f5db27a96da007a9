"""The typed values of a workspace: the office, the plan, its tasks, their progress.

Field names are the keys of the YAML, the names in the Word templates and the words of the messages. Every record
knows the place of each of its values (`record.place("so")`). A mistake found here is raised with `wrong(…)`, which
carries finding, remedy and basis in Vietnamese; `load` adds the place and collects them all.
"""

from docgen.model.ban_hanh import BanHanh
from docgen.model.chi_tieu import ChiTieu, DaiLuong, cac_dai_luong
from docgen.model.co_quan import CoQuan, KiemTheThuc, NguoiKy, TrinhBay
from docgen.model.danh_gia import DanhGia, KetQuaNam
from docgen.model.dieu_chinh import DIEU_CHINH, DieuChinh
from docgen.model.hieu_luc import LanDieuChinh, cac_nhiem_vu_theo_ma, han_ke_hoach, in_giong_nhau
from docgen.model.ho_so import LUY_KE, QUY, HoSo, KyBaoCao, Nhom, theo_ke_hoach
from docgen.model.ke_hoach import ChiSo, KeHoach, Khoan, Muc, NhomNhiemVu, PhuLuc
from docgen.model.nhiem_vu import UNITS, CoNhiemVu, NhiemVu, PhanCong, cac_phan
from docgen.model.record import Record
from docgen.model.thoi_gian import ThoiGian, parse_thoi_gian
from docgen.model.tien_do import (
    BaoCao,
    DaKhacPhuc,
    DeXuat,
    GiaHan,
    KhoKhan,
    KiemTra,
    LoiVanBaoCao,
    NhiemVuBoSung,
    SanPham,
    SoLieuChiTieu,
    TienDo,
    TienDoQuy,
    VanBanChiDao,
)
from docgen.model.values import Codes, parse_date, parse_number
from docgen.model.van_ban import CanXacNhan, VanBan

__all__ = [
    "DIEU_CHINH",
    "LUY_KE",
    "QUY",
    "UNITS",
    "BanHanh",
    "BaoCao",
    "CanXacNhan",
    "ChiSo",
    "ChiTieu",
    "CoNhiemVu",
    "CoQuan",
    "Codes",
    "DaKhacPhuc",
    "DaiLuong",
    "DanhGia",
    "DeXuat",
    "DieuChinh",
    "GiaHan",
    "HoSo",
    "KeHoach",
    "KetQuaNam",
    "KhoKhan",
    "Khoan",
    "KiemTheThuc",
    "KiemTra",
    "KyBaoCao",
    "LanDieuChinh",
    "LoiVanBaoCao",
    "Muc",
    "NguoiKy",
    "NhiemVu",
    "NhiemVuBoSung",
    "Nhom",
    "NhomNhiemVu",
    "PhanCong",
    "PhuLuc",
    "Record",
    "SanPham",
    "SoLieuChiTieu",
    "ThoiGian",
    "TienDo",
    "TienDoQuy",
    "TrinhBay",
    "VanBan",
    "VanBanChiDao",
    "cac_dai_luong",
    "cac_nhiem_vu_theo_ma",
    "cac_phan",
    "han_ke_hoach",
    "in_giong_nhau",
    "parse_date",
    "parse_number",
    "parse_thoi_gian",
    "theo_ke_hoach",
]
