"""What the evaluation says of an index (PAPI or another): scores, ranks, what rose and fell, beside the work done for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from docgen.compute import TongHop
from docgen.documents.cau_van import thanh_cau
from docgen.model import ChiSo, DanhGia, HoSo, KetQuaNam, NhomNhiemVu
from docgen.nghi_dinh.vietnamese import number
from docgen.sources import Amount, Part, Source, at, cut, fill, join, traced


@dataclass(frozen=True)
class HaiNam:
    """The two latest years with a result: `nam_nay` and, where there is one, `nam_truoc`. Scores have as many decimals as the data."""

    nam_nay: KetQuaNam
    nam_truoc: KetQuaNam | None
    so_le: int

    def diem(self, value: Decimal) -> str:
        """A score as it is printed."""
        source = value.source if isinstance(value, Amount) else Source("điểm")
        return traced(_co_dinh(value, self.so_le), source)

    def thay_doi(self, now: Decimal, before: Decimal) -> str:
        """The change of a score, with its sign."""
        parts = tuple(p for value in (before, now) if isinstance(value, Amount) for p in value.source.parts)
        change = now - before
        return traced(("+" if change > 0 else "") + _co_dinh(change, self.so_le), Source("thay đổi điểm", parts))


def hai_nam(danh_gia: DanhGia, nam: int) -> HaiNam | None:
    """The two latest years up to the plan's; None where no result is known."""
    results = sorted((found for found in danh_gia.ket_qua_chi_so if found.nam <= nam), key=lambda found: found.nam)
    if not results:
        return None
    used = results[-2:]
    values = [value for found in used for value in (found.tong_diem, *found.diem.values())]
    decimals = max(decimals_of(value) for value in values)
    return HaiNam(used[-1], used[0] if len(used) > 1 else None, decimals)


