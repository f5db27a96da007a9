"""The Times of this machine: which font stands in for Times New Roman, and its digits alone, as a PDF form embeds them.

Whole, the two styles would make the PDF four times as large.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from struct import error, pack, unpack_from

NAME = "Times New Roman"
_WINDOWS = {"": Path("C:/Windows/Fonts/times.ttf"), "italic": Path("C:/Windows/Fonts/timesi.ttf")}
# With another width of letters, lines and pages end elsewhere than in Word.
_SAME_WIDTHS = {"Liberation Serif", "Tinos", "Nimbus Roman", "TeX Gyre Termes", "Times", "Thorndale"}
_KEPT = (b"cmap", b"cvt ", b"fpgm", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"prep")  # what a PDF needs
_DIGITS = range(ord("0"), ord("9") + 1)


@dataclass(frozen=True)
class ChuSo:
    """The digits 0 to 9 of a TrueType font: the font file with these glyphs alone, and measures in 1/1000 of the size."""

    tep: bytes
    do_rong: tuple[int, ...]
    khung_chu: tuple[int, ...]
    len_tren: int
    xuong_duoi: int


def substitute() -> tuple[str, bool] | None:
    """The font that stands in for Times New Roman, and whether its letters are as wide; None where nothing stands in."""
    family = _fc_match("%{family[0]}", "")
    return None if family in {"", NAME} else (family, family in _SAME_WIDTHS)


def digits(style: str = "") -> ChuSo | None:
    """The digits of this machine's Times (`style`: nothing, or `italic`); None where it has none that can be taken apart."""
    path = _WINDOWS[style] if _WINDOWS[style].exists() else Path(_fc_match("%{file}", style))
    try:
        return digits_of(path.read_bytes())
    except (OSError, LookupError, ValueError, error):
        return None


def digits_of(font: bytes) -> ChuSo:
    """The digits of this TrueType font. Raises LookupError or ValueError where it is none, or makes its digits of other glyphs."""
    tables = _tables(font)
    glyphs = [_glyph(tables[b"cmap"], code) for code in _DIGITS]
    tables[b"glyf"], tables[b"loca"] = _only(tables, glyphs)
    tables[b"head"] = tables[b"head"][:50] + pack(">h", 1) + tables[b"head"][52:]  # loca in long form
    (per_em,) = unpack_from(">H", tables[b"head"], 18)
    (long_metrics,) = unpack_from(">H", tables[b"hhea"], 34)
    widths = [unpack_from(">H", tables[b"hmtx"], 4 * min(glyph, long_metrics - 1))[0] for glyph in glyphs]
    box, (up, down) = unpack_from(">4h", tables[b"head"], 36), unpack_from(">2h", tables[b"hhea"], 4)
    scaled = [round(1000 * value / per_em) for value in (*widths, *box, up, down)]
    return ChuSo(_file(tables), tuple(scaled[:10]), tuple(scaled[10:14]), scaled[14], scaled[15])


def _fc_match(wanted: str, style: str) -> str:
    """What fontconfig says of Times New Roman; empty where there is no fontconfig (Windows)."""
    program = shutil.which("fc-match")
    if program is None:
        return ""
    pattern = f"{NAME}:{style}" if style else NAME
    return subprocess.run(
        [program, "-f", wanted, pattern], capture_output=True, check=False, text=True, encoding="utf-8"
    ).stdout


def _tables(font: bytes) -> dict[bytes, bytes]:
    if font[:4] != b"\0\1\0\0":
        raise ValueError("no TrueType outlines")
    records = [unpack_from(">4sIII", font, 12 + 16 * at) for at in range(unpack_from(">H", font, 4)[0])]
    return {name: font[start : start + length] for name, _, start, length in records if name in _KEPT}


def _glyph(cmap: bytes, code: int) -> int:
    """The number of the glyph of a character, by the table for Windows and Unicode in format 4, which every Times has."""
    records = (unpack_from(">HHI", cmap, 4 + 8 * at) for at in range(unpack_from(">H", cmap, 2)[0]))
    table = next((at for platform, encoding, at in records if (platform, encoding) == (3, 1)), None)
    if table is None or unpack_from(">H", cmap, table)[0] != 4:
        raise LookupError("no table of characters in format 4")
    (twice,) = unpack_from(">H", cmap, table + 6)
    for end_at in range(table + 14, table + 14 + twice, 2):
        start_at = end_at + twice + 2
        (end,), (start,) = unpack_from(">H", cmap, end_at), unpack_from(">H", cmap, start_at)
        if start <= code <= end:
            (delta,), (offset,) = (unpack_from(">H", cmap, start_at + n * twice) for n in (1, 2))
            if offset:
                (code,) = unpack_from(">H", cmap, start_at + 2 * twice + offset + 2 * (code - start))
            return int(code + delta) % 65536
    raise LookupError(f"no character {code}")


def _only(tables: dict[bytes, bytes], glyphs: list[int]) -> tuple[bytes, bytes]:
    """The outlines of these glyphs and of the one for missing characters, at their old numbers, and where each lies."""
    count = unpack_from(">H", tables[b"maxp"], 4)[0] + 1
    short = unpack_from(">h", tables[b"head"], 50)[0] == 0
    starts = unpack_from(f">{count}{'H' if short else 'I'}", tables[b"loca"])
    outlines, places = b"", [0]
    for number, (start, end) in enumerate(pairwise(starts)):
        if number == 0 or number in glyphs:
            outline = tables[b"glyf"][start * (1 + short) : end * (1 + short)]
            if number and unpack_from(">h", outline)[0] < 0:
                raise ValueError("a digit made of other glyphs")
            outlines += outline + bytes(-len(outline) % 4)
        places.append(len(outlines))
    return outlines, pack(f">{count}I", *places)


def _file(tables: dict[bytes, bytes]) -> bytes:
    """The font file of these tables."""
    power = len(tables).bit_length() - 1
    header = b"\0\1\0\0" + pack(">4H", len(tables), 16 << power, power, 16 * len(tables) - (16 << power))
    directory, body = b"", b""
    for name, content in sorted(tables.items()):
        padded = content + bytes(-len(content) % 4)
        total = sum(unpack_from(f">{len(padded) // 4}I", padded)) % 2**32
        directory += pack(">4sIII", name, total, 12 + 16 * len(tables) + len(body), len(content))
        body += padded
    return header + directory + body
