"""What a question that follows another is about: "and the hip?", "did it help?", "for how long".

A question that names nothing of its own is asked of what the one before it named.
"""

from __future__ import annotations

import re

from assistant.drafting.speaking import own_words
from assistant.drafting.topics import topics_of
from assistant.retrieval.analysis import concepts
from assistant.terms import find_body_parts, find_drugs, find_services

_OPENS = re.compile(
    r"^(?:and|so|but|also|then|what about|how about|for how long|how long|since when|how often|"
    r"who|when|where|why|which|helped|any help|with what|on what page|same for)\b",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"\b(?:it|that|this|they|those|these|them|there|then|one|both)\b(?! (?:is|was|injury|case)\b)",
    re.IGNORECASE,
)
_SHORT = 5
"""Words up to which a question that names nothing is taken to follow the one before."""


def in_context(text: str, before: str) -> str:
    """`text` with what `before` was about, where it follows it; else as it is."""
    if not before or concepts(text):
        return text
    own = own_words(text) or topics_of(text)
    follows = _OPENS.search(text) or _POINTS.search(text)
    if not (follows or (not own and len(text.split()) <= _SHORT)):
        return text
    if topics_of(text) and own_words(text) and not _POINTS.search(text):
        return text
    subject = _named(before)
    if not own_words(text) and not topics_of(text):
        return f"{text} {before}"
    return f"{text} {' '.join(subject)}".strip()


def _named(text: str) -> list[str]:
    """The services, drugs and body parts that `text` names, in its words."""
    spans = [one.span for one in find_services(text) if not one.weak]
    spans += [one.span for one in find_drugs(text)]
    spans += [one.span for one in find_body_parts(text)]
    said = [text[one.start : one.end] for one in sorted(spans)]
    return list(dict.fromkeys(said))
