"""Colour on a terminal, plain text everywhere else."""

from __future__ import annotations

import os
import shutil
from enum import StrEnum
from typing import TextIO

_CODES = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "good": "32",
    "bold": "1",
    "dim": "2",
    "frame": "1;34",
}
_NARROWEST = 40


class Colour(StrEnum):
    """When to write colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Style:
    """Wraps words in the colour of their role, or leaves them as they are."""

    def __init__(self, enabled: bool) -> None:
        self.enabled = enabled

    def __call__(self, role: str, words: str) -> str:
        """Colour `words` for `role`: a severity, good, bold, dim or frame."""
        return f"\x1b[{_CODES[role]}m{words}\x1b[0m" if self.enabled and words else words


def style_for(stream: TextIO, choice: Colour = Colour.AUTO) -> Style:
    """Decide on colour for `stream`.

    `auto` colours a terminal only, and not where NO_COLOR is set (https://no-color.org) or the
    terminal is dumb.
    """
    if choice is Colour.AUTO:
        wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        return Style(wanted and stream.isatty())
    return Style(choice is Colour.ALWAYS)


def width(default: int = 100) -> int:
    """Columns to write in: those of the terminal, `default` where there is none."""
    return max(shutil.get_terminal_size((default, 24)).columns, _NARROWEST)
