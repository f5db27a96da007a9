"""`docgen trinh-ky --tep`: what may be edited in Word and how the signer is told; what may not; and what is then issued."""

from __future__ import annotations

import base64
import json
import subprocess
import unicodedata
import zipfile
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from docx.document import Document
from docx.text.paragraph import Paragraph

from docgen.commands.ban_hanh import KetQuaBanHanh, ban_hanh
from docgen.commands.lap import lap
from docgen.commands.so_van_ban import so_van_ban
from docgen.commands.sua_trong_word import SuaTrongWord, xet_tep_sua
from docgen.commands.tinh_hinh import tinh_hinh
from docgen.commands.trinh_ky import DaTrinh, trinh_ky
from docgen.documents import tim_van_ban
from docgen.errors import UnusableError
from docgen.load import load
from tests.cli.test_main import docgen
from tests.commands.test_ban_hanh import PLAN, QUARTER, changed, issue, official, plan_numbered
from tests.conftest import needed
from tests.finished import opened, texts

_PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
TODAY = date(2026, 6, 20)
DAY = date(2026, 6, 18)
W_T = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
Edit = Callable[[Document], object]


@pytest.fixture(autouse=True)
def without_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice takes seconds, and the PDF is another matter."""
    monkeypatch.setattr("docgen.docx.pdf._program", lambda: None)


@pytest.fixture
def report(workspace: Path) -> Path:
    """A workspace whose report of quarter II is written."""
    official(workspace)
    plan_numbered(workspace)
    lap(["bao-cao-quy"], workspace, None, workspace / "output", 2)
    return workspace


def own(workspace: Path, stem: str = "bao_cao_quy_2") -> Path:
    return workspace / f"output/papi_2026/{stem}.docx"


def edited(workspace: Path, *edits: Edit, stem: str = "bao_cao_quy_2") -> Path:
    """A copy of docgen's file with these edits, as a leader sends it back."""
    document = opened(own(workspace, stem))
    for edit in edits:
        edit(document)
    path = workspace / "lanh_dao_sua.docx"
    document.save(str(path))
    return path


def submitted(workspace: Path, tep: Path, name: str = "bao-cao-quy", quy: int | None = 2) -> DaTrinh:
    return trinh_ky(name, workspace, None, workspace / "output", quy, TODAY, tep)


def slip(done: DaTrinh) -> str:
    return "\n".join(texts(opened(done.thu_muc / "phieu_trinh.docx")))


def refused(workspace: Path, *edits: Edit) -> str:
    with pytest.raises(UnusableError) as caught:
        submitted(workspace, edited(workspace, *edits))
    return str(caught.value)


def paragraph(document: Document, begins: str) -> Paragraph:
    found = (Paragraph(p, document) for p in document.element.body.iter(W_T.replace("}t", "}p")))
    return next(each for each in found if each.text.startswith(begins))


def replaced(begins: str, old: str, new: str) -> Edit:
    """Other words in the paragraph that begins so, in the run where they stand."""

    def edit(document: Document) -> None:
        run = next(run for run in paragraph(document, begins).runs if old in run.text)
        run.text = run.text.replace(old, new, 1)

    return edit


def rewritten(whole: Paragraph, old: str, new: str) -> None:
    """Other words across the runs of a paragraph."""
    text = whole.text
    assert old in text
    for run in whole.runs[1:]:
        run._r.getparent().remove(run._r)
    whole.runs[0].text = text.replace(old, new, 1)


def removed(begins: str) -> Edit:
    def edit(document: Document) -> None:
        element = paragraph(document, begins)._p
        element.getparent().remove(element)

    return edit


def added(before: str, text: str) -> Edit:
    def edit(document: Document) -> None:
        following = paragraph(document, before)
        following.insert_paragraph_before(text, following.style)

    return edit


def cell(row: str, column: int, text: str) -> Edit:
    """Another text in a cell of the last table, in the row of this unit."""

    def edit(document: Document) -> None:
        found = next(r for r in document.tables[-1].rows if row in r.cells[1].text)
        found.cells[column].paragraphs[0].runs[0].text = text

    return edit


