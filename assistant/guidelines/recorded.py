"""What this user verified in official texts: one line a limit in a file of the data folder."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pydantic import ValidationError

from assistant.errors import CorpusError
from assistant.settings import settings
from assistant.text import Value

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.guidelines.models import Limit


class Record(Value):
    """Who saw a limit in which file, when, and on which page; `says` is what it said then."""

    limit: str
    says: str
    by: str
    at: str
    file: str
    sha256: str
    page: str


def record_file() -> Path:
    """Where the verifications of this user are kept."""
    return settings().data_dir / "verifications.jsonl"


def says(limit: Limit) -> str:
    """The number of a limit with operator, unit and time, as it is recorded."""
    low, high = limit.value
    number = f"{low:g}" if low == high else f"{low:g}-{high:g}"
    operator = "" if limit.operator == "range" else f"{limit.operator} "
    return f"{operator}{number} {limit.unit}" + (f" over {limit.over}" if limit.over else "")


def recorded() -> dict[str, Record]:
    """The verifications of this user by limit, the latest of each.

    Raises `CorpusError`, naming file and line, for a line that is no record.
    """
    file = record_file()
    if not file.is_file():
        return {}
    found = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            one = Record.model_validate(json.loads(line))
        except (ValueError, ValidationError):
            field, allowed = f"line {number}", "a verification as `imr corpus verify` records it"
            raise CorpusError(str(file), field, allowed, line[:40]) from None
        found[one.limit] = one
    return found


def with_records(limit: Limit, records: dict[str, Record]) -> Limit:
    """The limit, `official` where it was verified and still says the same."""
    one = records.get(limit.id)
    if one is None or one.says != says(limit) or limit.verification == "official":
        return limit
    source = f"verified by {one.by} on {one.at[:10]} in {one.file}, {one.page}"
    return limit.model_copy(update={"verification": "official", "source": source})
