"""Finds the letterhead: tables of one to four rows, lines joined by breaks in a paragraph, or columns made by tabs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from docgen.docx.facts import Block, Spot, Stroke, paragraphs
from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.vietnamese import without_accents
from docgen.recognise.lines import DongChu, columns, is_capitals, lines_in
from docgen.recognise.parts import DauVanBan

_QUOC_HIEU = without_accents(nd30.LOI_QUOC_HIEU).lower()
_TIEU_NGU = "doc lap tu do hanh phuc"
_ALIKE = 0.82
_LONGEST_NAME = 120  # of an office, a line of it
_SO = re.compile(r"(so\s*[:.;]|so\s+\S*/|so$|so\s*[.…_ ]+/)")
_NGAY_THANG = re.compile(r"\bngay\b")
_V_V = re.compile(r"v\s*/\s*v\b")
_DANG_CONG_SAN = "dang cong san viet nam"
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


def is_quoc_hieu(line: DongChu) -> bool:
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
    parts = [part for line in lines_in(blocks) for part in (columns(line) or [line]) if part.text]
    found = _sorted(parts)
    chu_quan, ban_hanh = split_office(_names(parts, found))
    middle, strokes = _middle(found), _strokes(blocks)
    return DauVanBan(
        quoc_hieu=found["quoc_hieu"],
        tieu_ngu=_only(found["tieu_ngu"]),
        co_quan_chu_quan=chu_quan,
        co_quan_ban_hanh=ban_hanh,
        so_ky_hieu=_only(found["so_ky_hieu"]),
        dia_danh_ngay=_only(found["dia_danh_ngay"]),
        trich_yeu_cong_van=found["trich_yeu"] or _boxed_subject(blocks),
        kinh_gui=found["kinh_gui"],
        ke_tieu_ngu=[stroke for centre, stroke in strokes if centre > middle],
        ke_co_quan=[stroke for centre, stroke in strokes if centre <= middle],
        ke_gach_go=found["ke_gach_go"],
        cua_dang=bool(found["dang"]),
    )


_Found = dict[str, list[DongChu]]


def _only(found: list[DongChu]) -> DongChu | None:
    return found[0] if found else None


def _sorted(parts: Sequence[DongChu]) -> _Found:
    """The lines of a letterhead by what they are; those that are nothing else in `other`."""
    found: _Found = {kind: [] for kind, _ in _KINDS}
    for part in parts:
        kind = next(kind for kind, is_it in _KINDS if is_it(part, found))
        found[kind].append(part)
    return found


def _is_kinh_gui(part: DongChu, found: _Found) -> bool:
    return bool(found["kinh_gui"] or part.folded.startswith("kinh gui")) and not _is_date(part.folded)


def _goes_on_subject(part: DongChu, found: _Found) -> bool:
    if not found["trich_yeu"] or part.cac_cot != found["trich_yeu"][-1].cac_cot:
        return False
    return not (part.typed_rule or _is_date(part.folded) or _STAMPS.fullmatch(part.folded))


def _goes_on_quoc_hieu(part: DongChu, found: _Found) -> bool:
    return len(found["quoc_hieu"]) == 1 and not found["tieu_ngu"] and _second_half(found["quoc_hieu"][0], part)


def _begins_subject(part: DongChu, found: _Found) -> bool:
    """`V/v …`; `Về việc …` only under the number."""
    called = _V_V.match(part.folded) is not None or (found["so_ky_hieu"] and part.folded.startswith("ve viec "))
    return not found["trich_yeu"] and bool(called)


# What a line of a letterhead can be: the first that fits, seen what was found above it.
_KINDS: tuple[tuple[str, Callable[[DongChu, _Found], bool]], ...] = (
    ("kinh_gui", _is_kinh_gui),
    ("trich_yeu", _goes_on_subject),
    ("ke_gach_go", lambda part, _: part.typed_rule),
    ("dang", lambda part, _: _alike(_letters(part.folded), _DANG_CONG_SAN)),
    ("quoc_hieu", lambda part, found: not found["quoc_hieu"] and is_quoc_hieu(part)),
    ("quoc_hieu", _goes_on_quoc_hieu),
    ("tieu_ngu", lambda part, found: not found["tieu_ngu"] and _alike(_letters(part.folded), _TIEU_NGU)),
    ("so_ky_hieu", lambda part, found: not found["so_ky_hieu"] and _SO.match(part.folded) is not None),
    ("dia_danh_ngay", lambda part, found: not found["dia_danh_ngay"] and _is_date(part.folded)),
    ("trich_yeu", _begins_subject),
    ("stamp", lambda part, _: _STAMPS.fullmatch(part.folded) is not None),
    ("other", lambda *_: True),
)


def _boxed_subject(blocks: Sequence[Block]) -> list[DongChu]:
    """`V/v …` in a text box beside the letterhead."""
    boxed = [DongChu(box, box.runs) for paragraph in paragraphs(tuple(blocks)) for box in paragraph.boxes]
    return [line for line in boxed if line.text] if any(_V_V.match(line.folded) for line in boxed) else []


def _names(parts: Sequence[DongChu], found: _Found) -> list[DongChu]:
    """The lines of the names of offices: what else stands on the left, above the number where that is there too."""
    right = {part.cac_cot for part in (*found["quoc_hieu"], *found["tieu_ngu"]) if part.cac_cot[:-1]}
    so = _only(found["so_ky_hieu"])
    where = parts
    if so is not None and so.cac_cot not in right:
        where = [part for part in parts[: parts.index(so)] if part.cac_cot[:1] == so.cac_cot[:1]]
    others = set(found["other"])
    return [part for part in where if part in others and part.cac_cot not in right and _like_a_name(part.text)]


def _like_a_name(text: str) -> bool:
    return len(text) <= _LONGEST_NAME and not text.startswith("(") and any(c.isalpha() for c in text)


def _middle(found: _Found) -> float:
    """Where the right column begins, mm; letterheads without a table divide the width of the text about at 75."""
    right = next(iter((*found["tieu_ngu"], *found["quoc_hieu"])), None)
    return right.x if right is not None and right.cac_cot[:-1] else 75


def _strokes(blocks: Sequence[Block]) -> list[tuple[float, Stroke]]:
    """The drawn lines with the x of their middle, as seen: their offset may lead out of their cell.

    One without an offset stands in the middle of its cell.
    """
    anchors: dict[Spot, DongChu] = {}
    for line in lines_in(blocks):
        anchors.setdefault(line.paragraph.spot, line)
    found = []
    for line in anchors.values():
        for stroke in line.paragraph.strokes:
            middle = max(0.0, line.width - stroke.length) / 2 if stroke.x is None and line.cac_cot else 0
            found.append((line.x + middle + (stroke.x or 0) + stroke.length / 2, stroke))
    return found


def split_office(names: list[DongChu]) -> tuple[list[DongChu], list[DongChu]]:
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


def _begins_name(above: DongChu, line: DongChu) -> bool:
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


def _second_half(first: DongChu, part: DongChu) -> bool:
    joined = _letters(f"{first.folded} {part.folded}")
    return len(_letters(first.folded)) < len(_QUOC_HIEU) - 3 and _alike(joined, _QUOC_HIEU) and is_capitals(part.text)


def _is_date(text: str) -> bool:
    if len(text) > 90 or text.startswith(("(", "can cu", "v/v", "kem theo")):
        return False
    return bool(_NGAY_THANG.search(text)) and ("thang" in text or "nam" in text or bool(re.search(r"[0-9]+/", text)))


def _letters(text: str) -> str:
    return " ".join(re.sub(r"[^a-z]+", " ", text).split())


def _alike(text: str, model: str) -> bool:
    if abs(len(text) - len(model)) > 8:
        return False
    matcher = SequenceMatcher(None, text, model)
    # Two upper bounds that cost little come first.
    return all(ratio() >= _ALIKE for ratio in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio))
