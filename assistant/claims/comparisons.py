"""Sentences that set the request against a guideline: "exceeds", "in excess of", "is within".

Only a comparison of the request with a guideline counts. "When treatment exceeds the guideline,
exceptional factors should be noted" is the guideline's own rule; "does not exceed" is "within".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.claims.models import Comparison
from assistant.claims.negation import denies
from assistant.claims.prose import Passage
from assistant.quantities import Amount
from assistant.text import stems
from assistant.text.patterns import expression, kinds_of_phrases

_MORE = "(?:greater|more|higher) than"
_INSIDE = "(?:well |still |just )?(?:within|inside|under|below|between|consistent with|short of)"
_OUTSIDE = "(?:well |still |just |far )?(?:above|outside|beyond|past|over)"
_LIES = ("lies?", "sits?", "fits?", "stays?", "keeps?", "stands?", "comes?", "ends?", "runs?")
_RELATION = kinds_of_phrases(
    exceeds=(
        "exceed(?:s|ed|ing)?", "surpass(?:es|ed|ing)?", "in (?:great )?excess of",
        "well (?:in excess of|beyond)", "far (?:in excess of|beyond)", "greatly in excess of",
        "go(?:es|ing)? (?:beyond|past|over)", *(f"{lies} {_OUTSIDE}" for lies in _LIES),
        "beyond", "above",
        "overshoots?", "oversteps?", "outside", "over the (?:recommended|maximum|limit)",
        f"is {_MORE}", f"are {_MORE}", f"was {_MORE}", f"were {_MORE}",
    ),
    within=(
        f"is (?:{_INSIDE}|less than)", f"are (?:{_INSIDE}|less than)",
        f"was (?:{_INSIDE}|less than)", f"were (?:{_INSIDE}|less than)",
        *(f"{lies} {_INSIDE}" for lies in (*_LIES, "falls?", "fell", "remains?", "be")),
        "does not reach", "falls? short of", "fell short of", "fewer than",
        f"is no(?:t)? {_MORE}", f"are no(?:t)? {_MORE}",
    ),
)  # fmt: skip
_COMPARING = stems(
    "exceed", "surpass", "excess", "beyond", "greater", "more", "higher", "fewer", "less", "above",
    "over", "short", "reach", "within", "under", "below", "consistent", "inside", "outside",
    "between", "past",
)  # fmt: skip
"""One of these stands in each relation."""
_LEAD, _TAIL = 16, 24
"""Characters of a relation before such a word, and from it on."""
_MEASURE = expression(
    r"\b(?:guidelines?|MTUS|ODG|ACOEM|CPMTG|recommend(?:ed|ations?)|limits?|criteria|maximum|"
    r"allow(?:ed|able|ance)|supported number|number of visits|treatment parameters|trial|"
    r"(?:initial |full |whole |general )course|permit(?:s|ted)?|"
    r"\d{1,2} (?:visits|sessions|treatments))\b",
    re.IGNORECASE,
)
_REQUEST = expression(
    r"\b(?:request(?:s|ed)?|prescription|prescribed|proposed|additional|current|visits|sessions|"
    r"treatments?|amount|number|this|it|quantity|therapy|course)\b",
    re.IGNORECASE,
)
_PASSIVE = expression(
    r"\b(?:guidelines?|limits?|maximum|number|course|trial) (?:is|was|has been|would be|will be)"
    r"(?: (?:not|thereby|thus|already|clearly|then)){0,2} $",
    re.IGNORECASE,
)
"""What is exceeded stands before the verb: "the guideline is exceeded"."""
_RULE = expression(
    r"\b(?:when|if|should|must|may|whenever|where|in order to|criteria for|explaining why|"
    r"documentation (?:of|explaining)|reason)\b",
    re.IGNORECASE,
)
_RULE_BEHIND = expression(
    r"\b(?:may|can|must|should|requires?|needs?)\b.*\b(?:only|if|when|where|unless|until)\b",
    re.IGNORECASE,
)
"""Care "beyond 6 visits may be extended only when ...": the guideline's rule, of no request."""
_AHEAD = frozenset({"beyond", "above", "outside"})
_TURN = expression(r";|\b(?:but|however|yet|whereas)\b", re.IGNORECASE)
_TOTAL = expression(
    r"\b(?:total(?:s|ing|ling)?|combined|together|in addition to|already|cumulative|plus|prior|"
    r"previous(?:ly)?|additional|altogether|along with|completed|with the)\b",
    re.IGNORECASE,
)


_DONE = "(?:completed|attended|received|done|given|taken|had|authorized|certified)"
_DONE_BEHIND = expression(
    r"\s?behind (?:him|her)\b|\s?(?:(?:that|which) )?"
    rf"(?:(?:were|was|have been|had been|has|have|had|he|she|already) ){{0,3}}{_DONE}\b",
    re.IGNORECASE,
)
_DONE_BEFORE = expression(
    r"\b(?:completed|attended|received|undergone|underwent|finished) (?:\w{1,12} )?$", re.IGNORECASE
)
_DONE_WITHIN = expression(rf"\b(?:{_DONE}|prior|previous|earlier|past)\b", re.IGNORECASE)


def _is_done(text: str, amount: Amount) -> bool:
    """Whether the visits of `amount` were done before, by the words at it."""
    within = _DONE_WITHIN.search(text, amount.span.start, amount.span.end)
    before = _DONE_BEFORE.search(text, max(amount.span.start - 32, 0), amount.span.start)
    return bool(within or before or _DONE_BEHIND.match(text, amount.span.end))


def _relations(passage: Passage) -> Iterator[re.Match[str]]:
    """The words that relate one thing to another, in order, none across the end of a sentence."""
    read_to = 0
    for at in passage.words.places(_COMPARING):
        start, end = passage.around(at)
        start, end = max(start, read_to, at - _LEAD), min(end, at + _TAIL)
        found = _RELATION.search(passage.text, start, end) if start <= at else None
        if found and found.start() <= at < found.end():
            read_to = found.end()
            yield found


def find_comparisons(passage: Passage, issue: int | None) -> tuple[Comparison, ...]:
    """The comparisons of the request with a guideline, in order."""
    found = []
    for match in _relations(passage):
        start, end = passage.around(match.start())
        before = passage.text[start : match.start()]
        after = passage.text[match.end() : end]
        passive = match.group().lower() == "exceeded" and _PASSIVE.search(before)
        if not passive and (not _MEASURE.search(after) or not _REQUEST.search(before)):
            continue
        if _RULE.search(_TURN.split(before)[-1]) or before.endswith("not to "):
            continue
        if match.group().lower() in _AHEAD and _RULE_BEHIND.search(_TURN.split(after)[0]):
            continue
        exceeds = match.lastgroup == "exceeds"
        if denies(before[-24:]):
            exceeds = not exceeds
        counted = [
            one
            for one in passage.amounts
            if one.unit == "visits" and start <= one.span.start and one.span.end <= match.start()
        ]
        # "the 4 sessions requested with the 8 visits completed": the request's own number
        numbers = [one for one in counted if not _is_done(passage.text, one)]
        found.append(
            Comparison(
                issue=issue,
                span=passage.span(match.start(), match.end()),
                relation="exceeds" if exceeds else "within",
                number=numbers[-1].value if numbers else None,
                total=_TOTAL.search(before) is not None,
                sentence=passage.span(start, end),
                text=passage.text[start:end].rstrip(),
            )
        )
    return tuple(found)
