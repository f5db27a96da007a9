"""The way of a document to signature and into the register: `trinh-ky`, `ban-hanh`, `so-van-ban`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from docgen.cli.options import OPTIONS, WORKSPACE, document_type, output_option, plan_option, quarter_option
from docgen.cli.show import show_copy, show_register
from docgen.nghi_dinh.vietnamese import two_digits


@click.command("trinh-ky", options_metavar=OPTIONS)
@document_type
@click.option(
    "--tep",
    metavar="TỆP.docx",
    type=click.Path(path_type=Path),
    help="Bản docgen lập rồi sửa lời trong Word: trình bản này, phiếu trình nêu từng chỗ sửa.",
)
@quarter_option("Quý, khi trình báo cáo quý.")
@plan_option()
@output_option("Thư mục văn bản.")
def trinh_ky(van_ban: str, tep: Path | None, quy: int | None, ke_hoach: str | None, ra: Path) -> None:
    """Kiểm lần cuối và đóng gói văn bản trình ký: Word, PDF có ô ký số, phiếu trình, kê khai."""
    from docgen.commands.trinh_ky import trinh_ky as command

    done = command(van_ban, WORKSPACE, ke_hoach, ra, quy, date.today(), tep)
    click.echo(f"Đã đóng gói ở {done.thu_muc.as_posix()}: {', '.join(done.cac_tep)}")
    if done.so_can_xac_nhan:
        click.echo(f"Phiếu trình nêu {two_digits(done.so_can_xac_nhan)} nội dung cần người ký xác nhận.")
    for change in done.sua_trong_word:
        click.echo(f"Sửa trong Word: {change}.")
    if done.con_thieu:
        click.echo(f"Chưa có PDF: cài {done.con_thieu}, rồi chạy lại.")
    for warning in done.canh_bao:
        click.echo(f"Lưu ý: {warning}.")


@click.command("ban-hanh", options_metavar=OPTIONS)
@document_type
@click.option("--so", metavar="SỐ", type=click.IntRange(min=1), help="Số Văn thư đã cấp.")
@click.option("--ngay", metavar="NGÀY", help="Ngày ban hành, ví dụ 10/6/2026.")
@click.option("--tep", metavar="TỆP", type=click.Path(path_type=Path), help="Bản đã ký trả về (.pdf hoặc .docx).")
@click.option("--khong-qua-trinh-ky", is_flag=True, help="Ban hành văn bản không qua docgen trinh-ky; cần --ly-do.")
@click.option("--huy", is_flag=True, help="Hủy số, ngày đã ghi; bản đã ban hành được cất lại.")
@click.option("--ly-do", metavar="LÝ_DO", default="", help="Vì sao hủy, hoặc vì sao làm khác thường lệ; được lưu lại.")
@quarter_option("Quý, khi ban hành báo cáo quý.")
@plan_option()
@output_option("Thư mục văn bản.")
def ban_hanh(
    van_ban: str,
    so: int | None,
    ngay: str | None,
    tep: Path | None,
    khong_qua_trinh_ky: bool,
    huy: bool,
    ly_do: str,
    quy: int | None,
    ke_hoach: str | None,
    ra: Path,
) -> None:
    """Ghi số, ngày Văn thư đã cấp và giữ nguyên văn bản cùng mọi dữ liệu đã dùng."""
    from docgen.commands import ban_hanh as command

    if huy:
        if not ly_do or so is not None or ngay is not None or tep is not None:
            raise click.UsageError("--huy đi với --ly-do, không đi với --so, --ngay, --tep.")
        done = command.huy(van_ban, ly_do, date.today(), WORKSPACE, ke_hoach, quy)
        _print_completed(done.hoan_tat)
        click.echo(f"Đã hủy số, ngày của {done.van_ban.ten}; bản đã ban hành và lý do cất ở {done.thu_muc.as_posix()}.")
        return
    if so is None or ngay is None:
        raise click.UsageError("cần --so và --ngay, ví dụ: docgen ban-hanh ke-hoach --so 123 --ngay 10/6/2026")
    if khong_qua_trinh_ky and not ly_do:
        raise click.UsageError("--khong-qua-trinh-ky đi với --ly-do.")
    done = command.ban_hanh(
        van_ban,
        so,
        _date(ngay),
        WORKSPACE,
        ke_hoach,
        quy,
        output=ra,
        today=date.today(),
        tep=tep,
        khong_qua_trinh_ky=khong_qua_trinh_ky,
        ly_do=ly_do,
    )
    _print_completed(done.hoan_tat)
    click.echo(f"Đã ban hành {done.van_ban.ten} số {so}, ngày {ngay}; giữ nguyên ở {done.thu_muc.as_posix()}.")
    click.echo(
        "Dữ liệu sửa sau này không làm thay đổi văn bản này: số liệu sửa thì báo cáo sau nêu đính chính, kế hoạch sửa thì "
        "ban hành kế hoạch điều chỉnh."
    )


def _date(text: str) -> date:
    from docgen.model import parse_date

    try:
        return parse_date(text)
    except ValueError as error:
        raise click.UsageError(f"--ngay: {error}") from error


def _print_completed(lines: Sequence[str]) -> None:
    for line in lines:
        click.echo(f"Hoàn tất lệnh bị ngắt giữa chừng: {line}")


@click.command("so-van-ban", options_metavar=OPTIONS)
@plan_option("Chỉ văn bản của kế hoạch này; không ghi thì mọi kế hoạch.")
@click.option(
    "--xuat",
    "target",
    metavar="RA.xlsx",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Ghi ra tệp Excel.",
)
def so_van_ban(ke_hoach: str | None, target: Path | None) -> None:
    """Sổ đăng ký văn bản đi: các văn bản đã ban hành và đã hủy."""
    from docgen.commands.so_van_ban import CAC_COT, so_van_ban, xuat

    lines = so_van_ban(WORKSPACE, ke_hoach)
    if target is not None:
        show_copy(xuat(lines, target), "Sổ đăng ký văn bản đi", err=False)
    elif lines:
        show_register(CAC_COT, lines)
    else:
        click.echo("Chưa ban hành văn bản nào.")
