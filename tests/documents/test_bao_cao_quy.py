"""Quarterly reports, read back: the same figure in text, table and chart; what is told, where, and once."""

from __future__ import annotations

import functools
import io
import zipfile
from pathlib import Path

import pytest
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from docgen.commands.lap import lap
from docgen.compute import TinhTrang, tong_hop
from docgen.errors import UnusableError
from docgen.load import load
from docgen.nghi_dinh.vietnamese import percent
from tests.compute.test_tong_hop import CASES, PLANS
from tests.finished import opened, table_headed, texts, under
from tests.small import finished, task, written

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
T = TinhTrang
UNIT_COLUMNS = {
    "Xong đúng hạn": (T.HOAN_THANH_DUNG_HAN,),
    "Xong quá hạn": (T.HOAN_THANH_QUA_HAN,),
    "Còn trong hạn": (T.DANG_THUC_HIEN, T.CHUA_BAT_DAU),
    "Quá hạn chưa xong": (T.CHUA_HOAN_THANH_QUA_HAN,),
}


@functools.cache
def report(plan: str, quy: int) -> Document:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        (file,) = lap(["bao-cao-quy"], PLANS[plan], plan, Path(folder), quy)
        return opened(file.path.read_bytes())


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


# --- One figure, three places -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("plan", "quy"), CASES)
def test_the_sentence_has_the_counts(plan: str, quy: int) -> None:
    found, body = tong_hop(load(PLANS[plan], plan), quy), " ".join(under(report(plan, quy), "Tiến độ chung"))
    if found.hoan_thanh:
        assert found.ty_le_hoan_thanh is not None
        share = f"{len(found.hoan_thanh):02d}/{len(found.co_han):02d} nhiệm vụ có thời hạn"
        assert f"đã hoàn thành {share} ({percent(found.ty_le_hoan_thanh)})" in body
    else:
        assert f"chưa có nhiệm vụ nào hoàn thành trong {len(found.co_han):02d} nhiệm vụ có thời hạn" in body
    assert found.ty_le_thuong_xuyen is not None
    regular = f"{len(found.o_tinh_trang(T.DA_THUC_HIEN)):02d}/{len(found.thuong_xuyen):02d} nhiệm vụ thường xuyên"
    assert f"{regular} được thực hiện trong quý ({percent(found.ty_le_thuong_xuyen)}" in body
    for state, words in ((T.CHUA_HOAN_THANH_QUA_HAN, "quá hạn chưa hoàn thành"), (T.CHUA_THUC_HIEN, "chưa thực hiện")):
        assert (f"nhiệm vụ {words}" in body) == bool(found.o_tinh_trang(state))
        assert not found.o_tinh_trang(state) or f"{len(found.o_tinh_trang(state)):02d} nhiệm vụ {words}" in body


@pytest.mark.parametrize(("plan", "quy"), CASES)
def test_the_tables_have_the_counts_of_the_sentence(plan: str, quy: int) -> None:
    ho_so = load(PLANS[plan], plan)
    found = tong_hop(ho_so, quy)
    rows = [row for row in table_headed(report(plan, quy), "TT", "Tình trạng") if row[0].isdigit()]
    dropped_now = {each.nhiem_vu for each in ho_so.tien_do[quy].dung_nhiem_vu}
    open_ = [t for t in found.cac_tinh_hinh if not t.xong_truoc_ky and (not t.da_dung or t.nhiem_vu.ma in dropped_now)]
    assert [state.split("\n")[0].lower() for _, state in rows] == [t.tinh_trang.value.lower() for t in open_]
    assert [int(number) for number, _ in rows] == list(range(1, len(open_) + 1))
    *units, total = table_headed(report(plan, quy), "Đơn vị", *UNIT_COLUMNS)
    sums = [sum(int(row[i]) for row in units) for i in range(1, 5)]
    assert [int(value) for value in total[1:]] == sums
    own = [t.cua_don_vi(unit) for t in found.dang_thuc_hien for unit in t.don_vi]
    assert sums == [sum(state in states for state in own) for states in UNIT_COLUMNS.values()]


WITHOUT_CHART = [("cai_cach_hanh_chinh_2026", 1), ("cai_cach_hanh_chinh_2026", 2)]  # one group


@pytest.mark.parametrize(("plan", "quy"), [case for case in CASES if case not in WITHOUT_CHART])
def test_the_chart_has_the_counts_of_the_groups(plan: str, quy: int) -> None:
    found = tong_hop(load(PLANS[plan], plan), quy)
    categories, cached, stored = chart_values(report(plan, quy))
    groups = [(nhom, tasks.dang_thuc_hien) for nhom, tasks in found.theo_nhom() if tasks.dang_thuc_hien]
    assert categories == [nhom.tieu_de for nhom, _ in groups]
    assert cached == stored
    assert [sum(column) for column in zip(*cached.values(), strict=True)] == [len(tasks) for _, tasks in groups]
    assert sum(cached["Quá hạn chưa hoàn thành"]) == len(found.o_tinh_trang(T.CHUA_HOAN_THANH_QUA_HAN))


