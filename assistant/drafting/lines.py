"""Lines of an answer, each with where it stands."""

from __future__ import annotations

from typing import Any, NamedTuple

from assistant.checks.models import Finding
from assistant.drafting.telling import in_words
from assistant.drafting.wording import number
from assistant.facts import Fact
from assistant.guidelines import Limit

SHOWN = 600
"""Characters of a record shown at most in a line."""


class Told(NamedTuple):
    """One line of an answer and where it stands."""

    text: str
    where: str


def window(text: str, query: str) -> str:
    """The stretch of `text` that holds most of the words of `query`."""
    low = text.casefold()
    words = [word for word in query.casefold().replace("?", " ").split() if len(word) > 2]
    at = [place for word in words if (place := low.find(word)) >= 0]
    best = max(at, key=lambda one: sum(0 <= own - one < SHOWN for own in at), default=0)
    start = text.rfind(" ", 0, max(best - 60, 0)) + 1
    return text[start : start + SHOWN]


def line_of(name: str, fact: Fact[Any]) -> Told:
    """A fact as a line: what it is about, day, status and value, and the words of the record."""
    if fact.status == "not documented":
        return Told(f"{name}: {fact.status}{reviewed_by(fact)}", "")
    on = f" on {fact.on:%m-%d-%Y}" if fact.on else ""
    status = "" if fact.status == "documented" else f" ({fact.status})"
    value = in_words(fact.value)
    if fact.source is None:
        return Told(f"{name}{on}{status}: {value}{reviewed_by(fact)}", "")
    quote = fact.source.quote[:SHOWN]
    # words that are the record's own are told once
    told = f'"{quote}"' if value.rstrip(".") in quote else f'{value} "{quote}"'
    said = f"{name}{on}{status}: {told}{reviewed_by(fact)}"
    return Told(said, at(fact.source.document, fact.source.page))


def limit_line(limit: Limit) -> str:
    """A limit in a line: number, unit, phase, condition, citation."""
    over = f" over {limit.over}" if limit.over else ""
    phase = "" if limit.phase == "any" else f", {limit.phase.replace('_', ' ')}"
    condition = f"; {limit.condition}" if limit.condition else ""
    return f"{number(limit.value)} {limit.unit}{over}{phase}{condition}: {limit.citation}"


def reviewed_by(fact: Fact[Any]) -> str:
    """Who said that the fact is so, in brackets; of a corrected one the record says otherwise."""
    return f" ({fact.review.action} by {fact.review.who})" if fact.review else ""


def at(document: str, page: int) -> str:
    """A place as answers name it."""
    return f"{document}, page {page}"


def finding_line(finding: Finding) -> dict[str, Any]:
    """A finding of the check as a tool tells it: what is wrong, where, and by what authority."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "item": finding.issue,
        "message": finding.message,
        "line": finding.span.line,
        "words": finding.span.text[:200],
        "expected": finding.expected,
        "found": finding.found,
        "citation": finding.citation,
        "help": finding.help,
    }
