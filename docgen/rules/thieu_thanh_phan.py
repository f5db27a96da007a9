"""Thành phần thể thức bắt buộc.

Mọi văn bản hành chính có Quốc hiệu và Tiêu ngữ, tên cơ quan ban hành, số và ký hiệu, địa danh và thời gian, tên loại và trích yếu,
nội dung, chức vụ và chữ ký (Điều 8 của Nghị định); thiếu Nơi nhận xét ở noi_nhan.thieu. Văn bản ban hành kèm theo không cần các
thành phần đã có ở văn bản ban hành nó.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.nghi_dinh import nd30
from docgen.recognise import Tep, VanBan
from docgen.rules.phat_hien import PhatHien, QuyTac

THIEU_THANH_PHAN = QuyTac(
    "thieu_thanh_phan", "loi", "NĐ 30/2020/NĐ-CP, Điều 8, khoản 2", "đủ các thành phần bắt buộc của loại văn bản"
)
QUY_TAC = (THIEU_THANH_PHAN,)
_WITHOUT_SUBJECT = {
    "Giấy mời",
    "Giấy giới thiệu",
    "Giấy nghỉ phép",
    "Công điện",
    "Phiếu gửi",
    "Phiếu chuyển",
    "Phiếu báo",
    "Biên bản",
    "Hợp đồng",
    "Giấy ủy quyền",
}


def kiem_tra(tep: Tep) -> Iterator[PhatHien]:
    for van_ban in tep.van_ban:
        if van_ban.kem_theo:
            continue
        for name, remedy in _missing(van_ban):
            yield THIEU_THANH_PHAN.phat_hien(None, f"không có {name}", f"có {name}", remedy, name)


def _missing(van_ban: VanBan) -> Iterator[tuple[str, str]]:
    """What is missing, and the remedy, from the top of the page to its end."""
    yield from _missing_at_top(van_ban)
    yield from _missing_title(van_ban)
    if van_ban.la_cong_van and not van_ban.kinh_gui:
        yield "Kính gửi", "thêm “Kính gửi: …” trên nội dung"
    if not van_ban.noi_dung:
        yield "nội dung", "soạn nội dung văn bản"
    if not van_ban.chu_ky:
        yield "chức vụ, họ tên người ký", "thêm chức vụ và họ tên người ký ở cuối, bên phải"
    elif all(chu_ky.ho_ten is None for chu_ky in van_ban.chu_ky):
        yield "họ tên người ký", "ghi họ tên người ký dưới chức vụ"


def _missing_at_top(van_ban: VanBan) -> Iterator[tuple[str, str]]:
    dau = van_ban.dau_van_ban
    if not dau.quoc_hieu:
        yield "Quốc hiệu", "thêm Quốc hiệu ở đầu trang, bên phải"
    if dau.tieu_ngu is None:
        yield "Tiêu ngữ", f"thêm “{nd30.LOI_TIEU_NGU}” dưới Quốc hiệu"
    if not dau.co_quan_ban_hanh:
        yield "tên cơ quan ban hành", "thêm tên cơ quan ở đầu trang, bên trái"
    if dau.so_ky_hieu is None:
        yield "số, ký hiệu", "thêm “Số: …/…” dưới tên cơ quan ban hành"
    if dau.dia_danh_ngay is None and van_ban.ten_loai != "Biên bản":  # Mẫu 1.9 has none
        yield "địa danh, thời gian ban hành", "thêm “Địa danh, ngày … tháng … năm …”"


def _missing_title(van_ban: VanBan) -> Iterator[tuple[str, str]]:
    if not van_ban.ten_loai:
        yield "tên loại văn bản", "ghi tên loại ở giữa trang (công văn thì ghi “V/v” dưới số, ký hiệu)"
    elif van_ban.la_cong_van and not van_ban.dau_van_ban.trich_yeu_cong_van:
        yield "trích yếu công văn", "thêm “V/v …” dưới số, ký hiệu"
    elif (
        not van_ban.la_cong_van
        and not van_ban.trich_yeu
        and not _title_says(van_ban)
        and van_ban.ten_loai not in _WITHOUT_SUBJECT
    ):
        yield "trích yếu", "thêm trích yếu dưới tên loại"


def _title_says(van_ban: VanBan) -> bool:
    """True where the subject stands on the line of the type: “KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH NĂM 2026”."""
    return van_ban.dong_ten_loai is not None and len(van_ban.dong_ten_loai.text) > len(van_ban.ten_loai) + 3
