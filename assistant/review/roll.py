"""The accounts of a store against its chain: whoever was let in behind its back stands out.

Each change of an account is an entry that tells the account as it was left, its password by a hash
of its hash. So an account, a role or a password that was put into the database by another way
differs from the last entry of that name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from assistant.review.chain import Break, Entry
from assistant.review.schema import accounts

CHANGE = "change"


def rows_in(connection: sa.Connection) -> list[dict[str, Any]]:
    """The rows of all accounts, by name."""
    wanted = sa.select(accounts).order_by(accounts.c.name)
    return [dict(row) for row in connection.execute(wanted).mappings()]


def told(row: Mapping[str, Any]) -> dict[str, Any]:
    """An account as its entries tell it."""
    password = row["password"]
    kept = hashlib.sha256(password.encode("utf-8")).hexdigest() if password else ""
    return {
        "name": row["name"],
        "role": row["role"],
        "disabled": bool(row["disabled"]),
        "password": kept,
        "subject": row["subject"],
    }


def unlike(rows: Iterable[Mapping[str, Any]], entries: Iterable[Entry]) -> Break | None:
    """The first account, by name, that is not what its last entry tells; None where all are."""
    left = {entry.content["name"]: entry for entry in entries if entry.kind == "account"}
    for row in rows:
        entry = left.pop(row["name"], None)
        if entry is None:
            return Break(seq=0, how=f"the account {row['name']!r} is in no entry")
        wanted = {name: value for name, value in entry.content.items() if name != CHANGE}
        now = told(row)
        changed = [name for name in now if now[name] != wanted.get(name)]
        if changed:
            how = f"the account {row['name']!r} has another {' and '.join(changed)} since"
            return Break(seq=entry.seq, how=how)
    for name, entry in left.items():
        return Break(seq=entry.seq, how=f"the account {name!r} is missing")
    return None
