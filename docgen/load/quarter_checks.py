"""The progress of a quarter against the plan and against the quarters before it.

Every problem stands at the line that is most likely wrong and names the other line too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from docgen.errors import Place, Problem
from docgen.model import (
    QUY,
    ChiTieu,
    HoSo,
    LoiVanBaoCao,
    NhiemVu,
    NhomNhiemVu,
    SoLieuChiTieu,
    TienDo,
    TienDoQuy,
    cac_dai_luong,
    han_ke_hoach,
    theo_ke_hoach,
)
from docgen.nghi_dinh.vietnamese import number, quoted, short_date

_PLACEHOLDER = re.compile(r"\{([a-z0-9_]+)\}")


class Quarter:
    """The progress of a quarter, held against the plan in force and the quarters before it."""

    def __init__(self, ho_so: HoSo, quy: int) -> None:
        ho_so = theo_ke_hoach(ho_so, quy)
        self._ho_so = ho_so
        self._quy = quy
        self._file: TienDoQuy = ho_so.tien_do[quy]
        self._ky = ho_so.ky_bao_cao(QUY[quy - 1])
        self._tasks = {task.ma: task for _, task in ho_so.cac_nhiem_vu(quy)}
        self._dropped = {
            dung.nhiem_vu: str(dung.place("nhiem_vu"))
            for n, earlier in sorted(ho_so.tien_do.items())
            if n < quy
            for dung in earlier.dung_nhiem_vu
        }

        self._planned = {ma: han_ke_hoach(task) for ma, task in self._tasks.items()}
        for adjusted in ho_so.cac_dieu_chinh(quy):
            self._planned |= {task.ma: han_ke_hoach(task) for task in adjusted.doi_han}
            for task in adjusted.nhiem_vu_bo if adjusted.ngay < self._ky.tu_ngay else ():
                self._dropped[task.ma] = f"bỏ tại {adjusted.van_ban}"
            for task in adjusted.nhiem_vu_them:
                self._dropped.pop(task.ma, None)
        self._told_in_quarter: set[str] | None = None
        self._before: dict[tuple[str, str], list[TienDo]] = {}  # reports of earlier quarters by task and unit
        self._extended: dict[str, set[date]] = {}  # the deadlines of earlier extensions by task
        self._of_task: dict[str, list[TienDo]] = {}  # reports up to this quarter by task
        for n, earlier in sorted(ho_so.tien_do.items()):
            for report in earlier.tien_do if n <= quy else ():
                self._of_task.setdefault(report.nhiem_vu, []).append(report)
                if n < quy:
                    self._before.setdefault((report.nhiem_vu, report.don_vi), []).append(report)
                if n < quy and report.gia_han:
                    self._extended.setdefault(report.nhiem_vu, set()).add(report.gia_han.den_ngay)
        self._quantities = {ma: _quantities(nhom, task) for ma, (nhom, task) in self._groups(ho_so, quy).items()}

    @staticmethod
    def _groups(ho_so: HoSo, quy: int) -> dict[str, tuple[NhomNhiemVu | None, NhiemVu]]:
        """Each task with the part of the plan that is its group."""
        parts = {p.ma: p for p in ho_so.ke_hoach.cac_phan_co_nhiem_vu() if isinstance(p, NhomNhiemVu)}
        return {task.ma: (parts.get(nhom.ma), task) for nhom, task in ho_so.cac_nhiem_vu(quy)}

    def problems(self) -> Iterator[Problem]:
        """All that disagrees."""
        yield from self._added()
        yield from self._reports()
        yield from unknown_numbers(self._ho_so, self._file, _WORDS)

    def _added(self) -> Iterator[Problem]:
        """A task is not given overdue, nor after the period."""
        for task in self._file.nhiem_vu_bo_sung:
            when, given = task.thoi_gian_thuc_hien, task.ngay_giao
            if given and given > self._ky.den_ngay:
                finding = (
                    f"nhiệm vụ giao ngày {short_date(given)}, sau ngày chốt số liệu {short_date(self._ky.den_ngay)}"
                )
                yield Problem(task.place("van_ban"), finding, "chuyển sang tệp của quý sau")
            if when and when.den_ngay and when.den_ngay < (given or self._ky.tu_ngay):
                since = f"ngày giao {short_date(given)}" if given else f"đầu kỳ {short_date(self._ky.tu_ngay)}"
                finding = f"nhiệm vụ giao thêm đã quá hạn khi giao: hạn {short_date(when.den_ngay)} trước {since}"
                yield Problem(task.place("thoi_gian_thuc_hien"), finding, "sửa thoi_gian_thuc_hien hoặc van_ban")

    def _reports(self) -> Iterator[Problem]:
        first: dict[tuple[str, str], Place] = {}
        for report in self._file.tien_do:
            at = first.setdefault((report.nhiem_vu, report.don_vi), report.place("nhiem_vu"))
            if at != report.place("nhiem_vu"):
                finding = f"đơn vị “{report.don_vi}” báo cáo nhiệm vụ “{report.nhiem_vu}” hai lần (lần đầu: {at})"
                yield Problem(report.place("nhiem_vu"), finding, "gộp hai phần làm một")
                continue
            task = self._tasks.get(report.nhiem_vu)
            if task is None:
                yield self._chua_giao(report)
                continue
            yield from self._unit(report, task)
            yield from self._dates(report)
            yield from self._kind(report, task)
            yield from self._against_before(report)
            yield from self._extension(report, task)
            yield from self._numbers(report, task)
            seen: dict[str, Place] = {}
            for figure in report.so_lieu_chi_tieu:
                at = figure.place("chi_tieu")
                if seen.setdefault(figure.chi_tieu, at) != at:
                    yield Problem(
                        at,
                        f"số liệu của chỉ tiêu “{figure.chi_tieu}” ghi hai lần (lần đầu: {seen[figure.chi_tieu]})",
                        "gộp làm một",
                    )
                yield from self._figure(report, task, figure)

    def _chua_giao(self, report: TienDo) -> Problem:
        finding = f"nhiệm vụ “{report.nhiem_vu}” chưa được giao trong {self._ky.ten}"
        remedy = "chuyển sang quý được giao, hoặc thêm nhiem_vu_bo_sung"
        if self._ho_so.cac_ban_ke_hoach:
            finding += (
                f": kế hoạch có hiệu lực đến ngày chốt số liệu {short_date(self._ky.den_ngay)} không có nhiệm vụ này"
            )
            remedy += "; nhiệm vụ mới ghi trong ke_hoach.yaml chỉ tính từ ngày ban hành kế hoạch điều chỉnh (docgen lap dieu-chinh)"
        return Problem(report.place("nhiem_vu"), finding, remedy)

    def _unit(self, report: TienDo, task: NhiemVu) -> Iterator[Problem]:
        own = self._ho_so.don_vi_bao_cao(task)
        helpers = self._ho_so.co_quan.thanh_vien(task.don_vi_phoi_hop)
        if report.don_vi not in (*own, *helpers):
            yield Problem(
                report.place("don_vi"),
                f"đơn vị “{report.don_vi}” báo cáo nhiệm vụ “{task.ma}” không phải của mình (kế hoạch: {task.place('ma')})",
                f"nhiệm vụ này do {quoted(own)} báo cáo",
            )
        elif report.don_vi not in own and (report.ngay_hoan_thanh or report.ty_le_hoan_thanh is not None):
            yield Problem(
                report.place("don_vi"),
                f"đơn vị phối hợp “{report.don_vi}” ghi mức hoàn thành của nhiệm vụ “{task.ma}”",
                f"mức hoàn thành do {quoted(own)} báo cáo; đơn vị phối hợp chỉ ghi ket_qua",
            )
        if task.ma in self._dropped:
            finding = f"nhiệm vụ “{task.ma}” đã dừng thực hiện ({self._dropped[task.ma]})"
            yield Problem(report.place("nhiem_vu"), finding, "bỏ phần báo cáo này, hoặc bỏ dòng dừng nhiệm vụ (nếu có)")

    def _dates(self, report: TienDo) -> Iterator[Problem]:
        days = [("ngày hoàn thành", report.ngay_hoan_thanh, report.place("ngay_hoan_thanh"))]
        days += [("ngày của sản phẩm", product.ngay, product.place("ngay")) for product in report.san_pham]
        days += [("ngày khắc phục", done.ngay, done.place("ngay")) for done in report.da_khac_phuc]
        for called, day, place in days:
            if day is not None and not self._ky.tu_ngay <= day <= self._ky.den_ngay:
                yield Problem(
                    place,
                    f"{called} {short_date(day)} nằm ngoài kỳ báo cáo ({self._ky.chot})",
                    "sửa ngày, hoặc chuyển sang tệp của quý có ngày này",
                )

    def _kind(self, report: TienDo, task: NhiemVu) -> Iterator[Problem]:
        assert task.thoi_gian_thuc_hien is not None
        if task.thoi_gian_thuc_hien.den_ngay:
            return
        undated = task.thoi_gian_thuc_hien.loai == "chưa xác định"  # it can be completed, but not extended
        for key in ("gia_han",) if undated else ("ngay_hoan_thanh", "ty_le_hoan_thanh", "gia_han"):
            if getattr(report, key) is not None:
                yield Problem(
                    report.place(key),
                    f"nhiệm vụ {task.thoi_gian_thuc_hien.loai} “{task.ma}” không có {key} (kế hoạch: {task.place('ma')})",
                    "bỏ khóa này; kết quả trong kỳ ghi ở ket_qua",
                )

    def _extension(self, report: TienDo, task: NhiemVu) -> Iterator[Problem]:
        """An extension lies after the deadline in force, is granted before completion, and is the same for all units."""
        extension, planned = report.gia_han, self._planned[task.ma]
        if extension is None or planned is None:
            return
        place, granted = extension.place("den_ngay"), extension.ngay_chap_thuan
        earlier = self._extended.get(task.ma, set())
        deadline = max([planned, *earlier])
        if extension.den_ngay <= deadline and extension.den_ngay not in earlier:
            finding = (
                f"gia hạn đến {short_date(extension.den_ngay)}, không sau hạn đang có hiệu lực {short_date(deadline)}"
            )
            yield Problem(place, f"{finding} ({task.place('ma')})", "sửa den_ngay, hoặc bỏ gia_han")
        if granted and granted > self._ky.den_ngay:
            finding = (
                f"gia hạn chấp thuận ngày {short_date(granted)}, sau ngày chốt số liệu {short_date(self._ky.den_ngay)}"
            )
            yield Problem(extension.place("van_ban"), finding, "chuyển sang tệp của quý sau")
        done = [r.ngay_hoan_thanh for r in self._of_task[task.ma] if r.ngay_hoan_thanh and r.don_vi == report.don_vi]
        if granted and done and granted > min(done):
            finding = (
                f"gia hạn chấp thuận ngày {short_date(granted)}, sau khi đã hoàn thành ngày {short_date(min(done))}"
            )
            yield Problem(extension.place("van_ban"), finding, "bỏ gia_han: nhiệm vụ đã hoàn thành không gia hạn")
        for other in self._of_task[task.ma]:
            same = other.place("").file == report.place("").file and other.gia_han and other.don_vi < report.don_vi
            if same and other.gia_han and other.gia_han.den_ngay != extension.den_ngay:
                finding = (
                    f"hai đơn vị ghi hai hạn khác nhau cho nhiệm vụ “{task.ma}” ({other.gia_han.place('den_ngay')})"
                )
                yield Problem(place, finding, "thống nhất một hạn theo văn bản gia hạn")

    def _numbers(self, report: TienDo, task: NhiemVu) -> Iterator[Problem]:
        """Quantities belong to the task or its group; words name only those that have a number; times where they are counted."""
        known = self._quantities[task.ma]
        for ma, value in report.so_lieu_thong_ke.items():
            if ma not in known:
                source = getattr(value, "source", None)
                finding = f"đại lượng “{ma}” không thuộc nhiệm vụ “{task.ma}” hay nhóm của nó ({task.place('ma')})"
                remedy = f"các đại lượng dùng được: {quoted(known) or 'không có'}"
                yield Problem(source.places[0] if source else report.place("so_lieu_thong_ke"), finding, remedy)
        for ma in (found for text in report.ket_qua for found in _PLACEHOLDER.findall(text)):
            if ma in known and not any(inner in self._told(task) for inner in known[ma]):
                finding = f"lời văn nhắc {{{ma}}} nhưng quý này chưa có số của đại lượng đó"
                yield Problem(report.place("ket_qua"), finding, f"thêm {ma}: … vào so_lieu_thong_ke, hoặc bỏ {{{ma}}}")
            elif ma not in known:
                finding = f"lời văn nhắc {{{ma}}}, không phải đại lượng của nhiệm vụ “{task.ma}”"
                yield Problem(
                    report.place("ket_qua"), finding, f"các đại lượng dùng được: {quoted(known) or 'không có'}"
                )
        when = task.thoi_gian_thuc_hien
        due = when.so_ky_mot_quy if when else 0
        if report.so_lan is not None and not due:
            finding = f"nhiệm vụ “{task.ma}” không phải nhiệm vụ hằng tháng, hằng quý nên không có số lần"
            yield Problem(report.place("so_lan"), finding, "bỏ so_lan")
        elif due > 1 and report.so_lan is None and report.co_ket_qua:
            finding = f"nhiệm vụ hằng tháng “{task.ma}” chưa ghi số lần đã làm trong quý (phải làm {due} lần)"
            yield Problem(report.place("nhiem_vu"), finding, f"thêm so_lan: từ 0 đến {due}")

    def _told(self, task: NhiemVu) -> set[str]:
        """The quantities of which some unit gave a number this quarter, for the task or its group."""
        if self._told_in_quarter is None:
            self._told_in_quarter = {ma for r in self._file.tien_do for ma in r.so_lieu_thong_ke}
        return self._told_in_quarter

    def _against_before(self, report: TienDo) -> Iterator[Problem]:
        rate = report.ty_le_hoan_thanh
        for before in self._before.get((report.nhiem_vu, report.don_vi), ()):
            earlier = before.ty_le_hoan_thanh
            if before.ngay_hoan_thanh and (report.ngay_hoan_thanh or rate is not None):
                yield Problem(
                    report.place("nhiem_vu"),
                    f"nhiệm vụ “{report.nhiem_vu}” đã hoàn thành ngày {short_date(before.ngay_hoan_thanh)} "
                    f"({before.place('ngay_hoan_thanh')}) nay lại mở",
                    "bỏ ngay_hoan_thanh và ty_le_hoan_thanh ở quý này, hoặc sửa quý trước",
                )
            elif rate is not None and earlier is not None and rate < earlier:
                yield Problem(
                    report.place("ty_le_hoan_thanh"),
                    f"tỷ lệ hoàn thành giảm từ {earlier}% ({before.place('ty_le_hoan_thanh')}) xuống {rate}%",
                    "sửa một trong hai tỷ lệ",
                )

    def _figure(self, report: TienDo, task: NhiemVu, figure: SoLieuChiTieu) -> Iterator[Problem]:
        target = next((target for target in task.chi_tieu if target.ma == figure.chi_tieu), None)
        if target is None:
            finding = f"chỉ tiêu “{figure.chi_tieu}” không thuộc nhiệm vụ “{task.ma}” ({task.place('ma')})"
            own = quoted(target.ma for target in task.chi_tieu)
            yield Problem(figure.place("chi_tieu"), finding, f"các chỉ tiêu của nhiệm vụ này: {own or 'không có'}")
            return
        called = f"chỉ tiêu “{target.ma}” tính bằng {target.don_vi_tinh} ({target.place('don_vi_tinh')})"
        yield from self._whole(target, figure, called)
        if figure.chuyen_sang is not None:
            yield from self._carried(report, target, figure)
        if figure.luy_ke is not None:
            total = self._reached(report, target, figure)
            if total != figure.luy_ke:
                finding = f"lũy kế {number(figure.luy_ke)} khác {_HOW[target.cach_tinh]} {number(total)}"
                yield Problem(figure.place("luy_ke"), finding, "sửa luy_ke, hoặc so_dat của các quý")

    def _whole(self, target: ChiTieu, figure: SoLieuChiTieu, called: str) -> Iterator[Problem]:
        """The whole of a rate is said where the plan does not fix it, and only there."""
        if not target.la_ty_le:
            if figure.tong_so is not None:
                yield Problem(figure.place("tong_so"), f"{called}, không có tổng số", "bỏ tong_so")
            return
        if target.tong_so is not None and figure.tong_so not in (None, target.tong_so):
            fixed = f"{number(target.tong_so)} ({target.place('tong_so')})"
            finding = (
                f"{called}: tổng số {number(figure.tong_so or Decimal())} khác tổng số cố định của kế hoạch {fixed}"
            )
            yield Problem(figure.place("tong_so"), finding, "bỏ tong_so ở đây, hoặc sửa tổng số của kế hoạch")
            return
        whole = target.tong_so if target.tong_so is not None else figure.tong_so
        if whole is None:
            yield Problem(
                figure.place("so_dat"), f"{called} nhưng chưa có tổng số", "thêm tong_so; tỷ lệ do docgen tính"
            )
        elif figure.so_dat > whole:
            finding = f"{called}: số đạt {number(figure.so_dat)} lớn hơn tổng số {number(whole)}"
            yield Problem(figure.place("so_dat"), finding, "sửa so_dat hoặc tong_so")

    def _carried(self, report: TienDo, target: ChiTieu, figure: SoLieuChiTieu) -> Iterator[Problem]:
        """What is taken over was left over, and is a part of the whole."""
        carried, place = figure.chuyen_sang or Decimal(), figure.place("chuyen_sang")
        if target.cach_tinh == "tại thời điểm" or figure.tong_so is None:
            yield Problem(place, "chuyển sang chỉ ghi cùng tong_so của chỉ tiêu cộng dồn tính bằng %", "bỏ chuyen_sang")
            return
        if carried > figure.tong_so:
            yield Problem(
                place, f"chuyển sang {number(carried)} lớn hơn tổng số {number(figure.tong_so)}", "sửa một trong hai số"
            )
        earlier = self._earlier_figures(report, target)
        if earlier:
            left = (earlier[-1].tong_so or Decimal()) - earlier[-1].so_dat
            if carried > left:
                finding = f"chuyển sang {number(carried)} nhưng kỳ trước chỉ còn {number(left)} chưa xong ({earlier[-1].place('so_dat')})"
                yield Problem(place, finding, "sửa chuyen_sang, hoặc số của kỳ trước")

    def _earlier_figures(self, report: TienDo, target: ChiTieu) -> list[SoLieuChiTieu]:
        before = self._before.get((report.nhiem_vu, report.don_vi), ())
        return [figure for earlier in before for figure in earlier.so_lieu_chi_tieu if figure.chi_tieu == target.ma]

    def _reached(self, report: TienDo, target: ChiTieu, figure: SoLieuChiTieu) -> Decimal:
        """What a unit reached for a target by the end of this quarter: added up, or the level it reports."""
        if target.cach_tinh == "tại thời điểm":
            return figure.so_dat
        return figure.so_dat + sum((earlier.so_dat for earlier in self._earlier_figures(report, target)), Decimal())


_HOW = {"cộng dồn": "tổng các quý", "tại thời điểm": "số đạt đến hết kỳ"}


_WORDS = ("chi_dao_dieu_hanh", "uu_diem", "han_che", "nguyen_nhan", "giai_phap", "nhiem_vu_ky_toi")


def unknown_numbers(ho_so: HoSo, report: LoiVanBaoCao, keys: Iterable[str]) -> Iterator[Problem]:
    """Words of a whole report that name a quantity which the plan does not have."""
    parts = ho_so.ke_hoach.cac_phan_co_nhiem_vu()
    tasks = [task for _, task in ho_so.cac_nhiem_vu(len(QUY))]
    top = [each for part in parts if isinstance(part, NhomNhiemVu) for each in part.dai_luong]
    known = {each.ma for each in cac_dai_luong([*top, *(each for task in tasks for each in task.dai_luong)])}
    said = [(text, report.place(key)) for key in keys for text in getattr(report, key)]
    said += [(text, each.place("noi_dung")) for each in report.nhan_dinh for text in each.noi_dung]
    for text, place in said:
        for ma in _PLACEHOLDER.findall(text):
            if ma not in known:
                yield Problem(
                    place,
                    f"lời văn nhắc {{{ma}}}, không phải đại lượng nào",
                    f"các đại lượng: {quoted(known) or 'không có'}",
                )


def _quantities(nhom: NhomNhiemVu | None, task: NhiemVu) -> dict[str, set[str]]:
    """The quantities that a report of the task may give: code → the codes of it and its sub-lines."""
    top = (*(nhom.dai_luong if nhom else ()), *task.dai_luong)
    return {each.ma: {inner.ma for inner in cac_dai_luong([each])} for each in cac_dai_luong(top)}
