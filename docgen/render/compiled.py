"""A template as a function that gives its text as UTF-8, piece by piece. The only room that knows Jinja's internals.

Jinja's own code generator yields text; here it is made to yield `b"".join((static, value, …))` with the static parts
encoded once, and to look into a dict without leaving the generated function. It leans on two things of Jinja 3.1 that
are not promised to stay, which is why setup.cfg asks for 3.1: `Environment.code_generator_class` and `Symbols.find_load`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

from docgen.render.environment import Sandbox

Rendered = Callable[[Mapping[str, Any]], Iterator[bytes]]


def function(ast: nodes.Template, sandbox: Sandbox) -> Rendered:
    """The function that is a template of nothing but texts, values, `if`, `for` and `set` (see `wellformed`)."""
    sandbox.code_generator_class = _BytesGenerator
    template = jinja2.Template.from_code(sandbox, sandbox.compile(ast), {})
    template.root_render_func.__globals__["as_bytes"] = sandbox.write
    return lambda context: template.root_render_func(template.new_context(dict(context)))  # type: ignore[return-value]


class _BytesGenerator(CodeGenerator):
    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        pieces: list[str | nodes.Expr] = []
        for child in node.nodes:
            if not isinstance(child, nodes.TemplateData):
                pieces.append(child)
            elif pieces and isinstance(pieces[-1], str):
                pieces[-1] += child.data
            else:
                pieces.append(child.data)
        self.writeline('yield b"".join((', node)
        for piece in pieces:
            if isinstance(piece, str):
                self.write(f"{piece.encode()!r}, ")
            else:
                self.write("as_bytes(")
                self.visit(piece, frame)
                self.write("), ")
        self.write("))")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        of = node.node
        if isinstance(of, nodes.Name) and not node.attr.startswith("_"):
            variable = frame.symbols.ref(of.name)
            load = frame.symbols.find_load(variable)
            if load is None or load[0] != "resolve":  # a variable of a loop: a local name of the generated function
                key = repr(node.attr)
                self.write(f"({variable}[{key}] if type({variable}) is dict and {key} in {variable} else ")
                super().visit_Getattr(node, frame)
                self.write(")")
                return
        super().visit_Getattr(node, frame)
