"""What a reviewer types to correct a fact, read as strictly as a record is.

Every kind takes "not documented" for a misreading: the fact is then struck. A day may follow, as
"8 completed on 2014-03-01".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from assistant.errors import InvalidField
from assistant.facts.diagnoses import diagnosis_of
from assistant.facts.models import (
    CareResult,
    Complaint,
    ExamFinding,
    Fact,
    FactStatus,
    FunctionNote,
    Imaging,
    Medication,
    Requested,
    Surgery,
    UrDecision,
    Visits,
    WorkStatus,
)
from assistant.facts.work_status import capacity_of
from assistant.letters.dates import read_date
from assistant.quantities import read_request
from assistant.terms import body_parts_of, find_drugs, find_services

_ON = re.compile(r"^(?P<value>.*?)(?:^| )on (?P<day>\d{4}-\d{2}-\d{2})$", re.DOTALL)
_RANGE = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d)?)(?:\s?(?:-|–|to)\s?(\d{1,3}(?:\.\d)?))?")
_STAGES = {"complet": "completed", "authori": "authorised", "request": "prescribed",
           "prescri": "prescribed"}  # fmt: skip


class Read(NamedTuple):
    """A correction as it was read: status, value, and the day where one was given."""

    status: FactStatus
    value: Any
    on: date | None


class _Refused(ValueError):
    """The words are no such value; the message says what would be."""


def read_value(kind: str, words: str, fact: Fact[Any]) -> Read:
    """What `words` say of a fact of `kind` (a field of `CaseFacts`), now read as `fact`.

    Raises:
        InvalidField: they say nothing of that kind; names what would.
    """
    text = " ".join(words.split())
    day = _ON.match(text)
    on = None
    if day is not None and (on := read_date(day["day"])) is None:
        raise InvalidField(fact.id, "value", "a date that a calendar has", day["day"])
    text = day["value"].strip() if day else text
    if text.lower() == "not documented":
        return Read("not documented", None, None)
    if text.lower() in {"denied", "none"} and kind not in _ONCE and kind != "ur_decisions":
        return Read("denied", fact.value, on or fact.on)
    if not text and on and fact.value is not None:
        return Read(fact.status, fact.value, on)
    try:
        value = _READERS[kind](text, fact.value)
    except _Refused as refused:
        raise InvalidField(fact.id, "value", f'{refused}, or "not documented"', words) from None
    return Read("documented", value, on or fact.on)


def _age(text: str, _: object) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 120:
        raise _Refused("years from 1 to 120")
    return int(text)


def _sex(text: str, _: object) -> str:
    for sex in ("male", "female"):
        if text.lower() in {sex, sex[0]}:
            return sex
    raise _Refused("male or female")


def _day(text: str, _: object) -> date:
    day = read_date(text) if re.fullmatch(r"[\d/.-]{6,10}", text) else None
    if day is None:
        raise _Refused("a date as 2014-03-01")
    return day


def _words(text: str, _: object) -> str:
    if not re.search(r"[A-Za-z]{2}", text):
        raise _Refused("words")
    return text


def _numbers(text: str) -> tuple[float, float] | None:
    found = _RANGE.search(text)
    return (float(found[1]), float(found[2] or found[1])) if found else None


def _visits(text: str, old: Visits | None) -> Visits:
    count = _numbers(text)
    low = text.lower()
    stage = next((stage for word, stage in _STAGES.items() if word in low), None)
    services = [one.service for one in find_services(text) if not one.weak]
    if (count is None and stage is None) or old is None:
        raise _Refused("a number of visits, as 8, 6-8 or 8 completed")
    update = {"count": count or old.count, "stage": stage or old.stage}
    return old.model_copy(update=update | ({"service": services[0]} if services else {}))


def _complaint(text: str, old: Complaint | None) -> Complaint:
    score = re.fullmatch(r"(\d{1,2}(?:\.\d)?)(?: ?- ?(\d{1,2}(?:\.\d)?))?(?: ?/ ?10)?", text)
    if score is None:
        return Complaint(text=_words(text, None), body_parts=body_parts_of(text))
    low, high = float(score[1]), float(score[2] or score[1])
    if not 0 <= low <= high <= 10 or old is None:
        raise _Refused("a score from 0 to 10, or words")
    return old.model_copy(update={"score": (low, high)})


def _finding(text: str, old: ExamFinding | None) -> ExamFinding:
    if old is not None and text.lower() in {"positive", "negative", "present"}:
        return old.model_copy(update={"result": text.lower(), "value": None})
    count = _numbers(text)
    parts = body_parts_of(text)
    if old is None or (count is None and not parts):
        raise _Refused("a number, positive, negative, present, or a part of the body")
    update: dict[str, Any] = {"value": count} if count else {}
    return old.model_copy(update=update | ({"body_part": parts[0]} if parts else {}))


def _medication(text: str, old: Medication | None) -> Medication:
    drugs = find_drugs(text)
    request = read_request(text).request
    use = next((one for one in ("stopped", "requested", "current") if one in text.lower()), None)
    if old is None or not (drugs or use or request.strength or request.dosing):
        raise _Refused("a drug with its strength and use, or current, requested, stopped")
    update: dict[str, Any] = {"use": use or old.use}
    if drugs:
        drug = drugs[0]
        update |= {"drug": drug.name, "generic": drug.generic, "service": drug.service}
    for name in ("strength", "dosing", "quantity"):
        update |= {name: told} if (told := getattr(request, name)) else {}
    return old.model_copy(update=update)


def _work(text: str, _: object) -> WorkStatus:
    capacity = capacity_of(text)
    if capacity is None:
        raise _Refused("a work status, as modified duty, off work, full duty, permanent")
    return WorkStatus(capacity=capacity, text=text)


def _result(text: str, old: CareResult | None) -> CareResult:
    if old is None or text.lower() not in {"improved", "not improved"}:
        raise _Refused("improved or not improved")
    return old.model_copy(update={"effect": text.lower()})


def _function(text: str, old: FunctionNote | None) -> FunctionNote:
    kind, _, rest = text.partition(":")
    if kind.lower() in {"goal", "improvement", "decline", "limitation"}:
        words = rest.strip() or (old.text if old else "")
        return FunctionNote.model_validate({"kind": kind.lower(), "text": words})
    if old is None:
        raise _Refused("goal, improvement, decline or limitation, then a colon and words")
    return old.model_copy(update={"text": _words(text, None)})


def _imaging(text: str, old: Imaging | None) -> Imaging:
    if old is None:
        raise _Refused("the result in words")
    return old.model_copy(update={"result": _words(text, None)})


def _surgery(text: str, _: object) -> Surgery:
    return Surgery(text=_words(text, None), body_parts=body_parts_of(text))


def _request(text: str, old: Requested | None) -> Requested:
    services = [one.service for one in find_services(text) if not one.weak]
    if old is None and not services:
        raise _Refused("a service with its quantities")
    service = services[0] if services else (old.service if old else "other")
    return Requested(
        service=service,
        request=read_request(text, service).request,
        body_parts=body_parts_of(text) or (old.body_parts if old else ()),
        text=text,
        rfa=old.rfa if old else None,
    )


def _review(text: str, old: UrDecision | None) -> UrDecision:
    outcome = text.lower()
    if old is None or outcome not in {"denied", "modified", "approved"}:
        raise _Refused("denied, modified or approved")
    return old.model_copy(update={"outcome": outcome})


_ONCE = ("age", "sex", "injury_date", "mechanism")
_READERS: dict[str, Callable[[str, Any], Any]] = {
    "age": _age,
    "sex": _sex,
    "injury_date": _day,
    "mechanism": _words,
    "requests": _request,
    "visits": _visits,
    "results": _result,
    "work_status": _work,
    "function": _function,
    "diagnoses": lambda text, _: diagnosis_of(_words(text, None)),
    "complaints": _complaint,
    "findings": _finding,
    "imaging": _imaging,
    "surgeries": _surgery,
    "medications": _medication,
    "ur_decisions": _review,
}
