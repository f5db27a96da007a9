"""The document types: one module each, and the registry."""

from __future__ import annotations

from collections.abc import Iterable

from docgen.documents import bao_cao_quy, danh_gia, dieu_chinh, ke_hoach
from docgen.documents.van_ban import LoaiVanBan, VanBanLap
from docgen.errors import Place, Problem, UnusableError
from docgen.model import HoSo

__all__ = ["DOCUMENT_TYPES", "LoaiVanBan", "VanBanLap", "cac_van_ban", "chua_co_du_lieu", "tim_van_ban"]

_TYPES = (ke_hoach.LOAI, dieu_chinh.LOAI, bao_cao_quy.LOAI, danh_gia.LOAI)
# The name on the command line → the type. `ke-hoach` has its template in templates_docx/ke_hoach.docx.
DOCUMENT_TYPES = {loai.ma: loai for loai in _TYPES}


def cac_van_ban(ho_so: HoSo, names: Iterable[str] | None = None) -> list[VanBanLap]:
    """The documents of these types (all types) that the data allow, in the order of the year."""
    wanted = DOCUMENT_TYPES if names is None else names
    return [van_ban for name in wanted for van_ban in DOCUMENT_TYPES[name].cac_van_ban(ho_so)]


def tim_van_ban(ho_so: HoSo, name: str, quy: int | None) -> VanBanLap:
    """The one document that is meant, of several one after the other the last. Raises UnusableError where none is, or where a quarter is missing or makes no sense."""
    loai = DOCUMENT_TYPES[name]
    folder = Place(ho_so.thu_muc)
    if quy is not None and not loai.theo_quy:
        raise UnusableError([Problem(folder, f"{loai.ten_goi} không lập theo quý", "bỏ --quy")])
    if quy is None and loai.theo_quy:
        raise UnusableError(
            [Problem(folder, f"chưa ghi quý của {loai.ten_goi}", "ghi --quy và quý đã có số liệu, ví dụ --quy 1")]
        )
    found = [van_ban for van_ban in loai.cac_van_ban(ho_so) if van_ban.quy == quy]
    if not found:
        raise UnusableError([chua_co_du_lieu(ho_so, loai, quy)])
    return found[-1]


def chua_co_du_lieu(ho_so: HoSo, loai: LoaiVanBan, quy: int | None = None) -> Problem:
    """What is missing for a document of this type."""
    file = loai.du_lieu if quy is None else loai.du_lieu.replace("_N.", f"_{quy}.")
    return Problem(
        Place(ho_so.thu_muc),
        f"chưa có dữ liệu để lập {loai.ten(quy)}",
        f"cần {ho_so.thu_muc}/{file}, xem docs/huong_dan.md",
    )
