"""Visits of earlier care by service, with completed, authorised and prescribed ones told apart.

A count belongs to the service that stands nearest to it. A sentence that counts visits and names no
service goes on about the one before it, or about that of the whole note. Visits of another injury
are told apart, and what a guideline allows is nobody's visits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.facts.finding import (
    OF_GUIDELINES,
    PREOPERATIVE,
    by_date,
    clause_day,
    denied_before,
)
from assistant.facts.models import Fact, FactStatus, Visits, VisitStage
from assistant.facts.prose import Prose
from assistant.facts.sought import Sought
from assistant.facts.visit_context import (
    Told,
    are_past,
    carried_service,
    days_between,
    of_another_injury,
    parts_of_note,
    therapy_mentions,
    year_of,
)
from assistant.facts.visit_numbers import (
    FARTHEST,
    asked_amount,
    assigned_to,
    bare_amounts,
    further_amounts,
    multiplied,
    parted,
    unitless,
)
from assistant.facts.visit_stages import is_asked, is_form_row, stage_at, stage_beside
from assistant.quantities import Amount, find_amounts
from assistant.terms import Service, ServiceMention, body_parts_of
from assistant.text.patterns import expression

_OF_RESULTS = Sought(
    r"\b(?:result|report|improve|benefit|relief|functional|objective|effect|response|gain)",
    re.IGNORECASE,
)
_CONDITION = Sought(
    r"\b(?:if|whether|unless|unclear|unknown|(?-i:may)|assuming|re-?evaluat\w*|reassess\w*)\b",
    re.IGNORECASE,
)
_ATTENDS = Sought(
    r"\b(?:completed|attended|received|underwent|undergone|has had|have had|finished|participated"
    r"|was given)\b",
    re.IGNORECASE,
)
"""Verbs by which a sentence that speaks of a guideline still tells what the worker had."""
_ALLOWS = Sought(
    r"\b(?:trial of|recommends?|allows?|provides? for|supports?|up to|maximum|limits?"
    r"|a total of)\b",
    re.IGNORECASE,
)
_SUPPORTED = Sought(
    r"\b(?:is|are|was|were) (?:\w+ )?(?:supported|appropriate|warranted|reasonable|indicated"
    r"|recommended|consistent with)\b",
    re.IGNORECASE,
)
_CERTIFIES = expression(
    r"(?<!non-)(?<!non)(?<!not )\b(?:certify|certifying|approv\w+|authori[sz]\w+|modified to"
    r"|allow\w*)\b[^.;\n]*$",
    re.IGNORECASE,
)
_HEAD = 300


def read_visits(proses: Sequence[Prose], injured: date | None) -> tuple[Fact[Visits], ...]:
    """Every mention of visits, oldest first; "no physical therapy to date" is given as denied.

    `injured` is the date of injury: visits in a year before it were for another one.
    """
    found: list[Fact[Visits]] = []
    for prose in proses:
        for start, end in prose.sentences():
            told = Told(prose, start, prose.text[start:end].rstrip(), injured)
            found += _of_sentence(told)
    return by_date(found)


def _of_sentence(told: Told) -> Iterator[Fact[Visits]]:
    text = told.text
    mentions = therapy_mentions(text)
    amounts = [one for one in find_amounts(text) if one.unit == "visits"]
    named = bool(mentions)
    if not named:
        mentions = carried_service(told, amounts)
        if not mentions:
            return
    counted = assigned_to(mentions, amounts) | parted(text, mentions, amounts)
    seen: set[Service] = set()
    used: list[Amount] = []
    for index, mention in enumerate(mentions):
        amount = multiplied(text, mentions, index) or counted.get(index)
        if amount is None and named:
            amount = unitless(text, mention, amounts)
        if amount is None and named and is_asked(told.prose, told.start):
            amount = asked_amount(text, mention)
        if amount is None and (mention.service in seen or _is_title(told) or not named):
            continue
        seen.add(mention.service)
        if amount is not None:
            used.append(amount)
        yield from _of_mention(told, mention, amount, named=named)
    if len({one.service for one in mentions}) == 1:
        more = (*amounts, *bare_amounts(text, amounts), *further_amounts(text, amounts))
        others = [one for one in more if one not in used]
        for amount in others:
            yield from _of_mention(told, mentions[0], amount, named=named, other=True)


def _of_mention(
    told: Told,
    mention: ServiceMention,
    amount: Amount | None,
    *,
    named: bool,
    other: bool = False,
) -> Iterator[Fact[Visits]]:
    """The fact that a mention of a service tells, with its count; `other` for a further count."""
    text, prose, start = told.text, told.prose, told.start
    beside = stage_beside(text, *amount.span) if amount else None
    if other and beside is None and amount is not None and _certified(text, amount):
        beside = "authorised"
    if beside == "uncounted" or (beside is None and (other or not named)):
        return
    stage: VisitStage = beside or stage_at(text, mention.span.end, prose.label(start))
    if stage == "mentioned" and (is_form_row(prose, text) or is_asked(prose, start)):
        stage = "prescribed"
    between = days_between(text, mention.span.end if named else 0)
    if stage == "mentioned" and amount is not None and are_past(told, between):
        stage = "completed"
    if _untold(text, stage, amount):
        return
    first = min(mention.span.start, amount.extent.start) if amount and named else mention.span.start
    first = amount.extent.start if amount and not named else first
    denied = not other and denied_before(text, 0, first)
    if denied and (_OF_RESULTS.search(text, 0, first) or stage == "prescribed"):
        return
    value = Visits(
        service=mention.service,
        count=None if denied else (amount.value if amount else None),
        stage=stage,
        at_least=bool(amount and amount.bound in {"at least", "more than"}),
        body_parts=_parts(text, mention) or (parts_of_note(prose) if stage == "completed" else ()),
        in_year=None if between else year_of(text),
        preoperative=PREOPERATIVE.search(text) is not None,
        other_injury=of_another_injury(told),
        **between,
    )
    on = clause_day(prose, start + first)
    source = prose.source(start, start + len(text))
    status: FactStatus = "denied" if denied else "documented"
    yield Fact(status=status, value=value, source=source, on=on)
    if not denied and amount is not None and amount.out_of:
        allowed = value.model_copy(update={"count": amount.out_of, "stage": _whole(text, stage)})
        yield Fact(status="documented", value=allowed, source=source, on=on)


def _whole(text: str, stage: VisitStage) -> VisitStage:
    """What the twelve of "6 of 12" were: asked for where six were certified, else authorised."""
    return "prescribed" if stage == "authorised" and _CERTIFIES.search(text) else "authorised"


def _parts(text: str, mention: ServiceMention) -> tuple[str, ...]:
    """The parts of the body that the visits were for, where the words behind the service say."""
    stop = next((at for at in range(mention.span.end, len(text)) if text[at] in ".;"), len(text))
    return body_parts_of(text[mention.span.start : stop])


def _untold(text: str, stage: VisitStage, amount: Amount | None) -> bool:
    """Whether the words tell nothing of the worker's visits: a guideline's, an open condition."""
    guideline = OF_GUIDELINES.search(_clause(text, amount.span.start if amount else 0))
    if stage != "completed":
        return (stage == "mentioned" and amount is None) or guideline is not None
    if _CONDITION.search(text) or _SUPPORTED.search(text):
        return True
    if guideline is None and not _ALLOWS.search(text):
        return False
    return guideline is not None and not _ATTENDS.search(text)


def _clause(text: str, at: int) -> str:
    """The part between semicolons in which `at` stands."""
    end = text.find(";", at)
    return text[text.rfind(";", 0, at) + 1 : end if end >= 0 else len(text)]


def _is_title(told: Told) -> bool:
    """Whether a therapy note names itself there: "Physical Therapy Attendance Log"."""
    return told.prose.part.kind == "therapy_note" and told.start < _HEAD


def _certified(text: str, amount: Amount) -> bool:
    """Whether utilization review allowed that number: "modified to certify 4 visits"."""
    found = _CERTIFIES.search(text, max(amount.span.start - FARTHEST, 0), amount.span.start)
    return found is not None
