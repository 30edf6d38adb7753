"""`imr eval`: how well the project does its work, with honest intervals."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.eval_checker import checker
from assistant.commands.eval_compare import compare
from assistant.commands.eval_report import report
from assistant.commands.eval_retrieval import retrieval
from assistant.commands.eval_run import baseline, run, score
from assistant.commands.options import Coloured, OutputFormat, command_app
from assistant.terminal.output import Format, dumps, write
from assistant.terminal.style import Colour, Style, style_for, width

if TYPE_CHECKING:
    from assistant.evaluation.published import ReadingScore

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
            help="Published letters: text/*.txt or pdf/*.pdf, with accounts in gold/*.json.",
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
    """Read published letters and compare with a careful reader's account of each.

    With --drafts the outcomes that drafts suggest are compared with those that were decided.

    Exit status: 0 done, 2 no letters or accounts there.
    """
    from assistant.evaluation.published import score_reading  # noqa: PLC0415 - loaded when used

    if drafts:
        return _drafts(folder, kind, output, color)
    score = score_reading(folder, kind.value)
    if output is Format.TEXT:
        write(_text(score, style_for(sys.stdout, color), width()))
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


def _text(score: ReadingScore, style: Style, columns: int) -> str:
    from assistant.terminal.table import table  # noqa: PLC0415 - loaded when used

    rows = []
    for field in score.fields:
        share = field.share
        if share.value is None or share.low is None or share.high is None:
            interval, value = "", "not scored"
        else:
            value = f"{share.value:.1%}"
            interval = f"{share.low:.1%} to {share.high:.1%}"
        rows.append((field.field, f"{share.right} of {share.total}", value, interval))
    lines = [style("bold", f"{score.letters} letters, {score.items} items"), ""]
    lines += table(("field", "right", "share", "95 % interval"), rows, style, columns)
    for field in score.fields:
        for miss in field.misses:
            item = f" item {miss.issue}" if miss.issue is not None else ""
            lines.append(
                f"{style('warning', field.field)} {miss.case}{item}: "
                f"account {miss.expected}; read {miss.found}"
            )
    return "\n".join(lines)
