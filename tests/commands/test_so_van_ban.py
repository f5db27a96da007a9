"""`docgen so-van-ban`: the register of outgoing documents."""

from __future__ import annotations

import codecs
import csv
from datetime import date
from hashlib import sha256
from pathlib import Path

from docgen.commands.ban_hanh import huy
from docgen.commands.so_van_ban import CAC_COT, so_van_ban
from tests.cli.test_main import docgen
from tests.commands.test_ban_hanh import DAY, issue, official


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
    assert docgen("so-van-ban", "--xuat", "so.csv", folder=workspace)[0] == 0
    content = (workspace / "so.csv").read_bytes()
    assert content.startswith(codecs.BOM_UTF8)
    rows = list(csv.reader(content.decode("utf-8-sig").splitlines()))
    assert rows[0] == list(CAC_COT) and rows[1][0] == "15/KH-VPUBND"
