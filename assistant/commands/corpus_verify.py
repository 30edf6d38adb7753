"""`imr corpus verify`: the shipped limits against the official texts that the user brought."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.commands.corpus_texts import Year
from assistant.commands.options import Coloured, OutputFormat
from assistant.errors import InvalidField
from assistant.terminal.output import Format, dumps, write
from assistant.terminal.style import Colour, Style, style_for, width
from assistant.terminal.words import plural

if TYPE_CHECKING:
    from assistant.guidelines.recorded import Record
    from assistant.guidelines.verifying import Report

_ROLES = {
    "on the cited page": "good",
    "in its section": "good",
    "elsewhere": "warning",
    "not found": "error",
}


def verify(
    *,
    chapter: Annotated[
        str | None,
        typer.Option(
            "--chapter", metavar="TITLE", help="Keep to one chapter, as for `imr corpus ingest`."
        ),
    ] = None,
    year: Year = None,
    record: Annotated[
        bool,
        typer.Option(
            "--record",
            help="Record the limits found on their cited page or in their section as verified; "
            "they are official for you from then on.",
        ),
    ] = False,
    by: Annotated[
        str, typer.Option("--by", metavar="NAME", help="Who verifies; needed to record.")
    ] = "",
    limit: Annotated[
        list[str] | None,
        typer.Option(
            "--limit",
            metavar="ID",
            help="Record this limit only, wherever it was found; may be given several times.",
        ),
    ] = None,
    text: Annotated[
        str | None,
        typer.Option("--text", metavar="ID", help="Keep to one text, as `imr corpus list` has it."),
    ] = None,
    output: OutputFormat = Format.TEXT,
    color: Coloured = Colour.AUTO,
) -> int:
    """Compare each shipped limit of a chapter with the official text that you have brought.

    A limit is found on its cited page, in its section where it cites no page, elsewhere, or not.
    Writes a report into your data folder. Exit status: 0 all found where they should be, 1 some
    elsewhere or not found, 2 no such chapter or text.
    """
    from assistant.guidelines.ingesting import edition_for, ingested_texts  # noqa: PLC0415 - loaded when used
    from assistant.guidelines.verifying import record as keep  # noqa: PLC0415 - loaded when used
    from assistant.guidelines.verifying import verify as compare  # noqa: PLC0415 - loaded when used
    from assistant.guidelines.verifying import write_report  # noqa: PLC0415 - loaded when used

    if limit and not record:
        raise InvalidField("command line", "--limit", "only with --record", ", ".join(limit))
    texts = ingested_texts(edition_for(chapter, year).key if chapter else None)
    if not texts:
        allowed = "a chapter whose text was read by `imr corpus ingest`"
        raise InvalidField("command line", "--chapter", allowed, chapter)
    if text is not None:
        known = ", ".join(one.id for one in texts)
        texts = tuple(one for one in texts if one.id == text)
        if not texts:
            raise InvalidField("command line", "--text", f"one of {known}", text)
    if limit and len(texts) > 1:
        names = ", ".join(one.id for one in texts)
        raise InvalidField("command line", "--text", "the text that states the limit", names)
    reports = [compare(one) for one in texts]
    files = [write_report(report) for report in reports]
    now = datetime.now(UTC)
    records = [keep(report, by, now, limit or ()) if record else () for report in reports]
    style = style_for(sys.stdout, color)
    data = []
    for report, file, kept in zip(reports, files, records, strict=True):
        if output is Format.TEXT:
            _write_text(report, str(file), kept, style)
        else:
            data.append(_data(report, str(file), kept))
    if output is Format.JSON:
        write(dumps(data))
    else:
        for one in data:
            write(dumps(one, output))
    amiss = any(report.counts.get(one) for report in reports for one in ("elsewhere", "not found"))
    return int(amiss)


def _data(report: Report, file: str, kept: tuple[Record, ...]) -> dict[str, Any]:
    return {
        **report.model_dump(mode="json"),
        "counts": dict(report.counts),
        "report": file,
        "recorded": [one.limit for one in kept],
    }


def _write_text(report: Report, file: str, kept: tuple[Record, ...], style: Style) -> None:
    from assistant.guidelines import limit  # noqa: PLC0415 - loaded when used
    from assistant.guidelines.verifying import place  # noqa: PLC0415 - loaded when used
    from assistant.terminal.limits import limit_words  # noqa: PLC0415 - loaded when used
    from assistant.terminal.table import table  # noqa: PLC0415 - loaded when used

    write(style("bold", f"{report.title} against {report.file}"))
    for status, role in _ROLES.items():
        own = [one for one in report.limits if one.status == status]
        where = "text says instead" if status == "not found" else "found at"
        rows = [
            (
                one.limit.removeprefix(f"{report.edition}/"),
                limit_words(limit(one.limit)),
                one.instead if status == "not found" else place(one),
            )
            for one in own
        ]
        if rows:
            write(f"\n  {style(role, status)} ({len(rows)})")
            header = ("limit", "says", where)
            write("\n".join(table(header, rows, style, width(), indent=4)))
    write("")
    counted = ", ".join(f"{count} {status}" for status, count in report.counts.items())
    write(f"{plural(len(report.limits), 'limit')}: {counted or 'none'}; report: {file}")
    if kept:
        write(f"recorded as verified by {kept[0].by}: {plural(len(kept), 'limit')}")
