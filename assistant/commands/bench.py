"""`imr bench`: how fast the project does its work here."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.options import Coloured, OutputFormat, command_app
from assistant.errors import InvalidField
from assistant.terminal.output import Format, dumps, problem, write
from assistant.terminal.style import Colour, Style, style_for, width

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
    soak: Annotated[
        int | None,
        typer.Option(
            "--soak",
            metavar="N",
            min=1,
            max=10_000_000,
            help="Check N letters, no two alike, and tell memory and speed along the way.",
            show_default=False,
        ),
    ] = None,
    serve: Annotated[
        bool,
        typer.Option("--serve", help="Measure the workbench with reviewers at work at once."),
    ] = False,
    reviewers: Annotated[
        int, typer.Option("--reviewers", min=1, max=200, help="With --serve: how many.")
    ] = 20,
    seconds: Annotated[
        float, typer.Option("--seconds", min=1, max=3600, help="With --serve: for how long.")
    ] = 15.0,
    output: OutputFormat = Format.TEXT,
    color: Coloured = Colour.AUTO,
) -> int:
    """Measure letters a second, drafts, search, start-up and memory on this machine.

    With --serve instead what reviewers wait for who work in the workbench at once, each on a copy
    of the case. With --soak instead whether anything piles up over very many letters. Exit status:
    0 done, 2 no letters or no case there.
    """
    from assistant.checks import rules  # noqa: PLC0415 - loaded when used
    from assistant.evaluation.bench import run_bench  # noqa: PLC0415 - loaded when used
    from assistant.terminal.table import table  # noqa: PLC0415 - loaded when used

    if case is None and _SAMPLE.is_dir():
        case = _SAMPLE
    if letters is None and _LETTERS.is_dir():
        letters = _LETTERS
    if soak is not None:
        return _soaked(letters, soak, output, style_for(sys.stdout, color))
    if serve:
        return _under_load(case, reviewers, seconds, output, style_for(sys.stdout, color))
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


def _soaked(letters: Path | None, count: int, output: Format, style: Style) -> int:
    """Check very many letters, and tell what that takes as it goes on."""
    from assistant.evaluation.bench import documents_of  # noqa: PLC0415 - loaded when used
    from assistant.evaluation.soak import run_soak  # noqa: PLC0415 - loaded when used
    from assistant.terminal.table import table  # noqa: PLC0415 - loaded when used

    told = problem if sys.stderr.isatty() else _silent
    found = run_soak(documents_of(letters), count, told)
    if output is not Format.TEXT:
        write(dumps(found.model_dump(), output))
        return 0
    rows = [
        (
            f"{one.letters:,}",
            "not told" if one.resident_mb is None else f"{one.resident_mb:,.1f}",
            f"{one.letters_per_second:,.0f}",
        )
        for one in found.points
    ]
    lines = table(("letters checked", "resident MB", "letters a second"), rows, style, width())
    if found.growth_mb is not None:
        lines.append(f"growth over the last nine tenths: {found.growth_mb:+,.1f} MB")
    lines.append(
        f"{found.letters:,} letters, no two alike, made from {found.sources:,}: "
        f"{found.findings:,} findings, {found.letters_per_second:,.0f} letters a second"
    )
    write("\n".join(lines))
    return 0


def _under_load(
    case: Path | None, reviewers: int, seconds: float, output: Format, style: Style
) -> int:
    """Measure the workbench; requests that failed are told."""
    from assistant.evaluation.load import run_load  # noqa: PLC0415 - loaded when used
    from assistant.terminal.table import table  # noqa: PLC0415 - loaded when used

    if case is None:
        raise InvalidField("command line", "--case", "a case folder to serve", "none")
    found = run_load(case, reviewers, seconds)
    if output is not Format.TEXT:
        write(dumps(found.model_dump(), output))
        return 0
    rows = [
        (one.action, f"{one.count:,}", f"{one.median_ms:,.1f}", f"{one.p95_ms:,.1f}")
        for one in found.actions
    ]
    head = (f"{reviewers} reviewers, {seconds:g} s", "requests", "median ms", "p95 ms")
    write("\n".join([*table(head, rows, style, width()), *found.failed]))
    return 0


def _silent(_words: str) -> None:
    """Progress is for a terminal only."""
