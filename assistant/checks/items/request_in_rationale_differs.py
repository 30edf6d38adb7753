"""The rationale gives the requested drug another name, strength or count than the item.

What it does
    Reads what the rationale calls "the request for" or "the requested" before its closing
    sentence, and compares the drug, its strength and its count with those that the item's title
    gives. Words about earlier prescriptions are not of the request.

Why it matters
    Whether a dose or a supply keeps to the guideline is reckoned with these numbers.

Authority
    8 CCR 9792.10.6(d): the determination states the disputed treatment. A contradiction on the page
    is a matter of ordinary knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.claims.prose import Passage
from assistant.letters.models import Issue
from assistant.terms import find_drugs
from assistant.text import stems
from assistant.text.patterns import expression, phrases

RULE = Rule(
    name="request-in-rationale-differs",
    severity="error",
    family="items",
    summary="the rationale gives the requested drug another name, strength or count",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)

_REQUEST = phrases(
    r"requests?\s(?:is\s|was\s)?for", r"requested", r"prescription\sin\sdispute\sis\sfor",
    r"requests?\sof",
)  # fmt: skip
_EARLIER = phrases(
    "prior", "previous(?:ly)?", "earlier", "another", "other", "initial", "last", "first"
)
_REQUESTS = stems("request", "prescription")
_STOP = expression(
    r"[.;:](?!\d)|\b(?:is|are|was|were|has|have|had|be|because|since|for|to|in addition|instead|"
    r"rather|without|beyond|exceed\w*|not|and the|with a|than)\b",
    re.IGNORECASE,
)
_STRENGTH = expression(
    r"(?<![\w.,/-])(\d{1,4}(?:\.\d{1,3})?(?:[/-]\d{1,4}(?:\.\d{1,3})?){0,3}) ?(?:mg|mcg)\b",
    re.IGNORECASE,
)
_COUNT = expression(
    r"(?:#|\b(?:qty|quantity|count)(?: of)?[:#]?) ?(\d{1,4})(?![\d.,]\d)"
    r"|(?<![\d./-])\b(\d{1,4}) (?:tablets?|capsules?|pills?|patches|tabs?|caps)\b",
    re.IGNORECASE,
)
_REACH = 110


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each part of a drug's request that the rationale tells otherwise."""
    for issue, claims in context.items:
        passage = claims.passage
        if passage is None or not passage.begin(_REQUESTS) or issue.request.drug is None:
            continue
        titled = {one.generic for one in find_drugs(issue.title)}
        if not titled:
            continue
        conclusion = claims.conclusion
        closing = passage.around(conclusion.subject[1]) if conclusion else (-1, -1)
        for match in _REQUEST.finditer(passage.text):
            start, end = passage.around(match.start())
            if (start, end) == closing:
                continue
            if _EARLIER.search(passage.text, max(start, match.start() - 20), match.start()):
                continue
            reach = min(end, match.end() + _REACH)
            stop = _STOP.search(passage.text, match.end(), reach)
            yield from _differences(
                context, issue, passage, titled, match.end(), stop.start() if stop else reach
            )


def _differences(
    context: Context, issue: Issue, passage: Passage, titled: set[str], start: int, end: int
) -> Iterator[Flaw]:
    """What the words of the request at `start` to `end` tell otherwise than the title."""
    drugs = find_drugs(passage.text[start:end])
    if not drugs:
        return
    own = [one for one in drugs if any(_same(one.generic, other) for other in titled)]
    if not own:
        where = (start + drugs[0].span.start, start + drugs[0].span.end)
        yield _flaw(context, issue, passage, "drug", sorted(titled), *where)
        return
    if len({one.generic for one in drugs}) > 1 or len(titled) > 1:
        return
    begin = start + own[0].span.end
    for what, pattern in (("strength", _STRENGTH), ("count", _COUNT)):
        given = [_value(one) for one in pattern.finditer(issue.title)]
        said = pattern.search(passage.text, begin, end)
        if given and said and _value(said) not in given:
            yield _flaw(context, issue, passage, what, given, *said.span(said.lastindex or 1))


def _same(one: str, other: str) -> bool:
    """Whether two generic names are of one substance: "diclofenac" and "diclofenac gel"."""
    return one == other or one.split(maxsplit=1)[0] == other.split(maxsplit=1)[0]


def _value(match: re.Match[str]) -> str:
    return next(one for one in match.groups() if one).replace("-", "/")


def _flaw(
    context: Context, issue: Issue, passage: Passage, what: str, given: list[str], *place: int
) -> Flaw:
    return Flaw(
        span=passage.span(*place),
        issue=issue.number,
        message=f"the rationale gives the request another {what} than the item",
        expected=" or ".join(dict.fromkeys(given)),
        found=passage.text[slice(*place)],
        related=(context.in_letter(issue.span),),
        # a drug of another item may be spoken of
        severity="warning" if what == "drug" else "error",
        help=f"compare the {what} with the request for authorization",
    )
