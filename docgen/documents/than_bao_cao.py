"""The parts of the body that the quarterly report and the evaluation share."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.errors import Problem
from docgen.model import QUY, BaoCao, HoSo
from docgen.nghi_dinh import nd30
from docgen.template.blocks import Block, Cell, Mark, Paragraph, Row, Table, Tag
from docgen.template.parts import cac_dong, dau_bang, loi_van, long_or_short, o, o_giua, row_tag

MINH_HOA = Mark("minh_hoa", nd30.SO_LIEU_MINH_HOA, "SỐ LIỆU MINH HỌA")


def so_lieu_minh_hoa(ho_so: HoSo, quy: int) -> Iterator[Problem]:
    """Invented figures in the quarters up to this one, and after the fourth in the evaluation: they may not be signed."""
    reports: list[BaoCao] = [report for n, report in sorted(ho_so.tien_do.items()) if n <= quy]
    if quy > len(QUY) and ho_so.danh_gia is not None:
        reports.append(ho_so.danh_gia)
    for report in reports:
        if report.so_lieu == "minh_hoa":
            remedy = "thay bằng số liệu thật rồi ghi so_lieu: chinh_thuc"
            yield Problem(report.place("so_lieu"), "số liệu là minh họa", remedy)


def _cau(bien: str, cau_khong_co: str) -> list[Block]:
    """A dash line for each text of a list, or the sentence that says there is none."""
    return [
        Tag(f"for dong in {bien}"),
        Paragraph(nd30.LOI_VAN, "- {{ dong }}{{ '.' if loop.last else ';' }}"),
        Tag("endfor"),
        Tag(f"if not {bien}"),
        Paragraph(nd30.LOI_VAN, cau_khong_co),
        Tag("endif"),
    ]


def tong_so_nhiem_vu() -> list[Block]:
    """How many tasks of which kind, and which quarters are not in the figures."""
    return [
        Tag("if quy_thieu"),
        Paragraph(
            nd30.LOI_VAN, "Báo cáo này chưa có số liệu {{ quy_thieu|join(', ') }}; số lũy kế không gồm các quý đó."
        ),
        Tag("endif"),
        Paragraph(
            nd30.LOI_VAN,
            "Đến hết kỳ báo cáo, kế hoạch {% if thuong_xuyen and co_han %}có {{ thuong_xuyen|dem('nhiệm vụ') }} thường xuyên và "
            "{{ co_han|dem('nhiệm vụ') }} có thời hạn{% elif thuong_xuyen %}có {{ thuong_xuyen|dem('nhiệm vụ') }} thường xuyên, không có "
            "nhiệm vụ có thời hạn{% elif co_han %}có {{ co_han|dem('nhiệm vụ') }} có thời hạn, không có nhiệm vụ thường xuyên{% else %}"
            "không có nhiệm vụ đang thực hiện{% endif %}{% if bo_sung %}; trong đó {{ bo_sung|dem('nhiệm vụ') }} được giao bổ sung trong "
            "năm{% endif %}.",
        ),
        Tag("if nhiem_vu_dung"),
        Paragraph(nd30.LOI_VAN, "Nhiệm vụ dừng thực hiện: {{ nhiem_vu_dung|join('; ') }}."),
        Tag("endif"),
    ]


def thuong_xuyen_trong_ky() -> list[Block]:
    """Thường xuyên tasks in the quarter, against the one before, and since the year's start."""
    return [
        Tag("if thuong_xuyen"),
        Paragraph(
            nd30.LOI_VAN,
            "Nhiệm vụ thường xuyên: {% if da_thuc_hien %}{{ da_thuc_hien|hai_so }}/{{ thuong_xuyen|dem('nhiệm vụ') }} đã thực hiện trong "
            "kỳ, đạt {{ ty_le_thuong_xuyen|phan_tram }}{% if so_sanh %} ({% if so_sanh.tang %}tăng {{ so_sanh.diem }} điểm phần trăm"
            "{% elif so_sanh.giam %}giảm {{ so_sanh.diem }} điểm phần trăm{% else %}không thay đổi{% endif %} so với {{ so_sanh.ky }})"
            "{% endif %}; {{ chua_thuc_hien|dem('nhiệm vụ') }} chưa thực hiện trong kỳ{% else %}chưa có nhiệm vụ nào được thực hiện trong "
            "kỳ{% endif %}.{% if ky_luy_ke %} Lũy kế từ đầu năm (số liệu tính {{ chot_luy_ke }}): {{ lien_tuc|dem('nhiệm vụ') }} thường "
            "xuyên được thực hiện ở tất cả các quý có báo cáo.{% endif %}",
        ),
        Tag("endif"),
    ]


