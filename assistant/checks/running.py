"""Running the checks over one letter: no model, no search, the same answer every time.

Findings are ordered by place, then code. A claim is contradicted when any check refutes it,
confirmed when one confirms it and none refutes it, else unverified.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.checks.codes import CODES
from assistant.checks.house import HouseRules
from assistant.checks.models import (
    ClaimRecord,
    Counts,
    Finding,
    Report,
    Status,
    UnreadRecord,
    Waived,
    place,
)
from assistant.checks.rule import Confirmed, Context, Flaw, Rule, capped
from assistant.claims import Claim, kind_of, read_claims

if TYPE_CHECKING:
    from assistant.checks.records import Records
    from assistant.checks.waiving import Waiver
    from assistant.facts import CaseFacts
    from assistant.letters.models import Letter

_ALL = HouseRules()
_OF_WAIVERS = "WAI001"
_OF_RECORD = "REC"


def check(
    letter: Letter,
    *,
    record: str | os.PathLike[str] | None = None,
    as_of: date | None = None,
    house: HouseRules = _ALL,
    waivers: Sequence[Waiver] = (),
) -> Report:
    """Check one letter.

    `record` is a case folder or the folder of its records: with it the letter is compared with what
    they say. `as_of` overrides the decision date as the day whose guidelines govern. `house` says
    which checks run and how grave their findings are, `waivers` which findings are let stand.
    Raises `UnreadableFile` for a folder without readable records, and nothing else on a letter that
    `read_letter` returned.
    """
    claims = read_claims(letter)
    facts, records, unread = (
        _case(os.fspath(record), record_state(record)) if record is not None else (None, None, ())
    )
    context = Context(
        letter=letter,
        claims=claims,
        as_of=as_of or letter.dates.decision,
        facts=facts,
        records=records,
    )
    refuted: set[int] = set()
    confirmed: dict[int, str] = {}
    findings: list[Finding] = []
    for code, module in CODES.items():
        if code not in house.codes or (records is None and code.startswith(_OF_RECORD)):
            continue
        for verdict in module.check(context):
            if isinstance(verdict, Confirmed):
                confirmed.setdefault(id(verdict.claim), verdict.citation)
                continue
            findings.append(_finding(context, code, module.RULE, verdict, house))
            if verdict.contradicts is not None:
                refuted.add(id(verdict.contradicts))
    waived: list[Waived] = []
    if waivers:
        findings, waived, idle = _without_waived(findings, waivers, house)
        findings += _idle(replace(context, idle_waivers=idle), house)
    if house.ordinary_knowledge:
        findings = [one for one in findings if one.ordinary_knowledge]
        waived = [one for one in waived if one.finding.ordinary_knowledge]
    findings.sort(key=_place)
    waived.sort(key=lambda one: _place(one.finding))
    told = tuple(_told(context, claims.all(), refuted, confirmed))
    return Report(
        source=letter.source,
        findings=tuple(findings),
        waived=tuple(waived),
        unread_records=unread,
        claims=told,
        counts=_counts(findings, told, len(waived)),
    )


def _place(finding: Finding) -> tuple[int, int, str, str]:
    return (finding.span.start, finding.span.end, finding.code, finding.message)


def _without_waived(
    findings: list[Finding], waivers: Sequence[Waiver], house: HouseRules
) -> tuple[list[Finding], list[Waived], tuple[Waiver, ...]]:
    """The findings that stand, those waived, and the waivers of checks that ran that cover none."""
    kept: list[Finding] = []
    waived: list[Waived] = []
    used: set[int] = set()
    for finding in findings:
        index = next((at for at, one in enumerate(waivers) if one.covers(finding)), None)
        if index is None:
            kept.append(finding)
            continue
        used.add(index)
        by = waivers[index]
        waived.append(Waived(finding=finding, reason=by.reason, who=by.who, when=by.when))
    idle = tuple(
        one for at, one in enumerate(waivers) if at not in used and one.code in house.codes
    )
    return kept, waived, idle


def _idle(context: Context, house: HouseRules) -> list[Finding]:
    """What is said of waivers that cover nothing: the one check that needs the others' findings."""
    if _OF_WAIVERS not in house.codes:
        return []
    module = CODES[_OF_WAIVERS]
    return [
        _finding(context, _OF_WAIVERS, module.RULE, flaw, house) for flaw in module.check(context)
    ]


def record_state(record: str | os.PathLike[str]) -> int:
    """A number that changes when a file of the folder `record` does."""
    files = sorted(path for path in Path(record).rglob("*") if path.is_file())
    return hash(tuple((str(one), one.stat().st_mtime_ns) for one in files))


@lru_cache(maxsize=64)
def _case(folder: str, _state: int) -> tuple[CaseFacts, Records, tuple[UnreadRecord, ...]]:
    """The records in `folder`, read once while they stay: facts, words, and what was not read.

    Of a case folder the facts are those that the reviewer left; mere records have no reviewer.
    """
    from assistant.case_file import read_corrections, read_records  # noqa: PLC0415 - as below
    from assistant.checks.records import Records  # noqa: PLC0415 - only with a record
    from assistant.facts import known_facts, reviewed  # noqa: PLC0415 - only with a record

    records, unread = read_records(folder)
    unread_records = tuple(UnreadRecord(name=one.name, reason=one.reason) for one in unread)
    facts = reviewed(known_facts(records), read_corrections(Path(folder))).facts
    return facts, Records(records), unread_records


def _finding(context: Context, code: str, rule: Rule, flaw: Flaw, house: HouseRules) -> Finding:
    return Finding(
        code=code,
        name=rule.name,
        severity=capped(house.severity.get(code, rule.severity), flaw.severity),
        issue=flaw.issue,
        message=flaw.message,
        span=place(context.letter.document, flaw.span),
        related=flaw.related,
        expected=flaw.expected,
        found=flaw.found,
        citation=flaw.citation or rule.authority,
        help=flaw.help or f"see `imr rule {code}`",
        ordinary_knowledge=rule.ordinary_knowledge,
    )


def _told(
    context: Context, claims: tuple[Claim, ...], refuted: set[int], confirmed: dict[int, str]
) -> Iterator[ClaimRecord]:
    for claim in claims:
        status: Status = "unverified"
        if id(claim) in refuted:
            status = "contradicted"
        elif id(claim) in confirmed:
            status = "confirmed"
        yield ClaimRecord(
            kind=kind_of(claim),
            issue=claim.issue,
            span=place(context.letter.document, claim.span),
            status=status,
            citation=confirmed.get(id(claim), ""),
        )


def _counts(findings: list[Finding], records: tuple[ClaimRecord, ...], waived: int) -> Counts:
    severities = Counter(one.severity for one in findings)
    statuses = Counter(one.status for one in records)
    return Counts(
        error=severities["error"],
        warning=severities["warning"],
        info=severities["info"],
        confirmed=statuses["confirmed"],
        contradicted=statuses["contradicted"],
        unverified=statuses["unverified"],
        ordinary_knowledge=sum(one.ordinary_knowledge for one in findings),
        waived=waived,
    )
