"""Changes single values in a clerk's YAML file; every other letter, comment, blank line and quote stays.

ruamel.yaml's round trip was tried on the shipped files: it rewrites the indents of every list (docs/quyet_dinh/0010).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_VALUE = r"(?P<value>\"[^\"]*\"|'[^']*'|[^#\n]*?)"


def _key(key: str) -> str:
    """A key as YAML takes it: bare or in quotation marks, blanks before its colon."""
    return rf"(?:{key}|\"{key}\"|'{key}')[ \t]*:"


def with_values(text: str, values: Mapping[str, str], before: str) -> str:
    """The text of a file with these top-level keys set to values of one line; an empty value leaves the key blank.

    A key that is not there gets a line of its own, before the line of the key `before`. Raises ValueError where the
    file is not written as lines of keys.
    """
    for key, value in values.items():
        line = re.compile(
            rf"^{_key(key)}[ \t]*{_VALUE}(?:(?<=[ \t])(?P<comment>#[^\n]*?))?[ \t]*(?P<end>\r?)$", re.MULTILINE
        )
        found = line.search(text)
        if found is not None:
            said = f"{key}: {value}" if value else f"{key}:"
            if found["comment"]:
                column = found.start("comment") - found.start()
                said = said.ljust(column) if len(said) < column else f"{said}  "
            text = text[: found.start()] + said + (found["comment"] or "") + found["end"] + text[found.end() :]
            continue
        anchor = re.search(rf"^{_key(before)}", text, re.MULTILINE)
        if anchor is None:
            raise ValueError(key)
        newline = "\r\n" if "\r\n" in text else "\n"
        text = text[: anchor.start()] + (f"{key}: {value}{newline}" if value else "") + text[anchor.start() :]
    return text
