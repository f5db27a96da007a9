"""`docgen ban-hanh`: number and date into the data and nothing else; frozen figures; corrections; undoing."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from docgen.commands.ban_hanh import KetQuaBanHanh, ban_hanh, huy
from docgen.commands.lap import lap
from docgen.commands.tinh_hinh import tinh_hinh
from docgen.commands.trinh_ky import trinh_ky
from docgen.errors import UnusableError
from docgen.load import load
from docgen.load.edit import with_values
from tests.cli.test_main import docgen
from tests.conftest import ROOT
from tests.finished import opened, texts

PLAN = "data/papi_2026/ke_hoach.yaml"
QUARTER = "data/papi_2026/tien_do/quy_2.yaml"
DAY = date(2026, 6, 10)
HEADING = "Đính chính số liệu đã báo cáo"


def official(workspace: Path) -> None:
    """Makes the shipped progress count as real."""
    for path in (workspace / "data/papi_2026").rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("so_lieu: minh_hoa", "so_lieu: chinh_thuc"), encoding="utf-8")


def plan_numbered(workspace: Path) -> None:
    """The plan has its number and day, as one that was issued without docgen: reports cite them."""
    path = workspace / PLAN
    text = path.read_text(encoding="utf-8")
    path.write_text(with_values(text, {"so": "15", "ngay_ban_hanh": "10/6/2026"}, before="nguoi_ky"), encoding="utf-8")


def changed(workspace: Path, file: str, old: str, new: str) -> None:
    path = workspace / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def files(workspace: Path) -> dict[str, bytes]:
    return {
        path.relative_to(workspace).as_posix(): path.read_bytes()
        for path in sorted((workspace / "data").rglob("*"))
        if path.is_file() and path.name != ".khoa"
    }


def issue(workspace: Path, name: str, so: int, ngay: date, quy: int | None = None, **options: Any) -> KetQuaBanHanh:
    """Issues a document without the package, where that is beside the point."""
    chosen = {"khong_qua_trinh_ky": True, "ly_do": "thử", "today": max(ngay, DAY)} | options
    return ban_hanh(name, so, ngay, workspace, None, quy, output=workspace / "output", **chosen)


def packed(workspace: Path, name: str = "ke-hoach", quy: int | None = None) -> Path:
    """The document written and packed for signature, without its PDF: LibreOffice takes seconds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("docgen.docx.pdf._program", lambda: None)
        lap([name], workspace, None, workspace / "output", quy)
        return trinh_ky(name, workspace, None, workspace / "output", quy, DAY).thu_muc


def report(workspace: Path, quy: int) -> list[str]:
    (file,) = lap(["bao-cao-quy"], workspace, None, workspace / "output", quy)
    return texts(opened(file.path))


def test_only_the_two_lines_change(workspace: Path) -> None:
    before = files(workspace)
    issue(workspace, "ke-hoach", 123, DAY)
    after = files(workspace)
    folder = "data/papi_2026/da_ban_hanh/ke_hoach"
    assert {name for name in after if after[name] != before.get(name)} == {
        PLAN,
        *(f"{folder}/{kept}" for kept in ("van_ban.docx", "ke_khai.json", "du_lieu/templates_docx/ke_hoach.docx")),
        *(f"{folder}/du_lieu/data/{kept}" for kept in ("co_quan.yaml", "papi_2026/ke_hoach.yaml")),
    }
    old, new = (content[PLAN].decode().splitlines() for content in (before, after))
    assert [(a, b) for a, b in zip(old, new, strict=True) if a != b] == [
        ("so:             # Văn thư cấp", "so: 123         # Văn thư cấp"),
        ("ngay_ban_hanh:  # ví dụ 10/6/2026", "ngay_ban_hanh: 10/6/2026  # ví dụ 10/6/2026"),
    ]


