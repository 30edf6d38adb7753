"""What is remembered of people before they are in: failed sign-ins, visits to a provider.

Both are in the store, so that they hold over restarts and for every process of the server.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable
from typing import NamedTuple

import sqlalchemy as sa

from assistant.review.schema import tries, visits
from assistant.review.store import Store

MOST_TRIES = 5
"""Failed tries on one name within `WITHIN` seconds; more are refused unread."""
WITHIN = 15 * 60
AWAY = 10 * 60
"""Seconds that somebody may take at an identity provider."""
_MOST_ROWS = 10_000


class Tries:
    """The failed tries of each name.

    Args:
        store: where they are kept.
        now: seconds since the epoch.
    """

    def __init__(self, store: Store, now: Callable[[], float] = time.time) -> None:
        self._store, self._now = store, now

    def begin(self, name: str) -> int:
        """Count a try as failed before it is made; seconds to wait where it may not be made.

        So tries that are sent at once are counted too. One that had to wait is not counted.
        """
        now, key = int(self._now()), _hash(_alike(name))
        recent = sa.select(tries.c.at).where(tries.c.name == key, tries.c.at > now - WITHIN)
        with self._store.transaction() as connection:
            connection.execute(sa.delete(tries).where(tries.c.at <= now - WITHIN))
            failed = list(connection.execute(recent.order_by(tries.c.at)).scalars())
            if len(failed) >= MOST_TRIES:
                oldest: int = failed[-MOST_TRIES]
                return WITHIN - (now - oldest)
            connection.execute(sa.insert(tries).values(name=key, at=now))
            _bound(connection, tries, tries.c.number)
        return 0

    def succeeded(self, name: str) -> None:
        """Forget the failures of who got in."""
        with self._store.transaction() as connection:
            connection.execute(sa.delete(tries).where(tries.c.name == _hash(_alike(name))))


class Visit(NamedTuple):
    """A visit to an identity provider: what goes with it and must come back, and where it leads."""

    state: str
    nonce: str
    verifier: str
    leads: str


class Visits:
    """Who is away at an identity provider. `now` is in seconds since the epoch."""

    def __init__(self, store: Store, now: Callable[[], float] = time.time) -> None:
        self._store, self._now = store, now

    def begin(self, leads: str) -> Visit:
        """A visit that leads to the page `leads` in the end."""
        now = int(self._now())
        state, nonce, verifier = (secrets.token_urlsafe(size) for size in (32, 32, 64))
        visit = Visit(state, nonce, verifier, leads)
        row = {**visit._asdict(), "state": _hash(visit.state), "ends": now + AWAY}
        with self._store.transaction() as connection:
            connection.execute(sa.delete(visits).where(visits.c.ends <= now))
            connection.execute(sa.insert(visits).values(**row))
            _bound(connection, visits, visits.c.ends)
        return visit

    def end(self, state: str) -> Visit | None:
        """The visit of `state`, which ends it; None for one that is over or never began."""
        chosen = visits.c.state == _hash(state)
        with self._store.transaction() as connection:
            row = connection.execute(sa.select(visits).where(chosen)).mappings().first()
            connection.execute(sa.delete(visits).where(chosen))
        if row is None or row["ends"] <= self._now():
            return None
        return Visit(state, row["nonce"], row["verifier"], row["leads"])


def _bound(connection: sa.Connection, table: sa.Table, order: sa.ColumnElement[int]) -> None:
    """Let go of the oldest rows, so that who is not in cannot fill the store."""
    beyond = sa.select(order).order_by(order.desc()).offset(_MOST_ROWS).limit(1)
    oldest = connection.execute(beyond).scalar()
    if oldest is not None:
        connection.execute(sa.delete(table).where(order <= oldest))


def _alike(name: str) -> str:
    return " ".join(name.split()).casefold()


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()
