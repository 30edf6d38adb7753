"""`imr audit`: the chain of everything that was done, verified, shown, backed up and restored."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.options import Coloured, OutputFormat, command_app
from assistant.terminal.output import Format, dumps, write
from assistant.terminal.style import Colour, style_for

app = command_app("The record of every draft, edit, decision, waiver and approval.")


@app.callback()
def _group() -> None:
    """The audit chain."""


@app.command()
def verify(*, output: OutputFormat = Format.TEXT, color: Coloured = Colour.AUTO) -> int:
    """Walk the chain: any entry altered, removed, inserted or moved is found.

    Exit status: 0 whole, 1 broken, 2 cannot be read.
    """
    from assistant.review import Store, default_url  # noqa: PLC0415 - loads the store

    store = Store(default_url())
    try:
        broken = store.verify()
        count = len(store.entries())
    finally:
        store.close()
    style = style_for(sys.stdout, color)
    if output is not Format.TEXT:
        found = broken.model_dump() if broken else None
        write(dumps({"entries": count, "broken": found}, output))
    elif broken:
        write(f"{style('error', 'broken')} at entry {broken.seq}: {broken.how}")
    else:
        write(f"{count} entries, {style('good', 'whole')}")
    return 1 if broken else 0


@app.command()
def show(
    case: Annotated[
        str | None, typer.Argument(metavar="[CASE]", help="Key of a case; all without.")
    ] = None,
    *,
    output: OutputFormat = Format.TEXT,
) -> int:
    """List the entries: when, who, what. Exit status: 0 done, 2 cannot be read."""
    from assistant.review import Store, default_url  # noqa: PLC0415 - loads the store

    store = Store(default_url())
    try:
        entries = store.entries(case)
    finally:
        store.close()
    if output is not Format.TEXT:
        write(dumps([entry.model_dump(mode="json") for entry in entries], output))
        return 0
    for entry in entries:
        told = " ".join(
            f"{name}={value}"
            for name, value in entry.content.items()
            if name in {"item", "outcome"}
        )
        write(
            f"{entry.seq:6} {entry.at:%Y-%m-%d %H:%M} {entry.who} {entry.case} {entry.kind} {told}"
        )
    return 0


@app.command()
def backup(file: Annotated[Path, typer.Argument(metavar="FILE")]) -> int:
    """Write every entry to FILE, a line of JSON each. Exit status: 0 done, 2 not written."""
    from assistant.review import Store, default_url  # noqa: PLC0415 - loads the store

    store = Store(default_url())
    try:
        write(f"{file}: {store.backup(file)} entries")
    finally:
        store.close()
    return 0


@app.command()
def restore(file: Annotated[Path, typer.Argument(metavar="FILE")]) -> int:
    """Fill an empty store from a backup, after verifying its chain.

    Exit status: 0 done, 2 the store is not empty or the backup is damaged.
    """
    from assistant.review import Store, default_url  # noqa: PLC0415 - loads the store

    store = Store(default_url())
    try:
        write(f"{store.restore(file)} entries from {file}")
    finally:
        store.close()
    return 0
