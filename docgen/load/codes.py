"""The codes that files define, and a tree of a file → its record, with the codes that it may name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from pydantic import ValidationError

from docgen.errors import Problem
from docgen.load import messages
from docgen.model import Codes, Record
from docgen.model.tree import Items, Mapping, Tree

R = TypeVar("R", bound=Record)
Known = dict[str, dict[str, str]]  # kind of code → code → name


# Kind of code → where such codes are defined (keys of lists) and the keys whose text is the name.
_DEFINED = {
    "don_vi_le": (("don_vi",), ("ten",)),
    "don_vi": (("don_vi", "nhom_don_vi"), ("ten",)),
    "nguoi_ky": (("nguoi_ky",), ("ho_ten",)),
    "chi_so": (("chi_so",), ("ten",)),
    "dai_luong": (("dai_luong", "trong_do"), ("ten",)),
    "kho_khan": (("kho_khan",), ("noi_dung",)),
    "chi_tieu": (("chi_tieu",), ("noi_dung",)),
    "nhom_nhiem_vu": (("nhom_nhiem_vu",), ("tieu_de",)),
    "nhiem_vu": (("nhiem_vu", "nhiem_vu_bo_sung"), ("ten_goi", "tieu_de", "noi_dung")),
}

OF_THE_OFFICE = ("don_vi_le", "don_vi", "nguoi_ky")
OF_TASKS = ("nhom_nhiem_vu", "nhiem_vu", "chi_tieu", "dai_luong")


def known_codes(*trees: Mapping | None) -> Known:
    """The codes that the files define, kind → code → name, whatever else is wrong with the files."""
    known: Known = {kind: {} for kind in _DEFINED}
    for record, key in (found for tree in trees for found in _records(tree)):
        for kind, (lists, names) in _DEFINED.items():
            code = record.get("ma")
            if key in lists and isinstance(code, str):
                name = next((record[name] for name in names if isinstance(record.get(name), str)), code)
                known[kind][str(code)] = str(name)
    return known


def _records(tree: Tree | None, key: str = "") -> Iterator[tuple[Mapping, str]]:
    """Every mapping in a list of the tree, with the key of the list."""
    if isinstance(tree, Mapping):
        for inner_key, value in tree.items():
            yield from _records(value, inner_key)
    elif isinstance(tree, Items):
        for item in tree:
            if isinstance(item, Mapping):
                yield item, key
            yield from _records(item)


def with_issued(known: Known, issued: Iterable[Known]) -> Known:
    """The codes with those of tasks in issued plans: what was reported of a task stays when the plan has it no longer."""
    older: Known = {kind: {} for kind in OF_TASKS}
    for codes in issued:
        older = {kind: older[kind] | codes[kind] for kind in OF_TASKS}
    return known | {kind: older[kind] | known[kind] for kind in OF_TASKS if kind in known}


def validated(record: type[R], tree: Mapping | None, codes: Codes, problems: list[Problem]) -> R | None:
    """The record; None where the tree is none or wrong, then the mistakes are among the problems."""
    if tree is None:
        return None
    try:
        return record.model_validate(tree, context=codes)
    except ValidationError as error:
        problems += messages.problems(error, tree)
        return None
