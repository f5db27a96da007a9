"""`docgen lap`: writes the documents of a plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from docgen.commands.doi_chieu import doi_chieu as with_sources
from docgen.commands.xac_nhan import khong_dung_cho
from docgen.documents import DOCUMENT_TYPES, LoaiVanBan, VanBanLap, cac_van_ban, chua_co_du_lieu, tim_van_ban
from docgen.documents.dieu_chinh import chua_dieu_chinh
from docgen.docx.package import read, sealed, source_of
from docgen.edited import examined, still_samples
from docgen.errors import Place, Problem, UnusableError
from docgen.load import chosen_plan, load
from docgen.model import BanHanh, CoQuan, HoSo, TrinhBay
from docgen.nghi_dinh.vietnamese import short_date
from docgen.publish import Written, claim, publish
from docgen.render import Properties, dau_vet, render
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
    wanted = _phai_lap(ho_so, list(names), quy)
    templates = _templates(workspace, wanted, ho_so.co_quan.trinh_bay)
    finished = {}
    for van_ban in wanted:
        template = templates[van_ban.loai.ma]
        content = noi_dung_van_ban(van_ban, ho_so, template)
        finished[f"{van_ban.stem}.docx"] = content
        if doi_chieu:
            traces = dau_vet(template.tep, van_ban.context, van_ban.loai.tep_mau)
            copy = with_sources(content, traces, van_ban.ban_ghi.can_xac_nhan)
            finished[f"{van_ban.stem}_doi_chieu.docx"] = sealed(read(copy))
    claim(output / ma, workspace)
    keep_in = output / ".cu" / ma if ghi_de else None
    written = _publish_all({output / ma / file: content for file, content in finished.items()}, keep_in)
    by_file = {f"{van_ban.stem}.docx": van_ban for van_ban in wanted}
    return [
        replace(
            file,
            con_thieu=(*by_file[name].con_thieu, *khong_dung_cho(by_file[name].ban_ghi, finished[name])),
            mau_bo=templates[by_file[name].loai.ma].khong_in,
        )
        if name in by_file
        else file
        for name, file in zip(finished, written, strict=True)
    ]


def _phai_lap(ho_so: HoSo, names: Sequence[str], quy: int | None) -> list[VanBanLap]:
    """The documents to write: what is issued stays as it is."""
    wanted = cac_van_ban(ho_so, names) if quy is None else [tim_van_ban(ho_so, name, quy) for name in names]
    if not wanted and len(names) == 1:
        raise UnusableError([chua_co_du_lieu(ho_so, DOCUMENT_TYPES[names[0]])])
    issued = [van_ban for van_ban in wanted if van_ban.stem in ho_so.ban_hanh]
    if issued and len(issued) == len(wanted) and len(names) == 1:
        changed = bool(chua_dieu_chinh(ho_so))
        raise UnusableError([_da_ban_hanh(ho_so.ban_hanh[van_ban.stem], changed=changed) for van_ban in issued])
    return [van_ban for van_ban in wanted if van_ban not in issued]


def _templates(workspace: Path, wanted: Iterable[VanBanLap], trinh_bay: TrinhBay) -> dict[str, Mau]:
    """The templates of these documents by their types. Raises UnusableError with what is wrong with any."""
    found: dict[str, Mau] = {}
    problems: list[Problem] = []
    for loai in {van_ban.loai.ma: van_ban.loai for van_ban in wanted}.values():
        try:
            found[loai.ma] = mau_cua(workspace, loai, trinh_bay)
        except UnusableError as error:
            problems += error.problems
    if problems:
        raise UnusableError(problems)
    return found


def _da_ban_hanh(issued: BanHanh, *, changed: bool) -> Problem:
    finding = f"đã ban hành số {issued.so}, ngày {short_date(issued.ngay)}: giữ nguyên, không lập lại"
    remedy = "xem văn bản trong thư mục này; cần lập lại thì hủy trước: docgen ban-hanh … --huy --ly-do …"
    if changed:
        remedy = "xem văn bản trong thư mục này; ke_hoach.yaml đã sửa sau đó thì lập điều chỉnh: docgen lap dieu-chinh"
    return Problem(Place(issued.thu_muc), finding, remedy)


def noi_dung_van_ban(van_ban: VanBanLap, ho_so: HoSo, template: Mau) -> bytes:
    """The finished document. Raises UnusableError where a changed template still shows its sample figures."""
    name = van_ban.loai.tep_mau
    content = render(template.tep, name, van_ban.context, thuoc_tinh(van_ban, ho_so.co_quan))
    if template.da_sua and (problems := list(still_samples(content, name))):
        raise UnusableError(problems)
    return content


def thuoc_tinh(van_ban: VanBanLap, co_quan: CoQuan) -> Properties:
    """The properties of a document."""
    subject = van_ban.chu_de
    author = co_quan.co_quan_ban_hanh.ten
    return Properties(f"{van_ban.loai.ten_loai} {subject}", subject, author, van_ban.dau_du_lieu)


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


@dataclass(frozen=True)
class Mau:
    """A template to render; `da_sua` where somebody changed it, `khong_in` what it then no longer prints."""

    tep: bytes
    da_sua: bool = False
    khong_in: tuple[str, ...] = ()


def mau_cua(workspace: Path, loai: LoaiVanBan, trinh_bay: TrinhBay) -> Mau:
    """The office's own template where somebody changed it in Word, or else the one built with the office's choices.

    It is built anew only where the one in the workspace is missing, of another docgen, or of other choices. Raises
    UnusableError for one that would make wrong documents.
    """
    content = None
    try:
        content = (workspace / loai.tep_mau).read_bytes()
    except FileNotFoundError:
        pass
    except OSError as error:
        problem = Problem(
            Place(loai.tep_mau), f"không đọc được mẫu ({error.strerror})", "đóng tệp nếu đang mở, kiểm tra quyền đọc"
        )
        raise UnusableError([problem]) from error
    if content is not None:
        source = source_of(content)
        if source is None:  # somebody changed it, or made it without docgen
            return _changed(content, loai)
        if source == template_source(loai.body, trinh_bay):
            return Mau(content)
    from docgen.template.build import build  # python-docx takes longer to load than a document to write

    return Mau(build(loai.body, trinh_bay))


def _changed(content: bytes, loai: LoaiVanBan) -> Mau:
    found = examined(content, loai.tep_mau, loai.body)
    if found.cac_loi or found.the_hong:
        raise UnusableError([*found.cac_loi, *found.the_hong])
    return Mau(
        found.tep, True, tuple(f"mẫu {loai.tep_mau} {each}" for each in found.bi_bo if each.tag.startswith("{{"))
    )
