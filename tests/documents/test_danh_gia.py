"""The evaluation of a year, read back: targets, ranks, quarters, difficulties; a year that is not finished."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docgen.compute import TinhTrang, tong_hop
from docgen.documents import cac_van_ban
from docgen.load import load
from tests.conftest import ROOT
from tests.documents.test_documents import contents
from tests.finished import opened, table_headed, texts, under
from tests.small import done, figure, finished, group, said, target, task, trouble, written

T = TinhTrang
STEADY = task("v", "thường xuyên")
DUE = task("w", "31/5/2026", "phong_b")
DID = [said("v", ket_qua="Đã làm.")]
RANK = target("hang", "01", "bậc", cach_do="thay đổi xếp hạng", noi_dung="Thứ hạng tăng")


def year(folder: Path, tasks: list[Any], quarters: dict[int, Any], **more: Any) -> Any:
    return finished(written(folder, tasks, quarters, **{"danh_gia": {}, **more}))


def ranked(folder: Path, *results: dict[str, Any], **evaluation: Any) -> Any:
    """An evaluation of a plan that is to raise the rank on an index of two axes, with these results."""
    index = {
        "chi_so": [{"ma": ma, "ten": f"Trục {ma}", "toi_da": 10} for ma in ("mot", "hai")],
        "ten_chi_so": "Chỉ số Thử",
        "mo_dau": "Phấn đấu tăng ít nhất 01 bậc.",
        "chi_tieu": [RANK],
    }
    tasks = [group("g1", STEADY, chi_so="mot")]
    return year(folder, tasks, {4: DID}, danh_gia={"ket_qua_chi_so": list(results), **evaluation}, **index)


def result(nam: int, hang: int | None = None, of: int = 34, **diem: str) -> dict[str, Any]:
    scores = diem or {"mot": "5", "hai": "5"}
    total = sum(float(value.replace(",", ".")) for value in scores.values())
    rank = {} if hang is None else {"xep_hang": hang, "so_tinh": of}
    return {"nam": nam, "tong_diem": f"{total:g}".replace(".", ","), **rank, "diem": scores}


# --- Targets and ranks ------------------------------------------------------------------------------------------


def test_each_target_has_plan_result_and_verdict(tmp_path: Path) -> None:
    """At the year's end there is no more way to go, whichever the last quarter with figures."""
    amount = target("lop", "50", "lớp")
    most = target("loi", "2", "%", chieu="không quá")
    plan = [task("v", "thường xuyên", "phong_a", target(), amount, most)]
    figures = [figure("28", "30")["so_lieu_chi_tieu"], figure("20", None, "lop")["so_lieu_chi_tieu"]]
    told = [said("v", ket_qua="Đã làm.", so_lieu_chi_tieu=[*figures[0], *figures[1]])]
    document = year(tmp_path, plan, {2: told})
    assert table_headed(document, "Kế hoạch", "Kết quả", "Đánh giá") == [
        ["90%", "93,3% (28/30)", "đạt chỉ tiêu"],
        ["50 lớp", "20 lớp", "chưa đạt chỉ tiêu"],
        ["không quá 2%", "–", "chưa có số liệu"],
    ]
    assert under(document, "KẾT QUẢ THỰC HIỆN CHỈ TIÊU")[0] == (
        "Kế hoạch có 03 chỉ tiêu: 01 chỉ tiêu đạt; 01 chỉ tiêu chưa đạt; 01 chỉ tiêu chưa đủ cơ sở đánh giá."
    )


