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
    return _compiled(_first_letters(wanted), _keyed(wanted), tail)


def kinds_of_phrases(**kinds: tuple[str, ...]) -> re.Pattern[str]:
    """An expression for phrases of several kinds, as `phrases`; `lastgroup` of a match is its kind.

    Of kinds that match at the same place the earlier is preferred. The group does not hold the
    first letter.
    """
    every = tuple(phrase for wanted in kinds.values() for phrase in wanted)
    groups = "|".join(f"(?P<{kind}>{_keyed(wanted)})" for kind, wanted in kinds.items())
    return _compiled(_first_letters(every), groups, r"\b")


def _compiled(first: str, body: str, tail: str) -> re.Pattern[str]:
    return re.compile(rf"[{first}](?<!\w.)(?i:(?:{body}){tail})")


def _first_letters(wanted: tuple[str, ...]) -> str:
    letters = dict.fromkeys(phrase[0] for phrase in wanted)
    return "".join(letter + letter.upper() for letter in letters)


def _keyed(wanted: tuple[str, ...]) -> str:
    """The phrases behind their first letters, by first letter."""
    branches: dict[str, list[str]] = {}
    for phrase in wanted:
        branches.setdefault(phrase[0], []).append(phrase[1:])
    return "|".join(f"(?<={letter})(?:{'|'.join(rest)})" for letter, rest in branches.items())
