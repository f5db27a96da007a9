"""What is put into a PDF before it is signed: fields for number, date and signatures, and what its pictures say in words.

All of it has to be there before the first signature: afterwards only filling in is allowed, anything else breaks it. The only user of pyHanko.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from docgen.docx import ooxml, package
from docgen.docx.pdf import KhoiKy, OTrong, Rect
from docgen.docx.times import ChuSo, digits

_TOOLTIPS = {
    "So": "Số văn bản: Văn thư ghi sau khi người có thẩm quyền ký, trước khi ký số của cơ quan",
    "Ngay": "Ngày ban hành, ví dụ 05: Văn thư ghi sau khi người có thẩm quyền ký, trước khi ký số của cơ quan",
    "Thang": "Tháng ban hành, ví dụ 02: Văn thư ghi sau khi người có thẩm quyền ký, trước khi ký số của cơ quan",
    "NguoiKy": "Chữ ký số của người có thẩm quyền ký văn bản",
    "CoQuan": "Chữ ký số của cơ quan ban hành văn bản: ký sau khi đã ghi số và ngày, tháng",
}
_LONGEST = {"So": 5, "Ngay": 2, "Thang": 2}
_STYLES = {"So": "", "Ngay": "italic", "Thang": "italic"}  # số, ký hiệu stands upright, the date in italics
_FONTS = {"": "/ChuDung", "italic": "/ChuNghieng"}
_PRINTED = 4
_SERIF, _NONSYMBOLIC, _ITALIC = 2, 32, 64
_CENTRED = 1


def fit_to_sign(pdf: bytes, document: bytes, block: KhoiKy, blanks: Mapping[str, OTrong]) -> bytes:
    """The PDF of this Word file with two empty signature fields, `NguoiKy` and `CoQuan`, and a text field in each of these blanks.

    Its pictures say in words what they say in the Word file. Number and date may be written after the first signature; the second one locks them.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    _signature_field(writer, "NguoiKy", block.so_trang, block.nguoi_ky, ["NguoiKy"])
    _signature_field(writer, "CoQuan", block.so_trang, block.co_quan, ["CoQuan", *blanks])
    if blanks:
        _text_fields(writer, blanks)
    _describe(writer, _alternative_texts(document))
    stream = io.BytesIO()
    writer.write(stream)  # type: ignore[no-untyped-call]
    return stream.getvalue()


def _signature_field(writer: Any, name: str, page: int, box: Rect, locked: list[str]) -> None:
    from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm, SigFieldSpec, append_signature_field

    left, bottom, right, top = (round(edge) for edge in box)
    spec = SigFieldSpec(
        name,
        on_page=page,
        box=(left, bottom, right, top),
        readable_field_name=_TOOLTIPS[name],
        field_mdp_spec=FieldMDPSpec(FieldMDPAction.INCLUDE, locked),
        # Not less for the seal: whoever certifies a copy signs the same file once more.
        doc_mdp_update_value=MDPPerm.FILL_FORMS,
    )
    append_signature_field(writer, spec)


def _text_fields(writer: Any, blanks: Mapping[str, OTrong]) -> None:
    form = writer.root["/AcroForm"]
    styles = {_STYLES[name] for name in blanks}
    form["/DR"] = _pdf({"/Font": {_FONTS[style]: writer.add_object(_font(writer, style)) for style in sorted(styles)}})
    for name, blank in blanks.items():
        page = writer.find_page_for_modification(0)[0]
        field = writer.add_object(_text_field(writer, name, blank, page))
        form["/Fields"].append(field)
        writer.register_annotation(page, field)


def _text_field(writer: Any, name: str, blank: OTrong, page: Any) -> Any:
    from pyhanko.pdf_utils.generic import StreamObject, pdf_string

    left, bottom, right, top = blank.khung_o
    empty = _pdf({"/Type": "/XObject", "/Subtype": "/Form", "/BBox": [0, 0, right - left, top - bottom]})
    return _pdf(
        {"/Type": "/Annot", "/Subtype": "/Widget", "/P": page, "/Rect": [left, bottom, right, top], "/F": _PRINTED}
        | {"/FT": "/Tx", "/T": pdf_string(name), "/TU": pdf_string(_TOOLTIPS[name]), "/MaxLen": _LONGEST[name]}
        | {"/DA": pdf_string(f"0 g {_FONTS[_STYLES[name]]} {blank.co_chu:g} Tf"), "/Q": _CENTRED}
        | {"/AP": {"/N": writer.add_object(StreamObject(empty, stream_data=b"/Tx BMC EMC"))}}
    )


