"""`docgen trinh-ky`: the gate names every reason; the package is whole; its PDF can be signed."""

from __future__ import annotations

import io
import json
import os
import re
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from docgen.commands.lap import lap
from docgen.commands.trinh_ky import trinh_ky
from docgen.documents import DOCUMENT_TYPES
from docgen.docx import pdf
from docgen.errors import UnusableError
from tests import ky_so
from tests.cli.test_main import docgen
from tests.commands.test_ban_hanh import changed, official, plan_numbered
from tests.conftest import needed
from tests.docx.test_redline import accepted, rejected
from tests.finished import opened, texts

TODAY = date(2026, 6, 1)


def written(workspace: Path) -> Path:
    lap(list(DOCUMENT_TYPES), workspace, None, workspace / "output")
    return workspace


def submitted(workspace: Path, name: str = "ke-hoach", quy: int | None = None) -> Path:
    needed("soffice", "libreoffice-writer-nogui fonts-liberation2")
    return trinh_ky(name, workspace, None, workspace / "output", quy, TODAY).thu_muc


def packed(workspace: Path) -> dict[str, bytes]:
    """The files of the package of the plan."""
    folder = trinh_ky("ke-hoach", workspace, None, workspace / "output", None, TODAY).thu_muc
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def reasons(workspace: Path, name: str, quy: int | None = None) -> str:
    with pytest.raises(UnusableError) as caught:
        trinh_ky(name, workspace, None, workspace / "output", quy, TODAY)
    return str(caught.value)


class TestGate:
    def test_illustrative_figures_name_each_file_and_what_to_do(self, workspace: Path) -> None:
        said = reasons(written(workspace), "bao-cao-quy", 3)
        assert said.count("số liệu là minh họa\n  → thay bằng số liệu thật rồi ghi so_lieu: chinh_thuc") == 2
        assert "data/papi_2026/tien_do/quy_2.yaml:9:" in said and "data/papi_2026/tien_do/quy_3.yaml:5:" in said

    def test_the_evaluation_of_illustrative_quarters(self, workspace: Path) -> None:
        assert reasons(written(workspace), "danh-gia").count("số liệu là minh họa") == 4

    def test_a_document_that_was_not_written(self, workspace: Path) -> None:
        assert "văn bản chưa lập\n  → chạy docgen lap ke-hoach" in reasons(workspace, "ke-hoach")

    def test_a_document_older_than_its_data(self, workspace: Path) -> None:
        written(workspace)
        changed(workspace, "data/co_quan.yaml", "dia_danh: Lai Châu", "dia_danh: Tân Phong")
        assert "văn bản cũ hơn dữ liệu" in reasons(workspace, "ke-hoach")

    def test_a_document_edited_in_word(self, workspace: Path) -> None:
        path = written(workspace) / "output/papi_2026/ke_hoach.docx"
        document = opened(path)
        document.paragraphs[3].add_run(" sửa")
        document.save(str(path))
        assert "văn bản đã sửa trong Word" in reasons(workspace, "ke-hoach")

    def test_a_signer_who_has_left(self, workspace: Path) -> None:
        changed(workspace, "data/co_quan.yaml", "    quyen_han: Q.\n", "    quyen_han: Q.\n    den_ngay: 01/5/2026\n")
        assert "“Hoàng Minh Hải” không giữ chức vụ vào ngày trình 01/6/2026" in reasons(written(workspace), "ke-hoach")

    def test_a_unit_that_has_not_reported(self, workspace: Path) -> None:
        official(workspace)
        path = workspace / "data/papi_2026/tien_do/quy_2.yaml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text[: text.rindex("\n  - nhiem_vu:")] + "\n", encoding="utf-8")
        assert "chưa có báo cáo của Trung tâm Tin học và Công báo: Xây dựng chuyên mục PAPI" in reasons(
            written(workspace), "bao-cao-quy", 2
        )

    def test_a_template_that_breaks_the_form(self, workspace: Path) -> None:
        from docx.shared import Mm

        docgen("mau", "word", folder=workspace)
        template = workspace / "templates_docx/ke_hoach.docx"
        document = opened(template)
        document.sections[0].left_margin = Mm(25)
        document.save(str(template))
        assert "lề trái 25 mm; cần lề trái từ 30 đến 35 mm" in reasons(written(workspace), "ke-hoach")

    def test_several_reasons_at_once(self, workspace: Path) -> None:
        changed(workspace, "data/co_quan.yaml", "    quyen_han: Q.\n", "    quyen_han: Q.\n    den_ngay: 01/5/2026\n")
        said = reasons(workspace, "bao-cao-quy", 2)
        assert "số liệu là minh họa" in said and "không giữ chức vụ" in said and "văn bản chưa lập" in said

    def test_no_quarter_or_no_data(self, workspace: Path) -> None:
        assert "ghi --quy và quý đã có số liệu" in reasons(workspace, "bao-cao-quy")

    @pytest.mark.parametrize("lost", ["so: 15 ", "ngay_ban_hanh: 10/6/2026"])
    def test_a_report_cites_its_plan_by_number_and_day(self, workspace: Path, lost: str) -> None:
        official(workspace)
        plan_numbered(workspace)
        changed(workspace, "data/papi_2026/ke_hoach.yaml", lost, lost.partition(":")[0] + ": ")
        assert "báo cáo viện dẫn kế hoạch chưa có số, ngày" in reasons(written(workspace), "bao-cao-quy", 2)


