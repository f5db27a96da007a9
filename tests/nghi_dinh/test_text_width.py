from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.nghi_dinh.text_width import balanced, bold_width

FONT = Path("/usr/share/fonts/truetype/liberation2/LiberationSerif-Bold.ttf")
LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵfjwz"


def test_widths_are_those_of_the_font() -> None:
    if not FONT.exists():
        if os.environ.get("CI") == "true":
            pytest.fail("fonts-liberation2 is missing")
        pytest.skip("fonts-liberation2 is missing")
    from fontTools.ttLib import TTFont

    font = TTFont(FONT)
    names, metrics, units = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    for letter in LETTERS + LETTERS.upper() + "0123456789 -.,;:()/“”%&":
        expected = metrics[names[ord(letter)]][0] / units * 13 * 25.4 / 72
        assert bold_width(letter, 13) == pytest.approx(expected), letter


def test_decomposed_letters_are_as_wide_as_composed_ones() -> None:
    assert bold_width(unicodedata.normalize("NFD", "Ưỡng"), 14) == bold_width("Ưỡng", 14)


@given(st.lists(st.text(LETTERS, min_size=1, max_size=9), min_size=1, max_size=40), st.floats(60, 170))
def test_balanced_lines_keep_every_word_fit_and_are_as_few_as_can_be(words: list[str], width: float) -> None:
    lines = balanced(" ".join(words), 14, width)
    assert " ".join(lines).split() == words
    assert all(bold_width(line, 14) <= width or " " not in line for line in lines)
    greedy = balanced.__globals__["_filled"](words, 14, width)
    assert len(lines) == len(greedy)
    assert max(bold_width(line, 14) for line in lines) <= max(bold_width(line, 14) for line in greedy) + 0.001


@pytest.mark.parametrize("text", ["SỞ NỘI VỤ", "VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH", "Về việc thành lập Tổ giúp việc"])
def test_a_text_that_just_fits_stays_on_one_line(text: str) -> None:
    width = bold_width(text, 13)
    assert balanced(text, 13, width) == [text]
    assert len(balanced(text, 13, width - 0.01)) == 2