UNIT_SENTENCE = "Số tin, bài cập nhật"
PROGRESS = "Đến ngày 14/6/2026"


class TestAccepted:
    def test_a_word_changed_in_a_text_of_the_data(self, report: Path) -> None:
        path = edited(report, replaced(UNIT_SENTENCE, "chưa đều", "còn chậm"))
        done = submitted(report, path)
        assert (done.thu_muc / "bao_cao_quy_2.docx").read_bytes() == path.read_bytes()
        assert (
            "đoạn “Việc cập nhật chưa đều giữa các chuyên mục: 20/24 chuyên…”: bỏ “chưa đều”, thêm “còn chậm” "
            "(dữ liệu: data/papi_2026/tien_do/quy_2.yaml:48:15)"
        ) in slip(done)
        assert "Văn bản có sửa trong Word" in slip(done) and "chưa ai sửa ngoài dữ liệu" not in slip(done)

    def test_the_manifest_keeps_the_changes_and_both_digests(self, report: Path) -> None:
        path = edited(report, replaced(UNIT_SENTENCE, "chưa đều", "còn chậm"))
        done = submitted(report, path)
        told = json.loads((done.thu_muc / "ke_khai.json").read_text(encoding="utf-8"))["sua_trong_word"]
        assert told["ban_sua"] == sha256(path.read_bytes()).hexdigest()
        assert told["ban_docgen"] == sha256(own(report).read_bytes()).hexdigest()
        assert len(told["thay_doi"]) == 1 and told["so_ghi_them"] == []

    def test_the_very_file_in_output(self, report: Path) -> None:
        path = edited(report, replaced(UNIT_SENTENCE, "chưa đều", "còn chậm"))
        own(report).write_bytes(path.read_bytes())
        assert "thêm “còn chậm”" in slip(submitted(report, own(report)))

    def test_a_sentence_and_a_paragraph_added(self, report: Path) -> None:
        done = submitted(
            report,
            edited(
                report,
                lambda d: paragraph(d, UNIT_SENTENCE).add_run(" Việc này cần làm ngay."),
                added("4. Công việc của các đơn vị", "Các đơn vị chủ động bố trí người trực."),
            ),
        )
        assert "bỏ" not in "".join(done.sua_trong_word) and len(done.sua_trong_word) == 2
        assert "thêm “Việc này cần làm ngay.”" in slip(done)
        assert (
            "đoạn mới, sau “Xây dựng chuyên mục PAPI trên Cổng Thông tin điện tử tỉnh…”: "
            "thêm “Các đơn vị chủ động bố trí người trực.”"
        ) in slip(done)

    def test_a_paragraph_without_figures_dropped(self, report: Path) -> None:
        lap(["ke-hoach"], report, None, report / "output")
        path = edited(report, removed("Thực hiện nghiêm việc tiếp nhận"), stem="ke_hoach")
        (said,) = submitted(report, path, "ke-hoach", None).sua_trong_word
        assert said.startswith("đoạn bỏ, sau “") and "”: bỏ “Thực hiện nghiêm việc tiếp nhận" in said
        assert "thêm" not in said and "data/papi_2026/ke_hoach.yaml:" in said

    def test_words_beside_a_figure(self, report: Path) -> None:
        done = submitted(
            report, edited(report, replaced(PROGRESS, " nhiệm vụ thường xuyên được", " việc thường xuyên được"))
        )
        (said,) = done.sua_trong_word
        assert said.endswith("bỏ “nhiệm vụ”, thêm “việc”")

    def test_paragraphs_split_and_joined(self, report: Path) -> None:
        def split(document: Document) -> None:
            whole = paragraph(document, UNIT_SENTENCE)
            at = whole.text.index("Việc cập nhật")
            whole.insert_paragraph_before(whole.text[:at].strip(), whole.style)
            for run in whole.runs[1:]:
                run._r.getparent().remove(run._r)
            whole.runs[0].text = whole.text[at:] if len(whole.runs) == 1 else whole.runs[0].text[at:]

        def joined(document: Document) -> None:
            behind = paragraph(document, "Ban Tiếp công dân: tham mưu")
            paragraph(document, "Trung tâm Tin học và Công báo: bổ sung").add_run(" " + behind.text)
            behind._p.getparent().remove(behind._p)

        done = submitted(report, edited(report, split, joined))
        assert [each.partition("”: ")[2].partition(" (")[0] for each in done.sua_trong_word] == [
            "tách thành hai đoạn",
            "gộp hai đoạn",
        ]

    def test_an_annex_cell_of_words(self, report: Path) -> None:
        done = submitted(report, edited(report, cell("Ban Tiếp công dân", 1, "Ban Tiếp dân")))
        (said,) = done.sua_trong_word
        assert (
            said.startswith("Phụ lục III, bảng, hàng") and "cột “" in said and "bỏ “công”, giữa “Tiếp” và “dân”" in said
        )

    def test_a_word_put_behind_a_figure_in_a_cell(self, report: Path) -> None:
        found = compared(report, edited(report, cell("Ban Tiếp công dân", 2, "7 (bảy)")))
        (said,) = found.thay_doi
        assert said.endswith("cột “Được giao”: thêm “(bảy)”") and found.so_ghi_them == ()

    def test_a_row_added_to_an_annex(self, report: Path) -> None:
        def row_added(document: Document) -> None:
            row = document.tables[-1].rows[2]
            row._tr.addnext(deepcopy(row._tr))

        found = compared(report, edited(report, row_added))
        assert len(found.thay_doi) == 1 and "“2”, “7”, “6”, “0”" in found.so_ghi_them[0]

    def test_spaces_and_encoding_are_no_change(self, report: Path) -> None:
        def spaced(document: Document) -> None:
            for letters in document.element.body.iter(W_T):
                letters.text = (letters.text or "").replace(" ", "\u00a0 ").replace("Văn", "Văn\u200b")

        path = edited(report, spaced)
        assert compared(report, path).thay_doi == ()

    def test_text_in_nfd_is_no_change_of_words(self, report: Path) -> None:
        def decomposed(document: Document) -> None:
            for letters in document.element.body.iter(W_T):
                letters.text = unicodedata.normalize("NFD", letters.text or "")

        assert compared(report, edited(report, decomposed)).thay_doi == ()

    def test_a_file_saved_anew_by_libreoffice(self, report: Path) -> None:
        needed("soffice", "libreoffice-writer-nogui fonts-liberation2")
        out = report / "lo"
        profile = (report / "profile").as_uri()
        command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "docx:MS Word 2007 XML"]
        subprocess.run([*command, "--outdir", out, own(report)], check=True, capture_output=True, timeout=120)
        assert compared(report, out / own(report).name).thay_doi == ()

    def test_docgen_s_own_file_is_no_edited_one(self, report: Path) -> None:
        done = submitted(report, own(report))
        assert done.sua_trong_word == () and "Sửa trong Word" not in slip(done)
        assert "sua_trong_word" not in json.loads((done.thu_muc / "ke_khai.json").read_text(encoding="utf-8"))

    def test_all_changes_are_listed(self, report: Path) -> None:
        edits = [added("4. Công việc của các đơn vị", f"Câu thêm {letter * 3} vào đây.") for letter in "abcdefghiklm"]
        edits += [replaced(UNIT_SENTENCE, "chưa đều", "còn chậm")]
        said = slip(submitted(report, edited(report, *edits)))
        assert all(f"Câu thêm {letter * 3} vào đây." in said for letter in "abcdefghiklm") and "còn chậm" in said


