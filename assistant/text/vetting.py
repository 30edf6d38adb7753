"""Files of strangers, read once in a process of their own before they are let in.

A PDF of a few kilobytes can take hours to draw, and a small archive can fill the memory. Such a
file ends that process and not the server: it is named, and the others go on.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Timer

from assistant.text.apart import command_of, keep_within_memory

SECONDS = 60.0
"""How long one file may take."""
_SMALL = 0.1  # of the size of a page: everything on it is drawn, at little cost
_HEADS = (b"PK\x03\x04",)
_PDF_WITHIN = 1024


def unfit(paths: Sequence[Path], seconds: float = SECONDS) -> set[Path]:
    """Those of `paths` that cannot be read in `seconds`, or in the memory that there is for it.

    What is merely damaged is fit: its reader says what is wrong.
    """
    waiting = [path for path in paths if _is_rich(path)]
    found: set[Path] = set()
    while waiting:
        done = _read_until_one_fails(waiting, seconds)
        found |= set(waiting[done : done + 1])
        waiting = waiting[done + 1 :]
    return found


def _is_rich(path: Path) -> bool:
    """Whether it is of a kind that can be far more than its size; plain text cannot."""
    with path.open("rb") as file:
        head = file.read(_PDF_WITHIN)
    return head.startswith(_HEADS) or b"%PDF-" in head


def _read_until_one_fails(paths: Sequence[Path], seconds: float) -> int:
    """How many were read, in their order, before one was not; all of them where none failed."""
    child = subprocess.Popen(  # noqa: S603 - this program itself
        command_of("assistant.text.vetting", "read_all"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with child:
        assert child.stdin is not None  # noqa: S101 - asked for above
        assert child.stdout is not None  # noqa: S101 - likewise
        with contextlib.suppress(BrokenPipeError):
            child.stdin.write(json.dumps([str(path) for path in paths]).encode())
            child.stdin.close()
        done = 0
        while done < len(paths):
            watch = Timer(seconds, child.kill)
            watch.start()
            line = child.stdout.readline()
            watch.cancel()
            if not line:
                break
            done += 1
        child.kill()
    return done


def read_all() -> None:
    """In the process of their own: read what standard input names, a line for each that is done."""
    from assistant.errors import ImrError  # noqa: PLC0415 - only in that process
    from assistant.text.page_image import page_png  # noqa: PLC0415 - likewise
    from assistant.text.reading import read_document  # noqa: PLC0415 - likewise

    keep_within_memory()
    for path in json.load(sys.stdin):
        with contextlib.suppress(ImrError):
            read_document(path, apart=False)
        with contextlib.suppress(ImrError):
            page = 1
            while True:  # until there is no such page
                page_png(Path(path), page, scale=_SMALL)
                page += 1
        sys.stdout.write("done\n")
        sys.stdout.flush()
