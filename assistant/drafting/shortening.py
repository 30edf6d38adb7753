"""An item or the summary in fewer sentences, all of them its own, and facts named in a sentence.

What stays is what carries the decision: the sentences with the sources of the decisive criteria,
the closing sentence, and of the summary who was injured when, and what is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.drafting.models import CriterionSupport, Statement, Support
from assistant.drafting.tools import CaseTools
from assistant.drafting.topics import Topic, topics_of
from assistant.drafting.wording import day
from assistant.facts import Fact

_LENGTH = re.compile(
    r"\b(?:in|to|of) (?:only |at most )?(\d{1,2}|one|two|three|four|five|six) "
    r"(?:short )?sentences?\b",
    re.IGNORECASE,
)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_SHORTER = re.compile(
    r"\b(?:short\w*|brief\w*|concise\w*|condense|trim|tighten|abridge|fewer)\b|" + _LENGTH.pattern,
    re.IGNORECASE,
)
_NAMING = re.compile(
    r"\b(?:nam(?:e|ing)|mention(?:ing)?|includ(?:e|ing)|add(?:ing)?|stat(?:e|ing)|with)\b(.+)$",
    re.IGNORECASE | re.DOTALL,
)
_STOCK = re.compile(
    r"\b(?:the|a|an|and|also|his|her|their|patient'?s|current|latest|last|of|record|to|in|into|item|"
    r"issue|summary|please|\d+)\b|[\s,.;:!]",
    re.IGNORECASE,
)
_KEPT_OF_ITEM = 3
_KEPT_OF_SUMMARY = 4


class Shortened(NamedTuple):
    """The words that go and those that come.

    `missing` are facts that no record gives, `unknown` what was to be named and is no fact.
    """

    old: str
    new: str
    missing: tuple[str, ...] = ()
    unknown: str = ""


class Named(NamedTuple):
    """Facts asked for by name: whether any was, their sentences, and those not documented."""

    asked: bool
    sentences: tuple[str, ...]
    missing: tuple[str, ...]


def shortened(tools: CaseTools, part: int, request: str) -> Shortened:
    """Part `part` of the draft (0: the summary) as `request` wants it: fewer sentences, facts.

    Where the request gives no number, so many stay that the check has nothing new to say.
    """
    own = [one for one in tools.draft().statements if (one.issue or 0) == part]
    body, closing = (own, []) if part == 0 else (own[:-1], own[-1:])
    naming = _NAMING.search(request)
    named = facts_named(tools, naming.group(1)) if naming else Named(False, (), ())
    old = " ".join(one.text for one in body)
    if named.asked and not _SHORTER.search(request):
        return Shortened(old, _said(body, named), named.missing)
    wanted = _wanted(request)
    least = (wanted or (_KEPT_OF_ITEM if part else _KEPT_OF_SUMMARY)) - len(closing)
    least = max(least - len(named.sentences), 1 if wanted else 2)
    for most in range(least, len(body) + 1):
        new = _said(_weightiest(tools, part, body, most), named)
        if wanted or new == old or not tools.new_findings(part, old, new):
            break
    unknown = naming.group(1).strip(" .!") if naming and not named.asked else ""
    return Shortened(old, new, named.missing, unknown)


def _said(kept: Sequence[Statement], named: Named) -> str:
    said = [one.text for one in kept]
    return " ".join([*said, *(one for one in named.sentences if one not in said)])


def _wanted(request: str) -> int | None:
    """How many sentences the request wants; None where it does not say."""
    found = _LENGTH.search(request)
    if found is None:
        return None
    word = found.group(1).lower()
    return _NUMBERS.get(word) or int(word)


def _weightiest(
    tools: CaseTools, part: int, body: Sequence[Statement], most: int
) -> list[Statement]:
    """The sentences that the decision rests on, in their order; of an item the guideline first."""
    decisive = set(_decisive(tools, part))
    weights: list[tuple[int, int, int]] = []
    for place, one in enumerate(body):
        carries = sum(support in decisive for support in one.supports)
        kinds = {support.kind for support in one.supports}
        weights.append((carries, int("record" in kinds) + int(part == 0 and not place), -place))
    chosen = sorted(range(len(body)), key=lambda at: weights[at], reverse=True)
    for at in chosen:
        if part and {one.kind for one in body[at].supports} == {"guideline"}:
            chosen.remove(at)
            chosen.insert(0, at)
            break
    return [body[at] for at in sorted(chosen[:most])]


def _decisive(tools: CaseTools, part: int) -> Iterator[Support]:
    """What the criteria rest on from which the outcome follows."""
    draft = tools.draft()
    if part == 0:
        return
    names = {
        name
        for one in draft.statements
        if one.issue == part
        for support in one.supports
        if isinstance(support, CriterionSupport)
        for name in support.names
    }
    for row in draft.items[part - 1].criteria:
        if row.name in names or not names:
            yield from row.supports


def facts_named(tools: CaseTools, words: str) -> Named:
    """The facts that `words` ask for by their names alone, each as a sentence.

    "the work status and the diagnoses" asks for two; words beside the names are a sentence of the
    reviewer's own and ask for none.
    """
    bare = words
    asked: list[Topic] = []
    for topic in (one for one in topics_of(words) if one.facts):
        rest = topic.asks.sub(" ", bare)
        if rest != bare:
            asked.append(topic)
            bare = rest
    bare = re.sub(r"\bstatus\b|\bdate\b", " ", bare, flags=re.IGNORECASE)
    if not asked or _STOCK.sub("", bare):
        return Named(False, (), ())
    sentences, missing = [], []
    for topic in asked:
        said = list(_sentences_of(tools, topic))
        sentences += said
        missing += [] if said else [topic.name]
    return Named(True, tuple(sentences), tuple(missing))


def _sentences_of(tools: CaseTools, topic: Topic) -> Iterator[str]:
    """The latest documented fact of a topic in the words of the record."""
    found = [one for one in tools.facts_of(topic.field) if one.status == "documented"]
    latest = max(found, key=lambda one: (one.on is not None, one.on), default=None)
    if latest is not None and latest.source is not None:
        on = f" on {day(latest.on)}" if latest.on else ""
        yield f'The {topic.name}{on} is given as "{_words(latest)}".'


def _words(fact: Fact[object]) -> str:
    quote = fact.source.quote if fact.source else ""
    return " ".join(quote.split()).rstrip(".").replace('"', "'")
