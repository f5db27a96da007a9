"""`docgen so-van-ban`: the register of outgoing documents."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from xml.etree import ElementTree

from docgen.commands.ban_hanh import huy
from docgen.commands.so_van_ban import CAC_COT, so_van_ban, xuat
from tests.cli.test_main import docgen
from tests.commands.test_ban_hanh import DAY, issue, official

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def test_by_type_and_number_with_what_was_taken_back(workspace: Path) -> None:
    official(workspace)
    issue(workspace, "ke-hoach", 15, date(2026, 1, 15))
    issue(workspace, "bao-cao-quy", 100, date(2026, 9, 20), 3)
    issue(workspace, "bao-cao-quy", 45, date(2026, 6, 20), 2)
    huy("bao-cao-quy", "ghi nhầm", DAY, workspace, None, 2)
    lines = so_van_ban(workspace, None)
    assert [line.so_ky_hieu for line in lines] == ["45/BC-VPUBND", "100/BC-VPUBND", "15/KH-VPUBND"]
    assert [line.ghi_chu.split(";")[0] for line in lines[:2]] == ["đã hủy: ghi nhầm", "không qua trình ký: thử"]
    plan = lines[2]
    digest = sha256((workspace / "data/papi_2026/da_ban_hanh/ke_hoach/van_ban.docx").read_bytes()).hexdigest()
    assert plan.tep == f"data/papi_2026/da_ban_hanh/ke_hoach/van_ban.docx ({digest[:8]})"
    assert plan.ngay_thang == "15/01/2026" and plan.nguoi_ky == "Hoàng Minh Hải"
    assert plan.ten_loai_trich_yeu.startswith("Kế hoạch Cải thiện") and "; " in plan.noi_nhan


def test_on_the_screen_and_as_a_table_for_excel(workspace: Path) -> None:
    assert docgen("so-van-ban", folder=workspace)[1] == "Chưa ban hành văn bản nào.\n"
    issue(workspace, "ke-hoach", 15, date(2026, 1, 15), ly_do="=1+1")
    code, out, _ = docgen("so-van-ban", folder=workspace)
    assert code == 0 and "15/KH-VPUBND" in out and "Hoàng Minh" in out
    assert docgen("so-van-ban", "--xuat", "so.xlsx", folder=workspace)[0] == 0
    content = (workspace / "so.xlsx").read_bytes()
    rows = sheet(content)
    assert rows[0] == list(CAC_COT)
    assert (rows[1][0], rows[1][-1]) == ("15/KH-VPUBND", "không qua trình ký: =1+1")
    assert docgen("so-van-ban", "--xuat", "so.xlsx", folder=workspace)[0] == 0
    assert (workspace / "so.xlsx").read_bytes() == content
    (line,) = so_van_ban(workspace, None)
    xuat([replace(line, nguoi_ky="=1+1", noi_nhan="http://a.vn")], workspace / "other.xlsx")
    assert sheet((workspace / "other.xlsx").read_bytes())[1][3:5] == ["=1+1", "http://a.vn"]
    assert "đặt tên có đuôi .xlsx" in docgen("so-van-ban", "--xuat", "so.csv", folder=workspace)[2]


def sheet(content: bytes) -> list[list[str]]:
    """The texts of the first sheet, row by row; a formula is no text."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        strings = ["".join(si.itertext()) for si in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))]
        rows = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml")).iter(f"{MAIN}row")
        return [[strings[int(cell.findtext(f"{MAIN}v") or "")] for cell in row if cell.get("t") == "s"] for row in rows]
