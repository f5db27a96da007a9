"""Màu chữ.

Chữ của văn bản màu đen (màu tự động cũng là đen). Không xét đầu trang, chân trang, hộp chữ: dấu chỉ mức độ khẩn màu đỏ
đứng ở đó.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.docx.facts import paragraphs
from docgen.nghi_dinh import nd30
from docgen.recognise import Tep
from docgen.rules.phat_hien import PhatHien, QuyTac

MAU_CHU = QuyTac("mau_chu", "canh_bao", nd30.can_cu("Mục I, khoản 4"), "chữ màu đen")
QUY_TAC = (MAU_CHU,)
_DARKEST = 0x16  # a channel up to this reads as black on paper
_STAMPS = {"HỎA TỐC", "HOẢ TỐC", "THƯỢNG KHẨN", "KHẨN", "MẬT", "TỐI MẬT", "TUYỆT MẬT"}


def kiem_tra(tep: Tep) -> Iterator[PhatHien]:
    for paragraph in (*paragraphs(tep.facts.blocks), *tep.facts.notes):
        colored = [run for run in paragraph.runs if run.text.strip() and not _black(run.color)]
        if colored and paragraph.text.strip().upper() not in _STAMPS:
            yield MAU_CHU.phat_hien(
                paragraph.spot,
                f"chữ màu #{colored[0].color}",
                "chữ màu đen",
                "chọn chữ, đặt màu chữ Tự động (Automatic)",
                doan_van=" ".join("".join(run.text for run in colored).split()),
            )


def _black(color: str) -> bool:
    try:
        channels = bytes.fromhex(color)
    except ValueError:
        return True
    return max(channels, default=0) <= _DARKEST
