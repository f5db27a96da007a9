"""The one gate for Word files that others may have had in hand: what is not on its lists does not go on.

Decided on the finished bytes, by what is allowed: kinds of parts, relations, fields, pictures. What a list does not name
is refused, so that a file can neither fetch nor run anything, in Word as in LibreOffice.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping

from lxml import etree

from docgen.docx import ooxml, package
from docgen.docx.fields import FLD_CHAR, FLD_SIMPLE, MARKS, OpenFields, kind_of, simple
from docgen.docx.ooxml import Element, Parts, R, qn
from docgen.errors import Place, Problem, UnusableError

_OFFICE = "application/vnd.openxmlformats-officedocument"
_WORD = f"{_OFFICE}.wordprocessingml"
_MAIN_TYPE = f"{_WORD}.document.main+xml"
_WORKBOOK = f"{_OFFICE}.spreadsheetml.sheet"
_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_XML_TYPES = frozenset(
    {
        _MAIN_TYPE,
        _RELATIONS_TYPE,
        "application/xml",
        "application/vnd.openxmlformats-package.core-properties+xml",
        *(f"{_WORD}.{kind}+xml" for kind in ["comments", "commentsExtended", "commentsIds", "commentsExtensible", "people", "endnotes", "fontTable"]),
        *(f"{_WORD}.{kind}+xml" for kind in ["footer", "footnotes", "header", "numbering", "settings", "styles", "webSettings"]),
        *(f"{_OFFICE}.{kind}+xml" for kind in ["custom-properties", "customXmlProperties", "extended-properties", "theme"]),
        *(f"{_OFFICE}.{kind}+xml" for kind in ("drawingml.chart", "drawingml.chartshapes", "themeOverride")),
        "application/vnd.ms-office.chartstyle+xml",
        "application/vnd.ms-office.chartcolorstyle+xml",
        "application/vnd.ms-word.stylesWithEffects+xml",
    }
)  # fmt: skip
# What a picture begins with says what it is, whatever it is called; SVG is left out, since it can fetch.
_PICTURES = {
    "image/png": (b"\x89PNG",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/jpg": (b"\xff\xd8\xff",),
    "image/gif": (b"GIF8",),
    "image/bmp": (b"BM",),
    "image/x-emf": (b"\1\0\0\0",),
    "image/x-wmf": (b"\xd7\xcd\xc6\x9a", b"\1\0\x09\0"),
}
_FONT = f"{_OFFICE}.obfuscatedFont"

_HYPERLINK = f"{R}/hyperlink"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MICROSOFT = "http://schemas.microsoft.com/office"
_INSIDE = frozenset(
    {
        *(f"{R}/{kind}" for kind in ["officeDocument", "extended-properties", "custom-properties", "customXml", "customXmlProps"]),
        *(f"{R}/{kind}" for kind in ["styles", "numbering", "settings", "webSettings", "fontTable", "font", "theme", "themeOverride"]),
        *(f"{R}/{kind}" for kind in ["header", "footer", "footnotes", "endnotes", "comments", "image", "chart", "chartUserShapes", "package"]),
        f"{_PACKAGE}/metadata/core-properties",
        f"{_PACKAGE}/metadata/thumbnail",
        "http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata/core-properties",  # LibreOffice
        f"{_MICROSOFT}/2007/relationships/stylesWithEffects",
        f"{_MICROSOFT}/2011/relationships/chartStyle",
        f"{_MICROSOFT}/2011/relationships/chartColorStyle",
        f"{_MICROSOFT}/2011/relationships/commentsExtended",
        f"{_MICROSOFT}/2011/relationships/people",
        f"{_MICROSOFT}/2016/09/relationships/commentsIds",
        f"{_MICROSOFT}/2018/08/relationships/commentsExtensible",
    }
)  # fmt: skip
# What is not looked into may be reached in one way only, or it would be read as something else.
_ONLY_AS = {_FONT: f"{R}/font", _WORKBOOK: f"{R}/package"}
_IN_WORKBOOKS = frozenset(
    {
        *(
            f"{R}/{kind}"
            for kind in ["officeDocument", "worksheet", "styles", "sharedStrings", "theme", "table", "calcChain"]
        ),
        *(f"{R}/{kind}" for kind in ["extended-properties", "custom-properties"]),
        f"{_PACKAGE}/metadata/core-properties",
    }
)
_PLAIN_NAME = re.compile(r"(?!\.\.?/)\w[\w-]*(?:[/.][\w-]+)*")
_LINK = re.compile(r"(?:https?://|mailto:|#)", re.IGNORECASE)

_FIELDS = frozenset(
    [
        "PAGE",
        "NUMPAGES",
        "SECTION",
        "SECTIONPAGES",
        "PAGEREF",
        "REF",
        "NOTEREF",
        "STYLEREF",
        "SEQ",
        "TOC",
        "TC",
        "DATE",
        "TIME",
        "CREATEDATE",
        "SAVEDATE",
        "PRINTDATE",
        "TITLE",
        "SUBJECT",
        "AUTHOR",
        "KEYWORDS",
        "DOCPROPERTY",
        "HYPERLINK",
        "IF",
        "SYMBOL",
        "=",
    ]
)
_NAME = re.compile(r"\s*(=|[A-Za-z]+(?=[\s\\]|$))")
_HYPERLINK_TO = re.compile(r'(?:\\[hnot]\s+)*"?\s*(?:https?://|mailto:|#|\\l\s)', re.IGNORECASE)

# A field whose words lie in several of these has other words for each reader that leaves one of them out.
_APART = tuple(
    map(qn, ["mc:Choice", "mc:Fallback", "w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:txbxContent", "w:tc", "w:footnote", "w:endnote", "w:comment"])
)  # fmt: skip
_DELETED_INSTRUCTION, _WORDS = qn("w:delInstrText"), (qn("w:t"), qn("w:delText"))
# What reaches out by itself, without a relation.
_STRANGE = tuple(
    map(qn, ["w:altChunk", "w:object", "w:control", "w:subDoc", "w:mailMerge", "w:attachedTemplate", "w:framesets"])
)
_STRANGE += tuple(map(qn, ("w:saveThroughXslt", "o:OLEObject")))
_ADDRESS_ATTRIBUTES = etree.XPath(
    "//@*[(contains(., '://') or contains(., '\\\\') or contains(translate(., 'FILE', 'file'), 'file:')"
    " or local-name() = 'src' or local-name() = 'href' or local-name() = 'althref' or local-name() = 'embeddedHtml')"
    " and not(local-name() = 'uri' or local-name() = 'descr' or local-name() = 'title' or local-name() = 'tooltip'"
    " or local-name() = 'name' or local-name() = 'val' or local-name() = 'instr' or local-name() = 'schemaLocation')"
    f" and namespace-uri() != '{R}']"
)
_RELATION_ID = re.compile(r"[\w.:-]*")  # in a template no tag can make another one of it
_CAN_REFER = etree.XPath("//@r:*", namespaces={"r": R})

Found = Iterator[tuple[str, str]]  # the part, and what is strange about it

_REMEDY = "bỏ phần này trong Word rồi lưu lại dạng Word Document (.docx)"
_DAMAGED = "mở bằng Word, lưu lại dạng Word Document (.docx)"


def refuse(name: str, content: bytes, remedy: str = _REMEDY) -> None:
    """Raises UnusableError with everything in this Word file that is not on the lists of what documents need."""
    try:
        found = list(dict.fromkeys(_strange(content)))
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, ValueError, OSError, EOFError, RuntimeError) as error:
        problem = Problem(Place(name), "không phải là tệp Word .docx, hoặc tệp bị hỏng", _DAMAGED)
        raise UnusableError([problem]) from error
    if found:
        raise UnusableError(
            [
                Problem(Place(name, spot=spot), f"{what}, không được phép vì lý do an toàn", remedy)
                for spot, what in found
            ]
        )


def _strange(content: bytes) -> Found:
    yield from _package(content)
    parts = package.read(content)
    roots = {package.CONTENT_TYPES: ooxml.parse(parts[package.CONTENT_TYPES])}
    types = _types(roots[package.CONTENT_TYPES], parts)
    for name, part in parts.items():
        kind = _RELATIONS_TYPE if _holds_relations(name) else types.get(name, "")
        if kind in _XML_TYPES and name not in roots:
            roots[name] = ooxml.parse(part)
        elif name not in roots:
            yield from _of_bytes(name, kind, part)
    yield from _main(roots[package.PACKAGE_RELATIONS], types)
    for name, root in roots.items():
        if ooxml.has_doctype(root):
            yield name, "có khai báo DTD"
        elif _holds_relations(name):
            yield from _relations(name, root, types, roots)
        else:
            yield from _elements(name, root)
            yield from ((name, said) for said in _fields(root))


def _holds_relations(name: str) -> bool:
    return name.lower().endswith(".rels")


def _of_bytes(name: str, kind: str, part: bytes) -> Found:
    """A part that is no XML of a document."""
    if "vba" in f"{name}{kind}".lower() or "macro" in kind.lower():
        yield name, "có macro"
    elif kind in _PICTURES:
        if not part.startswith(_PICTURES[kind]):
            yield name, "có hình không phải là hình như đã khai báo"
    elif kind == _WORKBOOK:
        yield from ((name, said) for said in _workbook(part))
    elif kind != _FONT:
        yield name, f"có phần loại lạ ({kind or 'không khai báo'})"


def _workbook(content: bytes) -> Iterator[str]:
    """The table behind a chart may lead nowhere either."""
    for name, part in package.read(content).items():
        for relation in ooxml.parse(part) if _holds_relations(name) else ():
            mode = relation.get("TargetMode", "Internal").strip().lower()
            if mode != "internal" or relation.get("Type") not in _IN_WORKBOOKS:
                yield "có bảng số liệu trỏ tới tệp hoặc địa chỉ ở ngoài"


def _package(content: bytes) -> Found:
    """What would let two readers see two different files."""
    if not content.startswith(b"PK\3\4"):
        raise zipfile.BadZipFile
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = Counter(posixpath.normpath(name.lstrip("/").replace("\\", "/")).lower() for name in archive.namelist())
        if archive.comment:
            yield "", "có chú thích ở cuối gói"
        yield from ((name, "có hai phần cùng tên") for name, count in names.items() if count > 1)
        yield from ((name, "có phần đặt ngoài gói") for name in names if name.startswith(".."))


def _types(root: Element, parts: Parts) -> dict[str, str]:
    """The declared type of each part, as a reader finds it."""
    by_name, by_ending = {}, {}
    for each in root:
        if each.tag == qn("ct:Override"):
            by_name[each.get("PartName", "").lstrip("/").lower()] = each.get("ContentType", "")
        elif each.tag == qn("ct:Default"):
            by_ending[each.get("Extension", "").lower()] = each.get("ContentType", "")
    return {n: by_name.get(n.lower(), by_ending.get(n.rpartition(".")[2].lower(), "")) for n in parts}


def _main(root: Element, types: Mapping[str, str]) -> Found:
    main = [relation.get("Target", "") for relation in root if relation.get("Type") == f"{R}/officeDocument"]
    if len(main) != 1 or types.get(main[0].removeprefix("/")) != _MAIN_TYPE:
        yield "", "không có đúng một phần nội dung văn bản Word"


# --- Relations ------------------------------------------------------------------------------------------------


def _relations(name: str, root: Element, types: Mapping[str, str], roots: dict[str, Element]) -> Found:
    folder, file = posixpath.split(name)
    owner = posixpath.join(posixpath.dirname(folder), file[: -len(".rels")])
    ids = Counter(relation.get("Id") for relation in root)
    if any(count > 1 for count in ids.values()):
        yield name, "có hai quan hệ cùng số"
    if posixpath.basename(folder) != "_rels":
        yield name, "có quan hệ đặt sai chỗ"
    for relation in root:
        kind = relation.get("Type", "")
        said = kind.rpartition("/")[2][:40]
        if relation.get("TargetMode", "Internal").strip().lower() != "internal":
            if kind != _HYPERLINK or not _LINK.match(relation.get("Target", "")):
                yield name, f"trỏ tới tệp hoặc địa chỉ ở ngoài ({said})"
            elif not _is_text_link(relation.get("Id", ""), roots.get(owner)):
                yield name, "trỏ tới tệp hoặc địa chỉ ở ngoài, không qua liên kết ở chữ"
        elif kind not in _INSIDE:
            yield name, f"có quan hệ loại lạ ({said})"
        elif not _is_inside(relation.get("Target", ""), posixpath.dirname(owner), kind, types):
            yield name, f"trỏ tới tệp hoặc địa chỉ ở ngoài ({said})"


def _is_text_link(relation_id: str, owner: Element | None) -> bool:
    """True where nothing but links of words refers to it: a picture linked through it would be fetched."""
    users = [] if owner is None else [value.getparent() for value in _CAN_REFER(owner) if value.strip() == relation_id]
    return owner is not None and all(user.tag == qn("w:hyperlink") for user in users)


def _is_inside(target: str, folder: str, kind: str, types: Mapping[str, str]) -> bool:
    if target.startswith("//"):
        return False
    path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    if path not in types:  # Word leaves such behind; nothing is there to be read
        return _PLAIN_NAME.fullmatch(path) is not None
    return _ONLY_AS.get(types[path], kind) == kind


# --- Elements and fields --------------------------------------------------------------------------------------


def _elements(name: str, root: Element) -> Found:
    if next(root.iter(*_STRANGE), None) is not None:
        yield name, "nhúng hoặc nối tệp khác (altChunk, OLE, ActiveX, trộn thư …)"
    if not all(map(_RELATION_ID.fullmatch, _CAN_REFER(root))):
        yield name, "gọi một quan hệ bằng số lạ"
    if _ADDRESS_ATTRIBUTES(root):
        yield name, "ghi địa chỉ ở ngoài trong một thuộc tính"
    if any("[" in (each.text or "") for each in root.iter(qn("c:f"))):
        yield name, "biểu đồ lấy số liệu từ tệp khác"
    if any(isinstance(each, etree._ProcessingInstruction) for each in root.itersiblings(preceding=True)):
        yield name, "có chỉ dẫn xử lý XML"


def _fields(root: Element) -> Iterator[str]:
    """What is wrong with the fields of a part. All words before `separate` are held to be of the instruction, deleted ones too."""
    fields, places = OpenFields(), list[Element | None]()  # the places are those where the open fields began
    for element in root.iter(FLD_SIMPLE, *MARKS, _DELETED_INSTRUCTION, *_WORDS):
        kind = kind_of(element) if element.tag == FLD_CHAR else None
        inner = fields.open[-1] if fields.open and not fields.open[-1].shown else None
        if (element.tag == FLD_SIMPLE or kind == "begin") and inner and not inner.instruction.strip():
            yield "có trường mà tên do trường khác ghép thành"
        if element.tag == FLD_SIMPLE:
            yield from _instruction(simple(element).instruction)
        elif kind == "begin":
            fields.take(element)
            places.append(_apart(element))
        elif kind in {"separate", "end"} and fields.open:
            yield from _instruction(inner.instruction if inner else "")
            if fields.take(element) is not None:
                places.pop()
        elif element.tag == FLD_CHAR or (element.tag not in _WORDS and inner is None):
            yield "có trường dở dang"
        elif inner is not None:
            inner.instruction += element.text or ""
            if _apart(element) is not places[-1]:
                yield "có trường mà lệnh nằm rải ở nhiều chỗ"
    yield from (said for each in fields.open if not each.shown for said in _instruction(each.instruction))


def _apart(element: Element) -> Element | None:
    return next(element.iterancestors(*_APART), None)


def _instruction(words: str) -> Iterator[str]:
    if not words.strip():
        return
    named = _NAME.match(words)
    name = named[1].upper() if named else ""
    if named is None or name not in _FIELDS:
        yield f"có trường không dùng trong văn bản ({' '.join(words.split())[:30]})"
    elif name == "HYPERLINK" and not _HYPERLINK_TO.match(words[named.end() :].lstrip()):
        yield "có liên kết tới tệp ở ngoài"
