"""What a report still lacks before somebody may sign it: asked for, with the line to fill; never printed around."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.compute import KHONG_DAT, TinhHinh, TinhTrang, TongHop, qua_han_bao_nhieu
from docgen.documents.bo_cuc import ten_cac_don_vi
from docgen.documents.cau_danh_gia import uu_diem
from docgen.errors import Place, Problem
from docgen.model import QUY, BaoCao, DanhGia, HoSo, LoiVanBaoCao, TienDoQuy

T = TinhTrang
_PHAI_NEU_NGUYEN_NHAN = (T.CHUA_HOAN_THANH_QUA_HAN, T.CHUA_THUC_HIEN, T.THUC_HIEN_MOT_PHAN)


def con_thieu_quy(ho_so: HoSo, found: TongHop) -> Iterator[Problem]:
    """What the report of a quarter lacks."""
    file = ho_so.tien_do[found.quy]
    yield from so_lieu_minh_hoa([ho_so.tien_do[n] for n in sorted(ho_so.tien_do) if n <= found.quy])
    yield from _chua_bao_cao(ho_so, found, file)
    yield from _nguyen_nhan(found, file)
    if not (file.chi_dao_dieu_hanh or file.van_ban_chi_dao or file.kiem_tra):
        yield from _phan_bo_trong(file, "chi_dao_dieu_hanh", "công tác chỉ đạo, điều hành trong kỳ")
    if not file.uu_diem and not uu_diem(found):
        yield from _phan_bo_trong(file, "uu_diem", "ưu điểm, kết quả nổi bật của kỳ báo cáo")
    if not file.nhiem_vu_ky_toi and not any(r.viec_ky_toi for r in file.tien_do):
        yield from _phan_bo_trong(file, "nhiem_vu_ky_toi", "nhiệm vụ trọng tâm của quý tới")
    yield from _de_xuat(file)
    if not any(r.de_xuat for r in file.tien_do):
        yield from _phan_bo_trong(file, "de_xuat", "đề xuất, kiến nghị")
    yield from _vien_dan(ho_so)


def con_thieu_nam(ho_so: HoSo, danh_gia: DanhGia) -> Iterator[Problem]:
    """What the evaluation lacks."""
    yield from so_lieu_minh_hoa([*(report for _, report in sorted(ho_so.tien_do.items())), danh_gia])
    for quy in ho_so.cac_quy_phai_co:
        if quy not in ho_so.tien_do:
            yield Problem(danh_gia.place(""), f"chưa có số liệu {QUY[quy - 1]}", f"thêm tien_do/quy_{quy}.yaml")
    if not danh_gia.bai_hoc:
        yield from _phan_bo_trong(danh_gia, "bai_hoc", "bài học kinh nghiệm")
    if not danh_gia.phuong_huong:
        yield from _phan_bo_trong(danh_gia, "phuong_huong", "phương hướng, nhiệm vụ năm sau")
    if not danh_gia.kien_nghi and "de_xuat" not in danh_gia.khong_co:
        remedy = "ghi kien_nghi, hoặc khong_co: de_xuat (báo cáo in “Không có”)"
        yield Problem(danh_gia.place("kien_nghi"), "thiếu đề xuất, kiến nghị", remedy)
    yield from _chi_so(ho_so, danh_gia)
    yield from _vien_dan(ho_so)


def so_lieu_minh_hoa(reports: list[BaoCao]) -> Iterator[Problem]:
    """Invented figures may not be signed."""
    for report in reports:
        if report.so_lieu == "minh_hoa":
            remedy = "thay bằng số liệu thật rồi ghi so_lieu: chinh_thuc"
            yield Problem(report.place("so_lieu"), "số liệu là minh họa", remedy)


def _vien_dan(ho_so: HoSo) -> Iterator[Problem]:
    """A report cites the plan by its number and day."""
    plan = ho_so.ke_hoach
    if plan.so is None or plan.ngay_ban_hanh is None:
        finding = "báo cáo viện dẫn kế hoạch chưa có số, ngày"
        remedy = (
            "ban hành kế hoạch trước (docgen ban-hanh ke-hoach …); đã ban hành ngoài docgen thì ghi so, ngay_ban_hanh"
        )
        yield Problem(plan.place("so"), finding, remedy)


def _chua_bao_cao(ho_so: HoSo, found: TongHop, file: TienDoQuy) -> Iterator[Problem]:
    owed: dict[str, list[TinhHinh]] = {}
    for task in found.cac_tinh_hinh:
        for unit in task.chua_bao_cao:
            owed.setdefault(unit, []).append(task)
    for unit, tasks in owed.items():
        more = f" và {len(tasks) - 1} nhiệm vụ nữa" if len(tasks) > 1 else ""
        yield Problem(
            file.place("tien_do"),
            f"chưa có báo cáo của {ten_cac_don_vi([unit], ho_so.co_quan)}: {tasks[0].nhiem_vu.ten}{more}",
            "bổ sung báo cáo của đơn vị, dù không có gì mới",
        )


def _nguyen_nhan(found: TongHop, file: TienDoQuy) -> Iterator[Problem]:
    """Late, undone or off target: the cause must be told, or it must be said that there is none."""
    told = {each.tinh_hinh.nhiem_vu.ma for each in found.kho_khan if each.con_ton_tai or each.quy == found.quy}
    told |= {r.nhiem_vu for r in file.tien_do if r.khong_co}
    for task in found.dang_thuc_hien:
        what = _vi_sao(task)
        if what and task.nhiem_vu.ma not in told:
            yield Problem(
                _noi_ghi(task, file),
                f"thiếu nguyên nhân: nhiệm vụ “{task.nhiem_vu.ten}” {what}",
                "thêm kho_khan (noi_dung, nguyen_nhan, loai) vào báo cáo của đơn vị, hoặc ghi khong_co: nguyen_nhan",
            )


def _vi_sao(task: TinhHinh) -> str:
    """What asks for a cause; empty where nothing does."""
    if task.tinh_trang is T.CHUA_HOAN_THANH_QUA_HAN:
        return f"chưa hoàn thành, {qua_han_bao_nhieu(task)}"
    if task.tinh_trang in _PHAI_NEU_NGUYEN_NHAN:
        return str(task.tinh_trang.value)
    if task.tinh_trang is T.HOAN_THANH_QUA_HAN and not task.xong_truoc_ky:
        return f"hoàn thành {qua_han_bao_nhieu(task)}"
    missed = [c for c in task.chi_tieu if c.danh_gia in KHONG_DAT]
    return (
        f"có chỉ tiêu {missed[0].chi_tieu.cach_viet} {missed[0].danh_gia.value} ({missed[0].cach_viet})"
        if missed
        else ""
    )


def _noi_ghi(task: TinhHinh, file: TienDoQuy) -> Place:
    """The report that should say it: of a unit without result, or else the task's first."""
    silent = [r for r in task.bao_cao if r.don_vi in task.chua_lam_du]
    reports = silent or list(task.bao_cao)
    return reports[0].place("nhiem_vu") if reports else file.place("tien_do")


