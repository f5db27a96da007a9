"""What no single file can tell: progress held against the plan and against the quarters before.

Every problem stands at the line that is most likely wrong and names the other line too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from docgen.errors import Place, Problem
from docgen.load.ban_hanh import bi_sua
from docgen.load.quarter_checks import Quarter, unknown_numbers
from docgen.model import DIEU_CHINH, QUY, HoSo, VanBan, cac_nhiem_vu_theo_ma, in_giong_nhau, theo_ke_hoach
from docgen.nghi_dinh.vietnamese import number, short_date


def cross_checks(ho_so: HoSo) -> list[Problem]:
    """All disagreements between the files of a plan."""
    documents = [ho_so.ke_hoach, *ho_so.tien_do.values(), *ho_so.ban_ghi.values()]
    found = [problem for document in documents for problem in _signer(ho_so, document)]
    found += _periods(ho_so)
    found += _before_the_plan(ho_so)
    found += _as_issued(ho_so)
    found += _adjustments(ho_so)
    found += _same_codes(ho_so)
    found += _drops(ho_so)
    found += _adjusted_away(ho_so)
    found += _closings(ho_so)
    found += _scores(ho_so)
    found += _of_the_year(ho_so)
    return found + [problem for quy in sorted(ho_so.tien_do) for problem in Quarter(ho_so, quy).problems()]


def _before_the_plan(ho_so: HoSo) -> Iterator[Problem]:
    """A report cannot be on a plan that did not exist: not in its period, not on the day of its issue."""
    plan, since = ho_so.ke_hoach, ho_so.ke_hoach.co_tu
    why = f"kế hoạch có từ ngày {short_date(since)}" if since else ""
    at = plan.place("ngay_ban_hanh") if plan.ngay_ban_hanh else plan.place("mo_dau")
    for quy, file in sorted(ho_so.tien_do.items()):
        last = ho_so.ky_bao_cao(QUY[quy - 1]).den_ngay
        if since and last < since:
            finding = f"kỳ {QUY[quy - 1]} kết thúc ngày {short_date(last)}, trước khi có kế hoạch ({why}: {at})"
            yield Problem(file.place(""), finding, "bỏ báo cáo quý này, hoặc sửa ngày của kế hoạch")
    for report in (*ho_so.tien_do.values(), *ho_so.ban_ghi.values()):
        if since and report.ngay_ban_hanh and report.ngay_ban_hanh < since:
            finding = f"ngày ban hành {short_date(report.ngay_ban_hanh)} trước khi có kế hoạch mà văn bản viện dẫn ({why}: {at})"
            yield Problem(report.place("ngay_ban_hanh"), finding, "sửa ngay_ban_hanh của một trong hai văn bản")


def _adjustments(ho_so: HoSo) -> Iterator[Problem]:
    """An adjustment is of an issued plan; the next one comes after the last was issued."""
    issued = {each.tep_du_lieu: each for each in ho_so.ban_hanh.values()}
    earlier = [f"{ho_so.thu_muc}/ke_hoach.yaml", *(f"{ho_so.thu_muc}/{name}" for name in DIEU_CHINH)]
    if any(name in ho_so.ban_ghi for name in DIEU_CHINH):  # what is in force then stands in the issued plans alone
        yield from bi_sua(each for each in issued.values() if each.tep_du_lieu in earlier)
    for before, name in zip(earlier, DIEU_CHINH, strict=False):
        day = ho_so.ban_ghi[name].ngay_ban_hanh if name in ho_so.ban_ghi else None
        if before in issued and day and day < issued[before].ngay:
            finding = f"ngày ban hành {short_date(day)} trước ngày ban hành của {before} ({short_date(issued[before].ngay)}), văn bản được điều chỉnh"
            yield Problem(ho_so.ban_ghi[name].place("ngay_ban_hanh"), finding, "sửa ngay_ban_hanh")
        if name in ho_so.ban_ghi and before not in issued:
            finding = f"{before} chưa ban hành nên chưa có gì để điều chỉnh tiếp"
            remedy = "ban hành văn bản đó trước; nếu chưa cần ban hành thì sửa thẳng vào nó và bỏ tệp này"
            yield Problem(ho_so.ban_ghi[name].place(""), finding, remedy)


def _as_issued(ho_so: HoSo) -> Iterator[Problem]:
    """Number and day of an issued document are what later ones cite: its file says no others."""
    records = [ho_so.ke_hoach, *ho_so.tien_do.values(), *ho_so.ban_ghi.values()]
    for issued in ho_so.ban_hanh.values():
        for record in (each for each in records if each.place("").file == issued.tep_du_lieu):
            for key, now, then in (
                ("so", record.so, issued.so),
                ("ngay_ban_hanh", record.ngay_ban_hanh, issued.ngay),
            ):
                if now is not None and now != then:
                    said, right = (short_date(v) if isinstance(v, date) else v for v in (now, then))
                    finding = f"{key} ghi {said}, nhưng văn bản đã ban hành ghi {right} ({issued.thu_muc})"
                    remedy = f"ghi lại {key}: {right}; ban hành nhầm thì hủy: docgen ban-hanh … --huy --ly-do …"
                    yield Problem(record.place(key), finding, remedy)


def _same_codes(ho_so: HoSo) -> Iterator[Problem]:
    """A task of the issued plan keeps its code: reports know it by no other."""
    versions = ho_so.cac_ban_ke_hoach
    last = versions[-1].ke_hoach if versions else None
    old = cac_nhiem_vu_theo_ma(last) if last else {}
    new = cac_nhiem_vu_theo_ma(ho_so.ke_hoach)
    gone = [task for ma, task in old.items() if ma not in new]
    for task in (task for ma, task in new.items() if gone and ma not in old):
        for before in (each for each in gone if in_giong_nhau(each, task)):
            finding = f"nhiệm vụ “{task.ma}” là nhiệm vụ “{before.ma}” của kế hoạch đã ban hành ({before.place('ma')}) mang mã khác"
            yield Problem(task.place("ma"), finding, f"ghi lại mã {before.ma}: báo cáo các quý ghi theo mã này")


def _of_the_year(ho_so: HoSo) -> Iterator[Problem]:
    """Words of the evaluation name only quantities that there are."""
    if ho_so.danh_gia is not None:
        keys = (
            "chi_dao_dieu_hanh",
            "uu_diem",
            "han_che",
            "nguyen_nhan",
            "giai_phap",
            "bai_hoc",
            "phuong_huong",
            "kien_nghi",
        )
        yield from unknown_numbers(ho_so, ho_so.danh_gia, keys)


def _closings(ho_so: HoSo) -> Iterator[Problem]:
    """A difficulty is overcome once, in its own quarter or later."""
    opened = {k.ma: n for n, file in ho_so.tien_do.items() for r in file.tien_do for k in r.kho_khan if k.ma}
    closed: dict[str, Place] = {}
    for n, file in sorted(ho_so.tien_do.items()):
        for done in (done for report in file.tien_do for done in report.da_khac_phuc):
            at = done.place("kho_khan")
            if closed.setdefault(done.kho_khan, at) != at:
                finding = f"khó khăn “{done.kho_khan}” khắc phục hai lần (lần đầu: {closed[done.kho_khan]})"
                yield Problem(at, finding, "bỏ một lần")
            elif opened.get(done.kho_khan, n) > n:
                yield Problem(at, f"khó khăn “{done.kho_khan}” khắc phục trước khi được nêu", "chuyển sang quý sau")


def _scores(ho_so: HoSo) -> Iterator[Problem]:
    """Scores lie within the bounds that the plan gives their index."""
    bounds = {index.ma: index for index in ho_so.ke_hoach.chi_so}
    results = ho_so.danh_gia.ket_qua_chi_so if ho_so.danh_gia else ()
    for found, ma, score in ((year, ma, score) for year in results for ma, score in year.diem.items()):
        index = bounds.get(ma)
        low, high = (index.toi_thieu, index.toi_da) if index else (None, None)
        if (low is not None and score < low) or (high is not None and score > high):
            said = (
                f"từ {number(low or Decimal())} đến {number(high)}"
                if high is not None
                else f"từ {number(low or Decimal())}"
            )
            finding = f"điểm {number(score)} của “{index.ten if index else ma}” năm {found.nam} ngoài khoảng {said}"
            place = getattr(score, "source", None)
            yield Problem(
                place.places[0] if place else found.place("diem"),
                finding,
                "sửa điểm, hoặc toi_thieu, toi_da của chỉ số",
            )


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
    done: dict[str, Place] = {}
    for quy in sorted(ho_so.tien_do):
        given = {task.ma for _, task in theo_ke_hoach(ho_so, quy).cac_nhiem_vu(quy)}
        for report in ho_so.tien_do[quy].tien_do:
            if report.ngay_hoan_thanh:
                done[report.nhiem_vu] = report.place("ngay_hoan_thanh")
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


def _adjusted_away(ho_so: HoSo) -> Iterator[Problem]:
    """A task that was completed stays in the plan: it is part of what was done in the year."""
    in_force = theo_ke_hoach(ho_so, len(QUY))
    for adjusted in ho_so.cac_dieu_chinh():
        for task in adjusted.nhiem_vu_bo:
            reports = [r for file in ho_so.tien_do.values() for r in file.tien_do if r.nhiem_vu == task.ma]
            done = {r.don_vi: r.place("ngay_hoan_thanh") for r in reports if r.ngay_hoan_thanh}
            units = in_force.don_vi_bao_cao(task)
            if units and set(units) <= done.keys():
                finding = f"nhiệm vụ “{task.ma}” đã hoàn thành ({done[units[-1]]}) nên {adjusted.van_ban} không bỏ được"
                yield Problem(ho_so.ke_hoach.place("muc"), finding, "ghi lại nhiệm vụ này trong ke_hoach.yaml")


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
