"""`docgen lap tat-ca --thu-muc`: writes the documents of many offices, several at a time; none stops the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from docgen.commands.kiem import BaoCaoTep, da_lap
from docgen.commands.lap import lap
from docgen.documents import DOCUMENT_TYPES
from docgen.errors import Place, Problem, UnusableError
from docgen.load import chosen_plan, plans
from docgen.publish import Written


@dataclass
class KetQuaNoi:
    """What became of one workspace: the files written, what the form check found in them, why others were not written."""

    noi: Path
    da_ghi: list[Written] = field(default_factory=list)
    phat_hien: list[BaoCaoTep] = field(default_factory=list)
    loi: list[Problem] = field(default_factory=list)


def cac_noi(patterns: Sequence[str]) -> list[Path]:
    """The workspaces that these folders or globs (`xa/*`) name, each once. Raises UnusableError for one that names none."""
    found: dict[Path, None] = {}
    problems = []
    for pattern in patterns:
        path = Path(pattern)
        paths = [path] if path.exists() else sorted(Path(path.anchor or ".").glob(str(path.relative_to(path.anchor))))
        folders = [path for path in paths if (path / "data").is_dir()]
        if not folders:
            remedy = "ghi thư mục chứa data/, hoặc mẫu tên có dấu *, ví dụ xa/*"
            problems.append(Problem(Place(pattern), "không có nơi làm việc nào (thư mục có data/)", remedy))
        found |= dict.fromkeys(folders)
    if problems:
        raise UnusableError(problems)
    return list(found)


def nhieu_noi(noi: Sequence[Path], output: Path, song_song: int, *, ghi_de: bool = False) -> Iterator[KetQuaNoi]:
    """Writes all documents of these workspaces into the folder `output` of each, `song_song` workspaces at a time.

    Gives each result as soon as it is there. The first workspace is done before the others are shared out, so that each
    process begins with what is imported and prepared already.
    """
    one = partial(_mot_noi, output=output, ghi_de=ghi_de)
    if not noi:
        return
    yield one(noi[0])
    if song_song == 1:
        yield from map(one, noi[1:])
        return
    with ProcessPoolExecutor(song_song) as pool:
        futures = [pool.submit(one, path) for path in noi[1:]]
        try:
            for future in as_completed(futures):
                yield future.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _mot_noi(noi: Path, output: Path, *, ghi_de: bool) -> KetQuaNoi:
    result = KetQuaNoi(noi)
    try:
        known = plans(noi) or [chosen_plan(noi, None)]
    except UnusableError as error:
        result.loi += error.problems
        return result
    for ma in known:
        try:
            written = lap(list(DOCUMENT_TYPES), noi, ma, noi / output, ghi_de=ghi_de)
            result.da_ghi += written
            result.phat_hien += da_lap([file.path for file in written], noi)
        except UnusableError as error:
            result.loi += error.problems
        except Exception as error:  # noqa: BLE001 - a fault of docgen in one office must not cost the others theirs
            finding = f"lỗi của docgen ({type(error).__name__}: {error})"
            result.loi.append(Problem(Place(f"data/{ma}"), finding, "chạy docgen lap tat-ca ở thư mục này để xem đủ"))
    return result
