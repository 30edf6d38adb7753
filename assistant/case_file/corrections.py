"""The reviewer's word on facts: one line of JSON each in `corrections.jsonl` of the case folder.

Lines are only ever added, so that an earlier correction stays to be seen; of several on one fact
the last counts.
"""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import ValidationError

from assistant.case_file.models import Correction
from assistant.errors import InvalidField, UnreadableFile

FILE = "corrections.jsonl"


def read_corrections(folder: Path) -> tuple[Correction, ...]:
    """The corrections kept in the case folder, oldest first.

    Raises:
        UnreadableFile: the file is there and cannot be read.
        InvalidField: a line is not a correction.
    """
    path = folder / FILE
    try:
        # a value may hold other ends of a line, which JSON leaves as they are
        lines = path.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(str(path), f"cannot be read: {error}") from None
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found.append(Correction.model_validate_json(line))
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            place = ".".join(map(str, ("line", number, *first["loc"])))
            raise InvalidField(str(path), place, first["msg"], first["input"]) from None
    return tuple(found)


def keep_correction(folder: Path, correction: Correction) -> None:
    """Add `correction` to those of the case folder, on disk when this returns.

    Raises:
        UnreadableFile: the file cannot be written.
    """
    path = folder / FILE
    try:
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(correction.model_dump_json() + "\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise UnreadableFile(str(path), f"cannot be written: {error.strerror or error}") from None
