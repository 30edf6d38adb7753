"""Titles that ask for several services, each with its own quantity.

A title parts only where both sides name a service and both state how much, or how often, of it:
"chiropractic 2x4 and acupuncture 2x4" has two parts; "EMG/NCV of both arms", "physical therapy to
the neck and back 2x6" and "twice a week and once a week" have one.
"""

from __future__ import annotations

import re
from typing import Final

from assistant.quantities.counts import counts
from assistant.quantities.grammar import measures
from assistant.quantities.lexer import lex
from assistant.quantities.models import TitlePart
from assistant.terms import DRUG_SERVICES, find_drugs, find_services
from assistant.text import Span
from assistant.text.patterns import expression

_JOINT: Final = expression(
    r"[,;]?\s{1,4}(?:and|&|plus|with|followed\s{1,4}by|as\s{1,4}well\s{1,4}as|along\s{1,4}with)\s{1,4}(?:also\s{1,4})?|[,;]\s{1,4}|\s\+\s",
    re.IGNORECASE,
)
_QUANTIFIED: Final = frozenset(("visits", "per_week", "weeks", "days", "months"))


def split_parts(text: str) -> tuple[TitlePart, ...]:
    """The parts of `text`, a folded title, each with its span; one where it asks for one thing."""
    services = [mention for mention in find_services(text) if not mention.weak]
    if len(services) > 1:
        # "1 patch every week" is how a drug is taken; a drug of its own has a name
        named = {drug.span for drug in find_drugs(text)}
        services = [m for m in services if m.service not in DRUG_SERVICES or m.span in named]
    if len({mention.service for mention in services}) < 2:
        return (TitlePart(text=text, span=Span(0, len(text))),)
    tokens = lex(text)
    found = measures(tokens)
    quantities = [m.start for m in found if m.unit in _QUANTIFIED or m.over]
    quantities += [c.start for c in counts(tokens, found) if c.mark not in ("bracket", "total")]
    starts = [0]
    for joint in _JOINT.finditer(text):
        left, right = starts[-1], joint.end()
        next_joint = _following(text, joint.end(), quantities)
        before = {m.service for m in services if left <= m.span.start < joint.start()}
        after = {m.service for m in services if right <= m.span.start < next_joint}
        if not before or not after or after <= before:
            continue
        if any(left <= q < joint.start() for q in quantities) and any(
            right <= q < next_joint for q in quantities
        ):
            starts.append(right)
    ends = [*starts[1:], len(text)]
    return tuple(_part(text, start, end) for start, end in zip(starts, ends, strict=True))


def _following(text: str, start: int, quantities: list[int]) -> int:
    """Where the clause that begins at `start` ends: the first joint behind its first quantity."""
    first = min((q for q in quantities if q >= start), default=len(text))
    joint = _JOINT.search(text, first)
    return joint.start() if joint else len(text)


def _part(text: str, start: int, end: int) -> TitlePart:
    words = text[start:end]
    if end < len(text):
        words = words[: len(words) - _joint_length(words)]
    words = words.rstrip(" ,;")
    return TitlePart(text=words, span=Span(start, start + len(words)))


def _joint_length(words: str) -> int:
    """The length of the joint that ends `words`."""
    last = 0
    for joint in _JOINT.finditer(words, max(len(words) - 24, 0)):
        if joint.end() == len(words):
            last = len(joint.group())
    return last
