"""The reports, read back: the same figure in text, table and chart; sentences that read well for 0, 1 and many."""

from __future__ import annotations

import functools
import io
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from docgen.commands.lap import lap
from docgen.compute import CO_HAN, THUONG_XUYEN, TinhTrang, thong_ke, tong_hop
from docgen.errors import UnusableError
from docgen.load import load
from docgen.nghi_dinh.vietnamese import percent
from tests.conftest import ROOT, WORKSPACES
from tests.finished import opened, texts

CASE = WORKSPACES / "sau_nhiem_vu"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
REPORTS = [(ROOT, "papi_2026", quy) for quy in range(1, 5)] + [(CASE, "mau", quy) for quy in (1, 2, 3)]


@functools.cache
def report(workspace: Path, plan: str, name: str) -> Document:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        quy = int(name[-1]) if name[-1].isdigit() else None
        (file,) = lap(["danh-gia" if quy is None else "bao-cao-quy"], workspace, plan, Path(folder), quy)
        return opened(file.path.read_bytes())


def table_headed(document: Document, *headings: str) -> list[list[str]]:
    """The rows (without the first) of the table that has these headings, cells by column."""
    for table in document.tables:
        first = [cell.text for cell in table.rows[0].cells]
        if set(headings) <= set(first):
            wanted = [first.index(heading) for heading in headings]
            return [[row.cells[i].text for i in wanted] for row in table.rows[1:]]
    raise AssertionError(f"no table with {headings}")


