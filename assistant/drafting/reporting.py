"""The report of a draft: the check of its letter, and what only a drafter can find."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from assistant.case_file import CaseFile
from assistant.drafting.doubts import Doubt, codes
from assistant.drafting.instructions import find_instructions
from assistant.drafting.models import Draft, GuidelineSupport, RecordSupport, Statement
from assistant.letters import read_letter
from assistant.text import Span, from_text

if TYPE_CHECKING:
    from assistant.checks.models import Finding, Related, Report

LETTER = "draft.md"
_AUTHORITY = "8 CCR 9792.10.6(d); Labor Code 4610.6(e)"


def checked(draft: Draft, case: CaseFile, findings: Sequence[Finding] = ()) -> Report:
    """The check of the letter of `draft`, with `findings` and the instructions in its records."""
    from assistant.checks import check  # noqa: PLC0415 - the rules load when a draft is checked

    letter = read_letter(from_text(draft.letter, LETTER))
    record = case.folder if case.records and _on_disk(case) else None
    report = check(letter, record=record, as_of=draft.governed_on)
    found = [*report.findings, *findings, *_instructions(draft, case)]
    found.sort(key=lambda one: (one.span.start, one.span.end, one.code, one.message))
    counted = Counter(one.severity for one in found)
    counts = report.counts.model_copy(
        update={name: counted[name] for name in ("error", "warning", "info")}
    )
    return report.model_copy(update={"findings": tuple(found), "counts": counts})


def doubt_findings(draft: Draft, doubts: Iterable[tuple[Statement, Doubt]]) -> Iterator[Finding]:
    """Each doubt about a statement as a finding at its place."""
    for statement, doubt in doubts:
        yield _finding(
            draft,
            doubt.code,
            statement.span or Span(0, 0),
            statement.issue,
            expected=doubt.expected,
            found=doubt.found,
            related=_cited(statement),
        )


def read_back(draft: Draft, missing: Sequence[int | None]) -> Iterator[Finding]:
    """That the letter holds other items than the draft, and parts that were not written."""
    letter = read_letter(from_text(draft.letter, LETTER))
    got = [(" ".join(one.title.split()), one.outcome) for one in letter.issues]
    wanted = [(" ".join(one.title.split()), one.outcome) for one in draft.items]
    first = Span(0, len(draft.letter.partition("\n")[0]))
    if got != wanted:
        yield _finding(
            draft,
            "GRD010",
            first,
            None,
            expected=f"{len(wanted)} items with the outcomes of the criteria",
            found="; ".join(f"{title[:60]}: {outcome}" for title, outcome in got)[:300] or "none",
        )
    for issue in missing:
        part = "the summary" if issue is None else f"the rationale of item {issue}"
        yield _finding(draft, "GRD012", first, issue, expected=part, found="nothing")


def _on_disk(case: CaseFile) -> bool:
    from pathlib import Path  # noqa: PLC0415 - used here alone

    return (Path(case.folder) / "records").is_dir()


def _instructions(draft: Draft, case: CaseFile) -> Iterator[Finding]:
    from assistant.checks.models import Related  # noqa: PLC0415 - loaded when a draft is checked

    for one in find_instructions(case.records):
        at = draft.letter.find(one.document)
        span = Span(max(at, 0), max(at, 0) + (len(one.document) if at >= 0 else 0))
        yield _finding(
            draft,
            "GRD011",
            span,
            None,
            expected="a record that reports",
            found=one.quote[:200],
            related=(
                Related(where="record", ref=f"{one.document}, page {one.page}", text=one.quote),
            ),
        )


def _cited(statement: Statement) -> tuple[Related, ...]:
    from assistant.checks.models import Related  # noqa: PLC0415 - loaded when a draft is checked

    found: list[Related] = []
    for one in statement.supports:
        if isinstance(one, RecordSupport):
            ref = f"{one.document}, page {one.page}"
            found.append(Related(where="record", ref=ref, text=one.quote))
        elif isinstance(one, GuidelineSupport):
            found.append(Related(where="guideline", ref=one.id, text=one.citation))
    return tuple(found)


def _finding(
    draft: Draft,
    code: str,
    span: Span,
    issue: int | None,
    *,
    expected: str,
    found: str,
    related: tuple[Related, ...] = (),
) -> Finding:
    from assistant.checks.models import Finding, place  # noqa: PLC0415 - as above

    known = codes()[code]
    name = known["name"]
    return Finding(
        code=code,
        name=name,
        severity=known["severity"],
        issue=issue,
        message=name.replace("-", " "),
        span=place(from_text(draft.letter, LETTER), span),
        related=related,
        expected=expected,
        found=found,
        citation=_AUTHORITY,
        help=known["help"],
        ordinary_knowledge=code not in {"GRD006", "GRD007"},
    )
