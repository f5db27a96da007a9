"""Imports go down only: cli · commands · documents, rules · load … publish · model, docx · what knows nothing."""

from __future__ import annotations

import ast
from pathlib import Path

import docgen

PACKAGE = Path(docgen.__file__).parent
FLOORS = [
    {"errors", "fingerprint", "nghi_dinh"},
    {"sources"},
    {"model", "docx"},
    {"load", "compute", "template", "render", "publish", "recognise"},
    {"documents", "rules", "edited"},
    {"commands"},
    {"cli"},
    {"__main__"},
]
FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}


def rooms_imported(path: Path) -> set[str]:
    """The rooms of docgen that a file imports, wherever in it the import stands."""
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        assert not (isinstance(node, ast.ImportFrom) and node.level), f"{path} has a relative import"
        if isinstance(node, ast.ImportFrom) and node.module == "docgen":
            rooms |= {alias.name for alias in node.names if alias.name != "__version__"}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("docgen."):
            rooms.add(str(node.module).split(".")[1])
        elif isinstance(node, ast.Import):
            rooms |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("docgen.")}
    return rooms


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


FILES = [path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py"]


def test_every_room_has_a_floor() -> None:
    assert {room_of(path) for path in FILES} == set(FLOOR_OF)


def test_imports_go_down_only() -> None:
    looked_at = 0
    for path in FILES:
        room = room_of(path)
        for imported in rooms_imported(path) - {room}:
            looked_at += 1
            assert FLOOR_OF[imported] < FLOOR_OF[room], f"{path.relative_to(PACKAGE)} imports docgen.{imported}"
    assert looked_at > 40


def test_each_library_has_one_door() -> None:
    doors = {
        "docxtpl": {"render"},
        "jinja2": {"render"},
        "yaml": {"load"},
        "click": {"cli"},
        "rich": {"cli"},
    }
    seen = set()
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            for name in names:
                library = name.split(".")[0]
                if library in doors:
                    seen.add(library)
                    assert room_of(path) in doors[library], f"{path.relative_to(PACKAGE)} imports {library}"
    assert seen == set(doors)