def test_a_plan_of_one_group_has_no_chart() -> None:
    for plan, quy in WITHOUT_CHART:
        assert not list(report(plan, quy).element.body.iter(f"{C}chart"))


def test_the_chart_can_be_edited_and_is_described() -> None:
    document = report("papi_2026", 2)
    assert list(document.element.body.iter(f"{C}chart"))
    part = next(rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/chart"))
    root = etree.fromstring(part.blob)
    assert root.find(f"{C}externalData") is not None
    assert len({fill.get("prst") for fill in root.iter("{*}pattFill")}) == 3  # patterns tell the series apart
    assert all(int(axis.get("val")) > 0 for axis in root.iter(f"{C}axId"))
    (frame,) = [p for p in document.element.body.iter(qn("wp:docPr")) if p.get("name") == "bieu_do_theo_nhom"]
    assert frame.get("descr").startswith("Biểu đồ thanh xếp chồng")


# --- The frame --------------------------------------------------------------------------------------------------


def test_the_opening_names_plan_period_and_cut_off() -> None:
    (opening,) = [t for t in texts(report("chuyen_doi_so_2026", 1)) if t.startswith("Thực hiện Kế hoạch số")]
    assert opening == (
        "Thực hiện Kế hoạch số 05/KH-SYT ngày 15/01/2026 của Sở Y tế về chuyển đổi số ngành y tế năm 2026, Sở Y tế báo cáo "
        "kết quả thực hiện quý I năm 2026 (số liệu tính từ ngày 15/12/2025 đến ngày 14/3/2026) như sau:"
    )


PLAN = [task("v", "thường xuyên"), task("w", "31/12/2026", "phong_b")]


def test_kinh_gui_only_where_it_goes_to_a_superior(tmp_path: Path) -> None:
    upward = texts(finished(written(tmp_path, PLAN, {1: {"kinh_gui": "Sở A"}}), 1))
    assert "Kính gửi: Sở A" in upward and "- Như trên;" in upward
    inside = texts(finished(written(tmp_path / "trong", PLAN, {1: []}), 1))
    assert not [text for text in inside if text.startswith("Kính gửi") or text == "- Như trên;"]


def test_several_recipients_stand_one_below_the_other(tmp_path: Path) -> None:
    found = texts(finished(written(tmp_path, PLAN, {1: {"kinh_gui": ["Sở A", "Sở B"]}}), 1))
    at = found.index("Kính gửi:")
    assert found[at : at + 3] == ["Kính gửi:", "- Sở A;", "- Sở B."]


def test_illustrative_figures_are_marked_on_every_page() -> None:
    for section in report("papi_2026", 2).sections:
        assert section.header.paragraphs[0].text == "SỐ LIỆU MINH HỌA"
        assert section.first_page_header.paragraphs[0].text == "SỐ LIỆU MINH HỌA"
        assert section.different_first_page_header_footer


def test_real_figures_are_not_marked(tmp_path: Path) -> None:
    for section in finished(written(tmp_path, PLAN, {1: []}), 1).sections:
        (number,) = section.header.paragraphs
        assert number.text == "" and list(number._p.iter(qn("w:fldSimple")))
        assert [p.text for p in section.first_page_header.paragraphs] == [""]


def test_figures_made_of_an_illustrative_quarter_are_marked_too(tmp_path: Path) -> None:
    """Quý II is real, but what it says from the year's start rests on quý I, which is not; quý I rests on itself."""
    folder = written(tmp_path, PLAN, {1: [], 2: {"so_lieu": "minh_hoa"}})
    assert [finished(folder, quy).sections[0].header.paragraphs[0].text for quy in (1, 2)] == ["", "SỐ LIỆU MINH HỌA"]
    folder = written(tmp_path, PLAN, {1: {"so_lieu": "minh_hoa"}, 2: []})
    assert finished(folder, 2).sections[0].header.paragraphs[0].text == "SỐ LIỆU MINH HỌA"


def test_a_quarter_before_that_has_no_file_is_told(tmp_path: Path) -> None:
    missing = "Số lũy kế chưa gồm số liệu quý I, quý II."
    assert missing in texts(finished(written(tmp_path, PLAN, {3: []}), 3))
    # Quý I ended before there was a plan: nothing is missing.
    later = finished(written(tmp_path / "sau", PLAN, {2: []}, ngay_ban_hanh="20/3/2026"), 2)
    assert not [text for text in texts(later) if text.startswith("Số lũy kế")]


def test_one_quarter_alone(tmp_path: Path) -> None:
    (file,) = lap(["bao-cao-quy"], written(tmp_path, PLAN, {1: [], 2: []}), None, tmp_path / "output", 2)
    assert file.path.name == "bao_cao_quy_2.docx"


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
