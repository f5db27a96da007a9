"""A workspace folder → the office and its plan; every mistake in the files found in one run."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from docgen.errors import Place, Problem, UnusableError
from docgen.load import messages
from docgen.load.read import read
from docgen.model import Codes, CoQuan, KeHoach, Record
from docgen.tree import Items, Mapping
from docgen.vietnamese import nearest

OFFICE_FILE = "data/co_quan.yaml"
PLAN_FILE = "ke_hoach.yaml"
R = TypeVar("R", bound=Record)


def plans(workspace: Path) -> list[str]:
    """The codes of the plans of a workspace: the folders of data/ that hold a ke_hoach.yaml."""
    return sorted(path.parent.name for path in (workspace / "data").glob(f"*/{PLAN_FILE}"))


def chosen_plan(workspace: Path, ma: str | None) -> str:
    """The plan that is asked for, or the only one. Raises UnusableError where that is no plan of this workspace."""
    known = plans(workspace)
    if ma in known:
        return str(ma)
    if ma is None and len(known) == 1:
        return known[0]
    data = Place("data")
    if not (workspace / OFFICE_FILE).exists():
        raise UnusableError(
            [
                Problem(
                    Place(OFFICE_FILE), "không có tệp này", "chạy lệnh ở thư mục chứa data/ (nơi có data/co_quan.yaml)"
                )
            ]
        )
    if not known:
        raise UnusableError(
            [Problem(data, "chưa có kế hoạch nào", f"tạo thư mục data/<mã kế hoạch>/ và tệp {PLAN_FILE} trong đó")]
        )
    if ma is None:
        raise UnusableError(
            [
                Problem(
                    data,
                    f"có {len(known)} kế hoạch: {', '.join(known)}",
                    f"ghi rõ --ke-hoach, ví dụ --ke-hoach {known[0]}",
                )
            ]
        )
    near = nearest(ma, known)
    raise UnusableError(
        [
            Problem(
                data,
                f"không có kế hoạch “{ma}”",
                f"có phải là “{near}”?" if near else f"các kế hoạch đã có: {', '.join(known)}",
            )
        ]
    )


def load(workspace: Path, ma_ke_hoach: str) -> tuple[CoQuan, KeHoach]:
    """The office and one plan. Raises UnusableError with all mistakes of all files."""
    office_tree, problems = read(workspace / OFFICE_FILE, OFFICE_FILE)
    plan_file = f"data/{ma_ke_hoach}/{PLAN_FILE}"
    plan_tree, plan_problems = read(workspace / plan_file, plan_file)
    problems += plan_problems
    codes = Codes(known=known_codes(office_tree, plan_tree))
    co_quan = _validated(CoQuan, office_tree, codes, problems)
    ke_hoach = _validated(KeHoach, plan_tree, codes, problems)
    if problems or co_quan is None or ke_hoach is None:
        raise UnusableError(problems)
    return co_quan, ke_hoach


def load_office(workspace: Path) -> CoQuan:
    """The office alone. Raises UnusableError with all mistakes of its file."""
    tree, problems = read(workspace / OFFICE_FILE, OFFICE_FILE)
    co_quan = _validated(CoQuan, tree, Codes(known=known_codes(tree, None)), problems)
    if problems or co_quan is None:
        raise UnusableError(problems)
    return co_quan


def known_codes(office: Mapping | None, plan: Mapping | None) -> dict[str, dict[str, str]]:
    """The codes that the files define, kind → code → name, whatever else is wrong with the files."""
    units = _named(office, "don_vi", "ten")
    return {
        "don_vi_le": units,
        "don_vi": units | _named(office, "nhom_don_vi", "ten"),
        "nguoi_ky": _named(office, "nguoi_ky", "ho_ten"),
        "chi_so": _named(plan, "chi_so", "ten"),
    }


def _named(tree: Mapping | None, key: str, name: str) -> dict[str, str]:
    records = tree.get(key) if tree is not None else None
    found = (item for item in records if isinstance(item, Mapping)) if isinstance(records, Items) else ()
    return {str(item["ma"]): str(item.get(name, item["ma"])) for item in found if isinstance(item.get("ma"), str)}


def _validated(record: type[R], tree: Mapping | None, codes: Codes, problems: list[Problem]) -> R | None:
    if tree is None:
        return None
    try:
        return record.model_validate(tree, context=codes)
    except ValidationError as error:
        problems += messages.problems(error, tree)
        return None
