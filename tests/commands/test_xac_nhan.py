"""Questions to the signer: in the slip and the review copy, never in the document; stale ones are named."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from docgen.commands.lap import lap
from docgen.commands.trinh_ky import trinh_ky
from docgen.commands.xac_nhan import ghi_chu_xac_nhan, khong_dung_cho
from docgen.documents import DOCUMENT_TYPES
from docgen.docx import ooxml, pdf
from docgen.docx.ooxml import qn
from docgen.errors import UnusableError
from docgen.load import load
from tests.cli.test_main import docgen
from tests.commands.test_ban_hanh import changed, files, issue, official, packed, plan_numbered
from tests.conftest import ROOT
from tests.finished import opened, texts

PLAN = "data/papi_2026/ke_hoach.yaml"
RECORDS = (PLAN, "data/papi_2026/tien_do/quy_2.yaml", "data/papi_2026/danh_gia.yaml")
TODAY = date(2026, 6, 1)
STRANGE = """can_xac_nhan:
  - vi_tri: Chỗlạ
    ban_goc: [Gốclạ, Gốckhác]
    hien_ghi: "Nơi nhận:"
    ly_do: Cớlạ
"""


def asked(workspace: Path, questions: str, file: str = PLAN) -> Path:
    """The workspace with these questions in place of those that the file has."""
    path = workspace / file
    text = path.read_text(encoding="utf-8")
    before, _, rest = text.partition("can_xac_nhan:\n")
    kept = "".join(rest.split("\n\n", 1)[1:])
    path.write_text(f"{before}{kept}\n{questions}", encoding="utf-8")
    return workspace


def question(hien_ghi: str) -> str:
    return f"can_xac_nhan:\n  - vi_tri: Mục II\n    ban_goc: chữ khác\n    hien_ghi: {hien_ghi}\n"


def written(workspace: Path, *names: str, doi_chieu: bool = False) -> dict[str, bytes]:
    made = lap(names or list(DOCUMENT_TYPES), workspace, None, workspace / "output", doi_chieu=doi_chieu)
    return {file.path.stem: file.path.read_bytes() for file in made}


def submitted(workspace: Path, name: str, monkeypatch: pytest.MonkeyPatch, quy: int | None = None) -> list[str]:
    """The texts of the slip, made without a PDF."""
    monkeypatch.setattr(pdf, "missing", lambda: "x")
    done = trinh_ky(name, workspace, None, workspace / "output", quy, TODAY)
    return texts(opened(done.thu_muc / "phieu_trinh.docx"))


def everything(content: bytes) -> Iterator[str]:
    """All parts of a package, and of the packages in it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            if part.startswith(b"PK"):
                yield from everything(part)
            yield name + part.decode("utf-8", "replace")


class TestNeverInTheDocument:
    def test_documents_are_the_same_bytes_with_and_without_questions(self, workspace: Path) -> None:
        for file in RECORDS:
            asked(workspace, "", file)
        without = written(workspace)
        for file in RECORDS:
            asked(workspace, STRANGE, file)
        assert written(workspace) == without and len(without) == 5

    def test_no_part_of_a_document_holds_their_words(self, workspace: Path) -> None:
        for file in RECORDS:
            asked(workspace, STRANGE, file)
        for content in written(workspace).values():
            held = "\n".join(everything(content))
            assert "Nơi nhận:" in held
            assert [word for word in ("Chỗlạ", "Gốclạ", "Gốckhác", "Cớlạ", "can_xac_nhan") if word in held] == []

    def test_the_shipped_plan_says_nothing_of_what_its_source_said(self, workspace: Path) -> None:
        held = "\n".join(everything(written(workspace, "ke-hoach")["ke_hoach"]))
        questions = load(ROOT, "papi_2026").ke_hoach.can_xac_nhan
        said = [line for each in questions for line in (*each.ban_goc, each.ly_do or "x")]
        assert len(questions) == 6 and [line for line in said if len(line) > 1 and line in held] == []


