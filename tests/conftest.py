"""No test reaches the network, the user's settings or the user's data."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from assistant.settings import settings
from tests.postgres import server

_FOREIGN = ("IMR_", "OPENAI_", "AZURE_OPENAI_", "LANGCHAIN_", "LANGSMITH_", "CHROMA_")


@pytest.fixture(autouse=True)
def own_surroundings(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """Give each test an environment without keys and settings, and a data folder of its own.

    Commands started by a test inherit both. One data folder serves the whole run, so that the
    passage index is built once.
    """
    for name in list(os.environ):
        if name.startswith(_FOREIGN):
            monkeypatch.delenv(name)
    home = tmp_path_factory.getbasetemp() / "user"
    monkeypatch.setenv("IMR_DATA_DIR", str(home / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    settings.cache_clear()
    yield home
    settings.cache_clear()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a PostgreSQL server of our own."""
    with server() as url:
        yield url


@pytest.fixture
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords hashed with little work, so that tests do not wait for what keeps thieves waiting.

    The form of a hash, and what is checked of it, stay.
    """
    quick = partial(PasswordHasher, time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr("assistant.review.accounts.PasswordHasher", quick)