@pytest.mark.parametrize(
    ("ranks", "verdict"),
    [((31, 30), "đạt"), ((31, 31), "chưa đạt"), ((31, 25), "đạt"), ((30, 31), "chưa đạt")],
)
def test_the_rank_is_judged_once_both_years_are_there(tmp_path: Path, ranks: tuple[int, int], verdict: str) -> None:
    document = ranked(tmp_path, result(2025, ranks[0]), result(2026, ranks[1]))
    assert table_headed(document, "Kết quả", "Đánh giá")[0] == [
        f"hạng {ranks[0]}/34 → {ranks[1]}/34",
        f"{verdict} chỉ tiêu",
    ]
    fell = [text for text in under(document, "Tồn tại, hạn chế") if text.startswith("Xếp hạng")]
    assert fell == (
        ["Xếp hạng Chỉ số Thử năm 2026 giảm so với năm 2025: từ 30/34 xuống 31/34."] if ranks[1] > ranks[0] else []
    )


def test_a_rank_of_one_year_alone_cannot_be_judged(tmp_path: Path) -> None:
    document = ranked(tmp_path, result(2025, 31))
    assert "Tổng điểm qua các năm" not in texts(document)  # a chart of one bar tells nothing
    assert table_headed(document, "Kết quả", "Đánh giá")[0] == [
        "–",
        "chưa đánh giá được: chưa có xếp hạng năm 2026",
    ]


def test_ranks_among_different_numbers_of_provinces_are_not_compared(tmp_path: Path) -> None:
    document = ranked(tmp_path, result(2025, 31, 61), result(2026, 30, 34))
    assert table_headed(document, "Kết quả", "Đánh giá")[0] == [
        "hạng 31/61 → 30/34",
        "chưa đánh giá được: số nơi xếp hạng hai năm khác nhau",
    ]


def test_scores_of_the_two_latest_years_with_the_change(tmp_path: Path) -> None:
    before, now = result(2025, 20, mot="5,25", hai="4"), result(2026, 18, mot="5,5", hai="3,5")
    document = ranked(tmp_path, before, now)
    assert table_headed(document, "Chỉ số", "Năm 2025", "Năm 2026", "Thay đổi", "Nhiệm vụ đã thực hiện") == [
        ["Trục mot", "5,25", "5,50", "+0,25", "01/01 nhiệm vụ (100,0%)"],
        ["Trục hai", "4,00", "3,50", "-0,50", "chưa có nhiệm vụ"],
        ["Tổng điểm", "9,25", "9,00", "-0,25", ""],
        ["Xếp hạng", "20/34", "18/34", "", ""],
    ]
    assert under(document, "KẾT QUẢ CHỈ SỐ THỬ") == [
        "Kết quả mới nhất đã có (năm 2026): tổng điểm 9,00/20; giảm 0,25 điểm so với năm 2025; xếp hạng 18/34, tăng 02 bậc "
        "so với năm 2025 (20/34).",
        "Có 01 chỉ số tăng điểm: Trục mot (+0,25).",
        "Có 01 chỉ số giảm điểm: Trục hai (-0,50).",
        "Chỉ số giảm điểm mà kế hoạch chưa có nhiệm vụ: Trục hai.",
    ]


def test_what_is_not_published_yet_is_said(tmp_path: Path) -> None:
    why = [{"nam": 2026, "ly_do": "chưa công bố"}]
    assert under(ranked(tmp_path, result(2025, 31), chua_co_ket_qua=why), "KẾT QUẢ CHỈ SỐ THỬ")[0] == (
        "Kết quả Chỉ số Thử năm 2026: chưa công bố; chưa đủ cơ sở để so sánh năm 2026 với năm 2025."
    )


def test_a_plan_without_an_index_has_no_section_on_it(tmp_path: Path) -> None:
    found = texts(year(tmp_path, [STEADY], {4: DID}))
    assert not [text for text in found if "CHỈ SỐ" in text or "Chỉ số" in text]


# --- The year ---------------------------------------------------------------------------------------------------


