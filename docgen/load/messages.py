"""What pydantic found wrong with a tree → problems in the clerk's words, each at its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from docgen.errors import Place, Problem
from docgen.model.tree import Items, Mapping, Tree
from docgen.nghi_dinh.vietnamese import nearest, quoted

_TEXT_EXPECTED = "chỗ này cần một câu chữ"
_TEXT_REMEDY = "ghi chữ ngay sau khóa; câu có dấu hai chấm thì đặt cả câu trong ngoặc kép"
_LIST_EXPECTED = "chỗ này cần một danh sách"
_LIST_REMEDY = "mỗi mục một dòng, bắt đầu bằng “- ”"
_GROUP_EXPECTED = "chỗ này cần một nhóm khóa"
_GROUP_REMEDY = "ghi các khóa thụt vào ở những dòng dưới, dạng khóa: giá trị"
_BY_TYPE = {
    "string_type": (_TEXT_EXPECTED, _TEXT_REMEDY),
    "tuple_type": (_LIST_EXPECTED, _LIST_REMEDY),
    "model_type": (_GROUP_EXPECTED, _GROUP_REMEDY),
    "dict_type": (_GROUP_EXPECTED, _GROUP_REMEDY),
    # InstanceOf, int and date take text; anything else reached them unread.
    "literal_error": (_TEXT_EXPECTED, _TEXT_REMEDY),
    "is_instance_of": (_TEXT_EXPECTED, _TEXT_REMEDY),
    "int_type": (_TEXT_EXPECTED, _TEXT_REMEDY),
    "date_type": (_TEXT_EXPECTED, _TEXT_REMEDY),
}


def problems(error: ValidationError, tree: Mapping) -> list[Problem]:
    """One problem for each line of the error. Raises KeyError for a kind of error that has no words yet."""
    return [_problem(line["type"], line["loc"], line.get("ctx", {}), tree) for line in error.errors(include_url=False)]


def _problem(kind: str, loc: Sequence[int | str], context: dict[str, Any], tree: Mapping) -> Problem:
    around, value, key_place, called = _walk(loc, tree)
    prefix = f"{called}: " if called else ""
    if kind == "docgen":
        return Problem(value.place, prefix + context["finding"], context["remedy"], context["basis"])
    key = next((step for step in reversed(loc) if isinstance(step, str)), "")
    if kind == "missing":
        return Problem(
            around.place, f"{prefix}thiếu khóa “{key}”", f"thêm dòng {key}: … ({_fields(around)[key].description})"
        )
    if kind == "extra_forbidden":
        known = list(_fields(around))
        near = nearest(key, known)
        remedy = f"có phải là “{near}”?" if near else f"các khóa dùng được ở đây: {', '.join(known)}"
        if " " in key:  # what stands behind a comma within { }
            remedy = "câu có dấu phẩy trong { } phải đặt trong ngoặc kép"
        return Problem(key_place, f"{prefix}không có khóa “{key}”", remedy)
    if kind == "literal_error" and isinstance(value, str):
        expected = _choices(_fields(around)[key].annotation)
        near = nearest(value, expected)
        return Problem(
            value.place,
            f"{prefix}“{key}” không nhận giá trị “{value}”",
            f"ghi “{near}”" if near else f"chọn một trong: {quoted(expected)}",
        )
    finding, remedy = _BY_TYPE[kind]
    if isinstance(value, Mapping):
        # Most often a sentence in which YAML took `: ` for the end of a key.
        finding, remedy = "chỗ này không nhận nhóm khóa", f"{_TEXT_REMEDY}; danh sách thì {_LIST_REMEDY}"
    return Problem(
        value.place, f"{prefix}{finding} (“{key}”)" if isinstance(loc[-1], str) else prefix + finding, remedy
    )


def _walk(loc: Sequence[int | str], tree: Mapping) -> tuple[Tree, Tree, Place, str]:
    """The record of the last key on the way, the value there (or the last one found), its key's place, who it belongs to."""
    around: Tree = tree
    value: Tree = tree
    key_place = tree.place
    called = ""
    for step in loc:
        around = value if isinstance(step, str) else around
        if isinstance(value, Mapping) and isinstance(step, str) and step in value:
            key_place = value.keys_at[step]
            value = value[step]
        elif isinstance(value, Items) and isinstance(step, int) and step < len(value):
            value = value[step]
            key_place = value.place
        else:
            break
        called = _called(value) or called
    return around, value, key_place, called


def _called(value: Tree) -> str:
    """`nhiệm vụ “xu_ly_don_thu”` for a record that can be told apart from its siblings."""
    if not isinstance(value, Mapping) or value.record is None:
        return ""
    for key in ("ma", "tieu_de", "ten"):
        if isinstance(value.get(key), str) and value[key]:
            return f"{getattr(value.record, 'called', '')} “{str(value[key])[:40]}”"
    return ""


def _fields(around: Tree) -> dict[str, FieldInfo]:
    record = around.record if isinstance(around, Mapping) else None
    assert record is not None and issubclass(record, BaseModel)  # set by the record that complained
    return record.model_fields


def _choices(annotation: Any) -> list[str]:
    """The texts of a Literal, wherever it stands in the annotation."""
    if get_origin(annotation) is Literal:
        return list(get_args(annotation))
    return [choice for inner in get_args(annotation) for choice in _choices(inner)]
