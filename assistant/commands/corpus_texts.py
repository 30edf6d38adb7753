"""`imr corpus ingest`, `list`, `remove`: the guideline texts that users bring."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.commands.options import Coloured, OutputFormat
from assistant.terminal.output import Format, dumps, write
from assistant.terminal.progress import Progress
from assistant.terminal.style import Colour, style_for, width
from assistant.terminal.words import plural

if TYPE_CHECKING:
    from assistant.guidelines.ingesting import IngestedText

Chapter = Annotated[
    str,
    typer.Option(
        "--chapter",
        metavar="TITLE",
        help='The chapter as citations name it, as "Chronic Pain Medical Treatment", or the key of '
        "an edition, as chronic-pain/2009.",
        show_default=False,
    ),
]
Year = Annotated[
    int | None,
    typer.Option("--year", metavar="YYYY", help="The year of the edition.", show_default=False),
]


def ingest(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="The official text: .pdf .docx .txt .md."),
    ],
    *,
    chapter: Chapter,
    year: Year = None,
    output: OutputFormat = Format.TEXT,
) -> int:
    """Read an official guideline text into your data folder, page by page.

    It is searched with the guidelines that come with the program, and drafts quote it with its
    page. The text stays on this machine. Reading the same file again changes nothing. Exit status:
    0 done, 2 unreadable file or unknown chapter.
    """
    from assistant.guidelines.ingesting import (  # noqa: PLC0415 - loaded when used
        edition_for,
        kept_elsewhere,
    )
    from assistant.guidelines.ingesting import ingest as read  # noqa: PLC0415 - loaded when used

    bar: list[Progress] = []
    done = [0]

    def advance(pages: int, total: int) -> None:
        if not bar:
            bar.append(Progress(total, results=False))
        while done[0] < pages:
            done[0] += 1
            bar[0].advance()

    text, new = read(file, edition_for(chapter, year), advance)
    for one in bar:
        one.close()
    if output is not Format.TEXT:
        also = [one.id for one in kept_elsewhere(text)]
        write(dumps({**_about(text), "new": new, "also_kept_as": also}, output))
        return 0
    words = "read" if new else "already there"
    write(f"{words}: {text.id}")
    write(f"  {text.title}, from {text.file}")
    numbered = f"{text.pages_numbered} with a printed number"
    write(f"  {plural(text.pages, 'page')} ({numbered}), {plural(len(text.passages), 'passage')}")
    if text.pages_without_text:
        write(f"  {plural(text.pages_without_text, 'page')} without text; scans need OCR first")
    known = _known_sections(text)
    write(f"  {plural(len(text.sections), 'heading')}, {known} of them sections of the catalog")
    if not known and _has_sections(text):
        write("  no heading is a section of this chapter: is it the right file?")
    for other in kept_elsewhere(text):
        write(f"  the same file is kept as {other.title} too ({other.id})")
    return 0


def listing(*, output: OutputFormat = Format.TEXT, color: Coloured = Colour.AUTO) -> int:
    """List the guideline texts that you have brought."""
    from assistant.guidelines.ingesting import ingested_texts  # noqa: PLC0415 - loaded when used
    from assistant.terminal.table import table  # noqa: PLC0415 - loaded when used

    texts = ingested_texts()
    if output is Format.JSON:
        write(dumps([_about(text) for text in texts]))
    elif output is Format.JSONL:
        for text in texts:
            write(dumps(_about(text), output))
    elif texts:
        header = ("id", "edition", "file", "pages", "passages")
        rows = [
            (text.id, text.title, text.file, str(text.pages), str(len(text.passages)))
            for text in texts
        ]
        write("\n".join(table(header, rows, style_for(sys.stdout, color), width())))
    else:
        write("no texts; `imr corpus ingest FILE --chapter TITLE --year YYYY` reads one")
    return 0


def remove(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="As `imr corpus list` prints.")],
    *,
    output: OutputFormat = Format.TEXT,
) -> int:
    """Take a text out of your data folder. Exit status: 0 done, 2 unknown id."""
    from assistant.guidelines.ingesting import remove as take_out  # noqa: PLC0415 - loaded when used

    text = take_out(identifier)
    if output is Format.TEXT:
        write(f"removed: {text.id} ({text.title}, from {text.file})")
    else:
        write(dumps({**_about(text), "removed": True}, output))
    return 0


def _known_sections(text: IngestedText) -> int:
    from assistant.guidelines import edition  # noqa: PLC0415 - loaded when used

    titles = {section.title for section in edition(text.edition).sections}
    return sum(1 for title in text.sections if title in titles)


def _has_sections(text: IngestedText) -> bool:
    from assistant.guidelines import edition  # noqa: PLC0415 - loaded when used

    return any(section.slug and not section.unread for section in edition(text.edition).sections)


def _about(text: IngestedText) -> dict[str, Any]:
    """What a text is, without its passages."""
    data = text.model_dump(mode="json", exclude={"passages", "format"})
    return {**data, "passages": len(text.passages)}
