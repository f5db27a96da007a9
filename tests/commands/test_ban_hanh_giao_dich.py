"""`docgen ban-hanh` is one transaction behind a gate: kills, full disks, editors, rivals, tampering, wrong numbers."""

from __future__ import annotations

import codecs
import json
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from docgen.commands.ban_hanh import ban_hanh
from docgen.commands.kiem import kiem_du_lieu
from docgen.commands.lap import lap
from docgen.commands.so_van_ban import so_van_ban
from docgen.commands.tinh_hinh import tinh_hinh
from docgen.commands.trinh_ky import trinh_ky
from docgen.documents import DOCUMENT_TYPES
from docgen.errors import UnusableError
from docgen.load import load
from tests.cli.test_main import docgen
from tests.commands.test_ban_hanh import (
    DAY,
    PLAN,
    QUARTER,
    changed,
    files,
    issue,
    issued_texts,
    official,
    packed,
    plan_numbered,
)
from tests.finished import opened

FOLDER = "data/papi_2026/da_ban_hanh"
DEADLINE = "thoi_gian_thuc_hien: thường xuyên"


def number_in_yaml(workspace: Path) -> int | None:
    return load(workspace, "papi_2026").ke_hoach.so


class TestYear:
    def test_what_is_issued_stays_as_it_is_and_later_documents_cite_it(self, workspace: Path) -> None:
        official(workspace)
        kept: dict[str, bytes] = {}

        def unchanged() -> None:
            written = lap(list(DOCUMENT_TYPES), workspace, None, workspace / "output")
            assert not {file.path.stem for file in written} & set(load(workspace, "papi_2026").ban_hanh)
            now = {name: content for name, content in files(workspace).items() if name.startswith(FOLDER)}
            assert kept.items() <= now.items()
            kept.update(now)

        issue(workspace, "ke-hoach", 15, date(2026, 1, 15))
        unchanged()
        changed(workspace, PLAN, DEADLINE, "thoi_gian_thuc_hien: trước 30/11/2026")
        unchanged()
        issue(workspace, "bao-cao-quy", 45, date(2026, 6, 20), 2)
        unchanged()
        assert any("Kế hoạch số 15/KH-VPUBND ngày 15/01/2026" in t for t in issued_texts(workspace, "bao_cao_quy_2"))
        changed(workspace, "data/co_quan.yaml", "Hoàng Minh Hải", "Nguyễn Văn Mới")
        changed(workspace, QUARTER, "tong_so: 45", "tong_so: 46")
        unchanged()
        issue(workspace, "bao-cao-quy", 60, date(2026, 9, 20), 3)
        unchanged()
        said = issued_texts(workspace, "bao_cao_quy_3")
        assert any("sửa 44/45 thành 44/46" in text for text in said)
        assert "Hoàng Minh Hải" in issued_texts(workspace, "bao_cao_quy_2")
        assert "Nguyễn Văn Mới" in said and "Hoàng Minh Hải" not in said
        issue(workspace, "danh-gia", 90, date(2026, 12, 20))
        unchanged()
        assert any("số 15/KH-VPUBND" in text for text in issued_texts(workspace, "danh_gia"))
        assert [line.so_ky_hieu.split("/")[0] for line in so_van_ban(workspace, None)] == ["45", "60", "90", "15"]


