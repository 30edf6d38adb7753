"""A regulation is cited for something that it is not about.

What it does
    Where a sentence names a matter that one paragraph of the rules defines (functional improvement,
    chronic pain, the presumption of the schedule, the visit caps), compares the paragraph that it
    cites with that one.

Why it matters
    A reader who looks the paragraph up finds another rule, and cannot check the test applied.

Authority
    8 CCR 9792.20-9792.27; Labor Code 4604.5, 4610.5 and 4610.6 as the catalog holds them.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.citations.regulations import find_regulations, known
from assistant.checks.rule import Context, Flaw, Rule, Verdict

RULE = Rule(
    name="regulation-about-another-matter",
    severity="warning",
    family="citations",
    summary="a regulation is cited for something it is not about",
    authority="8 CCR 9792.20-9792.27; Labor Code 4604.5, 4610.5, 4610.6",
    ordinary_knowledge=True,
)

_NEAR = 120
"""Characters before or behind a citation in which its matter is named."""


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each known regulation whose sentence speaks of another one's matter."""
    catalog = known()
    for issue, claims in context.items:
        if claims.passage is None:
            continue
        text = claims.passage.text
        for regulation in find_regulations(claims.passage):
            subject = catalog.subjects.get(regulation.name)
            if subject is None:
                continue
            start, end = claims.passage.around(regulation.start)
            near = text[max(start, regulation.start - _NEAR) : min(end, regulation.end + _NEAR)]
            topics = [one for one in catalog.topics if one[0] in near.lower()]
            if not topics or any(regulation.name in sections for _, sections in topics):
                continue
            words, sections = topics[0]
            yield Flaw(
                span=claims.passage.span(regulation.start, regulation.end),
                issue=issue.number,
                message=f"{regulation.name} is about {subject}",
                expected=" or ".join(sorted(sections)),
                found=regulation.name,
                help=f"cite the paragraph on {words}",
            )
