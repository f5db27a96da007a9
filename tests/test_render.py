"""Text through the template unharmed; templates that people broke or filled with code, named or refused."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.docx import package
from docgen.errors import UnusableError
from docgen.model import TrinhBay
from docgen.nghi_dinh import nd30
from docgen.render import Properties, render
from docgen.template.blocks import Block, Cell, Paragraph, Row, Table, Tag
from docgen.template.build import build

TRINH_BAY = TrinhBay.model_validate({})
PROPERTIES = Properties("Kế hoạch", "Thử", "Văn phòng")
NAME = "templates_docx/thu.docx"


def template(*texts: str) -> bytes:
    return build([Paragraph(nd30.LOI_VAN, text) for text in texts], TRINH_BAY)


def rendered(body: bytes, **context: Any) -> list[str]:
    finished = render(body, NAME, {"duong_ke": {}} | context, PROPERTIES)
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(finished)).paragraphs]


def refused(body: bytes, **context: Any) -> list[str]:
    with pytest.raises(UnusableError) as caught:
        rendered(body, **context)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    "text",
    [
        "R&D < 5 > 3",
        "\"kép\" 'đơn' “cong”",
        "]]> &amp; &#39; &lt;w:p/&gt;",
        "<w:t>thẻ</w:t>",
        "{{ nguy_hiem }} {% if x %} {# ghi chú #}",
        "{_{ }_} {_% %_} {{ '{{' }}",
        "=1+1 @SUM -5",
        "không\u00a0ngắt, \u200bkhông rộng, gạch\u2011nối",
        "dòng một\ndòng hai\n\ndòng bốn",
        "cột một\tcột hai",
        "  cách  đôi  ",
        "😀 𝄞",
    ],
)
def test_any_text_arrives_as_it_was_typed(text: str) -> None:
    assert rendered(template("[{{ chu }}]"), chu=text) == [f"[{text}]"]


@settings(max_examples=150)
@given(
    st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\r").filter(lambda c: c in "\t\n" or c >= " "),
        max_size=60,
    )
)
def test_any_lawful_text_arrives(text: str) -> None:
    if any(c in text for c in "\ufffe\uffff"):
        return
    assert rendered(TEMPLATE, chu=text) == [f"[{text}]"]


TEMPLATE = template("[{{ chu }}]")


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x0b", "\x0c", "\ufffe"])
def test_what_xml_cannot_hold_stops_docgen(character: str) -> None:
    with pytest.raises(RuntimeError, match="control character"):
        rendered(TEMPLATE, chu=f"a{character}b")


@pytest.mark.parametrize("value", [None, True, 0.1 + 0.2, ["a"], {"a": 1}])
def test_no_program_value_is_ever_printed(value: Any) -> None:
    (problem,) = refused(TEMPLATE, chu=value)
    assert f"mẫu in một giá trị không phải chữ hay số nguyên ({type(value).__name__})" in problem


def test_whole_numbers_are_printed() -> None:
    assert rendered(template("{{ so }}"), so=0) == ["0"]


def test_unknown_variables_are_all_named_with_their_paragraphs() -> None:
    body = template("Số: {{ sso }}", "{{ chu }}", "Gửi {% if noi_nan %}x{% endif %}")
    assert refused(body, so=1, noi_nhan="x", chu="y") == [
        f"{NAME}: đoạn “Gửi {{% if noi_nan %}}x{{% endif %}}”: mẫu dùng biến “noi_nan” không có\n  → có phải là “noi_nhan”?",
        f"{NAME}: đoạn “Số: {{{{ sso }}}}”: mẫu dùng biến “sso” không có\n  → có phải là “so”?",
    ]


def test_an_unknown_attribute_is_named_with_its_paragraph() -> None:
    body = template("{{ chu }}", "{{ hang.ten }}")
    (problem,) = refused(body, chu="x", hang={"nhan": "1"})
    assert problem.startswith(f"{NAME}: đoạn “{{{{ hang.ten }}}}”: không có giá trị “ten”\n  → sửa chỗ này trong Word")


@pytest.mark.parametrize(
    "test", ["{% if hang.ten %}x{% endif %}", "{% for x in hang.ten %}x{% endfor %}", "{{ hang.ten == 1 }}"]
)
def test_a_missing_value_is_an_error_even_where_jinja_would_let_it_pass(test: str) -> None:
    (problem,) = refused(template(test), hang={})
    assert "không có giá trị “ten”" in problem


def test_a_broken_tag_is_named_with_its_paragraph() -> None:
    (problem,) = refused(template("{{ chu }}", "Nơi {{ chu }"), chu="x")
    assert problem.startswith(f"{NAME}: chỗ “Nơi {{{{ chu }}”: thẻ viết sai")
    (problem,) = refused(template("{% if chu %}x"), chu="x")
    assert "thẻ viết sai" in problem


def test_a_tag_that_word_split_over_runs_is_healed() -> None:
    parts = package.read(template("Số: {{ so }} ngày"))
    split = (
        'Số: </w:t></w:r><w:r><w:t>{</w:t></w:r><w:proofErr w:type="spellStart"/>'
        '<w:r><w:t xml:space="preserve">{ s</w:t></w:r><w:r><w:t>o }</w:t></w:r><w:r><w:t>} ng'
    )
    xml = parts["word/document.xml"]
    assert "Số: {{ so }} ng".encode() in xml
    parts["word/document.xml"] = xml.replace("Số: {{ so }} ng".encode(), split.encode())
    assert rendered(package.write(parts), so=7) == ["Số: 7 ngày"]


@pytest.mark.parametrize(
    "code",
    [
        "{{ ''.__class__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ chu['__class__'] }}",
        "{{ chu.format.__globals__ }}",
        "{{ hang.pop('a') }}",
    ],
)
def test_code_in_a_template_is_refused(code: str) -> None:
    (problem,) = refused(template(code), chu="x", hang={"a": "b"})
    assert (
        "không được phép vì lý do an toàn" in problem
        or "không có giá trị" in problem
        or "is not safely callable" in problem
    )


@pytest.mark.parametrize("code", ["{{ chu|attr('__class__') }}", "{{ '%100d'|format(1) }}", "{{ chu|pprint }}"])
def test_a_template_has_only_the_filters_that_make_texts(code: str) -> None:
    (problem,) = refused(template(code), chu="x")
    assert "thẻ viết sai (No filter named" in problem


@pytest.mark.parametrize("code", ["{{ chu * 10 }}", "{{ 9 ** 99 }}", "{{ '%999d' % 1 }}"])
def test_a_template_cannot_fill_the_memory(code: str) -> None:
    (problem,) = refused(template(code), chu="x")
    assert "không được phép" in problem


@pytest.mark.parametrize("tag", ["{{r chu }}", "{{p chu }}"])
def test_a_tag_that_would_lose_its_text_is_refused(tag: str) -> None:
    (problem,) = refused(template(tag), chu="x")
    assert f"{NAME}: đoạn “{tag}”: thẻ" in problem and "làm mất chữ" in problem


def test_a_missing_index_is_named() -> None:
    (problem,) = refused(template("{{ cac_chu[99] }}"), cac_chu=["x"])
    assert "không có giá trị “99”" in problem


def test_a_long_subject_is_cut_in_the_properties_only() -> None:
    long = "Dài " * 100
    finished = render(TEMPLATE, NAME, {"duong_ke": {}, "chu": long}, Properties(long, long, long))
    document = docx.Document(io.BytesIO(finished))
    assert len(document.core_properties.title) == 255
    assert document.paragraphs[0].text == f"[{long}]"


@pytest.mark.parametrize("name", ["cycler", "lipsum", "range", "dict", "namespace", "joiner", "self", "config", "open"])
def test_a_template_has_no_globals(name: str) -> None:
    problems = refused(template(f"{{{{ {name}('x') }}}}"))
    assert f"mẫu dùng biến “{name}” không có" in problems[0] or "mẫu không chạy được" in problems[0]


@pytest.mark.parametrize("tag", ["{% include '/etc/passwd' %}", "{{ chu + 1 }}", "{{ 1 // 0 }}", "{{ hang.a.b.c }}"])
def test_whatever_a_template_raises_is_said_to_be_the_templates(tag: str) -> None:
    (problem,) = refused(template(tag), chu="x", hang={"a": "b"})
    assert problem.startswith(NAME) and "sửa chỗ này trong Word" in problem


def test_a_tag_that_tears_the_xml_is_refused() -> None:
    """A paragraph tag that opens in a cell and closes outside it."""
    inside = Table((None,), [Row([Cell([Tag("if chu"), Paragraph(nd30.O_BANG, "x")])])])
    (problem,) = refused(build([inside, Tag("endif"), Paragraph(nd30.LOI_VAN, "y")], TRINH_BAY), chu="")
    assert problem.startswith(f"{NAME}: mẫu không chạy được")


@pytest.mark.parametrize("content", [b"", b"not a zip", b"%PDF-1.7"])
def test_a_template_that_is_no_word_file_is_named(content: bytes) -> None:
    (problem,) = refused(content)
    assert problem.startswith(f"{NAME}: mẫu không phải là tệp Word .docx\n")


def test_an_empty_loop_leaves_nothing() -> None:
    body: list[Block] = [
        Tag("for x in cac_chu"),
        Paragraph(nd30.LOI_VAN, "{{ x }}"),
        Tag("endfor"),
        Paragraph(nd30.LOI_VAN, "hết"),
    ]
    assert rendered(build(body, TRINH_BAY), cac_chu=[]) == ["hết"]
    assert rendered(build(body, TRINH_BAY), cac_chu=["a", "b"]) == ["a", "b", "hết"]


def test_the_output_is_well_formed_in_every_part() -> None:
    from lxml import etree

    finished = render(TEMPLATE, NAME, {"duong_ke": {}, "chu": "<&>"}, Properties("a & b", "<c>", "d"))
    with zipfile.ZipFile(io.BytesIO(finished)) as archive:
        for name in archive.namelist():
            etree.fromstring(archive.read(name))
    core = docx.Document(io.BytesIO(finished)).core_properties
    assert (core.title, core.subject, core.author) == ("a & b", "<c>", "d")


_BEGIN, _END = (b'<w:fldChar w:fldCharType="%s"/>' % kind for kind in (b"begin", b"end"))


def _field(*inside: bytes) -> bytes:
    runs = b"".join(b"<w:r>%s</w:r>" % piece for piece in (_BEGIN, *inside, _END))
    return b"<w:p>%s</w:p><w:sectPr" % runs


REACHING_OUT = {
    "attached template": ("word/_rels/document.xml.rels", b"</Relationships>", b'<Relationship Id="x" Type="t/attachedTemplate" Target="http://x/y.dotm" TargetMode="External"/></Relationships>', "trỏ tới tệp hoặc địa chỉ ở ngoài"),
    "DDE": ("word/document.xml", b"<w:sectPr", b'<w:p><w:fldSimple w:instr=" DDEAUTO c:\\\\x.exe"/></w:p><w:sectPr', "trường không dùng trong văn bản"),
    "INCLUDETEXT": ("word/document.xml", b"<w:sectPr", b'<w:p><w:r><w:instrText> INCLUDETEXT "\\\\\\\\x\\\\y"</w:instrText></w:r></w:p><w:sectPr', "trường dở dang"),
    "a word spread over runs": ("word/document.xml", b"<w:sectPr", _field(b"<w:instrText> D</w:instrText>", b"<w:instrText>DEAUTO x</w:instrText>"), "trường không dùng trong văn bản"),
    "a field in a field": ("word/document.xml", b"<w:sectPr", _field(b"<w:instrText> IF 1 = 1 </w:instrText>", _BEGIN, b"<w:instrText>LINK x</w:instrText>", _END), "trường không dùng trong văn bản"),
    "character references": ("word/document.xml", b"<w:sectPr", b'<w:p><w:fldSimple w:instr=" &#68;DEAUTO x"/></w:p><w:sectPr', "trường không dùng trong văn bản"),
    "single quotes": ("word/document.xml", b"<w:sectPr", b"<w:p><w:fldSimple w:instr=' dde x'/></w:p><w:sectPr", "trường không dùng trong văn bản"),
    "another prefix": ("word/document.xml", b"<w:sectPr", b'<w:p xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:r><x:instrText>DATABASE x</x:instrText></w:r></w:p><w:sectPr', "trường dở dang"),
    "a relation in single quotes": ("word/_rels/document.xml.rels", b"</Relationships>", b"<Relationship Id='x' Type='t/image' Target='http://x/y.png' TargetMode='External'/></Relationships>", "trỏ tới tệp hoặc địa chỉ ở ngoài"),
}  # fmt: skip


def test_harmless_fields_and_links_are_no_such_thing() -> None:
    inside = (b'<w:instrText> HYPERLINK "https://x" </w:instrText>', b"<w:instrText> SEQ Link</w:instrText>")
    parts = package.read(template("x"))
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:sectPr", _field(*inside), 1)
    assert render(package.write(parts), NAME, {"duong_ke": {}}, PROPERTIES)


@pytest.mark.parametrize("case", REACHING_OUT)
def test_a_template_that_reaches_out_of_its_file_is_refused(case: str) -> None:
    part, old, new, said = REACHING_OUT[case]
    parts = package.read(template("x"))
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new, 1)
    with pytest.raises(UnusableError, match=said):
        rendered(package.write(parts))


def test_a_template_with_macros_is_refused() -> None:
    parts = package.read(template("x")) | {"word/vbaProject.bin": b"x"}
    with pytest.raises(UnusableError, match="có macro"):
        rendered(package.write(parts))
