"""Cases that are dropped on the page: files to a case folder, each read or refused by name.

Names are taken apart to their last part, so that none leads out of the folder; sizes and kinds are
those that the readers of records hold to. A case is moved to its place whole or not at all.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from assistant.case_file import CaseFile, read_case
from assistant.errors import InvalidField
from assistant.text import PRINTABLE, Value, unprintable

_UNSAFE = re.compile(r"[^\w.,()+ -]")
_CASE = "case.json"
_LONGEST_NAME = 120
MOST_FILES = 500


class Upload(NamedTuple):
    """One dropped file: the name that the browser gives, and a file with its content."""

    name: str
    content: Path


class Taken(Value):
    """A case that was taken up: its folder, the records read, and those that were not, with why."""

    folder: str
    read: tuple[str, ...]
    unread: tuple[dict[str, str], ...]


def take_up(uploads: Sequence[Upload], cases: Path) -> Taken:
    """Make a case folder below `cases` of the dropped files: `case.json` and the records.

    Raises:
        InvalidField: no `case.json`, two files of one name, too many files, a field of `case.json`
            that is wrong, a character that no letter can print, or a case of that number that is
            there already.
        UnreadableFile: `case.json` cannot be read.
    """
    if len(uploads) > MOST_FILES:
        raise InvalidField("upload", "files", f"at most {MOST_FILES}", len(uploads))
    cases.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".upload-", dir=cases))
    try:
        (work / "records").mkdir()
        for upload in uploads:
            name = safe_name(upload.name)
            place = work / name if name == _CASE else work / "records" / name
            if place.exists():
                raise InvalidField("upload", "files", "each name once", name)
            shutil.copyfile(upload.content, place)
        if not (work / _CASE).exists():
            raise InvalidField("upload", "files", "a case.json among them", "none")
        case = read_case(work)
        _refuse_unprintable(case)
        key = safe_name(case.case_number or "case")
        place = cases / key
        if place.exists():
            raise InvalidField("upload", "case_number", "a case that is not here yet", key)
        work.rename(place)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return Taken(
        folder=str(place),
        read=tuple(record.name for record in case.records),
        unread=tuple({"name": one.name, "reason": one.reason} for one in case.unread),
    )


def _refuse_unprintable(case: CaseFile) -> None:
    """A draft repeats words of the records, and a letter with such characters cannot be printed."""
    for record in case.records:
        found = unprintable(record.document.text)
        if found is not None:
            raise InvalidField(record.name, "text", PRINTABLE, found)


def safe_name(name: str) -> str:
    """The last part of `name` with nothing in it that a file system reads as more than a letter.

    Raises `InvalidField` where nothing is left.
    """
    last = re.split(r"[/\\]", name)[-1]
    clean = _UNSAFE.sub("_", last).strip(" .")[-_LONGEST_NAME:]
    if not clean:
        raise InvalidField("upload", "name", "a file name", name)
    return clean
