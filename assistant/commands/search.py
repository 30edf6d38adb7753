"""`imr search`: guideline passages, best first."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.commands.options import AsOf, Coloured, OutputFormat, command_app, day
from assistant.errors import InvalidField
from assistant.terminal.output import Format, dumps, problem, write
from assistant.terminal.style import Colour, style_for, width

if TYPE_CHECKING:
    from assistant.retrieval import Hit

app = command_app()

_MOST = 1000


@app.command()
def search(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="What is sought, in a few words.")],
    *,
    as_of: AsOf = None,
    k: Annotated[
        int, typer.Option("--k", "-k", metavar="N", help="How many passages, 1 to 1000.")
    ] = 10,
    full: Annotated[
        bool, typer.Option("--full", help="Whole passages, not the sentences nearest to QUERY.")
    ] = False,
    output: OutputFormat = Format.TEXT,
    color: Coloured = Colour.AUTO,
) -> int:
    """Find guideline passages by meaning. Without --as-of, every edition is searched.

    Of each passage its numbers and the sentences nearest to the query; `imr corpus show ID` has the
    whole of one.
    Exit status: 0 done, 2 the index cannot be opened or built, or bad usage.
    """
    from assistant.retrieval import search as find_passages  # noqa: PLC0415 - loads the index

    if not query.strip():
        raise InvalidField("command line", "QUERY", "some words", query)
    if not 1 <= k <= _MOST:
        raise InvalidField("command line", "--k", f"1 to {_MOST}", k)
    hits = find_passages(query, as_of=day(as_of), k=k)
    if output is Format.JSON:
        write(dumps([hit_data(hit) for hit in hits]))
    elif output is Format.JSONL:
        for hit in hits:
            write(dumps(hit_data(hit), output))
    elif hits:
        from assistant.terminal.passages import hits_text  # noqa: PLC0415 - loaded when used

        style = style_for(sys.stdout, color)
        write(hits_text(hits, query, style, width(), full=full))
    else:
        problem("no passage found")
    return 0


def hit_data(hit: Hit) -> dict[str, Any]:
    """The hit in the machine interface."""
    from assistant.terminal.limits import in_force_data, limit_data  # noqa: PLC0415 - loaded when used

    data = hit.model_dump(mode="json")
    data["in_force"] = in_force_data(hit.in_force)
    data["limits"] = [limit_data(limit) for limit in hit.limits]
    return data
