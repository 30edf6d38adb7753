"""The end of the chain, sealed, in a file outside the database.

It is written after the entry is safe, so it may be behind and never ahead: a chain that no longer
holds what the file names was cut or written anew. A new end is noted only where the chain goes on
from the one that was noted before, so that a forged chain cannot earn a seal by growing.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import URL

from assistant.errors import InputError
from assistant.review.chain import End
from assistant.review.seal import SealedEnd, flaw, sealed
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

    Raises `ValueError` for a file that holds no end under our seal, `OSError` for one that cannot
    be read, `InputError` where our key cannot be.
    """
    if anchor is None or not anchor.exists():
        return None
    try:
        told = SealedEnd.model_validate_json(anchor.read_bytes())
    except ValidationError:
        raise ValueError("holds no sealed end of a chain") from None
    wrong = flaw(told)
    if wrong is not None:
        raise ValueError(wrong)
    return told.end


def note(anchor: Path | None, end: End, follows: Callable[[End | None], bool]) -> None:
    """Write `end` where it is later than what is noted and `follows` it.

    Raises `OSError` where it cannot be written, `InputError` where there is no key. A file that
    holds something else stays for `noted` to tell.
    """
    if anchor is None:
        return
    with _WRITING:
        try:
            before = noted(anchor)
        except (ValueError, InputError):
            return
        if (before is None or before.seq < end.seq) and follows(before):
            _write(anchor, end)


def note_anew(anchor: Path | None, end: End) -> None:
    """Write `end` whatever is noted. Raises as `note` does."""
    if anchor is not None:
        with _WRITING:
            _write(anchor, end)


def _write(anchor: Path, end: End) -> None:
    told = sealed(end)
    anchor.parent.mkdir(parents=True, exist_ok=True)
    beside = anchor.with_name(f".{anchor.name}.{os.getpid()}")
    with beside.open("wb") as file:
        file.write(told.model_dump_json().encode())
        file.flush()
        os.fsync(file.fileno())
    beside.replace(anchor)