def test_later_documents_cite_the_number(workspace: Path) -> None:
    code, out, _ = docgen(
        *("ban-hanh", "ke-hoach", "--so", "123", "--ngay", "10/6/2026", "--khong-qua-trinh-ky", "--ly-do", "x"),
        folder=workspace,
    )
    assert code == 0 and "Đã ban hành kế hoạch số 123" in out
    assert any(
        "Kế hoạch số 123/KH-VPUBND ngày 10/6/2026 của Văn phòng UBND tỉnh" in text for text in report(workspace, 3)
    )


@given(
    st.lists(
        st.sampled_from(
            ["nguoi_ky: a", "# ghi chú: so: 5", "", "trich_yeu: >-\n  dài, so: 7", "noi_nhan:\n  - A", 'ten: "so: 9"']
        ),
        max_size=6,
    ),
    st.sampled_from(["so:", "so: 12", "so: 12  # cũ", 'so: "12"', ""]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_whatever_else_stands_in_the_file_stays(others: list[str], number: str, newline: str) -> None:
    lines = (
        [*dict.fromkeys(others), number, "nguoi_ky_khac: b", "nguoi_ky: c"]
        if number
        else [*dict.fromkeys(others), "nguoi_ky: c"]
    )
    lines = [line for i, line in enumerate(lines) if line != "nguoi_ky: a" or i < 0]
    text = newline.join(lines) + newline
    after = with_values(text, {"so": "45"}, before="nguoi_ky")
    assert yaml.safe_load(after)["so"] == 45
    assert {k: v for k, v in yaml.safe_load(after).items() if k != "so"} == {
        k: v for k, v in yaml.safe_load(text).items() if k != "so"
    }
    assert re.sub(r"(?m)^so:.*(\r?\n)", "", after) == re.sub(r"(?m)^so:.*(\r?\n)", "", text)
    assert re.findall("#.*", after) == re.findall("#.*", text)


@pytest.mark.parametrize("key", ["so:", "so :", "so\t:", '"so":', "'so' :", '"so"  :'])
@pytest.mark.parametrize("anchor", ["nguoi_ky:", '"nguoi_ky" :'])
def test_a_key_in_any_writing_of_yaml_gets_its_value_in_its_own_line(key: str, anchor: str) -> None:
    after = with_values(
        f"nam: 2026\n{key} 1 # ghi chú\n{anchor} an\n", {"so": "45", "ngay_ban_hanh": "10/6/2026"}, before="nguoi_ky"
    )
    assert yaml.safe_load(after) == {"nam": 2026, "so": 45, "ngay_ban_hanh": "10/6/2026", "nguoi_ky": "an"}
    assert after.count("so") == 1 and "# ghi chú" in after


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ke-hoach", "--so", "0", "--ngay", "1/6/2026"], "0 không nằm trong khoảng"),
        (["ke-hoach", "--so", "5", "--ngay", "31/9/2026"], "tháng 9 năm 2026 có 30 ngày"),
        (["ke-hoach", "--so", "5"], "cần --so và --ngay"),
        (["thong-bao", "--so", "5", "--ngay", "1/6/2026"], "không thuộc ke-hoach, dieu-chinh, bao-cao-quy, danh-gia"),
        (["bao-cao-quy", "--so", "5", "--ngay", "1/6/2026"], "chưa ghi quý"),
        (["bao-cao-quy", "--quy", "2", "--so", "5", "--ngay", "1/6/2026"], "số liệu là minh họa"),
        (["ke-hoach", "--huy"], "--huy đi với --ly-do"),
        (["ke-hoach", "--huy", "--ly-do", "x"], "kế hoạch chưa ban hành"),
    ],
)
def test_what_cannot_be_issued(workspace: Path, arguments: list[str], said: str) -> None:
    before = files(workspace)
    code, _, err = docgen("ban-hanh", *arguments, folder=workspace)
    assert code == 2 and said in err and files(workspace) == before


def test_a_date_that_makes_the_data_wrong_changes_nothing(workspace: Path) -> None:
    changed(workspace, "data/co_quan.yaml", "    quyen_han: Q.\n", "    quyen_han: Q.\n    den_ngay: 01/5/2026\n")
    before = files(workspace)
    with pytest.raises(UnusableError, match="không giữ chức vụ vào ngày ban hành"):
        issue(workspace, "ke-hoach", 5, DAY)
    assert files(workspace) == before


