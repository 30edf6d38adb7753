"""Criteria of a drug that follow from facts: length of use, what else is taken, ingredients."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.case_file import CaseFile
from assistant.drafting.assessment import Assessment, clinical
from assistant.drafting.documented import generics, quoted, recorded
from assistant.drafting.lengths import SHORT_TERM, told_length
from assistant.drafting.models import Criterion, Support
from assistant.drafting.requirements import relevant_passages
from assistant.drafting.supports import (
    absent,
    from_case,
    from_facts,
    from_limit,
    from_passage,
    from_source,
)
from assistant.drafting.wording import count, day, listed, number
from assistant.facts import CaseFacts, Fact, Medication
from assistant.guidelines import Limit, Passage, library
from assistant.guidelines import limit as limit_of
from assistant.terms import Drug, find_drugs
from assistant.text.patterns import expression

_DAYS = {"days": 1.0, "weeks": 7.0, "months": 30.44}

_LIDOCAINE_FORM = expression(r"\bpatch(?:es)?\b|\blidoderm\b", re.IGNORECASE)
_AGED = 65
"""Years above which the section counts age as a risk of gastrointestinal events."""


def medicine_rows(item: Assessment, case: CaseFile, facts: CaseFacts) -> Iterator[Criterion]:
    """The rows that the drug of `item` has besides what its passages ask."""
    drugs = find_drugs(item.item.title)
    if item.service in SHORT_TERM:
        yield from _length_of_use(item, case, facts, drugs)
    if item.service in {"compound", "topical"}:
        yield from _ingredients(item, drugs)
    if item.service == "ppi":
        yield from _beside_anti_inflammatory(item, case, facts)
    if item.service == "ppi":
        yield from _age(item, facts)


def _length_of_use(
    item: Assessment, case: CaseFile, facts: CaseFacts, drugs: tuple[Drug, ...]
) -> Iterator[Criterion]:
    limit = _bound(item)
    if limit is None or not drugs:
        return
    most = limit.value[1] * _DAYS[limit.unit]
    asks = f"use for no longer than {count((limit.value[1], limit.value[1]), limit.unit)}"
    asked = generics(item.item.title)
    decides = limit.verification in {"official", "corroborated", "reported"}
    taken = [
        fact
        for fact in clinical(facts.medications)
        if fact.status == "documented"
        and fact.value
        and asked & {*fact.value.generic.split("/")}
        and fact.value.use == "current"
    ]
    told = told_length(case, asked, most, item.rule.day)
    first, last = _between(taken)
    finding = "length of use: not documented"
    supports: tuple[Support, ...] = ()
    if first and last and first.on and last.on and (last.on - first.on).days > most:
        finding = (
            f"the drug is recorded as taken on {day(first.on)} and again on {day(last.on)}, "
            f"longer than {count((limit.value[1], limit.value[1]), limit.unit)}"
        )
        supports = from_facts((first, last))
    elif told is not None:
        finding = f'{recorded(told)} records the length of use: "{quoted(told)}"'
        supports = (from_source(told),)
    elif (days := _supplied(item)) is not None and days > most:
        finding = f"the supply asked for lasts {days:.0f} days as it is to be taken"
        supports = (from_case(f"disputed_items[{item.number - 1}].title", item.item.title),)
    yield Criterion(
        name="length of use",
        asks=asks,
        verdict="not met" if supports else "not documented",
        decisive=decides and bool(supports),
        finding=finding,
        answer="when the drug was started, and for how long it is to be taken",
        supports=(from_limit(limit), *(supports or (absent(case, "length of use"),))),
    )


def _bound(item: Assessment) -> Limit | None:
    own = [limit_of(key) for one in relevant_passages(item) for key in one.limit_ids]
    found = [*own, item.rule.governs, *item.rule.others]
    for limit in found:
        if limit is not None and limit.metric == "duration" and limit.unit in _DAYS:
            return limit
    return None


def _between(
    taken: list[Fact[Medication]],
) -> tuple[Fact[Medication] | None, Fact[Medication] | None]:
    dated = [fact for fact in taken if fact.on is not None]
    return (dated[0], dated[-1]) if dated else (None, None)


_A_DAY = (
    (r"\bq(?:id|\.i\.d)\b|four times|every 6 hours|q ?6 ?h", 4),
    (r"\bt\.?i\.?d\b|three times|every 8 hours|q ?8 ?h", 3),
    (r"\bb\.?i\.?d\b|twice|two times|every 12 hours|q ?12 ?h", 2),
    (r"\bq\.?h\.?s\b|bedtime|nightly|once|\bq\.?d\b|\bdaily\b", 1),
)


def _supplied(item: Assessment) -> float | None:
    """Days that the count of the request lasts, where the request says how it is taken."""
    asked = item.asked
    if not asked.count or not asked.dosing or re.search(r"\b[2-9]\b|two", asked.dosing):
        return None
    for words, times in _A_DAY:
        if re.search(words, asked.dosing, re.IGNORECASE):
            return float(asked.count) / times
    return None


def _ingredients(item: Assessment, drugs: tuple[Drug, ...]) -> Iterator[Criterion]:
    """One drug or class that is not recommended makes the whole product not recommended."""
    sources = [
        one
        for one in (library().passages(item.rule.edition) if item.rule.edition else ())
        if {"topical", "compound"} & {*one.services}
    ]
    title = from_case(f"disputed_items[{item.number - 1}].title", item.item.title)
    patch = _LIDOCAINE_FORM.search(item.item.title) is not None
    against: dict[str, Passage] = {}
    for drug in drugs:
        for passage in sources:
            if _not_for_skin(drug, patch, passage):
                against.setdefault(drug.name.lower(), passage)
    if against:
        names = list(against)
        are = "is" if len(names) == 1 else "are"
        yield Criterion(
            name="ingredients",
            asks="no ingredient that is not recommended on the skin",
            verdict="not met",
            finding=f"of the ingredients, {listed(names)} {are} not recommended on the skin",
            answer="a product without that ingredient",
            supports=(title, *(from_passage(one) for one in against.values())),
        )
    elif item.service == "compound" and not drugs:
        yield Criterion(
            name="ingredients",
            asks="a list of the ingredients with their strengths",
            verdict="not documented",
            finding="the request names no ingredient",
            answer="the list of ingredients with their strengths",
            supports=(title,),
        )


def _not_for_skin(drug: Drug, patch: bool, passage: Passage) -> bool:
    """Whether `passage` says by name or class that `drug` is not recommended as a topical."""
    text = " ".join(passage.text.split()).lower()
    if drug.generic == "lidocaine":
        return not patch and "creams, lotions and gels" in text
    if drug.service == "muscle_relaxant":
        return "muscle relaxants" in text and "not recommended" in text and "topical" in text
    named = rf"\b{re.escape(drug.generic)}\b[^.;]{{0,90}}\bnot (?:recommended|approved)"
    return re.search(named, text) is not None


def _beside_anti_inflammatory(
    item: Assessment, case: CaseFile, facts: CaseFacts
) -> Iterator[Criterion]:
    taken = [
        fact
        for fact in clinical(facts.medications)
        if fact.status == "documented"
        and fact.value
        and fact.value.service == "nsaid"
        and fact.value.use != "stopped"
    ]
    source = next(
        (one for one in item.passages if one.section.lower().startswith(("proton", "nsaid"))), None
    )
    own: tuple[Support, ...] = (from_passage(source),) if source else ()
    if taken and taken[-1].value and taken[-1].source:
        yield Criterion(
            name="an anti-inflammatory drug beside it",
            asks="an anti-inflammatory drug that the stomach is to be protected from",
            verdict="met",
            decisive=source is not None and source.verification != "unverified",
            finding=f"{recorded(taken[-1].source)} records {taken[-1].value.drug}, "
            "an anti-inflammatory drug",
            supports=(*own, *from_facts(taken[-1:])),
        )
        return
    yield Criterion(
        name="an anti-inflammatory drug beside it",
        asks="an anti-inflammatory drug that the stomach is to be protected from",
        verdict="not documented",
        decisive=False,
        finding="an anti-inflammatory drug beside it: not documented",
        answer="which anti-inflammatory drug is taken, at what dose",
        supports=(*own, absent(case, "an anti-inflammatory drug")),
    )


def _age(item: Assessment, facts: CaseFacts) -> Iterator[Criterion]:
    """Age as a risk of gastrointestinal events, where the section names it and it is passed."""
    years = facts.age.value
    if years is None or years <= _AGED:
        return
    for passage in item.passages:
        if f"over {_AGED}" in " ".join(passage.text.split()):
            yield Criterion(
                name="age as a risk",
                asks=f"risk of gastrointestinal events: age over {number((_AGED, _AGED))}",
                verdict="met" if item.service == "ppi" else "not met",
                decisive=False,
                finding=f"the patient is {years} years old, an age that counts as a risk",
                answer="" if item.service == "ppi" else "how the risk of that age is met",
                supports=(from_passage(passage), *from_facts((facts.age,))),
            )
            return
