"""The annex of the evaluation with the year's result of each task."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docgen.compute import THUONG_XUYEN, SoThongKe, TinhHinh, TinhTrang, TongHop, dem_viec
from docgen.documents import bang_bieu, cau_ket_qua, cau_van
from docgen.documents.bo_cuc import gan_nhan
from docgen.documents.cau_ca_nam import so_ca_nam
from docgen.documents.cau_van import CacSo, DonVi, thanh_cau
from docgen.model import DanhGia, HoSo
from docgen.nghi_dinh.vietnamese import is_long
from docgen.sources import Source, fill, join, traced
from docgen.template.blocks import Table
from docgen.template.parts import cac_dong, dau_bang, hang_theo_nhom, long_or_short, o, o_giua

T = TinhTrang

CON_HAN = (T.DANG_THUC_HIEN, T.CHUA_BAT_DAU)


def hang_nhiem_vu(ho_so: HoSo, danh_gia: DanhGia, quarters: Sequence[TongHop], don_vi: DonVi) -> list[dict[str, Any]]:
    """A row for each task with the year's result."""
    words = {each.nhiem_vu: each.noi_dung for each in danh_gia.ket_qua_ca_nam}
    rows: list[dict[str, Any]] = []
    number = 0
    for nhom, tasks in quarters[-1].theo_nhom():
        rows.append({"nhom": nhom.tieu_de})
        of_group = quarters[-1].thong_ke_nhom.get(nhom.ma, ())
        for task in tasks.cac_tinh_hinh:
            number += 1
            result = _ket_qua_nam(task, words.get(task.nhiem_vu.ma, ()), of_group)
            rows.append(
                {
                    "nhom": "",
                    "tt": gan_nhan(str(number)),
                    "nhiem_vu": task.nhiem_vu.ten,
                    "chu_tri": don_vi(*bang_bieu.chu_tri(task)),
                    "thoi_han": bang_bieu.thoi_han(task),
                    "ket_qua": result or [""],
                    "tinh_trang": _tinh_trang_nam(task, quarters, don_vi),
                    "ghi_chu": bang_bieu.van_ban_cua(task) or [""],
                    "qua_dai": is_long(result),
                }
            )
    return rows


def _ket_qua_nam(task: TinhHinh, words: Sequence[str], of_group: Sequence[SoThongKe]) -> list[str]:
    """The year's result of a task: the words of the evaluation, the sums it does not name, the products."""
    cac_so = CacSo([*of_group, *task.thong_ke], lambda each: each.ca_nam)
    told = cau_van.nhac_den(words)
    sums = [so_ca_nam(s) for s in task.thong_ke if s.luy_ke is not None and s.dai_luong.ma not in told]
    products = [cau_ket_qua.san_pham(p) for r in task.den_nay for p in r.san_pham]
    said = [thanh_cau(text) for text in cac_so.cac_doan(words)]
    said += [thanh_cau(fill("Cả năm: {}", join("; ", sums)))] if sums else []
    return said + ([thanh_cau(fill("Sản phẩm: {}", join("; ", products)))] if products else [])


def _tinh_trang_nam(task: TinhHinh, quarters: Sequence[TongHop], don_vi: DonVi) -> list[str]:
    """The state at the year's end; of a thường xuyên task in how many quarters it was done."""
    if task.tinh_trang in CON_HAN:
        begun = "Đang thực hiện" if task.tinh_trang is T.DANG_THUC_HIEN else "Chưa bắt đầu"
        state = traced(f"{begun}, đến hạn sau ngày chốt số liệu", Source("tình trạng", (task.part,)))
        return [state, *bang_bieu.tinh_trang(task, don_vi)[1:]]
    if task.tinh_trang not in THUONG_XUYEN:
        return bang_bieu.tinh_trang(task, don_vi)
    mine = [t for q in quarters for t in q.cac_tinh_hinh if t.nhiem_vu.ma == task.nhiem_vu.ma]
    judged = [t for t in mine if t.tinh_trang in THUONG_XUYEN]
    done = dem_viec("số quý đã thực hiện", [t for t in judged if t.tinh_trang is T.DA_THUC_HIEN])
    whole = dem_viec("số quý phải thực hiện", judged)
    return [fill("Thực hiện {}/{} quý", traced(int(done), done.source), traced(int(whole), whole.source))]


BANG_NHIEM_VU = Table(
    widths=[11, 43, 35, 28, None, 33, 36],
    ten="Kết quả thực hiện từng nhiệm vụ",
    rows=[
        dau_bang("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn", "Kết quả cả năm", "Tình trạng", "Ghi chú"),
        *hang_theo_nhom(
            "bang_nhiem_vu",
            *long_or_short(
                [
                    o_giua("{{ hang.tt }}"),
                    o("{{ hang.nhiem_vu }}"),
                    o("{{ hang.chu_tri }}"),
                    cac_dong("hang.thoi_han"),
                    cac_dong("hang.ket_qua"),
                    cac_dong("hang.tinh_trang"),
                    cac_dong("hang.ghi_chu"),
                ]
            ),
        ),
    ],
)
