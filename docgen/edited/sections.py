"""The sections of a template: what Word and LibreOffice do to them when they save, undone; page numbers of annexes that are lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.docx import ooxml
from docgen.docx.fields import Field, instructions
from docgen.docx.ooxml import SECT_PR, Element, P, qn
from docgen.edited.texts import Expected, is_logic, spot, style_of, text_of
from docgen.errors import Place, Problem
from docgen.nghi_dinh import nd30

_AFTER_TITLE_PAGE = [qn(f"w:{name}") for name in ("textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings")]
_FROM_1 = "đặt con trỏ trong phụ lục, Chèn > Số trang > Định dạng số trang > Bắt đầu từ: 1"
_BREAK = "đặt con trỏ trước phụ lục, Bố cục > Ngắt > Trang tiếp theo (section); rồi " + _FROM_1


def mend(root: Element, parts: ooxml.Parts, main: str) -> None:
    """Undoes what programs do to the ends of sections when they save a template."""
    _out_of_logic(root)
    _drop_empty_end(root)
    _number_pages(root, parts, main)


def _out_of_logic(root: Element) -> None:
    """A section that LibreOffice lets a line of logic end would be gone with that line: a paragraph of its own ends it."""
    for paragraph in list(root.iter(P)):
        properties = paragraph.find(qn("w:pPr"))
        section = None if properties is None else properties.find(SECT_PR)
        if section is not None and is_logic(text_of(paragraph)):
            own = paragraph.makeelement(P)
            kept = own.makeelement(qn("w:pPr"))
            spacing = {"before": "0", "after": "0", "line": "20", "lineRule": "exact"}
            kept.append(kept.makeelement(qn("w:spacing"), {qn(f"w:{key}"): said for key, said in spacing.items()}))
            kept.append(section)
            own.append(kept)
            paragraph.addnext(own)


def _drop_empty_end(root: Element) -> None:
    """The empty paragraphs that programs put behind the last section, which would be a page without a word."""
    empty: list[Element] = []
    for child in reversed(list(root.find(qn("w:body")))):
        if child.tag == SECT_PR or (child.tag == P and is_logic(text_of(child)) and not _ends_section(child)):
            continue
        if child.tag == P and _ends_section(child):
            for each in empty:
                each.getparent().remove(each)
            return
        if child.tag != P or text_of(child) or next(child.iter(qn("w:drawing"), qn("w:pict")), None) is not None:
            return
        empty.append(child)


def _ends_section(paragraph: Element) -> bool:
    return paragraph.find(f"{qn('w:pPr')}/{SECT_PR}") is not None


def _number_pages(root: Element, parts: ooxml.Parts, main: str) -> None:
    """The pages after the first of a section whose header LibreOffice saved as that of its first page, numbered as before."""
    related = ooxml.relations(parts, main)
    sections = list(root.iter(SECT_PR))
    whole = next((each for each in sections if _title_page(each) and _numbered(each, parts, related)), None)
    if whole is None:
        return
    for section in sections:
        headers = section.findall(qn("w:headerReference"))
        if headers and not _title_page(section) and not _numbered(section, parts, related):
            _take_headers(section, whole)


def _take_headers(section: Element, whole: Element) -> None:
    """Gives a section the headers of another, and a first page apart."""
    for header in section.findall(qn("w:headerReference")):
        section.remove(header)
    for number, header in enumerate(whole.findall(qn("w:headerReference"))):
        section.insert(number, section.makeelement(header.tag, dict(header.attrib)))
    behind = next((child for child in section if child.tag in _AFTER_TITLE_PAGE), None)
    at = len(section) if behind is None else section.index(behind)
    section.insert(at, section.makeelement(qn("w:titlePg")))


def _title_page(section: Element) -> bool:
    return bool(ooxml.on(section.find(qn("w:titlePg"))))


def _numbered(section: Element, parts: ooxml.Parts, related: dict[str, tuple[str, str]]) -> bool:
    """True where the header of the pages after the first shows their number."""
    for header in section.findall(qn("w:headerReference")):
        _, part = related.get(header.get(qn("r:id")), ("", ""))
        if header.get(qn("w:type")) == "default" and part in parts:
            return any(Field(each).is_page for each in instructions(ooxml.parse(parts[part])))
    return False


def lost(root: Element, styles: dict[str, str], body: Sequence[Expected], name: str) -> Iterator[Problem]:
    """The annexes whose pages are not numbered from 1."""
    labels = {each.text for each in body if each.thanh_phan == nd30.PHU_LUC}
    for paragraphs, section in _sections(root):
        said = [(text, styles.get(style_of(p), "")) for p in paragraphs if (text := text_of(p)) and not is_logic(text)]
        annexes = [n for n, (text, style) in enumerate(said) if text in labels or style == nd30.PHU_LUC.style]
        for number in annexes:
            place = Place(name, spot=spot(said[number][0]))
            if number:
                yield Problem(place, "phụ lục không bắt đầu phần (section) của mình, số trang sẽ nối tiếp", _BREAK)
            elif not _starts_at_1(section):
                yield Problem(place, "số trang của phụ lục không bắt đầu từ 1", _FROM_1)


def _starts_at_1(section: Element) -> bool:
    numbers = section.find(qn("w:pgNumType"))
    return numbers is not None and numbers.get(qn("w:start")) == "1"


def _sections(root: Element) -> Iterator[tuple[list[Element], Element]]:
    """The paragraphs of each section, and what describes it."""
    paragraphs: list[Element] = []
    for element in root.iter(P, SECT_PR):
        if element.tag == P:
            paragraphs.append(element)
        else:
            yield paragraphs, element
            paragraphs = []