def compared(workspace: Path, path: Path) -> SuaTrongWord:
    """What was changed in a file, whatever the form check says of it."""
    ho_so = load(workspace, "papi_2026")
    return xet_tep_sua(path, workspace, ho_so, tim_van_ban(ho_so, "bao-cao-quy", 2))[1]


def line_of(workspace: Path, file: str, words: str) -> int:
    """The line of a file that holds these words."""
    lines = (workspace / file).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


class TestNumbers:
    def test_a_figure_changed(self, report: Path) -> None:
        said = refused(report, replaced(PROGRESS, "13", "12"))
        assert "docgen in “13/14” (nhiệm vụ thường xuyên đã thực hiện trong kỳ); tệp ghi “12/14”" in said
        assert (
            f"{PLAN}:{line_of(report, PLAN, 'ma: cong_khai_thong_tin')}:21" in said
            and "rồi docgen lap bao-cao-quy --quy 2" in said
        )

    @pytest.mark.parametrize(
        ("begins", "old", "new"),
        [
            (PROGRESS, "92,9%", "93%"),
            (PROGRESS, "ngày 14/6/2026", "ngày 15/6/2026"),  # no source: the period
            (UNIT_SENTENCE, "20/24", "21/24"),  # within a sentence of a unit
            ("Lắp đặt thiết bị", "31/8/2026", "30/9/2026"),  # a deadline
            ("Cuộc họp, sinh hoạt", "06", "6"),
            ("Tình trạng nhiệm vụ theo nhóm", "quý II", "quý III"),
            (PROGRESS, "13", "-13"),
            ("Cuộc họp, sinh hoạt", "06", "07 (kỳ trước 06)"),
        ],
    )
    def test_each_kind_of_figure(self, report: Path, begins: str, old: str, new: str) -> None:
        assert "docgen in “" in refused(report, replaced(begins, old, new))

    def test_the_same_figure_twice_in_a_sentence(self, report: Path) -> None:
        """`01` stands twice: the one that was dropped is the one that is named."""

        def dropped(document: Document) -> None:
            rewritten(paragraph(document, PROGRESS), " 01 nhiệm vụ chưa bắt đầu, còn trong hạn;", "")

        said = refused(report, dropped)
        assert "docgen in “01” (chưa bắt đầu, còn trong hạn); tệp không còn" in said and said.count("docgen in") == 1

    def test_two_figures_that_changed_places(self, report: Path) -> None:
        def swapped(document: Document) -> None:
            rewritten(paragraph(document, PROGRESS), "02 nhiệm vụ đang", "01 nhiệm vụ đang")
            rewritten(paragraph(document, PROGRESS), "01 nhiệm vụ chưa bắt", "02 nhiệm vụ chưa bắt")

        said = refused(report, swapped)
        assert "“02” (đang thực hiện, còn trong hạn)" in said and "“01” (chưa bắt đầu, còn trong hạn)" in said

    def test_a_paragraph_with_figures_dropped(self, report: Path) -> None:
        said = refused(report, removed("Ban Tiếp công dân: tham mưu"))
        assert "docgen in “01”, “8/2026”; tệp không còn" in said and "quy_2.yaml:145:18" in said

    def test_a_row_of_an_annex_dropped(self, report: Path) -> None:
        def row_gone(document: Document) -> None:
            row = next(r for r in document.tables[-1].rows if "Ban Tiếp công dân" in r.cells[1].text)
            row._tr.getparent().remove(row._tr)

        said = refused(report, row_gone)
        assert "Phụ lục III, bảng, hàng 3 “Ban Tiếp công dân”: docgen in “" in said and said.count("tệp không còn") == 1

    def test_a_cell_of_an_annex(self, report: Path) -> None:
        assert "(Ban Tiếp công dân: được giao); tệp ghi “9”" in refused(report, cell("Ban Tiếp công dân", 2, "9"))

    def test_a_computed_state(self, report: Path) -> None:
        said = refused(report, replaced("Đã thực hiện trong kỳ", "Đã thực hiện trong kỳ", "Chưa thực hiện"))
        assert "“Đã thực hiện trong kỳ” (tình trạng)" in said

    def test_a_word_put_into_a_computed_state(self, report: Path) -> None:
        said = refused(report, replaced("Đang thực hiện, còn", "còn trong hạn", "không còn trong hạn"))
        assert "docgen in “Đang thực hiện, còn trong hạn” (tình trạng); tệp ghi “không”" in said

    def test_numbers_typed_anew_are_listed_apart(self, report: Path) -> None:
        new = "Bố trí 15 người trực, kinh phí 3.215 đồng."
        done = submitted(report, edited(report, added("4. Công việc của các đơn vị", new)))
        said = slip(done)
        assert "Số ghi thêm trong Word, docgen không kiểm được" in said and "“15”, “3.215”" in said
        told = json.loads((done.thu_muc / "ke_khai.json").read_text(encoding="utf-8"))
        assert len(told["sua_trong_word"]["so_ghi_them"]) == 1

    def test_a_heading_dropped_and_the_next_numbered_anew(self, report: Path) -> None:
        found = compared(
            report,
            edited(report, removed("3. Nguyên nhân"), replaced("4. Công việc của các đơn vị", "4.", "3.")),
        )
        assert len(found.thay_doi) == 2 and found.so_ghi_them == ()

    def test_a_state_that_holds_no_number(self, report: Path) -> None:
        assert "(tình trạng)" in refused(report, replaced("Đã thực hiện trong kỳ", " trong kỳ", ""))

    def test_the_number_of_a_new_paragraph_is_no_figure(self, report: Path) -> None:
        found = compared(
            report,
            edited(report, added("4. Công việc của các đơn vị", "3.215 hồ sơ."), added("III.", "9. Họp giao ban.")),
        )
        assert [each.rpartition(": ")[2] for each in found.so_ghi_them] == ["“3.215”"]

    def test_a_chart(self, report: Path) -> None:
        path = with_part(edited(report), "charts/", b"<c:v>3</c:v>", b"<c:v>4</c:v>")
        with pytest.raises(UnusableError, match="số liệu của biểu đồ không như docgen vẽ"):
            submitted(report, path)


