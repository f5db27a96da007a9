"""Templates that somebody changed in Word: what they lost of docgen's own, and the same with what can be found again put back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docgen.docx import ooxml, package
from docgen.docx.ooxml import qn
from docgen.edited import drawings, sections, tags
from docgen.edited.drawings import SAMPLE
from docgen.edited.tags import Dropped
from docgen.edited.texts import expected, leaves, style_names, text_of
from docgen.errors import Place, Problem, UnusableError
from docgen.template.blocks import Block, Paragraph


@dataclass(frozen=True)
class MauSua:
    """A template that somebody changed, `tep` with the names put back that could be found again (`luu_y`).

    `cac_loi` would make documents wrong; `the_hong` are tags without their other half; `bi_bo` is what docgen's own template prints and this one does not; `phat_hien` is what else it lost.
    """

    tep: bytes
    cac_loi: tuple[Problem, ...]
    the_hong: tuple[Problem, ...]
    bi_bo: tuple[Dropped, ...]
    phat_hien: tuple[Problem, ...]
    luu_y: tuple[Problem, ...]


def examined(template: bytes, name: str, body: Sequence[Block]) -> MauSua:
    """The template against the body of docgen's own. Raises UnusableError where it is no Word file."""
    try:
        parts = package.read(template)
        main = ooxml.main_part(parts) or ""
        root = ooxml.parse(parts[main])
    except Exception as error:  # the libraries that read it each raise something else at a damaged file
        problem = Problem(Place(name), "mẫu không phải là tệp Word .docx", "lưu lại dạng Word Document (.docx)")
        raise UnusableError([problem]) from error
    wanted = expected(body)
    found = drawings.put_back(root, parts, main, body, name)
    sections.mend(root, parts, main)
    styles = style_names(parts, main)
    texts = [text_of(paragraph) for paragraph in root.iter(qn("w:p"))]
    torn = [*tags.torn(texts, name), *(problem for part in _edges(parts, main) for problem in tags.torn(part, name))]
    return MauSua(
        package.write(parts | {main: ooxml.serialise(root)}),
        (*found.cac_loi, *sections.lost(root, styles, wanted, name)),
        tuple(torn),
        tuple(tags.dropped(wanted, texts)),
        (*found.phat_hien, *_without_styles(body, set(styles.values()), name)),
        tuple(found.luu_y),
    )


def _edges(parts: ooxml.Parts, main: str) -> Iterator[list[str]]:
    """The texts of each header and footer."""
    for kind, part in ooxml.relations(parts, main).values():
        if kind.endswith(("/header", "/footer")) and part in parts:
            yield [text_of(paragraph) for paragraph in ooxml.parse(parts[part]).iter(qn("w:p"))]


def _without_styles(body: Sequence[Block], there: set[str], name: str) -> Iterator[Problem]:
    """The styles that are gone; Word itself drops the comma of a name."""
    styles = {block.thanh_phan.style for block in leaves(body) if isinstance(block, Paragraph)}
    known = {each.replace(",", "") for each in there}
    for style in sorted(each for each in styles if each.replace(",", "") not in known):
        remedy = f"Trang đầu > Kiểu > bấm chuột phải vào kiểu đã đổi tên > Sửa đổi, đặt lại tên “{style}”"
        yield Problem(Place(name, spot=f"kiểu “{style}”"), "không còn kiểu này, hoặc kiểu đã đổi tên", remedy)


def still_samples(finished: bytes, name: str) -> Iterator[Problem]:
    """The charts of a finished document that still say “Mẫu”."""
    parts = package.read(finished)
    main = ooxml.main_part(parts) or ""
    related = ooxml.relations(parts, main)
    for properties in ooxml.parse(parts[main]).iter(qn("wp:docPr")):
        for reference in properties.getparent().iter(qn("c:chart")):
            _, part = related.get(reference.get(qn("r:id")), ("", ""))
            if SAMPLE.search(parts.get(part, b"")):
                finding = f"biểu đồ “{properties.get('name')}” của văn bản này không có số liệu, sẽ in “Mẫu”"
                remedy = (
                    "để biểu đồ trong đúng phần {% … %} của mẫu gốc, giữ bảng dữ liệu của biểu đồ, hoặc xóa biểu đồ"
                )
                yield Problem(Place(name), finding, remedy)
