"""A Word package as its parts, written so that the same parts always give the same bytes.

docgen seals what it writes: a custom property holds a digest of the directory of all other parts (name, CRC-32, size).
Whoever saves the file in Word changes the parts and so breaks the seal: that is how docgen knows a file that people have
worked on. A second property tells by what data the file was made.
"""

from __future__ import annotations

import hashlib
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable
from typing import NamedTuple

try:
    from isal import isal_zlib as fast_zlib
except ImportError:  # an extra: docgen[nhanh]
    import zlib as fast_zlib  # type: ignore[no-redef]

Parts = dict[str, bytes]

CONTENT_TYPES = "[Content_Types].xml"
PACKAGE_RELATIONS = "_rels/.rels"
SEAL = "docProps/custom.xml"
_SEAL_CONTENT_TYPE = (
    b'<Override PartName="/docProps/custom.xml"'
    b' ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>'
)
_SEAL_RELATION = (
    b'<Relationship Id="rIdDocgen"'
    b' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"'
    b' Target="docProps/custom.xml"/>'
)
_SEAL_XML = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="docgen.dau_niem_phong">'
    "<vt:lpwstr>{digest}</vt:lpwstr></property>"
    '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="3" name="docgen.dau_du_lieu">'
    "<vt:lpwstr>{source}</vt:lpwstr></property></Properties>"
)
_SOURCE_NAMED = re.compile(rb'name="docgen\.dau_du_lieu"[^>]*>\s*<[\w:]*lpwstr[^>]*>([0-9a-f]{64})<')
_SEAL_READ = re.compile(rb"<vt:lpwstr>([0-9a-f]{64})</vt:lpwstr>.*?<vt:lpwstr>([0-9a-f]*)</vt:lpwstr>", re.DOTALL)

# APPNOTE.TXT of the zip format, 4.3.7, 4.3.12 and 4.3.16.
_LOCAL = struct.Struct("<IHHHHHIIIHH")
_CENTRAL = struct.Struct("<IHHHHHHIIIHHHHHII")
_END = struct.Struct("<IHHHHIIH")
_STORED, _DEFLATED = 0, 8
# Measured on these documents: zlib 3 takes half the time of zlib 6, and its files are within a tenth of what isal 1 gives.
LEVEL, FAST_LEVEL, ISAL_LEVEL = 6, 3, 1
_UTF8_NAME = 1 << 11
# The zip format cannot hold an earlier day than 1 January 1980; the real one would make every run's bytes differ.
_EPOCH = (0, 1 << 5 | 1)


class Member(NamedTuple):
    """A part as it lies in a package: packed `data`, CRC-32 and size of what it unpacks to."""

    name: str
    crc: int
    size: int
    data: bytes
    method: int = _DEFLATED


class Writer:
    """Writes a package part by part; parts that are packed already are copied as they are.

    `fast` packs with isal where it is installed, or else at a quick level of zlib: files are a tenth larger.
    """

    def __init__(self, *, fast: bool = False) -> None:
        self._zlib = fast_zlib if fast else zlib
        self._level = LEVEL if not fast else FAST_LEVEL if self._zlib is zlib else ISAL_LEVEL
        self._out: list[bytes] = []
        self._central: list[bytes] = []
        self._offset = 0
        self._directory: dict[str, tuple[int, int]] = {}

    def copy(self, members: Iterable[Member]) -> None:
        """Adds parts that are packed already."""
        for member in members:
            name = member.name.encode()
            flags = 0 if member.name.isascii() else _UTF8_NAME
            described = (flags, member.method, *_EPOCH, member.crc, len(member.data), member.size, len(name))
            self._out += (_LOCAL.pack(0x04034B50, 20, *described, 0), name, member.data)
            self._central += (_CENTRAL.pack(0x02014B50, 20, 20, *described, 0, 0, 0, 0, 0, self._offset), name)
            self._offset += _LOCAL.size + len(name) + len(member.data)
            self._directory[member.name] = member.crc, member.size

    def add(self, name: str, pieces: Iterable[bytes]) -> None:
        """Packs a part that comes in pieces, without ever holding it whole."""
        packer = self._zlib.compressobj(self._level, _DEFLATED, -15)
        crc, size = 0, 0
        packed: list[bytes] = []
        for piece in pieces:
            crc = self._zlib.crc32(piece, crc)
            size += len(piece)
            packed.append(packer.compress(piece))
        packed.append(packer.flush())
        self.copy([Member(name, crc, size, b"".join(packed))])

    def seal(self, source: str = "") -> None:
        """Adds the seal over all parts so far. The content types and relations must know of it: see `with_seal`."""
        content = _SEAL_XML.format(digest=_digest(self._directory, source), source=source).encode()
        self.copy([Member(SEAL, zlib.crc32(content), len(content), content, _STORED)])

    def close(self) -> bytes:
        """The package."""
        central = b"".join(self._central)
        parts = len(self._directory)
        end = _END.pack(0x06054B50, 0, 0, parts, parts, len(central), self._offset, 0)
        return b"".join((*self._out, central, end))


