"""The folders of issued documents: read, and held against the digests of their manifest. Nothing here writes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import Any

from docgen.errors import Place, Problem
from docgen.model import BanHanh, parse_date

DA_BAN_HANH = "da_ban_hanh"
KE_KHAI = "ke_khai.json"
DU_LIEU = "du_lieu"  # the data a document was made from, under their own names


def ke_khai_da_ban_hanh(
    workspace: Path, folder: str, *, taken_back: bool = False
) -> tuple[list[tuple[dict[str, Any], str]], list[Problem]]:
    """The manifests of the issued (or taken back) documents of a plan's folder, each with its folder's name; and what cannot be read."""
    found, problems = [], []
    base = workspace / folder / DA_BAN_HANH
    for path in sorted(base.iterdir()) if base.is_dir() else ():
        if not path.is_dir() or path.name.startswith(".") or (".huy_" in path.name) != taken_back:
            continue
        name = f"{folder}/{DA_BAN_HANH}/{path.name}"
        try:
            found.append((_checked(json.loads((path / KE_KHAI).read_text(encoding="utf-8"))), name))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            remedy = "khôi phục thư mục này từ bản sao lưu; văn bản đã ban hành không được mất"
            problems.append(
                Problem(Place(f"{name}/{KE_KHAI}"), "thiếu hoặc hỏng kê khai của văn bản đã ban hành", remedy)
            )
    return found, problems


def sealed(manifest: dict[str, Any]) -> dict[str, Any]:
    """The manifest with a digest of what it says."""
    said = {key: value for key, value in manifest.items() if key != "dau"}
    return said | {"dau": sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode())}


def _checked(manifest: dict[str, Any]) -> dict[str, Any]:
    """The manifest, if nobody changed it. Raises ValueError, KeyError, TypeError, AttributeError."""
    if manifest["dau"] != sealed(manifest)["dau"]:
        raise ValueError("dau")
    return manifest


def bi_sua(issued: Iterable[BanHanh]) -> list[Problem]:
    """The files of issued documents that are gone, were put there later or are no longer as they were."""
    remedy = "khôi phục tệp này từ bản sao lưu; văn bản đã ban hành không được sửa"
    return [
        Problem(
            Place(f"{one.thu_muc}/{name}"), f"tệp của văn bản đã ban hành số {one.so} bị sửa, mất hoặc thêm vào", remedy
        )
        for one in issued
        for name in one.tep_bi_sua
    ]


def ban_hanh(workspace: Path, manifest: dict[str, Any], folder: str) -> BanHanh:
    """What a manifest says, its files held against their digests. Raises KeyError, TypeError, ValueError for one that is wrong."""
    return BanHanh(
        stem=str(manifest["stem"]),
        so=int(manifest["so"]),
        ngay=parse_date(manifest["ngay_ban_hanh"]),
        thu_muc=folder,
        ten_loai=str(manifest["ten_loai"]),
        ky_hieu=str(manifest["ky_hieu"]),
        tep_du_lieu=str(manifest["tep_du_lieu"]),
        quy=manifest["quy"],
        tep_bi_sua=(
            *(name for name, digest in manifest["tep"].items() if _digest_of(workspace / folder / name) != digest),
            *_them_vao(workspace / folder, manifest["tep"]),
        ),
    )


def _them_vao(folder: Path, known: Container[str]) -> Iterator[str]:
    """Data that were put beside those that are frozen: they would be read like them."""
    for path in sorted((folder / DU_LIEU).rglob("*.yaml")):
        if (name := path.relative_to(folder).as_posix()) not in known:
            yield name


def sha256(content: bytes) -> str:
    """The digest that manifests name a file by, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _digest_of(path: Path) -> str:
    """Empty where the file cannot be read."""
    try:
        return sha256(path.read_bytes())
    except OSError:
        return ""
