"""`docgen lap tat-ca --thu-muc`: many workspaces in one go, what the report says of each, processes, the progress bar."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import docx
import pytest
from docx.shared import Mm

import docgen.commands.nhieu_noi as module
from docgen.cli.main import main
from docgen.docx import package
from tests.cli.test_main import ENGLISH, docgen
from tests.conftest import ROOT, WORKSPACES

Run = Callable[..., tuple[int, str, str]]
PLAN = "data/toi_thieu/ke_hoach.yaml"
DOCUMENT = "output/toi_thieu/ke_hoach.docx"
NAMES = ("An Bình", "Bình Minh", "Cát Sơn")

needs_fork = pytest.mark.skipif(
    multiprocessing.get_start_method() != "fork", reason="the process must inherit what is put in the place of lap"
)


def office(folder: Path, source: str = "toi_thieu") -> Path:
    """A workspace: a copy of one of tests/workspaces with the shipped templates; `toi_thieu` gives one document."""
    shutil.copytree(ROOT / "templates_docx", folder / "templates_docx")
    return Path(shutil.copytree(WORKSPACES / source, folder, dirs_exist_ok=True))


def break_yaml(workspace: Path) -> None:
    """Indents line 2 of the plan by a tab."""
    path = workspace / PLAN
    path.write_text(path.read_text(encoding="utf-8").replace("nam:", "\tnam:"), encoding="utf-8")


def left_margin(workspace: Path, mm: int) -> None:
    """A plan template changed in Word; the decree wants 30 to 35 mm."""
    template = str(workspace / "templates_docx/ke_hoach.docx")
    document = docx.Document(template)
    document.sections[0].left_margin = Mm(mm)
    document.save(template)


def documents(folder: Path) -> dict[str, bytes]:
    """All files, of whatever name, in the output folders of the workspaces in this folder."""
    files = (path for path in folder.rglob("*") if path.is_file() and "output" in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def many(*arguments: str, folder: Path) -> tuple[int, str, str]:
    """The command in a process of its own, as a user starts it."""
    return docgen("lap", "tat-ca", *arguments, folder=folder)


@pytest.fixture
def xa(tmp_path: Path) -> Path:
    """Three right workspaces side by side: `xa/An Bình` and so on."""
    for name in NAMES:
        office(tmp_path / "xa" / name)
    return tmp_path / "xa"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """A command in this process, which is quicker: exit code, output, errors."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as caught:
            main(arguments)
        return (int(caught.value.code or 0), *capsys.readouterr())

    return run


