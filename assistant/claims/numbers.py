"""The amounts of a rationale, sorted into what guidelines give and what was done or asked for."""

from __future__ import annotations

import re

from assistant.claims.attribution import Voices
from assistant.claims.models import GuidelineLimit, Phase, VisitCount
from assistant.claims.prose import Passage
from assistant.quantities import Amount
from assistant.text.patterns import expression, kinds_of_phrases

_LIMIT_UNITS = frozenset(
    {
        "visits",
        "per_week",
        "times",
        "hours",
        "days",
        "weeks",
        "months",
        "years",
        "injections",
        "mg",
        "mg_med",
        "g",
        "percent",
    }
)
_PHASES: tuple[Phase, ...] = ("flare_up", "total", "trial")
"""The phases that words may tell, the most telling first."""
_PHASE_WORDS = kinds_of_phrases(
    flare_up=(r"flare\w*", r"recurrence\w*", r"exacerbation\w*", r"return to work\w*", r"rtw\w*"),
    total=("total", "up to a total", "maximum", "overall"),
    trial=("trial", "initial(?:ly)?", "first"),
)
_PRIOR = expression(
    r"\b(?:completed|attended|received|underwent|undergone|participated|previous(?:ly)?|prior|"
    r"already|has had|had had|to date|past(?! (?:the|that|this|it|what)\b)|gone to|finished|"
    r"behind (?:him|her))\b",
    re.IGNORECASE,
)
_SUM = expression(
    r"\b(?:would|will|brings?|bringing)\b(?: [\w'’]{1,12}){0,6}? (?:to|be|make|total|of) $",
    re.IGNORECASE,
)
"""Words that lead to a sum, which counts neither what was done nor what is asked for alone."""
_COUNTED = expression(r" (?:in all|altogether|so far|to date|now requested)\b", re.IGNORECASE)
_AUTHORIZED = expression(r"\b(?:authorized|approved|certified)\b", re.IGNORECASE)
_REQUESTED = expression(
    r" (?:(?:is|are|was|were|being|now|currently) ){0,2}requested\b", re.IGNORECASE
)
_ASKED = expression(r"\brequest|\badditional\b|\bfurther\b", re.IGNORECASE)
_REQUEST_RECEIVED = expression(
    r"\brequest\w{0,3}\b[^.;]{0,60}\b(?:received|submitted|completed|filed)(?: for)? $",
    re.IGNORECASE,
)
"""What is received here is a request, not treatment."""
_NOT_CERTIFIED = expression(
    r"\b(?:non-?\s?certif\w+|denied|not (?:authorized|approved|certified))\b", re.IGNORECASE
)
_CONTEXT = 90


def read_numbers(
    passage: Passage, issue: int | None
) -> tuple[tuple[GuidelineLimit, ...], tuple[VisitCount, ...]]:
    """The guideline limits and the visit counts that `passage` claims, in order."""
    amounts = [one for one in passage.amounts if one.unit in _LIMIT_UNITS]
    if not amounts:
        return (), ()
    voices = Voices(passage)
    limits: list[GuidelineLimit] = []
    counts: list[VisitCount] = []
    for index, amount in enumerate(amounts):
        voice = voices.at(amount.span.start, amount.extent.end)
        if (
            voice == "guideline"
            and amount.out_of is None
            and not _COUNTED.match(passage.text, amount.extent.end)
        ):
            # "4 of the 8 visits" are a part of a request, which no guideline gives
            limits.append(_limit(passage, issue, amounts, index, voices))
        elif amount.unit == "visits":
            following = amounts[index + 1].extent.start if index + 1 < len(amounts) else None
            count = _count(passage, issue, amount, following)
            if count is not None:
                counts.append(count)
    return tuple(limits), tuple(counts)


def _limit(
    passage: Passage, issue: int | None, amounts: list[Amount], index: int, voices: Voices
) -> GuidelineLimit:
    amount = amounts[index]
    start, end = passage.around(amount.span.start)
    low = max(start, amounts[index - 1].extent.end) if index else start
    high = min(end, amounts[index + 1].extent.start) if index + 1 < len(amounts) else end
    before = passage.text[low : amount.extent.start]
    after = passage.text[amount.extent.end : max(high, amount.extent.end)]
    return GuidelineLimit(
        issue=issue,
        span=passage.span(amount.span.start, amount.extent.end),
        amount=amount,
        phase=_phase(
            before[-_CONTEXT:], passage.text[amount.span.start : amount.extent.end], after
        ),
        before=before,
        after=after,
        system=voices.system(amount.span.start),
    )


def _phase(before: str, words: str, after: str) -> Phase:
    for part in (before, words, after[:40]):
        told = {match.lastgroup for match in _PHASE_WORDS.finditer(part)}
        if told:
            return next(phase for phase in _PHASES if phase in told)
    return ""


def _count(
    passage: Passage, issue: int | None, amount: Amount, following: int | None
) -> VisitCount | None:
    """The count that `amount` is; words behind the amount at `following` are of that one."""
    start, end = passage.around(amount.span.start)
    before = passage.text[max(start, amount.span.start - _CONTEXT) : amount.span.start]
    end = min(end, amount.extent.end + 60, len(passage.text) if following is None else following)
    after = passage.text[amount.extent.end : end]
    span = passage.span(amount.span.start, amount.span.end)
    text = passage.text[amount.span.start : amount.span.end]
    around = before + " " + after
    if _SUM.search(before):
        return None
    if _REQUESTED.match(after) or _REQUEST_RECEIVED.search(before) or _NOT_CERTIFIED.search(around):
        return VisitCount(issue, span, amount.value, "requested", text)
    if _PRIOR.search(before) or _PRIOR.search(text) or _PRIOR.search(after):
        return VisitCount(issue, span, amount.value, "prior", text)
    if _AUTHORIZED.search(around):
        return VisitCount(issue, span, amount.value, "authorized", text)
    if _ASKED.search(around):
        return VisitCount(issue, span, amount.value, "requested", text)
    return None
