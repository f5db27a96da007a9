"""Mends page numbers: how one looks, and where they stand."""

from __future__ import annotations

from docgen.docx import ooxml
from docgen.docx.fields import page_numbers, simple_page_numbers
from docgen.docx.mend.letters import set_letters
from docgen.docx.mend.opened import OpenedPackage
from docgen.docx.mend.schema_order import R_PR, SECT_PR, child_of, properties_of
from docgen.docx.mending import NumberPages, SetPageNumber, SetRuns
from docgen.docx.ooxml import VAL, Element, qn
from docgen.nghi_dinh import nd30

_PAGE_PARAGRAPH = (
    '<w:p xmlns:w="{w}"><w:pPr><w:spacing w:before="0" w:after="0"/><w:ind w:left="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr>'
    '<w:r>{r_pr}<w:fldChar w:fldCharType="begin"/></w:r><w:r>{r_pr}<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r>{r_pr}<w:fldChar w:fldCharType="separate"/></w:r><w:r>{r_pr}<w:t>2</w:t></w:r><w:r>{r_pr}<w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
_PAGE_R_PR = (
    '<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}" w:eastAsia="{font}"/><w:b w:val="0"/><w:i w:val="0"/>'
    '<w:color w:val="auto"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
)


def set_page_number(opened: OpenedPackage, mending: SetPageNumber) -> None:
    """Sets how the page number in a paragraph looks: its field and nothing beside it."""
    letters = SetRuns(mending.spot, (), mending.font, mending.size)
    for runs in page_numbers(opened.paragraph(mending.spot)):
        for run in runs:
            r_pr = properties_of(run, "rPr")
            set_letters(r_pr, letters)
            for name in ("b", "i") if mending.plain else ():
                child_of(r_pr, name, R_PR).set(VAL, "0")
    numbers = opened.sections()[mending.section].find(qn("w:pgNumType"))
    if mending.arabic and numbers is not None:
        numbers.attrib.pop(qn("w:fmt"), None)


def number_pages(opened: OpenedPackage, mending: NumberPages) -> None:
    """Page numbers only in the middle of the headers of pages after the first."""
    upto = opened.sections()[: mending.section + 1]
    section = upto[-1]
    opened.drop_dangling(section)
    if mending.first_page:
        _set_first_page_apart(opened, section, upto)
    for tag, kinds in (("w:footerReference", ("default", "even", "first")), ("w:headerReference", ("first",))):
        for kind in kinds:
            for part in opened.edges(upto, tag, kind):
                _drop_page_numbers(opened.root(part))
    headers = opened.edges(upto, "w:headerReference", "default")
    if not headers:
        opened.add_edge(section, "header", "default", _header_of(_page_paragraph()))
    elif next(page_numbers(opened.root(headers[-1])), None) is None:
        opened.root(headers[-1]).insert(0, _page_paragraph())


def _set_first_page_apart(opened: OpenedPackage, section: Element, upto: list[Element]) -> None:
    """A first page that is not apart yet keeps what its header and footer say; the number goes."""
    title = section.find(qn("w:titlePg"))
    if title is not None and ooxml.on(title):
        return
    child_of(section, "titlePg", SECT_PR).attrib.pop(VAL, None)
    for kind in ("header", "footer"):
        tag = f"w:{kind}Reference"
        shown = opened.edges(upto, tag, "default")
        if shown and not opened.edges([section], tag, "first"):
            copy_of = ooxml.parse(ooxml.serialise(opened.root(shown[-1])))
            opened.add_edge(section, kind, "first", copy_of, relations_of=shown[-1])


def _header_of(paragraph: Element) -> Element:
    root = ooxml.parse(f'<w:hdr xmlns:w="{ooxml.W}" xmlns:r="{ooxml.R}"/>'.encode())
    root.append(paragraph)
    return root


def _page_paragraph() -> Element:
    r_pr = _PAGE_R_PR.format(font=nd30.PHONG_CHU, size=round(nd30.SO_TRANG.co_chu[0] * 2))
    return ooxml.parse(_PAGE_PARAGRAPH.format(w=ooxml.W, r_pr=r_pr).encode())


def _drop_page_numbers(root: Element) -> None:
    """Takes the page numbers away, and nothing beside them."""
    runs = [run for runs in page_numbers(root) for run in runs]
    for element in [*runs, *simple_page_numbers(root)]:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
