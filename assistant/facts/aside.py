"""A stretch of long records read by another process of the same Python.

Not a pool of `multiprocessing`: its processes load the program of the caller again, which a script
that uses this library need not be written for, and a copy of a process with threads may hang. The
two talk over pipes in pickles of their own making; nobody else's are ever read.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import IO, Any, Self, cast

from assistant.facts.stretches import Found, Piece, Stretch, Told
from assistant.text.apart import command_of


class Aside:
    """Another process that reads `pieces` while this one goes on."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        """Start the process; the documents are sent by `told`."""
        self._pieces = pieces
        self._process = subprocess.Popen(  # noqa: S603 - this program itself
            command_of("assistant.facts.aside", "main"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def told(self) -> Told:
        """What its documents tell that all records settle; waits for it."""
        self._say(self._pieces)
        return cast(Told, self._hear())

    def facts(self, injured: date | None, identifiers: Mapping[str, str]) -> Found:
        """The facts of its documents; waits for them."""
        self._say((injured, dict(identifiers)))
        return cast(Found, self._hear())

    def stop(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):  # what was to be sent has no reader any more
                    pipe.close()

    def _say(self, told: Any) -> None:
        _write(cast(IO[bytes], self._process.stdin), told)

    def _hear(self) -> Any:
        return pickle.load(cast(IO[bytes], self._process.stdout))  # noqa: S301 - from `main` below


def _write(pipe: IO[bytes], told: Any) -> None:
    pickle.dump(told, pipe, pickle.HIGHEST_PROTOCOL)
    pipe.flush()


def main() -> None:
    """Read what is sent on standard input, and answer on standard output."""
    stretch = Stretch(pickle.load(sys.stdin.buffer))  # noqa: S301 - from `Aside`
    _write(sys.stdout.buffer, stretch.told())
    injured, identifiers = pickle.load(sys.stdin.buffer)  # noqa: S301 - as above
    _write(sys.stdout.buffer, stretch.facts(injured, identifiers))
