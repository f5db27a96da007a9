"""Every moment of a command at the disk: before each call that changes something, a test may kill, fail or let an editor in."""

from __future__ import annotations

import io
import itertools
import os
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

# What docgen, pathlib and shutil change a disk by; opening for writing and the writing itself are below.
_CALLS = ("mkdir", "rename", "replace", "unlink", "rmdir", "chmod", "fsync")
Meanwhile = Callable[[int, str], None]  # the number of the moment and the name of the call that comes next


@contextmanager
def moments(meanwhile: Meanwhile) -> Iterator[None]:
    """Calls `meanwhile` before each change of the disk, and once more in the midst of each write."""
    numbers = itertools.count(1)

    def at(name: str) -> None:
        meanwhile(next(numbers), name)

    def watched(name: str, original: Any) -> Any:
        def call(*args: Any, **options: Any) -> Any:
            at(name)
            return original(*args, **options)

        return call

    def opened(file: Any, mode: str = "r", *args: Any, **options: Any) -> Any:
        if set(mode) & set("wax+"):
            at("open")
        return plain_open(file, mode, *args, **options)

    plain_open, plain_fdopen = io.open, os.fdopen
    with pytest.MonkeyPatch.context() as patch:
        for name in _CALLS:
            patch.setattr(os, name, watched(name, getattr(os, name)))
        patch.setattr(tempfile, "mkstemp", watched("mkstemp", tempfile.mkstemp))
        patch.setattr(io, "open", opened)
        patch.setattr(os, "fdopen", lambda *args: _Halting(plain_fdopen(*args), at))
        yield


class _Halting:
    """A file whose writing has a moment before it and one when half is written."""

    def __init__(self, file: Any, at: Callable[[str], None]) -> None:
        self._file, self._at = file, at

    def write(self, content: bytes) -> None:
        self._at("write")
        self._file.write(content[: len(content) // 2])
        self._file.flush()
        self._at("write")
        self._file.write(content[len(content) // 2 :])

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> _Halting:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def of(command: Callable[[], object]) -> list[str]:
    """The moments of a command that is let alone, each by the call that comes next."""
    found: list[str] = []
    with moments(lambda _, name: found.append(name)):
        command()
    return found


def killed(command: Callable[[], object], at: int) -> None:
    """Runs a command in a child that dies at this moment, without any last word."""

    def die(number: int, _: str) -> None:
        if number == at:
            os.kill(os.getpid(), signal.SIGKILL)

    child = os.fork()
    if child == 0:
        try:
            with moments(die):
                command()
        finally:
            os._exit(0)
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1]), "the command was over before this moment"
