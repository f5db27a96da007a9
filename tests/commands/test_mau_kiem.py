"""Templates that somebody saved in Word or LibreOffice, whole and damaged: each loss is named, no document is silently wrong."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from docgen.cli.main import main
from docgen.commands.lap import lap
from docgen.commands.mau_kiem import KetQuaMau, mau_kiem
from docgen.documents import DOCUMENT_TYPES
from docgen.docx import ooxml, package
from docgen.docx.ooxml import qn
from docgen.errors import UnusableError
from docgen.load import load_office
from docgen.template.build import build
from tests.conftest import ROOT, needed
from tests.finished import lines, opened

MAIN = "word/document.xml"
Damage = Callable[[Any, dict[str, bytes]], None]


def own(workspace: Path, ma: str) -> bytes:
    return build(DOCUMENT_TYPES[ma].body, load_office(workspace).trinh_bay)


def damage(workspace: Path, ma: str, change: Damage) -> Path:
    """Puts the template into the workspace as somebody left it who changed it so."""
    parts = package.read(own(workspace, ma))
    root = ooxml.parse(parts[MAIN])
    change(root, parts)
    path = workspace / DOCUMENT_TYPES[ma].tep_mau
    path.parent.mkdir(exist_ok=True)
    parts["word/settings.xml"] += b"\n"  # whoever saves a file changes it somewhere
    path.write_bytes(package.write(parts | {MAIN: ooxml.serialise(root)}))
    return path


def checked(path: Path, workspace: Path) -> KetQuaMau:
    reports, problems = mau_kiem([path], workspace)
    assert not problems
    return reports[0]


def said(report: KetQuaMau) -> list[str]:
    return [f"{p.place.spot}: {p.finding} → {p.remedy}" for p in report.phat_hien]


def paragraph(root: Any, text: str) -> Any:
    found = [p for p in root.iter(qn("w:p")) if "".join(t.text or "" for t in p.iter(qn("w:t"))) == text]
    assert found, text
    return found[0]


def remove(element: Any) -> None:
    element.getparent().remove(element)


def drawing(root: Any, name: str) -> Any:
    return next(each for each in root.iter(qn("wp:docPr")) if each.get("name") == name)


def paragraph_of(element: Any) -> Any:
    return next(element.iterancestors(qn("w:p")))


# --- Saved anew by LibreOffice --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def saved_anew(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the three templates as LibreOffice saves them."""
    needed("soffice", "libreoffice-writer-nogui fonts-liberation2")
    folder = tmp_path_factory.mktemp("saved")
    (folder / "own").mkdir()
    for ma, loai in DOCUMENT_TYPES.items():
        (folder / "own" / Path(loai.tep_mau).name).write_bytes(own(ROOT, ma))
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", "docx", "--outdir", folder / "anew", *sorted((folder / "own").glob("*.docx"))],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return folder / "anew"


def charts(path: Path) -> list[bytes]:
    """The charts of a document in its order, as they stand in it."""
    parts = package.read(path.read_bytes())
    related = ooxml.relations(parts, MAIN)
    return [parts[related[each.get(qn("r:id"))][1]] for each in ooxml.parse(parts[MAIN]).iter(qn("c:chart"))]


def sections(path: Path) -> list[tuple[str | None, str | None, bool]]:
    """Where each section's numbers start, whether it lies on its side, whether its first page stands apart."""
    root = ooxml.parse(package.read(path.read_bytes())[MAIN])
    return [
        (
            None if (start := section.find(qn("w:pgNumType"))) is None else start.get(qn("w:start")),
            section.find(qn("w:pgSz")).get(qn("w:orient")),
            section.find(qn("w:titlePg")) is not None,
        )
        for section in root.iter(qn("w:sectPr"))
    ]


def test_templates_saved_anew_by_libreoffice_give_the_same_documents(
    workspace: Path, saved_anew: Path, tmp_path: Path
) -> None:
    before = lap(DOCUMENT_TYPES, workspace, None, tmp_path / "before")
    folder = workspace / "templates_docx"
    folder.mkdir()
    for path in saved_anew.glob("*.docx"):
        assert b"bieu_do_theo_nhom" not in package.read(path.read_bytes())[MAIN]  # the name is gone indeed
        (folder / path.name).write_bytes(path.read_bytes())
    after = lap(DOCUMENT_TYPES, workspace, None, tmp_path / "after")
    assert len(after) == len(before) >= 4
    assert not any(file.mau_bo for file in after)
    for one, other in zip(before, after, strict=True):
        assert charts(one.path) == charts(other.path)
        assert sections(one.path) == sections(other.path)
        assert lines(opened(other.path)).keys() == lines(opened(one.path)).keys()
        assert lines(opened(other.path)) == pytest.approx(lines(opened(one.path)), abs=0.02)
    assert sum(len(charts(file.path)) for file in after) >= 4
    reports, problems = mau_kiem([], workspace)
    assert not problems
    assert [said(report) for report in reports] == [[]] * len(DOCUMENT_TYPES)
    assert all("Shape1" in " ".join(report.luu_y) for report in reports)
    assert "“Object1” là “bieu_do_theo_nhom”" in " ".join(reports[list(DOCUMENT_TYPES).index("bao-cao-quy")].luu_y)


