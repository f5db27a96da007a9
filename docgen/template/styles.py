"""The Word styles `ND30 …`: the decree's table, and what it leaves open (spacing, outline, what stays together)."""

from __future__ import annotations

from dataclasses import dataclass

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from docgen.model import TrinhBay
from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.vietnamese import capitalised, without_accents


@dataclass(frozen=True)
class _Style:
    """What a style has beyond the decree's table: spacing in pt, outline level from 0, what it keeps together."""

    thanh_phan: nd30.ThanhPhan
    before: float = 0
    after: float = 0
    indent: bool = False
    outline: int | None = None
    left: float = 0  # mm
    red: bool = False
    keep_next: bool = False
    keep_lines: bool = False
    then: nd30.ThanhPhan | None = None  # what Enter at its end gives


_GAP = nd30.KHOANG_CACH_DOAN_TOI_THIEU


def _heading(thanh_phan: nd30.ThanhPhan, outline: int | None = None) -> _Style:
    return _Style(thanh_phan, _GAP, indent=True, outline=outline, keep_next=True, keep_lines=True, then=nd30.LOI_VAN)


# From chức vụ to the name: a signature, and the seal that covers a third of it (seals are 35 to 38 mm wide).
_ROOM_TO_SIGN = 72
_STYLES = (
    _Style(nd30.CO_QUAN_CHU_QUAN),
    _Style(nd30.CO_QUAN_BAN_HANH),
    _Style(nd30.QUOC_HIEU),
    _Style(nd30.TIEU_NGU),
    _Style(nd30.SO_KY_HIEU, before=_GAP),
    _Style(nd30.DIA_DANH_THOI_GIAN, before=_GAP),
    _Style(nd30.TEN_LOAI, before=18, keep_next=True, then=nd30.TRICH_YEU),
    _Style(nd30.TRICH_YEU, keep_next=True, then=nd30.LOI_VAN),
    _Style(nd30.CAN_CU_BAN_HANH, _GAP, indent=True),
    _Style(nd30.LOI_VAN, _GAP, indent=True),
    _heading(nd30.MUC, outline=0),
    _heading(nd30.KHOAN_CO_TIEU_DE, outline=1),
    _heading(nd30.TIEU_KHOAN_CO_TIEU_DE, outline=2),
    _Style(nd30.KHOAN, _GAP, indent=True),
    _Style(nd30.DIEM, _GAP, indent=True),
    _heading(nd30.DIEM_CO_TIEU_DE),
    _Style(nd30.PHAN_CONG, _GAP, indent=True, keep_next=True),
    _Style(nd30.KET_LUAN, _GAP, after=18, indent=True, keep_next=True, keep_lines=True),
    _Style(nd30.KINH_GUI, before=12, after=6),
    _Style(nd30.KINH_GUI_NHIEU_NOI, before=12, left=35),
    _Style(nd30.KINH_GUI_LIET_KE, left=53),
    _Style(nd30.SO_LIEU_MINH_HOA, red=True),
    _Style(nd30.TEN_BANG, before=_GAP, after=_GAP, keep_next=True),
    _Style(nd30.BIEU_DO, before=_GAP),
    _Style(nd30.NOI_NHAN),
    _Style(nd30.NOI_NHAN_LIET_KE),
    _Style(nd30.QUYEN_HAN_CHUC_VU),
    _Style(nd30.HO_TEN, before=_ROOM_TO_SIGN),
    _Style(nd30.SO_TRANG),
    # In Word's navigation pane the title stands under the label.
    _Style(nd30.PHU_LUC, outline=0, keep_next=True, then=nd30.TEN_PHU_LUC),
    _Style(nd30.TEN_PHU_LUC, outline=1, keep_next=True, then=nd30.CHI_DAN_PHU_LUC),
    _Style(nd30.CHI_DAN_PHU_LUC, keep_next=True, then=nd30.LOI_VAN),
    _Style(nd30.DAU_BANG, before=2, after=2, keep_next=True),
    _Style(nd30.NHOM_BANG, before=2, after=2, keep_next=True),
    _Style(nd30.O_BANG, before=2, after=2),
    _Style(nd30.O_BANG_GIUA, before=2, after=2),
)
LINE_STYLE = "ND30 Đường kẻ"
SECTION_END_STYLE = "ND30 Ngắt phần"
_ALIGNMENT = {"trai": WD_ALIGN_PARAGRAPH.LEFT, "giua": WD_ALIGN_PARAGRAPH.CENTER, "deu": WD_ALIGN_PARAGRAPH.JUSTIFY}
_INDENT = {f"{nd30.viet_so(cm)} cm": Cm(cm) for cm in nd30.LUI_DAU_DONG}


def add_styles(document: Document, trinh_bay: TrinhBay) -> None:
    """Adds all styles, in the sizes and with the indent that the office chose."""
    made = {spec.thanh_phan: _add_style(document, spec, trinh_bay) for spec in _STYLES}
    for spec in _STYLES:
        if spec.then is not None:
            made[spec.thanh_phan].next_paragraph_style = made[spec.then]
    _add_own_styles(document)


def _add_style(document: Document, spec: _Style, trinh_bay: TrinhBay) -> ParagraphStyle:
    component = spec.thanh_phan
    style = _new_style(document, component.style)
    style.font.size = Pt(trinh_bay.size(component))
    # Each is said only where it differs from the upright, light text of the defaults.
    style.font.bold = component.chu_dam or None
    style.font.italic = component.chu_nghieng or None
    layout = style.paragraph_format
    layout.alignment = _ALIGNMENT[component.canh_le]
    layout.space_before = Pt(spec.before)
    layout.space_after = Pt(spec.after)
    layout.first_line_indent = _INDENT[trinh_bay.lui_dau_dong] if spec.indent else None
    if spec.left:
        layout.left_indent = Mm(spec.left)
    if spec.red:
        style.font.color.rgb = RGBColor(0xC0, 0, 0)
    layout.keep_with_next = spec.keep_next or None
    layout.keep_together = spec.keep_lines or None
    if spec.outline is not None:
        outline = OxmlElement("w:outlineLvl")
        outline.set(qn("w:val"), str(spec.outline))
        style.element.get_or_add_pPr().append(outline)
    return style


def _add_own_styles(document: Document) -> None:
    """The styles of what the decree does not know: the paragraphs of drawn lines, and of the ends of sections."""
    line = _new_style(document, LINE_STYLE)
    line.font.size = Pt(4)  # as low as a line needs; an exact height would make Word cut the drawing
    line.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.paragraph_format.space_before = Pt(3)  # clear of the letters above
    line.paragraph_format.space_after = Pt(4)
    section_end = _new_style(document, SECTION_END_STYLE)
    section_end.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    section_end.paragraph_format.line_spacing = Pt(1)


def _new_style(document: Document, name: str) -> ParagraphStyle:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.element.set(qn("w:styleId"), "".join(capitalised(word) for word in without_accents(name).split()))
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    return style
