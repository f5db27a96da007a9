"""Where a finding stands, as a person would say it: the heading above it, the table or annex it is in."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.facts import Block, Paragraph, Spot
from docgen.recognise import Tep
from docgen.rules.chung import trich

_HEADINGS = {"phần", "chương", "mục đầu dòng", "tiểu mục", "mục", "mục chữ hoa", "điều", "khoản"}


class ViTri:
    """The places of all paragraphs of a file."""

    def __init__(self, tep: Tep) -> None:
        headings = {
            doan.paragraph.spot: doan.dong.text
            for van_ban in tep.van_ban
            for doan in van_ban.noi_dung
            if doan.cap in _HEADINGS
        }
        headings |= {annex.label.paragraph.spot: annex.label.text for van_ban in tep.van_ban for annex in van_ban.phu_luc}
        self._main = next((paragraph.spot.part for paragraph, _ in _walk(tep.facts.blocks)), "")
        self._places: dict[Spot, str] = {}
        above = ""
        for paragraph, in_table in _walk(tep.facts.blocks):
            place = f"dưới “{trich(above)}”" if above else "đầu văn bản"
            for each in (paragraph, *paragraph.boxes):
                self._places[each.spot] = f"trong bảng, {place}" if in_table else place
            above = headings.get(paragraph.spot, above)

    def cua(self, spot: Spot | None) -> str:
        """The place of a paragraph; what a header, footer or note is called; the whole file for None."""
        if spot is None:
            return "cả tệp"
        if spot in self._places:
            return self._places[spot]
        for part, name in (("header", "đầu trang"), ("footer", "chân trang"), ("notes", "chú thích cuối trang")):
            if part in spot.part:
                return name
        return "cả tệp"


def _walk(blocks: tuple[Block, ...], *, in_table: bool = False) -> Iterator[tuple[Paragraph, bool]]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block, in_table
        else:
            for row in block.rows:
                for cell in row:
                    yield from _walk(cell.blocks, in_table=True)
