"""Every mistake of all files in one run, in the clerk's words."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.errors import UnusableError
from docgen.load import chosen_plan, load, plans

GOLDEN = Path(__file__).parent.parent / "golden"
BAD = Path(__file__).parent.parent / "workspaces" / "nhieu_loi"


def problems_of(workspace: Path, plan: str) -> list[str]:
    with pytest.raises(UnusableError) as caught:
        load(workspace, plan)
    return [str(problem) for problem in caught.value.problems]


def edited(workspace: Path, file: str, old: str, new: str) -> None:
    path = workspace / "data" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_all_mistakes_of_both_files_are_named_at_once() -> None:
    found = "\n".join(problems_of(BAD, "nhieu_loi")) + "\n"
    assert found == (GOLDEN / "nhieu_loi.txt").read_text(encoding="utf-8")


PLAN = "papi_2026/ke_hoach.yaml"


def line_of(workspace: Path, text: str) -> int:
    lines = (workspace / "data" / PLAN).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def test_a_key_with_a_wrong_letter(workspace: Path) -> None:
    edited(workspace, PLAN, "ket_luan: >-", "ket_luận: >-")
    line = line_of(workspace, "ket_luận")
    assert f"data/{PLAN}:{line}:1: không có khóa “ket_luận”\n  → có phải là “ket_luan”?" in problems_of(
        workspace, "papi_2026"
    )


def test_a_target_of_the_plan_must_stand_in_its_text(workspace: Path) -> None:
    edited(workspace, PLAN, "    muc_tieu: 01\n", "    muc_tieu: 02\n")
    assert problems_of(workspace, "papi_2026") == [
        f"data/{PLAN}:{line_of(workspace, 'muc_tieu: 02')}:15: chỉ tiêu “thu_hang_papi”: lời văn của kế hoạch không có "
        "“02 bậc”\n  → sửa muc_tieu, don_vi_tinh hoặc lời văn cho khớp"
    ]


def test_a_target_of_a_task_must_stand_in_its_text(workspace: Path) -> None:
    edited(workspace, PLAN, "đảm 100% đơn thư thuộc", "đảm 99% đơn thư thuộc")
    assert problems_of(workspace, "papi_2026") == [
        f"data/{PLAN}:{line_of(workspace, 'muc_tieu: 100')}:31: chỉ tiêu “ty_le_xu_ly_don_thu”: lời văn của nhiệm vụ không có "
        "“100%”\n  → sửa muc_tieu, don_vi_tinh hoặc lời văn cho khớp"
    ]


def test_an_unknown_unit_is_answered_with_the_code_of_the_nearest(workspace: Path) -> None:
    edited(workspace, PLAN, "don_vi_chu_tri: tiep_cong_dan", "don_vi_chu_tri: Ban Tiếp dân")
    (problem,) = problems_of(workspace, "papi_2026")
    assert "nhóm nhiệm vụ “trach_nhiem_giai_trinh”: không có đơn vị “Ban Tiếp dân”" in problem
    assert problem.endswith("→ ghi mã “tiep_cong_dan” (Ban Tiếp công dân)")


def test_the_shipped_plan_is_read_whole(workspace: Path) -> None:
    ho_so = load(workspace, "papi_2026")
    co_quan, ke_hoach = ho_so.co_quan, ho_so.ke_hoach
    groups = [nhom for muc in ke_hoach.muc for khoan in muc.khoan for nhom in khoan.nhom_nhiem_vu]
    assert [nhom.chi_so for nhom in groups] == ["chi_so_2", "chi_so_3", "chi_so_4", "chi_so_5", "chi_so_8"]
    tasks = [task for nhom in groups for task in nhom.nhiem_vu]
    assert len(tasks) == 14
    assert all(task.thoi_gian_thuc_hien and task.thoi_gian_thuc_hien.thuong_xuyen for task in tasks)
    assert co_quan.nguoi_ky[0].ho_ten == "Hoàng Minh Hải"


def test_a_value_knows_its_line(workspace: Path) -> None:
    line = line_of(workspace, "muc_tieu: 100")
    ke_hoach = load(workspace, "papi_2026").ke_hoach
    task = next(task for nhom in ke_hoach.muc[1].khoan[0].nhom_nhiem_vu for task in nhom.nhiem_vu if task.chi_tieu)
    assert str(task.chi_tieu[0].place("muc_tieu")) == f"data/{PLAN}:{line}:31"
    begins = line_of(workspace, "nam: 2026")
    assert str(ke_hoach.place("phu_luc")) == f"data/{PLAN}:{begins}:1"  # left out: where the record begins


def refused(workspace: Path, ma: str | None) -> str:
    with pytest.raises(UnusableError) as caught:
        chosen_plan(workspace, ma)
    return str(caught.value)


def test_which_plan(library: Path) -> None:
    assert chosen_plan(library, None) == "thu_vien_2026"
    (library / "data/khac").mkdir()
    (library / "data/khac/ke_hoach.yaml").touch()
    assert plans(library) == ["khac", "thu_vien_2026"]
    assert chosen_plan(library, "khac") == "khac"
    assert refused(library, None) == (
        "data: có 2 kế hoạch: khac, thu_vien_2026\n  → ghi rõ --ke-hoach, ví dụ --ke-hoach khac"
    )
    assert refused(library, "thu_vien_2025") == (
        "data: không có kế hoạch “thu_vien_2025”\n  → có phải là “thu_vien_2026”?"
    )
    assert "không có kế hoạch “../khac”" in refused(library, "../khac")


def test_a_folder_without_data(tmp_path: Path) -> None:
    assert refused(tmp_path, None) == (
        "data/co_quan.yaml: không có tệp này\n  → chạy lệnh ở thư mục chứa data/ (nơi có data/co_quan.yaml)"
    )


def test_an_office_without_plans(library: Path) -> None:
    (library / "data/thu_vien_2026/ke_hoach.yaml").unlink()
    assert refused(library, None) == (
        "data: chưa có kế hoạch nào\n  → tạo thư mục data/<mã kế hoạch>/ và tệp ke_hoach.yaml trong đó"
    )


def test_an_office_file_that_cannot_be_read_is_complained_of_once(workspace: Path) -> None:
    edited(workspace, "co_quan.yaml", "dia_danh: Lai Châu", "dia_danh: Lai: Châu")
    (problem,) = problems_of(workspace, "papi_2026")
    assert problem.startswith("data/co_quan.yaml:15:14: sai cấu trúc YAML ở “dia_danh: Lai: Châu”")


@pytest.mark.parametrize(
    ("mention", "missing"),
    [
        ("Phụ lục I, Phụ lục II và Phụ lục III kèm theo", ""),
        ("Phụ lục I, II và III", ""),
        ("Phụ lục I đến III", ""),
        ("phụ lục 1, 2, 3", ""),
        ("Phụ lục\u00a0số I, II, III", ""),
        ("các phụ lục kèm theo", ""),
        ("Phụ lục I và III", "“Phụ lục II”"),
        ("Phụ lục kèm theo", "“Phụ lục I”, “Phụ lục II”, “Phụ lục III”"),
    ],
)
def test_each_annex_must_be_named_in_the_text(library: Path, mention: str, missing: str) -> None:
    edited(
        library,
        "thu_vien_2026/ke_hoach.yaml",
        "phân công tại Phụ lục I, biểu mẫu tại Phụ lục II và Phụ lục III kèm theo",
        mention,
    )
    if missing:
        (problem,) = problems_of(library, "thu_vien_2026")
        assert f"lời văn chưa nhắc đến {missing}\n" in problem
    else:
        load(library, "thu_vien_2026")
