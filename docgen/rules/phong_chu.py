"""Phông chữ.

Mọi chữ hiện ra bằng Times New Roman (phông thật sự hiện ra: kể cả khi đặt qua kiểu, chủ đề hay mặc định của tệp).
“Times New Roman Bold”, phông VNI và .Vn là phông khác. Ký hiệu của phông Symbol, Wingdings không phải chữ nên không xét.
Phông của số trang xét ở so_trang.phong_chu.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.docx.facts import Paragraph, everything
from docgen.docx.mending import SetRuns
from docgen.nghi_dinh import nd30
from docgen.recognise import Tep
from docgen.rules.phat_hien import PhatHien, QuyTac

PHONG_CHU = QuyTac("phong_chu", "loi", nd30.can_cu("Mục I, khoản 4"), f"phông {nd30.PHONG_CHU}")
QUY_TAC = (PHONG_CHU,)
_SYMBOLS = ("symbol", "wingdings", "webdings", "cambria math", "mt extra")


def la_phong_dung(font: str) -> bool:
    """True for the font of the decree, and for fonts of signs that hold no letters."""
    name = font.strip().casefold()
    return name == nd30.PHONG_CHU.casefold() or name.startswith(_SYMBOLS)


def kiem_tra(tep: Tep) -> Iterator[PhatHien]:
    for paragraph in everything(tep.facts):
        if paragraph.page_number is None:
            yield from _of(paragraph)


def _of(paragraph: Paragraph) -> Iterator[PhatHien]:
    wrong: dict[str, list[str]] = {}
    runs: dict[str, list[int]] = {}
    for run in paragraph.runs:
        for font in run.fonts:
            if not la_phong_dung(font) and any(c.isalnum() for c in run.text):
                wrong.setdefault(font, []).append(run.text.strip())
                runs.setdefault(font, []).append(run.number)
    for font, texts in wrong.items():
        yield PHONG_CHU.phat_hien(
            paragraph.spot,
            f"phông {font}",
            f"phông {nd30.PHONG_CHU}",
            f"chọn chữ, đặt phông {nd30.PHONG_CHU}; chữ đánh bằng phông cũ thì chuyển mã sang Unicode trước",
            doan_van=" ".join(texts),
            sua_chua=()
            if font.upper().startswith((".VN", "VNI"))
            else (SetRuns(paragraph.spot, tuple(runs[font]), font=nd30.PHONG_CHU),),
        )