def thuong_xuyen_ca_nam() -> list[Block]:
    """Thường xuyên tasks over the year."""
    return [
        Tag("if thuong_xuyen"),
        Paragraph(
            nd30.LOI_VAN,
            "Nhiệm vụ thường xuyên: {% if lien_tuc %}{{ lien_tuc|hai_so }}/{{ thuong_xuyen|dem('nhiệm vụ') }} được thực hiện ở tất cả "
            "các quý có báo cáo{% else %}chưa có nhiệm vụ nào được thực hiện ở tất cả các quý có báo cáo{% endif %}.",
        ),
        Tag("endif"),
    ]


def co_thoi_han() -> list[Block]:
    """Tasks with a deadline, from the year's start."""
    return [
        Tag("if co_han"),
        Paragraph(
            nd30.LOI_VAN,
            "Nhiệm vụ có thời hạn (lũy kế từ đầu năm): {{ dung_han|dem('nhiệm vụ') }} hoàn thành đúng hạn; {{ qua_han|dem('nhiệm vụ') }} "
            "hoàn thành quá hạn; {{ trong_han|dem('nhiệm vụ') }} đang thực hiện trong hạn; {{ chua_xong_qua_han|dem('nhiệm vụ') }} chưa "
            "hoàn thành, quá hạn. Tỷ lệ hoàn thành {{ ty_le_hoan_thanh|phan_tram }}.",
        ),
        Tag("endif"),
    ]


def dinh_chinh() -> list[Block]:
    """What was corrected since an issued report stated it; nothing where nothing was."""
    return [
        Tag("if dinh_chinh"),
        Paragraph(nd30.LOI_VAN, "Đính chính số liệu đã báo cáo:"),
        Tag("for dong in dinh_chinh"),
        Paragraph(nd30.LOI_VAN, "- {{ dong }}{{ '.' if loop.last else ';' }}"),
        Tag("endfor"),
        Tag("endif"),
    ]


def ket_qua_theo_nhom() -> list[Block]:
    """A khoản for each group, a tiểu khoản for each task."""
    return [
        Tag("for nhom in cac_nhom"),
        Paragraph(nd30.KHOAN_CO_TIEU_DE, "{{ nhom.nhan }} {{ nhom.tieu_de }}"),
        Paragraph(
            nd30.LOI_VAN,
            "{% if nhom.tong %}Nhóm có {{ nhom.tong|dem('nhiệm vụ') }}{% else %}Nhóm không còn nhiệm vụ đang thực hiện{% endif %}: {% for tinh_trang in nhom.cac_tinh_trang %}{{ tinh_trang.so_luong|dem('nhiệm vụ') }} "
            "{{ tinh_trang.ten }}{{ '.' if loop.last else '; ' }}{% endfor %}",
        ),
        Tag("for nhiem_vu in nhom.cac_nhiem_vu"),
        Paragraph(nd30.TIEU_KHOAN_CO_TIEU_DE, "{{ nhiem_vu.nhan }} {{ nhiem_vu.ten }}"),
        Tag("for dong in nhiem_vu.ket_qua"),
        Paragraph(nd30.LOI_VAN, "{{ dong }}"),
        Tag("endfor"),
        Tag("if nhiem_vu.chua_co_ket_qua"),
        Paragraph(nd30.LOI_VAN, "Chưa có kết quả của: {{ nhiem_vu.chua_co_ket_qua }}."),
        Tag("endif"),
        Tag("if nhiem_vu.dung"),
        Paragraph(nd30.LOI_VAN, "{{ nhiem_vu.van_ban|hoa_dau }}."),
        Tag("elif not nhiem_vu.ket_qua and not nhiem_vu.san_pham and not nhiem_vu.xong_truoc_ky"),
        Paragraph(nd30.LOI_VAN, "Chưa có kết quả trong kỳ báo cáo."),
        Tag("endif"),
        Tag("if nhiem_vu.han and not nhiem_vu.dung"),
        Paragraph(
            nd30.LOI_VAN,
            "Thời hạn {{ nhiem_vu.han }}{% if nhiem_vu.van_ban %}; {{ nhiem_vu.van_ban }}{% endif %}; {{ nhiem_vu.tinh_trang }}"
            "{% if nhiem_vu.ty_le %}, mới đạt {{ nhiem_vu.ty_le }}{% endif %}"
            "{% if nhiem_vu.ngay_hoan_thanh %} (ngày {{ nhiem_vu.ngay_hoan_thanh }}){% endif %}.",
        ),
        Tag("endif"),
        Tag("if nhiem_vu.van_ban and not nhiem_vu.han and not nhiem_vu.dung"),
        Paragraph(nd30.LOI_VAN, "Nhiệm vụ {{ nhiem_vu.van_ban }}."),
        Tag("endif"),
        Tag("for chi_tieu in nhiem_vu.cac_chi_tieu"),
        Paragraph(nd30.LOI_VAN, _CHI_TIEU),
        Tag("endfor"),
        Tag("if nhiem_vu.san_pham"),
        Paragraph(nd30.LOI_VAN, "Sản phẩm: {{ nhiem_vu.san_pham }}."),
        Tag("endif"),
        Tag("endfor"),
        Tag("endfor"),
    ]


