"""Thể thức: what the letterhead, the title, the recipients and the signature of any document say.

Pure functions of the office and the document; the words around these values stand in the Word template.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docgen.model import BaoCao, CoQuan, HoSo, KeHoach, NguoiKy, TrinhBay, VanBan
from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.text_width import balanced, bold_width
from docgen.nghi_dinh.vietnamese import long_date, short_date, two_digits
from docgen.sources import Part, Source, at, fill, join, traced

# Recipients that stand beside the signature; more of them go into a row that may run on to the next page.
_BESIDE_SIGNATURE = 8
_GUTTER = 3  # mm between a long name of an office and Quốc hiệu
_BLANK_NUMBER = " " * 8  # where the registry writes the number: room for four digits


def the_thuc(co_quan: CoQuan, van_ban: VanBan, ten_loai: str, nam: int, trich_yeu: str) -> dict[str, Any]:
    """The values of the components that every document has. `ten_loai` as in a sentence: `Kế hoạch`.

    A `trich_yeu` of several lines is broken where they end; one of one line where it looks best.
    """
    trinh_bay = co_quan.trinh_bay
    size = trinh_bay.size
    width = trinh_bay.chieu_rong_chu()
    left = width - nd30.COT_QUOC_HIEU - _GUTTER
    ban_hanh = balanced(co_quan.co_quan_ban_hanh.ten_tren_van_ban.upper(), size(nd30.CO_QUAN_BAN_HANH), left)
    dong_trich_yeu = trich_yeu.splitlines()
    if len(dong_trich_yeu) == 1:
        dong_trich_yeu = balanced(trich_yeu, size(nd30.TRICH_YEU), width)
    noi_nhan = van_ban.noi_nhan or co_quan.noi_nhan
    nguoi_ky = next(nguoi for nguoi in co_quan.nguoi_ky if nguoi.ma == van_ban.nguoi_ky)
    return {
        "ten_co_quan_chu_quan": "\n".join(balanced(_chu_quan(co_quan), size(nd30.CO_QUAN_CHU_QUAN), left)),
        "ten_co_quan_ban_hanh": "\n".join(ban_hanh),
        "ten_co_quan": co_quan.co_quan_ban_hanh.ten_trong_loi_van,
        "so": _BLANK_NUMBER if van_ban.so is None else _so(van_ban),
        "ky_hieu": f"{nd30.CHU_VIET_TAT_TEN_LOAI[ten_loai]}-{co_quan.co_quan_ban_hanh.viet_tat}",
        "dia_danh": co_quan.dia_danh,
        "thoi_gian_ban_hanh": _thoi_gian(van_ban, nam),
        "ten_loai": ten_loai,
        "trich_yeu": "\n".join(dong_trich_yeu),
        "kinh_gui": van_ban.kinh_gui if isinstance(van_ban, BaoCao) else (),
        "noi_nhan": noi_nhan[:_BESIDE_SIGNATURE],
        "noi_nhan_tiep": noi_nhan[_BESIDE_SIGNATURE:],
        "don_vi_soan_thao": co_quan.viet_tat_don_vi(van_ban.don_vi_soan_thao or co_quan.don_vi_soan_thao),
        "quyen_han_chuc_vu": quyen_han_chuc_vu(nguoi_ky),
        "ho_ten": nguoi_ky.ho_ten,
        "duong_ke": {
            "duong_ke_tieu_ngu": do_dai_duong_ke([nd30.LOI_TIEU_NGU], nd30.TIEU_NGU, trinh_bay),
            "duong_ke_co_quan": do_dai_duong_ke(ban_hanh, nd30.CO_QUAN_BAN_HANH, trinh_bay),
            "duong_ke_trich_yeu": do_dai_duong_ke(dong_trich_yeu, nd30.TRICH_YEU, trinh_bay),
        },
    }


def _so(van_ban: VanBan) -> str:
    return traced(two_digits(van_ban.so or 0), at(van_ban.place("so")))


def _thoi_gian(van_ban: VanBan, nam: int) -> str:
    said = long_date(van_ban.ngay_ban_hanh, nam)
    return (
        said
        if van_ban.ngay_ban_hanh is None
        else traced(said, Source("ngày ban hành", (Part("", (van_ban.place("ngay_ban_hanh"),)),)))
    )


def do_dai_duong_ke(lines: list[str], thanh_phan: nd30.ThanhPhan, trinh_bay: TrinhBay) -> float:
    """The length in mm of the line under a text: the middle of the range that the decree gives, of its longest line.

    Raises TypeError for a component that has no line.
    """
    if thanh_phan.duong_ke is None:
        raise TypeError(f"{thanh_phan.ten} has no line")
    shortest, longest = thanh_phan.duong_ke
    width = max(bold_width(line, trinh_bay.size(thanh_phan)) for line in lines)
    return width * (shortest + longest) / 2


def quyen_han_chuc_vu(nguoi_ky: NguoiKy) -> list[str]:
    """The lines over the signature, in capitals (Phụ lục I, Phần I, Mục II, khoản 7, điểm b)."""
    if nguoi_ky.thay_cho:
        above = [f"{q} {whom.upper()}" for q, whom in zip(nguoi_ky.quyen_han, nguoi_ky.thay_cho, strict=True)]
        return [*above, nguoi_ky.chuc_vu.upper()]
    return [" ".join((*nguoi_ky.quyen_han, nguoi_ky.chuc_vu.upper()))]


def vien_dan(ho_so: HoSo, adjusted: Sequence[str]) -> str:
    """The plan as a later document cites it first, with its adjustments; dotted while the registry has not given number and date."""
    ke_hoach, office = ho_so.ke_hoach, ho_so.co_quan.co_quan_ban_hanh
    so = "…" if ke_hoach.so is None else _so(ke_hoach)
    day = ke_hoach.ngay_ban_hanh
    ngay = f"…/…/{ke_hoach.nam}" if day is None else traced(short_date(day), at(ke_hoach.place("ngay_ban_hanh")))
    cited = fill(
        "Kế hoạch số {}/KH-{} ngày {} của {} về {} năm {}",
        so, office.viet_tat, ngay, office.ten_trong_loi_van, ten_ke_hoach(ke_hoach),
        traced(ke_hoach.nam, at(ke_hoach.place("nam"))),
    )  # fmt: skip
    return fill("{} (được điều chỉnh tại {})", cited, join(", ", adjusted)) if adjusted else cited


def ten_ke_hoach(ke_hoach: KeHoach) -> str:
    """What the plan is about, as within a sentence and without the year."""
    ten = " ".join((ke_hoach.ten_goi or ke_hoach.trich_yeu).split()).removesuffix(f" năm {ke_hoach.nam}")
    return ten if ten[:2].isupper() else ten[:1].lower() + ten[1:]


def _chu_quan(co_quan: CoQuan) -> str:
    chu_quan = co_quan.co_quan_chu_quan
    if chu_quan is None:
        return ""
    return (chu_quan.ten if co_quan.trinh_bay.ten_chu_quan == "đầy đủ" else chu_quan.ten_viet_tat).upper()
