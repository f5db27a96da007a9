"""The folders of issued documents: read, and held against the digests of their manifest. Nothing here writes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from docgen.errors import Place, Problem
from docgen.load.codes import Known, known_codes, validated, with_issued
from docgen.load.read import read
from docgen.model import BanHanh, Codes, CoQuan, KeHoach, Record, TienDoQuy, parse_date
from docgen.model import tree as yaml_tree

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


def da_ban_hanh(
    workspace: Path, folder: str, files: Mapping[str, type[Record]]
) -> tuple[dict[str, BanHanh], list[Known], list[Problem]]:
    """The issued documents by their names, each with its data; the codes of the plans among them; what is damaged.

    `files` are the files that the data of a plan have, and what each holds. Data of a file that was changed since are left out.
    """
    manifests, problems = ke_khai_da_ban_hanh(workspace, folder)
    found: dict[str, BanHanh] = {}
    for manifest, name in manifests:
        try:
            issued = _ban_hanh(workspace, manifest, name)
            found[issued.stem] = issued
        except (KeyError, TypeError, ValueError):
            remedy = "khôi phục thư mục này từ bản sao lưu"
            problems.append(Problem(Place(f"{name}/{KE_KHAI}"), "kê khai của văn bản đã ban hành bị sửa", remedy))
    whole = {stem: _trees(workspace, issued, files) for stem, issued in found.items() if not issued.tep_bi_sua}
    plans = [known_codes(*trees.values()) for trees in whole.values() if not any("/tien_do/" in name for name in trees)]
    for stem, trees in whole.items():
        found[stem] = _with_data(found[stem], trees, files, plans, problems)
    return found, plans, problems


def _trees(workspace: Path, issued: BanHanh, files: Iterable[str]) -> dict[str, yaml_tree.Mapping | None]:
    base = f"{issued.thu_muc}/{DU_LIEU}"
    there = [name for name in files if (workspace / base / name).is_file()]
    return {name: read(workspace / base / name, f"{base}/{name}")[0] for name in there}


def _with_data(
    issued: BanHanh,
    trees: Mapping[str, yaml_tree.Mapping | None],
    files: Mapping[str, type[Record]],
    plans: list[Known],
    problems: list[Problem],
) -> BanHanh:
    """An issued document with the data that stand in its folder. They were right when it was issued: else it is said, not passed over."""
    codes = Codes(known=with_issued(known_codes(*trees.values()), plans))
    wrong: list[Problem] = []
    records = [validated(files[name], tree, codes, wrong) for name, tree in trees.items()]
    if wrong:
        finding = f"không đọc lại được dữ liệu của văn bản đã ban hành số {issued.so} ({wrong[0].finding})"
        remedy = f"dùng bản docgen đã ban hành văn bản này (ghi trong {KE_KHAI}), hoặc báo người phụ trách docgen"
        problems.append(Problem(wrong[0].place, finding, remedy))
    progress = {int(r.place("").file[-6]): r for r in records if isinstance(r, TienDoQuy)}
    return replace(
        issued,
        co_quan=next((r for r in records if isinstance(r, CoQuan)), None),
        ke_hoach=next((r for r in records if isinstance(r, KeHoach)), None),
        tien_do=progress,
    )


def _ban_hanh(workspace: Path, manifest: dict[str, Any], folder: str) -> BanHanh:
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
