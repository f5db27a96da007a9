"""Files that are no Word documents, or damaged ones: a message for the clerk, never a traceback."""

from __future__ import annotations

import io
import zipfile

import pytest

from docgen.docx.read import read
from docgen.errors import UnusableError
from tests.lam_word import W, cong_van, goi

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DOCUMENT = f'<w:document xmlns:w="{W}"><w:body/></w:document>'


def zipped(**files: bytes | str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def without(part: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(cong_van().bytes())) as archive:
        return zipped(**{name: archive.read(name) for name in archive.namelist() if name != part})


def with_document(document: str) -> bytes:
    return goi({"word/document.xml": document})


LAUGHS = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + DOCUMENT.replace(
    "<w:body/>", "<w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body>"
)
OUTSIDE = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + DOCUMENT.replace(
    "<w:body/>", "<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body>"
)
DEEP = f'<w:document xmlns:w="{W}"><w:body>{"<w:tbl><w:tr><w:tc>" * 400}{"</w:tc></w:tr></w:tbl>" * 400}</w:body></w:document>'

CASES = {
    "rỗng": (b"", "tệp rỗng"),
    "pdf": (b"%PDF-1.7 ...", "là tệp PDF, không phải .docx"),
    "rtf": (b"{\\rtf1 ...}", "là tệp RTF, không phải .docx"),
    "html": (b"<html></html>", "là tệp HTML hoặc XML, không phải .docx"),
    "doc": (OLE + b"\0" * 600, "là tệp .doc của Word cũ, không phải .docx"),
    "có mật khẩu": (OLE + "EncryptedPackage".encode("utf-16-le"), "tệp có mật khẩu"),
    "chữ": (b"Kinh gui", "không phải tệp .docx"),
    "cắt cụt": (cong_van().bytes()[:900], "tệp bị hỏng hoặc chưa tải về hết"),
    "bom": (goi({"word/document.xml": DOCUMENT, "word/media/x.bin": b"\0" * 20_000_000}), "giải nén ra lớn bất thường (có thể là tệp phá hoại), docgen không mở"),
    "zip thường": (zipped(**{"a.txt": "a"}), "không phải tệp Word: thiếu phần mô tả của gói .docx"),
    "odt": (zipped(mimetype="application/vnd.oasis.opendocument.text"), "là tệp OpenDocument (.odt, .ods), không phải .docx"),
    "thiếu nội dung": (without("word/document.xml"), "tệp Word bị hỏng: thiếu phần nội dung văn bản"),
    "xlsx": (with_document("<workbook/>"), "là tệp Excel, PowerPoint hoặc loại khác, không phải văn bản Word"),
    "xml đứt": (with_document("<w:document"), "phần word/document.xml bên trong bị hỏng"),
    "lồng sâu": (with_document(DEEP), "phần word/document.xml bên trong bị hỏng"),
    "thực thể": (with_document(LAUGHS), "phần word/document.xml có khai báo DTD, tệp Word không bao giờ có"),
    "thực thể ngoài": (with_document(OUTSIDE), "phần word/document.xml có khai báo DTD, tệp Word không bao giờ có"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_is_no_document_is_named(case: str) -> None:
    content, message = CASES[case]
    with pytest.raises(UnusableError) as caught:
        read("tep.docx", content)
    (problem,) = caught.value.problems
    assert (problem.place.file, problem.finding) == ("tep.docx", message) and problem.remedy


@pytest.mark.parametrize(
    "part", ["word/styles.xml", "word/numbering.xml", "word/header1.xml", "word/_rels/document.xml.rels"]
)
def test_a_document_without_a_lesser_part_is_read(part: str) -> None:
    assert read("tep.docx", without(part)).blocks


def test_every_cut_of_a_file_is_a_message_or_a_document() -> None:
    whole = cong_van().bytes()
    for length in range(1, len(whole), 97):
        with pytest.raises(UnusableError):
            read("tep.docx", whole[:length])


def test_macros_are_said_and_not_run() -> None:
    content = goi({"word/document.xml": DOCUMENT, "word/vbaProject.bin": b"x"})
    assert read("tep.docm", content).remarks == ("tệp có macro: docgen không chạy macro",)


def test_a_strict_document_reads_like_any_other() -> None:
    strict = DOCUMENT.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main").replace(
        "<w:body/>", "<w:body><w:p><w:r><w:t>x</w:t></w:r></w:p></w:body>"
    )
    assert len(read("tep.docx", with_document(strict)).blocks) == 1
