"""Expressions that cost nothing until they are used, and phrases that are quick to search for.

To compile an expression takes a third of a millisecond, and a command that reads one letter uses
fewer than half of the hundreds there are: each is compiled when it is first asked for anything.

An expression that begins with a word boundary, or ignores case from its first letter on, is tried
at every character of the text. One that begins with a set of letters is tried only where one of
them stands, and the scan for those stays in C: on letters of English prose a quarter of the time.
"""

from __future__ import annotations

import re
from typing import Any, cast


class Expression:
    """A pattern that is compiled at its first use; afterwards as quick as the pattern itself."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        # Python asks here only for what the instance lacks: each method once, then it has it
        if name.startswith("__"):
            raise AttributeError(name)
        found = getattr(re.compile(self._source, self._flags), name)
        self.__dict__[name] = found
        return found


def expression(source: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern of `source`, compiled when it is first used; a wrong one raises only then."""
    return cast("re.Pattern[str]", Expression(source, flags))


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


def any_of(*wanted: str) -> str:
    """The source for any of `wanted`, in any case, told apart by their first letters.

    Each is a regular expression that begins with a lower-case letter as such. It is to stand in an
    expression that heeds case: only then do letters that fit none of them cost next to nothing.
    """
    branches: dict[str, list[str]] = {}
    for phrase in wanted:
        branches.setdefault(phrase[0], []).append(phrase[1:])
    return "|".join(
        f"[{letter}{letter.upper()}](?i:{'|'.join(rest)})" for letter, rest in branches.items()
    )


def _compiled(first: str, body: str, tail: str) -> re.Pattern[str]:
    return expression(rf"[{first}](?<!\w.)(?i:(?:{body}){tail})")


def _first_letters(wanted: tuple[str, ...]) -> str:
    letters = dict.fromkeys(phrase[0] for phrase in wanted)
    return "".join(letter + letter.upper() for letter in letters)


def _keyed(wanted: tuple[str, ...]) -> str:
    """The phrases behind their first letters, by first letter."""
    branches: dict[str, list[str]] = {}
    for phrase in wanted:
        branches.setdefault(phrase[0], []).append(phrase[1:])
    return "|".join(f"(?<={letter})(?:{'|'.join(rest)})" for letter, rest in branches.items())
