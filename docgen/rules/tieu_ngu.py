"""Tiêu ngữ.

“Độc lập - Tự do - Hạnh phúc”: gạch nối ngắn, có cách chữ hai bên; cỡ 13 đến 14, đứng, đậm; bên dưới có đường kẻ vẽ nét liền
dài bằng dòng chữ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.nd30 import viet_khoang
from docgen.recognise import Tep
from docgen.rules.phat_hien import PhatHien, QuyTac
from docgen.rules.xet_thanh_phan import co_chu, duong_ke, kieu_chu

_CAN_CU = nd30.can_cu(nd30.TIEU_NGU.can_cu)
LOI_VAN = QuyTac("tieu_ngu.loi_van", "loi", _CAN_CU, f"“{nd30.LOI_TIEU_NGU}”")
GACH_NOI = QuyTac("tieu_ngu.gach_noi", "loi", _CAN_CU, "gạch nối (-), có cách chữ")
CO_CHU = QuyTac("tieu_ngu.co_chu", "loi", _CAN_CU, f"cỡ chữ {viet_khoang(nd30.TIEU_NGU.co_chu)}")
KIEU_CHU = QuyTac("tieu_ngu.kieu_chu", "loi", _CAN_CU, "đứng, đậm")
DUONG_KE = QuyTac("tieu_ngu.duong_ke", "canh_bao", _CAN_CU, f"đường kẻ nét liền, dài {nd30.TIEU_NGU.do_dai_duong_ke}")
QUY_TAC = (LOI_VAN, GACH_NOI, CO_CHU, KIEU_CHU, DUONG_KE)
_VI_TRI = "Tiêu ngữ"
_DASH = re.compile(r"\s*[-‐‑‒–—−]\s*")


def kiem_tra(tep: Tep) -> Iterator[PhatHien]:
    for van_ban in tep.van_ban:
        line = van_ban.dau_van_ban.tieu_ngu
        if line is None:
            continue
        text = line.text
        if _DASH.sub(" - ", text) != nd30.LOI_TIEU_NGU:
            yield LOI_VAN.phat_hien(
                line,
                f"“{text}”",
                f"“{nd30.LOI_TIEU_NGU}”",
                f"gõ lại: {nd30.LOI_TIEU_NGU}",
                _VI_TRI,
            )
        elif text != nd30.LOI_TIEU_NGU:
            yield GACH_NOI.phat_hien(
                line,
                f"“{text}”",
                "gạch nối ngắn (-), có cách chữ hai bên",
                f"gõ lại: {nd30.LOI_TIEU_NGU}",
                _VI_TRI,
            )
        yield from co_chu(CO_CHU, [line], nd30.TIEU_NGU, _VI_TRI)
        yield from kieu_chu(KIEU_CHU, [line], nd30.TIEU_NGU, _VI_TRI)
        yield from duong_ke(
            DUONG_KE, [line], van_ban.dau_van_ban.ke_tieu_ngu, van_ban.dau_van_ban.ke_gach_go, nd30.TIEU_NGU, _VI_TRI
        )
