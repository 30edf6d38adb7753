"""`imr rule`: what a check looks for, why, and by what authority."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from typing import Annotated

import typer

from assistant.commands.options import Coloured, OutputFormat, command_app
from assistant.errors import InvalidField
from assistant.terminal.output import Format, dumps, write
from assistant.terminal.style import Colour, style_for, width

app = command_app()


@app.command()
def rule(
    code: Annotated[
        str | None,
        typer.Argument(metavar="[CODE]", help="A code, as LIM001.", show_default=False),
    ] = None,
    *,
    every: Annotated[bool, typer.Option("--all", help="List all checks.")] = False,
    output: OutputFormat = Format.TEXT,
    color: Coloured = Colour.AUTO,
) -> int:
    """Explain a check: documentation, authority, a failing and a passing example.

    Exit status: 0 done, 2 unknown code.
    """
    from assistant.checks import rules  # noqa: PLC0415 - loaded when used
    from assistant.terminal.rules import rule_text, rules_text  # noqa: PLC0415 - loaded when used

    known = {item.code: item for item in rules()}
    if every == (code is not None):
        raise InvalidField("command line", "CODE", "one code, or --all", code or "neither")
    if code is None:
        if output is Format.JSON:
            write(dumps([item.model_dump(mode="json") for item in known.values()]))
        elif output is Format.JSONL:
            for item in known.values():
                write(dumps(item.model_dump(mode="json"), output))
        else:
            write(rules_text(list(known.values()), style_for(sys.stdout, color), width()))
        return 0
    wanted = known.get(code.upper())
    if wanted is None:
        near = get_close_matches(code.upper(), known, n=3, cutoff=0.5)
        hint = f", as {', '.join(near)}" if near else ""
        raise InvalidField("command line", "CODE", f"a code of `imr rule --all`{hint}", code)
    if output is Format.TEXT:
        write(rule_text(wanted, style_for(sys.stdout, color), width()))
    else:
        write(dumps(wanted.model_dump(mode="json"), output))
    return 0
