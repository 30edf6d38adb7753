"""What can be told of every match of a pattern from the pattern alone.

Worked out by Python's own parser of patterns, so that nothing can be lost by it: of a sequence
every part is matched, of branches one. What stands in a look-ahead is no part of a match.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import import_module
from typing import Any, NamedTuple

Letters = tuple[str, ...]
Parsed = Iterable[tuple[Any, Any]]

_RARER = 20.0
"""How many times rarer letters are for each one more."""


class Hints(NamedTuple):
    """What a pattern tells of its matches.

    letters   each match holds some of them, in small letters; none where that is not known
    first     the set of the characters that one begins with, as in a pattern; none likewise
    in_lines  whether none goes on into another line
    """

    letters: Letters = ()
    first: str = ""
    in_lines: bool = False


def hints_of(source: str, flags: int) -> Hints:
    """What can be told of every match of a pattern from the pattern alone."""
    try:
        parser = import_module("re._parser")
    except ImportError:
        # another Python keeps it elsewhere: every text is looked at
        return Hints()
    parsed = parser.parse(source, flags)
    first, empty = _first(parsed)
    return Hints(
        letters=_needed(parsed) or (),
        first="" if first is None or empty else "".join(sorted(first)),
        in_lines=not _passes_lines(parsed),
    )


def _needed(sequence: Parsed) -> Letters | None:
    """Of the parts that are all matched, that whose letters are the rarest."""
    choices: list[Letters] = []
    run = ""
    for operation, told in sequence:
        name = f"{operation}"
        if name == "LITERAL":
            run += chr(told).lower()
            continue
        if run:
            choices.append((run,))
            run = ""
        own = _needed_of_part(name, told)
        if own:
            choices.append(own)
    if run:
        choices.append((run,))
    return min(choices, key=_frequency, default=None)


def _needed_of_part(name: str, told: Any) -> Letters | None:
    if name == "SUBPATTERN":
        return _needed(told[-1])
    if name == "ATOMIC_GROUP":
        return _needed(told)
    if name.endswith("_REPEAT"):
        return _needed(told[2]) if told[0] else None
    if name == "BRANCH":
        each = [_needed(branch) for branch in told[1]]
        if not all(each):
            return None
        every = {letters for own in each if own for letters in own}
        # what holds another's letters needs no look of its own
        return tuple(
            one for one in sorted(every) if not any(own != one and own in one for own in every)
        )
    return None


def _frequency(letters: Letters) -> float:
    return sum(_RARER ** -len(one) for one in letters)


_SETS = {"CATEGORY_DIGIT": r"\d", "CATEGORY_SPACE": r"\s", "CATEGORY_WORD": r"\w"}


def _first(sequence: Parsed) -> tuple[set[str] | None, bool]:
    """The characters that a match may begin with, None for any; and whether it may be empty."""
    found: set[str] = set()
    for operation, told in sequence:
        own, empty = _first_of_part(f"{operation}", told)
        if own is None:
            return None, empty
        found |= own
        if not empty:
            return found, False
    return found, True


def _first_of_part(name: str, told: Any) -> tuple[set[str] | None, bool]:
    if name == "LITERAL":
        return {re.escape(chr(told))}, False
    if name in {"AT", "ASSERT", "ASSERT_NOT"}:
        return set(), True
    if name == "IN":
        return _first_of_set(told), False
    if name == "SUBPATTERN":
        return _first(told[-1])
    if name == "ATOMIC_GROUP":
        return _first(told)
    if name.endswith("_REPEAT"):
        own, empty = _first(told[2])
        return own, empty or not told[0]
    if name == "BRANCH":
        each = [_first(branch) for branch in told[1]]
        every = {one for own, _ in each for one in own or ()}
        return None if any(own is None for own, _ in each) else every, any(e for _, e in each)
    return None, False


def _first_of_set(members: Parsed) -> set[str] | None:
    found: set[str] = set()
    for operation, told in members:
        name = f"{operation}"
        if name == "LITERAL":
            found.add(re.escape(chr(told)))
        elif name == "RANGE":
            found.add("-".join(re.escape(chr(one)) for one in told))
        elif f"{told}" in _SETS:
            found.add(_SETS[f"{told}"])
        else:
            return None
    return found


def _passes_lines(sequence: Any) -> bool:
    """Whether a match may hold a line break; parts that are not known here may."""
    return any(_part_passes(f"{operation}", told) for operation, told in sequence)


def _part_passes(name: str, told: Any) -> bool:
    if name == "LITERAL":
        return bool(told == ord("\n"))
    if name == "NOT_LITERAL":
        return bool(told != ord("\n"))
    if name in {"AT", "ASSERT", "ASSERT_NOT", "ANY", "GROUPREF"}:
        return False
    if name == "IN":
        return _holds_line_break(told)
    if name == "SUBPATTERN":
        return _passes_lines(told[-1])
    if name == "ATOMIC_GROUP":
        return _passes_lines(told)
    if name.endswith("_REPEAT"):
        return _passes_lines(told[2])
    if name == "BRANCH":
        return any(map(_passes_lines, told[1]))
    if name == "GROUPREF_EXISTS":
        return any(_passes_lines(one) for one in told[1:] if one is not None)
    return True


_WITH_LINE_BREAK = frozenset({"CATEGORY_SPACE", "CATEGORY_NOT_DIGIT", "CATEGORY_NOT_WORD"})


def _holds_line_break(members: Parsed) -> bool:
    """Whether a set of characters has the line break."""
    negated = holds = False
    for operation, told in members:
        name = f"{operation}"
        if name == "NEGATE":
            negated = True
        elif name == "LITERAL":
            holds |= told == ord("\n")
        elif name == "RANGE":
            holds |= told[0] <= ord("\n") <= told[1]
        else:
            holds |= f"{told}" in _WITH_LINE_BREAK
    return holds is not negated
