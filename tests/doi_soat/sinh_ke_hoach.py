"""The office and the plan of a random dossier, and what its progress must remember of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from tests.doi_soat import loi_van
from tests.doi_soat.loi_van import DOI_TUONG, PHAM_VI, VIEC, Khi, ngay_van_ban, ten_rieng, trong_khoang
from tests.doi_soat.thoi_gian import CO_HAN

QUY = ("quý I", "quý II", "quý III", "quý IV")
Tho = dict[str, Any]


@dataclass
class Viec:
    """A task while the year goes by: what is fixed, and what was reported so far."""

    ma: str
    nhom: str
    don_vi: tuple[str, ...]
    phoi_hop: tuple[str, ...]
    khi: Khi
    giao: date
    chi_tieu: list[Tho]
    dai_luong: list[Tho]
    han: date | None = None
    gia_han_muon: bool = False
    da_dung: bool = False
    xong: dict[str, date] = field(default_factory=dict)
    ty_le: dict[str, int] = field(default_factory=dict)

    @property
    def da_xong(self) -> bool:
        return set(self.xong) == set(self.don_vi)


@dataclass
class Nho:
    """What was reported so far for a target."""

    dau_tien: int | None = None  # the first quarter that reported
    con_lai: dict[str, tuple[int, int]] = field(default_factory=dict)  # unit → quarter, and what was left over then
    so_dat: dict[str, int | Decimal] = field(default_factory=dict)  # unit → its figures added up, or its latest


@dataclass
class BanThao:
    """A dossier in the making."""

    r: Random
    nam: int
    ky: dict[int, tuple[date, date]]
    ban_hanh: date
    cac_quy: list[int]
    co_quan: Tho = field(default_factory=dict)
    ke_hoach: Tho = field(default_factory=dict)
    viec: list[Viec] = field(default_factory=list)
    nhom: dict[str, list[Tho]] = field(default_factory=dict)  # group → its quantities
    ten: set[str] = field(default_factory=set)
    so_ma: int = 0
    nho: dict[str, Nho] = field(default_factory=dict)  # target → what was reported so far
    cach: dict[str, str] = field(default_factory=dict)  # quantity with parts → what is reported of it, all year
    kho_khan: dict[tuple[str, str], list[str]] = field(default_factory=dict)  # task and unit → its open difficulties

    def co(self, xac_suat: float) -> bool:
        """True with this probability."""
        return self.r.random() < xac_suat

    def ma_moi(self, dau: str) -> str:
        """A code that is new in this dossier."""
        self.so_ma += 1
        return f"{dau}_{self.so_ma}"

    @property
    def don_vi(self) -> list[str]:
        return [unit["ma"] for unit in self.co_quan["don_vi"]]

    @property
    def moc(self) -> list[date]:
        """The days that matter: the cut-off days and the last days of the quarters."""
        return [self.ky[q][1] for q in self.ky] + [loi_van.thang(self.nam, 1, 3 * q)[1] for q in self.ky]


# --- The year and the office -------------------------------------------------------------------------------------


def ban_thao(hat_giong: int) -> BanThao:
    """The office and the plan of a seed."""
    r = Random(hat_giong)
    nam = r.choice((2025, 2026, 2027, 2028))
    quarters = sorted(r.sample((1, 2, 3, 4), r.choice((1, 2, 3, 3, 4, 4, 4))))
    issued = trong_khoang(r, date(nam, 1, 2), date(nam, 2, 10))
    b = BanThao(r, nam, _ky(r, nam), issued, quarters)
    b.co_quan = _co_quan(b)
    b.ke_hoach = _ke_hoach(b)
    return b


def _theo_nghi_dinh(nam: int) -> dict[int, tuple[date, date]]:
    return {q: (date(nam - (q == 1), (12, 3, 6, 9)[q - 1], 15), date(nam, 3 * q, 14)) for q in range(1, 5)}


def _ky(r: Random, nam: int) -> dict[int, tuple[date, date]]:
    how = r.random()
    if how < 0.12:
        return {q: loi_van.thang(nam, 3 * q - 2, 3 * q) for q in range(1, 5)}
    if how < 0.24:
        return {q: (date(nam - (q == 1), (12, 3, 6, 9)[q - 1], 21), date(nam, 3 * q, 20)) for q in range(1, 5)}
    ky = _theo_nghi_dinh(nam)
    if how < 0.34:  # one border alone is moved
        ky[2], ky[3] = (ky[2][0], date(nam, 6, 20)), (date(nam, 6, 21), ky[3][1])
    return ky


def _ky_bao_cao(b: BanThao) -> list[Tho]:
    usual = _theo_nghi_dinh(b.nam)
    return [
        {"ky": QUY[q - 1], "tu_ngay": ngay_van_ban(first), "den_ngay": ngay_van_ban(last)}
        for q, (first, last) in b.ky.items()
        if (first, last) != usual[q]
    ]


def _co_quan(b: BanThao) -> Tho:
    count = b.r.randint(3, 8)
    units = [
        {"ma": f"dv_{viet_tat.lower()}", "ten": ten, "viet_tat": viet_tat, "loai": loai}
        for ten, viet_tat, loai in b.r.sample(loi_van.DON_VI, count)
    ]
    codes = [unit["ma"] for unit in units]
    groups: list[Tho] = [{"ma": "tat_ca", "ten": "Các phòng, ban, trung tâm"}]
    if b.co(0.7):
        members = b.r.sample(codes, b.r.randint(2, count - 1))
        groups.append({"ma": "khoi_mot", "ten": "Các đơn vị khối một", "don_vi_thanh_vien": members})
    return {
        "co_quan_ban_hanh": {
            "ten": "Cơ quan Đối soát",
            "ten_tren_van_ban": "Cơ quan Đối soát",
            "ten_trong_loi_van": "Cơ quan Đối soát",
            "viet_tat": "CQDS",
        },
        "dia_danh": "Giả Định",
        "don_vi": units,
        "nhom_don_vi": groups,
        "nguoi_ky": [{"ma": "an", "ho_ten": "Lê An", "chuc_vu": "Giám đốc"}],
        "noi_nhan": ["Các đơn vị"],
        "don_vi_soan_thao": codes[0],
    }


# --- The plan ----------------------------------------------------------------------------------------------------


def _ke_hoach(b: BanThao) -> Tho:
    left = b.r.randint(6, 20)
    parts, annexes = [], []
    while left > 0:
        count = min(left, b.r.randint(1, 7))
        left -= count
        parts.append(_muc(b, count))
    if b.co(0.35):
        annexes.append(_phu_luc(b))
    plan: Tho = {"nam": b.nam, "ngay_ban_hanh": ngay_van_ban(b.ban_hanh), "trich_yeu": f"Đối soát năm {b.nam}"}
    if own := _ky_bao_cao(b):
        plan["ky_bao_cao"] = own
    aim: list[Tho] = [{"tieu_de": "Mục đích, yêu cầu", "doan_van": "Nâng cao chất lượng công tác của cơ quan."}]
    if b.co(0.2):
        aim[0]["doan_van"] = "Phấn đấu thứ hạng của cơ quan tăng ít nhất 01 bậc."
        plan |= {"ten_chi_so": "Chỉ số Đối soát", "chi_so": [{"ma": "cs_mot", "ten": "Công khai"}]}
        rank = {"ma": "thu_hang", "noi_dung": "Thứ hạng tăng (ít nhất)", "muc_tieu": "01", "don_vi_tinh": "bậc"}
        plan["chi_tieu"] = [rank | {"cach_do": "thay đổi xếp hạng"}]
    closing = "Các đơn vị nghiêm túc thực hiện" + (" (chi tiết tại Phụ lục kèm theo)" if annexes else "")
    plan |= {"nguoi_ky": "an", "muc": aim + parts, "ket_luan": closing}
    return plan | ({"phu_luc": annexes} if annexes else {})


def _muc(b: BanThao, count: int) -> Tho:
    said = _phan_cong_chung(b) if b.co(0.3) else {}
    title = ten_rieng(b.r, b.ten, ("Công tác",), DOI_TUONG, PHAM_VI)
    kind = b.r.choice(("nhiem_vu", "nhom", "nhom", "khoan", "khoan_nhom"))
    if kind == "nhiem_vu":
        return {"tieu_de": title, **said, "nhiem_vu": _cac_viec(b, count, said, "")}
    if kind == "nhom":
        return {"tieu_de": title, **said, "nhom_nhiem_vu": _cac_nhom(b, count, said)}
    khoan: Tho = {"tieu_de": ten_rieng(b.r, b.ten, ("Việc",), DOI_TUONG, PHAM_VI)}
    own = _phan_cong_chung(b) if b.co(0.25) else {}
    around = thua_ke(own, said)
    inner = {"nhiem_vu": _cac_viec(b, count, around, "")} if kind == "khoan" else {}
    return {
        "tieu_de": title,
        **said,
        "khoan": [khoan | own | (inner or {"nhom_nhiem_vu": _cac_nhom(b, count, around)})],
    }


def _cac_nhom(b: BanThao, count: int, around: Tho) -> list[Tho]:
    first = b.r.randint(1, count)
    return [_nhom(b, size, around) for size in (first, count - first) if size]


def _nhom(b: BanThao, count: int, around: Tho) -> Tho:
    ma = b.ma_moi("nhom")
    own = _phan_cong_chung(b) if b.co(0.35) else {}
    group: Tho = {"ma": ma, "tieu_de": ten_rieng(b.r, b.ten, ("Nhóm",), DOI_TUONG, PHAM_VI), **own}
    b.nhom[ma] = [_dai_luong(b) for _ in range(b.r.randint(1, 2))] if b.co(0.4) else []
    if b.nhom[ma]:
        group["dai_luong"] = b.nhom[ma]
    return group | {"nhiem_vu": _cac_viec(b, count, thua_ke(own, around), ma)}


def _phu_luc(b: BanThao) -> Tho:
    annex: Tho = {"ten": "Phân công nhiệm vụ", "kieu": "bảng phân công"}
    kind, count = b.r.choice(("lap_lai", "nhiem_vu", "nhom", "loi_van")), b.r.randint(1, 3)
    if kind == "nhiem_vu":
        return annex | {"nhiem_vu": _cac_viec(b, count, {}, "")}
    if kind == "nhom":
        return annex | {"nhom_nhiem_vu": _cac_nhom(b, count, {})}
    return annex if kind == "lap_lai" else {"ten": "Việc thêm", "kieu": "lời văn", "muc": [_muc(b, count)]}


# --- Who and when ------------------------------------------------------------------------------------------------

_DON_VI = ("don_vi_chu_tri", "don_vi_thuc_hien", "don_vi_phoi_hop")


def thua_ke(own: Tho, around: Tho) -> Tho:
    """The assignment within a part: units said here replace those around."""
    closed = _DON_VI if own.keys() & set(_DON_VI) else ()
    return {key: value for key, value in around.items() if key not in closed} | own


def _phan_cong_chung(b: BanThao) -> Tho:
    said: Tho = {}
    if b.co(0.7):
        said |= don_vi_ngau_nhien(b)
    if b.co(0.6) or not said:
        said["thoi_gian_thuc_hien"] = loi_van.khi(b.r, b.nam, b.ban_hanh, b.moc)
    return said


def don_vi_ngau_nhien(b: BanThao) -> Tho:
    """A lead with or without helpers, or units that do it together; one or many, groups too."""
    units, how = b.don_vi, b.r.random()
    groups = [group["ma"] for group in b.co_quan["nhom_don_vi"]]
    if how < 0.12:
        return {"don_vi_thuc_hien": b.r.choice(groups)}
    if how < 0.3:
        together = b.r.sample(units, b.r.randint(2, 3))
        return {"don_vi_thuc_hien": [*together, "khoi_mot"] if "khoi_mot" in groups and b.co(0.3) else together}
    lead = b.r.choice(units) if b.co(0.9) else b.r.sample(units, 2)
    return {"don_vi_chu_tri": lead} | ({"don_vi_phoi_hop": _phoi_hop(b, lead)} if b.co(0.4) else {})


def _phoi_hop(b: BanThao, lead: Any) -> list[str]:
    if b.co(0.15):
        return ["tat_ca"]
    others = [unit for unit in b.don_vi if unit not in nhu_danh_sach(lead)]
    return b.r.sample(others, b.r.randint(1, min(2, len(others))))


def nhu_danh_sach(value: Any) -> list[Any]:
    """One or many as a list."""
    return value if isinstance(value, list) else [value]


def _thanh_vien(b: BanThao, codes: Any) -> tuple[str, ...]:
    groups = {group["ma"]: group.get("don_vi_thanh_vien", b.don_vi) for group in b.co_quan["nhom_don_vi"]}
    return tuple(dict.fromkeys(unit for code in nhu_danh_sach(codes) for unit in groups.get(code, [code])))


# --- Tasks -------------------------------------------------------------------------------------------------------


def _cac_viec(b: BanThao, count: int, around: Tho, nhom: str) -> list[Tho]:
    return [_viec(b, around, nhom) for _ in range(count)]


def _viec(b: BanThao, around: Tho, nhom: str) -> Tho:
    own: Tho = {}
    if not around.keys() & {"don_vi_chu_tri", "don_vi_thuc_hien"} or b.co(0.4):
        own |= don_vi_ngau_nhien(b)
    elif "don_vi_chu_tri" in around and b.co(0.2):  # helpers of its own, the lead of the part around
        own["don_vi_phoi_hop"] = _phoi_hop(b, around["don_vi_chu_tri"])
    if "thoi_gian_thuc_hien" not in around or b.co(0.5):
        own["thoi_gian_thuc_hien"] = loi_van.khi(b.r, b.nam, b.ban_hanh, b.moc)
    closed = _DON_VI if own.keys() & {"don_vi_chu_tri", "don_vi_thuc_hien"} else ()
    whole = {key: value for key, value in around.items() if key not in closed} | own
    return viec(b, own, whole, nhom, b.ban_hanh)


def viec(b: BanThao, own: Tho, whole: Tho, nhom: str, giao: date) -> Tho:
    """A task as it stands in the file; `own` is the assignment said at it, `whole` all that holds for it."""
    when: Khi = whole["thoi_gian_thuc_hien"]
    units = _thanh_vien(b, whole.get("don_vi_chu_tri") or whole["don_vi_thuc_hien"])
    helpers = tuple(u for u in _thanh_vien(b, whole.get("don_vi_phoi_hop", [])) if u not in units)
    targets = [_chi_tieu(b) for _ in range(b.r.randint(1, 2))] if b.co(0.4) else []
    quantities = [_dai_luong(b) for _ in range(b.r.randint(1, 2))] if b.co(0.3) else []
    task = Viec(b.ma_moi("nv"), nhom, units, helpers, when, giao, targets, quantities, when.han)
    b.viec.append(task)
    ten = ten_rieng(b.r, b.ten, VIEC, DOI_TUONG, PHAM_VI)
    aims = "".join(f", {t['chieu_viet']} {t['muc_tieu']}{_dvt(t)}" for t in targets)
    text: Tho = {"ma": task.ma, **_ten(b, ten, f"{ten}{aims}."), **own}
    if b.co(0.2):
        text["san_pham"] = "Báo cáo"
    if targets:
        text["chi_tieu"] = [{key: value for key, value in t.items() if key != "chieu_viet"} for t in targets]
    return text | ({"dai_luong": quantities} if quantities else {})


def _ten(b: BanThao, ten: str, noi_dung: str) -> Tho:
    how = b.r.random()
    if how < 0.5:
        return {"ten_goi": ten, "noi_dung": noi_dung}
    return {"tieu_de": ten, "noi_dung": noi_dung} if how < 0.7 else {"noi_dung": noi_dung}


def _dvt(target: Tho) -> str:
    return "%" if target["don_vi_tinh"] == "%" else f" {target['don_vi_tinh']}"


# --- Targets and quantities --------------------------------------------------------------------------------------


def viet_so(value: int | Decimal, r: Random) -> Any:
    """A number as clerks write it: 7, 07, 1234, 1.234, 12,5."""
    if isinstance(value, Decimal) and value % 1:
        return f"{value:.1f}".replace(".", ",")
    if value >= 1000 and r.random() < 0.6:
        return f"{int(value):,}".replace(",", ".")
    return f"{int(value):02d}" if value < 10 and r.random() < 0.3 else int(value)


def _chi_tieu(b: BanThao) -> Tho:
    low = b.co(0.3)
    target: Tho = {"ma": b.ma_moi("ct"), "noi_dung": ten_rieng(b.r, b.ten, ("Mức",), DOI_TUONG, PHAM_VI)}
    whole = b.r.choice((None, None, 15, 40, 2400))
    if b.co(0.65):
        aim = b.r.choice(("5", "10", "20,5")) if low else b.r.choice(("50", "80", "90", "95,5", "100", "66,7"))
        target |= {"muc_tieu": aim, "don_vi_tinh": "%"} | ({"tong_so": whole} if whole else {})
    else:
        target |= {
            "muc_tieu": b.r.choice(("01", "12", "150", "1.200", "62,5")),
            "don_vi_tinh": b.r.choice(("lớp", "vụ", "km")),
        }
    if low or b.co(0.3):
        target["chieu"] = "không quá" if low else "ít nhất"
    if b.co(0.5):
        target["cach_tinh"] = b.r.choice(("tại thời điểm", "tại thời điểm", "cộng dồn"))
    if b.co(0.3):
        target["muc_tieu_quy"] = _theo_quy(b, 1, 60)
    return target | {"chieu_viet": "không quá" if low else "ít nhất"}


def _theo_quy(b: BanThao, low: int, high: int) -> Tho:
    quarters = sorted(b.r.sample(range(4), b.r.randint(1, 4)))
    return {QUY[q]: viet_so(b.r.randint(low, high), b.r) for q in quarters}


def _dai_luong(b: BanThao, cap: int = 0, cach_tinh: str = "", don_vi_tinh: str = "") -> Tho:
    ten = ten_rieng(b.r, b.ten, ("Lượt", "Số", "Phần"), DOI_TUONG, PHAM_VI)
    don_vi_tinh = don_vi_tinh or b.r.choice(("hồ sơ", "tin, bài", "km"))
    quantity: Tho = {"ma": b.ma_moi("dl"), "ten": ten, "don_vi_tinh": don_vi_tinh}
    cach_tinh = cach_tinh or ("tại thời điểm" if b.co(0.35) else "cộng dồn")
    if cach_tinh == "tại thời điểm":
        quantity["cach_tinh"] = cach_tinh
    if b.co(0.35):
        quantity["cung_ky"] = _theo_quy(b, *((200, 1500), (20, 60), (0, 6))[cap])
    if b.co((0.4, 0.15, 0)[cap]):
        quantity["trong_do"] = [_dai_luong(b, cap + 1, cach_tinh, don_vi_tinh) for _ in range(b.r.randint(1, 3))]
    return quantity


def them_viec(b: BanThao, giao: date) -> Tho:
    """A task given in the year, by a document of this day."""
    own = don_vi_ngau_nhien(b)
    when = loi_van.khi(b.r, b.nam, giao, b.moc)
    if when.loai != CO_HAN and b.co(0.5):
        when = loi_van.co_han(b.r, b.nam, giao + timedelta(days=3), b.moc)
    nhom = b.r.choice(sorted(b.nhom)) if b.nhom and b.co(0.7) else ""
    whole = own | {"thoi_gian_thuc_hien": when}
    task = viec(b, whole, whole, nhom, giao)
    so = f"Công văn số {b.r.randint(1, 90)}/CQDS-TH ngày {ngay_van_ban(giao)}"
    return {"ma": task.pop("ma"), **({"nhom": nhom} if nhom else {}), "van_ban": so, **task}
