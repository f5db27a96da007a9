"""Writes docs/giay_phep.md, the licences of what docgen runs on, from lock.txt and what the packages say of themselves: `make mau`."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs/giay_phep.md"
_ONLY_BUILDS = {"setuptools"}
_HEAD = """# Giấy phép của các gói mà docgen dùng khi chạy

docgen theo giấy phép MIT. Các gói dưới đây được `lock.txt` ghim kèm mã băm; không gói nào theo GPL hoặc AGPL (một phép thử giữ điều này). LGPL thì được: docgen
gọi gói, không chép mã của gói.

Trang này do `make mau` viết từ `lock.txt`.

| gói | phiên bản | giấy phép |
|---|---|---|
"""


def packages() -> dict[str, str]:
    """What lock.txt pins for running docgen: name → version."""
    pins = re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / "lock.txt").read_text(encoding="utf-8"), re.MULTILINE)
    return {name: version for name, version in pins if name not in _ONLY_BUILDS}


def licence(package: str) -> str:
    """What an installed package says of its licence, in its most exact words; empty where it says nothing."""
    said = metadata.metadata(package)
    classifiers = [c.split(" :: ")[-1] for c in said.get_all("Classifier") or [] if c.startswith("License ::")]
    named = (said.get("License") or "").strip().splitlines()[:1]
    return said.get("License-Expression") or ", ".join(named) or ", ".join(classifiers)


def page() -> str:
    """The whole page."""
    return _HEAD + "".join(f"| {name} | {version} | {licence(name)} |\n" for name, version in packages().items())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
