"""Where cases, versions and decisions are kept: SQLite in the data folder, or a server by URL.

Everything is an entry of one append-only chain; what a case is now follows from its entries. So
every edit, decision, waiver and approval is a version by itself, and nothing is ever overwritten.
Writing is one transaction that holds the chain's end: two writers queue, neither is lost.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from assistant.errors import ImrError
from assistant.review.anchor import anchor_of, note, noted
from assistant.review.chain import BESIDE, FIRST, Break, End, Entry, Kind, linked, verify
from assistant.review.schema import entries, head, upgrade
from assistant.settings import settings

_WRITER_LOCK = 4610_0006
"""Key of PostgreSQL's advisory lock that a writer of the chain holds."""
_BUSY_SECONDS = 30


class StoreError(ImrError):
    """The store cannot be opened, read or written; says which and why."""


class Conflict(ImrError):
    """The case was changed by someone else since it was read; nothing was written."""

    def __init__(self, case: str, seen: int, now: int) -> None:
        self.case, self.seen, self.now = case, seen, now
        super().__init__(
            f"{case}: changed since it was read: expected entry {seen} to be the last, found {now}"
        )


class Store:
    """The chain of entries at `url`.

    Args:
        url: an SQLAlchemy URL ("sqlite:////path/review.sqlite3", "postgresql+psycopg://…").

    Raises:
        StoreError: it cannot be opened, or was written by a newer version.
    """

    def __init__(self, url: str) -> None:
        self.url = sa.make_url(url)
        self._lite = self.url.get_backend_name() == "sqlite"
        self._anchor = anchor_of(self.url)
        try:
            if self._lite and self.url.database:
                Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)
            self._engine = sa.create_engine(self.url, connect_args=self._arguments())
            if self._lite:
                sa.event.listen(self._engine, "connect", _careful)
                sa.event.listen(self._engine, "begin", _take_write_lock)
            upgrade(self._engine)
        except (SQLAlchemyError, OSError, ImportError) as error:
            raise StoreError(f"{self._name}: cannot be opened: {_reason(error)}") from error

    def _arguments(self) -> dict[str, Any]:
        return {"timeout": _BUSY_SECONDS} if self._lite else {}

    @property
    def _name(self) -> str:
        """The URL without its password."""
        return self.url.render_as_string(hide_password=True)

    @contextmanager
    def transaction(self) -> Iterator[sa.Connection]:
        """A transaction that holds the chain's end, kept when it ends well. Raises `StoreError`."""
        try:
            with self._engine.begin() as connection:
                if not self._lite:
                    lock = sa.select(sa.func.pg_advisory_xact_lock(_WRITER_LOCK))
                    connection.execute(lock)
                yield connection
        except SQLAlchemyError as error:
            raise StoreError(f"{self._name}: {_reason(error)}") from error

    def append(
        self, case: str, kind: Kind, content: dict[str, Any], who: str, *, after: int | None = None
    ) -> Entry:
        """Add one entry and return it, once it is safely on disk.

        Args:
            case: key of the case.
            kind: what is recorded.
            content: its fields, as JSON can hold them.
            who: the person who did it.
            after: the last entry of the case that the writer has seen; None does not ask.

        Raises:
            Conflict: the case was changed later than `after`; what is `BESIDE` is no change.
            StoreError: it cannot be written; then nothing was.
        """
        with self.transaction() as connection:
            if after is not None:
                newest = sa.select(sa.func.max(entries.c.seq)).where(
                    entries.c.case == case, entries.c.kind.not_in(BESIDE)
                )
                last_of_case = connection.execute(newest).scalar() or 0
                if last_of_case != after:
                    raise Conflict(case, after, last_of_case)
            end = sa.select(entries.c.seq, entries.c.hash).order_by(entries.c.seq.desc()).limit(1)
            last = connection.execute(end).first()
            entry = linked(
                seq=last.seq + 1 if last else 1,
                case=case,
                at=datetime.now(UTC),
                who=who,
                kind=kind,
                content=content,
                before=last.hash if last else FIRST,
            )
            connection.execute(sa.insert(entries).values(**_row(entry)))
            connection.execute(sa.update(head).values(seq=entry.seq, hash=entry.hash))
        self._note(End(seq=entry.seq, hash=entry.hash))
        return entry

    def _note(self, end: End, *, anew: bool = False) -> None:
        # the entry is safe already: a note that fails now is made good by the next
        with suppress(OSError):
            note(self._anchor, end, anew=anew)

    def entries(self, case: str | None = None, *, since: int = 0) -> tuple[Entry, ...]:
        """The entries of `case`, or all of them, later than `since`, in order.

        Raises `StoreError`.
        """
        wanted = sa.select(entries).where(entries.c.seq > since).order_by(entries.c.seq)
        if case is not None:
            wanted = wanted.where(entries.c.case == case)
        try:
            with self._engine.connect() as connection:
                return tuple(_entry(row) for row in connection.execute(wanted).mappings())
        except SQLAlchemyError as error:
            raise StoreError(f"{self._name}: {_reason(error)}") from error

    def cases(self) -> tuple[str, ...]:
        """The keys of all cases, in the order in which they were opened."""
        first = sa.func.min(entries.c.seq)
        wanted = sa.select(entries.c.case).group_by(entries.c.case).order_by(first)
        try:
            with self._engine.connect() as connection:
                return tuple(connection.execute(wanted).scalars())
        except SQLAlchemyError as error:
            raise StoreError(f"{self._name}: {_reason(error)}") from error

    def last_entries(self) -> dict[str, int]:
        """The number of the last entry of every case, in the order in which they were opened."""
        last = sa.func.max(entries.c.seq)
        wanted = sa.select(entries.c.case, last).group_by(entries.c.case)
        try:
            with self._engine.connect() as connection:
                rows = connection.execute(wanted.order_by(sa.func.min(entries.c.seq))).all()
        except SQLAlchemyError as error:
            raise StoreError(f"{self._name}: {_reason(error)}") from error
        return {row[0]: row[1] for row in rows}

    def verify(self) -> Break | None:
        """The first break of the whole chain, its head and its anchor; None when it is whole."""
        try:
            seen = noted(self._anchor)  # first: the chain may grow meanwhile, and never shrink
        except (OSError, ValueError) as error:
            return Break(seq=0, how=f"{self._anchor}: {error}")
        # head and entries of the same moment; SQLite's transactions are so by themselves
        moment = {} if self._lite else {"isolation_level": "REPEATABLE READ"}
        try:
            with self._engine.connect().execution_options(**moment) as connection:
                end = connection.execute(sa.select(head.c.seq, head.c.hash)).first()
                rows = connection.execute(sa.select(entries).order_by(entries.c.seq)).mappings()
                kept = [_entry(row) for row in rows]
        except SQLAlchemyError as error:
            raise StoreError(f"{self._name}: {_reason(error)}") from error
        if end is None:
            return Break(seq=len(kept), how="the head of the chain is missing")
        return verify(kept, head=End(seq=end.seq, hash=end.hash), noted=seen)

    def backup(self, file: Path) -> int:
        """Write every entry to `file`, a line of JSON each, whole or not at all; their number.

        Raises `StoreError` when the store cannot be read or the file not be written.
        """
        kept = self.entries()
        beside = file.with_name(f".{file.name}.part")
        try:
            with beside.open("w", encoding="utf-8", newline="\n") as out:
                for entry in kept:
                    out.write(json.dumps(entry.model_dump(mode="json"), ensure_ascii=False) + "\n")
                out.flush()
                os.fsync(out.fileno())
            beside.replace(file)
        except OSError as error:
            raise StoreError(f"{file}: cannot be written: {error.strerror or error}") from error
        return len(kept)

    def restore(self, file: Path) -> int:
        """Fill this store, which must be empty, from a backup; the number of entries.

        Raises `StoreError` for a store that has entries, and for a backup that is damaged or whose
        chain is broken; then nothing was written.
        """
        kept = _read_backup(file)
        broken = verify(kept)
        if broken is not None:
            raise StoreError(f"{file}: entry {broken.seq}: {broken.how}")
        with self.transaction() as connection:
            if connection.execute(sa.select(entries.c.seq).limit(1)).first():
                raise StoreError(f"{self._name}: expected an empty store, found entries in it")
            if kept:
                connection.execute(sa.insert(entries), [_row(entry) for entry in kept])
                end = End(seq=kept[-1].seq, hash=kept[-1].hash)
                connection.execute(sa.update(head).values(seq=end.seq, hash=end.hash))
        if kept:
            self._note(end, anew=True)
        return len(kept)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()


