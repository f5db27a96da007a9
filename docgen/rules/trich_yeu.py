"""Trích yếu nội dung.

Văn bản có tên loại: ngay dưới tên loại, chữ in thường, cỡ 13 đến 14, đứng, đậm, canh giữa, bên dưới có đường kẻ vẽ nét liền
dài 1/3 đến 1/2 dòng chữ. Công văn: sau chữ “V/v”, dưới số, ký hiệu, cỡ 12 đến 13, đứng. “V/v” chỉ dùng trong công văn.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.nd30 import viet_khoang
from docgen.recognise import Tep, VanBan
from docgen.recognise.lines import is_capitals
from docgen.rules.phat_hien import PhatHien, QuyTac
from docgen.rules.xet_thanh_phan import canh_giua, co_chu, duong_ke, kieu_chu

_CAN_CU = nd30.can_cu(nd30.TRICH_YEU.can_cu)
CO_CHU = QuyTac(
    "trich_yeu.co_chu",
    "loi",
    _CAN_CU,
    f"cỡ chữ {viet_khoang(nd30.TRICH_YEU.co_chu)}; công văn {viet_khoang(nd30.TRICH_YEU_CONG_VAN.co_chu)}",
)
KIEU_CHU = QuyTac("trich_yeu.kieu_chu", "loi", _CAN_CU, "in thường, đứng, đậm; công văn: sau V/v, đứng")
CACH_CANH = QuyTac("trich_yeu.canh", "loi", _CAN_CU, "canh giữa")
DUONG_KE = QuyTac("trich_yeu.duong_ke", "canh_bao", _CAN_CU, f"đường kẻ nét liền, dài {nd30.TRICH_YEU.do_dai_duong_ke}")
QUY_TAC = (CO_CHU, KIEU_CHU, CACH_CANH, DUONG_KE)
_VI_TRI = "trích yếu"


def kiem_tra(tep: Tep) -> Iterator[PhatHien]:
    for van_ban in tep.van_ban:
        if van_ban.la_cong_van:
            lines, part = van_ban.dau_van_ban.trich_yeu_cong_van, nd30.TRICH_YEU_CONG_VAN
        else:
            lines, part = (
                [
                    line
                    for line in van_ban.trich_yeu
                    if not line.folded.startswith(("kem theo", "(kem theo", "(ban hanh"))
                ],
                nd30.TRICH_YEU,
            )
        if van_ban.la_cong_van or lines:
            yield from _v_v(van_ban)
        if not lines:
            continue
        yield from co_chu(CO_CHU, lines, part, _VI_TRI)
        yield from kieu_chu(KIEU_CHU, lines, part, _VI_TRI)
        yield from canh_giua(CACH_CANH, lines, _VI_TRI)
        if not van_ban.la_cong_van and van_ban.dau_van_ban.quoc_hieu and not van_ban.kem_theo:
            yield from duong_ke(DUONG_KE, lines, van_ban.ke_trich_yeu, van_ban.dau_van_ban.ke_gach_go, part, _VI_TRI)


def _v_v(van_ban: VanBan) -> Iterator[PhatHien]:
    """“V/v” outside công văn, a công văn without it or with another form, and a trích yếu in capitals."""
    lines = (
        van_ban.dau_van_ban.trich_yeu_cong_van
        if van_ban.la_cong_van
        else van_ban.trich_yeu or van_ban.dau_van_ban.trich_yeu_cong_van
    )
    if not lines:
        return
    first = lines[0]
    short = first.folded.replace(" ", "").startswith("v/v")
    if van_ban.la_cong_van:
        wrong = "" if first.text.startswith("V/v ") else f"“{first.text.split()[0]}”"
        asked, remedy = "“V/v” rồi trích yếu, chữ in thường", "viết “V/v …”"
    else:
        wrong = f"{van_ban.ten_loai.lower()} có “V/v”" if short else ""
        asked, remedy = "“V/v” chỉ dùng trong công văn", "bỏ “V/v”, viết “Về việc …” hoặc tên nội dung"
    if not wrong and all(is_capitals(line.text.removeprefix("V/v ")) for line in lines):
        wrong, asked, remedy = "chữ in hoa", "chữ in thường", "viết trích yếu bằng chữ in thường"
    if wrong:
        yield KIEU_CHU.phat_hien(first, wrong, asked, remedy, _VI_TRI)
