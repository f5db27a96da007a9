"""The command line: parameters, printing, exit codes. What a command does stands in docgen.commands.

Exit codes: 0 clean, 1 findings, 2 unusable data or arguments, 3 a fault of docgen itself.
"""

from __future__ import annotations

import codecs
import sys
import traceback
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from docgen.click_vi import speak_vietnamese
from docgen.errors import UnusableError
from docgen.vietnamese import without_accents

if TYPE_CHECKING:
    from docgen.publish import Written

ALL = "tat-ca"
QUARTERLY = "bao-cao-quy"
WORKSPACE = Path()
OUTPUT = Path("output")


class _LapGroup(click.Group):
    """One subcommand for each document type; the types are imported only when they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        from docgen.documents import DOCUMENT_TYPES

        return [*DOCUMENT_TYPES, ALL]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        from docgen.documents import DOCUMENT_TYPES

        if name == ALL:
            return _lap_command(name, list(DOCUMENT_TYPES), "Lập mọi văn bản mà dữ liệu cho phép.")
        if name in DOCUMENT_TYPES:
            return _lap_command(name, [name], f"Lập {DOCUMENT_TYPES[name].ten_goi}.")
        return None


OPTIONS = "[TÙY CHỌN]"
COMMAND = "LỆNH …"


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    options_metavar=OPTIONS,
    subcommand_metavar=COMMAND,
)
@click.version_option(version("docgen"), message="docgen %(version)s", help="Xem phiên bản.")
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
        if plan.lenh:
            click.echo(f"  Lệnh tiếp theo: {plan.lenh}")
        elif not any(line.can_lam for line in plan.cac_dong):
            click.echo("  Mọi văn bản đã lập, khớp dữ liệu.")
    if problems:
        raise UnusableError(problems)


@cli.group(cls=_LapGroup, options_metavar=OPTIONS, subcommand_metavar=COMMAND)
def lap() -> None:
    """Lập văn bản Word từ dữ liệu."""


def _lap_command(name: str, document_types: list[str], description: str) -> click.Command:
    def run(ke_hoach: str | None, ra: Path, quy: int | None = None) -> None:
        from docgen.commands.lap import lap

        _print_written(lap(document_types, WORKSPACE, ke_hoach, ra, quy))

    one_quarter = [_quy_option("Chỉ lập báo cáo của quý này; không ghi thì lập mọi quý có số liệu.")]

    return click.Command(
        name,
        callback=run,
        help=description,
        options_metavar=OPTIONS,
        params=[
            _plan_option(),
            click.Option(
                ["--ra"],
                metavar="DIR",
                type=click.Path(file_okay=False, path_type=Path),
                default=OUTPUT,
                help="Thư mục ghi văn bản; mặc định là output.",
            ),
            *(one_quarter if name == QUARTERLY else ()),
        ],
    )


def _plan_option() -> click.Option:
    return click.Option(
        ["--ke-hoach"],
        metavar="MÃ",
        help="Mã kế hoạch (tên thư mục trong data/); chỉ cần khi có nhiều kế hoạch.",
    )


def _quy_option(described: str, *, required: bool = False) -> click.Option:
    return click.Option(["--quy"], metavar="1…4", type=click.IntRange(1, 4), required=required, help=described)


def _giai_thich(con_so: str, quy: int, ke_hoach: str | None) -> None:
    from docgen.commands.giai_thich import giai_thich

    for figure in giai_thich(con_so, quy, WORKSPACE, ke_hoach):
        click.echo(f"{figure.ten}: {figure.viet}")
        for task in figure.cac_nhiem_vu:
            click.echo(f"  {task.ten} — {task.tinh_trang}")
            for place in task.cac_dong:
                click.echo(f"    {place}")
        if not figure.cac_nhiem_vu:
            click.echo("  không có nhiệm vụ nào")


cli.add_command(
    click.Command(
        "giai-thich",
        callback=_giai_thich,
        help="Nêu các nhiệm vụ và dòng YAML đứng sau một con số của báo cáo quý, ví dụ: docgen giai-thich 13/14 --quy 3",
        options_metavar=OPTIONS,
        params=[
            click.Argument(["con_so"], metavar="CON_SỐ"),
            _quy_option("Quý của báo cáo.", required=True),
            _plan_option(),
        ],
    )
)


@cli.group(options_metavar=OPTIONS, subcommand_metavar=COMMAND)
def mau() -> None:
    """Dựng mẫu Word và lược đồ giúp soạn YAML."""


@mau.command("word", options_metavar="")
def mau_word() -> None:
    """Dựng lại các mẫu trong templates_docx/; mẫu đã sửa trong Word thì giữ nguyên."""
    from docgen.commands.mau import word

    _print_written(word(WORKSPACE))


@mau.command("schema", options_metavar="")
def mau_schema() -> None:
    """Ghi lược đồ vào data/schema/ để trình soạn thảo gợi ý khóa và mã."""
    from docgen.commands.mau import schema

    _print_written(schema(WORKSPACE))


def _print_written(files: Sequence[Written]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("Đã ghi", overflow="fold")
    table.add_column("Dung lượng", justify="right")
    for file in files:
        table.add_row(Text(file.path.as_posix()), f"{max(1, file.path.stat().st_size // 1024)} KB")
    Console().print(table)
    for file in files:
        if file.spared:
            click.echo(
                f"{file.spared.as_posix()} đã được sửa ngoài docgen nên giữ nguyên; bản mới là {file.path.name}."
            )


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs a command and exits with its code."""
    _prepare_console()
    speak_vietnamese()
    try:
        cli(arguments, prog_name="docgen")
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
