"""The plan, read back: what a head of office checks first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from docgen.commands.lap import lap
from tests.conftest import ROOT
from tests.finished import Effective, lines, opened, paragraphs, texts


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Document:
    (file,) = lap(["ke-hoach"], ROOT, None, tmp_path_factory.mktemp("output"))
    return opened(file.path)


@pytest.fixture
def of_style(plan: Document) -> Callable[[str], list[Effective]]:
    return lambda style: [paragraph for paragraph in paragraphs(plan) if paragraph.style == f"ND30 {style}"]


def test_the_letterhead(of_style: Callable[[str], list[Effective]]) -> None:
    (superior,) = of_style("Cơ quan chủ quản")
    (issuer,) = of_style("Cơ quan ban hành")
    (motto,) = of_style("Tiêu ngữ")
    (nation,) = of_style("Quốc hiệu")
    assert (superior.text, superior.bold, superior.size) == ("UBND TỈNH LAI CHÂU", False, 13)
    assert (issuer.text, issuer.bold, issuer.size) == ("VĂN PHÒNG", True, 13)
    assert (nation.text, nation.bold, nation.size) == ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True, 13)
    assert (motto.text, motto.bold, motto.size) == ("Độc lập - Tự do - Hạnh phúc", True, 14)
    assert all(p.alignment == WD_ALIGN_PARAGRAPH.CENTER and not p.italic for p in (superior, issuer, motto, nation))


def test_number_and_date_are_left_to_the_registry(of_style: Callable[[str], list[Effective]]) -> None:
    (number,) = of_style("Số ký hiệu")
    (date,) = of_style("Địa danh thời gian")
    assert (number.text, number.size, number.bold) == ("Số:         /KH-VPUBND", 13, False)
    assert (date.text, date.size, date.italic) == ("Lai Châu, ngày      tháng      năm 2026", 14, True)


def test_number_and_date_stand_on_one_line(plan: Document) -> None:
    row = plan.tables[0].rows[1]
    assert [cell.text.split()[0] for cell in row.cells] == ["Số:", "Lai"]


def test_the_title_is_broken_where_the_clerk_broke_it(of_style: Callable[[str], list[Effective]]) -> None:
    assert [p.text for p in of_style("Tên loại")] == ["KẾ HOẠCH"]
    assert [p.text for p in of_style("Trích yếu")] == [
        "Cải thiện, nâng cao Chỉ số hiệu quả quản trị\nvà hành chính công (PAPI) năm 2026"
    ]


def test_the_lines_are_drawn_and_as_long_as_they_should_be(plan: Document) -> None:
    """Against widths measured on a page that LibreOffice set: 60,4, 27,9 and 92,9 mm."""
    drawn = lines(plan)
    assert drawn["duong_ke_tieu_ngu"] == pytest.approx(60.4, abs=0.3)
    assert 27.9 / 3 <= drawn["duong_ke_co_quan"] <= 27.9 / 2
    assert 92.9 / 3 <= drawn["duong_ke_trich_yeu"] <= 92.9 / 2
    assert not [text for text in texts(plan) if "___" in text]


def test_the_recipients_and_the_signature(plan: Document, of_style: Callable[[str], list[Effective]]) -> None:
    (label,) = of_style("Nơi nhận")
    assert (label.text, label.size, label.bold, label.italic) == ("Nơi nhận:", 12, True, True)
    recipients = of_style("Nơi nhận liệt kê")
    assert [p.text for p in recipients] == [
        "- Lãnh đạo Văn phòng;",
        "- Các phòng, ban, trung tâm trực thuộc;",
        "- Lưu: VT, HCQT.",
    ]
    assert {(p.size, p.bold, p.italic) for p in recipients} == {(11, False, False)}
    left, right = plan.tables[-1].rows[0].cells
    assert left.paragraphs[0].text == "Nơi nhận:" and right.paragraphs[0].text == "Q. CHÁNH VĂN PHÒNG"
    assert right.paragraphs[-1].text == "Hoàng Minh Hải"


def test_the_page_number_is_in_the_top_margin_from_page_2(plan: Document) -> None:
    section = plan.sections[0]
    (paragraph,) = section.header.paragraphs
    (field,) = paragraph._p.iter(qn("w:fldSimple"))
    assert field.get(qn("w:instr")) == "PAGE"
    assert paragraph.style.name == "ND30 Số trang"
    assert section.different_first_page_header_footer
    assert section.header_distance < section.top_margin
    assert section.first_page_header.is_linked_to_previous  # none of its own: nothing is shown


def test_the_plan_ends_with_the_end_mark(plan: Document, of_style: Callable[[str], list[Effective]]) -> None:
    (ending,) = of_style("Kết thúc")
    assert ending.text.endswith("của cơ quan Văn phòng./.")
    assert ending.keep_next  # the signature block does not go to a page of its own


def test_an_end_mark_typed_by_the_clerk_is_not_doubled(library: Path) -> None:
    (file,) = lap(["ke-hoach"], library, None, library / "output")
    assert "Trên đây là Kế hoạch của Thư viện tỉnh./." in texts(opened(file.path))


def test_legal_bases_end_with_semicolons_and_the_last_with_a_full_stop(library: Path) -> None:
    (file,) = lap(["ke-hoach"], library, None, library / "output")
    bases = [p for p in paragraphs(opened(file.path)) if p.style == "ND30 Căn cứ"]
    assert [p.text[-1] for p in bases] == [";", "."]
    assert all(p.italic and not p.bold for p in bases)


def test_annexes_have_their_own_pages_numbers_and_paper(library: Path) -> None:
    (file,) = lap(["ke-hoach"], library, None, library / "output")
    document = opened(file.path)
    assert [(section.orientation, _restart(section)) for section in document.sections] == [
        (0, None),
        (1, "1"),
        (0, "1"),
        (1, "1"),
    ]
    annexes = [
        p for p in paragraphs(document) if p.style in ("ND30 Phụ lục", "ND30 Tên phụ lục", "ND30 Chỉ dẫn phụ lục")
    ]
    assert [p.text for p in annexes][:3] == [
        "Phụ lục I",
        "PHÂN CÔNG NHIỆM VỤ",
        "(Kèm theo Kế hoạch số 07/KH-TVT ngày 05 tháng 02 năm 2026 của Thư viện tỉnh)",
    ]
    assert [p.text for p in annexes[3::3]] == ["Phụ lục II", "Phụ lục III"]


def test_the_table_repeats_its_heading_and_keeps_rows_whole(library: Path) -> None:
    (file,) = lap(["ke-hoach"], library, None, library / "output")
    table = opened(file.path).tables[2]
    assert [cell.text for cell in table.rows[0].cells] == [
        "TT",
        "Nhiệm vụ",
        "Đơn vị chủ trì",
        "Đơn vị phối hợp",
        "Thời gian",
        "Sản phẩm",
    ]
    headings = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.rows]
    assert headings == [True, False, False, False, False]
    assert all(row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in table.rows)


def test_a_single_annex_has_no_number(library: Path) -> None:
    path = library / "data/thu_vien_2026/ke_hoach.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("  - ten: Hướng dẫn ghi biểu")], encoding="utf-8")
    (file,) = lap(["ke-hoach"], library, None, library / "output")
    assert [p.text for p in paragraphs(opened(file.path)) if p.style == "ND30 Phụ lục"] == ["Phụ lục"]


def _restart(section: object) -> str | None:
    numbers = section._sectPr.find(qn("w:pgNumType"))  # type: ignore[attr-defined]
    return None if numbers is None else numbers.get(qn("w:start"))


def test_tasks_under_a_khoan_without_title_have_its_first_words_in_the_table(library: Path) -> None:
    path = library / "data/thu_vien_2026/ke_hoach.yaml"
    old = "          - Báo cáo kết quả hằng quý.\n"
    new = (
        old
        + "        don_vi_chu_tri: phuc_vu\n        thoi_gian_thuc_hien: thường xuyên\n        nhiem_vu: [{ma: x, noi_dung: Việc X.}]\n"
    )
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    (file,) = lap(["ke-hoach"], library, None, library / "output")
    rows = [[cell.text for cell in row.cells] for row in opened(file.path).tables[2].rows]
    assert rows[-2][0] == "Các phòng thực hiện theo phân công."
    assert rows[-1][:3] == ["4", "Việc X", "Phòng Phục vụ bạn đọc"]


def test_recipients_are_printed_once_however_they_are_typed(library: Path) -> None:
    path = library / "data/co_quan.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "noi_nhan: [Các chi nhánh]", 'noi_nhan: ["- UBND tỉnh;", Các chi nhánh.]'
    )
    path.write_text(text, encoding="utf-8")
    (file,) = lap(["ke-hoach"], library, None, library / "output")
    found = [p.text for p in paragraphs(opened(file.path)) if p.style == "ND30 Nơi nhận liệt kê"]
    assert found == ["- UBND tỉnh;", "- Các chi nhánh;", "- Lưu: VT, KT."]
