"""Where cases, versions and decisions are kept: SQLite in the data folder, or a server by URL.

Everything is an entry of one append-only chain; what a case is now follows from its entries. So
every edit, decision, waiver and approval is a version by itself, and nothing is ever overwritten.
Writing is one transaction that holds the chain's end: two writers queue, neither is lost.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from assistant.errors import ImrError, InputError, InvalidField
from assistant.review import roll
from assistant.review.anchor import anchor_of, note, note_anew, noted
from assistant.review.chain import (
    BESIDE,
    FIRST,
    OF_NO_CASE,
    Break,
    End,
    Entry,
    Kind,
    linked,
    verify,
)
from assistant.review.schema import LaterForm, entries, entry_of, head, row_of, upgrade
from assistant.settings import settings

_WRITER_LOCK = 4610_0006
"""Key of PostgreSQL's advisory lock that a writer of the chain holds."""
_BUSY_SECONDS = 30
_LONGEST_NAME = 200


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
        try:
            self.url = sa.make_url(url)
        except (SQLAlchemyError, ValueError) as error:
            # what was found may hold a password
            allowed = "the URL of a database, as sqlite:////folder/review.sqlite3"
            raise StoreError(f"store: expected {allowed}, found something else") from error
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
        except (SQLAlchemyError, OSError, ImportError, LaterForm) as error:
            raise StoreError(f"{self.name}: cannot be opened: {_reason(error)}") from error

    def _arguments(self) -> dict[str, Any]:
        return {"timeout": _BUSY_SECONDS} if self._lite else {}

    @property
    def name(self) -> str:
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
            raise StoreError(f"{self.name}: {_reason(error)}") from error

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
            entry = self.add(connection, case, kind, content, who)
        self.note(entry)
        return entry

    def add(
        self, connection: sa.Connection, case: str, kind: Kind, content: dict[str, Any], who: str
    ) -> Entry:
        """Add one entry within a `transaction`; who ends that well has it noted by `note`.

        Raises `InvalidField` for a name that is none, and for text that is no Unicode.
        """
        if not 1 <= len(who) <= _LONGEST_NAME or not who.isprintable():
            allowed = f"a name of 1 to {_LONGEST_NAME} printable characters"
            raise InvalidField("history", "who", allowed, who)
        try:
            json.dumps(content, ensure_ascii=False).encode("utf-8")
        except UnicodeEncodeError as error:
            found = f"U+{ord(error.object[error.start]):04X}"
            raise InvalidField(case, kind, "text in Unicode", found) from None
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
        connection.execute(sa.insert(entries).values(**row_of(entry)))
        connection.execute(sa.update(head).values(seq=entry.seq, hash=entry.hash))
        return entry

    def note(self, entry: Entry) -> None:
        """Note outside the store that the chain went on to `entry`."""

        def follows(before: End | None) -> bool:
            if before is None:
                # a database on a server has a past that this machine did not see
                return entry.seq == 1 or not self._lite
            if before.seq == entry.seq - 1:
                return entry.before == before.hash
            wanted = sa.select(entries.c.hash).where(entries.c.seq == before.seq)
            with self.reading() as connection:
                return connection.execute(wanted).scalar() == before.hash

        # the entry is safe already: a note that fails now is made good by the next
        with suppress(OSError, InputError):
            note(self._anchor, End(seq=entry.seq, hash=entry.hash), follows)

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A transaction that reads one moment and waits for no writer. Raises `StoreError`."""
        # SQLite's transactions see one moment by themselves
        moment: dict[str, Any] = (
            {"imr_reads": True} if self._lite else {"isolation_level": "REPEATABLE READ"}
        )
        try:
            with self._engine.connect().execution_options(**moment) as connection:
                yield connection
        except SQLAlchemyError as error:
            raise StoreError(f"{self.name}: {_reason(error)}") from error

    def entries(self, case: str | None = None, *, since: int = 0) -> tuple[Entry, ...]:
        """The entries of `case`, or all of them, later than `since`, in order.

        Raises `StoreError`.
        """
        wanted = sa.select(entries).where(entries.c.seq > since).order_by(entries.c.seq)
        if case is not None:
            wanted = wanted.where(entries.c.case == case)
        with self.reading() as connection:
            return tuple(entry_of(row) for row in connection.execute(wanted).mappings())

    def cases(self) -> tuple[str, ...]:
        """The keys of all cases, in the order in which they were opened."""
        return tuple(self.last_entries())

    def last_entries(self) -> dict[str, int]:
        """The number of the last entry of every case, in the order in which they were opened."""
        last, first = sa.func.max(entries.c.seq), sa.func.min(entries.c.seq)
        wanted = sa.select(entries.c.case, last).where(entries.c.case != OF_NO_CASE)
        with self.reading() as connection:
            rows = connection.execute(wanted.group_by(entries.c.case).order_by(first)).all()
        return {row[0]: row[1] for row in rows}

    def verify(self) -> Break | None:
        """The first break of the whole chain, its head and its anchor; None when it is whole.

        Raises `InputError` where the key of the seal cannot be read.
        """
        try:
            seen = noted(self._anchor)  # first: the chain may grow meanwhile, and never shrink
        except (OSError, ValueError) as error:
            return Break(seq=0, how=f"{self._anchor}: {error}")
        with self.reading() as connection:
            end = connection.execute(sa.select(head.c.seq, head.c.hash)).first()
            rows = connection.execute(sa.select(entries).order_by(entries.c.seq)).mappings()
            kept = [entry_of(row) for row in rows]
            people = roll.rows_in(connection)
        if end is None:
            return Break(seq=len(kept), how="the head of the chain is missing")
        broken = verify(kept, head=End(seq=end.seq, hash=end.hash), noted=seen)
        if broken is None and kept and seen is None and self._lite and self._anchor:
            how = f"{self._anchor}: the end that was noted outside the store is missing"
            broken = Break(seq=len(kept), how=how)
        return broken or roll.unlike(people, kept)

    def end(self) -> End:
        """The end of the chain now."""
        with self.reading() as connection:
            row = connection.execute(sa.select(head.c.seq, head.c.hash)).first()
        return End(seq=row.seq, hash=row.hash) if row else End()

    def seal(self, by: str) -> End:
        """Note the end of the chain in place of whatever is noted; an entry tells who did so.

        Raises `StoreError` where the chain is broken in itself, or the note cannot be written;
        `InputError` where there is no key.
        """
        end = self.end()
        broken = verify(self.entries(), head=end)
        if broken is not None:
            raise StoreError(f"{self.name}: entry {broken.seq}: {broken.how}")
        entry = self.append(OF_NO_CASE, "sealed", end.model_dump(), by)
        self.note_anew(End(seq=entry.seq, hash=entry.hash))
        return end

    def note_anew(self, end: End) -> None:
        """Note `end` outside the store, whatever is noted there. Raises as `seal` does."""
        try:
            note_anew(self._anchor, end)
        except OSError as error:
            reason = f"cannot be written: {error.strerror or error}"
            raise StoreError(f"{self._anchor}: {reason}") from error

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
    reads = connection.get_execution_options().get("imr_reads")
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _reason(error: BaseException) -> str:
    """One line, without the statement, which could hold a case's text."""
    cause = getattr(error, "orig", None) or error
    return (str(cause).strip().splitlines() or [type(cause).__name__])[0]
