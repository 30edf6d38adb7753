"""The case folder: what is disputed, the records, and the reviewer's corrections of facts."""

from assistant.case_file.corrections import keep_correction, read_corrections
from assistant.case_file.models import (
    CaseFile,
    Correction,
    DisputedItem,
    Record,
    RecordKind,
    RecordPart,
    UnreadRecord,
)
from assistant.case_file.reading import read_case, read_records, record_of

__all__ = [
    "CaseFile",
    "Correction",
    "DisputedItem",
    "Record",
    "RecordKind",
    "RecordPart",
    "UnreadRecord",
    "keep_correction",
    "read_case",
    "read_corrections",
    "read_records",
    "record_of",
]
