"""The figures of a period: pure functions of the dossier. Every figure carries its parts.

`tinh_trang` says what state a task is in, and what is counted; `chi_tieu` targets, `thong_ke` quantities, `kho_khan`
difficulties; `tong_hop` is the whole of a quarter.
"""

from docgen.compute.chi_tieu import KHONG_DAT, DanhGiaChiTieu, KetQuaChiTieu
from docgen.compute.kho_khan import TheoDoiKhoKhan
from docgen.compute.thong_ke import SoThongKe, viet_so_dem
from docgen.compute.tinh_trang import (
    CO_HAN,
    DA_HOAN_THANH,
    DA_XONG,
    THUONG_XUYEN,
    LanGiaHan,
    TinhHinh,
    TinhTrang,
    dem_viec,
    qua_han_bao_nhieu,
)
from docgen.compute.tong_hop import DanhSach, TongHop, tong_hop, ty_le

__all__ = [
    "CO_HAN",
    "DA_HOAN_THANH",
    "DA_XONG",
    "KHONG_DAT",
    "THUONG_XUYEN",
    "DanhGiaChiTieu",
    "DanhSach",
    "KetQuaChiTieu",
    "LanGiaHan",
    "SoThongKe",
    "TheoDoiKhoKhan",
    "TinhHinh",
    "TinhTrang",
    "TongHop",
    "dem_viec",
    "qua_han_bao_nhieu",
    "tong_hop",
    "ty_le",
    "viet_so_dem",
]
