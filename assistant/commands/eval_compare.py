"""`imr eval compare`: two runs case by case, and whether anything fell beyond the margin."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from assistant.commands.eval_run import BASELINE
from assistant.commands.options import Coloured, OutputFormat
from assistant.errors import InvalidField
from assistant.terminal.output import Format, dumps, write
from assistant.terminal.style import Colour, style_for, width


def compare(
    before: Annotated[
        str,
        typer.Argument(
            metavar="[A]",
            help="The run to compare with: a log, its folder, the name of a kept run.",
        ),
    ] = str(BASELINE),
    after: Annotated[
        str, typer.Argument(metavar="[B]", help="The run that is new, likewise, or latest.")
    ] = "latest",
    *,
    margin: Annotated[
        float,
        typer.Option(
            "--margin",
            metavar="SHARE",
            help="How far a metric may fall: 0.02 is two points of a hundred.",
        ),
    ] = 0.0,
    output: OutputFormat = Format.TEXT,
    color: Coloured = Colour.AUTO,
) -> int:
    """Pair two runs case by case: better, worse, same, with an exact sign test.

    Exit status: 0 nothing fell beyond the margin, 1 a regression or a lost case, 2 no such run.
    """
    from assistant.evaluation.comparing import compare_runs  # noqa: PLC0415 - loaded when used
    from assistant.evaluation.logs import find_run, read_log  # noqa: PLC0415 - as above

    if not 0 <= margin < 1:
        raise InvalidField("command line", "--margin", "0 or more, below 1", margin)
    found = compare_runs(read_log(find_run(before)), read_log(find_run(after)), margin)
    if output is Format.TEXT:
        from assistant.terminal.comparison import comparison_text  # noqa: PLC0415 - as above

        write(comparison_text(found, style_for(sys.stdout, color), width()))
    else:
        write(dumps({**found.model_dump(mode="json"), "regressed": found.regressed}, output))
    return int(found.regressed)
