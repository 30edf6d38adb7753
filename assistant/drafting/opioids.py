"""Criteria of an opioid besides relief and function: the dose on record, and drug tests."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.case_file import CaseFile
from assistant.drafting.assessment import Assessment
from assistant.drafting.documentation import documented, evidence
from assistant.drafting.documented import (
    generics,
    look,
    proses_of,
    quotation,
    quoted,
    recorded,
)
from assistant.drafting.models import Criterion
from assistant.drafting.supports import from_limit, from_source
from assistant.drafting.wording import count, number
from assistant.terms import find_drugs
from assistant.text.patterns import expression

_DOSE = expression(
    r"\b(?P<low>\d{2,4}) ?(?:mg|milligrams?)?(?: of)? (?:morphine|MEDD?|MME)\b"
    r"|\b(?:MEDD?|MME|morphine equivalents?(?: dose)?)(?: \w+){0,2} (?P<high>\d{2,4})\b",
    re.IGNORECASE,
)
_ADVERSE = "adverse effects of the drug"
_STRONGER = "oxycodone"
_AS_MORPHINE = frozenset({"hydrocodone/acetaminophen", "hydrocodone", "morphine", _STRONGER})
_STRENGTH = expression(r"\b(?P<mg>\d{1,3}(?:\.\d)?)(?: ?mg|/\d{3})", re.IGNORECASE)
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8}
_TIMES = expression(
    r"\b(?P<times>[2-9]|two|three|four|five|six|eight) ?(?:x|times|tablets?|tabs?|pills?)"
    r" ?(?:a|per|/|each|every|in a) ?day\b",
    re.IGNORECASE,
)
_INCONSISTENT = expression(
    r"\binconsistent\b|\bnot consistent\b|\b(?:no one|nobody|not) (?:\w+ ){0,2}prescribe[sd]?\b"
    r"|\b(?:unexpected|aberrant) (?:result|finding|behavio)\w*|\bnon-?prescribed\b",
    re.IGNORECASE,
)


def opioid_rows(item: Assessment, case: CaseFile) -> Iterator[Criterion]:
    """The dose beside the threshold of the section, and a test that does not fit."""
    if item.service != "opioid":
        return
    yield from _dose(item, case)
    yield from _daily(item, case)
    proses = proses_of(case)
    noted = documented(evidence(_ADVERSE), proses, generics(item.item.title) or None)
    if noted is not None:
        yield Criterion(
            name=_ADVERSE,
            asks=evidence(_ADVERSE).asks,
            verdict="met",
            decisive=False,
            finding=f"{recorded(noted.source)} records {evidence(_ADVERSE).told}: "
            f'"{quoted(noted.source)}"',
            supports=(from_source(noted.source),),
        )
    seen = look(_INCONSISTENT, proses)
    if seen is not None and not seen.denied:
        yield Criterion(
            name="consistent monitoring",
            asks="drug tests and behaviour that fit the prescription",
            verdict="not met",
            decisive=False,
            finding=f"{recorded(seen.source)} records monitoring that does not fit: "
            f'"{quoted(seen.source)}"',
            answer="what was found, and what was done about it",
            supports=(from_source(seen.source),),
        )


def _daily(item: Assessment, case: CaseFile) -> Iterator[Criterion]:
    """The dose a day of the drug itself, where a record says how often it is taken.

    One milligram of hydrocodone or morphine counts as one of morphine, one of oxycodone as more.
    """
    found = [item.rule.governs, *item.rule.others]
    limit = next((one for one in found if one is not None and one.metric == "dose"), None)
    drug = next((one for one in find_drugs(item.item.title) if one.generic in _AS_MORPHINE), None)
    strength = _STRENGTH.search(item.item.title)
    if limit is None or drug is None or strength is None:
        return
    for prose in reversed(proses_of(case)):
        for said in _TIMES.finditer(prose.text):
            start, end = prose.sentence(said.start())
            named = [one.generic for one in find_drugs(prose.text[start : said.start()])]
            if not named or named[-1] != drug.generic:
                continue
            times = _COUNTS.get(said["times"].lower()) or int(said["times"])
            amount = times * float(strength["mg"])
            exactly = drug.generic != _STRONGER
            if not exactly and limit.admits(amount):
                continue
            source = quotation(prose, start, end, said.start(), said.end())
            within = exactly and limit.admits(amount)
            told = f"{times} times {strength['mg']} mg is {amount:g} mg"
            equal = "morphine equivalents a day" if exactly else "a day before any conversion"
            side = "within" if within else "beyond"
            yield Criterion(
                name="daily dose",
                asks=f"at most {count(limit.value, limit.unit)}",
                verdict="met" if within else "not met",
                decisive=False,
                finding=f"{recorded(source)} records how it is taken: "
                f'"{quoted(source)}"; {told} {equal}, {side} the {number(limit.value)} mg of the '
                "section",
                answer=""
                if within
                else "the dose of all opioids together, and a plan to reduce it",
                supports=(from_limit(limit), from_source(source)),
            )
            return


def _dose(item: Assessment, case: CaseFile) -> Iterator[Criterion]:
    found = [item.rule.governs, *item.rule.others]
    limit = next((one for one in found if one is not None and one.metric == "dose"), None)
    if limit is None or not limit.unit.startswith("mg morphine"):
        return
    for prose in proses_of(case):
        for said in _DOSE.finditer(prose.text):
            amount = float(said["low"] or said["high"])
            if limit.admits(amount):
                continue
            start, end = prose.sentence(said.start())
            source = quotation(prose, start, end, said.start(), said.end())
            yield Criterion(
                name="dose",
                asks=f"at most {count(limit.value, limit.unit)}",
                verdict="not met",
                decisive=False,
                finding=f'{recorded(source)} records a dose beyond that: "{quoted(source)}"',
                answer="the dose of all opioids together, and a plan to reduce it",
                supports=(from_limit(limit), from_source(source)),
            )
            return