def _phan_bo_trong(report: LoiVanBaoCao, key: str, called: str) -> Iterator[Problem]:
    if key not in report.khong_co:
        yield Problem(report.place(key), f"thiếu {called}", f"ghi {key}, hoặc khong_co: {key} nếu cố ý bỏ trống")


def _de_xuat(file: TienDoQuy) -> Iterator[Problem]:
    """In a report to a superior each proposal must say to whom it goes."""
    for report in file.tien_do if file.kinh_gui else ():
        for each in report.de_xuat:
            if each.gui is None:
                yield Problem(
                    each.place("noi_dung"),
                    f"chưa rõ đề xuất “{each.noi_dung[:40]}…” gửi cấp trên hay nội bộ",
                    "ghi {noi_dung: …, gui: cấp trên} hoặc gui: nội bộ (không in trong báo cáo gửi cấp trên)",
                )


def _chi_so(ho_so: HoSo, danh_gia: DanhGia) -> Iterator[Problem]:
    """Of each of the two years that the plan compares: a result, or why there is none."""
    if not ho_so.ke_hoach.chi_so:
        return
    known = {f.nam for f in danh_gia.ket_qua_chi_so} | {f.nam for f in danh_gia.chua_co_ket_qua}
    for nam in (ho_so.ke_hoach.nam - 1, ho_so.ke_hoach.nam):
        if nam not in known:
            remedy = "thêm vào ket_qua_chi_so, hoặc ghi chua_co_ket_qua với lý do"
            yield Problem(danh_gia.place("ket_qua_chi_so"), f"thiếu kết quả chỉ số năm {nam}", remedy)
