"""Tên cơ quan, tổ chức ban hành văn bản.

Ở cột trái đầu trang, in hoa, cỡ 12 đến 13: tên cơ quan chủ quản trực tiếp (nếu có) đứng, không đậm; tên cơ quan ban hành
đứng, đậm, bên dưới có đường kẻ vẽ nét liền dài 1/3 đến 1/2 dòng chữ.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.nd30 import viet_khoang
from docgen.recognise import Tep
from docgen.rules.phat_hien import PhatHien, QuyTac
from docgen.rules.xet_thanh_phan import co_chu, duong_ke, in_hoa, kieu_chu

_CAN_CU = nd30.can_cu(nd30.CO_QUAN_BAN_HANH.can_cu)
TEN_CO_QUAN = QuyTac("co_quan.ten", "loi", _CAN_CU, "tên chính thức, in hoa")
CO_CHU = QuyTac("co_quan.co_chu", "loi", _CAN_CU, f"cỡ chữ {viet_khoang(nd30.CO_QUAN_BAN_HANH.co_chu)}")
KIEU_CHU = QuyTac("co_quan.kieu_chu", "loi", _CAN_CU, "chủ quản đứng, ban hành đứng, đậm")
DUONG_KE = QuyTac(
    "co_quan.duong_ke", "canh_bao", _CAN_CU, f"đường kẻ nét liền, dài {nd30.CO_QUAN_BAN_HANH.do_dai_duong_ke}"
)
QUY_TAC = (TEN_CO_QUAN, CO_CHU, KIEU_CHU, DUONG_KE)
_CHU_QUAN = "tên cơ quan chủ quản"
_BAN_HANH = "tên cơ quan ban hành"


def kiem_tra(tep: Tep) -> Iterator[PhatHien]:
    for van_ban in tep.van_ban:
        above, issuing = van_ban.dau_van_ban.co_quan_chu_quan, van_ban.dau_van_ban.co_quan_ban_hanh
        if not issuing:
            continue
        for lines, part, name in (
            (above, nd30.CO_QUAN_CHU_QUAN, _CHU_QUAN),
            (issuing, nd30.CO_QUAN_BAN_HANH, _BAN_HANH),
        ):
            yield from in_hoa(TEN_CO_QUAN, lines, name)
            yield from co_chu(CO_CHU, lines, part, name)
            yield from kieu_chu(KIEU_CHU, lines, part, name)
        yield from duong_ke(
            DUONG_KE,
            issuing,
            van_ban.dau_van_ban.ke_co_quan,
            van_ban.dau_van_ban.ke_gach_go,
            nd30.CO_QUAN_BAN_HANH,
            _BAN_HANH,
        )
