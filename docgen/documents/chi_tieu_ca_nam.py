"""The targets of the year: their table, and how many are met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docgen.compute import KetQuaChiTieu, TongHop
from docgen.documents import cau_ket_qua
from docgen.documents.cau_van import so, thanh_cau
from docgen.documents.chi_so import thu_hang
from docgen.model import ChiTieu, DanhGia, HoSo
from docgen.sources import Count, Part, Source, at, fill, join, spans_of, stripped, traced
from docgen.template.blocks import Row, Table
from docgen.template.parts import dau_bang, o, o_giua, row_tag

_CHUA_DANH_GIA = "chưa đánh giá được"


def cac_chi_tieu(ho_so: HoSo, danh_gia: DanhGia, last: TongHop) -> list[dict[str, str]]:
    """Each target of the plan and of its tasks in force: what was planned, what was reached, the verdict."""
    rows = [_chi_tieu_chung(target, danh_gia, ho_so.ke_hoach.nam) for target in ho_so.ke_hoach.chi_tieu]
    return rows + [hang_chi_tieu(found) for t in last.dang_thuc_hien for found in t.chi_tieu]


def _chi_tieu_chung(target: ChiTieu, danh_gia: DanhGia, nam: int) -> dict[str, str]:
    row = {"noi_dung": stripped(target.noi_dung), "muc_tieu": traced(target.cach_viet, at(target.place("muc_tieu")))}
    known = {found.nam: found for found in danh_gia.ket_qua_chi_so if found.xep_hang}
    missing = [f"năm {year}" for year in (nam - 1, nam) if year not in known]
    if missing:
        return row | {"da_dat": "–", "danh_gia": f"{_CHUA_DANH_GIA}: chưa có xếp hạng {' và '.join(missing)}"}
    before, now = known[nam - 1], known[nam]
    reached = fill("hạng {} → {}", thu_hang(before), thu_hang(now))
    if before.so_tinh != now.so_tinh:
        return row | {"da_dat": reached, "danh_gia": f"{_CHUA_DANH_GIA}: số nơi xếp hạng hai năm khác nhau"}
    assert before.xep_hang is not None and now.xep_hang is not None
    dat = before.xep_hang - now.xep_hang >= target.gia_tri
    return row | {"da_dat": reached, "danh_gia": "đạt chỉ tiêu" if dat else "chưa đạt chỉ tiêu"}


def cau_chi_tieu(rows: Sequence[Mapping[str, str]]) -> list[str]:
    """How many targets are met, missed, and cannot be judged."""
    if not rows:
        return []
    met = [row for row in rows if row["danh_gia"].startswith("đạt")]
    missed = [row for row in rows if row["danh_gia"].startswith(("chưa đạt", "vượt"))]
    others = [row for row in rows if row not in met and row not in missed]
    said = [
        fill("{} chỉ tiêu {}", _so_chi_tieu(group, called), called)
        for group, called in ((met, "đạt"), (missed, "chưa đạt"), (others, "chưa đủ cơ sở đánh giá"))
        if group
    ]
    return [thanh_cau(fill("Kế hoạch có {} chỉ tiêu: {}", _so_chi_tieu(rows, "của kế hoạch"), join("; ", said)))]


def _so_chi_tieu(rows: Sequence[Mapping[str, str]], called: str) -> str:
    """How many rows of the table of targets; the figure knows the targets."""
    parts = tuple(Part(row["noi_dung"], spans[-1][2].places) for row in rows if (spans := spans_of(row["muc_tieu"])))
    return so(Count(len(rows), Source(f"chỉ tiêu {called}", parts)))


BANG_CHI_TIEU = Table(
    widths=(None, 28, 44, 42),
    ten="Kết quả thực hiện chỉ tiêu",
    rows=[
        dau_bang("Chỉ tiêu", "Kế hoạch", "Kết quả", "Đánh giá"),
        row_tag("for hang in cac_chi_tieu", 4),
        Row(
            [
                o("{{ hang.noi_dung }}"),
                o_giua("{{ hang.muc_tieu }}"),
                o_giua("{{ hang.da_dat }}"),
                o_giua("{{ hang.danh_gia }}"),
            ]
        ),
        row_tag("endfor", 4),
    ],
)


def hang_chi_tieu(found: KetQuaChiTieu) -> dict[str, str]:
    """A target in the table of the year."""
    asked = fill("{}{}", "không quá " if found.chi_tieu.chieu == "không quá" else "", cau_ket_qua.muc_tieu(found))
    return {
        "noi_dung": stripped(found.chi_tieu.noi_dung),
        "muc_tieu": asked,
        "da_dat": found.cach_viet if found.gia_tri is not None else "–",
        "danh_gia": traced(cau_ket_qua.danh_gia(found), found.source),
    }
