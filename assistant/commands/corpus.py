"""`imr corpus`: the guideline data itself."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.commands import corpus_texts as texts
from assistant.commands.corpus_verify import verify
from assistant.commands.options import Coloured, OutputFormat, command_app
from assistant.errors import InvalidField
from assistant.terminal.output import Format, dumps, write
from assistant.terminal.style import Colour, style_for, width
from assistant.terminal.words import plural

if TYPE_CHECKING:
    from assistant.guidelines import IngestedPassage
    from assistant.guidelines.models import Edition, Limit, Passage

app = command_app("Look into the guideline data: editions, passages, dated limits.")


@app.command()
def show(
    identifier: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="The id of an edition (chronic-pain/2009), a passage, a limit, or a passage of a "
            "text that you have brought.",
            show_default=False,
        ),
    ],
    *,
    output: OutputFormat = Format.TEXT,
    color: Coloured = Colour.AUTO,
) -> int:
    """Show an edition, a passage or a limit. Exit status: 0 done, 2 unknown id."""
    from assistant.guidelines import (  # noqa: PLC0415 - loaded when used
        edition,
        ingested_passages,
        limit,
        passage,
    )

    found: Edition | Passage | Limit | IngestedPassage | None = None
    for look in (edition, passage, limit):
        try:
            found = look(identifier)
            break
        except InvalidField:
            continue
    if found is None:
        brought = (one for one in ingested_passages() if one.id == identifier)
        found = next(brought, None)
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
        from assistant.terminal.corpus import stats_text  # noqa: PLC0415 - loaded when used

        write(stats_text(rows, style_for(sys.stdout, color), width()))
    return 0


@app.command()
def lint(
    *,
    letters: Annotated[
        Path | None,
        typer.Option(
            "--letters",
            metavar="FOLDER",
            help="Letters that no passage may repeat. [default: ../shared/imr, where it exists]",
            show_default=False,
        ),
    ] = None,
    output: OutputFormat = Format.TEXT,
) -> int:
    """Prove the guideline data and list every flaw.

    Form of the files, dates inside the edition, editions that overlap, limits that contradict each
    other, numbers that their passage does not state, numbers and standing of a passage that nothing
    accounts for, counts of the changelogs, cited titles without passage, and twelve or more words
    in a row of a published letter. Exit status: 0 without flaw, 1 with.
    """
    from assistant.guidelines import library  # noqa: PLC0415 - loaded when used
    from assistant.guidelines.lint import lint as flaws_of  # noqa: PLC0415 - loaded when used

    books = library()
    if letters is None:
        beside = books.folder.resolve().parent.parent / "shared" / "imr"
        letters = beside if beside.is_dir() else None
    elif not letters.is_dir():
        raise InvalidField("command line", "--letters", "a folder", str(letters))
    flaws = flaws_of(books, letters)
    broken = {Path(flaw.where).parent.name for flaw in flaws if flaw.check == "schema"}
    counts = {"editions": 0, "sections": 0, "passages": 0, "limits": 0}
    for key in books.headers if not broken else ():
        contents = books.contents(key)
        counts["editions"] += 1
        counts["sections"] += len(contents.edition.sections)
        counts["passages"] += len(books.passages(key))
        counts["limits"] += len(contents.limits)
    if output is Format.TEXT:
        for flaw in flaws:
            write(f"{flaw.where}: {flaw.check}: {flaw.message}")
        compared = "" if letters is not None else "; own words not compared, no letters at hand"
        counted = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
        write(f"{counted or 'corpus'}: {plural(len(flaws), 'flaw')}{compared}")
    else:
        found = [flaw.model_dump(mode="json") for flaw in flaws]
        write(dumps({**counts, "own_words": letters is not None, "flaws": found}, output))
    return int(bool(flaws))


@app.command("diff")
def differences(
    earlier: Annotated[int, typer.Argument(metavar="EARLIER", help="A year, as 2009.")],
    later: Annotated[int, typer.Argument(metavar="LATER", help="A later year, as 2016.")],
    *,
    everything: Annotated[
        bool, typer.Option("--all", help="Show also the limits that stayed the same.")
    ] = False,
    output: OutputFormat = Format.TEXT,
    color: Coloured = Colour.AUTO,
) -> int:
    """Show what changed between the guidelines of two years, side by side.

    Compares limits of the EARLIER editions that ended when those of LATER came into force. Exit
    status: 0 done, 2 a year without edition.
    """
    from assistant.guidelines import library  # noqa: PLC0415 - loaded when used
    from assistant.guidelines.differences import diff  # noqa: PLC0415 - loaded when used
    from assistant.terminal.differences import (  # noqa: PLC0415 - loaded when used
        difference_data,
        differences_text,
    )

    found = diff(library(), earlier, later)
    if output is Format.JSON:
        write(dumps([difference_data(one) for one in found]))
    elif output is Format.JSONL:
        for one in found:
            write(dumps(difference_data(one), output))
    else:
        style = style_for(sys.stdout, color)
        write(differences_text(found, (earlier, later), style, width(), everything=everything))
    return 0


app.command()(texts.ingest)
app.command("list")(texts.listing)
app.command()(texts.remove)
app.command()(verify)
