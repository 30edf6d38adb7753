"""`imr bench`: how fast the project does its work here."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.options import Coloured, OutputFormat, command_app
from assistant.terminal.output import Format, dumps, problem, write
from assistant.terminal.style import Colour, style_for, width

app = command_app()

_SAMPLE = Path("evals/cases/chiropractic-trial-2014")
_LETTERS = Path("evals/letters")


@app.command()
def bench(
    *,
    letters: Annotated[
        Path | None,
        typer.Option(
            "--letters",
            metavar="FOLDER",
            help="Letters to read and check. [default: evals/letters, or the cases of the checks]",
            show_default=False,
        ),
    ] = None,
    case: Annotated[
        Path | None,
        typer.Option(
            "--case",
            metavar="CASE",
            help="A case to draft. [default: the sample case, where it is there]",
            show_default=False,
        ),
    ] = None,
    output: OutputFormat = Format.TEXT,
    color: Coloured = Colour.AUTO,
) -> int:
    """Measure letters a second, drafts, search, start-up and memory on this machine.

    Exit status: 0 done, 2 no letters or no case there.
    """
    from assistant.checks import rules  # noqa: PLC0415 - loaded when used
    from assistant.evaluation.bench import run_bench  # noqa: PLC0415 - loaded when used
    from assistant.terminal.table import table  # noqa: PLC0415 - loaded when used

    if case is None and _SAMPLE.is_dir():
        case = _SAMPLE
    if letters is None and _LETTERS.is_dir():
        letters = _LETTERS
    told = problem if sys.stderr.isatty() else _silent
    measured = run_bench(letters, case, told).model_dump()
    style, columns = style_for(sys.stdout, color), width()
    if output is not Format.TEXT:
        write(dumps(measured, output))
        return 0
    checks = measured.pop("check_microseconds")
    rows = [
        (name.replace("_", " "), "not measured" if value is None else f"{value:,.4g}")
        for name, value in measured.items()
    ]
    lines = table(("measure", "figure"), rows, style, columns)
    whole = sum(checks.values()) or 1.0
    names = {rule.code: rule.name for rule in rules()}
    costs = [
        (code, names[code], f"{cost:,.1f}", f"{cost / whole:.1%}") for code, cost in checks.items()
    ]
    costs.append(("all", f"{len(checks)} checks", f"{whole:,.1f}", ""))
    lines += ["", *table(("check", "name", "µs a letter", "share"), costs, style, columns)]
    write("\n".join(lines))
    return 0


def _silent(_words: str) -> None:
    """Progress is for a terminal only."""