def read(package: bytes) -> Parts:
    """The parts of a package by name. Raises zipfile.BadZipFile where it is none."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name.lstrip("/"): archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def members(package: bytes) -> list[Member]:
    """The parts of a package as they lie in it, content types first. Raises zipfile.BadZipFile where it is none."""
    found = []
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        for entry in archive.infolist():
            if entry.is_dir():
                continue
            name_length, extra = struct.unpack_from("<HH", package, entry.header_offset + 26)
            start = entry.header_offset + _LOCAL.size + name_length + extra
            data = package[start : start + entry.compress_size]
            found.append(Member(entry.filename.lstrip("/"), entry.CRC, entry.file_size, data, entry.compress_type))
    return sorted(found, key=lambda member: _order(member.name))


def write(parts: Parts) -> bytes:
    """The package of these parts: content types first, then by name, no time of day anywhere."""
    writer = Writer()
    for name in sorted(parts, key=_order):
        writer.add(name, [parts[name]])
    return writer.close()


def _order(name: str) -> tuple[bool, str]:
    return name != CONTENT_TYPES, name


def with_seal(parts: Parts) -> Parts:
    """These parts without a seal, but with its place declared."""
    parts = dict(parts)
    if _SEAL_CONTENT_TYPE not in parts[CONTENT_TYPES]:
        parts[CONTENT_TYPES] = parts[CONTENT_TYPES].replace(b"</Types>", _SEAL_CONTENT_TYPE + b"</Types>")
        parts[PACKAGE_RELATIONS] = parts[PACKAGE_RELATIONS].replace(
            b"</Relationships>", _SEAL_RELATION + b"</Relationships>"
        )
    parts.pop(SEAL, None)
    return parts


def sealed(parts: Parts, source: str = "") -> bytes:
    """The package of these parts with a seal over them; `source` is the digest (hex) of the data it was made by."""
    writer = Writer()
    declared = with_seal(parts)
    for name in sorted(declared, key=_order):
        writer.add(name, [declared[name]])
    writer.seal(source)
    return writer.close()


def untouched(package: bytes) -> bool:
    """True where the package is still as docgen wrote it."""
    return source_of(package) is not None


def source_of(package: bytes) -> str | None:
    """The digest of the data by which docgen made this package; None where it is not as docgen wrote it."""
    try:
        parts = read(package)
    except Exception:  # noqa: BLE001 - whatever a damaged file makes zipfile and zlib raise, docgen did not write it so
        return None
    seal = _SEAL_READ.search(parts.pop(SEAL, b""))
    if seal is None:
        return None
    directory = {name: (zlib.crc32(content), len(content)) for name, content in parts.items()}
    source = seal[2].decode()
    return source if seal[1].decode() == _digest(directory, source) else None


def named_source(package: bytes) -> str | None:
    """The digest of the data that a package says it came from, edited since or not; None where it says nothing."""
    try:
        named = _SOURCE_NAMED.search(read(package).get(SEAL, b""))
    except Exception:  # noqa: BLE001 - as above
        return None
    return named[1].decode() if named else None


def _digest(directory: dict[str, tuple[int, int]], source: str) -> str:
    said = "".join(f"{name}\0{crc}\0{size}\n" for name, (crc, size) in sorted(directory.items()))
    return hashlib.sha256(f"{source}\n{said}".encode()).hexdigest()
