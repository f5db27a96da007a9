"""Adjustments of a plan as a clerk, a head of office and an auditor meet them who have read the guide and not the code."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from docgen.commands.ban_hanh import ban_hanh, huy
from docgen.commands.giai_thich import giai_thich
from docgen.commands.kiem import kiem_du_lieu
from docgen.commands.lap import lap
from docgen.commands.so_van_ban import so_van_ban
from docgen.commands.trinh_ky import trinh_ky
from docgen.compute import TinhTrang, tong_hop
from docgen.documents import tim_van_ban
from docgen.errors import UnusableError
from docgen.load import load
from tests import small
from tests.adjusted import issue
from tests.finished import opened, texts
from tests.small import as_it_stands, done, figure, group, said, target, task

PLAN = "data/mau/ke_hoach.yaml"
DAY = date(2026, 4, 1)  # in quý II
V, W = task("v", "31/10/2026"), task("w", "thường xuyên")
Task = Mapping[str, Any]


def put(folder: Path, name: str, content: Mapping[str, Any]) -> None:
    path = folder / "data/mau" / name
    path.parent.mkdir(exist_ok=True)
    text = yaml.dump(content, Dumper=small._Plain, allow_unicode=True, sort_keys=False)
    path.write_text(text, encoding="utf-8")


def issued(folder: Path, *tasks: Task, **more: Any) -> Path:
    """A plan with these tasks (or groups), issued as no. 1 on 10/01/2026."""
    small.written(folder, tasks, {}, **more)
    issue(folder, "ke-hoach", 1, date(2026, 1, 10))
    return folder


def edited(folder: Path, *tasks: Task, lan: int = 1, **more: Any) -> Path:
    """The same plan edited, with the record of its adjustment."""
    plan = yaml.safe_load((folder / PLAN).read_text(encoding="utf-8"))
    if tasks:
        plan["muc"][0]["nhom_nhiem_vu"] = list(tasks) if "nhiem_vu" in tasks[0] else [group("mot", *tasks)]
    put(folder, "ke_hoach.yaml", plan | more)
    record = {"nguoi_ky": "an", "ly_do": "Lý do thử.", "can_cu": ["Căn cứ Công văn số 5/UBND ngày 02/01/2026"]}
    put(folder, f"dieu_chinh/lan_{lan}.yaml", record)
    return folder


def adjusted(folder: Path, *tasks: Task, lan: int = 1, day: date = DAY, **more: Any) -> Path:
    """The same, issued as the next number of its year."""
    edited(folder, *tasks, lan=lan, **more)
    issue(folder, "dieu-chinh", lan + 1, day)
    return folder


def reported(folder: Path, quy: int, *reports: Mapping[str, Any], **more: Any) -> Path:
    put(folder, f"tien_do/quy_{quy}.yaml", {"so_lieu": "chinh_thuc", "nguoi_ky": "an", "tien_do": [*reports], **more})
    return folder


def changes(folder: Path) -> list[str]:
    """What the adjustment says below “Nội dung điều chỉnh”."""
    (file,) = lap(["dieu-chinh"], folder, "mau", folder / "output")
    lines = texts(opened(file.path))
    return lines[lines.index("II. NỘI DUNG ĐIỀU CHỈNH") + 1 : lines.index("III. TỔ CHỨC THỰC HIỆN")]


def report(folder: Path, quy: int | None) -> list[str]:
    return texts(small.finished(folder, quy))


def told(folder: Path, quy: int) -> list[str]:
    """What the report of a quarter says of adjustments, behind the document that it names."""
    lead = "Kế hoạch được điều chỉnh trong kỳ tại "
    return [line.removeprefix(lead).split(": ", 1)[-1] for line in report(folder, quy) if line.startswith(lead)]


def state(folder: Path, quy: int, ma: str = "v") -> TinhTrang:
    return as_it_stands(load(folder, "mau"), quy, ma).tinh_trang


def refused(folder: Path) -> str:
    with pytest.raises(UnusableError) as caught:
        load(folder, "mau")
    return str(caught.value)


class TestWhatTheAdjustmentSays:
    @pytest.mark.parametrize(
        ("tasks", "lines"),
        [
            pytest.param(
                [group("mot", V, W, tieu_de="Nhóm đổi tên")],
                ["1. Điều chỉnh lời văn", "Khoản 1 Mục I: sửa “Nhóm mot” thành “Nhóm đổi tên”."],
                id="a renamed group moves no task",
            ),
            pytest.param(
                [group("mot", V), group("hai", W)],
                [
                    "1. Điều chỉnh nhiệm vụ “Việc w” (điểm b khoản 1 Mục I)",
                    "Nhóm nhiệm vụ: chuyển từ “Nhóm mot” sang “Nhóm hai”.",
                    "2. Điều chỉnh lời văn",
                    "Khoản 2 Mục I: bổ sung “Nhóm hai”.",
                ],
                id="a task moved is not also put in order",
            ),
            pytest.param(
                [task("v", "thường xuyên", "phong_b"), W],
                [
                    "1. Điều chỉnh nhiệm vụ “Việc v” (điểm a khoản 1 Mục I)",
                    "a) Đơn vị chủ trì: từ “Phòng A” thành “Phòng B”;",
                    "b) Thời gian thực hiện: từ “Chậm nhất ngày 31/10/2026” thành “Thường xuyên”.",
                ],
                id="another lead, no deadline any more",
            ),
            pytest.param(
                [{**V, "noi_dung": "Việc “Đề án 06” & <b> {{ x }} {% if %}."}, W],
                [
                    "1. Điều chỉnh nhiệm vụ “Việc v” (điểm a khoản 1 Mục I)",
                    "Nội dung: sửa “Việc v” thành “Việc “Đề án 06” & <b> {{ x }} {% if %}”.",
                ],
                id="odd characters",
            ),
            pytest.param(
                [{**V, "noi_dung": " ".join(["lời"] * 200)}, W],
                [
                    "1. Điều chỉnh nhiệm vụ “Việc v” (điểm a khoản 1 Mục I)",
                    f"Nội dung: sửa “Việc v” thành “{' '.join(['lời'] * 200)}”.",
                ],
                id="two hundred words",
            ),
        ],
    )
    def test_tasks_and_groups(self, tmp_path: Path, tasks: list[Task], lines: list[str]) -> None:
        assert changes(edited(issued(tmp_path, V, W), *tasks)) == lines

    def test_a_task_joins_a_group_that_keeps_its_order(self, tmp_path: Path) -> None:
        x = task("x", "hằng quý")
        folder = edited(issued(tmp_path, group("mot", V, x), group("hai", W)), group("mot", V), group("hai", W, x))
        assert changes(folder) == [
            "1. Điều chỉnh nhiệm vụ “Việc x” (điểm b khoản 1 Mục I)",
            "Nhóm nhiệm vụ: chuyển từ “Nhóm mot” sang “Nhóm hai”.",
        ]

    def test_annexes(self, tmp_path: Path) -> None:
        def annex(ten: str, words: str) -> dict[str, str]:
            return {"ten": ten, "kieu": "lời văn", "doan_van": words}

        folder = issued(tmp_path, V, mo_dau="Theo Phụ lục kèm theo.", phu_luc=[annex("Biểu mẫu", "Chữ cũ.")])
        edited(
            folder,
            mo_dau="Theo Phụ lục I, Phụ lục II kèm theo.",
            phu_luc=[annex("Biểu mẫu", "Chữ mới."), annex("Hướng dẫn", "Lời hướng dẫn.")],
        )
        assert changes(folder)[2:] == [
            "b) Phụ lục II: bổ sung phụ lục “Hướng dẫn”;",
            "c) Phụ lục: sửa “Chữ cũ” thành “Chữ mới”;",  # the issued plan has one annex, called so
            "d) Phụ lục II: bổ sung “Lời hướng dẫn”.",
        ]

    def test_a_plan_of_another_subject_is_called_as_it_was_issued(self, tmp_path: Path) -> None:
        folder = edited(issued(tmp_path, V), trich_yeu="Việc khác", ket_luan="Kết mới")
        assert changes(folder)[1:] == [
            "a) Trích yếu: từ “Việc thử” thành “Việc khác”;",
            "b) Câu kết thúc: từ “Hết” thành “Kết mới”.",
        ]
        whole = texts(opened(folder / "output/mau/dieu_chinh_1.docx"))
        assert sum("việc thử năm 2026" in line for line in whole) == 3  # subject, what is adjusted, end
        assert not any("việc khác" in line for line in whole)

    @pytest.mark.parametrize("edit", ["comment", "NFD", "blanks", "order of keys", "short name"])
    def test_what_changes_nothing(self, tmp_path: Path, edit: str) -> None:
        folder = issued(tmp_path, V, W)
        path = folder / PLAN
        text = path.read_text(encoding="utf-8")
        plan = yaml.safe_load(text)
        edits = {
            "comment": f"# ghi chú\n{text}",
            "NFD": unicodedata.normalize("NFD", text),
            "blanks": text.replace("noi_dung: Việc v.", "noi_dung: Việc  v."),
            "order of keys": yaml.safe_dump(dict(reversed(plan.items())), allow_unicode=True, sort_keys=False),
            "short name": text.replace("ten_goi: Việc v", "ten_goi: Tên khác"),
        }
        assert edits[edit] != text
        path.write_text(edits[edit], encoding="utf-8")
        assert kiem_du_lieu(folder) == {"mau": []}


class TestWhatReportsSay:
    def test_every_change_of_a_task_is_named(self, tmp_path: Path) -> None:
        folder = issued(tmp_path, V, W, task("t", "thường xuyên", "phong_a", target(muc_tieu="90")))
        raised = task("t", "thường xuyên", "phong_a", target(muc_tieu="95"))
        adjusted(folder, task("v", "30/11/2026", "phong_b"), task("w", "30/9/2026"), raised)
        reported(folder, 2, said("w", ket_qua="Làm."))
        assert told(folder, 2) == [
            "điều chỉnh thời hạn 01 nhiệm vụ: Việc v (từ 31/10/2026 thành 30/11/2026); sửa đổi 03 nhiệm vụ: Việc v (đơn vị "
            "chủ trì); Việc w (thời gian thực hiện); Việc t (nội dung)."
        ]

    def test_a_deadline_moved_earlier_and_back_in_one_quarter(self, tmp_path: Path) -> None:
        folder = adjusted(issued(tmp_path, V), task("v", "31/5/2026"))
        adjusted(folder, V, lan=2, day=date(2026, 5, 1))
        reported(folder, 2, said("v", ket_qua="Đang làm."))
        assert told(folder, 2) == [
            "điều chỉnh thời hạn 01 nhiệm vụ: Việc v (từ 31/10/2026 thành 31/5/2026).",
            "điều chỉnh thời hạn 01 nhiệm vụ: Việc v (từ 31/5/2026 thành 31/10/2026).",
        ]
        assert state(folder, 2) is TinhTrang.DANG_THUC_HIEN

    def test_an_earlier_deadline_is_no_extension(self, tmp_path: Path) -> None:
        folder = adjusted(issued(tmp_path, V), task("v", "31/7/2026"))
        reported(folder, 2, said("v", ket_qua="Đang làm."))
        put(folder, "danh_gia.yaml", {"so_lieu": "chinh_thuc", "nguoi_ky": "an"})
        cited = "Kế hoạch số 02/KH-CQT ngày 01/4/2026"
        lines = report(folder, None)
        assert f"Điều chỉnh thời hạn 01 nhiệm vụ: Việc v (từ 31/10/2026 đến 31/7/2026 theo {cited})." in lines
        assert not any("ia hạn" in line for line in lines)

    @pytest.mark.parametrize(("day", "first"), [(date(2026, 3, 14), 1), (date(2026, 3, 15), 2), (date(2026, 6, 14), 2)])
    def test_told_in_the_quarter_of_its_day_and_only_there(self, tmp_path: Path, day: date, first: int) -> None:
        folder = adjusted(issued(tmp_path, V), task("v", "30/11/2026"), day=day)
        for quy in (1, 2, 3):
            reported(folder, quy, said("v", ket_qua="Đang làm."))
        assert [quy for quy in (1, 2, 3) if told(folder, quy)] == [first]

    def test_dropped_and_taken_in_again(self, tmp_path: Path) -> None:
        folder = adjusted(issued(tmp_path, V, W), W)
        reported(folder, 2, said("w", ket_qua="Có."))
        adjusted(folder, V, W, lan=2, day=date(2026, 7, 1))
        reported(folder, 3, said("w", ket_qua="Có."), said("v", ket_qua="Làm lại."))
        assert (state(folder, 2), state(folder, 3)) == (TinhTrang.DA_DUNG, TinhTrang.DANG_THUC_HIEN)
        put(folder, "danh_gia.yaml", {"so_lieu": "chinh_thuc", "nguoi_ky": "an"})
        year = report(folder, None)
        assert "Trong năm được giao bổ sung 01 nhiệm vụ: Việc v." in year
        assert not any("Dừng thực hiện" in line for line in year)

    def test_a_task_that_was_stopped_goes_out_of_the_plan(self, tmp_path: Path) -> None:
        """It stays stopped by the document that stopped it."""
        stopped = {"nhiem_vu": "v", "van_ban": "Công văn số 9/CQT ngày 20/3/2026"}
        folder = reported(issued(tmp_path, V, W), 2, said("w", ket_qua="Có."), dung_nhiem_vu=[stopped])
        adjusted(folder, W, day=date(2026, 7, 1))
        reported(folder, 3, said("w", ket_qua="Có."))
        assert "Dừng thực hiện 01 nhiệm vụ: Việc v (theo Công văn số 9/CQT ngày 20/3/2026)." in report(folder, 2)
        assert told(folder, 3) == ["bỏ 01 nhiệm vụ: Việc v."]
        assert "Dừng theo Công văn số 9/CQT ngày 20/3/2026" in report(folder, 3)

    def test_an_extension_that_the_plan_follows_counts_once(self, tmp_path: Path) -> None:
        longer = {"den_ngay": "30/11/2026", "van_ban": "Công văn số 9/CQT ngày 01/4/2026"}
        folder = reported(issued(tmp_path, V), 2, said("v", ket_qua="Làm.", gia_han=longer))
        adjusted(folder, task("v", "30/11/2026"), day=date(2026, 7, 1))
        reported(folder, 3, said("v", ket_qua="Làm."))
        found = as_it_stands(load(folder, "mau"), 3)
        assert [(each.den_ngay, each.dieu_chinh) for each in found.gia_han] == [(date(2026, 11, 30), False)]

    def test_a_correction_of_an_issued_quarter_lists_no_change_of_the_plan(self, tmp_path: Path) -> None:
        folder = reported(issued(tmp_path, V, W), 1, said("v", ket_qua="Làm."), said("w", ket_qua="Có."))
        issue(folder, "bao-cao-quy", 1, date(2026, 3, 20), 1)
        adjusted(folder, task("v", "30/11/2026", "phong_b"), task("z", "hằng quý"))
        reported(folder, 2, said("v", "phong_b", ket_qua="Làm tiếp."), said("z", so_lan=1, ket_qua="Có."))
        assert not any("Đính chính" in line for line in report(folder, 2))
        reported(folder, 1, said("v", ket_qua="Làm.", ty_le_hoan_thanh=20), said("w", ket_qua="Có."))
        corrections = [line for line in report(folder, 2) if line.startswith("Quý I, ")]
        assert corrections == ["Quý I, nhiệm vụ “Việc v” (Phòng A): tỷ lệ hoàn thành sửa “chưa có” thành 20%."]


class TestHandedOver:
    @pytest.fixture
    def handed_over(self, tmp_path: Path) -> Path:
        """Phòng A completed v, was at work on t; both go to Phòng B."""
        t = task("t", "31/10/2026", "phong_a", target())
        folder = reported(
            issued(tmp_path, V, t), 1, done("v", "01/3/2026"), said("t", ket_qua="Làm.", **figure("8", "10"))
        )
        adjusted(folder, task("v", "31/10/2026", "phong_b"), task("t", "31/10/2026", "phong_b", target()))
        return reported(folder, 2, said("t", "phong_b", ket_qua="Tiếp.", **figure("9", "10")))

    def test_what_was_completed_stays_completed(self, handed_over: Path) -> None:
        found = as_it_stands(load(handed_over, "mau"), 2)
        assert (found.tinh_trang, found.don_vi) == (TinhTrang.HOAN_THANH_DUNG_HAN, ("phong_a",))
        assert any("đã hoàn thành 01/02 nhiệm vụ có thời hạn (50,0%)" in line for line in report(handed_over, 2))

    def test_the_new_lead_owes_and_the_figures_of_both_count(self, handed_over: Path) -> None:
        first, second = (as_it_stands(load(handed_over, "mau"), quy, "t") for quy in (1, 2))
        assert (first.phai_bao_cao, second.phai_bao_cao) == (("phong_a",), ("phong_b",))
        reported(handed_over, 2)
        asked = [p.finding for p in tim_van_ban(load(handed_over, "mau"), "bao-cao-quy", 2).con_thieu]
        assert "chưa có báo cáo của Phòng B: Việc t" in asked
        reported(handed_over, 2, said("t", "phong_b", ket_qua="Tiếp.", **figure("9", "10")))
        put(handed_over, "danh_gia.yaml", {"so_lieu": "chinh_thuc", "nguoi_ky": "an"})
        assert "85,0% (17/20)" in report(handed_over, None)

    def test_one_more_lead_has_its_part_still_to_do(self, tmp_path: Path) -> None:
        folder = reported(issued(tmp_path, V), 1, done("v", "01/3/2026"))
        adjusted(folder, {**V, "don_vi_chu_tri": ["phong_a", "phong_b"]})
        reported(folder, 2, said("v", "phong_b", ket_qua="Làm."))
        assert state(folder, 2) is TinhTrang.DANG_THUC_HIEN

    def test_a_completed_task_that_becomes_thuong_xuyen_is_reported_on(self, tmp_path: Path) -> None:
        folder = reported(issued(tmp_path, V), 1, done("v", "01/3/2026"))
        adjusted(folder, task("v", "thường xuyên"))
        assert state(reported(folder, 2), 2) is TinhTrang.CHUA_THUC_HIEN
        assert as_it_stands(load(folder, "mau"), 2).chua_bao_cao == ("phong_a",)
        reported(folder, 2, said("v", ket_qua="Việc hằng ngày."))
        assert "Việc v: Việc hằng ngày." in report(folder, 2)


class TestRefused:
    def test_a_completed_task_is_not_taken_out(self, tmp_path: Path) -> None:
        folder = edited(reported(issued(tmp_path, V, W), 1, done("v", "01/3/2026")), W)
        with pytest.raises(UnusableError, match="nhiệm vụ “v” đã hoàn thành"):
            issue(folder, "dieu-chinh", 2, DAY)

    def test_another_code_for_the_same_words(self, tmp_path: Path) -> None:
        folder = edited(reported(issued(tmp_path, V, W), 1, said("v", ket_qua="Làm.")), {**V, "ma": "v_moi"}, W)
        message = refused(folder)
        assert "nhiệm vụ “v_moi” là nhiệm vụ “v” của kế hoạch đã ban hành" in message
        assert "ghi lại mã v" in message

    def test_a_task_given_in_the_year_is_not_to_be_given_again(self, tmp_path: Path) -> None:
        """With another code it would count twice."""
        x = task("x", "31/8/2026")
        given = {**x, "van_ban": "Công văn số 9/CQT ngày 01/4/2026"}
        folder = reported(issued(tmp_path, V), 2, said("x", ket_qua="Mới."), nhiem_vu_bo_sung=[given])
        assert "nhiệm vụ đã giao bổ sung thì không ghi lại trong kế hoạch" in refused(edited(folder, V, x))

    @pytest.mark.parametrize(
        ("file", "key", "wrong", "right"),
        [
            ("ke_hoach.yaml", "so", 7, "1"),
            ("ke_hoach.yaml", "ngay_ban_hanh", "11/01/2026", "10/01/2026"),
            ("dieu_chinh/lan_1.yaml", "so", 9, "2"),
        ],
    )
    def test_a_number_typed_over_the_issued_one(
        self, tmp_path: Path, file: str, key: str, wrong: str | int, right: str
    ) -> None:
        folder = adjusted(issued(tmp_path, V), task("v", "30/11/2026"))
        record = yaml.safe_load((folder / "data/mau" / file).read_text(encoding="utf-8"))
        put(folder, file, record | {key: wrong})
        assert f"ghi lại {key}: {right}" in refused(folder)

    def test_an_adjustment_dated_before_the_one_that_it_adjusts(self, tmp_path: Path) -> None:
        folder = adjusted(issued(tmp_path, V), task("v", "30/11/2026"), day=date(2026, 5, 1))
        with pytest.raises(UnusableError, match=r"ngày ban hành 01/4/2026 trước ngày ban hành của .*lan_1\.yaml"):
            adjusted(folder, task("v", "10/12/2026"), lan=2, day=DAY)

    def test_an_adjustment_dated_into_a_quarter_that_was_reported_needs_a_reason(self, tmp_path: Path) -> None:
        folder = reported(issued(tmp_path, V), 1, said("v", ket_qua="Làm."))
        issue(folder, "bao-cao-quy", 1, date(2026, 3, 20), 1)
        edited(folder, task("v", "30/11/2026"))

        def issued_on(day: date) -> None:
            ban_hanh("dieu-chinh", 2, day, folder, None, None, output=folder / "output", today=date(2026, 12, 31))

        with pytest.raises(UnusableError, match="báo cáo quý I đã ban hành số 1 chưa tính theo điều chỉnh này"):
            issued_on(date(2026, 3, 14))
        with pytest.raises(UnusableError) as caught:  # for another reason: it was not packed
            issued_on(date(2026, 3, 15))
        assert "quý I" not in str(caught.value)

    def test_an_adjustment_that_reports_rest_on_is_not_taken_back(self, tmp_path: Path) -> None:
        """Neither an issued one nor one at work: without the new task its data would be wrong, and nothing could be issued again."""
        folder = adjusted(issued(tmp_path, V), V, task("z", "hằng quý"))
        reported(folder, 2, said("v", ket_qua="Làm."), said("z", ket_qua="Có.", so_lan=1))
        before = (folder / "data/mau/dieu_chinh/lan_1.yaml").read_bytes()
        with pytest.raises(UnusableError, match=r"tạm chuyển data/mau/tien_do/quy_2\.yaml ra ngoài data/"):
            huy("dieu-chinh", "nhầm", DAY, folder, None, None)
        issue(folder, "bao-cao-quy", 1, date(2026, 6, 20), 2)
        with pytest.raises(
            UnusableError, match="văn bản đã ban hành số 1, ngày 20/6/2026 tính theo kế hoạch điều chỉnh"
        ):
            huy("dieu-chinh", "nhầm", DAY, folder, None, None)
        assert (folder / "data/mau/dieu_chinh/lan_1.yaml").read_bytes() == before

    def test_what_was_issued_is_not_submitted_again(self, tmp_path: Path) -> None:
        folder = adjusted(issued(tmp_path, V), task("v", "30/11/2026"))
        with pytest.raises(UnusableError, match="đã ban hành số 2, ngày 01/4/2026: không trình lại"):
            trinh_ky("dieu-chinh", folder, None, folder / "output", None, DAY)
        (folder / PLAN).write_text(
            (folder / PLAN).read_text(encoding="utf-8").replace("30/11", "10/12"), encoding="utf-8"
        )
        (change,) = kiem_du_lieu(folder)["mau"]
        assert "ghi data/mau/dieu_chinh/lan_2.yaml, rồi docgen lap dieu-chinh" in change.anh_huong

    @pytest.mark.parametrize("damage", ["edited", "broken", "gone"])
    def test_a_frozen_plan_that_was_tampered_with_is_named(self, tmp_path: Path, damage: str) -> None:
        folder = adjusted(issued(tmp_path, V), task("v", "30/11/2026"))
        name = f"data/mau/da_ban_hanh/dieu_chinh_1/du_lieu/{PLAN}"
        frozen = folder / name
        content = {"edited": frozen.read_bytes().replace(b"30/11", b"29/11"), "broken": b"{{{"}
        frozen.chmod(0o644)
        if damage == "gone":
            frozen.unlink()
        else:
            frozen.write_bytes(content[damage])
        message = refused(folder)
        assert f"{name}: tệp của văn bản đã ban hành số 2 bị sửa, mất hoặc thêm vào" in message
        assert "chưa ban hành" not in message


def test_a_year_adds_up(tmp_path: Path) -> None:
    """Two adjustments; one taken back and issued anew: the quarters, the year, its sentences and their sources agree."""
    tasks = [V, W, task("x", "30/4/2026")]
    folder = reported(
        issued(tmp_path, *tasks), 1, said("v", ket_qua="Làm."), said("w", ket_qua="Có."), said("x", ket_qua="Làm.")
    )
    adjusted(folder, V, task("y", "hằng quý"), task("x", "31/5/2026"))  # w goes, y comes, x has a month more
    huy("dieu-chinh", "nhầm số", DAY, folder, None, None)
    issue(folder, "dieu-chinh", 3, date(2026, 4, 2))
    assert [(line.so_ky_hieu, line.ghi_chu.split(";")[1].strip()[:6]) for line in so_van_ban(folder, None)[1:]] == [
        ("2/KH-CQT", "đã hủy"),
        ("3/KH-CQT", "không "),
    ]
    y = said("y", ket_qua="Có.", so_lan=1)
    reported(folder, 2, said("v", ket_qua="Làm."), y, done("x", "20/5/2026"))
    adjusted(
        folder, task("v", "30/11/2026"), task("y", "hằng quý"), task("x", "31/5/2026"), lan=2, day=date(2026, 11, 5)
    )
    reported(folder, 3, said("v", ket_qua="Làm."), y)
    reported(folder, 4, done("v", "20/11/2026"), y)
    put(folder, "danh_gia.yaml", {"so_lieu": "chinh_thuc", "nguoi_ky": "an"})
    ho_so = load(folder, "mau")
    counted = [
        (len(q.co_han), len(q.hoan_thanh), len(q.thuong_xuyen)) for q in (tong_hop(ho_so, n) for n in (1, 2, 3, 4))
    ]
    assert counted == [(2, 0, 1), (2, 1, 1), (2, 1, 1), (2, 2, 1)]
    year = report(folder, None)
    rows = [year[year.index(name) + 1 :][:8] for name in ("Quý I", "Quý II", "Quý III", "Quý IV")]
    assert [(int(row[4]), int(row[5]), int(row[0])) for row in rows] == counted
    assert not any(int(row[6]) for row in rows[:3]) and rows[3][6] == "1"  # v: the second deadline came after 31/10
    (numerator, _) = giai_thich("danh-gia", "02/02", folder, "mau", None)[:2]
    assert {part.ten.split(" — ")[0] for part in numerator.source.parts} == {"Việc v", "Việc x"}
