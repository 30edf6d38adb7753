"""Whether a number that a letter ascribes to a guideline is one of its limits."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from datetime import date
from functools import lru_cache

from assistant.claims import GuidelineLimit, IssueClaims
from assistant.guidelines import (
    Edition,
    Library,
    Limit,
    editions_named,
    find_edition,
    library,
    limits_of,
    match_sections,
)
from assistant.guidelines.models import System
from assistant.letters.models import Citation, Issue
from assistant.text.patterns import expression

_VISITS = frozenset({"visits", "treatments", "full-day sessions"})
_INITIAL = expression(
    r"\b(?:initial course|first course|(?:this|that) course|half)\b", re.IGNORECASE
)
_NEAR = 60
WEEKS_IN = {"weeks": 1.0, "months": 4.345}
"""The units of the lengths of treatment, in weeks."""

_CAP = 24
"""Visits for one injury, Labor Code 4604.5(c)."""
_LAW_BEFORE = expression(
    r"\bLab(?:or|\.) Code\b|\b4604\.5|\bstatut\w+|\blaws?\b|\bcap(?:s|ped)?\b", re.IGNORECASE
)
_LAW_BEHIND = expression(
    r"\b(?:for (?:one|each|an?y?)|per) (?:industrial |work )?injury\b|\bcaps?\b|\bstatut\w+"
    r"|\bLab(?:or|\.) Code\b",
    re.IGNORECASE,
)


def attributed(claim: GuidelineLimit) -> bool:
    """Whether the words are the schedule's own: it is named, or number and period are given."""
    return claim.system == "MTUS" and ("MTUS" in claim.before or claim.amount.over is not None)


def same_number(claim: GuidelineLimit, limit: Limit) -> bool:
    """Whether the letter's number is the limit's, or the upper end of its range."""
    low, high = claim.amount.value
    if (low, high) == limit.value:
        return True
    # "up to 10 visits" of a range 9-10, "6 visits" of a range 4-6
    return low == high and high == limit.value[1]


def same_period(claim: GuidelineLimit, limit: Limit) -> bool:
    """Whether the letter's period lies within the limit's; one that either lacks parts nothing."""
    said = claim.amount.over
    if said is None or limit.over is None:
        return True
    period, said_factor = _period(limit.over), WEEKS_IN.get(said.unit)
    if period is None or said_factor is None or period[2] not in WEEKS_IN:
        return True
    first, last = (one * WEEKS_IN[period[2]] for one in period[:2])
    return said.value[0] * said_factor >= first - 0.5 and said.value[1] * said_factor <= last + 0.5


def nearest_to(claim: GuidelineLimit, limits: list[Limit]) -> Limit:
    """The limit that the letter most likely means: of its phase, then the closest number."""

    def distance(limit: Limit) -> tuple[bool, float]:
        return limit.phase != claim.phase, abs(limit.value[1] - claim.amount.value[1])

    return min(limits, key=distance)


def initial_course(claim: GuidelineLimit, limits: list[Limit]) -> list[Limit]:
    """The rows of the post-surgical table of whose visits the number is half (9792.24.3(a))."""
    if not _INITIAL.search(claim.before[-_NEAR:] + claim.after[:_NEAR]):
        return []
    return [
        one
        for one in limits
        if "surgical" in one.chapter.lower() and one.value[1] == 2 * claim.amount.value[1]
    ]


def claimed_visits(claims: IssueClaims) -> list[GuidelineLimit]:
    """The numbers of visits that a rationale may ascribe to the MTUS."""
    return claimed(claims, "visits")


def claimed(claims: IssueClaims, *units: str) -> list[GuidelineLimit]:
    """The numbers in one of `units` that a rationale may ascribe to the MTUS."""
    return [
        claim
        for claim in claims.limits
        if claim.amount.unit in units and claim.system in ("MTUS", "")
    ]


def adopted(claims: IssueClaims, *units: str) -> list[GuidelineLimit]:
    """The numbers in one of `units` that a rationale ascribes to the ODG.

    The chapters of 2009 and 2016 adopt tables of the ODG: where such a number is one of the cited
    section, that confirms it; where it is not, the section says nothing against it.
    """
    return [one for one in claims.limits if one.system == "ODG" and one.amount.unit in units]


