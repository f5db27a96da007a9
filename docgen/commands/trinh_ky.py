"""`docgen trinh-ky`: the gate before leadership's desk, and the package that goes there."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from docgen.commands.sua_trong_word import SuaTrongWord
from docgen.commands.xet_trinh import xet_trinh
from docgen.documents import VanBanLap, phieu_trinh, tim_van_ban
from docgen.docx import pdf, times
from docgen.docx.compare import changes
from docgen.docx.pdf_fields import fit_to_sign
from docgen.docx.read import read
from docgen.docx.redline import redline
from docgen.errors import Place, Problem, UnusableError
from docgen.load import chosen_plan, load
from docgen.load.ban_hanh import sha256
from docgen.model import CoQuan, VanBan
from docgen.nghi_dinh.vietnamese import two_digits
from docgen.publish import claim, write
from docgen.render import Properties, render
from docgen.rules import QUY_TAC
from docgen.template.build import build

FOLDER = "trinh_ky"
MANIFEST = "ke_khai.json"
SO_SANH = "so_sanh.docx"
SUA_TRONG_WORD = "sua_trong_word"  # the key of a manifest that tells of an edited document
_MOST_CHANGES = 6


@dataclass(frozen=True)
class DaTrinh:
    """What was put together: the folder, the files in it, what could not be made and why, what to know of the PDF, how many questions, what was edited."""

    thu_muc: Path
    cac_tep: tuple[str, ...]
    con_thieu: str
    canh_bao: tuple[str, ...] = ()
    so_can_xac_nhan: int = 0
    sua_trong_word: tuple[str, ...] = ()


def trinh_ky(
    name: str,
    workspace: Path,
    ma_ke_hoach: str | None,
    output: Path,
    quy: int | None,
    today: date,
    tep: Path | None = None,
) -> DaTrinh:
    """Puts the package together; `tep` is docgen's document edited in Word, which takes its place.

    Raises UnusableError with every reason why the document may not be submitted yet.
    """
    ma = chosen_plan(workspace, ma_ke_hoach)
    ho_so = load(workspace, ma)
    van_ban = tim_van_ban(ho_so, name, quy)
    content, sua = xet_trinh(workspace, ho_so, van_ban, output / ma / f"{van_ban.stem}.docx", tep, today)
    claim(output / ma, workspace)
    folder = output / ma / FOLDER / van_ban.stem
    lacking = pdf.missing()
    pages, signed, warnings = (0, b"", ()) if lacking else _laid_out(content, van_ban)
    files = {f"{van_ban.stem}.docx": content} | ({f"{van_ban.stem}.pdf": signed} if signed else {})
    files["phieu_trinh.docx"] = _phieu_trinh(ho_so.co_quan, van_ban, folder, content, pages, sua)
    if marked := _so_sanh(folder / f"{van_ban.stem}.docx", content):
        files[SO_SANH] = marked
    files[MANIFEST] = _manifest(workspace, ma, files, folder, sua)
    _put_aside(folder, output / ".cu" / ma / FOLDER)
    for file, bytes_ in files.items():
        write(bytes_, folder / file)
    questions = len(van_ban.ban_ghi.can_xac_nhan)
    return DaTrinh(folder, tuple(files), lacking, tuple(warnings), questions, sua.thay_doi if sua else ())


def _laid_out(content: bytes, van_ban: VanBanLap) -> tuple[int, bytes, list[str]]:
    """The number of pages, the PDF with its fields, and warnings. Raises UnusableError where the page is not fit to sign."""
    made = pdf.convert({van_ban.stem: content})[van_ban.stem]
    place = Place(f"{van_ban.stem}.pdf")
    block = pdf.signature_block(made, van_ban.context["quyen_han_chuc_vu"], van_ban.context["ho_ten"])
    if block is None:
        raise UnusableError(
            [Problem(place, "không thấy chỗ ký trên trang", "xem mẫu còn chức vụ và họ tên người ký không")]
        )
    if block.mot_minh:
        remedy = "thêm hoặc bớt chữ, hoặc chỉnh giãn cách trong mẫu, để ít nhất một dòng nội dung đứng cùng trang"
        raise UnusableError([Problem(place, f"khối ký đứng một mình ở trang {block.so_trang + 1}", remedy)])
    wanted, found = _to_be_written(van_ban.ban_ghi), pdf.blanks(made)
    signed = fit_to_sign(made, content, block, {name: found[name] for name in wanted if name in found})
    return pdf.page_count(made), signed, [*_of_fields(wanted, found), *_of_font()]


def _to_be_written(ban_ghi: VanBan) -> list[str]:
    """The fields for what the registry still has to give."""
    return [*(["So"] if ban_ghi.so is None else []), *(["Ngay", "Thang"] if ban_ghi.ngay_ban_hanh is None else [])]


def _of_fields(wanted: Iterable[str], found: Container[str]) -> Iterator[str]:
    if lost := [name for name in wanted if name not in found]:
        yield f"PDF không có ô {', '.join(lost)}: không thấy chỗ trống ở dòng số, dòng ngày của trang đầu; xem lại mẫu"


def _of_font() -> Iterator[str]:
    if substitute := times.substitute():
        family, as_wide = substitute
        shown = "chữ cùng độ rộng" if as_wide else "chữ rộng hẹp khác, chỗ ngắt dòng, ngắt trang có thể khác bản Word"
        yield f"máy chưa có phông {times.NAME}: PDF in bằng {family}, {shown}; cài phông đó rồi chạy lại"


def _phieu_trinh(
    co_quan: CoQuan, van_ban: VanBanLap, folder: Path, content: bytes, pages: int, sua: SuaTrongWord | None
) -> bytes:
    subject = van_ban.chu_de
    context = phieu_trinh.context(
        co_quan,
        van_ban.context,
        so_trang=two_digits(pages) if pages else "",
        don_vi_soan_thao=co_quan.ten_don_vi(van_ban.ban_ghi.don_vi_soan_thao or co_quan.don_vi_soan_thao),
        so_lieu=van_ban.so_lieu(),
        thay_doi=_changes(folder / f"{van_ban.stem}.docx", content),
        can_xac_nhan=van_ban.ban_ghi.can_xac_nhan,
        sua_trong_word=sua.thay_doi if sua else None,
        so_ghi_them=sua.so_ghi_them if sua else (),
    )
    properties = Properties(f"Phiếu trình {subject}", subject, co_quan.co_quan_ban_hanh.ten)
    return render(build(phieu_trinh.BODY, co_quan.trinh_bay), "phiếu trình", context, properties)


def _changes(before: Path, content: bytes) -> list[str]:
    """What changed in the words since the last submission; empty for the first."""
    if not before.exists():
        return []
    said = [str(change) for change in changes(read("", before.read_bytes()), read("", content))]
    more = [f"và {two_digits(len(said) - _MOST_CHANGES)} chỗ nữa, xem {SO_SANH}"] if len(said) > _MOST_CHANGES else []
    return [*said[:_MOST_CHANGES], *more] or ["không có thay đổi"]


def _so_sanh(before: Path, content: bytes) -> bytes:
    """What changed since the last submission, marked in the document; empty for the first, and where nothing did."""
    return redline(before.read_bytes(), content) if before.exists() else b""


def _manifest(workspace: Path, ma: str, files: Mapping[str, bytes], folder: Path, sua: SuaTrongWord | None) -> bytes:
    """What the package was made of, and the SHA-256 of each of its files."""
    inputs = [workspace / "data/co_quan.yaml", *sorted((workspace / "data" / ma).rglob("*.yaml"))]
    templates = sorted((workspace / "templates_docx").glob("*.docx"))
    before = folder / MANIFEST
    times = json.loads(before.read_text(encoding="utf-8")).get("lan_trinh", 0) if before.exists() else 0
    return json.dumps(
        {
            "lan_trinh": times + 1,
            "docgen": version("docgen"),
            "quy_tac": sha256(repr(sorted(QUY_TAC.items())).encode()),
            "du_lieu": {path.relative_to(workspace).as_posix(): sha256(path.read_bytes()) for path in inputs},
            "mau": {path.relative_to(workspace).as_posix(): sha256(path.read_bytes()) for path in templates},
            "tep": {name: sha256(content) for name, content in files.items()},
            **({SUA_TRONG_WORD: sua.ke_khai()} if sua else {}),
        },
        ensure_ascii=False,
        indent=1,
    ).encode()


def _put_aside(folder: Path, kept: Path) -> None:
    """Moves the last submission away whole: its PDF may have been signed."""
    if folder.exists():
        kept.mkdir(parents=True, exist_ok=True)
        number = len(list(kept.glob(f"{folder.name}_lan_*"))) + 1
        folder.rename(kept / f"{folder.name}_lan_{number}")
