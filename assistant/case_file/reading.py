"""A case folder to a `CaseFile`: `case.json` beside `records/`."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from assistant.case_file.form import CaseForm, read_form
from assistant.case_file.kinds import record_date, record_kind
from assistant.case_file.models import CaseFile, DisputedItem, Record, UnreadRecord
from assistant.errors import UnreadableFile
from assistant.letters.models import Dates, Reviewer
from assistant.text import read_document

_READABLE = {".txt", ".md", ".pdf", ".docx"}


def read_case(folder: str | Path) -> CaseFile:
    """The case in `folder`, records in the order of their names, sub-folders included.

    A record that cannot be read is listed in `unread` with the reason, never dropped; hidden files
    (names that begin with a point) are not records.

    Raises:
        UnreadableFile: no such folder, no `case.json`, not JSON, or no `records` folder.
        InvalidField: a field of `case.json` is unknown or holds what it may not hold.
    """
    root = Path(folder)
    if not root.is_dir():
        raise UnreadableFile(str(folder), "no such case folder")
    form, data = read_form(root / "case.json")
    digest = hashlib.sha256(data)
    records, unread = _records(root / "records")
    for record in records:
        digest.update(f"\0{record.name}\0{record.document.text}".encode("utf-8", "surrogatepass"))
    return CaseFile(
        folder=str(folder),
        records=tuple(records),
        unread=tuple(unread),
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


def _fields(form: CaseForm) -> dict[str, object]:
    return {
        "case_number": form.case_number,
        "dates": Dates(**form.dates.model_dump()),
        "priority": form.priority,
        "reviewer": Reviewer(**form.reviewer.model_dump()),
        "disputed_items": tuple(DisputedItem(**item.model_dump()) for item in form.disputed_items),
    }


def _records(folder: Path) -> tuple[list[Record], list[UnreadRecord]]:
    if not folder.is_dir():
        raise UnreadableFile(str(folder), "no such folder; the records of a case belong in it")
    records: list[Record] = []
    unread: list[UnreadRecord] = []
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        if path.suffix.lower() not in _READABLE:
            unread.append(UnreadRecord(name=name, reason="not a .txt, .md, .pdf or .docx file"))
            continue
        try:
            document = read_document(path)
        except UnreadableFile as error:
            unread.append(UnreadRecord(name=name, reason=error.reason))
            continue
        records.append(
            Record(
                name=name,
                kind=record_kind(document),
                written=record_date(document),
                document=document,
            )
        )
    return records, unread


def _files(folder: Path) -> list[Path]:
    found: list[Path] = []

    def refuse(error: OSError) -> None:
        raise UnreadableFile(str(error.filename), f"cannot be listed: {error.strerror}")

    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(place) / name for name in names if not name.startswith(".")]
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())