def with_part(path: Path, name: str, old: bytes, new: bytes) -> Path:
    """The file with other bytes in the first part whose name holds this."""
    out = BytesIO()
    done = False
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(out, "w") as target:
        for entry in archive.namelist():
            content = archive.read(entry)
            if name in entry and old in content and not done:
                content, done = content.replace(old, new, 1), True
            target.writestr(entry, content)
    assert done
    path.write_bytes(out.getvalue())
    return path


class TestNotForTheEditor:
    def test_the_signer(self, report: Path) -> None:
        said = refused(report, replaced("Hoàng Minh Hải", "Hoàng Minh Hải", "Nguyễn Văn An"))
        line = line_of(report, "data/co_quan.yaml", "ho_ten: Hoàng Minh Hải")
        assert "họ tên người ký: docgen in “Hoàng Minh Hải”, tệp ghi “Nguyễn Văn An”" in said
        assert f"→ sửa ở data/co_quan.yaml:{line}:" in said

    @pytest.mark.parametrize(
        ("begins", "old", "new", "what"),
        [
            ("Q. CHÁNH", "Q. CHÁNH VĂN PHÒNG", "CHÁNH VĂN PHÒNG", "chức vụ người ký"),
            (
                "Số:",
                "        ",
                " 45",
                "số, ký hiệu: docgen in “Số: /BC-VPUBND”, tệp ghi “Số: 45",
            ),
            ("Lai Châu, ngày", "Lai Châu", "Tân Phong", "địa danh, ngày"),
            ("- Lãnh đạo", "Lãnh đạo", "Chánh", "nơi nhận: docgen in “"),
            ("Kết quả thực hiện", "Kết quả", "Tình hình", "sửa trong data/papi_2026/tien_do/quy_2.yaml hoặc mẫu"),
            ("BÁO CÁO", "BÁO CÁO", "THÔNG BÁO", "tên loại văn bản"),
            ("VĂN PHÒNG", "VĂN PHÒNG", "SỞ NỘI VỤ", "data/co_quan.yaml:11:"),
        ],
    )
    def test_letterhead_and_office(self, report: Path, begins: str, old: str, new: str, what: str) -> None:
        assert what in refused(report, replaced(begins, old, new))


