"""Criteria of an opioid besides relief and function: the dose on record, and drug tests."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.case_file import CaseFile
from assistant.drafting.assessment import Assessment
from assistant.drafting.documented import look, proses_of, quotation, quoted, recorded
from assistant.drafting.models import Criterion
from assistant.drafting.supports import from_limit, from_source
from assistant.drafting.wording import count
from assistant.text.patterns import expression

_DOSE = expression(
    r"\b(?P<low>\d{2,4}) ?(?:mg|milligrams?)?(?: of)? (?:morphine|MEDD?|MME)\b"
    r"|\b(?:MEDD?|MME|morphine equivalents?(?: dose)?)(?: \w+){0,2} (?P<high>\d{2,4})\b",
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
    seen = look(_INCONSISTENT, proses_of(case))
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