class TestPackage:
    def test_the_shipped_plan_passes_with_everything(self, workspace: Path) -> None:
        folder = submitted(written(workspace))
        assert sorted(path.name for path in folder.iterdir()) == [
            "ke_hoach.docx",
            "ke_hoach.pdf",
            "ke_khai.json",
            "phieu_trinh.docx",
        ]
        assert (folder / "ke_hoach.docx").read_bytes() == (workspace / "output/papi_2026/ke_hoach.docx").read_bytes()
        manifest = json.loads((folder / "ke_khai.json").read_text(encoding="utf-8"))
        for name, digest in manifest["tep"].items():
            assert sha256((folder / name).read_bytes()).hexdigest() == digest
        assert "data/papi_2026/ke_hoach.yaml" in manifest["du_lieu"] and manifest["lan_trinh"] == 1

    def test_the_slip_is_one_page_and_says_what_matters(self, workspace: Path) -> None:
        official(workspace)
        plan_numbered(workspace)
        folder = submitted(written(workspace), "bao-cao-quy", 2)
        slip = (folder / "phieu_trinh.docx").read_bytes()
        assert pdf.page_count(pdf.convert({"p": slip})["p"]) == 1
        said = texts(opened(slip))
        assert "PHIẾU TRÌNH" in said and "Trình lần đầu" in said and "Ý kiến của lãnh đạo" in said
        assert any(text.startswith("Đến ngày 14/6/2026, chưa có nhiệm vụ nào hoàn thành") for text in said)

    def test_a_second_submission_says_what_changed_and_keeps_the_first(self, workspace: Path) -> None:
        folder = submitted(written(workspace))
        first = {path.name: path.read_bytes() for path in folder.iterdir()}
        changed(workspace, "data/papi_2026/ke_hoach.yaml", "bảo đảm khả năng truy", "nâng cao khả năng truy")
        submitted(written(workspace))
        said = texts(opened(folder / "phieu_trinh.docx"))
        assert any("bỏ “bảo đảm”, thêm “nâng cao”" in text for text in said)
        kept = workspace / "output/.cu/papi_2026/trinh_ky/ke_hoach_lan_1"
        assert {path.name: path.read_bytes() for path in kept.iterdir()} == first
        assert json.loads((folder / "ke_khai.json").read_text(encoding="utf-8"))["lan_trinh"] == 2

    def test_a_second_submission_has_its_changes_marked(self, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("docgen.docx.pdf._program", lambda: None)
        first = packed(written(workspace))
        assert "so_sanh.docx" not in first
        changed(workspace, "data/papi_2026/ke_hoach.yaml", "bảo đảm khả năng truy", "nâng cao khả năng truy")
        second = packed(written(workspace))
        assert accepted(second["so_sanh.docx"]) == accepted(second["ke_hoach.docx"])
        assert rejected(second["so_sanh.docx"]) == accepted(first["ke_hoach.docx"])
        assert json.loads(second["ke_khai.json"])["tep"]["so_sanh.docx"] == sha256(second["so_sanh.docx"]).hexdigest()
        assert "so_sanh.docx" not in packed(workspace)

    def test_the_slip_says_where_all_changes_are(self, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("docgen.docx.pdf._program", lambda: None)
        monkeypatch.setattr("docgen.commands.trinh_ky._MOST_CHANGES", 1)
        packed(written(workspace))
        changed(workspace, "data/papi_2026/ke_hoach.yaml", "bảo đảm khả năng truy", "nâng cao khả năng truy")
        changed(workspace, "data/papi_2026/ke_hoach.yaml", "đúng tiến độ", "kịp tiến độ")
        said = texts(opened(packed(written(workspace))["phieu_trinh.docx"]))
        assert any("và 01 chỗ nữa, xem so_sanh.docx" in text for text in said)

    def test_without_libreoffice_all_but_the_pdf(self, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("docgen.docx.pdf._program", lambda: None)
        done = trinh_ky("ke-hoach", written(workspace), None, workspace / "output", None, TODAY)
        assert done.cac_tep == ("ke_hoach.docx", "phieu_trinh.docx", "ke_khai.json")
        assert "apt-get install libreoffice-writer-nogui" in done.con_thieu


class TestPdf:
    @pytest.fixture(scope="class")
    @classmethod
    def signed_page(cls, tmp_path_factory: pytest.TempPathFactory) -> bytes:
        import shutil

        from tests.conftest import ROOT

        workspace = tmp_path_factory.mktemp("ky")
        shutil.copytree(ROOT / "data", workspace / "data")
        return (submitted(written(workspace)) / "ke_hoach.pdf").read_bytes()

    def test_fields_stand_where_the_decree_puts_them(self, signed_page: bytes) -> None:
        fields = ky_so.fields(signed_page)
        assert set(fields) == {"NguoiKy", "CoQuan", "So", "Ngay", "Thang"}
        left, bottom, right, top = map(float, fields["NguoiKy"]["/Rect"])
        seal = list(map(float, fields["CoQuan"]["/Rect"]))
        assert bottom < top and seal[0] < left < seal[2]
        assert abs((seal[2] - left) - (right - left) / 3) < 2  # a third of the signature, to the left

    def test_title_language_fonts_and_outline(self, signed_page: bytes) -> None:
        import pypdfium2

        document = pypdfium2.PdfDocument(signed_page)
        assert document.get_metadata_value("Title").startswith("Kế hoạch Cải thiện, nâng cao Chỉ số")
        assert [item.get_title() for item in document.get_toc()][:2] == ["I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích"]
        assert b"/Lang (vi-VN)" in signed_page or b"/Lang(vi-VN)" in signed_page
        assert b"FontFile2" in signed_page

    def test_it_is_pdf_a_2b(self, signed_page: bytes) -> None:
        from pyhanko.pdf_utils.reader import PdfFileReader

        metadata = PdfFileReader(io.BytesIO(signed_page)).root["/Metadata"].data.decode()
        assert [*re.findall(r'pdfaid:(?:part|conformance)="(.)"', metadata)] == ["2", "B"]

    def test_lines_say_what_they_are(self, signed_page: bytes) -> None:
        assert alternative_texts(signed_page) == [
            "Đường kẻ dưới tên cơ quan ban hành",
            "Đường kẻ dưới Tiêu ngữ",
            "Đường kẻ dưới trích yếu",
        ]

    def test_the_signature_block_is_not_alone(self, signed_page: bytes) -> None:
        block = pdf.signature_block(signed_page, ["Q. CHÁNH VĂN PHÒNG"], "Hoàng Minh Hải")
        assert block is not None and not block.mot_minh and block.so_trang == pdf.page_count(signed_page) - 1

    def test_a_block_alone_on_its_page_is_seen(self) -> None:
        needed("soffice", "libreoffice-writer-nogui fonts-liberation2")
        from tests.lam_word import Doan, loi_van, quyet_dinh

        tep = quyet_dinh()
        tep.than += [loi_van("Lời văn.") for _ in range(60)]
        tep.than.append(Doan(xml='<w:p><w:r><w:br w:type="page"/></w:r></w:p>'))
        made = pdf.convert({"x": tep.bytes()})["x"]
        block = pdf.signature_block(made, ["GIÁM ĐỐC"], "Lò Thị Mai")
        assert block is not None and block.mot_minh

    def test_a_page_without_a_signature(self) -> None:
        needed("soffice", "libreoffice-writer-nogui fonts-liberation2")
        from tests.lam_word import cong_van

        made = pdf.convert({"x": cong_van().bytes()})["x"]
        assert pdf.signature_block(made, ["CHỦ TỊCH"], "Người Khác") is None


def alternative_texts(content: bytes) -> list[str]:
    """Every alternative text in the structure of a tagged PDF, in order."""
    from pyhanko.pdf_utils.generic import IndirectObject
    from pyhanko.pdf_utils.reader import PdfFileReader

    def texts(element: object) -> list[str]:
        if isinstance(element, IndirectObject):
            element = element.get_object()
        if isinstance(element, list):
            return [text for kid in element for text in texts(kid)]
        if not isinstance(element, dict):
            return []
        own = [str(element["/Alt"])] if "/Alt" in element else []
        return own + texts(element.get("/K", []))

    return texts(PdfFileReader(io.BytesIO(content)).root["/StructTreeRoot"])


class TestBlanks:
    """Fields are for what the registry still has to give."""

    @pytest.mark.parametrize(
        ("given", "fields"),
        [
            ({"so:             #": "so: 123 #"}, {"Ngay", "Thang"}),
            ({"ngay_ban_hanh:  #": "ngay_ban_hanh: 10/6/2026 #"}, {"So"}),
            ({"so:             #": "so: 123 #", "ngay_ban_hanh:  #": "ngay_ban_hanh: 10/6/2026 #"}, set()),
        ],
    )
    def test_none_for_what_the_data_give(self, workspace: Path, given: dict[str, str], fields: set[str]) -> None:
        for old, new in given.items():
            changed(workspace, "data/papi_2026/ke_hoach.yaml", old, new)
        needed("soffice", "libreoffice-writer-nogui fonts-liberation2")
        done = trinh_ky("ke-hoach", written(workspace), None, workspace / "output", None, TODAY)
        assert set(ky_so.fields((done.thu_muc / "ke_hoach.pdf").read_bytes())) == fields | {"NguoiKy", "CoQuan"}
        assert "không có ô" not in "".join(done.canh_bao)

    def test_a_blank_that_is_not_found_is_said(self, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        needed("soffice", "libreoffice-writer-nogui fonts-liberation2")
        found = pdf.blanks
        monkeypatch.setattr(pdf, "blanks", lambda made: {"So": found(made)["So"]})
        done = trinh_ky("ke-hoach", written(workspace), None, workspace / "output", None, TODAY)
        assert "PDF không có ô Ngay, Thang" in done.canh_bao[0]
        assert set(ky_so.fields((done.thu_muc / "ke_hoach.pdf").read_bytes())) == {"NguoiKy", "CoQuan", "So"}


@pytest.mark.parametrize(
    ("installed", "said"),
    [
        (
            "Liberation Serif",
            "Times New Roman: PDF in bằng Liberation Serif, chữ cùng độ rộng; cài phông đó rồi chạy lại.",
        ),
        ("DejaVu Serif", "Times New Roman: PDF in bằng DejaVu Serif, chữ rộng hẹp khác"),
        ("Times New Roman", ""),
    ],
)
def test_another_font_than_times_new_roman_is_said(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, installed: str, said: str
) -> None:
    needed("soffice", "libreoffice-writer-nogui fonts-liberation2")
    (workspace / "bin").mkdir()
    (workspace / "bin/fc-match").write_text(f'#!/bin/sh\nprintf "{installed}"\n', encoding="utf-8")
    (workspace / "bin/fc-match").chmod(0o755)
    monkeypatch.setenv("PATH", f"{workspace / 'bin'}{os.pathsep}{os.environ['PATH']}")
    written(workspace)
    code, out, _ = docgen("trinh-ky", "ke-hoach", folder=workspace)
    assert code == 0 and said in out and ("Lưu ý: máy chưa có phông" in out) is bool(said)


def test_the_command_line(workspace: Path) -> None:
    needed("soffice", "libreoffice-writer-nogui fonts-liberation2")
    written(workspace)
    code, out, _ = docgen("trinh-ky", "ke-hoach", folder=workspace)
    assert code == 0 and "Đã đóng gói ở output/papi_2026/trinh_ky/ke_hoach: ke_hoach.docx, ke_hoach.pdf" in out
    code, _, err = docgen("trinh-ky", "bao-cao-quy", "--quy", "2", folder=workspace)
    assert code == 2 and "số liệu là minh họa" in err
