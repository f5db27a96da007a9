"""Finds the title of a document, the type that it names, and trích yếu under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from docgen.docx.facts import Block, Paragraph, Stroke, paragraphs
from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.vietnamese import without_accents
from docgen.recognise.annexes import is_attached, is_label
from docgen.recognise.closing import is_authority
from docgen.recognise.letterhead import is_quoc_hieu
from docgen.recognise.lines import DongChu, lines
from docgen.recognise.numbers import doc_nhan_muc
from docgen.recognise.opening import is_kinh_gui
from docgen.recognise.parts import VanBan


def _fold(text: str) -> str:
    return without_accents(text).lower()


_TYPES = {_fold(name): name for name in (*nd30.CHU_VIET_TAT_TEN_LOAI, "Nghị quyết")}
# Titles of documents that the decree is not about.
OTHER_KINDS = (
    "Thông tư",
    "Thông tư liên tịch",
    "Nghị định",
    "Luật",
    "Bộ luật",
    "Pháp lệnh",
    "Lệnh",
    "Hiến pháp",
)
_OTHER_KINDS = {_fold(name): name for name in OTHER_KINDS}
_LONGEST_TITLE_LINE = 300
_LONGEST_TITLE = 200
_LONGEST_FIRST_LINE = 160  # of trích yếu, where neither weight nor alignment tells it from the body
_MOST_WORDS = 12
LONG = 130  # letters: a line of the body rather than one of a letterhead or a title


def title_type(line: DongChu) -> str:
    """The type that a line names as a title; empty where it names none."""
    text = " ".join(re.sub(r"[^a-z ]+", " ", line.folded).split())
    if text in _TYPES:
        return _TYPES[text] if line.paragraph.align == "center" or line.capitals or line.all("bold") else ""
    if not line.capitals:
        return ""
    begun = (name for fold, name in _TYPES.items() if text.startswith(fold + " ") and len(text) < _LONGEST_TITLE)
    return _OTHER_KINDS.get(text) or next(begun, "")


def holds_title(block: Block) -> bool:
    """True for a paragraph with a line that names a type."""
    return isinstance(block, Paragraph) and any(title_type(line) for line in lines(block))


def is_other_title(line: DongChu) -> bool:
    """True for a line in the middle under a letterhead that can only be a title, though of no known type: “ĐIỀU LỆ”."""
    centred = line.paragraph.align == "center" and line.all("bold") and line.capitals and "\t" not in line.raw
    return (centred and len(line.text.split()) < _MOST_WORDS) or is_attached(line)


def unknown_title(blocks: Sequence[Block]) -> str:
    """A title in capitals in the middle of the page that names no type of Điều 7: “PHIẾU TRÌNH”, “ĐƠN ĐĂNG KÝ”."""
    said = (line for block in blocks if isinstance(block, Paragraph) for line in lines(block))
    return next((line.text for line in said if _is_unknown_title(line)), "")


def _is_unknown_title(line: DongChu) -> bool:
    return is_other_title(line) and line.capitals and not is_quoc_hieu(line) and not line.text.endswith(":")


def begins_items(line: DongChu) -> bool:
    """True for căn cứ, for the label of a part or an item, and for the label of an annex."""
    numbered = (
        doc_nhan_muc(line.text).cap_muc in {"phần", "chương", "mục", "điều", "khoản"} and "\t" not in line.raw.strip()
    )
    return line.folded.startswith("can cu ") or numbered or is_label(line)


def is_under_title(block: Block, found: VanBan) -> bool:
    """True for a block that goes on with the title found: trích yếu, the line under it, or nothing."""
    if not _may_hold_trich_yeu(block, found):
        return False
    said = _said(block)
    if said:
        ruled_off = bool(found.trich_yeu) and _is_ruled_off(block, found)
        return not ruled_off and _is_trich_yeu(said[0], found)
    return not (found.trich_yeu and block.section) or bool(_rules(block) or _strokes(block))


def _may_hold_trich_yeu(block: Block, found: VanBan) -> bool:
    """Some put trích yếu into a table of one cell."""
    if isinstance(block, Paragraph):
        return True
    return not found.trich_yeu and not block.bordered and 0 < len(block.rows) < 3 and len(block.rows[0]) < 2


def _is_ruled_off(block: Block, found: VanBan) -> bool:
    """True where a line was already typed under trích yếu: what follows is the body."""
    last = found.trich_yeu[-1].paragraph.spot.number
    return any(line.paragraph.spot.number > last for line in (*found.dau_van_ban.ke_gach_go, *_rules(block)))


def _is_trich_yeu(line: DongChu, found: VanBan) -> bool:
    if _is_of_body(line):
        return False
    if is_attached(line):
        return True
    if doc_nhan_muc(line.text).cap_muc != "lời văn" or line.text.endswith((":", ";", "./.")):
        return False
    centred = line.paragraph.align == "center"
    if not found.trich_yeu:
        return centred or line.any("bold") or (len(line.text) < _LONGEST_FIRST_LINE and not line.text.endswith("."))
    previous = found.trich_yeu[-1]
    if line.capitals and not previous.capitals:
        return False  # the authority of a decision: “CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH”
    return not line.text.endswith(".") and (centred or (line.all("bold") and previous.all("bold")))


def _is_of_body(line: DongChu) -> bool:
    long = len(line.text) > LONG and line.paragraph.align != "center" and not line.all("bold")
    another = begins_items(line) or is_kinh_gui(line) or is_authority(line)
    return long or another or len(line.text) > _LONGEST_TITLE_LINE


def with_title(found: VanBan, block: Block) -> VanBan:
    """The title, and what the same paragraph says of trích yếu."""
    assert isinstance(block, Paragraph)
    parts = lines(block)
    at = next(at for at, line in enumerate(parts) if title_type(line))
    behind = [line for line in parts[at + 1 :] if line.text]
    return replace(
        found,
        dong_ten_loai=parts[at],
        ten_loai=title_type(parts[at]),
        trich_yeu=[line for line in behind if not line.typed_rule],
        ke_trich_yeu=list(block.strokes),
        dau_van_ban=replace(
            found.dau_van_ban, ke_gach_go=[*found.dau_van_ban.ke_gach_go, *(line for line in behind if line.typed_rule)]
        ),
    )


def with_trich_yeu(found: VanBan, block: Block) -> VanBan:
    """The lines of a block under the title, and the lines drawn or typed there."""
    return replace(with_edge(found, block), trich_yeu=[*found.trich_yeu, *_said(block)])


def with_edge(found: VanBan, block: Block) -> VanBan:
    """What the block behind trích yếu tells of it: a line is often anchored there, and `(Kèm theo …)` stands under a line."""
    if found.dong_ten_loai is None or not _may_hold_trich_yeu(block, found):
        return found
    return replace(
        found,
        kem_theo=found.kem_theo or any(is_attached(line) and not _is_of_body(line) for line in _said(block)[:1]),
        ke_trich_yeu=[*found.ke_trich_yeu, *_strokes(block)],
        dau_van_ban=replace(found.dau_van_ban, ke_gach_go=[*found.dau_van_ban.ke_gach_go, *_rules(block)]),
    )


def _said(block: Block) -> list[DongChu]:
    return [line for line in _own_lines(block) if not line.typed_rule]


def _rules(block: Block) -> list[DongChu]:
    return [line for line in _own_lines(block) if line.typed_rule]


def _own_lines(block: Block) -> list[DongChu]:
    """The lines of a block as lines of the page: a table around trích yếu makes no columns."""
    return [line for paragraph in paragraphs((block,)) for line in lines(paragraph) if line.text]


def _strokes(block: Block) -> list[Stroke]:
    return [stroke for paragraph in paragraphs((block,)) for stroke in paragraph.strokes]
