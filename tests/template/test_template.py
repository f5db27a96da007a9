"""The built templates: formatting in styles only, from the decree's table, in the sizes that the office chose."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from docgen.documents import DOCUMENT_TYPES
from docgen.docx import package
from docgen.load import load_office
from docgen.model import TrinhBay
from docgen.nghi_dinh import nd30
from docgen.template.build import build
from tests.conftest import ROOT

# No document that docgen writes is a công văn; its trích yếu is only checked.
COMPONENTS = [
    value for value in vars(nd30).values() if isinstance(value, nd30.ThanhPhan) and value is not nd30.TRICH_YEU_CONG_VAN
]
BODY = DOCUMENT_TYPES["ke-hoach"].body
CHOICES = {
    13: TrinhBay.model_validate(
        {"co_chu": "13", "lui_dau_dong": "1 cm", "le_tren": "25", "le_duoi": "24", "le_trai": "35", "le_phai": "20"}
    ),
    14: TrinhBay.model_validate({}),
}


@pytest.mark.parametrize("name", DOCUMENT_TYPES)
def test_the_committed_template_is_what_the_code_builds(name: str) -> None:
    committed = package.read((ROOT / DOCUMENT_TYPES[name].tep_mau).read_bytes())
    built = package.read(build(DOCUMENT_TYPES[name].body, load_office(ROOT).trinh_bay))
    different = {part for part in committed | built if committed.get(part) != built.get(part)}
    assert not different, "run: make mau"


@pytest.mark.parametrize("co_chu", [13, 14])
@pytest.mark.parametrize("component", COMPONENTS, ids=lambda component: component.ten)
def test_each_style_is_within_the_decree(component: nd30.ThanhPhan, co_chu: int) -> None:
    document = docx.Document(io.BytesIO(build(BODY, CHOICES[co_chu])))
    style = document.styles[component.style]
    smallest, largest = component.co_chu
    assert style.font.size.pt == (largest if co_chu == 14 else smallest)
    assert bool(style.font.bold) == component.chu_dam
    assert bool(style.font.italic) == component.chu_nghieng
    alignments = {"trai": WD_ALIGN_PARAGRAPH.LEFT, "giua": WD_ALIGN_PARAGRAPH.CENTER, "deu": WD_ALIGN_PARAGRAPH.JUSTIFY}
    assert style.paragraph_format.alignment == alignments[component.canh_le]
    assert style.base_style.name == "Normal"


# What the decree says, typed from its text a second time: name, sizes in pt with 13 and 14 pt text, bold, italic, alignment.
# Phụ lục I, Phần I, Mục I khoản 7; Mục II khoản 1 to 9; Mục III khoản 1.
DECREE = {
    "Quốc hiệu": (12, 13, True, False, "CENTER"),
    "Tiêu ngữ": (13, 14, True, False, "CENTER"),
    "Cơ quan chủ quản": (12, 13, False, False, "CENTER"),
    "Cơ quan ban hành": (12, 13, True, False, "CENTER"),
    "Số ký hiệu": (13, 13, False, False, "CENTER"),
    "Địa danh thời gian": (13, 14, False, True, "CENTER"),
    "Tên loại": (13, 14, True, False, "CENTER"),
    "Trích yếu": (13, 14, True, False, "CENTER"),
    "Căn cứ": (13, 14, False, True, "JUSTIFY"),
    "Lời văn": (13, 14, False, False, "JUSTIFY"),
    "Mục": (13, 14, True, False, "JUSTIFY"),
    "Khoản có tiêu đề": (13, 14, True, False, "JUSTIFY"),
    "Khoản": (13, 14, False, False, "JUSTIFY"),
    "Điểm": (13, 14, False, False, "JUSTIFY"),
    "Điểm có tiêu đề": (13, 14, False, False, "JUSTIFY"),
    "Quyền hạn chức vụ": (13, 14, True, False, "CENTER"),
    "Họ tên": (13, 14, True, False, "CENTER"),
    "Kính gửi": (13, 14, False, False, "CENTER"),
    "Nơi nhận": (12, 12, True, True, "LEFT"),
    "Nơi nhận liệt kê": (11, 11, False, False, "LEFT"),
    "Số trang": (13, 14, False, False, "CENTER"),
    "Phụ lục": (14, 14, True, False, "CENTER"),
    "Tên phụ lục": (13, 14, True, False, "CENTER"),
    "Chỉ dẫn phụ lục": (13, 14, False, True, "CENTER"),
}


@pytest.mark.parametrize("name", DECREE)
def test_styles_say_what_the_decree_says(name: str) -> None:
    small, large, bold, italic, alignment = DECREE[name]
    for co_chu, size in ((13, small), (14, large)):
        style = docx.Document(io.BytesIO(build(BODY, CHOICES[co_chu]))).styles[f"ND30 {name}"]
        assert (style.font.size.pt, bool(style.font.bold), bool(style.font.italic)) == (size, bold, italic)
        assert style.paragraph_format.alignment.name == alignment


BODY_STYLES = (
    "Căn cứ",
    "Lời văn",
    "Mục",
    "Khoản có tiêu đề",
    "Khoản",
    "Điểm",
    "Điểm có tiêu đề",
    "Phân công",
    "Kết thúc",
)


@pytest.mark.parametrize("name", BODY_STYLES)
def test_body_text_is_indented_spaced_and_single(name: str) -> None:
    """Mục II khoản 6 điểm e: first line 1 or 1,27 cm, at least 6 pt between paragraphs, single to 1,5 lines."""
    document = docx.Document(io.BytesIO(build(BODY, CHOICES[14])))
    layout = document.styles[f"ND30 {name}"].paragraph_format
    assert round(layout.first_line_indent.cm, 2) == 1.27
    assert layout.space_before.pt == 6
    assert layout.line_spacing is None  # that of the document: 240, single
    assert (
        b'<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        in package.read(build(BODY, CHOICES[14]))["word/styles.xml"]
    )


def test_what_the_decree_leaves_open_is_as_the_office_sees_it() -> None:
    parts = package.read(build(BODY, CHOICES[14]))
    document = docx.Document(io.BytesIO(build(BODY, CHOICES[14])))
    layout = {style.name: style.paragraph_format for style in document.styles if style.name.startswith("ND30")}
    assert layout["ND30 Họ tên"].space_before.pt == 72  # room to sign and to seal
    assert layout["ND30 Tên loại"].space_before.pt == 18
    assert layout["ND30 Phân công"].keep_with_next and layout["ND30 Điểm có tiêu đề"].keep_with_next
    letterhead, signature, assignments = document.tables
    assert [
        table._tbl.tblPr.find(qn("w:tblBorders")) is not None for table in (letterhead, signature, assignments)
    ] == [
        False,
        False,
        True,
    ]
    assert int(signature._tbl.tblGrid[1].get(qn("w:w"))) == round(95 / 25.4 * 1440)
    xml = parts["word/document.xml"].decode()
    assert set(re.findall(r'<a:ln w="(\d+)"><a:solidFill><a:srgbClr val="(\w+)"/>', xml)) == {("9525", "000000")}
    assert (
        b'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"'
        in parts["word/settings.xml"]
    )
    assert b"<w:doNotExpandShiftReturn/>" in parts["word/settings.xml"]
    assert xml.count('w:gutter="0"') == len(document.sections)


@pytest.mark.parametrize(("co_chu", "indent"), [(13, 10.0), (14, 12.7)])
def test_the_body_text_is_indented_and_spaced_as_chosen(co_chu: int, indent: float) -> None:
    document = docx.Document(io.BytesIO(build(BODY, CHOICES[co_chu])))
    for component in (nd30.LOI_VAN, nd30.MUC, nd30.KHOAN, nd30.DIEM, nd30.KET_LUAN):
        layout = document.styles[component.style].paragraph_format
        assert round(layout.first_line_indent.mm, 1) == indent
        assert layout.space_before.pt >= nd30.KHOANG_CACH_DOAN_TOI_THIEU


def test_margins_are_those_chosen_and_turn_with_the_page() -> None:
    document = docx.Document(io.BytesIO(build(BODY, CHOICES[13])))
    main, landscape, upright_annex, at_the_end = document.sections

    def page(section: docx.section.Section) -> list[int]:
        lengths = (
            section.page_width,
            section.page_height,
            section.top_margin,
            section.right_margin,
            section.bottom_margin,
            section.left_margin,
        )
        return [round(length.mm) for length in lengths]

    assert page(main) == page(upright_annex) == page(at_the_end) == [210, 297, 25, 20, 24, 35]
    assert page(landscape) == [297, 210, 35, 25, 20, 24]


def test_nothing_is_formatted_in_a_run_or_a_paragraph() -> None:
    parts = package.read(build(BODY, CHOICES[14]))
    for name in ("word/document.xml", "word/header1.xml"):
        xml = parts[name].decode()
        assert "<w:rPr" not in xml
        allowed = {"w:pStyle", "w:sectPr"}
        for properties in re.findall(r"<w:pPr>(.*?)</w:pPr>", xml, re.DOTALL):
            outer = re.sub(r"<w:sectPr.*</w:sectPr>", "<w:sectPr/>", properties, flags=re.DOTALL)
            assert set(re.findall(r"<(w:\w+)", outer)) <= allowed


def test_the_fonts_are_set_in_all_four_slots_and_never_by_theme() -> None:
    parts = package.read(build(BODY, CHOICES[14]))
    styles = parts["word/styles.xml"].decode()
    (fonts,) = re.findall(r"<w:rFonts[^>]*>", styles)
    assert re.findall(r'w:(\w+)="Times New Roman"', fonts) == ["ascii", "hAnsi", "eastAsia", "cs"]
    assert not any(
        b"Theme=" in content for name, content in parts.items() if name.startswith("word/") and name.endswith(".xml")
    )
    assert 'w:lang w:val="vi-VN"' in styles


def test_headings_have_outline_levels_and_stay_with_what_follows() -> None:
    document = docx.Document(io.BytesIO(build(BODY, CHOICES[14])))
    levels = {}
    for style in document.styles:
        level = style.element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if level is not None:
            levels[style.name] = int(level.get(qn("w:val")))
            assert style.paragraph_format.keep_with_next
    assert levels == {
        nd30.MUC.style: 0,
        nd30.PHU_LUC.style: 0,
        nd30.TEN_PHU_LUC.style: 1,
        nd30.KHOAN_CO_TIEU_DE.style: 1,
        nd30.TIEU_KHOAN_CO_TIEU_DE.style: 2,
    }
    assert document.styles[nd30.DIEM_CO_TIEU_DE.style].paragraph_format.keep_with_next


def test_enter_after_a_heading_gives_what_comes_next() -> None:
    document = docx.Document(io.BytesIO(build(BODY, CHOICES[14])))
    following = {
        style.name: style.next_paragraph_style.name
        for style in document.styles
        if style.name.startswith("ND30") and style.next_paragraph_style != style
    }
    to_body_text = (nd30.MUC, nd30.KHOAN_CO_TIEU_DE, nd30.TIEU_KHOAN_CO_TIEU_DE, nd30.DIEM_CO_TIEU_DE)
    assert following == dict.fromkeys((heading.style for heading in to_body_text), nd30.LOI_VAN.style) | {
        nd30.TEN_LOAI.style: nd30.TRICH_YEU.style,
        nd30.TRICH_YEU.style: nd30.LOI_VAN.style,
        nd30.PHU_LUC.style: nd30.TEN_PHU_LUC.style,
        nd30.TEN_PHU_LUC.style: nd30.CHI_DAN_PHU_LUC.style,
        nd30.CHI_DAN_PHU_LUC.style: nd30.LOI_VAN.style,
    }


def test_tables_are_as_wide_as_the_text_of_their_section() -> None:
    for trinh_bay in CHOICES.values():
        document = docx.Document(io.BytesIO(build(BODY, trinh_bay)))
        letterhead, signature, assignments = document.tables
        for table, landscape in ((letterhead, False), (signature, False), (assignments, True)):
            grid = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
            assert sum(grid) == pytest.approx(trinh_bay.chieu_rong_chu(ngang=landscape) / 25.4 * 1440, abs=1)
            for row in table.rows:
                widths = [int(cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}").get(qn("w:w"))) for cell in row._tr.tc_lst]
                assert sum(widths) == pytest.approx(sum(grid), abs=1)
        # Quốc hiệu must not wrap, whatever the margins.
        assert int(letterhead._tbl.tblGrid[1].get(qn("w:w"))) >= 5690


def test_no_part_asks_word_to_update_fields_and_none_is_stale() -> None:
    parts = package.read(build(BODY, CHOICES[14]))
    assert b"updateFields" not in parts["word/settings.xml"]
    assert not [name for name in parts if "stylesWithEffects" in name or "thumbnail" in name]
    assert len(package.write(parts)) < 20_000


def test_a_template_opens_as_a_document(tmp_path: Path) -> None:
    """Nothing in it needs rendering to be valid: whoever maintains the wording opens it in Word."""
    from openxml_audit import OpenXmlValidator

    path = tmp_path / "mau.docx"
    path.write_bytes(build(BODY, CHOICES[14]))
    assert OpenXmlValidator().validate(path).errors == []
