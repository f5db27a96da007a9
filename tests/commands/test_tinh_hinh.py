from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from docgen.commands.giai_thich import giai_thich
from docgen.commands.lap import lap
from docgen.commands.tinh_hinh import tinh_hinh
from docgen.documents import DOCUMENT_TYPES
from docgen.errors import UnusableError
from tests.conftest import ROOT, WORKSPACES

CASE = WORKSPACES / "sau_nhiem_vu"


def overview(workspace: Path, plan: str, today: date) -> tuple[dict[str, str], str]:
    found = tinh_hinh(workspace, plan, workspace / "output", today)
    return {line.ten: line.noi_dung for line in found.cac_dong}, found.lenh


def test_a_fresh_workspace(workspace: Path) -> None:
    lines, command = overview(workspace, "papi_2026", date(2026, 11, 24))
    assert lines["Kế hoạch"] == "chưa cấp số, ngày; văn bản chưa lập"
    assert lines["Báo cáo quý I (15/12/2025 – 14/3/2026)"] == "chưa cấp số, ngày; số liệu là minh họa; văn bản chưa lập"
    assert lines["Quá hạn"] == "Biên soạn sổ tay tiếp công dân (thời hạn 30/9/2026)"
    assert command == "docgen lap tat-ca"


def test_after_everything_is_written_and_after_a_figure_changed(workspace: Path) -> None:
    lap(list(DOCUMENT_TYPES), workspace, None, workspace / "output")
    lines, command = overview(workspace, "papi_2026", date(2026, 11, 24))
    assert command == ""
    assert lines["Kế hoạch"].endswith("văn bản đã lập, khớp dữ liệu")
    path = workspace / "data/papi_2026/tien_do/quy_4.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text("# một ghi chú mới\n" + text, encoding="utf-8")
    assert overview(workspace, "papi_2026", date(2026, 11, 24))[1] == ""  # a comment changes no document
    path.write_text(text.replace("so_dat: 36", "so_dat: 35").replace("luy_ke: 158", "luy_ke: 157"), encoding="utf-8")
    lines, command = overview(workspace, "papi_2026", date(2026, 11, 24))
    assert lines["Báo cáo quý IV (15/9/2026 – 14/12/2026)"].endswith("văn bản cũ hơn dữ liệu")
    assert lines["Báo cáo quý III (15/6/2026 – 14/9/2026)"].endswith("văn bản đã lập, khớp dữ liệu")
    assert command == "docgen lap tat-ca"  # the evaluation is older too


def test_one_stale_report_names_its_own_command(workspace: Path) -> None:
    (workspace / "data/papi_2026/danh_gia.yaml").unlink()
    lap(list(DOCUMENT_TYPES), workspace, None, workspace / "output")
    path = workspace / "data/papi_2026/tien_do/quy_4.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Cập nhật 160 tin", "Cập nhật 161 tin"), encoding="utf-8")
    assert overview(workspace, "papi_2026", date(2026, 11, 24))[1] == "docgen lap bao-cao-quy --quy 4"


def test_an_edited_document_is_said_to_be(workspace: Path) -> None:
    lap(["ke-hoach"], workspace, None, workspace / "output")
    (workspace / "output/papi_2026/ke_hoach.docx").write_bytes(b"edited")
    assert overview(workspace, "papi_2026", date(2026, 1, 1))[0]["Kế hoạch"].endswith("văn bản đã sửa trong Word")


def test_who_is_missing_and_which_quarter_is_late() -> None:
    lines, _ = overview(CASE, "mau", date(2026, 12, 20))
    assert lines["Báo cáo quý III (15/6/2026 – 14/9/2026)"].startswith(
        "chưa cấp số, ngày; số liệu là minh họa; chưa có báo cáo của Phòng A; chưa có báo cáo của Phòng B;"
    )
    assert lines["Báo cáo quý IV (15/9/2026 – 14/12/2026)"] == "chưa có số liệu, đã hết kỳ"
    assert lines["Đến hạn trong 30 ngày"] == "Được gia hạn (thời hạn 31/12/2026)"
    assert (
        overview(CASE, "mau", date(2026, 10, 1))[0]["Báo cáo quý IV (15/9/2026 – 14/12/2026)"]
        == "chưa đến hạn chốt số liệu"
    )


@pytest.mark.parametrize("asked", ["13/14", "92,9%", "đã thực hiện", "da thuc hien", "013/014"])
def test_a_figure_is_explained_by_its_tasks_and_lines(asked: str) -> None:
    found = giai_thich(asked, 3, ROOT, "papi_2026")
    figure = next(f for f in found if f.ten == "đã thực hiện trong kỳ")
    assert figure.viet == "13 = 13/14 = 92,9%"
    assert len(figure.cac_nhiem_vu) == 13
    for task in figure.cac_nhiem_vu:
        for place in task.cac_dong:
            line = (ROOT / place.file).read_text(encoding="utf-8").splitlines()[place.line - 1]
            assert "ma: " in line or "nhiem_vu: " in line or "so_dat: " in line


def test_a_target_is_explained_from_the_years_start() -> None:
    (figure,) = giai_thich("122/123", 3, ROOT, "papi_2026")
    (task,) = figure.cac_nhiem_vu
    assert {place.file.rsplit("/", 1)[1] for place in task.cac_dong} == {
        "ke_hoach.yaml",
        "quy_1.yaml",
        "quy_2.yaml",
        "quy_3.yaml",
    }


def test_a_rate_that_misses_its_target_is_found_as_it_is_printed(tmp_path: Path) -> None:
    shutil.copytree(CASE, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "data/mau/tien_do/quy_1.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("so_dat: 8, tong_so: 10}", "so_dat: 8999, tong_so: 10000}"), encoding="utf-8")
    for quy in (2, 3):
        (tmp_path / f"data/mau/tien_do/quy_{quy}.yaml").unlink()
    (figure,) = giai_thich("89,9%", 1, tmp_path, None)
    assert figure.viet == "8.999/10.000 = 89,9%"


def test_a_figure_that_no_report_has(workspace: Path) -> None:
    with pytest.raises(UnusableError, match="không có con số hay tên “77”"):
        giai_thich("77", 3, workspace, None)
    (workspace / "data/papi_2026/tien_do/quy_4.yaml").unlink()
    with pytest.raises(UnusableError, match="chưa có tiến độ quý IV"):
        giai_thich("5", 4, workspace, None)


def test_a_deadline_is_seen_before_the_first_report(library: Path) -> None:
    lines, _ = overview(library, "thu_vien_2026", date(2026, 10, 1))
    assert lines["Quá hạn"] == "Phục vụ điểm trường số 2 (thời hạn 31/8/2026)"  # the last of those overdue
    assert lines["Báo cáo quý I (15/12/2025 – 14/3/2026)"] == "chưa có số liệu, đã hết kỳ"


def test_the_next_command_names_the_plan_where_there_are_several(library: Path) -> None:
    other = library / "data/khac"
    other.mkdir()
    (other / "ke_hoach.yaml").write_text("nam: [\n", encoding="utf-8")
    assert overview(library, "thu_vien_2026", date(2026, 1, 1))[1] == "docgen lap ke-hoach --ke-hoach thu_vien_2026"


@pytest.mark.parametrize(
    "asked", ["phối hợp: các phòng, ban, trung tâm liên quan", "22,2%", "giao bổ sung", "chủ trì: ban tiep"]
)
def test_figures_of_units_and_additions_are_explained_too(asked: str) -> None:
    assert giai_thich(asked, 3, ROOT, "papi_2026")
