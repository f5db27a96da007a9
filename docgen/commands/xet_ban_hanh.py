"""What may be issued or taken back: numbers and days that fit, nothing that later documents or data rest on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from docgen.documents import VanBanLap
from docgen.errors import Place, Problem, UnusableError
from docgen.load import plans
from docgen.load.ban_hanh import ke_khai_da_ban_hanh
from docgen.load.cross_checks import cross_checks
from docgen.model import DIEU_CHINH, QUY, BanHanh, DieuChinh, HoSo, parse_date
from docgen.nghi_dinh.vietnamese import short_date


def khong_duoc(ho_so: HoSo, van_ban: VanBanLap) -> Iterator[Problem]:
    """What no reason can excuse."""
    issued = ho_so.ban_hanh.get(van_ban.stem)
    if issued is not None:
        finding = f"{van_ban.ten} đã ban hành số {issued.so}, ngày {short_date(issued.ngay)}"
        yield Problem(Place(van_ban.tep), finding, "ghi nhầm thì hủy trước: docgen ban-hanh … --huy --ly-do …")
    if van_ban.minh_hoa:
        remedy = "thay bằng số liệu thật rồi ghi so_lieu: chinh_thuc"
        yield Problem(van_ban.ban_ghi.place("so_lieu"), "số liệu là minh họa", remedy)


def so_va_ngay(workspace: Path, ho_so: HoSo, van_ban: VanBanLap, so: int, ngay: date, today: date) -> Iterator[Problem]:
    """Numbers are unique per type and year and grow with the date; a day lies behind what the document cites, and not ahead."""
    remedy = "sửa --so, --ngay; nếu đúng là như vậy thì ghi --ly-do …"
    place = Place(f"{van_ban.ten} số {so} ngày {short_date(ngay)}")
    if ngay > today:
        yield Problem(place, f"ngày ban hành sau hôm nay {short_date(today)}", remedy)
    plan = ho_so.ke_hoach.ngay_ban_hanh
    if plan and van_ban.ban_ghi is not ho_so.ke_hoach and ngay < plan:
        yield Problem(place, f"ngày ban hành trước ngày của kế hoạch được viện dẫn {short_date(plan)}", "sửa --ngay")
    for report in ho_so.ban_hanh.values() if isinstance(van_ban.ban_ghi, DieuChinh) else ():
        last = ho_so.ky_bao_cao(QUY[report.quy - 1]).den_ngay if report.quy else None
        if last and ngay <= last:
            finding = f"báo cáo {QUY[(report.quy or 1) - 1]} đã ban hành số {report.so} chưa tính theo điều chỉnh này, vì chốt số liệu ngày {short_date(last)}"
            yield Problem(place, finding, remedy)
    for ten, other_so, other_ngay in _cung_loai(workspace, van_ban, ngay.year):
        if other_so == so:
            yield Problem(place, f"số {so} đã cấp cho {ten} ngày {short_date(other_ngay)}", remedy)
        elif (other_so < so and other_ngay > ngay) or (other_so > so and other_ngay < ngay):
            yield Problem(
                place, f"số không theo thứ tự ngày: {ten} số {other_so} ngày {short_date(other_ngay)}", remedy
            )


def _cung_loai(workspace: Path, van_ban: VanBanLap, year: int) -> Iterator[tuple[str, int, date]]:
    """Name, number and day of the issued documents of the same type and year, of all plans of the workspace."""
    for ma in plans(workspace):
        for manifest, _ in ke_khai_da_ban_hanh(workspace, f"data/{ma}")[0]:
            day = parse_date(manifest["ngay_ban_hanh"])
            if manifest["ten_loai"] == van_ban.loai.ten_loai and day.year == year:
                yield f"{manifest['stem']} ({ma})", int(manifest["so"]), day


def van_doc_duoc(ho_so: HoSo, numbered: VanBanLap) -> None:
    """An adjusted plan must leave the data right: a report may be on a task that it takes out. Raises UnusableError."""
    record = numbered.ban_ghi
    assert record.so is not None and record.ngay_ban_hanh is not None
    issued = BanHanh(
        numbered.stem,
        record.so,
        record.ngay_ban_hanh,
        numbered.stem,
        ten_loai=numbered.loai.ten_loai,
        ky_hieu=numbered.context["ky_hieu"],
        tep_du_lieu=numbered.tep,
        co_quan=ho_so.co_quan,
        ke_hoach=ho_so.ke_hoach,
    )
    if problems := cross_checks(replace(ho_so, ban_hanh={**ho_so.ban_hanh, numbered.stem: issued})):
        raise UnusableError(problems)


def de_huy(ho_so: HoSo, van_ban: VanBanLap) -> None:
    """Refuses a document that later ones rest on. Raises UnusableError."""
    versions = [each.stem for each in ho_so.cac_ban_ke_hoach]
    if van_ban.stem in versions:
        for name in DIEU_CHINH[versions.index(van_ban.stem) :]:
            if name in ho_so.ban_ghi:
                remedy = "hủy lần điều chỉnh đó trước (docgen ban-hanh dieu-chinh --huy --ly-do …), chưa ban hành thì bỏ tệp đó"
                finding = f"lần điều chỉnh này dựa trên {van_ban.ten}"
                raise UnusableError([Problem(Place(f"{ho_so.thu_muc}/{name}"), finding, remedy)])
    if isinstance(van_ban.ban_ghi, DieuChinh):
        _bo_dieu_chinh_duoc(ho_so, van_ban)


def _bo_dieu_chinh_duoc(ho_so: HoSo, van_ban: VanBanLap) -> None:
    """No issued report counts by an adjustment that is taken back, and no data need it. Raises UnusableError."""
    issued = ho_so.ban_hanh.get(van_ban.stem)
    if issued is None:
        return
    for report in ho_so.ban_hanh.values():
        last = ho_so.ky_bao_cao(QUY[(report.quy or len(QUY)) - 1]).den_ngay
        if report.ten_loai != issued.ten_loai and issued.ngay <= min(last, report.ngay):
            finding = f"văn bản đã ban hành số {report.so}, ngày {short_date(report.ngay)} tính theo {van_ban.ten}"
            remedy = "ban hành lần điều chỉnh tiếp theo để sửa; hoặc hủy văn bản đó trước"
            raise UnusableError([Problem(Place(report.thu_muc), finding, remedy)])
    without = {stem: each for stem, each in ho_so.ban_hanh.items() if each is not issued}
    if problems := cross_checks(replace(ho_so, ban_hanh=without)):
        files = ", ".join(dict.fromkeys(problem.place.file for problem in problems))
        finding = f"dữ liệu dựa trên {van_ban.ten}, hủy thì không đúng nữa: {problems[0].finding}"
        remedy = f"tạm chuyển {files} ra ngoài data/, hủy và ban hành lại, rồi chuyển về"
        raise UnusableError([Problem(Place(van_ban.tep), finding, remedy)])
