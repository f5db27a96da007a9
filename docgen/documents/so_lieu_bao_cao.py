"""The figures of a report as its template uses them, for the quarterly report and the evaluation alike.

Text, tables and charts take each figure from the one `TongHop` of the period.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from docgen.compute import (
    THUONG_XUYEN,
    KetQuaChiTieu,
    ThongKe,
    TinhHinh,
    TinhTrang,
    TongHop,
    figures,
    shares,
    thong_ke,
    tong_hop,
)
from docgen.documents.bo_cuc import ten_cac_don_vi
from docgen.docx.chart import ChartData
from docgen.model import QUY, CoQuan, HoSo, SanPham, TienDo
from docgen.nghi_dinh.vietnamese import capitalised, is_long, number, percent, rounded, short_date

_MOST_KEY_FIGURES = 9


def so_lieu_chung(ho_so: HoSo, cac_ky: Sequence[TongHop]) -> dict[str, Any]:
    """The figures as of the last of these quarters, and what the units wrote in all of them, as plain values."""
    so_lieu = cac_ky[-1]
    dem = so_lieu.tong
    reports = [report for ky in cac_ky for tinh_hinh in ky.cac_tinh_hinh for report in tinh_hinh.bao_cao]
    ten = _Ten(ho_so.co_quan)
    return {
        "ky": so_lieu.ky.ten,
        "chot": so_lieu.ky.chot,
        "chot_luy_ke": so_lieu.luy_ke.chot,
        **dong_don_vi("", "", dem),
        "thuong_xuyen": dem.thuong_xuyen,
        "co_han": dem.co_han,
        "bo_sung": len(so_lieu.bo_sung),
        "quy_thieu": [QUY[n - 1] for n in range(1, so_lieu.quy + 1) if n not in ho_so.tien_do],
        "ty_le_thuong_xuyen": dem.ty_le_thuong_xuyen,
        "ty_le_hoan_thanh": dem.ty_le_hoan_thanh,
        "lien_tuc": len(so_lieu.lien_tuc),
        "het_nam": so_lieu.quy == len(QUY),
        "ky_luy_ke": len(cac_ky) == 1 and so_lieu.quy > 1,
        "so_sanh": _so_sanh(so_lieu),
        "cac_nhom": [_nhom(ten, i, nhom.tieu_de, found) for i, (nhom, found) in enumerate(so_lieu.theo_nhom(), 1)],
        "nhiem_vu_dung": [
            f"{t.nhiem_vu.ten} (theo {_cau_tran(t.van_ban[-1][1])})" for t in so_lieu.cac_tinh_hinh if t.dung
        ],
        "nhiem_vu_chua_thuc_hien": _ten_nhiem_vu(so_lieu, TinhTrang.CHUA_THUC_HIEN),
        "nhiem_vu_qua_han": _ten_nhiem_vu(so_lieu, TinhTrang.CHUA_XONG_QUA_HAN),
        "kho_khan": [
            f"{ten(report.don_vi)}: {_cau_tran(kho_khan.noi_dung)}"
            for report in reports
            for kho_khan in report.kho_khan
        ],
        "khach_quan": _nguyen_nhan(reports, "khách quan"),
        "chu_quan": _nguyen_nhan(reports, "chủ quan"),
        "de_xuat": [
            f"{ten(report.don_vi)}: {_cau_tran(each.noi_dung)}" for report in reports for each in report.de_xuat
        ],
        "bang_tien_do": _bang_tien_do(ten, cac_ky),
        "bang_don_vi": _bang_don_vi(ten, so_lieu, ca_nam=len(cac_ky) > 1),
    }


def so_lieu_chinh(ho_so: HoSo, quy: int) -> list[str]:
    """The first figures of a quarter: totals and states of its tasks."""
    every = figures(tong_hop(ho_so, quy), lambda cac_ma: ten_cac_don_vi(cac_ma, ho_so.co_quan))
    return [
        f"{figure.ten}: {figure.viet[min(1, len(figure.viet) - 1)]}"
        for figure in every[:_MOST_KEY_FIGURES]
        if figure.cac_tinh_hinh
    ]


def _cau_tran(text: str) -> str:
    """A sentence without the mark at its end: the template sets its own."""
    return text.rstrip(" .;,")


class _Ten:
    """The printed names of units and groups of units."""

    def __init__(self, co_quan: CoQuan) -> None:
        self._co_quan = co_quan

    def __call__(self, *cac_ma: str) -> str:
        return ten_cac_don_vi(cac_ma, self._co_quan)


def _so_sanh(so_lieu: TongHop) -> dict[str, Any] | None:
    """The share of thường xuyên tasks done against the quarter before, in points; None where there is none to compare."""
    now = so_lieu.tong.ty_le_thuong_xuyen
    before = so_lieu.truoc.ty_le_thuong_xuyen if so_lieu.truoc else None
    if now is None or before is None:
        return None
    # The difference of what is printed, so that a reader who subtracts gets the same.
    points = rounded(now, 1) - rounded(before, 1)
    return {"tang": points > 0, "giam": points < 0, "diem": number(abs(points)), "ky": QUY[so_lieu.quy - 2]}


def _nhom(ten: _Ten, nhan: int, tieu_de: str, cac_tinh_hinh: list[TinhHinh]) -> dict[str, Any]:
    states = [tinh_hinh.tinh_trang for tinh_hinh in cac_tinh_hinh]
    return {
        "nhan": f"{nhan}.",
        "tieu_de": tieu_de,
        "tong": thong_ke(cac_tinh_hinh).tong,
        "cac_tinh_trang": [{"ten": s.value, "so_luong": states.count(s)} for s in TinhTrang if s in states],
        "cac_nhiem_vu": [_nhiem_vu(ten, f"{nhan}.{i}.", found) for i, found in enumerate(cac_tinh_hinh, 1)],
    }


def cac_nhom_ca_nam(ho_so: HoSo, so_lieu: TongHop) -> list[dict[str, Any]]:
    """The groups at the year's end: how steady the thường xuyên tasks were, how those with a deadline ended, the judgement."""
    said = {found.nhom: found.noi_dung for found in ho_so.danh_gia.nhan_dinh} if ho_so.danh_gia else {}
    groups = []
    for i, (nhom, found) in enumerate(so_lieu.theo_nhom(), 1):
        dem = thong_ke(found)
        groups.append(
            dong_don_vi(f"{i}.", nhom.tieu_de, dem)
            | {
                "thuong_xuyen": dem.thuong_xuyen,
                "co_han": dem.co_han,
                "chua_xong": dem.co_han - dem.hoan_thanh,
                "lien_tuc": len([t for t in found if t.nhiem_vu.ma in so_lieu.lien_tuc]),
                "nhan_dinh": said.get(nhom.ma, ()),
            }
        )
    return groups


