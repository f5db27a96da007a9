from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docgen import nghi_dinh_30 as nd30
from docgen.load import load
from docgen.model import NguoiKy
from docgen.text_width import bold_width
from docgen.the_thuc import quyen_han_chuc_vu, the_thuc


@pytest.mark.parametrize(
    ("quyen_han", "thay_cho", "lines"),
    [
        (None, None, ["PHÓ CHÁNH VĂN PHÒNG"]),
        ("Q.", None, ["Q. PHÓ CHÁNH VĂN PHÒNG"]),
        ("KT.", "Chánh Văn phòng", ["KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"]),
        ("TL.", "Chánh Văn phòng", ["TL. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"]),
        ("TUQ.", "Chủ tịch", ["TUQ. CHỦ TỊCH", "PHÓ CHÁNH VĂN PHÒNG"]),
        ("TM.", "Ủy ban nhân dân", ["TM. ỦY BAN NHÂN DÂN", "PHÓ CHÁNH VĂN PHÒNG"]),
    ],
)
def test_the_lines_over_the_signature(quyen_han: str | None, thay_cho: str | None, lines: list[str]) -> None:
    signer = NguoiKy(ma="a", ho_ten="Lê An", chuc_vu="Phó Chánh Văn phòng", quyen_han=quyen_han, thay_cho=thay_cho)  # type: ignore[arg-type]
    assert quyen_han_chuc_vu(signer) == lines


def of_plan(workspace: Path, ma: str) -> dict[str, Any]:
    ho_so = load(workspace, ma)
    plan = ho_so.ke_hoach
    return the_thuc(ho_so.co_quan, plan, "Kế hoạch", plan.nam, plan.trich_yeu)


def test_lines_have_the_part_of_the_text_that_the_decree_asks_for(library: Path) -> None:
    """A long name and a long trích yếu, broken into lines: the line follows the longest of them."""
    values = of_plan(library, "thu_vien_2026")
    office = values["ten_co_quan_ban_hanh"].split("\n")
    subject = values["trich_yeu"].split("\n")
    assert (len(office), len(subject)) == (3, 2)
    widest_office = max(bold_width(line, 12) for line in office)
    widest_subject = max(bold_width(line, 13) for line in subject)
    assert 1 / 3 <= values["duong_ke"]["duong_ke_co_quan"] / widest_office <= 1 / 2
    assert 1 / 3 <= values["duong_ke"]["duong_ke_trich_yeu"] / widest_subject <= 1 / 2
    assert values["duong_ke"]["duong_ke_tieu_ngu"] == pytest.approx(bold_width(nd30.LOI_TIEU_NGU, 13))


def test_number_and_date_come_from_the_data(library: Path) -> None:
    values = of_plan(library, "thu_vien_2026")
    assert (values["so"], values["ky_hieu"]) == ("07", "KH-TVT")
    assert values["thoi_gian_ban_hanh"] == "ngày 05 tháng 02 năm 2026"


def test_number_and_date_stay_blank_for_the_registry(workspace: Path) -> None:
    values = of_plan(workspace, "papi_2026")
    assert values["so"].isspace()
    assert values["thoi_gian_ban_hanh"] == "ngày      tháng      năm 2026"


@pytest.mark.parametrize(
    ("choice", "printed"), [("viết tắt", "UBND TỈNH LAI CHÂU"), ("đầy đủ", "ỦY BAN NHÂN DÂN TỈNH LAI CHÂU")]
)
def test_the_superior_office_is_abbreviated_or_not(workspace: Path, choice: str, printed: str) -> None:
    path = workspace / "data/co_quan.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("ten_chu_quan: viết tắt", f"ten_chu_quan: {choice}"), encoding="utf-8"
    )
    assert of_plan(workspace, "papi_2026")["ten_co_quan_chu_quan"] == printed
