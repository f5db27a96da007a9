"""Word files → PDF/A by LibreOffice, and what only the laid-out page shows: its pages, where signature, number and date stand.

Needs LibreOffice, and pypdfium2 of the extra `docgen[pdf]`; the other half of it, pyHanko, is used by `pdf_fields`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from ctypes import byref, c_double
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from docgen.docx import gate
from docgen.errors import Place, Problem, UnusableError

_PROGRAMS = ("soffice", "libreoffice", "C:/Program Files/LibreOffice/program/soffice.exe")
_TIME_LIMIT = 180  # seconds, start of LibreOffice included
_SHORT = 5  # seconds
_PDF_A_2B = "2"  # in LibreOffice's words
_EXPORT = (
    'pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"},"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"DisplayPDFDocumentTitle":{"type":"boolean","value":"true"},"EmbedStandardFonts":{"type":"boolean","value":"true"},'
    '"SelectPdfVersion":{"type":"long","value":"' + _PDF_A_2B + '"}}'
)
_IMPORT = "MS Word 2007 XML"  # whatever else the bytes may look like
# The second wall, should the gate let something through: nothing outside is read, no macro runs, no way out.
_PROFILE = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Writer/Content/Update", "Link", "2"),  # never
    ("Inet/Settings", "ooInetProxyType", "2"),  # by hand
    *(("Inet/Settings", f"ooInet{kind}ProxyName", "127.0.0.1") for kind in ("HTTP", "HTTPS", "FTP")),
    *(("Inet/Settings", f"ooInet{kind}ProxyPort", "9") for kind in ("HTTP", "HTTPS", "FTP")),  # nobody listens there
    ("Inet/Settings", "ooInetNoProxy", ""),
)
_ITEM = '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
_POINTS_PER_MM = 72 / 25.4
# The visible signature: a box in the middle under the title; the seal's has its real size and covers the left third.
_SIGNATURE_WIDTH = 60 * _POINTS_PER_MM
_SEAL = 36 * _POINTS_PER_MM
_ASCENT, _DESCENT = 0.891, 0.216  # of Times, in sizes
_CLEAR = 2  # points kept free of the letters above and below
# The words around the blanks, as the first page gives them back, and the fields that go between them.
_BLANKS = (
    (re.compile("(Số:)[ \\xa0]*(/)"), ("So",)),
    (re.compile("(ngày)[ \\xa0]+(tháng)[ \\xa0]+(năm)"), ("Ngay", "Thang")),
)

Rect = tuple[float, float, float, float]  # left, bottom, right, top, in points from the lower left corner


@dataclass(frozen=True)
class KhoiKy:
    """Where the signature goes: the page (from 0), the boxes of the signer and of the agency, and whether the block is alone."""

    so_trang: int
    nguoi_ky: Rect
    co_quan: Rect
    mot_minh: bool


@dataclass(frozen=True)
class OTrong:
    """A blank on the first page that the registry writes into: its box, and the size of the words around it."""

    khung_o: Rect
    co_chu: float


def missing() -> str:
    """What must be installed before a PDF can be made; empty where nothing is missing."""
    wanted = (
        []
        if _program()
        else ["LibreOffice (Debian, Ubuntu: apt-get install libreoffice-writer-nogui fonts-liberation2)"]
    )
    wanted += (
        [] if find_spec("pypdfium2") and find_spec("pyhanko") else ["phần PDF của docgen (pip install 'docgen[pdf]')"]
    )
    return "; ".join(wanted)


def convert(documents: Mapping[str, bytes]) -> dict[str, bytes]:
    """Name → PDF of these .docx files, in one run of LibreOffice for each core, each with a profile of its own.

    Raises UnusableError where LibreOffice fails or takes too long.
    """
    program = _program()
    if program is None:
        raise UnusableError([Problem(Place("PDF"), "không có LibreOffice", f"cài {missing()}")])
    names = sorted(documents, key=lambda name: -len(documents[name]))
    runs = min(os.cpu_count() or 1, len(names))
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(max(1, runs)) as threads:
        for name in names:
            gate.refuse(f"{name}.docx", documents[name])
            (Path(folder) / f"{name}.docx").write_bytes(documents[name])
        # Dealt out from the largest on, the runs end at about the same time.
        running = [
            threads.submit(_run, program, Path(folder), names[number::runs], f"profile_{number}")
            for number in range(runs)
        ]
        for run in running:
            run.result()
        lost = [name for name in documents if not (Path(folder) / f"{name}.pdf").exists()]
        if lost:  # LibreOffice goes on to the next file, and says nothing in its exit code
            raise _not_converted(lost)
        return {name: (Path(folder) / f"{name}.pdf").read_bytes() for name in documents}


def _run(program: str, folder: Path, names: Sequence[str], profile: str) -> None:
    _write_profile(folder / profile)
    command = [
        *_without_network(),
        program,
        f"-env:UserInstallation={(folder / profile).as_uri()}",
        "--headless",
        f"--infilter={_IMPORT}",
        "--convert-to",
        _EXPORT,
    ]
    files = [str(folder / f"{name}.docx") for name in names]
    try:
        subprocess.run(
            [*command, "--outdir", str(folder), *files], check=True, capture_output=True, timeout=_TIME_LIMIT
        )
    except subprocess.TimeoutExpired as error:
        remedy = "đóng các cửa sổ LibreOffice đang mở, chạy lại"
        raise UnusableError([Problem(Place("PDF"), f"LibreOffice chạy quá {_TIME_LIMIT} giây", remedy)]) from error
    except (subprocess.CalledProcessError, OSError) as error:
        raise _not_converted(names) from error


def _write_profile(profile: Path) -> None:
    items = "".join(_ITEM.format(*setting) for setting in _PROFILE)
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>',
        encoding="utf-8",
    )


@cache
def _without_network() -> tuple[str, ...]:
    """What a command is begun with to have no network; nothing where the system does not allow it."""
    wall = ("unshare", "--map-root-user", "--net")
    try:
        subprocess.run([*wall, "true"], check=True, capture_output=True, timeout=_SHORT)
    except (subprocess.SubprocessError, OSError):
        return ()
    return wall


def _not_converted(names: Sequence[str]) -> UnusableError:
    remedy = "mở thử tệp trong LibreOffice"
    return UnusableError(
        [Problem(Place(f"{name}.docx"), "LibreOffice không chuyển được tệp", remedy) for name in names]
    )


def text(pdf: bytes) -> str:
    """The words of all pages."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def page_count(pdf: bytes) -> int:
    import pypdfium2

    return len(pypdfium2.PdfDocument(pdf))


