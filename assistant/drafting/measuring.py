"""Numbers of a statement that stand in its sources and measure something else there.

A rate made of a total, a range made of two numbers, care that was had told with the numbers of the
guideline, a limit told without the condition that it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.drafting.context import Source
from assistant.drafting.doubts import Doubt, words
from assistant.quantities import find_amounts

_COUNT = r"one|two|three|four|five|six|seven|eight|nine|ten|twelve"
_RATE = re.compile(
    rf"\b(?P<number>\d+(?:\.\d+)?|{_COUNT}) (?:(?!mc?g\b|ml\b|(?:{_COUNT})\b)[a-z]+ ){{0,2}}?"
    r"(?:visits?|sessions?|times|treatments?) (?:(?:a|per|each|every) |/ ?)"
    r"(?P<unit>day|week|month|year)\b|"
    r"\b(?P<often>once|twice|thrice) (?:(?:a|per|each|every) )?(?P<every>day|week|month|year|daily|"
    r"weekly|monthly)\b",
    re.IGNORECASE,
)
_OFTEN = {"once": "1", "twice": "2", "thrice": "3"}
_RANGE = re.compile(r"(?<![\w./-])(?<!from )(\d+) ?(?:-|–|to) ?(\d+)(?![\w/-]|\.\d)")
_DONE = re.compile(
    r"\b(?:completed|attended|received|underwent|finished|participated|had|has had|was treated)\b",
    re.IGNORECASE,
)
_GUIDELINE = re.compile(
    r"\b(?:guidelines?|MTUS|ODG|ACOEM|recommend\w*|supports?|allows?|limits?|requires?|criteri\w+)\b",
    re.IGNORECASE,
)
_CONDITIONAL = re.compile(
    r"\b(?:with|where|when|if|only|after|unless|provided|for|in) (?P<what>.+)$", re.IGNORECASE
)
_CONTENT = re.compile(r"[a-z]{4,}")
_EMPTY = frozenset({"with", "where", "when", "only", "after", "unless", "that", "this", "from"})


def mismeasured(
    text: str, source: str, quotes: Sequence[str], sources: Sequence[Source]
) -> Iterator[Doubt]:
    """Each number that is another measure in what is cited; `quotes` are words of records."""
    known = _rates(source)
    for number, unit in sorted(_rates(text) - known):
        yield Doubt("GRD004", "a rate that stands in what is cited", f"{number} a {unit}")
    ranges = set(_RANGE.findall(source))
    for low, high in dict.fromkeys(_RANGE.findall(text)):
        if (low, high) not in ranges:
            yield Doubt("GRD004", "a range that stands in what is cited", f"{low}-{high}")
    if quotes and _DONE.search(text) and not _GUIDELINE.search(text):
        yield from _borrowed(text, " ".join(quotes), sources)
    for one in sources:
        yield from _unconditioned(text, one)


def _rates(text: str) -> set[tuple[str, str]]:
    spelled = words()["spelled"]
    found = set()
    for one in _RATE.finditer(text):
        if one["often"]:
            every = one["every"].lower()
            unit = {"daily": "day", "weekly": "week", "monthly": "month"}.get(every, every)
            found.add((_OFTEN[one["often"].lower()], unit))
            continue
        number = spelled.get(one["number"].lower(), one["number"])
        if number[0].isdigit():
            found.add((f"{float(number):g}", one["unit"].lower()))
    return found


def _borrowed(text: str, said: str, sources: Sequence[Source]) -> Iterator[Doubt]:
    """The length of care that was had, where only the guideline has it."""
    own = {amount.over.value for amount in find_amounts(said) if amount.over}
    for amount in find_amounts(text):
        if amount.over is None or amount.over.value in own:
            continue
        low, high = amount.over.value
        told = f"{low:g}" if low == high else f"{low:g}-{high:g}"
        if any(told in one.text for one in sources) and not re.search(rf"\b{low:g}\b", said):
            yield Doubt("GRD004", "numbers of care that a record tells", f"over {told}")


def _unconditioned(text: str, one: Source) -> Iterator[Doubt]:
    """The condition of a limit whose number is told without a word of it."""
    found = _CONDITIONAL.search(one.condition)
    if (
        found is None
        or not one.numbers
        or not all(re.search(rf"(?<![\d.]){number}(?![\d.]\d)", text) for number in one.numbers)
    ):
        return
    wanted = {word[:6] for word in _CONTENT.findall(found["what"].lower()) if word not in _EMPTY}
    if wanted and not wanted & {word[:6] for word in _CONTENT.findall(text.lower())}:
        yield Doubt("GRD004", f"the condition of the limit: {one.condition}", one.id)
