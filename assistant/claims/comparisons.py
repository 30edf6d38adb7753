"""Sentences that set the request against a guideline: "exceeds", "in excess of", "is within".

Only a comparison of the request with a guideline counts. "When treatment exceeds the guideline,
exceptional factors should be noted" is the guideline's own rule; "does not exceed" is "within".
"""

from __future__ import annotations

import re

from assistant.claims.models import Comparison
from assistant.claims.negation import denies
from assistant.claims.prose import Passage
from assistant.quantities import find_amounts

_RELATION = re.compile(
    r"\b(?:(?P<exceeds>exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|(?:well |far |greatly )?"
    r"(?:in (?:great )?excess of)|(?:far |well |goes |going |go )?beyond|"
    r"(?:is|are|was|were) (?:greater|more|higher) than|above|"
    r"over the (?:recommended|maximum|limit))"
    r"|(?P<within>(?:is|are|was|were|falls?|fell|remains?|be) (?:well )?"
    r"(?:within|under|below|consistent with)|(?:is|are|was|were) less than|does not reach))\b",
    re.IGNORECASE,
)
_STEMS = ("exceed", "surpass", "excess of", "beyond", "than", "above", "within", "under", "below")
_MEASURE = re.compile(
    r"\b(?:guidelines?|MTUS|ODG|ACOEM|CPMTG|recommend(?:ed|ations?)|limits?|criteria|maximum|"
    r"allow(?:ed|able|ance)|supported number|number of visits|treatment parameters)\b",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"\b(?:request(?:s|ed)?|prescription|prescribed|proposed|additional|current|visits|sessions|"
    r"treatments?|amount|number|this|it|quantity|therapy|course)\b",
    re.IGNORECASE,
)
_RULE = re.compile(
    r"\b(?:when|if|should|must|may|whenever|where|in order to|criteria for|explaining why|"
    r"documentation (?:of|explaining)|reason)\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\b(?:total(?:s|ing|ling)?|combined|together|in addition to|already|cumulative|plus|prior|"
    r"previous(?:ly)?|additional|altogether|along with|completed|with the)\b",
    re.IGNORECASE,
)


def find_comparisons(passage: Passage, issue: int | None) -> tuple[Comparison, ...]:
    """The comparisons of the request with a guideline, in order."""
    lowered = passage.text.lower()
    if not any(stem in lowered for stem in _STEMS):
        return ()
    found = []
    for match in _RELATION.finditer(passage.text):
        start, end = passage.around(match.start())
        before = passage.text[start : match.start()]
        after = passage.text[match.end() : end]
        if not _MEASURE.search(after) or not _REQUEST.search(before) or _RULE.search(before):
            continue
        exceeds = match.group("exceeds") is not None
        if denies(before[-24:]):
            exceeds = not exceeds
        numbers = [one for one in find_amounts(before) if one.unit == "visits"]
        found.append(
            Comparison(
                issue=issue,
                span=passage.span(match.start(), match.end()),
                relation="exceeds" if exceeds else "within",
                number=numbers[-1].value if numbers else None,
                total=_TOTAL.search(before) is not None,
                text=passage.text[start:end].rstrip(),
            )
        )
    return tuple(found)
