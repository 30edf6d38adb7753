"""A store written to a file and filled from one: the chain, the accounts, and the sealed end.

A line of JSON each: every entry, then every account with the hash of its password, then the end of
the chain under the seal of the machine that wrote it. Sessions and failed sign-ins stay behind.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, NamedTuple

import sqlalchemy as sa

from assistant.review import roll
from assistant.review.chain import End, Entry, verify
from assistant.review.people import Kept
from assistant.review.schema import accounts, entries, entry_of, head, row_of
from assistant.review.seal import SealedEnd, flaw, sealed
from assistant.review.store import Store, StoreError


class Copied(NamedTuple):
    """How much a backup holds."""

    entries: int
    accounts: int


def back_up(store: Store, file: Path) -> Copied:
    """Write a store to `file`, whole or not at all, readable by its user alone.

    It is of one moment, whoever writes meanwhile. Raises `StoreError` when the store cannot be read
    or the file not be written, `InputError` where there is no key for the seal.
    """
    with store.reading() as connection:
        rows = connection.execute(sa.select(entries).order_by(entries.c.seq)).mappings()
        kept = [entry_of(row) for row in rows]
        people = roll.rows_in(connection)
    end = End(seq=kept[-1].seq, hash=kept[-1].hash) if kept else End()
    lines: list[dict[str, Any]] = [entry.model_dump(mode="json") for entry in kept]
    lines += [{"account": person} for person in people]
    lines.append({"end": sealed(end).model_dump()})
    beside = file.with_name(f".{file.name}.part")
    try:
        beside.unlink(missing_ok=True)
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            for line in lines:
                out.write(json.dumps(line, ensure_ascii=False) + "\n")
            out.flush()
            os.fsync(out.fileno())
        beside.replace(file)
    except OSError as error:
        raise StoreError(f"{file}: cannot be written: {error.strerror or error}") from error
    return Copied(len(kept), len(people))


def restore(store: Store, file: Path, key: str | None = None) -> Copied:
    """Fill `store`, which must be empty, from a backup.

    Args:
        store: where to.
        file: the backup.
        key: the public key of the machine that wrote it; without it the seal is that of this one.

    Raises `StoreError` for a store that holds anything, and for a backup that is damaged, cut off
    or under another seal, or whose chain is broken; then nothing was written.
    """
    kept, people, end = _read(file)
    broken = verify(kept, head=end.end) or roll.unlike(people, kept)
    if broken is not None:
        raise StoreError(f"{file}: entry {broken.seq}: {broken.how}")
    wrong = flaw(end, key)
    if wrong is not None:
        raise StoreError(f"{file}: {wrong}; `--key` names that of the machine that wrote it")
    with store.transaction() as connection:
        for table in (entries, accounts):
            if connection.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first():
                raise StoreError(f"{store.name}: expected an empty store, found {table.name} in it")
        if kept:
            connection.execute(sa.insert(entries), [row_of(entry) for entry in kept])
        if people:
            connection.execute(sa.insert(accounts), people)
        connection.execute(sa.update(head).values(seq=end.seq, hash=end.hash))
    store.note_anew(end.end)
    return Copied(len(kept), len(people))


def _read(file: Path) -> tuple[list[Entry], list[dict[str, Any]], SealedEnd]:
    kept: list[Entry] = []
    people: list[dict[str, Any]] = []
    end: SealedEnd | None = None
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{file}: cannot be read: {error}") from error
    # a text may hold other ends of a line, which JSON leaves as they are
    for number, line in enumerate(text.removesuffix("\n").split("\n"), start=1):
        if end is not None:
            raise StoreError(f"{file}: line {number}: beyond the end of the backup")
        try:
            told = json.loads(line)
            if "end" in told:
                end = SealedEnd.model_validate(told["end"])
            elif "account" in told:
                people.append(Kept.model_validate(told["account"]).model_dump())
            else:
                kept.append(Entry.model_validate(told))
        except (ValueError, TypeError) as error:
            raise StoreError(f"{file}: line {number}: not an entry of a backup") from error
    if end is None:
        raise StoreError(f"{file}: cut off: its last line is not the end of a backup")
    return kept, people, end
