"""A PostgreSQL server of the tests' own, from Debian's package; absent, the tests skip."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import make_url

from assistant.review.anchor import anchor_of

_INSTALLED = Path("/usr/lib/postgresql")


@contextmanager
def server() -> Iterator[str]:
    """The SQLAlchemy URL of an empty database on loopback."""
    programs = sorted(_INSTALLED.glob("*/bin/initdb"), reverse=True)
    if not programs:
        pytest.skip("no PostgreSQL server: apt-get install postgresql")
    pytest.importorskip("psycopg", reason="no psycopg: pip install 'imr[postgresql]'")
    place = programs[0].parent
    root = hasattr(os, "geteuid") and os.geteuid() == 0  # initdb refuses to run as root
    owner = "postgres" if root else getpass.getuser()
    runs: list[str | Path] = ["runuser", "-u", owner, "--"] if root else []
    # not below pytest's folder, which no other user may enter
    folder = Path(tempfile.mkdtemp(prefix="imr-postgresql-"))
    shutil.chown(folder, owner)
    data = folder / "data"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = f"-p {port} -h 127.0.0.1 -k '' -c fsync=off"
    initialise = [*runs, place / "initdb", "-D", data, "-U", "imr", "--auth=trust", "--no-sync"]
    control = [*runs, place / "pg_ctl", "-D", data, "-w"]
    _run(initialise, folder)
    started = [*control, "-l", folder / "log", "-o", options, "start"]
    _run(started, folder)
    try:
        yield f"postgresql+psycopg://imr@127.0.0.1:{port}/postgres"
    finally:
        _run([*control, "-m", "immediate", "stop"], folder)
        shutil.rmtree(folder)


def fresh(url: str) -> str:
    """`url` with its database emptied, and what was noted of it forgotten."""
    import psycopg  # noqa: PLC0415 - only where there is a server

    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    anchor = anchor_of(make_url(url))
    assert anchor is not None
    anchor.unlink(missing_ok=True)
    return url


def _run(command: list[str | Path], folder: Path) -> None:
    quiet = subprocess.DEVNULL
    subprocess.run(command, cwd=folder, check=True, stdin=quiet, stdout=quiet, stderr=quiet)
