"""Cases that are dropped on the page: files to a case folder, each read or refused by name.

Names are taken apart to their last part, so that none leads out of the folder; sizes and kinds are
those that the readers of records hold to. A file that cannot be a record is named and left out; a
case is moved to its place whole or not at all.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from assistant.case_file import CaseFile, read_case
from assistant.errors import InvalidField
from assistant.text import PRINTABLE, Value, unprintable

_UNSAFE = re.compile(r"[^\w.,()+ -]")
_PARTS = re.compile(r"[/\\]")
_CASE, _RECORDS = "case.json", "records"
_OURS = frozenset(
    {
        "draft.json",
        "draft.md",
        "findings.json",
        "template.md",
        "corrections.jsonl",
        "conversation.jsonl",
    }
)
"""What the command line writes beside a `case.json`: no records, though some can be read."""
_LONGEST_NAME = 120
MOST_FILES = 500


class Upload(NamedTuple):
    """One dropped file: the name that the browser gives, and a file with its content.

    refused  why it cannot be a record; then `content` may be absent
    """

    name: str
    content: Path
    refused: str = ""


class Left(NamedTuple):
    """A dropped file that did not become a record, and why."""

    name: str
    reason: str


class Taken(Value):
    """A case that was taken up: its folder, the records read, and those that were not, with why."""

    folder: str
    read: tuple[str, ...]
    unread: tuple[dict[str, str], ...]


def take_up(uploads: Sequence[Upload], cases: Path) -> Taken:
    """Make a case folder below `cases` of the dropped files: `case.json` and the records.

    A file that cannot be a record is left out and named; the others are taken.

    Raises:
        InvalidField: no `case.json` or several, too many files, a field of `case.json` that is
            wrong, or a case of that number that is there already.
        UnreadableFile: `case.json` cannot be read.
    """
    if len(uploads) > MOST_FILES:
        raise InvalidField("upload", "files", f"at most {MOST_FILES}", len(uploads))
    form, others = _divided(uploads)
    cases.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".upload-", dir=cases))
    try:
        (work / _RECORDS).mkdir()
        shutil.copyfile(form.content, work / _CASE)
        left = [*_placed(others, form, work / _RECORDS)]
        left += _unprintable(read_case(work), work / _RECORDS)
        case = read_case(work)
        key = safe_name(case.case_number or "case")
        place = cases / key
        if place.exists():
            raise InvalidField("upload", "case_number", "a case that is not here yet", key)
        work.rename(place)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    left += [Left(one.name, one.reason) for one in case.unread]
    return Taken(
        folder=str(place),
        read=tuple(record.name for record in case.records),
        unread=tuple(one._asdict() for one in left),
    )


def _parts(upload: Upload) -> list[str]:
    """The folders and the name of a dropped file; what leads upwards is left out."""
    return [part for part in _PARTS.split(upload.name) if part not in ("", ".", "..")]


def _divided(uploads: Sequence[Upload]) -> tuple[Upload, list[Upload]]:
    """The `case.json` that stands least deep, and all other files."""
    forms = [one for one in uploads if _parts(one)[-1:] == [_CASE]]
    least = min((len(_parts(one)) for one in forms), default=0)
    first = [one for one in forms if len(_parts(one)) == least]
    if len(first) != 1:
        if not first:
            raise InvalidField("upload", "files", "a case.json among them", "none")
        raise InvalidField("upload", "files", "one case.json", len(first))
    if first[0].refused:
        raise InvalidField(_CASE, "size", "a case.json", first[0].refused)
    return first[0], [one for one in uploads if one is not first[0]]


def _placed(others: Sequence[Upload], form: Upload, records: Path) -> Iterator[Left]:
    """Copy the records to their folder; what is no record is left, with the reason."""
    base = _parts(form)[:-1]
    divided = any(_parts(one)[: len(base) + 1] == [*base, _RECORDS] for one in others)
    for upload in others:
        parts = _parts(upload)
        if not parts or parts[-1].startswith("."):  # what a system leaves in folders
            continue
        beside = parts[:-1] == base
        if upload.refused:
            yield Left(parts[-1], upload.refused)
        elif beside and parts[-1] in _OURS:
            yield Left(parts[-1], "written by imr, no record of the case")
        elif beside and divided and base:
            yield Left(parts[-1], f"stands beside the folder {_RECORDS}, not in it")
        else:
            shutil.copyfile(upload.content, records / _free(safe_name(parts[-1]), records))


def _free(name: str, folder: Path) -> str:
    """`name`, with a number where a file of that name is in `folder` already."""
    stem, dot, kind = name.rpartition(".")
    found, number = name, 1
    while (folder / found).exists():
        number += 1
        found = f"{stem} ({number}){dot}{kind}"
    return found


def _unprintable(case: CaseFile, records: Path) -> Iterator[Left]:
    """Take out records with characters that no letter can print: a draft repeats their words."""
    for record in case.records:
        found = unprintable(record.document.text)
        if found is not None:
            (records / record.name).unlink()
            yield Left(record.name, f"expected {PRINTABLE}, found {found}")


def safe_name(name: str) -> str:
    """The last part of `name` with nothing in it that a file system reads as more than a letter.

    Raises `InvalidField` where nothing is left.
    """
    last = _PARTS.split(name)[-1]
    clean = _UNSAFE.sub("_", last).strip(" .")[-_LONGEST_NAME:]
    if not clean:
        raise InvalidField("upload", "name", "a file name", name)
    return clean
