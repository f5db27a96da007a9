"""One breach each: how a right document is spoilt, by the item that must name it. The names are the titles of the golden text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.lam_word import Doan, TepWord, cong_van, giua, ke_hoach, loi_van, phan, quyet_dinh, truong_trang


@dataclass(frozen=True)
class TruongHop:
    """A breach: the item, what is wrong in a few words, the right document, and what spoils it."""

    quy_tac: str
    ten: str
    goc: Callable[[], TepWord]
    lam_sai: Callable[[TepWord], Any]

    def tep(self) -> TepWord:
        document = self.goc()
        self.lam_sai(document)
        return document


def _doan(tep: TepWord, bat_dau: str) -> Doan:
    """The paragraph that begins so, wherever it stands."""
    left, right = tep.dau
    everywhere = [*left, *right, *tep.tieu_de, *tep.than, *tep.noi_nhan, *tep.ky, *tep.sau_ky]
    return next(block for block in everywhere if isinstance(block, Doan) and block.chu.startswith(bat_dau))


def dat(bat_dau: str, **khac: Any) -> Callable[[TepWord], None]:
    """Changes how a paragraph looks, or what it says (`chu`)."""

    def spoil(tep: TepWord) -> None:
        doan = _doan(tep, bat_dau)
        for name, value in khac.items():
            setattr(doan, name, value)

    return spoil


def thay(bat_dau: str, cu: str, moi: str) -> Callable[[TepWord], None]:
    """Changes a part of what a paragraph says."""

    def spoil(tep: TepWord) -> None:
        doan = _doan(tep, bat_dau)
        assert cu in doan.chu
        doan.chu = doan.chu.replace(cu, moi)

    return spoil


def bo(bat_dau: str) -> Callable[[TepWord], None]:
    """Takes a paragraph out."""

    def spoil(tep: TepWord) -> None:
        doan = _doan(tep, bat_dau)
        for part in (*tep.dau, tep.tieu_de, tep.than, tep.noi_nhan, tep.ky, tep.sau_ky):
            part[:] = [block for block in part if block is not doan]

    return spoil


def ke(cot: int, mm: float) -> Callable[[TepWord], None]:
    """The line under the office (column 0) or under Tiêu ngữ (1) in another length; none for 0."""

    def spoil(tep: TepWord) -> None:
        next(doan for doan in tep.dau[cot] if doan.ke).ke = mm

    return spoil


def phan_cuoi(**khac: Any) -> Callable[[TepWord], None]:
    return lambda tep: setattr(tep, "phan_cuoi", phan(**khac))


def so_trang(doan: Doan) -> Callable[[TepWord], None]:
    return lambda tep: setattr(tep, "dau_trang", [truong_trang(doan)])


def chan_trang(tep: TepWord) -> None:
    tep.chan_trang, tep.dau_trang = [truong_trang(giua("", 13))], [Doan()]


def tu_dong(tep: TepWord) -> None:
    """Items counted by Word, which has no đ."""
    tep.danh_so = (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/><w:suff w:val="space"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    for letter in "abcdđ":
        doan = _doan(tep, f"{letter}) ")
        doan.chu, doan.so = doan.chu[3:], "1/0"


def hai_phu_luc(tep: TepWord) -> None:
    """Two annexes with right labels, the second in the page numbers of the first."""
    _doan(tep, "Phụ lục").chu = "Phụ lục I"
    thay("(Chi tiết", "Phụ lục kèm theo", "Phụ lục I, Phụ lục II kèm theo")(tep)
    tep.sau_ky += [giua("Phụ lục II", 14, dam=True), giua("BIỂU MẪU", 14, dam=True), loi_van("Mẫu báo cáo.")]


def kinh_gui_trong_ke_hoach(tep: TepWord) -> None:
    tep.than.insert(0, Doan("Kính gửi: Các phòng, trung tâm", 14, canh="center", truoc=12))


def khong_ten_loai(tep: TepWord) -> None:
    tep.tieu_de[1:] = []


def ngang(tep: TepWord) -> None:
    tep.phan_cuoi = phan((297, 210), (30, 15, 20, 20), so_tu=1)
    tep.sau_ky[:] = [block for block in tep.sau_ky if isinstance(block, Doan)]
    tep.sau_ky[:] = [tep.sau_ky[0], loi_van("Phần này chỉ có lời văn.")]
    _doan(tep, "(Chi tiết").chu = "Lãnh đạo Văn phòng kiểm tra hằng tháng."


CAC_TRUONG_HOP = [
    TruongHop("kho_giay", "khổ Letter", cong_van, phan_cuoi(kho=(215.9, 279.4), dau_trang=False, trang_dau=False)),
    TruongHop("kho_giay", "trang ngang chỉ có lời văn", ke_hoach, ngang),
    TruongHop("le_trang.tren", "lề trên hẹp", cong_van, phan_cuoi(le=(15, 20, 30, 15), dau_trang=False, trang_dau=False)),
    TruongHop("le_trang.duoi", "lề dưới rộng", cong_van, phan_cuoi(le=(20, 30, 30, 15), dau_trang=False, trang_dau=False)),
    TruongHop("le_trang.trai", "lề trái hẹp ở phần có phụ lục", ke_hoach, phan_cuoi(le=(20, 20, 25, 15), so_tu=1)),
    TruongHop("le_trang.phai", "lề phải hẹp", cong_van, phan_cuoi(le=(20, 20, 30, 10), dau_trang=False, trang_dau=False)),
    TruongHop("phong_chu", "một đoạn phông Arial", ke_hoach, dat("a) Rà soát", phong="Arial")),
    TruongHop("phong_chu", "họ tên phông Times New Roman Bold", cong_van, dat("Lò Thị", phong="Times New Roman Bold")),
    TruongHop("mau_chu", "một đoạn màu đỏ", ke_hoach, dat("Các phòng, trung tâm", mau="FF0000")),
    TruongHop("ma_hoa", "dấu rời", ke_hoach, thay("a) Rà soát", "thủ tục", "thu\u0309 tu\u0323c")),
    TruongHop("ma_hoa", "mã TCVN3", ke_hoach, dat("Niêm yết", chu="C«ng khai ®Çy ®ñ thñ tôc hµnh chÝnh t¹i n¬i tiÕp nhËn hå s¬.")),
    TruongHop("ma_hoa", "chữ mất dấu", ke_hoach, thay("Niêm yết", "tiếp nhận", "ti?p nh?n")),
    TruongHop("ma_hoa.dao_chieu", "câu bị ép chiều", ke_hoach, thay("a) Rà soát", "thủ tục", "thủ\u202e tục\u202c")),
    TruongHop("ma_hoa.ky_tu_an", "dấu cách không bề rộng", ke_hoach, thay("a) Rà soát", "thủ tục", "thủ\u200b tục")),
    TruongHop("ma_hoa.chu_la", "chữ Kirin trong từ", ke_hoach, thay("Niêm yết", "tiếp nhận", "tiế\u0440 nhận")),
    TruongHop("ma_hoa.chu_la", "chữ số toàn khổ", ke_hoach, thay("Niêm yết", "tiếp nhận", "tiếp nhận \uff12")),
    TruongHop("so_trang.thieu", "không có số trang", ke_hoach, lambda tep: setattr(tep, "dau_trang", [Doan()])),
    TruongHop("so_trang.vi_tri", "số ở chân trang", ke_hoach, chan_trang),
    TruongHop("so_trang.vi_tri", "số ở bên phải", ke_hoach, so_trang(Doan("", 13, canh="right"))),
    TruongHop("so_trang.co_chu", "số cỡ 11", ke_hoach, so_trang(giua("", 11))),
    TruongHop("so_trang.phong_chu", "số chữ nghiêng", ke_hoach, so_trang(giua("", 13, nghieng=True))),
    TruongHop("so_trang.trang_dau", "trang đầu hiện số", cong_van, phan_cuoi(trang_dau=False)),
    TruongHop("quoc_hieu.loi_van", "sai chữ", cong_van, dat("CỘNG HÒA", chu="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIÊT NAM")),
    TruongHop("quoc_hieu.co_chu", "cỡ 11", cong_van, dat("CỘNG HÒA", co=11)),
    TruongHop("quoc_hieu.kieu_chu", "không đậm", cong_van, dat("CỘNG HÒA", dam=False)),
    TruongHop("quoc_hieu.canh", "canh trái", cong_van, dat("CỘNG HÒA", canh="left", co=12)),
    TruongHop("quoc_hieu.mot_dong", "ngắt làm hai dòng", cong_van, dat("CỘNG HÒA", chu="CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM")),
    TruongHop("tieu_ngu.loi_van", "viết hoa mọi chữ", cong_van, dat("Độc lập", chu="Độc Lập - Tự Do - Hạnh Phúc")),
    TruongHop("tieu_ngu.gach_noi", "gạch dài", cong_van, dat("Độc lập", chu="Độc lập – Tự do – Hạnh phúc")),
    TruongHop("tieu_ngu.co_chu", "cỡ 15", cong_van, dat("Độc lập", co=15)),
    TruongHop("tieu_ngu.kieu_chu", "nghiêng", cong_van, dat("Độc lập", nghieng=True)),
    TruongHop("tieu_ngu.duong_ke", "không có đường kẻ", cong_van, ke(1, 0)),
    TruongHop("co_quan.ten", "chữ in thường", cong_van, lambda tep: (dat("SỞ NỘI VỤ", chu="Sở Nội vụ")(tep), ke(0, 9)(tep))),
    TruongHop("co_quan.co_chu", "cơ quan chủ quản cỡ 14", cong_van, dat("UBND", co=14)),
    TruongHop("co_quan.kieu_chu", "cơ quan chủ quản đậm", cong_van, dat("UBND", dam=True)),
    TruongHop("co_quan.duong_ke", "đường kẻ dài bằng dòng chữ", cong_van, ke(0, 25)),
    TruongHop("so_ky_hieu.so", "chưa có số", ke_hoach, dat("Số:", chu="Số:      /KH-VPUBND")),
    TruongHop("so_ky_hieu.dang", "có dấu cách", ke_hoach, dat("Số:", chu="Số: 12/KH - VPUBND")),
    TruongHop("so_ky_hieu.dang", "sai tên loại", ke_hoach, dat("Số:", chu="Số: 12/BC-VPUBND")),
    TruongHop("so_ky_hieu.dang", "có năm", ke_hoach, dat("Số:", chu="Số: 12/2026/KH-VPUBND")),
    TruongHop("so_ky_hieu.co_chu", "cỡ 14", ke_hoach, dat("Số:", co=14)),
    TruongHop("so_ky_hieu.kieu_chu", "đậm", ke_hoach, dat("Số:", dam=True)),
    TruongHop("so_ky_hieu.canh", "canh trái", ke_hoach, dat("Số:", canh="left")),
    TruongHop("dia_danh_ngay.ngay", "tháng 03", ke_hoach, thay("Đông Sơn", "tháng 3", "tháng 03")),
    TruongHop("dia_danh_ngay.dang", "thiếu dấu phẩy", ke_hoach, thay("Đông Sơn", "Sơn,", "Sơn")),
    TruongHop("dia_danh_ngay.co_chu", "cỡ 12", ke_hoach, dat("Đông Sơn", co=12)),
    TruongHop("dia_danh_ngay.kieu_chu", "đứng", ke_hoach, dat("Đông Sơn", nghieng=False)),
    TruongHop("dia_danh_ngay.canh", "canh phải", ke_hoach, dat("Đông Sơn", canh="right")),
    TruongHop("ten_loai.co_chu", "cỡ 16", ke_hoach, dat("KẾ HOẠCH", co=16)),
    TruongHop("ten_loai.kieu_chu", "không đậm", ke_hoach, dat("KẾ HOẠCH", dam=False)),
    TruongHop("ten_loai.canh", "canh trái", ke_hoach, dat("KẾ HOẠCH", canh="left")),
    TruongHop("trich_yeu.co_chu", "cỡ 12", ke_hoach, dat("Cải cách", co=12, chu="Cải cách hành chính của Văn phòng năm 2026")),
    TruongHop("trich_yeu.kieu_chu", "V/v trong kế hoạch", ke_hoach, thay("Cải cách", "Cải cách", "V/v cải cách")),
    TruongHop("trich_yeu.canh", "canh trái", ke_hoach, dat("Cải cách", canh="left")),
    TruongHop("trich_yeu.duong_ke", "không có đường kẻ", ke_hoach, lambda tep: tep.tieu_de.pop()),
    TruongHop("can_cu.kieu_chu", "đứng", quyet_dinh, dat("Căn cứ Luật", nghieng=False)),
    TruongHop("can_cu.dau_cau", "cuối dòng dấu phẩy", quyet_dinh, dat("Căn cứ Luật", chu="Căn cứ Luật Tổ chức chính quyền địa phương,")),
    TruongHop("can_cu.vien_dan", "thiếu ngày", quyet_dinh, thay("Căn cứ Nghị định", " ngày 05 tháng 3 năm 2020", "")),
    TruongHop("can_cu.vien_dan", "viện dẫn lần đầu trong nội dung thiếu ngày", ke_hoach, thay("Thực hiện", " ngày 12 tháng 01 năm 2026", "")),
    TruongHop("can_cu.luat", "luật có số", quyet_dinh, thay("Căn cứ Luật", "phương", "phương số 72/2025/QH15")),
    TruongHop("kinh_gui.chi_dung_cho", "kế hoạch có Kính gửi", ke_hoach, kinh_gui_trong_ke_hoach),
    TruongHop("kinh_gui.dang", "nơi nhận cuối bằng dấu phẩy", cong_van, thay("- Văn phòng", ";", ",")),
    TruongHop("noi_dung.co_chu", "cỡ 12", ke_hoach, dat("Các phòng, trung tâm", co=12)),
    TruongHop("noi_dung.kieu_chu", "nghiêng", ke_hoach, dat("Các phòng, trung tâm", nghieng=True)),
    TruongHop("noi_dung.canh", "canh trái", ke_hoach, dat("Các phòng, trung tâm", canh="left")),
    TruongHop("noi_dung.lui_dau_dong", "lùi 2 cm", ke_hoach, dat("Các phòng, trung tâm", lui=20)),
    TruongHop("noi_dung.khoang_cach_doan", "cách 3 pt", ke_hoach, dat("Các phòng, trung tâm", truoc=3)),
    TruongHop("noi_dung.cach_dong", "cách 1,6 dòng", ke_hoach, dat("Các phòng, trung tâm", dong=1.6)),
    TruongHop("muc.kieu_chu", "mục in thường", ke_hoach, dat("II. NHIỆM VỤ", chu="II. Nhiệm vụ")),
    TruongHop("khoan.kieu_chu", "tiêu đề khoản không đậm", ke_hoach, dat("1. Mục đích", dam=False)),
    TruongHop("dieu.tieu_de", "tiêu đề điều không đậm", quyet_dinh, dat("Điều 2.", dam=False)),
    TruongHop("dieu.tieu_de", "điều không có tiêu đề", quyet_dinh, dat("Điều 2.", chu="Điều 2.")),
    TruongHop("danh_so.muc", "nhảy số", ke_hoach, thay("III. TỔ CHỨC", "III.", "IV.")),
    TruongHop("danh_so.khoan", "trùng số", ke_hoach, thay("3. Phòng số 3", "3.", "2.")),
    TruongHop("danh_so.khoan", "hai khoản đổi chỗ", ke_hoach, lambda tep: (thay("4. Phòng", "4.", "9.")(tep), thay("5. Phòng", "5.", "4.")(tep), thay("9. Phòng", "9.", "5.")(tep))),
    TruongHop("danh_so.dieu", "nhảy số", quyet_dinh, thay("Điều 3. Trách", "Điều 3.", "Điều 4.")),
    TruongHop("danh_so.tieu_muc", "1.1 rồi 1.3", ke_hoach, thay("1.2. Đơn giản", "1.2.", "1.3.")),
    TruongHop("diem.thu_tu_chu_cai", "thiếu đ", ke_hoach, thay("đ) Đánh giá", "đ)", "e)")),
    TruongHop("diem.thu_tu_chu_cai", "Word tự đánh a, b, c, d, e", ke_hoach, tu_dong),
    TruongHop("diem.kieu_chu", "đậm", ke_hoach, dat("a) Rà soát", dam=True)),
    TruongHop("chu_ky.quyen_han", "KT. không có dấu cách", ke_hoach, dat("KT. CHÁNH", chu="KT.CHÁNH VĂN PHÒNG")),
    TruongHop("chu_ky.quyen_han", "K/T", ke_hoach, dat("KT. CHÁNH", chu="K/T CHÁNH VĂN PHÒNG")),
    TruongHop("chu_ky.kieu_chu", "chức vụ không đậm", ke_hoach, dat("PHÓ CHÁNH", dam=False)),
    TruongHop("chu_ky.ho_ten", "có học vị", ke_hoach, dat("Nguyễn Văn", chu="ThS. Nguyễn Văn Hùng")),
    TruongHop("noi_nhan.thieu", "không có Nơi nhận", ke_hoach, lambda tep: setattr(tep, "noi_nhan", [])),
    TruongHop("noi_nhan.label", "không nghiêng", ke_hoach, dat("Nơi nhận:", nghieng=False)),
    TruongHop("noi_nhan.co_chu", "danh sách cỡ 12", ke_hoach, dat("- Ủy ban", co=12)),
    TruongHop("noi_nhan.dau_cau", "cuối dòng dấu phẩy", ke_hoach, thay("- Ủy ban", ";", ",")),
    TruongHop("noi_nhan.nhu_tren", "thiếu Như trên", cong_van, bo("- Như trên;")),
    TruongHop("noi_nhan.luu", "thiếu dấu chấm", ke_hoach, dat("- Lưu:", chu="- Lưu: VT, HCQT")),
    TruongHop("noi_nhan.thu_tu", "Như trên không ở đầu", cong_van, lambda tep: tep.noi_nhan.insert(2, tep.noi_nhan.pop(1))),
    TruongHop("phu_luc.chu", "PHỤ LỤC in hoa", ke_hoach, dat("Phụ lục", chu="PHỤ LỤC")),
    TruongHop("phu_luc.so_trang", "đánh số nối tiếp", ke_hoach, phan_cuoi()),
    TruongHop("phu_luc.so_trang", "hai phụ lục chung một phần", ke_hoach, hai_phu_luc),
    TruongHop("phu_luc.dan_chieu", "nội dung không nhắc đến", ke_hoach, dat("(Chi tiết", chu="Lãnh đạo Văn phòng kiểm tra hằng tháng.")),
    TruongHop("ket_thuc", "thiếu ./.", ke_hoach, thay("Yêu cầu các phòng", "./.", ".")),
    TruongHop("viet_hoa.dieu_khoan_diem", "điều viết thường", quyet_dinh, thay("Thành lập Tổ", "của Sở Nội vụ", "theo điều 5 Quy chế của Sở Nội vụ")),
    TruongHop("viet_hoa.dieu_khoan_diem", "Khoản viết hoa", quyet_dinh, thay("Thành lập Tổ", "của Sở Nội vụ", "theo quy định tại Khoản 2 Điều 5 Quy chế")),
    TruongHop("viet_hoa.ten_loai", "nghị định số", quyet_dinh, thay("Thành lập Tổ", "của Sở Nội vụ", "theo nghị định số 30/2020/NĐ-CP")),
    TruongHop("viet_hoa.thu", "thứ hai", quyet_dinh, thay("Thành lập Tổ", "của Sở Nội vụ", "họp vào thứ hai hằng tuần")),
    TruongHop("viet_hoa.thang", "tháng tám", quyet_dinh, thay("Thành lập Tổ", "của Sở Nội vụ", "xong trong tháng tám năm 2026")),
    TruongHop("viet_hoa.ngay_le", "ngày quốc khánh", quyet_dinh, thay("Thành lập Tổ", "của Sở Nội vụ", "trước ngày quốc khánh 2-9")),
    TruongHop("thuat_ngu", "Uỷ ban lẫn Ủy ban", ke_hoach, thay("- Ủy ban", "Ủy ban", "Uỷ ban")),
    TruongHop("thuat_ngu", "viết tắt giải thích sau", ke_hoach, lambda tep: (thay("a) Rà soát", "thủ tục", "XYZT, thủ tục")(tep), thay("b) Tiếp nhận", "trả kết quả", "xử lý yêu cầu (sau đây viết tắt là XYZT)")(tep))),
    TruongHop("thuat_ngu", "viết tắt không giải thích", ke_hoach, lambda tep: (thay("a) Rà soát", "thủ tục", "XYZT, thủ tục")(tep), thay("b) Tiếp nhận", "và", "XYZT và")(tep))),
    TruongHop("thieu_thanh_phan", "không có Tiêu ngữ", cong_van, bo("Độc lập")),
    TruongHop("thieu_thanh_phan", "không có họ tên", cong_van, bo("Lò Thị")),
    TruongHop("thieu_thanh_phan", "không có V/v", cong_van, bo("V/v")),
]  # fmt: skip