class TestTransaction:
    def test_what_was_completed_is_said_where_the_command_is_refused_for_another_reason(self, workspace: Path) -> None:
        before = (workspace / PLAN).read_bytes()
        issue(workspace, "ke-hoach", 5, DAY)
        (workspace / PLAN).write_bytes(before)  # as a run leaves it that was killed before it wrote the number
        with pytest.raises(UnusableError, match=r"ghi nốt số 5(?s:.+)số liệu là minh họa"):
            issue(workspace, "bao-cao-quy", 6, DAY, 2)

    def test_a_number_written_in_another_way_is_no_half_done_run(self, workspace: Path) -> None:
        issue(workspace, "ke-hoach", 5, DAY)
        changed(workspace, PLAN, "so: 5  ", 'so: "5" ')
        changed(workspace, PLAN, "ngay_ban_hanh: 10/6/2026", "ngay_ban_hanh:   10/06/2026")
        before = (workspace / PLAN).read_bytes()
        with pytest.raises(UnusableError, match="đã ban hành số 5") as caught:
            issue(workspace, "ke-hoach", 5, DAY)
        assert "ghi nốt" not in str(caught.value) and (workspace / PLAN).read_bytes() == before

    def test_four_at_once_one_succeeds(self, workspace: Path) -> None:
        def run(so: int) -> int:
            options = ("--ngay", "10/6/2026", "--khong-qua-trinh-ky", "--ly-do", "x")
            return docgen("ban-hanh", "ke-hoach", "--so", str(so), *options, folder=workspace)[0]

        with ThreadPoolExecutor() as pool:
            codes = list(pool.map(run, range(1, 5)))
        assert sorted(codes) == [0, 2, 2, 2]
        assert number_in_yaml(workspace) == codes.index(0) + 1

    def test_three_documents_at_once_with_one_number(self, workspace: Path) -> None:
        official(workspace)
        plan_numbered(workspace)
        for quy in (2, 3, 4):
            packed(workspace, "bao-cao-quy", quy)

        def run(quy: int) -> str:
            day, last = date(2026, 12, 20), date(2026, 12, 31)
            try:
                ban_hanh("bao-cao-quy", 45, day, workspace, None, quy, output=workspace / "output", today=last)
            except UnusableError as error:
                return str(error)
            return ""

        with ThreadPoolExecutor() as pool:
            said = sorted(pool.map(run, (2, 3, 4)))
        assert said[0] == "" and all("số 45 đã cấp cho bao_cao_quy_" in each for each in said[1:])

    @pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs links")
    def test_a_linked_file_stays_a_link_and_keeps_its_mode(self, workspace: Path) -> None:
        real = workspace / "ke_hoach_that.yaml"
        (workspace / PLAN).rename(real)
        real.chmod(0o640)
        (workspace / PLAN).symlink_to(real)
        issue(workspace, "ke-hoach", 5, DAY)
        assert (workspace / PLAN).is_symlink() and real.stat().st_mode & 0o777 == 0o640
        assert "so: 5 " in real.read_text(encoding="utf-8")

    def test_line_ends_and_mark_stay(self, workspace: Path) -> None:
        path = workspace / PLAN
        before = codecs.BOM_UTF8 + path.read_bytes().replace(b"\n", b"\r\n")
        path.write_bytes(before)
        issue(workspace, "ke-hoach", 5, DAY)
        after = path.read_bytes()
        assert after.startswith(codecs.BOM_UTF8) and after.count(b"\r\n") == after.count(b"\n") == before.count(b"\n")