# --- Damaged --------------------------------------------------------------------------------------------------


def chart_renamed(root: Any, parts: dict[str, bytes]) -> None:
    drawing(root, "bieu_do_theo_nhom").set("name", "Chart 3")


def chart_renamed_elsewhere(root: Any, parts: dict[str, bytes]) -> None:
    """Of two charts one is gone; the other has lost its name and the paragraph before it."""
    remove(paragraph_of(drawing(root, "bieu_do_theo_nhom")))
    chart = paragraph_of(drawing(root, "bieu_do_diem"))
    drawing(root, "bieu_do_diem").set("name", "Chart 3")
    remove(paragraph(root, "Tổng điểm qua các năm"))
    assert chart.getparent() is not None


def chart_deleted(root: Any, parts: dict[str, bytes]) -> None:
    remove(paragraph_of(drawing(root, "bieu_do_theo_nhom")))


def chart_copied(root: Any, parts: dict[str, bytes]) -> None:
    """A second sample chart with a part of its own, under the same name."""
    first = paragraph_of(drawing(root, "bieu_do_theo_nhom"))
    second = ooxml.parse(etree.tostring(first))
    relation = next(second.iter(qn("c:chart")))
    part = ooxml.relations(parts, MAIN)[relation.get(qn("r:id"))][1]
    copy = part.replace(".xml", "_2.xml")
    parts[copy] = parts[part]
    type_ = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
    content_type = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    relation.set(qn("r:id"), ooxml.add_part(parts, MAIN, copy, content_type, type_))
    first.addnext(second)


def line_deleted(root: Any, parts: dict[str, bytes]) -> None:
    remove(paragraph_of(drawing(root, "duong_ke_tieu_ngu")))


def line_renamed(root: Any, parts: dict[str, bytes]) -> None:
    drawing(root, "duong_ke_trich_yeu").set("name", "Straight Connector 5")


def line_renamed_elsewhere(root: Any, parts: dict[str, bytes]) -> None:
    line = paragraph_of(drawing(root, "duong_ke_trich_yeu"))
    drawing(root, "duong_ke_trich_yeu").set("name", "Straight Connector 5")
    remove(line)
    paragraph(root, "Nơi nhận:").addprevious(line)


def line_of_own_length(root: Any, parts: dict[str, bytes]) -> None:
    line = drawing(root, "duong_ke_trich_yeu")
    line.set("name", "Straight Connector 5")
    for extent in line.getparent().iter(qn("wp:extent"), qn("a:ext")):
        extent.set("cx", str(50 * 36000))


def variable_dropped(root: Any, parts: dict[str, bytes]) -> None:
    remove(paragraph(root, "Kính gửi: {{ kinh_gui[0] }}"))


def variable_misspelt(root: Any, parts: dict[str, bytes]) -> None:
    next(paragraph(root, "{{ trich_yeu }}").iter(qn("w:t"))).text = "{{ trich_yeo }}"


def loop_end_dropped(root: Any, parts: dict[str, bytes]) -> None:
    remove(paragraph(root, "- {{ noi }}{{ '.' if loop.last else ';' }}").getnext())


def page_numbers_run_on(root: Any, parts: dict[str, bytes]) -> None:
    remove(list(root.iter(qn("w:pgNumType")))[-1])


def section_break_dropped(root: Any, parts: dict[str, bytes]) -> None:
    first = next(root.iter(qn("w:sectPr")))
    remove(paragraph_of(first))


def row_of_tags_deleted(root: Any, parts: dict[str, bytes]) -> None:
    texts = ["".join(row.itertext()) for row in root.iter(qn("w:tr"))]
    number = next(n for n, text in enumerate(texts) if text.startswith("{%tr for"))
    remove(list(root.iter(qn("w:tr")))[number])


def style_renamed(root: Any, parts: dict[str, bytes]) -> None:
    styles = parts["word/styles.xml"]
    parts["word/styles.xml"] = styles.replace("ND30 Tiêu ngữ".encode(), "Kiểu 1".encode())
    assert styles != parts["word/styles.xml"]


