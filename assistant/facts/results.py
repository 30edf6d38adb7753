"""Results of earlier care: what a record says that treatment did, or that it does not say it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.facts.finding import by_date, clause_day, denied_before
from assistant.facts.models import CareResult, Fact
from assistant.facts.prose import Prose
from assistant.facts.visits import therapy_mentions
from assistant.text.patterns import expression

_EFFECT = expression(
    r"(?P<gain>\b(?:improv(?:ed?|ement|ements|ing|es)|better|relief|relieved|benefit(?:s|ted|ed)?"
    r"|help(?:ed|ful|ing|s)?|progress(?:ed|ing)?|gains?|(?:decreas|reduc)\w+ (?:in )?pain"
    r"|pain (?:has |was |is )?(?:decreased|reduced|improving))\b)"
    r"|(?P<none>\b(?:(?:minimal|little)(?: to no)?|no|without) (?:\w+ ){0,2}"
    r"(?:improvement|relief|benefit|change|effect|progress)\b|\bunchanged\b|\bworse(?:ned|ning)?\b"
    r"|\bineffective\b|\bfailed\b|\bplateau\w*\b)"
    r"|(?P<result>\b(?:results?|outcomes?|response|effect) (?:of|to|from)"
    r" (?:the |this |that |any |prior |previous ){0,3})",
    re.IGNORECASE,
)
_CARE = expression(
    r"\b(?:treatments?|therap(?:y|ies)|sessions?|visits?|conservative care|care)\b", re.IGNORECASE
)
_WISH = expression(
    r"\b(?:to|will|may|should|would|could|can|might|in order to|goals?|expect\w*|plan|hope\w*"
    r"|request\w*|need\w*|recommend\w*)\b[^.\n;,]{0,40}$",
    re.IGNORECASE,
)
_UNDOCUMENTED = expression(
    r"\b(?:no|without|lack of|lacks|not|absence of|insufficient)\b[^.\n;]{0,30}"
    r"\b(?:document\w*|evidence|report\w*|record\w*|mention\w*|notes?|discuss\w*)\b",
    re.IGNORECASE,
)
_FUNCTIONAL = expression(
    r"\b(?:function\w*|activit(?:y|ies)|adls?|work|range of motion|tolerance|strength|ability)\b",
    re.IGNORECASE,
)


def read_results(proses: Sequence[Prose]) -> tuple[Fact[CareResult], ...]:
    """Every statement on the effect of care; "no documentation of improvement" is denied."""
    found: list[Fact[CareResult]] = []
    for prose in proses:
        for start, end in prose.sentences():
            fact = _of_sentence(prose, start, prose.text[start:end].rstrip())
            if fact is not None:
                found.append(fact)
    return by_date(found)


def _of_sentence(prose: Prose, start: int, text: str) -> Fact[CareResult] | None:
    effect = _EFFECT.search(text)
    if effect is None or _WISH.search(text, 0, effect.start()):
        return None
    mentions = therapy_mentions(text)
    if not mentions and _CARE.search(text) is None:
        return None
    undocumented = _UNDOCUMENTED.search(text, 0, effect.end())
    if effect.lastgroup == "result" and not undocumented:
        return None
    negated = denied_before(text, 0, effect.start())
    gained = effect.lastgroup != "none" and (bool(undocumented) or not negated)
    nearest = min(
        mentions,
        key=lambda mention: abs(mention.span.start - effect.start()),
        default=None,
    )
    return Fact(
        status="denied" if undocumented else "documented",
        value=CareResult(
            service=nearest.service if nearest else None,
            effect="improved" if gained else "not improved",
            functional=_FUNCTIONAL.search(text) is not None,
        ),
        source=prose.source(start, start + len(text)),
        on=clause_day(prose, start + effect.start()),
    )
