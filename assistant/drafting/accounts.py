"""What a passage says of a service, in whole sentences of its own-words account.

The account of a passage also tells how it came about ("Reported by one determination"); such
sentences are of no use in a letter and are left out.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.guidelines import Passage

_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9])")
_ABOUT_ITSELF = re.compile(
    r"\b(?:recall(?:ed)?|determinations?|letters?|claims administrators?|administrators?|reviewers?"
    r"|general knowledge|quoted?|cites?|cited|was read|were not read|not read|was seen|reported by"
    r"|(?:this|the|that|its own|later|earlier) (?:passage|title|chapter|edition|section)s?"
    r"|neighbouring|took the place|best known|no number|by itself|stated here|stands? under)\b",
    re.IGNORECASE,
)
_OF_RECORDS = re.compile(
    r"\b(?:records?|requests?|reports?|notes?|prescriber|plan|letter)\b (?:\w+ ){0,2}"
    r"(?:should|needs? to|states?|must|shows?)\b|^(?:Document|State|Record)\b",
    re.IGNORECASE,
)
_MOST = 2
_SHORTEST, _LONGEST = 50, 330
_SHARED = 2
"""Words that a sentence has to share with the requirements, to be about them."""


@lru_cache(maxsize=512)
def account(passage: Passage) -> tuple[str, ...]:
    """At most two sentences of `passage` that say what it asks, in their order; () for none."""
    wanted = _words(" ".join((*passage.requirements, passage.title)))
    found: list[tuple[int, int, str]] = []
    sentences = _END.split(" ".join(passage.text.split()))
    for place, sentence in enumerate(sentences):
        if _ABOUT_ITSELF.search(sentence) or _OF_RECORDS.search(sentence):
            continue
        if not _SHORTEST < len(sentence) < _LONGEST or not sentence.endswith("."):
            continue
        found.append((-len(wanted & _words(sentence)), place, sentence))
    best = sorted(found)[:_MOST]
    if best and -best[0][0] < _SHARED:
        return ()
    return tuple(text for _, _, text in sorted(best, key=lambda one: one[1]))


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{4,}", text.lower()))
