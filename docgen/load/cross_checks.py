"""What no single file can tell: progress held against the plan and against the quarters before.

Every problem stands at the line that is most likely wrong and names the other line too.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from docgen.errors import Place, Problem
from docgen.model import QUY, ChiTieu, HoSo, NhiemVu, SoLieuChiTieu, TienDo, TienDoQuy, VanBan
from docgen.nghi_dinh.vietnamese import number, quoted, short_date


def cross_checks(ho_so: HoSo) -> list[Problem]:
    """All disagreements between the files of a plan."""
    documents = [ho_so.ke_hoach, *ho_so.tien_do.values(), *ho_so.ban_ghi.values()]
    found = [problem for document in documents for problem in _signer(ho_so, document)]
    found += _periods(ho_so)
    found += _drops(ho_so)
    return found + [problem for quy in sorted(ho_so.tien_do) for problem in _Quarter(ho_so, quy).problems()]


def _periods(ho_so: HoSo) -> Iterator[Problem]:
    """The quarters follow each other without gap, each has its dates once, and a report is not older than its figures."""
    own = ho_so.ke_hoach.ky_bao_cao
    for rieng in own:
        if [other.ky for other in own].count(rieng.ky) > 1:
            yield Problem(rieng.place("ky"), f"kỳ “{rieng.ky}” ghi hai lần", "giữ một mục")
    for ky, following in pairwise(QUY) if own else ():
        last, first = ho_so.ky_bao_cao(ky).den_ngay, ho_so.ky_bao_cao(following).tu_ngay
        if (first - last).days != 1:
            yield Problem(
                ho_so.ke_hoach.place("ky_bao_cao"),
                f"{following} bắt đầu ngày {short_date(first)}, không nối tiếp {ky} kết thúc ngày {short_date(last)}",
                "ghi đủ các quý có ngày chốt riêng; quý không ghi thì theo Nghị định 09/2019/NĐ-CP",
            )
    dated = [(quarter, QUY[quy - 1]) for quy, quarter in ho_so.tien_do.items()]
    for report, ky in [*dated, *([(ho_so.danh_gia, "năm")] if ho_so.danh_gia else [])]:
        last = ho_so.ky_bao_cao(ky).den_ngay
        if report.ngay_ban_hanh and report.ngay_ban_hanh < last:
            yield Problem(
                report.place("ngay_ban_hanh"),
                f"ngày ban hành {short_date(report.ngay_ban_hanh)} trước ngày chốt số liệu {short_date(last)}",
                "sửa ngay_ban_hanh",
            )


def _drops(ho_so: HoSo) -> Iterator[Problem]:
    """A task is dropped once, after it was given and before it was completed."""
    first: dict[str, Place] = {}
    for quy in sorted(ho_so.tien_do):
        given = {task.ma for _, task in ho_so.cac_nhiem_vu(quy)}
        done = {
            report.nhiem_vu: report.place("ngay_hoan_thanh")
            for n in sorted(ho_so.tien_do)
            if n <= quy
            for report in ho_so.tien_do[n].tien_do
            if report.ngay_hoan_thanh
        }
        for dung in ho_so.tien_do[quy].dung_nhiem_vu:
            at = dung.place("nhiem_vu")
            if first.setdefault(dung.nhiem_vu, at) != at:
                yield Problem(
                    at, f"nhiệm vụ “{dung.nhiem_vu}” dừng hai lần (lần đầu: {first[dung.nhiem_vu]})", "bỏ một lần"
                )
            elif dung.nhiem_vu not in given:
                yield Problem(at, f"nhiệm vụ “{dung.nhiem_vu}” dừng trước khi được giao", "chuyển sang quý sau")
            elif dung.nhiem_vu in done:
                finding = f"nhiệm vụ “{dung.nhiem_vu}” đã hoàn thành ({done[dung.nhiem_vu]}) nên không dừng được"
                yield Problem(at, finding, "bỏ dòng dừng nhiệm vụ, hoặc sửa ngay_hoan_thanh")


def _signer(ho_so: HoSo, document: VanBan) -> Iterator[Problem]:
    """The signer must be in office on the day of issue, where both are known."""
    signer = next(nguoi for nguoi in ho_so.co_quan.nguoi_ky if nguoi.ma == document.nguoi_ky)
    day = document.ngay_ban_hanh
    if day is None:
        return
    if (signer.tu_ngay and day < signer.tu_ngay) or (signer.den_ngay and day > signer.den_ngay):
        yield Problem(
            document.place("nguoi_ky"),
            f"“{signer.ho_ten}” không giữ chức vụ vào ngày ban hành {short_date(day)} ({signer.place('ma')})",
            "chọn người ký khác, hoặc sửa tu_ngay, den_ngay của người ký",
        )


class _Quarter:
    def __init__(self, ho_so: HoSo, quy: int) -> None:
        self._ho_so = ho_so
        self._quy = quy
        self._file: TienDoQuy = ho_so.tien_do[quy]
        self._ky = ho_so.ky_bao_cao(QUY[quy - 1])
        self._tasks = {task.ma: task for _, task in ho_so.cac_nhiem_vu(quy)}
        self._dropped = {
            dung.nhiem_vu: dung.place("nhiem_vu")
            for n, earlier in sorted(ho_so.tien_do.items())
            if n < quy
            for dung in earlier.dung_nhiem_vu
        }

    def problems(self) -> Iterator[Problem]:
        first: dict[tuple[str, str], Place] = {}
        for report in self._file.tien_do:
            at = first.setdefault((report.nhiem_vu, report.don_vi), report.place("nhiem_vu"))
            if at != report.place("nhiem_vu"):
                finding = f"đơn vị “{report.don_vi}” báo cáo nhiệm vụ “{report.nhiem_vu}” hai lần (lần đầu: {at})"
                yield Problem(report.place("nhiem_vu"), finding, "gộp hai phần làm một")
                continue
            task = self._tasks.get(report.nhiem_vu)
            if task is None:
                finding = f"nhiệm vụ “{report.nhiem_vu}” chưa được giao trong {self._ky.ten}"
                yield Problem(
                    report.place("nhiem_vu"), finding, "chuyển sang quý được giao, hoặc thêm nhiem_vu_bo_sung"
                )
                continue
            yield from self._unit(report, task)
            yield from self._dates(report)
            yield from self._kind(report, task)
            yield from self._against_before(report)
            yield from self._extension(report, task)
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
            yield Problem(report.place("nhiem_vu"), finding, "bỏ phần báo cáo này, hoặc bỏ dòng dừng nhiệm vụ")

    def _dates(self, report: TienDo) -> Iterator[Problem]:
        days = [("ngày hoàn thành", report.ngay_hoan_thanh, report.place("ngay_hoan_thanh"))]
        days += [("ngày của sản phẩm", product.ngay, product.place("ngay")) for product in report.san_pham]
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
        for key in ("ngay_hoan_thanh", "ty_le_hoan_thanh", "gia_han"):
            if getattr(report, key) is not None:
                yield Problem(
                    report.place(key),
                    f"nhiệm vụ {task.thoi_gian_thuc_hien.loai} “{task.ma}” không có {key} (kế hoạch: {task.place('ma')})",
                    "bỏ khóa này; kết quả trong kỳ ghi ở ket_qua",
                )

    def _extension(self, report: TienDo, task: NhiemVu) -> Iterator[Problem]:
        if report.gia_han is None or task.thoi_gian_thuc_hien is None:
            return
        deadline, place = task.thoi_gian_thuc_hien.den_ngay, report.gia_han.place("den_ngay")
        if deadline and report.gia_han.den_ngay <= deadline:
            finding = (
                f"gia hạn đến {short_date(report.gia_han.den_ngay)}, không sau hạn của kế hoạch {short_date(deadline)}"
            )
            yield Problem(place, f"{finding} ({task.place('ma')})", "sửa den_ngay, hoặc bỏ gia_han")
        others = [r for r in self._file.tien_do if r.nhiem_vu == report.nhiem_vu and r.gia_han and r is not report]
        for other in others:
            if other.gia_han and other.gia_han.den_ngay != report.gia_han.den_ngay and other.don_vi < report.don_vi:
                finding = (
                    f"hai đơn vị ghi hai hạn khác nhau cho nhiệm vụ “{task.ma}” ({other.gia_han.place('den_ngay')})"
                )
                yield Problem(place, finding, "thống nhất một hạn theo văn bản gia hạn")

    def _against_before(self, report: TienDo) -> Iterator[Problem]:
        for n in sorted(self._ho_so.tien_do):
            for before in self._ho_so.tien_do[n].tien_do if n < self._quy else ():
                if (before.nhiem_vu, before.don_vi) != (report.nhiem_vu, report.don_vi):
                    continue
                rate, earlier = report.ty_le_hoan_thanh, before.ty_le_hoan_thanh
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
        if target.la_ty_le and figure.tong_so is None:
            yield Problem(
                figure.place("so_dat"), f"{called} nhưng chưa có tổng số", "thêm tong_so; tỷ lệ do docgen tính"
            )
        elif target.la_ty_le and figure.tong_so is not None and figure.so_dat > figure.tong_so:
            finding = f"{called}: số đạt {number(figure.so_dat)} lớn hơn tổng số {number(figure.tong_so)}"
            yield Problem(figure.place("so_dat"), finding, "sửa so_dat hoặc tong_so")
        elif not target.la_ty_le and figure.tong_so is not None:
            yield Problem(figure.place("tong_so"), f"{called}, không có tổng số", "bỏ tong_so")
        if figure.luy_ke is not None:
            total = self._reached(report.don_vi, target)
            if total != figure.luy_ke:
                finding = f"lũy kế {number(figure.luy_ke)} khác tổng các quý {number(total)}"
                yield Problem(figure.place("luy_ke"), finding, "sửa luy_ke, hoặc so_dat của các quý")

    def _reached(self, don_vi: str, target: ChiTieu) -> Decimal:
        """What a unit reported for a target in all quarters up to this one."""
        figures = (
            figure.so_dat
            for n, quarter in self._ho_so.tien_do.items()
            if n <= self._quy
            for report in quarter.tien_do
            if report.don_vi == don_vi
            for figure in report.so_lieu_chi_tieu
            if figure.chi_tieu == target.ma
        )
        return sum(figures, Decimal())