def test_issued_twice_is_refused(workspace: Path) -> None:
    issue(workspace, "ke-hoach", 5, DAY)
    with pytest.raises(UnusableError, match="kế hoạch đã ban hành số 5, ngày 10/6/2026"):
        issue(workspace, "ke-hoach", 6, DAY)


def issued_texts(workspace: Path, stem: str) -> list[str]:
    return texts(opened(workspace / f"data/papi_2026/da_ban_hanh/{stem}/van_ban.docx"))


class TestFreezing:
    @pytest.fixture
    def issued(self, workspace: Path) -> Path:
        official(workspace)
        issue(workspace, "bao-cao-quy", 5, date(2026, 6, 20), 2)
        return workspace

    def test_without_a_change_nothing_is_corrected(self, issued: Path) -> None:
        assert not any("Đính chính" in text for text in report(issued, 3))

    def test_a_later_change_is_a_correction_in_the_next_report_and_the_issued_one_stays(self, issued: Path) -> None:
        changed(issued, QUARTER, "tong_so: 45", "tong_so: 46")
        with pytest.raises(UnusableError, match="đã ban hành số 5, ngày 20/6/2026: giữ nguyên, không lập lại"):
            report(issued, 2)
        said = report(issued, 3)
        (at,) = (number for number, text in enumerate(said) if text.endswith(HEADING))
        assert re.fullmatch(r"Quý II, nhiệm vụ “.+” \(.+\): số liệu chỉ tiêu sửa 44/45 thành 44/46\.", said[at + 1])
        lines = tinh_hinh(issued, "papi_2026", issued / "output", DAY).cac_dong
        assert any("01 đính chính sẽ in ở báo cáo sau" in line.noi_dung for line in lines)

    def test_a_correction_is_told_once(self, issued: Path) -> None:
        changed(issued, QUARTER, "tong_so: 45", "tong_so: 46")
        issue(issued, "bao-cao-quy", 9, date(2026, 9, 20), 3)
        assert any(text.endswith(HEADING) for text in issued_texts(issued, "bao_cao_quy_3"))
        assert not any("Đính chính" in text for text in report(issued, 4))

    def test_a_report_taken_back_and_one_added(self, issued: Path) -> None:
        data = yaml.safe_load((issued / QUARTER).read_text(encoding="utf-8"))["tien_do"]
        gone = data[-1]
        text = (issued / QUARTER).read_text(encoding="utf-8")
        at = text.rindex(f"  - nhiem_vu: {gone['nhiem_vu']}")
        (issued / QUARTER).write_text(text[:at], encoding="utf-8")
        assert any("báo cáo của đơn vị đã được rút" in text for text in report(issued, 3))

    def test_undoing_keeps_the_reason_and_the_figures(self, issued: Path) -> None:
        folder = issued / "data/papi_2026/da_ban_hanh"
        before = {path.name: path.read_bytes() for path in (folder / "bao_cao_quy_2").rglob("*") if path.is_file()}
        huy("bao-cao-quy", 'ghi nhầm "số"', DAY, issued, None, 2)
        kept = {path.name: path.read_bytes() for path in (folder / "bao_cao_quy_2.huy_1").rglob("*") if path.is_file()}
        assert json.loads(kept.pop("huy.json")) == {"huy": 'ghi nhầm "số"', "ngay": "10/6/2026"}
        assert kept == before
        assert load(issued, "papi_2026").tien_do[2].so is None
        issue(issued, "bao-cao-quy", 6, date(2026, 6, 21), 2)
        huy("bao-cao-quy", "lại nhầm", DAY, issued, None, 2)
        assert (folder / "bao_cao_quy_2.huy_2").exists()


def test_the_shipped_data_are_not_issued() -> None:
    assert load(ROOT, "papi_2026").da_ban_hanh == {}
