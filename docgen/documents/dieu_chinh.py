"""Kế hoạch điều chỉnh (KH): điều chỉnh kế hoạch đã ban hành; văn bản có tên loại theo Mẫu 1.4 Phụ lục III Nghị định 30/2020/NĐ-CP.

Cần kế hoạch đã ban hành, `ke_hoach.yaml` đã sửa và `data/<mã kế hoạch>/dieu_chinh/lan_N.yaml` (người ký, căn cứ, lý do). docgen so
`ke_hoach.yaml` với kế hoạch đang có hiệu lực và viết từng nội dung: nhiệm vụ nào, từ gì thành gì, lý do; các nhiệm vụ bổ sung, bỏ;
lời văn sửa. Văn bản đã ban hành chỉ được sửa đổi bằng văn bản có hình thức tương đương (Điều 18 khoản 3). Từ ngày ban hành điều
chỉnh, các báo cáo có ngày chốt số liệu từ ngày đó tính theo kế hoạch mới; hạn mới không làm nhiệm vụ đã quá hạn thành đúng hạn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from docgen.documents.phan_bai import PhanBai, Y, cac_doan_cua
from docgen.documents.thay_doi_ke_hoach import BanKeHoach, ThayDoi, cac_thay_doi
from docgen.documents.the_thuc import ten_ke_hoach, the_thuc, vien_dan
from docgen.documents.van_ban import LoaiVanBan, VanBanLap
from docgen.errors import Problem
from docgen.model import DIEU_CHINH, BanHanh, DieuChinh, HoSo, KeHoach
from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.vietnamese import quoted, two_digits
from docgen.sources import fill, stripped
from docgen.template.blocks import Block, Paragraph, SectionEnd
from docgen.template.parts import chu_ky, dau_van_ban, loi_van, noi_dung, voi_moi

TEN_LOAI = "Kế hoạch"


def _cac_van_ban(ho_so: HoSo) -> Iterator[VanBanLap]:
    """The adjustments that have a file: those that were issued, and the one to come."""
    for lan, name in enumerate(DIEU_CHINH, 1):
        record = ho_so.ban_ghi.get(name)
        if isinstance(record, DieuChinh) and ho_so.cac_ban_ke_hoach:
            yield _van_ban(ho_so, record, lan)


def _van_ban(ho_so: HoSo, record: DieuChinh, lan: int) -> VanBanLap:
    changes = thay_doi_lan(ho_so, lan)
    return VanBanLap(
        LOAI,
        record,
        lambda: _context(ho_so, record, changes, lan),
        lan_thu=lan,
        xet_con_thieu=lambda: _con_thieu(record, changes),
        lien_quan=lambda: [f"điều chỉnh {ho_so.vien_dan(ho_so.cac_ban_ke_hoach[0])}"],
        so_lieu=lambda: [f"{two_digits(len(changes))} nội dung điều chỉnh"],
    )


def thay_doi_lan(ho_so: HoSo, lan: int) -> list[ThayDoi]:
    """What an adjustment changes; of one that is still to be issued, what is changed in ke_hoach.yaml since the last."""
    versions = ho_so.cac_ban_ke_hoach
    now = BanKeHoach(ho_so.ke_hoach, ho_so.co_quan)
    states = [_phien_ban(version, now) for version in versions[: lan + 1]]
    if len(states) == lan:
        states.append(now)
    return cac_thay_doi(*states[-2:]) if len(states) > lan else []


def chua_dieu_chinh(ho_so: HoSo) -> list[ThayDoi]:
    """What differs in ke_hoach.yaml from the plan in force, and is in force nowhere yet."""
    versions = ho_so.cac_ban_ke_hoach
    return thay_doi_lan(ho_so, len(versions)) if versions else []


def _phien_ban(version: BanHanh, now: BanKeHoach) -> BanKeHoach:
    return BanKeHoach(version.ke_hoach or now.ke_hoach, version.co_quan or now.co_quan)


def _context(ho_so: HoSo, record: DieuChinh, changes: Sequence[ThayDoi], lan: int) -> dict[str, Any]:
    plan = _ke_hoach_duoc_dieu_chinh(ho_so, lan)
    cited = vien_dan(replace(ho_so, ke_hoach=plan), [each.van_ban for each in ho_so.cac_dieu_chinh()[: lan - 1]])
    subject = record.trich_yeu or f"Điều chỉnh Kế hoạch {ten_ke_hoach(plan)} năm {plan.nam}"
    lead = fill(
        "{} điều chỉnh một số nội dung của {} như sau:", ho_so.co_quan.co_quan_ban_hanh.ten_trong_loi_van, cited
    )
    return {
        **the_thuc(ho_so.co_quan, record, TEN_LOAI, plan.nam, subject),
        "can_cu": [stripped(text, " .;") for text in record.can_cu],
        "mo_dau": record.mo_dau or [lead],
        "noi_dung": cac_doan_cua(_cac_phan(record, changes, co_bang=any(a.kieu != "lời văn" for a in plan.phu_luc))),
        "ten_ke_hoach": ten_ke_hoach(plan),
        "nam": str(plan.nam),
    }


def _ke_hoach_duoc_dieu_chinh(ho_so: HoSo, lan: int) -> KeHoach:
    """The plan as it is called until this adjustment: its subject may be what changes."""
    before = ho_so.cac_ban_ke_hoach[lan - 1].ke_hoach or ho_so.ke_hoach
    return ho_so.ke_hoach.model_copy(update={"trich_yeu": before.trich_yeu})


def _cac_phan(record: DieuChinh, changes: Sequence[ThayDoi], *, co_bang: bool) -> list[PhanBai]:
    reasons = {each.nhiem_vu: each.ly_do for each in record.ly_do_rieng}
    return [
        PhanBai("Lý do điều chỉnh", record.ly_do),
        PhanBai(
            "Nội dung điều chỉnh",
            cac_phan=[_mot_noi_dung(change, reasons.get(change.nhiem_vu, "")) for change in changes],
        ),
        PhanBai("Tổ chức thực hiện", [*_hieu_luc(co_bang=co_bang), *record.to_chuc_thuc_hien]),
    ]


def _mot_noi_dung(change: ThayDoi, reason: str) -> PhanBai:
    points = [*change.cac_y, *([Y("Lý do", stripped(reason))] if reason else [])]
    end = [";"] * (len(points) - 1) + ["."]
    ended = [Y(y.tieu_de, fill("{}{}", y.loi_van, mark)) for y, mark in zip(points, end, strict=True)] if points else []
    return PhanBai(change.tieu_de, [] if points else ["Không thực hiện nhiệm vụ này nữa."], ended)


def _hieu_luc(*, co_bang: bool) -> Iterator[str]:
    yield "Kế hoạch này được thực hiện từ ngày ban hành. Các nội dung khác của kế hoạch đã ban hành không thay đổi."
    if co_bang:
        yield "Bảng phân công nhiệm vụ kèm theo kế hoạch đã ban hành được thực hiện theo các nội dung điều chỉnh nêu trên."


def _con_thieu(record: DieuChinh, changes: Sequence[ThayDoi]) -> Iterator[Problem]:
    if not changes:
        finding = "ke_hoach.yaml không khác kế hoạch đang có hiệu lực: không có gì để điều chỉnh"
        yield Problem(record.place(""), finding, "sửa ke_hoach.yaml trước, hoặc bỏ tệp này")
        return
    if not record.can_cu:
        yield Problem(
            record.place("can_cu"), "chưa có căn cứ điều chỉnh", "ghi can_cu: văn bản cho điều chỉnh, số, ngày"
        )
    reasons = {each.nhiem_vu for each in record.ly_do_rieng}
    lacking = [change.tieu_de for change in changes if change.nhiem_vu not in reasons]
    if lacking and not record.ly_do:
        remedy = "ghi ly_do (chung), hoặc ly_do_rieng của từng nhiệm vụ"
        yield Problem(record.place("ly_do"), f"chưa có lý do: {quoted(lacking)}", remedy)
    for each in record.ly_do_rieng:
        if each.nhiem_vu not in {change.nhiem_vu for change in changes}:
            finding = f"nhiệm vụ “{each.nhiem_vu}” không có gì thay đổi mà lại có lý do điều chỉnh"
            yield Problem(each.place("nhiem_vu"), finding, "bỏ lý do này, hoặc sửa nhiệm vụ trong ke_hoach.yaml")


BODY: list[Block] = [
    *dau_van_ban(),
    *voi_moi(
        "can_cu_ban_hanh",
        "can_cu",
        Paragraph(nd30.CAN_CU_BAN_HANH, "{{ can_cu_ban_hanh }}{{ '.' if loop.last else ';' }}"),
    ),
    *loi_van("mo_dau"),
    *noi_dung("noi_dung"),
    Paragraph(
        nd30.KET_LUAN,
        "Trên đây là Kế hoạch điều chỉnh Kế hoạch {{ ten_ke_hoach }} năm {{ nam }} của {{ ten_co_quan }}./.",
    ),
    *chu_ky(),
    SectionEnd(),
]

LOAI = LoaiVanBan("dieu-chinh", TEN_LOAI, "kế hoạch điều chỉnh", "dieu_chinh/lan_1.yaml", _cac_van_ban, BODY)
