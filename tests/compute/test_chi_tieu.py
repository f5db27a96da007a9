"""Targets from the year's start: what was reached, of how much, and the verdict."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from docgen.compute import DanhGiaChiTieu, KetQuaChiTieu
from docgen.documents.cau_ket_qua import chi_tieu as sentence
from tests.small import as_it_stands, dossier, figure, said, target, task

D = DanhGiaChiTieu


def reached(tmp_path: Path, quy: int, asked: dict[str, Any], *quarters: dict[str, Any]) -> KetQuaChiTieu:
    """The target of one task of Phòng A at the end of a quarter, with what was said from quý I on."""
    reports = {n: [said("v", **told)] if told else [] for n, told in enumerate(quarters, 1)}
    ho_so = dossier(tmp_path, [task("v", "thường xuyên", "phong_a", asked)], reports)
    return as_it_stands(ho_so, quy).chi_tieu[0]


def parts(found: KetQuaChiTieu) -> tuple[Decimal | None, Decimal | None, DanhGiaChiTieu]:
    return found.so_dat, found.tong_so, found.danh_gia


def test_a_rate_is_added_up_from_the_years_start(tmp_path: Path) -> None:
    told = (figure("8", "10"), figure("20", "20"), {})
    assert [parts(reached(tmp_path, quy, target(), *told)) for quy in (1, 2, 3)] == [
        (8, 10, D.CHUA_DAT),
        (28, 30, D.DAT_CHI_TIEU),
        (28, 30, D.DAT_CHI_TIEU),
    ]


def test_what_a_quarter_took_over_from_the_one_before_is_not_counted_twice(tmp_path: Path) -> None:
    """Of 10 one was left; it is among the 11 of quý II. From the year's start there were 20, all but none done."""
    told = (figure("9", "10"), figure("11", "11", chuyen_sang="1"))
    assert parts(reached(tmp_path, 2, target(muc_tieu="100"), *told)) == (20, 20, D.DAT_CHI_TIEU)


def test_what_the_first_quarter_with_figures_took_over_counts(tmp_path: Path) -> None:
    assert parts(reached(tmp_path, 1, target(), figure("9", "10", chuyen_sang="4"))) == (9, 10, D.DAT_CHI_TIEU)


def test_a_level_is_the_latest_of_each_unit(tmp_path: Path) -> None:
    asked = target(cach_tinh="tại thời điểm")
    quarters = {
        1: [said("v", **figure("2", "10")), said("v", "phong_b", **figure("3", "5"))],
        2: [said("v", **figure("9", "10"))],
    }
    ho_so = dossier(tmp_path, [task("v", "thường xuyên", "cac_phong", asked)], quarters)
    found = [as_it_stands(ho_so, quy).chi_tieu[0] for quy in (1, 2)]
    assert [parts(each) for each in found] == [(5, 15, D.DANG_THEO_DOI), (12, 15, D.DANG_THEO_DOI)]


def test_a_level_out_of_a_whole_that_the_plan_fixes(tmp_path: Path) -> None:
    """15 hospitals: two units have their share of them, the whole is not added up."""
    asked = target(cach_tinh="tại thời điểm", tong_so="15", muc_tieu="80")
    quarters = {4: [said("v", **figure("9")), said("v", "phong_b", **figure("3"))]}
    ho_so = dossier(tmp_path, [task("v", "thường xuyên", "cac_phong", asked)], quarters)
    found = as_it_stands(ho_so, 4).chi_tieu[0]
    assert (*parts(found), found.cach_viet) == (12, 15, D.DAT_CHI_TIEU, "80,0% (12/15)")


def test_a_rate_of_a_whole_that_the_plan_fixes_has_the_year_to_grow(tmp_path: Path) -> None:
    asked = target(tong_so="20")
    found = [reached(tmp_path, quy, asked, *[figure("4")] * 4) for quy in (1, 2, 4)]
    assert [parts(each) for each in found] == [
        (4, 20, D.DANG_THEO_DOI),
        (8, 20, D.DANG_THEO_DOI),
        (16, 20, D.CHUA_DAT),
    ]


