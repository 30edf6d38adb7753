"""From words to features: what the lexical index and the local embedder count.

A feature is a stem ("therap"), or a concept that several wordings share: "service:mri",
"region:knee", "drug:tramadol". The glossary is applied to passages and to queries alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from assistant.guidelines.models import Passage
from assistant.terms import (
    DRUG_SERVICES,
    expand,
    find_body_parts,
    find_drugs,
    find_services,
    regions_of,
    service_of,
)

Features = Counter[str]

_WORD = re.compile(r"[^\W_]+")
_STOP = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "been", "by", "can", "do", "does", "for", "from",
    "had", "has", "have", "if", "in", "into", "is", "it", "its", "may", "more", "no", "nor", "not",
    "of", "on", "only", "or", "so", "such", "than", "that", "the", "their", "them", "then", "there",
    "these", "they", "this", "those", "to", "under", "until", "up", "upon", "was", "were", "what",
    "when", "where", "which", "while", "who", "will", "with", "within", "would",
})  # fmt: skip
_SUFFIXES = (
    "izations", "isations", "ization", "isation", "ations", "ation", "ments", "ment", "ically",
    "ical", "ings", "ing", "ives", "ive", "ally", "ies", "ied", "ion", "ions", "ed", "ic", "al",
    "es", "ly", "y", "e", "s",
)  # fmt: skip
_SHORTEST_STEM = 4


class Weights(NamedTuple):
    """How much each field of a passage, and each kind of feature of a query, counts.

    Chosen on the disputed items of published letters; see the tests for what they reach.
    """

    section: float = 3.0
    title: float = 2.0
    chapter: float = 1.5
    requirements: float = 0.7
    glossary: float = 0.5
    query_glossary: float = 0.35
    concept: float = 3.0
    query_concept: float = 1.5
    background: float = 0.1


WEIGHTS = Weights()


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A word without its ending; at least four letters stay."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
            return word[: -len(suffix)]
    return word


_STOCK = frozenset(
    stem(word)
    for word in (
        "request", "original", "authorized", "claims", "administrator", "remaining", "imr",
        "eligible", "portion", "leaving", "times", "week", "weekly", "month", "day", "session",
        "visit", "treatment", "additional", "one", "two", "three", "four", "five", "six", "seven",
        "eight", "nine", "ten", "twelve", "twice", "per", "mg", "qty", "dos", "associated",
        "service", "trial", "refills", "left", "right", "bilateral", "without", "retrospective",
        "purchase", "rental", "supply",
    )
)  # fmt: skip
"""Stems of words on number, side and procedure."""


MIXED = frozenset({"topical", "compound"})
"""Services that a cream is asked for under, whatever it is mixed of."""


def stems(text: str) -> list[str]:
    """The stems of the words of `text`, function words left out."""
    return [stem(word) for word in _WORD.findall(text.lower()) if word not in _STOP]


def services_asked(text: str, also: str = "") -> set[str]:
    """Services that `text` names; `also` counts where it is only hinted at too.

    The drugs that a cream is mixed of are not asked for by themselves, and a patch of fentanyl is
    no topical analgesic.
    """
    named: set[str] = {m.service for m in find_services(text) if not m.weak or m.service == also}
    if not named:
        return named
    own = service_of(text)
    if own in MIXED:
        return set(MIXED)
    if own in DRUG_SERVICES and MIXED.isdisjoint(drug.service for drug in find_drugs(text)):
        named -= MIXED
    return {*named, own}


def concepts(text: str) -> set[str]:
    """Services, regions and drugs that `text` names; of a cream, not the drugs mixed in it."""
    named = services_asked(text)
    found = {f"service:{service}" for service in named}
    if named != MIXED:
        found |= {f"drug:{drug.generic}" for drug in find_drugs(text)}
    for part in find_body_parts(text):
        found |= {f"region:{region}" for region in regions_of(part.part)}
    return found


def _add(features: Features, names: Iterable[str], weight: float) -> None:
    for name in names:
        features[name] += weight  # type: ignore[assignment]  # Counter values are weights here


def passage_features(passage: Passage, weights: Weights = WEIGHTS) -> Features:
    """What a passage is counted under: its words by field, its glossary words, its concepts."""
    features: Features = Counter()
    heading = f"{passage.section}. {passage.title}"
    _add(features, stems(passage.text), 1.0)
    _add(features, stems(passage.section), weights.section)
    _add(features, stems(passage.title), weights.title)
    _add(features, stems(passage.chapter), weights.chapter)
    _add(features, stems(" ".join(passage.requirements)), weights.requirements)
    _add(features, set(stems(" ".join(expand(heading)))), weights.glossary)
    named = {f"service:{service}" for service in passage.services}
    for part in passage.body_parts:
        named |= {f"region:{region}" for region in regions_of(part)}
    named |= concepts(f"{heading}. {passage.chapter}")
    _add(features, named, weights.concept)
    return features


_OPENING_END = re.compile(r"(?<=[a-z)])[.:;] (?=[A-Z])|\n")
_LABEL = re.compile(
    r"(?i)(?:retrospective|prospective|concurrent|associated surgical services?)\b[^.:]{0,40}: "
)
_LONG = 200


def opening_of(query: str) -> tuple[str, str]:
    """What a long query opens with, and the rest of it; a short one is all opening.

    Who pastes an item with its case summary asks for the item; the summary is its background.
    """
    label = _LABEL.match(query)
    after = label.end() if label else 0
    end = _OPENING_END.search(query, after) if len(query) > _LONG else None
    return (query[: end.start()], query[end.end() :]) if end else (query, "")


def query_features(query: str, weights: Weights = WEIGHTS) -> Features:
    """What a query asks for: its words, what they are also called, and its concepts.

    How much is asked for, and the stock words of a partly certified item, say nothing on the
    subject; they count only where there is nothing else. The rest of a long query adds its concepts
    alone, and those little.
    """
    query, rest = opening_of(query)
    features: Features = Counter()
    if rest:
        _add(features, concepts(rest), weights.background)
    own = {word for word in stems(query) if word not in _STOCK and not word.isdigit()}
    own = own or set(stems(query))
    _add(features, own, 1.0)
    also = set(stems(" ".join(expand(query)))) - own
    _add(features, also, weights.query_glossary)
    _add(features, concepts(query), weights.query_concept)
    return features
