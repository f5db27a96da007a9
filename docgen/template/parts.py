"""The parts that the templates of all documents share: letterhead and title, body text, recipients and signature."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.nghi_dinh import nd30
from docgen.template.blocks import Block, Cell, Line, Paragraph, Row, Table, Tag

_COT_CHU_KY = 95  # mm: the right column of the signature, within the 95 to 111 mm of the decree's own samples

# The kinds of paragraph of a body (bo_cuc.Kieu) and the component whose style they take.
_LABELLED = {
    "muc": nd30.MUC,
    "khoan_co_tieu_de": nd30.KHOAN_CO_TIEU_DE,
    "tieu_khoan_co_tieu_de": nd30.TIEU_KHOAN_CO_TIEU_DE,
    "khoan": nd30.KHOAN,
    "diem_co_tieu_de": nd30.DIEM_CO_TIEU_DE,
    "diem": nd30.DIEM,
}
# The lines of an assignment; all but the last stay with the next one.
_PHAN_CONG = {
    "don_vi_chu_tri": ("Đơn vị chủ trì", nd30.PHAN_CONG),
    "don_vi_phoi_hop": ("Đơn vị phối hợp", nd30.PHAN_CONG),
    "don_vi_thuc_hien": ("Đơn vị thực hiện", nd30.PHAN_CONG),
    "thoi_gian_thuc_hien": ("Thời gian thực hiện", nd30.LOI_VAN),
}


def khi_co(dieu_kien: str, *blocks: Block) -> list[Block]:
    """Blocks that stand only where the context says so."""
    return [Tag(f"if {dieu_kien}"), *blocks, Tag("endif")]


def voi_moi(bien: str, danh_sach: str, *blocks: Block) -> list[Block]:
    """Blocks that stand once for each value of a list."""
    return [Tag(f"for {bien} in {danh_sach}"), *blocks, Tag("endfor")]


def dau_van_ban() -> list[Block]:
    """Boxes 1 to 5a of the decree's layout, Quốc hiệu to trích yếu (Mẫu 1.4 Phụ lục III)."""
    co_quan: list[Block] = [
        *khi_co("ten_co_quan_chu_quan", Paragraph(nd30.CO_QUAN_CHU_QUAN, "{{ ten_co_quan_chu_quan }}")),
        Paragraph(nd30.CO_QUAN_BAN_HANH, "{{ ten_co_quan_ban_hanh }}"),
        Line("duong_ke_co_quan", "tên cơ quan ban hành"),
    ]
    quoc_hieu: list[Block] = [
        Paragraph(nd30.QUOC_HIEU, nd30.LOI_QUOC_HIEU),
        Paragraph(nd30.TIEU_NGU, nd30.LOI_TIEU_NGU),
        Line("duong_ke_tieu_ngu", "Tiêu ngữ"),
    ]
    so = [Paragraph(nd30.SO_KY_HIEU, "Số: {{ so }}/{{ ky_hieu }}")]
    dia_danh = [Paragraph(nd30.DIA_DANH_THOI_GIAN, "{{ dia_danh }}, {{ thoi_gian_ban_hanh }}")]
    return [
        Table((None, nd30.COT_QUOC_HIEU), [Row([Cell(co_quan), Cell(quoc_hieu)]), Row([Cell(so), Cell(dia_danh)])]),
        Paragraph(nd30.TEN_LOAI, "{{ ten_loai|in_hoa }}"),
        Paragraph(nd30.TRICH_YEU, "{{ trich_yeu }}"),
        Line("duong_ke_trich_yeu", "trích yếu"),
    ]


def kinh_gui() -> list[Block]:
    """Box 9a: one recipient on the line of `Kính gửi`, several one below the other (Mục II, khoản 9, điểm d)."""
    return [
        Tag("if kinh_gui|length == 1"),
        Paragraph(nd30.KINH_GUI, "Kính gửi: {{ kinh_gui[0] }}"),
        Tag("elif kinh_gui"),
        Paragraph(nd30.KINH_GUI_NHIEU_NOI, "Kính gửi:"),
        *voi_moi("noi", "kinh_gui", Paragraph(nd30.KINH_GUI_LIET_KE, "- {{ noi }}{{ '.' if loop.last else ';' }}")),
        Tag("endif"),
    ]


def dau_phu_luc(nhan: str, ten: str) -> list[Block]:
    """The heading of an annex: its number, its title, the line that says of which document it is (Mục III, khoản 1)."""
    chi_dan = "(Kèm theo {{ ten_loai }} số {{ so }}/{{ ky_hieu }} {{ thoi_gian_ban_hanh }} của {{ ten_co_quan }})"
    return [
        Paragraph(nd30.PHU_LUC, nhan),
        Paragraph(nd30.TEN_PHU_LUC, ten),
        Paragraph(nd30.CHI_DAN_PHU_LUC, chi_dan),
        Line("duong_ke_phu_luc", "thông tin chỉ dẫn phụ lục"),
    ]


