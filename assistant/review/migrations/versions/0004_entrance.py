"""Failed sign-ins, visits to an identity provider, and whom it vouches for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make both tables, and the column of who somebody is to a provider."""
    op.create_table(
        "tries",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_tries_name", "tries", ["name"])
    op.create_index("ix_tries_at", "tries", ["at"])
    op.create_table(
        "visits",
        sa.Column("state", sa.String(64), primary_key=True),
        sa.Column("nonce", sa.String(64), nullable=False),
        sa.Column("verifier", sa.String(128), nullable=False),
        sa.Column("leads", sa.Text, nullable=False),
        sa.Column("ends", sa.BigInteger, nullable=False),
    )
    op.add_column("accounts", sa.Column("subject", sa.String(64), nullable=True))
    op.create_index("ix_accounts_subject", "accounts", ["subject"], unique=True)


def downgrade() -> None:
    """Drop them; who came by a provider alone has an account without a password then."""
    op.drop_index("ix_accounts_subject", "accounts")
    op.drop_column("accounts", "subject")
    op.drop_table("visits")
    op.drop_table("tries")
