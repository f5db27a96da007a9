"""What a document that is issued must be: the one that was packed for signature, or that came back signed and says the same."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from docgen.commands.trinh_ky import FOLDER, MANIFEST, SUA_TRONG_WORD
from docgen.documents import VanBanLap
from docgen.docx import gate, package, pdf
from docgen.docx.facts import paragraphs
from docgen.docx.read import read
from docgen.errors import Place, Problem, UnusableError
from docgen.load.ban_hanh import sha256

_MOST_DIFFERENCES = 6
# The lines of the letterhead that the registry fills in after the signature.
_OF_THE_REGISTRY = re.compile(r"^Số\b.*/|\bngày\b.*\btháng\b.*\bnăm\b|\(Kèm theo", re.IGNORECASE)


@dataclass(frozen=True)
class NoiDungKy:
    """How a document came to be issued (`cach_ban_hanh`), the signed files that came back by the names under which they are kept, and the package.

    `ban_sua` is the packed document where it was edited in Word; empty for docgen's own.
    """

    cach_ban_hanh: str
    tep: Mapping[str, bytes] = field(default_factory=dict)
    goi_trinh: Mapping[str, bytes] = field(default_factory=dict)
    ban_sua: bytes = b""


def noi_dung_ky(
    van_ban: VanBanLap, output: Path, tep: Path | None, *, khong_qua_trinh_ky: bool, ly_do: str
) -> NoiDungKy:
    """What is issued. Raises UnusableError where it was not packed, changed since, or says something else than what was packed."""
    folder = output / FOLDER / van_ban.stem
    packed, problems = _goi_trinh_ky(van_ban, folder)
    if problems and not (khong_qua_trinh_ky and ly_do):
        raise UnusableError(problems)
    cach = "không qua trình ký" if problems else "bản trình ký"
    ban_sua = _ban_sua(packed.get(f"{van_ban.stem}.docx", b""))
    if tep is None:
        return NoiDungKy(f"{cach}, sửa trong Word" if ban_sua else cach, goi_trinh=packed, ban_sua=ban_sua)
    content = _content(tep)
    if tep.suffix.lower() == ".docx":
        gate.refuse(tep.as_posix(), content)
    differences = list(_khac_goi(tep, content, packed, van_ban.stem)) if packed else []
    if differences and not ly_do:
        raise UnusableError(differences)
    said = "bản ký trả về, khác bản trình" if differences else "bản ký trả về"
    return NoiDungKy(f"{said}, {cach}" if problems else said, {f"van_ban{tep.suffix.lower()}": content}, packed)


def _ban_sua(packed: bytes) -> bytes:
    """The packed document, if it is no longer as docgen wrote it."""
    return packed if package.source_of(packed) is None else b""


def _goi_trinh_ky(van_ban: VanBanLap, folder: Path) -> tuple[dict[str, bytes], list[Problem]]:
    """The files of the package, and what is wrong with it."""
    place = Place(folder.as_posix())
    remedy = f"chạy docgen trinh-ky {van_ban.cau_lenh}; hoặc ghi --khong-qua-trinh-ky --ly-do …"
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        told, edited = manifest["tep"], manifest.get(SUA_TRONG_WORD, {}).get("dau_du_lieu")
        files = {str(name): (folder / name).read_bytes() for name in told}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}, [Problem(place, f"{van_ban.ten} chưa trình ký, hoặc gói trình ký không còn đủ", remedy)]
    changed = [name for name, content in files.items() if sha256(content) != told[name]]
    if changed:
        return {}, [Problem(Place((folder / changed[0]).as_posix()), "tệp trong gói trình ký đã bị sửa", remedy)]
    if (edited or package.source_of(files.get(f"{van_ban.stem}.docx", b""))) != van_ban.dau_du_lieu:
        return {}, [Problem(place, "dữ liệu đã đổi sau khi trình ký", remedy)]
    return files, []


def _content(tep: Path) -> bytes:
    try:
        if tep.suffix.lower() in (".docx", ".pdf"):
            return tep.read_bytes()
    except OSError as error:
        raise UnusableError(
            [Problem(Place(tep.as_posix()), f"không đọc được tệp ({error.strerror})", "kiểm tra tên tệp")]
        ) from error
    raise UnusableError([Problem(Place(tep.as_posix()), "tệp không phải .docx hay .pdf", "chọn bản đã ký")])


def _khac_goi(tep: Path, content: bytes, packed: Mapping[str, bytes], stem: str) -> Iterator[Problem]:
    """Where the signed file says something else than the packed one; number and day apart."""
    kind = tep.suffix.lower()
    ours = packed.get(f"{stem}{kind}")
    if ours is None:
        yield Problem(
            Place(tep.as_posix()), f"gói trình ký không có bản {kind} để đối chiếu", "nộp bản .docx, hoặc ghi --ly-do …"
        )
        return
    before, after = (_lines(stem, each, kind) for each in (ours, content))
    changes = [line for line in difflib.ndiff(before, after) if line[:2] in ("- ", "+ ")]
    for line in changes[:_MOST_DIFFERENCES]:
        said = "thiếu" if line[0] == "-" else "thêm"
        yield Problem(
            Place(tep.as_posix()), f"khác bản trình ký, {said}: “{line[2:][:90]}”", "trình ký lại, hoặc ghi --ly-do …"
        )


def _lines(stem: str, content: bytes, kind: str) -> Sequence[str]:
    if kind == ".pdf":
        words = " ".join(line for line in pdf.text(content).splitlines() if not _OF_THE_REGISTRY.search(line)).split()
        return [" ".join(words[i : i + 12]) for i in range(0, len(words), 12)]
    texts = (" ".join(p.text.split()) for p in paragraphs(read(stem, content).blocks))
    return [text for text in texts if text and not _OF_THE_REGISTRY.search(text)]
