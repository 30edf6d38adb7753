"""What decisions and approvals are bound to: everything that was there to be read, by its hash.

A decision rests on records, checks and guidelines; where one of them changed since, it was made on
something else, and an approval waits for it to be made again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant import __version__
from assistant.case_file import read_case
from assistant.checks import record_state
from assistant.checks.sources import rules_sha256
from assistant.drafting.template import corpus_sha256
from assistant.errors import ImrError
from assistant.review.state import Case
from assistant.settings import corpus_folder


def rests_on(folder: str) -> dict[str, str]:
    """What a decision on the case in `folder` rests on now, each part by SHA-256 or version.

    The record is "" where it cannot be read.
    """
    return {
        "record": _record(folder, record_state(folder)) if folder else "",
        "rules": f"{__version__} {rules_sha256()}",
        "corpus": corpus_sha256(corpus_folder()),
    }


@lru_cache(maxsize=64)
def _record(folder: str, _state: int) -> str:
    """Read once while the files stay. That a fact was confirmed changes nothing of it."""
    try:
        case = read_case(Path(folder))
    except ImrError:  # a letter can be mended, and is told, without its record
        return ""
    form = case.model_dump(
        mode="json", include={"case_number", "dates", "priority", "reviewer", "disputed_items"}
    )
    corrected = [one.model_dump(mode="json") for one in case.corrections if one.value is not None]
    texts = [[one.name, one.document.text] for one in case.records]
    return sha([form, corrected, texts])


_PARTS = {"record": "the record", "rules": "the checks", "corpus": "the guidelines"}


def changed_since(case: Case) -> Iterator[str]:
    """The decisions that were made on something else than is there now, a line each."""
    now = rests_on(case.folder)
    if case.folder and not now["record"]:
        yield "the case folder cannot be read: bring it back, or mend its case.json"
        return
    for item, decision in sorted(case.decisions.items()):
        changed = [_PARTS[part] for part, was in decision.rests_on.items() if now[part] != was]
        if changed:
            yield f"item {item} was decided before {' and '.join(changed)} changed: decide it again"


def sha(value: Any) -> str:
    """The SHA-256 of a text, a value or data; "" for none."""
    if value is None:
        return ""
    if hasattr(value, "model_dump"):
        value = value.model_dump(mode="json")
    text = value if isinstance(value, str) else json.dumps(value, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