def default_url() -> str:
    """The setting `store`, or the SQLite file in the data folder."""
    chosen = settings().store
    return chosen or f"sqlite:///{settings().data_dir / 'review.sqlite3'}"


def _careful(connection: Any, _: Any) -> None:
    """WAL lets readers read while one writes; full sync keeps what was said to be saved."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()


def _take_write_lock(connection: sa.Connection) -> None:
    # A transaction that begins by reading could not become a writer while another writes.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _row(entry: Entry) -> dict[str, Any]:
    told = entry.model_dump(mode="json")
    return {**told, "content": json.dumps(told["content"], ensure_ascii=False, sort_keys=True)}


def _entry(row: sa.RowMapping) -> Entry:
    return Entry.model_validate({**row, "content": json.loads(row["content"])})


def _read_backup(file: Path) -> list[Entry]:
    found: list[Entry] = []
    try:
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
            try:
                found.append(Entry.model_validate_json(line))
            except ValueError as error:
                raise StoreError(f"{file}: line {number}: not an entry of a backup") from error
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{file}: cannot be read: {error}") from error
    return found


def _reason(error: BaseException) -> str:
    """One line, without the statement, which could hold a case's text."""
    cause = getattr(error, "orig", None) or error
    return (str(cause).strip().splitlines() or [type(cause).__name__])[0]
