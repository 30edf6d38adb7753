"""Visits of earlier care by service, with completed, authorised and prescribed ones told apart.

The last word of the sentence that tells a stage ("completed", "authorized", "requested") before the
service decides, else the first behind it. A count belongs to the service that stands nearest to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import cast

from assistant.facts.finding import OF_GUIDELINES, by_date, clause_day, denied_before
from assistant.facts.models import Fact, FactStatus, Source, Visits, VisitStage
from assistant.facts.prose import Prose
from assistant.letters.dates import PATTERN, read_date
from assistant.quantities import Amount, find_amounts, read_request
from assistant.terms import Service, ServiceMention, find_services
from assistant.text import Span
from assistant.text.patterns import expression

VISIT_SERVICES: frozenset[Service] = frozenset(
    {
        "physical_therapy",
        "occupational_therapy",
        "chiropractic",
        "acupuncture",
        "massage",
        "aquatic",
        "work_conditioning",
        "modality",
        "home_health",
        "psych",
        "biofeedback",
        "functional_restoration",
    }
)
"""Services that are counted in visits."""

_STAGE = expression(
    r"\b(?P<prescribed>(?:request\w*|seek\w*|sought|ask\w*)(?: for)?(?: an?)? authori[sz]ation"
    r"|authori[sz]ation(?: is| was| has been)? (?:requested|sought)"
    r"|requests?(?: (?:was|were|has been|have been))?(?: received)?"
    r"|requested|requesting|rfa|prescri\w+|order(?:s|ed)?|recommend\w*"
    r"|refer(?:red|ral|s)?|plan|treatment plan|seeks?|sought|den(?:y|ied|ial)|non-? ?certif\w+"
    r"|additional|further|more|proposed?|needs?|would|start|initiate|arranged|should)\b"
    r"|\b(?P<authorised>authori[sz]\w+|approv\w+|certified|scheduled|allowed)\b"
    r"|\b(?P<completed>completed?|attended|attending|attendance"
    r"|(?<!been )(?<!was )(?<!were )receiv(?:ed|ing)|underw\w+|undergone"
    r"|gone|went|has had|had had|have had|had|treated with|treatments?(?: and [\w ]{3,30})? to date"
    r"|treatments? (?:rendered|has|have|had)|prior(?! authori)|previous(?:ly)?|past|to date"
    r"|thus far|so far|done|finished|ended|concluded|took place|after"
    r"|following|status[ -]post|trial of|course(?: of)?"
    r"|participat\w+"
    r"|discharged from)\b",
    re.IGNORECASE,
)
_OF_RESULTS = expression(
    r"\b(?:result|report|improve|benefit|relief|functional|objective|effect|response|gain)",
    re.IGNORECASE,
)
_CONDITION = expression(r"\b(?:if|whether|unless|unclear|unknown|may|assuming)\b", re.IGNORECASE)
_RANGE = expression(
    rf"\b(?:from|between|beginning|starting)(?: on)? (?P<first>{PATTERN})"
    rf" ?(?:to|and|through|until|thru|-|–)(?: on)? ?(?P<last>{PATTERN})"
    rf"|\bsince (?P<since>{PATTERN})|\b(?:through|until|thru|as of) (?P<until>{PATTERN})"
)
_CERTIFIES = expression(
    r"(?<!non-)(?<!non)(?<!not )\b(?:certify|certifying|approv\w+|authori[sz]\w+|modified to"
    r"|allow\w*)\b[^.;\n]*$",
    re.IGNORECASE,
)
_TIMES = expression(
    r"(?: (?:visits?|sessions?|treatments?))?[ ]?[x×][ ]?(\d{1,2})"
    r"(?![\d/x×]|[ ]?(?:weeks?|wks?|months?|mos?|days?|years?|yrs?|hours?|minutes?)\b)",
    re.IGNORECASE,
)
_FREQUENCY = expression(r"[ :(]{0,3}\d{1,2}(?:-\d)? ?(?:x|×|times|/)", re.IGNORECASE)
_LIST = expression(r"\b(?:plan|request|recommend|authori[sz]|rx|prescription)", re.IGNORECASE)
_SPELT = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
          "eleven", "twelve")  # fmt: skip
_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(_SPELT)})"
_ATTENDED = expression(
    rf"\b(?:complet|attend|receiv|us|finish)ed (?:only )?(?P<done>{_NUMBER})"
    r"(?: (?:of (?:them|these|those|which)|so far|to date))?(?=\s?[.,;]|$)"
    rf"|(?<![\d/.-])\b(?P<were>{_NUMBER}) (?:of (?:them|these|those|which) )?"
    r"(?:was|were|(?:have|has|had) been) (?:completed|attended|used)\b",
    re.IGNORECASE,
)
_FARTHEST = 60
_HEAD = 300
_COUNTED = expression(r"\s?(?:x|times|visits?|sessions?|treatments?|\d|#)", re.IGNORECASE)
_NUMBER_BEFORE = expression(r"(?<![\d/.-])(\d{1,2}) $")
_UNIT_BEHIND = expression(r"[^.;,\n]{0,30}\b(?:visits?|sessions?|treatments?|appointments?)\b")


def read_visits(proses: Sequence[Prose]) -> tuple[Fact[Visits], ...]:
    """Every mention of visits, oldest first; "no physical therapy to date" is given as denied."""
    found: list[Fact[Visits]] = []
    for prose in proses:
        for start, end in prose.sentences():
            found += _of_sentence(prose, start, end)
    return by_date(found)


def therapy_mentions(text: str) -> list[ServiceMention]:
    """The services counted in visits that `text` names.

    "Pt" is the patient unless a count follows; a home exercise programme is no visit.
    """
    return [
        mention
        for mention in find_services(text)
        if mention.service in VISIT_SERVICES
        and not mention.weak
        and "exercise" not in mention.words.lower()
        and not (mention.words in {"Pt", "pt"} and not _COUNTED.match(text, mention.span.end))
    ]


def stage_at(text: str, end: int, label: str = "") -> VisitStage:
    """The stage that the sentence `text` tells of the words that stop at `end`."""
    stage: VisitStage = "prescribed" if _LIST.search(label) else "mentioned"
    for word in _STAGE.finditer(text):
        if word.start() >= end:
            return cast(VisitStage, word.lastgroup) if stage == "mentioned" else stage
        stage = cast(VisitStage, word.lastgroup)
    return stage


def _of_sentence(prose: Prose, start: int, end: int) -> Iterator[Fact[Visits]]:
    text = prose.text[start:end].rstrip()
    mentions = therapy_mentions(text)
    if not mentions:
        return
    amounts = [amount for amount in find_amounts(text) if amount.unit == "visits"]
    counted = _assign(mentions, amounts) | _parted(text, mentions, amounts)
    source = prose.source(start, start + len(text))
    seen: set[Service] = set()
    for index, mention in enumerate(mentions):
        stage = stage_at(text, mention.span.end, prose.label(start))
        amount = counted.get(index) or _multiplied(text, mentions, index)
        if amount is None and (mention.service in seen or _is_title(prose, start)):
            continue
        seen.add(mention.service)
        if _untold(text, stage, counted=amount is not None):
            continue
        first = min(mention.span.start, amount.extent.start) if amount else mention.span.start
        denied = denied_before(text, 0, first)
        if denied and (_OF_RESULTS.search(text, 0, first) or stage == "prescribed"):
            continue
        value = Visits(
            service=mention.service,
            count=None if denied else (amount.value if amount else None),
            stage=stage,
            at_least=bool(amount and amount.bound in {"at least", "more than"}),
            **_between(text, mention.span.end),
        )
        on = clause_day(prose, start + first)
        status: FactStatus = "denied" if denied else "documented"
        yield Fact(status=status, value=value, source=source, on=on)
        if denied:
            continue
        wholes = [amount.out_of] if amount and amount.out_of else []
        if len({one.service for one in mentions}) == 1:
            wholes += [one.value for one in amounts if one is not amount and _certified(text, one)]
            yield from _of_them(text, value, source, on)
        for whole in wholes:
            allowed = value.model_copy(update={"count": whole, "stage": "authorised"})
            yield Fact(status="documented", value=allowed, source=source, on=on)


def _of_them(text: str, told: Visits, source: Source, on: date | None) -> Iterator[Fact[Visits]]:
    """Visits that were attended of those told before: "8 approved; he has completed 3 of them"."""
    for found in () if told.stage == "completed" else _ATTENDED.finditer(text):
        words = (found["done"] or found["were"]).lower()
        count = float(words) if words.isdigit() else float(_SPELT.index(words))
        if count and not denied_before(text, 0, found.start()):
            value = told.model_copy(update={"count": (count, count), "stage": "completed"})
            yield Fact(status="documented", value=value, source=source, on=on)


def _untold(text: str, stage: VisitStage, *, counted: bool) -> bool:
    """Whether the words tell nothing of the worker's visits: a guideline's, an open condition."""
    if stage != "completed":
        return (stage == "mentioned" and not counted) or OF_GUIDELINES.search(text) is not None
    return _CONDITION.search(text) is not None


def _is_title(prose: Prose, start: int) -> bool:
    """Whether a therapy note names itself there: "Physical Therapy Attendance Log"."""
    return prose.part.kind == "therapy_note" and start < _HEAD


def _certified(text: str, amount: Amount) -> bool:
    """Whether utilization review allowed that number: "modified to certify 4 visits"."""
    found = _CERTIFIES.search(text, max(amount.span.start - _FARTHEST, 0), amount.span.start)
    return found is not None


def _multiplied(text: str, mentions: Sequence[ServiceMention], index: int) -> Amount | None:
    """The count of "PT x 6", or the product of "PT 2x6" and "chiro 2x/wk x 4 wks"."""
    start = mentions[index].span.end
    end = mentions[index + 1].span.start if index + 1 < len(mentions) else len(text)
    times = _TIMES.match(text, start, end)
    if times is not None:
        count = float(times.group(1))
        span = Span(*times.span(1))
        return Amount(value=(count, count), unit="visits", span=span, extent=span)
    frequency = _FREQUENCY.match(text, start, end)
    if frequency is None:
        return None
    visits = read_request(text[mentions[index].span.start : end]).request.visits
    span = Span(*frequency.span())
    return Amount(value=visits, unit="visits", span=span, extent=span) if visits else None


def _between(text: str, at: int) -> dict[str, date]:
    """The days between which the visits were, as the words behind the service say."""
    found = _RANGE.search(text, at)
    if found is None:
        return {}
    days = {"first": found["first"] or found["since"], "last": found["last"] or found["until"]}
    return {name: day for name, words in days.items() if words and (day := read_date(words))}


def _assign(mentions: list[ServiceMention], amounts: list[Amount]) -> dict[int, Amount]:
    """Each amount to the nearest mention, at most one to a mention."""
    assigned: dict[int, Amount] = {}
    for amount in amounts:
        gaps = [
            max(mention.span.start - amount.span.end, amount.span.start - mention.span.end, 0)
            for mention in mentions
        ]
        nearest = min(range(len(mentions)), key=gaps.__getitem__)
        if gaps[nearest] <= _FARTHEST and nearest not in assigned:
            assigned[nearest] = amount
    return assigned


def _parted(text: str, mentions: list[ServiceMention], amounts: list[Amount]) -> dict[int, Amount]:
    """Counts that the name of the service parts from their unit: "6 PT (physical) sessions"."""
    if amounts:
        return {}
    found: dict[int, Amount] = {}
    for index, mention in enumerate(mentions):
        number = _NUMBER_BEFORE.search(text, max(mention.span.start - 5, 0), mention.span.start)
        unit = _UNIT_BEHIND.match(text, mention.span.end)
        if number and unit:
            count = float(number.group(1))
            span = Span(number.start(1), mention.span.end)
            found[index] = Amount(value=(count, count), unit="visits", span=span, extent=span)
    return found