def _font(writer: Any, style: str) -> Any:
    """Times for the form; embedded, so that the file stays PDF/A when it is filled in."""
    standard = {"": "/Times-Roman", "italic": "/Times-Italic"}[style]
    font = {"/Type": "/Font", "/Encoding": "/WinAnsiEncoding"}
    taken = digits(style)
    if taken is None:
        return _pdf(font | {"/Subtype": "/Type1", "/BaseFont": standard})
    name = f"/DOCGEN+{standard[1:]}"
    widths = {"/FirstChar": ord("0"), "/LastChar": ord("9"), "/Widths": list(taken.do_rong)}
    descriptor = writer.add_object(_descriptor(writer, name, taken, style))
    return _pdf(font | widths | {"/Subtype": "/TrueType", "/BaseFont": name, "/FontDescriptor": descriptor})


def _descriptor(writer: Any, name: str, taken: ChuSo, style: str) -> Any:
    from pyhanko.pdf_utils.generic import StreamObject

    file = StreamObject(_pdf({"/Length1": len(taken.tep)}), stream_data=taken.tep)
    file.compress()  # type: ignore[no-untyped-call]
    return _pdf(
        {"/Type": "/FontDescriptor", "/FontName": name, "/FontFile2": writer.add_object(file), "/StemV": 80}
        | {"/Flags": _SERIF + _NONSYMBOLIC + (_ITALIC if style else 0), "/ItalicAngle": -16 if style else 0}
        | {
            "/FontBBox": list(taken.khung_chu),
            "/Ascent": taken.len_tren,
            "/Descent": taken.xuong_duoi,
            "/CapHeight": 662,
        }
    )


def _describe(writer: Any, alternative_texts: Sequence[str]) -> None:
    """Gives each picture its text: LibreOffice tags them in the order of the Word file, but leaves their texts out."""
    from pyhanko.pdf_utils.generic import pdf_string

    figures = _figures(writer.root.get("/StructTreeRoot"))
    if len(figures) != len(alternative_texts):
        return
    for figure, text in zip(figures, alternative_texts, strict=True):
        if text:
            figure["/Alt"] = pdf_string(text)
            writer.update_container(figure)


def _alternative_texts(document: bytes) -> list[str]:
    parts = package.read(document)
    body = ooxml.parse(parts[str(ooxml.main_part(parts))])
    return [properties.get("descr", "") for properties in body.iter(ooxml.qn("wp:docPr"))]


def _figures(element: Any) -> list[Any]:
    """The tagged pictures in this part of the structure, in reading order."""
    element = _direct(element)
    if not isinstance(element, dict):
        return []
    if element.get("/S") == "/Figure":
        return [element]
    kids = _direct(element.get("/K", []))
    return [found for kid in (kids if isinstance(kids, list) else [kids]) for found in _figures(kid)]


def _direct(value: Any) -> Any:
    from pyhanko.pdf_utils.generic import IndirectObject

    return value.get_object() if isinstance(value, IndirectObject) else value  # type: ignore[no-untyped-call]


def _pdf(value: Any) -> Any:
    """Plain Python values as PDF objects; strings become names."""
    from pyhanko.pdf_utils.generic import (
        ArrayObject,
        DictionaryObject,
        FloatObject,
        NameObject,
        NumberObject,
        PdfObject,
    )

    if isinstance(value, PdfObject):
        return value
    if isinstance(value, dict):
        return DictionaryObject({NameObject(key): _pdf(each) for key, each in value.items()})  # type: ignore[no-untyped-call]
    if isinstance(value, list):
        return ArrayObject(map(_pdf, value))
    if isinstance(value, float):
        return FloatObject(round(value, 2))  # type: ignore[no-untyped-call]
    return NumberObject(value) if isinstance(value, int) else NameObject(value)  # type: ignore[no-untyped-call]