def decimals_of(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _co_dinh(value: Decimal, decimals: int) -> str:
    return f"{value:.{decimals}f}".replace(".", ",")


def cau_chi_so(ho_so: HoSo, danh_gia: DanhGia, found: TongHop) -> list[str]:
    """The section on the index; empty where the plan has none."""
    if not ho_so.ke_hoach.chi_so:
        return []
    pair = hai_nam(danh_gia, ho_so.ke_hoach.nam)
    said = [*_chua_co(ho_so, danh_gia)]
    if pair is not None:
        said += [_cau_tong_diem(ho_so, pair), *_so_sanh(pair), *_tang_giam(ho_so, pair), *_so_voi_muc_tieu(ho_so, pair)]
        said += _khong_co_nhiem_vu(ho_so, pair)
    return [thanh_cau(each) for each in said if each]


def ten_bo(ho_so: HoSo) -> str:
    """What the index is called."""
    return ho_so.ke_hoach.ten_chi_so or "Chỉ số"


def _chua_co(ho_so: HoSo, danh_gia: DanhGia) -> Iterator[str]:
    """Of the plan's year and the one before: why there is no result."""
    nam = ho_so.ke_hoach.nam
    told = [each for each in danh_gia.chua_co_ket_qua if each.nam in (nam - 1, nam)]
    if told:
        named = [fill("năm {}: {}", traced(each.nam, at(each.place("nam"))), each.ly_do) for each in told]
        years = f"năm {nam} với năm {nam - 1}"
        yield fill("Kết quả {} {}; chưa đủ cơ sở để so sánh {}", ten_bo(ho_so), join("; ", named), years)


def _cau_tong_diem(ho_so: HoSo, pair: HaiNam) -> str:
    now = pair.nam_nay
    said = [fill("Kết quả mới nhất đã có (năm {}): tổng điểm {}", nam_ket_qua(now), pair.diem(now.tong_diem))]
    most = [index.toi_da for index in ho_so.ke_hoach.chi_so if index.toi_da is not None]
    if len(most) == len(ho_so.ke_hoach.chi_so):
        source = Source(
            "điểm tối đa", tuple(p for value in most if isinstance(value, Amount) for p in value.source.parts)
        )
        said[0] = fill("{}/{}", said[0], traced(number(sum(most, Decimal())), source))
    before = pair.nam_truoc
    if before is not None:
        change = now.tong_diem - before.tong_diem
        word = "tăng" if change > 0 else "giảm"
        by = _bo_dau(pair.thay_doi(now.tong_diem, before.tong_diem))
        said.append(
            fill("{} {} điểm so với năm {}", word, by, nam_ket_qua(before))
            if change
            else fill("bằng năm {}", nam_ket_qua(before))
        )
    if now.xep_hang:
        said.append(_hang_va_thay_doi(pair))
    if now.nhom_xep_hang:
        said.append(now.nhom_xep_hang)
    return join("; ", said)


def _bo_dau(change: str) -> str:
    """A change without its sign: the word before it tells the direction."""
    return cut(change, 1, len(change)) if change[:1] in "+-" else change


def nam_ket_qua(found: KetQuaNam) -> str:
    return traced(found.nam, at(found.place("nam")))


def thu_hang(found: KetQuaNam | None) -> str:
    """A rank: `31/61`."""
    if found is None or found.xep_hang is None:
        return ""
    whole = f"/{found.so_tinh}" if found.so_tinh else ""
    places = [found.place("xep_hang"), *([found.place("so_tinh")] if found.so_tinh else [])]
    return traced(f"{found.xep_hang}{whole}", Source("xếp hạng", (Part(f"năm {found.nam}", tuple(places)),)))


def _hang_va_thay_doi(pair: HaiNam) -> str:
    now, before = pair.nam_nay, pair.nam_truoc
    how = " (tính toán, không phải công bố chính thức)" if now.nguon_xep_hang == "tính toán" else ""
    said = fill("xếp hạng {}{}", thu_hang(now), how)
    if before is None or before.xep_hang is None or now.xep_hang is None:
        return said
    moved = before.xep_hang - now.xep_hang
    if not moved:
        return fill("{}, giữ nguyên so với năm {}", said, nam_ket_qua(before))
    parts = (Part(f"năm {before.nam}", (before.place("xep_hang"),)), Part(f"năm {now.nam}", (now.place("xep_hang"),)))
    steps = traced(f"{abs(moved):02d}", Source("thay đổi thứ hạng", parts))
    return fill(
        "{}, {} {} bậc so với năm {} ({})",
        said,
        "tăng" if moved > 0 else "giảm",
        steps,
        nam_ket_qua(before),
        thu_hang(before),
    )


def _so_sanh(pair: HaiNam) -> Iterator[str]:
    for other in pair.nam_nay.so_sanh:
        change = pair.nam_nay.tong_diem - other.tong_diem
        if change:
            word = "cao hơn" if change > 0 else "thấp hơn"
            by = _bo_dau(pair.thay_doi(pair.nam_nay.tong_diem, other.tong_diem))
            yield fill("Tổng điểm {} {} {} điểm ({})", word, other.ten, by, pair.diem(other.tong_diem))


def _tang_giam(ho_so: HoSo, pair: HaiNam) -> Iterator[str]:
    """Which axes rose and which fell, the largest change first."""
    before = pair.nam_truoc
    if before is None:
        return
    changes = [
        (pair.nam_nay.diem[index.ma] - before.diem[index.ma], index)
        for index in ho_so.ke_hoach.chi_so
        if index.ma in pair.nam_nay.diem and index.ma in before.diem
    ]
    rose = sorted((c for c in changes if c[0] > 0), key=lambda c: -c[0])
    fell = sorted((c for c in changes if c[0] < 0), key=lambda c: c[0])
    for found, word in ((rose, "tăng"), (fell, "giảm")):
        if found:
            named = [
                fill("{} ({})", index.ten, pair.thay_doi(pair.nam_nay.diem[index.ma], before.diem[index.ma]))
                for _, index in found
            ]
            count = traced(
                f"{len(found):02d}", Source(f"chỉ số {word} điểm", tuple(_part(index) for _, index in found))
            )
            yield fill("Có {} chỉ số {} điểm: {}", count, word, join("; ", named))


def _part(index: ChiSo) -> Part:
    return Part(index.ten, (index.place("ma"),))


def _so_voi_muc_tieu(ho_so: HoSo, pair: HaiNam) -> Iterator[str]:
    below = [
        index
        for index in ho_so.ke_hoach.chi_so
        if index.muc_tieu is not None and pair.nam_nay.diem.get(index.ma, index.muc_tieu) < index.muc_tieu
    ]
    if below:
        named = [
            fill("{} ({}/{})", i.ten, pair.diem(pair.nam_nay.diem[i.ma]), pair.diem(i.muc_tieu or Decimal()))
            for i in below
        ]
        yield fill("Chưa đạt điểm kế hoạch đặt ra: {}", join("; ", named))


def _khong_co_nhiem_vu(ho_so: HoSo, pair: HaiNam) -> Iterator[str]:
    """The axes that fell and for which the plan has no task."""
    with_tasks = set(cac_nhom(ho_so))
    before = pair.nam_truoc
    alone = [index for index in ho_so.ke_hoach.chi_so if index.ma not in with_tasks]
    fell = [
        i
        for i in alone
        if before and i.ma in before.diem and pair.nam_nay.diem.get(i.ma, Decimal()) < before.diem[i.ma]
    ]
    if fell:
        yield fill("Chỉ số giảm điểm mà kế hoạch chưa có nhiệm vụ: {}", join("; ", [index.ten for index in fell]))


def cac_nhom(ho_so: HoSo) -> Mapping[str, list[NhomNhiemVu]]:
    """The groups of tasks by the axis that they are to raise."""
    found: dict[str, list[NhomNhiemVu]] = {}
    for part in ho_so.ke_hoach.cac_phan_co_nhiem_vu():
        if isinstance(part, NhomNhiemVu) and part.chi_so:
            found.setdefault(part.chi_so, []).append(part)
    return found
