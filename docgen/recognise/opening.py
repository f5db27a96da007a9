"""What may stand between the title and the body: Kính gửi, căn cứ, and whom a công điện is wired to."""

from __future__ import annotations

import re

from docgen.docx.facts import Block, Paragraph
from docgen.recognise.lines import DongChu, lines_in, own_words, words
from docgen.recognise.numbers import doc_nhan_muc

_CITES = re.compile(
    r"\b(luat|phap lenh|nghi dinh|nghi quyet|quyet dinh|thong tu|chi thi|ke hoach|cong van|chuong trinh|ket luan|to trinh) "
)
_ON_PROPOSAL = re.compile(r"(theo|xet) (de nghi|don |to trinh|cong van|bao cao|bien ban|ket qua|y kien)")
# “Căn cứ …, Văn phòng ban hành Kế hoạch như sau” is a sentence of the body.
_GOES_OVER_TO_BODY = re.compile(r"\b(nhu sau|ban hanh ke hoach|xay dung ke hoach|bao cao nhu)\b")
_CONG_DIEN = re.compile(r"\bdien\s*:")
_LONGEST_PROPOSAL = 400
_LONGEST_AUTHORITY = 120
_LONGEST_RECIPIENT = 200
_INDENT_OF_RECIPIENTS = 25  # mm


def is_kinh_gui(line: DongChu) -> bool:
    """True for the line that begins with `Kính gửi`."""
    return re.match(r"kinh gui\b", line.folded) is not None


def holds_kinh_gui(block: Block) -> bool:
    """True for a block with a line `Kính gửi`, a table too."""
    return any(is_kinh_gui(line) for line in lines_in([block]))


def is_recipient(block: Block, above: DongChu) -> bool:
    """True for a recipient under Kính gửi, or an empty block: with a dash, or indented far where `above` asks for more."""
    if all(line.text.startswith(("-", "–", "+")) for line in words(block)) and not above.text.endswith("."):
        return True
    return not words(block) or _is_indented_recipient(block, above)


def _is_indented_recipient(block: Block, above: DongChu) -> bool:
    return (
        isinstance(block, Paragraph)
        and above.text.endswith((";", ":", ","))
        and max(block.left, block.left + block.first) > _INDENT_OF_RECIPIENTS
        and len(block.text) < _LONGEST_RECIPIENT
    )


def holds_can_cu(block: Block) -> bool:
    """True for a paragraph all of whose lines are căn cứ."""
    said = own_words(block)
    return bool(said) and all(is_can_cu(line) for line in said)


def is_can_cu(line: DongChu) -> bool:
    """True for `Căn cứ …` and `Theo đề nghị của …`, but not for a sentence of the body that begins so."""
    text = line.folded
    if text.endswith(":"):
        return False
    if _ON_PROPOSAL.match(text):
        return len(text) < _LONGEST_PROPOSAL
    return text.startswith("can cu ") and (text.endswith(";") or not _GOES_OVER_TO_BODY.search(text))


def is_lone_sentence(can_cu: list[DongChu], *, addressed: bool) -> bool:
    """True where the only line of căn cứ is a sentence of the body after all: it cites nothing, or Kính gửi is over it."""
    if len(can_cu) != 1 or can_cu[0].text.endswith(";"):
        return False
    return addressed or not _CITES.search(can_cu[0].folded)


def is_empty_paragraph(block: Block) -> bool:
    """True for a paragraph without words."""
    return isinstance(block, Paragraph) and not own_words(block)


def is_authority_of_decision(block: Block) -> bool:
    """True for one line in capitals, as `CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH` over the căn cứ of a decision."""
    said = own_words(block)
    if len(said) != 1 or not said[0].capitals or len(said[0].text) >= _LONGEST_AUTHORITY:
        return False
    return doc_nhan_muc(said[0].text).cap_muc not in {"mục", "phần", "chương"}


def wires(block: Block) -> bool:
    """True for `Chủ tịch Ủy ban nhân dân tỉnh điện:` (Mẫu 1.6)."""
    first = next(iter(lines_in([block])), None)
    return first is not None and _CONG_DIEN.search(first.folded) is not None


def is_dashed(block: Block) -> bool:
    """True where every line has a dash, or there is none."""
    return all(line.text.startswith(("-", "–")) for line in words(block))
