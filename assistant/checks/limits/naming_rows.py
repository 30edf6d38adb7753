"""Which rows of a table, each for a diagnosis or an operation, the words at a number name."""

from __future__ import annotations

import re

from assistant.checks.limits.looking_up import sentence_of
from assistant.claims import GuidelineLimit, IssueClaims
from assistant.guidelines import Limit
from assistant.guidelines.queries import words_of
from assistant.letters.models import Issue
from assistant.text.patterns import expression

_FOR = expression(
    r"[\s,]{0,3}(?:(?:is|are|may be) (?:recommended|allowed|appropriate) )?"
    r"(?:for|in|of|with)\s([^.;:]{3,90})",
    re.IGNORECASE,
)
_NEXT = expression(r",? (?:and|or) (?:for|in|with) ", re.IGNORECASE)
_LEADS = expression(
    r"(?:^|[.;:,]|\b(?:and|for|or)\b)\s?([^.;:]{3,90}?)"
    r"(?::\s?|\)\s?|,? (?:the )?(?:MTUS|guidelines?|schedule) (?:recommend|allow|give|suggest)\w*"
    r"[^.;:]{0,20}|\b(?:warrants?|allows?|gets?) [^.;:]{0,16})$",
    re.IGNORECASE,
)
_HOW = frozenset({"arthroscopy", "arthroscopic", "open", "endoscopic"})


def rows_beside(
    issue: Issue, claims: IssueClaims, claim: GuidelineLimit, rows: list[Limit]
) -> list[Limit]:
    """The rows that are named beside the number; after surgery else in its sentence or the title.

    How an operation is done names a row only where nothing else does: "arthroscopic repair of the
    cruciate ligament" is of the ligament.
    """
    named = _rows_named(words_of(_beside(claim)), rows)
    if named or rows[0].phase != "post_surgical":
        return named
    sentence = _rows_named(words_of(sentence_of(claims, claim)), rows)
    if claim.amount.unit == "months":
        # the period stands before or behind its operation: two of them cannot be told apart
        named = sentence if len({one.diagnoses for one in sentence}) == 1 else []
    return named if sentence else _rows_named(words_of(issue.title), rows)


def _rows_named(words: frozenset[str], rows: list[Limit]) -> list[Limit]:
    """The rows of which `words` name a diagnosis or an operation."""
    named = [one for one in rows if _names(words, one)]
    return [one for one in named if _names(words - _HOW, one)] or named


def _names(words: frozenset[str], row: Limit) -> bool:
    """Whether `words` name a diagnosis of `row`."""
    return any(words_of(one) <= words for one in row.diagnoses)


def _beside(claim: GuidelineLimit) -> str:
    """The words that say what the number is for: behind it, else before it."""
    behind = _FOR.match(claim.after)
    if behind is None:
        found: re.Match[str] | None = _LEADS.search(claim.before[-140:])
        return found.group(1) if found else ""
    words = _NEXT.split(behind.group(1))[0]
    # "for myalgia, arthritis: 9 visits": the last of them belongs to the next number
    return words.rpartition(",")[0] if claim.after.rstrip().endswith(":") else words
