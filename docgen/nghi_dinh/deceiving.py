"""Letters that deceive: what is there and cannot be seen, turns the order of reading round, or looks like another letter.

Decided by what Unicode says of each character and by the word it stands in, not by a list of known tricks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

Kind = Literal["dao_chieu", "ky_tu_an", "chu_la"]


class Deceit(NamedTuple):
    """A letter that deceives: where it stands, of which kind it is, the letter, what it is called."""

    at: int
    kind: Kind
    letter: str
    name: str

    @property
    def called(self) -> str:
        """`U+200B (dấu cách không bề rộng)`."""
        return f"U+{ord(self.letter):04X} ({self.name})"


# Letters of Vietnamese and its neighbours in Latin, the signs of print, superscripts, fractions: nearly every text ends here.
_PLAIN = re.compile(
    "[\\s!-~\u00a0-\u00ac\u00ae-\u00cf\u00d1-\u0188\u018a-\u024f\u0300-\u034e\u0350-\u036f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u2070-\u20cf\u2150-\u23ff\u2500-\u27ff]*"
)
# What shows nothing though it is no format character of Unicode (Default_Ignorable_Code_Point and blank letters).
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_VARIATIONS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0), range(0x180B, 0x1810))
_TURNING = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}
_NAMES = {
    "\u00ad": "gạch nối mềm",
    "\u061c": "dấu chiều chữ Ả Rập",
    "\u200b": "dấu cách không bề rộng",
    "\u200c": "dấu ngăn nối chữ",
    "\u200d": "dấu nối không bề rộng",
    "\u200e": "dấu chiều chữ trái sang phải",
    "\u200f": "dấu chiều chữ phải sang trái",
    "\u202a": "ký tự nhúng chiều trái sang phải",
    "\u202b": "ký tự nhúng chiều phải sang trái",
    "\u202c": "ký tự hết đổi chiều",
    "\u202d": "ký tự ép chiều trái sang phải",
    "\u202e": "ký tự ép chiều phải sang trái",
    "\u2060": "dấu nối từ không bề rộng",
    "\ufeff": "dấu đầu tệp BOM",
}
_WORD = re.compile("(?:[^\\W_]|[\u0300-\u036f])+")
# Scripts whose letters nobody takes for Latin ones and that stand next to them; they break words with U+200B.
_OTHER_SCRIPTS = frozenset(
    ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "YI", "LAO", "THAI", "KHMER", "MYANMAR", "TAI", "ARABIC", "HEBREW",
     "SYRIAC", "DEVANAGARI", "BENGALI", "TAMIL", "TIBETAN", "MODIFIER", "MICRO", "OHM", "FEMININE", "MASCULINE")
)  # fmt: skip
_SCRIPT_NAMES = {
    "CYRILLIC": "bảng chữ Kirin",
    "GREEK": "bảng chữ Hy Lạp",
    "FULLWIDTH": "bộ toàn khổ (fullwidth)",
    "MATHEMATICAL": "bộ ký hiệu toán học",
    "ARMENIAN": "bảng chữ Armenia",
    "CHEROKEE": "bảng chữ Cherokee",
    "COPTIC": "bảng chữ Copt",
    "LATIN": "bảng chữ Latinh ngoài tiếng Việt",
    "ARABIC": "bộ Ả Rập",
    "LAO": "bộ Lào",
    "THAI": "bộ Thái",
}
# Letters of Cyrillic and Greek that look like Latin ones, and Latin ones that Vietnamese does not have.
_LIKE = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХЬԚԜҮасԁеһіјорԛѕԝухΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρικυϲϳÐƉɑɡ",
        "ABESIJKMHOPCTYXbQWYacdehijopqswxyABEZHIKMNOPTYXovpikucjĐĐag",
        strict=True,
    )
)


def deceits(text: str) -> Iterator[Deceit]:
    """The letters of a text that deceive, in order."""
    if not _PLAIN.fullmatch(text):
        yield from sorted([*_unseen(text), *_foreign(text)])


def _unseen(text: str) -> Iterator[Deceit]:
    for at, letter in enumerate(text):
        if letter.isascii():
            continue
        if letter in _TURNING:
            yield Deceit(at, "dao_chieu", letter, _NAMES.get(letter, "ký tự cô lập chiều chữ"))
        elif _is_unseen(letter) and not _lawful(text, at):
            yield Deceit(at, "ky_tu_an", letter, _unseen_name(letter))


def _is_unseen(letter: str) -> bool:
    # The number signs of Arabic are format characters that are drawn.
    drawn = unicodedata.name(letter, "").startswith(("ARABIC", "KAITHI", "SYRIAC")) and letter != "\u061c"
    return (unicodedata.category(letter) == "Cf" and not drawn) or letter in _BLANK or _varies(letter)


def _varies(letter: str) -> bool:
    return any(ord(letter) in each for each in _VARIATIONS)


def _lawful(text: str, at: int) -> bool:
    """A joiner or a variation behind a picture; a break within words of a script that has no spaces."""
    before = next((c for c in reversed(text[max(at - 4, 0) : at]) if not _varies(c)), " ")
    joins = text[at] in "\u200b\u200c\u200d"
    if (joins or _varies(text[at])) and unicodedata.category(before) in {"So", "Sk", "Sm"}:
        return True
    return joins and before.isalpha() and _script(before) in _OTHER_SCRIPTS


def _unseen_name(letter: str) -> str:
    if _varies(letter):
        return "ký tự chọn kiểu chữ"
    if 0xE0000 <= ord(letter) < 0xE0080:
        return "ký tự thẻ ẩn"
    if 0x2061 <= ord(letter) < 0x2065:
        return "phép toán ẩn"
    return _NAMES.get(letter, "ký tự ẩn")


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "?").replace("-", " ").removeprefix("EXTENDED ").split()[0]


class _Word(NamedTuple):
    start: int
    text: str
    scripts: frozenset[str]  # of its letters
    letters: int

    @property
    def reads_as_latin(self) -> bool:
        return all(c in _LIKE for c in self.text if c.isalpha())


def _words(text: str) -> list[_Word]:
    found = []
    for word in _WORD.finditer(text):
        letters = [c for c in word[0] if c.isalpha()]
        found.append(_Word(word.start(), word[0], frozenset(map(_script, letters)), len(letters)))
    return found


def _foreign(text: str) -> Iterator[Deceit]:
    words = _words(text)
    for index, word in enumerate(words):
        if word.text.isascii():
            continue
        around = frozenset[str]().union(
            *(each.scripts for each in words[max(index - 1, 0) : index + 2] if each is not word)
        )
        # A word of another alphabet among its like is a name; one that reads as Latin among Latin words is not.
        disguised = "LATIN" in around and not word.scripts & (around | {"LATIN"}) and word.reads_as_latin
        for at, letter in enumerate(word.text):
            if not letter.isascii() and (_deceives(word, at, around) or (disguised and letter.isalpha())):
                yield Deceit(word.start + at, "chu_la", letter, _letter_name(letter))


def _deceives(word: _Word, at: int, around: frozenset[str]) -> bool:
    letter = word.text[at]
    script, made_of = _script(letter), unicodedata.decomposition(letter)
    if letter.isdecimal():
        return script not in around | word.scripts or script in {"FULLWIDTH", "MATHEMATICAL"}
    if not letter.isalpha() or script in _OTHER_SCRIPTS or letter == "ℓ" or made_of.startswith("<su"):
        return False
    if made_of.startswith(("<font>", "<wide>")):  # one alone is a sign of a formula
        return word.letters > 1 and "CJK" not in around
    if script == "LATIN":
        odd = letter in _LIKE or "LETTER SMALL CAPITAL" in unicodedata.name(letter)
        return odd and word.letters > 1
    if script == "GREEK" and letter not in _LIKE:  # a sign: TNFα, Δt, 5 μm; within a word it is none
        return _is_latin(word.text[at - 1 : at]) and _is_latin(word.text[at + 1 : at + 2])
    return "LATIN" in word.scripts


def _is_latin(letter: str) -> bool:
    return letter.isalpha() and _script(letter) == "LATIN"


def _letter_name(letter: str) -> str:
    script = _script(letter)
    kind = "chữ số" if letter.isdecimal() else "chữ"
    like = str(unicodedata.decimal(letter, "")) or _LIKE.get(letter) or unicodedata.normalize("NFKC", letter)
    looks = f", không phải {like}" if like != letter else ""
    return f"{kind} “{letter}” của {_SCRIPT_NAMES.get(script, 'bảng chữ khác')}{looks}"