class TestFile:
    def test_another_document(self, report: Path) -> None:
        lap(["ke-hoach"], report, None, report / "output")
        with pytest.raises(UnusableError, match="tệp là kế hoạch, không phải báo cáo quý II"):
            submitted(report, own(report, "ke_hoach"))

    def test_a_file_not_made_by_docgen(self, report: Path) -> None:
        from tests.lam_word import ke_hoach

        path = report / "khac.docx"
        path.write_bytes(ke_hoach().bytes())
        with pytest.raises(UnusableError, match="không nhận ra là báo cáo quý II do docgen lập"):
            submitted(report, path)

    def test_older_data(self, report: Path) -> None:
        path = edited(report, replaced(UNIT_SENTENCE, "chưa đều", "còn chậm"))
        changed(report, QUARTER, "phần lớn đơn", "đa số đơn")
        with pytest.raises(UnusableError, match="văn bản cũ hơn dữ liệu"):
            submitted(report, path)

    def test_tracked_changes_and_comments(self, report: Path) -> None:
        def tracked(document: Document) -> None:
            run = paragraph(document, UNIT_SENTENCE).runs[0]._r
            inserted = run.makeelement(W_T.replace("}t", "}ins"), {})
            run.addnext(inserted)
            inserted.append(deepcopy(run))
            run.addnext(run.makeelement(W_T.replace("}t", "}commentReference"), {}))

        said = refused(report, tracked)
        assert "Track Changes" in said and "Accept All Changes" in said and "Delete All Comments" in said

    def test_letters_struck_through(self, report: Path) -> None:
        def struck(document: Document) -> None:
            paragraph(document, UNIT_SENTENCE).runs[0].font.strike = True

        assert "tệp còn chữ gạch ngang" in refused(report, struck)

    def test_a_picture(self, report: Path) -> None:
        image = BytesIO(base64.b64decode(_PIXEL))
        path = edited(report, lambda document: document.add_picture(image))
        with pytest.raises(UnusableError, match="tệp có thêm hình ảnh"):
            submitted(report, path)

    def test_a_damaged_file(self, report: Path) -> None:
        path = report / "hong.docx"
        path.write_bytes(own(report).read_bytes()[:2000])
        with pytest.raises(UnusableError, match=r"hong\.docx"):
            submitted(report, path)

    def test_no_file(self, report: Path) -> None:
        for name, finding in (("khong_co.docx", "không đọc được tệp"), ("anh.pdf", "tệp không phải .docx")):
            with pytest.raises(UnusableError, match=finding):
                submitted(report, report / name)

    def test_an_edit_that_breaks_the_form(self, report: Path) -> None:
        from docx.shared import Mm

        assert "lề trái 25 mm" in refused(report, lambda d: [setattr(s, "left_margin", Mm(25)) for s in d.sections])

    def test_the_old_refusal_names_the_way(self, report: Path) -> None:
        own(report).write_bytes(edited(report, replaced(UNIT_SENTENCE, "chưa đều", "còn chậm")).read_bytes())
        with pytest.raises(UnusableError, match=r"docgen trinh-ky bao-cao-quy --quy 2 --tep .*bao_cao_quy_2\.docx"):
            trinh_ky("bao-cao-quy", report, None, report / "output", 2, TODAY)

    def test_the_command_says_what_was_edited(self, report: Path) -> None:
        edited(report, replaced(UNIT_SENTENCE, "chưa đều", "còn chậm"))
        code, out, err = docgen("trinh-ky", "bao-cao-quy", "--quy", "2", "--tep", "lanh_dao_sua.docx", folder=report)
        assert (code, err) == (0, "") and "Sửa trong Word: đoạn “" in out


