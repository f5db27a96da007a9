"""Finds the letterhead: tables of one to four rows, lines joined by breaks in a paragraph, or columns made by tabs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from docgen.docx.facts import Block, Stroke, paragraphs
from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.vietnamese import without_accents
from docgen.recognise.lines import Dong, columns, is_capitals, lines_in
from docgen.recognise.parts import DauVanBan

_QUOC_HIEU = without_accents(nd30.LOI_QUOC_HIEU).lower()
_TIEU_NGU = "doc lap tu do hanh phuc"
_ALIKE = 0.82
_SO = re.compile(r"(so\s*[:.;]|so\s+\S*/|so$|so\s*[.…_ ]+/)")
_NGAY_THANG = re.compile(r"\bngay\b")
_V_V = re.compile(r"v\s*/\s*v\b")
_DANG = "dang cong san viet nam"
_STAMPS = re.compile(
    r"(du thao|hoa toc|thuong khan|khan|mat|toi mat|tuyet mat|luu hanh noi bo|xem xong tra lai|ban sao)\b.{0,20}$"
)
# Words that begin the name of an office, and those that can only go on with a name begun in the line above.
_OFFICE = re.compile(
    r"(ubnd|uy ban|hdnd|hoi dong|van phong|so|bo|ban|phong|trung tam|truong|chi cuc|cuc|tong cuc|vien|benh vien|cong an|thanh tra"
    r"|doan|dang uy|huyen uy|tinh uy|thanh uy|hoi|lien doan|kho bac|chi nhanh|cong ty|tong cong ty|dai hoc|hoc vien|to|bao|dai|mat tran"
    r"|chu tich|giam doc|bo truong|thu tuong|chinh phu|quoc hoi|tap doan|ngan hang|toa an|vien kiem sat|bao hiem)\b"
)
_GOES_ON = re.compile(
    r"(tinh|huyen|xa|phuong|thi tran|thanh pho|tp|quan|thi xa|khu vuc|va|dac khu|dan toc|nhan dan|viet nam)\b"
)
_WHOLE_SUPERIOR = re.compile(r"(ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan)$")


_SHORTEST_QUOC_HIEU, _LONGEST_QUOC_HIEU = 13, 120  # characters, signs and blanks around it included


def is_quoc_hieu(line: Dong) -> bool:
    """True for a line meant as Quốc hiệu, spelt rightly or nearly so, or its first half where it is broken in two."""
    if not _SHORTEST_QUOC_HIEU <= len(line.raw) <= _LONGEST_QUOC_HIEU:
        return False  # nearly all lines of a document go this way
    text = _letters(line.folded)
    return _alike(text, _QUOC_HIEU) or (12 < len(text) < 45 and _QUOC_HIEU.startswith(text))


def begins_document(block: Block) -> bool:
    """True for the block of a letterhead that holds Quốc hiệu."""
    whole = (line for line in lines_in([block]) if _SHORTEST_QUOC_HIEU <= len(line.raw) < 200)
    return any(is_quoc_hieu(part) for line in whole for part in columns(line))


def letterhead(blocks: Sequence[Block]) -> DauVanBan:
    """The components in the blocks that stand before the title; what is not recognised stays empty."""
    return _Letterhead(blocks).found


class _Letterhead:
    """Takes the lines of a letterhead apart."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.found = DauVanBan()
        self._parts = [part for line in lines_in(blocks) for part in (columns(line) or [line]) if part.text]
        self._others: list[Dong] = []
        for part in self._parts:
            self._sort(part)
        self._take_boxed_subject(blocks)
        self._take_office()
        self._take_strokes(blocks)

    def _sort(self, part: Dong) -> None:
        found, text = self.found, part.folded
        if (found.kinh_gui or text.startswith("kinh gui")) and not _is_date(text):
            found.kinh_gui.append(part)
            return
        goes_on = found.trich_yeu_cong_van and part.cot == found.trich_yeu_cong_van[-1].cot
        if goes_on and not (part.typed_rule or _is_date(text) or _STAMPS.fullmatch(text)):
            found.trich_yeu_cong_van.append(part)
            return
        if part.typed_rule:
            found.ke_gach_go.append(part)
        elif _alike(_letters(text), _DANG):
            found.dang = True
        elif (not found.quoc_hieu and is_quoc_hieu(part)) or (
            len(found.quoc_hieu) == 1 and not found.tieu_ngu and _second_half(found.quoc_hieu[0], part)
        ):
            found.quoc_hieu.append(part)
        elif found.tieu_ngu is None and _alike(re.sub(r"\s+", " ", _letters(text)), _TIEU_NGU):
            found.tieu_ngu = part
        elif found.so_ky_hieu is None and _SO.match(text):
            found.so_ky_hieu = part
        elif found.dia_danh_ngay is None and _is_date(text):
            found.dia_danh_ngay = part
        elif not found.trich_yeu_cong_van and _begins_v_v(text, after_number=found.so_ky_hieu is not None):
            found.trich_yeu_cong_van.append(part)
        elif not _STAMPS.fullmatch(text):
            self._others.append(part)

    def _take_boxed_subject(self, blocks: Sequence[Block]) -> None:
        """`V/v …` in a text box beside the letterhead."""
        boxed = [Dong(box, box.runs) for paragraph in paragraphs(tuple(blocks)) for box in paragraph.boxes]
        if not self.found.trich_yeu_cong_van and any(_V_V.match(line.folded) for line in boxed):
            self.found.trich_yeu_cong_van = [line for line in boxed if line.text]

    def _take_office(self) -> None:
        right = {
            part.cot for part in (*self.found.quoc_hieu, self.found.tieu_ngu) if part is not None and part.cot[:-1]
        }
        so = self.found.so_ky_hieu
        names = []
        so_at = next((at for at, part in enumerate(self._parts) if part is so), 0)
        position = {id(part): at for at, part in enumerate(self._parts)}
        for part in self._others:
            if part.cot in right or len(part.text) > 120 or part.text.startswith("("):
                continue
            before = so is None or so.cot in right or position[id(part)] < so_at
            beside = so is None or so.cot in right or part.cot[:1] == so.cot[:1]
            if before and beside and any(c.isalpha() for c in part.text):
                names.append(part)
        self.found.co_quan_chu_quan, self.found.co_quan_ban_hanh = split_office(names)

    def _take_strokes(self, blocks: Sequence[Block]) -> None:
        """Gives each drawn line to the column in which it is seen; its own cell, unless its offset leads to the other."""
        middle = self._middle()
        for line_x, stroke in _strokes(blocks):
            centre = line_x + (stroke.x if stroke.x is not None else 0) + stroke.length / 2
            (self.found.ke_tieu_ngu if centre > middle else self.found.ke_co_quan).append(stroke)

    def _middle(self) -> float:
        right = self.found.tieu_ngu or next(iter(self.found.quoc_hieu), None)
        if right is not None and right.cot[:-1]:
            return right.x
        return 75  # mm: letterheads without a table divide the width of the text about here


