"""The rationale rests on another source than the guideline line names.

What it does
    Compares the guidelines that a rationale names, as what it rests on, with those of the
    reviewer's guideline line. What utilization review relied on is its own.
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
from assistant.claims.prose import Passage
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
    "guideline", "give", "provide", "advis", "advocate", r"calls?\sfor", "permit", "specif",
    "require", "endorse", "prefer", r"says?\b", r"sets?\b", r"limits?\b", r"caps?\b", r"lists?\b",
    tail="",
)  # fmt: skip
_BY = expression(
    r"\b(?:per|according to|under|following|based (?:up)?on|in accordance with|consistent with|"
    r"(?:stated|noted|given|said|set|described|listed|recommended|allowed) (?:in|by)|"
    r"(?:exceed(?:s|ed|ing)?|within|beyond)|\d{1,3} (?:visits|sessions|treatments|weeks|months) "
    r"(?:of|in|by)) (?:the )?(?:current |applicable )?$",
    re.IGNORECASE,
)
"""What leads to the name of a source that the sentence rests on."""
_OF_REVIEW = phrases(r"utili[sz]ation\sreview", "ur", r"claims\sadministrator", "administrator")
_LEAD = 44
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
            if _rests_on(claims.passage, match):
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


def _rests_on(passage: Passage, named: re.Match[str]) -> bool:
    """Whether the words beside the name say what the source gives, and not to whom else."""
    text = passage.text
    start, _ = passage.around(named.start())
    stop = text.find(".", named.end(), named.end() + _NEAR)
    says = _SAYS.search(text, named.end(), stop if stop >= 0 else named.end() + _NEAR)
    by = says or _BY.search(text, max(named.start() - _LEAD, start), named.start())
    return bool(by) and not _OF_REVIEW.search(text, start, named.start())
