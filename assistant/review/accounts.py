"""Who may sign in to the workbench: accounts with roles, and the sessions that are open.

A password is kept as its argon2id hash, a session by the hash of its token alone, so that who reads
the database can sign in as nobody.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable
from functools import lru_cache
from typing import Literal, get_args

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from assistant.errors import InvalidField
from assistant.review.schema import accounts, sessions
from assistant.review.store import Store
from assistant.text import Value

Role = Literal["reviewer", "quality editor", "administrator"]
ROLES: tuple[Role, ...] = get_args(Role)

SHORTEST = 12
"""Characters of the shortest password (NIST SP 800-63B asks for 8 at least)."""
LONGEST = 1000
LASTS = 12 * 3600
"""Seconds after which a session ends whatever is done in it."""
IDLE = 3600
"""Seconds without a request after which a session ends."""
_NOTED_EVERY = 60
_LONGEST_NAME = 100


class Account(Value):
    """A person who may sign in, and as what."""

    name: str
    role: Role
    disabled: bool = False


class Session(Value):
    """An open session: whose, and the token that every change made in it must carry."""

    account: Account
    csrf: str


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
        wanted = sa.select(accounts.c.name, accounts.c.role, accounts.c.disabled)
        with self._store.transaction() as connection:
            rows = connection.execute(wanted.order_by(accounts.c.name)).mappings()
            return tuple(Account.model_validate(dict(row)) for row in rows)

    def add(self, name: str, password: str, role: Role) -> Account:
        """Make an account.

        Raises `InvalidField` for a name that is taken or none, a password that is too short or too
        long, and a role that there is not.
        """
        name = name.strip()
        if not name or len(name) > _LONGEST_NAME or not name.isprintable():
            raise InvalidField("users", "name", f"1 to {_LONGEST_NAME} printable characters", name)
        if role not in ROLES:
            raise InvalidField("users", "--role", ", ".join(ROLES), role)
        _refuse_length(password)
        row = {"name": name, "role": role, "disabled": False}
        kept = self._hasher.hash(password)
        with self._store.transaction() as connection:
            taken = sa.select(accounts.c.name).where(accounts.c.name == name)
            if connection.execute(taken).first():
                raise InvalidField("users", "name", "one that is not taken", name)
            connection.execute(sa.insert(accounts).values(password=kept, **row))
        return Account.model_validate(row)

    def disable(self, name: str) -> Account:
        """Close an account and end its sessions at once. Raises `InvalidField` for no such one."""
        return self._change(name, disabled=True)

    def enable(self, name: str) -> Account:
        """Open an account that was closed. Raises `InvalidField` for no such one."""
        return self._change(name, disabled=False)

    def renew(self, name: str, password: str) -> Account:
        """Give an account another password and end its sessions; a closed one stays closed.

        Raises `InvalidField` for no such account and as `add` does for the password.
        """
        _refuse_length(password)
        return self._change(name, password=self._hasher.hash(password))

    def _change(self, name: str, **values: object) -> Account:
        with self._store.transaction() as connection:
            self._account(connection, name)
            chosen = accounts.c.name == name
            connection.execute(sa.update(accounts).where(chosen).values(**values))
            connection.execute(sa.delete(sessions).where(sessions.c.name == name))
            return self._account(connection, name)

    def find(self, name: str) -> Account | None:
        """The account of that name, where it is open."""
        with self._store.transaction() as connection:
            try:
                found = self._account(connection, name)
            except InvalidField:
                return None
        return None if found.disabled else found

    def sign_in(self, name: str, password: str) -> str | None:
        """The token of a new session, or None where name and password do not open an account.

        It takes as long for a name that there is not, so that names cannot be tried out.
        """
        wanted = sa.select(accounts.c.password, accounts.c.disabled)
        with self._store.transaction() as connection:
            row = connection.execute(wanted.where(accounts.c.name == name)).first()
        right = self._fits(row.password if row else _decoy(), password[:LONGEST])
        if row is None or row.disabled or not right:
            return None
        token, now = secrets.token_urlsafe(32), int(self._now())
        with self._store.transaction() as connection:
            over = sessions.c.ends < now
            connection.execute(sa.delete(sessions).where(over))
            connection.execute(
                sa.insert(sessions).values(
                    token=_hash(token),
                    name=name,
                    csrf=secrets.token_urlsafe(32),
                    ends=now + LASTS,
                    used=now,
                )
            )
            if self._hasher.check_needs_rehash(row.password):
                anew = {"password": self._hasher.hash(password)}
                chosen = accounts.c.name == name
                connection.execute(sa.update(accounts).where(chosen).values(**anew))
        return token

    def session(self, token: str) -> Session | None:
        """The open session of `token`; None for one that ended, or of a closed account."""
        now, key = int(self._now()), _hash(token)
        wanted = sa.select(sessions, accounts.c.role, accounts.c.disabled).join_from(
            sessions, accounts, sessions.c.name == accounts.c.name
        )
        with self._store.transaction() as connection:
            row = connection.execute(wanted.where(sessions.c.token == key)).mappings().first()
            if row is None or row["disabled"]:
                return None
            chosen = sessions.c.token == key
            if now >= row["ends"] or now - row["used"] >= IDLE:
                connection.execute(sa.delete(sessions).where(chosen))
                return None
            if now - row["used"] >= _NOTED_EVERY:
                connection.execute(sa.update(sessions).where(chosen).values(used=now))
        account = Account(name=row["name"], role=row["role"])
        return Session(account=account, csrf=row["csrf"])

    def sign_out(self, token: str) -> None:
        """End the session of `token`."""
        with self._store.transaction() as connection:
            connection.execute(sa.delete(sessions).where(sessions.c.token == _hash(token)))

    def _account(self, connection: sa.Connection, name: str) -> Account:
        wanted = sa.select(accounts.c.name, accounts.c.role, accounts.c.disabled)
        row = connection.execute(wanted.where(accounts.c.name == name)).mappings().first()
        if row is None:
            raise InvalidField("users", "name", "an account of the store", name)
        return Account.model_validate(dict(row))

    def _fits(self, kept: str, password: str) -> bool:
        try:
            return self._hasher.verify(kept, password)
        except (VerificationError, InvalidHashError):
            return False


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
