"""`imr eval checker`: errors planted in clean letters, and how many of them are caught."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.options import Coloured, OutputFormat
from assistant.terminal.output import Format, dumps, problem, write
from assistant.terminal.style import Colour, Style, style_for, width

if TYPE_CHECKING:
    from assistant.evaluation.checker import CheckerScore, ClassScore
    from assistant.evaluation.intervals import Share

_LETTERS = Path("evals/letters")


def checker(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATH]...",
            help="Clean letters, files or folders. [default: evals/letters]",
            show_default=False,
        ),
    ] = None,
    *,
    places: Annotated[
        int, typer.Option("--places", min=1, help="Errors of a class in one letter, at most.")
    ] = 2,
    missed: Annotated[
        bool, typer.Option("--missed", help="List every planted error that was not caught.")
    ] = False,
    output: OutputFormat = Format.TEXT,
    color: Coloured = Colour.AUTO,
) -> int:
    """Plant errors of every class in clean letters and count those that the checker catches.

    Exit status: 0 done, 2 no letters there.
    """
    from assistant.evaluation.checker import score_checker  # noqa: PLC0415 - loaded when used
    from assistant.terminal.progress import Progress  # noqa: PLC0415 - loaded when used
    from assistant.text import find_documents, read_document  # noqa: PLC0415 - loaded when used

    wanted = [path for path in paths or [_LETTERS] if path.exists()]
    files = sorted(find_documents(wanted))
    if not files:
        named = ", ".join(str(path) for path in paths or [_LETTERS])
        problem(f"{named}: expected letters (.txt .md .pdf .docx), found none")
        return 2
    progress = Progress(len(files))
    score = score_checker(
        (read_document(one) for one in files),
        places=places,
        progress=lambda _: progress.advance(),
    )
    if output is Format.TEXT:
        write(_text(score, style_for(sys.stdout, color), width(), missed=missed))
    else:
        write(dumps(score.model_dump(mode="json"), output))
    return 0


def _text(score: CheckerScore, style: Style, columns: int, *, missed: bool) -> str:
    from assistant.terminal.table import table  # noqa: PLC0415 - loaded when used

    rows = [_row(one) for one in score.classes]
    rows.append(("all", "", *_cells(score.overall), ""))
    headings = ("class", "family", "caught", "share", "95 % interval", "by")
    lines = [style("bold", f"{score.letters} letters, {score.overall.total} planted errors"), ""]
    lines += table(headings, rows, style, columns)
    alarms = score.unaltered
    lines += [
        "",
        f"unaltered letters: {alarms.errors_per_letter:.2f} errors and "
        f"{alarms.warnings_per_letter:.2f} warnings a letter",
    ]
    for found in (alarms.errors, alarms.warnings):
        if found:
            kind = "errors" if found is alarms.errors else "warnings"
            counted = ", ".join(f"{code} {count}" for code, count in found.items())
            lines.append(f"  {kind}: {counted}")
    if missed:
        lines += [
            f"{style('warning', one.name)} {miss.source}:{miss.line}: {miss.was!r} -> {miss.now!r}"
            for one in score.classes
            for miss in one.missed
        ]
    return "\n".join(lines)


def _row(one: ClassScore) -> tuple[str, ...]:
    codes = " ".join(sorted(one.codes, key=lambda code: (-one.codes[code], code))[:3])
    return (one.name, one.family, *_cells(one.caught), codes)


def _cells(share: Share) -> tuple[str, str, str]:
    if share.value is None or share.low is None or share.high is None:
        return ("0 of 0", "not scored", "")
    return (
        f"{share.right} of {share.total}",
        f"{share.value:.1%}",
        f"{share.low:.1%} to {share.high:.1%}",
    )
