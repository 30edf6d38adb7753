"""Arguments and options that several commands share."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

import typer

from assistant.errors import InvalidField
from assistant.settings import settings
from assistant.terminal.output import Format
from assistant.terminal.style import Colour

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOST_PROCESSES = 256


def command_app(summary: str | None = None) -> typer.Typer:
    """A Typer application for one command; `summary` is the help of a group of commands."""
    return typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        help=summary,
    )


Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help="Letters: files (.txt .md .pdf .docx), folders searched for such files, or - for "
        "standard input.",
        show_default=False,
    ),
]
ModelName = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="NAME",
        help="template calls no model. [default: setting model, template]",
        show_default=False,
    ),
]

OutputFormat = Annotated[
    Format,
    typer.Option(
        "--format", help="text for people; json and jsonl (a line an input) for programs."
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        metavar="N",
        help="Work in so many processes, 1 to 256. [default: setting jobs, 1]",
        show_default=False,
    ),
]
Coloured = Annotated[
    Colour, typer.Option("--color", help="Colour: auto is a terminal without NO_COLOR.")
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="YYYY-MM-DD",
        help="Take the guideline editions in force on this day.",
        show_default=False,
    ),
]


def processes(jobs: int | None) -> int:
    """The number of processes: as asked, else the setting `jobs`.

    Raises:
        InvalidField: not in 1 to 256.
    """
    if jobs is None:
        return settings().jobs
    if not 1 <= jobs <= _MOST_PROCESSES:
        raise InvalidField("command line", "--jobs", f"1 to {_MOST_PROCESSES}", jobs)
    return jobs


def day(value: str | None, field: str = "--as-of") -> date | None:
    """The date of an option written as YYYY-MM-DD; None where it is not given.

    Raises:
        InvalidField: not such a date.
    """
    if value is None:
        return None
    try:
        if _ISO_DATE.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise InvalidField("command line", field, "a date as YYYY-MM-DD", value)
