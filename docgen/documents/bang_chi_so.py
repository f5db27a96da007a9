"""The annex on an index: the table of scores, and the chart of the years."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from docgen.compute import DA_XONG, TongHop, dem_viec
from docgen.documents.bo_cuc import gan_nhan
from docgen.documents.cau_van import so, ty_le
from docgen.documents.chi_so import HaiNam, cac_nhom, decimals_of, hai_nam, nam_ket_qua, thu_hang
from docgen.docx.chart import ChartData
from docgen.model import ChiSo, DanhGia, HoSo
from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.vietnamese import number
from docgen.sources import at, fill, traced
from docgen.template.blocks import Cell, Paragraph, Row, Table
from docgen.template.parts import dau_bang, o, o_giua, row_tag


def bang_diem(ho_so: HoSo, danh_gia: DanhGia, found: TongHop) -> dict[str, Any]:
    """The scores of the two latest years, axis by axis, with the work done for each; empty where nothing is known."""
    pair = hai_nam(danh_gia, ho_so.ke_hoach.nam)
    if pair is None or not ho_so.ke_hoach.chi_so:
        return {}
    rows = []
    for number_, index in enumerate(ho_so.ke_hoach.chi_so, 1):
        if index.ma in pair.nam_nay.diem:
            rows.append(_hang_diem(pair, index, number_) | {"nhiem_vu": _viec_da_lam(ho_so, found, index)})
            rows += _thanh_phan(pair, index, number_)
    return {
        "nam_truoc": fill("Năm {}", nam_ket_qua(pair.nam_truoc)) if pair.nam_truoc else "Năm trước",
        "nam_nay": fill("Năm {}", nam_ket_qua(pair.nam_nay)),
        "cac_hang": rows,
        "tong": _cac_cot_diem(pair, pair.nam_truoc.tong_diem if pair.nam_truoc else None, pair.nam_nay.tong_diem),
        "ten_hang": "Xếp hạng (tính toán)" if pair.nam_nay.nguon_xep_hang == "tính toán" else "Xếp hạng",
        "hang_truoc": thu_hang(pair.nam_truoc),
        "hang_nay": thu_hang(pair.nam_nay),
    }


def _cac_cot_diem(pair: HaiNam, before: Decimal | None, now: Decimal) -> dict[str, str]:
    return {
        "truoc": "" if before is None else pair.diem(before),
        "nay": pair.diem(now),
        "thay_doi": "" if before is None else pair.thay_doi(now, before),
    }


def _hang_diem(pair: HaiNam, index: ChiSo, tt: int) -> dict[str, str]:
    before = pair.nam_truoc.diem.get(index.ma) if pair.nam_truoc else None
    most = traced(number(index.toi_da), at(index.place("toi_da"))) if index.toi_da is not None else ""
    return {
        "tt": gan_nhan(str(tt)),
        "ten": index.ten,
        "toi_da": most,
        **_cac_cot_diem(pair, before, pair.nam_nay.diem[index.ma]),
    }


def _thanh_phan(pair: HaiNam, index: ChiSo, tt: int) -> list[dict[str, str]]:
    """The components of an axis, where they are known."""
    before = {c.ten: c.diem for c in pair.nam_truoc.thanh_phan if c.chi_so == index.ma} if pair.nam_truoc else {}
    inner = [c for c in pair.nam_nay.thanh_phan if c.chi_so == index.ma]
    return [
        {
            "tt": gan_nhan(f"{tt}.{i}"),
            "ten": c.ten,
            "toi_da": "",
            "nhiem_vu": "",
            **_cac_cot_diem(pair, before.get(c.ten), c.diem),
        }
        for i, c in enumerate(inner, 1)
    ]


def _viec_da_lam(ho_so: HoSo, found: TongHop, index: ChiSo) -> str:
    """How much of the work for an axis was done: `5/6 nhiệm vụ (83,3%)`."""
    groups = {group.ma for group in cac_nhom(ho_so).get(index.ma, [])}
    tasks = [t for t in found.dang_thuc_hien if t.nhom.ma in groups]
    if not tasks:
        return "chưa có nhiệm vụ"
    whole = dem_viec(f"nhiệm vụ cho {index.ten}", tasks)
    # Of a thường xuyên task the year counts, as in the sentence on the whole plan, and not the last quarter alone.
    done = dem_viec(
        "làm đủ các quý, đã hoàn thành",
        [t for t in tasks if t.tinh_trang in DA_XONG or t.nhiem_vu.ma in found.lien_tuc],
    )
    return fill("{}/{} nhiệm vụ ({})", so(done), so(whole), ty_le(done, whole))


_COT_DIEM = ("toi_da", "truoc", "nay", "thay_doi")
BANG_DIEM = Table(
    widths=(11, None, 14, 22, 22, 22, 28),
    ten="Điểm các chỉ số",
    rows=[
        dau_bang(
            "TT",
            "Chỉ số",
            "Tối đa",
            "{{ bang_diem.nam_truoc }}",
            "{{ bang_diem.nam_nay }}",
            "Thay đổi",
            "Nhiệm vụ đã thực hiện",
        ),
        row_tag("for hang in bang_diem.cac_hang", 7),
        Row(
            [
                o_giua("{{ hang.tt }}"),
                o("{{ hang.ten }}"),
                *(o_giua(f"{{{{ hang.{cot} }}}}") for cot in _COT_DIEM),
                o_giua("{{ hang.nhiem_vu }}"),
            ]
        ),
        row_tag("endfor", 7),
        Row(
            [
                o_giua(""),
                Cell([Paragraph(nd30.NHOM_BANG, "Tổng điểm")]),
                o_giua(""),
                *(Cell([Paragraph(nd30.DAU_BANG, f"{{{{ bang_diem.tong.{cot} }}}}")]) for cot in _COT_DIEM[1:]),
                o_giua(""),
            ]
        ),
        row_tag("if bang_diem.hang_truoc or bang_diem.hang_nay", 7),
        Row(
            [
                o_giua(""),
                o("{{ bang_diem.ten_hang }}"),
                o_giua(""),
                o_giua("{{ bang_diem.hang_truoc }}"),
                o_giua("{{ bang_diem.hang_nay }}"),
                o_giua(""),
                o_giua(""),
            ]
        ),
        row_tag("endif", 7),
    ],
)


def bieu_do_diem(danh_gia: DanhGia, nam: int) -> ChartData | None:
    """The total of each year up to the plan's; None for fewer than two."""
    results = sorted((found for found in danh_gia.ket_qua_chi_so if found.nam <= nam), key=lambda found: found.nam)
    if len(results) < 2:
        return None
    decimals = max(decimals_of(found.tong_diem) for found in results)
    values = [found.tong_diem for found in results]
    return ChartData(
        [str(found.nam) for found in results], [("Tổng điểm", values)], horizontal=False, decimals=decimals
    )
