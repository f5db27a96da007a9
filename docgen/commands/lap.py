"""`docgen lap`: writes the documents of a plan."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from docgen.commands.doi_chieu import doi_chieu as with_sources
from docgen.documents import DOCUMENT_TYPES, DocumentType, data_digest
from docgen.docx.package import read, sealed, source_of
from docgen.errors import Place, Problem, UnusableError
from docgen.load import chosen_plan, load
from docgen.model import TrinhBay
from docgen.publish import Written, publish
from docgen.render import Properties, render
from docgen.template import source as template_source


class NotAllWrittenError(UnusableError):
    """Some files could not be written, and are the problems; `written` are those that were."""

    def __init__(self, problems: Iterable[Problem], written: list[Written]) -> None:
        super().__init__(problems)
        self.written = written


def lap(
    names: Iterable[str],
    workspace: Path,
    ma_ke_hoach: str | None,
    output: Path,
    quy: int | None = None,
    *,
    ghi_de: bool = False,
    doi_chieu: bool = False,
) -> list[Written]:
    """Writes the documents of these types to `output`/<plan>/; all are rendered before the first is written.

    With one name a document must come of it, with several each type writes what the data allows. `quy` asks for the
    report of that quarter only; `ghi_de` puts edited files into `output`/.cu/<plan>/ and writes in their place; `doi_chieu`
    writes a copy with sources as comments beside each document. Raises UnusableError with every mistake in data and
    templates, then nothing was written; NotAllWrittenError with each file that could not be written, then the others were.
    """
    ma = chosen_plan(workspace, ma_ke_hoach)
    ho_so = load(workspace, ma)
    names = list(names)
    finished = {}
    for name in names:
        document_type = DOCUMENT_TYPES[name]
        contexts = document_type.contexts(ho_so)
        if quy is not None:
            contexts = {stem: context for stem, context in contexts.items() if stem.endswith(f"_{quy}")}
        if not contexts and len(names) == 1:
            raise UnusableError([_no_data(document_type, f"data/{ma}", quy)])
        template_name, template = _template(workspace, name, document_type, ho_so.co_quan.trinh_bay)
        for stem, context in contexts.items():
            subject = " ".join(context["trich_yeu"].split())
            author = ho_so.co_quan.co_quan_ban_hanh.ten
            properties = Properties(f"{document_type.ten_loai} {subject}", subject, author, data_digest(context))
            content = render(template, template_name, context, properties)
            finished[f"{stem}.docx"] = content
            if doi_chieu:
                finished[f"{stem}_doi_chieu.docx"] = sealed(read(with_sources(stem, content, ho_so)))
    keep_in = output / ".cu" / ma if ghi_de else None
    return _publish_all({output / ma / file: content for file, content in finished.items()}, keep_in)


def _publish_all(files: dict[Path, bytes], keep_in: Path | None) -> list[Written]:
    """Writes what can be written. Raises NotAllWrittenError that names each file that cannot."""
    written: list[Written] = []
    problems: list[Problem] = []
    for path, content in files.items():
        try:
            written.append(publish(content, path, keep_in))
        except UnusableError as error:
            problems += error.problems
    if problems:
        raise NotAllWrittenError(problems, written)
    return written


def _no_data(document_type: DocumentType, folder: str, quy: int | None) -> Problem:
    file = document_type.data if quy is None else f"tien_do/quy_{quy}.yaml"
    remedy = f"cần {folder}/{file}, xem docs/huong_dan.md"
    return Problem(Place(folder), f"chưa có dữ liệu để lập {document_type.ten_goi}", remedy)


def file_name(name: str) -> str:
    """The file of a document type: `ke-hoach` → `ke_hoach.docx`."""
    return f"{name.replace('-', '_')}.docx"


def _template(workspace: Path, name: str, document_type: DocumentType, trinh_bay: TrinhBay) -> tuple[str, bytes]:
    """The office's own template where somebody changed it in Word, or else the one built with the office's choices.

    It is built anew only where the one in the workspace is missing, of another docgen, or of other choices.
    """
    template_name = f"templates_docx/{file_name(name)}"
    content = None
    try:
        content = (workspace / template_name).read_bytes()
    except FileNotFoundError:
        pass
    except OSError as error:
        problem = Problem(
            Place(template_name), f"không đọc được mẫu ({error.strerror})", "đóng tệp nếu đang mở, kiểm tra quyền đọc"
        )
        raise UnusableError([problem]) from error
    # None: somebody changed it, or made it without docgen.
    if content is not None and source_of(content) in {None, template_source(document_type.body, trinh_bay)}:
        return template_name, content
    from docgen.template.build import build  # python-docx takes longer to load than a document to write

    return template_name, build(document_type.body, trinh_bay)
