"""The rationale gives the request another number of visits than the item.

What it does
    Reads "the request for 19 sessions", "the requested 19 visits" and "19 sessions are requested"
    in the rationale, and compares with what the item asks for, in all, authorised or remaining. The
    closing sentence has a check of its own.

Why it matters
    Whether a request exceeds a guideline is reckoned with this number.

Authority
    8 CCR 9792.10.6(d): the determination states the disputed treatment. A contradiction on the page
    is a matter of ordinary knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.requests import visits_asked
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.claims.prose import Passage
from assistant.text import stems
from assistant.text.patterns import expression

RULE = Rule(
    name="requested-visits-differ",
    severity="error",
    family="items",
    summary="the rationale gives the request another number of visits than the item",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)

_VISIT_WORDS = stems("session", "visit", "treatment")
_VISITS = r"(\d{1,3}) (?:[a-z/-]{2,14} ){0,3}?(?:sessions|visits|treatments)\b"
_GAP = (
    r"(?:(?!\d|\b(?:exceed|modif|authori|approv|certif|recommend|guideline|trial|more|prior|against|"
    r"no number|gives?|makes?|mak|brings?|total))"
    r"[^.;]){0,70}?"
)
_REQUESTED = expression(
    rf"\brequest(?:ed|s|ing)?\b{_GAP}\b{_VISITS}"
    rf"|\b{_VISITS} (?:(?:is|are|was|were|being) )?(?:being |currently |now )?requested\b",
    re.IGNORECASE,
)
_LIMIT = expression(
    r"\b(?:up to|excess of|than|maximum|total of|over|recommend\w{0,5}|allow\w{0,3}|complet\w{1,3}|"
    r"attended|received|previous|prior|additional|after|against|initial trial of|addition to)"
    r" (?:the )?$",
    re.IGNORECASE,
)
_DONE = expression(
    r" ?(?:(?:that|which) (?:w|ha[sd]|have|he|she|the)|already|complet|attend|in the past|to date|"
    r"previous)",
    re.IGNORECASE,
)

_BEFORE = expression(r"\b(?:completed|attended|prior|previous|earlier|past)\b", re.IGNORECASE)
"""Between the number and what it counts: "the 8 completed visits"."""


def _told(passage: Passage) -> Iterator[re.Match[str]]:
    """The numbers of requested visits; they stand in sentences that speak of both."""
    for start, end in passage.sentences(_VISIT_WORDS):
        if "request" in passage.lowered[start:end]:
            yield from _REQUESTED.finditer(passage.text, start, end)


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each such number before the closing sentence."""
    for issue, claims in context.items:
        passage, conclusion = claims.passage, claims.conclusion
        asked = visits_asked(issue)
        if passage is None or not asked or "request" not in passage.text:
            continue
        closing = passage.around(conclusion.subject[1]) if conclusion else (-1, -1)
        for match in _told(passage):
            group = match.lastindex or 1
            start = match.start(group)
            number = float(match.group(group))
            if number in asked or closing[0] <= start < closing[1]:
                continue
            if _LIMIT.search(passage.text, max(start - 24, 0), start):
                continue
            if _DONE.match(passage.text, match.end(), match.end() + 16):
                continue
            if _BEFORE.search(passage.text, match.end(group), match.end()):
                continue
            yield Flaw(
                span=passage.span(*match.span(group)),
                issue=issue.number,
                message="the rationale gives the request another number of visits than the item",
                expected=" or ".join(f"{one:g}" for one in sorted(asked)),
                found=f"{number:g}",
                related=(context.in_letter(issue.span),),
                help="compare the number with the request for authorization",
            )
