"""The tables of the store, and how an older store is brought up to it (Alembic)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory

from assistant.review.chain import Entry

metadata = sa.MetaData()

entries = sa.Table(
    "entries",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("case", sa.String(200), nullable=False, index=True),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("who", sa.String(200), nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("content", sa.Text, nullable=False),
    sa.Column("before", sa.String(64), nullable=False),
    sa.Column("hash", sa.String(64), nullable=False, unique=True),
)
"""The audit chain; `at` is ISO 8601 in UTC exactly as it was hashed."""

head = sa.Table(
    "head",
    metadata,
    sa.Column("one", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
)
"""One row: the last entry of the chain, written in the transaction that adds it."""

accounts = sa.Table(
    "accounts",
    metadata,
    sa.Column("name", sa.String(100), primary_key=True),
    sa.Column("role", sa.String(30), nullable=False),
    sa.Column("password", sa.String(200), nullable=False),
    sa.Column("disabled", sa.Boolean, nullable=False),
    sa.Column("subject", sa.String(64), nullable=True),
)
"""Who may sign in; `password` is an argon2id hash, or empty where an identity provider vouches for
who `subject` is: the SHA-256 of the provider's name and its own name of the person."""

sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("token", sa.String(64), primary_key=True),
    sa.Column("name", sa.String(100), nullable=False),
    sa.Column("csrf", sa.String(64), nullable=False),
    sa.Column("ends", sa.BigInteger, nullable=False),
    sa.Column("used", sa.BigInteger, nullable=False),
)
"""Open sessions by the SHA-256 of their token; times in seconds since the epoch."""

tries = sa.Table(
    "tries",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("name", sa.String(64), nullable=False, index=True),
    sa.Column("at", sa.BigInteger, nullable=False, index=True),
)
"""Failed sign-ins by the SHA-256 of the name that was typed, which may be a password by mistake."""

visits = sa.Table(
    "visits",
    metadata,
    sa.Column("state", sa.String(64), primary_key=True),
    sa.Column("nonce", sa.String(64), nullable=False),
    sa.Column("verifier", sa.String(128), nullable=False),
    sa.Column("leads", sa.Text, nullable=False),
    sa.Column("ends", sa.BigInteger, nullable=False),
)
"""Who is away at an identity provider: by the SHA-256 of the state, what must come back with them,
and the page that they wanted."""


def row_of(entry: Entry) -> dict[str, Any]:
    """`entry` as a row of its table."""
    told = entry.model_dump(mode="json")
    return {**told, "content": json.dumps(told["content"], ensure_ascii=False, sort_keys=True)}


def entry_of(row: sa.RowMapping) -> Entry:
    """The entry of a row."""
    return Entry.model_validate({**row, "content": json.loads(row["content"])})


class LaterForm(ValueError):
    """The database has a form that this version does not know."""


def upgrade(engine: sa.Engine, target: str = "head") -> None:
    """Bring the database at `engine` to the form `target`; a store that is there already stays.

    Raises `LaterForm`.
    """
    scripts = _scripts()
    with engine.begin() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"fn": lambda revision, _: scripts._upgrade_revs(target, revision)},
        )
        now = context.get_current_heads()
        if now == tuple(scripts.get_heads()):
            return
        if not {one.revision for one in scripts.walk_revisions()}.issuperset(now):
            raise LaterForm("it was written by a later version of imr")
        with Operations.context(context):
            context.run_migrations()


def downgrade(engine: sa.Engine, target: str) -> None:
    """Bring the database back to the form `target`, without the tables that it did not have."""
    scripts = _scripts()
    with engine.begin() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"fn": lambda revision, _: scripts._downgrade_revs(target, revision)},
        )
        with Operations.context(context):
            context.run_migrations()


def _scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return ScriptDirectory.from_config(config)
