"""Finds the end of a document: Nơi nhận and the signatures, in one table, in nested tables, or in paragraphs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from docgen.docx.facts import Block, Paragraph, Table
from docgen.nghi_dinh.danh_xung import HOC_HAM_HOC_VI
from docgen.recognise.lines import DongChu, columns, has_text, lines_in
from docgen.recognise.numbers import doc_nhan_muc
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
_MOST_SIGNATURE = 12  # blocks from authority to name


def is_noi_nhan(line: DongChu) -> bool:
    """True for the line that says `Nơi nhận:`, also where the first recipient stands behind it."""
    match = _NOI_NHAN.match(line.folded)
    return match is not None and (match.end() == len(line.folded) or line.folded[match.end() - 1] in ":.;")


def is_authority(line: DongChu) -> bool:
    """True for a line of authority or office over a signature."""
    text = line.folded
    if len(text.split()) > _MOST_WORDS or text.endswith((";", ":", ",")):
        return False
    if line.capitals:
        return bool(QUYEN_HAN.match(text) or _CHUC_VU.match(text))
    return bool(re.match(r"(TM|KT|TL|TUQ|Q|T/M|K/T|T/L)\b[.:]?\s?[^\W\d_]", line.text)) and len(text.split()) < 9


def closing_start(blocks: Sequence[Block]) -> int | None:
    """The index of the first block of the closing; None where there is no Nơi nhận and no signature."""
    signature = None
    for index, block in enumerate(blocks):
        parts = [part for line in lines_in([block]) for part in (columns(line) or [line])]
        near = signature is not None and index - signature < _MOST_SIGNATURE
        if any(is_noi_nhan(part) for part in parts):
            return signature if near else index
        if any(_of_body(part) for part in parts):
            signature = None  # the authority over the căn cứ of a decision, not over a signature
        elif not near:
            signature = index if _signs(block, parts) else None
    return signature


def _of_body(part: DongChu) -> bool:
    return (
        part.folded.startswith("can cu ")
        or len(part.text) > 200
        or doc_nhan_muc(part.text).cap_muc in {"điều", "mục", "khoản"}
    )


def _signs(block: Block, parts: list[DongChu]) -> bool:
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


def closing_end(blocks: Sequence[Block]) -> int:
    """How many blocks the closing takes: a table that signs, or paragraphs up to an annex or a new page."""
    seen = False
    for index, (before, block) in enumerate(itertools.pairwise(blocks), start=1):
        seen = seen or has_text(before)
        if _is_behind(block, signed=seen) or block.section != before.section or (index > 1 and _ends_page(before)):
            return index
    return len(blocks)


def _is_behind(block: Block, *, signed: bool) -> bool:
    if isinstance(block, Table):
        return signed and not _belongs(block)
    return block.page_break or _begins_another(block)


def _ends_page(block: Block) -> bool:
    return isinstance(block, Paragraph) and "\f" in block.text


def _belongs(table: Table) -> bool:
    parts = list(lines_in([table]))
    return not table.bordered and any(is_authority(part) or is_noi_nhan(part) for part in parts)


def _begins_another(paragraph: Paragraph) -> bool:
    line = DongChu(paragraph, paragraph.runs)
    begins = _BEGINS_ANOTHER.match(line.folded)
    return begins is not None and (line.capitals or line.folded.startswith(("phu luc", "mau so", "bieu mau so")))


def closing(blocks: Sequence[Block]) -> tuple[NoiNhan | None, list[ChuKy]]:
    """Nơi nhận and the signatures in the blocks of the closing."""
    parts = [part for line in lines_in(blocks) for part in _apart(line)]
    label_at = next((at for at, part in enumerate(parts) if is_noi_nhan(part)), None)
    if label_at is None:
        return None, _signed(parts)
    recipients = _recipients(parts[label_at], parts[label_at + 1 :])
    taken = {parts[label_at], *recipients}
    return NoiNhan(parts[label_at], recipients), _signed([part for part in parts if part not in taken])


def _recipients(label: DongChu, below: Sequence[DongChu]) -> list[DongChu]:
    keep_at = max((at for at, part in enumerate(below) if _KEEP.match(part.folded)), default=-1)
    found: list[DongChu] = []
    for at, part in enumerate(below):
        if _says(part) and _is_recipient(part, label, found, before_keep=at <= keep_at):
            found.append(part)
    return found


def _says(part: DongChu) -> bool:
    return not part.typed_rule and any(c.isalnum() for c in part.text)


def _signed(parts: Sequence[DongChu]) -> list[ChuKy]:
    """The signatures, column by column; a name typed under the table goes with the column that stands last in it."""
    columns: dict[tuple[int, ...], list[DongChu]] = {}
    for part in parts:
        if _says(part):
            column = part.cac_cot[:-1] or next(reversed(columns), (0,))
            columns.setdefault(column, []).append(part)
    return [signature for column in columns.values() for signature in _signatures(column)]


def _apart(line: DongChu) -> list[DongChu]:
    """The columns of a line of the closing; the tab behind a dash or a number is no column."""
    found = columns(line)
    if len(found) > 1 and found[0].text in {"-", "–", "+", "•"}:
        return (
            [DongChu(line.paragraph, line.runs, (*line.cac_cot, 0), line.x, line.width)]
            if len(found) == 2
            else [
                DongChu(line.paragraph, (*found[0].runs, *found[1].runs), found[0].cac_cot, line.x, line.width),
                *found[2:],
            ]
        )
    if len(found) == 1 and not line.cac_cot and line.raw.lstrip(" \u00a0").startswith("\t"):
        return [
            DongChu(line.paragraph, found[0].runs, (1,), line.x, line.width)
        ]  # a tab alone leads to the right column
    return found


def _is_recipient(part: DongChu, label: DongChu, recipients: list[DongChu], *, before_keep: bool) -> bool:
    if label.cac_cot[:-1]:  # in a table
        outer = len(label.cac_cot) - 1
        return len(part.cac_cot) > outer and part.cac_cot[:outer] == label.cac_cot[:outer]
    if part.text.startswith(("-", "–", "+")):
        return part.cac_cot in {(0,), ()} or part.cac_cot[-1:] == (0,)
    if part.cac_cot[-1:] == (0,) and not part.capitals and before_keep:
        return True  # between the label and “Lưu”
    goes_on = bool(recipients) and part.cac_cot[-1:] == (0,) and part.paragraph.align in {"left", "both"}
    return goes_on and not part.capitals and part.paragraph.left < 60 and not recipients[-1].text.endswith((".", ";"))


def _signatures(lines: list[DongChu]) -> list[ChuKy]:
    """Each name ends a signature; the lines over it that can be authority or office are its own."""
    found, above = [], list[DongChu]()
    for line in lines:
        if _REMARK.fullmatch(line.folded):
            continue
        if _names(line, above):
            found.append(ChuKy(above, line))
            above = []
        elif line.capitals or is_authority(line) or not above or _asks_for_office(above):
            above.append(line)
    unnamed = [ChuKy(above)] if any(is_authority(line) or line.capitals for line in above) else []
    return [*found, *unnamed]


def _asks_for_office(above: list[DongChu]) -> bool:
    """`KT. CHỦ TỊCH` has the signer's own office under it, in whatever letters."""
    return len(above) == 1 and QUYEN_HAN.match(above[0].folded) is not None


def _names(line: DongChu, above: list[DongChu]) -> bool:
    """True for the name under these lines of authority and office."""
    if not above or is_authority(line):
        return False
    words = line.text.split()
    if line.capitals:
        office = _CHUC_VU.match(line.folded) or QUYEN_HAN.match(line.folded)
        return 2 <= len(words) <= 5 and not office and _has_room(line, above[-1])
    name = _LIKE_A_NAME.fullmatch(line.text)
    return name is not None and all(word[0].isupper() for word in name["name"].split())


def _has_room(line: DongChu, above: DongChu) -> bool:
    """A name in capitals is told from an office by the room to sign above it."""
    return line.paragraph.spot.number - above.paragraph.spot.number > 1 or line.paragraph.before > 30
