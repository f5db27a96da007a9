"""The command line: parameters, printing, exit codes. What a command does stands in docgen.commands.

Exit codes: 0 clean, 1 findings, 2 unusable data or arguments, 3 a fault of docgen itself.
"""

from __future__ import annotations

import codecs
import sys
import traceback
from collections.abc import Sequence
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

import click

from docgen import __version__
from docgen.cli.ban_hanh import ban_hanh, so_van_ban, trinh_ky
from docgen.cli.click_vi import speak_vietnamese
from docgen.cli.lap import lap
from docgen.cli.options import COMMAND, OPTIONS, OUTPUT, WORKSPACE, document_type, plan_option, quarter_option
from docgen.cli.show import (
    not_checked,
    show_changes,
    show_copy,
    show_data,
    show_reports,
    show_templates,
    show_written,
)
from docgen.errors import UnusableError
from docgen.nghi_dinh.vietnamese import without_accents


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    options_metavar=OPTIONS,
    subcommand_metavar=COMMAND,
)
@click.version_option(__version__, message="docgen %(version)s", help="Xem phiên bản.")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Lập văn bản hành chính theo Nghị định 30/2020/NĐ-CP từ dữ liệu YAML.

    Chạy ở thư mục chứa data/. Gõ docgen để xem tình hình, docgen lap tat-ca để lập văn bản.
    """
    if ctx.invoked_subcommand is None:
        _print_overview()


def _print_overview() -> None:
    from docgen.commands.tinh_hinh import tinh_hinh
    from docgen.load import chosen_plan, plans

    problems = []
    for ma in plans(WORKSPACE) or [chosen_plan(WORKSPACE, None)]:
        try:
            plan = tinh_hinh(WORKSPACE, ma, OUTPUT, date.today())
        except UnusableError as error:  # one plan that cannot be read does not hide the others
            problems += error.problems
            continue
        click.echo(plan.ten)
        for line in plan.cac_dong:
            click.echo(f"  {'!' if line.can_lam else ' '} {line.ten}: {line.noi_dung}")
        if plan.lenh_tiep_theo:
            click.echo(f"  Lệnh tiếp theo: {plan.lenh_tiep_theo}")
        elif not any(line.can_lam for line in plan.cac_dong):
            click.echo("  Mọi văn bản đã lập, khớp dữ liệu.")
    if problems:
        raise UnusableError(problems)


@cli.command("giai-thich", options_metavar=OPTIONS)
@document_type
@click.argument("con_so", metavar="CON_SỐ")
@quarter_option("Quý, khi hỏi về báo cáo quý.")
@plan_option()
def giai_thich(van_ban: str, con_so: str, quy: int | None, ke_hoach: str | None) -> None:
    """Nêu các nhiệm vụ và dòng YAML đứng sau một con số của văn bản, ví dụ: docgen giai-thich bao-cao-quy 13/14 --quy 2"""
    from docgen.commands.giai_thich import giai_thich as command

    for found in command(van_ban, con_so, WORKSPACE, ke_hoach, quy):
        click.echo(f"{found.cach_in}: {found.source.ten or 'chữ trong dữ liệu'} — “{found.noi_in}”")
        for part in found.source.parts:
            click.echo(f"  {part.ten}" if part.ten else "  " + ", ".join(map(str, part.places)))
            for place in part.places if part.ten else ():
                click.echo(f"    {place}")


@cli.command(options_metavar=OPTIONS)
@click.argument("tep", nargs=-1, metavar="[TỆP.docx | THƯ MỤC] …", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="In phát hiện dạng JSON.")
@click.option(
    "--ghi-chu", metavar="RA.docx", type=click.Path(path_type=Path), help="Ghi bản sao có ghi chú Word ở từng chỗ."
)
@click.option(
    "--sua",
    metavar="RA.docx",
    type=click.Path(path_type=Path),
    help="Ghi bản sao đã sửa những chỗ chỉ có một cách sửa.",
)
def kiem(tep: tuple[Path, ...], as_json: bool, ghi_chu: Path | None, sua: Path | None) -> None:
    """Kiểm thể thức tệp Word; không ghi tệp thì kiểm dữ liệu.

    Mã thoát: 0 không có lỗi, 1 có lỗi hoặc cảnh báo, 2 có tệp không kiểm được."""
    from docgen.commands import kiem as command
    from docgen.commands.duong_dan import named

    tep = tuple(found for word in tep for found in named(word) or [word])
    copies = [copy for copy in (ghi_chu, sua) if copy is not None]
    if copies and (len(tep) != 1 or tep[0].is_dir()):
        raise click.UsageError("--ghi-chu và --sua đi với đúng một tệp.")
    if not tep:
        show_data(command.kiem_du_lieu(WORKSPACE))
        return
    reports, problems = command.kiem(tep, WORKSPACE)
    if as_json:
        import dataclasses
        import json

        found = [dataclasses.asdict(ket_qua) for report in reports for ket_qua in report.cac_ket_qua]
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        for report in reports:
            if report.khong_phai:
                click.echo(f"{report.tep}: {not_checked(report)}", err=True)
    else:
        show_reports(reports)
    # With --json the answer alone goes to the output, so that a program can read it.
    if ghi_chu is not None and reports:
        show_copy(command.ghi_chu(tep[0], ghi_chu, WORKSPACE), "Bản có ghi chú", err=as_json)
    if sua is not None and reports:
        done = command.sua(tep[0], sua, WORKSPACE)
        show_changes(done, err=as_json)
        show_copy(done.tep, "Bản đã sửa", err=as_json)
    if problems:
        raise UnusableError(problems)
    if any(report.co_loi for report in reports):
        sys.exit(1)


@cli.group(options_metavar=OPTIONS, subcommand_metavar=COMMAND)
def mau() -> None:
    """Dựng, kiểm mẫu Word; dựng lược đồ giúp soạn YAML."""


@mau.command("word", options_metavar="")
def mau_word() -> None:
    """Dựng lại các mẫu trong templates_docx/; mẫu đã sửa trong Word thì giữ nguyên."""
    from docgen.commands.mau import word

    show_written(word(WORKSPACE))


@mau.command("schema", options_metavar="")
def mau_schema() -> None:
    """Ghi lược đồ vào data/schema/ để trình soạn thảo gợi ý khóa và mã."""
    from docgen.commands.mau import schema

    show_written(schema(WORKSPACE))


@mau.command("kiem", options_metavar="")
@click.argument("tep", nargs=-1, metavar="[TỆP.docx] …", type=click.Path(path_type=Path))
def mau_kiem(tep: tuple[Path, ...]) -> None:
    """Nêu mẫu đã sửa trong Word mất gì, thiếu gì; không ghi tệp thì kiểm các mẫu trong templates_docx/.

    Mã thoát: 0 không có phát hiện, 1 có phát hiện, 2 có tệp không kiểm được."""
    from docgen.commands.duong_dan import named
    from docgen.commands.mau_kiem import mau_kiem as command

    reports, problems = command([found for word in tep for found in named(word) or [word]], WORKSPACE)
    show_templates(reports)
    if problems:
        raise UnusableError(problems)
    if any(report.phat_hien for report in reports):
        sys.exit(1)


for command in (lap, trinh_ky, ban_hanh, so_van_ban):
    cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs a command and exits with its code."""
    _prepare_console()
    speak_vietnamese()
    try:
        cli(arguments, prog_name="docgen", windows_expand_args=False)
    except UnusableError as error:
        for problem in error.problems:
            click.echo(problem, err=True)
        click.echo(f"\nCó {len(error.problems)} lỗi; sửa rồi chạy lại.", err=True)
        sys.exit(2)
    except Exception:  # noqa: BLE001 - the last resort, and it tells everything it knows
        click.echo("Lỗi của docgen, không phải của dữ liệu. Gửi đoạn dưới đây cho người phụ trách docgen:\n", err=True)
        click.echo(traceback.format_exc(), err=True)
        sys.exit(3)
    sys.exit(0)


def _prepare_console() -> None:
    """On a console that cannot show Vietnamese (cp1252), letters lose their accents and nothing crashes."""
    codecs.register_error("bo_dau", _bare_letter)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="bo_dau")


def _bare_letter(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    text = without_accents(error.object[error.start : error.end]).translate(
        {0x201C: '"', 0x201D: '"', 0x2192: "->", 0x2014: "-", 0x2013: "-"}
    )
    return text.encode("ascii", "replace").decode(), error.end
