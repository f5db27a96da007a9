"""A plan that was issued changes by another document: `dieu-chinh`; reports count by the plan in force on their cut-off day."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from docgen.commands.ban_hanh import huy
from docgen.commands.kiem import kiem_du_lieu
from docgen.commands.lap import lap
from docgen.commands.so_van_ban import so_van_ban
from docgen.commands.tinh_hinh import tinh_hinh
from docgen.compute import TinhTrang, tong_hop
from docgen.documents import DOCUMENT_TYPES, VanBanLap, tim_van_ban
from docgen.errors import UnusableError
from docgen.load import load
from tests.adjusted import ADJUSTED, ADJUSTMENT, MA, PLAN, RECORD, change_plan, issue, issued_plan, replaced
from tests.finished import opened, texts

FOLDER = f"data/{MA}"


@pytest.fixture
def issued(tmp_path: Path) -> Path:
    """The health office's plan, issued on 15/01/2026; quarters I to III have their progress."""
    issued_plan(tmp_path)
    return tmp_path


@pytest.fixture
def planned(issued: Path) -> Path:
    """Until quarter II, with the changed plan and the record of its adjustment."""
    (issued / FOLDER / "tien_do/quy_3.yaml").unlink()
    change_plan(issued)
    return issued


def document(workspace: Path, name: str, quy: int | None = None) -> list[str]:
    *_, file = lap([name], workspace, None, workspace / "output", quy)
    return texts(opened(file.path))


def digest(workspace: Path, quy: int) -> str:
    """Of all that the report of a quarter says."""
    return tim_van_ban(load(workspace, MA), "bao-cao-quy", quy).dau_du_lieu


def adjustment(workspace: Path) -> VanBanLap:
    return tim_van_ban(load(workspace, MA), "dieu-chinh", None)


def state(workspace: Path, ma: str, quy: int) -> TinhTrang:
    return next(t for t in tong_hop(load(workspace, MA), quy).cac_tinh_hinh if t.nhiem_vu.ma == ma).tinh_trang


def refused(workspace: Path) -> str:
    with pytest.raises(UnusableError) as caught:
        load(workspace, MA)
    return str(caught.value)


