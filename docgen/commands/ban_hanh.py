"""`docgen ban-hanh`: records what the registry gave to a document, freezes the figures of an issued report; and undoes it."""

from __future__ import annotations

import codecs
from datetime import date
from pathlib import Path

from docgen.documents import VanBanLap, tim_van_ban
from docgen.errors import Place, Problem, UnusableError
from docgen.load import DA_BAN_HANH, chosen_plan, load
from docgen.load.edit import with_values
from docgen.nghi_dinh.vietnamese import short_date
from docgen.publish import write

_LOG = "nhat_ky.yaml"
_LOG_HEAD = "# docgen ghi tệp này mỗi khi ban hành hoặc hủy; không sửa tay.\n"


def ban_hanh(name: str, so: int, ngay: date, workspace: Path, ma_ke_hoach: str | None, quy: int | None) -> VanBanLap:
    """Writes number and date into the data; of a report, keeps a copy of the figures as they are issued.

    Raises UnusableError for data that are wrong, illustrative or already issued; then nothing has changed.
    """
    ma = chosen_plan(workspace, ma_ke_hoach)
    ho_so = load(workspace, ma)
    found = tim_van_ban(ho_so, name, quy)
    record = found.ban_ghi
    if record.so is not None or record.ngay_ban_hanh is not None:
        raise _refused(
            found.tep, f"{found.ten} đã có số, ngày", "ghi nhầm thì hủy trước: docgen ban-hanh … --huy --ly-do …"
        )
    if found.minh_hoa:
        raise _refused(found.tep, "số liệu là minh họa", "thay bằng số liệu thật rồi ghi so_lieu: chinh_thuc")
    _change(workspace, ma, found, {"so": str(so), "ngay_ban_hanh": short_date(ngay)})
    if found.quy is not None:
        _freeze(workspace, ma, found.stem, [quy for quy in ho_so.tien_do if quy <= found.quy])
    _log(workspace, ma, f"{{van_ban: {found.stem}, so: {so}, ngay_ban_hanh: {short_date(ngay)}}}")
    return found


def huy(name: str, ly_do: str, today: date, workspace: Path, ma_ke_hoach: str | None, quy: int | None) -> VanBanLap:
    """Takes number and date back; the reason, and the figures that were frozen, are kept. Raises UnusableError."""
    ma = chosen_plan(workspace, ma_ke_hoach)
    found = tim_van_ban(load(workspace, ma), name, quy)
    if found.ban_ghi.so is None and found.ban_ghi.ngay_ban_hanh is None:
        raise _refused(found.tep, f"{found.ten} chưa ban hành", "không có gì để hủy")
    _change(workspace, ma, found, {"so": "", "ngay_ban_hanh": ""})
    frozen = _folder(workspace, ma) / found.stem
    if frozen.exists():
        taken = len(list(frozen.parent.glob(f"{found.stem}.huy_*")))
        frozen.rename(frozen.with_name(f"{found.stem}.huy_{taken + 1}"))
    reason = ly_do.replace("\\", "\\\\").replace('"', '\\"')
    _log(workspace, ma, f'{{van_ban: {found.stem}, huy: "{reason}", ngay: {short_date(today)}}}')
    return found


def _change(workspace: Path, ma: str, found: VanBanLap, values: dict[str, str]) -> None:
    """Writes the values; the file is as it was where the data would be wrong with them."""
    path = workspace / found.tep
    before = path.read_bytes()
    mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
    try:
        text = with_values(before.removeprefix(mark).decode("utf-8"), values, before="nguoi_ky")
    except ValueError as error:
        raise _refused(
            found.tep, "không tìm được chỗ ghi số, ngày trong tệp", "thêm hai dòng so: và ngay_ban_hanh: rồi chạy lại"
        ) from error
    write(mark + text.encode(), path)
    try:
        after = tim_van_ban(load(workspace, ma), found.loai.ma, found.quy)
    except UnusableError:
        write(before, path)
        raise
    wanted = bool(values["so"])
    if (after.ban_ghi.so is not None) != wanted:
        write(before, path)
        raise _refused(found.tep, "không ghi được số, ngày vào tệp", "ghi hai dòng so: và ngay_ban_hanh: bằng tay")


def _freeze(workspace: Path, ma: str, stem: str, cac_quy: list[int]) -> None:
    for quy in cac_quy:
        content = (workspace / f"data/{ma}/tien_do/quy_{quy}.yaml").read_bytes()
        write(content, _folder(workspace, ma) / stem / f"quy_{quy}.yaml")


def _log(workspace: Path, ma: str, line: str) -> None:
    path = _folder(workspace, ma) / _LOG
    before = path.read_text(encoding="utf-8") if path.exists() else _LOG_HEAD
    write(f"{before}- {line}\n".encode(), path)


def _folder(workspace: Path, ma: str) -> Path:
    return workspace / "data" / ma / DA_BAN_HANH


def _refused(tep: str, finding: str, remedy: str) -> UnusableError:
    return UnusableError([Problem(Place(tep), finding, remedy)])
