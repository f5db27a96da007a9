"""Small workspaces written from a few lines of a test: two rooms, one plan (`mau`), the quarters that the test tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from docx.document import Document

from docgen.commands.lap import lap
from docgen.compute import TinhHinh, tong_hop
from docgen.load import load
from docgen.model import HoSo
from tests.finished import opened

OFFICE = """co_quan_ban_hanh: {ten: Cơ quan Thử, ten_tren_van_ban: Cơ quan Thử, ten_trong_loi_van: Cơ quan Thử, viet_tat: CQT}
dia_danh: Giả Định
don_vi:
  - {ma: phong_a, ten: Phòng A, viet_tat: A, loai: phòng}
  - {ma: phong_b, ten: Phòng B, viet_tat: B, loai: phòng}
nhom_don_vi: [{ma: cac_phong, ten: Các phòng}]
nguoi_ky: [{ma: an, ho_ten: Lê An, chuc_vu: Giám đốc}]
noi_nhan: [Các phòng]
don_vi_soan_thao: phong_a
"""
Reports = Sequence[Mapping[str, Any]]
Quarters = Mapping[int, Reports | Mapping[str, Any]]  # the reports of a quarter, or its whole file


class _Plain(yaml.SafeDumper):
    """Writes what is the same twice in full: docgen takes no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def task(ma: str, when: str, unit: str = "phong_a", *targets: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """A task called `Việc <ma>`; of the group of both rooms it is done together. Its targets stand in its words."""
    asked = [f"{t['muc_tieu']}%" if t["don_vi_tinh"] == "%" else f"{t['muc_tieu']} {t['don_vi_tinh']}" for t in targets]
    words = f"Việc {ma}" + "".join(f", đạt {each}" for each in asked) + "."
    who = {"don_vi_thuc_hien" if unit == "cac_phong" else "don_vi_chu_tri": unit}
    name = {"ma": ma, "ten_goi": f"Việc {ma}", "noi_dung": words}
    return {**name, **who, "thoi_gian_thuc_hien": when, **({"chi_tieu": list(targets)} if targets else {}), **more}


def target(ma: str = "ct", muc_tieu: str = "90", don_vi_tinh: str = "%", **more: Any) -> dict[str, Any]:
    """A target; in per cent where nothing else is said."""
    return {"ma": ma, "noi_dung": f"Chỉ tiêu {ma}", "muc_tieu": muc_tieu, "don_vi_tinh": don_vi_tinh, **more}


def said(ma: str, unit: str = "phong_a", **more: Any) -> dict[str, Any]:
    """What a unit reports on a task."""
    return {"nhiem_vu": ma, "don_vi": unit, **more}


def done(ma: str, day: str, unit: str = "phong_a", **more: Any) -> dict[str, Any]:
    """The report of a unit that completed a task."""
    return said(ma, unit, ket_qua="Đã xong.", ngay_hoan_thanh=day, **more)


def figure(so_dat: str, tong_so: str | None = None, chi_tieu: str = "ct", **more: Any) -> dict[str, Any]:
    """The part of a report that tells a figure for a target."""
    whole = {} if tong_so is None else {"tong_so": tong_so}
    return {"so_lieu_chi_tieu": [{"chi_tieu": chi_tieu, "so_dat": so_dat, **whole, **more}]}


def trouble(ma: str | None = None, **more: Any) -> dict[str, Any]:
    """The part of a report that tells a difficulty."""
    code = {} if ma is None else {"ma": ma}
    return {"kho_khan": [{**code, "noi_dung": "Thiếu máy.", "nguyen_nhan": "Máy cũ.", "loai": "khách quan", **more}]}


def group(ma: str, *tasks: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """A group of tasks."""
    return {"ma": ma, "tieu_de": f"Nhóm {ma}", "nhiem_vu": list(tasks), **more}


def written(folder: Path, tasks: Sequence[Mapping[str, Any]], quarters: Quarters, **more: Any) -> Path:
    """The workspace with these tasks (or groups of tasks); `danh_gia` is the evaluation, other keys are the plan's."""
    groups = list(tasks) if "nhiem_vu" in tasks[0] else [group("mot", *tasks)]
    evaluation = more.pop("danh_gia", None)
    head = {"nam": 2026, "trich_yeu": "Việc thử", "nguoi_ky": "an"}
    plan = {**head, "muc": [{"tieu_de": "Nhiệm vụ", "nhom_nhiem_vu": groups}], "ket_luan": "Hết", **more}
    report = {"so_lieu": "chinh_thuc", "nguoi_ky": "an"}
    files: dict[str, Any] = {"ke_hoach.yaml": plan}
    for quy, content in quarters.items():
        whole = content if isinstance(content, Mapping) else {"tien_do": list(content)}
        files[f"tien_do/quy_{quy}.yaml"] = {**report, **{key: value for key, value in whole.items() if value}}
    if evaluation is not None:
        files["danh_gia.yaml"] = {**report, **evaluation}
    (folder / "data/mau/tien_do").mkdir(parents=True, exist_ok=True)
    (folder / "data/co_quan.yaml").write_text(OFFICE, encoding="utf-8")
    for name, content in files.items():
        text = yaml.dump(content, Dumper=_Plain, allow_unicode=True, sort_keys=False)
        (folder / "data/mau" / name).write_text(text, encoding="utf-8")
    return folder


def dossier(folder: Path, tasks: Sequence[Mapping[str, Any]], quarters: Quarters, **more: Any) -> HoSo:
    """The same, loaded."""
    return load(written(folder, tasks, quarters, **more), "mau")


def as_it_stands(ho_so: HoSo, quy: int, ma: str = "v") -> TinhHinh:
    """A task at the end of a quarter."""
    return next(each for each in tong_hop(ho_so, quy).cac_tinh_hinh if each.nhiem_vu.ma == ma)


def finished(folder: Path, quy: int | None = None) -> Document:
    """The report of a quarter of a workspace, read back; without a quarter the evaluation."""
    name = "danh-gia" if quy is None else "bao-cao-quy"
    (file,) = lap([name], folder, "mau", folder / "output", quy)
    return opened(file.path)
