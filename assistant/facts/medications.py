"""Medications: what is taken, what is asked for, what was stopped, with strength and use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.facts.finding import by_date, clause_day, denied_before
from assistant.facts.models import Fact, Medication, MedicationUse
from assistant.facts.prose import Prose
from assistant.facts.sought import Sought
from assistant.quantities import Request, read_request
from assistant.terms import Drug, find_drugs
from assistant.text.patterns import expression

_ASKED_FOR = frozenset({"ur_decision", "request_for_authorization", "imr_application"})
_USE = Sought(
    r"\b(?P<stopped>discontinu\w*|(?:stop(?:ped|s)?|quit|ceased)(?: (?:taking|using))?"
    r"|d/c(?:['’]?d)?|no longer (?:tak|us)(?:es|ing)"
    r"|weaned off|tapered off|wean(?:ed|ing)?|failed|unable to tolerate|intoleran\w+"
    r"|previously (?:tried|took|taken)|tried|trialed|was taken off|in the past)\b"
    r"|\b(?P<requested>request(?:s|ed|ing)?|authori[sz]\w+|rfa|certif\w+|non-?certif\w+|denied"
    r"|denial)\b"
    r"|\b(?P<current>tak(?:es|ing|en)|us(?:es|ing)|continu(?:e[sd]?|ing)|prescri\w+|refill\w*"
    r"|renew\w*"
    r"|currently on|is on|was on|remains on|maintained on|current(?:ly)? medications?|medications?"
    r"|meds|started|start(?:ed)? on|dispens\w+|given|rx|manag\w+ with|relie\w+ with|tolerat\w+"
    r"|helps?)\b",
    re.IGNORECASE,
)
_LABEL = Sought(r"medication|\bmeds\b|\brx\b|prescri|treatment plan|\bplan\b", re.IGNORECASE)
_PAST = Sought(
    r"not taking|discontinued|stopped|^(?:previous|prior|past|failed|tried)$"
    r"|(?:past|previous|prior|former|failed|tried) med",
    re.IGNORECASE,
)
"""Labels of lists of what is no longer taken."""
_ALLERGY = Sought(r"\ballerg\w*|\badverse|\bNKDA\b", re.IGNORECASE)
_NOT_TAKEN = Sought(
    r"\b(?:guidelines?|MTUS|ODG|ACOEM|FDA|drug screen|urine|UDS|tested?|positive)\b"
)
_DOSE = expression(
    r"(?:one|two|half|a|1|2|1/2)(?:[- ](?:to )?(?:two|2))? (?:tab|cap)(?:let|sule)?s?",
    re.IGNORECASE,
)
_HOW_OFTEN = expression(
    r"\b(?:(?:at|before|every|each) (?:bed ?time|night|morning)"
    r"|q ?\d{1,2}(?: ?- ?\d{1,2})? ?h(?:rs?|ours?)?"
    r"|every \w+(?:[- ]to[- ]\w+)? hours|q\.?h\.?s|h\.?s|q\.?d|b\.?i\.?d|t\.?i\.?d|q\.?i\.?d"
    r"|nightly"
    r"|(?:once|twice|three times|four times) (?:a day|daily|per day)|daily|prn|as needed"
    r"|every other day)\b(?: (?:prn|as needed|only))*",
    re.IGNORECASE,
)
_NUMBER_BEHIND = expression(r"\s\d+$")
_ON_SKIN = expression(
    r"\b(?:cream|gel|ointment|patch(?:es)?|lotion|solution|drops?)\b", re.IGNORECASE
)
_APPLIED = expression(r"\bapply\b[^;.\n]{3,80}", re.IGNORECASE)
_BREAK = expression(r"[,;] (?:and )?| and |\. ")


def read_medications(proses: Sequence[Prose]) -> tuple[Fact[Medication], ...]:
    """Every drug that is taken, asked for or stopped, oldest first, once a document.

    Allergies, drug screens and what a guideline says of a drug are passed over; "denies taking
    ibuprofen" is given as denied. A class ("opioids") is no drug.
    """
    found: list[Fact[Medication]] = []
    for prose in proses:
        seen: set[tuple[object, ...]] = set()
        allergies = _ALLERGY.starts(prose)
        for start, end in prose.sentences():
            text = prose.text[start:end].rstrip()
            if (start in allergies and _ALLERGY.search(text)) or _ALLERGY.told(prose.label(start)):
                continue
            for fact in _of_sentence(prose, start, text):
                value = fact.value
                own = (fact.status, value.generic, value.strength, value.use) if value else ()
                if own not in seen:
                    seen.add(own)
                    found.append(fact)
    return by_date(found)


def _of_sentence(prose: Prose, start: int, text: str) -> Iterator[Fact[Medication]]:
    drugs = find_drugs(text)
    if not drugs or _NOT_TAKEN.search(text):
        return
    label = prose.label(start)
    for index, drug in enumerate(drugs):
        low, high = _segment(text, drugs, index)
        request = read_request(text[low:high]).request
        numbers = bool(request.strength or request.dosing)
        use = _use(prose, text, drug, label, numbers=numbers, end=high)
        if use is None:
            continue
        denied = denied_before(text, 0, drug.span.start) and use != "stopped"
        if denied and use == "requested":
            continue
        yield Fact(
            status="denied" if denied else "documented",
            value=Medication(
                drug=_name(drug),
                generic=_generic(drug, request),
                service=drug.service,
                use=use,
                strength=_strength(request, drug, text),
                **_taken(request, text[low:high]),
            ),
            source=prose.source(start, start + len(text)),
            on=clause_day(prose, start + drug.span.start),
        )


def _name(drug: Drug) -> str:
    """The name as the record has it, without a strength that belongs to no name."""
    return _NUMBER_BEHIND.sub("", drug.name)


def _generic(drug: Drug, request: Request) -> str:
    """The generic name; "hydrocodone" with one strength is told without a second ingredient."""
    alone = drug.name.lower() == "hydrocodone" and "/" not in (request.strength or "")
    return "hydrocodone" if alone else drug.generic


def _strength(request: Request, drug: Drug, text: str) -> str | None:
    """The strength; a percentage is one of what is put on the skin, else it tells of relief."""
    if request.strength and request.strength.endswith("%"):
        applied = drug.service in {"topical", "compound"} or _ON_SKIN.search(text)
        return request.strength if applied else None
    if request.strength is None:
        behind = _BEHIND_NAME.match(text, drug.span.end)
        return behind["strength"] if behind else None
    return request.strength


_BEHIND_NAME = expression(
    r" (?P<strength>\d{1,4}(?:\.\d{1,3})?(?: ?[/-] ?\d{1,4}(?:\.\d{1,3})?)? ?(?:mg|mcg|meq)\b)",
    re.IGNORECASE,
)


def _taken(request: Request, text: str) -> dict[str, str | None]:
    """How it is taken and how many are supplied: "one tablet" before "daily" is a dose."""
    quantity, dosing = request.quantity, request.dosing
    if dosing is None and (told := _HOW_OFTEN.search(text)):
        dosing = told.group()
    if dosing and dosing.lower() == "apply" and (applied := _APPLIED.search(text)):
        inside = quantity is not None and quantity in applied.group()
        return {"dosing": applied.group().rstrip(), "quantity": None if inside else quantity}
    if quantity and dosing and _DOSE.fullmatch(quantity):
        return {"dosing": f"{quantity} {dosing}"}
    return {"dosing": dosing, "quantity": quantity}


def _segment(text: str, drugs: Sequence[Drug], index: int) -> tuple[int, int]:
    """From the name of a drug to the separator before the next."""
    start = drugs[index].span.start
    if index + 1 == len(drugs):
        return start, len(text)
    end = drugs[index + 1].span.start
    gaps = list(_BREAK.finditer(text, drugs[index].span.end, end))
    return start, gaps[-1].start() if gaps else end


def _use(
    prose: Prose, text: str, drug: Drug, label: str, *, numbers: bool, end: int
) -> MedicationUse | None:
    """The last word of use before the drug, else the first behind it, else what its place says.

    Words behind `end`, where the next drug begins, count only if nothing else tells the use.
    """
    if prose.part.kind in _ASKED_FOR:
        return "requested"
    use: MedicationUse | None = None
    for word in _USE.finditer(text):
        kind: MedicationUse = "stopped"
        if word.lastgroup in {"current", "requested"}:
            kind = "current" if word.lastgroup == "current" else "requested"
        if word.start() > drug.span.start:
            if use is not None and word.start() >= end:
                return use
            # "Norco was discontinued" tells more than the "medications" that open a sentence
            return kind if use is None or (kind == "stopped" and use == "current") else use
        use = kind
    if use is None and _PAST.told(label):
        return "stopped"
    if use is None and (_LABEL.told(label) or numbers):
        return "current"
    return use
