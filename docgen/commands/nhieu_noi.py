"""`docgen lap tat-ca --thu-muc`: writes the documents of many offices, several at a time; none stops the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from docgen.commands.duong_dan import named
from docgen.commands.kiem import BaoCaoTep, da_lap
from docgen.commands.lap import NotAllWrittenError, lap
from docgen.documents import DOCUMENT_TYPES
from docgen.errors import Place, Problem, UnusableError
from docgen.load import plans
from docgen.publish import Written

_MOST_PROCESSES = 61  # Windows allows no more


@dataclass
class KetQuaNoi:
    """What became of one workspace: the files written, what the form check found in them, why others were not written."""

    thu_muc: Path
    da_ghi: list[Written] = field(default_factory=list)
    phat_hien: list[BaoCaoTep] = field(default_factory=list)
    cac_loi: list[Problem] = field(default_factory=list)


def cac_noi(patterns: Sequence[str]) -> list[Path]:
    """The workspaces that these folders or globs (`xa/*`) name, each once. Raises UnusableError for one that names none."""
    found: dict[Path, Path] = {}
    problems = []
    for pattern in patterns:
        folders = [path for path in named(Path(pattern)) if _is_workspace(path)]
        if not folders:
            remedy = 'ghi thư mục chứa data/, hoặc mẫu tên có dấu * trong ngoặc kép, ví dụ "xa/*"'
            problems.append(Problem(Place(pattern), "không có nơi làm việc nào (thư mục có data/)", remedy))
        for folder in folders:
            found.setdefault(folder.resolve(), folder)
    if problems:
        raise UnusableError(problems)
    return list(found.values())


def _is_workspace(folder: Path) -> bool:
    try:
        return (folder / "data").is_dir()
    except OSError:
        return False


def nhieu_noi(noi: Sequence[Path], output: Path, song_song: int, *, ghi_de: bool = False) -> Iterator[KetQuaNoi]:
    """Writes all documents of these workspaces into the folder `output` of each, `song_song` workspaces at a time.

    Gives each result as soon as it is there. The first workspace is done before the others are shared out, so that each
    process begins with what is imported and prepared already.
    """
    one = partial(_mot_noi, output=output, ghi_de=ghi_de)
    if not noi:
        return
    yield one(noi[0])
    if song_song == 1 or len(noi) == 1:
        yield from map(one, noi[1:])
        return
    lost = []
    for path, result in _in_processes(one, noi[1:], song_song):
        if result is None:
            lost.append(path)
        else:
            yield result
    for path in lost:  # a process that dies takes those beside it along: each of them once more, alone
        for _, result in _in_processes(one, [path], 1):
            yield result or _died(path)


def _in_processes(
    one: Callable[[Path], KetQuaNoi], noi: Sequence[Path], processes: int
) -> Iterator[tuple[Path, KetQuaNoi | None]]:
    """The result of each workspace as it comes; None where its process died."""
    pool = ProcessPoolExecutor(min(processes, len(noi), _MOST_PROCESSES))
    try:
        futures: dict[Future[KetQuaNoi], Path] = {}
        for path in noi:
            try:
                futures[pool.submit(one, path)] = path
            except BrokenProcessPool:
                yield path, None
        for future in as_completed(futures):
            try:
                yield futures[future], future.result()
            except BrokenProcessPool:
                yield futures[future], None
    finally:
        pool.shutdown(cancel_futures=True)


def _died(noi: Path) -> KetQuaNoi:
    finding = "tiến trình lập văn bản của nơi này bị dừng giữa chừng (hết bộ nhớ?)"
    return KetQuaNoi(noi, cac_loi=[Problem(Place(noi.as_posix()), finding, "chạy lại với --song-song nhỏ hơn")])


def _mot_noi(noi: Path, output: Path, *, ghi_de: bool) -> KetQuaNoi:
    result = KetQuaNoi(noi)
    known = plans(noi)
    if not known:
        result.cac_loi.append(Problem(Place("data"), "chưa có kế hoạch nào", "tạo data/<mã kế hoạch>/ke_hoach.yaml"))
    for ma in known:
        try:
            written = _lap(result, ma, output, ghi_de=ghi_de)
            result.phat_hien += da_lap([file.path for file in written], noi)
        except UnusableError as error:
            result.cac_loi += error.problems
        except Exception as error:  # noqa: BLE001 - a fault of docgen in one office must not cost the others theirs
            finding = f"lỗi của docgen ({type(error).__name__}: {error})"
            result.cac_loi.append(
                Problem(Place(f"data/{ma}"), finding, "chạy docgen lap tat-ca ở thư mục này để xem đủ")
            )
    return result


def _lap(result: KetQuaNoi, ma: str, output: Path, *, ghi_de: bool) -> list[Written]:
    """The documents of one plan that could be written, entered in the result as are those that could not."""
    try:
        written = lap(list(DOCUMENT_TYPES), result.thu_muc, ma, result.thu_muc / output, ghi_de=ghi_de)
    except NotAllWrittenError as error:
        written = error.written
        result.cac_loi += error.problems
    result.da_ghi += written
    return written
