"""Who may sign in to the workbench: accounts with roles, and the sessions that are open.

A password is kept as its argon2id hash, a session by the hash of its token alone, so that who reads
the database can sign in as nobody. Each change of an account is an entry of the audit chain.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from assistant.errors import InvalidField
from assistant.review import roll
from assistant.review.chain import OF_NO_CASE
from assistant.review.people import ROLES, Account, Kept, Role, Session
from assistant.review.schema import accounts, sessions
from assistant.review.store import Store

SHORTEST = 12
"""Characters of the shortest password (NIST SP 800-63B asks for 8 at least)."""
LONGEST = 1000
LASTS = 12 * 3600
"""Seconds after which a session ends whatever is done in it."""
IDLE = 3600
"""Seconds without a request after which a session ends."""
VOUCHED = ""
"""In place of a password where an identity provider vouches for the person."""
_NOTED_EVERY = 60
_AT_ONCE = threading.BoundedSemaphore(4)
"""A hash takes 64 MB by design: strangers who try many names at once must not take all there is."""
_LONGEST_NAME = 100


class Accounts:
    """The accounts and sessions of a store.

    Args:
        store: where they are kept.
        now: seconds since the epoch.
    """

    def __init__(self, store: Store, now: Callable[[], float] = time.time) -> None:
        self._store, self._now = store, now
        self._hasher = PasswordHasher()

    def all(self) -> tuple[Account, ...]:
        """Every account, by name."""
        now = int(self._now())
        going = sa.select(sessions.c.name, sa.func.count()).group_by(sessions.c.name)
        going = going.where(sessions.c.ends > now, sessions.c.used > now - IDLE)
        with self._store.reading() as connection:
            opened = {row[0]: row[1] for row in connection.execute(going)}
            rows = roll.rows_in(connection)
        return tuple(_account(row, opened.get(row["name"], 0)) for row in rows)

    def add(self, name: str, password: str, role: Role, by: str) -> Account:
        """Make an account.

        Args:
            name: who signs in with it.
            password: what they sign in with.
            role: what they may do.
            by: who makes it; the history names them.

        Raises `InvalidField` for a name that is taken or none, a password that is too short or too
        long, and a role that there is not.
        """
        name = _own_name(name)
        _refuse_role(role)
        _refuse_length(password)
        kept = Kept(name=name, role=role, password=self._hasher.hash(password), disabled=False)
        return self._insert(kept, by)

    def disable(self, name: str, by: str) -> Account:
        """Close an account and end its sessions at once. Raises `InvalidField` for no such one."""
        return self._change(name, by, "disabled", disabled=True)

    def enable(self, name: str, by: str) -> Account:
        """Open an account that was closed. Raises `InvalidField` for no such one."""
        return self._change(name, by, "enabled", disabled=False)

    def renew(self, name: str, password: str, by: str) -> Account:
        """Give an account another password and end its sessions; a closed one stays closed.

        Raises `InvalidField` for no such account, for one that an identity provider vouches for,
        and as `add` does for the password.
        """
        _refuse_length(password)
        return self._change(name, by, "password", password=self._hasher.hash(password))

    def assign(self, name: str, role: Role, by: str) -> Account:
        """Give an account another role and end its sessions.

        Raises `InvalidField` for no such account and no such role.
        """
        _refuse_role(role)
        return self._change(name, by, "role", role=role)

    def sign_out_everywhere(self, name: str, by: str) -> Account:
        """End every session of an account. Raises `InvalidField` for no such one."""
        return self._change(name, by, "sessions ended")

    def find(self, name: str) -> Account | None:
        """The account of that name, where it is open."""
        with self._store.reading() as connection:
            row = _row(connection, name)
        return None if row is None or row["disabled"] else _account(row)

    def sign_in(self, name: str, password: str) -> str | None:
        """The token of a new session, or None where name and password do not open an account.

        It takes as long for a name that there is not, so that names cannot be tried out.
        """
        with self._store.reading() as connection:
            row = _row(connection, name)
        right = self._fits((row and row["password"]) or _decoy(), password[:LONGEST])
        if row is None or row["disabled"] or not row["password"] or not right:
            return None
        if self._hasher.check_needs_rehash(row["password"]):
            self._change(name, name, "password hashed anew", password=self._hasher.hash(password))
        return self._open(name)

    def admit(self, name: str, role: Role, subject: str, by: str) -> str:
        """The token of a new session for whom an identity provider vouches.

        The account is made at the first visit and has the provider's role at each. Its name stays
        with the person whom it was made for.

        Args:
            name: what the provider calls them.
            role: what their groups let them do.
            subject: who they are to the provider, in whatever name.
            by: the provider, for the history.

        Raises `InvalidField` for a name that is another's, and for an account that was closed.
        """
        name, person = _own_name(name), _hash(subject)
        with self._store.reading() as connection:
            known = accounts.c.subject == person
            row = connection.execute(sa.select(accounts).where(known)).mappings().first()
        if row is None:
            kept = Kept(name=name, role=role, password=VOUCHED, disabled=False, subject=person)
            self._insert(kept, by)
        elif row["disabled"]:
            raise InvalidField("users", "name", "an account that is open", row["name"])
        else:
            name = row["name"]
            if row["role"] != role:
                self.assign(name, role, by)
        return self._open(name)

    def session(self, token: str) -> Session | None:
        """The open session of `token`; None for one that ended, or of a closed account."""
        now, key = int(self._now()), _hash(token)
        chosen = sessions.c.token == key
        wanted = sa.select(sessions, accounts.c.role, accounts.c.disabled).join_from(
            sessions, accounts, sessions.c.name == accounts.c.name
        )
        with self._store.reading() as connection:
            row = connection.execute(wanted.where(chosen)).mappings().first()
        if row is None or row["disabled"]:
            return None
        if now >= row["ends"] or now - row["used"] >= IDLE:
            self.sign_out(token)
            return None
        if now - row["used"] >= _NOTED_EVERY:
            with self._store.transaction() as connection:
                connection.execute(sa.update(sessions).where(chosen).values(used=now))
        account = Account(name=row["name"], role=row["role"])
        return Session(account=account, csrf=row["csrf"])

    def sign_out(self, token: str) -> None:
        """End the session of `token`."""
        with self._store.transaction() as connection:
            connection.execute(sa.delete(sessions).where(sessions.c.token == _hash(token)))

    def _open(self, name: str) -> str:
        token, now = secrets.token_urlsafe(32), int(self._now())
        row = {"name": name, "csrf": secrets.token_urlsafe(32), "ends": now + LASTS, "used": now}
        with self._store.transaction() as connection:
            over = sa.or_(sessions.c.ends < now, sessions.c.used < now - IDLE)
            connection.execute(sa.delete(sessions).where(over))
            connection.execute(sa.insert(sessions).values(token=_hash(token), **row))
        return token

    def _insert(self, kept: Kept, by: str) -> Account:
        row = kept.model_dump()
        with self._store.transaction() as connection:
            names = connection.execute(sa.select(accounts.c.name)).scalars()
            if _alike(kept.name) in map(_alike, names):
                raise InvalidField("users", "name", "one that is not taken", kept.name)
            connection.execute(sa.insert(accounts).values(**row))
            content = {roll.CHANGE: "added", **roll.told(row)}
            entry = self._store.add(connection, OF_NO_CASE, "account", content, by)
        self._store.note(entry)
        return _account(row)

    def _change(self, name: str, by: str, change: str, **values: object) -> Account:
        """Change an account, end its sessions, and enter in the chain how it is left."""
        chosen = accounts.c.name == name
        with self._store.transaction() as connection:
            before = _row(connection, name)
            if before is None:
                raise InvalidField("users", "name", "an account of the store", name)
            if values.get("password") and not before["password"]:
                allowed = "an account with a password; an identity provider vouches for this one"
                raise InvalidField("users", "name", allowed, name)
            if values:
                connection.execute(sa.update(accounts).where(chosen).values(**values))
            connection.execute(sa.delete(sessions).where(sessions.c.name == name))
            row = {**before, **values}
            content = {roll.CHANGE: change, **roll.told(row)}
            entry = self._store.add(connection, OF_NO_CASE, "account", content, by)
        self._store.note(entry)
        return _account(row)

    def _fits(self, kept: str, password: str) -> bool:
        try:
            with _AT_ONCE:
                return self._hasher.verify(kept, password)
        except (VerificationError, InvalidHashError):
            return False


def _row(connection: sa.Connection, name: str) -> dict[str, Any] | None:
    wanted = sa.select(accounts).where(accounts.c.name == name)
    row = connection.execute(wanted).mappings().first()
    return dict(row) if row else None


def _account(row: dict[str, Any], opened: int = 0) -> Account:
    return Account(
        name=row["name"],
        role=row["role"],
        disabled=row["disabled"],
        vouched=not row["password"],
        open=opened,
    )


def _own_name(name: str) -> str:
    name = name.strip()
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise InvalidField("users", "name", f"1 to {_LONGEST_NAME} printable characters", name)
    return name


def _alike(name: str) -> str:
    """What two names share that a reader of the history would take for one."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _refuse_role(role: str) -> None:
    if role not in ROLES:
        raise InvalidField("users", "--role", ", ".join(ROLES), role)


def _refuse_length(password: str) -> None:
    if not SHORTEST <= len(password) <= LONGEST:
        allowed = f"{SHORTEST} to {LONGEST} characters"
        raise InvalidField("users", "password", allowed, f"{len(password)} characters")


@lru_cache(maxsize=1)
def _decoy() -> str:
    """The hash of a password that nobody has."""
    return PasswordHasher().hash(secrets.token_urlsafe(32))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
