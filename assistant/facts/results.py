"""Results of earlier care: what a record says that treatment did, or that it does not say it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.facts.finding import PREOPERATIVE, by_date, clause_day, denied_before
from assistant.facts.models import CareResult, Fact
from assistant.facts.prose import Prose
from assistant.facts.sought import Sought
from assistant.facts.visit_context import therapy_mentions
from assistant.terms import Service, ServiceMention, find_services
from assistant.text.patterns import expression

_EFFECT = Sought(
    r"(?P<gain>\b(?:improv(?:ed?|ement|ements|ing|es)|better|relief|relieved|benefit(?:s|ted|ed)?"
    r"|help(?:ed|ful|ing|s)?|progress(?:ed|ing)?(?! (?:report|note)s?\b)|gains?"
    r"|(?:decreas|reduc)\w+ (?:in )?pain"
    r"|pain (?:has |was |is )?(?:decreased|reduced|improving))\b)"
    r"|(?P<none>\b(?:(?:minimal|little)(?: to no)?|no|without) (?:\w+ ){0,2}"
    r"(?:improvement|relief|benefit|change|effect|progress)\b|\bunchanged\b"
    r"|\b(?:did|does|do|has|have|had|was|were)(?: not|n['’]t) (?:been )?(?:\w+ly )?(?:help(?:ed"
    r"|ful)?"
    r"|chang(?:e|ed)|reliev(?:e|ed)|improv(?:e|ed)|work(?:ed)?|benefit(?:ed|ted)?|effective"
    r"|reduced?)\b|\bworse(?:ned|ning)?\b"
    r"|\bineffective\b|\bfailed\b|\bhad to (?:be )?stop(?:ped)?\b|\bplateau\w*\b)"
    r"|(?P<result>\b(?:results?|outcomes?|response|effect) (?:of|to|from)"
    r" (?:the |this |that |any |prior |previous ){0,3})",
    re.IGNORECASE,
)
_CARE = Sought(
    r"\b(?:treatments?|therap(?:y|ies)|sessions?|visits?|conservative care|care|measures)\b",
    re.IGNORECASE,
)
_WISH = expression(
    r"\b(?:to(?! \d)|will|may|should|would|could|can|might|in order to|goals?|expect\w*|plan"
    r"|hope\w*"
    r"|request\w*|need\w*|recommend\w*)\b[^.\n;,]{0,40}$",
    re.IGNORECASE,
)
_UNDOCUMENTED = Sought(
    r"\b(?:no|without|lack of|lacks|not|absence of|insufficient)\b[^.\n;]{0,30}"
    r"\b(?:document\w*|evidence|report\w*|record\w*|mention\w*|notes?|discuss\w*)\b",
    re.IGNORECASE,
)
_FUNCTIONAL = Sought(
    r"\b(?:function\w*|activit(?:y|ies)|adls?|work|range of motion|tolerance|strength|ability)\b",
    re.IGNORECASE,
)

_PROGRESS = Sought(r"\bprogress\w*\b", re.IGNORECASE)
_PROCEDURES = frozenset(
    {"tens_neurostim", "esi", "facet_or_mbb", "trigger_point", "other_injection"}
)
_HEAD = 600
_PARTS = expression(r"[^;\s][^;]*")
"""What stands between semicolons speaks each of its own care."""


def read_results(proses: Sequence[Prose]) -> tuple[Fact[CareResult], ...]:
    """Every statement on the effect of care; "no documentation of improvement" is denied."""
    found: list[Fact[CareResult]] = []
    for prose in proses:
        for start, end in _EFFECT.sentences(prose):
            for part in _PARTS.finditer(prose.text, start, end):
                fact = _of_sentence(prose, part.start(), part.group().rstrip())
                if fact is not None:
                    found.append(fact)
    return by_date(found)


def _of_sentence(prose: Prose, start: int, text: str) -> Fact[CareResult] | None:
    effect = _EFFECT.search(text)
    if effect is None or _WISH.search(text, 0, effect.start()):
        return None
    mentions = _care(text)
    own = _of_note(prose, text, effect) if not mentions else None
    if not mentions and own is None and _CARE.search(text) is None:
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
            service=nearest.service if nearest else own,
            effect="improved" if gained else "not improved",
            functional=_FUNCTIONAL.search(text) is not None,
            preoperative=PREOPERATIVE.search(text) is not None,
        ),
        source=prose.source(start, start + len(text)),
        on=clause_day(prose, start + effect.start()),
    )


def _care(text: str) -> list[ServiceMention]:
    """The care that a sentence names; bare "therapy" is that of the body."""
    services = find_services(text)
    named = therapy_mentions(text)
    named += [one for one in services if one.service in _PROCEDURES and not one.weak]
    return named or [
        one for one in services if one.weak and one.words.lower() in {"therapy", "rehab"}
    ]


def _of_note(prose: Prose, text: str, effect: re.Match[str]) -> Service | None:
    """The service of a therapy note whose sentence tells a gain in function, or none."""
    if prose.part.kind != "therapy_note" or effect.lastgroup == "result":
        return None
    if not _FUNCTIONAL.search(text) and not _PROGRESS.search(text):
        return None
    head = therapy_mentions(prose.text[:_HEAD])
    return head[0].service if head else None
