"""Standard output as the machine interface has it: text, JSON and JSON lines; one line for errors.

JSON is UTF-8 with line feeds on every platform, and whole numbers have no decimal point, so that
the same input gives the same bytes everywhere.
"""

from __future__ import annotations

import io
import json
import os
import sys
from contextlib import suppress
from enum import StrEnum
from typing import Any


class Format(StrEnum):
    """How to write the answer."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"


def whole_numbers(value: Any) -> Any:
    """Replace each float that is a whole number by an integer, in lists and mappings too."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, dict):
        return {key: whole_numbers(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [whole_numbers(item) for item in value]
    return value


def dumps(value: Any, output: str = Format.JSON) -> str:
    """JSON text of plain data: indented for "json", on one line for "jsonl"."""
    indent = 2 if output == Format.JSON else None
    return json.dumps(whole_numbers(value), indent=indent, ensure_ascii=False)


def use_utf8() -> None:
    """Write UTF-8 and line feeds whatever the platform; a name that is not UTF-8 is escaped.

    A stream that whoever started the program has closed is one that holds nothing and takes all.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - for good
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def write(text: str) -> None:
    """Write `text` and a line feed to standard output."""
    sys.stdout.write(text + "\n")


def problem(message: str) -> None:
    """Write one line on standard error; line breaks and control characters become spaces."""
    line = "".join(letter if letter.isprintable() else " " for letter in message)
    # where nobody can be told, the exit status still tells
    with suppress(OSError):
        sys.stderr.write(f"imr: {line}\n")


def debugging() -> bool:
    """Whether tracebacks are wanted (IMR_DEBUG=1)."""
    return os.environ.get("IMR_DEBUG", "") not in {"", "0"}


class JsonStream:
    """Writes values one by one: a line each, a single object, or the members of an array."""

    def __init__(self, output: Format, *, array: bool) -> None:
        self._lines = output is Format.JSONL
        self._array = array and not self._lines
        self._count = 0

    def add(self, text: str) -> None:
        """Write one value, already JSON text."""
        if self._array:
            sys.stdout.write("[\n" if not self._count else ",\n")
            sys.stdout.write(text)
        else:
            write(text)
        self._count += 1

    def close(self) -> None:
        """End the array, if it is one."""
        if self._array:
            sys.stdout.write("\n]\n" if self._count else "[]\n")
