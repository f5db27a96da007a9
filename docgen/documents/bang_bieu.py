"""The tables of progress, statistics and quarters: their rows as templates use them, and the tables of the templates."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from docgen.compute import SoThongKe, TinhHinh, TinhTrang, TongHop, dem_viec
from docgen.documents import cau_danh_gia, cau_ket_qua, cau_tien_do, cau_van
from docgen.documents.bo_cuc import gan_nhan, thoi_gian
from docgen.documents.cau_van import DonVi
from docgen.model import QUY
from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.vietnamese import capitalised, is_long, number
from docgen.sources import Source, fill, join, stripped, traced
from docgen.template.blocks import Cell, Paragraph, Row, Table
from docgen.template.parts import cac_dong, dau_bang, hang_theo_nhom, long_or_short, o, o_giua, row_tag

T = TinhTrang


def _o(texts: Iterable[str]) -> list[str]:
    """The paragraphs of a cell; one empty paragraph where there is nothing."""
    return [text for text in texts if text] or [""]


# --- Progress of each task ------------------------------------------------------------------------------------


def hang_tien_do(found: TongHop, don_vi: DonVi, moi_dung: Collection[str]) -> list[dict[str, Any]]:
    """A row for each task that was neither finished nor dropped before the period, under its group.

    `moi_dung` are the codes of the tasks dropped in the period.
    """
    rows: list[dict[str, Any]] = []
    count = 0
    for nhom, tasks in found.theo_nhom():
        shown = [t for t in tasks.cac_tinh_hinh if not _het_viec(t, moi_dung)]
        if shown:
            rows.append({"nhom": nhom.tieu_de})
        for task in shown:
            count += 1
            rows.append(_hang_tien_do(task, count, don_vi))
    return rows


def _het_viec(task: TinhHinh, moi_dung: Collection[str]) -> bool:
    return task.nhiem_vu.ma not in moi_dung if task.da_dung else task.xong_truoc_ky


def _hang_tien_do(task: TinhHinh, tt: int, don_vi: DonVi) -> dict[str, Any]:
    notes = _o([*van_ban_cua(task), *_chua_bao_cao(task, don_vi)])
    product = task.nhiem_vu.san_pham or ""
    return {
        "nhom": "",
        "tt": gan_nhan(str(tt)),
        "nhiem_vu": task.nhiem_vu.ten,
        "chu_tri": don_vi(*chu_tri(task)),
        "thoi_han": _o(thoi_han(task)),
        "san_pham": _o([cau_ket_qua.san_pham(p) for r in task.bao_cao for p in r.san_pham] or [product]),
        "tinh_trang": _o(tinh_trang(task, don_vi)),
        "ghi_chu": notes,
        "qua_dai": is_long(notes),
    }


def chu_tri(task: TinhHinh) -> tuple[str, ...]:
    """The lead as the plan names it: codes of units or groups."""
    return task.nhiem_vu.don_vi_chu_tri or task.nhiem_vu.don_vi_thuc_hien


def thoi_han(task: TinhHinh) -> list[str]:
    """The deadline, and each extension on a line of its own; of other tasks when they are done."""
    when = task.nhiem_vu.thoi_gian_thuc_hien
    assert when is not None  # the model refuses a task without
    if when.den_ngay is None:
        return [thoi_gian(task.nhiem_vu)]
    return [
        cau_tien_do.han_dau(task),
        *(
            fill("{}: {}", cau_tien_do.viec_doi_han(each), cau_van.ngay(each.den_ngay, each.place))
            for each in task.gia_han
        ),
    ]


def tinh_trang(task: TinhHinh, don_vi: DonVi) -> list[str]:
    """The state of a task with what belongs to it: the day, the days late, how far it is, who is missing."""
    source = Source("tình trạng", (task.part,))
    said: list[str] = [traced(capitalised(task.tinh_trang.value), source)]
    if task.ngay_hoan_thanh:
        said.append(fill("Ngày {}", cau_tien_do.ngay_xong(task)))
    if task.so_ngay_qua_han:
        said.append(capitalised_late(task))
    if task.tinh_trang in (T.DANG_THUC_HIEN, T.CHUA_HOAN_THANH_QUA_HAN):
        rate = cau_tien_do.muc_do(task, don_vi)
        said += [cau_van.capitalised_like(rate)] if rate else []
    if task.tinh_trang is T.THUC_HIEN_MOT_PHAN and len(task.don_vi) > 1:
        said += [cau_van.capitalised_like(each) for each in cau_danh_gia.con_thieu_cua(task, don_vi)]
    return said


def capitalised_late(task: TinhHinh) -> str:
    """`Quá hạn 50 ngày`."""
    return cau_van.capitalised_like(cau_tien_do.so_ngay_tre(task))


def van_ban_cua(task: TinhHinh) -> list[str]:
    """By which documents a task was given, extended, dropped in the year."""
    said = [fill("Giao bổ sung theo {}", stripped(task.van_ban_giao))] if task.van_ban_giao else []
    for each in task.gia_han:
        how = cau_tien_do.viec_doi_han(each)
        late = "" if each.kip_thoi else f" ({how} sau khi đã quá hạn)"
        said.append(fill("{} theo {}{}", capitalised(how), stripped(each.van_ban), late))
    return said + ([fill("Dừng theo {}", stripped(task.van_ban_dung))] if task.da_dung else [])


def _chua_bao_cao(task: TinhHinh, don_vi: DonVi) -> list[str]:
    return [fill("Chưa báo cáo: {}", don_vi(*task.chua_bao_cao))] if task.chua_bao_cao else []


def het_viec_truoc(found: TongHop, moi_dung: Collection[str]) -> str:
    """The tasks that were finished or dropped before the period, in a sentence each; they have no row any more."""
    over = [t for t in found.cac_tinh_hinh if _het_viec(t, moi_dung)]
    done, dropped = [t for t in over if not t.da_dung], [t for t in over if t.da_dung]
    said = []
    if done:
        named = join("; ", [fill("{} (ngày {})", t.nhiem_vu.ten, cau_tien_do.ngay_xong(t)) for t in done])
        count = cau_van.so_nhiem_vu("hoàn thành trước kỳ", done)
        said.append(fill("Đã hoàn thành ở các kỳ trước {}: {}", count, named))
    if dropped:
        named = join("; ", [fill("{} (theo {})", t.nhiem_vu.ten, stripped(t.van_ban_dung)) for t in dropped])
        said.append(fill("Đã dừng ở các kỳ trước {}: {}", cau_van.so_nhiem_vu("dừng trước kỳ", dropped), named))
    return cau_van.doan_cau(said)


BANG_TIEN_DO = Table(
    widths=[11, None, 40, 31, 44, 40, 41],
    ten="Tiến độ thực hiện nhiệm vụ",
    rows=[
        dau_bang("TT", "Nhiệm vụ", "Chủ trì, thực hiện", "Thời hạn", "Sản phẩm", "Tình trạng", "Ghi chú"),
        *hang_theo_nhom(
            "bang_tien_do",
            *long_or_short(
                [
                    o_giua("{{ hang.tt }}"),
                    o("{{ hang.nhiem_vu }}"),
                    o("{{ hang.chu_tri }}"),
                    cac_dong("hang.thoi_han"),
                    cac_dong("hang.san_pham"),
                    cac_dong("hang.tinh_trang"),
                    cac_dong("hang.ghi_chu"),
                ]
            ),
        ),
    ],
)


# --- Statistics -----------------------------------------------------------------------------------------------


def hang_thong_ke(found: TongHop) -> list[dict[str, str]]:
    """The quantities by group, sub-lines numbered 1.1, with the quarter before, the year and the same quarter of last year."""
    rows: list[dict[str, str]] = []
    count = 0
    for nhom, tasks in found.theo_nhom():
        quantities = found.thong_ke(nhom, tasks)
        if quantities:
            rows.append({"nhom": nhom.tieu_de})
        for each in quantities:
            count += 1
            rows += _dong_thong_ke(each, str(count))
    return rows


def _dong_thong_ke(each: SoThongKe, label: str) -> list[dict[str, str]]:
    row = {
        "nhom": "",
        "tt": gan_nhan(label),
        "ten": each.dai_luong.ten,
        "don_vi_tinh": each.dai_luong.don_vi_tinh,
        **{cot: traced(number(value), source) if value is not None else "–" for cot, value, source in each.cac_so},
        "ghi_chu": "tại thời điểm" if each.dai_luong.cach_tinh == "tại thời điểm" else "",
    }
    inner = [row for i, line in enumerate(each.trong_do, 1) for row in _dong_thong_ke(line, f"{label}.{i}")]
    return [row, *inner]


def bang_thong_ke(*columns: tuple[str, str]) -> Table:
    """A table of quantities; `columns` are headings and keys of its figures."""
    return Table(
        widths=(14, None, 34, *(24 for _ in columns), 30),
        ten="Số liệu thống kê",
        rows=[
            dau_bang("TT", "Chỉ tiêu thống kê", "Đơn vị tính", *(heading for heading, _ in columns), "Ghi chú"),
            *hang_theo_nhom(
                "bang_thong_ke",
                Row(
                    [
                        o_giua("{{ hang.tt }}"),
                        o("{{ hang.ten }}"),
                        o_giua("{{ hang.don_vi_tinh }}"),
                        *(o_giua(f"{{{{ hang.{key} }}}}") for _, key in columns),
                        o("{{ hang.ghi_chu }}"),
                    ]
                ),
            ),
        ],
    )


# --- The year -------------------------------------------------------------------------------------------------


def hang_quy(quarters: Sequence[TongHop]) -> list[dict[str, str]]:
    """The quarters of the year one under the other: thường xuyên tasks of each, deadlines as they stood at its end."""
    return [_hang_quy(found) for found in quarters]


def _hang_quy(found: TongHop) -> dict[str, Any]:
    ky = QUY[found.quy - 1]
    return {
        "ten": capitalised(ky),
        "thuong_xuyen": dem_viec(f"{ky}: nhiệm vụ thường xuyên", found.thuong_xuyen),
        "da_thuc_hien": dem_viec(f"{ky}: đã thực hiện", found.o_tinh_trang(T.DA_THUC_HIEN)),
        "mot_phan": dem_viec(f"{ky}: thực hiện một phần", found.o_tinh_trang(T.THUC_HIEN_MOT_PHAN)),
        "chua_thuc_hien": dem_viec(f"{ky}: chưa thực hiện", found.o_tinh_trang(T.CHUA_THUC_HIEN)),
        "co_han": dem_viec(f"{ky}: nhiệm vụ có thời hạn", found.co_han),
        "hoan_thanh": dem_viec(f"{ky}: đã hoàn thành", found.hoan_thanh),
        "qua_han": dem_viec(f"{ky}: trong đó quá hạn", found.o_tinh_trang(T.HOAN_THANH_QUA_HAN)),
        "chua_xong_qua_han": dem_viec(f"{ky}: quá hạn chưa hoàn thành", found.o_tinh_trang(T.CHUA_HOAN_THANH_QUA_HAN)),
    }


_COT_QUY = (
    "thuong_xuyen", "da_thuc_hien", "mot_phan", "chua_thuc_hien", "co_han", "hoan_thanh", "qua_han", "chua_xong_qua_han",
)  # fmt: skip
BANG_QUY = Table(
    widths=(None, *(17 for _ in _COT_QUY)),
    ten="Kết quả qua các quý",
    rows=[
        Row(
            [
                Cell([Paragraph(nd30.DAU_BANG, "")]),
                Cell([Paragraph(nd30.DAU_BANG, "Nhiệm vụ thường xuyên (trong quý)")], span=4),
                Cell([Paragraph(nd30.DAU_BANG, "Nhiệm vụ có thời hạn (lũy kế đến hết quý)")], span=4),
            ],
            heading=True,
        ),
        dau_bang(
            "Kỳ",
            "Phải làm",
            "Đã làm",
            "Một phần",
            "Chưa làm",
            "Tổng số",
            "Đã xong",
            "Xong quá hạn",
            "Quá hạn chưa xong",
        ),
        row_tag("for hang in bang_quy", 9),
        Row([o("{{ hang.ten }}"), *(o_giua(f"{{{{ hang.{key} }}}}") for key in _COT_QUY)]),
        row_tag("endfor", 9),
    ],
)
