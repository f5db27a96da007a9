"""Kết thúc nội dung.

Nội dung văn bản kết thúc bằng “./.”, như mọi mẫu ở Phụ lục III của Nghị định; phần lời của Nghị định không nêu.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.recognise import Tep
from docgen.rules.phat_hien import PhatHien, QuyTac

KET_THUC = QuyTac(
    "ket_thuc", "canh_bao", "NĐ 30/2020/NĐ-CP, Phụ lục III, các mẫu 1.1 đến 1.10", "nội dung kết thúc bằng “./.”"
)
QUY_TAC = (KET_THUC,)


def kiem_tra(tep: Tep) -> Iterator[PhatHien]:
    for van_ban in tep.van_ban:
        line = van_ban.ket_thuc
        if (
            line is not None
            and not van_ban.kem_theo
            and (van_ban.noi_nhan is not None or van_ban.chu_ky)
            and not line.text.endswith("./.")
        ):
            yield KET_THUC.phat_hien(
                line,
                f"kết thúc bằng “{line.text[-12:]}”",
                "kết thúc bằng “./.”",
                "đặt “./.” ở cuối câu cuối cùng",
                "cuối nội dung",
            )