def chua_lien_tuc(so_lieu: TongHop) -> list[str]:
    """Names of the thường xuyên tasks that were not done in some quarter of the year."""
    tasks = [t for t in so_lieu.cac_tinh_hinh if t.tinh_trang in THUONG_XUYEN]
    return [t.nhiem_vu.ten for t in tasks if t.nhiem_vu.ma not in so_lieu.lien_tuc]


def _nhiem_vu(ten: _Ten, nhan: str, tinh_hinh: TinhHinh) -> dict[str, Any]:
    joint = len(tinh_hinh.bao_cao) > 1 or len(tinh_hinh.phai_bao_cao) > 1
    return {
        "nhan": nhan,
        "ten": tinh_hinh.nhiem_vu.ten,
        "tinh_trang": tinh_hinh.tinh_trang.value,
        "han": short_date(tinh_hinh.han) if tinh_hinh.han else "",
        "ngay_hoan_thanh": short_date(tinh_hinh.ngay_hoan_thanh) if tinh_hinh.ngay_hoan_thanh else "",
        "dung": tinh_hinh.dung,
        "ty_le": _ty_le(ten, tinh_hinh),
        "van_ban": _van_ban(tinh_hinh),
        "ket_qua": [
            f"{ten(report.don_vi)}: {text}" if joint else text
            for report in tinh_hinh.bao_cao
            for text in report.ket_qua
        ],
        "cac_chi_tieu": [chi_tieu(found) for found in tinh_hinh.chi_tieu],
        "san_pham": "; ".join(_san_pham(product) for report in tinh_hinh.bao_cao for product in report.san_pham),
        "xong_truoc_ky": tinh_hinh.xong_truoc_ky,
        # Of one unit alone the whole task says it.
        "chua_co_ket_qua": ten(*tinh_hinh.chua_co_ket_qua) if any(r.co_ket_qua for r in tinh_hinh.bao_cao) else "",
        "chua_bao_cao": ten(*tinh_hinh.chua_bao_cao),
    }


def _ty_le(ten: _Ten, tinh_hinh: TinhHinh) -> str:
    """`70%`, or unit by unit; empty once the task is completed or where nobody gave a rate."""
    if tinh_hinh.ngay_hoan_thanh or not tinh_hinh.ty_le:
        return ""
    if len(tinh_hinh.ty_le) == 1 and len(tinh_hinh.phai_bao_cao) <= 1:
        return f"{tinh_hinh.ty_le[0][1]}%"
    return ", ".join(f"{ten(unit)} {rate}%" for unit, rate in tinh_hinh.ty_le)


