from __future__ import annotations

from datetime import date
from pathlib import Path

from docgen.commands.lap import lap
from docgen.commands.tinh_hinh import tinh_hinh
from docgen.documents import DOCUMENT_TYPES
from tests.conftest import WORKSPACES

CASE = WORKSPACES / "sau_nhiem_vu"


def overview(workspace: Path, plan: str, today: date) -> tuple[dict[str, str], str]:
    found = tinh_hinh(workspace, plan, workspace / "output", today)
    return {line.ten: line.noi_dung for line in found.cac_dong}, found.lenh_tiep_theo


def test_a_fresh_workspace(workspace: Path) -> None:
    lines, command = overview(workspace, "papi_2026", date(2026, 11, 24))
    assert lines["Kế hoạch"] == "chưa cấp số, ngày; 06 nội dung cần người ký xác nhận; văn bản chưa lập"
    assert "Báo cáo quý I (15/12/2025 – 14/3/2026)" not in lines  # it ended before there was a plan
    assert lines["Báo cáo quý II (15/3/2026 – 14/6/2026)"] == (
        "chưa cấp số, ngày; số liệu là minh họa; báo cáo viện dẫn kế hoạch chưa có số, ngày; văn bản chưa lập"
    )
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
    path.write_text(text.replace("so_dat: 36", "so_dat: 35").replace("luy_ke: 121", "luy_ke: 120"), encoding="utf-8")
    lines, command = overview(workspace, "papi_2026", date(2026, 11, 24))
    assert lines["Báo cáo quý IV (15/9/2026 – 14/12/2026)"].endswith("văn bản cũ hơn dữ liệu")
    assert lines["Báo cáo quý III (15/6/2026 – 14/9/2026)"].endswith("văn bản đã lập, khớp dữ liệu")
    assert command == "docgen lap tat-ca"  # the evaluation is older too


def test_one_stale_report_names_its_own_command(workspace: Path) -> None:
    (workspace / "data/papi_2026/danh_gia.yaml").unlink()
    lap(list(DOCUMENT_TYPES), workspace, None, workspace / "output")
    path = workspace / "data/papi_2026/tien_do/quy_4.yaml"
    text = path.read_text(encoding="utf-8")
    assert "tin_bai_trang: 66" in text
    path.write_text(text.replace("tin_bai_trang: 66", "tin_bai_trang: 67"), encoding="utf-8")
    assert overview(workspace, "papi_2026", date(2026, 11, 24))[1] == "docgen lap bao-cao-quy --quy 4"


def test_an_edited_document_is_said_to_be(workspace: Path) -> None:
    lap(["ke-hoach"], workspace, None, workspace / "output")
    (workspace / "output/papi_2026/ke_hoach.docx").write_bytes(b"edited")
    assert overview(workspace, "papi_2026", date(2026, 1, 1))[0]["Kế hoạch"].endswith("văn bản đã sửa trong Word")


def test_who_is_missing_and_which_quarter_is_late() -> None:
    lines, _ = overview(CASE, "mau", date(2026, 12, 20))
    assert lines["Báo cáo quý III (15/6/2026 – 14/9/2026)"].startswith(
        "chưa cấp số, ngày; số liệu là minh họa; chưa có báo cáo của Phòng A: Việc chung; chưa có báo cáo của Phòng B: Việc chung; và"
    )
    assert lines["Báo cáo quý IV (15/9/2026 – 14/12/2026)"] == "chưa có số liệu, đã hết kỳ"
    assert lines["Đến hạn trong 30 ngày"] == "Được gia hạn (thời hạn 31/12/2026)"
    assert (
        overview(CASE, "mau", date(2026, 10, 1))[0]["Báo cáo quý IV (15/9/2026 – 14/12/2026)"]
        == "chưa đến hạn chốt số liệu"
    )


def test_a_deadline_is_seen_before_the_first_report(library: Path) -> None:
    lines, _ = overview(library, "thu_vien_2026", date(2026, 10, 1))
    assert lines["Quá hạn"] == "Phục vụ điểm trường số 2 (thời hạn 31/8/2026)"  # the last of those overdue
    assert lines["Báo cáo quý I (15/12/2025 – 14/3/2026)"] == "chưa có số liệu, đã hết kỳ"


def test_the_next_command_names_the_plan_where_there_are_several(library: Path) -> None:
    other = library / "data/khac"
    other.mkdir()
    (other / "ke_hoach.yaml").write_text("nam: [\n", encoding="utf-8")
    assert overview(library, "thu_vien_2026", date(2026, 1, 1))[1] == "docgen lap ke-hoach --ke-hoach thu_vien_2026"
