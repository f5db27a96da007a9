"""What changed between two versions of a plan, in the words of a plan that adjusts another: where, from what, to what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from docgen.documents.bo_cuc import DoanVan, bang_phan_cong, cac_doan, ten_cac_don_vi, thoi_gian
from docgen.documents.phan_bai import Y
from docgen.errors import Place
from docgen.model import CoNhiemVu, CoQuan, KeHoach, NhiemVu, cac_nhiem_vu_theo_ma, in_giong_nhau
from docgen.nghi_dinh.vietnamese import capitalised, roman
from docgen.sources import fill, join, like, stripped

_TEN_DON_VI = {
    "don_vi_chu_tri": "Đơn vị chủ trì",
    "don_vi_thuc_hien": "Đơn vị thực hiện",
    "don_vi_phoi_hop": "Đơn vị phối hợp",
}


@dataclass(frozen=True)
class BanKeHoach:
    """A version of a plan, and the office by whose data its units have their names."""

    ke_hoach: KeHoach
    co_quan: CoQuan


@dataclass(frozen=True)
class ThayDoi:
    """A change: the code of its task (empty where other words changed), what it is called, its points, the line where it stands now."""

    nhiem_vu: str
    tieu_de: str
    cac_y: tuple[Y, ...]
    place: Place


def cac_thay_doi(before: BanKeHoach, after: BanKeHoach) -> list[ThayDoi]:
    """The changes: tasks that changed, were added, were taken out, then the plan's other words."""
    if in_giong_nhau(before.ke_hoach, after.ke_hoach):
        return []
    old, new = (cac_nhiem_vu_theo_ma(each.ke_hoach) for each in (before, after))
    where_old, where_new = _vi_tri(before), _vi_tri(after)
    moved = _chuyen_nhom(before, after)
    changed = [
        ThayDoi(ma, _ten_thay_doi("Điều chỉnh nhiệm vụ", task, where_old), points, new[ma].place("ma"))
        for ma, task in old.items()
        if ma in new and (points := tuple(_cac_sua(task, new[ma], before, after, moved.get(ma))))
    ]
    added = [
        ThayDoi(ma, _ten_thay_doi("Bổ sung nhiệm vụ", task, where_new), tuple(_noi_dung(task, after)), task.place("ma"))
        for ma, task in new.items()
        if ma not in old
    ]
    gone = [
        ThayDoi(ma, _ten_thay_doi("Bỏ nhiệm vụ", task, where_old), (), after.ke_hoach.place(""))
        for ma, task in old.items()
        if ma not in new
    ]
    words = tuple(_loi_van(before, after))
    other = [ThayDoi("", "Điều chỉnh lời văn", words, after.ke_hoach.place(""))] if words else []
    return [*changed, *added, *gone, *other]


def _ten_thay_doi(what: str, task: NhiemVu, where: dict[str, str]) -> str:
    at = where.get(task.ma)
    return fill("{} “{}” ({})", what, stripped(task.ten), at) if at else fill("{} “{}”", what, stripped(task.ten))


# --- A task ---------------------------------------------------------------------------------------------------


def _cac_sua(
    old: NhiemVu, new: NhiemVu, before: BanKeHoach, after: BanKeHoach, moved: tuple[str, str] | None
) -> Iterator[Y]:
    if moved:
        yield Y("Nhóm nhiệm vụ", fill("chuyển từ “{}” sang “{}”", *moved))
    yield from _tu_thanh("Tiêu đề", old.tieu_de or "", new.tieu_de or "")
    yield from (Y("Nội dung", text) for text in _doan_da_sua(old.noi_dung, new.noi_dung))
    for key, called in _TEN_DON_VI.items():
        if getattr(old, key) != getattr(new, key):
            was, now = (ten_cac_don_vi(getattr(t, key), v.co_quan) for t, v in ((old, before), (new, after)))
            yield from _tu_thanh(called, was, now)
    yield from _tu_thanh("Thời gian thực hiện", thoi_gian(old), thoi_gian(new))
    yield from _tu_thanh("Sản phẩm", old.san_pham or "", new.san_pham or "")


def _noi_dung(task: NhiemVu, version: BanKeHoach) -> Iterator[Y]:
    """All that a plan says of a task."""
    yield Y("Nội dung", fill("“{}”", stripped(join(" ", _texts(task)))))
    for key, called in _TEN_DON_VI.items():
        if units := getattr(task, key):
            yield Y(called, ten_cac_don_vi(units, version.co_quan))
    yield Y("Thời gian thực hiện", thoi_gian(task))
    if task.san_pham:
        yield Y("Sản phẩm", task.san_pham)


