"""Facts of a Word file: each value could be read off the XML by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.docx.facts import Document, Paragraph, Table, everything, paragraphs
from docgen.docx.read import read
from tests.lam_word import Doan, W, bang, doan_xml, giua, goi, ke_hoach, loi_van, phan

ND30 = Path(__file__).parent / "nd30"
_W = f'xmlns:w="{W}"'


def facts(body: str, **parts: str) -> Document:
    """The facts of a document with this body; `styles`, `numbering`, `theme1`, … are parts beside it."""
    namespaces = (
        f'{_W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
        ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    files = {f"word/{name}.xml": content for name, content in parts.items()}
    document = f"<w:document {namespaces}><w:body>{body}</w:body></w:document>"
    return read("tep.docx", goi({"word/document.xml": document, **files}))


def first(body: str, **parts: str) -> Paragraph:
    return next(paragraphs(facts(body, **parts).blocks))


def p(inside: str, p_pr: str = "") -> str:
    return f"<w:p><w:pPr>{p_pr}</w:pPr>{inside}</w:p>"


def r(text: str, r_pr: str = "") -> str:
    return f'<w:r><w:rPr>{r_pr}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def official(name: str) -> Document:
    return read(name, (ND30 / f"{name}.docx").read_bytes())


class TestOfficialFiles:
    """The decree's own Phụ lục I, II, III; the XML that each value was read from stands beside it."""

    @pytest.mark.parametrize(("name", "count"), [("phu_luc_1", 3), ("phu_luc_2", 1), ("phu_luc_3", 1)])
    def test_pages(self, name: str, count: int) -> None:
        # <w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:left="1985" w:right="1134" w:top="1418" w:bottom="1134"/><w:titlePg/>
        document = official(name)
        section = document.sections[0]
        found = (section.width, section.height, section.top, section.bottom, section.left, section.right)
        assert [round(side, 1) for side in found] == [210.0, 297.0, 25.0, 20.0, 35.0, 20.0]
        assert section.title_page and not section.landscape and len(document.sections) == count

    def test_a_landscape_page(self) -> None:
        # <w:pgSz w:orient="landscape" w:w="16838" w:h="11906"/><w:pgMar w:left="1701" w:right="851" w:top="1134" w:bottom="851"/>
        section = official("phu_luc_1").sections[1]
        assert section.landscape and [
            round(x, 1) for x in (section.top, section.bottom, section.left, section.right)
        ] == [20.0, 15.0, 30.0, 15.0]

    def test_page_numbers(self) -> None:
        # header1.xml of Phụ lục I: style Header, w:jc center, PAGE, w:sz 28
        section = official("phu_luc_1").sections[0]
        numbered = [paragraph for paragraph in section.headers["default"] if paragraph.page_number]
        assert len(numbered) == 1 and numbered[0].align == "center"
        run = numbered[0].page_number
        assert run is not None and (run.size, run.bold, run.italic, run.fonts) == (
            14,
            False,
            False,
            ("Times New Roman",),
        )
        assert not any(paragraph.page_number for paragraph in section.headers["first"])

    def test_direct_formatting_over_a_style(self) -> None:
        # Normal: Calibri, w:sz 22, w:line 276, w:after 200; the run says Times New Roman, w:b, w:sz 28; w:line 240, w:after 0
        label = next(paragraphs(official("phu_luc_2").blocks))
        run = label.runs[0]
        assert (label.text, label.align, label.line, label.after) == ("Phụ lục II", "center", 1, 0)
        assert (run.fonts, run.size, run.bold, run.italic, run.color) == (
            ("Times New Roman",),
            14,
            True,
            False,
            "000000",
        )

    def test_a_style_based_on_another(self) -> None:
        # NormalWeb: Times New Roman over Normal's Calibri, w:before 280; direct: w:before 140, w:firstLine 567, w:sz 28
        heading = list(paragraphs(official("phu_luc_2").blocks))[5]
        assert heading.text == "I. VIẾT HOA VÌ PHÉP ĐẶT CÂU" and heading.style == "Normal (Web)"
        assert (heading.before, heading.after, round(heading.first, 1), heading.align) == (7, 0, 10.0, "both")
        assert heading.runs[0].fonts == ("Times New Roman",) and heading.runs[0].size == 14

    def test_an_old_font_in_a_style_that_direct_formatting_takes_away(self) -> None:
        # BodyTextIndent2: .VnTime, w:i, w:color 0000FF, w:sz 24; the run: Times New Roman, w:i false, 000000, w:sz 28
        clause = next(p for p in paragraphs(official("phu_luc_1").blocks) if p.text.startswith("1. Khổ giấy"))
        run = clause.runs[0]
        assert (run.fonts, run.size, run.italic, run.color) == (("Times New Roman",), 14, False, "000000")
        assert (clause.before, round(clause.first, 1)) == (12, 10.0)

    def test_condensed_letters_and_hints(self) -> None:
        # “Nghị quyết (cá biệt)”: w:spacing -4 (a fifth of a point), “á” with w:hint eastAsia
        row = next(p for p in paragraphs(official("phu_luc_3").blocks) if p.text.startswith("Nghị quyết (cá"))
        assert row.runs[0].spacing == -0.2 and {font for run in row.runs for font in run.fonts} == {"Times New Roman"}

    def test_runs_that_say_nothing_are_shown_in_the_font_of_normal(self) -> None:
        # Phụ lục III: <w:r><w:rPr/><w:t>quy định trực tiếp</w:t></w:r> under Normal, which is Calibri
        fonts = {
            n: {font for q in everything(official(f"phu_luc_{n}")) for run in q.runs for font in run.fonts}
            for n in (1, 2, 3)
        }
        assert fonts == {1: {"Times New Roman"}, 2: {"Times New Roman"}, 3: {"Times New Roman", "Calibri"}}
        label = next(q for q in paragraphs(official("phu_luc_3").blocks) if q.text.startswith("Mẫu 1.2 -"))
        assert [(run.fonts, run.size) for run in label.runs[-2:]] == [(("Times New Roman",), 14), (("Calibri",), 11)]


THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:clrScheme name="x"><a:dk1><a:sysClr val="windowText"'
    ' lastClr="000000"/></a:dk1><a:accent1><a:srgbClr val="4472C4"/></a:accent1></a:clrScheme><a:fontScheme name="x"><a:majorFont><a:latin typeface="Cambria"/>'
    '</a:majorFont><a:minorFont><a:latin typeface="Calibri"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>'
)


def styles(*inside: str, defaults: str = "") -> str:
    return f"<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>{defaults}</w:rPr></w:rPrDefault></w:docDefaults>{''.join(inside)}</w:styles>"


def style(
    ma: str, r_pr: str = "", p_pr: str = "", kind: str = "paragraph", based: str = "", *, default: bool = False
) -> str:
    return (
        f'<w:style w:type="{kind}" w:styleId="{ma}"{" w:default=" + chr(34) + "1" + chr(34) if default else ""}><w:name w:val="{ma}"/>'
        + (f'<w:basedOn w:val="{based}"/>' if based else "")
        + f"<w:pPr>{p_pr}</w:pPr><w:rPr>{r_pr}</w:rPr></w:style>"
    )


class TestInheritance:
    def test_a_theme_font_wins_over_a_name_beside_it(self) -> None:
        sheet = styles(
            defaults='<w:rFonts w:ascii="Times New Roman" w:asciiTheme="minorHAnsi" w:hAnsiTheme="majorHAnsi"/><w:sz w:val="28"/>'
        )
        run = first(p(r("Số")), styles=sheet, theme1=THEME).runs[0]
        assert run.fonts == ("Calibri", "Cambria") and run.size == 14  # S in the one, ố in the other

    def test_a_name_nearer_to_the_text_wins_over_a_theme_font(self) -> None:
        sheet = styles(
            style("Normal", '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/>', default=True),
            defaults='<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>',
        )
        assert first(p(r("Số")), styles=sheet, theme1=THEME).runs[0].fonts == ("Times New Roman",)

    def test_without_any_word_of_fonts_word_takes_times_new_roman_10(self) -> None:
        run = first(p(r("Số"))).runs[0]
        assert (run.fonts, run.size, run.color) == (("Times New Roman",), 10, "000000")

    def test_bold_in_two_styles_is_turned_off_again_and_direct_bold_is_not(self) -> None:
        sheet = styles(style("Dam", "<w:b/>"), style("Chu", "<w:b/>", kind="character"))
        body = p(
            r("a", '<w:rStyle w:val="Chu"/>') + r("b", '<w:rStyle w:val="Chu"/><w:b/>') + r("c"),
            '<w:pStyle w:val="Dam"/>',
        )
        assert [run.bold for run in first(body, styles=sheet).runs] == [False, True, True]

    def test_based_on_styles_and_a_circle_of_them(self) -> None:
        sheet = styles(
            style("A", '<w:sz w:val="26"/>', based="B"), style("B", "<w:i/>", '<w:jc w:val="center"/>', based="A")
        )
        found = first(p(r("x"), '<w:pStyle w:val="A"/>'), styles=sheet)
        assert (found.runs[0].size, found.runs[0].italic, found.align) == (13, True, "center")

    def test_a_table_style_stands_under_the_paragraph_style(self) -> None:
        sheet = styles(
            style("Bang", '<w:sz w:val="20"/><w:color w:val="FF0000"/>', kind="table"),
            style("Normal", '<w:sz w:val="28"/>', default=True),
        )
        table = f'<w:tbl><w:tblPr><w:tblStyle w:val="Bang"/></w:tblPr><w:tr><w:tc>{p(r("x"))}</w:tc></w:tr></w:tbl>'
        run = first(table, styles=sheet).runs[0]
        assert (run.size, run.color) == (14, "FF0000")

    def test_capitals_by_format_are_capitals_to_a_reader(self) -> None:
        assert first(p(r("Kế hoạch", "<w:caps/>"))).text == "KẾ HOẠCH"

    def test_hidden_text_is_not_there(self) -> None:
        assert first(p(r("thấy") + r("ẩn", "<w:vanish/>"))).text == "thấy"

    @pytest.mark.parametrize(
        ("xml", "color"),
        [
            ('<w:color w:val="auto"/>', "000000"),
            ('<w:color w:val="000000" w:themeColor="text1"/>', "000000"),
            ('<w:color w:val="4472C4" w:themeColor="accent1"/>', "4472C4"),
        ],
    )
    def test_colours(self, xml: str, color: str) -> None:
        assert first(p(r("x", xml)), theme1=THEME).runs[0].color == color

    def test_indents_and_spacing_come_from_where_they_are_said(self) -> None:
        sheet = styles(
            style(
                "Normal",
                p_pr='<w:spacing w:before="120" w:line="360" w:lineRule="auto"/><w:ind w:firstLine="720"/>',
                default=True,
            )
        )
        found = first(p(r("x"), '<w:spacing w:after="60"/><w:ind w:left="567" w:hanging="284"/>'), styles=sheet)
        assert (found.before, found.after, found.line) == (6, 3, 1.5)
        assert (round(found.left, 2), round(found.first, 2)) == (10.0, -5.01)

    def test_measures_with_units_as_strict_files_write_them(self) -> None:
        found = first(p(r("x"), '<w:ind w:firstLine="12.7mm"/><w:spacing w:before="6pt"/>'))
        assert (found.first, found.before) == (12.7, 6)


