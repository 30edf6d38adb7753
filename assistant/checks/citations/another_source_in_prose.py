"""The rationale rests on another source than the guideline line names.

What it does
    Compares the guidelines that a rationale names with those of the reviewer's guideline line.
    Where the rationale names the Official Disability Guidelines and the schedule's line does not,
    that is information; where the two have no source in common it is a warning. The chapters of
    the schedule of 2004 are ACOEM's, so that the two names count as one.

Why it matters
    The line tells the parties where to read; a reason taken from elsewhere cannot be looked up.

Authority
    8 CCR 9792.21.1(d): the reviewer cites, with the rationale, the guideline or study relied on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.text import spotted
from assistant.text.patterns import expression, phrases

RULE = Rule(
    name="another-source-in-prose",
    severity="warning",
    family="citations",
    summary="the rationale rests on a source that the guideline line does not name",
    authority="8 CCR 9792.21.1(d)",
    ordinary_knowledge=True,
)

_NAMED = spotted(
    expression(
        r"\b(?:(?P<schedule>MTUS|CPMTG|ACOEM|Medical Treatment Utilization Schedule|"
        r"American College of Occupational|[Cc]hronic [Pp]ain [Mm]edical [Tt]reatment)"
        r"|(?P<odg>ODG|Official Disability))\b"
    ),
    "mtus ", "cpmtg ", "acoem ", "medical ", "american ", "chronic ", "odg ", "official ",
)  # fmt: skip
_SAYS = phrases(
    "recommend", "state", "indicate", "support", "suggest", "note", "allow", "criteria",
    "guideline", tail="",
)  # fmt: skip
_NEAR = 72
"""Characters behind the name of a source, in its sentence, that may say what it says."""
_SCHEDULE = frozenset({"MTUS", "ACOEM"})


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each rationale whose sources the guideline line does not name."""
    for issue, claims in context.items:
        cited = {citation.system for citation in issue.reviewer_citations} - {"none"}
        if claims.passage is None or not cited or "other" in cited:
            continue
        text = claims.passage.text
        if cited <= _SCHEDULE and "ODG" not in text and "fficial" not in text:
            continue
        named: dict[str, re.Match[str]] = {}
        for match in _NAMED.matches(claims.passage.words):
            stop = text.find(".", match.end(), match.end() + _NEAR)
            if _SAYS.search(text, match.end(), stop if stop >= 0 else match.end() + _NEAR):
                named.setdefault(match.lastgroup or "", match)
        lines = {"odg"} if "ODG" in cited else set()
        if cited & _SCHEDULE:
            lines.add("schedule")
        strange = sorted(set(named) - lines)
        apart = not lines & set(named)
        if not strange or (not apart and strange == ["schedule"]):
            # "the schedule does not speak of it" goes before each outside source
            continue
        match = named[strange[0]]
        line = issue.reviewer_citations[0]
        yield Flaw(
            span=claims.passage.span(match.start(), match.end()),
            issue=issue.number,
            message=f"the rationale rests on {match.group()}, which the guideline line lacks",
            expected="the source relied on in the guideline line",
            found=", ".join(sorted(cited)),
            related=(context.in_letter(line.span),),
            severity="warning" if apart else "info",
            help="name the source in the guideline line, with year, chapter and section",
        )