def _van_ban(tinh_hinh: TinhHinh) -> str:
    """`giao bổ sung theo …; gia hạn theo …`."""
    return "; ".join(f"{what} theo {_cau_tran(document)}" for what, document in tinh_hinh.van_ban)


def chi_tieu(found: KetQuaChiTieu) -> dict[str, Any]:
    """A target as sentences and tables use it; `da_dat` is empty where there is nothing to judge by."""
    target = found.chi_tieu
    da_dat = ""
    if found.gia_tri is not None:
        da_dat = "{} ({})".format(*found.viet) if target.la_ty_le else f"{found.viet[0]} {target.don_vi_tinh}"
    return {
        "noi_dung": target.noi_dung,
        "muc_tieu": target.viet,
        "da_dat": da_dat,
        "khong_phat_sinh": found.so_dat is not None and found.gia_tri is None,
        "dat": bool(found.dat),
        "la_ty_le": target.la_ty_le,
    }


def _san_pham(product: SanPham) -> str:
    so = f" số {product.so_ky_hieu}" if product.so_ky_hieu else ""
    return f"{_cau_tran(product.ten)}{so} ngày {short_date(product.ngay)}"


def _nguyen_nhan(reports: Iterable[TienDo], loai: str) -> list[str]:
    found = (
        _cau_tran(kho_khan.nguyen_nhan) for report in reports for kho_khan in report.kho_khan if kho_khan.loai == loai
    )
    return list(dict.fromkeys(found))


def _ten_nhiem_vu(so_lieu: TongHop, *states: TinhTrang) -> list[str]:
    return [tinh_hinh.nhiem_vu.ten for tinh_hinh in so_lieu.cac_tinh_hinh if tinh_hinh.tinh_trang in states]


def nhiem_vu_ky_toi(ho_so: HoSo, so_lieu: TongHop) -> dict[str, Any]:
    """The tasks of the next quarter: overdue first, then those due in it, then what the units plan."""
    year_end = so_lieu.quy == len(QUY)
    ky = ho_so.ky_bao_cao(QUY[0 if year_end else so_lieu.quy], ho_so.ke_hoach.nam + year_end)
    ten = _Ten(ho_so.co_quan)

    def due(tinh_hinh: TinhHinh) -> str:
        assert tinh_hinh.han is not None
        return f"{tinh_hinh.nhiem_vu.ten} (thời hạn {short_date(tinh_hinh.han)}; {ten(*tinh_hinh.chu_tri)})"

    tasks = so_lieu.cac_tinh_hinh
    return {
        "ky": ky.ten,
        "qua_han": [due(t) for t in tasks if t.tinh_trang is TinhTrang.CHUA_XONG_QUA_HAN],
        "den_han": [due(t) for t in tasks if t.tinh_trang is TinhTrang.TRONG_HAN and t.han and t.han <= ky.den_ngay],
        "viec": [f"{ten(r.don_vi)}: {_cau_tran(text)}" for t in tasks for r in t.bao_cao for text in r.viec_ky_toi],
    }


def _bang_tien_do(ten: _Ten, cac_ky: Sequence[TongHop]) -> list[dict[str, Any]]:
    """The tasks as of the last of these quarters, with the results of all of them."""
    rows: list[dict[str, Any]] = []
    count = 0
    for nhom, found in cac_ky[-1].theo_nhom():
        rows.append({"nhom": nhom.tieu_de})
        for tinh_hinh in found:
            count += 1
            rows.append(_hang_tien_do(ten, str(count), tinh_hinh, cac_ky))
    return rows


