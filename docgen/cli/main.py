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
from docgen.cli.click_vi import speak_vietnamese
from docgen.cli.show import (
    not_checked,
    show_changes,
    show_copy,
    show_dropped,
    show_progress,
    show_register,
    show_reports,
    show_spared,
    show_templates,
    show_written,
)
from docgen.errors import UnusableError
from docgen.nghi_dinh.vietnamese import without_accents

ALL = "tat-ca"
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
            return _lap_all_command(list(DOCUMENT_TYPES))
        if name in DOCUMENT_TYPES:
            return _lap_command(name, f"Lập {DOCUMENT_TYPES[name].ten_goi}.")
        return None


OPTIONS = "[TÙY CHỌN]"
COMMAND = "LỆNH …"


class DocumentTypeName(click.ParamType[str]):
    """One of the document types; they are imported only when they are needed."""

    name = "văn bản"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from docgen.documents import DOCUMENT_TYPES

        if value not in DOCUMENT_TYPES:
            self.fail(f"{value!r} không thuộc {', '.join(DOCUMENT_TYPES)}.", param, ctx)
        return value


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


@cli.group(cls=_LapGroup, options_metavar=OPTIONS, subcommand_metavar=COMMAND)
def lap() -> None:
    """Lập văn bản Word từ dữ liệu."""


def _lap_command(name: str, description: str) -> click.Command:
    from docgen.documents import DOCUMENT_TYPES

    def run(ke_hoach: str | None, ra: Path, ghi_de: bool, doi_chieu: bool, quy: int | None = None) -> None:
        _lap([name], ke_hoach, ra, quy, ghi_de=ghi_de, doi_chieu=doi_chieu)

    one_quarter = [_quy_option("Chỉ lập báo cáo của quý này; không ghi thì lập mọi quý có số liệu.")]
    params = [*_lap_options(), *(one_quarter if DOCUMENT_TYPES[name].theo_quy else ())]
    return click.Command(name, callback=run, help=description, options_metavar=OPTIONS, params=params)


def _lap_all_command(document_types: list[str]) -> click.Command:
    def run(
        ke_hoach: str | None, ra: Path, ghi_de: bool, doi_chieu: bool, thu_muc: tuple[str, ...], song_song: int | None
    ) -> None:
        if not thu_muc:
            if song_song:
                raise click.UsageError("--song-song đi với --thu-muc.")
            _lap(document_types, ke_hoach, ra, ghi_de=ghi_de, doi_chieu=doi_chieu)
            return
        if ke_hoach or doi_chieu or ra.is_absolute() or ".." in ra.parts:
            raise click.UsageError(
                "--thu-muc không đi với --ke-hoach, --doi-chieu hoặc --ra ở ngoài mỗi nơi (đường dẫn đầy đủ, ..)."
            )
        _lap_many(thu_muc, ra, song_song or 1, ghi_de=ghi_de)

    many = [
        click.Option(
            ["--thu-muc"],
            metavar="DIR",
            multiple=True,
            help='Lập cho nơi làm việc này (thư mục có data/); ghi nhiều lần hoặc dùng dấu *, ví dụ --thu-muc "xa/*".',
        ),
        click.Option(
            ["--song-song"],
            metavar="N",
            type=click.IntRange(1, 64),
            help="Số nơi lập cùng lúc khi có --thu-muc; nên bằng số lõi của máy.",
        ),
    ]
    described = "Lập mọi văn bản mà dữ liệu cho phép."
    return click.Command(ALL, callback=run, help=described, options_metavar=OPTIONS, params=[*_lap_options(), *many])


def _lap_options() -> list[click.Option]:
    return [
        _plan_option(),
        click.Option(
            ["--ra"],
            metavar="DIR",
            type=click.Path(file_okay=False, path_type=Path),
            default=OUTPUT,
            help="Thư mục ghi văn bản; mặc định là output.",
        ),
        click.Option(
            ["--ghi-de"], is_flag=True, help="Tệp đã sửa trong Word: cất vào .cu/ trong thư mục văn bản rồi ghi đè."
        ),
        click.Option(
            ["--doi-chieu"],
            is_flag=True,
            help="Ghi thêm bản cho người soát: số liệu, lời của đơn vị có ghi chú nguồn.",
        ),
    ]


def _lap(
    document_types: list[str], ke_hoach: str | None, ra: Path, quy: int | None = None, *, ghi_de: bool, doi_chieu: bool
) -> None:
    from docgen.commands.kiem import da_lap
    from docgen.commands.lap import lap

    written = lap(document_types, WORKSPACE, ke_hoach, ra, quy, ghi_de=ghi_de, doi_chieu=doi_chieu)
    show_written(written)
    # Only a template that somebody changed can bring findings into fresh documents.
    if reports := da_lap([file.path for file in written], WORKSPACE):
        show_reports(reports)
        click.echo("Sửa mẫu trong templates_docx/ rồi lập lại.", err=True)
        sys.exit(1)


