"""Bảng thể thức của Nghị định 30/2020/NĐ-CP dưới dạng dữ liệu.

Mỗi con số của Nghị định chỉ đứng ở đây: mẫu Word dựng từ đây, việc kiểm tra đối chiếu với đây, thông báo viết từ đây.
Đơn vị: cỡ chữ pt, lề và khổ giấy mm, lùi đầu dòng cm. Khoản, điểm nêu ở `can_cu` thuộc Phụ lục I, Phần I.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from docgen.nghi_dinh.vietnamese import number

KhoangSo = tuple[float, float]
CanhLe = Literal["trai", "giua", "deu"]

PHONG_CHU = "Times New Roman"  # Mục I khoản 4
KHO_GIAY_A4 = (210, 297)  # Mục I khoản 1
LE_TREN_DUOI = (20, 25)  # Mục I khoản 3
LE_TRAI = (30, 35)
LE_PHAI = (15, 20)
LUI_DAU_DONG = (1.0, 1.27)  # Mục II khoản 6 điểm e: một trong hai
KHOANG_CACH_DOAN_TOI_THIEU = 6  # pt, Mục II khoản 6 điểm e
CACH_DONG = (1.0, 1.5)  # lần dòng đơn, Mục II khoản 6 điểm e

# Không phải quy định: cột phải đủ rộng để Quốc hiệu 13 pt đậm (95,1 mm) nằm trên một dòng.
COT_QUOC_HIEU = 100.5  # mm

LOI_QUOC_HIEU = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"  # Mục II khoản 1 điểm a
LOI_TIEU_NGU = "Độc lập - Tự do - Hạnh phúc"  # Mục II khoản 1 điểm b
QUYEN_HAN_KY = ("TM.", "Q.", "KT.", "TL.", "TUQ.")  # Mục II khoản 7 điểm b


def can_cu(vi_tri: str) -> str:
    """Tên đầy đủ của một chỗ trong Phụ lục I, Phần I, để in trong thông báo."""
    return f"NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, {vi_tri}"


def viet_so(so_do: float) -> str:
    """Một số đo như người ta viết: 12,5."""
    return number(Decimal(str(round(so_do, 2))))


def viet_khoang(khoang: KhoangSo, noi: str = "đến") -> str:
    """`13 đến 14`, `13 hoặc 14`, hay một số."""
    dau, cuoi = map(viet_so, khoang)
    return dau if dau == cuoi else f"{dau} {noi} {cuoi}"


@dataclass(frozen=True)
class ThanhPhan:
    """Một thành phần thể thức: cỡ chữ cho phép (pt), kiểu chữ, cách canh, đường kẻ dưới, chỗ quy định.

    `duong_ke` là độ dài đường kẻ so với dòng chữ (phần nhỏ nhất, phần lớn nhất); None là không có đường kẻ.
    """

    ten: str
    co_chu: KhoangSo
    can_cu: str
    canh_le: CanhLe = "giua"
    chu_dam: bool = False
    chu_nghieng: bool = False
    duong_ke: KhoangSo | None = None

    @property
    def style(self) -> str:
        """Tên kiểu (style) trong Word, nơi dấu phẩy ngăn tên này với tên khác của cùng một kiểu nên không đứng trong tên."""
        return f"ND30 {self.ten.replace(',', '')}"

    @property
    def do_dai_duong_ke(self) -> str:
        """`bằng dòng chữ`, `1/3 đến 1/2 dòng chữ`; rỗng khi không có đường kẻ."""
        if self.duong_ke is None:
            return ""
        ngan, dai = (Fraction(phan).limit_denominator(10) for phan in self.duong_ke)
        return "bằng dòng chữ" if ngan == dai == 1 else f"{ngan} đến {dai} dòng chữ"


QUOC_HIEU = ThanhPhan("Quốc hiệu", (12, 13), "Mục II, khoản 1, điểm a", chu_dam=True)
TIEU_NGU = ThanhPhan("Tiêu ngữ", (13, 14), "Mục II, khoản 1, điểm b", chu_dam=True, duong_ke=(1, 1))
CO_QUAN_CHU_QUAN = ThanhPhan("Cơ quan chủ quản", (12, 13), "Mục II, khoản 2, điểm b")
CO_QUAN_BAN_HANH = ThanhPhan(
    "Cơ quan ban hành", (12, 13), "Mục II, khoản 2, điểm b", chu_dam=True, duong_ke=(1 / 3, 1 / 2)
)
SO_KY_HIEU = ThanhPhan("Số, ký hiệu", (13, 13), "Mục II, khoản 3, điểm c")
DIA_DANH_THOI_GIAN = ThanhPhan("Địa danh, thời gian", (13, 14), "Mục II, khoản 4, điểm c", chu_nghieng=True)
TEN_LOAI = ThanhPhan("Tên loại", (13, 14), "Mục II, khoản 5, điểm b", chu_dam=True)
TRICH_YEU_CONG_VAN = ThanhPhan("Trích yếu công văn", (12, 13), "Mục II, khoản 5, điểm b")
TRICH_YEU = ThanhPhan("Trích yếu", (13, 14), "Mục II, khoản 5, điểm b", chu_dam=True, duong_ke=(1 / 3, 1 / 2))
CAN_CU_BAN_HANH = ThanhPhan("Căn cứ", (13, 14), "Mục II, khoản 6, điểm a", "deu", chu_nghieng=True)
LOI_VAN = ThanhPhan("Lời văn", (13, 14), "Mục II, khoản 6, điểm e", "deu")
# Mục V, số thứ tự 6, điểm b: văn bản bố cục theo phần, mục, khoản, điểm.
MUC = ThanhPhan("Mục", (13, 14), "Mục V, số thứ tự 6, điểm b", "deu", chu_dam=True)
KHOAN_CO_TIEU_DE = ThanhPhan("Khoản có tiêu đề", (13, 14), "Mục II, khoản 6, điểm đ", "deu", chu_dam=True)
TIEU_KHOAN_CO_TIEU_DE = ThanhPhan("Tiểu khoản có tiêu đề", (13, 14), "Mục II, khoản 6, điểm c", "deu", chu_dam=True)
KHOAN = ThanhPhan("Khoản", (13, 14), "Mục II, khoản 6, điểm đ", "deu")
DIEM = ThanhPhan("Điểm", (13, 14), "Mục II, khoản 6, điểm đ", "deu")
DIEM_CO_TIEU_DE = ThanhPhan("Điểm có tiêu đề", (13, 14), "Mục II, khoản 6, điểm đ", "deu")
PHAN_CONG = ThanhPhan("Phân công", (13, 14), "Mục II, khoản 6, điểm e", "deu")
KET_LUAN = ThanhPhan("Kết thúc", (13, 14), "Mục II, khoản 6, điểm e", "deu")
QUYEN_HAN_CHUC_VU = ThanhPhan("Quyền hạn, chức vụ", (13, 14), "Mục II, khoản 7, điểm đ", chu_dam=True)
HO_TEN = ThanhPhan("Họ tên", (13, 14), "Mục II, khoản 7, điểm đ", chu_dam=True)
NOI_NHAN = ThanhPhan("Nơi nhận", (12, 12), "Mục II, khoản 9, điểm d", "trai", chu_dam=True, chu_nghieng=True)
NOI_NHAN_LIET_KE = ThanhPhan("Nơi nhận liệt kê", (11, 11), "Mục II, khoản 9, điểm d", "trai")
SO_TRANG = ThanhPhan("Số trang", (13, 14), "Mục I, khoản 7")
PHU_LUC = ThanhPhan("Phụ lục", (14, 14), "Mục III, khoản 1, điểm b", chu_dam=True)
TEN_PHU_LUC = ThanhPhan("Tên phụ lục", (13, 14), "Mục III, khoản 1, điểm b", chu_dam=True)
CHI_DAN_PHU_LUC = ThanhPhan("Chỉ dẫn phụ lục", (13, 14), "Mục III, khoản 1, điểm c", chu_nghieng=True)
KINH_GUI = ThanhPhan("Kính gửi", (13, 14), "Mục II, khoản 9, điểm d")
KINH_GUI_NHIEU_NOI = ThanhPhan("Kính gửi nhiều nơi", (13, 14), "Mục II, khoản 9, điểm d", "trai")
KINH_GUI_LIET_KE = ThanhPhan("Kính gửi liệt kê", (13, 14), "Mục II, khoản 9, điểm d", "trai")
# Không có trong Nghị định: dấu của docgen trên mọi trang có số liệu minh họa.
SO_LIEU_MINH_HOA = ThanhPhan("Số liệu minh họa", (13, 14), "Mục I, khoản 7", chu_dam=True)
BIEU_DO = ThanhPhan("Biểu đồ", (13, 13), "Mục II, khoản 6, điểm e")
TEN_BANG = ThanhPhan("Tên bảng", (13, 14), "Mục II, khoản 6, điểm e", chu_dam=True)
# Chữ trong bảng, biểu là nội dung văn bản; Nghị định không quy định cách canh trong ô.
DAU_BANG = ThanhPhan("Đầu bảng", (13, 13), "Mục II, khoản 6, điểm e", chu_dam=True)
NHOM_BANG = ThanhPhan("Nhóm trong bảng", (13, 13), "Mục II, khoản 6, điểm e", "trai", chu_dam=True)
O_BANG = ThanhPhan("Ô bảng", (13, 13), "Mục II, khoản 6, điểm e", "trai")
O_BANG_GIUA = ThanhPhan("Ô bảng giữa", (13, 13), "Mục II, khoản 6, điểm e")

# Phụ lục III, Mục I: chữ viết tắt tên loại văn bản. Công văn và thư công (Điều 7) không có chữ viết tắt.
CHU_VIET_TAT_TEN_LOAI = {
    "Nghị quyết": "NQ",
    "Quyết định": "QĐ",
    "Chỉ thị": "CT",
    "Quy chế": "QC",
    "Quy định": "QyĐ",
    "Thông cáo": "TC",
    "Thông báo": "TB",
    "Hướng dẫn": "HD",
    "Chương trình": "CTr",
    "Kế hoạch": "KH",
    "Phương án": "PA",
    "Đề án": "ĐA",
    "Dự án": "DA",
    "Báo cáo": "BC",
    "Biên bản": "BB",
    "Tờ trình": "TTr",
    "Hợp đồng": "HĐ",
    "Công điện": "CĐ",
    "Bản ghi nhớ": "BGN",
    "Bản thỏa thuận": "BTT",
    "Giấy ủy quyền": "GUQ",
    "Giấy mời": "GM",
    "Giấy giới thiệu": "GGT",
    "Giấy nghỉ phép": "GNP",
    "Phiếu gửi": "PG",
    "Phiếu chuyển": "PC",
    "Phiếu báo": "PB",
}
CONG_VAN = "Công văn"
# Mục II khoản 9 điểm d: chỉ các loại này có “Kính gửi”.
CO_KINH_GUI = (CONG_VAN, "Tờ trình", "Báo cáo")
