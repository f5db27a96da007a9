from __future__ import annotations

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from docgen.docx import package
from docgen.template.empty import EMPTY_PACKAGE


def test_the_same_parts_give_the_same_bytes_in_any_order() -> None:
    backwards = dict(reversed(EMPTY_PACKAGE.items()))
    assert package.write(EMPTY_PACKAGE) == package.write(backwards)
    assert package.read(package.write(EMPTY_PACKAGE)) == EMPTY_PACKAGE


def test_no_time_of_day_is_in_the_package() -> None:
    with zipfile.ZipFile(io.BytesIO(package.sealed(EMPTY_PACKAGE))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_sealing_is_repeatable() -> None:
    once = package.sealed(EMPTY_PACKAGE)
    assert package.sealed(package.read(once)) == once
    assert package.untouched(once)


@given(st.sampled_from(sorted(EMPTY_PACKAGE)), st.binary(max_size=20))
def test_any_change_to_any_part_breaks_the_seal(name: str, content: bytes) -> None:
    parts = package.read(package.sealed(EMPTY_PACKAGE))
    if parts[name] != content:
        assert not package.untouched(package.write(parts | {name: content}))


def test_an_added_or_missing_part_breaks_the_seal() -> None:
    parts = package.read(package.sealed(EMPTY_PACKAGE))
    assert not package.untouched(package.write(parts | {"word/comments.xml": b"<x/>"}))
    del parts["word/settings.xml"]
    assert not package.untouched(package.write(parts))


def test_another_source_breaks_the_seal() -> None:
    parts = package.read(package.sealed(EMPTY_PACKAGE, "ab" * 32))
    parts[package.SEAL] = parts[package.SEAL].replace(b"ab" * 32, b"cd" * 32)
    assert not package.untouched(package.write(parts))


def test_what_is_no_package_is_not_untouched() -> None:
    assert not package.untouched(b"")
    assert not package.untouched(b"%PDF-1.7")
    assert not package.untouched(package.sealed(EMPTY_PACKAGE)[:300])
    assert not package.untouched(package.write(EMPTY_PACKAGE))  # never sealed


@given(st.integers(0, 3000), st.binary(min_size=1, max_size=8))
def test_a_damaged_file_is_not_untouched_and_raises_nothing(at: int, damage: bytes) -> None:
    good = package.sealed(EMPTY_PACKAGE)
    at %= len(good)
    bad = good[:at] + damage + good[at + len(damage) :]
    if package.untouched(bad):  # the damage fell on bytes that no part depends on
        assert package.read(bad) == package.read(good)
