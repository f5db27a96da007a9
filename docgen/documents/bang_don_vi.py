"""The table by unit: its rows, and the table of the templates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docgen.compute import CO_HAN, THUONG_XUYEN, TinhHinh, TinhTrang, TongHop, dem_viec
from docgen.documents.bo_cuc import gan_nhan
from docgen.documents.cau_van import DonVi
from docgen.nghi_dinh import nd30
from docgen.sources import Count, Part, Source
from docgen.template.blocks import Cell, Paragraph, Row, Table
from docgen.template.parts import dau_bang, khi_co, o, o_giua, row_tag

T = TinhTrang


@dataclass(frozen=True)
class _CotDonVi:
    """A column of the table by unit: what it counts."""

    key: str
    ten: str
    states: tuple[TinhTrang, ...]


_COT_DON_VI = (
    _CotDonVi("duoc_giao", "được giao", (*CO_HAN, *THUONG_XUYEN, T.HOAN_THANH, T.CHUA_XAC_DINH, T.CHUA_DEN_KY)),
    _CotDonVi("da_thuc_hien", "thường xuyên, đã thực hiện", (T.DA_THUC_HIEN,)),
    _CotDonVi("chua_thuc_hien", "thường xuyên, chưa thực hiện", (T.CHUA_THUC_HIEN,)),
    _CotDonVi("dung_han", "có thời hạn, hoàn thành đúng hạn", (T.HOAN_THANH_DUNG_HAN,)),
    _CotDonVi("qua_han", "có thời hạn, hoàn thành quá hạn", (T.HOAN_THANH_QUA_HAN,)),
    _CotDonVi("trong_han", "có thời hạn, còn trong hạn", (T.DANG_THUC_HIEN, T.CHUA_BAT_DAU)),
    _CotDonVi("chua_xong_qua_han", "có thời hạn, quá hạn chưa hoàn thành", (T.CHUA_HOAN_THANH_QUA_HAN,)),
    _CotDonVi("khong_han", "không định hạn, chưa đến kỳ", (T.HOAN_THANH, T.CHUA_XAC_DINH, T.CHUA_DEN_KY)),
)


def hang_don_vi(found: TongHop, don_vi: DonVi, quarters: Sequence[TongHop] = ()) -> dict[str, Any]:
    """A row for each unit that does a task, its own part of joint tasks alone; the columns add up to the last row.

    With the quarters of a year a thường xuyên task counts as done where the unit did it in all of them.
    """
    units = dict.fromkeys(unit for t in found.dang_thuc_hien for unit in t.don_vi)
    missed = {(t.nhiem_vu.ma, u) for q in quarters for t in q.o_tinh_trang(*THUONG_XUYEN) for u in t.chua_lam_du}

    def state(task: TinhHinh, unit: str) -> TinhTrang:
        own = task.cua_don_vi(unit)
        return T.CHUA_THUC_HIEN if own in THUONG_XUYEN and (task.nhiem_vu.ma, unit) in missed else own

    own = {u: [(t, state(t, u)) for t in found.dang_thuc_hien if u in t.don_vi] for u in units}
    silent = {u: [t for t in found.dang_thuc_hien if u in t.chua_bao_cao] for u in units}
    rows: list[dict[str, Any]] = []
    for tt, unit in enumerate(units, 1):
        ten = don_vi(unit)
        cells = {cot.key: _dem_phan(f"{ten}: {cot.ten}", own[unit], cot.states) for cot in _COT_DON_VI}
        chua_bao_cao = dem_viec(f"{ten}: chưa báo cáo", silent[unit])
        rows.append({"tt": gan_nhan(str(tt)), "ten": ten, **cells, "chua_bao_cao": chua_bao_cao})
    keys = [*(cot.key for cot in _COT_DON_VI), "chua_bao_cao"]
    total = {key: _cong_lai([row[key] for row in rows]) for key in keys}
    joint = any(len(t.don_vi) > 1 for t in found.dang_thuc_hien)
    return {"cac_hang": rows, "tong": {"ten": "Cộng", **total}, "co_viec_chung": joint}


def _dem_phan(ten: str, own: Sequence[tuple[TinhHinh, TinhTrang]], states: tuple[TinhTrang, ...]) -> Count:
    parts = tuple(Part(f"{t.nhiem_vu.ten} — {state.value}", t.part.places) for t, state in own if state in states)
    return Count(len(parts), Source(ten, parts))


def _cong_lai(counts: Sequence[Count]) -> Count:
    return Count(sum(counts), Source("cộng các đơn vị", tuple(part for count in counts for part in count.source.parts)))


def bang_don_vi(da_thuc_hien: str, chua_thuc_hien: str, *, chua_bao_cao: bool) -> Table:
    """The table by unit; the two texts head the columns of thường xuyên tasks."""
    keys = [cot.key for cot in _COT_DON_VI] + (["chua_bao_cao"] if chua_bao_cao else [])
    heads = [
        "Được giao",
        da_thuc_hien,
        chua_thuc_hien,
        "Xong đúng hạn",
        "Xong quá hạn",
        "Còn trong hạn",
        "Quá hạn chưa xong",
        "Không định hạn, chưa đến kỳ",
    ]
    heads += ["Chưa báo cáo"] if chua_bao_cao else []
    so_cot = 2 + len(keys)
    return Table(
        widths=(12, None, *(21 for _ in keys)),
        ten="Kết quả theo đơn vị",
        rows=[
            dau_bang("TT", "Đơn vị", *heads),
            row_tag("for hang in bang_don_vi.cac_hang", so_cot),
            Row([o_giua("{{ hang.tt }}"), o("{{ hang.ten }}"), *(o_giua(f"{{{{ hang.{key} }}}}") for key in keys)]),
            row_tag("endfor", so_cot),
            Row(
                [
                    o_giua(""),
                    Cell([Paragraph(nd30.NHOM_BANG, "{{ bang_don_vi.tong.ten }}")]),
                    *(Cell([Paragraph(nd30.DAU_BANG, f"{{{{ bang_don_vi.tong.{key} }}}}")]) for key in keys),
                ]
            ),
        ],
    )


GHI_CHU_DON_VI = khi_co(
    "bang_don_vi.co_viec_chung",
    Paragraph(
        nd30.LOI_VAN,
        "Nhiệm vụ nhiều đơn vị cùng thực hiện được tính cho từng đơn vị theo phần việc của đơn vị đó, nên số cộng lớn hơn số nhiệm vụ "
        "của kế hoạch.",
    ),
)
