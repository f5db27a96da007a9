"""docxtpl's syntax taken out of a part, without docxtpl where that is plain: loading it takes longer than writing a document.

Plain is a part in which each tag stands whole in one text, as in all templates that docgen builds.
"""

from __future__ import annotations

import re

_EXPRESSION = r"[^{}%#<>&“”‘’\n]*(?<!-)"
_VALUE = f"{{{{ {_EXPRESSION}}}}}"
_STATEMENT = rf"{{%(?:p|tr)? (?:for|endfor|if|elif|else|endif|set)\b{_EXPRESSION}%}}"
_PLAIN_TAG = re.compile(f"{_VALUE}|{_STATEMENT}")


def without_docxtpl(xml: str) -> str | None:
    """What docxtpl's `patch_xml` gives for this part; None where docxtpl itself must be asked."""
    if re.search("[{}]", _PLAIN_TAG.sub("", xml)):
        return None
    first, *texts = xml.split("<w:t>")
    spaced = ('<w:t xml:space="preserve">' if _PLAIN_TAG.search(text) else "<w:t>" for text in texts)
    xml = first + "".join(start + text for start, text in zip(spaced, texts, strict=True))
    for element in ("tr", "p"):
        pieces = [_unwrapped(piece, element) for piece in re.split(rf"(?=<w:{element}[ >])", xml)]
        xml = "".join(pieces)
    return None if re.search("{%(?:tr|p) ", xml) else xml


def _unwrapped(piece: str, element: str) -> str:
    """The row or paragraph that holds `{%tr … %}` or `{%p … %}` gives way to the statement; so do others in it."""
    _, mark, rest = piece.rpartition(f"{{%{element} ")
    statement, _, rest = rest.partition("%}")
    _, end, after = rest.partition(f"</w:{element}>")
    return f"{{% {statement}%}}{after}" if mark and end else piece
