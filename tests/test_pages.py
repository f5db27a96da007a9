"""The pages, as LibreOffice sets them: what no reading of the XML can tell."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from docgen.commands.lap import lap
from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.text_width import bold_width
from tests.conftest import ROOT

ToPdf = Callable[[Path], Path]
MM = 25.4 / 72


@dataclass(frozen=True)
class Line:
    """A line of text on a page; places in mm from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def pages(pdf: Path) -> list[list[Line]]:
    """The lines of each page, top to bottom."""
    out = subprocess.run(["pdftotext", "-bbox-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout
    found = []
    for page in out.split("<page ")[1:]:
        lines = []
        for match in re.finditer(r"<line ([^>]*)>(.*?)</line>", page, re.DOTALL):
            places = [float(value) * MM for value in re.findall(r'"([\d.]+)"', match[1])]
            words = re.findall(r">([^<]+)</word>", match[2])
            lines.append(Line(" ".join(words), *places))
        found.append(sorted(lines, key=lambda line: (line.top, line.left)))
    return found


@pytest.fixture(scope="module")
def plan_pages(to_pdf: ToPdf, tmp_path_factory: pytest.TempPathFactory) -> list[list[Line]]:
    (file,) = lap(["ke-hoach"], ROOT, None, tmp_path_factory.mktemp("output"))
    return pages(to_pdf(file.path))


def test_the_letterhead_keeps_its_lines(plan_pages: list[list[Line]]) -> None:
    first = {line.text: line for line in plan_pages[0]}
    nation, motto = first[nd30.LOI_QUOC_HIEU], first[nd30.LOI_TIEU_NGU]
    assert nation.right <= 210 - 15 + 0.1
    assert (nation.left + nation.right) / 2 == pytest.approx((motto.left + motto.right) / 2, abs=0.5)
    assert first["UBND TỈNH LAI CHÂU"].top == pytest.approx(nation.top, abs=0.5)


def test_widths_are_measured_as_the_page_shows_them(plan_pages: list[list[Line]]) -> None:
    first = {line.text: line for line in plan_pages[0]}
    for text, size in (
        (nd30.LOI_QUOC_HIEU, 13),
        (nd30.LOI_TIEU_NGU, 14),
        ("VĂN PHÒNG", 13),
        ("Cải thiện, nâng cao Chỉ số hiệu quả quản trị", 14),
        ("và hành chính công (PAPI) năm 2026", 14),
    ):
        assert bold_width(text, size) == pytest.approx(first[text].right - first[text].left, abs=0.3)


def test_page_numbers_stand_in_the_middle_of_the_top_margin_from_page_2(plan_pages: list[list[Line]]) -> None:
    assert all(line.top > 19 for line in plan_pages[0])
    for number, page in enumerate(plan_pages[1:], 2):
        assert page[0].text == str(number)
        assert page[0].bottom < 20
        assert (page[0].left + page[0].right) / 2 == pytest.approx((30 + 210 - 15) / 2, abs=1)


def test_the_text_stays_within_the_margins(plan_pages: list[list[Line]]) -> None:
    for page in plan_pages:
        for line in page:
            assert line.left >= 30 - 0.2 and line.right <= 210 - 15 + 0.5, line
            assert line.bottom <= 297 - 20 + 0.5, line


def test_no_heading_ends_a_page(plan_pages: list[list[Line]]) -> None:
    heading = re.compile(r"^([IVX]+\.|\d+\.(\d+\.)?) \S")
    for page in plan_pages:
        assert not heading.match(page[-1].text), page[-1]


@pytest.mark.parametrize("filling", range(0, 24, 3))
def test_the_signature_never_stands_alone(library: Path, to_pdf: ToPdf, filling: int) -> None:
    """Whatever the length of the text, the page with the signature has the end of the text too."""
    path = library / "data/thu_vien_2026/ke_hoach.yaml"
    text = path.read_text(encoding="utf-8")
    text = text[: text.index("phu_luc:")].replace(
        "phân công tại Phụ lục I, biểu mẫu tại Phụ lục II và Phụ lục III kèm theo", "hết"
    )
    more = "".join(f"\n      - doan_van: Khoản thêm số {number}." for number in range(filling))
    path.write_text(text.replace("\nket_luan", f"{more}\nket_luan"), encoding="utf-8")
    (file,) = lap(["ke-hoach"], library, None, library / "output")
    (signed,) = [page for page in pages(to_pdf(file.path)) if any(line.text == "Trần Thị Thử" for line in page)]
    assert any("Trên đây là Kế hoạch" in line.text for line in signed)
    assert any(line.text == "Nơi nhận:" for line in signed)
    office = next(line for line in signed if line.text == "KT. GIÁM ĐỐC")
    label = next(line for line in signed if line.text == "Nơi nhận:")
    assert label.top == pytest.approx(office.top, abs=1)


def test_140_tasks_in_an_annex_repeat_the_heading_and_number_their_own_pages(library: Path, to_pdf: ToPdf) -> None:
    path = library / "data/thu_vien_2026/ke_hoach.yaml"
    text = path.read_text(encoding="utf-8")
    tasks = "".join(
        f"      - {{ma: viec_{number}, noi_dung: Nhiệm vụ hư cấu số {number} của năm., thoi_gian_thuc_hien: 30/9/2026,"
        f" don_vi_chu_tri: ky_thuat, san_pham: Báo cáo}}\n"
        for number in range(1, 141)
    )
    annex = f"phu_luc:\n  - ten: Nhiệm vụ\n    kieu: bảng phân công\n    nhiem_vu:\n{tasks}"
    path.write_text(text[: text.index("phu_luc:")] + annex, encoding="utf-8")
    (file,) = lap(["ke-hoach"], library, None, library / "output")
    annex_pages = [page for page in pages(to_pdf(file.path)) if any(line.text == "Đơn vị chủ trì" for line in page)]
    assert len(annex_pages) > 5
    for number, page in enumerate(annex_pages, 1):
        assert any("Đơn vị phối hợp" in line.text for line in page)
        numbers = [line.text for line in page if line.bottom < 30 and line.text.isdigit()]
        assert numbers == ([] if number == 1 else [str(number)])
    seen = re.findall(r"hư cấu số (\d+) của", " ".join(line.text for page in annex_pages for line in page))
    assert [int(number) for number in seen] == list(range(1, 141))


@pytest.mark.parametrize("name", ["bao_cao_quy_2", "bao_cao_quy_3", "danh_gia"])
def test_report_pages_hold_their_text_their_number_and_the_mark(name: str, to_pdf: ToPdf, tmp_path: Path) -> None:
    quy = int(name[-1]) if name[-1].isdigit() else None
    (file,) = lap(["danh-gia" if quy is None else "bao-cao-quy"], ROOT, None, tmp_path, quy)
    found = pages(to_pdf(file.path))
    assert len(found) > 8
    number = 0
    for page in found:
        text = {line.text for line in page}
        assert "SỐ LIỆU MINH HỌA" in text
        first = "BÁO CÁO" in text or any(re.fullmatch(r"Phụ lục [IVX]+", line) for line in text)
        number = 1 if first else number + 1
        landscape = any(line.right > 200 for line in page)
        header = [line for line in page if line.bottom < (30 if landscape else 20)]
        assert [line.text for line in header] == ["SỐ LIỆU MINH HỌA", *([] if first else [str(number)])]
        # A table that is cut off, or a text over another one, shows as text outside the page's margins.
        width, height, left, right, bottom = (297, 210, 20, 20, 15) if landscape else (210, 297, 30, 15, 20)
        for line in page:
            assert left - 0.5 <= line.left and line.right <= width - right + 0.5, line
            assert line.bottom <= height - bottom + 0.5, line
    body = [line.text for page in found for line in page]
    assert sum(text == "Hoàng Minh Hải" for text in body) == 1


def test_no_two_lines_of_a_page_lie_over_each_other(to_pdf: ToPdf, tmp_path: Path) -> None:
    (file,) = lap(["bao-cao-quy"], ROOT, None, tmp_path, 2)
    for page in pages(to_pdf(file.path)):
        for one, other in pairwise(page):
            across = min(one.right, other.right) - max(one.left, other.left)
            down = min(one.bottom, other.bottom) - max(one.top, other.top)
            assert across <= 0.5 or down <= 1.5, (one, other)


def test_many_recipients_do_not_drive_the_signature_away(library: Path, to_pdf: ToPdf) -> None:
    path = library / "data/thu_vien_2026/ke_hoach.yaml"
    text = path.read_text(encoding="utf-8")
    many = ", ".join(
        f"Cơ quan hư cấu số {i} có tên dài để xuống nhiều dòng trong cột nơi nhận của kế hoạch này"
        for i in range(1, 31)
    )
    text = text[: text.index("phu_luc:")].replace(
        "phân công tại Phụ lục I, biểu mẫu tại Phụ lục II và Phụ lục III kèm theo", "hết"
    )
    path.write_text(f"noi_nhan: [{many}]\n{text}", encoding="utf-8")
    (file,) = lap(["ke-hoach"], library, None, library / "output")
    found = pages(to_pdf(file.path))
    (signed,) = [page for page in found if any(line.text == "Trần Thị Thử" for line in page)]
    assert any("Trên đây là Kế hoạch" in line.text for line in signed)
    body = " ".join(line.text for page in found for line in page)
    assert [int(number) for number in re.findall(r"- Cơ quan hư cấu số (\d+) có", body)] == list(range(1, 31))
    assert "- Lưu: VT, KT." in body


def test_a_cell_higher_than_a_page_runs_on_to_the_next(library: Path, to_pdf: ToPdf) -> None:
    path = library / "data/thu_vien_2026/ke_hoach.yaml"
    text = path.read_text(encoding="utf-8")
    long = "".join(f"\n          - Đoạn hư cấu số {i} của một nhiệm vụ có lời văn rất dài." for i in range(1, 61))
    text = text.replace(
        "{ma: diem_1, noi_dung: Phục vụ điểm trường số 1.}",
        f"\n            ma: diem_1\n            noi_dung:{long.replace(chr(10) + '          ', chr(10) + '              ')}",
    )
    path.write_text(text, encoding="utf-8")
    (file,) = lap(["ke-hoach"], library, None, library / "output")
    body = " ".join(line.text for page in pages(to_pdf(file.path)) for line in page)
    assert {int(number) for number in re.findall(r"hư cấu số (\d+) của", body)} == set(range(1, 61))
