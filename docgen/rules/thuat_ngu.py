"""Thuật ngữ.

Trong một văn bản, một đơn vị viết một cách (“Ủy ban”, “Uỷ ban” không dùng lẫn); chữ viết tắt được giải thích ở lần dùng đầu,
không phải sau đó. Là gợi ý. Chữ viết tắt thông dụng (UBND, HĐND …) và chữ có trong chu_viet_tat của data/co_quan.yaml thì không xét.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator

from docgen.recognise import DongChu, Tep, VanBan
from docgen.recognise.lines import lines_in
from docgen.rules.phat_hien import PhatHien, QuyTac

THUAT_NGU = QuyTac(
    "thuat_ngu",
    "goi_y",
    "",
    "một đơn vị một cách viết; chữ viết tắt được giải thích khi dùng lần đầu",
)
QUY_TAC = (THUAT_NGU,)
_TONE = {"uỷ": "ủy", "Uỷ": "Ủy", "UỶ": "ỦY"}
_TONED = re.compile(r"(?<!\w)(?:[uU]ỷ|[ủỦ]y|UỶ|ỦY)(?= (?i:ban|viên))")
_EXPLAINED = re.compile(
    r"(?:viết tắt là|gọi tắt là|gọi là)[:\s]*[“\"]?([A-ZĐ][A-ZĐ&-]{2,11})\b|[a-zà-ỹ] \(([A-ZĐ][A-ZĐ&]{2,11})\)"
)
_OFFICES = re.compile(
    r"\b(?:Sở|Phòng|Ban|Trung tâm|Văn phòng|Chi cục|Ủy ban|Hội đồng) (?:[A-ZĐÀ-Ỹ][\w]*|và|nhân dân|công|hành chính|nghiệp vụ|vụ|dân|học|tiếp|phục|báo)(?: (?:[A-ZĐÀ-Ỹ][\w]*|và|công|hành|chính|vụ|dân|báo|học|môi|trường|nông|nghiệp))*"
)

_SHORT = re.compile(r"(?<![\w/.&-])([A-ZĐ]{2,9})(?![\w/&-])")
# What every reader in an office knows, and names of things that have no other.
_KNOWN = frozenset(
    [
        "UBND",
        "HĐND",
        "MTTQ",
        "TTHC",
        "CCHC",
        "CNTT",
        "VT",
        "QĐ",
        "NĐ",
        "CP",
        "TTg",
        "NQ",
        "KH",
        "BC",
        "CT",
        "TW",
        "TU",
        "VP",
        "THPT",
        "THCS",
        "BHYT",
        "BHXH",
        "PCCC",
        "GDĐT",
        "KTXH",
        "QPAN",
        "TAND",
        "VKSND",
        "CBCCVC",
        "CCVC",
        "CCVCNLĐ",
        "NLĐ",
        "DVC",
        "DVCTT",
        "ĐT",
        "GPMB",
        "KCN",
        "KT",
        "XH",
        "AI",
        "IT",
        "USB",
        "PDF",
        "VNPT",
        "QR",
        "SMS",
        "WTO",
        "ASEAN",
        "UNDP",
        "ISO",
        "TP",
        "HCM",
        "HĐQT",
        "ODA",
        "FDI",
        "GRDP",
        "GDP",
        "PCI",
        "PAPI",
        "PAR",
        "SIPAS",
        "DDCI",
        "OCOP",
        "NTM",
        "HTX",
        "ATTP",
        "ANTT",
        "TNGT",
        "PCTN",
        "CSDL",
        "KPI",
        "TCVN",
        "QCVN",
        "BCĐ",
        "KB",
        "HS",
        "GV",
        "STT",
        "ĐVT",
        "PL",
        "TT",
        "II",
        "III",
        "IV",
        "VI",
        "VII",
        "VIII",
        "IX",
        "XI",
        "XII",
        "XIII",
        "XIV",
        "XV",
        "XVI",
    ]
)


def kiem_tra(tep: Tep, chu_viet_tat: Collection[str] = ()) -> Iterator[PhatHien]:
    yield from _tone_marks(tep)
    for van_ban in tep.van_ban:
        lines = [doan.dong_chu for doan in van_ban.noi_dung]
        yield from _office_names(lines)
        yield from _explained_late(lines, " ".join(line.text for line in van_ban.trich_yeu))
        yield from _never_explained(van_ban, lines, _KNOWN.union(chu_viet_tat))


def _tone_marks(tep: Tep) -> Iterator[PhatHien]:
    """“Uỷ” beside “Ủy”: the rarer spelling is named, once."""
    everywhere = list(lines_in(tep.facts.blocks))
    found: dict[bool, list[DongChu]] = {True: [], False: []}
    for line in everywhere:
        for match in _TONED.finditer(line.text):
            found[match[0] in _TONE].append(line)
    old, new = found[True], found[False]
    if old and new:
        rare, usual = ("Uỷ", "Ủy") if len(old) <= len(new) else ("Ủy", "Uỷ")
        where = (old if rare == "Uỷ" else new)[0]
        yield THUAT_NGU.phat_hien(
            where, f"“{rare}” lẫn với “{usual}”", "một cách viết trong cả văn bản", f"viết “{usual}” ở mọi chỗ"
        )


def _office_names(lines: list[DongChu]) -> Iterator[PhatHien]:
    """The same name of an office in two ways of capital letters: the rarer is named, once."""
    spellings: dict[str, Counter[str]] = {}
    first: dict[str, DongChu] = {}
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
            yield THUAT_NGU.phat_hien(
                line, f"“{others[-1][0]}” lẫn với “{usual}”", "một đơn vị một cách viết", f"viết “{usual}” ở mọi chỗ"
            )


def _explained_late(lines: list[DongChu], trich_yeu: str) -> Iterator[PhatHien]:
    first_use: dict[str, DongChu] = {}
    for line in lines:
        for match in _EXPLAINED.finditer(line.text):
            short = match[1] or match[2]
            early = first_use.get(short)
            if early is not None and short not in trich_yeu:
                yield THUAT_NGU.phat_hien(
                    early,
                    f"“{short}” dùng trước khi được giải thích",
                    "giải thích ở lần dùng đầu",
                    f"giải thích “{short}” ở đây",
                )
        if not _names_it(line):
            for short in _SHORT.findall(line.text):
                first_use.setdefault(short, line)


def _names_it(line: DongChu) -> bool:
    """True where an abbreviation may stand in a heading, or in the title of a document that is cited."""
    return line.capitals or bool(re.search(r"\bsố \S*[0-9]+/", line.text))


def _never_explained(van_ban: VanBan, lines: list[DongChu], known: frozenset[str]) -> Iterator[PhatHien]:
    """Abbreviations used again and again that nothing explains: one finding that names them all."""
    text = [line for line in lines if not line.capitals]
    counts: Counter[str] = Counter(short for line in text for short in _SHORT.findall(_outside_symbols(line.text)))
    whole = f"{van_ban.chu_noi_dung} {' '.join(line.text for line in van_ban.trich_yeu)}"
    unknown = [
        short
        for short, count in counts.items()
        if count > 1
        and short not in known
        and not re.search(rf"\({re.escape(short)}\)|(?:là|tắt:?)\s*[“\"]?{re.escape(short)}\b", whole)
    ]
    if unknown:
        first = next(line for line in text if unknown[0] in line.text)
        yield THUAT_NGU.phat_hien(
            first,
            f"chữ viết tắt không được giải thích: {', '.join(unknown)}",
            "giải thích ở lần dùng đầu",
            f"viết đủ ở lần đầu, ví dụ “… (sau đây viết tắt là {unknown[0]})”",
        )


def _outside_symbols(text: str) -> str:
    """The text without the numbers and symbols of documents: `12/KH-UBND`."""
    return re.sub(r"\S*/\S*", " ", text)
