"""Difficulties over the year: open until they are overcome."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from docgen.compute import TheoDoiKhoKhan, tong_hop
from docgen.model import HoSo
from tests.finished import under
from tests.small import done, dossier, finished, said, task, trouble, written

PLAN = [task("v", "31/12/2026"), task("w", "thường xuyên")]


def followed(ho_so: HoSo, quy: int) -> list[TheoDoiKhoKhan]:
    return list(tong_hop(ho_so, quy).kho_khan)


def overcome(ma: str, day: str) -> dict[str, Any]:
    return {"da_khac_phuc": [{"kho_khan": ma, "ngay": day, "ket_qua": "Đã mua máy."}]}


def test_one_is_overcome_when_a_report_says_so(tmp_path: Path) -> None:
    quarters = {1: [said("w", **trouble("may"))], 2: [], 3: [said("w", **overcome("may", "01/7/2026"))], 4: []}
    ho_so = dossier(tmp_path, PLAN, quarters)
    assert [[each.con_ton_tai for each in followed(ho_so, quy)] for quy in (1, 2, 3, 4)] == [
        [True],
        [True],
        [False],
        [False],
    ]
    (found,) = followed(ho_so, 3)
    assert (found.quy, found.ngay_khac_phuc, found.da_khac_phuc) == (1, date(2026, 7, 1), "Đã mua máy.")


def test_one_is_overcome_when_its_task_is_completed(tmp_path: Path) -> None:
    ho_so = dossier(tmp_path, PLAN, {2: [said("v", **trouble("may"))], 3: [done("v", "20/6/2026")]})
    assert [[each.ngay_khac_phuc for each in followed(ho_so, quy)] for quy in (2, 3)] == [[None], [date(2026, 6, 20)]]


def test_the_report_tells_each_kind_where_it_belongs(tmp_path: Path) -> None:
    """May is overcome in quý II, luoi never, the third has no code and is of quý I alone."""
    first = [
        said("w", kho_khan=[*trouble("may")["kho_khan"], *trouble("luoi", noi_dung="Đứt mạng.")["kho_khan"]]),
        said("v", **trouble(noi_dung="Mất điện.")),
    ]
    second = [said("w", ket_qua="Đã làm.", **overcome("may", "01/4/2026")), said("v", ket_qua="Đang làm.")]
    folder = written(tmp_path, PLAN, {1: first, 2: second, 3: [said("w", ket_qua="Đã làm.")]})
    limits = {quy: under(finished(folder, quy), "Tồn tại, hạn chế") for quy in (1, 2, 3)}
    assert limits == {
        1: ["Chưa thực hiện trong kỳ: Việc w (Phòng A); thiếu máy; đứt mạng.", "Mất điện (Phòng A)."],
        2: ["Đứt mạng (Phòng A, nêu từ quý I)."],
        3: ["Đứt mạng (Phòng A, nêu từ quý I)."],
    }
    closed = {quy: under(finished(folder, quy), "Khó khăn, hạn chế đã khắc phục") for quy in (1, 2, 3)}
    assert closed == {1: [], 2: ["Thiếu máy (Phòng A, quý I): đã khắc phục ngày 01/4/2026, đã mua máy."], 3: []}


def test_one_closed_by_completion_says_so(tmp_path: Path) -> None:
    folder = written(tmp_path, PLAN, {2: [said("v", **trouble("may"))], 3: [done("v", "20/6/2026")]})
    assert under(finished(folder, 3), "Khó khăn, hạn chế đã khắc phục") == [
        "Thiếu máy (Phòng A, quý II): đã khắc phục ngày 20/6/2026, nhiệm vụ đã hoàn thành."
    ]


def test_that_of_a_dropped_task_is_gone_with_it(tmp_path: Path) -> None:
    dropped = {"dung_nhiem_vu": [{"nhiem_vu": "w", "van_ban": "Công văn số 1"}]}
    ho_so = dossier(tmp_path, PLAN, {2: [said("w", **trouble("may"))], 3: dropped})
    assert (len(followed(ho_so, 2)), followed(ho_so, 3)) == (1, [])


def test_who_must_overcome_it(tmp_path: Path) -> None:
    reports = [said("v", **trouble("may", don_vi="phong_b")), said("w", **trouble("luoi"))]
    assert [each.don_vi for each in followed(dossier(tmp_path, PLAN, {2: reports}), 2)] == ["phong_b", "phong_a"]


def test_remedies_of_open_ones_stand_in_the_next_quarter_with_unit_and_day(tmp_path: Path) -> None:
    open_ = trouble("may", bien_phap="Mua máy.", han="30/9/2026", don_vi="phong_b")
    closed = trouble("luoi", bien_phap="Sửa mạng.")
    reports = [said("v", **open_), said("w", ket_qua="Đã làm.", **closed, **overcome("luoi", "01/4/2026"))]
    document = finished(written(tmp_path, PLAN, {2: reports}), 2)
    assert under(document, "Khắc phục tồn tại, hạn chế") == ["Mua máy (Phòng B, xong trước ngày 30/9/2026)."]


def test_causes_stand_by_kind_and_each_once(tmp_path: Path) -> None:
    reports = [
        said("v", kho_khan=[*trouble("mot")["kho_khan"], *trouble("hai")["kho_khan"]]),
        said("w", **trouble("ba", loai="chủ quan", nguyen_nhan="Phân công chậm;")),
    ]
    document = finished(written(tmp_path, PLAN, {2: {"tien_do": reports, "nguyen_nhan": "Thiếu người."}}), 2)
    assert under(document, "Nguyên nhân") == [
        "Nguyên nhân khách quan: Máy cũ.",
        "Nguyên nhân chủ quan: Phân công chậm.",
        "Thiếu người.",
    ]
