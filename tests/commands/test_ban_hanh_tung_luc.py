"""`docgen ban-hanh` and its `--huy` at every moment: killed, on a full disk, beside an editor; nothing lost, nothing half done."""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from docgen.commands import ban_hanh as module
from docgen.commands.ban_hanh import KetQuaBanHanh, huy
from docgen.commands.tinh_hinh import tinh_hinh
from docgen.errors import UnusableError
from tests import adjusted, moments
from tests.commands.test_ban_hanh import DAY, PLAN, issue
from tests.conftest import ROOT

_GROWING = ("mkdir", "open", "mkstemp", "write", "fsync", "replace", "rename")  # what a full disk refuses
_A_FEW = 12  # of the long series, every so many moments are tried in each run of the tests


@dataclass(frozen=True)
class Case:
    """A command that issues or takes back, on data that it is made for."""

    ready: Callable[[Path], None]
    run: Callable[[Path], KetQuaBanHanh]
    tep: str
    folder: str  # appears at the moment of the command, unless it takes back
    completed: str  # what is said where a killed run is completed
    done: str  # what is said where it had ended

    @property
    def ma(self) -> str:
        return self.tep.split("/")[1]

    def committed(self, workspace: Path) -> bool:
        return (workspace / self.folder).exists()


def _shipped(workspace: Path) -> None:
    shutil.copytree(ROOT / "data", workspace / "data", ignore=shutil.ignore_patterns("tien_do", "danh_gia.yaml"))


def _issued(workspace: Path) -> None:
    _shipped(workspace)
    issue(workspace, "ke-hoach", 5, DAY)


def _adjusted(workspace: Path) -> None:
    shutil.copytree(adjusted.adjusted_workspace(), workspace, dirs_exist_ok=True)


def _issue_adjustment(workspace: Path) -> KetQuaBanHanh:
    return issue(workspace, "dieu-chinh", 7, adjusted.ADJUSTED)


KEPT = "data/papi_2026/da_ban_hanh"
CASES = {
    "ke_hoach": Case(
        _shipped,
        lambda workspace: issue(workspace, "ke-hoach", 5, DAY),
        PLAN,
        f"{KEPT}/ke_hoach",
        "ghi nốt số 5, ngày 10/6/2026",
        "đã ban hành số 5, ngày 10/6/2026",
    ),
    "dieu_chinh": Case(
        _adjusted,
        _issue_adjustment,
        adjusted.ADJUSTMENT,
        f"data/{adjusted.MA}/da_ban_hanh/dieu_chinh_1",
        "ghi nốt số 7, ngày 20/5/2026",
        "đã ban hành số 7, ngày 20/5/2026",
    ),
    "huy": Case(
        _issued,
        lambda workspace: huy("ke-hoach", "nhầm", DAY, workspace, None, None),
        PLAN,
        f"{KEPT}/ke_hoach/huy.json",
        "hủy nốt số 5, ngày 10/6/2026; bản đã ban hành cất ở ke_hoach.huy_1",
        "kế hoạch chưa ban hành",
    ),
}


@dataclass(frozen=True)
class Trials:
    """A case, the data it begins with, how they are when it was let alone, and its moments."""

    case: Case
    start: Path
    undisturbed: dict[str, bytes]
    names: list[str]

    def fresh(self) -> Path:
        trial = self.start.with_name("trial")
        shutil.rmtree(trial, ignore_errors=True)
        shutil.copytree(self.start, trial)
        return trial

    def chosen(self, every: int) -> list[int]:
        """Every so many moments, and all from shortly before the decisive one."""
        count = len(self.names)
        return [number for number in range(1, count + 1) if number % every == 0 or number > count - 10]


