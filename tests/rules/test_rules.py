"""Each rule sees its breach, once, with the whole message; and nothing in a right document."""

from __future__ import annotations

import inspect
from collections.abc import Callable

import pytest

from docgen.commands.kiem import BaoCaoTep, KetQua, NguongLoi, kiem_tep
from docgen.docx.facts import paragraphs
from docgen.docx.read import read
from docgen.rules import QUY_TAC, RULES
from tests.conftest import ROOT
from tests.lam_word import Doan, TepWord, cong_van, giua, ke_hoach, loi_van, phan, quyet_dinh
from tests.rules.truong_hop import CAC_TRUONG_HOP, TruongHop, dat, ke, phan_cuoi, thay

GOLDEN = ROOT / "tests/golden/kiem.txt"


def report(content: bytes) -> BaoCaoTep:
    return kiem_tep("tep.docx", content, NguongLoi())


def written(truong_hop: TruongHop, found: KetQua) -> str:
    """A breach and its finding as a clerk would read them."""
    return (
        f"# {truong_hop.ten}\n{found.quy_tac} ({found.muc_do})\n{found.vi_tri}: “{found.doan_van}”\n"
        f"thấy: {found.thay}\ncần: {found.can}\n→ {found.sua}\ncăn cứ: {found.can_cu}\n"
    )


def golden_text() -> str:
    """All breaches with all that is found in each, in the order of the table."""
    return "\n".join(
        written(case, found) for case in CAC_TRUONG_HOP for found in report(case.tep().bytes()).cac_ket_qua
    )


@pytest.mark.parametrize("right", [ke_hoach, cong_van, quyet_dinh], ids=lambda f: f.__name__)
def test_a_right_document_has_no_finding(right: object) -> None:
    assert callable(right)
    found = report(right().bytes())
    assert found.cac_ket_qua == [] and not found.khong_phai


@pytest.mark.parametrize("case", CAC_TRUONG_HOP, ids=lambda case: f"{case.quy_tac} {case.ten}")
def test_a_breach_is_found_once_and_nothing_else(case: TruongHop) -> None:
    found = report(case.tep().bytes()).cac_ket_qua
    assert [ket_qua.quy_tac for ket_qua in found] == [case.quy_tac]
    assert written(case, found[0]) in GOLDEN.read_text(encoding="utf-8"), "read what changed, then: make vang"


def test_every_item_of_the_catalogue_has_a_breach_here() -> None:
    assert {case.quy_tac for case in CAC_TRUONG_HOP} == set(QUY_TAC)


def test_every_rule_has_a_page_of_the_manual_and_names_its_items_after_itself() -> None:
    for name, rule in RULES.items():
        assert inspect.getdoc(rule), name
        assert {item.ma.split(".")[0] for item in rule.QUY_TAC} == {name}
    assert len({tuple(vars(item).values()) for item in QUY_TAC.values()}) > 50


# At the edges of what is allowed: what still passes, and what does not any more.
EDGES = [
    ("lề trái 29,8 mm", phan_cuoi(le=(20, 20, 29.8, 15), dau_trang=False, trang_dau=False), []),
    ("lề trái 29,5 mm", phan_cuoi(le=(20, 20, 29.5, 15), dau_trang=False, trang_dau=False), ["le_trang.trai"]),
    ("lề phải 20,3 mm", phan_cuoi(le=(20, 20, 30, 20.2), dau_trang=False, trang_dau=False), []),
    ("lề phải 20,6 mm", phan_cuoi(le=(20, 20, 30, 20.6), dau_trang=False, trang_dau=False), ["le_trang.phai"]),
    ("khổ 210,4 mm", phan_cuoi(kho=(210.4, 297), dau_trang=False, trang_dau=False), []),
    ("khổ 211 mm", phan_cuoi(kho=(211, 297), dau_trang=False, trang_dau=False), ["kho_giay"]),
    ("lùi 1,25 cm", dat("Sở Nội vụ đề nghị", lui=12.5), []),
    ("lùi 1,02 cm", dat("Sở Nội vụ đề nghị", lui=10.2), []),
    ("lùi 1,2 cm", dat("Sở Nội vụ đề nghị", lui=12), ["noi_dung.lui_dau_dong"]),
    ("cả đoạn lùi thêm 2 cm", dat("Sở Nội vụ đề nghị", trai=20), ["noi_dung.lui_dau_dong"]),
    ("cỡ 13,5", dat("Sở Nội vụ đề nghị", co=13.5), []),
    ("cỡ 14,5", dat("Sở Nội vụ đề nghị", co=14.5), ["noi_dung.co_chu"]),
    ("1,5 dòng", dat("Sở Nội vụ đề nghị", dong=1.5), []),
    ("1,55 dòng", dat("Sở Nội vụ đề nghị", dong=1.55), ["noi_dung.cach_dong"]),
    ("0,9 dòng", dat("Sở Nội vụ đề nghị", dong=0.9), ["noi_dung.cach_dong"]),
    ("1,51 dòng", dat("Sở Nội vụ đề nghị", dong=1.508), []),
    ("1,52 dòng", dat("Sở Nội vụ đề nghị", dong=1.52), ["noi_dung.cach_dong"]),
    ("0,98 dòng", dat("Sở Nội vụ đề nghị", dong=0.98), []),
    ("0,96 dòng", dat("Sở Nội vụ đề nghị", dong=0.96), ["noi_dung.cach_dong"]),
    ("cách 3 pt trên, 3 pt dưới", lambda tep: (dat("Sở Nội vụ đề nghị", sau=3)(tep), dat("Báo cáo gửi", truoc=3)(tep)), []),
    ("cách 5 pt", dat("Báo cáo gửi", truoc=5), ["noi_dung.khoang_cach_doan"]),
    ("đường kẻ Tiêu ngữ ngắn hơn 8%", ke(1, 60.4 * 0.92), []),
    ("đường kẻ Tiêu ngữ ngắn hơn 15%", ke(1, 60.4 * 0.85), ["tieu_ngu.duong_ke"]),
    ("đường kẻ Tiêu ngữ dài hơn 8%", ke(1, 60.4 * 1.08), []),
    ("đường kẻ Tiêu ngữ dài hơn 15%", ke(1, 60.4 * 1.15), ["tieu_ngu.duong_ke"]),
    ("Quốc hiệu viết tắt một chữ", dat("CỘNG HÒA", chu="CỘNG HÒA XÃ HỘI CN VIỆT NAM"), ["quoc_hieu.loi_van"]),
    ("Tiêu ngữ thiếu hai chữ", dat("Độc lập", chu="Độc lập - Hạnh phúc"), ["tieu_ngu.loi_van", "tieu_ngu.duong_ke"]),
    ("khẩu hiệu không phải Tiêu ngữ", dat("Độc lập", chu="Độc lập - Dân chủ - Hạnh phúc"), ["thieu_thanh_phan"]),
    ("chữ gần đen", dat("Sở Nội vụ đề nghị", mau="0D0D0D"), []),
    ("chữ xám", dat("Sở Nội vụ đề nghị", mau="404040"), ["mau_chu"]),
    ("ngày 31 tháng 02", thay("Đông Sơn", "12 tháng 9", "31 tháng 02"), ["dia_danh_ngay.ngay"]),
    ("Về việc trong công văn", thay("V/v", "V/v", "Về việc"), ["trich_yeu.kieu_chu"]),
    ("tên nước ngoài", thay("Sở Nội vụ đề nghị", "Sở Nội vụ", "Công ty Citroën, São Paulo, Köln và Sở Nội vụ"), []),
    ("câu hỏi dính nhau", thay("Sở Nội vụ đề nghị", "Sở Nội vụ", "Vì sao?Vì thế Sở Nội vụ"), []),
    ("địa chỉ có dấu hỏi", thay("Sở Nội vụ đề nghị", "các cơ quan", "xem abc.vn/tin?id=5, các cơ quan"), []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "change", "found"), EDGES, ids=[name for name, _, _ in EDGES])
