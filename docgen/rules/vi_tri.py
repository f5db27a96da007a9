"""Where a finding stands, as a person would say it: the heading above it, the table or annex it is in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.docx.facts import Block, Paragraph, Spot
from docgen.recognise import DongChu, Tep
from docgen.rules.phat_hien import trich_dan

_HEADINGS = {"phần", "chương", "mục đầu dòng", "tiểu mục", "mục", "mục chữ hoa", "điều", "khoản"}


class ViTri:
    """The places of all paragraphs of a file."""

    def __init__(self, tep: Tep) -> None:
        headings = {
            doan.paragraph.spot: doan.dong_chu.text
            for van_ban in tep.van_ban
            for doan in van_ban.noi_dung
            if doan.cap_muc in _HEADINGS
        }
        headings |= {
            annex.label.paragraph.spot: annex.label.text for van_ban in tep.van_ban for annex in van_ban.phu_luc
        }
        self._main = next((paragraph.spot.part for paragraph, _ in _walk(tep.facts.blocks)), "")
        self._places: dict[Spot, str] = {}
        components = dict(_components(tep))
        above = ""
        for paragraph, in_table in _walk(tep.facts.blocks):
            place = f"dưới “{trich_dan(above)}”" if above else "đầu văn bản"
            place = components.get(paragraph.spot) or (f"trong bảng, {place}" if in_table else place)
            for each in (paragraph, *paragraph.boxes):
                self._places[each.spot] = place
            above = headings.get(paragraph.spot, above)

    def vi_tri_cua(self, spot: Spot | None) -> str:
        """The place of a paragraph; what a header, footer or note is called; the whole file for None."""
        if spot is None:
            return "cả tệp"
        if spot in self._places:
            return self._places[spot]
        for part, name in (("header", "đầu trang"), ("footer", "chân trang"), ("notes", "chú thích cuối trang")):
            if part in spot.part:
                return name
        return "cả tệp"


def _components(tep: Tep) -> Iterator[tuple[Spot, str]]:
    """The components that have names of their own: letterhead, title, signature, recipients."""
    for van_ban in tep.van_ban:
        dau, noi_nhan = van_ban.dau_van_ban, van_ban.noi_nhan
        named: dict[str, Sequence[DongChu | None]] = {
            "Quốc hiệu": dau.quoc_hieu,
            "Tiêu ngữ": [dau.tieu_ngu],
            "tên cơ quan": [*dau.co_quan_chu_quan, *dau.co_quan_ban_hanh],
            "số, ký hiệu": [dau.so_ky_hieu],
            "địa danh, thời gian": [dau.dia_danh_ngay],
            "tên loại": [van_ban.dong_ten_loai],
            "trích yếu": [*van_ban.trich_yeu, *dau.trich_yeu_cong_van],
            "Nơi nhận": [noi_nhan.label, *noi_nhan.cac_dong] if noi_nhan else [],
            "chữ ký": [line for chu_ky in van_ban.chu_ky for line in (*chu_ky.quyen_han, chu_ky.ho_ten)],
        }
        for name, lines in named.items():
            yield from ((line.paragraph.spot, name) for line in lines if line is not None)


def _walk(blocks: tuple[Block, ...], *, in_table: bool = False) -> Iterator[tuple[Paragraph, bool]]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block, in_table
        else:
            for row in block.rows:
                for cell in row:
                    yield from _walk(cell.blocks, in_table=True)
