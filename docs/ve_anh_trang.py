"""Draws the page pictures of the clerks' guide from the real output: `make anh`. Needs LibreOffice and poppler."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from docgen.commands.lap import lap

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "anh"
RESOLUTION = 75  # dots per inch
# Picture name → workspace, page. The annex is of the invented plan of the tests, which says so on the page.
PAGES = {
    "ke_hoach_trang_1": (ROOT, 1),
    "ke_hoach_trang_2": (ROOT, 2),
    "ke_hoach_trang_cuoi": (ROOT, 5),
    "phu_luc_phan_cong": (ROOT / "tests/workspaces/thu_vien", 3),
}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        profile = (Path(folder) / "profile").as_uri()
        for name, (workspace, page) in PAGES.items():
            (file,) = lap(["ke-hoach"], workspace, None, Path(folder) / name)
            command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir"]
            subprocess.run([*command, file.path.parent, file.path], check=True, capture_output=True, timeout=120)
            pdf = file.path.with_suffix(".pdf")
            options = ["-r", str(RESOLUTION), "-f", str(page), "-l", str(page), "-singlefile", "-gray", "-png"]
            subprocess.run(["pdftoppm", *options, pdf, PICTURES / name], check=True)


if __name__ == "__main__":
    main()
