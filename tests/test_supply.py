"""What is installed is what was tested: versions and digests, licences, digits in one meaning."""

from __future__ import annotations

import configparser
import re
import runpy
from importlib import metadata
from pathlib import Path

import pytest

from docgen.nghi_dinh.vietnamese import is_digits
from tests.conftest import ROOT

LICENCES = runpy.run_path(str(ROOT / "docs/viet_giay_phep.py"))


def pins(name: str) -> dict[str, tuple[str, int]]:
    """Package → version and number of digests; every line of the file must belong to one."""
    blocks = re.split(
        r"\n(?=[a-z0-9])", re.sub(r"^#.*\n", "", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
    )
    form = re.compile(r"([a-z0-9-]+)==(\S+)(?: ; [^\\\n]+)?((?: \\\n    --hash=sha256:[0-9a-f]{64})+)\n?")
    found = [form.fullmatch(block) for block in blocks]
    assert all(found), [block[:60] for block, match in zip(blocks, found, strict=True) if match is None]
    return {match[1]: (match[2], match[3].count("--hash")) for match in found if match}


def test_every_package_has_a_version_and_digests_and_both_locks_agree() -> None:
    run, test = pins("lock.txt"), pins("lock-test.txt")
    assert len(run) > 15 and run.items() <= test.items()
    assert {"setuptools"} <= set(run)


def test_what_setup_cfg_asks_for_is_in_the_locks() -> None:
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    names = [re.split(r"[<>=]", line)[0].lower() for line in config["options"]["install_requires"].split()]
    assert len(names) > 5 and set(names) <= set(pins("lock.txt"))
    extras = [
        re.split(r"[<>=]", line)[0].lower()
        for extra in config["options.extras_require"].values()
        for line in extra.split()
    ]
    assert set(extras) <= set(pins("lock-test.txt"))


@pytest.mark.parametrize("package", ["lxml", "markupsafe", "pydantic-core", "pyyaml"])
def test_compiled_packages_have_digests_for_many_machines(package: str) -> None:
    assert pins("lock.txt")[package][1] > 40  # three Pythons and more, two processors, and the source


def test_make_installs_nothing_without_digests() -> None:
    installs = [
        line for line in (ROOT / "Makefile").read_text(encoding="utf-8").splitlines() if line.startswith("\t$(PIP) ")
    ]
    assert len(installs) == 3
    assert all("--require-hashes -r lock" in line or "--no-deps --no-build-isolation -e ." in line for line in installs)


def test_the_page_of_licences_is_that_of_the_lock() -> None:
    assert LICENCES["PAGE"].read_text(encoding="utf-8") == LICENCES["page"](), "run: make mau"


def is_copyleft(said: str) -> bool:
    return bool(re.search(r"(?<!L)\bA?GPL|(?<!Lesser )General Public|Affero", said))


@pytest.mark.parametrize("package", sorted(LICENCES["packages"]()))
def test_nothing_is_gpl_at_run_time(package: str) -> None:
    told = [
        LICENCES["licence"](package),
        *(c for c in metadata.metadata(package).get_all("Classifier") or [] if "License" in c),
    ]
    assert told[0] and not any(map(is_copyleft, told)), told


@pytest.mark.parametrize(
    "said",
    ["GPL-3.0-only", "AGPL-3.0", "GNU General Public License v3 (GPLv3)", "GNU Affero General Public License v3"],
)
def test_a_gpl_would_be_seen(said: str) -> None:
    assert (
        is_copyleft(said)
        and not is_copyleft("LGPL-2.1-only")
        and not is_copyleft("GNU Lesser General Public License v2 (LGPLv2)")
    )


def test_digits_are_ascii_in_every_module() -> None:
    """`\\d` takes the digits of every script, `isdigit` also `²`, on which int() fails; `[^\\W\\d_]` is a letter."""
    loose = re.compile(r"\.is(?:digit|decimal|numeric)\(|(?<!\[\^\\W)(?<!\[\^\\\\W)(?<!\\)(?:\\|\\\\)d")
    own = {"vietnamese.py", "deceiving.py", "marks.py"}  # the one test itself; names; numbers that docgen wrote
    found = [
        f"{path.name}:{number}"
        for path in Path(ROOT / "docgen").rglob("*.py")
        if path.name not in own
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if loose.search(line)
    ]
    assert found == []
    assert is_digits("012") and not any(map(is_digits, ("", "²", "٢", "２", "1.5", "-1")))
