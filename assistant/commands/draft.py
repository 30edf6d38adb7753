"""`imr draft`: the determination of a case, drafted, checked and stored."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.options import Coloured, ModelName, OutputFormat, command_app
from assistant.settings import settings
from assistant.terminal.output import Format, dumps, problem, write
from assistant.terminal.style import Colour, Style, style_for, width

if TYPE_CHECKING:
    from assistant.drafting import Draft

app = command_app()

_VERDICTS = {"met": "good", "not met": "error", "not documented": "warning"}


@app.command()
def draft(
    case: Annotated[
        Path, typer.Argument(metavar="CASE", help="A folder with case.json and records/.")
    ],
    *,
    model: ModelName = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FOLDER",
            help="Where to write draft.json, draft.md and findings.json. [default: CASE]",
            show_default=False,
        ),
    ] = None,
    show_prompt: Annotated[
        bool,
        typer.Option(
            "--show-prompt", help="Print exactly what would be sent to a model; send nothing."
        ),
    ] = False,
    output: OutputFormat = Format.TEXT,
    color: Coloured = Colour.AUTO,
) -> int:
    """Draft the determination of a case; every outcome is a suggestion for the reviewer.

    A model is any OpenAI-compatible one: OPENAI_BASE_URL, OPENAI_API_KEY, or the AZURE_OPENAI_*
    variables. Names and numbers that identify a person are replaced before anything is sent. Where
    the model fails, the template's draft is written and a line says why.

    Exit status: 0 done, 2 the case cannot be read or the draft not be written.
    """
    from assistant.drafting import draft as draft_case  # noqa: PLC0415 - loaded when used
    from assistant.drafting import prompt_of  # noqa: PLC0415 - as above

    if show_prompt:
        write(prompt_of(case))
        return 0
    made = draft_case(
        case,
        model=model or settings().model,
        out=out,
        progress=_dots() if output == "text" else None,
    )
    if made.run and made.run.failure:
        problem(f"{made.run.failure}; the draft is the template's")
    if output is Format.TEXT:
        place = case if out is None else out
        write(_text(made, place, style_for(sys.stdout, color), width()))
    else:
        write(dumps(made.model_dump(mode="json"), output))
    return 0


def _dots() -> Callable[[str], None] | None:
    """On a terminal, a point for each piece of a model's answer as it comes."""
    if not sys.stderr.isatty():
        return None

    def show(_: str) -> None:
        sys.stderr.write(".")
        sys.stderr.flush()

    return show


def _cost(made: Draft) -> list[str]:
    """How a model drafted: rounds, tokens, seconds, cost where a price is set."""
    if made.run is None:
        return []
    used = made.run.usage
    price = "" if used.cost is None else f", cost {used.cost:g}"
    return [
        f"{made.run.model}: rounds {len(made.run.rounds)}, tokens {used.input_tokens} in and "
        f"{used.output_tokens} out, {used.seconds:g} s{price}"
    ]


def _text(made: Draft, place: Path, style: Style, columns: int) -> str:
    from assistant.terminal.table import table  # noqa: PLC0415 - loaded when used

    lines: list[str] = []
    for item in made.items:
        outcome = (item.outcome or "left to the reviewer").replace("_", " ")
        lines += [
            style("bold", f"Item {item.number}: {item.title}"),
            f"  suggested outcome, for the reviewer to decide: {style('bold', outcome)}",
        ]
        rows = [(one.asks, one.verdict, one.finding) for one in item.criteria]
        header = ("the guideline asks", "verdict", "finding")
        lines += table(header, rows, style, columns, roles=_VERDICTS, indent=2)
        for change in item.would_change:
            lines.append(f"  {style('dim', 'would change it:')} {change}")
        lines.append("")
    lines += _cost(made)
    names = ", ".join(str(place / name) for name in ("draft.md", "draft.json", "findings.json"))
    lines.append(f"wrote {names}")
    return "\n".join(lines)
