"""`docgen giai-thich`: what stands behind a figure, as it is printed or by its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.commands.giai_thich import GiaiThich, giai_thich
from docgen.docx import package
from docgen.errors import UnusableError
from tests.cli.test_main import docgen
from tests.conftest import ROOT
from tests.render.mau_nho import p, template

QUARTER, YEAR = ("bao-cao-quy", 3), ("danh-gia", None)
Asked = tuple[str, int | None]


def asked(hoi: str, about: Asked = QUARTER, workspace: Path = ROOT) -> list[GiaiThich]:
    name, quy = about
    return giai_thich(name, hoi, workspace, "papi_2026", quy)


def lines(found: GiaiThich) -> set[str]:
    """The lines of the data behind a figure, file and words."""
    return {
        f"{Path(place.file).name} {(ROOT / place.file).read_text(encoding='utf-8').splitlines()[place.line - 1].strip()}"
        for place in found.source.places
    }


@pytest.mark.parametrize("hoi", ["14/15", "014/015", " 14/15 "])
def test_a_share_is_explained_by_its_tasks_and_lines(hoi: str) -> None:
    done, all_ = asked(hoi)
    assert (done.cach_in, done.source.ten) == ("14", "nhiệm vụ thường xuyên đã thực hiện trong kỳ")
    assert (all_.cach_in, all_.source.ten) == ("15", "nhiệm vụ thường xuyên")
    assert (len(done.source.parts), len(all_.source.parts)) == (14, 15)
    assert all(" — đã thực hiện trong kỳ" in part.ten for part in done.source.parts)
    assert all("ma: " in line or "nhiem_vu: " in line for line in lines(all_))
    assert done.noi_in.startswith("Đến ngày 14/9/2026, đã hoàn thành 01/05 nhiệm vụ có thời hạn")


PHAN_TRAM = "chỉ tiêu “Đơn thư thuộc thẩm quyền được xem xét, xử lý và giải quyết kịp thời, đúng quy định”"


@pytest.mark.parametrize(
    ("hoi", "about", "ten", "parts", "a_line"),
    [
        ("93,3%", QUARTER, "tỷ lệ nhiệm vụ thường xuyên đã thực hiện trong kỳ", 15, "quy_3.yaml - nhiem_vu: xu_ly_don_thu"),
        ("0,5", QUARTER, "thay đổi so với quý II", 29, "quy_2.yaml - nhiem_vu: xu_ly_don_thu"),
        ("100,0%", QUARTER, PHAN_TRAM, 2, "quy_3.yaml - {chi_tieu: ty_le_xu_ly_don_thu, so_dat: 41, tong_so: 41"),
        ("85/85", QUARTER, PHAN_TRAM, 2, "quy_2.yaml - {chi_tieu: ty_le_xu_ly_don_thu, so_dat: 44, tong_so: 45"),
        ("5.067", QUARTER, "Văn bản điện tử được ký số", 1, "quy_3.yaml so_lieu_thong_ke: {van_ban_ky_so: 5.067"),
        ("9.879", QUARTER, "Văn bản điện tử được ký số", 2, "quy_2.yaml so_lieu_thong_ke: {van_ban_ky_so: 4.812"),
        ("14", QUARTER, "số ngày quá hạn", 1, "quy_2.yaml thoi_gian_thuc_hien: 31/8/2026"),
        ("+0,2699", YEAR, "thay đổi điểm", 2, "danh_gia.yaml chi_so_1: 5,2363"),
        ("5,2363", YEAR, "", 1, "danh_gia.yaml chi_so_1: 5,2363"),
        ("86,7%", YEAR, "tỷ lệ thực hiện ở tất cả các quý có báo cáo", 15, "quy_4.yaml"),
    ],
)  # fmt: skip
def test_a_figure_is_found_as_it_is_printed(hoi: str, about: Asked, ten: str, parts: int, a_line: str) -> None:
    found = [each for each in asked(hoi, about) if each.source.ten == ten]
    assert found, asked(hoi, about)
    assert all(len(each.source.parts) == parts for each in found)
    assert all(any(line.startswith(a_line) for line in lines(each)) for each in found), lines(found[0])


def test_a_count_of_a_table_names_its_row_and_column() -> None:
    found = asked("Trung tâm Phục vụ hành chính công: có thời hạn, quá hạn")
    (cell,) = found
    assert (cell.cach_in, cell.noi_in, len(cell.source.parts)) == ("1", "1", 1)
    assert cell.source.parts[0].ten.startswith("Lắp đặt thiết bị lấy ý kiến")


@pytest.mark.parametrize("hoi", ["quá hạn", "qua han", "QUÁ HẠN"])
def test_a_name_finds_all_its_figures(hoi: str) -> None:
    found = asked(hoi)
    assert {each.cach_in for each in found} == {"01", "1", "quá hạn 14 ngày", "Quá hạn 14 ngày"}
    assert all("quá hạn" in each.source.ten.lower() for each in found)
    assert all(each.source.places for each in found)


def test_a_text_of_a_unit_is_explained_by_its_line() -> None:
    (text,) = [each for each in asked("64") if not each.source.ten]
    assert "bản thảo 64 trang" in text.cach_in
    (line,) = lines(text)
    assert "64 trang" in line


@pytest.mark.parametrize(
    ("hoi", "about"),
    [("2699", YEAR), ("+0,269", YEAR), ("067", QUARTER), ("438", QUARTER), ("3,3%", QUARTER), ("4/15", QUARTER)],
)
def test_part_of_a_figure_is_not_the_figure(hoi: str, about: Asked) -> None:
    """Neither of +0,2699, of 5.067, of 438.900, of 93,3% nor of 14/15."""
    with pytest.raises(UnusableError, match="không có con số"):
        asked(hoi, about)


@pytest.mark.parametrize("hoi", ["77777", "Độc lập - Tự do", "nhiệm vụ kỳ tới của ai", "30/2020", "", " "])
def test_what_the_document_does_not_print_from_data(hoi: str) -> None:
    """Words that stand only in the template too."""
    with pytest.raises(UnusableError, match=r"báo cáo quý III: không có con số hay tên “.*” do docgen in ra"):
        asked(hoi)


def test_a_figure_that_is_only_in_the_template(workspace: Path) -> None:
    (workspace / "templates_docx").mkdir()
    path = workspace / "templates_docx/bao_cao_quy.docx"
    path.write_bytes(template(p("Còn 41 việc, {{ ho_ten }}")))
    assert package.source_of(path.read_bytes()) is None  # somebody's own
    with pytest.raises(UnusableError, match="“41” do docgen in ra"):
        asked("41", workspace=workspace)


def test_a_template_that_is_broken_is_told(workspace: Path) -> None:
    (workspace / "templates_docx").mkdir()
    path = workspace / "templates_docx/bao_cao_quy.docx"
    for content, said in (
        (b"not a document", "mẫu không phải là tệp Word"),
        (template(p("{{ la }}")), "biến “la” không có"),
    ):
        path.write_bytes(content)
        with pytest.raises(UnusableError, match=rf"templates_docx/bao_cao_quy\.docx.*{said}"):
            asked("41", workspace=workspace)


@pytest.mark.parametrize(
    ("about", "said"),
    [
        (("ke-hoach", 3), "kế hoạch không lập theo quý"),
        (("danh-gia", 1), "không lập theo quý"),
        (("bao-cao-quy", None), "chưa ghi quý của báo cáo quý"),
        (("bao-cao-quy", 1), "chưa có dữ liệu để lập báo cáo quý I"),
    ],
)
def test_a_document_that_there_is_not(about: Asked, said: str) -> None:
    with pytest.raises(UnusableError, match=said):
        asked("5", about)


def test_a_document_without_data(workspace: Path) -> None:
    (workspace / "data/papi_2026/danh_gia.yaml").unlink()
    with pytest.raises(UnusableError, match=r"cần data/papi_2026/danh_gia\.yaml"):
        asked("5", YEAR, workspace)


def test_the_command_line(workspace: Path) -> None:
    code, out, _ = docgen("giai-thich", "bao-cao-quy", "14/15", "--quy", "3", folder=workspace)
    assert code == 0
    first, second, third, *_ = out.splitlines()
    assert first.startswith("14: nhiệm vụ thường xuyên đã thực hiện trong kỳ — “Đến ngày 14/9/2026, đã hoàn thành")
    assert second == "  Công khai thông tin trên Trang, Cổng Thông tin điện tử — đã thực hiện trong kỳ"
    assert third.startswith("    data/papi_2026/ke_hoach.yaml:130:")
    code, out, err = docgen("giai-thich", "bao-cao-quy", "77777", "--quy", "3", folder=workspace)
    assert (code, out) == (2, "") and "không có con số hay tên “77777”" in err