def chart_values(document: Document) -> tuple[list[str], dict[str, list[int]], dict[str, list[int]]]:
    """Categories, cached values by series, and the values in the embedded workbook by series."""
    part = next(rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/chart"))
    root = etree.fromstring(part.blob)
    series = list(root.iter(f"{C}ser"))
    categories = [v.text or "" for v in series[0].find(f"{C}cat").iter(f"{C}v")]
    cached = {
        s.find(f"{C}tx").find(f".//{C}v").text: [int(v.text) for v in s.find(f"{C}val").iter(f"{C}v")] for s in series
    }
    book = next(rel.target_part for rel in part.rels.values())
    with zipfile.ZipFile(io.BytesIO(book.blob)) as archive:
        sheet = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    rows = [["".join(cell.itertext()) for cell in row] for row in sheet.iter("{*}row")]
    stored = {name: [int(row[i]) for row in rows[1:]] for i, name in enumerate(rows[0]) if i}
    return categories, cached, stored


@pytest.mark.parametrize(("workspace", "plan", "quy"), REPORTS)
def test_text_table_and_chart_say_the_same(workspace: Path, plan: str, quy: int) -> None:
    document = report(workspace, plan, f"bao_cao_quy_{quy}")
    figures = tong_hop(load(workspace, plan), quy)
    total = figures.tong
    body = "\n".join(texts(document))
    # Text
    done, regular = total.dem(TinhTrang.DA_THUC_HIEN), total.thuong_xuyen
    assert total.ty_le_thuong_xuyen is not None
    assert f"{done:02d}/{regular:02d} nhiệm vụ đã thực hiện trong kỳ, đạt {percent(total.ty_le_thuong_xuyen)}" in body
    if total.co_han:
        for state in CO_HAN:
            count = total.dem(state)
            assert f"{f'{count:02d} nhiệm vụ' if count else 'không có nhiệm vụ'} {state.value}" in body
    # Annex I has each task once with its state
    states = [row[0] for row in table_headed(document, "Tình trạng", "TT") if row[1].isdigit()]
    assert [state.split(" (")[0] for state in states] == [t.tinh_trang.value for t in figures.cac_tinh_hinh]
    # Annex II adds up
    *rows, last = table_headed(
        document,
        *("Chủ trì", "Đã thực hiện trong kỳ", "Chưa thực hiện trong kỳ"),
        *("Hoàn thành đúng hạn", "Hoàn thành quá hạn", "Trong hạn", "Quá hạn", "Tỷ trọng"),
    )
    assert [int(value) for value in last[:-1]] == [total.tong, *(total.dem(s) for s in (*THUONG_XUYEN, *CO_HAN))]
    assert [sum(int(row[i]) for row in rows) for i in range(7)] == [int(value) for value in last[:-1]]
    assert sum(float(row[-1].rstrip("%").replace(",", ".")) for row in rows) == pytest.approx(100)
    # Chart: cached values and workbook are those of the groups
    categories, cached, stored = chart_values(document)
    groups = figures.theo_nhom()
    assert categories == [nhom.tieu_de for nhom, _ in groups]
    assert cached == stored
    assert [sum(column) for column in zip(*cached.values(), strict=True)] == [
        thong_ke(found).tong for _, found in groups
    ]
    assert sum(cached["Chưa hoàn thành, quá hạn"]) == total.dem(TinhTrang.CHUA_XONG_QUA_HAN)


def test_the_opening_names_plan_period_and_cut_off() -> None:
    (opening,) = [t for t in texts(report(ROOT, "papi_2026", "bao_cao_quy_1")) if t.startswith("Thực hiện Kế hoạch số")]
    assert opening == (
        "Thực hiện Kế hoạch số …/KH-VPUBND ngày …/…/2026 của Văn phòng UBND tỉnh về cải thiện, nâng cao Chỉ số hiệu quả quản trị "
        "và hành chính công (PAPI) năm 2026, Văn phòng UBND tỉnh báo cáo kết quả thực hiện quý I năm 2026 (số liệu tính từ ngày "
        "15/12/2025 đến ngày 14/3/2026) như sau:"
    )


def test_the_change_against_the_quarter_before_is_in_points() -> None:
    body = "\n".join(texts(report(ROOT, "papi_2026", "bao_cao_quy_3")))
    assert "13/14 nhiệm vụ đã thực hiện trong kỳ, đạt 92,9% (giảm 7,1 điểm phần trăm so với quý II)" in body
    assert "điểm phần trăm" not in "\n".join(texts(report(ROOT, "papi_2026", "bao_cao_quy_1")))


def test_overdue_and_due_tasks_come_first_in_the_next_quarter() -> None:
    found = texts(report(ROOT, "papi_2026", "bao_cao_quy_2"))
    start = found.index("1. Nhiệm vụ đã quá hạn, phải hoàn thành ngay")
    assert found[start + 1].startswith("- Đặt thiết bị lấy ý kiến đánh giá sự hài lòng (thời hạn 31/5/2026; Trung tâm")
    assert found[start + 2] == "2. Nhiệm vụ đến hạn trong kỳ tới"
    assert found[start + 3].startswith(
        "- Xây dựng chuyên mục PAPI trên Cổng Thông tin điện tử tỉnh (thời hạn 31/8/2026;"
    )


def test_the_fourth_quarter_looks_into_the_next_year() -> None:
    assert "IV. NHIỆM VỤ QUÝ I NĂM 2027" in texts(report(ROOT, "papi_2026", "bao_cao_quy_4"))


def test_kinh_gui_only_where_it_goes_to_a_superior() -> None:
    upward = texts(report(ROOT, "papi_2026", "bao_cao_quy_1"))
    assert "Kính gửi: Ủy ban nhân dân tỉnh Lai Châu" in upward and "- Như trên;" in upward
    inside = texts(report(CASE, "mau", "bao_cao_quy_1"))
    assert not [text for text in inside if text.startswith("Kính gửi") or text == "- Như trên;"]


def test_several_recipients_stand_one_below_the_other(tmp_path: Path) -> None:
    found = texts(changed(tmp_path, "so_lieu: minh_hoa", "so_lieu: minh_hoa\nkinh_gui: [Sở A, Sở B]"))
    at = found.index("Kính gửi:")
    assert found[at : at + 3] == ["Kính gửi:", "- Sở A;", "- Sở B."]


@pytest.mark.parametrize("name", ["bao_cao_quy_1", "danh_gia"])
def test_illustrative_figures_are_marked_on_every_page(name: str) -> None:
    document = report(ROOT, "papi_2026", name)
    for section in document.sections:
        assert section.header.paragraphs[0].text == "SỐ LIỆU MINH HỌA"
        assert section.first_page_header.paragraphs[0].text == "SỐ LIỆU MINH HỌA"
        assert section.different_first_page_header_footer


def test_real_figures_are_not_marked(tmp_path: Path) -> None:
    document = changed(tmp_path, "so_lieu: minh_hoa", "so_lieu: chinh_thuc")
    for section in document.sections:
        (number,) = section.header.paragraphs
        assert number.text == "" and list(number._p.iter(qn("w:fldSimple")))
        assert [p.text for p in section.first_page_header.paragraphs] == [""]


def changed(tmp_path: Path, old: str, new: str, quy: int = 1) -> Document:
    """The report of the small case with one change in the file of the quarter."""
    shutil.copytree(CASE, tmp_path, dirs_exist_ok=True)
    path = tmp_path / f"data/mau/tien_do/quy_{quy}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    (file,) = lap(["bao-cao-quy"], tmp_path, "mau", tmp_path / "output", quy)
    return opened(file.path)


def test_figures_made_of_an_illustrative_quarter_are_marked_too(tmp_path: Path) -> None:
    """Quý III is real, but what it says from the year's start rests on quý I and II, which are not."""
    document = changed(tmp_path, "so_lieu: minh_hoa", "so_lieu: chinh_thuc", quy=3)
    assert document.sections[0].header.paragraphs[0].text == "SỐ LIỆU MINH HỌA"


def test_an_evaluation_of_illustrative_scores_is_marked(tmp_path: Path) -> None:
    shutil.copytree(CASE, tmp_path, dirs_exist_ok=True)
    for path in (tmp_path / "data/mau/tien_do").iterdir():
        path.write_text(path.read_text(encoding="utf-8").replace("minh_hoa", "chinh_thuc"), encoding="utf-8")
    (tmp_path / "data/mau/danh_gia.yaml").write_text("so_lieu: minh_hoa\nnguoi_ky: an\n", encoding="utf-8")
    (file,) = lap(["danh-gia"], tmp_path, "mau", tmp_path / "output")
    assert opened(file.path).sections[0].header.paragraphs[0].text == "SỐ LIỆU MINH HỌA"


def test_a_dropped_task_is_told_with_its_document_and_nothing_else() -> None:
    found = texts(report(CASE, "mau", "bao_cao_quy_3"))
    assert "Nhiệm vụ dừng thực hiện: Việc thêm (theo Công văn hư cấu số 3)." in found
    assert "kế hoạch có 02 nhiệm vụ thường xuyên và 04 nhiệm vụ có thời hạn." in " ".join(found)  # none of them added
    at = found.index("2.4. Việc thêm")
    assert found[at + 1] == "Giao bổ sung theo Công văn hư cấu số 1; dừng thực hiện theo Công văn hư cấu số 3."
    assert found[at + 2].startswith("III.")


def test_the_rest_of_a_joint_task_is_told_with_the_units_name() -> None:
    found = texts(report(CASE, "mau", "bao_cao_quy_3"))
    at = found.index("1.3. Hai phòng cùng xong")
    assert found[at + 1 : at + 3] == [
        "Phần B xong.",
        "Thời hạn 31/8/2026; hoàn thành quá hạn (ngày 01/9/2026).",
    ]


def test_the_rate_of_completion_is_printed() -> None:
    found = texts(report(CASE, "mau", "bao_cao_quy_3"))
    assert "Thời hạn 31/12/2026; gia hạn theo Công văn hư cấu số 2; đang thực hiện trong hạn, mới đạt 40%." in found


def test_the_rate_of_one_of_two_units_is_told_with_its_name(tmp_path: Path) -> None:
    line = "tien_do:\n  - {nhiem_vu: chung, don_vi: phong_a, ket_qua: Đang làm., ty_le_hoan_thanh: 30}\n"
    found = texts(changed(tmp_path, "tien_do:\n", line))
    assert "Thời hạn 31/8/2026; đang thực hiện trong hạn, mới đạt Phòng A 30%." in found


def test_a_quarter_before_that_has_no_file_is_told(tmp_path: Path) -> None:
    shutil.copytree(CASE, tmp_path, dirs_exist_ok=True)
    (tmp_path / "data/mau/tien_do/quy_1.yaml").unlink()
    for path in (tmp_path / "data/mau/tien_do").iterdir():
        path.write_text(path.read_text(encoding="utf-8").replace(", luy_ke: 28", ""), encoding="utf-8")
    (file,) = lap(["bao-cao-quy"], tmp_path, "mau", tmp_path / "output", 2)
    assert "Báo cáo này chưa có số liệu quý I; số lũy kế không gồm các quý đó." in texts(opened(file.path))


def test_a_rate_that_misses_its_target_is_not_rounded_up_to_it(tmp_path: Path) -> None:
    shutil.copytree(CASE, tmp_path / "case")
    for quy in (2, 3):
        (tmp_path / f"case/data/mau/tien_do/quy_{quy}.yaml").unlink()
    path = tmp_path / "case/data/mau/tien_do/quy_1.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("so_dat: 8, tong_so: 10", "so_dat: 8999, tong_so: 10000"), encoding="utf-8")
    (file,) = lap(["bao-cao-quy"], tmp_path / "case", "mau", tmp_path, 1)
    document = opened(file.path)
    (line,) = [text for text in texts(document) if text.startswith("Chỉ tiêu 90%")]
    assert line.endswith("lũy kế từ đầu năm 8.999/10.000 (89,9%), chưa đạt chỉ tiêu.")


@pytest.mark.parametrize(
    ("kinds", "sentence"),
    [
        ("thường xuyên", "kế hoạch có 01 nhiệm vụ thường xuyên, không có nhiệm vụ có thời hạn."),
        ("30/9/2026", "kế hoạch có 01 nhiệm vụ có thời hạn, không có nhiệm vụ thường xuyên."),
    ],
)
def test_the_number_of_tasks_reads_well(tmp_path: Path, kinds: str, sentence: str) -> None:
    plan = ONE_TASK.replace("thoi_gian_thuc_hien: thường xuyên", f"thoi_gian_thuc_hien: {kinds}")
    assert f"Đến hết kỳ báo cáo, {sentence}" in texts(with_quarter(tmp_path, "", plan))


@pytest.mark.parametrize(
    ("when", "printed"),
    [
        ("thường xuyên, hằng năm", "Thường xuyên"),
        ("hằng quý", "Hằng quý"),
        ("theo hướng dẫn của Bộ", "Theo hướng dẫn của Bộ"),
        ("trước 30/9/2026", "30/9/2026"),
    ],
)
def test_the_table_says_when_a_task_is_due(tmp_path: Path, when: str, printed: str) -> None:
    plan = ONE_TASK.replace("thoi_gian_thuc_hien: thường xuyên", f"thoi_gian_thuc_hien: '{when}'")
    rows = table_headed(with_quarter(tmp_path, "", plan), "TT", "Thời hạn")
    assert ["1", printed] in rows


def test_marks_at_the_end_of_what_units_wrote_are_not_doubled(tmp_path: Path) -> None:
    progress = """tien_do:
  - nhiem_vu: mot
    don_vi: phuc_vu
    ket_qua: Xong.
    kho_khan: [{noi_dung: Khó một., nguyen_nhan: Vì một;, loai: chủ quan}, {noi_dung: Khó hai;, nguyen_nhan: Vì hai., loai: chủ quan}]
    de_xuat: Đề nghị.
"""
    body = "\n".join(texts(with_quarter(tmp_path, progress, ONE_TASK)))
    assert "- Phòng Phục vụ bạn đọc: Khó một;\n- Phòng Phục vụ bạn đọc: Khó hai.\n" in body
    assert "Nguyên nhân chủ quan: Vì một; Vì hai." in body
    assert "- Phòng Phục vụ bạn đọc: Đề nghị." in body


# --- Quarters with nothing, one thing, a lot ----------------------------------------------------------------


def with_quarter(folder: Path, content: str, plan: str = "") -> Document:
    """The report of quý I of the library's plan (or another) with this progress."""
    shutil.copytree(WORKSPACES / "thu_vien", folder, dirs_exist_ok=True)
    if plan:
        (folder / "data/thu_vien_2026/ke_hoach.yaml").write_text(plan, encoding="utf-8")
    path = folder / "data/thu_vien_2026/tien_do/quy_1.yaml"
    path.parent.mkdir()
    path.write_text(f"so_lieu: chinh_thuc\nnguoi_ky: pho\n{content}", encoding="utf-8")
    (file,) = lap(["bao-cao-quy"], folder, None, folder / "output", 1)
    return opened(file.path)


def test_an_empty_quarter_says_so_in_every_chapter(tmp_path: Path) -> None:
    found = texts(with_quarter(tmp_path, ""))
    for sentence in (
        "Trong kỳ báo cáo, không có nội dung chỉ đạo, điều hành riêng về kế hoạch này.",
        "Chưa có kết quả trong kỳ báo cáo.",
        "Trong kỳ báo cáo, các đơn vị chưa nêu ưu điểm.",
        "Các đơn vị không nêu khó khăn, vướng mắc trong kỳ báo cáo.",
        "Các đơn vị không nêu nguyên nhân trong kỳ báo cáo.",
        "Không có nhiệm vụ quá hạn.",
        "Trong kỳ báo cáo, không có đề xuất, kiến nghị.",
    ):
        assert sentence in found
    prose = [text for text in found if not text.startswith(("Số:", "Giả Định, ngày", "(Kèm theo"))]
    assert not [text for text in prose if re.search(r"\b00 |: \.|;\.|\(\)|  |\bNone\b", text)]


ONE_TASK = """nam: 2026
trich_yeu: Một việc
nguoi_ky: pho
muc:
  - tieu_de: Nhiệm vụ
    nhiem_vu: [{ma: mot, noi_dung: Một việc., don_vi_chu_tri: phuc_vu, thoi_gian_thuc_hien: thường xuyên}]
ket_luan: Hết
"""


def test_one_task_reads_well(tmp_path: Path) -> None:
    body = "\n".join(
        texts(with_quarter(tmp_path, "tien_do: [{nhiem_vu: mot, don_vi: phuc_vu, ket_qua: Xong.}]\n", ONE_TASK))
    )
    assert "kế hoạch có 01 nhiệm vụ thường xuyên, không có nhiệm vụ có thời hạn." in body
    assert "01/01 nhiệm vụ đã thực hiện trong kỳ, đạt 100,0%; không có nhiệm vụ chưa thực hiện trong kỳ." in body


def test_500_tasks_are_all_there_and_a_long_text_stays_in_its_cell(tmp_path: Path) -> None:
    tasks = "".join(
        f"      - {{ma: viec_{i}, noi_dung: Việc hư cấu {i}., don_vi_chu_tri: phuc_vu, thoi_gian_thuc_hien: 30/9/2026}}\n"
        for i in range(1, 501)
    )
    plan = ONE_TASK[: ONE_TASK.index("    nhiem_vu:")] + f"    nhiem_vu:\n{tasks}ket_luan: Hết\n"
    long = "Kết quả rất dài. " * 300
    document = with_quarter(
        tmp_path, f"tien_do:\n  - nhiem_vu: viec_7\n    don_vi: phuc_vu\n    ket_qua: {long}\n", plan
    )
    rows = [row for row in table_headed(document, "TT", "Nhiệm vụ", "Kết quả") if row[0].isdigit()]
    assert [int(row[0]) for row in rows] == list(range(1, 501))
    assert rows[6][2] == long.strip()
    assert table_headed(document, "Đơn vị", "Chủ trì", "Trong hạn")[-1] == ["Tổng", "500", "500"]


def test_a_unit_without_a_task_is_not_in_the_table_of_units(tmp_path: Path) -> None:
    document = with_quarter(tmp_path, "", ONE_TASK)
    assert [row[0] for row in table_headed(document, "Đơn vị", "Chủ trì")] == ["Phòng Phục vụ bạn đọc", "Tổng"]


# --- The evaluation -----------------------------------------------------------------------------------------


def evaluation() -> Document:
    return report(ROOT, "papi_2026", "danh_gia")


def test_each_target_has_plan_result_and_verdict() -> None:
    rows = table_headed(evaluation(), "Kế hoạch", "Kết quả", "Đánh giá")
    assert rows == [
        ["01 bậc", "–", "chưa đánh giá được: chưa có xếp hạng năm 2025 và năm 2026"],
        ["100%", "158/159 (99,4%)", "chưa đạt"],
    ]


@pytest.mark.parametrize(
    ("ranks", "verdict"),
    [((31, 30), "đạt"), ((31, 31), "chưa đạt"), ((31, 25), "đạt"), ((30, 31), "chưa đạt")],
)
def test_the_rank_is_judged_once_both_years_are_there(workspace: Path, ranks: tuple[int, int], verdict: str) -> None:
    path = workspace / "data/papi_2026/danh_gia.yaml"
    years = "".join(
        f"  - nam: {year}\n    tong_diem: 10\n    xep_hang: {rank}\n    so_tinh: 34\n    diem:\n      chi_so_1: 10\n"
        for year, rank in zip((2025, 2026), ranks, strict=True)
    )
    path.write_text(
        path.read_text(encoding="utf-8").replace("ket_qua_chi_so:\n", f"ket_qua_chi_so:\n{years}"), encoding="utf-8"
    )
    (file,) = lap(["danh-gia"], workspace, None, workspace / "output")
    document = opened(file.path)
    reached, judged = table_headed(document, "Kết quả", "Đánh giá")[0]
    assert (reached, judged) == (f"hạng {ranks[0]}/34 → {ranks[1]}/34", verdict)
    assert not [text for text in texts(document) if "chưa có kết quả chỉ số" in text]


def test_ranks_among_different_numbers_of_provinces_are_not_compared(workspace: Path) -> None:
    path = workspace / "data/papi_2026/danh_gia.yaml"
    years = "".join(
        f"  - nam: {year}\n    tong_diem: 10\n    xep_hang: {rank}\n    so_tinh: {of}\n    diem:\n      chi_so_1: 10\n"
        for year, rank, of in ((2025, 31, 61), (2026, 30, 34))
    )
    path.write_text(
        path.read_text(encoding="utf-8").replace("ket_qua_chi_so:\n", f"ket_qua_chi_so:\n{years}"), encoding="utf-8"
    )
    (file,) = lap(["danh-gia"], workspace, None, workspace / "output")
    assert table_headed(opened(file.path), "Kết quả", "Đánh giá")[0] == [
        "hạng 31/61 → 30/34",
        "chưa đánh giá được: số tỉnh xếp hạng hai năm khác nhau",
    ]


def test_scores_this_year_and_before_with_the_change() -> None:
    rows = table_headed(evaluation(), "Chỉ số", "Năm 2023", "Năm 2024", "Thay đổi")
    assert rows[0] == ["Tham gia của người dân ở cấp cơ sở", "4,97", "5,24", "+0,27"]
    assert rows[5] == ["Cung ứng dịch vụ công", "7,72", "7,72", "0,00"]
    assert rows[-2] == ["Tổng điểm", "43,62", "43,48", "-0,14"]
    assert rows[-1] == ["Xếp hạng (tính toán)", "18/61", "31/61", ""]


def test_what_is_not_published_yet_is_said() -> None:
    assert (
        "Đến thời điểm báo cáo, chưa có kết quả chỉ số năm 2025, năm 2026; chưa đủ cơ sở để so sánh kết quả năm 2026 với năm trước."
        in texts(evaluation())
    )


def test_four_quarters_stand_side_by_side() -> None:
    ho_so = load(ROOT, "papi_2026")
    rows = table_headed(evaluation(), "Kỳ", "Tổng", "Đã thực hiện", "Quá hạn")
    expected = []
    for quy, name in enumerate(("Quý I", "Quý II", "Quý III", "Quý IV"), 1):
        total = tong_hop(ho_so, quy).tong
        done, late = total.dem(TinhTrang.DA_THUC_HIEN), total.dem(TinhTrang.CHUA_XONG_QUA_HAN)
        expected.append([name, str(total.tong), str(done), str(late)])
    assert rows == expected


def test_an_evaluation_of_an_unfinished_year_says_what_is_missing(workspace: Path) -> None:
    for quy in (3, 4):
        (workspace / f"data/papi_2026/tien_do/quy_{quy}.yaml").unlink()
    (file,) = lap(["danh-gia"], workspace, None, workspace / "output")
    found = texts(docx_of(file))
    assert "Báo cáo này chưa có số liệu quý III, quý IV; số lũy kế không gồm các quý đó." in found
    assert any("số liệu tính từ ngày 15/12/2025 đến ngày 14/6/2026" in text for text in found)


def docx_of(file: Any) -> Document:
    return docx.Document(str(file.path))


# --- What is asked for and is not there ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "quy", "message"),
    [
        (
            "bao-cao-quy",
            2,
            "data/thu_vien_2026: chưa có dữ liệu để lập báo cáo quý II\n  → cần data/thu_vien_2026/tien_do/quy_2.yaml,",
        ),
        (
            "danh-gia",
            None,
            "data/thu_vien_2026: chưa có dữ liệu để lập báo cáo tổng kết, đánh giá\n"
            "  → cần data/thu_vien_2026/danh_gia.yaml và ít nhất một tien_do/quy_N.yaml,",
        ),
    ],
)
def test_a_report_without_data_is_refused(library: Path, name: str, quy: int | None, message: str) -> None:
    with pytest.raises(UnusableError) as caught:
        lap([name], library, None, library / "output", quy)
    assert str(caught.value).startswith(message)