class TestSlip:
    def test_each_question_is_a_row_with_place_reason_source_and_present_words(
        self, workspace: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        written(workspace)
        said = submitted(workspace, "ke-hoach", monkeypatch)
        start = said.index("Nội dung cần người ký xác nhận")
        assert said.index("06 nội dung, ghi ở bảng dưới") < said.index("Ý kiến của lãnh đạo") < start
        assert said[start + 1 : start + 6] == ["TT", "Vị trí (lý do)", "Bản gốc ghi", "Văn bản trình ghi", "Xác nhận"]
        first = said.index("IV. TỔ CHỨC THỰC HIỆN")
        assert said[first - 3 : first + 2] == [
            "1",
            "Tên mục III",
            "(bản gốc nhảy từ mục II sang mục IV)",
            "IV. TỔ CHỨC THỰC HIỆN",
            "III. TỔ CHỨC THỰC HIỆN",
        ]
        assert said[-5:] == ["6", "Nơi nhận", "(bản gốc mất chữ)", "- V;", "- Lãnh đạo Văn phòng;"]

    def test_nothing_where_nothing_is_asked(self, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        written(asked(workspace, ""))
        assert not [text for text in submitted(workspace, "ke-hoach", monkeypatch) if "xác nhận" in text]

    def test_a_report_can_ask_too(self, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        official(workspace)
        plan_numbered(workspace)
        written(asked(workspace, STRANGE, RECORDS[1]))
        said = submitted(workspace, "bao-cao-quy", monkeypatch, 2)
        assert said[-6:] == ["1", "Chỗlạ", "(Cớlạ)", "Gốclạ", "Gốckhác", "Nơi nhận:"]

    def test_it_keeps_the_form_of_a_table(self, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        written(workspace)
        submitted(workspace, "ke-hoach", monkeypatch)
        table = opened(workspace / "output/papi_2026/trinh_ky/ke_hoach/phieu_trinh.docx").tables[1]
        assert len(table.rows) == 7 and {len(row.cells) for row in table.rows} == {5}


class TestStale:
    @pytest.mark.parametrize(
        ("hien_ghi", "said"),
        [
            ("III. Tổ chức thực hiện", "không có trong văn bản"),  # printed in capitals
            ("c) Thực hiện tăng cường số hóa", "không có trong văn bản"),  # another letter
            ("[c) Hướng dẫn, đ) Đẩy mạnh]", "không có trong văn bản"),  # not one after the other
            ('"Đơn vị phối hợp: Các phòng, ban, trung tâm liên quan."', "có ở 3 chỗ trong văn bản"),
        ],
    )
    def test_the_question_is_named_with_its_line_and_the_remedy(
        self, workspace: Path, monkeypatch: pytest.MonkeyPatch, hien_ghi: str, said: str
    ) -> None:
        asked(workspace, question(hien_ghi))
        (made,) = lap(["ke-hoach"], workspace, None, workspace / "output")
        (problem,) = made.con_thieu
        assert problem.finding.startswith("nội dung cần xác nhận (Mục II): “") and problem.finding.endswith(said)
        text = (workspace / PLAN).read_text(encoding="utf-8").splitlines()
        assert "hien_ghi:" in text[problem.place.line - 1] and "hien_ghi" in problem.remedy
        with pytest.raises(UnusableError) as caught:
            submitted(workspace, "ke-hoach", monkeypatch)
        assert [each.finding for each in caught.value.problems] == [problem.finding]

    @pytest.mark.parametrize(
        "hien_ghi",
        [
            "III. TỔ CHỨC THỰC HIỆN",
            "Cải thiện, nâng cao Chỉ số hiệu quả quản trị và hành chính công (PAPI) năm 2026",  # two printed lines
            ">-\n      c) Hướng dẫn,\n      hỗ trợ",
            "|-\n      c) Hướng dẫn\n      d) Thực hiện\n\n      đ) Đẩy mạnh",
        ],
    )
    def test_lines_of_the_file_and_of_the_page_do_not_matter(self, workspace: Path, hien_ghi: str) -> None:
        (made,) = lap(["ke-hoach"], asked(workspace, question(hien_ghi)), None, workspace / "output")
        assert made.con_thieu == ()

    def test_each_shipped_question_stands_in_one_place(self, workspace: Path) -> None:
        plan = load(ROOT, "papi_2026").ke_hoach
        assert list(khong_dung_cho(plan, written(workspace, "ke-hoach")["ke_hoach"])) == []

    def test_a_document_older_than_its_data_is_not_held_against_the_question(
        self, workspace: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        written(workspace, "ke-hoach")
        changed(workspace, PLAN, "- tieu_de: Tổ chức thực hiện", "- tieu_de: Thi hành")
        asked(workspace, question("III. THI HÀNH"))
        with pytest.raises(UnusableError) as caught:
            submitted(workspace, "ke-hoach", monkeypatch)
        assert [each.finding for each in caught.value.problems] == ["văn bản cũ hơn dữ liệu"]

    @pytest.mark.parametrize(
        ("questions", "said"),
        [
            (question("chữ khác"), "ban_goc và hien_ghi giống nhau"),
            (question("[]"), "danh sách trống"),
            (question("a").replace("    ban_goc: chữ khác\n", ""), "ban_goc"),
        ],
    )
    def test_a_question_that_asks_nothing(self, workspace: Path, questions: str, said: str) -> None:
        with pytest.raises(UnusableError) as caught:
            load(asked(workspace, questions), "papi_2026")
        assert said in str(caught.value)


class TestReviewCopy:
    def test_a_comment_covers_the_paragraphs_in_question(self, workspace: Path) -> None:
        found = comments(written(workspace, "ke-hoach", doi_chieu=True)["ke_hoach_doi_chieu"])
        assert [(len(covered), covered[0].split()[0]) for covered, _ in found] == [
            (1, "b)"), (3, "c)"), (1, "Đơn"), (2, "Đơn"), (1, "III."), (1, "-"),
        ]  # fmt: skip
        assert found[1][1] == [
            "Cần người ký xác nhận – Mục II, 1.4, các điểm c, d, đ",
            "Bản gốc: d) Hướng dẫn, hỗ trợ / đ) Thực hiện tăng cường số hóa / e) Đẩy mạnh thực hiện dịch vụ công",
            "Nay ghi: c) Hướng dẫn, hỗ trợ / d) Thực hiện tăng cường số hóa / đ) Đẩy mạnh thực hiện dịch vụ công",
            "Lý do: bản gốc không có điểm c",
        ]

    @pytest.mark.parametrize(
        ("hien_ghi", "said"),
        [("không đâu có", "không thấy chỗ này trong văn bản"), ("Văn phòng", "có ở")],
    )
    def test_one_without_its_place_stands_at_the_start_and_says_so(
        self, workspace: Path, hien_ghi: str, said: str
    ) -> None:
        asked(workspace, question(hien_ghi))
        content = written(workspace, "ke-hoach", doi_chieu=True)["ke_hoach_doi_chieu"]
        ((covered, lines),) = comments(content)
        assert covered == ["UBND TỈNH LAI CHÂU"]
        assert lines[-1].startswith("docgen không đặt được ghi chú đúng chỗ: ") and said in lines[-1]

    def test_the_other_comments_stay_where_they_were(self, workspace: Path) -> None:
        shipped = written(workspace, "ke-hoach", doi_chieu=True)["ke_hoach_doi_chieu"]
        plain = written(asked(workspace, ""), "ke-hoach", doi_chieu=True)["ke_hoach_doi_chieu"]
        assert texts(opened(shipped)) == texts(opened(plain))
        assert _count(shipped) == _count(plain) + 6


def test_no_question_no_reading() -> None:
    assert list(ghi_chu_xac_nhan((), b"no document")) == []


def test_commands_say_how_many(workspace: Path) -> None:
    docgen("lap", "ke-hoach", folder=workspace)
    assert "; 06 nội dung cần người ký xác nhận; " in docgen(folder=workspace)[1]
    assert "Phiếu trình nêu 06 nội dung cần người ký xác nhận." in docgen("trinh-ky", "ke-hoach", folder=workspace)[1]
    asked(workspace, "")
    assert "xác nhận" not in docgen(folder=workspace)[1]
    assert "xác nhận" not in docgen("trinh-ky", "ke-hoach", folder=workspace)[1]


def test_a_confirmed_question_is_deleted_and_nothing_else_changes(workspace: Path) -> None:
    packed(workspace)
    asked(workspace, question('"- Lãnh đạo Văn phòng;"'))  # the others were confirmed on the leader's desk
    issue(workspace, "ke-hoach", 123, date(2026, 6, 10), khong_qua_trinh_ky=False, ly_do="")
    frozen = _frozen(workspace)
    assert any(b"can_xac_nhan" in content for name, content in frozen.items() if name.endswith("ke_hoach.yaml"))
    before = docgen(folder=workspace)
    asked(workspace, "")
    assert docgen(folder=workspace) == before and "đã ban hành số 123" in before[1] and "xác nhận" not in before[1]
    assert _frozen(workspace) == frozen


def _frozen(workspace: Path) -> dict[str, bytes]:
    return {name: content for name, content in files(workspace).items() if "/da_ban_hanh/" in name}


def comments(content: bytes) -> list[tuple[list[str], list[str]]]:
    """The paragraphs that each question's comment covers, and its lines, in the order of the document."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        notes = {
            note.get(qn("w:id")): ["".join(line.itertext()) for line in ooxml.paragraphs_of(note)]
            for note in ooxml.parse(archive.read("word/comments.xml"))
        }
        paragraphs = ooxml.paragraphs_of(ooxml.parse(archive.read("word/document.xml")))
    found = []
    for number, lines in notes.items():
        if lines[0].startswith("Cần người ký xác nhận"):
            (start,) = [i for i, p in enumerate(paragraphs) if _marked(p, "commentRangeStart", number)]
            (end,) = [i for i, p in enumerate(paragraphs) if _marked(p, "commentRangeEnd", number)]
            (shown,) = [i for i, p in enumerate(paragraphs) if _marked(p, "commentReference", number)]
            assert shown == end
            covered = ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in paragraphs[start : end + 1]]
            found.append((start, covered, lines))
    return [(covered, lines) for _, covered, lines in sorted(found)]


def _marked(paragraph: ooxml.Element, mark: str, number: str | None) -> bool:
    return any(each.get(qn("w:id")) == number for each in paragraph.iter(qn(f"w:{mark}")))


def _count(content: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return len(ooxml.parse(archive.read("word/comments.xml")))