class TestDocument:
    def test_it_says_what_changes_from_what_to_what_and_why(self, planned: Path) -> None:
        said = document(planned, "dieu-chinh")
        for line in (
            "Điều chỉnh Kế hoạch chuyển đổi số ngành y tế năm 2026",
            "1. Điều chỉnh nhiệm vụ “Xây dựng kho dữ liệu dùng chung” (điểm a khoản 2 Mục II)",
            "a) Đơn vị phối hợp: từ “Phòng Kế hoạch - Tài chính” thành “Phòng Kế hoạch - Tài chính; Phòng Nghiệp vụ Y”;",
            "b) Thời gian thực hiện: từ “Quý II, III/2026” thành “Quý IV/2026”.",
            "2. Bổ sung nhiệm vụ “Thử nghiệm trợ lý ảo tra cứu thủ tục” (điểm b khoản 3 Mục II)",
            "3. Bỏ nhiệm vụ “Kiểm tra việc chuyển đổi số” (điểm c khoản 3 Mục II)",
            "Lý do: Việc kiểm tra được ghép vào kế hoạch thanh tra năm 2026.",
        ):
            assert line in said

    def test_a_second_adjustment_starts_from_the_first_and_cites_it(self, planned: Path) -> None:
        issue(planned, "dieu-chinh", 31, ADJUSTED)
        replaced(planned, PLAN, "thoi_gian_thuc_hien: quý I/2026", "thoi_gian_thuc_hien: quý II/2026")
        second = (planned / ADJUSTMENT).with_name("lan_2.yaml")
        second.write_text(RECORD.replace("kiem_tra_don_vi", "du_toan"), encoding="utf-8")
        said = document(planned, "dieu-chinh")
        assert [line for line in said if "nhiệm vụ “" in line] == [
            "1. Điều chỉnh nhiệm vụ “Phân bổ kinh phí chuyển đổi số” (điểm c khoản 3 Mục II)"
        ]
        assert any("(được điều chỉnh tại Kế hoạch số 31/KH-SYT ngày 20/5/2026) như sau:" in line for line in said)

    @pytest.mark.parametrize(
        ("old", "new", "lacking"),
        [
            ("can_cu:\n  - Căn cứ Công văn", "mo_dau:\n  - Căn cứ Công văn", "chưa có căn cứ điều chỉnh"),
            ("ly_do:\n  - Trục", "to_chuc_thuc_hien:\n  - Trục", "chưa có lý do: “Điều chỉnh nhiệm vụ “Xây dựng kho"),
            ("nhiem_vu: kiem_tra_don_vi", "nhiem_vu: tap_huan", "nhiệm vụ “tap_huan” không có gì thay đổi"),
        ],
    )
    def test_what_is_missing_is_asked_for(self, planned: Path, old: str, new: str, lacking: str) -> None:
        assert adjustment(planned).con_thieu == ()
        record = RECORD.replace(
            "to_chuc_thuc_hien: Văn phòng Sở", "mo_dau: Văn phòng Sở" if "to_chuc" in new else "to_chuc_thuc_hien: Văn"
        )
        if "mo_dau" in new:
            record = RECORD
        (planned / ADJUSTMENT).write_text(record.replace(old, new), encoding="utf-8")
        assert [p.finding[: len(lacking)] for p in adjustment(planned).con_thieu] == [lacking]

    def test_without_a_change_there_is_nothing_to_adjust(self, issued: Path) -> None:
        (issued / ADJUSTMENT).parent.mkdir()
        (issued / ADJUSTMENT).write_text("nguoi_ky: giam_doc\n", encoding="utf-8")
        (problem,) = adjustment(issued).con_thieu
        assert "không có gì để điều chỉnh" in problem.finding

    def test_the_order_of_tasks_a_group_and_a_task_text(self, issued: Path) -> None:
        text = (issued / PLAN).read_text(encoding="utf-8")
        begin, end = text.index("          - ma: giam_sat_an_toan"), text.index("      - ma: nhan_luc_kinh_phi")
        task = text[begin:end].replace(
            "            noi_dung", "            don_vi_chu_tri: van_phong_so\n            noi_dung", 1
        )
        text = text[:begin] + text[end:]
        text = text.replace("          - ma: tap_huan\n", task + "          - ma: tap_huan\n")
        text = text.replace(
            "Tổ chức 12 lớp tập huấn kỹ năng số cho", "Tổ chức 12 lớp tập huấn kỹ năng số, an toàn thông tin cho"
        )
        (issued / PLAN).write_text(text, encoding="utf-8")
        found = [each.noi_dung for each in kiem_du_lieu(issued)[MA]]
        assert len(found) == 2
        assert "chuyển từ “Hạ tầng, dữ liệu, an toàn thông tin” sang “Nhân lực, kinh phí”" in found[0]
        assert "sửa “Tổ chức 12 lớp tập huấn kỹ năng số cho nhân viên" in found[1]


