"""Finds the end of a document: Nơi nhận and the signatures, in one table, in nested tables, or in paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docgen.docx.facts import Block, Paragraph, Table
from docgen.nghi_dinh.danh_xung import HOC_HAM_HOC_VI
from docgen.recognise.lines import Dong, columns, has_text, lines_in
from docgen.recognise.numbers import nhan
from docgen.recognise.parts import ChuKy, NoiNhan

_NOI_NHAN = re.compile(r"noi nhan\b\s*[:.;]?")
# Authority before the office of the signer, rightly written or not: TM. KT. TL. TUQ. Q., T/M, K/T, TM …
QUYEN_HAN = re.compile(r"(tm|kt|tl|tuq|q)\s*[.:]\s*\S|(t/m|k/t|t/l|t\.m|k\.t|t\.l|t\.u\.q)\b|(tm|kt|tl|tuq)\s+\S")
_CHUC_VU = re.compile(
    r"(pho )?(quyen )?(chu tich|giam doc|chanh van phong|truong (ban|phong|khoa|cong an|doan|thon)|hieu truong|cuc truong|vu truong"
    r"|chi cuc truong|tong giam doc|vien truong|bi thu|bo truong|thu truong|thu tuong|chanh thanh tra|thu ky|chu toa|chu tri|to truong"
    r"|tong cuc truong|vien kiem sat|chanh an|ke toan|dai dien|nguoi )"
)
# Before a name: academic titles, which may not stand there, and ranks of the armed forces, which may (Mục II, khoản 7, điểm c).
_BEFORE_A_NAME = (
    rf"(?:(?:{HOC_HAM_HOC_VI}|Ông|Bà"
    r"|(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy))\b[.,\s/-]*)*"
)
_LIKE_A_NAME = re.compile(_BEFORE_A_NAME + r"(?P<name>[^\W\d_][\w'’]*(?:[ -][^\W\d_][\w'’]*){1,6})")
# What begins a text of its own behind the signature.
_BEGINS_ANOTHER = re.compile(
    r"phu luc\b|(bieu )?mau so\b|(danh sach|danh muc|quy che|quy dinh|noi quy|dieu le|de an|ke hoach|phuong an)\b"
)
_KEEP = re.compile(r"\W*luu\b")
_REMARK = re.compile(r"\(.*\)|\(?(da ky|ky ten|chu ky|ky, ghi ro ho ten|ky va ghi ro ho ten).*")
_MOST_WORDS = 14


def is_noi_nhan(line: Dong) -> bool:
    """True for the line that says `Nơi nhận:`, also where the first recipient stands behind it."""
    match = _NOI_NHAN.match(line.folded)
    return match is not None and (match.end() == len(line.folded) or line.folded[match.end() - 1] in ":.;")


def is_authority(line: Dong) -> bool:
    """True for a line of authority or office over a signature."""
    text = line.folded
    if len(text.split()) > _MOST_WORDS or text.endswith((";", ":", ",")):
        return False
    if line.capitals:
        return bool(QUYEN_HAN.match(text) or _CHUC_VU.match(text))
    return bool(re.match(r"(TM|KT|TL|TUQ|Q|T/M|K/T|T/L)\b[.:]?\s?[^\W\d_]", line.text)) and len(text.split()) < 9


def closing_start(blocks: Sequence[Block], start: int) -> int | None:
    """The index of the first block of the closing; None where there is no Nơi nhận and no signature."""
    signature = None
    for index in range(start, len(blocks)):
        block = blocks[index]
        parts = [part for line in lines_in([block]) for part in (columns(line) or [line])]
        if any(is_noi_nhan(part) for part in parts):
            return signature if signature is not None and index - signature < 12 else index
        if any(_of_body(part) for part in parts):
            signature = None  # the authority over the căn cứ of a decision, not over a signature
        elif signature is None or index - signature >= 12:
            signature = index if _signs(block, parts) else None
    return signature


def _of_body(part: Dong) -> bool:
    return part.folded.startswith("can cu ") or len(part.text) > 200 or nhan(part.text).cap in {"điều", "mục", "khoản"}


def _signs(block: Block, parts: list[Dong]) -> bool:
    if isinstance(block, Table):
        return (
            not block.bordered
            and len(block.rows) < 8
            and any(is_authority(part) and part.any("bold") for part in parts)
        )
    return (
        any(is_authority(part) and (part.any("bold") or QUYEN_HAN.match(part.folded)) for part in parts[:2])
        and len(parts) < 4
    )


def closing_end(blocks: Sequence[Block], start: int) -> int:
    """The index behind the last block of the closing: a table that signs, or paragraphs up to an annex or a new page."""
    index, seen = start, False
    while index < len(blocks):
        block = blocks[index]
        if isinstance(block, Table) and index > start and seen and not _belongs(block):
            return index
        if isinstance(block, Paragraph) and index > start and (block.page_break or _ends(block)):
            return index
        seen = seen or has_text(block)
        index += 1
        if isinstance(block, Paragraph) and "\f" in block.text and index > start + 1:
            return index
        if index < len(blocks) and _section(blocks[index]) != _section(block):
            return index
    return index


def _belongs(table: Table) -> bool:
    parts = list(lines_in([table]))
    return not table.bordered and any(is_authority(part) or is_noi_nhan(part) for part in parts)


def _ends(paragraph: Paragraph) -> bool:
    line = Dong(paragraph, paragraph.runs)
    begins = _BEGINS_ANOTHER.match(line.folded)
    return begins is not None and (line.capitals or line.folded.startswith(("phu luc", "mau so", "bieu mau so")))


def _section(block: Block) -> int:
    return block.section


def closing(blocks: Sequence[Block]) -> tuple[NoiNhan | None, list[ChuKy]]:
    """Nơi nhận and the signatures in the blocks of the closing."""
    parts = [part for line in lines_in(blocks) for part in _apart(line)]
    label_at = next((at for at, part in enumerate(parts) if is_noi_nhan(part)), len(parts))
    keep_at = max((at for at, part in enumerate(parts) if _KEEP.match(part.folded)), default=-1)
    label = parts[label_at] if label_at < len(parts) else None
    recipients: list[Dong] = []
    signing: dict[tuple[int, ...], list[Dong]] = {}
    for at, part in enumerate(parts):
        if part is label or part.typed_rule or not any(c.isalnum() for c in part.text):
            continue
        if label is not None and at > label_at and _is_recipient(part, label, recipients, before_keep=at <= keep_at):
            recipients.append(part)
        else:
            # A name typed under the table goes with the column that stands last in it.
            column = part.cot[:-1] or next(reversed(signing), (0,))
            signing.setdefault(column, []).append(part)
    noi_nhan = NoiNhan(label, recipients) if label is not None else None
    return noi_nhan, [signature for lines in signing.values() for signature in _signatures(lines)]


def _apart(line: Dong) -> list[Dong]:
    """The columns of a line of the closing; the tab behind a dash or a number is no column."""
    found = columns(line)
    if len(found) > 1 and found[0].text in {"-", "–", "+", "•"}:
        return (
            [Dong(line.paragraph, line.runs, (*line.cot, 0), line.x, line.width)]
            if len(found) == 2
            else [Dong(line.paragraph, (*found[0].runs, *found[1].runs), found[0].cot, line.x, line.width), *found[2:]]
        )
    if len(found) == 1 and not line.cot and line.raw.lstrip(" \u00a0").startswith("\t"):
        return [Dong(line.paragraph, found[0].runs, (1,), line.x, line.width)]  # a tab alone leads to the right column
    return found


def _is_recipient(part: Dong, label: Dong, recipients: list[Dong], *, before_keep: bool) -> bool:
    if label.cot[:-1]:  # in a table
        outer = len(label.cot) - 1
        return len(part.cot) > outer and part.cot[:outer] == label.cot[:outer]
    if part.text.startswith(("-", "–", "+")):
        return part.cot in {(0,), ()} or part.cot[-1:] == (0,)
    if part.cot[-1:] == (0,) and not part.capitals and before_keep:
        return True  # between the label and “Lưu”
    goes_on = bool(recipients) and part.cot[-1:] == (0,) and part.paragraph.align in {"left", "both"}
    return goes_on and not part.capitals and part.paragraph.left < 60 and not recipients[-1].text.endswith((".", ";"))


def _signatures(lines: list[Dong]) -> list[ChuKy]:
    found: list[ChuKy] = []
    current = ChuKy()
    for line in lines:
        if _REMARK.fullmatch(line.folded):
            continue
        if _names(line, current):
            current.ho_ten = line
            found.append(current)
            current = ChuKy()
        elif line.capitals or is_authority(line) or not current.quyen_han or _asks_for_office(current):
            current.quyen_han.append(line)
    if current.quyen_han and any(is_authority(line) or line.capitals for line in current.quyen_han):
        found.append(current)
    return [
        signature
        for signature in found
        if signature.ho_ten is not None or any(is_authority(line) or line.capitals for line in signature.quyen_han)
    ]


def _asks_for_office(current: ChuKy) -> bool:
    """`KT. CHỦ TỊCH` has the signer's own office under it, in whatever letters."""
    return bool(QUYEN_HAN.match(current.quyen_han[-1].folded)) and len(current.quyen_han) == 1


def _names(line: Dong, current: ChuKy) -> bool:
    if not current.quyen_han or is_authority(line):
        return False
    words = line.text.split()
    if line.capitals:
        return (
            2 <= len(words) <= 5
            and not _CHUC_VU.match(line.folded)
            and not QUYEN_HAN.match(line.folded)
            and _apart_from(line, current)
        )
    name = _LIKE_A_NAME.fullmatch(line.text)
    return name is not None and all(word[0].isupper() for word in name["name"].split())


def _apart_from(line: Dong, current: ChuKy) -> bool:
    """A name in capitals is told from an office by the room to sign above it."""
    above = current.quyen_han[-1].paragraph
    return line.paragraph.spot.number - above.spot.number > 1 or line.paragraph.before > 30
