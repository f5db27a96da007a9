"""Faults that were seen in reports of an earlier version: each by its smallest case, the wrong sentence gone, the right one there."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx.document import Document

from docgen.commands.lap import lap
from docgen.errors import UnusableError
from docgen.load import load
from tests.finished import opened, texts

Yaml = dict[str, Any]
OFFICE: Yaml = {
    "co_quan_ban_hanh": {
        "ten": "Văn phòng Thử nghiệm",
        "ten_tren_van_ban": "Văn phòng Thử nghiệm",
        "ten_trong_loi_van": "Văn phòng",
        "viet_tat": "VPTN",
    },
    "dia_danh": "Bản Thử",
    "don_vi": [
        {"ma": f"phong_{n}", "ten": f"Phòng {n.capitalize()}", "viet_tat": n.upper(), "loai": "phòng"}
        for n in ("an", "binh", "cuong", "dung")
    ],
    "nhom_don_vi": [{"ma": "cac_phong", "ten": "Các phòng liên quan"}],
    "nguoi_ky": [{"ma": "chanh", "ho_ten": "Lò Văn Mẫu", "chuc_vu": "Chánh Văn phòng"}],
    "noi_nhan": ["Các phòng"],
    "don_vi_soan_thao": "phong_an",
}


def task(ma: str, when: str, noi_dung: str = "", **more: Any) -> Yaml:
    name = f"Việc {ma}"
    leads = {} if "don_vi_thuc_hien" in more else {"don_vi_chu_tri": "phong_an"}
    return {
        "ma": ma,
        "ten_goi": name,
        "noi_dung": noi_dung or f"Làm việc {ma} theo quy định.",
        "thoi_gian_thuc_hien": when,
        **leads,
        **more,
    }


def said(ma: str, ket_qua: str = "", don_vi: str = "phong_an", **more: Any) -> Yaml:
    return {"nhiem_vu": ma, "don_vi": don_vi, **({"ket_qua": ket_qua} if ket_qua else {}), **more}


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """Writes the files of a plan: its tasks, what was said in each quarter, what the evaluation adds."""

    def write(
        tasks: Sequence[Yaml],
        quarters: dict[int, Sequence[Yaml]],
        *,
        year: Yaml | None = None,
        of_quarter: dict[int, Yaml] | None = None,
        **plan: Any,
    ) -> Path:
        group = {"ma": "nhom_mot", "tieu_de": "Nhóm việc thứ nhất", "nhiem_vu": list(tasks)}
        files = {
            "co_quan.yaml": OFFICE,
            "ke_hoach/ke_hoach.yaml": {
                "nam": 2026,
                "so": 7,
                "ngay_ban_hanh": "05/01/2026",
                "trich_yeu": "Công tác năm 2026",
                "nguoi_ky": "chanh",
                "mo_dau": "Văn phòng xây dựng kế hoạch như sau.",
                "muc": [{"tieu_de": "Nhiệm vụ", "nhom_nhiem_vu": [group]}],
                "ket_luan": "Trên đây là kế hoạch của Văn phòng",
                **plan,
            },
        }
        record = {"so_lieu": "chinh_thuc", "nguoi_ky": "chanh"}
        for quy, progress in quarters.items():
            files[f"ke_hoach/tien_do/quy_{quy}.yaml"] = {
                **record,
                **(of_quarter or {}).get(quy, {}),
                "tien_do": list(progress),
            }
        if year is not None:
            files["ke_hoach/danh_gia.yaml"] = {**record, **year}
        for name, content in files.items():
            path = tmp_path / "data" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
        return tmp_path

    return write


def report(workspace: Path, quy: int | None = None) -> Document:
    (file,) = lap(["bao-cao-quy" if quy else "danh-gia"], workspace, None, workspace / "output", quy)
    return opened(file.path)


def text(document: Document) -> str:
    return "\n".join(texts(document))


def rows(document: Document, holding: str) -> list[str]:
    """The rows of tables that hold these words, cells joined by ` | `."""
    found = [" | ".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
    return [row for row in found if holding in row]


def section(document: Document, begins: str, ends: str) -> str:
    """The paragraphs after the one that begins with (or holds) these words, up to the next that holds those."""
    paragraphs = texts(document)
    first = next(i for i, paragraph in enumerate(paragraphs) if begins in paragraph)
    last = next((i for i in range(first + 1, len(paragraphs)) if ends in paragraphs[i]), len(paragraphs))
    return "\n".join(paragraphs[first + 1 : last])


def refused(workspace: Path) -> str:
    with pytest.raises(UnusableError) as error:
        load(workspace, "ke_hoach")
    return str(error.value)


def rate(muc_tieu: int, **more: Any) -> Yaml:
    return {"ma": "ty_le", "noi_dung": "Tỷ lệ cần đo", "muc_tieu": muc_tieu, "don_vi_tinh": "%", **more}


def figures(so_dat: int, tong_so: int | None = None) -> Yaml:
    of = {} if tong_so is None else {"tong_so": tong_so}
    return {"so_lieu_chi_tieu": [{"chi_tieu": "ty_le", "so_dat": so_dat, **of}]}


# --- 1 ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("so_dat", "tong_so", "dat"), [(1, 100, True), (2, 100, True), (51, 200, False)])
def test_1a_less_is_better(written, so_dat, tong_so, dat):
    measured = task("loi", "thường xuyên", "Hồ sơ lỗi không quá 2%.", chi_tieu=[rate(2, chieu="không quá")])
    document = report(written([measured], {1: [said("loi", "Đã rà soát.", **figures(so_dat, tong_so))]}), 1)
    whole = text(document)
    assert f"{so_dat}/{tong_so}" in whole
    assert ("trong mức cho phép" in whole) is dat and ("vượt mức cho phép" in whole) is not dat
    assert "chưa đạt" not in whole and "không quá 2%" in whole


def test_1b_a_level_is_not_summed(written):
    measured = task(
        "benh_an",
        "thường xuyên",
        "100% bệnh viện có bệnh án điện tử.",
        chi_tieu=[rate(100, cach_tinh="tại thời điểm", tong_so=15)],
    )
    quarters = {1: [said("benh_an", "Có 06.", **figures(6))], 2: [said("benh_an", "Có 10.", **figures(10))]}
    whole = text(report(written([measured], quarters), 2))
    assert "10/15" in whole
    assert "16/30" not in whole and "16/15" not in whole


def test_1b_a_level_that_reaches_its_target(written):
    measured = task("dan_so", "thường xuyên", "85% dân số có hồ sơ.", chi_tieu=[rate(85, cach_tinh="tại thời điểm")])
    quarters = {1: [said("dan_so", "Có.", **figures(200, 400))], 2: [said("dan_so", "Có.", **figures(340, 400))]}
    whole = text(report(written([measured], quarters), 2))
    assert ("340/400" in whole and "85,0%" in whole) or "85%" in whole
    assert "540/800" not in whole and "67,5" not in whole and "chưa đạt" not in whole.lower()


# --- 2 ---------------------------------------------------------------------------------------------------------

THIET_BI = {
    "ma": "thiet_bi",
    "noi_dung": "Thiết bị tại phòng chờ chưa lắp đặt xong",
    "nguyen_nhan": "Nhà thầu giao hàng chậm",
    "loai": "khách quan",
}


def test_2_a_solved_difficulty_is_told_as_solved(written):
    quarters = {
        2: [said("lap_dat", "Đã ký hợp đồng.", kho_khan=[THIET_BI])],
        3: [
            said(
                "lap_dat",
                "Đã lắp.",
                ngay_hoan_thanh="20/7/2026",
                da_khac_phuc=[{"kho_khan": "thiet_bi", "ngay": "20/7/2026", "ket_qua": "Nghiệm thu 04 bộ"}],
            )
        ],
    }
    document = report(written([task("lap_dat", "30/9/2026")], quarters, year={}))
    told = [paragraph for paragraph in texts(document) if "chưa lắp đặt xong" in paragraph]
    assert told and all("20/7/2026" in paragraph for paragraph in told)


def test_2_an_open_difficulty_stays_open(written):
    quarters = {2: [said("lap_dat", "Đã ký hợp đồng.", kho_khan=[THIET_BI])], 3: [said("lap_dat")]}
    document = report(written([task("lap_dat", "30/9/2026")], quarters, year={}))
    assert "Thiết bị tại phòng chờ chưa lắp đặt xong" in section(document, "Tồn tại, hạn chế", "Bài học")


def test_2_the_worst_facts_are_limits(written):
    tasks = [
        task("tre", "31/5/2026"),
        task("do", "thường xuyên", "Đạt 100% hồ sơ.", chi_tieu=[rate(100)]),
    ]
    quarters = {
        2: [said("tre", "Đang làm."), said("do", "Đã làm.", **figures(40, 100))],
        3: [said("tre", "Đã xong.", ngay_hoan_thanh="20/7/2026")],
    }
    year = {"ket_qua_chi_so": [index(2025, [10, 20], 18), index(2026, [9, 20], 31)]}
    document = report(written(tasks, quarters, year=year, **INDEX))
    limits = section(document, "Tồn tại, hạn chế", "Nguyên nhân")
    assert "50 ngày" in limits and "Việc tre" in limits
    assert "40/100" in limits
    assert "18" in limits and "31" in limits


INDEX = {
    "ten_chi_so": "Chỉ số XYZ",
    "chi_so": [
        {"ma": "truc_mot", "ten": "Trục một", "toi_thieu": 1, "toi_da": 30},
        {"ma": "truc_hai", "ten": "Trục hai", "toi_thieu": 1, "toi_da": 30},
    ],
}


def index(nam: int, diem: Sequence[Any], hang: int | None = None, **more: Any) -> Yaml:
    rank = {} if hang is None else {"xep_hang": hang, "so_tinh": 34}
    total = sum(Decimal(str(d).replace(",", ".")) for d in diem)
    return {
        "nam": nam,
        "tong_diem": str(total).replace(".", ","),
        "diem": dict(zip(("truc_mot", "truc_hai"), diem, strict=True)),
        **rank,
        **more,
    }


# --- 3 ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("when", ["30/9/2026", "quý III/2026", "tháng 9/2026"])
def test_3_next_quarter_means_the_quarter_not_its_cut_off_day(written, when):
    document = report(written([task("sap_toi", when)], {2: [said("sap_toi")]}), 2)
    assert "Việc sap_toi" in section(document, "NHIỆM VỤ TRỌNG TÂM", "Nơi nhận")


def test_3_due_at_the_end_of_the_year_is_work_of_the_fourth_quarter(written):
    workspace = written([task("cuoi_nam", "31/12/2026")], {3: [said("cuoi_nam")], 4: [said("cuoi_nam")]}, year={})
    assert "Việc cuoi_nam" in section(report(workspace, 3), "QUÝ IV", "Nơi nhận")


def test_3_due_at_the_end_of_the_year_is_not_within_term_in_the_evaluation(written):
    document = report(written([task("cuoi_nam", "31/12/2026")], {4: [said("cuoi_nam")]}, year={}))
    assert "trong hạn" not in "\n".join(rows(document, "Việc cuoi_nam"))
    assert "Việc cuoi_nam" in section(document, "Hoàn thành trong năm 2026", "Trên đây")


# --- 4 ---------------------------------------------------------------------------------------------------------

BO = {"dung_nhiem_vu": [{"nhiem_vu": "bo", "van_ban": "Công văn số 9/UBND-VX ngày 10/2/2026"}]}


def test_4_a_dropped_task_is_told_once_as_dropped_and_counted_nowhere(written):
    tasks = [
        task("bo", "thường xuyên", "Đạt 100% hồ sơ.", chi_tieu=[rate(100)]),
        task("con", "30/9/2026"),
    ]
    workspace = written(tasks, {1: [said("con", "Đang làm.")]}, of_quarter={1: BO})
    whole = text(report(workspace, 1))
    assert "01 dừng" not in whole and "Tỷ lệ cần đo" not in whole
    assert "02 nhiệm vụ" not in whole.replace("dừng", "")
    assert "Dừng thực hiện 01 nhiệm vụ: Việc bo (theo Công văn số 9/UBND-VX ngày 10/2/2026)." in whole


def test_4_the_target_of_a_task_dropped_later_is_not_judged(written):
    tasks = [task("bo", "thường xuyên", "Đạt 100% hồ sơ.", chi_tieu=[rate(100)]), task("con", "30/9/2026")]
    quarters = {1: [said("bo", "Đã làm.", **figures(4, 10))], 2: [said("con", "Đang làm.")]}
    dropped = {"dung_nhiem_vu": [{"nhiem_vu": "bo", "van_ban": "Công văn số 9/UBND-VX ngày 10/5/2026"}]}
    workspace = written(tasks, quarters, of_quarter={2: dropped}, year={})
    for document in (report(workspace, 2), report(workspace)):
        assert "4/10" not in text(document) and "04/10" not in text(document)
        assert "đạt chỉ tiêu" not in text(document).lower()


# --- 5 ---------------------------------------------------------------------------------------------------------


def extension(den_ngay: str, ngay: str, so: int = 1) -> Yaml:
    return {"gia_han": {"den_ngay": den_ngay, "van_ban": f"Công văn số {so}/VP ngày {ngay}"}}


def test_5_an_extension_granted_after_the_deadline_does_not_make_it_timely(written):
    quarters = {
        2: [said("muon", "Đang làm.")],
        3: [said("muon", "Đã xong.", ngay_hoan_thanh="20/7/2026")],
        4: [said("muon", **extension("31/7/2026", "01/12/2026"))],
    }
    workspace = written([task("muon", "31/5/2026")], quarters, year={})
    try:
        whole = text(report(workspace))
    except UnusableError as error:
        assert "gia_han" in str(error) or "gia hạn" in str(error)
    else:
        assert "quá hạn 50 ngày" in whole and "31/5/2026" in whole


def test_5_the_first_deadline_and_the_days_late_are_shown(written):
    quarters = {
        1: [said("muon", "Đang làm.", **extension("31/5/2026", "01/3/2026"))],
        2: [said("muon", "Đang làm.")],
        3: [said("muon", "Đã xong.", ngay_hoan_thanh="20/7/2026")],
    }
    (row,) = rows(report(written([task("muon", "31/3/2026")], quarters), 3), "Việc muon")
    assert "31/3/2026" in row and "31/5/2026" in row and "50 ngày" in row


def test_5_an_extension_that_shortens_is_refused(written):
    message = refused(written([task("muon", "31/5/2026")], {1: [said("muon", **extension("30/4/2026", "01/3/2026"))]}))
    assert "30/4/2026" in message and "31/5/2026" in message


def test_5_a_task_added_already_overdue_is_refused(written):
    added = {**task("them", "31/3/2026"), "van_ban": "Công văn số 5/VP ngày 10/4/2026"}
    workspace = written([task("con", "30/9/2026")], {2: [said("con")]}, of_quarter={2: {"nhiem_vu_bo_sung": [added]}})
    message = refused(workspace)
    assert "31/3/2026" in message and "10/4/2026" in message


# --- 6 ---------------------------------------------------------------------------------------------------------


def test_6_three_of_four_units_did_it(written):
    joint = task("chung", "thường xuyên", don_vi_thuc_hien="cac_phong")
    done = [said("chung", f"Kết quả của {ten}.", f"phong_{ten}") for ten in ("an", "binh", "cuong")]
    document = report(written([joint], {1: [*done, said("chung", don_vi="phong_dung")]}), 1)
    whole = text(document)
    assert ("Phòng Dung" in whole and "3/4" in whole) or "03/04" in whole
    assert not [row for row in rows(document, "Việc chung") if "hưa thực hiện" in row]


def test_6_a_task_not_begun_is_not_under_way(written):
    document = report(written([task("sau", "30/9/2026")], {1: [said("sau")]}), 1)
    assert "đang thực hiện" not in "\n".join(rows(document, "Việc sau")).lower()
    assert rows(document, "chưa bắt đầu") or rows(document, "Chưa bắt đầu")


def test_6_the_table_by_unit_names_units_not_groups(written):
    joint = task("chung", "30/9/2026", don_vi_thuc_hien="cac_phong")
    document = report(written([joint], {1: [said("chung", "Đã làm.")]}), 1)
    for ten in ("An", "Binh", "Cuong", "Dung"):
        assert rows(document, f"Phòng {ten}")
    assert not [row for row in rows(document, "Các phòng liên quan") if "Việc chung" not in row]


# --- 7 ---------------------------------------------------------------------------------------------------------


def test_7_equal_counts_print_equal_shares(written):
    tasks = [
        task(f"{kind}_{n}", when) for kind, when in (("han", "30/9/2026"), ("deu", "thường xuyên")) for n in range(11)
    ]
    done = [said(f"han_{n}", "Đã xong.", ngay_hoan_thanh="20/7/2026") for n in range(3)]
    whole = text(report(written(tasks, {3: [*done, *(said(f"deu_{n}", "Đã làm.") for n in range(3))]}), 3))
    assert whole.count("(27,3%)") == 2 and "27,2%" not in whole


def test_7_a_table_of_two_kinds_of_period_says_so_in_its_head(written):
    quarters = {n: [said("deu", "Đã làm."), said("hen")] for n in range(1, 5)}
    document = report(written([task("deu", "thường xuyên"), task("hen", "30/9/2026")], quarters, year={}))
    (table,) = [table for table in document.tables if "Quý IV" in [row.cells[0].text for row in table.rows]]
    head = " ".join(cell.text for cell in table.rows[0].cells)
    assert "(trong quý)" in head and "(lũy kế đến hết quý)" in head


def test_7_differences_of_shares_are_percentage_points(written):
    measured = task("do", "thường xuyên", "Đạt 100% hồ sơ.", chi_tieu=[rate(100)])
    quarters = {1: [said("do", "Đã làm.", **figures(50, 100))], 2: [said("do", "Đã làm.", **figures(100, 100))]}
    whole = text(report(written([measured], quarters), 2))
    assert not re.search(r"\d điểm(?! phần trăm)", whole)


def test_7_the_share_of_steady_tasks_changes_by_percentage_points(written):
    steady = [task("mot", "thường xuyên"), task("hai", "thường xuyên")]
    quarters = {1: [said("mot", "Đã làm."), said("hai")], 2: [said("mot", "Đã làm."), said("hai", "Đã làm.")]}
    assert "(100,0%, tăng 50,0 điểm phần trăm so với quý I)" in text(report(written(steady, quarters), 2))


# --- 8 ---------------------------------------------------------------------------------------------------------


def test_8_differences_are_taken_before_rounding(written):
    year = {"ket_qua_chi_so": [index(2025, ["5,1249", "6,0"]), index(2026, ["5,2351", "6,0"])]}
    whole = text(report(written([task("con", "thường xuyên")], {1: [said("con", "Đã làm.")]}, year=year, **INDEX)))
    assert "5,1249" in whole and "5,2351" in whole  # as the source has them
    assert "0,1102" in whole or "0,11" in whole
    assert "0,12" not in whole


@pytest.mark.parametrize(("nguon", "printed"), [("công bố", False), ("tính toán", True)])
def test_8_the_rank_says_reckoned_only_where_it_was(written, nguon, printed):
    year = {
        "ket_qua_chi_so": [index(2025, [5, 6], 18, nguon_xep_hang=nguon), index(2026, [6, 6], 15, nguon_xep_hang=nguon)]
    }
    whole = text(report(written([task("con", "thường xuyên")], {1: [said("con", "Đã làm.")]}, year=year, **INDEX)))
    assert ("tính toán" in whole) is printed


@pytest.mark.parametrize("diem", ["0,5", "30,5"])
def test_8_a_score_out_of_bounds_is_refused(written, diem):
    year = {"ket_qua_chi_so": [index(2026, [diem, 6])]}
    message = refused(written([task("con", "thường xuyên")], {1: [said("con", "Đã làm.")]}, year=year, **INDEX))
    assert diem in message


# --- 9 ---------------------------------------------------------------------------------------------------------


def test_9_a_report_older_than_its_plan_is_refused(written):
    message = refused(
        written(
            [task("con", "30/9/2026")],
            {1: [said("con")]},
            of_quarter={1: {"so": 9, "ngay_ban_hanh": "20/3/2026"}},
            ngay_ban_hanh="10/6/2026",
        )
    )
    assert "10/6/2026" in message


def test_9_a_quarter_that_ended_before_the_plan_has_no_report(written):
    message = refused(written([task("con", "30/9/2026")], {1: [said("con")]}, ngay_ban_hanh="10/6/2026"))
    assert "10/6/2026" in message and "quý I" in message


def test_9_a_plan_is_not_older_than_what_it_is_based_on(written):
    can_cu = ["Căn cứ Công văn số 12/UBND-TH ngày 29/5/2026 của Ủy ban nhân dân tỉnh về công tác năm 2026"]
    message = refused(written([task("con", "30/9/2026")], {1: [said("con")]}, can_cu=can_cu))
    assert "29/5/2026" in message


# --- 10 --------------------------------------------------------------------------------------------------------


def test_10_a_plan_without_an_index_has_none_of_it(written):
    workspace = written([task("con", "30/9/2026")], {1: [said("con")]}, year={})
    for document in (report(workspace, 1), report(workspace)):
        whole = text(document).lower()
        assert "chỉ số" not in whole and "papi" not in whole and "xếp hạng" not in whole


def test_10_another_index_is_called_by_its_own_name(written):
    year = {"ket_qua_chi_so": [index(2025, [5, 6]), index(2026, [6, 6])]}
    whole = text(report(written([task("con", "thường xuyên")], {1: [said("con", "Đã làm.")]}, year=year, **INDEX)))
    assert "KẾT QUẢ CHỈ SỐ XYZ" in whole and "PAPI" not in whole


# --- 11 --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("quy", [1, 2, 3, 4, None])
def test_11_no_sentence_because_a_key_is_missing(written, quy):
    tasks = [task("tre", "31/3/2026"), task("do", "thường xuyên", "Đạt 100% hồ sơ.", chi_tieu=[rate(100)])]
    workspace = written(tasks, {n: [said("tre"), said("do")] for n in range(1, 5)}, year={})
    whole = text(report(workspace, quy))
    for empty in ("không nêu", "Chưa có bài học", "được tổng hợp", "None", "so với chỉ tiêu cả năm.", "chưa cập nhật"):
        assert empty not in whole


# --- 12 --------------------------------------------------------------------------------------------------------


def test_12_no_capital_after_a_semicolon(written):
    quarters = {
        1: [
            said("mot", "Rà soát thủ tục.", viec_ky_toi="Trình ký quyết định"),
            said("hai", "Lập danh sách.", viec_ky_toi="Họp tổ công tác"),
        ]
    }
    trouble = [
        {**THIET_BI, "ma": "k1"},
        {**THIET_BI, "ma": "k2", "noi_dung": "Phần mềm chậm", "nguyen_nhan": "Máy chủ cũ"},
    ]
    quarters[1][0]["kho_khan"] = trouble
    whole = text(report(written([task("mot", "30/9/2026"), task("hai", "31/10/2026")], quarters), 1))
    capitals = re.findall(r"[^\n]{0,20}; (?!Phòng|Văn phòng)[A-ZĐÀ-Ỹ]\w+", whole)
    assert not capitals


def test_12_an_extension_of_a_joint_task_is_told_once(written):
    joint = task("chung", "31/3/2026", don_vi_thuc_hien="cac_phong")
    both = [said("chung", "Đang làm.", f"phong_{ten}", **extension("31/8/2026", "01/3/2026")) for ten in ("an", "binh")]
    document = report(written([joint], {1: both}), 1)
    for paragraph in texts(document):
        assert paragraph.count("31/8/2026") <= 1


def test_12_merits_that_people_write_stand_beside_those_from_figures(written):
    workspace = written(
        [task("xong", "31/3/2026")],
        {1: [said("xong", "Đã xong.", ngay_hoan_thanh="01/3/2026")]},
        of_quarter={1: {"uu_diem": "Các phòng phối hợp nhịp nhàng."}},
    )
    merits = section(report(workspace, 1), "Ưu điểm", "hạn chế")
    assert "Các phòng phối hợp nhịp nhàng." in merits
    assert "01" in merits


# --- Seen when the reports were read whole -----------------------------------------------------------------------


def test_a_unit_that_is_done_is_not_said_to_be_on_its_way(written):
    joint = task("chung", "30/9/2026", don_vi_thuc_hien=["phong_an", "phong_binh"])
    quarters = {
        1: [said("chung", "Làm.", ty_le_hoan_thanh=30)],
        2: [
            said("chung", "Đã xong phần An.", ngay_hoan_thanh="20/5/2026"),
            said("chung", "Đang làm.", "phong_binh", ty_le_hoan_thanh=60),
        ],
    }
    document = report(written([joint], quarters), 2)
    assert "30%" not in text(document)
    assert "Phòng Binh mới đạt 60%." in text(document)


def test_only_the_unit_that_was_late_is_named_as_late(written):
    joint = task("chung", "30/6/2026", don_vi_thuc_hien=["phong_an", "phong_binh"])
    quarters = {
        2: [said("chung", "Đã xong phần An.", ngay_hoan_thanh="20/5/2026")],
        3: [said("chung", "Đã xong.", "phong_binh", ngay_hoan_thanh="10/7/2026")],
    }
    workspace = written([joint], quarters, year={})
    for document in (report(workspace, 3), report(workspace)):
        assert "Hoàn thành quá hạn: Việc chung (Phòng Binh), xong ngày 10/7/2026, quá hạn 10 ngày" in text(document)


def test_each_extension_is_told_with_its_own_document(written):
    quarters = {
        1: [said("hai", "Làm.", **extension("31/5/2026", "01/3/2026", 1))],
        2: [said("hai", "Làm.", **extension("31/8/2026", "20/5/2026", 2))],
    }
    whole = text(report(written([task("hai", "31/3/2026")], quarters), 2))
    assert (
        "(từ 31/3/2026 đến 31/5/2026 theo Công văn số 1/VP ngày 01/3/2026; đến 31/8/2026 theo Công văn số 2/VP ngày 20/5/2026)"
        in whole
    )


def test_an_evaluation_of_one_quarter_reads_well(written):
    whole = text(report(written([task("con", "30/9/2026")], {1: [said("con")]}, year={})))
    assert "Quý I năm 2026, chưa hoàn thành nhiệm vụ nào trong 01 nhiệm vụ có thời hạn" in whole
    assert "Năm quý" not in whole and "00/01" not in whole


def test_the_columns_by_unit_add_up(written):
    tasks = [task("han", "30/9/2026"), task("huong_dan", "theo hướng dẫn của Bộ Y tế"), task("sau", "từ tháng 9/2026")]
    document = report(written(tasks, {1: [said("han")]}), 1)
    (row,) = rows(document, "Phòng An")[-1:]
    given, *counts = [int(cell) for cell in row.split(" | ")[2:-1]]  # the last column tells who was silent
    assert given == 3 == sum(counts)
    assert "01 nhiệm vụ chưa xác định thời hạn; 01 nhiệm vụ chưa đến thời gian thực hiện" in text(document)


def test_the_note_on_joint_tasks_stands_where_there_are_any(written):
    note = "Nhiệm vụ nhiều đơn vị cùng thực hiện"
    joint = task("chung", "30/9/2026", don_vi_thuc_hien="cac_phong")
    assert note not in text(report(written([task("con", "30/9/2026")], {1: []}), 1))
    assert note in text(report(written([joint], {1: []}), 1))


def test_a_task_dropped_earlier_has_no_row_any_more(written):
    tasks = [task("bo", "thường xuyên"), task("con", "30/9/2026")]
    workspace = written(tasks, {1: [said("con")], 2: [said("con")]}, of_quarter={1: BO})
    assert rows(report(workspace, 1), "Việc bo")
    later = report(workspace, 2)
    assert not rows(later, "Việc bo")
    assert "Đã dừng ở các kỳ trước 01 nhiệm vụ: Việc bo (theo Công văn số 9/UBND-VX ngày 10/2/2026)." in text(later)


def test_the_title_promises_next_work_only_where_there_is_any(written):
    workspace = written([task("cuoi", "31/12/2026")], {1: [said("cuoi")], 3: [said("cuoi")], 4: [said("cuoi")]})
    assert "nhiệm vụ trọng tâm" not in text(report(workspace, 1))
    assert "nhiệm vụ trọng tâm quý IV" in text(report(workspace, 3)).replace("\n", " ")
    assert "nhiệm vụ trọng tâm quý I năm 2027" in text(report(workspace, 4)).replace("\n", " ")


def test_a_table_of_scores_without_ranks_has_no_row_for_them(written):
    year = {"ket_qua_chi_so": [index(2025, [5, 6]), index(2026, [6, 6])]}
    document = report(written([task("con", "thường xuyên")], {1: [said("con", "Đã làm.")]}, year=year, **INDEX))
    assert rows(document, "Tổng điểm") and not rows(document, "Xếp hạng")


def test_a_quantity_of_nothing_is_left_to_the_annex(written):
    counted = task("dem", "thường xuyên", dai_luong=[{"ma": "thu", "ten": "Thư xin lỗi", "don_vi_tinh": "thư"}])
    document = report(written([counted], {1: [said("dem", "Đã làm.", so_lieu_thong_ke={"thu": 0})]}), 1)
    assert "0 thư" not in text(document)
    assert rows(document, "Thư xin lỗi") == ["1 | Thư xin lỗi | thư | 0 | – | 0 | – | "]
