"""`imr users`: the accounts of `imr serve --auth`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.options import OutputFormat, command_app
from assistant.errors import InvalidField
from assistant.terminal.output import Format, dumps, write

if TYPE_CHECKING:
    from assistant.review import Account, Accounts, Role

app = command_app("The accounts that may sign in to `imr serve --auth`.")

Name = Annotated[str, typer.Argument(metavar="NAME", help="Who signs in; stands in the history.")]


@app.callback()
def _group() -> None:
    """The accounts."""


RoleName = Annotated[
    str, typer.Option("--role", help="reviewer, 'quality editor' or administrator.")
]
By = Annotated[
    str,
    typer.Option(
        "--by", metavar="NAME", help="Who does it, for the history. [default: your own name here]"
    ),
]


@app.command()
def add(name: Name, *, role: RoleName = "reviewer", by: By = "") -> int:
    """Make an account. The password is asked for, or read as a line from standard input.

    Exit status: 0 made, 2 not made.
    """
    chosen = _role(role)
    with _accounts() as accounts:
        made = accounts.add(name, _password(), chosen, _who(by))
    write(f"{made.name}: {made.role}")
    return 0


@app.command(name="list")
def list_accounts(*, output: OutputFormat = Format.TEXT) -> int:
    """List the accounts with their roles and open sessions. Exit status: 0 done, 2 unreadable."""
    with _accounts() as accounts:
        found = accounts.all()
    if output is not Format.TEXT:
        write(dumps([one.model_dump() for one in found], output))
        return 0
    for one in found:
        write(_line(one))
    return 0


@app.command()
def role(name: Name, role: Annotated[str, typer.Argument(metavar="ROLE")], *, by: By = "") -> int:
    """Give an account another role; its sessions end. Exit status: 0 changed, 2 not changed."""
    chosen = _role(role)
    with _accounts() as accounts:
        write(_line(accounts.assign(name, chosen, _who(by))))
    return 0


@app.command()
def disable(name: Name, *, by: By = "") -> int:
    """Close an account; its sessions end at once, and its name stays in the history.

    Exit status: 0 closed, 2 no such account.
    """
    with _accounts() as accounts:
        write(_line(accounts.disable(name, _who(by))))
    return 0


@app.command()
def enable(name: Name, *, by: By = "") -> int:
    """Open an account that was closed. Exit status: 0 open, 2 no such account."""
    with _accounts() as accounts:
        write(_line(accounts.enable(name, _who(by))))
    return 0


@app.command()
def password(name: Name, *, by: By = "") -> int:
    """Give an account another password, asked for as `add` does; its sessions end.

    Exit status: 0 changed, 2 not changed.
    """
    with _accounts() as accounts:
        write(_line(accounts.renew(name, _password(), _who(by))))
    return 0


@app.command()
def end(name: Name, *, by: By = "") -> int:
    """End every session of an account. Exit status: 0 ended, 2 no such account."""
    with _accounts() as accounts:
        write(_line(accounts.sign_out_everywhere(name, _who(by))))
    return 0


@contextmanager
def _accounts() -> Iterator[Accounts]:
    """The accounts of the store."""
    from assistant.review import Accounts, Store, default_url  # noqa: PLC0415 - loads the store

    store = Store(default_url())
    try:
        yield Accounts(store)
    finally:
        store.close()


def _role(words: str) -> Role:
    from assistant.review import ROLES  # noqa: PLC0415 - loads the store

    chosen: Role | None = next((one for one in ROLES if one == words), None)
    if chosen is None:
        raise InvalidField("command line", "--role", ", ".join(ROLES), words)
    return chosen


def _who(by: str) -> str:
    from assistant.review import local_user  # noqa: PLC0415 - loads the store

    return by.strip() or local_user()


def _line(account: Account) -> str:
    told: list[str] = [account.role]
    if account.disabled:
        told.append("disabled")
    if account.vouched:
        told.append("signs in with the identity provider")
    if account.open:
        told.append(f"{account.open} open session{'' if account.open == 1 else 's'}")
    return f"{account.name}: {', '.join(told)}"


def _password() -> str:
    if sys.stdin.isatty():
        told: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
        return told
    return sys.stdin.readline().rstrip("\r\n")
