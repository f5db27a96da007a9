"""Thuật ngữ.

Trong một văn bản, một đơn vị viết một cách (“Ủy ban”, “Uỷ ban” không dùng lẫn); chữ viết tắt được giải thích ở lần dùng đầu,
không phải sau đó. Là gợi ý. Chữ viết tắt không được giải thích ở đâu cả thì không xét: nhiều chữ ai cũng hiểu.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from docgen import nghi_dinh_30 as nd30
from docgen.recognise import Dong, Tep, VanBan
from docgen.rules.chung import trich
from docgen.rules.phat_hien import PhatHien, QuyTac

QUY_TAC = {"thuat_ngu": QuyTac("goi_y", nd30.can_cu("Mục II, khoản 2, điểm a"), "một đơn vị một cách viết; chữ viết tắt được giải thích khi dùng lần đầu")}
_TONE = {"uỷ": "ủy", "Uỷ": "Ủy", "UỶ": "ỦY", "hoà": "hòa", "Hoà": "Hòa", "hoá": "hóa", "Hoá": "Hóa", "thuỷ": "thủy", "Thuỷ": "Thủy", "toà": "tòa", "Toà": "Tòa"}
_TONED = re.compile(rf"(?<!\w)(?:{'|'.join([*_TONE, *_TONE.values()])})(?!\w)")
_EXPLAINED = re.compile(r"(?:viết tắt là|gọi tắt là|gọi là)[:\s]*[“\"]?([A-ZĐ][A-ZĐ&-]{2,11})\b|[a-zà-ỹ] \(([A-ZĐ][A-ZĐ&]{2,11})\)")
_OFFICES = re.compile(
    r"\b(?:Sở|Phòng|Ban|Trung tâm|Văn phòng|Chi cục|Ủy ban|Hội đồng) (?:[A-ZĐÀ-Ỹ][\w]*|và|nhân dân|công|hành chính|nghiệp vụ|vụ|dân|học|tiếp|phục|báo)(?: (?:[A-ZĐÀ-Ỹ][\w]*|và|công|hành|chính|vụ|dân|báo|học|môi|trường|nông|nghiệp))*"
)


def kiem(tep: Tep) -> Iterator[PhatHien]:
    for van_ban in tep.van_ban:
        lines = [doan.dong for doan in van_ban.noi_dung]
        yield from _tone_marks(van_ban, lines)
        yield from _office_names(lines)
        yield from _explained_late(lines, " ".join(line.text for line in van_ban.trich_yeu))


def _tone_marks(van_ban: VanBan, lines: list[Dong]) -> Iterator[PhatHien]:
    """“Uỷ” beside “Ủy”: the rarer spelling is named, once."""
    everywhere = [*lines, *van_ban.dau.co_quan_chu_quan, *van_ban.dau.co_quan_ban_hanh, *van_ban.trich_yeu, *van_ban.can_cu]
    everywhere += [line for chu_ky in van_ban.chu_ky for line in chu_ky.quyen_han]
    seen: dict[str, Counter[str]] = {}
    for line in everywhere:
        for match in _TONED.finditer(line.text):
            new = _TONE.get(match[0], match[0])
            seen.setdefault(new.lower(), Counter())[("mới" if new == match[0] else "cũ")] += 1
    for word, counts in seen.items():
        if len(counts) < 2:
            continue
        rare = min(counts, key=lambda kind: counts[kind])
        wrong = {word if rare == "mới" else next(old for old, new in _TONE.items() if new == word)}
        where = next(line for line in everywhere if any(m[0].lower() in wrong for m in _TONED.finditer(line.text)))
        other = word if rare == "cũ" else next(old for old, new in _TONE.items() if new == word)
        yield PhatHien(
            "thuat_ngu", where.paragraph.spot, f"“{next(iter(wrong))}” lẫn với “{other}”", "một cách viết trong cả văn bản", f"viết “{other}” ở mọi chỗ", doan_van=trich(where.text)
        )  # fmt: skip


def _office_names(lines: list[Dong]) -> Iterator[PhatHien]:
    """The same name of an office in two ways of capital letters: the rarer is named, once."""
    spellings: dict[str, Counter[str]] = {}
    first: dict[str, Dong] = {}
    for line in lines:
        if line.capitals:
            continue
        for match in _OFFICES.finditer(line.text):
            spellings.setdefault(match[0].lower(), Counter())[match[0]] += 1
            first.setdefault(match[0], line)
    for counts in spellings.values():
        if len(counts) > 1:
            (usual, _), *others = counts.most_common()
            line = first[others[-1][0]]
            yield PhatHien(
                "thuat_ngu", line.paragraph.spot, f"“{others[-1][0]}” lẫn với “{usual}”", "một đơn vị một cách viết", f"viết “{usual}” ở mọi chỗ", doan_van=trich(line.text)
            )  # fmt: skip


def _explained_late(lines: list[Dong], trich_yeu: str) -> Iterator[PhatHien]:
    for index, line in enumerate(lines):
        for match in _EXPLAINED.finditer(line.text):
            short = match[1] or match[2]
            if short in trich_yeu:
                continue
            used = re.compile(rf"(?<![\w/-]){re.escape(short)}(?![\w/-])")
            early = next((before for before in lines[:index] if used.search(before.text) and not _names_it(before)), None)
            if early is not None:
                yield PhatHien(
                    "thuat_ngu", early.paragraph.spot, f"“{short}” dùng trước khi được giải thích", "giải thích ở lần dùng đầu", f"giải thích “{short}” ở đây", doan_van=trich(early.text)
                )  # fmt: skip


def _names_it(line: Dong) -> bool:
    """True where an abbreviation may stand in a heading, or in the title of a document that is cited."""
    return line.capitals or bool(re.search(r"\bsố \S*\d+/", line.text))