def test_one_quarter_alone(workspace: Path) -> None:
    (file,) = lap(["bao-cao-quy"], workspace, None, workspace / "output", 2)
    assert file.path.name == "bao_cao_quy_2.docx"


def test_the_chart_can_be_edited_and_is_described() -> None:
    document = report(ROOT, "papi_2026", "bao_cao_quy_1")
    part = next(rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/chart"))
    root = etree.fromstring(part.blob)
    assert root.find(f"{C}externalData") is not None
    assert len({fill.get("prst") for fill in root.iter("{*}pattFill")}) == 3  # patterns tell the series apart
    assert all(int(axis.get("val")) > 0 for axis in root.iter(f"{C}axId"))
    (frame,) = [p for p in document.element.body.iter(qn("wp:docPr")) if p.get("name") == "bieu_do_theo_nhom"]
    assert frame.get("descr").startswith("Biểu đồ thanh xếp chồng")


def test_every_helping_unit_is_counted(library: Path) -> None:
    """ngay_hoi is helped by a unit and by a group: each has its row."""
    (library / "data/thu_vien_2026/tien_do").mkdir()
    (library / "data/thu_vien_2026/tien_do/quy_1.yaml").write_text(
        "so_lieu: chinh_thuc\nnguoi_ky: pho\n", encoding="utf-8"
    )
    (file,) = lap(["bao-cao-quy"], library, None, library / "output", 1)
    rows = dict(table_headed(opened(file.path), "Đơn vị", "Phối hợp"))
    assert (rows["Phòng Kỹ thuật"], rows["Các phòng"], rows["Phòng Phục vụ bạn đọc"]) == ("1", "1", "0")
