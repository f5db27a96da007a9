"""`--sua` and `--ghi-chu`: copies in which only what is named has changed."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from docgen.commands.kiem import BaoCaoTep, NguongLoi, ghi_chu, kiem_tep, sua
from docgen.docx.facts import everything
from docgen.docx.read import read
from docgen.errors import UnusableError
from docgen.rules import QUY_TAC
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
    return kiem_tep("tep.docx", content, NguongLoi())


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


def test_a_gutter_is_a_part_of_the_left_margin(tmp_path: Path) -> None:
    tep = cong_van()
    tep.phan_cuoi = tep.phan_cuoi.replace('w:gutter="0"', 'w:gutter="567"')
    assert [found.quy_tac for found in report(tep.bytes()).cac_ket_qua] == ["le_trang.trai"]
    after = mended(tep.bytes(), tmp_path)
    assert report(after).cac_ket_qua == []
    assert 30 <= read("x", after).sections[0].left <= 35 and b'w:gutter="0"' in parts(after)["word/document.xml"]


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


class TestHeaders:
    def one(self, tmp_path: Path, header: list[Doan], footer: list[Doan], *, trang_dau: bool) -> list[list[str]]:
        """What the first page and the others show after mending: header and footer texts."""
        tep = ke_hoach()
        tep.dau_trang, tep.chan_trang = header, footer
        tep.sau_ky, tep.phan_cuoi = [], phan(trang_dau=trang_dau)
        dat("(Chi tiết", chu="Lãnh đạo Văn phòng kiểm tra hằng tháng.")(tep)
        after = mended(tep.bytes(), tmp_path)
        assert report(after).cac_ket_qua == []
        section = read("x", after).sections[0]
        return [
            [
                p.text
                for edges in (section.headers, section.footers)
                for p in edges.get(kind, ())
                if p.text and not p.page_number
            ]
            for kind in ("first", "default")
        ]

    def test_a_first_page_set_apart_keeps_what_header_and_footer_say(self, tmp_path: Path) -> None:
        header = [giua("LƯU HÀNH NỘI BỘ", 13), truong_trang(giua("", 13))]
        footer = [Doan("Địa chỉ: số 1, phường Đông Sơn", 12)]
        said = [["LƯU HÀNH NỘI BỘ", "Địa chỉ: số 1, phường Đông Sơn"]] * 2
        assert self.one(tmp_path, header, footer, trang_dau=False) == said

    def test_other_fields_beside_the_number_stay(self, tmp_path: Path) -> None:
        total = '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/></w:rPr><w:t>9</w:t></w:r></w:fldSimple>'
        paged = truong_trang(Doan("Tổng số trang: ", 13))
        paged.sau_cung = total + paged.sau_cung
        assert self.one(tmp_path, [Doan()], [paged], trang_dau=True)[1] == ["Tổng số trang: 9"]

    def test_words_beside_the_number_keep_their_weight(self, tmp_path: Path) -> None:
        bold = '<w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:b/><w:sz w:val="26"/></w:rPr><w:t xml:space="preserve">Sổ tay </w:t></w:r>'
        number = truong_trang(giua("", 13, nghieng=True))
        number.sau_cung = bold + number.sau_cung
        tep = ke_hoach()
        tep.dau_trang = [number]
        after = mended(tep.bytes(), tmp_path)
        runs = [run for p in read("x", after).sections[0].headers["default"] for run in p.runs]
        assert [(run.text, run.bold, run.italic) for run in runs] == [("Sổ tay ", True, False), ("2", False, False)]

    def test_a_header_that_is_missing_is_made_once(self, tmp_path: Path) -> None:
        files = parts(ke_hoach().bytes())
        del files["word/header1.xml"]
        after = mended(_zipped(files), tmp_path)
        assert report(after).cac_ket_qua == []
        document = parts(after)["word/document.xml"].decode()
        assert "rIdHeader" not in document.split("<w:sectPr")[1]


def _zipped(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name_, content in files.items():
            archive.writestr(name_, content)
    return stream.getvalue()


def test_runs_are_counted_alike_by_reader_and_mender(tmp_path: Path) -> None:
    """A deleted run, and one in a fallback, stand before the run that is to be mended."""
    arial = '<w:r><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="28"/></w:rPr><w:t>Các đơn vị thực hiện.</w:t></w:r>'
    before = "<w:del><w:r><w:delText>Cũ</w:delText></w:r></w:del>"
    tep = ke_hoach()
    dat("Các phòng, trung tâm", sau_cung=before + arial)(tep)
    assert [found.quy_tac for found in report(tep.bytes()).cac_ket_qua] == ["phong_chu"]
    assert report(mended(tep.bytes(), tmp_path)).cac_ket_qua == []


def test_what_could_not_be_mended_is_said(tmp_path: Path) -> None:
    tep = ke_hoach()
    tep.danh_so = (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="lowerLetter"/>'
        '<w:lvlText w:val="%1)"/><w:suff w:val="space"/><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/></w:rPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    doan = tep.than[3]
    assert isinstance(doan, Doan)
    doan.chu, doan.so = doan.chu[3:], "1/0"
    (tmp_path / "goc.docx").write_bytes(tep.bytes())
    done = sua(tmp_path / "goc.docx", tmp_path / "ra.docx", tmp_path)
    assert done.da_sua == () and [found.thay for found in done.con_lai] == ["phông Arial"]


def test_a_strict_file_is_checked_and_not_copied(tmp_path: Path) -> None:
    files = parts(cong_van().bytes())
    for part in ("word/document.xml", "word/header1.xml"):
        files[part] = files[part].replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
    (tmp_path / "goc.docx").write_bytes(_zipped(files))
    assert report((tmp_path / "goc.docx").read_bytes()).cac_ket_qua == []
    for command in (ghi_chu, sua):
        with pytest.raises(UnusableError, match="tệp dạng Strict Open XML"):
            command(tmp_path / "goc.docx", tmp_path / "ra.docx", tmp_path)


def test_a_part_that_happens_to_be_called_comments_is_not_overwritten(tmp_path: Path) -> None:
    files = parts(spoilt().bytes()) | {"word/comments.xml": b"<other/>"}
    (tmp_path / "goc.docx").write_bytes(_zipped(files))
    after = parts(ghi_chu(tmp_path / "goc.docx", tmp_path / "ra.docx", tmp_path).path.read_bytes())
    assert after["word/comments.xml"] == b"<other/>" and b"docgen" in after["word/comments1.xml"]
