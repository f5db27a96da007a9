"""Bytes of a YAML file → text → a tree of values with their places; every mistake in the writing collected."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from docgen.errors import Place, Problem
from docgen.model.tree import Items, Mapping, Text, Tree
from docgen.nghi_dinh.deceiving import Deceit, deceits

# A year of one office is some hundred kilobytes; what is larger is not a file of this kind.
MAX_BYTES = 10_000_000
MAX_DEPTH = 40
_LOADER = yaml.CBaseLoader  # an error here is better than the pure-Python loader used silently
_NO_COMMENT = re.compile(r"\s+(#[^\s#].*)")
_A_LINE_OF_ITS_OWN = re.compile(r"[-–+*•]|[a-z_]+:")
_QUOTE_IT = "câu bắt đầu bằng {mark} phải đặt trong ngoặc kép"

# What a text cannot hold in a Word file (XML 1.0), and the line ends of other systems, which shift YAML's line numbers.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")
_VERTICAL_TAB = "\x0b"
_NAMES = {"\x00": "NUL", "\x07": "BEL", "\x0c": "ngắt trang", "\x1b": "ESC"}
# A word with letters that VNI and TCVN3 text shows when it is read as Unicode, and that Vietnamese does not have. Signs of
# measure and quotation (5 µm, Ø63, «…») stand before or after a word; the umlauts of names are left out.
_OLD_LETTERS = "\u00a8\u00ab\u00ae\u00b5-\u00b9\u00bb-\u00be\u00c5-\u00c7\u00cb\u00ce-\u00cf\u00d1\u00d8\u00db\u00de\u00e5-\u00e7\u00eb\u00ee-\u00ef\u00f1\u00f8\u00fb\u00fe-\u00ff"
_OLD_ENCODING = re.compile(
    rf"[^\W\d_{_OLD_LETTERS}][{_OLD_LETTERS}](?!\W*$)|[^\W\d_][{_OLD_LETTERS}][^\W\d_]|\b[\u00d1\u00f1\u00ae][^\W\d_]"
)
_STRANGE = re.compile(rf"{_FORBIDDEN.pattern}|[{_OLD_LETTERS}\ufffd]")
# A key with a colon that is none for YAML, or with a blank of another kind before or behind it.
_NO_COLON = re.compile(
    "^[ -]*(?:- )?([a-z_]+)(?:[ \\t]*([：﹕︓∶꞉ː])|([\u00a0\u2000-\u200a\u202f\u3000])[ \\t]*:|:([\u00a0\u2000-\u200a\u202f\u3000]))",
    re.MULTILINE,
)
_MOST_DECEITS = 100  # a file full of them is named by its first ones
_OLD_SHARE = 0.3  # of the words of a text


def read(path: Path, name: str, content: bytes | None = None) -> tuple[Mapping | None, list[Problem]]:
    """The tree of a YAML file, called `name` in messages; None where there is none. `content` stands in place of the file's.

    Raises nothing.
    """
    text, problems = _text(path, name) if content is None else _decoded(content, name)
    if text is None:
        return None, problems
    reader = _Reader(name, text)
    return reader.tree, problems + reader.problems


def _text(path: Path, name: str) -> tuple[str | None, list[Problem]]:
    place = Place(name)
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            return None, [
                Problem(
                    place,
                    f"tệp quá lớn ({size // 1_000_000} MB)",
                    f"kiểm tra lại tệp; tối đa {MAX_BYTES // 1_000_000} MB",
                )
            ]
        if not path.is_file():
            return None, [Problem(place, "đây không phải là tệp", "thay bằng tệp YAML")]
        raw = path.read_bytes()
    except FileNotFoundError:
        return None, [Problem(place, "không có tệp này", "tạo tệp, hoặc chạy lệnh ở thư mục chứa data/")]
    except OSError as error:
        return None, [
            Problem(
                place, f"không đọc được tệp ({error.strerror})", "kiểm tra quyền đọc và đóng chương trình đang mở tệp"
            )
        ]
    return _decoded(raw, name)


def _decoded(raw: bytes, name: str) -> tuple[str | None, list[Problem]]:
    place = Place(name)
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or raw.count(0) > len(raw) // 4:
        return None, [
            Problem(place, "tệp lưu theo bảng mã UTF-16", "mở tệp, chọn Lưu thành… (Save As) với bảng mã UTF-8")
        ]
    try:
        text = raw.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        good = error.object[: error.start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
        return None, [
            Problem(
                Place(name, good.count("\n") + 1, len(good) - good.rfind("\n")),
                "tệp không phải UTF-8 (có thể là Windows-1258, VNI hoặc TCVN3)",
                "mở tệp, chọn Lưu thành… (Save As) với bảng mã UTF-8; chữ hỏng thì chuyển mã bằng Unikey trước",
            )
        ]
    text, problems = _without_control_characters(text.replace("\r\n", "\n").replace("\r", "\n"), name)
    return text, [*problems, *islice(_deceiving(text, name), _MOST_DECEITS)]


def _deceiving(text: str, name: str) -> Iterator[Problem]:
    """What deceives in a file, each letter once in a line; then the colons that are none."""
    for number, line in enumerate(text.split("\n"), 1):
        once = {found.letter: found for found in reversed(list(deceits(line)))}
        for found in sorted(once.values()):
            yield _deceit(Place(name, number, found.at + 1), found, line)
        if colon := _NO_COLON.match(line):
            at = next(group for group in (2, 3, 4) if colon[group])
            what = f"U+{ord(colon[at]):04X} ({'dấu hai chấm khác' if at == 2 else 'dấu cách đặc biệt'})"
            yield Problem(
                Place(name, number, colon.start(at) + 1),
                f"sau khóa “{colon[1]}” có {what}",
                f"xóa rồi gõ lại bằng bàn phím: {colon[1]}: và một dấu cách",
            )


def _deceit(place: Place, found: Deceit, around: str) -> Problem:
    shown = " ".join("".join(c for c in around if c == " " or c.isprintable()).split())
    remedy = (
        "gõ lại từ này bằng bàn phím" if found.kind == "chu_la" else "xóa ký tự này (đặt con trỏ cạnh nó, gõ lại từ)"
    )
    return Problem(place, f"có {found.called} trong “{shown[:40]}”", remedy)


def _without_control_characters(text: str, name: str) -> tuple[str, list[Problem]]:
    problems = []
    line, line_start = 1, 0
    for found in _FORBIDDEN.finditer(text):
        line += text.count("\n", line_start, found.start())
        line_start = max(text.rfind("\n", line_start, found.start()) + 1, line_start)
        character = found[0]
        called = "ngắt dòng kiểu Word (Shift+Enter)" if character == _VERTICAL_TAB else _NAMES.get(character, "")
        problems.append(
            Problem(
                Place(name, line, found.start() - line_start + 1),
                f"có ký tự điều khiển U+{ord(character):04X}{f' ({called})' if called else ''}, thường do dán từ Word hoặc Excel",
                "xóa ký tự này; muốn xuống dòng thì xuống dòng trong tệp",
            )
        )
    return _FORBIDDEN.sub(" ", text), problems


class _TooDeepError(Exception):
    pass


class _Reader:
    """One pass over the parse events of one file.

    Events, not nodes: composing nodes recurses in C and dies on deep nesting, and hides where an alias stands.
    """

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.tree: Mapping | None = None
        self._lines = text.rstrip("\n").split("\n")
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)
        try:
            self._document()
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
        except _TooDeepError:
            pass
        except yaml.YAMLError:
            self._add(Place(name), "không đọc được cấu trúc tệp", "kiểm tra lại tệp từ đầu, hoặc khôi phục bản trước")

    def _document(self) -> None:
        roots = []
        for event in self._events:
            if isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent, yaml.AliasEvent)):
                roots.append(self._value(event, 0))
        if len(roots) > 1:
            self._add(Place(self.name), "tệp có nhiều phần ngăn bằng “---”", "giữ một phần trong một tệp")
        elif roots and isinstance(roots[0], Mapping):
            self.tree = roots[0]
        elif not self.problems:
            self._add(
                Place(self.name, 1, 1),
                "tệp trống hoặc không bắt đầu bằng các khóa",
                "ghi mỗi khóa một dòng, dạng khóa: giá trị",
            )

    def _value(self, event: Any, depth: int) -> Tree | None:
        place = self._place(event)
        if depth > MAX_DEPTH:
            self._add(place, f"lồng nhau quá {MAX_DEPTH} bậc", "kiểm tra dấu [ ] { } và khoảng thụt vào")
            raise _TooDeepError
        if event.anchor:
            self._add(place, "giá trị có dấu neo hoặc bí danh của YAML (& hoặc *)", _QUOTE_IT.format(mark="& hoặc *"))
        if isinstance(event, yaml.AliasEvent):
            return None
        if event.tag:
            self._add(place, f"YAML coi “{str(event.tag)[:20]}” là nhãn, không phải chữ", _QUOTE_IT.format(mark="!"))
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, place)
        return self._items(place, depth) if isinstance(event, yaml.SequenceStartEvent) else self._mapping(place, depth)

    def _items(self, place: Place, depth: int) -> Items:
        items = Items(place)
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            value = self._value(event, depth + 1)
            if value is not None:
                items.append(value)
        return items

    def _mapping(self, place: Place, depth: int) -> Mapping:
        mapping = Mapping(place)
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._value(event, depth + 1)
            value = self._value(next(self._events), depth + 1)
            if not isinstance(key, Text):
                self._add(
                    self._place(event), "khóa phải là một từ", "câu có dấu { } hoặc [ ] ở đầu thì đặt trong ngoặc kép"
                )
            elif key in mapping:
                first = mapping.keys_at[key]
                self._add(
                    key.place, f"khóa “{key}” ghi hai lần (lần đầu ở dòng {first.line})", "giữ một dòng, bỏ dòng kia"
                )
            elif value is not None:
                mapping[key] = value
                mapping.keys_at[key] = key.place
        return mapping

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> Text:
        text = unicodedata.normalize("NFC", event.value)
        if not event.style:
            if text in ("~", "null"):
                text = ""
            self._lost_to_a_comment(event, place)
        if not event.style or event.style in "|>":
            self._swallowed_lines(event, place)
        if _STRANGE.search(text):
            self._strange_letters(text, place)
        if event.style == '"':
            self._escaped(text, event, place)
        return Text(text.strip(" \n"), place)

    def _escaped(self, text: str, event: yaml.ScalarEvent, place: Place) -> None:
        """Letters that deceive and were written as an escape, which the look at the text of the file has not seen."""
        if event.start_mark is None or event.end_mark is None:
            return
        typed = "\n".join(self._lines[event.start_mark.line : event.end_mark.line + 1])
        found = next((each for each in deceits(text) if each.letter not in typed), None) if "\\" in typed else None
        if found is not None:
            self.problems.append(_deceit(place, found, text))

    def _strange_letters(self, text: str, place: Place) -> None:
        if found := _FORBIDDEN.search(text):  # written as an escape, "\a"
            self._add(place, f"có ký tự điều khiển U+{ord(found[0]):04X}", "xóa ký tự này")
        words = text.split()
        if sum(bool(_OLD_ENCODING.search(word)) for word in words) > _OLD_SHARE * len(words):
            self._add(
                place,
                f"chữ “{text[:20]}…” có vẻ là VNI hoặc TCVN3, không phải Unicode",
                "chuyển mã sang Unicode bằng Unikey rồi dán lại",
            )
        if "\ufffd" in text:
            self._add(place, f"có chữ đã mất (\ufffd) trong “{text[:40]}”", "gõ lại chữ bị mất")

    def _lost_to_a_comment(self, event: yaml.ScalarEvent, place: Place) -> None:
        # `mục #2` ends at `mục`: YAML takes the rest for a comment. A comment of a person has a space after its #.
        end = event.end_mark
        if end is None or end.line >= len(self._lines):
            return
        line = self._lines[end.line]
        if "#" in line and (found := _NO_COMMENT.match(line, end.column)):
            self._add(
                place,
                f"phần “{found[1][:30]}” bị YAML coi là ghi chú, không vào văn bản",
                "đặt cả câu trong ngoặc kép; nếu là ghi chú thì thêm dấu cách sau #",
            )

    def _swallowed_lines(self, event: yaml.ScalarEvent, place: Place) -> None:
        """Lines that became part of the text above them, though they were written as something else."""
        if event.start_mark is None or event.end_mark is None or event.start_mark.line == event.end_mark.line:
            return
        for row in range(event.start_mark.line + 1, min(event.end_mark.line + 1, len(self._lines))):
            line = self._lines[row]
            bare = line.strip()
            at = Place(place.file, row + 1, len(line) - len(line.lstrip()) + 1)
            inside = event.end_mark.line > row or event.end_mark.column > 0
            if event.style and bare.startswith("# ") and inside:
                self._add(at, f"dòng “{bare[:30]}” nằm trong đoạn văn nên sẽ được in", "chuyển ghi chú lên trên khóa")
            elif not event.style and inside and _A_LINE_OF_ITS_OWN.match(bare):
                remedy = (
                    "thụt vào bằng dòng cùng bậc, có dấu cách sau “-” và “:”; nếu là một câu thì đặt trong ngoặc kép"
                )
                self._add(at, f"dòng “{bare[:30]}” bị nối vào câu trên", remedy)

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        # A scanner error is where its token began; a parser error where it could not go on, if not at the very end.
        marks = [error.problem_mark, error.context_mark]
        if isinstance(error, yaml.scanner.ScannerError):
            marks.reverse()
        inside = [mark for mark in marks if mark is not None and mark.line < len(self._lines)]
        row, column = (inside[0].line, inside[0].column) if inside else (0, 0)
        rows = [mark.line for mark in marks if mark is not None]
        for tabbed in (r for near in rows for r in (near, near + 1, near - 1) if 0 <= r < len(self._lines)):
            indent = self._lines[tabbed][: len(self._lines[tabbed]) - len(self._lines[tabbed].lstrip())]
            if "\t" in indent:
                at = Place(self.name, tabbed + 1, indent.index("\t") + 1)
                self._add(at, "dòng thụt vào bằng phím Tab", "thay Tab bằng dấu cách (2 dấu cách mỗi bậc)")
                return
            if indent.strip(" "):
                at = Place(self.name, tabbed + 1, 1)
                self._add(
                    at, "dòng thụt vào bằng dấu cách đặc biệt", "xóa phần thụt vào rồi gõ lại bằng dấu cách thường"
                )
                return
        line = self._lines[row]
        self._add(
            Place(self.name, row + 1, column + 1),
            f"sai cấu trúc YAML ở “{line.strip()[:40]}”",
            _syntax_remedy(line),
        )

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self.name) if mark is None else Place(self.name, mark.line + 1, mark.column + 1)

    def _add(self, place: Place, finding: str, remedy: str) -> None:
        self.problems.append(Problem(place, finding, remedy))


def _syntax_remedy(line: str) -> str:
    value = line.split(":", 1)[-1].strip().lstrip("- ")
    if value[:1] in tuple("*&!%@`|>{}[]"):
        return _QUOTE_IT.format(mark=f"“{value[:1]}”")
    if value[:1] in ("“", "”"):
        return 'đặt cả câu trong ngoặc kép thẳng ("); ngoặc cong “ ” là một phần của câu'
    if value[:1] == '"' and "\\" in value:
        return "câu có dấu \\ thì đặt trong ngoặc đơn '…'"
    if value[:1] in ("'", '"'):
        return "đóng ngoặc kép ở cuối câu; dấu ngoặc trong câu thì dùng “ ”"
    if ": " in value or value.endswith(":"):
        return "câu có dấu hai chấm phải đặt trong ngoặc kép"
    return "xem dòng này và dòng trên: các khóa cùng bậc phải thụt vào bằng nhau, sau dấu hai chấm phải có dấu cách"
