"""Phiếu trình: một trang đi cùng văn bản trình ký, theo quy chế làm việc của cơ quan.

Không phải một loại văn bản của Điều 7 Nghị định 30/2020/NĐ-CP nên không có số, ký hiệu. Ghi: trình gì, theo căn cứ nào, đơn vị nào
soạn thảo, đã kiểm những gì, số liệu chính, thay đổi so với lần trình trước, chỗ ghi ý kiến của lãnh đạo; văn bản khác bản gốc ở chỗ nào thì có
bảng để người ký xác nhận từng chỗ.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from docgen.model import CanXacNhan, CoQuan
from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.vietnamese import capitalised, two_digits
from docgen.template.blocks import Block, Paragraph, Row, Table
from docgen.template.parts import cac_dong, dau_bang, khi_co, o, o_giua, row_tag

_KHOP_DU_LIEU = "Văn bản khớp dữ liệu, chưa ai sửa ngoài dữ liệu"
_SUA_TRONG_WORD = "Văn bản có sửa trong Word, từng chỗ ghi ở dưới; mọi số liệu docgen in vẫn khớp dữ liệu"
_DA_KIEM = (
    "Dữ liệu đủ, không mâu thuẫn giữa các tệp",
    _KHOP_DU_LIEU,
    "Thể thức theo Nghị định 30/2020/NĐ-CP: không có lỗi, không có cảnh báo (số, ngày để Văn thư ghi)",
    "Người ký đang giữ chức vụ",
)


def context(
    co_quan: CoQuan,
    van_ban: Mapping[str, Any],
    *,
    so_trang: str,
    don_vi_soan_thao: str,
    so_lieu: Sequence[str],
    thay_doi: Sequence[str],
    can_xac_nhan: Sequence[CanXacNhan],
    sua_trong_word: Sequence[str] | None = None,
    so_ghi_them: Sequence[str] = (),
) -> dict[str, Any]:
    """What the template may use; `van_ban` is the context of the document that is submitted; `sua_trong_word` is None for docgen's own."""
    subject = " ".join(van_ban["trich_yeu"].split())
    return {
        "ten_co_quan": co_quan.co_quan_ban_hanh.ten,
        "van_ban_trinh": f"{van_ban['ten_loai']} {subject}" + (f" ({so_trang} trang)" if so_trang else ""),
        "can_cu_trinh": _can_cu(van_ban),
        "don_vi_soan_thao": don_vi_soan_thao,
        "nguoi_ky": f"{van_ban['quyen_han_chuc_vu'][-1]} {van_ban['ho_ten']}",
        "da_kiem": [
            _SUA_TRONG_WORD if line is _KHOP_DU_LIEU and sua_trong_word is not None else line for line in _DA_KIEM
        ],
        "so_lieu": list(so_lieu) or ["Văn bản không có số liệu báo cáo"],
        "thay_doi": list(thay_doi) or ["Trình lần đầu"],
        "can_xac_nhan": [_cau_hoi(number, question) for number, question in enumerate(can_xac_nhan, 1)],
        "so_can_xac_nhan": two_digits(len(can_xac_nhan)),
        "co_sua_trong_word": sua_trong_word is not None,
        "sua_trong_word": list(sua_trong_word or ()) or ["Không có chữ nào khác bản docgen lập"],
        "so_ghi_them": list(so_ghi_them) or ["Không có"],
        "duong_ke": {},
    }


def _cau_hoi(number: int, question: CanXacNhan) -> dict[str, Any]:
    where = [question.vi_tri, *([f"({question.ly_do})"] if question.ly_do else [])]
    return {"tt": str(number), "vi_tri": where, "ban_goc": question.ban_goc, "hien_ghi": question.hien_ghi}


def _can_cu(van_ban: Mapping[str, Any]) -> list[str]:
    """The legal bases of the document, or the document that it carries out."""
    opening = next(iter(van_ban.get("mo_dau", ())), van_ban.get("vien_dan", ""))
    return list(van_ban.get("can_cu", ())) or [capitalised(opening.split(";")[0].removeprefix("Thực hiện "))]


def _hang_liet_ke(ten: str, danh_sach: str) -> Row:
    return Row([o(ten), cac_dong(danh_sach)], may_split=True)


_CAN_XAC_NHAN = Table(
    widths=(10, None, 42, 45, 22),
    ten="Nội dung cần người ký xác nhận",
    rows=[
        dau_bang("TT", "Vị trí (lý do)", "Bản gốc ghi", "Văn bản trình ghi", "Xác nhận"),
        row_tag("for hang in can_xac_nhan", 5),
        Row([o_giua("{{ hang.tt }}"), *map(cac_dong, ("hang.vi_tri", "hang.ban_goc", "hang.hien_ghi")), o("")]),
        row_tag("endfor", 5),
    ],
)

BODY: list[Block] = [
    Paragraph(nd30.TEN_LOAI, "PHIẾU TRÌNH"),
    Paragraph(nd30.TEN_BANG, "{{ ten_co_quan }}"),
    Table(
        widths=(45, None),
        ten="Phiếu trình",
        rows=[
            Row([o("Văn bản trình"), o("{{ van_ban_trinh }}")]),
            _hang_liet_ke("Căn cứ", "can_cu_trinh"),
            Row([o("Đơn vị soạn thảo"), o("{{ don_vi_soan_thao }}")]),
            Row([o("Người ký"), o("{{ nguoi_ky }}")]),
            _hang_liet_ke("Đã kiểm tra", "da_kiem"),
            _hang_liet_ke("Số liệu chính", "so_lieu"),
            row_tag("if co_sua_trong_word", 2),
            _hang_liet_ke("Sửa trong Word so với bản docgen lập", "sua_trong_word"),
            _hang_liet_ke("Số ghi thêm trong Word, docgen không kiểm được", "so_ghi_them"),
            row_tag("endif", 2),
            _hang_liet_ke("Thay đổi so với lần trình trước", "thay_doi"),
            row_tag("if can_xac_nhan", 2),
            Row([o("Cần người ký xác nhận"), o("{{ so_can_xac_nhan }} nội dung, ghi ở bảng dưới")]),
            row_tag("endif", 2),
            Row([o("Ý kiến của lãnh đạo"), o("\n\n\n\n")]),
        ],
    ),
    *khi_co("can_xac_nhan", Paragraph(nd30.TEN_BANG, "Nội dung cần người ký xác nhận"), _CAN_XAC_NHAN),
]
