from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from docgen.documents.bo_cuc import bang_phan_cong, cac_doan
from docgen.load import load
from docgen.model import Muc


def outline(workspace: Path, plan: str) -> list[str]:
    ho_so = load(workspace, plan)
    co_quan, ke_hoach = ho_so.co_quan, ho_so.ke_hoach
    return [f"{doan.nhan_muc} {doan.loi_van}"[:60].strip() for doan in cac_doan(ke_hoach.muc, co_quan) if doan.nhan_muc]


def test_labels_come_from_the_order(workspace: Path) -> None:
    labels = " ".join(line.split()[0] for line in outline(workspace, "papi_2026"))
    assert labels == (
        "I. 1. a) b) c) 2. a) b) c) II. 1. 1.1. 1.2. a) b) c) 1.3. a) b) c) 1.4. a) b) c) d) đ) 1.5. a) b) III."
    )


def test_tasks_right_under_a_section_are_numbered(library: Path) -> None:
    assert outline(library, "thu_vien_2026") == [
        "I. MỤC TIÊU",
        "II. NHIỆM VỤ",
        "1. Số hóa 1.200 trang tài liệu quý hiếm.",
        "2. Ngày hội đọc sách",
        "3. Bảo quản kho sách. Kiểm tra mối mọt hằng tháng.",
        "III. TỔ CHỨC THỰC HIỆN",
        "1. Các phòng thực hiện theo phân công.",
        "2. Kinh phí",
        "a) Ngân sách nhà nước.",
        "b) Nguồn xã hội hóa.",
    ]


def test_a_single_task_has_a_letter_only_where_it_has_a_title(library: Path) -> None:
    co_quan = load(library, "thu_vien_2026").co_quan
    task = {"ma": "mot", "noi_dung": "Tổ chức.", "don_vi_chu_tri": "phuc_vu", "thoi_gian_thuc_hien": "thường xuyên"}
    for titled, printed in (
        ({}, [("", "Tổ chức.")]),
        ({"tieu_de": "Ngày hội"}, [("a)", "Ngày hội"), ("", "Tổ chức.")]),
    ):
        khoan = {"tieu_de": "Nhiệm vụ", "nhiem_vu": [task | titled]}
        _, _, *found = cac_doan([Muc.model_validate({"tieu_de": "Mục", "khoan": [khoan]})], co_quan)
        assert [(doan.nhan_muc, doan.loi_van) for doan in found if doan.kieu != "phan_cong"] == printed


def assignments(workspace: Path, plan: str) -> list[tuple[str, str]]:
    """The text before each assignment, and what the assignment says."""
    ho_so = load(workspace, plan)
    co_quan, ke_hoach = ho_so.co_quan, ho_so.ke_hoach
    paragraphs = cac_doan(ke_hoach.muc, co_quan)
    return [
        (before.loi_van[:20], f"{doan.don_vi_chu_tri}|{doan.don_vi_thuc_hien}|{doan.thoi_gian_thuc_hien}")
        for before, doan in pairwise(paragraphs)
        if doan.kieu == "phan_cong"
    ]


def test_an_assignment_stands_once_where_it_is_said(workspace: Path) -> None:
    related = "|Các phòng, ban, trung tâm liên quan|Thường xuyên"
    assert assignments(workspace, "papi_2026") == [
        ("Rà soát, cập nhật, c", "Trung tâm Tin học và Công báo||Thường xuyên"),
        ("Thực hiện tốt công t", "Ban Tiếp công dân||Thường xuyên"),
        ("Lồng ghép nội dung t", related),
        ("Thực hiện nghiêm việ", related),
        ("Đẩy mạnh thực hiện d", "Trung tâm Phục vụ hành chính công||Thường xuyên"),
        ("Thực hiện các giải p", "Trung tâm Tin học và Công báo||Thường xuyên"),
    ]


def test_a_task_that_says_part_of_its_assignment_is_printed_with_all_of_it(library: Path) -> None:
    assert assignments(library, "thu_vien_2026") == [
        ("Số hóa 1.200 trang t", "Phòng Kỹ thuật||Chậm nhất ngày 30/9/2026"),
        ("Mời các trường học: ", "Phòng Phục vụ bạn đọc||Quý II/2026"),
        ("Ghi sổ theo dõi sau ", "Phòng Kỹ thuật||Từ ngày 01/3/2026 đến ngày 30/11/2026"),
    ]


def test_the_table_of_assignments_has_the_tasks_of_the_body_by_their_short_names(library: Path) -> None:
    ho_so = load(library, "thu_vien_2026")
    co_quan, ke_hoach = ho_so.co_quan, ho_so.ke_hoach
    rows = bang_phan_cong(ke_hoach.phu_luc[0], ke_hoach.muc, co_quan)
    assert [(row.nhom, row.tt, *row.nhiem_vu) for row in rows] == [
        ("Nhiệm vụ", ""),
        ("", "1", "Số hóa tài liệu"),
        ("", "2", "Ngày hội đọc sách"),
        ("", "3", "Bảo quản kho sách"),
    ]
    assert (rows[2].don_vi_phoi_hop, rows[1].san_pham) == ("Phòng Kỹ thuật; Các phòng", "Bộ dữ liệu số")


def test_the_table_of_an_annex_with_its_own_tasks_has_only_those_in_full(library: Path) -> None:
    ho_so = load(library, "thu_vien_2026")
    co_quan, ke_hoach = ho_so.co_quan, ho_so.ke_hoach
    rows = bang_phan_cong(ke_hoach.phu_luc[2], ke_hoach.muc, co_quan)
    assert [(row.nhom, row.tt, *row.nhiem_vu) for row in rows] == [
        ("Các điểm vùng cao", ""),
        ("", "1", "Phục vụ điểm trường số 1."),
        ("", "2", "Phục vụ điểm trường số 2."),
    ]


def test_every_task_of_the_plan_is_in_the_table_once(workspace: Path) -> None:
    path = workspace / "data/papi_2026/ke_hoach.yaml"
    text = path.read_text(encoding="utf-8").replace("chức thực hiện\n", "chức thực hiện (Phụ lục kèm theo)\n")
    path.write_text(text + "phu_luc: [{ten: Phân công, kieu: bảng phân công}]\n", encoding="utf-8")
    ho_so = load(workspace, "papi_2026")
    co_quan, ke_hoach = ho_so.co_quan, ho_so.ke_hoach
    rows = bang_phan_cong(ke_hoach.phu_luc[0], ke_hoach.muc, co_quan)
    assert [row.tt for row in rows if row.tt] == [str(number) for number in range(1, 15)]
    assert len([row for row in rows if row.nhom]) == 5


def test_tasks_done_together_show_who_does_them_in_the_table(workspace: Path) -> None:
    path = workspace / "data/papi_2026/ke_hoach.yaml"
    text = path.read_text(encoding="utf-8").replace("chức thực hiện\n", "chức thực hiện (Phụ lục kèm theo)\n")
    path.write_text(text + "phu_luc: [{ten: Phân công, kieu: bảng phân công}]\n", encoding="utf-8")
    ho_so = load(workspace, "papi_2026")
    rows = bang_phan_cong(ho_so.ke_hoach.phu_luc[0], ho_so.ke_hoach.muc, ho_so.co_quan)
    assert {row.don_vi_chu_tri for row in rows if row.tt in ("5", "6", "7")} == {"Các phòng, ban, trung tâm liên quan"}
