"""Number and day of a document in its YAML file: two lines change, and whoever saves meanwhile loses nothing."""

from __future__ import annotations

import codecs
import contextlib
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docgen import publish
from docgen.errors import Place, Problem, UnusableError
from docgen.load.edit import with_values
from docgen.load.read import read
from docgen.model import parse_date

_LOOKS, _MOMENT = 20, 0.1  # at a file that an editor is saving, and the seconds between two


def spliced(tep: str, before: bytes, values: Mapping[str, str]) -> bytes:
    """A file with number and day in their lines. Raises UnusableError where there is no place for them."""
    mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
    try:
        text = with_values(before.removeprefix(mark).decode("utf-8"), values, before="nguoi_ky")
    except ValueError as error:
        remedy = "thêm hai dòng so: và ngay_ban_hanh: rồi chạy lại"
        finding = "không tìm được chỗ ghi số, ngày trong tệp"
        raise UnusableError([Problem(Place(tep), finding, remedy)]) from error
    return mark + text.encode()


def clear_number(workspace: Path, tep: str) -> None:
    """Takes number and day out. Raises UnusableError."""
    write_number(workspace, tep, settled(workspace, tep), {"so": "", "ngay_ban_hanh": ""})


def write_number(workspace: Path, tep: str, before: bytes, values: Mapping[str, str]) -> None:
    """Writes number and day into the file; what somebody saved in between gets them instead."""
    for _ in range(3):
        if publish.rewrite(workspace / tep, before, spliced(tep, before, values)):
            return
        before = settled(workspace, tep)
    raise _dang_sua(tep)


def settled(workspace: Path, tep: str) -> bytes:
    """What a file holds when nobody is saving it: an editor may empty it first, or move it away for a moment."""
    before = b""
    for _ in range(_LOOKS):
        with contextlib.suppress(OSError):
            now = (workspace / tep).read_bytes()
            if now and now == before:
                return now
            before = now
        time.sleep(_MOMENT)
    raise _dang_sua(tep)


def _dang_sua(tep: str) -> UnusableError:
    finding = "tệp đang được sửa liên tục hoặc không đọc được, nên chưa ghi được số, ngày"
    return UnusableError([Problem(Place(tep), finding, "lưu xong rồi chạy lại docgen ban-hanh")])


def da_ghi(path: Path, manifest: Mapping[str, Any]) -> bool:
    """Whether a file says number and day of its manifest, in whatever way they are written."""
    said: Mapping[str, object] = read(path, path.name)[0] or {}
    try:
        so, ngay = int(str(said.get("so"))), parse_date(str(said.get("ngay_ban_hanh")))
    except ValueError:
        return False
    return (so, ngay) == (int(manifest["so"]), parse_date(manifest["ngay_ban_hanh"]))
