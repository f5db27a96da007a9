"""Báo cáo tổng kết, đánh giá (BC): kết quả cả năm so với mục đích, chỉ tiêu của kế hoạch.

Cần `data/<mã kế hoạch>/danh_gia.yaml` và tiến độ các quý. Chỉ tiêu đánh giá bằng số liệu các đơn vị báo cáo; chỉ tiêu về thứ hạng
bằng kết quả chỉ số đã công bố. Điều gì chưa có số liệu hoặc chưa công bố thì báo cáo nói rõ. Phụ lục I: điểm các chỉ số và biểu đồ;
Phụ lục II: kết quả theo đơn vị; Phụ lục III: kết quả từng nhiệm vụ.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from docgen.compute import TongHop, tong_hop
from docgen.documents import so_lieu_bao_cao as so_lieu
from docgen.documents import than_bao_cao as than
from docgen.documents.dinh_chinh import dinh_chinh
from docgen.documents.the_thuc import ten_ke_hoach, the_thuc, vien_dan
from docgen.documents.van_ban import LoaiVanBan, VanBanLap
from docgen.docx.chart import ChartData
from docgen.errors import Problem
from docgen.model import QUY, ChiTieu, DanhGia, HoSo, KetQuaNam
from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.vietnamese import capitalised, fixed, percent, rounded, two_digits
from docgen.template.blocks import Block, Cell, Chart, Paragraph, Row, SectionEnd, Table, Tag
from docgen.template.parts import chu_ky, dau_bang, dau_phu_luc, dau_van_ban, kinh_gui, loi_van, o, o_giua, row_tag

TEN_LOAI = "Báo cáo"
_CHUA_CO = "chưa có số liệu"
_SAU_CAC_QUY = 5  # the evaluation comes after the reports of all four quarters


def _cac_van_ban(ho_so: HoSo) -> Iterator[VanBanLap]:
    """The evaluation, where there is a danh_gia.yaml and the progress of at least one quarter."""
    danh_gia = ho_so.danh_gia
    if danh_gia is not None and ho_so.tien_do:
        yield VanBanLap(LOAI, danh_gia, lambda: _context(ho_so, danh_gia), xet=lambda: _con_thieu(ho_so, danh_gia))


def _con_thieu(ho_so: HoSo, danh_gia: DanhGia) -> Iterator[Problem]:
    """Figures that are invented, quarters without figures."""
    yield from than.so_lieu_minh_hoa(ho_so, _SAU_CAC_QUY)
    for number in sorted({1, 2, 3, 4} - set(ho_so.tien_do)):
        yield Problem(danh_gia.place(""), f"chưa có số liệu {QUY[number - 1]}", f"thêm tien_do/quy_{number}.yaml")


def _context(ho_so: HoSo, danh_gia: DanhGia) -> dict[str, Any]:
    quarters = {quy: tong_hop(ho_so, quy) for quy in sorted(ho_so.tien_do)}
    last = quarters[max(quarters)]
    nam = ho_so.ke_hoach.nam
    ten = ten_ke_hoach(ho_so.ke_hoach)
    trich_yeu = f"Tổng kết, đánh giá thực hiện Kế hoạch {ten} năm {nam}"
    minh_hoa = "minh_hoa" in {danh_gia.so_lieu, *(nop.so_lieu for nop in ho_so.tien_do.values())}
    return {
        **the_thuc(ho_so.co_quan, danh_gia, TEN_LOAI, nam, trich_yeu),
        **so_lieu.so_lieu_chung(ho_so, list(quarters.values())),
        "minh_hoa": minh_hoa,
        "vien_dan": vien_dan(ho_so.co_quan, ho_so.ke_hoach),
        "nam": nam,
        "nam_sau": nam + 1,
        "ky": ho_so.ky_bao_cao("năm").ten,
        "chot": last.luy_ke.chot,
        "quy_thieu": [QUY[quy - 1] for quy in range(1, 5) if quy not in quarters],
        "cac_quy": [_dong_quy(found) for found in quarters.values()],
        "cac_chi_tieu": _cac_chi_tieu(ho_so, danh_gia, last),
        "bang_diem": _bang_diem(ho_so, danh_gia),
        "nguon_ket_qua": danh_gia.nguon_ket_qua or "",
        "cac_nhom_ca_nam": so_lieu.cac_nhom_ca_nam(ho_so, last),
        "nhiem_vu_chua_thuc_hien": so_lieu.chua_lien_tuc(last),
        "dinh_chinh": dinh_chinh(ho_so, _SAU_CAC_QUY),
        "uu_diem": danh_gia.uu_diem,
        "bai_hoc": danh_gia.bai_hoc,
        "phuong_huong": danh_gia.phuong_huong,
        "kien_nghi": danh_gia.kien_nghi,
        "bieu_do": {"bieu_do_diem": _bieu_do_diem(danh_gia, nam)},
    }


def _dong_quy(found: TongHop) -> dict[str, Any]:
    dem = found.tong
    return so_lieu.dong_don_vi("", capitalised(QUY[found.quy - 1]), dem) | {
        "ty_le": "" if dem.ty_le_thuong_xuyen is None else percent(dem.ty_le_thuong_xuyen)
    }


def _cac_chi_tieu(ho_so: HoSo, danh_gia: DanhGia, last: TongHop) -> list[dict[str, str]]:
    """Each target of the plan and of its tasks: what was planned, what was reached, the verdict."""
    rows = [_chi_tieu_chung(target, danh_gia, ho_so.ke_hoach.nam) for target in ho_so.ke_hoach.chi_tieu]
    for tinh_hinh in last.cac_tinh_hinh:
        for found in tinh_hinh.chi_tieu:
            target = so_lieu.chi_tieu(found)
            verdict = "không phát sinh" if target["khong_phat_sinh"] else _verdict(found.dat)
            rows.append(_dong_chi_tieu(found.chi_tieu, target["da_dat"] or "–", verdict))
    return rows


def _chi_tieu_chung(target: ChiTieu, danh_gia: DanhGia, nam: int) -> dict[str, str]:
    if target.cach_do != "thay đổi xếp hạng":
        return _dong_chi_tieu(target, "–", _CHUA_CO)
    known = {found.nam: found for found in danh_gia.ket_qua_chi_so if found.xep_hang}
    missing = [f"năm {year}" for year in (nam - 1, nam) if year not in known]
    if missing:
        return _dong_chi_tieu(target, "–", f"chưa đánh giá được: chưa có xếp hạng {' và '.join(missing)}")
    before, now = known[nam - 1], known[nam]
    reached = f"hạng {_hang(before)} → {_hang(now)}"
    if before.so_tinh != now.so_tinh:
        return _dong_chi_tieu(target, reached, "chưa đánh giá được: số tỉnh xếp hạng hai năm khác nhau")
    assert before.xep_hang is not None and now.xep_hang is not None
    return _dong_chi_tieu(target, reached, _verdict(before.xep_hang - now.xep_hang >= target.gia_tri))


def _verdict(dat: bool | None) -> str:
    return _CHUA_CO if dat is None else "đạt" if dat else "chưa đạt"


def _dong_chi_tieu(target: ChiTieu, da_dat: str, danh_gia: str) -> dict[str, str]:
    return {"noi_dung": target.noi_dung, "muc_tieu": target.viet, "da_dat": da_dat, "danh_gia": danh_gia}


# --- Scores -------------------------------------------------------------------------------------------------


def _bang_diem(ho_so: HoSo, danh_gia: DanhGia) -> dict[str, Any]:
    """The two latest years with news side by side, and which of the plan's year and the one before have none yet."""
    nam = ho_so.ke_hoach.nam
    results = {found.nam: found for found in danh_gia.ket_qua_chi_so if found.nam <= nam}
    latest = [results[year] for year in sorted(results)[-2:]]
    now = latest[-1] if latest else None
    before = latest[0] if len(latest) > 1 else None
    indexes = [index for index in ho_so.ke_hoach.chi_so if now and index.ma in now.diem]
    return {
        "nam_truoc": f"Năm {before.nam}" if before else "Năm trước",
        "nam_nay": f"Năm {now.nam}" if now else "",
        "cac_hang": [
            _dong_diem(str(i), index.ten, before.diem.get(index.ma) if before else None, now.diem[index.ma])
            for i, index in enumerate(indexes, 1)
            if now
        ],
        "tong": _dong_diem("", "Tổng điểm", before.tong_diem if before else None, now.tong_diem) if now else {},
        "hang_truoc": _hang(before),
        "hang_nay": _hang(now),
        "chua_cong_bo": [str(year) for year in (nam - 1, nam) if year not in results],
    }


