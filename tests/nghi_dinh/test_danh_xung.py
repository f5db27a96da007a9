"""Titles before the name of a signer: one list for the data, for the rule, and for finding the name in a file."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from docgen.docx.read import read
from docgen.model import NguoiKy
from docgen.nghi_dinh.danh_xung import co_danh_xung
from docgen.recognise import recognise
from docgen.rules import check
from tests.lam_word import TepWord, ke_hoach
from tests.rules.truong_hop import dat

TITLES = [
    "GS.", "PGS.TS.", "TS.", "ThS.", "ThS", "Th.S", "CN.", "KS.", "LS.", "ĐD.", "BS.", "BSCKII.", "CKI.", "CK2.", "Dr.", "NGND", "NGƯT", "NSND",
    "NSƯT", "TTND", "TTƯT", "Đ/c", "Giáo sư", "Tiến sĩ", "Tiến sỹ", "Thạc sĩ", "Bác sĩ", "Ông", "Bà",
]  # fmt: skip
# Family names of many peoples, some of which begin like a title.
NAMES = ["Hoàng Minh Hải", "Ông Ích Khiêm", "Bàn Thị Sao", "Cầm Bá Chiến", "Tsần A Sử", "Ksor Phước", "Lù Văn Tiến Sĩ"]


def signed_by(name: str) -> TepWord:
    tep = ke_hoach()
    dat("Nguyễn Văn", chu=name)(tep)
    return tep


def signers(tep: TepWord) -> list[str]:
    """The names under the signatures, as they are found in the file."""
    found = [chu_ky.ho_ten for van_ban in recognise(read("x", tep.bytes())).van_ban for chu_ky in van_ban.chu_ky]
    return [line.text for line in found if line is not None]


def broken(tep: TepWord) -> list[str]:
    return [found.quy_tac for found in check(recognise(read("x", tep.bytes())))]


def accepted(name: str) -> bool:
    try:
        NguoiKy(ma="a", ho_ten=name, chuc_vu="Chánh Văn phòng")
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_known_in_the_data_by_the_rule_and_before_a_name(title: str) -> None:
    name = f"{title} Nguyễn Văn Hùng"
    assert co_danh_xung(name) and not accepted(name)
    assert signers(signed_by(name)) == [name]
    assert broken(signed_by(name)) == ["chu_ky.ho_ten"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_no_title_anywhere(name: str) -> None:
    assert not co_danh_xung(name) and accepted(name)
    assert signers(signed_by(name)) == [name]
    assert broken(signed_by(name)) == []
