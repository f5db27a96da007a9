"""A Vietnamese word of one syllable without accents is several words (loi: lời, lỗi), so no name of docgen is one.

A word that people type anyway stays: a key of a YAML file, a command, an option.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click

import docgen
from docgen.cli.main import cli
from docgen.model.record import Record

PACKAGE = Path(docgen.__file__).parent
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|b|c|d|g|h|k|l|m|n|p|r|s|t|v|x)?"
    r"(?:oai|oay|uay|uye|uya|ieu|yeu|uoi|uou|uoc|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|oo|ua|ue|ui|uo|uu|uy|ye|a|e|i|o|u|y)"
    r"(?:ng|nh|ch|c|m|n|p|t)?"
)
# English, whatever syllable they look like (`ne` and `len` of Python's own methods).
_ENGLISH = {
    "at",
    "chain",
    "cut",
    "gap",
    "len",
    "long",
    "main",
    "ne",
    "on",
    "room",
    "root",
    "run",
    "soon",
    "then",
    "top",
}
# Still there: words of the JSON output.
_JSON = {
    ("commands/kiem.py", "can"),
    ("commands/kiem.py", "thay"),
    ("rules/phat_hien.py", "can"),
    ("rules/phat_hien.py", "thay"),
}
_CONTEXT = {("model/ho_so.py", "chot")}  # the templates print it: {{ chot }}
_LEFT = _JSON | _CONTEXT


def words(node: ast.Module) -> Iterator[tuple[int, str]]:
    """The names that a module gives: its classes, functions, methods, fields and constants, with their lines."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield inner.lineno, inner.name
        if isinstance(inner, ast.ClassDef | ast.Module):
            for line in inner.body:
                targets = line.targets if isinstance(line, ast.Assign) else [getattr(line, "target", None)]
                yield from ((line.lineno, each.id) for each in targets if isinstance(each, ast.Name))


def records(base: type[Record] = Record) -> Iterator[type[Record]]:
    for record in base.__subclasses__():
        yield record
        yield from records(record)


def commands(command: click.Command = cli) -> Iterator[str]:
    """Every command, argument and option, as it is typed."""
    yield str(command.name)
    for parameter in command.params:
        yield from (each.strip("-") for each in (str(parameter.name), *parameter.opts))
    for inner in command.commands.values() if isinstance(command, click.Group) else ():
        yield from commands(inner)


def ambiguous(name: str) -> bool:
    word = name.strip("_").lower()
    return len(word) > 1 and _SYLLABLE.fullmatch(word) is not None


def test_a_name_has_two_syllables_unless_people_type_it() -> None:
    typed = {field for record in records() for field in record.model_fields} | set(commands())
    found = {
        (path.relative_to(PACKAGE).as_posix(), name): line
        for path in PACKAGE.rglob("*.py")
        for line, name in words(ast.parse(path.read_text(encoding="utf-8")))
        if ambiguous(name) and name.strip("_").lower() not in typed | _ENGLISH
    }
    assert [f"{path}:{found[path, name]}: {name}" for path, name in sorted(set(found) - _LEFT)] == []
    assert _LEFT - set(found) == set(), "gone, strike them from the list"
    assert len(typed) > 100
