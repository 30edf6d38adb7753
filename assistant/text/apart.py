"""PDF and DOCX files, read in a process of their own that may be ended.

A PDF of a few kilobytes can take hours to read and a small archive can fill the memory, and a
library in C can neither be interrupted nor survived when it falls. So one process of its own reads
such files, one after another, as long as this process lasts; where a file takes too long or too
much, that process ends, the file is named, and the next one gets a new process. It is started at
the first such file: plain text never waits for it.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from threading import Lock, Timer
from typing import IO, Any, Literal

from assistant.errors import UnreadableFile
from assistant.text.document import Document

Kind = Literal["pdf", "docx"]

MEMORY = 3 * 1024**3
"""Bytes of address space that the process may have, its program included."""
_GRACE = 2
"""Seconds beyond what a file may take; whoever waits for it is quicker."""
_LOCKS: dict[int, Lock] = {}
_CHILDREN: dict[int, subprocess.Popen[bytes]] = {}
"""By process: what is forked from one shares neither its lock nor the process that reads for it."""


def read_apart(
    kind: Kind, source: str, data: bytes, limit: int, seconds: float, *, recognise: bool
) -> Document:
    """The document in `data`, as `reading` reads it, in at most `seconds`.

    Scanned pages, where they are recognised, have time of their own. Raises `UnreadableFile` for
    what cannot be read, not in that time, or not in `MEMORY`.
    """
    asked = {
        "kind": kind,
        "size": len(data),
        "limit": limit,
        "seconds": seconds,
        "recognise": recognise,
    }
    with _LOCKS.setdefault(os.getpid(), Lock()):
        child = _child()
        watch = _Watch(child, seconds)
        answer: dict[str, Any] | None = None
        with watch, contextlib.suppress(OSError, ValueError):
            answer = _answer(child, json.dumps(asked).encode() + b"\n", data, watch.more)
        if answer is None or watch.ended:
            _end(child)
    if answer is None:
        raise UnreadableFile(source, _refusal(watch, seconds))
    if "error" in answer:
        raise UnreadableFile(source, answer["error"])
    return Document(
        source=source,
        text=answer["text"],
        page_starts=tuple(answer["page_starts"]),
        notes=tuple(answer["notes"]),
    )


class _Watch:
    """Ends a process that takes longer than it may."""

    def __init__(self, child: subprocess.Popen[bytes], seconds: float) -> None:
        self.ended = False
        self._child = child
        self._timer = Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> _Watch:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def more(self, seconds: float) -> None:
        """So many seconds from now on."""
        self._timer.cancel()
        self._timer = Timer(seconds, self._end)
        self._timer.daemon = True
        self._timer.start()

    def _end(self) -> None:
        self.ended = True
        self._child.kill()


def _refusal(watch: _Watch, seconds: float) -> str:
    if watch.ended:
        return f"takes longer to read than {seconds:g} s (setting max_read_seconds)"
    return f"cannot be read in {MEMORY / 1024**3:g} GB of memory, or upsets its reader"


def _child() -> subprocess.Popen[bytes]:
    """The process that reads for this one, started where there is none."""
    child = _CHILDREN.get(os.getpid())
    if child is not None and child.poll() is None:
        return child
    child = subprocess.Popen(  # noqa: S603 - this program itself
        command_of("assistant.text.apart", "serve"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert child.stdout is not None  # noqa: S101 - asked for above
    # its own start is no file's time
    child.stdout.readline()
    _CHILDREN[os.getpid()] = child
    atexit.register(_end, child)
    return child


def _end(child: subprocess.Popen[bytes]) -> None:
    atexit.unregister(_end)
    if _CHILDREN.get(os.getpid()) is not child:
        return
    del _CHILDREN[os.getpid()]
    child.kill()
    child.wait()
    for pipe in (child.stdin, child.stdout):
        with contextlib.suppress(OSError):
            assert pipe is not None  # noqa: S101 - asked for at the start
            pipe.close()


def _answer(
    child: subprocess.Popen[bytes], head: bytes, data: bytes, more: Callable[[float], None]
) -> dict[str, Any] | None:
    """What the process says of the file; None where it ended instead."""
    assert child.stdin is not None  # noqa: S101 - asked for at the start
    assert child.stdout is not None  # noqa: S101 - likewise
    child.stdin.write(head)
    child.stdin.write(data)
    child.stdin.flush()
    for line in child.stdout:
        said: dict[str, Any] = json.loads(line)
        if "more" not in said:
            return said
        more(said["more"])
    return None


def command_of(module: str, function: str) -> list[str]:
    """What runs `function` of `module` in another process of the same Python.

    Modules are sought where this process seeks them, and not first in the working folder.
    """
    code = f"from {module} import {function}; {function}()"
    code = f"import json, sys; sys.path[:] = json.loads(sys.argv[1]); {code}"
    return [sys.executable, "-P", "-c", code, json.dumps(sys.path)]


def keep_within_memory() -> None:
    """Give this process no more than `MEMORY` from now on, where the system can hold it to that."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not there on every system

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def serve() -> None:
    """In the process of their own: read what standard input holds until it ends."""
    # a library in C comes to no end by an exception
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    keep_within_memory()
    wanted, answers = sys.stdin.buffer, sys.stdout.buffer
    # what a library prints must not come between the answers
    sys.stdout = sys.stderr
    with contextlib.suppress(BrokenPipeError):
        _tell(answers, {})
        while head := wanted.readline():
            asked = json.loads(head)
            _at_most(asked["seconds"])
            _tell(answers, _read(asked, wanted.read(asked["size"]), answers))


def _read(asked: dict[str, Any], data: bytes, answers: IO[bytes]) -> dict[str, Any]:
    from assistant.text.reading import read_docx, read_pdf  # noqa: PLC0415 - imports this module

    try:
        if asked["kind"] == "docx":
            document = read_docx("", data, asked["limit"])
        else:
            document = read_pdf(
                "",
                data,
                asked["limit"],
                recognise=asked["recognise"],
                waiting=partial(_wait_longer, answers),
            )
    except UnreadableFile as error:
        return {"error": error.reason}
    except MemoryError:
        return {"error": f"cannot be read in {MEMORY / 1024**3:g} GB of memory"}
    except Exception as error:  # whatever a damaged file does to a library, it is named
        return {"error": f"cannot be read: {type(error).__name__}: {error}"[:200]}
    return {
        "text": document.text,
        "page_starts": document.page_starts,
        "notes": document.notes,
    }


def _wait_longer(answers: IO[bytes], seconds: float) -> None:
    _at_most(seconds)
    _tell(answers, {"more": seconds})


def _at_most(seconds: float) -> None:
    """End this process when it computes much longer, even where nobody is left to end it."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not there on every system

        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        wanted = int(time.process_time() + seconds * (os.cpu_count() or 1)) + _GRACE
        resource.setrlimit(resource.RLIMIT_CPU, (wanted, most))


def _tell(answers: IO[bytes], answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer).encode() + b"\n")
    answers.flush()
