"""`imr corpus`: the guideline data itself."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.commands.options import Coloured, OutputFormat, command_app
from assistant.errors import CorpusError, InvalidField
from assistant.terminal.output import Format, dumps, problem, write
from assistant.terminal.style import Colour, Style, style_for, width

if TYPE_CHECKING:
    from assistant.guidelines.models import Edition, Limit, Passage

app = command_app("Look into the guideline data: editions, passages, dated limits.")


@app.command()
def show(
    identifier: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="The id of an edition (chronic-pain/2009), a passage or a limit.",
            show_default=False,
        ),
    ],
    *,
    output: OutputFormat = Format.TEXT,
    color: Coloured = Colour.AUTO,
) -> int:
    """Show an edition, a passage or a limit. Exit status: 0 done, 2 unknown id."""
    from assistant.guidelines import edition, limit, passage  # noqa: PLC0415 - loaded when used

    found: Edition | Passage | Limit | None = None
    for look in (edition, passage, limit):
        try:
            found = look(identifier)
            break
        except InvalidField:
            continue
    if found is None:
        allowed = "the id of an edition, passage or limit, as chronic-pain/2009"
        raise InvalidField("command line", "ID", allowed, identifier)
    if output is Format.TEXT:
        from assistant.terminal.corpus import entry_text  # noqa: PLC0415 - loaded when used

        write(entry_text(found, style_for(sys.stdout, color), width()))
    else:
        write(dumps(found.model_dump(mode="json"), output))
    return 0


@app.command()
def stats(*, output: OutputFormat = Format.TEXT, color: Coloured = Colour.AUTO) -> int:
    """Count chapters, sections, passages, and limits by how well they are verified."""
    from assistant.guidelines import catalog, limits_of, passages  # noqa: PLC0415 - loaded when used

    by_edition = Counter(passage.id.partition("#")[0].rsplit("/", 1)[0] for passage in passages())
    rows: list[dict[str, Any]] = []
    for edition in catalog():
        verified = Counter(limit.verification for limit in limits_of(edition.key))
        rows.append(
            {
                "edition": edition.key,
                "title": edition.cite_as,
                "sections": len(edition.sections),
                "passages": by_edition[edition.key],
                "limits": verified.total(),
                "verification": dict(sorted(verified.items())),
            }
        )
    if output is Format.JSON:
        write(dumps(rows))
    elif output is Format.JSONL:
        for row in rows:
            write(dumps(row, output))
    else:
        _stats_table(rows, style_for(sys.stdout, color))
    return 0


@app.command()
def lint() -> int:
    """Load every file of the guideline data strictly and name the first fault of each edition.

    Exit status: 0 without fault, 1 with.
    """
    from assistant.guidelines import library  # noqa: PLC0415 - loaded when used

    books = library()
    faults = passages = limits = 0
    for key in books.headers:
        try:
            limits += len(books.contents(key).limits)
            passages += len(books.passages(key))
        except CorpusError as error:
            faults += 1
            problem(str(error))
    write(
        f"{len(books.headers)} editions, {passages} passages, {limits} limits: "
        f"{'no fault' if not faults else f'{faults} editions with faults'}"
    )
    return int(bool(faults))


def _stats_table(rows: list[dict[str, Any]], style: Style) -> None:
    from assistant.terminal.table import table  # noqa: PLC0415 - loaded when used

    kinds = ("official", "corroborated", "reported", "recalled", "unverified")
    header = ("edition", "title", "sections", "passages", "limits", *kinds)
    cells = [
        (
            row["edition"],
            row["title"],
            *(str(row[name] or "") for name in ("sections", "passages", "limits")),
            *(str(row["verification"].get(kind, "")) for kind in kinds),
        )
        for row in rows
    ]
    total = ["total", f"{len(rows)} editions"]
    total += [str(sum(row[name] for row in rows)) for name in ("sections", "passages", "limits")]
    total += [str(sum(row["verification"].get(kind, 0) for row in rows)) for kind in kinds]
    write("\n".join(table(header, [*cells, tuple(total)], style, max(width(), 120))))