@dataclass(frozen=True)
class Case:
    change: Damage
    found: str  # what the doctor says, as a finding
    refused: str = ""  # what `lap` says where it refuses
    noted: str = ""  # what the doctor says was found again
    ma: str = "bao-cao-quy"


CASES = [
    Case(chart_renamed, "", noted="“Chart 3” là “bieu_do_theo_nhom”"),
    Case(chart_renamed_elsewhere, "“Chart 3” mất tên", "Bố cục > Ngăn chọn", ma="danh-gia"),
    Case(chart_deleted, "mất biểu đồ “bieu_do_theo_nhom”"),
    Case(chart_copied, "văn bản sẽ mang số liệu “Mẫu” → xóa biểu đồ thừa", "“Mẫu”"),
    Case(line_deleted, "mất đường kẻ “duong_ke_tieu_ngu” dưới Tiêu ngữ"),
    Case(line_renamed, "", noted="“Straight Connector 5” là “duong_ke_trich_yeu”"),
    Case(line_renamed_elsewhere, "“Straight Connector 5” mất tên", "đổi tên thành “duong_ke_trich_yeu”"),
    Case(line_of_own_length, "đường kẻ dưới trích yếu dài cố định 50 mm"),
    Case(variable_dropped, "Kính gửi: không in {{ kinh_gui[0] }}; văn bản sẽ thiếu “Kính gửi: {{ kinh_gui[0] }}”"),
    Case(
        variable_misspelt,
        "đoạn “{{ trich_yeo }}”: mẫu dùng biến “trich_yeo” không có → có phải là “trich_yeu”",
        "trich_yeo",
    ),
    Case(
        loop_end_dropped, "đoạn “{%p for noi in kinh_gui %}”: thẻ “{%p for noi in kinh_gui %}” mất thẻ đóng", "endfor"
    ),
    Case(page_numbers_run_on, "số trang của phụ lục không bắt đầu từ 1", "Bắt đầu từ: 1"),
    Case(section_break_dropped, "phụ lục không bắt đầu phần (section) của mình", "Ngắt > Trang tiếp theo"),
    Case(row_of_tags_deleted, "thẻ “{%tr endfor %}” mất thẻ mở", "mất thẻ mở"),
    Case(style_renamed, "kiểu “ND30 Tiêu ngữ”: không còn kiểu này"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.change.__name__)
def test_each_loss_is_named(case: Case, workspace: Path) -> None:
    path = damage(workspace, case.ma, case.change)
    report = checked(path, workspace)
    assert case.found in "\n".join(said(report))
    assert bool(said(report)) == bool(case.found)
    assert case.noted in "\n".join(report.luu_y)
    if case.refused:
        with pytest.raises(UnusableError) as caught:
            lap([case.ma], workspace, None, workspace / "output")
        assert case.refused in str(caught.value)
        assert not list(workspace.glob("output/**/*.docx"))
    else:
        for file in lap([case.ma], workspace, None, workspace / "output"):
            assert "Mẫu".encode() not in b"".join(charts(file.path))
            assert bool(file.mau_bo) == (case.change is variable_dropped)


def test_a_renamed_line_still_has_the_length_of_its_text(workspace: Path) -> None:
    lengths = []
    for change in (lambda root, parts: None, line_renamed):
        damage(workspace, "bao-cao-quy", change)
        file = lap(["bao-cao-quy"], workspace, None, workspace / "output", ghi_de=True)[0]
        lengths.append(lines(opened(file.path))["duong_ke_trich_yeu"])
    assert lengths[0] == lengths[1] != 30


def test_what_is_dropped_is_said_when_documents_are_written(workspace: Path) -> None:
    damage(workspace, "bao-cao-quy", variable_dropped)
    file = lap(["bao-cao-quy"], workspace, None, workspace / "output")[0]
    assert file.mau_bo == ("mẫu templates_docx/bao_cao_quy.docx không in {{ kinh_gui[0] }}",)


def test_a_chart_that_cannot_be_given_data_is_refused(workspace: Path) -> None:
    path = damage(workspace, "bao-cao-quy", workbook_lost)
    with pytest.raises(UnusableError, match="không có số liệu, sẽ in “Mẫu”"):
        lap(["bao-cao-quy"], workspace, None, workspace / "output")
    assert any("sẽ in “Mẫu”" in each for each in said(checked(path, workspace)))


def workbook_lost(root: Any, parts: dict[str, bytes]) -> None:
    """The workbook behind the chart is gone."""
    chart = next(name for name in parts if name.startswith("word/charts/_rels/"))
    parts[chart] = parts[chart].replace(b".xlsx", b"_mat.xlsx")


def test_a_chart_written_anew_names_its_workbook_as_word_numbers_it(workspace: Path) -> None:
    """Word puts its own parts for styles and colours before the workbook."""

    def number(root: Any, parts: dict[str, bytes]) -> None:
        rels = next(name for name in parts if name.startswith("word/charts/_rels/"))
        style = b'<Relationship Id="rId1" Type="http://schemas.microsoft.com/office/2011/relationships/chartStyle" Target="style1.xml"/>'
        parts[rels] = parts[rels].replace(b"rId1", b"rId3").replace(b"</Relationships>", style + b"</Relationships>")
        parts["word/charts/style1.xml"] = b"<x/>"
        assert b"rId3" in parts[rels]

    damage(workspace, "bao-cao-quy", number)
    file = lap(["bao-cao-quy"], workspace, None, workspace / "output")[0]
    parts = package.read(file.path.read_bytes())
    chart = next(name for name in parts if name.startswith("word/charts/bieu_do"))
    assert ooxml.relations(parts, chart)["rId1"][0].endswith("/package")


# --- The command ----------------------------------------------------------------------------------------------


def test_docgens_own_templates_have_no_finding(workspace: Path) -> None:
    (workspace / "templates_docx").mkdir()
    for ma, loai in DOCUMENT_TYPES.items():
        (workspace / loai.tep_mau).write_bytes(own(workspace, ma))
    reports, problems = mau_kiem([], workspace)
    assert [(report.mau_cua_ai, report.phat_hien, report.luu_y) for report in reports] == [
        ("mẫu của docgen", (), ()) for _ in DOCUMENT_TYPES
    ]
    assert not problems


# The shipped plan is not issued, so there is nothing to adjust.
NO_DATA = ("chưa có dữ liệu của loại văn bản này nên chưa xét thể thức của văn bản lập ra",)


@pytest.mark.parametrize("ma", DOCUMENT_TYPES)
def test_a_template_only_saved_again_has_no_finding(ma: str, workspace: Path) -> None:
    report = checked(damage(workspace, ma, lambda root, parts: None), workspace)
    assert report.mau_cua_ai.endswith("đã sửa ngoài docgen")
    assert (report.phat_hien, report.luu_y) == ((), NO_DATA if ma == "dieu-chinh" else ())


def test_without_data_the_template_itself_is_examined(workspace: Path, tmp_path: Path) -> None:
    path = damage(workspace, "ke-hoach", variable_misspelt)
    elsewhere = tmp_path / "trong"
    elsewhere.mkdir()
    report = checked(path.rename(elsewhere / "mau moi.docx"), elsewhere)
    assert report.mau_cua_ai == "mẫu kế hoạch đã sửa ngoài docgen"  # known by what it holds
    assert any("“trich_yeo” không có" in each for each in said(report))
    assert "chưa có dữ liệu" in report.luu_y[0]


def test_what_is_no_template_cannot_be_checked(workspace: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "sai.docx"
    wrong.write_bytes(b"PK")
    reports, problems = mau_kiem([wrong, tmp_path / "khong_co.docx"], workspace)
    assert not reports
    assert ["không phải là tệp Word" in str(problems[0]), "không đọc được" in str(problems[1])] == [True, True]
    with pytest.raises(UnusableError, match="không có mẫu nào"):
        mau_kiem([], workspace)


@pytest.mark.parametrize(
    ("change", "code", "shown"),
    [
        (line_renamed, 0, "Lưu ý: đoạn “{{ trich_yeu }}”"),
        (line_deleted, 1, "đoạn “Độc lập - Tự do - Hạnh phúc”: mất đường kẻ"),
        (None, 2, ""),
    ],
    ids=["clean", "findings", "unusable"],
)
def test_the_exit_code_says_what_was_found(
    change: Damage | None,
    code: int,
    shown: str,
    workspace: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if change:
        path = damage(workspace, "ke-hoach", change)
    else:
        path = workspace / "sai.docx"
        path.write_bytes(b"PK")
    monkeypatch.chdir(workspace)
    with pytest.raises(SystemExit) as ended:
        main(["mau", "kiem", path.relative_to(workspace).as_posix()])
    assert ended.value.code == code
    assert shown in capsys.readouterr().out


def test_lap_says_on_the_screen_what_a_template_drops(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    damage(workspace, "bao-cao-quy", variable_dropped)
    monkeypatch.chdir(workspace)
    with pytest.raises(SystemExit):
        main(["lap", "bao-cao-quy"])
    assert capsys.readouterr().out.count("mẫu templates_docx/bao_cao_quy.docx không in {{ kinh_gui[0] }}") == 1
