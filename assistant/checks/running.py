"""Running the checks over one letter: no model, no search, the same answer every time.

Findings are ordered by place, then code. A claim is contradicted when any check refutes it,
confirmed when one confirms it and none refutes it, else unverified.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.checks.codes import CODES
from assistant.checks.models import ClaimRecord, Counts, Finding, Report, Status, place
from assistant.checks.rule import Confirmed, Context, Flaw, Rule, capped
from assistant.claims import Claim, read_claims

if TYPE_CHECKING:
    from assistant.facts import CaseFacts
    from assistant.letters.models import Letter


def check(
    letter: Letter, *, record: str | os.PathLike[str] | None = None, as_of: date | None = None
) -> Report:
    """Check one letter.

    `record` is a case folder or the folder of its records: with it the letter is compared with what
    they say. `as_of` overrides the decision date as the day whose guidelines govern. Raises
    `UnreadableFile` for a folder without readable records, and nothing else on a letter that
    `read_letter` returned.
    """
    claims = read_claims(letter)
    context = Context(
        letter=letter,
        claims=claims,
        as_of=as_of or letter.dates.decision,
        facts=_facts(os.fspath(record)) if record is not None else None,
    )
    findings: list[Finding] = []
    refuted: set[int] = set()
    confirmed: dict[int, str] = {}
    for code, module in CODES.items():
        for verdict in module.check(context):
            if isinstance(verdict, Confirmed):
                confirmed.setdefault(id(verdict.claim), verdict.citation)
                continue
            findings.append(_finding(context, code, module.RULE, verdict))
            if verdict.contradicts is not None:
                refuted.add(id(verdict.contradicts))
    findings.sort(key=lambda one: (one.span.start, one.span.end, one.code, one.message))
    records = tuple(_records(context, claims.all(), refuted, confirmed))
    return Report(
        source=letter.source,
        findings=tuple(findings),
        claims=records,
        counts=_counts(findings, records),
    )


@lru_cache(maxsize=4)
def _facts(folder: str) -> CaseFacts:
    """The facts of the records in `folder`, read once for a batch."""
    from assistant.case_file import read_records  # noqa: PLC0415 - only with a record
    from assistant.facts import find_facts  # noqa: PLC0415 - only with a record

    records, _unread = read_records(folder)
    return find_facts(records)


def _finding(context: Context, code: str, rule: Rule, flaw: Flaw) -> Finding:
    return Finding(
        code=code,
        name=rule.name,
        severity=capped(rule.severity, flaw.severity),
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


def _records(
    context: Context, claims: tuple[Claim, ...], refuted: set[int], confirmed: dict[int, str]
) -> Iterator[ClaimRecord]:
    for claim in claims:
        status: Status = "unverified"
        if id(claim) in refuted:
            status = "contradicted"
        elif id(claim) in confirmed:
            status = "confirmed"
        yield ClaimRecord(
            kind=claim.kind,
            issue=claim.issue,
            span=place(context.letter.document, claim.span),
            status=status,
            citation=confirmed.get(id(claim), ""),
        )


def _counts(findings: list[Finding], records: tuple[ClaimRecord, ...]) -> Counts:
    severities = Counter(one.severity for one in findings)
    statuses = Counter(one.status for one in records)
    return Counts(
        error=severities["error"],
        warning=severities["warning"],
        info=severities["info"],
        confirmed=statuses["confirmed"],
        contradicted=statuses["contradicted"],
        unverified=statuses["unverified"],
    )
