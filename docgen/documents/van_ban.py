"""A document to be made, as a value: what it is, its record, the file that holds it, what its template may use."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from docgen.errors import Problem
from docgen.model import QUY, BaoCao, HoSo, VanBan
from docgen.template.blocks import Block


@dataclass(frozen=True)
class LoaiVanBan:
    """A document type: the value `LOAI` of a module of this folder, whose docstring says what it is and what data it needs.

    `ma` names it on the command line (`bao-cao-quy`), `ten_loai` on the page (`Báo cáo`), `ten_goi` in messages (`báo cáo
    quý`). `du_lieu` names the files of data/<mã kế hoạch>/ that must be there; `cac_van_ban` gives the documents that the
    data allow. With `theo_quy` there is one for each quarter.
    """

    ma: str
    ten_loai: str
    ten_goi: str
    du_lieu: str
    cac_van_ban: Callable[[HoSo], Iterable[VanBanLap]]
    body: Sequence[Block]
    theo_quy: bool = False

    @property
    def tep_mau(self) -> str:
        """Its Word template in a workspace."""
        return f"templates_docx/{self.ma.replace('-', '_')}.docx"

    def ten(self, quy: int | None) -> str:
        """What messages call the document of a quarter: `báo cáo quý II`; without one the type."""
        return self.ten_goi if quy is None else f"{self.ten_goi.removesuffix(' quý')} {QUY[quy - 1]}"


@dataclass(frozen=True, eq=False)
class VanBanLap:
    """A document to be made.

    Its record `ban_ghi` gives number, date and signer. `dung_noi_dung` builds what the template may use; `xet_con_thieu` names what still
    keeps the document from signature; `so_lieu` are the figures that a leader looks for first. `lan_thu` counts documents of a type of which a
    plan may have several, one after the other; `lien_quan` says for the register what earlier documents it corrects or adjusts.
    """

    loai: LoaiVanBan
    ban_ghi: VanBan
    dung_noi_dung: Callable[[], dict[str, Any]]
    quy: int | None = None
    xet_con_thieu: Callable[[], Iterable[Problem]] = tuple
    so_lieu: Callable[[], Sequence[str]] = tuple
    lan_thu: int | None = None
    lien_quan: Callable[[], Sequence[str]] = tuple

    @property
    def tep(self) -> str:
        """The YAML file that holds its record: `data/papi_2026/ke_hoach.yaml`."""
        return self.ban_ghi.place("").file

    @property
    def stem(self) -> str:
        """The file's name without ending: `bao_cao_quy_2`."""
        number = self.quy or self.lan_thu
        return self.loai.ma.replace("-", "_") + (f"_{number}" if number else "")

    @property
    def cau_lenh(self) -> str:
        """How it is called on the command line: `bao-cao-quy --quy 2`."""
        return self.loai.ma + (f" --quy {self.quy}" if self.quy else "")

    @property
    def ten(self) -> str:
        """What messages call it: `báo cáo quý II`."""
        return self.loai.ten(self.quy) + (f" lần {self.lan_thu}" if self.lan_thu else "")

    @property
    def minh_hoa(self) -> bool:
        """True where its own record is marked as invented."""
        return isinstance(self.ban_ghi, BaoCao) and self.ban_ghi.so_lieu == "minh_hoa"

    @cached_property
    def context(self) -> dict[str, Any]:
        """What its template may use."""
        return self.dung_noi_dung()

    @cached_property
    def con_thieu(self) -> tuple[Problem, ...]:
        """What the data still lack before it may be signed."""
        return tuple(self.xet_con_thieu())

    @property
    def chu_de(self) -> str:
        """Its trích yếu on one line."""
        return " ".join(self.context["trich_yeu"].split())

    @property
    def dau_du_lieu(self) -> str:
        """A digest of all that it says: it differs exactly when the document would."""
        return data_digest(self.context)


def data_digest(context: Mapping[str, Any]) -> str:
    """A digest of all that a context says."""
    said = json.dumps(context, sort_keys=True, default=lambda value: getattr(value, "__dict__", None) or str(value))
    return hashlib.sha256(said.encode()).hexdigest()
