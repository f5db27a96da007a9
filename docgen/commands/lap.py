"""`docgen lap`: writes the documents of a plan."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from docgen.documents import DOCUMENT_TYPES, DocumentType
from docgen.errors import Place, Problem, UnusableError
from docgen.load import chosen_plan, load
from docgen.model import TrinhBay
from docgen.package import untouched
from docgen.publish import Written, publish
from docgen.render import Properties, render
from docgen.template import build


def lap(names: Iterable[str], workspace: Path, ma_ke_hoach: str | None, output: Path) -> list[Written]:
    """Writes the documents of these types to `output`/<plan>/; all are rendered before the first is written.

    Raises UnusableError with every mistake in data and templates; then nothing was written.
    """
    ma = chosen_plan(workspace, ma_ke_hoach)
    co_quan, ke_hoach = load(workspace, ma)
    finished = {}
    for name in names:
        document_type = DOCUMENT_TYPES[name]
        template_name, template = _template(workspace, name, document_type, co_quan.trinh_bay)
        context = document_type.context(co_quan, ke_hoach)
        subject = " ".join(context["trich_yeu"].split())
        properties = Properties(f"{document_type.ten_loai} {subject}", subject, co_quan.co_quan_ban_hanh.ten)
        finished[file_name(name)] = render(template, template_name, context, properties)
    return [publish(content, output / ma / file) for file, content in finished.items()]


def file_name(name: str) -> str:
    """The file of a document type: `ke-hoach` → `ke_hoach.docx`."""
    return f"{name.replace('-', '_')}.docx"


def _template(workspace: Path, name: str, document_type: DocumentType, trinh_bay: TrinhBay) -> tuple[str, bytes]:
    """The office's own template where somebody changed it in Word, or else the one built with the office's choices."""
    template_name = f"templates_docx/{file_name(name)}"
    try:
        content = (workspace / template_name).read_bytes()
    except FileNotFoundError:
        return template_name, build(document_type.body, trinh_bay)
    except OSError as error:
        problem = Problem(
            Place(template_name), f"không đọc được mẫu ({error.strerror})", "đóng tệp nếu đang mở, kiểm tra quyền đọc"
        )
        raise UnusableError([problem]) from error
    return template_name, build(document_type.body, trinh_bay) if untouched(content) else content
