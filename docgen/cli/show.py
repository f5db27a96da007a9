"""What commands show on the screen."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from docgen.commands.kiem import BaoCaoTep, DaSua, KetQua
    from docgen.commands.mau_kiem import KetQuaMau
    from docgen.commands.sau_ban_hanh import KhacBiet
    from docgen.commands.so_van_ban import DongSo
    from docgen.publish import Written

T = TypeVar("T")


def show_progress(results: Iterable[T], total: int) -> Iterable[T]:
    """The same results, with a bar on the error stream as they come, where that is a terminal."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    return track(results, "Đang lập", total, console=console, transient=True, disable=not sys.stderr.isatty())


def show_written(files: Sequence[Written]) -> None:
    """What was written, and how large it is."""
    names = [file.path.as_posix() for file in files]
    width = max(map(len, names), default=0)
    print("Đã ghi:")
    for name, file in zip(names, files, strict=True):
        print(f"  {name:{width}}  {max(1, file.path.stat().st_size // 1024):4} KB")
    show_spared(files)
    show_dropped(files)
    show_lacking(files)


_MOST_LACKING = 8


def show_lacking(files: Sequence[Written]) -> None:
    """What documents still lack before they may be signed, each once, with the line to fill."""
    for file in files:
        # That figures are invented stands on every page already.
        asked = [problem for problem in file.con_thieu if problem.place.line and "minh họa" not in problem.finding]
        if asked:
            print(f"{file.path.name} còn thiếu:")
        for problem in asked[:_MOST_LACKING]:
            print(f"  {problem.place}: {problem.finding}\n    → {problem.remedy}")
        if len(asked) > _MOST_LACKING:
            print(f"  và {len(asked) - _MOST_LACKING} điều nữa (docgen trinh-ky nêu đủ)")


def show_spared(files: Sequence[Written]) -> None:
    """The files that people had worked on, and what became of them."""
    for file in files:
        if file.spared:
            print(
                f"{file.spared.as_posix()} đã được sửa ngoài docgen nên giữ nguyên; bản mới là {file.path.name}."
                " Chuyển chỗ sửa vào YAML rồi xóa bản sửa, hoặc chạy lại với --ghi-de."
            )
        if file.kept:
            print(f"{file.path.as_posix()} đã sửa trong Word: bản sửa cất ở {file.kept.as_posix()}.")


def show_dropped(files: Sequence[Written]) -> None:
    """What changed templates no longer print, each once."""
    for said in dict.fromkeys(said for file in files for said in file.mau_bo):
        print(f"Lưu ý: {said}; docgen mau kiem nêu đủ.")


def show_templates(reports: Sequence[KetQuaMau]) -> None:
    """What was found of templates, one after the other."""
    for report in reports:
        print(f"{report.tep}: {report.mau_cua_ai}")
        for problem in report.phat_hien:
            basis = f" ({problem.basis})" if problem.basis else ""
            spot = f"{problem.place.spot}: " if problem.place.spot else ""
            print(f"  {spot}{problem.finding}{basis}\n    → {problem.remedy}")
        for said in report.luu_y:
            print(f"  Lưu ý: {said}")


_LEVELS = {"loi": "Lỗi", "canh_bao": "Cảnh báo", "goi_y": "Gợi ý"}


def show_reports(reports: Sequence[BaoCaoTep]) -> None:
    """What the form check found, file by file: most serious first, repeats folded."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from docgen.nghi_dinh.nd30 import can_cu

    console = Console()
    if not console.is_terminal:
        console.width = 110  # a file or a pipe has no width of its own
    part_i = can_cu("")
    for report in reports:
        print(report.tep)
        if report.khong_phai:
            print(f"  {not_checked(report)}")
        if report.cac_ket_qua:
            table = Table(box=box.SIMPLE_HEAD, show_lines=False, pad_edge=False)
            table.add_column("Mức")
            table.add_column("Chỗ", ratio=2, overflow="fold")
            table.add_column("Thấy, cần sửa", ratio=4, overflow="fold")
            for first, count in _folded(report.cac_ket_qua):
                where = f"{first.vi_tri}: “{first.doan_van}”" if first.doan_van else first.vi_tri
                where += f" và {count - 1} chỗ nữa ({count} {'đoạn' if first.doan_van else 'chỗ'})" if count > 1 else ""
                said = f"{first.thay}; cần {first.can}\n→ {first.sua}\n{first.quy_tac} – {first.can_cu.removeprefix(part_i)}\n"
                table.add_row(_LEVELS[first.muc_do], Text(where), Text(said))
            console.print(table)
        for remark in report.luu_y:
            print(f"  Lưu ý: {remark}")
        if not report.khong_phai:
            print(f"  {_counted(report)} Đã xét: {report.da_xet}. Không xét: {'; '.join(report.chua_xet)}.")
    if any(report.cac_ket_qua for report in reports):
        print(f"Căn cứ không ghi tên văn bản: {part_i.rstrip(', ')}.")


def show_register(columns: Sequence[str], lines: Sequence[DongSo]) -> None:
    """The register of outgoing documents, as a table."""
    from dataclasses import astuple

    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    if not console.is_terminal:
        console.width = 180  # a file or a pipe has no width of its own
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for line in lines:
        table.add_row(*map(Text, astuple(line)))
    console.print(table)


def not_checked(report: BaoCaoTep) -> str:
    """Why a file was not checked."""
    return f"không kiểm thể thức: tệp là {report.khong_phai}; không phải văn bản hành chính theo Điều 7 Nghị định 30/2020/NĐ-CP"


def _folded(found: Sequence[KetQua]) -> list[tuple[KetQua, int]]:
    """The first of each kind of finding, and how many there are."""
    groups: dict[tuple[str, str, str], list[KetQua]] = {}
    for ket_qua in found:
        groups.setdefault((ket_qua.quy_tac, ket_qua.thay, ket_qua.can), []).append(ket_qua)
    return [(group[0], len(group)) for group in groups.values()]


def _counted(report: BaoCaoTep) -> str:
    counts = {level: sum(k.muc_do == level for k in report.cac_ket_qua) for level in _LEVELS}
    said = [f"{count} {_LEVELS[level].lower()}" for level, count in counts.items() if count]
    return f"{', '.join(said).capitalize() or 'Không có phát hiện'}."


def show_changes(done: DaSua, *, err: bool) -> None:
    """What was mended in a copy, and what could not be."""
    stream = sys.stderr if err else sys.stdout
    for said, changes in (("đã sửa", done.da_sua), ("không sửa được", done.con_lai)):
        for first, count in _folded(changes):
            print(
                f"  {said}: {first.thay} → {first.can}{f' ({count} chỗ)' if count > 1 else ''}",
                file=stream,
            )
    if not done.da_sua:
        print("  không có chỗ nào sửa được tự động", file=stream)


def show_copy(written: Written, what: str, *, err: bool) -> None:
    """Where a copy went."""
    stream = sys.stderr if err else sys.stdout
    print(f"{what}: {written.path.as_posix()}", file=stream)
    if written.spared:
        print(f"{written.spared.as_posix()} có sẵn nên giữ nguyên.", file=stream)


def show_data(plans: Mapping[str, Sequence[KhacBiet]]) -> None:
    """Plans whose data are right, and what differs from what was issued."""
    for ma, differences in plans.items():
        print(f"data/{ma}: dữ liệu đúng")
        for each in differences:
            print(f"{each.place}: {each.noi_dung}\n  → {each.anh_huong}")
