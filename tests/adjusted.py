"""A workspace whose plan was issued and is to be adjusted: the health office's plan, with every kind of change."""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
from datetime import date
from pathlib import Path

from docgen.commands.ban_hanh import ban_hanh
from tests.conftest import WORKSPACES

MA = "chuyen_doi_so_2026"
PLAN = f"data/{MA}/ke_hoach.yaml"
ADJUSTMENT = f"data/{MA}/dieu_chinh/lan_1.yaml"
ISSUED, ADJUSTED = date(2026, 1, 15), date(2026, 5, 20)

RECORD = """\
nguoi_ky: giam_doc
can_cu:
  - Căn cứ Công văn (hư cấu) số 612/UBND-KGVX ngày 12/5/2026 của Ủy ban nhân dân tỉnh Giả Định về điều chỉnh tiến độ xây dựng kho dữ liệu
ly_do:
  - Trục tích hợp của tỉnh hoàn thành chậm ba tháng so với dự kiến nên kho dữ liệu dùng chung chưa có nơi kết nối.
ly_do_rieng:
  - nhiem_vu: kiem_tra_don_vi
    ly_do: Việc kiểm tra được ghép vào kế hoạch thanh tra năm 2026
to_chuc_thuc_hien: Văn phòng Sở theo dõi, đôn đốc việc thực hiện các nội dung điều chỉnh.
"""
_NEW_TASK = """\
          - ma: tro_ly_ao
            ten_goi: Thử nghiệm trợ lý ảo tra cứu thủ tục
            noi_dung: Thử nghiệm trợ lý ảo tra cứu thủ tục hành chính ngành y tế tại Bộ phận Một cửa.
            don_vi_chu_tri: van_phong_so
            thoi_gian_thuc_hien: quý IV/2026
            san_pham: Báo cáo thử nghiệm
"""


def replaced(workspace: Path, file: str, old: str, new: str) -> None:
    """Changes a file by hand, as a clerk would."""
    path = workspace / file
    text = path.read_text(encoding="utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def issued_plan(workspace: Path) -> None:
    """The plan, issued; all figures count as real."""
    shutil.copytree(WORKSPACES / "so_y_te", workspace, dirs_exist_ok=True)
    for path in (workspace / "data").rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("so_lieu: minh_hoa", "so_lieu: chinh_thuc"), encoding="utf-8")
    issue(workspace, "ke-hoach", 5, ISSUED)


def issue(workspace: Path, name: str, so: int, ngay: date, quy: int | None = None) -> None:
    """Issues a document without its package."""
    why = {"khong_qua_trinh_ky": True, "ly_do": "thử"}
    ban_hanh(name, so, ngay, workspace, None, quy, output=workspace / "output", today=date(2026, 12, 31), **why)


def change_plan(workspace: Path) -> None:
    """A deadline, a helper, a task more, a task less, a sentence."""
    replaced(workspace, PLAN, "thoi_gian_thuc_hien: quý II, III/2026", "thoi_gian_thuc_hien: quý IV/2026")
    replaced(
        workspace, PLAN, "don_vi_phoi_hop: ke_hoach_tai_chinh", "don_vi_phoi_hop: [ke_hoach_tai_chinh, nghiep_vu_y]"
    )
    replaced(workspace, PLAN, "          - ma: du_toan", _NEW_TASK + "          - ma: du_toan")
    replaced(workspace, PLAN, "cá nhân của người bệnh.", "cá nhân của người bệnh theo Luật Bảo vệ dữ liệu cá nhân.")
    text = (workspace / PLAN).read_text(encoding="utf-8")
    begin, end = text.index("          - ma: kiem_tra_don_vi"), text.index("  - tieu_de: Tổ chức thực hiện")
    (workspace / PLAN).write_text(text[:begin] + text[end:], encoding="utf-8")
    (workspace / ADJUSTMENT).parent.mkdir()
    (workspace / ADJUSTMENT).write_text(RECORD, encoding="utf-8")


@functools.cache
def adjusted_workspace() -> Path:
    """A workspace with the plan issued and changed, the adjustment not issued yet, and no progress."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    issued_plan(folder)
    change_plan(folder)
    shutil.rmtree(folder / f"data/{MA}/tien_do")
    return folder