_CHI_TIEU = (
    "Chỉ tiêu {{ chi_tieu.muc_tieu }} ({{ chi_tieu.noi_dung }}): {% if chi_tieu.da_dat %}lũy kế từ đầu năm {{ chi_tieu.da_dat }}, "
    "{% if chi_tieu.dat %}đạt chỉ tiêu{% elif chi_tieu.la_ty_le or het_nam %}chưa đạt chỉ tiêu{% else %}so với chỉ tiêu cả năm{% endif %}{% elif chi_tieu.khong_phat_sinh %}từ đầu năm không phát sinh{% else %}chưa có "
    "số liệu{% endif %}."
)


def ket_qua_ca_nam() -> list[Block]:
    """A khoản for each group: the year in one sentence, and the judgement."""
    return [
        Tag("for nhom in cac_nhom_ca_nam"),
        Paragraph(nd30.KHOAN_CO_TIEU_DE, "{{ nhom.tt }} {{ nhom.ten }}"),
        Paragraph(
            nd30.LOI_VAN,
            "{% if nhom.thuong_xuyen %}Nhóm có {{ nhom.thuong_xuyen|dem('nhiệm vụ') }} thường xuyên, {{ nhom.lien_tuc|dem('nhiệm vụ') }} "
            "được thực hiện ở tất cả các quý có báo cáo.{% endif %}{% if nhom.co_han %}{% if nhom.thuong_xuyen %} {% endif %}Nhóm có "
            "{{ nhom.co_han|dem('nhiệm vụ') }} có thời hạn: {{ nhom.dung_han|dem('nhiệm vụ') }} hoàn thành đúng hạn; "
            "{{ nhom.qua_han|dem('nhiệm vụ') }} hoàn thành quá hạn; {{ nhom.chua_xong|dem('nhiệm vụ') }} chưa "
            "hoàn thành.{% endif %}{% if not nhom.tong %}Nhóm không còn nhiệm vụ đang thực hiện.{% endif %}",
        ),
        *loi_van("nhom.nhan_dinh"),
        Tag("endfor"),
    ]


def danh_gia_chung(uu_diem: str, chua_thuc_hien: str) -> list[Block]:
    """Strong points, weak points, causes; each says so where there is nothing.

    `uu_diem` is the sentence where nobody wrote of strong points, `chua_thuc_hien` how tasks that were not done are called.
    """
    return [
        Paragraph(nd30.KHOAN_CO_TIEU_DE, "1. Ưu điểm"),
        *loi_van("uu_diem"),
        Tag("if not uu_diem"),
        Paragraph(nd30.LOI_VAN, uu_diem),
        Tag("endif"),
        Paragraph(nd30.KHOAN_CO_TIEU_DE, "2. Tồn tại, hạn chế"),
        Tag("if nhiem_vu_chua_thuc_hien"),
        Paragraph(nd30.LOI_VAN, f"{chua_thuc_hien}: {{{{ nhiem_vu_chua_thuc_hien|join('; ') }}}}."),
        Tag("endif"),
        Tag("if nhiem_vu_qua_han"),
        Paragraph(nd30.LOI_VAN, "Nhiệm vụ chưa hoàn thành, quá hạn: {{ nhiem_vu_qua_han|join('; ') }}."),
        Tag("endif"),
        *_cau("kho_khan", "Các đơn vị không nêu khó khăn, vướng mắc trong kỳ báo cáo."),
        Paragraph(nd30.KHOAN_CO_TIEU_DE, "3. Nguyên nhân"),
        Tag("if khach_quan"),
        Paragraph(nd30.LOI_VAN, "Nguyên nhân khách quan: {{ khach_quan|join('; ') }}."),
        Tag("endif"),
        Tag("if chu_quan"),
        Paragraph(nd30.LOI_VAN, "Nguyên nhân chủ quan: {{ chu_quan|join('; ') }}."),
        Tag("endif"),
        Tag("if not khach_quan and not chu_quan"),
        Paragraph(nd30.LOI_VAN, "Các đơn vị không nêu nguyên nhân trong kỳ báo cáo."),
        Tag("endif"),
    ]