@pytest.fixture(params=list(CASES))
def trials(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Trials:
    case = CASES[request.param]
    start, alone = tmp_path / "start", tmp_path / "alone"
    case.ready(start)
    shutil.copytree(start, alone)
    for name in ("noi_dung_van_ban", "mau_cua"):  # they write nothing, and take most of the time
        monkeypatch.setattr(module, name, _once(getattr(module, name)))
    names = moments.of(lambda: case.run(alone))
    return Trials(case, start, everything(alone), names)


def _once(make: Callable[..., Any]) -> Callable[..., Any]:
    made: list[Any] = []
    return lambda *args: made[0] if made else made.append(make(*args)) or made[0]


def everything(workspace: Path) -> dict[str, bytes]:
    """All files with their modes, and all folders: nothing may be left over either."""
    return {
        f"{path.relative_to(workspace).as_posix()} {path.stat().st_mode:o}": path.read_bytes()
        if path.is_file()
        else b""
        for path in (workspace / "data").rglob("*")
        if path.name != ".khoa"
    }


def next_runs(trials: Trials, trial: Path) -> None:
    """What comes after a run that ended early: `docgen` reads it, and the same command completes it, says so, and finds it done."""
    case = trials.case
    lines = tinh_hinh(trial, case.ma, trial / "output", DAY).cac_dong
    assert not any("BỊ SỬA" in line.noi_dung for line in lines)
    committed = case.committed(trial)
    if everything(trial) == trials.undisturbed:
        with pytest.raises(UnusableError, match=case.done):
            case.run(trial)
    else:
        done = case.run(trial)
        assert done.thu_muc.is_dir()
        assert [case.completed in line for line in done.hoan_tat] == [True] * committed
    assert everything(trial) == trials.undisturbed


LONG = pytest.mark.parametrize("every", [_A_FEW, pytest.param(1, marks=pytest.mark.lau)])


def test_the_moments_are_those_of_one_issue(trials: Trials) -> None:
    """The number stands once in the data, and the folder appears by a rename."""
    name = next(name for name in trials.undisturbed if name.startswith(trials.case.tep))
    written = len(re.findall(rb"(?m)^(so|ngay_ban_hanh): *\d", trials.undisturbed[name]))
    assert written == (0 if trials.case is CASES["huy"] else 2)
    assert len(trials.names) > (20 if trials.case is CASES["huy"] else 50) and "rename" in trials.names


@LONG
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_each_moment(trials: Trials, every: int) -> None:
    for number in trials.chosen(every):
        trial = trials.fresh()
        moments.killed(partial(trials.case.run, trial), number)
        next_runs(trials, trial)


def _full(number: int, for_good: bool, now: int, name: str) -> None:
    if name in _GROWING and (now >= number if for_good else now == number):
        raise OSError(errno.ENOSPC, "No space left on device")


@LONG
@pytest.mark.parametrize("for_good", [True, False])
def test_a_full_disk_at_each_write(trials: Trials, every: int, for_good: bool) -> None:
    for number in trials.chosen(every):
        trial = trials.fresh()
        refused = ""
        with moments.moments(partial(_full, number, for_good)):
            try:
                trials.case.run(trial)
            except UnusableError as error:
                refused = str(error)
        name = trials.names[number - 1]
        assert "No space left" in refused or name not in _GROWING or name == "mkdir"  # of a folder that is there
        next_runs(trials, trial)


# --- An editor ------------------------------------------------------------------------------------------------

SAVED = "# vừa lưu".encode()
_rename = os.rename  # an editor's own calls are no moments of docgen's


def _written(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    os.write(handle, content)
    os.close(handle)


def by_rename(path: Path, content: bytes) -> None:
    """As vim and Word save: a new file takes the place of the old one."""
    _written(path.with_name("~moi"), content)
    _rename(path.with_name("~moi"), path)


def in_place(path: Path, content: bytes) -> None:
    """As Notepad saves."""
    _written(path, content)


class Slow:
    """An editor that has emptied the file and written half of it, and goes on when docgen waits, or has ended."""

    def __init__(self) -> None:
        self._rest: tuple[int, bytes] | None = None

    def __call__(self, path: Path, content: bytes, half: int | None = None) -> None:
        half = half or len(content) // 2
        handle = os.open(path, os.O_WRONLY | os.O_TRUNC)
        os.write(handle, content[:half])
        self._rest = handle, content[half:]

    def goes_on(self, *_: object) -> None:
        if self._rest is not None:
            os.write(*self._rest)
            os.close(self._rest[0])
            self._rest = None


def _saving(number: int, save: Callable[[Path, bytes], None], path: Path, now: int, _: str) -> None:
    if now == number:
        save(path, path.read_bytes() + SAVED)


@LONG
@pytest.mark.parametrize("how", ["by_rename", "in_place", "slow"])
def test_an_editor_saves_at_each_moment(trials: Trials, every: int, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """All but one: that between the last look at the file and its replacement (docs/quyet_dinh/0016)."""
    slow = Slow()
    save = {"by_rename": by_rename, "in_place": in_place, "slow": slow}[how]
    monkeypatch.setattr("docgen.commands.so_trong_yaml.time.sleep", slow.goes_on)
    replaced = len(trials.names) - trials.names[::-1].index("replace")
    for number in trials.chosen(every):
        if number == replaced or (how == "slow" and number <= 2):
            continue  # the first two are before the data are read: then half a file is all there is, see below
        trial = trials.fresh()
        path = trial / trials.case.tep
        with moments.moments(partial(_saving, number, save, path)):
            trials.case.run(trial)
        slow.goes_on()
        after = everything(trial)
        name = next(name for name in after if name.startswith(trials.case.tep))
        assert after.pop(name) == trials.undisturbed[name] + SAVED
        if number > 2:
            assert after.items() <= trials.undisturbed.items() and len(after) == len(trials.undisturbed) - 1


def test_an_editor_that_never_stops(trials: Trials, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docgen.commands.so_trong_yaml.time.sleep", lambda _: None)
    trial = trials.fresh()
    path, commit = trial / trials.case.tep, trials.names.index("write") + 1

    def meanwhile(now: int, _: str) -> None:
        if trials.case.committed(trial) or now == commit:
            in_place(path, path.read_bytes() + b"#\n")
            saves.append(now)

    saves: list[int] = []
    with moments.moments(meanwhile), pytest.raises(UnusableError, match="đang được sửa liên tục"):
        trials.case.run(trial)
    assert path.read_bytes() == (trials.start / trials.case.tep).read_bytes() + b"#\n" * len(saves)
    assert [trials.case.completed in line for line in trials.case.run(trial).hoan_tat] == [True]


@pytest.mark.parametrize("how", ["by_rename", "in_place", "slow"])
def test_what_is_saved_while_the_document_is_made_is_not_passed_over(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """It is not issued without it, nor with half of what was being saved when the data were read."""
    slow, original, path = Slow(), module.noi_dung_ky, workspace / PLAN
    whole = path.read_bytes() + SAVED
    if how == "slow":
        slow(path, whole, whole.rindex("của cơ quan Văn phòng".encode()))

    def meanwhile(*args: Any, **options: Any) -> Any:
        slow.goes_on() if how == "slow" else {"by_rename": by_rename, "in_place": in_place}[how](path, whole)
        return original(*args, **options)

    monkeypatch.setattr(module, "noi_dung_ky", meanwhile)
    with pytest.raises(UnusableError, match="dữ liệu vừa được lưu trong lúc ban hành"):
        issue(workspace, "ke-hoach", 5, DAY)
    assert not (workspace / KEPT / "ke_hoach").exists()