@pytest.mark.parametrize(
    ("so_dat", "quy", "verdict"),
    [
        ("5", 2, D.TRONG_MUC),
        ("6", 2, D.VUOT_MUC),
        ("5", 4, D.DAT_CHI_TIEU),
        ("6", 4, D.VUOT_MUC),
        ("0", 2, D.TRONG_MUC),
    ],
)
def test_at_most_is_met_at_the_limit_exactly(tmp_path: Path, so_dat: str, quy: int, verdict: DanhGiaChiTieu) -> None:
    quarters = [figure(so_dat, "100") if n == quy else {} for n in range(1, 5)]
    assert reached(tmp_path, quy, target(muc_tieu="5", chieu="không quá"), *quarters).danh_gia is verdict


@pytest.mark.parametrize(
    ("so_dat", "verdict", "words"),
    [
        ("24", D.CHUA_DAT_MUC_QUY, "chưa đạt mức 25 lớp đặt ra đến hết quý I"),
        ("25", D.DAT_MUC_QUY, "đạt mức 25 lớp đặt ra đến hết quý I"),
        ("100", D.DAT_CHI_TIEU, "đạt chỉ tiêu"),
    ],
)
def test_the_year_on_its_way_is_held_against_the_quarters_own_figure(
    tmp_path: Path, so_dat: str, verdict: DanhGiaChiTieu, words: str
) -> None:
    asked = target(muc_tieu="100", don_vi_tinh="lớp", muc_tieu_quy={"quý I": "25"})
    found = reached(tmp_path, 1, asked, figure(so_dat))
    assert found.danh_gia is verdict
    assert sentence(found).endswith(f"lũy kế từ đầu năm đạt {so_dat} lớp, {words}")


def test_an_amount_on_its_way_is_told_as_a_share_of_the_year(tmp_path: Path) -> None:
    found = reached(tmp_path, 2, target(muc_tieu="50", don_vi_tinh="lớp"), figure("8"), figure("12"))
    assert (found.danh_gia, found.cach_viet) == (D.DANG_THEO_DOI, "20 lớp")
    assert sentence(found) == "Chỉ tiêu 50 lớp (chỉ tiêu ct): lũy kế từ đầu năm đạt 20 lớp, bằng 40,0% chỉ tiêu cả năm"


def test_an_amount_that_is_short_at_the_years_end_is_missed(tmp_path: Path) -> None:
    assert parts(reached(tmp_path, 4, target(muc_tieu="50", don_vi_tinh="lớp"), *[figure("12")] * 4)) == (
        48,
        None,
        D.CHUA_DAT,
    )


@pytest.mark.parametrize(
    ("so_dat", "tong_so", "asked", "printed"),
    [
        ("2499", "2500", {"muc_tieu": "100"}, "99,9% (2.499/2.500)"),
        ("8999", "10000", {"muc_tieu": "90"}, "89,9% (8.999/10.000)"),
        ("9001", "10000", {"muc_tieu": "90"}, "90,0% (9.001/10.000)"),
        ("501", "10000", {"muc_tieu": "5", "chieu": "không quá"}, "5,1% (501/10.000)"),
        ("499", "10000", {"muc_tieu": "5", "chieu": "không quá"}, "5,0% (499/10.000)"),
        ("28", "30", {"muc_tieu": "90"}, "93,3% (28/30)"),
    ],
)
def test_a_rate_that_misses_its_target_is_never_rounded_to_it(
    tmp_path: Path, so_dat: str, tong_so: str, asked: dict[str, str], printed: str
) -> None:
    assert reached(tmp_path, 1, target(**asked), figure(so_dat, tong_so)).cach_viet == printed


def test_nothing_that_arose_is_not_a_failure(tmp_path: Path) -> None:
    found = reached(tmp_path, 1, target(), figure("0", "0"))
    assert (found.danh_gia, found.dat_muc_tieu) == (D.KHONG_PHAT_SINH, None)
    assert sentence(found) == "Chỉ tiêu 90% (chỉ tiêu ct): từ đầu năm không phát sinh"


def test_without_figures_there_is_no_verdict(tmp_path: Path) -> None:
    found = reached(tmp_path, 1, target(), {})
    assert (found.danh_gia, found.cach_viet) == (D.CHUA_CO_SO_LIEU, "")


def test_a_target_knows_the_lines_that_it_is_made_of(tmp_path: Path) -> None:
    found = reached(tmp_path, 2, target(), figure("8", "10"), figure("20", "20"))
    assert [part.ten for part in found.source.parts] == ["quý I, phong_a", "quý II, phong_a"]
    assert {place.file.rpartition("/")[2] for place in found.source.places} == {"quy_1.yaml", "quy_2.yaml"}
