"""What an answer tells: errors in one line without folders, events of a stream in one line each."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from assistant.errors import ImrError
from assistant.review import StoreError

_FOLDERS = re.compile(r"(?<![\w:/.<])(?:[A-Za-z]:)?[/\\](?:[^/\\\s:\'\"]+[/\\])+")
"""Folders before a name, where no blank stands in them."""


def public(error: ImrError) -> str:
    """The line of `error` with file names in place of paths."""
    if isinstance(error, StoreError):
        # its name is the URL of the database
        return "the store cannot be read or written; the server's own messages say why"
    text = str(error)
    source = getattr(error, "source", None)
    if isinstance(source, str) and Path(source).is_absolute():
        text = text.replace(source, Path(source).name)
    return _FOLDERS.sub("", text)


def event_line(told: dict[str, Any]) -> str:
    """`told` as one event of a stream that the page reads."""
    return f"data: {json.dumps(told, ensure_ascii=False)}\n\n"
