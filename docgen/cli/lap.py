"""`docgen lap …`: one command for each document type, and one for all."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from docgen.cli.options import COMMAND, OPTIONS, WORKSPACE, Decorator, output_option, plan_option, quarter_option
from docgen.cli.show import show_dropped, show_progress, show_reports, show_spared, show_written

ALL = "tat-ca"


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


@click.group(cls=_LapGroup, options_metavar=OPTIONS, subcommand_metavar=COMMAND)
def lap() -> None:
    """Lập văn bản Word từ dữ liệu."""


def _command(name: str, described: str, run: Callable[..., None], *own: Decorator) -> click.Command:
    """A command with the options of all and its own, in this order."""
    options: tuple[Decorator, ...] = (
        plan_option(),
        output_option("Thư mục ghi văn bản; mặc định là output."),
        click.option(
            "--ghi-de", is_flag=True, help="Tệp đã sửa trong Word: cất vào .cu/ trong thư mục văn bản rồi ghi đè."
        ),
        click.option(
            "--doi-chieu", is_flag=True, help="Ghi thêm bản cho người soát: số liệu, lời của đơn vị có ghi chú nguồn."
        ),
        *own,
    )
    for option in reversed(options):
        run = option(run)
    return click.command(name, help=described, options_metavar=OPTIONS)(run)


def _lap_command(name: str, description: str) -> click.Command:
    from docgen.documents import DOCUMENT_TYPES

    def run(ke_hoach: str | None, ra: Path, ghi_de: bool, doi_chieu: bool, quy: int | None = None) -> None:
        _lap([name], ke_hoach, ra, quy, ghi_de=ghi_de, doi_chieu=doi_chieu)

    one_quarter = quarter_option("Chỉ lập báo cáo của quý này; không ghi thì lập mọi quý có số liệu.")
    return _command(name, description, run, *([one_quarter] if DOCUMENT_TYPES[name].theo_quy else []))


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

    return _command(
        ALL,
        "Lập mọi văn bản mà dữ liệu cho phép.",
        run,
        click.option(
            "--thu-muc",
            metavar="DIR",
            multiple=True,
            help='Lập cho nơi làm việc này (thư mục có data/); ghi nhiều lần hoặc dùng dấu *, ví dụ --thu-muc "xa/*".',
        ),
        click.option(
            "--song-song",
            metavar="N",
            type=click.IntRange(1, 64),
            help="Số nơi lập cùng lúc khi có --thu-muc; nên bằng số lõi của máy.",
        ),
    )


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