def _hang_tien_do(ten: _Ten, tt: str, now: TinhHinh, cac_ky: Sequence[TongHop]) -> dict[str, Any]:
    task = _nhiem_vu(ten, tt, now)
    by_quarter = [(ky, t) for ky in cac_ky for t in ky.cac_tinh_hinh if t.nhiem_vu.ma == now.nhiem_vu.ma]
    results = []
    for ky, tinh_hinh in by_quarter:
        prefix = f"{capitalised(QUY[ky.quy - 1])}: " if len(cac_ky) > 1 else ""
        said = _nhiem_vu(ten, tt, tinh_hinh)
        results += [f"{prefix}{line}" for line in said["ket_qua"]]
        results += [f"{prefix}{said['san_pham']}"] if said["san_pham"] else []
    notes = [capitalised(task["van_ban"])] if task["van_ban"] else []
    if now.chua_bao_cao:
        notes.append(f"Chưa báo cáo: {task['chua_bao_cao']}")
    done = [t.tinh_trang for _, t in by_quarter].count(TinhTrang.DA_THUC_HIEN)
    whole_year = len(cac_ky) > 1 and now.tinh_trang in THUONG_XUYEN
    return {
        "nhom": "",
        "tt": tt,
        "nhiem_vu": task["ten"],
        "chu_tri": ten(*now.chu_tri),
        "phoi_hop": ten(*now.nhiem_vu.don_vi_phoi_hop),
        "thoi_han": task["han"] or _khong_han(now),
        "ket_qua": results,
        "dai": is_long(results),
        "xong_truoc_ky": task["ngay_hoan_thanh"] if now.xong_truoc_ky else "",
        "tinh_trang": f"thực hiện {done}/{len(by_quarter)} quý" if whole_year else task["tinh_trang"],
        "ty_le": task["ty_le"],
        "ghi_chu": notes,
    }


def _khong_han(tinh_hinh: TinhHinh) -> str:
    when = tinh_hinh.nhiem_vu.thoi_gian_thuc_hien
    return "Thường xuyên" if when is None or when.thuong_xuyen else when.loi_van


def _bang_don_vi(ten: _Ten, so_lieu: TongHop, *, ca_nam: bool) -> dict[str, Any]:
    """A row for each lead as the plan names it, and for those that only cooperate; the leads' figures add up to the total.

    Over the year a thường xuyên task counts as done where it was done in every quarter.
    """
    helped: dict[tuple[str, ...], int] = {(ma,): len(tasks) for ma, tasks in so_lieu.theo_phoi_hop().items()}
    leads = so_lieu.theo_chu_tri()
    everyone = list(dict.fromkeys([*leads, *helped]))
    portions = shares([thong_ke(leads.get(who, ())).tong for who in everyone])

    def row(tt: str, called: str, found: Sequence[TinhHinh]) -> dict[str, Any]:
        figures = dong_don_vi(tt, called, thong_ke(found))
        if ca_nam:
            steady = len([t for t in found if t.nhiem_vu.ma in so_lieu.lien_tuc])
            figures |= {"da_thuc_hien": steady, "chua_thuc_hien": thong_ke(found).thuong_xuyen - steady}
        return figures

    rows = [
        row(str(i), ten(*who), leads.get(who, ())) | {"phoi_hop": helped.get(who, 0), "ty_trong": percent(portion)}
        for i, (who, portion) in enumerate(zip(everyone, portions, strict=True), 1)
    ]
    total = row("", "Tổng", so_lieu.cac_tinh_hinh) | {"ty_trong": percent(sum(portions, Decimal()))}
    return {"cac_hang": rows, "tong": total}


def dong_don_vi(tt: str, ten: str, dem: ThongKe) -> dict[str, Any]:
    """The figures of a row, whoever or whatever it stands for."""
    return {
        "tt": tt,
        "ten": ten,
        "tong": dem.tong,
        "da_thuc_hien": dem.dem(TinhTrang.DA_THUC_HIEN),
        "chua_thuc_hien": dem.dem(TinhTrang.CHUA_THUC_HIEN),
        "dung_han": dem.dem(TinhTrang.DUNG_HAN),
        "qua_han": dem.dem(TinhTrang.QUA_HAN),
        "trong_han": dem.dem(TinhTrang.TRONG_HAN),
        "chua_xong_qua_han": dem.dem(TinhTrang.CHUA_XONG_QUA_HAN),
    }


_TREN_BIEU_DO = {
    "Đã thực hiện, đã hoàn thành": (TinhTrang.DA_THUC_HIEN, TinhTrang.DUNG_HAN, TinhTrang.QUA_HAN),
    "Đang thực hiện trong hạn": (TinhTrang.TRONG_HAN,),
    "Chưa thực hiện trong kỳ": (TinhTrang.CHUA_THUC_HIEN,),
    "Chưa hoàn thành, quá hạn": (TinhTrang.CHUA_XONG_QUA_HAN,),
}


def bieu_do_theo_nhom(so_lieu: TongHop) -> ChartData:
    """Tasks by state, a bar for each group."""
    groups = [(nhom.tieu_de, [t.tinh_trang for t in found]) for nhom, found in so_lieu.theo_nhom()]
    series = [
        (name, [sum(s in among for s in states) for _, states in groups]) for name, among in _TREN_BIEU_DO.items()
    ]
    return ChartData([title for title, _ in groups], series)
