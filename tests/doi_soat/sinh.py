"""Random dossiers that are right: a seed → the YAML files of a workspace with one plan, `ngau_nhien`.

The same seed gives the same files. Every dossier loads; what its documents must say is counted by `dem`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from tests.doi_soat.loi_van import Khi
from tests.doi_soat.sinh_ke_hoach import ban_thao
from tests.doi_soat.sinh_tien_do import danh_gia, tien_do

MA = "ngau_nhien"


def sinh(hat_giong: int) -> dict[str, str]:
    """The files of the dossier of a seed: path in the workspace → YAML text."""
    b = ban_thao(hat_giong)
    files = {"data/co_quan.yaml": b.co_quan, f"data/{MA}/ke_hoach.yaml": b.ke_hoach}
    files |= {f"data/{MA}/tien_do/quy_{q}.yaml": tien_do(b, q) for q in b.cac_quy}
    if 4 in b.cac_quy and b.co(0.6):
        files[f"data/{MA}/danh_gia.yaml"] = danh_gia(b)
    first = f"# Hồ sơ hư cấu để đối soát, hạt giống {hat_giong}.\n"
    return {name: first + _yaml(record) for name, record in files.items()}


def ghi(hat_giong: int, folder: Path) -> Path:
    """Writes the dossier of a seed as a workspace into a folder."""
    for name, text in sinh(hat_giong).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


_Dumper: Any = type("Dumper", (getattr(yaml, "CSafeDumper", yaml.SafeDumper),), {"ignore_aliases": lambda *_: True})
_Dumper.add_representer(Khi, lambda dumper, khi: dumper.represent_str(khi.loi_van))


def _yaml(record: dict[str, Any]) -> str:
    text: str = yaml.dump(record, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120)
    return text
