"""`docgen kiem` at the command line: what is printed, JSON, folders, settings, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docgen.commands.kiem import choices, kiem, kiem_du_lieu, office_choices
from docgen.errors import UnusableError
from docgen.load import load_office
from tests.cli.test_main import docgen
from tests.lam_word import cong_van, ke_hoach
from tests.rules.truong_hop import dat, thay

KEYS = ["tep", "quy_tac", "muc_do", "vi_tri", "doan_van", "thay", "can", "can_cu", "sua"]


def bad_plan(folder: Path, name: str = "ke_hoach.docx") -> Path:
    tep = ke_hoach()
    for start in ("a) Rà soát", "b) Tiếp nhận", "c) Công khai"):
        dat(start, co=12)(tep)
    thay("Yêu cầu các phòng", "./.", ".")(tep)
    (folder / name).write_bytes(tep.bytes())
    return folder / name


def test_the_table_folds_repeats_and_says_what_was_looked_at(tmp_path: Path) -> None:
    bad_plan(tmp_path)
    code, out, err = docgen("kiem", "ke_hoach.docx", folder=tmp_path)
    assert (code, err) == (1, "")
    assert "(3 đoạn)" in out and out.count("noi_dung.co_chu") == 1
    assert out.index("noi_dung.co_chu") < out.index("ket_thuc")  # lỗi before cảnh báo
    said = " ".join(out.split())
    assert "3 lỗi, 1 cảnh báo. Đã xét: Kế hoạch; 61 đoạn, 3 bảng, 1 phụ lục" in said
    assert "Không xét: khối ký đứng một mình trên trang" in said


def test_json_has_an_object_for_each_finding(tmp_path: Path) -> None:
    bad_plan(tmp_path)
    code, out, _ = docgen("kiem", "ke_hoach.docx", "--json", folder=tmp_path)
    found = json.loads(out)
    assert code == 1 and len(found) == 4
    assert all(list(one) == KEYS for one in found)
    assert found[0] == {
        "tep": "ke_hoach.docx",
        "quy_tac": "noi_dung.co_chu",
        "muc_do": "loi",
        "vi_tri": "dưới “1. Mục đích”",
        "doan_van": "a) Rà soát thủ tục hành chính để nâng cao chất lượng phục …",
        "thay": "cỡ chữ 12",
        "can": "cỡ chữ 13 đến 14",
        "can_cu": "NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm e",
        "sua": "chọn đoạn, đặt cỡ chữ 13 hoặc 14",
    }


def test_a_right_document_is_exit_code_0(tmp_path: Path) -> None:
    (tmp_path / "cv.docx").write_bytes(cong_van().bytes())
    code, out, _ = docgen("kiem", "cv.docx", folder=tmp_path)
    assert code == 0 and "Không có phát hiện." in out
    assert json.loads(docgen("kiem", "cv.docx", "--json", folder=tmp_path)[1]) == []


def test_a_suggestion_alone_is_no_error(tmp_path: Path) -> None:
    tep = ke_hoach()
    thay("- Ủy ban", "Ủy ban", "Uỷ ban")(tep)
    (tmp_path / "kh.docx").write_bytes(tep.bytes())
    code, out, _ = docgen("kiem", "kh.docx", folder=tmp_path)
    assert code == 0 and "Gợi ý" in out


def test_a_pattern_that_no_shell_has_expanded(tmp_path: Path) -> None:
    """As on Windows, or in quotes."""
    for name in ("b.docx", "a.docx"):
        (tmp_path / name).write_bytes(cong_van().bytes())
    code, out, _ = docgen("kiem", "*.docx", folder=tmp_path)
    assert code == 0 and out.index("a.docx") < out.index("b.docx")
    assert docgen("kiem", "a*.docx", "--sua", "ra.docx", folder=tmp_path)[0] == 0
    assert (tmp_path / "ra.docx").exists()
    code, _, err = docgen("kiem", "*.docx", "--sua", "nua.docx", folder=tmp_path)
    assert code == 2 and "đúng một tệp" in err


def test_a_folder_and_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "ho_so/con").mkdir(parents=True)
    bad_plan(tmp_path / "ho_so/con")
    (tmp_path / "ho_so/cv.docx").write_bytes(cong_van().bytes())
    (tmp_path / "ho_so/cu.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    (tmp_path / "ho_so/~$cv.docx").write_bytes(b"lock")
    code, out, err = docgen("kiem", "ho_so", "--json", folder=tmp_path)
    assert code == 2 and {one["tep"] for one in json.loads(out)} == {"ho_so/con/ke_hoach.docx"}
    assert "ho_so/cu.doc: là tệp .doc của Word cũ" in err and "~$" not in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["khong_co.docx"], "khong_co.docx: không có tệp này"), (["."], "thư mục không có tệp Word nào")],
)
def test_nothing_to_check(tmp_path: Path, arguments: list[str], said: str) -> None:
    code, _, err = docgen("kiem", *arguments, folder=tmp_path)
    assert code == 2 and said in err


def test_what_is_no_administrative_document_is_said(tmp_path: Path) -> None:
    tep = ke_hoach()
    tep.tieu_de[1].chu, tep.dau[0][3].chu = "THÔNG TƯ", "Số: 12/2026/TT-BNV"
    (tmp_path / "tt.docx").write_bytes(tep.bytes())
    code, out, _ = docgen("kiem", "tt.docx", folder=tmp_path)
    assert code == 0 and "không kiểm thể thức: tệp là Thông tư (văn bản quy phạm pháp luật)" in out
    code, out, err = docgen("kiem", "tt.docx", "--json", folder=tmp_path)
    assert json.loads(out) == [] and "Thông tư" in err


def test_copies(tmp_path: Path) -> None:
    path = bad_plan(tmp_path)
    before = path.read_bytes()
    code, out, _ = docgen("kiem", "ke_hoach.docx", "--ghi-chu", "gc.docx", "--sua", "sua.docx", folder=tmp_path)
    assert code == 1 and path.read_bytes() == before
    assert "đã sửa: cỡ chữ 12 → cỡ chữ 13 đến 14 (3 chỗ)" in out and "Bản có ghi chú: gc.docx" in out
    (report,), _ = kiem([tmp_path / "sua.docx"], tmp_path)
    assert [found.quy_tac for found in report.cac_ket_qua] == ["ket_thuc"]


def test_copies_of_several_files_are_refused(tmp_path: Path) -> None:
    code, _, err = docgen("kiem", "a.docx", "b.docx", "--sua", "c.docx", folder=tmp_path)
    assert code == 2 and "--ghi-chu và --sua đi với đúng một tệp." in err


class TestData:
    def test_without_a_file_the_data_are_checked(self, workspace: Path) -> None:
        assert kiem_du_lieu(workspace) == {"papi_2026": []}
        assert docgen("kiem", folder=workspace)[:2] == (0, "data/papi_2026: dữ liệu đúng\n")

    def test_mistakes_of_all_plans(self, workspace: Path) -> None:
        (workspace / "data/khac").mkdir()
        (workspace / "data/khac/ke_hoach.yaml").write_text("nam: 20x6\n", encoding="utf-8")
        code, _, err = docgen("kiem", folder=workspace)
        assert code == 2 and "data/khac/ke_hoach.yaml:1:6" in err

    def test_a_folder_without_data(self, tmp_path: Path) -> None:
        assert docgen("kiem", folder=tmp_path)[0] == 2


class TestSettings:
    def office(self, workspace: Path, *settings: str) -> None:
        with (workspace / "data/co_quan.yaml").open("a", encoding="utf-8") as file:
            file.write("\nkiem_the_thuc:\n" + "".join(f"  - {setting}\n" for setting in settings))

    def test_an_item_turned_off_and_one_made_graver(self, workspace: Path) -> None:
        self.office(
            workspace,
            "{quy_tac: noi_dung.co_chu, muc_do: tắt, ly_do: in khổ nhỏ}",
            "{quy_tac: ket_thuc, muc_do: lỗi, ly_do: quy chế của Văn phòng}",
        )
        (report,), _ = kiem([bad_plan(workspace)], workspace)
        assert [(found.quy_tac, found.muc_do) for found in report.cac_ket_qua] == [("ket_thuc", "loi")]
        assert "noi_dung.co_chu (cơ quan tắt)" in report.chua_xet

    def test_a_whole_rule(self, workspace: Path) -> None:
        self.office(workspace, "{quy_tac: noi_dung, muc_do: gợi ý, ly_do: đang chuyển đổi}")
        levels = choices(load_office(workspace)).muc_do
        assert set(levels.values()) == {"goi_y"} and len(levels) == 6

    def test_the_reason_is_required(self, workspace: Path) -> None:
        self.office(workspace, "{quy_tac: ket_thuc, muc_do: tắt}")
        with pytest.raises(UnusableError, match="ly_do"):
            office_choices(workspace)

    def test_an_item_that_does_not_exist(self, workspace: Path) -> None:
        self.office(workspace, "{quy_tac: noi_dung.co_chuu, muc_do: tắt, ly_do: x}")
        with pytest.raises(
            UnusableError,
            match=r"co_quan\.yaml:\d+:\d+: không có mục kiểm “noi_dung\.co_chuu”\n  → có phải là “noi_dung\.co_chu”",
        ):
            office_choices(workspace)

    def test_abbreviations_of_the_office_are_explained(self, workspace: Path) -> None:
        tep = ke_hoach()
        for start in ("a) Rà soát", "b) Tiếp nhận"):
            thay(start, "chính" if start[0] == "a" else "kết quả", "XYZT")(tep)
        (workspace / "kh.docx").write_bytes(tep.bytes())
        (report,), _ = kiem([workspace / "kh.docx"], workspace)
        assert [found.thay for found in report.cac_ket_qua] == ["chữ viết tắt không được giải thích: XYZT"]
        text = (workspace / "data/co_quan.yaml").read_text(encoding="utf-8")
        text = text.replace("chu_viet_tat:\n", "chu_viet_tat:\n  - {viet_tat: XYZT, day_du: xử lý}\n")
        (workspace / "data/co_quan.yaml").write_text(text, encoding="utf-8")
        (report,), _ = kiem([workspace / "kh.docx"], workspace)
        assert report.cac_ket_qua == []


def test_lap_shows_what_a_changed_template_breaks(workspace: Path) -> None:
    assert docgen("mau", "word", folder=workspace)[0] == 0
    template = workspace / "templates_docx/ke_hoach.docx"
    import docx
    from docx.shared import Mm, Pt

    document = docx.Document(str(template))
    document.sections[0].left_margin = Mm(25)
    document.styles["ND30 Lời văn"].font.size = Pt(12)
    document.save(str(template))
    code, out, err = docgen("lap", "ke-hoach", folder=workspace)
    assert code == 1 and (workspace / "output/papi_2026/ke_hoach.docx").exists()
    assert "le_trang.trai" in out and "noi_dung.co_chu" in out and "so_ky_hieu.so" not in out
    assert "Sửa mẫu trong templates_docx/" in err


def test_json_stays_json_when_copies_are_written(tmp_path: Path) -> None:
    bad_plan(tmp_path)
    _, out, err = docgen("kiem", "ke_hoach.docx", "--json", "--sua", "s.docx", "--ghi-chu", "g.docx", folder=tmp_path)
    assert len(json.loads(out)) == 4 and "Bản đã sửa: s.docx" in err