class TestInForce:
    def test_changes_count_from_the_issue_of_their_adjustment(self, planned: Path) -> None:
        changed, plan = (planned / PLAN).read_bytes(), planned / f"{FOLDER}/da_ban_hanh/ke_hoach/du_lieu" / PLAN
        (planned / PLAN).write_bytes(plan.read_bytes())
        before = [digest(planned, quy) for quy in (1, 2)]
        (planned / PLAN).write_bytes(changed)
        assert [digest(planned, quy) for quy in (1, 2)] == before
        issue(planned, "dieu-chinh", 31, ADJUSTED)
        now = [digest(planned, quy) for quy in (1, 2)]
        assert now[0] == before[0]
        assert now[1] != before[1]
        said = document(planned, "bao-cao-quy", 2)
        assert any("(được điều chỉnh tại Kế hoạch số 31/KH-SYT ngày 20/5/2026)" in line for line in said)
        assert (
            "Kế hoạch được điều chỉnh trong kỳ tại Kế hoạch số 31/KH-SYT ngày 20/5/2026: bổ sung 01 nhiệm vụ: Thử nghiệm trợ "
            "lý ảo tra cứu thủ tục; bỏ 01 nhiệm vụ: Kiểm tra việc chuyển đổi số; điều chỉnh thời hạn 01 nhiệm vụ: Xây dựng kho "
            "dữ liệu dùng chung (từ 30/9/2026 thành 31/12/2026); sửa đổi 01 nhiệm vụ: Xây dựng kho dữ liệu dùng chung (đơn vị phối hợp)."
        ) in said

    @pytest.mark.parametrize(("day", "in_force"), [(date(2026, 6, 14), True), (date(2026, 6, 15), False)])
    def test_the_cut_off_day_itself_is_in_time(self, planned: Path, day: date, in_force: bool) -> None:
        """Quý II ends on 14/6/2026 (Nghị định 09/2019/NĐ-CP, Điều 12)."""
        issue(planned, "dieu-chinh", 31, day)
        assert (state(planned, "kiem_tra_don_vi", 2) is TinhTrang.DA_DUNG) == in_force
        assert (state(planned, "kho_du_lieu", 2), state(planned, "kiem_tra_don_vi", 1)) == (
            TinhTrang.DANG_THUC_HIEN,
            TinhTrang.DA_THUC_HIEN,
        )

    @pytest.mark.parametrize(("day", "late"), [(date(2026, 6, 30), False), (date(2026, 7, 1), True)])
    def test_a_new_deadline_makes_nothing_timely_that_was_overdue(self, issued: Path, day: date, late: bool) -> None:
        replaced(issued, PLAN, "thoi_gian_thuc_hien: 6 tháng đầu năm 2026", "thoi_gian_thuc_hien: quý III/2026")
        (issued / ADJUSTMENT).parent.mkdir()
        (issued / ADJUSTMENT).write_text("nguoi_ky: giam_doc\nly_do: thử\ncan_cu: [Căn cứ thử]\n", encoding="utf-8")
        issue(issued, "dieu-chinh", 31, day)
        found = next(t for t in tong_hop(load(issued, MA), 3).cac_tinh_hinh if t.nhiem_vu.ma == "lien_thong_xet_nghiem")
        assert (found.han, found.han_cuoi) == (date(2026, 6, 30) if late else date(2026, 9, 30), date(2026, 9, 30))
        assert [(each.kip_thoi, each.dieu_chinh) for each in found.gia_han] == [(not late, True)]

    def test_of_other_words_that_they_changed(self, issued: Path) -> None:
        (issued / FOLDER / "tien_do/quy_3.yaml").unlink()
        replaced(issued, PLAN, "cá nhân của người bệnh.", "cá nhân của người bệnh, người nhà.")
        (issued / ADJUSTMENT).parent.mkdir()
        (issued / ADJUSTMENT).write_text("nguoi_ky: giam_doc\nly_do: thử\ncan_cu: [Căn cứ thử]\n", encoding="utf-8")
        issue(issued, "dieu-chinh", 31, ADJUSTED)
        said = document(issued, "bao-cao-quy", 2)
        assert "Kế hoạch được điều chỉnh lời văn, bố cục trong kỳ tại Kế hoạch số 31/KH-SYT ngày 20/5/2026." in said

    def test_what_a_plan_does_not_print_may_change_at_any_time(self, issued: Path) -> None:
        replaced(issued, PLAN, "ten: Máy chủ được giám sát", "ten: Số máy chủ được giám sát")
        replaced(issued, PLAN, "ten_goi: Giám sát an toàn thông tin", "ten_goi: Giám sát 24/7")
        assert kiem_du_lieu(issued) == {MA: []}
        assert "Giám sát 24/7" in " ".join(document(issued, "bao-cao-quy", 1))

    def test_a_quantity_more_counts_though_the_same_task_has_a_change_to_come(self, issued: Path) -> None:
        quantity = "dai_luong: [{ma: bien_ban, ten: Biên bản, don_vi_tinh: biên bản}]"
        replaced(
            issued,
            PLAN,
            "thoi_gian_thuc_hien: quý II, III/2026",
            f"thoi_gian_thuc_hien: quý IV/2026\n            {quantity}",
        )
        replaced(
            issued,
            f"{FOLDER}/tien_do/quy_2.yaml",
            "  - nhiem_vu: kho_du_lieu\n",
            "  - nhiem_vu: kho_du_lieu\n    so_lieu_thong_ke: {bien_ban: 2}\n",
        )
        found = next(t for t in tong_hop(load(issued, MA), 2).cac_tinh_hinh if t.nhiem_vu.ma == "kho_du_lieu")
        assert found.han == date(2026, 9, 30)
        assert [each.dai_luong.ma for each in found.thong_ke] == ["bien_ban"]

    def test_a_unit_that_is_gone_keeps_its_name_in_the_plan_that_names_it(self, issued: Path) -> None:
        shutil.rmtree(issued / f"{FOLDER}/tien_do")
        text = (issued / PLAN).read_text(encoding="utf-8").replace("nghiep_vu_y", "van_phong_so")
        (issued / PLAN).write_text(text, encoding="utf-8")
        office = issued / "data/co_quan.yaml"
        lines = office.read_text(encoding="utf-8").splitlines(keepends=True)
        office.write_text(
            "".join(line for line in lines if "ma: nghiep_vu_y" not in line).replace("nghiep_vu_y, ", ""),
            encoding="utf-8",
        )
        found = kiem_du_lieu(issued)[MA]
        assert any("từ “Phòng Nghiệp vụ Y” thành “Văn phòng Sở”" in each.noi_dung for each in found)
        (issued / f"{FOLDER}/tien_do").mkdir()
        (issued / f"{FOLDER}/tien_do/quy_1.yaml").write_text(
            "nguoi_ky: giam_doc\nso_lieu: chinh_thuc\n", encoding="utf-8"
        )
        assert "Phòng Nghiệp vụ Y" in " ".join(document(issued, "bao-cao-quy", 1))


