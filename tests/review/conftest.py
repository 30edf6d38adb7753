"""Every test of the review runs on SQLite and on a PostgreSQL server; absent, that half skips."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.review import Store
from tests.postgres import fresh


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty store."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'review.sqlite3'}"
    return fresh(request.getfixturevalue("postgresql"))


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An empty store, closed at the end."""
    made = Store(url)
    yield made
    made.close()
