"""The chart of tasks by state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from docgen.compute import TinhTrang, TongHop, dem_viec
from docgen.docx.chart import ChartData

T = TinhTrang


_TREN_BIEU_DO = {
    "Đã thực hiện, đã hoàn thành": (T.DA_THUC_HIEN, T.HOAN_THANH_DUNG_HAN, T.HOAN_THANH_QUA_HAN, T.HOAN_THANH),
    "Một phần, đang thực hiện": (T.THUC_HIEN_MOT_PHAN, T.DANG_THUC_HIEN),
    "Chưa thực hiện, chưa bắt đầu": (T.CHUA_THUC_HIEN, T.CHUA_BAT_DAU, T.CHUA_DEN_KY, T.CHUA_XAC_DINH),
    "Quá hạn chưa hoàn thành": (T.CHUA_HOAN_THANH_QUA_HAN,),
}
_IT_NHAT = (2, 5)  # groups, tasks: fewer are told faster in words


_TREN_BIEU_DO_NAM = {
    "Đã hoàn thành, thực hiện đủ các quý": (T.DA_THUC_HIEN, T.HOAN_THANH_DUNG_HAN, T.HOAN_THANH_QUA_HAN, T.HOAN_THANH),
    "Có quý chưa thực hiện đủ": (T.THUC_HIEN_MOT_PHAN, T.CHUA_THUC_HIEN),
    "Còn trong hạn": (T.DANG_THUC_HIEN, T.CHUA_BAT_DAU, T.CHUA_DEN_KY, T.CHUA_XAC_DINH),
    "Quá hạn chưa hoàn thành": (T.CHUA_HOAN_THANH_QUA_HAN,),
}


def bieu_do_nam(found: TongHop) -> ChartData | None:
    """The chart of the year: a thường xuyên task counts as done where it was done in every quarter."""
    tasks = tuple(
        replace(t, tinh_trang=T.THUC_HIEN_MOT_PHAN)
        if t.tinh_trang is T.DA_THUC_HIEN and t.nhiem_vu.ma not in found.lien_tuc
        else t
        for t in found.cac_tinh_hinh
    )
    return bieu_do_nhom(replace(found, cac_tinh_hinh=tasks), _TREN_BIEU_DO_NAM)


def bieu_do_nhom(found: TongHop, tren_bieu_do: Mapping[str, tuple[TinhTrang, ...]] = _TREN_BIEU_DO) -> ChartData | None:
    """Tasks by state, a bar for each group; None where a chart would show nothing that a sentence does not."""
    groups = [(nhom, tasks) for nhom, tasks in found.theo_nhom() if tasks.dang_thuc_hien]
    if len(groups) < _IT_NHAT[0] or len(found.dang_thuc_hien) < _IT_NHAT[1]:
        return None
    series = [
        (name, [dem_viec(f"{nhom.tieu_de}: {name}", tasks.o_tinh_trang(*states)) for nhom, tasks in groups])
        for name, states in tren_bieu_do.items()
    ]
    return ChartData([nhom.tieu_de for nhom, _ in groups], series)
