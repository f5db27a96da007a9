"""A document as it was issued: what its folder in da_ban_hanh/ says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from docgen.model.co_quan import CoQuan
from docgen.model.ke_hoach import KeHoach
from docgen.model.tien_do import TienDoQuy


@dataclass(frozen=True, eq=False)
class BanHanh:
    """An issued document: number, day, and the data it was made from, as they were then.

    `thu_muc` is its folder (data/<mã kế hoạch>/da_ban_hanh/bao_cao_quy_2), `tep_du_lieu` the file that holds its record. `tep_bi_sua` names the files in it that are gone or are
    no longer as they were; then there are no data to rely on.
    """

    stem: str
    so: int
    ngay: date
    thu_muc: str
    ten_loai: str = ""
    ky_hieu: str = ""
    tep_du_lieu: str = ""
    quy: int | None = None
    tep_bi_sua: tuple[str, ...] = ()
    co_quan: CoQuan | None = None
    ke_hoach: KeHoach | None = None
    tien_do: Mapping[int, TienDoQuy] = field(default_factory=dict)
