"""`imr users`: the accounts of `imr serve --auth`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.options import OutputFormat, command_app
from assistant.errors import InvalidField
from assistant.terminal.output import Format, dumps, write

if TYPE_CHECKING:
    from assistant.review import Account, Role

app = command_app("The accounts that may sign in to `imr serve --auth`.")

Name = Annotated[str, typer.Argument(metavar="NAME", help="Who signs in; stands in the history.")]


@app.callback()
def _group() -> None:
    """The accounts."""


@app.command()
def add(
    name: Name,
    *,
    role: Annotated[
        str,
        typer.Option("--role", help="reviewer, 'quality editor' or administrator."),
    ] = "reviewer",
) -> int:
    """Make an account. The password is asked for, or read as a line from standard input.

    Exit status: 0 made, 2 not made.
    """
    from assistant.review import ROLES, Accounts, Store, default_url  # noqa: PLC0415 - loads the store

    chosen: Role | None = next((one for one in ROLES if one == role), None)
    if chosen is None:
        raise InvalidField("command line", "--role", ", ".join(ROLES), role)
    store = Store(default_url())
    try:
        made = Accounts(store).add(name, _password(), chosen)
    finally:
        store.close()
    write(f"{made.name}: {made.role}")
    return 0


@app.command(name="list")
def list_accounts(*, output: OutputFormat = Format.TEXT) -> int:
    """List the accounts with their roles. Exit status: 0 done, 2 cannot be read."""
    from assistant.review import Accounts, Store, default_url  # noqa: PLC0415 - loads the store

    store = Store(default_url())
    try:
        accounts = Accounts(store).all()
    finally:
        store.close()
    if output is not Format.TEXT:
        write(dumps([one.model_dump() for one in accounts], output))
        return 0
    for one in accounts:
        write(_line(one))
    return 0


@app.command()
def disable(name: Name) -> int:
    """Close an account; its sessions end at once, and its name stays in the history.

    Exit status: 0 closed, 2 no such account.
    """
    from assistant.review import Accounts, Store, default_url  # noqa: PLC0415 - loads the store

    store = Store(default_url())
    try:
        write(_line(Accounts(store).disable(name)))
    finally:
        store.close()
    return 0


@app.command()
def enable(name: Name) -> int:
    """Open an account that was closed. Exit status: 0 open, 2 no such account."""
    from assistant.review import Accounts, Store, default_url  # noqa: PLC0415 - loads the store

    store = Store(default_url())
    try:
        write(_line(Accounts(store).enable(name)))
    finally:
        store.close()
    return 0


@app.command()
def password(name: Name) -> int:
    """Give an account another password, asked for as `add` does; its sessions end.

    Exit status: 0 changed, 2 not changed.
    """
    from assistant.review import Accounts, Store, default_url  # noqa: PLC0415 - loads the store

    store = Store(default_url())
    try:
        write(_line(Accounts(store).renew(name, _password())))
    finally:
        store.close()
    return 0


def _line(account: Account) -> str:
    return f"{account.name}: {account.role}{', disabled' if account.disabled else ''}"


def _password() -> str:
    if sys.stdin.isatty():
        told: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
        return told
    return sys.stdin.readline().rstrip("\r\n")