def nhiem_vu_ky_toi_body() -> list[Block]:
    """Overdue, due, and other work of the next quarter."""
    return [
        Paragraph(nd30.KHOAN_CO_TIEU_DE, "1. Nhiệm vụ đã quá hạn, phải hoàn thành ngay"),
        *_cau("nhiem_vu_ky_toi.qua_han", "Không có nhiệm vụ quá hạn."),
        Paragraph(nd30.KHOAN_CO_TIEU_DE, "2. Nhiệm vụ đến hạn trong kỳ tới"),
        *_cau("nhiem_vu_ky_toi.den_han", "Không có nhiệm vụ đến hạn trong kỳ tới."),
        Paragraph(nd30.KHOAN_CO_TIEU_DE, "3. Nhiệm vụ khác"),
        Tag("if thuong_xuyen"),
        Paragraph(
            nd30.LOI_VAN,
            "Tiếp tục thực hiện {{ thuong_xuyen|dem('nhiệm vụ') }} thường xuyên theo phân công của kế hoạch.",
        ),
        Tag("endif"),
        *_cau("nhiem_vu_ky_toi.viec", "Các đơn vị không nêu thêm việc cụ thể của kỳ tới."),
    ]


def de_xuat_body() -> list[Block]:
    """What the units propose."""
    return _cau("de_xuat", "Trong kỳ báo cáo, không có đề xuất, kiến nghị.")


def bang_tien_do(*, phoi_hop: bool) -> Table:
    """The tasks with their results; over a year the results need the room of the cooperating units."""
    ten_cot = ["TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Kết quả", "Tình trạng", "Ghi chú"]
    o_hang = [
        o_giua("{{ hang.tt }}"),
        o("{{ hang.nhiem_vu }}"),
        o("{{ hang.chu_tri }}"),
        o("{{ hang.phoi_hop }}"),
        o_giua("{{ hang.thoi_han }}"),
        cac_dong(
            "hang.ket_qua",
            Tag("if hang.xong_truoc_ky and not hang.ket_qua"),
            Paragraph(nd30.O_BANG, "Đã hoàn thành ngày {{ hang.xong_truoc_ky }}"),
            Tag("elif not hang.ket_qua"),
            Paragraph(nd30.O_BANG, "Chưa có kết quả"),
            Tag("endif"),
        ),
        o("{{ hang.tinh_trang }}{% if hang.ty_le %} ({{ hang.ty_le }}){% endif %}"),
        cac_dong("hang.ghi_chu", Tag("if not hang.ghi_chu"), Paragraph(nd30.O_BANG, ""), Tag("endif")),
    ]
    widths: list[float | None] = [11, 40, 33, 32, 25, None, 28, 31]
    if not phoi_hop:
        for cot in (ten_cot, o_hang, widths):
            del cot[3]
    so_cot = len(ten_cot)
    return Table(
        widths=widths,
        ruled=True,
        rows=[
            dau_bang(*ten_cot),
            row_tag("for hang in bang_tien_do", so_cot),
            row_tag("if hang.nhom", so_cot),
            Row([Cell([Paragraph(nd30.NHOM_BANG, "{{ hang.nhom }}")], span=so_cot)]),
            row_tag("else", so_cot),
            *long_or_short(o_hang),
            row_tag("endif", so_cot),
            row_tag("endfor", so_cot),
        ],
    )


_COT_DON_VI = (
    "tong",
    "ty_trong",
    "da_thuc_hien",
    "chua_thuc_hien",
    "dung_han",
    "qua_han",
    "trong_han",
    "chua_xong_qua_han",
)


def bang_don_vi(da_thuc_hien: str, chua_thuc_hien: str) -> Table:
    """The figures by lead unit; the two texts head the columns of thường xuyên tasks."""
    ten_cot = (
        *("TT", "Đơn vị", "Chủ trì", "Tỷ trọng", da_thuc_hien, chua_thuc_hien),
        *("Hoàn thành đúng hạn", "Hoàn thành quá hạn", "Trong hạn", "Quá hạn", "Phối hợp"),
    )
    return Table(
        widths=(11, None, 20, 22, 24, 24, 22, 22, 20, 20, 20),
        ruled=True,
        rows=[
            dau_bang(*ten_cot),
            row_tag("for hang in bang_don_vi.cac_hang", len(ten_cot)),
            Row(
                [
                    o_giua("{{ hang.tt }}"),
                    o("{{ hang.ten }}"),
                    *(o_giua(f"{{{{ hang.{cot} }}}}") for cot in _COT_DON_VI),
                    o_giua("{{ hang.phoi_hop }}"),
                ]
            ),
            row_tag("endfor", len(ten_cot)),
            Row(
                [
                    o_giua(""),
                    Cell([Paragraph(nd30.NHOM_BANG, "{{ bang_don_vi.tong.ten }}")]),
                    *(Cell([Paragraph(nd30.DAU_BANG, f"{{{{ bang_don_vi.tong.{cot} }}}}")]) for cot in _COT_DON_VI),
                    o_giua(""),
                ]
            ),
        ],
    )
