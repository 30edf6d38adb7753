"""A case folder to a `CaseFile`: `case.json` beside `records/`."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from assistant.case_file.belonging import with_strangers
from assistant.case_file.corrections import read_corrections
from assistant.case_file.dividing import parts_of
from assistant.case_file.form import CaseForm, read_form
from assistant.case_file.models import CaseFile, DisputedItem, Record, UnreadRecord
from assistant.errors import UnreadableFile
from assistant.letters.models import Dates, Reviewer
from assistant.text import Document, read_document

_READABLE = {".txt", ".md", ".pdf", ".docx"}

Seen = Callable[[int, int], None]
"""Told after each file of the records: files done, files in all."""


def read_case(folder: str | Path, seen: Seen | None = None) -> CaseFile:
    """The case in `folder`, records in the order of their names, sub-folders included.

    A record that cannot be read is listed in `unread` with the reason, never dropped; hidden files
    (names that begin with a point) are not records. `seen` is told of each file as it is done: how
    many are, and of how many.

    Raises:
        UnreadableFile: no such folder, no `case.json`, not JSON, or no `records` folder.
        InvalidField: a field of `case.json` is unknown or holds what it may not hold, or a kept
            correction is malformed.
    """
    root = Path(folder)
    if not str(folder) or not root.is_dir():
        raise UnreadableFile(str(folder) or "''", "no such case folder")
    form, data = read_form(root / "case.json")
    digest = hashlib.sha256(data)
    records, unread = _records(root / "records", seen)
    corrections = read_corrections(root)
    for correction in corrections:
        digest.update(f"\0{correction.model_dump_json()}".encode())
    for record in records:
        digest.update(f"\0{record.name}\0{record.document.text}".encode("utf-8", "surrogatepass"))
    return CaseFile(
        folder=str(folder),
        records=tuple(records),
        unread=tuple(unread),
        corrections=corrections,
        sha256=digest.hexdigest(),
        **_fields(form),
    )


def read_records(folder: str | Path) -> tuple[list[Record], list[UnreadRecord]]:
    """The records of a case folder, or of a folder that holds the records themselves.

    Returns the readable records and the files that could not be read, with why. Raises
    `UnreadableFile` for a missing folder and for one without a readable record.
    """
    root = Path(folder)
    inner = root / "records"
    records, unread = _records(inner if inner.is_dir() else root)
    if not records:
        raise UnreadableFile(str(folder), "no readable record in this folder")
    return records, unread


def record_of(name: str, document: Document) -> Record:
    """The record of one file that was read: what it is, when and by whom it was written."""
    parts = parts_of(document)
    return Record(
        name=name,
        kind=parts[0].kind,
        written=parts[0].written,
        author=parts[0].author,
        document=document,
        parts=parts,
    )


def _fields(form: CaseForm) -> dict[str, object]:
    return {
        "case_number": form.case_number,
        "dates": Dates(**form.dates.model_dump()),
        "priority": form.priority,
        "reviewer": Reviewer(**form.reviewer.model_dump()),
        "disputed_items": tuple(DisputedItem(**item.model_dump()) for item in form.disputed_items),
    }


def _records(folder: Path, seen: Seen | None = None) -> tuple[list[Record], list[UnreadRecord]]:
    if not folder.is_dir():
        raise UnreadableFile(str(folder), "no such folder; the records of a case belong in it")
    records: list[Record] = []
    unread: list[UnreadRecord] = []
    paths = _files(folder)
    for number, path in enumerate(paths, 1):
        if seen is not None:
            seen(number, len(paths))
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() and not _leads_inside(path, folder):
            unread.append(UnreadRecord(name=name, reason="a link that leads out of the records"))
            continue
        if path.suffix.lower() not in _READABLE:
            unread.append(UnreadRecord(name=name, reason="not a .txt, .md, .pdf or .docx file"))
            continue
        try:
            document = read_document(path, recognise=True)
        except UnreadableFile as error:
            unread.append(UnreadRecord(name=name, reason=error.reason))
            continue
        records.append(record_of(name, document))
    return with_strangers(records), unread


def _leads_inside(link: Path, folder: Path) -> bool:
    """Whether a link leads to something in `folder`; one that leads to itself does not."""
    try:
        return link.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def _files(folder: Path) -> list[Path]:
    found: list[Path] = []

    def refuse(error: OSError) -> None:
        raise UnreadableFile(str(error.filename), f"cannot be listed: {error.strerror}")

    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(place) / name for name in names if not name.startswith(".")]
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())
