"""Opens a file that anybody may have sent: the parts of a Word document, or a message that says what it is instead."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from docgen.docx import ooxml
from docgen.docx.ooxml import Element
from docgen.errors import Place, Problem, UnusableError

MOST_BYTES = 200_000_000  # of all parts together, unpacked
MOST_XML = 25_000_000  # of one part of XML; a real document of 300 pages has about 5 MB
_MOST_RATIO = 500  # unpacked to packed; XML of Word seldom passes 30
_SMALL = 5_000_000  # parts this small may be packed as tightly as they like
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS_DOCX = "mở bằng Word hoặc LibreOffice, chọn Lưu thành (Save As) .docx, rồi kiểm tệp .docx"
_ASK_AGAIN = "xin lại tệp từ người gửi, hoặc mở bằng Word rồi lưu thành tệp .docx mới"
_KINDS = {
    b"%PDF": ("là tệp PDF, không phải .docx", "kiểm tệp .docx gốc; chữ trong PDF không còn kiểu chữ, lề để kiểm"),
    b"{\\rtf": ("là tệp RTF, không phải .docx", _SAVE_AS_DOCX),
    b"<": ("là tệp HTML hoặc XML, không phải .docx", _SAVE_AS_DOCX),
}


class OpenedParts(dict[str, bytes]):
    """The parts of an opened file by name, and the roots of those that were parsed."""

    def __init__(self, name: str, parts: dict[str, bytes]) -> None:
        super().__init__(parts)
        self.name = name
        self._roots: dict[str, Element] = {}

    def root(self, part: str | None) -> Element | None:
        """The root of a part; None where it is missing. Raises UnusableError where it cannot be read."""
        if part is None or part not in self:
            return None
        if part in self._roots:
            return self._roots[part]
        try:
            root = ooxml.parse(self[part])
        except etree.XMLSyntaxError as error:
            raise refused(self.name, f"phần {part} bên trong bị hỏng", _ASK_AGAIN) from error
        if ooxml.has_doctype(root):
            raise refused(self.name, f"phần {part} có khai báo DTD, tệp Word không bao giờ có", _ASK_AGAIN)
        self._roots[part] = root
        return root


def refused(name: str, finding: str, remedy: str) -> UnusableError:
    return UnusableError([Problem(Place(name), finding, remedy)])


def opened(name: str, content: bytes) -> OpenedParts:
    """The parts of a .docx or .docm. Raises UnusableError that says what the file is instead, or how it is damaged."""
    _refuse_other_kinds(name, content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _refuse_dangerous(name, entries)
            parts = OpenedParts(name, {entry.filename.lstrip("/"): archive.read(entry) for entry in entries})
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError) as error:
        raise refused(name, "tệp bị hỏng hoặc chưa tải về hết", _ASK_AGAIN) from error
    _refuse_without_document(parts)
    return parts


def _refuse_other_kinds(name: str, content: bytes) -> None:
    if not content.strip(b"\0 \r\n\t"):
        raise refused(name, "tệp rỗng", _ASK_AGAIN)
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise refused(
                name, "tệp có mật khẩu", "mở bằng Word, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ), lưu rồi kiểm lại"
            )
        raise refused(name, "là tệp .doc của Word cũ, không phải .docx", _SAVE_AS_DOCX)
    for start, (finding, remedy) in _KINDS.items():
        if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(start):
            raise refused(name, finding, remedy)
    if not content.startswith(b"PK"):
        raise refused(name, "không phải tệp .docx", _SAVE_AS_DOCX)


def _refuse_dangerous(name: str, entries: list[zipfile.ZipInfo]) -> None:
    if any(entry.flag_bits & 1 for entry in entries):
        raise refused(name, "tệp nén có mật khẩu, không phải .docx", _ASK_AGAIN)
    packed_tight = any(
        entry.file_size > _SMALL and entry.file_size > _MOST_RATIO * max(1, entry.compress_size) for entry in entries
    )
    too_much_xml = any(entry.file_size > MOST_XML for entry in entries if entry.filename.endswith((".xml", ".rels")))
    if packed_tight or too_much_xml or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise refused(
            name,
            "giải nén ra lớn bất thường (có thể là tệp phá hoại), docgen không mở",
            "không mở tệp này; " + _ASK_AGAIN,
        )


def _refuse_without_document(parts: OpenedParts) -> None:
    if "mimetype" in parts and b"opendocument" in parts["mimetype"]:
        raise refused(parts.name, "là tệp OpenDocument (.odt, .ods), không phải .docx", _SAVE_AS_DOCX)
    if parts.root("[Content_Types].xml") is None or parts.root("_rels/.rels") is None:
        raise refused(parts.name, "không phải tệp Word: thiếu phần mô tả của gói .docx", _ASK_AGAIN)
    main = ooxml.main_part(parts)
    if main is None or main not in parts:
        raise refused(parts.name, "tệp Word bị hỏng: thiếu phần nội dung văn bản", _ASK_AGAIN)
    root = parts.root(main)
    parts.root(ooxml.relations_part(main))
    if root is None or root.tag != ooxml.qn("w:document"):
        raise refused(parts.name, "là tệp Excel, PowerPoint hoặc loại khác, không phải văn bản Word", "chọn tệp .docx")
