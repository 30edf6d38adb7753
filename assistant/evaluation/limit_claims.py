"""The numbers that a careful reader found ascribed to the MTUS, beside the checker's claims.

An account lists, for an item, `limit_claims`: the words quoted, the document, the number with what
it counts, and whether it is the guideline's. A number counts as recognised when a limit claim of
the checker has it within those words; its verdict is right when the claim was confirmed where the
account says "correct" and contradicted where it says "incorrect".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.checks import ClaimRecord, check
from assistant.claims import GuidelineLimit, read_claims
from assistant.evaluation.accounts import Compared
from assistant.letters import Issue, Letter
from assistant.text import Span, fold

_STATUS = {"correct": "confirmed", "incorrect": "contradicted"}


def compare_limits(account: dict[str, Any], letter: Letter) -> Iterator[Compared]:
    """Each MTUS limit of the account: whether it was recognised, and its verdict if it was."""
    if not any(item.get("limit_claims") for item in account["issues"]):
        return
    status = {(one.issue, one.span.start, one.span.end): one for one in check(letter).claims}
    claims = {one.number: one.limits for one in read_claims(letter).issues}
    for item, issue in zip(account["issues"], letter.issues, strict=False):
        for told in item.get("limit_claims", ()):
            if not str(told["document"]).startswith("MTUS"):
                continue
            found = _found(told, letter, issue, claims.get(issue.number, ()))
            words = f"{told['metric']} {told['value']} in {told['quote'][:60]!r}"
            yield Compared(
                "limit claim", issue.number, words, words if found else "no such limit claim"
            )
            if found:
                said = [status[issue.number, one.span.start, one.span.end] for one in found]
                yield Compared(
                    "limit verdict",
                    issue.number,
                    f"{_STATUS[told['verdict']]}: {words}",
                    f"{_verdict(said)}: {words}",
                )


def _verdict(said: list[ClaimRecord]) -> str:
    """One status for the claims that a quotation holds: the least favourable that was given."""
    statuses = {one.status for one in said}
    return next(one for one in ("contradicted", "confirmed", "unverified") if one in statuses)


def _found(
    told: dict[str, Any], letter: Letter, issue: Issue, limits: tuple[GuidelineLimit, ...]
) -> list[GuidelineLimit]:
    """The claims within the words quoted that have the number told."""
    quoted = _place(told["quote"], letter, issue)
    if quoted is None:
        return []
    return [
        one
        for one in limits
        if one.span.start < quoted.end and quoted.start < one.span.end and _has(one, told["value"])
    ]


def _place(quote: str, letter: Letter, issue: Issue) -> Span | None:
    if issue.rationale is None:
        return None
    folded = fold(letter.document.text, issue.rationale.span.start, issue.rationale.span.end)
    words = " ".join(quote.split())
    at = folded.text.find(words)
    return folded.span(at, at + len(words)) if at >= 0 else None


def _has(claim: GuidelineLimit, value: list[float]) -> bool:
    """Whether number or period of the claim is `value`, or the upper end that it states alone."""
    low, high = value
    amounts = [claim.amount, *([claim.amount.over] if claim.amount.over else [])]
    return any(
        (one.value[1] == high and one.value[0] in (low, high)) or one.value == (low, low)
        for one in amounts
    )
