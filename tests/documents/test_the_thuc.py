from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from docgen.documents.the_thuc import quyen_han_chuc_vu, the_thuc
from docgen.load import load
from docgen.model import NguoiKy
from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.text_width import bold_width


@pytest.mark.parametrize(
    ("quyen_han", "thay_cho", "lines"),
    [
        (None, None, ["PHÓ CHÁNH VĂN PHÒNG"]),
        ("Q.", None, ["Q. PHÓ CHÁNH VĂN PHÒNG"]),
        ("KT.", "Chánh Văn phòng", ["KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"]),
        ("TL.", "Chánh Văn phòng", ["TL. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"]),
        ("TUQ.", "Chủ tịch", ["TUQ. CHỦ TỊCH", "PHÓ CHÁNH VĂN PHÒNG"]),
        ("TM.", "Ủy ban nhân dân", ["TM. ỦY BAN NHÂN DÂN", "PHÓ CHÁNH VĂN PHÒNG"]),
        (
            ["TM.", "KT."],
            ["Ủy ban nhân dân", "Chủ tịch"],
            ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHÁNH VĂN PHÒNG"],
        ),
    ],
)
def test_the_lines_over_the_signature(quyen_han: Any, thay_cho: Any, lines: list[str]) -> None:
    given = {"quyen_han": quyen_han or (), "thay_cho": thay_cho or ()}
    signer = NguoiKy.model_validate({"ma": "a", "ho_ten": "Lê An", "chuc_vu": "Phó Chánh Văn phòng"} | given)
    assert quyen_han_chuc_vu(signer) == lines


@pytest.mark.parametrize(
    ("quyen_han", "thay_cho"),
    [("Q.", "Chánh Văn phòng"), ((), "Chánh Văn phòng"), ("KT.", ()), (["TM.", "KT."], ["Ủy ban nhân dân"])],
)
def test_an_authority_and_whom_it_stands_for_go_together(quyen_han: Any, thay_cho: Any) -> None:
    with pytest.raises(ValidationError, match=r"thay_cho|thay cho ai"):
        NguoiKy.model_validate(
            {"ma": "a", "ho_ten": "Lê An", "chuc_vu": "Phó", "quyen_han": quyen_han, "thay_cho": thay_cho}
        )


def test_a_term_of_office_has_its_days_in_order() -> None:
    with pytest.raises(ValidationError, match="tu_ngay sau den_ngay"):
        NguoiKy.model_validate(
            {"ma": "a", "ho_ten": "Lê An", "chuc_vu": "Phó", "tu_ngay": "2/1/2026", "den_ngay": "1/1/2026"}
        )


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
    ("choice", "printed"), [("viết tắt", "UBND TỈNH LAI CHÂU"), ("đầy đủ", "ỦY BAN NHÂN DÂN\nTỈNH LAI CHÂU")]
)
def test_the_superior_office_is_abbreviated_or_not(workspace: Path, choice: str, printed: str) -> None:
    path = workspace / "data/co_quan.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("ten_chu_quan: viết tắt", f"ten_chu_quan: {choice}"), encoding="utf-8"
    )
    assert of_plan(workspace, "papi_2026")["ten_co_quan_chu_quan"] == printed


def test_recipients_and_drafting_unit_of_the_plan_come_before_those_of_the_office(library: Path) -> None:
    path = library / "data/thu_vien_2026/ke_hoach.yaml"
    own = "noi_nhan: [Sở Văn hóa]\ndon_vi_soan_thao: phuc_vu\n"
    path.write_text(own + path.read_text(encoding="utf-8"), encoding="utf-8")
    values = of_plan(library, "thu_vien_2026")
    assert (values["noi_nhan"], values["don_vi_soan_thao"]) == (("Sở Văn hóa",), "PVBĐ")


def test_many_recipients_go_on_below_the_signature(library: Path) -> None:
    path = library / "data/thu_vien_2026/ke_hoach.yaml"
    own = f"noi_nhan: [{', '.join(f'Nơi {i}' for i in range(1, 21))}]\n"
    path.write_text(own + path.read_text(encoding="utf-8"), encoding="utf-8")
    values = of_plan(library, "thu_vien_2026")
    assert [*values["noi_nhan"], *values["noi_nhan_tiep"]] == [f"Nơi {i}" for i in range(1, 21)]
    assert len(values["noi_nhan"]) == 8
