"""Lề trang.

Trên và dưới 20 đến 25 mm, trái 30 đến 35 mm, phải 15 đến 20 mm, ở mọi phần của văn bản. Trang nằm ngang: lề xoay theo giấy
(mép đóng, 30 đến 35 mm, nằm ở trên hoặc dưới), hoặc giữ theo tên mép; Nghị định không nói rõ nên cả hai cách đều được.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from docgen.docx.facts import Section
from docgen.docx.mending import SetPage
from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.nd30 import KhoangSo, viet_khoang, viet_so
from docgen.recognise import Tep
from docgen.rules.cac_phan import first_spot, ten_phan
from docgen.rules.phat_hien import PhatHien, QuyTac

Side = Literal["top", "bottom", "left", "right"]
_NAMES: Mapping[Side, tuple[str, str]] = {
    "top": ("tren", "trên"),
    "bottom": ("duoi", "dưới"),
    "left": ("trai", "trái"),
    "right": ("phai", "phải"),
}
_UPRIGHT: Mapping[Side, KhoangSo] = {
    "top": nd30.LE_TREN_DUOI,
    "bottom": nd30.LE_TREN_DUOI,
    "left": nd30.LE_TRAI,
    "right": nd30.LE_PHAI,
}
_TURNED: tuple[Mapping[Side, KhoangSo], ...] = (
    {"top": nd30.LE_TRAI, "right": nd30.LE_TREN_DUOI, "bottom": nd30.LE_PHAI, "left": nd30.LE_TREN_DUOI},
    {"bottom": nd30.LE_TRAI, "left": nd30.LE_TREN_DUOI, "top": nd30.LE_PHAI, "right": nd30.LE_TREN_DUOI},
)
_TOLERANCE = 0.3  # mm; Word keeps twips, and its dialog rounds centimetres

_ITEMS = {
    side: QuyTac(
        f"le_trang.{name}", "loi", nd30.can_cu("Mục I, khoản 3"), f"lề {label} {viet_khoang(_UPRIGHT[side])} mm"
    )
    for side, (name, label) in _NAMES.items()
}
QUY_TAC = tuple(_ITEMS.values())


def kiem_tra(tep: Tep) -> Iterator[PhatHien]:
    for number, section in enumerate(tep.facts.sections):
        readings = (*_TURNED, _UPRIGHT) if section.landscape else (_UPRIGHT,)
        bounds = min(readings, key=lambda reading: len(_outside(section, reading)))
        for side in _outside(section, bounds):
            _, label = _NAMES[side]
            low, high = bounds[side]
            length = getattr(section, side)
            to = low if length < low else high
            yield _ITEMS[side].phat_hien(
                first_spot(tep, number),
                f"lề {label} {viet_so(round(length, 1))} mm",
                f"lề {label} từ {viet_khoang(bounds[side])} mm",
                f"Bố cục > Lề > {label.capitalize()}: {viet_so(to)} mm",
                ten_phan(tep, number),
                sua_chua=(SetPage(number, side, to),),
            )


def _outside(section: Section, bounds: Mapping[Side, KhoangSo]) -> list[Side]:
    return [
        side
        for side, (low, high) in bounds.items()
        if not low - _TOLERANCE <= getattr(section, side) <= high + _TOLERANCE
    ]
