"""`imr limits`: the dated numeric limits for a service, with their authority."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from assistant.commands.options import AsOf, Coloured, OutputFormat, command_app, day
from assistant.terminal.output import Format, dumps, problem, write
from assistant.terminal.style import Colour, style_for, width

app = command_app()


@app.command()
def limits(
    service: Annotated[
        str,
        typer.Argument(metavar="SERVICE", help="A service, as physical_therapy or chiropractic."),
    ],
    *,
    as_of: AsOf = None,
    body_part: Annotated[
        str | None,
        typer.Option("--body-part", metavar="PART", help='Keep to a region, as "low back".'),
    ] = None,
    condition: Annotated[
        str | None,
        typer.Option(
            "--condition", metavar="TEXT", help="Keep to a diagnosis, surgery or condition."
        ),
    ] = None,
    output: OutputFormat = Format.TEXT,
    color: Coloured = Colour.AUTO,
) -> int:
    """Show the numeric limits that guidelines set for SERVICE, each with its authority.

    Verification says how well a number is known: official (read in an official text), corroborated,
    reported, recalled, unverified. Exit status: 0 done, 2 unknown service or date.
    """
    from assistant.guidelines import limits as find_limits  # noqa: PLC0415 - loaded when used
    from assistant.terminal.limits import limit_data, limits_text  # noqa: PLC0415 - loaded when used

    service = service.strip().lower().replace(" ", "_").replace("-", "_")
    found = find_limits(service, as_of=day(as_of), body_part=body_part, condition=condition)
    if output is Format.JSON:
        write(dumps([limit_data(limit) for limit in found]))
    elif output is Format.JSONL:
        for limit in found:
            write(dumps(limit_data(limit), output))
    elif found:
        write(limits_text(found, style_for(sys.stdout, color), width()))
    else:
        problem("no numeric limit is known for this request; that is not a limit of zero")
    return 0
