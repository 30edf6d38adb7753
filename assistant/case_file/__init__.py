"""The case folder: what is disputed, and the records."""

from assistant.case_file.models import CaseFile, DisputedItem, Record, RecordKind, UnreadRecord
from assistant.case_file.reading import read_case, read_records

__all__ = [
    "CaseFile",
    "DisputedItem",
    "Record",
    "RecordKind",
    "UnreadRecord",
    "read_case",
    "read_records",
]