def _tu_thanh(called: str, old: str, new: str) -> Iterator[Y]:
    if _rut_gon(old) == _rut_gon(new):
        return
    if old and new:
        yield Y(called, fill("từ “{}” thành “{}”", old, new))
    else:
        yield Y(called, fill("bổ sung “{}”", new) if new else fill("bỏ “{}”", old))


def _doan_da_sua(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """The paragraphs that changed, each from what to what."""
    for was, now in _so_sanh(old, new):
        if was and now:
            yield fill("sửa “{}” thành “{}”", stripped(was), stripped(now))
        else:
            yield fill("bổ sung “{}”", stripped(now)) if now else fill("bỏ “{}”", stripped(was))


def _so_sanh(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The paragraphs that are not in both, in pairs; one is empty where a paragraph came or went."""
    for tag, i, i_end, j, j_end in SequenceMatcher(
        None, [*map(_rut_gon, old)], [*map(_rut_gon, new)], autojunk=False
    ).get_opcodes():
        if tag != "equal":
            for number in range(max(i_end - i, j_end - j)):
                yield (
                    old[i + number] if i + number < i_end else "",
                    new[j + number] if j + number < j_end else "",
                )


# --- The other words ------------------------------------------------------------------------------------------


def _loi_van(before: BanKeHoach, after: BanKeHoach) -> Iterator[Y]:
    was, now = before.ke_hoach, after.ke_hoach
    yield from _tu_thanh("Trích yếu", _mot_dong(was.trich_yeu), _mot_dong(now.trich_yeu))
    for called, key in (("Căn cứ ban hành", "can_cu"), ("Lời mở đầu", "mo_dau")):
        yield from (Y(called, text) for text in _doan_da_sua(getattr(was, key), getattr(now, key)))
    yield from _cac_phu_luc(was, now)
    old, new = (_cac_cho(version) for version in (before, after))
    places = {text: at for at, text in (*new, *old)}
    for text, other in _so_sanh([text for _, text in old], [text for _, text in new]):
        yield from (
            Y(capitalised(places[text or other]), said) for said in _doan_da_sua([text], [other]) if text or other
        )
    yield from _tu_thanh("Câu kết thúc", was.ket_luan, now.ket_luan)
    yield from _thu_tu(before, after)


def _cac_phu_luc(was: KeHoach, now: KeHoach) -> Iterator[Y]:
    """The annexes that came, went or have another name."""
    old, new = ([annex.ten for annex in plan.phu_luc] for plan in (was, now))
    for a, b in _so_sanh(old, new):
        at = _ten_phu_luc(now, new.index(b)) if b else _ten_phu_luc(was, old.index(a))
        if a and b:
            yield from _tu_thanh(f"Tên {at}", a, b)
        else:
            yield Y(at, fill("bổ sung phụ lục “{}”", b) if b else fill("bỏ phụ lục “{}”", a))


def _rut_gon(text: str) -> str:
    """A text without the blanks that nobody sees."""
    return " ".join(text.split())


def _mot_dong(text: str) -> str:
    return like(_rut_gon(text), text)


def _thu_tu(before: BanKeHoach, after: BanKeHoach) -> Iterator[Y]:
    """The groups whose tasks stand in another order."""
    moved = _chuyen_nhom(before, after)
    old = [ma for ma in cac_nhiem_vu_theo_ma(before.ke_hoach) if ma not in moved]
    for part in after.ke_hoach.cac_phan_co_nhiem_vu():
        common = [task for task in part.nhiem_vu if task.ma in old]
        if [old.index(task.ma) for task in common] != sorted(old.index(task.ma) for task in common):
            named = join("; ", [stripped(task.ten) for task in common])
            yield Y(part.ten_phan, fill("sắp xếp lại các nhiệm vụ theo thứ tự: {}", named))


# --- Places as a person finds them ----------------------------------------------------------------------------

_CAC_CAP = {
    "muc": ("Mục", 0),
    "khoan": ("khoản", 1),
    "khoan_co_tieu_de": ("khoản", 1),
    "tieu_khoan_co_tieu_de": ("khoản", 1),
    "diem": ("điểm", 2),
    "diem_co_tieu_de": ("điểm", 2),
}


def _cac_doan_co_cho(version: BanKeHoach) -> Iterator[tuple[str, DoanVan]]:
    """The paragraphs of the body and of annexes in words, each with where it stands: `điểm c khoản 1 Mục II`."""
    plan = version.ke_hoach
    bodies = [(plan.muc, ""), *((annex.muc, f" {_ten_phu_luc(plan, i)}") for i, annex in enumerate(plan.phu_luc))]
    for annex, behind in zip(plan.phu_luc, (behind for _, behind in bodies[1:]), strict=True):
        yield from ((behind.strip(), DoanVan("loi_van", text)) for text in annex.doan_van)
    for parts, behind in bodies:
        levels = ["", "", ""]
        for doan in cac_doan(parts, version.co_quan, phan_cong=False):
            if doan.kieu in _CAC_CAP:
                called, level = _CAC_CAP[doan.kieu]
                levels[level:] = [fill("{} {}", called, stripped(doan.nhan_muc, ".)")), *[""] * (2 - level)]
            yield fill("{}{}", join(" ", [each for each in reversed(levels) if each]), behind), doan


def _ten_phu_luc(plan: KeHoach, index: int) -> str:
    return f"Phụ lục {roman(index + 1)}" if len(plan.phu_luc) > 1 else "Phụ lục"


def _cac_cho(version: BanKeHoach) -> list[tuple[str, str]]:
    """The places and texts that are no task's."""
    of_tasks = {id(text) for task in cac_nhiem_vu_theo_ma(version.ke_hoach).values() for text in _texts(task)}
    return [(at, doan.loi_van) for at, doan in _cac_doan_co_cho(version) if id(doan.loi_van) not in of_tasks]


def _texts(task: NhiemVu) -> Iterable[str]:
    return filter(None, (task.tieu_de, *task.noi_dung))


def _vi_tri(version: BanKeHoach) -> dict[str, str]:
    """Where each task stands, by its code; of one that only a table holds, its row."""
    at = {id(doan.loi_van): place for place, doan in _cac_doan_co_cho(version)}
    tasks = cac_nhiem_vu_theo_ma(version.ke_hoach)
    found = {ma: at[id(next(iter(_texts(task))))] for ma, task in tasks.items() if id(next(iter(_texts(task)))) in at}
    for index, annex in enumerate(version.ke_hoach.phu_luc):
        if annex.kieu == "bảng phân công":
            rows = [row for row in bang_phan_cong(annex, (), version.co_quan) if row.tt]
            own = [task for part in _cac_phan_bang(version.ke_hoach, index) for task in part]
            for row, task in zip(rows, own, strict=True):
                found[task.ma] = fill("số thứ tự {} {}", row.tt, _ten_phu_luc(version.ke_hoach, index))
    return found


def _cac_phan_bang(plan: KeHoach, index: int) -> Iterator[Sequence[NhiemVu]]:
    """The tasks that stand in this annex itself, part by part."""
    alone = plan.model_copy(update={"muc": (), "phu_luc": (plan.phu_luc[index],)})
    yield from (part.nhiem_vu for part in alone.cac_phan_co_nhiem_vu())


def _chuyen_nhom(before: BanKeHoach, after: BanKeHoach) -> dict[str, tuple[str, str]]:
    """The tasks that stand in another group than before, with both; a group of another name is the same group."""
    old, new = _nhom_cua(before), _nhom_cua(after)
    titles_old, titles_new = ({part.ten_phan for part in groups.values()} for groups in (old, new))

    def same(was: CoNhiemVu, now: CoNhiemVu) -> bool:
        codes = [getattr(part, "ma", "") for part in (was, now)]
        renamed = was.ten_phan not in titles_new and now.ten_phan not in titles_old
        return _rut_gon(was.ten_phan) == _rut_gon(now.ten_phan) or (
            codes[0] == codes[1] and (codes[0] != "" or renamed)
        )

    pairs = {ma: (old[ma], new[ma]) for ma in old if ma in new}
    return {ma: (was.ten_phan, now.ten_phan) for ma, (was, now) in pairs.items() if not same(was, now)}


def _nhom_cua(version: BanKeHoach) -> dict[str, CoNhiemVu]:
    """The part of the plan that each task stands in."""
    return {task.ma: part for part in version.ke_hoach.cac_phan_co_nhiem_vu() for task in part.nhiem_vu}
