"""The gate for Word files: what is not on its lists does not go on; and the second wall, LibreOffice without a way out."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from docgen.docx import gate, ooxml, package, pdf
from docgen.errors import UnusableError
from docgen.render import Properties, render
from docgen.template.build import build
from tests.conftest import needed
from tests.test_render import TRINH_BAY, template

MAIN, RELS = "word/document.xml", "word/_rels/document.xml.rels"
TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
KINDS = [
    *(f"{TRANSITIONAL}/{kind}" for kind in ("image", "oleObject", "aFChunk", "attachedTemplate", "subDocument", "frame")),
    *(f"{TRANSITIONAL}/{kind}" for kind in ("externalLink", "control", "package", "mailMergeSource", "transform", "audio")),
    *(f"{MICROSOFT}/{kind}" for kind in ("vbaProject", "keyMapCustomizations", "attachedToolbars", "activeXControlBinary")),
    "t/image",
    f"{TRANSITIONAL.upper()}/image",
]  # fmt: skip
MODES = ["External", "external", "EXTERNAL", "eXternal", " External ", "Extern", ""]
OUTSIDE = ["http://127.0.0.1:9/x", "file:///etc/passwd", "\\\\may\\chu\\x", "//may/x", "../../etc/passwd", "%2e%2e/x"]
FIELDS = [
    *[
        "INCLUDE",
        "INCLUDETEXT",
        "INCLUDEPICTURE",
        "RD",
        "LINK",
        "DDE",
        "DDEAUTO",
        "IMPORT",
        "DATABASE",
        "EMBED",
        "MACROBUTTON",
        "GOTOBUTTON",
    ],
    *[
        "AUTOTEXT",
        "AUTOTEXTLIST",
        "ASK",
        "FILLIN",
        "QUOTE",
        "MERGEFIELD",
        "HTMLACTIVEX",
        "ADDIN",
        "PRIVATE",
        "BARCODE",
        "INFO",
        "USERNAME",
        "PAGEX",
    ],
]
OWN = "INCLUDETEXT"


def changed(part: str, old: bytes, new: bytes) -> bytes:
    parts = package.read(template("x"))
    assert old in parts[part]
    return package.write(parts | {part: parts[part].replace(old, new, 1)})


def with_body(xml: str) -> bytes:
    return changed(MAIN, b"<w:sectPr", xml.encode() + b"<w:sectPr")


def related(kind: str, mode: str, target: str, part: str = RELS) -> bytes:
    mode = f'TargetMode="{mode}"' if mode else ""
    relation = f'<Relationship Id="rIdX" Type="{kind}" Target="{target}" {mode}/>'
    parts = package.read(template("x"))
    rels = parts.get(part, f'<Relationships xmlns="{ooxml.PREFIXES["pr"]}"></Relationships>'.encode())
    return package.write(parts | {part: rels.replace(b"</Relationships>", relation.encode() + b"</Relationships>")})


def refused(content: bytes) -> str:
    with pytest.raises(UnusableError) as error:
        gate.refuse("tep.docx", content)
    said = str(error.value)
    assert said.startswith("tep.docx") and "→" in said
    return said


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def words(*pieces: str) -> str:
    return "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def ways(name: str) -> Iterator[str]:
    """Ways to write a field of this name."""
    middle = len(name) // 2
    for said in (name, name.lower(), name.title()):
        yield paragraph(mark("begin"), words(f' {said} "http://x"'), mark("separate"), mark("end"))
        yield paragraph(f'<w:fldSimple w:instr="{said} x"/>')
    yield paragraph(mark("begin"), words(*name, " x"), mark("end"))
    yield paragraph(mark("begin"), words(name[:middle])) + paragraph(words(name[middle:]), mark("end"))
    yield paragraph(mark("begin"), f"<w:r><w:t>{name} x</w:t></w:r>", mark("end"))
    yield paragraph(mark("begin"), f"<w:r><w:delInstrText>{name} x</w:delInstrText></w:r>", mark("end"))
    yield paragraph(mark("begin"), words("IF 1 = 1 "), mark("begin"), words(name), mark("end"), mark("end"))
    yield paragraph(mark("begin"), mark("begin"), words("TITLE"), mark("end"), words(name), mark("end"))
    yield paragraph(
        mark("begin"), words("PAGE"), mark("separate"), mark("begin"), words(name), mark("end"), mark("end")
    )
    yield paragraph(mark("begin"), f"<w:ins>{words('PAGE ')}</w:ins>", words(name), mark("end"))
    yield paragraph(mark("begin"), words(name))
    yield paragraph(words(name))


class TestAllowed:
    @pytest.mark.parametrize(
        "xml",
        [
            paragraph(mark("begin"), words(" PAGE "), mark("separate"), "<w:r><w:t>LINK</w:t></w:r>", mark("end")),
            paragraph(mark("begin"), words(' HYPERLINK "https://chinhphu.vn" '), mark("separate"), mark("end")),
            paragraph(mark("begin"), words(' TOC \\o "1-3" '), mark("separate"), mark("end")),
            paragraph('<w:fldSimple w:instr="SEQ Bảng"/>'),
            paragraph("<w:r><w:t>INCLUDETEXT http://x file:///x</w:t></w:r>"),
        ],
    )
    def test_what_documents_need(self, xml: str) -> None:
        gate.refuse("tep.docx", with_body(xml))

    def test_a_link_of_words(self) -> None:
        linked = package.read(related(f"{TRANSITIONAL}/hyperlink", "External", "https://x"))
        link = f'<w:p><w:hyperlink xmlns:r="{TRANSITIONAL}" r:id="rIdX"/></w:p><w:sectPr'.encode()
        gate.refuse("tep.docx", package.write(linked | {MAIN: linked[MAIN].replace(b"<w:sectPr", link, 1)}))


class TestRelations:
    @pytest.mark.parametrize("part", [RELS, "_rels/.rels", "word/_rels/settings.xml.rels", "Word/_Rels/x.xml.RELS"])
    def test_nothing_is_reached_outside(self, part: str) -> None:
        targets = itertools.cycle(OUTSIDE)  # 6 of them and 7 modes: all pairs come up
        for (kind, mode), target in zip(itertools.product(KINDS, MODES), targets, strict=False):
            refused(related(kind, mode, target, part))

    def test_a_link_that_a_picture_uses_is_no_link_of_words(self) -> None:
        for use in ("r:link", "r:embed", "r:id", "r:href"):
            linked = package.read(related(f"{TRANSITIONAL}/hyperlink", "External", "http://127.0.0.1:9/x.png"))
            blip = f'<w:p><w:r><a:blip xmlns:a="{ooxml.A}" xmlns:r="{TRANSITIONAL}" {use}="rIdX"/></w:r></w:p><w:sectPr'
            content = package.write(linked | {MAIN: linked[MAIN].replace(b"<w:sectPr", blip.encode(), 1)})
            assert "không qua liên kết ở chữ" in refused(content)

    def test_a_tag_cannot_name_one(self) -> None:
        blip = f'<w:p><w:r><a:blip xmlns:a="{ooxml.A}" xmlns:r="{TRANSITIONAL}" r:link="rId{{# x #}}X"/></w:r></w:p>'
        assert "số lạ" in refused(with_body(blip))

    @pytest.mark.parametrize("scheme", ["file:///x", "smb://x", "javascript:x", "vnd.sun.star.script:x", "x.docx"])
    def test_links_lead_to_pages_only(self, scheme: str) -> None:
        refused(related(f"{TRANSITIONAL}/hyperlink", "External", scheme))


class TestFields:
    @pytest.mark.parametrize("name", FIELDS)
    def test_a_name_that_is_not_listed(self, name: str) -> None:
        for xml in ways(name):
            refused(with_body(xml))

    @pytest.mark.parametrize(
        "part", ["word/styles.xml", "word/settings.xml", "word/header_x.xml", "word/comments_x.dat"]
    )
    def test_in_every_part(self, part: str) -> None:
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
        parts = package.read(template("x"))
        parts[part] = f'<w:x xmlns:w="{ooxml.W}">{next(ways(OWN))}</w:x>'.encode()
        ooxml.declare(parts, part, kind)
        assert OWN in refused(package.write(parts))

    def test_for_two_readers(self) -> None:
        choice = f'<mc:Choice xmlns:mc="{ooxml.MC}" Requires="w">{words("PAGE ")}</mc:Choice>'
        fallback = f'<mc:Fallback xmlns:mc="{ooxml.MC}">{words(OWN)}</mc:Fallback>'
        both = f'<mc:AlternateContent xmlns:mc="{ooxml.MC}">{choice}{fallback}</mc:AlternateContent>'
        assert "rải" in refused(with_body(paragraph(mark("begin"), both, mark("end"))))


@pytest.mark.parametrize(
    "runs",
    [
        words("INCLUDE{# x #}TEXT"),
        words('{{ "INCLUDE" }}TEXT'),
        words("{% if 1 %}INCLUDE{% endif %}TEXT"),
        "<w:r><w:t>{{ ten }}</w:t></w:r>",
        words("PA") + "<w:r><w:t>{{ ten }}</w:t></w:r>",
        "<w:r><w:t>{% if 0 %}</w:t></w:r>" + words("PAGE ") + "<w:r><w:t>{% endif %}</w:t></w:r>" + words(OWN),
    ],
)
def test_a_template_cannot_put_a_field_together(runs: str) -> None:
    content = with_body(paragraph(mark("begin"), runs, mark("separate"), mark("end")))
    with pytest.raises(UnusableError):
        render(content, "mau.docx", {"duong_ke": {}, "ten": f"{OWN} x"}, Properties("", "", ""))


def test_tags_in_paragraphs_around_a_field_are_seen_in_the_finished_file() -> None:
    """Each half is harmless, or there is none: only what is rendered says the name."""
    kept = paragraph(mark("begin"), words("PAGE "), "<w:r><w:t>{#</w:t></w:r>")
    gone = paragraph("<w:r><w:t>#}</w:t></w:r>", mark("separate"), mark("end"))
    hidden = paragraph(
        "<w:r><w:t>{#</w:t></w:r>", mark("begin"), words("PAGE "), "<w:r><w:t>#}</w:t></w:r>", words(OWN)
    )
    for xml in (hidden, kept + gone + hidden):
        with pytest.raises(UnusableError):
            render(with_body(xml), "mau.docx", {"duong_ke": {}}, Properties("", "", ""))


class TestParts:
    @pytest.mark.parametrize(
        ("name", "kind"),
        [
            ("word/vbaProject.bin", "application/vnd.ms-office.vbaProject"),
            ("word/x.png", "application/vnd.ms-office.vbaProject"),
            ("word/x.xml", "application/vnd.ms-word.vbaData+xml"),
            ("word/x.bin", "application/vnd.openxmlformats-officedocument.oleObject"),
            ("word/x.xml", "application/vnd.ms-office.activeX+xml"),
            ("word/x.htm", "text/html"),
            ("word/x.rtf", "application/rtf"),
            ("word/x.svg", "image/svg+xml"),
            ("word/x.png", "image/png"),
            ("content.xml", "application/vnd.oasis.opendocument.text"),
        ],
    )
    def test_what_no_document_needs(self, name: str, kind: str) -> None:
        parts = package.read(template("x")) | {name: b'<svg xmlns="http://www.w3.org/2000/svg"/>'}
        ooxml.declare(parts, name, kind)
        assert name in refused(package.write(parts))

    def test_what_nobody_declared(self) -> None:
        assert "không khai báo" in refused(package.write(package.read(template("x")) | {"word/x.la": b"x"}))

    @pytest.mark.parametrize("kind", ["document.macroEnabled.main+xml", "template.main+xml", "footer+xml", "x"])
    def test_another_main_part(self, kind: str) -> None:
        refused(changed(package.CONTENT_TYPES, b"document.main+xml", kind.encode()))

    def test_a_main_part_of_any_name_is_looked_into(self) -> None:
        parts = package.read(with_body(next(ways(OWN))))
        parts["word/than.la"] = parts.pop(MAIN)
        parts[package.CONTENT_TYPES] = parts[package.CONTENT_TYPES].replace(b"/word/document.xml", b"/word/than.la")
        parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"word/document.xml", b"word/than.la")
        assert OWN in refused(package.write(parts))

    def test_entities(self) -> None:
        parts = package.read(template("x"))
        for name in [name for name in parts if name.endswith((".xml", ".rels"))]:
            start = parts[name].index(b"?>") + 2
            doctype = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
            content = parts[name][:start] + doctype + parts[name][start:]
            refused(package.write(parts | {name: content}))

    @pytest.mark.parametrize(
        "xml",
        [
            '<w:altChunk r:id="x"/>',
            "<w:object/>",
            "<w:p><w:subDoc/></w:p>",
            '<v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src="x.png"/>',
            '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" href="http://x"/>',
            '<w:x w:y="http://x/y"/>',
            '<w:x w:y="FILE:x"/>',
            '<c:f xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart">[http://x/y.xlsx]A!$A$1</c:f>',
        ],
    )
    def test_elements_that_reach_out_by_themselves(self, xml: str) -> None:
        refused(with_body(xml.replace("r:id", f'xmlns:r="{TRANSITIONAL}" r:id')))

    @pytest.mark.parametrize(
        "change", [lambda c: b"{\\rtf1}" + c, lambda c: c[:-2] + b"\1\0x", lambda c: b"", lambda c: c[:-9]]
    )
    def test_bytes_that_two_readers_read_differently(self, change: object) -> None:
        refused(change(template("x")))  # type: ignore[operator]


# --- LibreOffice ----------------------------------------------------------------------------------------------


@pytest.fixture
def asked() -> Iterator[tuple[int, list[str]]]:
    """The port of a listener on this machine, and what it was asked for."""
    paths: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

        do_OPTIONS = do_HEAD = do_PROPFIND = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port, paths
    server.shutdown()
    server.server_close()


def reaching(port: int) -> dict[str, bytes]:
    """Files that the gate refuses, each of which asks for something."""
    url = f"http://127.0.0.1:{port}"
    picture = package.read(related(f"{TRANSITIONAL}/image", "External", f"{url}/anh.png"))
    blip = (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{ooxml.PREFIXES["wp"]}"><wp:extent cx="900000" cy="900000"/>'
        f'<wp:docPr id="9" name="x"/><a:graphic xmlns:a="{ooxml.A}"><a:graphicData'
        ' uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr>'
        '<pic:cNvPr id="9" name="x"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip xmlns:r="{TRANSITIONAL}" r:link="rIdX"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
        '<a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p><w:sectPr"
    ).encode()
    linked = package.write(picture | {MAIN: picture[MAIN].replace(b"<w:sectPr", blip, 1)})
    disguised = package.read(linked)
    disguised[RELS] = disguised[RELS].replace(b"/image", b"/hyperlink")
    field = paragraph(
        mark("begin"),
        words(f' INCLUDEPICTURE "{url}/truong.png" \\d '),
        mark("separate"),
        "<w:r><w:t>x</w:t></w:r>",
        mark("end"),
    )
    text = paragraph(mark("begin"), words(f' INCLUDETEXT "{url}/chu.docx" '), mark("separate"), mark("end"))
    return {
        "anh": linked,
        "lien_ket": package.write(disguised),
        "truong": with_body(field),
        "chu": with_body(text),
        "mau": related(
            f"{TRANSITIONAL}/attachedTemplate", "External", f"{url}/mau.dotm", "word/_rels/settings.xml.rels"
        ),
    }


@pytest.mark.parametrize("wall", ["profile", "profile and no network"])
def test_libreoffice_asks_for_nothing(asked: tuple[int, list[str]], wall: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither for what the gate lets through nor, by the second wall, for what it would have refused."""
    needed("soffice", "libreoffice-writer-nogui fonts-liberation2")
    port, paths = asked
    documents = reaching(port)
    for content in documents.values():
        refused(content)
    let_through = with_body(paragraph(mark("begin"), words(f' HYPERLINK "http://127.0.0.1:{port}/x" '), mark("end")))
    if wall == "profile":
        monkeypatch.setattr(pdf, "_without_network", lambda: ())
    assert pdf.convert({"sach": let_through})
    monkeypatch.setattr(pdf.gate, "refuse", lambda *_: None)
    assert len(pdf.convert(documents)) == len(documents)
    assert paths == []


def test_what_docgen_makes_goes_through() -> None:
    gate.refuse("mau.docx", build([], TRINH_BAY))