class TestRules:
    def test_a_report_on_a_task_that_is_gone(self, planned: Path) -> None:
        issue(planned, "dieu-chinh", 31, ADJUSTED)
        report = "nguoi_ky: giam_doc\nso_lieu: chinh_thuc\ntien_do:\n  - {nhiem_vu: kiem_tra_don_vi, don_vi: ke_hoach_tai_chinh}\n"
        (planned / FOLDER / "tien_do/quy_3.yaml").write_text(report, encoding="utf-8")
        assert "đã dừng thực hiện (bỏ tại Kế hoạch số 31/KH-SYT ngày 20/5/2026)" in refused(planned)

    @pytest.mark.parametrize(("day", "allowed"), [(date(2026, 6, 14), False), (date(2026, 6, 15), True)])
    def test_what_was_done_before_a_task_went_is_reported(self, planned: Path, day: date, allowed: bool) -> None:
        """Quý III begins on 15/6/2026: an adjustment of that day or later leaves work before it to be told."""
        issue(planned, "dieu-chinh", 31, day)
        report = "nguoi_ky: giam_doc\nso_lieu: chinh_thuc\ntien_do:\n  - {nhiem_vu: kiem_tra_don_vi, don_vi: ke_hoach_tai_chinh}\n"
        (planned / FOLDER / "tien_do/quy_3.yaml").write_text(report, encoding="utf-8")
        if allowed:
            assert state(planned, "kiem_tra_don_vi", 3) is TinhTrang.DA_DUNG
        else:
            assert "đã dừng thực hiện" in refused(planned)

    def test_a_report_on_a_task_that_is_to_come(self, planned: Path) -> None:
        report = "nguoi_ky: giam_doc\nso_lieu: chinh_thuc\ntien_do:\n  - {nhiem_vu: tro_ly_ao, don_vi: van_phong_so}\n"
        (planned / FOLDER / "tien_do/quy_3.yaml").write_text(report, encoding="utf-8")
        said = refused(planned)
        assert "kế hoạch có hiệu lực đến ngày chốt số liệu 14/9/2026 không có nhiệm vụ này" in said
        assert "docgen lap dieu-chinh" in said

    def test_an_adjustment_that_would_make_the_data_wrong_is_not_issued(self, issued: Path) -> None:
        change_plan(issued)  # quý III reports on the task that goes
        with pytest.raises(UnusableError, match="kiem_tra_don_vi"):
            issue(issued, "dieu-chinh", 31, ADJUSTED)
        assert not (issued / FOLDER / "da_ban_hanh/dieu_chinh_1").exists()
        assert load(issued, MA).ban_ghi["dieu_chinh/lan_1.yaml"].so is None

    def test_one_after_the_other(self, planned: Path) -> None:
        shutil.copy(planned / ADJUSTMENT, (planned / ADJUSTMENT).with_name("lan_2.yaml"))
        assert "dieu_chinh/lan_1.yaml chưa ban hành nên chưa có gì để điều chỉnh tiếp" in refused(planned)
        (planned / ADJUSTMENT).with_name("lan_2.yaml").rename((planned / ADJUSTMENT).with_name("lan_10.yaml"))
        assert "tệp điều chỉnh có tên khác lan_1.yaml" in refused(planned)

    def test_the_issued_plan_is_not_written_anew_but_the_way_is_named(self, issued: Path) -> None:
        for changed, remedy in ((False, "--huy"), (True, "docgen lap dieu-chinh")):
            if changed:
                change_plan(issued)
            with pytest.raises(UnusableError, match=remedy):
                lap(["ke-hoach"], issued, None, issued / "output")

    def test_of_a_plan_that_is_not_issued(self, workspace: Path) -> None:
        path = workspace / "data/papi_2026/dieu_chinh/lan_1.yaml"
        path.parent.mkdir()
        path.write_text("nguoi_ky: hoang_minh_hai\n", encoding="utf-8")
        with pytest.raises(UnusableError, match=r"ke_hoach\.yaml chưa ban hành"):
            load(workspace, "papi_2026")

    def test_taken_back_the_last_first(self, planned: Path) -> None:
        issue(planned, "dieu-chinh", 31, ADJUSTED)
        with pytest.raises(UnusableError, match="lần điều chỉnh này dựa trên kế hoạch"):
            huy("ke-hoach", "nhầm", ADJUSTED, planned, None, None)
        before = digest(planned, 2)
        huy("dieu-chinh", "nhầm", ADJUSTED, planned, None, None)
        assert digest(planned, 2) != before
        assert state(planned, "kiem_tra_don_vi", 2) is TinhTrang.DA_THUC_HIEN

    def test_one_that_an_issued_report_counts_by_is_not_taken_back(self, planned: Path) -> None:
        """On the cut-off day of the report it is in force."""
        last = date(2026, 6, 14)
        issue(planned, "dieu-chinh", 31, last)
        issue(planned, "bao-cao-quy", 45, date(2026, 6, 20), 2)
        with pytest.raises(UnusableError, match="số 45, ngày 20/6/2026 tính theo kế hoạch điều chỉnh lần 1"):
            huy("dieu-chinh", "nhầm", last, planned, None, None)


