"""The questions to the signer (`can_xac_nhan`), held against the finished document: where each one stands in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.docx.annotate import GhiChu
from docgen.docx.facts import Spot, paragraphs
from docgen.docx.read import read
from docgen.errors import Problem
from docgen.model import CanXacNhan, VanBan

KhoangDoan = tuple[Spot, Spot]


def khong_dung_cho(ban_ghi: VanBan, content: bytes) -> Iterator[Problem]:
    """The questions whose present words do not stand in the document, or in several places of it."""
    for question, found in _cac_cho(ban_ghi.can_xac_nhan, content):
        said = f"nội dung cần xác nhận ({question.vi_tri}): “{' / '.join(question.hien_ghi)}”"
        if not found:
            remedy = "chép lại hien_ghi đúng như văn bản in, mỗi đoạn một dòng; đã xác nhận xong thì xóa mục này"
            yield Problem(question.place("hien_ghi"), f"{said} không có trong văn bản", remedy)
        elif len(found) > 1:
            remedy = "chép thêm đoạn đứng ngay trước hoặc ngay sau vào hien_ghi, mỗi đoạn một dòng"
            yield Problem(question.place("hien_ghi"), f"{said} có ở {len(found)} chỗ trong văn bản", remedy)


def ghi_chu_xac_nhan(cac_cau_hoi: Sequence[CanXacNhan], content: bytes) -> Iterator[GhiChu]:
    """A comment for each question at its paragraphs; at the start of the document where they are not to be found."""
    for question, found in _cac_cho(cac_cau_hoi, content):
        lines = [
            f"Cần người ký xác nhận – {question.vi_tri}",
            f"Bản gốc: {' / '.join(question.ban_goc)}",
            f"Nay ghi: {' / '.join(question.hien_ghi)}",
            *([f"Lý do: {question.ly_do}"] if question.ly_do else []),
        ]
        if len(found) == 1:
            start, end = found[0]
            yield GhiChu(start, tuple(lines), den_doan=end)
        else:
            lacking = "không thấy chỗ này trong văn bản" if not found else f"có ở {len(found)} chỗ trong văn bản"
            yield GhiChu(None, (*lines, f"docgen không đặt được ghi chú đúng chỗ: {lacking}."))


def _cac_cho(cac_cau_hoi: Sequence[CanXacNhan], content: bytes) -> list[tuple[CanXacNhan, list[KhoangDoan]]]:
    """Each question with the places where its present words stand, as printed: numbers, capitals and all."""
    if not cac_cau_hoi:
        return []
    printed = [(p.spot, _one_line(p.text)) for p in paragraphs(read("", content).blocks) if p.text.strip()]
    return [(question, _found(question.hien_ghi, printed)) for question in cac_cau_hoi]


def _found(lines: Sequence[str], printed: Sequence[tuple[Spot, str]]) -> list[KhoangDoan]:
    """Where the lines stand in paragraphs that follow each other."""
    wanted, count = [_one_line(line) for line in lines], len(lines)
    runs = (printed[start : start + count] for start in range(len(printed) - count + 1))
    return [
        (run[0][0], run[-1][0])
        for run in runs
        if all(line in text for line, (_, text) in zip(wanted, run, strict=True))
    ]


def _one_line(text: str) -> str:
    return " ".join(text.split())
