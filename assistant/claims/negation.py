"""Whether a stretch of a sentence affirms or denies: a count of its negating words.

English negation is compositional: each negator turns the meaning once, so that "cannot be deemed
unnecessary" affirms and "is determined to not be necessary" denies. A negator is a word of the
closed class ("not", "no", "without" ...), a contracted "n't", or a word whose sense is a failure or
an absence ("fails to", "lack of", "insufficient"). "Not only" and "not limited to" turn nothing.
"""

from __future__ import annotations

import re

from assistant.text.patterns import expression

_NEGATOR = expression(
    r"\b(?:not(?! (?:only|limited to|merely)\b)|cannot|no|nor|never|neither|none|nothing|without|"
    r"\w{2,9}n['’]t|fail(?:s|ed|ure|ing)?|unable|lack(?:s|ed|ing)?|absence|absent|"
    r"insufficient(?:ly)?|inadequate(?:ly)?)\b",
    re.IGNORECASE,
)


def negators(text: str) -> int:
    """How many negating words stand in `text`; "neither ... nor" is one."""
    words = [word.lower() for word in _NEGATOR.findall(text)]
    return len(words) - (words.count("nor") if "neither" in words else 0)


def denies(text: str) -> bool:
    """Whether the negators of `text` leave it a denial: an odd number of them."""
    return negators(text) % 2 == 1
