"""Nothing that a report states can change without being told."""

from __future__ import annotations

from docgen.documents.dinh_chinh import _CALLED, KHONG_PHAI_NOI_DUNG
from docgen.model import TienDo, TienDoQuy


def test_every_field_of_the_progress_is_told_or_is_no_statement() -> None:
    fields = {*TienDo.model_fields, *TienDoQuy.model_fields}
    assert fields == set(_CALLED) | (KHONG_PHAI_NOI_DUNG & fields)
    assert not set(_CALLED) & KHONG_PHAI_NOI_DUNG
