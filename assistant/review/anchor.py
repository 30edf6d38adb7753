"""The end of the chain in a file outside the database, which who can write only there cannot alter.

It is written after the entry is safe, so it may be behind and never ahead: a chain that no longer
holds what the file names was cut or written anew.
"""

from __future__ import annotations

import hashlib
import os
import threading
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import URL

from assistant.review.chain import End
from assistant.settings import settings

_WRITING = threading.Lock()


def anchor_of(url: URL) -> Path | None:
    """Where the end of the store at `url` is noted; None for a database in memory.

    Beside an SQLite file; for a server in the data folder, what this machine has seen of it.
    """
    if url.get_backend_name() == "sqlite":
        in_memory = not url.database or url.database == ":memory:"
        return None if in_memory else Path(f"{url.database}.head")
    named = hashlib.sha256(f"{url.host}:{url.port}/{url.database}".encode()).hexdigest()
    return settings().data_dir / f"store-{named[:16]}.head"


def noted(anchor: Path | None) -> End | None:
    """The end that was noted; None where nothing was.

    Raises `ValueError` for a file that holds no end, `OSError` for one that cannot be read.
    """
    if anchor is None or not anchor.exists():
        return None
    try:
        return End.model_validate_json(anchor.read_bytes())
    except ValidationError:
        raise ValueError("holds no end of a chain") from None


def note(anchor: Path | None, end: End, *, anew: bool = False) -> None:
    """Write `end` where it is later than what is noted, or `anew` in its place.

    Raises `OSError` where it cannot be written. A file that holds something else stays for
    `noted` to tell.
    """
    if anchor is None:
        return
    with _WRITING:
        try:
            before = None if anew else noted(anchor)
        except ValueError:
            return
        if before is not None and before.seq >= end.seq:
            return
        anchor.parent.mkdir(parents=True, exist_ok=True)
        beside = anchor.with_name(f".{anchor.name}.{os.getpid()}")
        with beside.open("wb") as file:
            file.write(end.model_dump_json().encode())
            file.flush()
            os.fsync(file.fileno())
        beside.replace(anchor)
