"""A document type that the recipe of CONTRIBUTING.md adds goes through every command, not only where it is made."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from docgen.commands.ban_hanh import huy
from docgen.commands.lap import lap
from docgen.commands.mau import word
from docgen.commands.tinh_hinh import tinh_hinh
from docgen.commands.trinh_ky import trinh_ky
from docgen.documents import DOCUMENT_TYPES, LoaiVanBan, VanBanLap, cac_van_ban
from docgen.documents.the_thuc import the_thuc
from docgen.errors import UnusableError
from docgen.load import FILES, load
from docgen.model import HoSo, VanBan
from docgen.nghi_dinh import nd30
from docgen.template.blocks import Block, Paragraph, SectionEnd
from docgen.template.parts import chu_ky, dau_van_ban
from tests.cli.test_main import docgen
from tests.commands.test_ban_hanh import issue
from tests.conftest import ROOT
from tests.finished import opened, texts

TEP = "thong_bao.yaml"
BODY: list[Block] = [
    *dau_van_ban(),
    Paragraph(nd30.LOI_VAN, "{{ ten_co_quan }} thông báo Kế hoạch năm {{ nam }} đã được ban hành."),
    Paragraph(nd30.KET_LUAN, "Trên đây là thông báo của {{ ten_co_quan }}./."),
    *chu_ky(),
    SectionEnd(),
]


def thong_bao(ho_so: HoSo) -> Iterator[VanBanLap]:
    """A notice, where there is a file for it."""
    record = ho_so.ban_ghi.get(TEP)
    nam = ho_so.ke_hoach.nam
    if record is not None:
        yield VanBanLap(
            LOAI,
            record,
            lambda: the_thuc(ho_so.co_quan, record, "Thông báo", nam, "Việc ban hành Kế hoạch") | {"nam": str(nam)},
        )


LOAI = LoaiVanBan("thong-bao", "Thông báo", "thông báo", TEP, thong_bao, BODY)


@pytest.fixture
def notice(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a plan, no progress, and the data of a notice; the type is registered."""
    monkeypatch.setitem(DOCUMENT_TYPES, LOAI.ma, LOAI)
    monkeypatch.setitem(FILES, TEP, VanBan)
    shutil.rmtree(workspace / "data/papi_2026/tien_do")
    (workspace / "data/papi_2026/danh_gia.yaml").unlink()
    (workspace / "data/papi_2026" / TEP).write_text("nguoi_ky: hoang_minh_hai\n", encoding="utf-8")
    return workspace


def test_it_is_written_and_seen(notice: Path) -> None:
    (file,) = lap(["thong-bao"], notice, None, notice / "output")
    assert "Văn phòng UBND tỉnh thông báo Kế hoạch năm 2026 đã được ban hành." in texts(opened(file.path))
    assert [f.path.name for f in lap(list(DOCUMENT_TYPES), notice, None, notice / "output")] == [
        "ke_hoach.docx",
        "thong_bao.docx",
    ]
    assert notice / "templates_docx/thong_bao.docx" in [file.path for file in word(notice)]
    lines = {
        line.ten: line.noi_dung for line in tinh_hinh(notice, "papi_2026", notice / "output", date(2026, 6, 1)).cac_dong
    }
    assert lines["Thông báo"] == "chưa cấp số, ngày; văn bản đã lập, khớp dữ liệu"


def test_it_goes_to_signature_is_issued_and_taken_back(notice: Path) -> None:
    lap(["thong-bao"], notice, None, notice / "output")
    done = trinh_ky("thong-bao", notice, None, notice / "output", None, date(2026, 6, 1))
    assert "thong_bao.docx" in done.cac_tep
    issue(notice, "thong-bao", 7, date(2026, 6, 10))
    record = load(notice, "papi_2026").ban_ghi[TEP]
    assert (record.so, record.ngay_ban_hanh) == (7, date(2026, 6, 10))
    huy("thong-bao", "ghi nhầm", date(2026, 6, 11), notice, None, None)
    assert load(notice, "papi_2026").ban_ghi[TEP].so is None


def test_a_quarter_makes_no_sense_for_it(notice: Path) -> None:
    for command in (
        lambda: trinh_ky("thong-bao", notice, None, notice / "output", 2, date(2026, 6, 1)),
        lambda: issue(notice, "thong-bao", 7, date(2026, 6, 10), 3),
        lambda: lap(["thong-bao"], notice, None, notice / "output", 1),
    ):
        with pytest.raises(UnusableError, match="thông báo không lập theo quý"):
            command()


def test_without_its_data_every_command_says_so(notice: Path) -> None:
    (notice / "data/papi_2026" / TEP).unlink()
    for command in (
        lambda: lap(["thong-bao"], notice, None, notice / "output"),
        lambda: trinh_ky("thong-bao", notice, None, notice / "output", None, date(2026, 6, 1)),
        lambda: issue(notice, "thong-bao", 7, date(2026, 6, 10)),
    ):
        with pytest.raises(UnusableError, match=r"cần data/papi_2026/thong_bao\.yaml"):
            command()


@pytest.mark.parametrize("command", ["trinh-ky", "ban-hanh --so 3 --ngay 10/6/2026", "lap"])
def test_the_plan_takes_no_quarter(workspace: Path, command: str) -> None:
    """Seen: `ban-hanh ke-hoach --quy 3` recorded the number; `trinh-ky ke-hoach --quy 2` said that ke_hoach.yaml is missing."""
    name, *options = command.split()
    code, _, err = docgen(name, "ke-hoach", *options, "--quy", "3", folder=workspace)
    assert code == 2
    assert "kế hoạch không lập theo quý" in err or "Không có tùy chọn" in err
    assert not (workspace / "data/papi_2026/da_ban_hanh").exists()


def test_every_document_has_a_type_and_a_record_of_its_own() -> None:
    documents = cac_van_ban(load(ROOT, "papi_2026"))
    assert len({v.stem for v in documents}) == len({v.tep for v in documents}) == len(documents) == 5