def test_quarters_stand_one_below_the_other() -> None:
    ho_so = load(ROOT, "papi_2026")
    columns = (
        "Kỳ",
        "Phải làm",
        "Đã làm",
        "Một phần",
        "Chưa làm",
        "Tổng số",
        "Đã xong",
        "Xong quá hạn",
        "Quá hạn chưa xong",
    )
    states = ((T.DA_THUC_HIEN,), (T.THUC_HIEN_MOT_PHAN,), (T.CHUA_THUC_HIEN,))
    late = ((T.HOAN_THANH_DUNG_HAN, T.HOAN_THANH_QUA_HAN), (T.HOAN_THANH_QUA_HAN,), (T.CHUA_HOAN_THANH_QUA_HAN,))
    expected = []
    for quy, name in ((2, "Quý II"), (3, "Quý III"), (4, "Quý IV")):
        found = tong_hop(ho_so, quy)
        regular, due = len(found.thuong_xuyen), len(found.co_han)
        counts = [
            regular,
            *(len(found.o_tinh_trang(*s)) for s in states),
            due,
            *(len(found.o_tinh_trang(*s)) for s in late),
        ]
        expected.append([name, *map(str, counts)])
    assert table_headed(opened(contents("papi_2026")["danh_gia"]), *columns) == expected


def test_a_year_of_one_quarter_has_no_table_of_quarters(tmp_path: Path) -> None:
    assert not under(year(tmp_path, [STEADY], {4: DID}), "Kết quả theo quý")
    assert "2. Kết quả theo quý" in texts(year(tmp_path / "hai", [STEADY], {3: DID, 4: DID}))


def test_the_year_in_one_sentence(tmp_path: Path) -> None:
    plan = [STEADY, task("x", "thường xuyên"), DUE, task("y", "31/12/2026"), task("z", "31/5/2026")]
    both = [*DID, said("x", ket_qua="Đã làm.")]
    quarters = {
        1: both,
        2: [*DID, done("w", "01/6/2026", "phong_b")],
        3: both,
        4: [*both, said("y", ket_qua="Đang làm.")],
    }
    document = year(tmp_path, plan, quarters)
    assert under(document, "Tiến độ chung")[0] == (
        "Trong năm 2026, hoàn thành 01/03 nhiệm vụ có thời hạn (33,3%), trong đó 01 nhiệm vụ hoàn thành quá hạn; 01 nhiệm vụ quá hạn chưa "
        "hoàn thành; 01 nhiệm vụ đến hạn sau ngày chốt số liệu, đang thực hiện; 01/02 nhiệm vụ thường xuyên được thực hiện ở "
        "tất cả các quý có báo cáo (50,0%)."
    )
    states = dict(row for row in table_headed(document, "Nhiệm vụ", "Tình trạng"))
    assert (states["Việc v"], states["Việc x"]) == ("Thực hiện 4/4 quý", "Thực hiện 3/4 quý")
    columns = ("Đơn vị", "Thường xuyên, làm đủ các quý", "Thường xuyên, có quý chưa làm")
    assert table_headed(document, *columns)[0] == ["Phòng A", "1", "1"]
    assert under(document, "Hoàn thành trong năm 2026") == ["Việc y (Phòng A; thời hạn 31/12/2026)."]
    assert under(document, "Nhiệm vụ chuyển tiếp, phải hoàn thành") == [
        "Việc z (Phòng A; thời hạn 31/5/2026; đã quá hạn 197 ngày).",
    ]


def test_an_unfinished_year_says_what_is_missing_and_how_far_it_is_reckoned(tmp_path: Path) -> None:
    folder = written(tmp_path, [STEADY], {1: DID, 2: DID}, danh_gia={})
    found = texts(finished(folder))
    assert "Số liệu cả năm chưa gồm quý III, quý IV." in found
    assert any("số liệu tính từ ngày 15/12/2025 đến ngày 14/6/2026" in text for text in found)
    (evaluation,) = [v for v in cac_van_ban(load(folder, "mau")) if v.stem == "danh_gia"]
    missing = [str(problem).partition(": ")[2].partition("\n")[0] for problem in evaluation.con_thieu]
    assert missing[:2] == ["chưa có số liệu quý III", "chưa có số liệu quý IV"]


