"""Whether a document takes more than one page, judged without laying it out."""

from __future__ import annotations

from docgen.docx.facts import Block, Document, Paragraph
from docgen.nghi_dinh.text_width import bold_width

SINGLE_LINE = 1.15  # the height of a line of Times New Roman, times its size
_SURELY_FITS = 0.85
_LIGHT = 0.95  # the width of light letters, times that of bold ones
_SURE = 1.1  # pages: an estimate below this may well be one page
_MM_PER_POINT = 25.4 / 72


def more_than_one_page(document: Document) -> bool:
    """True where the text surely does not fit on one page."""
    if document.pages is not None and document.pages > 1:
        return True
    if any(section.new_page for section in document.sections[1:]):
        return True
    if not document.sections:
        return False
    section = document.sections[0]
    room = section.height - section.top - section.bottom
    return _broken(document.blocks) or _height(document.blocks) > room * _SURE


def surely_one_page(document: Document) -> bool:
    """True where the text surely fits on one page."""
    section = document.sections[0]
    room = section.height - section.top - section.bottom
    return (
        len(document.sections) == 1 and not _broken(document.blocks) and _height(document.blocks) < room * _SURELY_FITS
    )


def _broken(blocks: tuple[Block, ...]) -> bool:
    """True where a page is broken by hand with something after it."""
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            if index and block.page_break and block.text.strip():
                return True
            after = block.text.rpartition("\f")[2] if "\f" in block.text else None
            if after is not None and (
                after.strip() or any(isinstance(b, Paragraph) and b.text.strip() for b in blocks[index + 1 :])
            ):
                return True
    return False


def _height(blocks: tuple[Block, ...]) -> float:
    """mm, about."""
    total = 0.0
    for block in blocks:
        if isinstance(block, Paragraph):
            total += paragraph_height(block)
        else:
            total += sum(max((_height(cell.blocks) for cell in row), default=0.0) for row in block.rows)
    return total


def paragraph_height(paragraph: Paragraph) -> float:
    """mm, about; the space around it included."""
    size = max((run.size for run in paragraph.runs), default=13.0)
    line = paragraph.line * size * SINGLE_LINE if paragraph.line_rule == "auto" else paragraph.line
    return (line_count(paragraph) * line + max(paragraph.before, 0) + paragraph.after) * _MM_PER_POINT


def line_count(paragraph: Paragraph) -> int:
    """How many lines a paragraph takes, about."""
    size = max((run.size for run in paragraph.runs), default=13.0)
    count = 0
    for line in paragraph.text.split("\n"):
        width = bold_width(line, size) * _LIGHT + max(paragraph.first, 0)
        count += 1 + int(width / max(paragraph.room, 1) * 1.02)
    return count


def one_line(paragraph: Paragraph) -> bool:
    """True where a paragraph surely fits on one line."""
    return line_count(paragraph) == 1