def signature_block(pdf: bytes, chuc_vu: Sequence[str], ho_ten: str) -> KhoiKy | None:
    """Where the signature goes, found by the last line of authority and the name under it; None where they are not."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    for number in range(len(document)):
        text = document[number].get_textpage()
        names, titles = _found(text, ho_ten), _found(text, chuc_vu[-1])
        pairs = [(title, name) for title in titles for name in names if title[1] > name[3] and _overlap(title, name)]
        if pairs and _found(text, "Nơi nhận:"):
            title, name = pairs[-1]
            signer = _between(title, name)
            return KhoiKy(number, signer, _seal(signer), _alone(text, chuc_vu, document[number].get_height()))
    return None


def blanks(pdf: bytes) -> dict[str, OTrong]:
    """The blanks of the letterhead by the name of their field: `So` before the sign, `Ngay` and `Thang` in the date."""
    import pypdfium2
    from pypdfium2 import raw

    text = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    letters = "".join(chr(raw.FPDFText_GetUnicode(text, at)) for at in range(text.count_chars()))
    matches = ((pattern.search(letters), names) for pattern, names in _BLANKS)
    return {
        name: _blank(text, match.end(number) - 1, match.start(number + 1))
        for match, names in matches
        if match
        for number, name in enumerate(names, 1)
    }


def _blank(text: Any, before: int, after: int) -> OTrong:
    """The blank between two letters: as high as a line of Times, so that what is written stands on the line of the words."""
    from pypdfium2 import raw

    x, baseline = c_double(), c_double()
    raw.FPDFText_GetCharOrigin(text, before, byref(x), byref(baseline))
    size = round(raw.FPDFText_GetFontSize(text, before), 1)
    left, right = text.get_charbox(before, loose=True)[2], text.get_charbox(after, loose=True)[0]
    return OTrong((left, baseline.value - _DESCENT * size, right, baseline.value + _ASCENT * size), size)


def _program() -> str | None:
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def _found(text: object, words: str) -> list[Rect]:
    """The boxes of these words on a page; words over several lines make a box around them."""
    boxes = []
    searcher = text.search(words, match_case=True)  # type: ignore[attr-defined]
    while (hit := searcher.get_next()) is not None:
        start, count = hit
        rects = [text.get_rect(i) for i in range(text.count_rects(start, count))]  # type: ignore[attr-defined]
        boxes.append(
            (min(r[0] for r in rects), min(r[1] for r in rects), max(r[2] for r in rects), max(r[3] for r in rects))
        )
    return boxes


def _overlap(one: Rect, other: Rect) -> bool:
    return one[0] < other[2] and other[0] < one[2]


def _between(title: Rect, name: Rect) -> Rect:
    middle = (name[0] + name[2]) / 2
    return (middle - _SIGNATURE_WIDTH / 2, name[3] + _CLEAR, middle + _SIGNATURE_WIDTH / 2, title[1] - _CLEAR)


def _seal(signer: Rect) -> Rect:
    """The seal covers about a third of the signature, to the left (Mục II, khoản 8, điểm a)."""
    right = signer[0] + (signer[2] - signer[0]) / 3
    middle = (signer[1] + signer[3]) / 2
    return (right - _SEAL, middle - _SEAL / 2, right, middle + _SEAL / 2)


def _alone(text: object, chuc_vu: Sequence[str], height: float) -> bool:
    """True where nothing but a page number stands over Nơi nhận and the first line of authority."""
    top = max(box[3] for words in ("Nơi nhận:", chuc_vu[0]) for box in _found(text, words)[-1:])
    above = text.get_text_bounded(bottom=top + _CLEAR, top=height)  # type: ignore[attr-defined]
    return not any(c.isalpha() for c in above)
