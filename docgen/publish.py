"""Writes finished files: whole or not at all, never over what somebody has edited, never under a program that has it open."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import IO

from docgen.docx import package
from docgen.errors import Place, Problem, UnusableError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_UNFINISHED = ".tmp"  # what a killed process leaves behind ends so, and is no document
_OF_WORKSPACE = ".cua_noi"  # in a folder of documents outside the workspace: which workspace they are of
_PATIENCE = 10  # seconds that a run waits for another
_STALE = 3600  # seconds: no run takes that long, so an older one was killed


@dataclass(frozen=True)
class Written:
    """A file that was written; `con_thieu` is what its data still lack before it may be signed. `spared` is the edited file that stood in its place and was left alone; `kept` is where
    the edited file was put instead; `mau_bo` is what its template no longer prints."""

    path: Path
    spared: Path | None = None
    kept: Path | None = None
    con_thieu: tuple[Problem, ...] = ()
    mau_bo: tuple[str, ...] = ()


def publish(content: bytes, path: Path, keep_in: Path | None = None) -> Written:
    """Writes the file, or `name (2).docx` beside one that is no longer as docgen wrote it.

    With `keep_in` the edited one is first put into that folder, and the file is written in its place.
    Raises UnusableError where it cannot be written; then whatever stood there still stands.
    """
    _refuse_open(path)
    try:
        edited = path.exists() and not package.untouched(path.read_bytes())
        if edited and keep_in is not None:
            kept = _free(keep_in / path.name)
            _replace(path.read_bytes(), kept)
            return Written(write(content, path).path, kept=kept)
        target = _free(path, or_untouched=True) if edited else path
    except OSError as error:
        raise _refused(path, error) from error
    return Written(write(content, target).path, spared=path if edited else None)


def write(content: bytes, path: Path) -> Written:
    """Writes the file over whatever stands there. Raises UnusableError where it cannot; then the old file is whole."""
    try:
        _replace(content, path)
    except OSError as error:
        raise _refused(path, error) from error
    return Written(path)


def rewrite(path: Path, before: bytes, after: bytes) -> bool:
    """Writes a file of somebody's own if it still holds `before`; says whether it did. Mode, owner and links stay.

    Raises UnusableError where it cannot be written.
    """
    path = path.resolve()  # the file that a link leads to
    try:
        if path.read_bytes() != before:
            return False
        return before == after or _replace(after, path, like=path, over=before)
    except FileNotFoundError:  # an editor that is saving moves it away for a moment
        return False
    except OSError as error:
        raise _refused(path, error) from error


def claim(folder: Path, workspace: Path) -> None:
    """Makes a folder outside the workspace this workspace's own: two offices that write into one would overwrite each other.

    Raises UnusableError where another workspace writes there, or it cannot be written.
    """
    own, place = workspace.resolve(), folder.resolve()
    if place.is_relative_to(own):
        return
    mark, name = place / _OF_WORKSPACE, os.path.relpath(own, place)
    try:
        owner = mark.read_bytes().decode("utf-8", "replace") if mark.exists() else name
    except OSError as error:
        raise _refused(mark, error) from error
    if owner != name:
        finding = f"thư mục này chứa văn bản của nơi khác ({place / owner})"
        raise UnusableError([Problem(Place(folder.as_posix()), finding, "ghi ra thư mục khác: --ra …")])
    if not mark.exists():
        write(name.encode(), mark)


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Holds a folder for one run; another waits a moment, then is refused. A run that dies lets go."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / ".khoa").open("a+b")
    except OSError as error:
        raise _refused(folder, error) from error
    with lock as file:
        for _ in range(_PATIENCE * 10):
            if _lock(file):
                break
            time.sleep(0.1)
        else:
            remedy = "chờ lệnh kia xong rồi chạy lại"
            raise UnusableError([Problem(Place(folder.as_posix()), "một lệnh docgen khác đang ghi vào đây", remedy)])
        try:
            yield
        finally:
            _unlock(file)


def _lock(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _unlock(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_UN)


def _free(path: Path, *, or_untouched: bool = False) -> Path:
    """The first of `name.docx`, `name (2).docx`, … that nobody would miss."""
    for number in count(1):
        target = path if number == 1 else path.with_name(f"{path.stem} ({number}){path.suffix}")
        if not target.exists() or (or_untouched and package.untouched(target.read_bytes())):
            return target
    raise AssertionError


def _refuse_open(path: Path) -> None:
    """Refuses a file that Word or LibreOffice has open: what is saved there later would be lost, one way or the other."""
    word = path.with_name(f"~${path.name[2:]}")
    libre_office = path.with_name(f".~lock.{path.name}#")
    lock = next((lock for lock in (word, path.with_name(f"~${path.name}"), libre_office) if lock.exists()), None)
    if lock is not None:
        remedy = f"đóng tệp rồi chạy lại; nếu không ai mở thì xóa tệp khóa {lock.name}"
        raise UnusableError([Problem(Place(path.as_posix()), "tệp đang mở trong Word hoặc LibreOffice", remedy)])


def _refuse_led_away(path: Path) -> None:
    """Refuses a folder that only a link in the workspace leads to: who gave the workspace away chose where it leads, not the clerk."""
    here = Path.cwd().resolve()
    named = Path(os.path.normpath(here / path.parent))
    real = named.resolve()
    if path.is_absolute() or real == named or real.is_relative_to(here):
        return
    remedy = f"bỏ liên kết đó; muốn ghi vào {real.as_posix()} thì ghi thẳng thư mục ấy sau --ra"
    finding = f"thư mục là liên kết dẫn ra ngoài, tới {real.as_posix()}"
    raise UnusableError([Problem(Place(path.parent.as_posix()), finding, remedy)])


def _refused(path: Path, error: OSError) -> UnusableError:
    remedy = "đóng tệp nếu đang mở trong Word, kiểm tra quyền ghi và chỗ trống của ổ đĩa, rồi chạy lại"
    return UnusableError([Problem(Place(path.as_posix()), f"không ghi được tệp ({error.strerror})", remedy)])


def _replace(content: bytes, path: Path, like: Path | None = None, over: bytes | None = None) -> bool:
    """Writes the file; with `over` only if it holds that at the very last moment."""
    _refuse_led_away(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path, _STALE if over is None else 0)  # `over` is used under a lock: what is left is a dead run's
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=_UNFINISHED, dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _dress(temporary, like)
        if over is not None and path.read_bytes() != over:
            temporary.unlink()
            return False
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return True


def _dress(temporary: Path, like: Path | None) -> None:
    """Gives a new file the mode and the owner of the one it replaces; a file of docgen's own is one that an office can share."""
    if like is None:
        temporary.chmod(0o644)  # mkstemp lets nobody else read
        return
    found = like.stat()
    temporary.chmod(found.st_mode & 0o7777)
    if sys.platform != "win32" and (found.st_uid, found.st_gid) != (os.getuid(), os.getgid()):
        with contextlib.suppress(OSError):  # only root may give a file away
            os.chown(temporary, found.st_uid, found.st_gid)


def _sweep(path: Path, stale: float) -> None:
    """Takes away what killed runs left of this file; that of a run at work is younger."""
    for left in path.parent.glob(f".{path.name}.*{_UNFINISHED}"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime >= stale:
                left.unlink()
