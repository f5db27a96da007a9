"""Takes the head of a document apart, component by component: letterhead, title, Kính gửi, căn cứ."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from docgen.docx.facts import Block, Document, Table
from docgen.nghi_dinh import nd30
from docgen.recognise import opening, title
from docgen.recognise.letterhead import begins_document, letterhead
from docgen.recognise.lines import DongChu, has_text, lines, own_words, words
from docgen.recognise.parts import VanBan

_MOST_BLOCKS, _MOST_WITHOUT_TABLE = 24, 8  # a letterhead and a title never take more
_LOOKED_AHEAD = 3  # blocks behind the head where the title of something else may stand
_MOST_ROWS = 3  # a bordered table of more is content


@dataclass(frozen=True)
class _Component:
    """A component of the head, said in questions about one block and what was found before it.

    `begins` and `goes_on`: does the block belong to the component? `passes`: may it stand before one that does?
    `take` says what is found with the block, `edge` what the block that ends the component still tells of it.
    `real`: is what was taken such a component after all?
    """

    begins: Callable[[Block, VanBan], bool]
    goes_on: Callable[[Block, VanBan], bool]
    passes: Callable[[Block, VanBan], bool]
    take: Callable[[VanBan, Block], VanBan]
    edge: Callable[[VanBan, Block], VanBan] = lambda found, _: found
    real: Callable[[VanBan], bool] = lambda _: True


_TITLE = _Component(
    begins=lambda block, found: found.dong_ten_loai is None and title.holds_title(block),
    goes_on=title.is_under_title,
    passes=lambda *_: False,
    take=lambda found, block: (title.with_title if found.dong_ten_loai is None else title.with_trich_yeu)(found, block),
    edge=title.with_edge,
)
_KINH_GUI = _Component(
    begins=lambda block, found: not found.kinh_gui and opening.holds_kinh_gui(block),
    goes_on=lambda block, found: opening.is_recipient(block, found.kinh_gui[-1]),
    passes=lambda block, _: not has_text(block),
    take=lambda found, block: replace(found, kinh_gui=[*found.kinh_gui, *words(block)]),
)
_CAN_CU = _Component(
    begins=lambda block, _: opening.holds_can_cu(block),
    goes_on=lambda block, _: opening.holds_can_cu(block),
    passes=lambda block, found: (
        opening.is_empty_paragraph(block) or (not found.can_cu and opening.is_authority_of_decision(block))
    ),
    take=lambda found, block: replace(found, can_cu=[*found.can_cu, *own_words(block)]),
    real=lambda found: not opening.is_lone_sentence(found.can_cu, addressed=bool(found.kinh_gui)),
)
_WIRED = _Component(
    begins=lambda block, found: found.ten_loai == "Công điện" and opening.wires(block),
    goes_on=lambda block, _: opening.is_dashed(block),
    passes=lambda block, _: not has_text(block),
    take=lambda found, _: found,
)
# In the order in which documents have them; Kính gửi stands on either side of căn cứ.
_COMPONENTS = (_TITLE, _KINH_GUI, _CAN_CU, _KINH_GUI, _WIRED)


def head(facts: Document, blocks: Sequence[Block], *, kem_theo: bool) -> tuple[VanBan, Sequence[Block]]:
    """The document with all that stands before its body, and the blocks from the body on."""
    length = _letterhead_length(blocks)
    dau = letterhead(blocks[:length])
    start = VanBan(facts, kem_theo=kem_theo, dau_van_ban=dau, kinh_gui=dau.kinh_gui)
    found, end = _walk(_COMPONENTS, start, blocks, length)
    return _with_kind(found, blocks[: end + _LOOKED_AHEAD]), blocks[end:]


def titled(facts: Document, blocks: Sequence[Block]) -> tuple[VanBan, Sequence[Block]]:
    """The text that another document issues, which begins with its title, and the blocks from its body on."""
    found, end = _walk((_TITLE,), VanBan(facts, kem_theo=True), blocks, 0)
    return found, blocks[end:]


def _walk(components: Sequence[_Component], found: VanBan, blocks: Sequence[Block], cursor: int) -> tuple[VanBan, int]:
    """Goes through the blocks from the cursor on, once for all components; returns what was found, and where it ends."""
    for component in components:
        taken, end, belongs = found, cursor, component.begins
        for at in range(cursor, len(blocks)):
            if belongs(blocks[at], taken):
                taken, end, belongs = component.take(taken, blocks[at]), at + 1, component.goes_on
            elif not component.passes(blocks[at], taken):
                taken = component.edge(taken, blocks[at])
                break
        if component.real(taken):
            found, cursor = taken, end
    return found, cursor


def _with_kind(found: VanBan, blocks: Sequence[Block]) -> VanBan:
    """Where no title names the type: a title of something else, or the marks of a công văn."""
    if found.ten_loai:
        return found
    unknown = title.unknown_title(blocks)
    return replace(found, tieu_de_la=unknown, ten_loai=nd30.CONG_VAN if not unknown and _is_cong_van(found) else "")


def _is_cong_van(found: VanBan) -> bool:
    addressed = found.kinh_gui and (found.dau_van_ban.so_ky_hieu or found.dau_van_ban.quoc_hieu)
    return bool(found.dau_van_ban.trich_yeu_cong_van or addressed)


def _letterhead_length(blocks: Sequence[Block]) -> int:
    """How many blocks the letterhead takes: up to what can only follow it."""
    first = blocks[:_MOST_BLOCKS]
    seen = next(
        (at for at, block in enumerate(first) if isinstance(block, Table) and begins_document(block)), len(first)
    )
    ends = (at for at, block in enumerate(first) if _ends_letterhead(block, first=at == 0, headed=at > seen))
    tables = any(isinstance(block, Table) for block in first)
    return next(ends, len(first) if tables else min(len(first), _MOST_WITHOUT_TABLE))


def _ends_letterhead(block: Block, *, first: bool, headed: bool) -> bool:
    if isinstance(block, Table):
        return not first and block.bordered and len(block.rows) > _MOST_ROWS
    return any(_follows_letterhead(line) or (headed and title.is_other_title(line)) for line in lines(block))


def _follows_letterhead(line: DongChu) -> bool:
    long = len(line.text) > title.LONG and "\t" not in line.raw.strip()
    return bool(title.title_type(line)) or opening.is_kinh_gui(line) or title.begins_items(line) or long