class TestTampering:
    def named(self, workspace: Path) -> list[str]:
        """What `docgen kiem`, `docgen trinh-ky` and `docgen` say."""
        said = []
        for command in (
            lambda: kiem_du_lieu(workspace),
            lambda: trinh_ky("bao-cao-quy", workspace, None, workspace / "output", 2, DAY),
        ):
            with pytest.raises(UnusableError) as caught:
                command()
            said.append(str(caught.value))
        try:
            lines = tinh_hinh(workspace, "papi_2026", workspace / "output", DAY).cac_dong
            said.append("\n".join(line.noi_dung for line in lines))
        except UnusableError as error:
            said.append(str(error))
        return said

    @pytest.mark.parametrize("deleted", [True, False])
    def test_each_frozen_file_edited_or_deleted(self, workspace: Path, deleted: bool) -> None:
        packed(workspace)
        folder = issue(workspace, "ke-hoach", 5, DAY).thu_muc
        frozen = [path for path in folder.rglob("*") if path.is_file() and path.name != "ke_khai.json"]
        assert len(frozen) >= 6
        for path in frozen:
            content = path.read_bytes()
            path.unlink() if deleted else path.write_bytes(content + b" ")
            assert all(path.relative_to(folder).as_posix() in said for said in self.named(workspace))
            path.write_bytes(content)

    def test_data_put_beside_the_frozen_ones(self, workspace: Path) -> None:
        folder = issue(workspace, "ke-hoach", 5, DAY).thu_muc / "du_lieu/data/papi_2026/tien_do"
        folder.mkdir()
        shutil.copy(workspace / "data/papi_2026/tien_do/quy_2.yaml", folder)
        assert all("du_lieu/data/papi_2026/tien_do/quy_2.yaml" in said for said in self.named(workspace))

    @pytest.mark.parametrize("damage", [lambda t: t[:50], lambda t: t.replace('"so": 5', '"so": 6'), lambda _: "[]"])
    def test_a_damaged_manifest(self, workspace: Path, damage: object) -> None:
        issue(workspace, "ke-hoach", 5, DAY)
        path = workspace / FOLDER / "ke_hoach/ke_khai.json"
        path.write_text(damage(path.read_text(encoding="utf-8")), encoding="utf-8")  # type: ignore[operator]
        assert all("da_ban_hanh/ke_hoach/ke_khai.json" in said for said in self.named(workspace))

    def test_a_number_typed_by_hand_is_said_to_be_unfrozen(self, workspace: Path) -> None:
        changed(workspace, PLAN, "so:  ", "so: 9  ")
        changed(workspace, PLAN, "ngay_ban_hanh:", "ngay_ban_hanh: 10/6/2026")
        lines = {x.ten: x.noi_dung for x in tinh_hinh(workspace, "papi_2026", workspace / "output", DAY).cac_dong}
        assert lines["Kế hoạch"].startswith("số, ngày ghi tay, chưa ban hành")


