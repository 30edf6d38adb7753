"""`imr eval retrieval`: whether search finds the section that a reviewer cited."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.options import Coloured, OutputFormat
from assistant.terminal.output import Format, dumps, problem, write
from assistant.terminal.style import Colour, Style, style_for, width

if TYPE_CHECKING:
    from assistant.evaluation.retrieval import RetrievalScore

_LETTERS = Path("evals/letters")


def retrieval(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATH]...",
            help="Determination letters, files or folders. [default: evals/letters]",
            show_default=False,
        ),
    ] = None,
    *,
    missed: Annotated[
        bool, typer.Option("--missed", help="List every item not found among the first five.")
    ] = False,
    output: OutputFormat = Format.TEXT,
    color: Coloured = Colour.AUTO,
) -> int:
    """Search for each disputed item of letters and compare with the section its reviewer cited.

    Exit status: 0 done, 2 no letters, or no item that cites a section of the corpus.
    """
    from assistant.evaluation.retrieval import score_retrieval  # noqa: PLC0415 - loaded when used
    from assistant.text import find_documents, read_document  # noqa: PLC0415 - loaded when used

    wanted = paths or [_LETTERS]
    files = find_documents([str(path) for path in wanted if path.exists()])
    score = score_retrieval(read_document(one) for one in files)
    if not score.items:
        named = ", ".join(str(path) for path in wanted)
        problem(f"{named}: expected letters that cite a section of the corpus, found none")
        return 2
    if output is Format.TEXT:
        write(_text(score, style_for(sys.stdout, color), width(), missed=missed))
    else:
        write(dumps(score.model_dump(mode="json"), output))
    return 0


def _text(score: RetrievalScore, style: Style, columns: int, *, missed: bool) -> str:
    from assistant.terminal.table import table  # noqa: PLC0415 - loaded when used

    rows = []
    for one in score.scores:
        for depth, share in one.recall.items():
            if share.value is None or share.low is None or share.high is None:
                continue
            name = (one.query, one.method, f"{one.mrr:.3f}") if depth == min(one.recall) else ("",)
            rows.append(
                (
                    *(*name, "", "")[:3],
                    f"recall@{depth}",
                    f"{share.right} of {share.total}",
                    f"{share.value:.1%}",
                    f"{share.low:.1%} to {share.high:.1%}",
                )
            )
    headings = ("query", "method", "MRR", "measure", "found", "share", "95 % interval")
    lines = [
        style("bold", f"{score.items} items; {score.left_out} cite nothing that the corpus has"),
        "",
        *table(headings, rows, style, columns),
    ]
    if missed:
        for one in score.scores:
            if one.method != "fused":
                continue
            for lost in one.lost:
                place = f"place {lost.rank}" if lost.rank else "not among the first ten"
                lines.append(
                    f"{style('warning', one.query)} {lost.source} item {lost.issue}: {place}; "
                    f"cited {'; '.join(lost.wanted)}; first found {lost.first}"
                )
    return "\n".join(lines)
