"""Errors as an answer tells them: in one line, without the folders of the machine that serves."""

from __future__ import annotations

import re
from pathlib import Path

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
