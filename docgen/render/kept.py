"""Prepared templates kept on disk from one command to the next: preparing takes longer than writing the documents.

They are code that Python runs, as in `__pycache__`: they lie in a folder of the user alone, and are taken only from
there. The name of a file is the digest of all that it was made from; whatever is wrong with it, the template is prepared anew.
"""

from __future__ import annotations

import hashlib
import importlib.util
import marshal
import os
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import jinja2

from docgen import fingerprint
from docgen.docx import package
from docgen.render.prepared import Prepared

_MOST = 64  # files; an office has three templates
_DIGEST = 32  # bytes before the content that say whether it is whole


def load(template: bytes) -> Prepared | None:
    """What this template was prepared to by an earlier command; None where nothing is kept."""
    try:
        folder = _folder()
        if not _is_ours_alone(folder):
            return None
        content = (folder / _name(template)).read_bytes()
        if hashlib.sha256(content[_DIGEST:]).digest() != content[:_DIGEST]:
            return None
        names, charts, main, static, code = marshal.loads(content[_DIGEST:])
    except (OSError, ValueError, EOFError, TypeError, RuntimeError):  # the last: a user without a home
        return None
    return Prepared(names, charts, main, tuple(package.Member(*member) for member in static), code)


def save(template: bytes, prepared: Prepared) -> None:
    """Keeps it for later commands; where that cannot be, nothing is kept."""
    static = tuple(tuple(member) for member in prepared.static)
    plain: Any = (prepared.names, dict(prepared.charts), prepared.main, static, dict(prepared.code))
    content = marshal.dumps(plain)
    try:
        folder = _folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_ours_alone(folder):
            return
        handle, new = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(content).digest() + content)
        Path(new).replace(folder / _name(template))
        for old in sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime)[:-_MOST]:
            old.unlink()
    except (OSError, RuntimeError):
        return


def _folder() -> Path:
    base = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "docgen"


def _is_ours_alone(folder: Path) -> bool:
    if sys.platform == "win32":
        return folder.is_dir()  # LOCALAPPDATA is the user's alone
    found = folder.lstat()
    return found.st_uid == os.getuid() and not found.st_mode & 0o022 and folder.is_dir()


def _name(template: bytes) -> str:
    return hashlib.sha256(_made_by() + template).hexdigest()


@cache
def _made_by() -> bytes:
    """A digest of the programs that prepare: Python, Jinja, docxtpl's `patch_xml` and docgen's own."""
    docxtpl = importlib.util.find_spec("docxtpl")
    folders = [Path(__file__).parent, Path(package.__file__).parent]
    sources = [path for folder in folders for path in sorted(folder.glob("*.py"))]
    if docxtpl is not None and docxtpl.origin:
        sources.append(Path(docxtpl.origin).parent / "template.py")
    return fingerprint.digest(sources, sys.version, jinja2.__version__).encode()
