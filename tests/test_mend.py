"""`--sua` and `--ghi-chu`: copies in which only what is named has changed."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from docgen.commands.kiem import BaoCaoTep, Nguong, ghi_chu, kiem_tep, sua
from docgen.errors import UnusableError
from docgen.facts import everything
from docgen.rules import QUY_TAC
from docgen.word import read
from tests.lam_word import Doan, TepWord, cong_van, giua, ke_hoach, phan, truong_trang
from tests.rules.truong_hop import CAC_TRUONG_HOP, TruongHop, chan_trang, dat, thay

# Margins, paper, fonts, sizes, page number, spacing, justification, NFC, the space after KT.
MENDED = {
    "kho_giay", "le_trang.tren", "le_trang.duoi", "le_trang.trai", "le_trang.phai", "phong_chu", "so_trang.thieu", "so_trang.vi_tri", "so_trang.co_chu",
    "so_trang.phong_chu", "so_trang.trang_dau", "quoc_hieu.co_chu", "quoc_hieu.canh", "tieu_ngu.co_chu", "co_quan.co_chu", "so_ky_hieu.co_chu",
    "so_ky_hieu.canh", "dia_danh_ngay.co_chu", "dia_danh_ngay.canh", "ten_loai.co_chu", "ten_loai.canh", "trich_yeu.co_chu", "trich_yeu.canh",
    "noi_dung.co_chu", "noi_dung.canh", "noi_dung.khoang_cach_doan", "noi_dung.cach_dong", "noi_nhan.co_chu",
}  # fmt: skip
ALSO = {"ma_hoa dấu rời", "chu_ky.quyen_han KT. không có dấu cách"}
LEFT = {"kho_giay trang ngang chỉ có lời văn"}


def name(case: TruongHop) -> str:
    return f"{case.quy_tac} {case.ten}"


def report(content: bytes) -> BaoCaoTep:
    return kiem_tep("tep.docx", content, Nguong())


def letters(content: bytes) -> str:
    """All letters that a reader sees, page numbers apart."""
    return "\n".join(
        unicodedata.normalize("NFC", p.text) for p in everything(read("x", content)) if not p.page_number and p.text
    )


def mended(content: bytes, folder: Path) -> bytes:
    (folder / "goc.docx").write_bytes(content)
    written = sua(folder / "goc.docx", folder / "ra.docx", folder).tep
    assert (folder / "goc.docx").read_bytes() == content
    return written.path.read_bytes()


@pytest.mark.parametrize(
    "case", [c for c in CAC_TRUONG_HOP if (c.quy_tac in MENDED and name(c) not in LEFT) or name(c) in ALSO], ids=name
)
def test_what_can_be_mended_only_one_way_is_gone(case: TruongHop, tmp_path: Path) -> None:
    content = case.tep().bytes()
    after = mended(content, tmp_path)
    assert report(after).cac_ket_qua == []
    assert letters(after).replace("KT. ", "KT.") == letters(content).replace("KT. ", "KT.")


@pytest.mark.parametrize(
    "case", [c for c in CAC_TRUONG_HOP if c.quy_tac not in MENDED and name(c) not in ALSO], ids=name
)
def test_what_needs_a_decision_stays_as_it_is(case: TruongHop, tmp_path: Path) -> None:
    content = case.tep().bytes()
    after = mended(content, tmp_path)
    assert report(after).cac_ket_qua == report(content).cac_ket_qua
    assert parts(after) == parts(content)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {entry: archive.read(entry) for entry in archive.namelist()}


def spoilt() -> TepWord:
    """A plan with many breaches at once: paper, margins, fonts, sizes, spacing, page number in the footer, marks apart."""
    tep = ke_hoach()
    for spoil in (
        dat("a) Rà soát", phong="Arial", co=12, canh="left"),
        dat("Các phòng", dong=1.6, truoc=0),
        thay("Niêm yết", "đầy", "đâ\u0300y"),
        chan_trang,
    ):
        spoil(tep)
    dat("KT. CHÁNH", chu="KT.CHÁNH VĂN PHÒNG", co=12)(tep)
    tep.phan_cuoi = phan((215.9, 279.4), (15, 15, 25, 10), so_tu=1)
    return tep


def test_many_at_once(tmp_path: Path) -> None:
    before = report(spoilt().bytes())
    after = mended(spoilt().bytes(), tmp_path)
    assert len({found.quy_tac for found in before.cac_ket_qua}) > 9
    assert report(after).cac_ket_qua == []
    errors = OpenXmlValidator().validate(tmp_path / "ra.docx").errors
    assert {error.description for error in errors} <= {
        error.description for error in OpenXmlValidator().validate(tmp_path / "goc.docx").errors
    }


def test_the_changes_are_reported(tmp_path: Path) -> None:
    (tmp_path / "goc.docx").write_bytes(spoilt().bytes())
    done = sua(tmp_path / "goc.docx", tmp_path / "ra.docx", tmp_path)
    said = {(found.thay, found.can) for found in done.da_sua}
    assert done.con_lai == ()
    assert ("lề trái 25 mm", "lề trái từ 30 đến 35 mm") in said and ("phông Arial", "phông Times New Roman") in said


def test_a_page_number_that_says_more_keeps_its_words(tmp_path: Path) -> None:
    tep = ke_hoach()
    tep.dau_trang = [Doan()]
    tep.chan_trang = [truong_trang(Doan("Văn phòng Ủy ban nhân dân tỉnh", 13))]
    after = mended(tep.bytes(), tmp_path)
    assert report(after).cac_ket_qua == []
    footer = read("x", after).sections[0].footers["default"][0]
    assert footer.text == "Văn phòng Ủy ban nhân dân tỉnh" and footer.page_number is None


def test_the_page_number_of_page_one_goes_and_that_of_page_two_comes(tmp_path: Path) -> None:
    tep = ke_hoach()
    tep.dau_trang = [truong_trang(giua("", 13))]
    tep.than[0].phan = ""  # type: ignore[union-attr]
    for block in tep.sau_ky:
        if isinstance(block, Doan) and block.phan:
            block.phan = phan(trang_dau=False)
    sections = read("x", mended(tep.bytes(), tmp_path)).sections
    assert sections[0].title_page and sections[0].headers["default"][0].page_number is not None


def test_neither_copy_is_written_over_the_original_or_over_a_file_of_others(tmp_path: Path) -> None:
    path, other = tmp_path / "goc.docx", tmp_path / "khac.docx"
    path.write_bytes(cong_van().bytes())
    other.write_bytes(ke_hoach().bytes())
    for command in (ghi_chu, sua):
        with pytest.raises(UnusableError, match="trùng với tệp gốc"):
            command(path, path, tmp_path)
    written = ghi_chu(path, other, tmp_path)
    assert written.path.name == "khac (2).docx" and other.read_bytes() == ke_hoach().bytes()


class TestComments:
    def notes(self, content: bytes, folder: Path) -> tuple[bytes, list[str]]:
        (folder / "goc.docx").write_bytes(content)
        after = ghi_chu(folder / "goc.docx", folder / "ra.docx", folder).path.read_bytes()
        xml = parts(after)["word/comments.xml"].decode()
        return after, xml.split("<w:comment ")[1:]

    def test_a_comment_at_each_finding_and_no_other_letter_changed(self, tmp_path: Path) -> None:
        content = spoilt().bytes()
        found = report(content).cac_ket_qua
        after, notes = self.notes(content, tmp_path)
        assert len(notes) == len(found) > 9
        assert letters(after) == letters(content) and report(after).cac_ket_qua == found
        assert any("phông Arial; cần phông Times New Roman" in note for note in notes)
        document = parts(after)["word/document.xml"].decode()
        for mark in ("commentRangeStart", "commentRangeEnd", "commentReference"):
            assert document.count(mark) == len(found)

    def test_the_comment_stands_at_its_paragraph(self, tmp_path: Path) -> None:
        tep = ke_hoach()
        dat("Niêm yết", co=12)(tep)
        after, _ = self.notes(tep.bytes(), tmp_path)
        document = parts(after)["word/document.xml"].decode()
        start = document.index("commentRangeStart")
        assert document[start:].index("Niêm yết") < 400

    def test_comments_of_people_stay(self, tmp_path: Path) -> None:
        after, _ = self.notes(spoilt().bytes(), tmp_path)
        again, notes = self.notes(after, tmp_path)
        assert len(notes) == 2 * len(report(after).cac_ket_qua)
        ids = [note.split('w:id="')[1].split('"')[0] for note in notes]
        assert len(set(ids)) == len(ids) and report(again).cac_ket_qua

    def test_a_right_document_gets_no_comment(self, tmp_path: Path) -> None:
        _, notes = self.notes(cong_van().bytes(), tmp_path)
        assert notes == []


def test_every_item_is_either_mended_or_left_to_people() -> None:
    assert set(QUY_TAC) >= MENDED
