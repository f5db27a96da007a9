"""Sections as a person names them, and what stands in them."""

from __future__ import annotations

from docgen.docx.facts import Paragraph, Spot, paragraphs
from docgen.recognise import Tep


def section_paragraphs(tep: Tep, section: int) -> list[Paragraph]:
    return [paragraph for paragraph in paragraphs(tep.facts.blocks) if paragraph.section == section]


def first_spot(tep: Tep, section: int) -> Spot | None:
    """The first paragraph of a section, where a comment about the section goes."""
    return next((paragraph.spot for paragraph in section_paragraphs(tep, section)), None)


def has_annex(tep: Tep, section: int) -> bool:
    return any(
        block.section == section for van_ban in tep.van_ban for annex in van_ban.phu_luc for block in annex.blocks
    )


def ten_phan(tep: Tep, section: int) -> str:
    """`phần 2 (từ “Phụ lục I”)`; the whole document where it has one."""
    if len(tep.facts.sections) == 1:
        return "cả văn bản"
    text = next((p.text.strip() for p in section_paragraphs(tep, section) if p.text.strip()), "")
    return f"phần (section) {section + 1}" + (f", từ “{' '.join(text.split())[:40]}”" if text else "")
