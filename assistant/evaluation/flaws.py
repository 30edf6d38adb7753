"""The flaws that a careful reader found in published letters, beside the checker's findings.

An account lists, for an item, `defects`: the kind, the words quoted, and why they are wrong. Kinds
that a deterministic check may find count here. A flaw counts as found when a warning or error of a
fitting family stands at the words quoted or in their sentence, or points at them; for the kinds of
`_OF_THE_ITEM` when such a finding is on the same item.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.checks import Finding, check
from assistant.checks.codes import CODES
from assistant.claims.prose import read_passage
from assistant.evaluation.accounts import Compared
from assistant.letters import Letter
from assistant.text import Span

FIELD = "real flaw"

_FAMILIES = {
    "arithmetic": frozenset({"arithmetic", "limits", "items"}),
    "date_conflict": frozenset({"dates"}),
    "count_conflict": frozenset({"items", "arithmetic", "person"}),
    "wrong_limit": frozenset({"limits"}),
    "body_part_mismatch": frozenset({"items"}),
    "outcome_conflict": frozenset({"conclusion", "items", "person"}),
}
_OF_THE_ITEM = {
    "arithmetic": frozenset({"ITM017"}),
    "body_part_mismatch": frozenset({"ITM006"}),
    "outcome_conflict": frozenset({"ITM009"}),
}
"""Checks of the whole item, by the kind of flaw: their finding may stand beside the quotation."""


def compare_flaws(account: dict[str, Any], letter: Letter) -> Iterator[Compared]:
    """Each flaw of the account that a check may find, and whether one does."""
    told = [
        (item["n"], one)
        for item in account["issues"]
        for one in item.get("defects", ())
        if one["kind"] in _FAMILIES
    ]
    findings = [one for one in check(letter).findings if one.severity != "info"] if told else []
    for number, one in told:
        words = f"{one['kind']}: {one['quote'][:70]!r}"
        found = found_by(letter, findings, number, one["kind"], one["quote"])
        yield Compared(FIELD, number, words, words if found else "not found")


def found_by(
    letter: Letter, findings: list[Finding], item: int, kind: str, quote: str
) -> tuple[str, ...]:
    """The codes of the findings that find the flaw of `kind` quoted for `item`."""
    quoted = " ".join(quote.split())
    sentence = _sentence(letter, quoted)
    return tuple(
        dict.fromkeys(
            one.code
            for one in findings
            if CODES[one.code].RULE.family in _FAMILIES[kind]
            and (
                (one.issue in (item, None) and _stands_at(one, quoted, sentence))
                or any(" ".join(other.text.split()) in quoted for other in _drafted(one))
                or (one.issue == item and one.code in _OF_THE_ITEM.get(kind, ()))
            )
        )
    )


def _stands_at(finding: Finding, quoted: str, sentence: Span | None) -> bool:
    place = finding.span
    if sentence is not None and place.start < sentence.end and sentence.start < place.end:
        return True
    return finding.issue is None and " ".join(place.text.split()) in quoted


def _drafted(finding: Finding) -> Iterator[Any]:
    """The other side of a finding that stands in the prose of the letter."""
    return (one for one in finding.related if one.where == "draft")


def _sentence(letter: Letter, quoted: str) -> Span | None:
    """The sentences of the letter in which the words quoted stand."""
    passage = read_passage(letter.document, Span(0, len(letter.document.text)))
    at = passage.text.find(quoted)
    if at < 0:
        return None
    start, _ = passage.around(at)
    _, end = passage.around(at + len(quoted) - 1)
    return passage.span(start, end)
