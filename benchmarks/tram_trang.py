"""A plan of about 100 pages, right in form, for measuring the form check."""

from __future__ import annotations

PAGES = 100
PARAGRAPHS_PER_PAGE = 11  # of three lines of 14 pt, as LibreOffice lays out the file


def document() -> bytes:
    """The .docx: mục, khoản, điểm over and over."""
    from docgen.nghi_dinh.vietnamese import ITEM_LETTERS, roman
    from tests.lam_word import ke_hoach, loi_van

    plan = ke_hoach()
    sentence = "Rà soát, đơn giản hóa, niêm yết công khai và tiếp nhận đúng hạn thủ tục hành chính, " * 3
    body = plan.than[:1]
    for part in range(1, PAGES * PARAGRAPHS_PER_PAGE // 26 + 1):
        body.append(loi_van(f"{roman(part)}. NHIỆM VỤ", dam=True))
        for clause in (1, 2):
            body.append(loi_van(f"{clause}. Nhóm nhiệm vụ", dam=True))
            body += [loi_van(f"{letter}) {sentence}bảo đảm chất lượng.") for letter in ITEM_LETTERS[:12]]
    plan.than = [*body, *plan.than[-2:]]
    return plan.bytes()
