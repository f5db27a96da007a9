"""Several Word files to PDF in one go."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from docgen.docx import pdf
from docgen.errors import UnusableError
from tests.conftest import needed
from tests.lam_word import Doan, cong_van
from tests.render.mau_nho import p, template


@pytest.fixture
def libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice, on a machine with two cores."""
    needed("soffice", "libreoffice-writer-nogui fonts-liberation2")
    monkeypatch.setattr("docgen.docx.pdf.os.cpu_count", lambda: 2)


def pages(*texts: str) -> bytes:
    broken = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    return template(broken.join(map(p, texts)))


class TestSeveral:
    @pytest.mark.usefixtures("libreoffice")
    def test_each_under_its_name_with_more_files_than_cores(self) -> None:
        pdfium = pytest.importorskip("pypdfium2")
        wanted = {f"tep_{number}": [f"Tệp {number}"] * number for number in range(1, 4)}
        made = pdf.convert({name: pages(*texts) for name, texts in wanted.items()})
        assert list(made) == list(wanted)
        for name, texts in wanted.items():
            document = pdfium.PdfDocument(made[name])
            assert [page.get_textpage().get_text_bounded().strip() for page in document] == texts


class TestWithoutLibreOffice:
    """What is done with LibreOffice's runs, on a stand-in for it."""

    @pytest.fixture
    def runs(self, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
        """The names given to each run; the stand-in makes a PDF of each file but `hong`."""
        given: list[list[str]] = []

        def run(_: Any, folder: Path, names: Sequence[str], __: Any) -> None:
            given.append(list(names))
            for name in names:
                if name != "hong":
                    (folder / f"{name}.pdf").write_bytes((folder / f"{name}.docx").read_bytes()[::-1])

        monkeypatch.setattr(pdf, "_program", lambda: "soffice")
        monkeypatch.setattr(pdf, "_run", run)
        monkeypatch.setattr(pdf.gate, "refuse", lambda *_: None)  # these bytes are no Word files
        return given

    @pytest.mark.parametrize("cores", [1, 2, 3, 64, None])
    def test_each_file_is_in_one_run_and_no_run_is_empty(
        self, runs: list[list[str]], cores: int | None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("docgen.docx.pdf.os.cpu_count", lambda: cores)
        documents = {f"tep_{number}": bytes(range(number)) for number in range(7)}
        assert pdf.convert(documents) == {name: content[::-1] for name, content in documents.items()}
        assert sorted(name for names in runs for name in names) == sorted(documents)
        assert len(runs) == min(cores or 1, 7) and all(runs)
        assert max(map(len, runs)) - min(map(len, runs)) <= 1

    def test_none_is_none(self, runs: list[list[str]]) -> None:
        assert pdf.convert({}) == {} and runs == []

    def test_one_that_libreoffice_passes_over_stops_all(self, runs: list[list[str]]) -> None:
        """At a file that it cannot read, LibreOffice says so, goes on, and ends with 0."""
        with pytest.raises(UnusableError, match="LibreOffice không chuyển được tệp"):
            pdf.convert({"lanh": b"a", "hong": b"b"})

    def test_the_file_of_which_no_pdf_came_is_named(self, runs: list[list[str]]) -> None:
        with pytest.raises(UnusableError, match="hong"):
            pdf.convert({"lanh": b"a", "hong": b"b"})


@pytest.mark.usefixtures("libreoffice")
def test_the_signature_is_under_its_title_not_where_the_name_stands_again() -> None:
    pytest.importorskip("pypdfium2")
    tep = cong_van()
    tep.sau_ky = [Doan("Lò Thị Mai", canh="left")]
    block = pdf.signature_block(pdf.convert({"x": tep.bytes()})["x"], ["GIÁM ĐỐC"], "Lò Thị Mai")
    middle_of_the_page = 105 * 72 / 25.4
    assert block is not None and block.nguoi_ky[0] > middle_of_the_page
