"""A change is told that no two of the letter's values make.

What it does
    Reads sentences that tell by how much something rose or fell ("flexion went up by 15 degrees",
    "a drop of 22 points", "a gap of 35 pounds") and looks for two values of the letter in that unit
    that lie so far apart; scores of ten and bare numbers that are told as "from … to …" are points.
    It speaks where the letter gives at least two such values.

Why it matters
    The change is the functional improvement on which more treatment depends.

Authority
    8 CCR 9792.10.6(d): the reasons of the determination. A difference is a matter of ordinary
    knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from assistant.checks.bare_numbers import NUMBER_WORDS, number_of
from assistant.checks.prose import passages
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.text import spotted, stems
from assistant.text.patterns import expression

RULE = Rule(
    name="change-misstated",
    severity="warning",
    family="arithmetic",
    summary="a change is told that no two of the letter's values make",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)

_UNITS = r"(?P<unit>points?|degrees?|pounds?|lbs?|kg|kilograms?|minutes?|miles?|mm|cm)"
_NUMBER = (
    rf"(?P<value>\d{{1,3}}(?:\.\d)?|{'|'.join(word for word in NUMBER_WORDS if len(word) > 2)})"
)
_CHANGE = spotted(
    expression(
        r"\b(?:(?:up|down|rose|risen|rises?|fell|fallen|falls?|drops?|dropped|improved|improves?|"
        r"gained|gains?|lost|increased|increases?|decreased|decreases?|reduced|lowered)(?: by)?|"
        r"(?:rise|fall|drop|gain|gap|difference|increase|decrease|improvement|reduction|loss) of)"
        rf" {_NUMBER} {_UNITS}\b(?! (?:of|to|or more|a day))",
        re.IGNORECASE,
    ),
    "up ", "down ", "rose ", "rise", "fell ", "fall", "drop", "improve", "gain", "lost ",
    "increase", "decrease", "reduc", "lowered ", "gap ", "difference ", "loss ",
)  # fmt: skip
_VALUE = expression(
    r"(?<![\d./-])(?P<value>\d{1,3}(?:\.\d)?)(?:(?P<ten>/10)(?!\d)| ?-?"
    rf"{_UNITS}\b)",
    re.IGNORECASE,
)
_PAIR = expression(
    r"\b(?:from|between) (?P<low>\d{1,3}(?:\.\d)?)(?:/10)?(?: \w+)? (?:to|and) "
    r"(?P<high>\d{1,3}(?:\.\d)?)(?:/10)?(?! ?(?:%|percent|weeks?|days?|months?|visits?))"
    r"(?: (?P<unit>[a-z]+))?"
    r"|(?P<later>\d{1,3}) (?P<of>[a-z]+) instead of (?P<before>\d{1,3})",
    re.IGNORECASE,
)
_CHANGES = stems("point", "degree", "pound", "lb", "kg", "kilo", "minute", "mile", "mm", "cm")
_LEAST = 2


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each change that is told in a unit of which the letter gives values."""
    told = [
        (issue, passage, match)
        for issue, passage in passages(context)
        if passage.begin(_CHANGES)
        for match in _CHANGE.matches(passage.words)
    ]
    if not told:
        return
    values = _values(context)
    for issue, passage, match in told:
        unit, said = _unit(match["unit"]), number_of(match["value"])
        known = values[unit]
        changes = {abs(one - other) for one, other in combinations(known, 2)}
        if len(known) < _LEAST or any(abs(said - one) < 0.05 for one in changes):
            continue
        wanted = " or ".join(f"{one:g}" for one in sorted(changes)[:4])
        yield Flaw(
            span=passage.span(*match.span()),
            issue=issue,
            message=f"tells a change of {said:g} {unit}; the letter's values are {wanted} apart",
            expected=f"{wanted} {unit}",
            found=f"{said:g} {unit}",
            help="correct the change, or the values that it is reckoned from",
        )


def _values(context: Context) -> dict[str, set[float]]:
    """The values of the letter by unit, those of the changes themselves left out."""
    values: dict[str, set[float]] = defaultdict(set)
    for _, passage in passages(context):
        own = [match.span() for match in _CHANGE.matches(passage.words)]
        for match in _VALUE.finditer(passage.text):
            if not any(start <= match.start() < end for start, end in own):
                unit = "points" if match["ten"] else _unit(match["unit"])
                values[unit].add(float(match["value"]))
        for match in _PAIR.finditer(passage.text):
            low, high = match["low"] or match["before"], match["high"] or match["later"]
            unit = _unit(match["unit"] or match["of"] or "")
            values[unit if unit in values else "points"] |= {float(low), float(high)}
    return values


def _unit(word: str) -> str:
    return word.lower().rstrip("s") + "s"