def _lap_many(patterns: Sequence[str], ra: Path, song_song: int, *, ghi_de: bool) -> None:
    """Writes the documents of many workspaces; then says, office by office, what went wrong."""
    from docgen.commands.nhieu_noi import cac_noi, nhieu_noi

    places = cac_noi(patterns)
    running = nhieu_noi(places, ra, song_song, ghi_de=ghi_de)
    results = sorted(show_progress(running, len(places)), key=lambda result: result.thu_muc)
    for result in results:
        if result.cac_loi or result.phat_hien or any(file.spared or file.kept or file.mau_bo for file in result.da_ghi):
            click.echo(f"{result.thu_muc.as_posix()}:")
            show_spared(result.da_ghi)
            show_dropped(result.da_ghi)
            show_reports(result.phat_hien)
            for problem in result.cac_loi:
                click.echo(problem)
    failed = [result for result in results if result.cac_loi]
    written = sum(len(result.da_ghi) for result in results)
    click.echo(f"Đã lập {written} văn bản ở {len(places) - len(failed)}/{len(places)} nơi.")
    if failed:
        click.echo(f"Còn {len(failed)} nơi có lỗi nêu ở trên; sửa rồi chạy lại.", err=True)
        sys.exit(2)
    if any(result.phat_hien for result in results):
        click.echo("Sửa mẫu trong templates_docx/ của nơi có phát hiện rồi lập lại.", err=True)
        sys.exit(1)


def _plan_option() -> click.Option:
    return click.Option(
        ["--ke-hoach"],
        metavar="MÃ",
        help="Mã kế hoạch (tên thư mục trong data/); chỉ cần khi có nhiều kế hoạch.",
    )


def _quy_option(described: str, *, required: bool = False) -> click.Option:
    return click.Option(["--quy"], metavar="1…4", type=click.IntRange(1, 4), required=required, help=described)


@cli.command("giai-thich", options_metavar=OPTIONS)
@click.argument("van_ban", metavar="VĂN_BẢN", type=DocumentTypeName())
@click.argument("con_so", metavar="CON_SỐ")
@click.option("--quy", metavar="1…4", type=click.IntRange(1, 4), help="Quý, khi hỏi về báo cáo quý.")
@click.option("--ke-hoach", metavar="MÃ", help="Mã kế hoạch; chỉ cần khi có nhiều kế hoạch.")
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
        for ma in command.kiem_du_lieu(WORKSPACE):
            click.echo(f"data/{ma}: dữ liệu đúng")
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


@cli.command("trinh-ky", options_metavar=OPTIONS)
@click.argument("van_ban", metavar="VĂN_BẢN", type=DocumentTypeName())
@click.option("--quy", metavar="1…4", type=click.IntRange(1, 4), help="Quý, khi trình báo cáo quý.")
@click.option("--ke-hoach", metavar="MÃ", help="Mã kế hoạch; chỉ cần khi có nhiều kế hoạch.")
@click.option(
    "--ra", metavar="DIR", type=click.Path(file_okay=False, path_type=Path), default=OUTPUT, help="Thư mục văn bản."
)
def trinh_ky(van_ban: str, quy: int | None, ke_hoach: str | None, ra: Path) -> None:
    """Kiểm lần cuối và đóng gói văn bản trình ký: Word, PDF có ô ký số, phiếu trình, kê khai."""
    from docgen.commands.trinh_ky import trinh_ky as command

    done = command(van_ban, WORKSPACE, ke_hoach, ra, quy, date.today())
    click.echo(f"Đã đóng gói ở {done.thu_muc.as_posix()}: {', '.join(done.cac_tep)}")
    if done.con_thieu:
        click.echo(f"Chưa có PDF: cài {done.con_thieu}, rồi chạy lại.")
    for warning in done.canh_bao:
        click.echo(f"Lưu ý: {warning}.")


@cli.command("ban-hanh", options_metavar=OPTIONS)
@click.argument("van_ban", metavar="VĂN_BẢN", type=DocumentTypeName())
@click.option("--so", metavar="SỐ", type=click.IntRange(min=1), help="Số Văn thư đã cấp.")
@click.option("--ngay", metavar="NGÀY", help="Ngày ban hành, ví dụ 10/6/2026.")
@click.option("--tep", metavar="TỆP", type=click.Path(path_type=Path), help="Bản đã ký trả về (.pdf hoặc .docx).")
@click.option("--khong-qua-trinh-ky", is_flag=True, help="Ban hành văn bản không qua docgen trinh-ky; cần --ly-do.")
@click.option("--huy", is_flag=True, help="Hủy số, ngày đã ghi; bản đã ban hành được cất lại.")
@click.option("--ly-do", metavar="LÝ_DO", default="", help="Vì sao hủy, hoặc vì sao làm khác thường lệ; được lưu lại.")
@click.option("--quy", metavar="1…4", type=click.IntRange(1, 4), help="Quý, khi ban hành báo cáo quý.")
@click.option("--ke-hoach", metavar="MÃ", help="Mã kế hoạch; chỉ cần khi có nhiều kế hoạch.")
@click.option(
    "--ra", metavar="DIR", type=click.Path(file_okay=False, path_type=Path), default=OUTPUT, help="Thư mục văn bản."
)
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
    click.echo("Dữ liệu sửa sau này không làm thay đổi văn bản này; báo cáo sau sẽ nêu đính chính.")


def _date(text: str) -> date:
    from docgen.model import parse_date

    try:
        return parse_date(text)
    except ValueError as error:
        raise click.UsageError(f"--ngay: {error}") from error


def _print_completed(lines: Sequence[str]) -> None:
    for line in lines:
        click.echo(f"Hoàn tất lần ban hành bị ngắt giữa chừng: {line}")


@cli.command("so-van-ban", options_metavar=OPTIONS)
@click.option("--ke-hoach", metavar="MÃ", help="Chỉ văn bản của kế hoạch này; không ghi thì mọi kế hoạch.")
@click.option(
    "--xuat",
    "target",
    metavar="RA.csv",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Ghi ra tệp CSV mở bằng Excel.",
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