class TestGate:
    def test_what_was_not_packed_is_refused_even_with_a_reason(self, workspace: Path) -> None:
        for reason in ("", "gấp"):
            with pytest.raises(UnusableError, match="kế hoạch chưa trình ký"):
                issue(workspace, "ke-hoach", 5, DAY, khong_qua_trinh_ky=False, ly_do=reason)
        assert number_in_yaml(workspace) is None

    def test_what_was_packed_is_issued_and_the_package_kept(self, workspace: Path) -> None:
        folder = packed(workspace)
        ban_hanh("ke-hoach", 5, DAY, workspace, None, None, output=workspace / "output", today=DAY)
        kept = workspace / FOLDER / "ke_hoach/trinh_ky"
        assert (kept / "ke_hoach.docx").read_bytes() == (folder / "ke_hoach.docx").read_bytes()
        assert json.loads((kept.parent / "ke_khai.json").read_text(encoding="utf-8"))["cach"] == "bản trình ký"

    def test_a_package_that_was_edited_or_is_older_than_the_data(self, workspace: Path) -> None:
        folder = packed(workspace)
        path = folder / "ke_hoach.docx"
        content = path.read_bytes()
        path.write_bytes(content + b" ")
        with pytest.raises(UnusableError, match="tệp trong gói trình ký đã bị sửa"):
            issue(workspace, "ke-hoach", 5, DAY, khong_qua_trinh_ky=False, ly_do="")
        path.write_bytes(content)
        changed(workspace, "data/co_quan.yaml", "dia_danh: Lai Châu", "dia_danh: Tân Phong")
        with pytest.raises(UnusableError, match="dữ liệu đã đổi sau khi trình ký"):
            issue(workspace, "ke-hoach", 5, DAY, khong_qua_trinh_ky=False, ly_do="")

    def test_a_signed_file_that_says_something_else(self, workspace: Path) -> None:
        document = opened(packed(workspace) / "ke_hoach.docx")
        at = next(p for p in document.paragraphs if len(p.text) > 80)
        at.add_run(" thêm một câu")
        document.save(str(workspace / "da_ky.docx"))
        options = {"tep": workspace / "da_ky.docx", "khong_qua_trinh_ky": False}
        with pytest.raises(UnusableError, match=r"khác bản trình ký, thiếu: “(?s:.+)khác bản trình ký, thêm: “"):
            issue(workspace, "ke-hoach", 5, DAY, ly_do="", **options)
        issue(workspace, "ke-hoach", 5, DAY, ly_do="lãnh đạo sửa khi ký", **options)
        assert any("thêm một câu" in text for text in issued_texts(workspace, "ke_hoach"))

    @pytest.mark.parametrize(
        ("so", "ngay", "said"),
        [
            (45, date(2026, 9, 20), "số 45 đã cấp cho bao_cao_quy_2"),
            (44, date(2026, 9, 20), "số không theo thứ tự ngày"),
            (60, date(2026, 9, 21), "ngày ban hành sau hôm nay 20/9/2026"),
        ],
    )
    def test_numbers_and_days_that_do_not_fit_need_a_reason(
        self, workspace: Path, so: int, ngay: date, said: str
    ) -> None:
        official(workspace)
        issue(workspace, "ke-hoach", 15, date(2026, 1, 15))
        issue(workspace, "bao-cao-quy", 45, date(2026, 6, 20), 2)
        packed(workspace, "bao-cao-quy", 3)
        options = {"khong_qua_trinh_ky": False, "today": date(2026, 9, 20)}
        with pytest.raises(UnusableError, match=said):
            issue(workspace, "bao-cao-quy", so, ngay, 3, ly_do="", **options)
        issue(workspace, "bao-cao-quy", so, ngay, 3, ly_do="Văn thư cấp như vậy", **options)

    def test_a_higher_number_on_an_earlier_day(self, workspace: Path) -> None:
        official(workspace)
        issue(workspace, "ke-hoach", 15, date(2026, 1, 15))
        issue(workspace, "bao-cao-quy", 45, date(2026, 9, 20), 3)
        packed(workspace, "bao-cao-quy", 2)
        options = {"khong_qua_trinh_ky": False, "today": date(2026, 9, 20)}
        with pytest.raises(UnusableError, match="số không theo thứ tự ngày: bao_cao_quy_3"):
            issue(workspace, "bao-cao-quy", 60, date(2026, 6, 20), 2, ly_do="", **options)
        issue(workspace, "bao-cao-quy", 60, date(2026, 6, 20), 2, ly_do="Văn thư cấp như vậy", **options)

    def test_a_day_before_the_plan_is_refused_whatever_the_reason(self, workspace: Path) -> None:
        """The check of the data knows no reason: a report cannot cite what is not there yet."""
        official(workspace)
        issue(workspace, "ke-hoach", 15, date(2026, 1, 15))
        with pytest.raises(UnusableError, match="trước ngày của kế hoạch được viện dẫn 15/01/2026"):
            issue(workspace, "bao-cao-quy", 60, date(2026, 1, 2), 3, ly_do="")
        with pytest.raises(UnusableError, match="trước khi có kế hoạch mà văn bản viện dẫn"):
            issue(workspace, "bao-cao-quy", 60, date(2026, 1, 2), 3, ly_do="Văn thư cấp như vậy")

    @pytest.mark.parametrize("so", [44, 46])
    def test_two_of_one_day_have_their_numbers_in_either_order(self, workspace: Path, so: int) -> None:
        official(workspace)
        day = date(2026, 9, 20)
        issue(workspace, "ke-hoach", 15, date(2026, 1, 15))
        issue(workspace, "bao-cao-quy", 45, day, 2)
        packed(workspace, "bao-cao-quy", 3)
        done = issue(workspace, "bao-cao-quy", so, day, 3, khong_qua_trinh_ky=False, ly_do="", today=day)
        kept = done.thu_muc / "du_lieu/data/papi_2026/tien_do"
        assert sorted(path.name for path in kept.iterdir()) == ["quy_2.yaml", "quy_3.yaml"]

    def test_a_report_of_the_day_of_its_plan(self, workspace: Path) -> None:
        official(workspace)
        day = date(2026, 6, 14)  # the last of quý II
        issue(workspace, "ke-hoach", 15, day)
        packed(workspace, "bao-cao-quy", 2)
        issue(workspace, "bao-cao-quy", 45, day, 2, khong_qua_trinh_ky=False, ly_do="", today=day)
