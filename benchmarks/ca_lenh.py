"""What `docgen lap tat-ca` is measured against: a bare script that renders the same six documents with docxtpl.

python benchmarks/ca_lenh.py prepare FOLDER   writes the contexts of the shipped data, as JSON
python benchmarks/ca_lenh.py render FOLDER    renders them with docxtpl; it reads no YAML and checks nothing
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))


def prepare(folder: Path) -> None:
    from docgen.documents import cac_van_ban
    from docgen.load import load

    ho_so = load(ROOT, "papi_2026")
    for van_ban in cac_van_ban(ho_so):
        plain = json.dumps(van_ban.context, default=lambda value: getattr(value, "__dict__", None) or str(value))
        (folder / f"{van_ban.stem}.json").write_text(plain)
        (folder / f"{van_ban.stem}.mau.docx").write_bytes((ROOT / van_ban.loai.tep_mau).read_bytes())


def render(folder: Path) -> None:
    from decimal import Decimal

    from docxtpl import DocxTemplate
    from jinja2 import Environment

    from docgen.nghi_dinh.vietnamese import capitalised, counted, percent, two_digits

    environment = Environment(autoescape=True)
    environment.filters |= {
        "in_hoa": str.upper,
        "thuong": str.lower,
        "hoa_dau": capitalised,
        "hai_so": two_digits,
        "dem": counted,
        "phan_tram": lambda value: percent(Decimal(value)),
    }
    for path in sorted(folder.glob("*.json")):
        document = DocxTemplate(folder / f"{path.stem}.mau.docx")
        document.render(json.loads(path.read_text()), environment, autoescape=True)
        document.save(folder / f"{path.stem}.docx")


if __name__ == "__main__":
    {"prepare": prepare, "render": render}[sys.argv[1]](Path(sys.argv[2]))
