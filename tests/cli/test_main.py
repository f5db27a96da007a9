"""The command line, as a process: exit codes, Vietnamese, and consoles that cannot show it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import WORKSPACES


def docgen(*arguments: str, folder: Path, encoding: str = "utf-8") -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "docgen", *arguments],
        cwd=folder,
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": encoding, "COLUMNS": "100"},
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding)


def test_the_plan_is_written_and_said(workspace: Path) -> None:
    code, out, err = docgen("lap", "ke-hoach", folder=workspace)
    assert (code, err) == (0, "")
    assert "output/papi_2026/ke_hoach.docx" in out
    assert (workspace / "output/papi_2026/ke_hoach.docx").exists()


def test_the_overview_ends_with_the_next_command(workspace: Path) -> None:
    code, out, _ = docgen(folder=workspace)
    assert code == 0 and out.splitlines()[-1] == "  Lệnh tiếp theo: docgen lap tat-ca"


def test_running_twice_gives_the_same_bytes_whatever_the_hash_seed(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = []
    for seed in ("1", "2"):
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        assert docgen("lap", "tat-ca", "--ra", seed, folder=workspace)[0] == 0
        files.append((workspace / seed / "papi_2026/ke_hoach.docx").read_bytes())
    assert files[0] == files[1]


def test_with_several_plans_one_is_chosen(library: Path) -> None:
    (library / "data/khac").mkdir()
    (library / "data/khac/ke_hoach.yaml").touch()
    code, _, err = docgen("lap", "ke-hoach", folder=library)
    assert code == 2 and "có 2 kế hoạch: khac, thu_vien_2026" in err
    assert docgen("lap", "ke-hoach", "--ke-hoach", "thu_vien_2026", "--ra", "ra", folder=library)[0] == 0
    assert (library / "ra/thu_vien_2026/ke_hoach.docx").exists()


def test_bad_data_is_exit_code_2_all_at_once_and_nothing_is_written(tmp_path: Path) -> None:
    code, out, err = docgen("lap", "tat-ca", "--ra", str(tmp_path / "output"), folder=WORKSPACES / "nhieu_loi")
    assert (code, out) == (2, "")
    golden = (Path(__file__).parent.parent / "golden/nhieu_loi.txt").read_text(encoding="utf-8")
    assert err == f"{golden}\nCó {golden.count('→')} lỗi; sửa rồi chạy lại.\n"
    assert not (tmp_path / "output").exists()


def test_one_broken_plan_does_not_hide_the_others(library: Path) -> None:
    (library / "data/khac").mkdir()
    (library / "data/khac/ke_hoach.yaml").write_text("nam: [", encoding="utf-8")
    code, out, err = docgen(folder=library)
    assert code == 2
    assert "thu_vien_2026: Số hóa vốn tài liệu" in out
    assert "data/khac/ke_hoach.yaml:1:" in err


def test_a_folder_without_data_is_exit_code_2(tmp_path: Path) -> None:
    code, _, err = docgen("lap", "ke-hoach", folder=tmp_path)
    assert code == 2
    assert err.startswith("data/co_quan.yaml: không có tệp này")


def test_an_edited_file_is_spared_and_said(workspace: Path) -> None:
    docgen("lap", "ke-hoach", folder=workspace)
    file = workspace / "output/papi_2026/ke_hoach.docx"
    file.write_bytes(b"edited")
    code, out, _ = docgen("lap", "ke-hoach", folder=workspace)
    assert code == 0
    assert (
        "output/papi_2026/ke_hoach.docx đã được sửa ngoài docgen nên giữ nguyên; bản mới là ke_hoach (2).docx." in out
    )
    assert file.read_bytes() == b"edited"


ENGLISH = re.compile(
    r"\b(usage|options?|commands?|error|no such|missing|show|exit|invalid|help|try|got|unexpected)\b", re.I
)


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["-h"], 0, "Lập văn bản hành chính"),
        (["--help"], 0, "Lệnh:"),
        (["lap", "--help"], 0, "ke-hoach"),
        (["lap", "ke-hoach", "--help"], 0, "Thư mục ghi văn bản"),
        (["mau", "--help"], 0, "schema"),
        (["laap"], 2, "Không có lệnh 'laap'"),
        (["lap", "ke-hoac"], 2, "Không có lệnh 'ke-hoac'"),
        (["lap", "ke-hoach", "--raa", "x"], 2, "Không có tùy chọn '--raa'"),
        (["lap", "ke-hoach", "--ra"], 2, "Sau tùy chọn '--ra' phải có giá trị"),
        (["lap", "ke-hoach", "thua"], 2, "Thừa tham số (thua)"),
        (["lap", "ke-hoach", "--ra", __file__], 2, "là tệp, không phải thư mục"),
    ],
)
def test_the_command_line_speaks_vietnamese(workspace: Path, arguments: list[str], code: int, says: str) -> None:
    returned, out, err = docgen(*arguments, folder=workspace)
    assert returned == code
    assert says in " ".join((out + err).split())
    assert not ENGLISH.search((out + err).replace("--help", "").replace(__file__, "")), out + err


@pytest.mark.parametrize("encoding", ["cp1252", "cp1258", "cp437"])
def test_a_console_that_cannot_show_vietnamese_shows_bare_letters(encoding: str, tmp_path: Path) -> None:
    code, _, err = docgen("lap", "ke-hoach", folder=tmp_path, encoding=encoding)
    assert code == 2
    assert "data/co_quan.yaml: kh" in err and "->" in err
    assert "?" not in err and "Traceback" not in err


def test_a_fault_of_docgen_is_exit_code_3_and_says_whose_it_is(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import docgen.commands.lap as module
    from docgen.cli.main import main

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(module, "lap", broken)
    monkeypatch.chdir(workspace)
    with pytest.raises(SystemExit) as caught:
        main(["lap", "ke-hoach"])
    assert caught.value.code == 3
    assert capsys.readouterr().err.startswith("Lỗi của docgen, không phải của dữ liệu.")
