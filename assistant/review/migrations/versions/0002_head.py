"""The head of the chain, so that entries cut off its end are missed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table of the head and note where the chain ends now."""
    made = op.create_table(
        "head",
        sa.Column("one", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    kept = sa.table("entries", sa.column("seq"), sa.column("hash"))
    end = sa.select(kept.c.seq, kept.c.hash).order_by(kept.c.seq.desc()).limit(1)
    last = op.get_bind().execute(end).first()
    row = {"one": 1, "seq": last.seq if last else 0, "hash": last.hash if last else "0" * 64}
    op.bulk_insert(made, [row])


def downgrade() -> None:
    """Drop the table; the chain stays."""
    op.drop_table("head")
