"""The people who may sign in, and what an account of theirs holds."""

from __future__ import annotations

import getpass
from typing import Literal, get_args

from assistant.text import Value

Role = Literal["reviewer", "quality editor", "administrator"]
ROLES: tuple[Role, ...] = get_args(Role)


class Account(Value):
    """A person who may sign in, and as what.

    vouched  an identity provider signs them in, and no password does
    open     sessions that are open
    """

    name: str
    role: Role
    disabled: bool = False
    vouched: bool = False
    open: int = 0


class Kept(Value):
    """An account as it is kept: a row of the store, a line of a backup."""

    name: str
    role: Role
    password: str
    disabled: bool
    subject: str | None = None


class Session(Value):
    """An open session: whose, and the token that every change made in it must carry."""

    account: Account
    csrf: str


def local_user() -> str:
    """The name of who sits at this machine."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "reviewer"
