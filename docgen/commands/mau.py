"""`docgen mau`: writes what the data and the documents are patterned on — Word templates and JSON Schemas."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from docgen.documents import DOCUMENT_TYPES
from docgen.load import load_office
from docgen.model import CoQuan, DanhGia, DieuChinh, KeHoach, Record, TienDoQuy
from docgen.publish import Written, publish, write
from docgen.template.build import build

SCHEMA_FOLDER = "data/schema"
_RECORDS: dict[str, type[Record]] = {
    "co_quan": CoQuan,
    "ke_hoach": KeHoach,
    "tien_do_quy": TienDoQuy,
    "dieu_chinh": DieuChinh,
    "danh_gia": DanhGia,
}


def word(workspace: Path) -> list[Written]:
    """Builds the templates with the office's choices; one that somebody changed is left alone."""
    trinh_bay = load_office(workspace).trinh_bay
    return [publish(build(loai.body, trinh_bay), workspace / loai.tep_mau) for loai in DOCUMENT_TYPES.values()]


def schema(workspace: Path) -> list[Written]:
    """Writes the schemas by which an editor completes keys and the codes of this office."""
    co_quan = load_office(workspace)
    return [write(text.encode(), workspace / SCHEMA_FOLDER / name) for name, text in schemas(co_quan).items()]


def schemas(co_quan: CoQuan) -> dict[str, str]:
    """File name → JSON Schema, with the codes of this office."""
    units = {don_vi.ma: don_vi.ten for don_vi in co_quan.don_vi}
    codes = {
        "don_vi_le": units,
        "don_vi": units | {nhom.ma: nhom.ten for nhom in co_quan.nhom_don_vi},
        "nguoi_ky": {nguoi.ma: nguoi.ho_ten for nguoi in co_quan.nguoi_ky},
    }
    return {
        f"{name}.schema.json": json.dumps(_readable(record.model_json_schema(), codes), ensure_ascii=False, indent=1)
        + "\n"
        for name, record in _RECORDS.items()
    }


def _readable(schema: Any, codes: dict[str, dict[str, str]]) -> Any:
    """The schema with codes to choose from, without the titles that only repeat the keys."""
    if isinstance(schema, list):
        return [_readable(inner, codes) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    kind = schema.get("x-ma")
    readable = {
        key: _readable(value, codes)
        for key, value in schema.items()
        if key != "x-ma" and not (key == "title" and isinstance(value, str))
    }
    if kind in codes:
        # A code added a minute ago is not an error: the choices help, the program checks.
        del readable["type"]
        readable["anyOf"] = [
            *({"const": code, "description": name} for code, name in codes[kind].items()),
            {"type": "string"},
        ]
    return readable
