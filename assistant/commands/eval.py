"""`imr eval`: how well the project does its work, with honest intervals."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.eval_checker import checker
from assistant.commands.eval_compare import compare
from assistant.commands.eval_report import report
from assistant.commands.eval_retrieval import retrieval
from assistant.commands.eval_run import baseline, run, score
from assistant.commands.options import Coloured, OutputFormat, command_app
from assistant.terminal.output import Format, dumps, write
from assistant.terminal.style import Colour, style_for, width

app = command_app("Measure how well the work is done, compare runs, report them.")
for _command in (run, score, compare, report, baseline, checker, retrieval):
    app.command()(_command)


class Kind(StrEnum):
    """Which form of the letters to read."""

    TEXT = "text"
    PDF = "pdf"


@app.callback()
def _group() -> None:
    """Measure how well the work is done, compare runs, report them."""


@app.command()
def letters(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER",
            help="Letters: text/*.txt or pdf/*.pdf, or anywhere below; accounts in gold/*.json.",
        ),
    ],
    *,
    kind: Annotated[Kind, typer.Option("--kind", help="The form of the letters.")] = Kind.TEXT,
    drafts: Annotated[
        bool,
        typer.Option(
            "--drafts",
            help="Draft the case of each letter from its header, titles and summary instead, and "
            "compare the suggested outcomes with those published; needs no accounts.",
        ),
    ] = False,
    output: OutputFormat = Format.TEXT,
    color: Coloured = Colour.AUTO,
) -> int:
    """Measure a folder of letters: reading, findings by code, limits quoted beside those in force.

    With a careful reader's account of each letter also every accuracy: fields, facts of the
    summaries, template drafts, search. With --drafts the outcomes that drafts suggest are compared
    with those that were decided.

    Exit status: 0 done, 2 no letters there.
    """
    from assistant.evaluation.letter_folder import score_folder  # noqa: PLC0415 - loaded when used
    from assistant.terminal.letter_folder import letters_text  # noqa: PLC0415 - as above
    from assistant.terminal.progress import Progress  # noqa: PLC0415 - as above

    if drafts:
        return _drafts(folder, kind, output, color)
    bars: list[Progress] = []

    def advance(_: int, total: int) -> None:
        if not bars:
            bars.append(Progress(total))
        bars[0].advance()

    score = score_folder(folder, kind.value, advance)
    if output is Format.TEXT:
        write(letters_text(score, style_for(sys.stdout, color), width()))
    else:
        write(dumps(score.model_dump(mode="json"), output))
    return 0


def _drafts(folder: Path, kind: Kind, output: Format, color: Colour) -> int:
    from assistant.evaluation.published_drafts import score_drafts  # noqa: PLC0415 - as above
    from assistant.terminal.published_drafts import drafts_text  # noqa: PLC0415 - as above

    score = score_drafts(folder, kind.value)
    if output is Format.TEXT:
        write(drafts_text(score, style_for(sys.stdout, color), width()))
    else:
        write(dumps(score.model_dump(mode="json"), output))
    return 0
