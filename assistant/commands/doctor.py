"""`imr doctor`: what is set up, and what is missing."""

from __future__ import annotations

import sys
from itertools import groupby

from assistant.commands.options import Coloured, OutputFormat, command_app
from assistant.terminal.output import Format, dumps, write
from assistant.terminal.style import Colour, style_for, width

app = command_app()

_ROLES = {"ok": "good", "note": "warning", "missing": "warning", "wrong": "error"}


@app.command()
def doctor(*, output: OutputFormat = Format.TEXT, color: Coloured = Colour.AUTO) -> int:
    """Show settings and where they come from, the guidelines, the index, and what is missing.

    Changes nothing. Exit status: 0 nothing is wrong, 1 something is.
    """
    from assistant.doctor import diagnose  # noqa: PLC0415 - loaded when used
    from assistant.terminal.words import hanging  # noqa: PLC0415 - loaded when used

    lines = diagnose()
    if output is Format.JSON:
        write(dumps([line.model_dump(mode="json") for line in lines]))
    elif output is Format.JSONL:
        for line in lines:
            write(dumps(line.model_dump(mode="json"), output))
    else:
        style, columns = style_for(sys.stdout, color), width()
        label = max(len(line.name) for line in lines) + 2
        for topic, group in groupby(lines, key=lambda line: line.topic):
            write(style("bold", topic))
            for line in group:
                standing = style(_ROLES[line.standing], f"{line.standing:<7}")
                origin = f" ({line.origin})" if line.origin else ""
                words = hanging(
                    f"{line.name:<{label}}", f"{line.value}{origin}", columns - 10, label
                )
                write(f"  {standing} {words}".replace("\n", f"\n{' ' * 10}"))
                if line.help:
                    words = hanging("", line.help, columns - 10 - label, 0)
                    gap = " " * (10 + label)
                    write(style("dim", f"{gap}{words}".replace("\n", f"\n{gap}")))
    return int(any(line.standing == "wrong" for line in lines))
