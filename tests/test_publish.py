from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from docgen.docx import package
from docgen.errors import UnusableError
from docgen.publish import Written, publish, write
from docgen.template.empty import EMPTY_PACKAGE

OLD = package.sealed(EMPTY_PACKAGE | {"word/x.xml": b"<old/>"})
NEW = package.sealed(EMPTY_PACKAGE | {"word/x.xml": b"<new/>"})
EDITED = package.write(package.read(OLD) | {"word/x.xml": b"<edited/>"})


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "output" / "papi" / "ke_hoach.docx"
    assert publish(NEW, path) == Written(path)
    assert path.read_bytes() == NEW
    assert [p.name for p in path.parent.iterdir()] == ["ke_hoach.docx"]


def test_a_file_that_nobody_touched_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "ke_hoach.docx"
    path.write_bytes(OLD)
    assert publish(NEW, path) == Written(path)
    assert path.read_bytes() == NEW


def test_an_edited_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "ke_hoach.docx"
    path.write_bytes(EDITED)
    second = tmp_path / "ke_hoach (2).docx"
    assert publish(NEW, path) == Written(second, path)
    assert (path.read_bytes(), second.read_bytes()) == (EDITED, NEW)
    assert publish(OLD, path).path == second  # the second is still docgen's own
    second.write_bytes(EDITED)
    assert publish(NEW, path) == Written(tmp_path / "ke_hoach (3).docx", path)


def test_a_file_that_is_no_word_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "ke_hoach.docx"
    path.write_bytes(b"notes")
    assert publish(NEW, path).spared == path
    assert path.read_bytes() == b"notes"


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_when_writing_fails_the_old_file_is_whole_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "ke_hoach.docx"
    path.write_bytes(OLD)

    def fail(*_: Any) -> None:
        raise PermissionError(13, "Permission denied")  # what Windows says while Word has the file open

    monkeypatch.setattr("os.fsync" if step == "fsync" else "pathlib.Path.replace", fail)
    with pytest.raises(UnusableError) as caught:
        publish(NEW, path)
    assert "không ghi được tệp (Permission denied)\n  → đóng tệp nếu đang mở trong Word" in str(caught.value)
    assert path.read_bytes() == OLD
    assert [p.name for p in tmp_path.iterdir()] == ["ke_hoach.docx"]


def test_an_output_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("x")
    with pytest.raises(UnusableError, match="không ghi được tệp"):
        publish(NEW, tmp_path / "output" / "ke_hoach.docx")


def test_others_of_the_office_can_read_what_is_written(tmp_path: Path) -> None:
    assert publish(NEW, tmp_path / "a.docx").path.stat().st_mode & 0o777 == 0o644


def test_a_folder_in_the_place_of_the_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.docx").mkdir()
    with pytest.raises(UnusableError, match="không ghi được tệp"):
        publish(NEW, tmp_path / "a.docx")
    with pytest.raises(UnusableError, match="không ghi được tệp"):
        write(NEW, tmp_path / "a.docx")


def test_an_edited_file_is_kept_elsewhere_where_that_is_asked_for(tmp_path: Path) -> None:
    path, kept = tmp_path / "ke_hoach.docx", tmp_path / ".cu"
    for number, name in ((1, "ke_hoach.docx"), (2, "ke_hoach (2).docx")):
        path.write_bytes(EDITED + b"\0" * number)
        assert publish(NEW, path, kept) == Written(path, kept=kept / name)
        assert (path.read_bytes(), (kept / name).read_bytes()) == (NEW, EDITED + b"\0" * number)
    assert publish(OLD, path, kept) == Written(path)  # nobody touched it: nothing to keep


@pytest.mark.parametrize("lock", ["~$_hoach.docx", "~$ke_hoach.docx", ".~lock.ke_hoach.docx#"])
def test_a_file_that_is_open_is_not_written_under_the_program(tmp_path: Path, lock: str) -> None:
    path = tmp_path / "ke_hoach.docx"
    path.write_bytes(OLD)
    (tmp_path / lock).write_bytes(b"")
    with pytest.raises(UnusableError) as caught:
        publish(NEW, path)
    assert "tệp đang mở trong Word hoặc LibreOffice" in str(caught.value) and f"xóa tệp khóa {lock}" in str(
        caught.value
    )
    assert path.read_bytes() == OLD


def test_what_a_killed_run_left_goes_and_what_another_run_is_writing_stays(tmp_path: Path) -> None:
    stale, young = tmp_path / ".a.docx.x1.tmp", tmp_path / ".a.docx.x2.tmp"
    for file in (stale, young):
        file.write_bytes(b"half")
    os.utime(stale, (0, 0))
    publish(NEW, tmp_path / "a.docx")
    assert not stale.exists() and young.exists()


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(OLD)

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(UnusableError, match=r"No space left on device\)\n  → .*chỗ trống của ổ đĩa"):
        publish(NEW, path)
    assert path.read_bytes() == OLD and [p.name for p in tmp_path.iterdir()] == ["a.docx"]


def test_a_read_only_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError(
            13, "Permission denied"
        )  # root may write anywhere, so the test cannot take the right away

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    with pytest.raises(UnusableError, match="kiểm tra quyền ghi"):
        publish(NEW, tmp_path / "a.docx")


def test_ctrl_c_in_the_middle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(OLD)

    def interrupt(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        publish(NEW, path)
    assert path.read_bytes() == OLD and [p.name for p in tmp_path.iterdir()] == ["a.docx"]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs links")
@pytest.mark.parametrize("linked", ["output", "output/ma"])
def test_a_link_does_not_lead_out_of_the_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, linked: str
) -> None:
    workspace, elsewhere = tmp_path / "noi_lam", tmp_path / "noi_khac"
    (workspace / linked).parent.mkdir(parents=True)
    elsewhere.mkdir()
    (workspace / linked).symlink_to(elsewhere, target_is_directory=True)
    monkeypatch.chdir(workspace)
    for writing in (write, publish):
        with pytest.raises(UnusableError, match="liên kết dẫn ra ngoài"):
            writing(b"x", Path("output/ma/x.docx"))
    assert not list(elsewhere.iterdir())
    write(b"x", elsewhere / "x.docx")  # the clerk's own words
    write(b"x", Path("../noi_khac/y.docx"))
    assert len(list(elsewhere.iterdir())) == 2
