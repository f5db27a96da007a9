"""Writes finished files: whole or not at all, and never over what somebody has edited."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from docgen import package
from docgen.errors import Place, Problem, UnusableError


@dataclass(frozen=True)
class Written:
    """A file that was written; `spared` is the edited file that stood in its place and was left alone."""

    path: Path
    spared: Path | None = None


def publish(content: bytes, path: Path) -> Written:
    """Writes the file, or `name (2).docx` beside one that is no longer as docgen wrote it.

    Raises UnusableError where it cannot be written; then whatever stood there still stands.
    """
    target = path
    try:
        for number in count(2):
            if not target.exists() or package.untouched(target.read_bytes()):
                break
            target = path.with_name(f"{path.stem} ({number}){path.suffix}")
    except OSError as error:
        raise _refused(target, error) from error
    return Written(write(content, target).path, None if target == path else path)


def write(content: bytes, path: Path) -> Written:
    """Writes the file over whatever stands there. Raises UnusableError where it cannot; then the old file is whole."""
    try:
        _replace(content, path)
    except OSError as error:
        raise _refused(path, error) from error
    return Written(path)


def _refused(path: Path, error: OSError) -> UnusableError:
    remedy = "đóng tệp nếu đang mở trong Word, kiểm tra quyền ghi và chỗ trống của ổ đĩa, rồi chạy lại"
    return UnusableError([Problem(Place(path.as_posix()), f"không ghi được tệp ({error.strerror})", remedy)])


def _replace(content: bytes, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", suffix=path.suffix, dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)  # mkstemp lets nobody else read; an office shares its folders
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
