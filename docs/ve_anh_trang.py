"""Draws the page pictures of the clerks' guide from the real output: `make anh`. Needs LibreOffice and poppler."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from docgen.commands.lap import lap

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "anh"
RESOLUTION = 75  # dots per inch
LIBRARY = ROOT / "tests/workspaces/thu_vien"  # an invented plan, which says so
# Picture name → workspace, document type, quarter, words that only this page has (the first such page is taken).
PAGES = {
    "ke_hoach_trang_1": (ROOT, "ke-hoach", None, "KẾ HOẠCH"),
    "ke_hoach_trang_2": (ROOT, "ke-hoach", None, "II. NỘI DUNG THỰC HIỆN"),
    "ke_hoach_trang_cuoi": (ROOT, "ke-hoach", None, "Nơi nhận"),
    "phu_luc_phan_cong": (LIBRARY, "ke-hoach", None, "PHÂN CÔNG NHIỆM VỤ"),
    "bao_cao_quy_trang_1": (ROOT, "bao-cao-quy", 3, "BÁO CÁO"),
    "bao_cao_quy_danh_gia": (ROOT, "bao-cao-quy", 3, "2. Tồn tại, hạn chế"),
    "bao_cao_quy_tien_do": (ROOT, "bao-cao-quy", 3, "TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ"),
    "bao_cao_quy_don_vi": (ROOT, "bao-cao-quy", 3, "KẾT QUẢ THEO ĐƠN VỊ"),
    "danh_gia_chi_so": (ROOT, "danh-gia", None, "IV. KẾT QUẢ CHỈ SỐ PAPI"),
}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        profile = (Path(folder) / "profile").as_uri()
        for name, (workspace, document_type, quy, words) in PAGES.items():
            (file,) = lap([document_type], workspace, None, Path(folder) / name, quy)
            command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir"]
            subprocess.run([*command, file.path.parent, file.path], check=True, capture_output=True, timeout=120)
            pdf = file.path.with_suffix(".pdf")
            text = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout
            page = next(i for i, content in enumerate(text.split("\f"), 1) if words in content)
            options = ["-r", str(RESOLUTION), "-f", str(page), "-l", str(page), "-singlefile", "-png"]
            subprocess.run(["pdftoppm", *options, pdf, PICTURES / name], check=True)


if __name__ == "__main__":
    main()