def of_law(claim: GuidelineLimit) -> bool:
    """Whether the number is that of the law on visits for one injury, which no section gives."""
    return claim.amount.value[1] == _CAP and bool(
        _LAW_BEFORE.search(claim.before) or _LAW_BEHIND.search(claim.after)
    )


def weeks_of(limit: Limit) -> list[tuple[float, float]]:
    """The lengths of time that a limit gives, in weeks: its own, and the period of its visits."""
    found = [(limit.value[0], limit.value[1])] if limit.unit == "weeks" else []
    period = _period(limit.over or "")
    factor = WEEKS_IN.get(period[2]) if period else None
    if period and factor is not None:
        found.append((period[0] * factor, period[1] * factor))
    return found


def _period(over: str) -> tuple[float, float, str] | None:
    """The bounds and the unit ("weeks") of a period such as "6-8 weeks" or "1 week", if any."""
    bounds, _, unit = over.partition(" ")
    low, _, high = bounds.partition("-")
    if not low.replace(".", "").isdigit():
        return None
    return float(low), float(high or low), f"{unit.removesuffix('s')}s"


def cited_limits(issue: Issue, as_of: date | None, units: Set[str] = _VISITS) -> list[Limit]:
    """The limits in one of `units` in the MTUS sections that the reviewer cites."""
    return _in(limits_cited(issue, as_of), units)


def limits_cited(issue: Issue, as_of: date | None, system: System = "MTUS") -> tuple[Limit, ...]:
    """Every limit of the sections of `system` that the reviewer cites."""
    cited = tuple((str(one.chapter), one.year, one.sections) for one in _chapters(issue, system))
    found = _limits_in(library(), cited, as_of) if cited else ()
    # chapters of the ODG are named for body parts, as some of the schedule are
    return found if system == "MTUS" else tuple(one for one in found if one.system == system)


@lru_cache(maxsize=512)
def _limits_in(
    _books: Library,
    cited: tuple[tuple[str, int | None, tuple[str, ...]], ...],
    as_of: date | None,
) -> tuple[Limit, ...]:
    """Every limit of the cited sections; several checks of a letter ask for the same."""
    found: list[Limit] = []
    for chapter, year, sections in cited:
        edition = find_edition(chapter, year, as_of)
        if edition is None:
            continue
        titles = sections
        if edition.system != "MTUS":  # the reader of letters knows the schedule's sections alone
            titles = tuple(one for title in sections for one in match_sections(edition, title))
            if sections and not titles:
                continue
        for section in titles or (None,):
            found += limits_of(edition.key, section) if section else limits_of(edition.key)
    return tuple(found)


def editions_of(issue: Issue, as_of: date | None) -> list[Edition]:
    """The MTUS editions that the reviewer cites for the item."""
    found = (find_edition(str(one.chapter), one.year, as_of) for one in _chapters(issue))
    return [one for one in found if one is not None]


def fits(claim: GuidelineLimit, limit: Limit) -> bool:
    """Whether number and period of the claim are those of the limit."""
    return same_number(claim, limit) and same_period(claim, limit)


def of_another_edition(claim: GuidelineLimit, issue: Issue, as_of: date | None) -> Limit | None:
    """A limit with the claim's number in the cited sections of another edition, period included.

    A number without a period proves nothing, since most numbers are somewhere.
    """
    if claim.amount.over is None:
        return None
    for citation in _chapters(issue):
        mine = find_edition(str(citation.chapter), citation.year, as_of)
        if mine is None:
            continue
        for other in editions_named(str(citation.chapter)):
            if other.key == mine.key:
                continue
            titles = [
                title for section in citation.sections for title in match_sections(other, section)
            ]
            limits = [one for title in titles for one in limits_of(other.key, title)]
            for limit in _in(limits if citation.sections else limits_of(other.key)):
                if limit.over is not None and fits(claim, limit):
                    return limit
    return None


def _chapters(issue: Issue, system: System = "MTUS") -> list[Citation]:
    return [one for one in issue.reviewer_citations if one.system == system and one.chapter]


def _in(limits: Sequence[Limit], units: Set[str] = _VISITS) -> list[Limit]:
    return [one for one in limits if one.unit in units and one.value[1] > 0]
