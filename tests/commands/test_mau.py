from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from docgen.commands.mau import schema, schemas, word
from docgen.documents import DOCUMENT_TYPES
from docgen.docx import package
from docgen.load import load_office
from tests.conftest import ROOT, WORKSPACES


def test_the_committed_schemas_are_current() -> None:
    for name, content in schemas(load_office(ROOT)).items():
        assert (ROOT / "data/schema" / name).read_text(encoding="utf-8") == content, "run: make mau"


def schema_of(path: Path) -> str:
    return f"{'tien_do_quy' if path.parent.name == 'tien_do' else path.stem}.schema.json"


class _AsAnEditorReads(yaml.SafeLoader):
    """YAML 1.2 as editors read it: no dates, no octal with a plain zero, no yes and no."""


_AsAnEditorReads.yaml_implicit_resolvers = {
    key: [(tag, pattern) for tag, pattern in resolvers if tag.rsplit(":", 1)[1] in ("null", "int", "float")]
    for key, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize(
    "workspace", [ROOT, WORKSPACES / "thu_vien", WORKSPACES / "toi_thieu"], ids=lambda path: path.name
)
def test_an_editor_finds_no_fault_in_right_data(workspace: Path) -> None:
    built = {name: json.loads(text) for name, text in schemas(load_office(workspace)).items()}
    checked = 0
    for path in sorted((workspace / "data").rglob("*.yaml")):
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_AsAnEditorReads)
        jsonschema.Draft202012Validator(built[schema_of(path)]).validate(data)
        checked += 1
    assert checked >= 2


def test_an_editor_finds_the_faults_that_a_schema_can_say() -> None:
    built = json.loads(schemas(load_office(ROOT))["ke_hoach.schema.json"])
    data: Any = yaml.load(
        (WORKSPACES / "nhieu_loi/data/nhieu_loi/ke_hoach.yaml").read_text(encoding="utf-8"), Loader=_AsAnEditorReads
    )
    messages = [error.message for error in jsonschema.Draft202012Validator(built).iter_errors(data)]
    assert any("ngay_ban_hnh" in message for message in messages)
    assert any("'ket_luan' is a required property" in message for message in messages)


def test_every_key_is_described_in_vietnamese_and_codes_can_be_chosen() -> None:
    built = {name: json.loads(text) for name, text in schemas(load_office(ROOT)).items()}
    records = [
        built["ke_hoach.schema.json"],
        *built["ke_hoach.schema.json"]["$defs"].values(),
        *built["co_quan.schema.json"]["$defs"].values(),
    ]
    properties = [(key, value) for record in records for key, value in record["properties"].items()]
    assert len(properties) > 60
    assert not [key for key, value in properties if not value.get("description")]
    unit = built["ke_hoach.schema.json"]["$defs"]["NhiemVu"]["properties"]["don_vi_chu_tri"]
    assert {"const": "tiep_cong_dan", "description": "Ban Tiếp công dân"} in unit["anyOf"][0]["anyOf"]
    assert '"x-ma"' not in json.dumps({name: s for name, s in built.items() if name.startswith("co_quan")})


def test_each_data_file_names_its_schema() -> None:
    for path in (ROOT / "data").rglob("*.yaml"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        relative = first.removeprefix("# yaml-language-server: $schema=")
        assert (path.parent / relative).resolve() == ROOT / "data/schema" / schema_of(path)


def test_schemas_and_templates_are_written(workspace: Path) -> None:
    assert sorted(file.path.name for file in schema(workspace)) == [
        "co_quan.schema.json",
        "danh_gia.schema.json",
        "dieu_chinh.schema.json",
        "ke_hoach.schema.json",
        "tien_do_quy.schema.json",
    ]
    files = word(workspace)
    assert {file.path for file in files} == {workspace / loai.tep_mau for loai in DOCUMENT_TYPES.values()}
    assert all(package.untouched(file.path.read_bytes()) for file in files)


def test_a_template_that_somebody_changed_is_left_alone(workspace: Path) -> None:
    path = next(file.path for file in word(workspace))
    changed = package.write(package.read(path.read_bytes()) | {"word/settings.xml": b"<changed/>"})
    path.write_bytes(changed)
    again = next(file for file in word(workspace) if file.spared)
    assert (again.path.name, again.spared) == (f"{path.stem} (2).docx", path)
    assert path.read_bytes() == changed
