"""The parts of a document in the shapes that real files have; what they look like must not matter."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from docgen.commands.kiem import NguongLoi, kiem_tep
from docgen.docx.read import read
from docgen.recognise import Tep, VanBan, recognise
from docgen.recognise.numbers import doc_nhan_muc
from tests.lam_word import Doan, TepWord, bang, cong_van, doan_xml, giua, ke_hoach, loi_van, phan, quyet_dinh


def recognised(tep: TepWord) -> Tep:
    return recognise(read("tep.docx", tep.bytes()))


def only(tep: TepWord) -> VanBan:
    (van_ban,) = recognised(tep).van_ban
    return van_ban


def findings(tep: TepWord) -> list[str]:
    return [f"{found.quy_tac}: {found.thay}" for found in kiem_tep("tep.docx", tep.bytes(), NguongLoi()).cac_ket_qua]


def letterhead(tep: TepWord) -> dict[str, object]:
    van_ban = only(tep)
    dau = van_ban.dau_van_ban
    return {
        "quốc hiệu": [line.text for line in dau.quoc_hieu],
        "tiêu ngữ": dau.tieu_ngu and dau.tieu_ngu.text,
        "chủ quản": [line.text for line in dau.co_quan_chu_quan],
        "ban hành": [line.text for line in dau.co_quan_ban_hanh],
        "số": dau.so_ky_hieu and dau.so_ky_hieu.text,
        "ngày": dau.dia_danh_ngay and dau.dia_danh_ngay.text,
        "tên loại": van_ban.ten_loai,
    }


WHOLE = letterhead(ke_hoach())


def rows(tep: TepWord, *cuts: int) -> TepWord:
    """The letterhead in a table of more rows: cut before these lines."""
    left, right = tep.dau
    edges = [0, *cuts, 10]
    table = bang(*((left[a:b] or [Doan()], right[a:b] or [Doan()]) for a, b in itertools.pairwise(edges)))
    return replace(tep, dau=([], []), tieu_de=[Doan(xml=table), *tep.tieu_de])


def broken_lines(tep: TepWord) -> TepWord:
    """Each column of the letterhead in one paragraph, its lines apart by breaks; typed rules and all of one format."""
    left, right = ("\n".join(doan.chu or "____" for doan in column) for column in tep.dau)
    return replace(tep, dau=([giua(left, dam=True)], [giua(right, dam=True)]))


def tabs(tep: TepWord) -> TepWord:
    """No table: both columns on one line, apart by a tab."""
    pairs = zip(*tep.dau, strict=True)
    lines = [Doan(f"{a.chu}\t{b.chu}", 13, canh="left") for a, b in pairs if a.chu or b.chu]
    return replace(tep, dau=([], []), tieu_de=[*lines, *tep.tieu_de])


@pytest.mark.parametrize(
    "shape",
    [lambda t: rows(t, 3), lambda t: rows(t, 1, 3), lambda t: rows(t, 1, 2, 3), broken_lines, tabs],
    ids=["hai hàng", "ba hàng", "bốn hàng", "ngắt dòng trong đoạn", "phím Tab"],
)
def test_a_letterhead_is_the_same_in_every_shape(shape: object) -> None:
    assert callable(shape)
    assert letterhead(shape(ke_hoach())) == WHOLE


@pytest.mark.parametrize("cuts", [(3,), (1, 3), (1, 2, 3)])
def test_a_right_letterhead_stays_right_in_more_rows(cuts: tuple[int, ...]) -> None:
    assert findings(rows(ke_hoach(), *cuts)) == []


def test_the_name_of_an_office_over_two_lines_has_no_superior() -> None:
    tep = ke_hoach()
    left, right = tep.dau
    left[0], left[1] = giua("ỦY BAN NHÂN DÂN", dam=True), giua("XÃ THÈN SIN", dam=True)
    left[3].chu = "Số: 12/KH-UBND"
    dau = only(replace(tep, dau=(left, right))).dau_van_ban
    assert [line.text for line in dau.co_quan_ban_hanh] == [
        "ỦY BAN NHÂN DÂN",
        "XÃ THÈN SIN",
    ] and not dau.co_quan_chu_quan


def test_the_type_of_a_cong_van_comes_from_v_v_or_from_kinh_gui() -> None:
    assert only(cong_van()).ten_loai == "Công văn"
    without = cong_van()
    without.dau[0].pop()
    assert only(without).ten_loai == "Công văn"


def test_kinh_gui_in_a_row_of_the_letterhead() -> None:
    tep = cong_van()
    left, right = tep.dau
    label = [giua("Kính gửi:", 14)]
    recipients = [Doan("- Văn phòng Ủy ban nhân dân tỉnh;", 14), Doan("- Sở Tài chính.", 14)]
    table = bang((left, right), (label, recipients))
    moved = replace(tep, dau=([], []), tieu_de=[Doan(xml=table)], than=tep.than[3:])
    assert [line.text for line in only(moved).kinh_gui] == [
        "Kính gửi:",
        "- Văn phòng Ủy ban nhân dân tỉnh;",
        "- Sở Tài chính.",
    ]
    assert findings(moved) == []


def test_can_cu_are_those_lines_and_not_a_sentence_of_the_body() -> None:
    assert [line.text.split()[0] for line in only(quyet_dinh()).can_cu] == ["Căn", "Căn", "Theo"]
    tep = cong_van()
    tep.than[3] = loi_van("Căn cứ tình hình thực tế, Sở Nội vụ đề nghị các cơ quan báo cáo.")
    assert only(tep).can_cu == [] and findings(tep) == []


def test_the_authority_of_a_decision_is_no_signature() -> None:
    assert [line.text for signature in only(quyet_dinh()).chu_ky for line in signature.quyen_han] == ["GIÁM ĐỐC"]


def signature(tep: TepWord) -> tuple[list[str], str | None, list[str]]:
    van_ban = only(tep)
    (chu_ky,) = van_ban.chu_ky
    recipients = [line.text for line in van_ban.noi_nhan.cac_dong] if van_ban.noi_nhan else []
    return [line.text for line in chu_ky.quyen_han], chu_ky.ho_ten.text if chu_ky.ho_ten else None, recipients


SIGNED = signature(ke_hoach())


def in_paragraphs(tep: TepWord) -> TepWord:
    """Recipients on the left, signature on the right of a tab, no table."""
    right = [doan.chu for doan in tep.ky if doan.chu]
    left = [doan.chu for doan in tep.noi_nhan]
    lines = [Doan(f"{left[0]}\t{right[0]}", 12, canh="left"), Doan(f"{left[1]}\t{right[1]}", 11, canh="left")]
    lines += [Doan(text, 11, canh="left") for text in left[2:]] + [Doan(), Doan(f"\t{right[2]}", 14, canh="left")]
    return replace(tep, noi_nhan=[], ky=[], sau_ky=[*lines, *tep.sau_ky])


def nested(tep: TepWord) -> TepWord:
    """The recipients in a table of their own inside the cell."""
    inner = bang((tep.noi_nhan[1:],), rong=(70,))
    cells = ([tep.noi_nhan[0], Doan(xml=inner), Doan()], tep.ky)
    return replace(tep, noi_nhan=[], ky=[], sau_ky=[bang(cells, rong=(80, 85)), *tep.sau_ky])


def two_rows(tep: TepWord) -> TepWord:
    """The name in a row of its own, under nothing."""
    table = bang((tep.noi_nhan, tep.ky[:-1]), ([Doan()], tep.ky[-1:]), rong=(80, 85))
    return replace(tep, noi_nhan=[], ky=[], sau_ky=[table, *tep.sau_ky])


@pytest.mark.parametrize("shape", [in_paragraphs, nested, two_rows])
def test_signature_and_recipients_are_the_same_in_every_shape(shape: object) -> None:
    assert callable(shape)
    assert signature(shape(ke_hoach())) == SIGNED


LONG_OFFICE = "KT. GIÁM ĐỐC TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG THÀNH PHỐ ĐÔNG SƠN"
LONG_HEADING = "NGƯỜI ĐỨNG ĐẦU CƠ QUAN CHỊU TRÁCH NHIỆM VỀ KẾT QUẢ CẢI CÁCH HÀNH CHÍNH"


def test_a_long_office_signs_also_where_no_noi_nhan_tells_where_the_closing_begins() -> None:
    tep = ke_hoach()
    tep.noi_nhan, tep.ky[0].chu = [], LONG_OFFICE
    del tep.ky[1]  # the office alone tells that the table signs
    assert (len(LONG_OFFICE.split()), len(LONG_HEADING.split())) == (14, 15)
    assert signature(tep) == ([LONG_OFFICE], "Nguyễn Văn Hùng", [])


def test_a_heading_about_those_who_sign_is_no_signature() -> None:
    tep = ke_hoach()
    tep.noi_nhan, tep.ky, tep.sau_ky = [], [], []
    tep.than.insert(-2, loi_van(LONG_HEADING, dam=True))
    assert LONG_HEADING in [doan.dong_chu.text for doan in only(tep).noi_dung]


def test_an_annex_and_its_title() -> None:
    (annex,) = only(ke_hoach()).phu_luc
    assert annex.label.text == "Phụ lục" and [line.text for line in annex.ten] == ["DANH MỤC NHIỆM VỤ"]


def attached(letterhead_too: bool) -> TepWord:
    """A decision with the regulation that it issues in the same file."""
    tep = quyet_dinh()
    own = [bang(tep.dau)] if letterhead_too else []
    tep.sau_ky = [
        Doan("", phan=phan()),
        *own,
        giua("QUY CHẾ", 14, dam=True),
        giua("Hoạt động của Tổ giúp việc", 14, dam=True),
        giua("(Kèm theo Quyết định số 88/QĐ-SNV ngày 01 tháng 02 năm 2026 của Sở Nội vụ)", 14, nghieng=True),
        giua("Chương I", 14, dam=True, truoc=6),
        giua("QUY ĐỊNH CHUNG", 14, dam=True),
        loi_van("Điều 1. Phạm vi điều chỉnh", dam=True),
        loi_van("Quy chế này quy định hoạt động của Tổ giúp việc."),
        loi_van("Điều 2. Đối tượng áp dụng", dam=True),
        loi_van("Thành viên Tổ giúp việc."),
    ]
    return tep


@pytest.mark.parametrize("letterhead_too", [False, True])
def test_a_regulation_issued_in_the_same_file_is_a_document_of_its_own(letterhead_too: bool) -> None:
    decision, regulation = recognised(attached(letterhead_too)).van_ban
    assert (decision.ten_loai, decision.kem_theo) == ("Quyết định", False)
    assert (regulation.ten_loai, regulation.kem_theo) == ("Quy chế", True)
    assert [doan.so for doan in regulation.noi_dung if doan.cap_muc == "điều"] == [(1,), (2,)]
    assert not [f for f in findings(attached(letterhead_too)) if not f.startswith("so_trang")]


def titled(title: str, so: str = "Số: 12/TT-BNV") -> TepWord:
    tep = ke_hoach()
    tep.tieu_de[1].chu = title
    tep.dau[0][3].chu = so
    return tep


def party() -> TepWord:
    tep = ke_hoach()
    tep.dau[1][0].chu, tep.dau[1][1].chu = "ĐẢNG CỘNG SẢN VIỆT NAM", ""
    tep.dau[0][3].chu = "Số 12-KH/TU"
    return tep


def programme() -> TepWord:
    tep = ke_hoach()
    return replace(
        tep, dau=([], []), tieu_de=[giua("CHƯƠNG TRÌNH HỘI NGHỊ", 14, dam=True)], noi_nhan=[], ky=[], sau_ky=[]
    )


@pytest.mark.parametrize(
    ("tep", "named"),
    [
        (titled("THÔNG TƯ"), "Thông tư (văn bản quy phạm pháp luật)"),
        (titled("QUYẾT ĐỊNH", "Số: 12/2026/QĐ-UBND"), "Quyết định quy phạm pháp luật (số, ký hiệu có năm ban hành)"),
        (titled("PHIẾU TRÌNH"), "“PHIẾU TRÌNH”, không thuộc các loại của Điều 7"),
        (party(), "văn bản của Đảng"),
        (programme(), "văn bản không có Quốc hiệu, Tiêu ngữ và số, ký hiệu"),
    ],
)
def test_what_is_no_administrative_document_is_named_and_not_checked(tep: TepWord, named: str) -> None:
    report = kiem_tep("tep.docx", tep.bytes(), NguongLoi())
    assert report.khong_phai == named and report.cac_ket_qua == []


@pytest.mark.parametrize(
    ("text", "cap", "label", "numbers", "rest"),
    [
        ("IV. TỔ CHỨC", "mục", "IV", (4,), "TỔ CHỨC"),
        ("12. Phòng", "khoản", "12", (12,), "Phòng"),
        ("1.2. Lập", "tiểu khoản", "1.2", (1, 2), "Lập"),
        ("1.2.3 Lập", "tiểu khoản", "1.2.3", (1, 2, 3), "Lập"),
        ("đ) Lập", "điểm", "đ", (5,), "Lập"),
        ("f) Lập", "điểm", "f", (), "Lập"),
        ("Điều 3. Hiệu lực", "điều", "3", (3,), "Hiệu lực"),
        ("Phần thứ hai", "phần", "hai", (2,), ""),
        ("Chương IV", "chương", "IV", (4,), ""),
        ("B. NỘI DUNG", "mục chữ hoa", "B", (2,), "NỘI DUNG"),
        ("- Rà soát", "gạch", "-", (), "Rà soát"),
        ("1.247 hồ sơ đã nhận", "lời văn", "", (), "1.247 hồ sơ đã nhận"),
        ("Điều 5 của Luật quy định", "lời văn", "", (), "Điều 5 của Luật quy định"),
        ("Mục tiêu chung", "lời văn", "", (), "Mục tiêu chung"),
        ("V/v báo cáo", "lời văn", "", (), "V/v báo cáo"),
        ("C. PHỤ TRÁCH", "mục chữ hoa", "C", (3,), "PHỤ TRÁCH"),
    ],
)
def test_labels(text: str, cap: str, label: str, numbers: tuple[int, ...], rest: str) -> None:
    found = doc_nhan_muc(text)
    assert found == (cap, label, numbers, rest)


def test_headings_by_style_and_by_automatic_numbers_count_like_typed_ones() -> None:
    tep = ke_hoach()
    tep.danh_so = (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/><w:suff w:val="space"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    headings = [doan for doan in tep.than if isinstance(doan, Doan) and doan.chu.split(".")[0] in {"I", "II", "III"}]
    for doan in headings:
        doan.chu, doan.so = doan.chu.split(". ", 1)[1], "1/0"
    assert [doan.nhan_muc for doan in only(tep).noi_dung if doan.cap_muc == "mục"] == ["I", "II", "III"]
    assert findings(tep) == []


def test_numbers_inside_a_quotation_are_not_counted() -> None:
    tep = quyet_dinh()
    tep.than.insert(7, loi_van("“Điều 9. Trách nhiệm của Tổ trưởng"))
    tep.than.insert(8, loi_van("Tổ trưởng chịu trách nhiệm chung.”"))
    assert findings(tep) == []
    assert "Điều 9" in doan_xml(tep.than[7])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "name", ["Thiếu tướng Trương Minh Đương", "H'Vi Êban", "K’ Mák", "Nguyễn Thị Lan-Anh", "Ông Văn Tùng"]
)
def test_names_of_all_kinds(name: str) -> None:
    tep = ke_hoach()
    tep.ky[-1].chu = name
    assert signature(tep)[1] == name and findings(tep) == []


def test_a_quotation_mark_that_nobody_closes_silences_nothing() -> None:
    tep = ke_hoach()
    tep.than[3].chu = "“" + tep.than[3].chu  # type: ignore[union-attr]
    tep.than[10].chu = "IV. NHIỆM VỤ"  # type: ignore[union-attr]
    assert "danh_so.muc: mục IV sau mục I" in findings(tep)


def test_the_office_of_the_signer_in_small_letters_is_still_his() -> None:
    tep = ke_hoach()
    tep.ky[1].chu = "Phó Chánh Văn phòng"
    assert findings(tep) == ["chu_ky.quyen_han: “Phó Chánh Văn phòng”: chữ in thường"]


def test_v_v_before_the_number_in_reading_order_and_in_a_text_box() -> None:
    tep = cong_van()
    tep.dau[0].pop(3)  # no number: the left column is read before Quốc hiệu
    assert only(tep).ten_loai == "Công văn" and findings(tep) == ["thieu_thanh_phan: không có số, ký hiệu"]
    boxed = cong_van()
    subject = boxed.dau[0].pop()
    box = f'<w:r><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{doan_xml(subject)}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>'  # fmt: skip
    boxed.dau[0][-1].sau_cung = box
    assert findings(boxed) == []


def test_a_list_attached_behind_the_signature_signs_nothing() -> None:
    tep = quyet_dinh()
    tep.sau_ky = [Doan(), giua("DANH SÁCH", 14, dam=True), giua("Thành viên Tổ giúp việc", 14, dam=True)]
    assert findings(tep) == []


def test_a_citation_of_a_plan_does_not_end_the_list_of_can_cu() -> None:
    tep = quyet_dinh()
    cited = "Căn cứ Quyết định số 9/QĐ-UBND ngày 12 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh ban hành Kế hoạch cải cách hành chính;"
    tep.than.insert(2, loi_van(cited, nghieng=True))
    assert len(only(tep).can_cu) == 4 and findings(tep) == []


def test_kinh_gui_and_its_recipient_in_two_cells_are_one_line() -> None:
    tep = cong_van()
    tep.than[:3] = [bang(([Doan("Kính gửi:", 14, canh="right")], [Doan("Sở Tài chính.", 14, canh="left")]))]
    assert findings(tep) == []


def test_can_cu_under_kinh_gui_and_kinh_gui_under_can_cu() -> None:
    laws = [loi_van("Căn cứ Luật Tổ chức chính quyền địa phương;"), loi_van("Căn cứ Luật Ban hành văn bản;")]
    under, over = cong_van(), cong_van()
    under.than[3:3], over.than[:0] = laws, [*laws, Doan()]
    for van_ban in (only(under), only(over)):
        assert (len(van_ban.kinh_gui), len(van_ban.can_cu), len(van_ban.noi_dung)) == (3, 2, 2)


def test_what_is_cited_behind_the_words_of_a_decision_is_no_can_cu() -> None:
    tep = quyet_dinh()
    tep.than.insert(5, loi_van("Căn cứ Luật Lưu trữ;"))
    assert [line.text.split()[0] for line in only(tep).can_cu] == ["Căn", "Căn", "Theo"]


def test_whom_a_cong_dien_is_wired_to_is_not_its_body() -> None:
    tep = titled("CÔNG ĐIỆN")
    tep.than[:0] = [loi_van("Chủ tịch Ủy ban nhân dân tỉnh điện:"), loi_van("- Các sở;"), loi_van("- Các xã.")]
    assert only(tep).noi_dung[0].dong_chu.text.startswith("Thực hiện Kế hoạch")


def test_a_line_anchored_in_the_first_paragraph_of_the_body_is_that_under_trich_yeu() -> None:
    tep = ke_hoach()
    tep.tieu_de.pop()
    tep.than[0] = replace(tep.than[0], ke=40)  # type: ignore[type-var]
    van_ban = only(tep)
    assert [stroke.length for stroke in van_ban.ke_trich_yeu] == [40]
    assert len(van_ban.trich_yeu) == 1 and van_ban.noi_dung[0].cap_muc == "lời văn"


def test_what_stands_under_a_typed_rule_is_no_trich_yeu_but_says_that_the_text_is_attached() -> None:
    tep = ke_hoach()
    issued_by = giua("(Kèm theo Quyết định số 88/QĐ-SNV ngày 01 tháng 02 năm 2026 của Sở Nội vụ)", nghieng=True)
    tep.tieu_de[3:] = [giua("_________"), issued_by]
    van_ban = only(tep)
    assert (len(van_ban.trich_yeu), len(van_ban.dau_van_ban.ke_gach_go), van_ban.kem_theo) == (1, 1, True)
    assert not only(ke_hoach()).kem_theo


def test_a_long_document_takes_time_in_proportion() -> None:
    """Ten times the paragraphs, well under a hundred times the steps: counted in calls, not seconds."""
    import cProfile
    import pstats

    def calls(times: int) -> int:
        tep = ke_hoach()
        tep.than[3:8] = [loi_van(f"- Việc số {n} của kế hoạch này.") for n in range(100 * times)]
        facts = read("x", tep.bytes())
        profile = cProfile.Profile()
        profile.runcall(recognise, facts)
        return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]

    assert calls(10) < 15 * calls(1)