def test_an_evaluation_of_illustrative_figures_is_marked(tmp_path: Path) -> None:
    headers = {}
    for name, quarter, own in (
        ("that", "chinh_thuc", "chinh_thuc"),
        ("quy", "minh_hoa", "chinh_thuc"),
        ("nam", "chinh_thuc", "minh_hoa"),
    ):
        document = year(tmp_path / name, [STEADY], {4: {"so_lieu": quarter, "tien_do": DID}}, danh_gia={"so_lieu": own})
        headers[name] = document.sections[0].header.paragraphs[0].text
    assert headers == {"that": "", "quy": "SỐ LIỆU MINH HỌA", "nam": "SỐ LIỆU MINH HỌA"}


def test_a_dropped_task_leaves_the_year_but_for_its_document(tmp_path: Path) -> None:
    plan = [task("v", "thường xuyên", "phong_a", target()), DUE]
    told = [said("v", ket_qua="Đã làm.", **figure("1", "10"), **trouble("may"))]
    dropped = {"dung_nhiem_vu": [{"nhiem_vu": "v", "van_ban": "Công văn số 1"}], "tien_do": []}
    document = year(tmp_path, plan, {2: [*told, done("w", "20/5/2026", "phong_b")], 3: dropped})
    assert under(document, "Tiến độ chung")[:2] == [
        "Trong 9 tháng năm 2026, hoàn thành 01/01 nhiệm vụ có thời hạn (100,0%).",
        "Dừng thực hiện 01 nhiệm vụ: Việc v (theo Công văn số 1).",
    ]
    assert not under(document, "Tồn tại, hạn chế") and not under(document, "Nguyên nhân")
    assert not under(document, "KẾT QUẢ THỰC HIỆN CHỈ TIÊU")
    assert [row[0] for row in table_headed(document, "Đơn vị", "Được giao")] == ["Phòng B", "Cộng"]


# --- Difficulties -----------------------------------------------------------------------------------------------


def test_each_difficulty_of_the_year_is_overcome_or_open(tmp_path: Path) -> None:
    overcome = {"da_khac_phuc": [{"kho_khan": "may", "ngay": "01/7/2026", "ket_qua": "Đã mua máy."}]}
    quarters = {
        2: [
            said(
                "v",
                ket_qua="Đã làm.",
                kho_khan=[*trouble("may")["kho_khan"], *trouble("mang", noi_dung="Đứt mạng.")["kho_khan"]],
            )
        ],
        3: [said("v", ket_qua="Đã làm.", **overcome, **trouble(noi_dung="Mất điện."))],
    }
    document = year(tmp_path, [STEADY], quarters)
    assert under(document, "Khó khăn, hạn chế đã khắc phục trong năm") == [
        "Thiếu máy (Phòng A, quý II): đã khắc phục ngày 01/7/2026, đã mua máy."
    ]
    assert under(document, "Tồn tại, hạn chế") == [
        "Đứt mạng (Phòng A; nêu từ quý II, chưa khắc phục xong).",
        "Mất điện (Phòng A; trong quý III).",
    ]


def test_why_a_task_was_late_is_a_cause_and_not_an_overcome_difficulty(tmp_path: Path) -> None:
    late = done("w", "03/6/2026", "phong_b", **trouble(noi_dung="Chậm 03 ngày.", nguyen_nhan="Mưa lũ."))
    document = year(tmp_path, [DUE], {2: [late]})
    assert not under(document, "Khó khăn, hạn chế đã khắc phục trong năm")
    assert under(document, "Nguyên nhân") == ["Nguyên nhân khách quan: Mưa lũ."]
    assert under(document, "Tồn tại, hạn chế") == [
        "Hoàn thành quá hạn: Việc w (Phòng B), xong ngày 03/6/2026, quá hạn 03 ngày (thời hạn 31/5/2026)."
    ]
