"""Tiêu ngữ.

“Độc lập - Tự do - Hạnh phúc”: gạch nối ngắn, có cách chữ hai bên; cỡ 13 đến 14, đứng, đậm; bên dưới có đường kẻ vẽ nét liền
dài bằng dòng chữ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.nghi_dinh import nd30
from docgen.recognise import Tep
from docgen.rules.chung import co_chu, duong_ke, khoang, kieu_chu, trich
from docgen.rules.phat_hien import PhatHien, QuyTac

_CAN_CU = nd30.can_cu(nd30.TIEU_NGU.can_cu)
QUY_TAC = {
    "tieu_ngu.loi_van": QuyTac("loi", _CAN_CU, f"“{nd30.LOI_TIEU_NGU}”"),
    "tieu_ngu.gach_noi": QuyTac("loi", _CAN_CU, "gạch nối (-), có cách chữ"),
    "tieu_ngu.co_chu": QuyTac("loi", _CAN_CU, f"cỡ chữ {khoang(nd30.TIEU_NGU.co_chu)}"),
    "tieu_ngu.kieu_chu": QuyTac("loi", _CAN_CU, "đứng, đậm"),
    "tieu_ngu.duong_ke": QuyTac("canh_bao", _CAN_CU, "đường kẻ nét liền, dài bằng dòng chữ"),
}
_VI_TRI = "Tiêu ngữ"
_DASH = re.compile(r"\s*[-‐‑‒–—−]\s*")


def kiem(tep: Tep) -> Iterator[PhatHien]:
    for van_ban in tep.van_ban:
        line = van_ban.dau.tieu_ngu
        if line is None:
            continue
        spot, text = line.paragraph.spot, line.text
        if _DASH.sub(" - ", text) != nd30.LOI_TIEU_NGU:
            yield PhatHien(
                "tieu_ngu.loi_van",
                spot,
                f"“{text}”",
                f"“{nd30.LOI_TIEU_NGU}”",
                f"gõ lại: {nd30.LOI_TIEU_NGU}",
                _VI_TRI,
                trich(text),
            )
        elif text != nd30.LOI_TIEU_NGU:
            yield PhatHien(
                "tieu_ngu.gach_noi",
                spot,
                f"“{text}”",
                "gạch nối ngắn (-), có cách chữ hai bên",
                f"gõ lại: {nd30.LOI_TIEU_NGU}",
                _VI_TRI,
                trich(text),
            )
        yield from co_chu("tieu_ngu.co_chu", [line], nd30.TIEU_NGU, _VI_TRI)
        yield from kieu_chu("tieu_ngu.kieu_chu", [line], nd30.TIEU_NGU, _VI_TRI)
        yield from duong_ke(
            "tieu_ngu.duong_ke", [line], van_ban.dau.ke_tieu_ngu, van_ban.dau.ke_gach_go, nd30.TIEU_NGU, _VI_TRI
        )