def _dong_diem(tt: str, ten: str, before: Decimal | None, now: Decimal) -> dict[str, str]:
    # The change is that of the scores as they are printed, so that a reader who subtracts gets the same.
    change = "" if before is None else fixed(rounded(now, 2) - rounded(before, 2), 2, sign=True)
    return {
        "tt": tt,
        "ten": ten,
        "truoc": "" if before is None else fixed(before, 2),
        "nay": fixed(now, 2),
        "thay_doi": change,
    }


def _hang(found: KetQuaNam | None) -> str:
    if found is None or found.xep_hang is None:
        return ""
    return two_digits(found.xep_hang) + (f"/{found.so_tinh}" if found.so_tinh else "")


def _bieu_do_diem(danh_gia: DanhGia, nam: int) -> ChartData:
    """The total of each year up to the plan's."""
    results = sorted((found.nam, found.tong_diem) for found in danh_gia.ket_qua_chi_so if found.nam <= nam)
    values = [float(rounded(total, 2)) for _, total in results]
    return ChartData([str(year) for year, _ in results], [("Tổng điểm", values)], horizontal=False, decimals=2)


# --- The body -----------------------------------------------------------------------------------------------

_BANG_CHI_TIEU = Table(
    widths=(None, 26, 40, 44),
    ruled=True,
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

_COT_QUY = ("tong", "da_thuc_hien", "chua_thuc_hien", "ty_le", "dung_han", "qua_han", "trong_han", "chua_xong_qua_han")
_BANG_QUY = Table(
    widths=(None, 17, 18, 18, 19, 18, 18, 16, 16),
    ruled=True,
    rows=[
        dau_bang(
            "Kỳ",
            "Tổng",
            "Đã thực hiện",
            "Chưa thực hiện",
            "Tỷ lệ",
            "Xong đúng hạn",
            "Xong quá hạn",
            "Trong hạn",
            "Quá hạn",
        ),
        row_tag("for hang in cac_quy", 9),
        Row([o("{{ hang.ten }}"), *(o_giua(f"{{{{ hang.{cot} }}}}") for cot in _COT_QUY)]),
        row_tag("endfor", 9),
    ],
)

_COT_DIEM = ("truoc", "nay", "thay_doi")
_BANG_DIEM = Table(
    widths=(12, None, 30, 30, 30),
    ruled=True,
    rows=[
        dau_bang("TT", "Chỉ số", "{{ bang_diem.nam_truoc }}", "{{ bang_diem.nam_nay }}", "Thay đổi"),
        row_tag("for hang in bang_diem.cac_hang", 5),
        Row(
            [
                o_giua("{{ hang.tt }}"),
                o("{{ hang.ten }}"),
                *(o_giua(f"{{{{ hang.{cot} }}}}") for cot in _COT_DIEM),
            ]
        ),
        row_tag("endfor", 5),
        Row(
            [
                o_giua(""),
                Cell([Paragraph(nd30.NHOM_BANG, "{{ bang_diem.tong.ten }}")]),
                *(Cell([Paragraph(nd30.DAU_BANG, f"{{{{ bang_diem.tong.{cot} }}}}")]) for cot in _COT_DIEM),
            ]
        ),
        Row(
            [
                o_giua(""),
                o("Xếp hạng (tính toán)"),
                o_giua("{{ bang_diem.hang_truoc }}"),
                o_giua("{{ bang_diem.hang_nay }}"),
                o_giua(""),
            ]
        ),
    ],
)


def _hoac_cau(bien: str, cau: str) -> list[Block]:
    return [*loi_van(bien), Tag(f"if not {bien}"), Paragraph(nd30.LOI_VAN, cau), Tag("endif")]


BODY: list[Block] = [
    than.MINH_HOA,
    *dau_van_ban(),
    *kinh_gui(),
    Paragraph(
        nd30.LOI_VAN,
        "Thực hiện {{ vien_dan }}, {{ ten_co_quan }} báo cáo tổng kết, đánh giá kết quả thực hiện {{ ky }} (số liệu tính {{ chot }}) "
        "như sau:",
    ),
    Paragraph(nd30.MUC, "I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ"),
    *than.tong_so_nhiem_vu(),
    *than.thuong_xuyen_ca_nam(),
    *than.co_thoi_han(),
    Paragraph(nd30.TEN_BANG, "Kết quả theo quý"),
    _BANG_QUY,
    *than.ket_qua_ca_nam(),
    Paragraph(nd30.LOI_VAN, "Kết quả theo đơn vị tại Phụ lục II, kết quả từng nhiệm vụ tại Phụ lục III kèm theo."),
    Paragraph(nd30.MUC, "II. ĐÁNH GIÁ SO VỚI MỤC TIÊU, CHỈ TIÊU CỦA KẾ HOẠCH"),
    Tag("if cac_chi_tieu"),
    Paragraph(nd30.TEN_BANG, "Chỉ tiêu, kết quả và đánh giá"),
    _BANG_CHI_TIEU,
    Tag("else"),
    Paragraph(nd30.LOI_VAN, "Kế hoạch không có chỉ tiêu đo được bằng con số."),
    Tag("endif"),
    Paragraph(nd30.MUC, "III. KẾT QUẢ CHỈ SỐ"),
    Tag("if bang_diem.chua_cong_bo"),
    Paragraph(
        nd30.LOI_VAN,
        "Đến thời điểm báo cáo, chưa có kết quả chỉ số năm {{ bang_diem.chua_cong_bo|join(', năm ') }}; chưa đủ cơ sở để so sánh kết quả "
        "năm {{ nam }} với năm trước.",
    ),
    Tag("endif"),
    Tag("if bang_diem.nam_nay"),
    Paragraph(
        nd30.LOI_VAN,
        "Kết quả mới nhất đã có ({{ bang_diem.nam_nay|thuong }}): tổng điểm {{ bang_diem.tong.nay }}"
        "{% if bang_diem.hang_nay %}, xếp hạng (tính toán) {{ bang_diem.hang_nay }}{% endif %}; chi tiết tại Phụ lục I kèm theo.",
    ),
    Tag("endif"),
    Paragraph(nd30.MUC, "IV. ĐÁNH GIÁ CHUNG"),
    *than.danh_gia_chung(
        "{% if lien_tuc %}Có {{ lien_tuc|dem('nhiệm vụ') }} thường xuyên được thực hiện ở tất cả các quý có báo cáo."
        "{% else %}Các đơn vị chưa nêu ưu điểm.{% endif %}",
        "Nhiệm vụ thường xuyên có quý chưa thực hiện",
    ),
    Paragraph(nd30.MUC, "V. BÀI HỌC KINH NGHIỆM"),
    *_hoac_cau("bai_hoc", "Chưa có bài học kinh nghiệm được tổng hợp."),
    Paragraph(nd30.MUC, "VI. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM {{ nam_sau }}"),
    *_hoac_cau("phuong_huong", "Phương hướng, nhiệm vụ năm sau được xác định trong kế hoạch của năm đó."),
    Paragraph(nd30.MUC, "VII. ĐỀ XUẤT, KIẾN NGHỊ"),
    *_hoac_cau("kien_nghi", "Không có đề xuất, kiến nghị."),
    Paragraph(
        nd30.KET_LUAN,
        "Trên đây là Báo cáo tổng kết, đánh giá kết quả thực hiện kế hoạch {{ ky }} của {{ ten_co_quan }}./.",
    ),
    *chu_ky(),
    SectionEnd(),
    *dau_phu_luc("Phụ lục I", "KẾT QUẢ CÁC CHỈ SỐ"),
    Tag("if bang_diem.nam_nay"),
    _BANG_DIEM,
    Tag("if nguon_ket_qua"),
    Paragraph(nd30.LOI_VAN, "Nguồn: {{ nguon_ket_qua }}."),
    Tag("endif"),
    Paragraph(nd30.TEN_BANG, "Tổng điểm qua các năm"),
    Chart("bieu_do_diem", "Biểu đồ cột: tổng điểm chỉ số của từng năm", 75),
    Tag("else"),
    Paragraph(nd30.LOI_VAN, "Chưa có kết quả chỉ số."),
    Tag("endif"),
    SectionEnd(annex=True),
    *dau_phu_luc("Phụ lục II", "KẾT QUẢ THEO ĐƠN VỊ"),
    than.bang_don_vi("Thực hiện ở tất cả các quý", "Có quý chưa thực hiện"),
    SectionEnd(annex=True, landscape=True),
    *dau_phu_luc("Phụ lục III", "KẾT QUẢ THỰC HIỆN NHIỆM VỤ"),
    than.bang_tien_do(phoi_hop=False),
    SectionEnd(annex=True, landscape=True),
]

LOAI = LoaiVanBan(
    "danh-gia",
    TEN_LOAI,
    "báo cáo tổng kết, đánh giá",
    "danh_gia.yaml và ít nhất một tien_do/quy_N.yaml",
    _cac_van_ban,
    BODY,
)
