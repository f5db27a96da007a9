"""What random dossiers do not reach: a figure that misses what it is held against is not rounded to it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from docgen.compute import KetQuaChiTieu
from docgen.model import ChiTieu
from docgen.sources import Source


def _found(reached: str, whole: str | None, quy: int, **target: object) -> KetQuaChiTieu:
    asked = ChiTieu.model_validate({"ma": "ct", "noi_dung": "Mức", **target})
    return KetQuaChiTieu(asked, Decimal(reached), Decimal(whole) if whole else None, quy, Source("ct"))


@pytest.mark.parametrize(("so_dat", "shown"), [("1199", "49,9%"), ("1200", "50,0%")])
def test_a_rate_below_the_quarters_level_is_not_rounded_to_it(so_dat: str, shown: str) -> None:
    target = {"muc_tieu": "80", "don_vi_tinh": "%", "tong_so": "2400", "muc_tieu_quy": {"quý I": "50"}}
    assert _found(so_dat, "2400", 1, **target).ty_le == shown


def test_an_amount_below_the_years_target_is_not_the_whole_of_it() -> None:
    assert _found("2499", None, 1, muc_tieu="2500", don_vi_tinh="vụ").phan_cua_nam == "99,9%"
