"""Letters that deceive, generated from what Unicode says of every character; and what lawful texts hold."""

from __future__ import annotations

import sys
import time
import unicodedata

import pytest

from docgen.nghi_dinh.deceiving import deceits

EVERY = [chr(point) for point in range(sys.maxunicode + 1) if not 0xD800 <= point < 0xE000]
DRAWN = (
    "ARABIC NUMBER",
    "ARABIC SIGN",
    "ARABIC FOOTNOTE",
    "ARABIC END",
    "ARABIC DISPUTED",
    "ARABIC POUND",
    "ARABIC PIASTRE",
    "KAITHI",
    "SYRIAC",
)


def kinds(text: str) -> set[tuple[int, str]]:
    return {(found.at, found.kind) for found in deceits(text)}


def named(letter: str, text: str) -> bool:
    return any(found.letter == letter for found in deceits(text))


def unseen() -> list[str]:
    formats = [c for c in EVERY if unicodedata.category(c) == "Cf" and not unicodedata.name(c, "").startswith(DRAWN)]
    return (
        formats
        + [c for c in EVERY if "VARIATION SELECTOR" in unicodedata.name(c, "")]
        + list("\u034f\u115f\u1160\u3164\uffa0\u2800")
    )


def test_every_character_that_shows_nothing_is_named_within_a_word() -> None:
    assert len(unseen()) > 400
    assert [f"U+{ord(c):04X}" for c in unseen() if not named(c, f"Phò{c}ng")] == []


def test_the_turning_ones_are_a_kind_of_their_own() -> None:
    turning = [
        c
        for c in EVERY
        if unicodedata.bidirectional(c) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    ]
    assert len(turning) == 9
    assert all(kinds(f"a{c}b") == {(1, "dao_chieu")} for c in turning)


def test_every_digit_but_0_to_9_is_named_in_a_number() -> None:
    digits = [c for c in EVERY if unicodedata.category(c) == "Nd" and not c.isascii()]
    assert len(digits) > 500
    assert [c for c in digits if kinds(f"Có 1{c} hộ") != {(4, "chu_la")}] == []


def test_every_wide_or_mathematical_latin_letter_is_named_in_a_word() -> None:
    dressed = [
        c for c in EVERY
        if unicodedata.decomposition(c).startswith(("<font>", "<wide>")) and unicodedata.normalize("NFKC", c).isascii() and c.isalpha() and c != "ℓ"
    ]  # fmt: skip
    assert len(dressed) > 600
    assert [c for c in dressed if not named(c, f"Ph{c}ng")] == []


def test_every_letter_of_cyrillic_armenian_cherokee_and_coptic_is_named_within_a_latin_word() -> None:
    scripts = ("CYRILLIC", "ARMENIAN", "CHEROKEE", "COPTIC", "DESERET", "LISU", "GREEK CAPITAL")
    others = [
        c for c in EVERY
        if c.isalpha() and unicodedata.name(c, "").startswith(scripts) and not unicodedata.decomposition(c).startswith("<")
    ]  # fmt: skip
    assert len(others) > 600
    assert [c for c in others if not named(c, f"ph{c}ng")] == []


@pytest.mark.parametrize("text", ["Βộ Y tế", "báo саo nay", "Chữ А", "Ðiện Biên", "phòng_а"])
def test_a_word_that_reads_as_latin_is_named(text: str) -> None:
    assert list(deceits(text))


@pytest.mark.parametrize(
    "text",
    [
        "Ông Владимир Путин, Α. Παπαδόπουλος và А. Иванов thăm tỉnh",
        "5 µm, 5 μm, 10 kΩ, 3 Ω, 20 m², ½ ngày, 37 °C, № 5, thứ 1ª, 2 ℓ",
        "TNFα, Δt, β-caroten, CO₂, PM₂.₅, 𝑥 + 𝑦",
        "bản ນາງ ວັນ\u200bໄຊ ໑໒, huyện 勐腊县, 王小明, Hʼmông, Hà Nhì",
        "Điều\u00a05, quốc\u2011lộ, “trích” – 1…3 ✔\ufe0f",
        unicodedata.normalize("NFD", "Ủy ban nhân dân tỉnh Lai Châu"),
    ],
)
def test_lawful_texts_are_let_go(text: str) -> None:
    assert list(deceits(text)) == []


def test_every_letter_of_vietnamese_and_of_latin_names_is_let_go() -> None:
    latin = [c for c in EVERY[:0x250] + EVERY[0x1E00:0x1F00] if c.isalpha() and c not in "ÐƉ"]
    assert [c for c in latin if list(deceits(f"Ph{c}ng"))] == []


def test_long_words_take_linear_time() -> None:
    begun = time.monotonic()
    assert len(list(deceits("phòng" + "а" * 200_000))) == 200_000
    assert time.monotonic() - begun < 5
