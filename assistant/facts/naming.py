"""Names for facts, short enough to type: `age`, `visits-3f2a1`.

A name is made from what the record says and where, not from a running number, so that a correction
still finds its fact when other records are added to the case.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from assistant.facts.models import CaseFacts, Fact

SINGLE = {"age": "age", "sex": "sex", "injury_date": "injury-date", "mechanism": "mechanism"}
"""Facts that a case has once, and their names."""

PREFIXES = {
    "requests": "request",
    "visits": "visits",
    "results": "result",
    "work_status": "work",
    "function": "function",
    "diagnoses": "diagnosis",
    "complaints": "complaint",
    "findings": "finding",
    "imaging": "imaging",
    "surgeries": "surgery",
    "medications": "medication",
    "ur_decisions": "ur",
}
"""What the names of facts of each kind begin with."""

_DIGITS = 5
"""Hexadecimal digits of a name: a case of 2,000 pages has some thousand facts of a kind."""


def named(facts: CaseFacts) -> CaseFacts:
    """`facts` with their names."""
    update: dict[str, Any] = {
        field: getattr(facts, field).model_copy(update={"id": name})
        for field, name in SINGLE.items()
    }
    for field, prefix in PREFIXES.items():
        own = getattr(facts, field)
        update[field] = tuple(
            fact.model_copy(update={"id": name})
            for fact, name in zip(own, _names(prefix, own), strict=True)
        )
    return facts.model_copy(update=update)


def _names(prefix: str, facts: Iterable[Fact[Any]]) -> Iterator[str]:
    """One name for each fact; the same words read again, or met by chance, are numbered."""
    taken: Counter[str] = Counter()
    for fact in facts:
        source = fact.source
        place = (source.document, source.quote) if source else ("", "")
        told = repr((place, fact.status, str(fact.on), str(fact.value)))
        digest = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
        name = f"{prefix}-{digest[:_DIGITS]}"
        taken[name] += 1
        yield name if taken[name] == 1 else f"{name}.{taken[name]}"
