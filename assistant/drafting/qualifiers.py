"""Words that turn the meaning of a sentence while most of its words stay those of the source.

"Full duty" and "modified duty", "worsening" and "improved", "will complete" and "completed" share
all but one word with what they twist. Each family of `qualifiers.toml` is one meaning: a sentence
that uses it needs a source that uses it too.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

_CODE = re.compile(r"\b[A-TV-Z]\d{2}(?:\.\w{1,4})?\b|\b[VE]?\d{3}\.\d{1,2}\b")
"""A diagnosis code of ICD-10 or ICD-9."""


def unsupported(text: str, source: str) -> Iterator[str]:
    """The qualifiers and diagnosis codes of `text` that `source` does not have."""
    for says, allows in _families():
        found = says.search(text)
        if found and not allows.search(source):
            yield found.group().lower()
    for code in dict.fromkeys(_CODE.findall(text)):
        if code not in source:
            yield code


@lru_cache(maxsize=1)
def _families() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    entries = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["families"]
    return tuple(
        (_pattern(entry["words"]), _pattern("|".join((entry["words"], *entry.get("also", ())))))
        for entry in entries
    )


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{words})(?!\w)", re.IGNORECASE)
