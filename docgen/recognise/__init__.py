"""Recognises the documents in a file and their parts (thành phần thể thức), in the shapes that real files have.

What is not recognised stays empty and is said, never guessed.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from docgen.docx.facts import Block, Document
from docgen.recognise.annexes import annexes, begins_annex, first_annex
from docgen.recognise.body import layout
from docgen.recognise.closing import closing, closing_end, closing_start
from docgen.recognise.head import head, titled
from docgen.recognise.letterhead import begins_document
from docgen.recognise.lines import DongChu, has_text, lines_in
from docgen.recognise.not_administrative import not_administrative
from docgen.recognise.parts import ChuKy, DoanVan, NoiNhan, PhuLuc, Tep, VanBan
from docgen.recognise.title import holds_title

__all__ = ["ChuKy", "DoanVan", "DongChu", "NoiNhan", "PhuLuc", "Tep", "VanBan", "recognise"]

_LEAST_BLOCKS = 8  # of a document, before another may begin


def recognise(facts: Document) -> Tep:
    """The documents in a file; `khong_phai` says what it is where it is no administrative document of Điều 7."""
    spans = itertools.pairwise([*_starts(facts.blocks), len(facts.blocks)])
    documents = [found for begin, end in spans for found in _documents(facts, begin, end)]
    return Tep(facts, documents, not_administrative(documents[0]))


def _starts(blocks: Sequence[Block]) -> list[int]:
    """Where documents begin: at the first block, and at each letterhead with a document before it."""
    found = [0]
    for index, block in enumerate(blocks):
        far = index - found[-1] > _LEAST_BLOCKS
        if far and begins_document(block) and any(has_text(before) for before in blocks[found[-1] : index]):
            found.append(index)
    return found


def _documents(facts: Document, begin: int, end: int) -> list[VanBan]:
    """The document in these blocks, and the text without a letterhead that follows its signature."""
    document, rest = head(facts, facts.blocks[begin:end], kem_theo=begin > 0)
    close = closing_start(rest)
    if close is None:
        body = first_annex(rest)
        return [_with_body(document, rest[:body], rest[body:])]
    behind = close + closing_end(rest[close:])
    noi_nhan, chu_ky = closing(rest[close:behind])
    signed = replace(document, noi_nhan=noi_nhan, chu_ky=chu_ky)
    return _with_rest(_with_body(signed, rest[:close]), rest[behind:])


def _with_body(document: VanBan, body: Sequence[Block], behind: Sequence[Block] = ()) -> VanBan:
    noi_dung = layout(body)
    return replace(
        document,
        noi_dung=noi_dung,
        chu_noi_dung=" ".join(line.text for line in lines_in(body)),
        ket_thuc=noi_dung[-1].dong_chu if noi_dung else None,
        phu_luc=annexes(behind),
    )


def _with_rest(document: VanBan, rest: Sequence[Block]) -> list[VanBan]:
    """The document with the annexes that follow its signature, or with the text that it issues."""
    at = next((at for at, block in enumerate(rest) if begins_annex(block) or holds_title(block)), None)
    if at is None:
        return [document]
    if begins_annex(rest[at]):
        return [replace(document, phu_luc=annexes(rest[at:]))]
    return [document, _issued(document.tep, rest[at:])]


def _issued(facts: Document, blocks: Sequence[Block]) -> VanBan:
    document, rest = titled(facts, blocks)
    annex = first_annex(rest)
    close = closing_start(rest)
    return _with_body(document, rest[: annex if close is None else min(annex, close)], rest[annex:])
