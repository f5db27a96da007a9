"""Every digit of a document has a source, or a reason why it has none; and the lines that a source names hold its parts."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from docgen.commands.lap import mau_cua
from docgen.documents import VanBanLap, cac_van_ban
from docgen.docx import ooxml, package
from docgen.load import load
from docgen.render import DauVet, dau_vet
from docgen.sources import LABEL, Source
from tests.conftest import ROOT, WORKSPACES

PLACES = {
    "papi_2026": ROOT,
    "chuyen_doi_so_2026": WORKSPACES / "so_y_te",
    "cai_cach_hanh_chinh_2026": WORKSPACES / "xa_sau_nhiem_vu",
}
# Digits that are printed without a line of YAML behind them, and why.
REASONS = (
    (
        re.compile(r"quý|năm|tháng|ngày|^[…/]+20\d\d$", re.IGNORECASE),
        "kỳ báo cáo, ngày chốt số liệu: Nghị định 09/2019/NĐ-CP và năm của kế hoạch",
    ),
    (re.compile(r"Phụ lục"), "số thứ tự phụ lục"),
)


@functools.cache
def documents(plan: str) -> list[VanBanLap]:
    return cac_van_ban(load(PLACES[plan], plan))


@functools.cache
def traces(plan: str, stem: str) -> list[DauVet]:
    van_ban = next(v for v in documents(plan) if v.stem == stem)
    workspace = PLACES[plan]
    return dau_vet(
        mau_cua(workspace, van_ban.loai, load(workspace, plan).co_quan.trinh_bay).tep,
        van_ban.context,
        van_ban.loai.tep_mau,
    )


CASES = [(plan, van_ban.stem) for plan in PLACES for van_ban in documents(plan)]


def of_figures(plan: str, stem: str) -> Iterator[DauVet]:
    for trace in traces(plan, stem):
        if re.search(r"\d", trace.chu_in):
            yield trace


def _counts_nothing(trace: DauVet) -> bool:
    """A figure with a name that counts nothing: there is no line to open."""
    return trace.source is not None and bool(trace.source.ten) and trace.chu_in in {"0", "00"}


@pytest.mark.parametrize(("plan", "stem"), CASES)
def test_every_printed_digit_has_a_source_or_a_reason(plan: str, stem: str) -> None:
    without = [trace for trace in of_figures(plan, stem) if trace.source is None or not trace.source.parts]
    unexplained = [
        trace.chu_in
        for trace in without
        if trace.source != LABEL
        and not _counts_nothing(trace)
        and not any(reason.search(trace.chu_in) for reason, _ in REASONS)
    ]
    assert unexplained == []
    assert len(list(of_figures(plan, stem))) > 5


@pytest.mark.parametrize(("plan", "stem"), CASES)
def test_what_is_not_printed_from_the_data_is_a_word_of_the_template(plan: str, stem: str) -> None:
    """The digits outside of all traces are those of the template itself: there are none but in field codes."""
    van_ban = next(v for v in documents(plan) if v.stem == stem)
    parts = package.read(mau_cua(PLACES[plan], van_ban.loai, load(PLACES[plan], plan).co_quan.trinh_bay).tep)
    root = ooxml.parse(parts[str(ooxml.main_part(parts))])
    words = "".join(text.text or "" for text in root.iter(ooxml.qn("w:t")))
    outside = re.sub(r"{[{%].*?[%}]}", "", words)
    assert not re.search(r"\d", outside)


@functools.cache
def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def line_of(plan: str, source: Source) -> Iterator[str]:
    for place in source.places:
        yield lines(PLACES[plan] / place.file)[place.line - 1]


KEYS = re.compile(
    r"\b(ma|nhiem_vu|thoi_gian_thuc_hien|ngay_hoan_thanh|ngay|den_ngay|so_dat|tong_so|chuyen_sang|so_lan|han|nam|xep_hang|so_tinh"
    r"|tong_diem|toi_da|muc_tieu|so_ky_hieu|van_ban|ket_qua|noi_dung|ty_le_hoan_thanh|so|[a-z0-9_]+):"
)


@pytest.mark.parametrize(("plan", "stem"), CASES)
def test_the_lines_behind_a_figure_hold_its_parts(plan: str, stem: str) -> None:
    """Read as text: a number that stands in the YAML is on the line named; a task behind a count has its code or report there."""
    looked_at = 0
    for trace in of_figures(plan, stem):
        source = trace.source
        if source is None or not source.parts:
            continue
        for part in source.parts:
            assert part.places, (trace.chu_in, source.ten, part.ten)
            for place in part.places:
                text = lines(PLACES[plan] / place.file)[place.line - 1]
                assert place.column <= len(text) and text[place.column - 1 :].strip(), (trace.chu_in, place)
                looked_at += 1
    assert looked_at > 3


@pytest.mark.parametrize(("plan", "stem"), CASES)
def test_words_of_the_yaml_stand_where_their_source_says(plan: str, stem: str) -> None:
    """A stretch that is words of the YAML begins with words of the line it names, or of the block that begins there."""
    looked_at = 0
    for trace in traces(plan, stem):
        if trace.source is None or trace.source.ten or not trace.source.parts:
            continue
        (place,) = trace.source.places
        block = " ".join(" ".join(lines(PLACES[plan] / place.file)[place.line - 1 : place.line + 14]).split()).lower()
        words = re.findall(r"\w+", trace.chu_in.lower())
        assert all(word in block or word.lstrip("0") in block for word in words[:3]), (trace.chu_in, str(place))
        looked_at += 1
    assert looked_at > 3


@pytest.mark.parametrize(("plan", "stem"), [case for case in CASES if case[1] != "ke_hoach"])
def test_a_count_counts_its_parts(plan: str, stem: str) -> None:
    """`05 nhiệm vụ` has five tasks behind it, each told once; a table's number likewise."""
    looked_at = 0
    for trace in of_figures(plan, stem):
        source = trace.source
        if source is None or not re.fullmatch(r"\d{1,3}", trace.chu_in) or not source.parts:
            continue
        if any("—" in part.ten for part in source.parts):
            tasks = [part.ten for part in source.parts]
            assert len(tasks) == int(trace.chu_in), (trace.chu_in, source.ten, tasks)
            looked_at += 1
    assert looked_at > 3
