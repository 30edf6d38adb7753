"""`imr audit`: the chain of everything that was done, verified, shown, backed up and restored."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.options import Coloured, OutputFormat, command_app
from assistant.errors import InvalidField, UnreadableFile
from assistant.terminal.output import Format, dumps, write
from assistant.terminal.style import Colour, style_for

if TYPE_CHECKING:
    from assistant.review import SealedEnd

PublicKey = Annotated[
    str | None,
    typer.Option(
        "--key", metavar="HEX", help="The public key of another machine, from its `imr audit key`."
    ),
]

app = command_app("The record of every draft, edit, decision, waiver and approval.")


@app.callback()
def _group() -> None:
    """The audit chain."""


@app.command()
def verify(
    *,
    head: Annotated[
        Path | None,
        typer.Option("--head", metavar="FILE", help="An end that `imr audit head` wrote earlier."),
    ] = None,
    key: PublicKey = None,
    output: OutputFormat = Format.TEXT,
    color: Coloured = Colour.AUTO,
) -> int:
    """Walk the chain: any entry altered, removed, inserted or moved is found.

    The end is noted outside the database under a seal, so that entries cut off the end and a chain
    written anew are found too; an account that was changed behind the store's back is named. Who
    can write the database, the note beside it and the key of the seal can forge all three: that
    shows against a --head that was kept on another machine.

    Exit status: 0 whole, 1 broken, 2 cannot be read.
    """
    from assistant.review import Break, Store, default_url, flaw  # noqa: PLC0415 - loads the store
    from assistant.review import verify as walk  # noqa: PLC0415 - likewise

    told = _sealed(head) if head is not None else None
    store = Store(default_url())
    try:
        broken = store.verify()
        entries = store.entries()
    finally:
        store.close()
    if broken is None and told is not None:
        wrong = flaw(told, key)
        broken = Break(seq=told.seq, how=f"{head}: {wrong}") if wrong else None
        broken = broken or walk(entries, noted=told.end)
    style = style_for(sys.stdout, color)
    if output is not Format.TEXT:
        found = broken.model_dump() if broken else None
        write(dumps({"entries": len(entries), "broken": found}, output))
    elif broken:
        place = f" at entry {broken.seq}" if broken.seq else ""
        write(f"{style('error', 'broken')}{place}: {broken.how}")
    else:
        write(f"{len(entries)} entries, {style('good', 'whole')}")
    return 1 if broken else 0


@app.command()
def head(
    *,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Where to write it.")
    ] = None,
) -> int:
    """Print the end of the chain under the seal, to be kept on another machine.

    `imr audit verify --head FILE` later tells whether the chain went on from it. Exit status: 0
    done, 2 the chain is broken or cannot be read.
    """
    from assistant.review import Store, StoreError, default_url, sealed  # noqa: PLC0415 - the store

    store = Store(default_url())
    try:
        broken = store.verify()
        if broken is not None:
            raise StoreError(f"{store.name}: entry {broken.seq}: {broken.how}")
        told = sealed(store.end()).model_dump_json()
    finally:
        store.close()
    if out is None:
        write(told)
    else:
        try:
            out.write_text(told + "\n", "utf-8")
        except OSError as error:
            reason = f"cannot be written: {error.strerror or error}"
            raise UnreadableFile(str(out), reason) from None
        write(f"{out}: the end of the chain, under the key of `imr audit key`")
    return 0


@app.command(name="key")
def show_key() -> int:
    """Print the public key of the seal: who has it can verify an end, and make none.

    The key itself is in the file that the setting audit_key names, else in the configuration
    folder, and belongs in no backup of the store. Exit status: 0 done, 2 there can be none.
    """
    from assistant.review import public_key  # noqa: PLC0415 - loads the store

    write(public_key())
    return 0


@app.command()
def seal(
    *, by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who vouches for it.")] = ""
) -> int:
    """Note the end of the chain anew, for a store that came here as a file.

    What is noted so far is given up: do it only where you know why it no longer fits. The chain
    must be whole in itself, and an entry tells who did it. Exit status: 0 done, 2 not done.
    """
    from assistant.review import Store, default_url  # noqa: PLC0415 - loads the store

    if not by.strip():
        raise InvalidField("command line", "--by", "the name of who vouches for the chain", by)
    store = Store(default_url())
    try:
        end = store.seal(by.strip())
    finally:
        store.close()
    write(f"entry {end.seq} is noted as the end")
    return 0


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
    if case is not None and not entries:
        raise InvalidField("command line", "CASE", "a case that has entries", case)
    if output is not Format.TEXT:
        write(dumps([entry.model_dump(mode="json") for entry in entries], output))
        return 0
    for entry in entries:
        told = " ".join(
            f"{name}={value}"
            for name, value in entry.content.items()
            if name in {"item", "outcome", "name", "role", "change"} and value
        )
        write(
            f"{entry.seq:6} {entry.at:%Y-%m-%d %H:%M} {entry.who} {entry.case} {entry.kind} {told}"
        )
    return 0


@app.command()
def backup(file: Annotated[Path, typer.Argument(metavar="FILE")]) -> int:
    """Write every entry and account to FILE, a line of JSON each, ended by the sealed end.

    It holds letters and the hashes of passwords, and only you can read it. Case folders are not in
    it. Exit status: 0 done, 2 not written.
    """
    from assistant.review import Store, back_up, default_url  # noqa: PLC0415 - loads the store

    store = Store(default_url())
    try:
        copied = back_up(store, file)
    finally:
        store.close()
    write(f"{file}: {copied.entries} entries, {copied.accounts} accounts")
    return 0


@app.command()
def restore(file: Annotated[Path, typer.Argument(metavar="FILE")], *, key: PublicKey = None) -> int:
    """Fill an empty store from a backup, after verifying its chain, accounts and seal.

    Exit status: 0 done, 2 the store is not empty or the backup is damaged.
    """
    from assistant.review import Store, default_url  # noqa: PLC0415 - loads the store
    from assistant.review import restore as fill  # noqa: PLC0415 - likewise

    store = Store(default_url())
    try:
        copied = fill(store, file, key)
    finally:
        store.close()
    write(f"{copied.entries} entries, {copied.accounts} accounts from {file}")
    return 0


def _sealed(file: Path) -> SealedEnd:
    from pydantic import ValidationError  # noqa: PLC0415 - loaded when used

    from assistant.review import SealedEnd  # noqa: PLC0415 - loads the store

    try:
        return SealedEnd.model_validate_json(file.read_bytes())
    except OSError as error:
        reason = f"cannot be read: {error.strerror or error}"
        raise UnreadableFile(str(file), reason) from None
    except ValidationError:
        allowed = "what `imr audit head` writes"
        raise InvalidField(str(file), "head", allowed, "something else") from None