class TestReport:
    def test_where_all_is_right_only_the_sum_is_said(self, xa: Path, run: Run) -> None:
        assert run("lap", "tat-ca", "--thu-muc", "xa/*") == (0, "Đã lập 3 văn bản ở 3/3 nơi.\n", "")
        assert set(documents(xa)) == {f"{name}/{DOCUMENT}" for name in NAMES}

    @pytest.mark.parametrize(
        ("song_song", "broken"),
        # The first workspace is written before the others are shared out.
        [("1", "Bình Minh"), ("2", "An Bình"), ("2", "Bình Minh")],
    )
    def test_a_broken_workspace_is_named_and_the_others_are_written_in_full(
        self, xa: Path, song_song: str, broken: str
    ) -> None:
        shutil.rmtree(xa / "Cát Sơn")
        office(xa / "Cát Sơn", "sau_nhiem_vu")
        break_yaml(xa / broken)
        code, out, err = many("--thu-muc", "xa/*", "--song-song", song_song, folder=xa.parent)
        assert code == 2
        assert out == (
            f"xa/{broken}:\n"
            f"{PLAN}:2:1: dòng thụt vào bằng phím Tab\n"
            "  → thay Tab bằng dấu cách (2 dấu cách mỗi bậc)\n"
            "Đã lập 5 văn bản ở 2/3 nơi.\n"
        )
        assert err == "Còn 1 nơi có lỗi nêu ở trên; sửa rồi chạy lại.\n"
        (right,) = {"An Bình", "Bình Minh"} - {broken}
        reports = [f"Cát Sơn/output/mau/bao_cao_quy_{quy}.docx" for quy in (1, 2, 3)]
        written = documents(xa)
        assert set(written) == {f"{right}/{DOCUMENT}", "Cát Sơn/output/mau/ke_hoach.docx", *reports}
        assert all(package.untouched(content) for content in written.values())

    def test_workspaces_are_reported_in_the_order_of_their_names(self, xa: Path, run: Run) -> None:
        for name in NAMES:
            break_yaml(xa / name)
        patterns = [word for name in reversed(NAMES) for word in ("--thu-muc", f"xa/{name}")]
        code, out, err = run("lap", "tat-ca", *patterns)
        assert code == 2 and [line for line in out.splitlines() if line.startswith("xa/")] == [
            f"xa/{name}:" for name in NAMES
        ]
        assert out.endswith("Đã lập 0 văn bản ở 0/3 nơi.\n") and err.startswith("Còn 3 nơi có lỗi")

    def test_a_broken_plan_does_not_cost_its_workspace_the_next_plan(self, xa: Path, run: Run) -> None:
        shutil.copytree(xa / "An Bình/data/toi_thieu", xa / "An Bình/data/vuon_cay")
        break_yaml(xa / "An Bình")
        code, out, _ = run("lap", "tat-ca", "--thu-muc", "xa/An Bình")
        assert code == 2 and out.startswith(f"xa/An Bình:\n{PLAN}:2:1: ")
        assert set(documents(xa)) == {"An Bình/output/vuon_cay/ke_hoach.docx"}

    def test_a_workspace_without_a_plan_is_named(self, xa: Path, run: Run) -> None:
        shutil.rmtree(xa / "Bình Minh/data/toi_thieu")
        code, out, _ = run("lap", "tat-ca", "--thu-muc", "xa/*")
        assert code == 2 and out.startswith(
            "xa/Bình Minh:\ndata: chưa có kế hoạch nào\n  → tạo data/<mã kế hoạch>/ke_hoach.yaml\n"
        )
        assert len(documents(xa)) == 2

    def test_a_fault_of_docgen_in_one_workspace_does_not_stop_the_others(
        self, xa: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = module.lap

        def lap(names: list[str], workspace: Path, *others: object, **options: object) -> object:
            if workspace.name == "Bình Minh":
                raise ZeroDivisionError("số không")
            return real(names, workspace, *others, **options)  # type: ignore[arg-type]

        monkeypatch.setattr(module, "lap", lap)
        code, out, err = run("lap", "tat-ca", "--thu-muc", "xa/*")
        assert code == 2 and "Traceback" not in err
        assert out.startswith(
            "xa/Bình Minh:\ndata/toi_thieu: lỗi của docgen (ZeroDivisionError: số không)\n  → chạy docgen lap tat-ca"
        )
        assert len(documents(xa)) == 2

    def test_files_written_beside_one_that_cannot_be_are_counted(self, xa: Path, run: Run) -> None:
        office(xa / "Sáu", "sau_nhiem_vu")
        (xa / "Sáu/output/mau/ke_hoach.docx").mkdir(parents=True)
        code, out, _ = run("lap", "tat-ca", "--thu-muc", "xa/Sáu")
        assert code == 2 and "ke_hoach.docx: không ghi được tệp" in out
        assert f"Đã lập {len(documents(xa))} văn bản" in out


class TestFolders:
    def test_a_pattern_takes_each_folder_that_is_a_workspace(self, xa: Path, run: Run) -> None:
        (xa / "Không dữ liệu/output").mkdir(parents=True)
        (xa / "ghi_chu.txt").touch()
        office(xa / "huyện/trong")  # `*` goes one folder deep
        assert run("lap", "tat-ca", "--thu-muc", "xa/*") == (0, "Đã lập 3 văn bản ở 3/3 nơi.\n", "")
        assert set(documents(xa)) == {f"{name}/{DOCUMENT}" for name in NAMES}

    def test_folders_and_patterns_relative_and_absolute(self, xa: Path, run: Run) -> None:
        office(xa / "huyện/trong")
        chosen = ["--thu-muc", "xa/An Bình", "--thu-muc", f"{xa.as_posix()}/C*", "--thu-muc", "xa/huyện/*"]
        assert run("lap", "tat-ca", *chosen)[:2] == (0, "Đã lập 3 văn bản ở 3/3 nơi.\n")
        assert set(documents(xa)) == {f"{name}/{DOCUMENT}" for name in ("An Bình", "Cát Sơn", "huyện/trong")}

    def test_a_folder_whose_name_looks_like_a_pattern(self, xa: Path, run: Run) -> None:
        office(xa / "[cũ]")
        assert run("lap", "tat-ca", "--thu-muc", "xa/[cũ]")[0] == 0
        assert set(documents(xa)) == {f"[cũ]/{DOCUMENT}"}

    def test_all_that_name_no_workspace_are_said_and_nothing_is_written(self, xa: Path, run: Run) -> None:
        (xa / "Trống").mkdir()
        (xa / "ghi_chu.txt").touch()
        none = ["xa/Trống", "xa/ghi_chu.txt", "không/có", "xa/Z*"]
        patterns = [word for pattern in ("xa/An Bình", *none) for word in ("--thu-muc", pattern)]
        code, out, err = run("lap", "tat-ca", *patterns)
        said = "không có nơi làm việc nào (thư mục có data/)\n  → ghi thư mục chứa data/, hoặc mẫu tên có dấu *"
        assert (code, out) == (2, "") and err.count(said) == 4
        assert all(f"{pattern}: {said}" in err for pattern in none)
        assert err.endswith("\nCó 4 lỗi; sửa rồi chạy lại.\n")
        assert documents(xa) == {}

    @pytest.mark.parametrize("again", ["xa/An Bình", "xa/An Bình/", "./xa/An Bình", "xa/A*"])
    def test_a_folder_given_twice_is_written_once(self, xa: Path, run: Run, again: str) -> None:
        code, out, _ = run("lap", "tat-ca", "--thu-muc", "xa/An Bình", "--thu-muc", again)
        assert (code, out) == (0, "Đã lập 1 văn bản ở 1/1 nơi.\n")

    @pytest.mark.parametrize("again", ["{xa}/An Bình", "xa/Cát Sơn/../An Bình", "lối tắt"])
    def test_a_folder_given_in_two_ways_is_written_once(self, xa: Path, run: Run, again: str) -> None:
        (xa.parent / "lối tắt").symlink_to(xa / "An Bình")
        code, out, _ = run("lap", "tat-ca", "--thu-muc", "xa/An Bình", "--thu-muc", again.format(xa=xa.as_posix()))
        assert (code, out) == (0, "Đã lập 1 văn bản ở 1/1 nơi.\n")

    @pytest.mark.parametrize("pattern", ["x\0y", "x" * 300])
    def test_what_pathlib_refuses_is_no_fault_of_docgen(self, xa: Path, run: Run, pattern: str) -> None:
        code, _, err = run("lap", "tat-ca", "--thu-muc", pattern)
        assert code == 2 and err.startswith(f"{pattern}: ")


def test_in_several_processes_the_bytes_are_those_of_one_by_one(tmp_path: Path) -> None:
    """Offices of different choices and templates: none must see what another left in the process."""
    # For these two templates are built; the second chooses a size and margins of its own.
    shutil.copytree(ROOT / "data", tmp_path / "xa/a/data")
    shutil.copytree(WORKSPACES / "thu_vien", tmp_path / "xa/b")
    left_margin(office(tmp_path / "xa/c"), 32)
    shutil.copytree(tmp_path / "xa", tmp_path / "rieng")
    assert many("--thu-muc", "xa/*", "--song-song", "2", folder=tmp_path)[:2] == (0, "Đã lập 7 văn bản ở 3/3 nơi.\n")
    with ThreadPoolExecutor(2) as pool:
        alone = list(pool.map(lambda noi: many(folder=noi), sorted((tmp_path / "rieng").iterdir())))
    assert [code for code, _, _ in alone] == [0, 0, 0]
    written = documents(tmp_path / "xa")
    assert len(written) == 7 and written == documents(tmp_path / "rieng")


class TestFormFindings:
    def test_a_finding_stands_under_its_workspace_and_is_exit_code_1(self, xa: Path, run: Run) -> None:
        left_margin(xa / "Bình Minh", 25)
        code, out, err = run("lap", "tat-ca", "--thu-muc", "xa/*")
        assert (code, err) == (1, "Sửa mẫu trong templates_docx/ của nơi có phát hiện rồi lập lại.\n")
        assert out.startswith(f"xa/Bình Minh:\nxa/Bình Minh/{DOCUMENT}\n") and "An Bình" not in out
        assert "lề trái 25 mm; cần lề trái từ 30 đến 35 mm" in out and "so_ky_hieu.so" not in out
        assert out.endswith("Đã lập 3 văn bản ở 3/3 nơi.\n")
        assert len(documents(xa)) == 3

    def test_a_workspace_that_is_not_written_weighs_more(self, xa: Path, run: Run) -> None:
        left_margin(xa / "Bình Minh", 25)
        break_yaml(xa / "Cát Sơn")
        code, out, _ = run("lap", "tat-ca", "--thu-muc", "xa/*")
        assert code == 2
        assert out.index("lề trái 25 mm") < out.index("xa/Cát Sơn:") < out.index("phím Tab")

    def test_each_office_is_checked_by_its_own_choices(self, xa: Path, run: Run) -> None:
        for name in NAMES[:2]:
            left_margin(xa / name, 25)
        with (xa / "An Bình/data/co_quan.yaml").open("a", encoding="utf-8") as file:
            file.write("kiem_the_thuc: [{quy_tac: le_trang.trai, muc_do: tắt, ly_do: đóng quyển}]\n")
        code, out, _ = run("lap", "tat-ca", "--thu-muc", "xa/*")
        assert code == 1 and out.startswith("xa/Bình Minh:\n") and out.count("lề trái 25 mm") == 1


class TestEditedFiles:
    @pytest.fixture
    def edited(self, xa: Path, run: Run) -> Path:
        run("lap", "tat-ca", "--thu-muc", "xa/*")
        path = xa / "Bình Minh" / DOCUMENT
        path.write_bytes(b"edited")
        return path

    def test_an_edited_file_is_spared_and_said(self, xa: Path, edited: Path) -> None:
        code, out, err = many("--thu-muc", "xa/*", "--song-song", "2", folder=xa.parent)
        assert (code, err) == (0, "")
        assert out == (
            "xa/Bình Minh:\n"
            f"xa/Bình Minh/{DOCUMENT} đã được sửa ngoài docgen nên giữ nguyên; bản mới là ke_hoach (2).docx."
            " Chuyển chỗ sửa vào YAML rồi xóa bản sửa, hoặc chạy lại với --ghi-de.\n"
            "Đã lập 3 văn bản ở 3/3 nơi.\n"
        )
        assert edited.read_bytes() == b"edited"
        written = documents(xa)
        assert len(written) == 4 and package.untouched(written["Bình Minh/output/toi_thieu/ke_hoach (2).docx"])

    def test_with_ghi_de_it_is_kept_in_the_folder_of_its_workspace(self, xa: Path, edited: Path, run: Run) -> None:
        code, out, _ = run("lap", "tat-ca", "--thu-muc", "xa/*", "--ghi-de")
        assert code == 0
        kept = "xa/Bình Minh/output/.cu/toi_thieu/ke_hoach.docx"
        assert out.startswith(f"xa/Bình Minh:\nxa/Bình Minh/{DOCUMENT} đã sửa trong Word: bản sửa cất ở {kept}.\n")
        assert package.untouched(edited.read_bytes()) and (xa.parent / kept).read_bytes() == b"edited"
        assert len(documents(xa)) == 4


class TestArguments:
    def test_ra_is_a_folder_in_each_workspace(self, xa: Path, run: Run) -> None:
        assert run("lap", "tat-ca", "--thu-muc", "xa/*", "--ra", "ban/output")[0] == 0
        assert set(documents(xa)) == {f"{name}/ban/{DOCUMENT}" for name in NAMES}

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (["tat-ca", "--thu-muc", "xa/*", "--song-song", "0"], "0 không nằm trong khoảng 1<=x<=64"),
            (["tat-ca", "--thu-muc", "xa/*", "--song-song", "65"], "65 không nằm trong khoảng 1<=x<=64"),
            (["tat-ca", "--thu-muc", "xa/*", "--ke-hoach", "toi_thieu"], "--thu-muc không đi với --ke-hoach"),
            (["tat-ca", "--thu-muc", "xa/*", "--doi-chieu"], "--thu-muc không đi với --ke-hoach, --doi-chieu"),
            (["tat-ca", "--thu-muc", "xa/*", "--ra", "{xa}"], "đường dẫn đầy đủ"),
            (["tat-ca", "--thu-muc", "xa/*", "--quy", "1"], "Không có tùy chọn '--quy'"),
            (["tat-ca", "--thu-muc"], "Sau tùy chọn '--thu-muc' phải có giá trị"),
            (["tat-ca", "--thu-muc", "xa/An Bình", "xa/Cát Sơn"], "Thừa tham số (xa/Cát Sơn)"),
            (["tat-ca", "--song-song", "2"], "--song-song đi với --thu-muc"),
            (["ke-hoach", "--thu-muc", "xa/*"], "Không có tùy chọn '--thu-muc'"),
            (["bao-cao-quy", "--song-song", "2"], "Không có tùy chọn '--song-song'"),
        ],
    )
    def test_what_is_refused_is_said_in_vietnamese_and_nothing_is_written(
        self, xa: Path, run: Run, arguments: list[str], says: str
    ) -> None:
        code, out, err = run("lap", *(word.format(xa=xa.as_posix()) for word in arguments))
        assert (code, out) == (2, "")
        assert says in " ".join(err.split())
        assert "Traceback" not in err and not ENGLISH.search(err.replace("--help", "")), err
        assert documents(xa) == {}

    def test_a_number_of_processes_that_is_none_is_said_in_vietnamese(self, xa: Path, run: Run) -> None:
        code, _, err = run("lap", "tat-ca", "--thu-muc", "xa/*", "--song-song", "hai")
        assert code == 2 and "'hai'" in err and "is not a valid" not in err

    def test_two_offices_do_not_write_over_each_other(self, xa: Path, run: Run) -> None:
        code, _, err = run("lap", "tat-ca", "--thu-muc", "xa/*", "--ra", "../output")
        assert len(documents(xa)) == 3 or (code == 2 and "--ra" in err)

    def test_the_help_is_in_vietnamese(self, run: Run) -> None:
        code, out, _ = run("lap", "tat-ca", "--help")
        assert code == 0 and "--thu-muc DIR" in out and "--song-song N" in out
        assert not ENGLISH.search(out.replace("--help", "")), out