NUMBERS = (
    f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%3."/><w:suff w:val="space"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/><w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num><w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num></w:numbering>'
)  # fmt: skip


def numbered(ma: int, level: int, text: str = "x") -> str:
    return p(r(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{ma}"/></w:numPr>')


class TestNumbers:
    def test_levels_count_and_begin_anew_under_the_next_higher(self) -> None:
        body = "".join(numbered(1, level) for level in (0, 1, 2, 2, 1, 2, 0, 1))
        found = [paragraph.text for paragraph in paragraphs(facts(body, numbering=NUMBERS).blocks)]
        assert found == ["I.\tx", "1.\tx", "1.1. x", "1.2. x", "2.\tx", "2.1. x", "II.\tx", "1.\tx"]

    @pytest.mark.parametrize(
        ("restart", "numbers"),
        [
            (1, ["1.1.", "2.2.", "1.1."]),  # after a number of the first level alone
            (2, ["1.1.", "2.1.", "1.1."]),
            (0, ["1.1.", "2.2.", "1.3."]),  # never
        ],
    )
    def test_after_which_level_a_count_begins_anew(self, restart: int, numbers: list[str]) -> None:
        third = '<w:lvl w:ilvl="2"><w:start w:val="1"/>'
        changed = NUMBERS.replace(third, f'{third}<w:lvlRestart w:val="{restart}"/>')
        body = "".join(numbered(1, level) for level in (0, 1, 2, 1, 2, 0, 1, 2))
        found = [paragraph.text.split()[0] for paragraph in paragraphs(facts(body, numbering=changed).blocks)]
        assert [number for number in found if number.count(".") == 2] == numbers

    def test_lists_share_a_count_unless_one_starts_anew(self) -> None:
        body = "".join(numbered(ma, 0) for ma in (2, 2, 3, 3, 2))
        assert [q.text[:2] for q in paragraphs(facts(body, numbering=NUMBERS).blocks)] == ["a)", "b)", "a)", "b)", "c)"]

    def test_the_indent_of_a_level(self) -> None:
        found = list(paragraphs(facts(numbered(1, 0) + numbered(1, 1), numbering=NUMBERS).blocks))[1]
        assert (round(found.left, 1), round(found.first, 2)) == (12.7, -6.35)

    def test_a_bullet_is_no_letter_of_a_font(self) -> None:
        found = first(numbered(4, 0), numbering=NUMBERS)
        assert found.text == "•\tx" and found.runs[0].number == -1 and found.runs[0].fonts == ()

    def test_a_list_that_is_not_there_numbers_nothing(self) -> None:
        assert first(numbered(9, 0)).text == "x"


BOX = "<w:txbxContent>" + p(r("DỰ THẢO")) + "</w:txbxContent>"


class TestShapes:
    def test_a_text_box_that_the_file_holds_twice_is_read_once(self) -> None:
        twice = (
            f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>{BOX}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>'
            f"<mc:Fallback><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
        document = facts(p(r("Số:") + twice))
        assert [q.text for q in everything(document)] == ["Số:", "DỰ THẢO"]

    @pytest.mark.parametrize(
        ("shape", "length"),
        [
            ('<w:pict><v:line from="0,0" to="170pt,0"/></w:pict>', 59.97),
            ('<w:pict><v:shape type="#_x0000_t32" style="position:absolute;margin-left:10pt;width:72pt;height:0"/></w:pict>', 25.4),
            ('<w:drawing><wp:anchor><wp:extent cx="720000" cy="0"/><a:graphic><a:graphicData><wps:wsp><wps:spPr><a:prstGeom prst="straightConnector1"/></wps:spPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>', 20.0),
        ],
    )  # fmt: skip
    def test_drawn_lines(self, shape: str, length: float) -> None:
        assert [round(stroke.length, 2) for stroke in first(p(f"<w:r>{shape}</w:r>")).strokes] == [length]

    def test_a_border_between_indents_is_a_line(self) -> None:
        border = '<w:pBdr><w:bottom w:val="single"/></w:pBdr><w:ind w:left="2835" w:right="2835"/>'
        sect = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:left="1701" w:right="850" w:top="1134" w:bottom="1134"/></w:sectPr>'
        assert [round(stroke.length) for stroke in first(p(r("x"), border) + sect).strokes] == [65]

    def test_a_dashed_line_is_not_solid(self) -> None:
        assert (
            not first(
                p('<w:r><w:pict><v:line from="0,0" to="99pt,0"><v:stroke dashstyle="dash"/></v:line></w:pict></w:r>')
            )
            .strokes[0]
            .solid
        )

    def test_a_box_or_a_picture_is_no_line(self) -> None:
        assert first(p('<w:r><w:pict><v:rect style="width:100pt;height:30pt"/></w:pict></w:r>')).strokes == ()


class TestReading:
    def test_tracked_changes_are_read_as_accepted(self) -> None:
        kept = f"<w:ins>{r('mới')}</w:ins><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del><w:moveFrom>{r('chỗ cũ')}</w:moveFrom><w:moveTo>{r(' chỗ mới')}</w:moveTo>"
        document = facts(p(kept))
        assert next(paragraphs(document.blocks)).text == "mới chỗ mới"
        assert "Track Changes" in document.remarks[0]

    def test_a_deleted_paragraph_mark_joins_two_paragraphs(self) -> None:
        body = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{r('một ')}</w:p>" + p(r("hai"), '<w:jc w:val="center"/>')
        found = list(paragraphs(facts(body).blocks))
        assert [(q.text, q.align) for q in found] == [("một hai", "center")]

    def test_links_tags_and_controls_are_seen_through(self) -> None:
        body = p(
            f"<w:hyperlink>{r('a')}</w:hyperlink><w:smartTag>{r('b')}</w:smartTag><w:sdt><w:sdtContent>{r('c')}</w:sdtContent></w:sdt>"
        )
        assert first(f"<w:sdt><w:sdtContent>{body}</w:sdtContent></w:sdt>").text == "abc"

    def test_signs(self) -> None:
        assert (
            first(
                p(
                    '<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:br w:type="page"/></w:r>'
                )
            ).text
            == "a\tb\nc-\f"
        )

    def test_tables_in_tables_in_reading_order(self) -> None:
        inner = bang(([Doan("2")], [Doan("3")]))
        cell = f"<w:tc>{p(r('1'))}{inner}{p(r('4'))}</w:tc>"
        document = facts(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>" + p(r("5")))
        assert [q.text for q in paragraphs(document.blocks)] == ["1", "2", "3", "4", "5"]
        assert isinstance(document.blocks[0], Table)

    def test_a_header_is_taken_from_the_section_before(self) -> None:
        plan = ke_hoach()
        document = read("x", plan.bytes())
        assert len(document.sections) == 2 and document.sections[1].number_start == 1
        later = plan.phan_cuoi.replace('<w:headerReference w:type="default" r:id="rIdHeader"/>', "")
        plan.phan_cuoi = later
        assert read("x", plan.bytes()).sections[1].headers["default"][0].page_number is not None

    @pytest.mark.parametrize(
        ("inside", "field"),
        [
            ('<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>', "PAGE"),
            ('<w:fldSimple w:instr="PAGE   \\* MERGEFORMAT"/>', "PAGE"),
            ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PA</w:instrText></w:r><w:r><w:instrText>GE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>', "PAGE"),
            ('<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>2</w:t></w:r></w:fldSimple>', ""),
            ("<w:r><w:pgNum/></w:r>", "PAGE"),
        ],
    )  # fmt: skip
    def test_page_number_fields(self, inside: str, field: str) -> None:
        run = first(p(inside)).page_number
        assert (run.field if run else "") == field

    def test_a_page_number_shown_only_under_a_condition(self) -> None:
        def mark(kind: str) -> str:
            return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

        inner = mark("begin") + "<w:r><w:instrText>PAGE</w:instrText></w:r>" + mark("separate") + r("1") + mark("end")
        body = (
            mark("begin")
            + "<w:r><w:instrText> IF </w:instrText></w:r>"
            + inner
            + "<w:r><w:instrText>&gt; 1</w:instrText></w:r>"
            + mark("separate")
            + mark("end")
        )
        run = first(p(body)).page_number
        assert run is not None and run.field == "IF"

    def test_the_builder_writes_what_it_says(self) -> None:
        assert (
            doan_xml(loi_van("x")).count("w:firstLine") == 1
            and giua("x").canh == "center"
            and phan().startswith("<w:sectPr>")
        )


class TestOddFiles:
    def test_tab_stops_of_style_and_paragraph_stand_together(self) -> None:
        sheet = styles(
            style(
                "Header",
                p_pr='<w:tabs><w:tab w:val="center" w:pos="4677"/><w:tab w:val="right" w:pos="9355"/></w:tabs>',
            )
        )
        found = first(
            p(r("x"), '<w:pStyle w:val="Header"/><w:tabs><w:tab w:val="clear" w:pos="9355"/></w:tabs>'), styles=sheet
        )
        assert found.tabs == ((82.5, "center"),)

    def test_parts_of_a_table_style_are_one_level(self) -> None:
        sheet = styles(
            '<w:style w:type="table" w:styleId="T"><w:name w:val="T"/><w:rPr><w:b/></w:rPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>'
        )
        table = f'<w:tbl><w:tblPr><w:tblStyle w:val="T"/><w:tblLook w:firstRow="1"/></w:tblPr><w:tr><w:tc>{p(r("x"))}</w:tc></w:tr></w:tbl>'
        assert first(table, styles=sheet).runs[0].bold

    def test_text_boxes_in_text_boxes_are_read_once(self) -> None:
        inner = p(r("trong"))
        for _ in range(16):
            inner = p(f'<w:r><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>')  # fmt: skip
        document = facts(inner)
        assert len([q for q in everything(document) if q.text == "trong"]) <= 1

    @pytest.mark.parametrize("align", ["justify", "none", "weird"])
    def test_an_alignment_that_is_no_word(self, align: str) -> None:
        assert first(p(r("x"), f'<w:jc w:val="{align}"/>')).align in {"both", "left"}

    def test_cells_before_the_grid(self) -> None:
        grid = "<w:tblGrid><w:gridCol w:w='283'/><w:gridCol w:w='3402'/><w:gridCol w:w='5669'/></w:tblGrid>"
        row = f"<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr><w:tc>{p(r('a'))}</w:tc><w:tc>{p(r('b'))}</w:tc></w:tr>"
        table = facts(f"<w:tbl>{grid}{row}</w:tbl>").blocks[0]
        assert isinstance(table, Table)
        assert [(round(cell.x), round(cell.width)) for cell in table.rows[0]] == [(5, 60), (65, 100)]

    def test_sections_are_those_of_the_body(self) -> None:
        inside = f"<w:tbl><w:tr><w:tc><w:p><w:pPr><w:sectPr/></w:pPr>{r('x')}</w:p></w:tc></w:tr></w:tbl>"
        document = facts(inside + f"<w:p><w:pPr><w:sectPr/></w:pPr>{r('y')}</w:p>" + p(r("z")))
        assert len(document.sections) == 2 and [q.section for q in paragraphs(document.blocks)] == [0, 0, 1]

    def test_a_page_number_without_a_result(self) -> None:
        marks = "".join(f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("separate", "end"))
        run = first(
            p(f'<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> page \\* MERGEFORMAT</w:instrText>{marks}</w:r>')
        ).page_number
        assert run is not None and run.field == "PAGE"

    def test_table_borders_that_the_table_takes_from_its_style_or_not(self) -> None:
        sheet = styles(
            '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr></w:style>'
        )
        for own, bordered in (("", True), ('<w:tblBorders><w:top w:val="none"/></w:tblBorders>', False)):
            table = facts(
                f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>{own}</w:tblPr><w:tr><w:tc>{p(r("x"))}</w:tc></w:tr></w:tbl>',
                styles=sheet,
            ).blocks[0]
            assert isinstance(table, Table) and table.bordered is bordered

    def test_headers_that_no_page_shows_are_not_there(self) -> None:
        plan = ke_hoach()
        plan.phan_cuoi = plan.phan_cuoi.replace('w:type="default"', 'w:type="even"')
        assert "even" not in read("x", plan.bytes()).sections[1].headers
