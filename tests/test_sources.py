"""A text made of values keeps for each of its characters where it came from."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.errors import Place
from docgen.sources import Amount, Count, Part, Source, Traced, at, cut, fill, join, like, spans_of, stripped, traced

SOURCES = [Source(f"nguồn {number}", (Part(f"phần {number}", (Place("t.yaml", number),)),)) for number in range(4)]
WORDS = st.text("aă 1.;,", max_size=5)
Piece = str | int
PIECES = st.lists(
    st.one_of(
        WORDS,
        st.builds(traced, WORDS, st.sampled_from(SOURCES)),
        st.builds(Count, st.integers(0, 9999), st.sampled_from(SOURCES)),
        st.integers(0, 9999),
    ),
    max_size=6,
)


def letters(value: object) -> list[tuple[str, Source | None]]:
    """Each character with its source; spans that overlap, are empty or reach outside fail."""
    text, found, end = str(value), [], 0
    for a, b, source in spans_of(value):
        assert end <= a < b <= len(text), spans_of(value)
        found += [(letter, None) for letter in text[end:a]] + [(letter, source) for letter in text[a:b]]
        end = b
    return found + [(letter, None) for letter in text[end:]]


def one_after_the_other(*values: object) -> list[tuple[str, Source | None]]:
    return [letter for value in values for letter in letters(value)]


@given(PIECES, st.sampled_from(["", ", ", ";"]))
def test_joined_each_character_keeps_its_source(pieces: list[Piece], separator: str) -> None:
    wanted = [part for piece in pieces for part in (separator, piece)][1:]
    assert letters(join(separator, pieces)) == one_after_the_other(*wanted)


@given(PIECES, st.data())
def test_filled_each_character_keeps_its_source(pieces: list[Piece], data: st.DataObject) -> None:
    words = data.draw(st.lists(WORDS, min_size=len(pieces) + 1, max_size=len(pieces) + 1))
    wanted = [words[0], *(part for pair in zip(pieces, words[1:], strict=True) for part in pair)]
    assert letters(fill("{}".join(words), *pieces)) == one_after_the_other(*wanted)


@given(PIECES, st.integers(0, 40), st.integers(0, 40))
def test_a_cut_of_a_filled_text_is_the_cut_of_its_characters(pieces: list[Piece], start: int, end: int) -> None:
    whole = fill("{}" * len(pieces), *pieces)
    assert letters(cut(whole, start, end)) == letters(whole)[start:end]


@given(PIECES)
def test_a_sentence_inside_another_keeps_both_its_sources(pieces: list[Piece]) -> None:
    inner = join("; ", pieces)
    assert letters(fill("a {} b {}", inner, join(", ", [inner]))) == one_after_the_other("a ", inner, " b ", inner)


@given(PIECES)
def test_stripped_takes_characters_from_the_end_only(pieces: list[Piece]) -> None:
    whole = join("", pieces)
    bare = str(whole).rstrip(" .;,")
    assert stripped(whole) == bare and letters(stripped(whole)) == letters(whole)[: len(bare)]


@given(PIECES)
def test_in_other_letters_of_the_same_number_each_keeps_its_source(pieces: list[Piece]) -> None:
    whole = join(" ", pieces)
    changed = like(whole.upper(), whole)
    assert changed == whole.upper()
    wanted = {(number, source) for number, (_, source) in enumerate(letters(whole)) if source}
    found = {(number, source) for number, (_, source) in enumerate(letters(changed)) if source}
    assert found == wanted


def test_rounded_or_counted_the_whole_has_the_source_of_the_value() -> None:
    assert spans_of(like("05", Count(5, SOURCES[1]))) == ((0, 2, SOURCES[1]),)
    assert spans_of(like("5,0", Amount(Decimal("5.04"), SOURCES[2]))) == ((0, 3, SOURCES[2]),)
    assert (spans_of(like("05", 5)), spans_of(like("", Count(5, SOURCES[1])))) == ((), ())


def test_another_text_of_several_sources_has_the_parts_of_all() -> None:
    (span,) = spans_of(like("một nửa", fill("{}/{}", Count(1, SOURCES[0]), Count(2, SOURCES[1]))))
    assert span == (0, 7, Source(SOURCES[0].ten, (*SOURCES[0].parts, *SOURCES[1].parts)))


def test_what_has_a_source() -> None:
    place = Place("t.yaml", 3)
    assert spans_of(traced("", SOURCES[0])) == spans_of("chữ") == spans_of(7) == spans_of(None) == ()
    assert spans_of(Count(12, SOURCES[0])) == ((0, 2, SOURCES[0]),)
    assert spans_of(traced("ab", at(place))) == ((0, 2, at(place)),)
    assert at(place).places == (place,) and at(place).ten == ""
    assert isinstance(fill("chữ"), Traced)


def test_a_place_behind_several_parts_is_told_once() -> None:
    one, two = Place("t.yaml", 1), Place("t.yaml", 2)
    assert Source("x", (Part("a", (one, two)), Part("b", (two, one)))).places == (one, two)


@pytest.mark.parametrize(("pattern", "values"), [("{}", ()), ("", ("a",)), ("{} {}", ("a",))])
def test_a_pattern_takes_as_many_values_as_it_has_fields(pattern: str, values: tuple[str, ...]) -> None:
    with pytest.raises(TypeError, match="values for"):
        fill(pattern, *values)
