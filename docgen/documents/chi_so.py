"""What the evaluation says of an index (PAPI or another): scores, ranks, what rose and fell, beside the work done for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from docgen.compute import DA_XONG, TongHop, dem_viec
from docgen.documents.bo_cuc import gan_nhan
from docgen.documents.cau_van import so, thanh_cau, ty_le
from docgen.docx.chart import ChartData
from docgen.model import ChiSo, DanhGia, HoSo, KetQuaNam, NhomNhiemVu
from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.vietnamese import number
from docgen.sources import Amount, Part, Source, at, cut, fill, join, traced
from docgen.template.blocks import Cell, Paragraph, Row, Table
from docgen.template.parts import dau_bang, o, o_giua, row_tag


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
    decimals = max(_decimals(value) for value in values)
    return HaiNam(used[-1], used[0] if len(used) > 1 else None, decimals)


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _co_dinh(value: Decimal, decimals: int) -> str:
    return f"{value:.{decimals}f}".replace(".", ",")


# --- Sentences ------------------------------------------------------------------------------------------------


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
    said = [fill("Kết quả mới nhất đã có (năm {}): tổng điểm {}", _nam(now), pair.diem(now.tong_diem))]
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
            fill("{} {} điểm so với năm {}", word, by, _nam(before)) if change else fill("bằng năm {}", _nam(before))
        )
    if now.xep_hang:
        said.append(_hang_va_thay_doi(pair))
    if now.nhom_xep_hang:
        said.append(now.nhom_xep_hang)
    return join("; ", said)


def _bo_dau(change: str) -> str:
    """A change without its sign: the word before it tells the direction."""
    return cut(change, 1, len(change)) if change[:1] in "+-" else change


def _nam(found: KetQuaNam) -> str:
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
        return fill("{}, giữ nguyên so với năm {}", said, _nam(before))
    parts = (Part(f"năm {before.nam}", (before.place("xep_hang"),)), Part(f"năm {now.nam}", (now.place("xep_hang"),)))
    steps = traced(f"{abs(moved):02d}", Source("thay đổi thứ hạng", parts))
    return fill(
        "{}, {} {} bậc so với năm {} ({})", said, "tăng" if moved > 0 else "giảm", steps, _nam(before), thu_hang(before)
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


# --- The table and the chart ----------------------------------------------------------------------------------


def bang_diem(ho_so: HoSo, danh_gia: DanhGia, found: TongHop) -> dict[str, Any]:
    """The scores of the two latest years, axis by axis, with the work done for each; empty where nothing is known."""
    pair = hai_nam(danh_gia, ho_so.ke_hoach.nam)
    if pair is None or not ho_so.ke_hoach.chi_so:
        return {}
    rows = []
    for number_, index in enumerate(ho_so.ke_hoach.chi_so, 1):
        if index.ma in pair.nam_nay.diem:
            rows.append(_hang_diem(pair, index, number_) | {"nhiem_vu": _viec_da_lam(ho_so, found, index)})
            rows += _thanh_phan(pair, index, number_)
    return {
        "nam_truoc": fill("Năm {}", _nam(pair.nam_truoc)) if pair.nam_truoc else "Năm trước",
        "nam_nay": fill("Năm {}", _nam(pair.nam_nay)),
        "cac_hang": rows,
        "tong": _cac_cot_diem(pair, pair.nam_truoc.tong_diem if pair.nam_truoc else None, pair.nam_nay.tong_diem),
        "ten_hang": "Xếp hạng (tính toán)" if pair.nam_nay.nguon_xep_hang == "tính toán" else "Xếp hạng",
        "hang_truoc": thu_hang(pair.nam_truoc),
        "hang_nay": thu_hang(pair.nam_nay),
    }


def _cac_cot_diem(pair: HaiNam, before: Decimal | None, now: Decimal) -> dict[str, str]:
    return {
        "truoc": "" if before is None else pair.diem(before),
        "nay": pair.diem(now),
        "thay_doi": "" if before is None else pair.thay_doi(now, before),
    }


def _hang_diem(pair: HaiNam, index: ChiSo, tt: int) -> dict[str, str]:
    before = pair.nam_truoc.diem.get(index.ma) if pair.nam_truoc else None
    most = traced(number(index.toi_da), at(index.place("toi_da"))) if index.toi_da is not None else ""
    return {
        "tt": gan_nhan(str(tt)),
        "ten": index.ten,
        "toi_da": most,
        **_cac_cot_diem(pair, before, pair.nam_nay.diem[index.ma]),
    }


def _thanh_phan(pair: HaiNam, index: ChiSo, tt: int) -> list[dict[str, str]]:
    """The components of an axis, where they are known."""
    before = {c.ten: c.diem for c in pair.nam_truoc.thanh_phan if c.chi_so == index.ma} if pair.nam_truoc else {}
    inner = [c for c in pair.nam_nay.thanh_phan if c.chi_so == index.ma]
    return [
        {
            "tt": gan_nhan(f"{tt}.{i}"),
            "ten": c.ten,
            "toi_da": "",
            "nhiem_vu": "",
            **_cac_cot_diem(pair, before.get(c.ten), c.diem),
        }
        for i, c in enumerate(inner, 1)
    ]


def _viec_da_lam(ho_so: HoSo, found: TongHop, index: ChiSo) -> str:
    """How much of the work for an axis was done: `5/6 nhiệm vụ (83,3%)`."""
    groups = {group.ma for group in cac_nhom(ho_so).get(index.ma, [])}
    tasks = [t for t in found.dang_thuc_hien if t.nhom.ma in groups]
    if not tasks:
        return "chưa có nhiệm vụ"
    whole = dem_viec(f"nhiệm vụ cho {index.ten}", tasks)
    # Of a thường xuyên task the year counts, as in the sentence on the whole plan, and not the last quarter alone.
    done = dem_viec(
        "làm đủ các quý, đã hoàn thành",
        [t for t in tasks if t.tinh_trang in DA_XONG or t.nhiem_vu.ma in found.lien_tuc],
    )
    return fill("{}/{} nhiệm vụ ({})", so(done), so(whole), ty_le(done, whole))


_COT_DIEM = ("toi_da", "truoc", "nay", "thay_doi")
BANG_DIEM = Table(
    widths=(11, None, 14, 22, 22, 22, 28),
    ten="Điểm các chỉ số",
    rows=[
        dau_bang(
            "TT",
            "Chỉ số",
            "Tối đa",
            "{{ bang_diem.nam_truoc }}",
            "{{ bang_diem.nam_nay }}",
            "Thay đổi",
            "Nhiệm vụ đã thực hiện",
        ),
        row_tag("for hang in bang_diem.cac_hang", 7),
        Row(
            [
                o_giua("{{ hang.tt }}"),
                o("{{ hang.ten }}"),
                *(o_giua(f"{{{{ hang.{cot} }}}}") for cot in _COT_DIEM),
                o_giua("{{ hang.nhiem_vu }}"),
            ]
        ),
        row_tag("endfor", 7),
        Row(
            [
                o_giua(""),
                Cell([Paragraph(nd30.NHOM_BANG, "Tổng điểm")]),
                o_giua(""),
                *(Cell([Paragraph(nd30.DAU_BANG, f"{{{{ bang_diem.tong.{cot} }}}}")]) for cot in _COT_DIEM[1:]),
                o_giua(""),
            ]
        ),
        row_tag("if bang_diem.hang_truoc or bang_diem.hang_nay", 7),
        Row(
            [
                o_giua(""),
                o("{{ bang_diem.ten_hang }}"),
                o_giua(""),
                o_giua("{{ bang_diem.hang_truoc }}"),
                o_giua("{{ bang_diem.hang_nay }}"),
                o_giua(""),
                o_giua(""),
            ]
        ),
        row_tag("endif", 7),
    ],
)


def bieu_do_diem(danh_gia: DanhGia, nam: int) -> ChartData | None:
    """The total of each year up to the plan's; None for fewer than two."""
    results = sorted((found for found in danh_gia.ket_qua_chi_so if found.nam <= nam), key=lambda found: found.nam)
    if len(results) < 2:
        return None
    decimals = max(_decimals(found.tong_diem) for found in results)
    values = [found.tong_diem for found in results]
    return ChartData(
        [str(found.nam) for found in results], [("Tổng điểm", values)], horizontal=False, decimals=decimals
    )
