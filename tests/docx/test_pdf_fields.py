"""A PDF on its way: signed by the leader, number and date written, sealed; every signature holds, and what must break one does."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from docgen.docx import pdf, times
from docgen.docx.pdf_fields import fit_to_sign
from tests.conftest import needed
from tests.lam_word import cong_van

pytest.importorskip("pyhanko")
pytest.importorskip("pypdfium2")

from pyhanko.sign.diff_analysis import ModificationLevel

from tests import ky_so
from tests.ky_so import drawn_over, filled, signed, statuses
from tests.rules.truong_hop import dat


@pytest.fixture(scope="module")
def document() -> bytes:
    """A letter without number and date."""
    needed("soffice", "libreoffice-writer-nogui fonts-liberation2")
    tep = cong_van()
    dat("Số:", chu="Số:         /SNV-CCHC")(tep)
    dat("Đông Sơn,", chu="Đông Sơn, ngày      tháng      năm 2026")(tep)
    return tep.bytes()


@pytest.fixture(scope="module")
def laid_out(document: bytes) -> bytes:
    return pdf.convert({"x": document})["x"]


@pytest.fixture(scope="module")
def to_sign(document: bytes, laid_out: bytes) -> bytes:
    block = pdf.signature_block(laid_out, ["GIÁM ĐỐC"], "Lò Thị Mai")
    assert block is not None
    return fit_to_sign(laid_out, document, block, pdf.blanks(laid_out))


@pytest.fixture(scope="module")
def by_the_leader(to_sign: bytes) -> bytes:
    return signed(to_sign, "NguoiKy")


@pytest.fixture(scope="module")
def issued(by_the_leader: bytes) -> bytes:
    """Signed, then number and date, then the seal."""
    return signed(filled(by_the_leader, So="123", Ngay="10", Thang="06"), "CoQuan")


def holds(content: bytes) -> dict[str, bool]:
    return {name: status.bottom_line for name, status in statuses(content).items()}


class TestChain:
    def test_each_signature_is_intact_trusted_and_allows_what_came_after(self, issued: bytes) -> None:
        found = statuses(issued)
        assert {name: (s.intact, s.valid, s.trusted, s.docmdp_ok) for name, s in found.items()} == {
            "NguoiKy": (True, True, True, True),
            "CoQuan": (True, True, True, True),
        }
        assert found["NguoiKy"].modification_level == ModificationLevel.FORM_FILLING
        assert found["CoQuan"].modification_level == ModificationLevel.NONE

    def test_the_number_may_be_there_before_the_first_signature(self, to_sign: bytes) -> None:
        content = signed(filled(to_sign, So="123"), "NguoiKy")
        content = signed(filled(content, Ngay="10", Thang="06"), "CoQuan")
        assert holds(content) == {"NguoiKy": True, "CoQuan": True}

    def test_pdfsig_says_so_too(self, issued: bytes, tmp_path: Path) -> None:
        needed("pdfsig", "poppler-utils")
        (tmp_path / "x.pdf").write_bytes(issued)
        said = subprocess.run(["pdfsig", "-nocert", tmp_path / "x.pdf"], capture_output=True, check=True, text=True)
        assert said.stdout.count("Signature is Valid.") == 2

    @pytest.mark.parametrize("name", ["So", "Ngay", "Thang"])
    def test_the_seal_locks_number_and_date(self, issued: bytes, name: str) -> None:
        assert holds(filled(issued, **{name: "9"})) == {"NguoiKy": True, "CoQuan": False}

    def test_anything_but_filling_in_breaks_the_first_signature(self, by_the_leader: bytes) -> None:
        assert holds(by_the_leader) == {"NguoiKy": True}
        assert holds(drawn_over(by_the_leader)) == {"NguoiKy": False}


class TestPage:
    def test_what_is_filled_in_stands_between_the_words_on_their_line(self, issued: bytes) -> None:
        import pypdfium2

        document = pypdfium2.PdfDocument(issued)
        document.init_forms()
        page = document[0]
        page.flatten()
        text = document[0].get_textpage()
        boxes = {word: found(text, word) for word in ("Số:", "123", "/SNV", "ngày", "10", "tháng", "06", "năm")}
        for row in (["Số:", "123", "/SNV"], ["ngày", "10", "tháng", "06", "năm"]):
            assert all(boxes[one][2] <= boxes[other][0] for one, other in pairwise(row)), boxes
        assert abs(boxes["123"][1] - boxes["/SNV"][1]) < 0.5  # all stand on the line of writing
        assert abs(boxes["10"][1] - boxes["06"][1]) < 0.5 and abs(boxes["10"][1] - boxes["năm"][1]) < 0.5

    def test_a_number_of_four_digits_has_room(self, to_sign: bytes) -> None:
        left, _, right, _ = map(float, ky_so.fields(to_sign)["So"]["/Rect"])
        assert right - left > 4 * 6.5 + 2

    def test_words_in_the_text_are_no_blanks(self) -> None:
        needed("soffice", "libreoffice-writer-nogui fonts-liberation2")
        tep = cong_van()
        assert pdf.blanks(pdf.convert({"x": tep.bytes()})["x"]) == {}


class TestForm:
    def test_every_field_says_what_it_is_for(self, to_sign: bytes) -> None:
        said = {name: str(field["/TU"]) for name, field in ky_so.fields(to_sign).items()}
        assert set(said) == {"NguoiKy", "CoQuan", "So", "Ngay", "Thang"}
        assert said["So"].startswith("Số văn bản") and said["NguoiKy"].startswith("Chữ ký số của người có thẩm quyền")

    def test_size_and_style_are_those_of_the_line(self, to_sign: bytes) -> None:
        fields = ky_so.fields(to_sign)
        assert [str(fields[name]["/DA"]) for name in ("So", "Ngay", "Thang")] == [
            "0 g /ChuDung 13 Tf",
            "0 g /ChuNghieng 14 Tf",
            "0 g /ChuNghieng 14 Tf",
        ]

    def test_every_field_has_an_appearance_and_is_printed(self, to_sign: bytes) -> None:
        for field in ky_so.fields(to_sign).values():
            assert "/N" in field["/AP"] and int(field["/F"]) & 4

    def test_the_fonts_of_the_form_are_embedded(self, to_sign: bytes) -> None:
        from pyhanko.pdf_utils.reader import PdfFileReader

        fonts = PdfFileReader(io.BytesIO(to_sign)).root["/AcroForm"]["/DR"]["/Font"]
        for name in ("/ChuDung", "/ChuNghieng"):
            assert fonts[name]["/FontDescriptor"]["/FontFile2"].data.startswith(b"\0\1\0\0")
            assert list(fonts[name]["/Widths"]) == [500] * 10


class TestDigits:
    @pytest.mark.parametrize("style", ["", "italic"])
    def test_a_tenth_of_the_font(self, style: str) -> None:
        needed("fc-match", "fontconfig fonts-liberation2")
        digits = times.digits(style)
        assert digits is not None and len(digits.tep) < 60_000

    def test_without_a_font_there_are_none(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(times, "_fc_match", lambda *_: "")
        assert times.digits() is None and times.substitute() is None

    @pytest.mark.parametrize("content", [b"", b"OTTO", b"\0\1\0\0", b"\0\1\0\0\0\1" + bytes(40)])
    def test_what_is_no_truetype_font(self, content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "x.ttf").write_bytes(content)
        monkeypatch.setattr(times, "_fc_match", lambda *_: str(tmp_path / "x.ttf"))
        assert times.digits() is None


def found(text: object, word: str) -> tuple[float, float, float]:
    """Left end, lower edge and right end of a word in the row of number and date."""
    (row,) = list(hits(text, "Số:"))[:1]
    return next(hit for hit in hits(text, word) if abs(hit[1] - row[1]) < 8)


def hits(text: object, word: str) -> Iterator[tuple[float, float, float]]:
    searcher = text.search(word, match_case=True)  # type: ignore[attr-defined]
    while (hit := searcher.get_next()) is not None:
        boxes = [text.get_charbox(hit[0] + at) for at in range(hit[1])]  # type: ignore[attr-defined]
        yield boxes[0][0], min(box[1] for box in boxes), boxes[-1][2]
