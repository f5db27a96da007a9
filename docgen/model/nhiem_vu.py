"""Tasks: what is to be done, who does it and when, and the parts that hold tasks and say it for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, Self, TypeVar

from pydantic import (
    AfterValidator,
    Field,
    PrivateAttr,
    model_validator,
)
from pydantic_core import InitErrorDetails

from docgen import sources
from docgen.model.chi_tieu import ChiTieu, DaiLuong, check_targets
from docgen.model.record import Record
from docgen.model.thoi_gian import HOW_TO_SAY_WHEN, ThoiGianThucHien
from docgen.model.values import (
    CacDonVi,
    ChuKhongSo,
    DoanVan,
    LoiVan,
    MaMoiNhiemVu,
    not_empty,
    unlabelled,
    wrong,
)
from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.vietnamese import ITEM_LETTERS, capitalised, quoted

LEADS = ("don_vi_chu_tri", "don_vi_thuc_hien")
UNITS = (*LEADS, "don_vi_phoi_hop")
WHEN = "thoi_gian_thuc_hien"


class PhanCong(Record):
    """Ai làm và khi nào: ghi ở nhiệm vụ, hoặc một lần ở phần chứa các nhiệm vụ (mục, khoản, nhóm)."""

    don_vi_chu_tri: CacDonVi = Field((), description="Mã đơn vị chủ trì")
    don_vi_phoi_hop: CacDonVi = Field((), description="Mã các đơn vị phối hợp")
    don_vi_thuc_hien: CacDonVi = Field((), description="Mã các đơn vị cùng thực hiện, dùng thay cho đơn vị chủ trì")
    thoi_gian_thuc_hien: ThoiGianThucHien | None = Field(None, description=capitalised(HOW_TO_SAY_WHEN))

    @property
    def tu_ghi(self) -> frozenset[str]:
        """The keys of this assignment that are said here, not taken from the part around."""
        return frozenset(key for key in (*UNITS, WHEN) if getattr(self, key))

    @model_validator(mode="after")
    def _lead_or_all(self) -> Self:
        if self.don_vi_thuc_hien and (self.don_vi_chu_tri or self.don_vi_phoi_hop):
            raise wrong(
                "vừa có đơn vị thực hiện vừa có đơn vị chủ trì, phối hợp",
                "giữ don_vi_thuc_hien, hoặc don_vi_chu_tri với don_vi_phoi_hop",
            )
        return self


# A full stop after a word and before a capital; not that of `TP. Hồ Chí Minh`.
_SENTENCE_END = re.compile(r"(?<=[^\W\d_A-ZĐ][^\W\d_A-ZĐ])\. (?=[A-ZĐÀ-Ỹ])")


def _first_unlabelled(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    return (unlabelled(paragraphs[0]), *paragraphs[1:]) if paragraphs else paragraphs


class NhiemVu(PhanCong):
    """Một nhiệm vụ của kế hoạch. Phân công không ghi ở đây thì theo phần chứa nhiệm vụ."""

    called = "nhiệm vụ"
    ma: MaMoiNhiemVu = Field(description="Mã nhiệm vụ, giữ nguyên suốt năm")
    ten_goi: LoiVan | None = Field(
        None, description="Tên ngắn dùng trong bảng và báo cáo; bỏ trống thì dùng tieu_de, rồi câu đầu của noi_dung"
    )
    tieu_de: ChuKhongSo | None = Field(None, description="Tiêu đề in trên một dòng riêng, nếu có")
    noi_dung: Annotated[DoanVan, AfterValidator(not_empty), AfterValidator(_first_unlabelled)] = Field(
        description="Lời văn: một đoạn hoặc danh sách các đoạn"
    )
    san_pham: LoiVan | None = Field(None, description="Sản phẩm phải có khi hoàn thành")
    chi_tieu: tuple[ChiTieu, ...] = Field((), description="Chỉ tiêu đo được nêu trong lời văn")
    dai_luong: tuple[DaiLuong, ...] = Field((), description="Đại lượng thống kê mà các đơn vị báo cáo từng quý")
    _said_here: frozenset[str] | None = PrivateAttr(default=None)

    @model_validator(mode="after")
    def _figures_agree(self) -> Self:
        check_targets(self.chi_tieu, " ".join((self.tieu_de or "", *self.noi_dung)), "nhiệm vụ", "NhiemVu")
        return self

    @property
    def ten(self) -> str:
        """The short name for tables and messages."""
        if self.ten_goi or self.tieu_de:
            return self.ten_goi or self.tieu_de or ""
        first = self.noi_dung[0]
        end = _SENTENCE_END.search(first)
        return sources.stripped(sources.cut(first, 0, end.start() if end else len(first)), ".;:")

    @property
    def tu_ghi(self) -> frozenset[str]:
        return super().tu_ghi if self._said_here is None else self._said_here


def at_most_letters(called: str) -> AfterValidator:
    """A check that a list has no more items than there are letters."""

    def check(items: tuple[Any, ...]) -> tuple[Any, ...]:
        if len(items) > len(ITEM_LETTERS):
            raise wrong(
                f"có {len(items)} {called} nhưng thứ tự chữ cái chỉ đến {ITEM_LETTERS[-1]}) ({len(ITEM_LETTERS)} {called})",
                "chia thành nhiều khoản, hoặc đặt các nhiệm vụ ngay dưới mục để đánh số 1, 2, 3…",
                nd30.can_cu("Mục II, khoản 6, điểm đ"),
            )
        return items

    return AfterValidator(check)


class CoNhiemVu(PhanCong):
    """A part of a document that may hold tasks; who and when said here hold for the tasks that do not say it."""

    nhiem_vu: tuple[NhiemVu, ...] = Field((), description="Các nhiệm vụ")
    _one_of: ClassVar[tuple[str, ...]] = ()

    @property
    def ten_phan(self) -> str:
        """What a table or a report calls this part: its title, or its first words."""
        title = getattr(self, "tieu_de", None) or getattr(self, "ten", None)
        return title or next(iter(getattr(self, "doan_van", ())), "")

    @model_validator(mode="after")
    def _one_kind_of_content(self) -> Self:
        given = [key for key in self._one_of if getattr(self, key)]
        if len(given) > 1:
            raise wrong(f"có cả {quoted(given)} trong cùng một phần", "giữ một loại; loại còn lại đặt ở phần khác")
        return self


def cac_phan(part: CoNhiemVu) -> Iterator[CoNhiemVu]:
    """This part and the parts within it that may hold tasks, in their order."""
    yield part
    for key in PARTS:
        for inner in getattr(part, key, ()):
            yield from cac_phan(inner)


# --- What tasks leave unsaid, from the parts around them ------------------------------------------------------

PARTS = ("muc", "khoan", "nhom_nhiem_vu", "phu_luc")
_Said = dict[str, Any]  # the keys of an assignment that are said, and what they say
_Part = TypeVar("_Part", bound=CoNhiemVu)


def _of_part(own: _Said, around: _Said) -> _Said:
    """What holds within a part. Its units are taken together: one that says any does not mix with the parts around it."""
    closed = UNITS if own.keys() & set(UNITS) else ()
    return {key: said for key, said in around.items() if key not in closed} | own


def _of_task(own: _Said, around: _Said) -> _Said:
    """The whole assignment of a task. One that names helpers alone keeps the lead of the part around it."""
    closed = UNITS if own.keys() & set(LEADS) else ()
    return {key: said for key, said in around.items() if key not in closed} | own


def assigned(part: _Part, around: _Said) -> _Part:
    """This part, its tasks completed by what it and the parts around it say."""
    here = _of_part(_with_places(part), around)
    within: dict[str, Any] = {
        key: tuple(assigned(inner, here) for inner in getattr(part, key)) for key in PARTS if hasattr(part, key)
    }
    return part.model_copy(update=within | {"nhiem_vu": tuple(_completed(task, here) for task in part.nhiem_vu)})


def _completed(task: NhiemVu, around: _Said) -> NhiemVu:
    said_here = task.tu_ghi
    whole = _of_task(_with_places(task), around)
    completed = task.model_copy(update={key: said for key, (said, _) in whole.items()})
    completed._said_here = said_here
    completed._places = {**task._places, **{key: place for key, (_, place) in whole.items()}}
    return completed


def _with_places(part: CoNhiemVu | NhiemVu) -> _Said:
    """What a part says itself: each value and its place."""
    return {key: (getattr(part, key), part.place(key)) for key in part.tu_ghi}


def unassigned(part: Any, around: _Said, loc: tuple[str | int, ...] = ()) -> Iterator[InitErrorDetails]:
    """A mistake at each task of a part, as it stands in the file, for which nobody says a unit, or a time.

    What is said counts even where it is wrong: that is complained of at its own place.
    """
    here = _of_part(_said(part), around)
    for index, task in _mappings(part.get("nhiem_vu")):
        whole = _of_task(_said(task), here)
        at = (*loc, "nhiem_vu", index)
        if not whole.keys() & set(LEADS):
            remedy = "thêm don_vi_chu_tri ở nhiệm vụ hoặc ở phần chứa nhiệm vụ"
            error = wrong("chưa có đơn vị chủ trì hoặc đơn vị thực hiện", remedy)
            yield InitErrorDetails(type=error, loc=at, input=task)
        if WHEN not in whole:
            remedy = f"thêm {WHEN} ở nhiệm vụ hoặc ở phần chứa nhiệm vụ: {HOW_TO_SAY_WHEN}"
            yield InitErrorDetails(type=wrong("chưa có thời gian thực hiện", remedy), loc=at, input=task)
    for key in PARTS:
        for index, inner in _mappings(part.get(key)):
            yield from unassigned(inner, here, (*loc, key, index))


def _said(part: Mapping[str, Any]) -> _Said:
    return {key: part[key] for key in (*UNITS, WHEN) if part.get(key)}


def _mappings(items: Any) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The mappings among the items of what may be a list, with their numbers."""
    for index, item in enumerate(items if isinstance(items, (list, tuple)) else ()):
        if isinstance(item, Mapping):
            yield index, item
