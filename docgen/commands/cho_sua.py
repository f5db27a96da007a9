"""What docgen writes, with the source of every character: says of each edit which figures it touches, and what the slip tells of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from docgen.documents import VanBanLap
from docgen.docx.compare import Change, Token, clean, first, said
from docgen.docx.facts import Spot, everything
from docgen.docx.read import read
from docgen.errors import Place, Problem
from docgen.render import DauVet
from docgen.sources import LABEL, Source

_ORDINAL = re.compile(r"\s*[0-9]{1,5}(?:\.[0-9]{1,5})*[.)]\s")
_MOST_PLACES = 3


class BanGoc:
    """A document as docgen writes it; `tep` names the edited file in messages."""

    def __init__(self, tep: str, van_ban: VanBanLap, base: bytes, traces: Iterable[DauVet]) -> None:
        self.document = read(van_ban.stem, base)
        self._tep, self._van_ban = tep, van_ban
        printed = {paragraph.spot: paragraph.text for paragraph in everything(self.document)}
        self._traces: dict[Spot, list[tuple[int, int, Source | None]]] = {}
        for trace in traces:
            if trace.spot in printed:
                text = printed[trace.spot]
                span = len(clean(text[: trace.start])), len(clean(text[: trace.end])), trace.source
                self._traces.setdefault(trace.spot, []).append(span)

    def _sources(self, token: Token) -> list[Source]:
        spans = self._traces.get(token.line.spot, [])
        return [source for a, b, source in spans if source and a < max(token.end, token.start + 1) and token.start < b]

    def _guarded(self, token: Token) -> bool:
        """Every number but a label, and every word that docgen computed (a state, a deadline)."""
        sources = self._sources(token)
        if LABEL in sources:
            return False
        return token.is_number or any(source.ten for source in sources)

    def so_lieu_mat(self, change: Change) -> Iterator[Problem]:
        """The figures that the change does not leave as they were printed, as one problem."""
        expected = [token for token in change.old if self._guarded(token)]
        numbers = [token.key for token in change.new if token.is_number]
        inside = self._inside(change)
        if inside is None and (not expected or [token.key for token in expected] == numbers):
            return
        printed = dict.fromkeys(map(self._printed, expected or change.around[:1]))
        now = f"tệp ghi “{said(change.new)}”" if change.new else "tệp không còn"
        sources = [source for token in expected for source in self._sources(token)] or [inside or LABEL]
        yield Problem(
            Place(self._tep, spot=change.where), f"docgen in {', '.join(printed)}; {now}", self._remedy(sources)
        )

    def _inside(self, change: Change) -> Source | None:
        """The computed words (`còn trong hạn`) into the middle of which something was put."""
        if change.old or len(change.around) < 2:
            return None
        before, behind = ([id(source) for source in self._sources(token)] for token in change.around)
        computed = (source for source in self._sources(change.around[0]) if source.ten and source is not LABEL)
        return next((source for source in computed if id(source) in before and id(source) in behind), None)

    def _printed(self, token: Token) -> str:
        """A figure, or the computed words that a token belongs to, with what it is."""
        for a, b, source in self._traces.get(token.line.spot, []):
            if source and source.ten and a < token.end and token.start < b:
                text = token.key if token.is_number else token.line.text[a:b]
                return f"“{text}” ({source.ten})"
        return f"“{token.key}”"

    def _remedy(self, sources: Sequence[Source]) -> str:
        where = _shown(sources) or f"dữ liệu (hỏi nguồn: docgen giai-thich {self._van_ban.loai.ma} …) hoặc mẫu"
        return f"trả lại như cũ; số sai thì sửa ở {where}, rồi docgen lap {self._van_ban.cau_lenh}"

    def so_ghi_them(self, change: Change) -> Iterator[str]:
        """The numbers that docgen did not print, with their place."""
        if any(self._guarded(token) for token in change.old):
            return
        relabelled = bool(change.old) and all(LABEL in self._sources(token) for token in change.old if token.is_number)
        numbers = [
            token.key
            for token in change.new
            if token.is_number and not (_is_label(token) or (relabelled and len(change.new) == len(change.old) == 1))
        ]
        if numbers:
            yield f"{change.where}: {', '.join(f'“{number}”' for number in numbers)}"

    def loi_thay_doi(self, change: Change) -> str:
        """A change as the slip says it, with the lines of YAML that say what was there."""
        places = _shown(
            source for token in change.old or change.around for source in self._sources(token) if not source.ten
        )
        return str(change) + (f" (dữ liệu: {places})" if places else "")


def _is_label(token: Token) -> bool:
    """A number at the beginning of a paragraph, as in `3. Nguyên nhân`."""
    return token.start == first(token.line) and _ORDINAL.match(token.line.text) is not None


def _shown(sources: Iterable[Source]) -> str:
    places = list(dict.fromkeys(str(place) for source in sources for place in source.places))
    more = f" và {len(places) - _MOST_PLACES} chỗ nữa" if len(places) > _MOST_PLACES else ""
    return ", ".join(places[:_MOST_PLACES]) + more
