"""The proof, made once for a template, that whatever it is filled with comes out as well-formed XML.

The open elements are followed through the template's tree. Each branch and each round of a loop must leave open exactly
what it found open; values must stand within `<w:t>`, where they are escaped and their line breaks fit. A template for
which this cannot be shown may still be right: then each document is parsed (see `slow`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jinja2 import nodes

from docgen.render.environment import NUMERIC_FILTERS

_TAG = re.compile(r"<(/?)([A-Za-z_][\w:.-]*)[^<>]*?(/?)>")
_TEXT = "w:t"


class UnprovedError(Exception):
    """The template may give torn XML, or is written in a way that is not looked into."""


def prove(ast: nodes.Template) -> None:
    """Raises UnprovedError where the template is not proved."""
    open_elements: list[str] = []
    _follow(ast.body, open_elements)
    if open_elements:
        raise UnprovedError(f"left open: {open_elements}")


def _follow(body: Sequence[nodes.Node], stack: list[str]) -> None:
    for node in body:
        if isinstance(node, nodes.Output):
            _output(node, stack)
        elif isinstance(node, nodes.For) and not node.recursive:
            for branch in (node.body, node.else_):
                _leaves_as_found(branch, stack)
        elif isinstance(node, nodes.If):
            for branch in (node.body, *(other.body for other in node.elif_), node.else_):
                _leaves_as_found(branch, stack)
        elif not (isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name)):
            raise UnprovedError(type(node).__name__)


def _leaves_as_found(body: Sequence[nodes.Node], stack: list[str]) -> None:
    left = list(stack)
    _follow(body, left)
    if left != stack:
        raise UnprovedError(f"finds {stack} open, leaves {left}")


def _output(output: nodes.Output, stack: list[str]) -> None:
    within_tag = ""
    for node in output.nodes:
        if isinstance(node, nodes.TemplateData):
            within_tag = _text(within_tag + node.data, stack)
        elif within_tag:
            if not (isinstance(node, nodes.Filter) and node.name in NUMERIC_FILTERS):
                raise UnprovedError(f"a value within {within_tag[:20]}")
            within_tag += "0"
        elif not stack or stack[-1] != _TEXT:
            raise UnprovedError("a value outside of text")
    if within_tag:
        raise UnprovedError(f"logic within {within_tag[:20]}")


def _text(data: str, stack: list[str]) -> str:
    """Follows static text; gives back the tag that it breaks off in."""
    end = 0
    for tag in _TAG.finditer(data):
        _plain(data[end : tag.start()], stack)
        end = tag.end()
        closing, name, empty = tag.groups()
        if closing:
            if not stack or stack.pop() != name:
                raise UnprovedError(f"</{name}> closes what is not open")
        elif not empty:
            stack.append(name)
    rest = data[end:]
    start = rest.find("<")
    if start < 0:
        _plain(rest, stack)
        return ""
    _plain(rest[:start], stack)
    return rest[start:]


def _plain(text: str, stack: list[str]) -> None:
    if "<" in text or (stack and stack[-1] == _TEXT and ("\n" in text or "\t" in text)):
        raise UnprovedError(f"not looked into: {text[:20]!r}")  # a comment, CDATA; docxtpl makes breaks of such blanks
