"""The paragraphs of a body to which the clauses on running text apply, for the rules that check them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.docx.facts import Paragraph, Spot
from docgen.recognise import DoanVan, Tep, VanBan
from docgen.recognise.pages import one_line

# Headings of parts have places of their own; a caption, a unit of measure or a source belongs to a table or picture.
TIEU_DE = {"phần", "chương", "mục đầu dòng", "tiểu mục", "mục", "mục chữ hoa"}
_BESIDE_TABLE = re.compile(r"(?i)\(?(đơn vị(?: tính)?|đvt|ghi chú|nguồn|ảnh|hình|bảng|biểu(?: đồ)?|sơ đồ)\b")
_COMMAND = re.compile(r"(?i)(quyết định|quyết nghị|chỉ thị|thông báo)\s*:?$")
_LONGEST_CAPTION, _LONGEST_HEADING = 120, 150  # letters


def running_text(van_ban: VanBan) -> Iterator[DoanVan]:
    """The paragraphs of running text: items and sentences, not headings of parts, captions and what is centred as such."""
    seen = set()
    for index, doan in enumerate(van_ban.noi_dung):
        if doan.paragraph.spot in seen or doan.cap_muc in TIEU_DE:
            continue
        seen.add(doan.paragraph.spot)
        if not _set_apart(van_ban, index):
            yield doan


def _set_apart(van_ban: VanBan, index: int) -> bool:
    doan = van_ban.noi_dung[index]
    if doan.dong_chu.typed_rule or doan.paragraph.frame is not None or _COMMAND.match(doan.dong_chu.text):
        return True
    if doan.cap_muc != "lời văn":
        return False
    return _heads_something(doan) or _title_under_heading(van_ban, index) or _set_as_heading(doan)


def _heads_something(doan: DoanVan) -> bool:
    """True for what belongs to a table or picture, and for a heading without a number, by its style."""
    text, paragraph = doan.dong_chu.text, doan.paragraph
    if _BESIDE_TABLE.match(text) and len(text) < _LONGEST_CAPTION and paragraph.align != "both":
        return True
    return paragraph.outline is not None and len(text) < _LONGEST_HEADING and not text.endswith((".", ";", ","))


def _title_under_heading(van_ban: VanBan, index: int) -> bool:
    """True for the title under “Phần I”."""
    above = van_ban.noi_dung[index - 1] if index else None
    return (
        above is not None
        and above.cap_muc in TIEU_DE
        and not above.loi_van
        and van_ban.noi_dung[index].dong_chu.capitals
    )


def _set_as_heading(doan: DoanVan) -> bool:
    line = doan.dong_chu
    if doan.paragraph.align in {"center", "right"}:
        return line.capitals or line.all("bold") or line.all("italic") or one_line(doan.paragraph)
    return line.capitals and len(line.text) < _LONGEST_CAPTION


def content(tep: Tep) -> Iterator[tuple[VanBan, DoanVan]]:
    """Running text of all documents of a file."""
    for van_ban in tep.van_ban:
        for doan in running_text(van_ban):
            yield van_ban, doan


def following(tep: Tep) -> dict[Spot, Paragraph]:
    """For each paragraph between tables, the one right before it."""
    found = {}
    before: Paragraph | None = None
    for block in tep.facts.blocks:
        if isinstance(block, Paragraph):
            if before is not None:
                found[block.spot] = before
            before = block
        else:
            before = None
    return found
