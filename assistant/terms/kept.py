"""What is made from the data files once and kept in the user's data folder for the next start.

To read a table and to write out its alternatives takes a tenth of a short run; to load the result,
a hundredth. A kept value is known by the content of the files that it was made from and by the
versions of the program and of Python, and is loaded only when its own digest is right. Where the
folder cannot be read or written it is made anew each time, and nobody is told: nothing depends
on it.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from assistant import __version__
from assistant.errors import ImrError
from assistant.settings import settings

FOLDER = "made"
"""The folder below the data folder."""

_DIGEST = 32
_KEY = 24


def kept(name: str, sources: Iterable[Path], make: Callable[[], Any]) -> Any:
    """The value that `make` gives, from the data folder where an earlier run left it.

    Args:
        name: what the file is called.
        sources: the files that the value is made from; another content makes it anew.
        make: gives the value: dictionaries, lists, tuples, texts, bytes, numbers, truth values.
    """
    try:
        folder = settings().data_dir / FOLDER
        file = folder / f"{name}-{_key(sources)}.bin"
    except (ImrError, OSError):
        return make()
    with suppress(OSError, ValueError, EOFError, TypeError):
        stored = file.read_bytes()
        if hashlib.sha256(stored[_DIGEST:]).digest() == stored[:_DIGEST]:
            return marshal.loads(stored[_DIGEST:])  # noqa: S302 - the user's own, digest checked
    value = make()
    with suppress(OSError, ValueError):
        _store(folder, file, name, marshal.dumps(value))
    return value


def packed(value: Any) -> bytes:
    """A part of a value, to be unpacked when it is needed."""
    return marshal.dumps(value)


def unpacked(data: bytes) -> Any:
    """What `packed` was given; only for what this process made or `kept` gave it."""
    return marshal.loads(data)  # noqa: S302 - from `packed`, or from a file with the right digest


def _key(sources: Iterable[Path]) -> str:
    digest = hashlib.sha256(f"{__version__} {sys.version} {marshal.version}".encode())
    # how a value is made is part of what it is
    for source in (*sources, Path(__file__).with_name("matcher.py")):
        with open(source, "rb") as file:  # noqa: PTH123 - half the time of `Path.open`, a hundred times
            digest.update(hashlib.sha256(file.read()).digest())
    return digest.hexdigest()[:_KEY]


def _store(folder: Path, file: Path, name: str, data: bytes) -> None:
    """Write whole or not at all; what an earlier version left is removed."""
    import tempfile  # noqa: PLC0415 - loads much, and only the first run writes

    folder.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=folder, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as output:
            output.write(hashlib.sha256(data).digest() + data)
        Path(temporary).replace(file)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
    for old in folder.glob(f"{name}-{'?' * _KEY}.bin"):
        if old != file:
            old.unlink(missing_ok=True)
