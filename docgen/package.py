"""A Word package as its parts, written so that the same parts always give the same bytes.

docgen seals what it writes: a custom property holds the SHA-256 of all other parts. Whoever saves the file in
Word changes the parts and so breaks the seal: that is how docgen knows a file that people have worked on. A second
property tells by what data the file was made.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile

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
_SEAL_READ = re.compile(rb"<vt:lpwstr>([0-9a-f]{64})</vt:lpwstr>.*?<vt:lpwstr>([0-9a-f]*)</vt:lpwstr>", re.DOTALL)
# The zip format cannot hold an earlier time; the real one would make every run's bytes differ.
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def read(package: bytes) -> Parts:
    """The parts of a package by name. Raises zipfile.BadZipFile where it is none."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name.lstrip("/"): archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def write(parts: Parts) -> bytes:
    """The package of these parts: content types first, then by name, no time of day anywhere."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name != CONTENT_TYPES, name)):
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, parts[name])
    return stream.getvalue()


def sealed(parts: Parts, source: str = "") -> bytes:
    """The package of these parts with a seal over them; `source` is the digest (hex) of the data it was made by."""
    parts = dict(parts)
    if SEAL not in parts:
        parts[CONTENT_TYPES] = parts[CONTENT_TYPES].replace(b"</Types>", _SEAL_CONTENT_TYPE + b"</Types>")
        parts[PACKAGE_RELATIONS] = parts[PACKAGE_RELATIONS].replace(
            b"</Relationships>", _SEAL_RELATION + b"</Relationships>"
        )
    parts[SEAL] = _SEAL_XML.format(digest=_digest(parts, source), source=source).encode()
    return write(parts)


def untouched(package: bytes) -> bool:
    """True where the package is still as docgen wrote it."""
    try:
        parts = read(package)
    except Exception:  # noqa: BLE001 - whatever a damaged file makes zipfile and zlib raise, docgen did not write it so
        return False
    seal = _SEAL_READ.search(parts.get(SEAL, b""))
    return seal is not None and seal[1].decode() == _digest(parts, seal[2].decode())


def source_of(package: bytes) -> str:
    """The digest of the data that a package was made by; empty where it does not say."""
    seal = _SEAL_READ.search(read(package).get(SEAL, b""))
    return seal[2].decode() if seal else ""


def _digest(parts: Parts, source: str) -> str:
    digest = hashlib.sha256(source.encode())
    for name in sorted(set(parts) - {SEAL}):
        for piece in (name.encode(), parts[name]):
            digest.update(len(piece).to_bytes(8, "big") + piece)
    return digest.hexdigest()