def issued(workspace: Path, name: str = "bao-cao-quy", quy: int | None = 2, so: int = 245) -> KetQuaBanHanh:
    return ban_hanh(name, so, DAY, workspace, None, quy, output=workspace / "output", today=TODAY)


class TestIssued:
    def test_the_edited_document_is_issued_with_number_and_day(self, report: Path) -> None:
        issue(report, "ke-hoach", 15, date(2026, 6, 10))
        lap(["bao-cao-quy"], report, None, report / "output", 2)
        path = edited(report, replaced(UNIT_SENTENCE, "chưa đều", "còn chậm"))
        submitted(report, path)
        done = issued(report)
        before, after = (texts(opened(each)) for each in (path, done.thu_muc / "van_ban.docx"))
        changes = {(old, new) for old, new in zip(before, after, strict=True) if old != new}
        assert ("Số:         /BC-VPUBND", "Số: 245/BC-VPUBND") in changes
        assert ("Lai Châu, ngày      tháng      năm 2026", "Lai Châu, ngày 18 tháng 6 năm 2026") in changes
        assert len([old for old, _ in changes if old.startswith("(Kèm theo")]) == 1  # the same line over each annex
        assert len(changes) == 3
        assert any("còn chậm" in text for text in after)
        manifest = json.loads((done.thu_muc / "ke_khai.json").read_text(encoding="utf-8"))
        assert manifest["cach"] == "bản trình ký, sửa trong Word"

    def test_what_docgen_says_afterwards(self, report: Path) -> None:
        issue(report, "ke-hoach", 15, date(2026, 6, 10))
        lap(["bao-cao-quy"], report, None, report / "output", 2)
        submitted(report, edited(report, replaced(UNIT_SENTENCE, "chưa đều", "còn chậm")))
        content = (issued(report).thu_muc / "van_ban.docx").read_bytes()
        assert any("245" in str(line) for line in so_van_ban(report, None))
        lap(["bao-cao-quy", "danh-gia"], report, None, report / "output")
        lines = tinh_hinh(report, "papi_2026", report / "output", TODAY).cac_dong
        assert any("đã ban hành số 245" in str(line) and "BỊ SỬA" not in str(line) for line in lines)
        assert (report / "data/papi_2026/da_ban_hanh/bao_cao_quy_2/van_ban.docx").read_bytes() == content

    def test_a_package_edited_afterwards_is_not_issued(self, report: Path) -> None:
        issue(report, "ke-hoach", 15, date(2026, 6, 10))
        lap(["bao-cao-quy"], report, None, report / "output", 2)
        done = submitted(report, edited(report, replaced(UNIT_SENTENCE, "chưa đều", "còn chậm")))
        (done.thu_muc / "bao_cao_quy_2.docx").write_bytes(edited(report).read_bytes())
        with pytest.raises(UnusableError, match="tệp trong gói trình ký đã bị sửa"):
            issued(report)

    def test_data_changed_after_submission(self, report: Path) -> None:
        issue(report, "ke-hoach", 15, date(2026, 6, 10))
        lap(["bao-cao-quy"], report, None, report / "output", 2)
        submitted(report, edited(report, replaced(UNIT_SENTENCE, "chưa đều", "còn chậm")))
        changed(report, QUARTER, "phần lớn đơn", "đa số đơn")
        with pytest.raises(UnusableError, match="dữ liệu đã đổi sau khi trình ký"):
            issued(report)

    def test_lines_that_are_not_found(self, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        issue(report, "ke-hoach", 15, date(2026, 6, 10))
        lap(["bao-cao-quy"], report, None, report / "output", 2)
        monkeypatch.setattr("docgen.commands.sua_trong_word._khong_duoc_sua", lambda *_: ())
        submitted(report, edited(report, replaced("Lai Châu, ngày", "Lai Châu", "Tân Phong")))
        before = (report / QUARTER).read_bytes()
        with pytest.raises(UnusableError, match=r"không tìm được dòng “Lai Châu, ngày tháng năm 2026”[^→]*→ .*--tep"):
            issued(report)
        assert (report / QUARTER).read_bytes() == before
        assert not (report / "data/papi_2026/da_ban_hanh/bao_cao_quy_2").exists()
