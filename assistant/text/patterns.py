"""Expressions for words and phrases that are quick to search for.

An expression that begins with a word boundary, or ignores case from its first letter on, is tried
at every character of the text. One that begins with a set of letters is tried only where one of
them stands, and the scan for those stays in C: on letters of English prose a quarter of the time.
"""

from __future__ import annotations

import re


def phrases(*wanted: str, tail: str = r"\b") -> re.Pattern[str]:
    r"""An expression for any of `wanted`, in any case, from the beginning of a word on.

    Each is a regular expression that begins with a lower-case letter as such ("deni(?:ed|al)");
    among those with the same first letter the earlier is preferred. What follows all of them is
    `tail`, by default the end of a word.
    """
    branches: dict[str, list[str]] = {}
    for phrase in wanted:
        branches.setdefault(phrase[0], []).append(phrase[1:])
    first = "".join(letter + letter.upper() for letter in branches)
    keyed = "|".join(f"(?<={letter})(?:{'|'.join(rest)})" for letter, rest in branches.items())
    return re.compile(rf"[{first}](?<!\w.)(?i:(?:{keyed}){tail})")