@needs_fork
class TestProcesses:
    KILLED = """
import os, signal
import docgen.commands.nhieu_noi as module
from docgen.cli.main import main

real = module.lap

def lap(names, workspace, *others, **options):
    if workspace.name == "Bình Minh":
        os.kill(os.getpid(), signal.SIGKILL)
    return real(names, workspace, *others, **options)

module.lap = lap
main(["lap", "tat-ca", "--thu-muc", "xa/*", "--song-song", "2"])
"""
    # Each workspace takes a tenth of a second; whoever asks for the results goes away after the second.
    STOPPED = """
import time
from pathlib import Path
import docgen.commands.nhieu_noi as module

def lap(names, workspace, *others, **options):
    time.sleep(0.1)
    (workspace / "lap").touch()
    return []

module.lap = lap
running = module.nhieu_noi(sorted(Path("xa").iterdir()), Path("output"), 2)
next(running), next(running)
running.close()
"""

    def python(self, program: str, folder: Path) -> tuple[int, str, str]:
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=folder,
            capture_output=True,
            env=os.environ | {"PYTHONIOENCODING": "utf-8"},
            timeout=60,
            check=False,
        )
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def test_a_killed_process_costs_its_own_workspace_only(self, xa: Path) -> None:
        code, out, err = self.python(self.KILLED, xa.parent)
        assert code == 2 and "Traceback" not in err
        assert out.startswith("xa/Bình Minh:\n") and "\n  → " in out and "xa/Cát Sơn" not in out
        assert out.endswith("Đã lập 2 văn bản ở 2/3 nơi.\n")
        written = {name: content for name, content in documents(xa).items() if name.endswith(".docx")}
        assert set(written) == {f"An Bình/{DOCUMENT}", f"Cát Sơn/{DOCUMENT}"}
        assert all(package.untouched(content) for content in written.values())

    def test_who_stops_the_run_does_not_wait_for_all_the_others(self, tmp_path: Path) -> None:
        for number in range(20):
            (tmp_path / f"xa/{number:02}/data/k").mkdir(parents=True)
            (tmp_path / f"xa/{number:02}/data/k/ke_hoach.yaml").touch()
        code, _, err = self.python(self.STOPPED, tmp_path)
        assert (code, err) == (0, "")
        # Two that gave a result, two at work, three that wait in the pipe to the processes, and one to spare.
        assert 2 <= len(list(tmp_path.glob("xa/*/lap"))) <= 8


