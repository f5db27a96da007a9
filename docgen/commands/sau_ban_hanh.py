"""What differs in the data from what was issued, and what comes of each difference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docgen.documents.dieu_chinh import chua_dieu_chinh
from docgen.documents.dinh_chinh import dinh_chinh
from docgen.documents.thay_doi_ke_hoach import ThayDoi
from docgen.errors import Place
from docgen.model import DIEU_CHINH, QUY, CoQuan, HoSo

_SAU_CAC_QUY = len(QUY) + 1


@dataclass(frozen=True)
class KhacBiet:
    """A difference: the line where it stands now, its name and all that it is, what it changes. `can_lam` marks what somebody must see to."""

    place: Place
    ten_goi: str
    noi_dung: str
    anh_huong: str
    can_lam: bool = False


def sau_ban_hanh(ho_so: HoSo) -> list[KhacBiet]:
    """Every difference between the data of issued documents and the present ones: plan, progress, office."""
    return [*_ke_hoach(ho_so), *_tien_do(ho_so), *_co_quan(ho_so)]


def _ke_hoach(ho_so: HoSo) -> Iterator[KhacBiet]:
    record = DIEU_CHINH[min(max(len(ho_so.cac_ban_ke_hoach), 1), len(DIEU_CHINH)) - 1]
    first = "" if record in ho_so.ban_ghi else f"ghi {ho_so.thu_muc}/{record}, rồi "
    effect = f"chưa có hiệu lực, báo cáo vẫn tính theo kế hoạch đã ban hành; muốn áp dụng: {first}docgen lap dieu-chinh"
    for change in chua_dieu_chinh(ho_so):
        yield KhacBiet(change.place, str(change.tieu_de), _mot_cau(change), effect, can_lam=True)


def _mot_cau(change: ThayDoi) -> str:
    points = "; ".join(f"{y.tieu_de}: {y.loi_van}" for y in change.cac_y)
    return f"{change.tieu_de}: {points}" if points else str(change.tieu_de)


def _tien_do(ho_so: HoSo) -> Iterator[KhacBiet]:
    for sentence in dinh_chinh(ho_so, _SAU_CAC_QUY):
        yield KhacBiet(Place(f"{ho_so.thu_muc}/tien_do"), "", str(sentence), "báo cáo sau sẽ in đính chính")


def _co_quan(ho_so: HoSo) -> Iterator[KhacBiet]:
    """The office against the document that was issued last."""
    last = max(ho_so.ban_hanh.values(), key=lambda each: (each.ngay, each.so), default=None)
    if last is None or last.co_quan is None:
        return
    for key in CoQuan.model_fields:
        before, now = (getattr(each, key) for each in (last.co_quan, ho_so.co_quan))
        if before != now and _noi_dung(before) != _noi_dung(now):
            effect = "chỉ văn bản lập sau theo dữ liệu mới; văn bản đã ban hành giữ nguyên"
            said = f"{key} của co_quan.yaml đã sửa sau khi ban hành văn bản số {last.so}"
            yield KhacBiet(ho_so.co_quan.place(key), f"{key} của co_quan.yaml", said, effect)


def _noi_dung(value: object) -> object:
    """What a value says, wherever it stands."""
    if isinstance(value, tuple):
        return [_noi_dung(each) for each in value]
    dump = getattr(value, "model_dump", None)
    return dump() if dump else value
