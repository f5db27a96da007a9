"""`docgen so-van-ban`: the register of outgoing documents, as the folders of issued documents tell it."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from docgen.errors import Place, Problem, UnusableError
from docgen.load import chosen_plan, plans
from docgen.load.ban_hanh import ke_khai_da_ban_hanh
from docgen.model import parse_date
from docgen.publish import Written, write

CAC_COT = (
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Người ký",
    "Nơi nhận văn bản",
    "Tệp lưu",
    "Ghi chú",
)

_DO_RONG = (18, 13, 45, 18, 34, 34, 34)  # of the columns, in characters
_A4 = 9  # as Excel counts paper
_NO_CLOCK = datetime(2020, 1, 1)  # the same register is the same file


@dataclass(frozen=True)
class DongSo:
    """A line of the register, by its columns."""

    so_ky_hieu: str
    ngay_thang: str
    ten_loai_trich_yeu: str
    nguoi_ky: str
    noi_nhan: str
    tep: str
    ghi_chu: str


assert len(fields(DongSo)) == len(CAC_COT)


def so_van_ban(workspace: Path, ma_ke_hoach: str | None) -> list[DongSo]:
    """The issued documents of a plan, or of all, by type, year and number, those taken back among them.

    The columns are those of the “Sổ đăng ký văn bản đi” (Nghị định 30/2020/NĐ-CP, Điều 15 and Phụ lục IV) that docgen knows.
    Raises UnusableError where the record of an issued document is damaged.
    """
    chosen = plans(workspace) if ma_ke_hoach is None else [chosen_plan(workspace, ma_ke_hoach)]
    found, problems = [], []
    for ma in chosen:
        for taken_back in (False, True):
            manifests, damaged = ke_khai_da_ban_hanh(workspace, f"data/{ma}", taken_back=taken_back)
            found += manifests
            problems += damaged
    if problems:
        raise UnusableError(problems)
    return [_dong_so(workspace, manifest, folder) for manifest, folder in sorted(found, key=_order)]


def xuat(lines: list[DongSo], target: Path) -> Written:
    """Writes the register as an Excel workbook: filters, the heading frozen and on every printed page. Raises UnusableError."""
    if target.suffix.lower() != ".xlsx":
        raise UnusableError([Problem(Place(target.as_posix()), "sổ ghi ra tệp Excel", "đặt tên có đuôi .xlsx")])
    import xlsxwriter  # only who asks for a workbook waits for it

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.set_properties({"title": "Sổ đăng ký văn bản đi", "created": _NO_CLOCK})
        _trang_so(book, lines)
    return write(made.getvalue(), target)


def _trang_so(book: Any, lines: list[DongSo]) -> None:
    """The sheet, on A4 landscape. What is written as a string is neither formula nor link."""
    cell = {"font_name": "Times New Roman", "font_size": 12, "text_wrap": True, "valign": "top", "border": 1}
    plain, bold = book.add_format(cell), book.add_format(cell | {"bold": True, "align": "center"})
    sheet = book.add_worksheet("Văn bản đi")
    for number, (heading, width) in enumerate(zip(CAC_COT, _DO_RONG, strict=True)):
        sheet.set_column(number, number, width)
        sheet.write_string(0, number, heading, bold)
    for number, line in enumerate(lines, 1):
        for column, text in enumerate(astuple(line)):
            sheet.write_string(number, column, text, plain)
    sheet.autofilter(0, 0, max(len(lines), 1), len(CAC_COT) - 1)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


def _order(entry: tuple[dict[str, Any], str]) -> tuple[str, int, int, str]:
    manifest, folder = entry
    return manifest["ten_loai"], parse_date(manifest["ngay_ban_hanh"]).year, int(manifest["so"]), folder


def _dong_so(workspace: Path, manifest: dict[str, Any], folder: str) -> DongSo:
    document = next(name for name in manifest["tep"] if name.startswith("van_ban."))
    return DongSo(
        f"{manifest['so']}/{manifest['ky_hieu'].lstrip('/')}",
        manifest["ngay_ban_hanh"],
        f"{manifest['ten_loai']} {manifest['trich_yeu']}",
        manifest["nguoi_ky"],
        "; ".join(manifest["noi_nhan"]),
        f"{folder}/{document} ({manifest['tep'][document][:8]})",
        "; ".join(_ghi_chu(workspace / folder, manifest)),
    )


def _ghi_chu(folder: Path, manifest: dict[str, Any]) -> Iterator[str]:
    """What it corrects or adjusts, that it was taken back and why, and the reason for which it departs from the rule."""
    yield from manifest.get("lien_quan", ())
    if ".huy_" in folder.name:
        try:
            reason = json.loads((folder / "huy.json").read_text(encoding="utf-8"))["huy"]
        except (OSError, ValueError, KeyError, TypeError):
            reason = "không còn ghi lý do"
        yield f"đã hủy: {reason}"
    if manifest["ly_do"]:
        yield f"{manifest['cach']}: {manifest['ly_do']}"