class TestProgressBar:
    @pytest.fixture(autouse=True)
    def plain(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("TERM", "xterm")

    def test_where_errors_go_to_a_file_there_is_none(self, xa: Path) -> None:
        done = many("--thu-muc", "xa/*", "--song-song", "2", folder=xa.parent)
        assert done == (0, "Đã lập 3 văn bản ở 3/3 nơi.\n", "")

    @pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a pseudo-terminal")
    def test_on_a_terminal_it_goes_to_the_errors_and_not_to_the_output(self, xa: Path) -> None:
        terminal, its_end = os.openpty()
        command = [sys.executable, "-m", "docgen", "lap", "tat-ca", "--thu-muc", "xa/*"]
        environment = os.environ | {"PYTHONIOENCODING": "utf-8", "COLUMNS": "100"}
        process = subprocess.Popen(command, cwd=xa.parent, stdout=subprocess.PIPE, stderr=its_end, env=environment)
        os.close(its_end)
        shown = b""
        with contextlib.suppress(OSError):  # what a read gives when the other end is closed
            while read := os.read(terminal, 4096):
                shown += read
        os.close(terminal)
        out, _ = process.communicate(timeout=60)
        assert "Đang lập" in shown.decode() and "100%" in shown.decode()
        assert (process.returncode, out.decode()) == (0, "Đã lập 3 văn bản ở 3/3 nơi.\n")

    def test_colours_that_are_forced_make_no_terminal(self, xa: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("FORCE_COLOR", "1")
        assert many("--thu-muc", "xa/An Bình", folder=xa.parent)[2] == ""