def test_the_edges_of_what_is_allowed(name: str, change: Callable[[TepWord], object], found: list[str]) -> None:
    tep = cong_van()
    change(tep)
    assert [ket_qua.quy_tac for ket_qua in report(tep.bytes()).cac_ket_qua] == found, name


@pytest.mark.parametrize(("third", "found"), [("III", []), ("I", ["danh_so.muc"])])
def test_chapters_are_counted_through_the_whole_document(third: str, found: list[str]) -> None:
    tep = quyet_dinh()
    parts = (("Phần I", "Chương I", "Chương II"), ("Phần II", f"Chương {third}"))
    headings = [heading for part in parts for heading in part]
    tep.sau_ky = [
        Doan("", phan=phan()),
        giua("QUY CHẾ", 14, dam=True),
        giua("Hoạt động của Tổ giúp việc", 14, dam=True),
        giua("(Kèm theo Quyết định số 88/QĐ-SNV ngày 01 tháng 02 năm 2026 của Sở Nội vụ)", 14, nghieng=True),
    ]
    for number, heading in enumerate(headings, 1):
        tep.sau_ky += [giua(heading, 14, dam=True, truoc=6), giua("QUY ĐỊNH", 14, dam=True)]
        tep.sau_ky += [loi_van(f"Điều {number}. Phạm vi", dam=True), loi_van("Thành viên Tổ giúp việc.")]
    caught = [ket_qua.quy_tac for ket_qua in report(tep.bytes()).cac_ket_qua]
    assert [quy_tac for quy_tac in caught if quy_tac.startswith("danh_so")] == found


CITED = "Căn cứ Quyết định số 9/QĐ-UBND ngày 12 tháng 01 năm 2026 của "


@pytest.mark.parametrize(
    ("cited", "found"),
    [
        ("Bộ Nội vụ;", ["can_cu.vien_dan"]),
        ("Ủy ban nhân dân tỉnh Đông Sơn;", ["can_cu.vien_dan"]),
        ("Ủy ban nhân dân Thành phố Hồ Chí Minh;", ["can_cu.vien_dan"]),
        ("Ủy ban nhân dân tỉnh Đông Sơn, Chương trình cải cách hành chính;", []),
        ("Bộ Nội vụ về cải cách;", []),
    ],
)
def test_the_name_of_an_issuer_is_no_subject_however_long_it_is(cited: str, found: list[str]) -> None:
    tep = quyet_dinh()
    dat("Căn cứ Nghị định", chu=CITED + cited)(tep)
    assert [ket_qua.quy_tac for ket_qua in report(tep.bytes()).cac_ket_qua] == found


def test_the_clauses_on_capital_letters_say_what_they_are_cited_for() -> None:
    """Phụ lục II as the decree prints it: khoản 7 and 8 of Mục V."""
    text = " ".join(
        p.text for p in paragraphs(read("x", (ROOT / "tests/docx/read/nd30/phu_luc_2.docx").read_bytes()).blocks)
    )
    last = text[text.index("V. VIẾT HOA") :] if "V. VIẾT HOA" in text else text
    cited = last[last.index("7. ") : last.index("8. ")]
    assert "điểm" in cited and "khoản" in cited and "Điều" in cited
    assert "tháng Tám" in last[last.index("8. ") :]