def _strokes(blocks: Sequence[Block]) -> list[tuple[float, Stroke]]:
    """The drawn lines with the x of the cell that they are anchored in; one without an offset stands in its middle."""
    seen, found = set(), []
    for line in lines_in(blocks):
        if line.paragraph.spot in seen:
            continue
        seen.add(line.paragraph.spot)
        for stroke in line.paragraph.strokes:
            middle = max(0.0, line.width - stroke.length) / 2 if stroke.x is None and line.cot else 0
            found.append((line.x + middle, stroke))
    return found


def _begins_v_v(text: str, *, after_number: bool) -> bool:
    return _V_V.match(text) is not None or (after_number and text.startswith("ve viec "))


def split_office(names: list[Dong]) -> tuple[list[Dong], list[Dong]]:
    """The lines of names in the left column → those of the superior office, those of the issuing one."""
    if len(names) < 2:
        return [], names
    starts = [i for i in range(1, len(names)) if _begins_name(names[i - 1], names[i])]
    if not starts:
        return [], names
    weights = [line.all("bold") for line in names]
    turning = [i for i in starts if weights[i] and not weights[i - 1]]
    at = turning[-1] if turning else starts[-1]
    return names[:at], names[at:]


def _begins_name(above: Dong, line: Dong) -> bool:
    """True where `line` begins the name of another office than the one that `above` ends."""
    if (
        not above.all("bold")
        and line.all("bold")
        and not (_GOES_ON.match(line.folded) and _WHOLE_SUPERIOR.search(above.folded))
    ):
        return True
    if _GOES_ON.match(line.folded) or _WHOLE_SUPERIOR.search(above.folded):
        return False
    return bool(_OFFICE.match(line.folded)) and bool(_OFFICE.match(above.folded))


def _second_half(first: Dong, part: Dong) -> bool:
    joined = _letters(f"{first.folded} {part.folded}")
    return len(_letters(first.folded)) < len(_QUOC_HIEU) - 3 and _alike(joined, _QUOC_HIEU) and is_capitals(part.text)


def _is_date(text: str) -> bool:
    if len(text) > 90 or text.startswith(("(", "can cu", "v/v", "kem theo")):
        return False
    return bool(_NGAY_THANG.search(text)) and ("thang" in text or "nam" in text or bool(re.search(r"\d+/", text)))


def _letters(text: str) -> str:
    return " ".join(re.sub(r"[^a-z]+", " ", text).split())


def _alike(text: str, model: str) -> bool:
    if abs(len(text) - len(model)) > 8:
        return False
    matcher = SequenceMatcher(None, text, model)
    # Two upper bounds that cost little come first.
    return all(ratio() >= _ALIKE for ratio in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio))