class TestSaid:
    def test_every_difference_is_named_with_what_it_changes(self, planned: Path) -> None:
        replaced(planned, "data/co_quan.yaml", "Lê Văn Mẫu", "Lê Văn Khác")
        issue(planned, "bao-cao-quy", 20, date(2026, 3, 18), 1)
        replaced(planned, f"{FOLDER}/tien_do/quy_1.yaml", "so_dat: 180", "so_dat: 181")
        found = kiem_du_lieu(planned)[MA]
        effects = {each.anh_huong.split(":")[0].split(";")[0] for each in found}
        assert effects == {
            "chưa có hiệu lực, báo cáo vẫn tính theo kế hoạch đã ban hành",
            "báo cáo sau sẽ in đính chính",
        }
        replaced(planned, "data/co_quan.yaml", "Lê Văn Khác", "Lê Văn Mới")
        lines = tinh_hinh(planned, MA, planned / "output", date(2026, 5, 1)).cac_dong
        later = [line.noi_dung for line in lines if line.ten == "Sửa sau ban hành"]
        assert len(later) == 2
        assert "docgen lap dieu-chinh" in later[0]
        assert "chỉ văn bản lập sau theo dữ liệu mới" in later[1]


def frozen(workspace: Path) -> dict[str, bytes]:
    folder = workspace / FOLDER / "da_ban_hanh"
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_year_with_an_adjusted_plan(planned: Path) -> None:
    """Plan, a deadline changed, quý I, another signer, quý II with đính chính, the plan adjusted, the evaluation."""
    kept = frozen(planned)

    def issue_next(name: str, so: int, day: date, quy: int | None = None) -> list[str]:
        issue(planned, name, so, day, quy)
        now = frozen(planned)
        assert kept.items() <= now.items()
        kept.update(now)
        lap(list(DOCUMENT_TYPES), planned, None, planned / "output")
        assert frozen(planned) == kept
        stem = name.replace("-", "_") + (f"_{quy}" if quy else "_1" if name == "dieu-chinh" else "")
        return texts(opened(planned / FOLDER / "da_ban_hanh" / stem / "van_ban.docx"))

    first = issue_next("bao-cao-quy", 20, date(2026, 3, 18), 1)
    assert not any("điều chỉnh" in line for line in first)
    replaced(planned, "data/co_quan.yaml", "Lê Văn Mẫu", "Trần Văn Kế")
    replaced(
        planned,
        f"{FOLDER}/tien_do/quy_1.yaml",
        "nhiem_vu: kiem_tra_don_vi\n",
        "nhiem_vu: kiem_tra_don_vi\n    viec_ky_toi: Thử\n",
    )
    adjusted = issue_next("dieu-chinh", 31, ADJUSTED)
    assert "Trần Văn Kế" in adjusted
    assert "Lê Văn Mẫu" in texts(opened(planned / FOLDER / "da_ban_hanh/ke_hoach/van_ban.docx"))
    assert so_van_ban(planned, None)[-1].ghi_chu.startswith("điều chỉnh Kế hoạch số 05/KH-SYT ngày 15/01/2026;")
    second = issue_next("bao-cao-quy", 45, date(2026, 6, 20), 2)
    assert any("được điều chỉnh tại Kế hoạch số 31/KH-SYT" in line for line in second)
    assert any("Đính chính" in line for line in second)
    assert so_van_ban(planned, None)[1].ghi_chu.startswith("đính chính Báo cáo số 20/BC-SYT ngày 18/3/2026;")
    (planned / FOLDER / "danh_gia.yaml").write_text("nguoi_ky: giam_doc\nso_lieu: chinh_thuc\n", encoding="utf-8")
    last = issue_next("danh-gia", 99, date(2026, 12, 20))
    assert any(
        "Dừng thực hiện 01 nhiệm vụ: Kiểm tra việc chuyển đổi số (theo Kế hoạch số 31/KH-SYT" in line for line in last
    )
    assert any("từ 30/9/2026 đến 31/12/2026 theo Kế hoạch số 31/KH-SYT ngày 20/5/2026" in line for line in last)