def loi_van(bien: str) -> list[Block]:
    """Plain paragraphs, from a list of texts in the context."""
    return voi_moi("doan", bien, Paragraph(nd30.LOI_VAN, "{{ doan }}"))


def noi_dung(bien: str, **bang: Sequence[Block]) -> list[Block]:
    """Mục, khoản, điểm, lời văn and phân công, from a list of `bo_cuc.DoanVan` in the context; `bang` are tables by their kind."""
    blocks: list[Block] = [Tag(f"for doan in {bien}")]
    for number, (kieu, thanh_phan) in enumerate(_LABELLED.items()):
        blocks += [
            Tag(f"{'elif' if number else 'if'} doan.kieu == '{kieu}'"),
            Paragraph(thanh_phan, "{{ doan.nhan_muc }} {{ doan.loi_van }}"),
        ]
    blocks.append(Tag("elif doan.kieu == 'phan_cong'"))
    for khoa, (nhan, thanh_phan) in _PHAN_CONG.items():
        blocks += khi_co(f"doan.{khoa}", Paragraph(thanh_phan, f"{nhan}: {{{{ doan.{khoa} }}}}."))
    for kieu, table in bang.items():
        blocks += [Tag(f"elif doan.kieu == '{kieu}'"), *table]
    return [*blocks, Tag("else"), Paragraph(nd30.LOI_VAN, "{{ doan.loi_van }}"), Tag("endif"), Tag("endfor")]


def chu_ky() -> list[Block]:
    """Boxes 7 and 9b: Nơi nhận level with the office and name of the signer (Mục II, khoản 7 và 9)."""
    luu = Paragraph(nd30.NOI_NHAN_LIET_KE, "- Lưu: VT, {{ don_vi_soan_thao }}.")
    noi_nhan: list[Block] = [
        Paragraph(nd30.NOI_NHAN, "Nơi nhận:"),
        *khi_co("kinh_gui", Paragraph(nd30.NOI_NHAN_LIET_KE, "- Như trên;")),
        *_cac_noi_nhan("noi_nhan"),
        *khi_co("not noi_nhan_tiep", luu),
    ]
    tiep: list[Block] = [*_cac_noi_nhan("noi_nhan_tiep"), luu]
    chuc_vu: list[Block] = [
        *voi_moi("dong", "quyen_han_chuc_vu", Paragraph(nd30.QUYEN_HAN_CHUC_VU, "{{ dong }}")),
        Paragraph(nd30.HO_TEN, "{{ ho_ten }}"),
    ]
    rows = [
        Row([Cell(noi_nhan), Cell(chuc_vu)]),
        row_tag("if noi_nhan_tiep", 2),
        Row([Cell(tiep), Cell([Paragraph(nd30.NOI_NHAN_LIET_KE, "")])], may_split=True),
        row_tag("endif", 2),
    ]
    return [Table((None, _COT_CHU_KY), rows)]


def _cac_noi_nhan(bien: str) -> list[Block]:
    return voi_moi("noi", bien, Paragraph(nd30.NOI_NHAN_LIET_KE, "- {{ noi }};"))


def o(text: str) -> Cell:
    """A cell of words."""
    return Cell([Paragraph(nd30.O_BANG, text)])


def o_giua(text: str) -> Cell:
    """A cell of a figure."""
    return Cell([Paragraph(nd30.O_BANG_GIUA, text)])


def cac_dong(danh_sach: str) -> Cell:
    """A cell with a paragraph for each text of a list, which must hold one: a cell without a paragraph is none."""
    return Cell(voi_moi("dong", danh_sach, Paragraph(nd30.O_BANG, "{{ dong }}")))


def dau_bang(*ten_cot: str) -> Row:
    """The first row of a table, repeated on each page."""
    return Row([Cell([Paragraph(nd30.DAU_BANG, text)]) for text in ten_cot], heading=True)


def row_tag(statement: str, columns: int) -> Row:
    """A row of template logic in a table of so many columns, gone once rendered."""
    return Row([Cell([Paragraph(nd30.O_BANG, f"{{%tr {statement} %}}")], span=columns)])


def long_or_short(cells: Sequence[Cell]) -> list[Row]:
    """A row that stays on one page, but where the context says that it is long (`hang.qua_dai`): a row higher than a page is cut off."""
    columns = sum(cell.span for cell in cells)
    return [
        row_tag("if hang.qua_dai", columns),
        Row(cells, may_split=True),
        row_tag("else", columns),
        Row(cells),
        row_tag("endif", columns),
    ]


def hang_theo_nhom(danh_sach: str, *rows: Row) -> list[Row]:
    """The rows of a list: `rows` for each of its values `hang`, or a heading over all columns where that has a `nhom`."""
    columns = sum(cell.span for cell in rows[0].cells)
    return [
        row_tag(f"for hang in {danh_sach}", columns),
        row_tag("if hang.nhom", columns),
        Row([Cell([Paragraph(nd30.NHOM_BANG, "{{ hang.nhom }}")], span=columns)]),
        row_tag("else", columns),
        *rows,
        row_tag("endif", columns),
        row_tag("endfor", columns),
    ]
