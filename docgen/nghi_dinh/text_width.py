"""How wide a line of bold Times New Roman is, without the font at hand.

The drawn lines under Tiêu ngữ, agency and trích yếu are as long as, or a part of, the text above them; all three
are bold, so bold is all that is measured. Light capitals are narrower, so what fits in bold fits in light too. Widths are those of Liberation Serif Bold, which is made to have the metrics
of Times New Roman Bold; a test holds them against the font where it is installed.
"""

from __future__ import annotations

import re
import unicodedata

_UNITS_PER_EM = 2048
_MM_PER_POINT = 25.4 / 72
# Advance width → the characters that have it. Letters with accents have the width of the bare letter.
_BOLD = {
    451: "|",
    512: " ,.\u00a0",
    569: "'/\\il",
    682: "!()-:;[]`fjt‘’",
    797: "Is",
    807: "{}",
    819: "°",
    909: "cerz",
    1024: "#$*0123456789?J_agovxy§–“”",
    1065: "~",
    1134: "ơ",
    1137: '"',
    1139: "Sbdhknpquđ",
    1167: "+<=>×",
    1190: "^",
    1229: "ư",
    1251: "FP",
    1366: "BELTZ",
    1479: "ACDNRUVXYwĐ",
    1593: "GHKOQƠ",
    1630: "Ư",
    1706: "&m",
    1905: "@",
    1933: "M",
    2048: "%W—…",
}
_BOLD_WIDTH = {character: width for width, characters in _BOLD.items() for character in characters}
_UNKNOWN = 1024  # a middling width for what no Vietnamese text holds
_HORN = "\u031b"
# What a reader takes as one word; a line does not end within it.
_WHOLE = re.compile(r"(?:(?:ủy ban|hội đồng) nhân dân|quý [ivx]+|năm [0-9]{4})\S*|\S+", re.IGNORECASE)


def bold_width(text: str, size: float) -> float:
    """The width in mm of `text` set in bold Times New Roman of `size` pt."""
    units = sum(_BOLD_WIDTH.get(_bare(character), _UNKNOWN) for character in unicodedata.normalize("NFC", text))
    return units / _UNITS_PER_EM * size * _MM_PER_POINT


def balanced(text: str, size: float, width: float) -> list[str]:
    """`text` broken at spaces into as few lines of at most `width` mm as hold it, of lengths as equal as can be."""
    words = _WHOLE.findall(text)
    lines = _filled(words, size, width)
    narrow = max((bold_width(word, size) for word in words), default=0.0)
    wide = width
    while wide - narrow > 0.5:  # mm
        middle = (narrow + wide) / 2
        attempt = _filled(words, size, middle)
        if len(attempt) == len(lines):
            wide = middle
        else:
            narrow = middle
    return _filled(words, size, wide)


def _filled(words: list[str], size: float, width: float) -> list[str]:
    lines: list[str] = []
    for word in words:
        if lines and bold_width(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _bare(character: str) -> str:
    letters = unicodedata.normalize("NFD", character)
    return unicodedata.normalize("NFC", letters[0] + _HORN) if _HORN in letters else letters[0]
