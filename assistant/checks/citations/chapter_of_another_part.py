"""The cited chapter is about another part of the body than the item.

What it does
    Compares the part of the body that an MTUS chapter, or a section of the post-surgical
    guidelines, is about with the parts that the item names. Where the item names none, the other
    items and the prose of the letter are asked, and a chapter about a part that the whole letter
    never mentions is a warning. Nerve tests of the limbs may rest on the chapter of the spine.

Why it matters
    Criteria for a low back are no reason to refuse or to allow care of a knee.

Authority
    8 CCR 9792.23: each clinical topic has its chapter; Labor Code 4610.6(h) on plain errors.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from assistant.checks.models import Severity
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.guidelines import find_edition
from assistant.letters.models import Citation, Issue
from assistant.terms import body_parts_of, regions_of

RULE = Rule(
    name="chapter-of-another-part",
    severity="error",
    family="citations",
    summary="the cited chapter is about another part of the body than the item",
    authority="8 CCR 9792.23; Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)

_NEIGHBOURS = {
    "shoulder": frozenset({"neck/upper back"}),
    "neck/upper back": frozenset({"shoulder", "head"}),
    "low back": frozenset({"hip"}),
    "hip": frozenset({"low back"}),
    "head": frozenset({"neck/upper back", "eye", "stress"}),
    "elbow": frozenset({"forearm/wrist/hand"}),
    "forearm/wrist/hand": frozenset({"elbow"}),
}
"""Regions whose complaints one chapter may well speak of."""
_ARM = frozenset({"shoulder", "elbow", "forearm/wrist/hand"})
_LEG = frozenset({"hip", "knee", "ankle/foot"})


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each reviewer's citation of a chapter on parts that the item is not about."""
    for issue in context.letter.issues:
        for citation in issue.reviewer_citations:
            about = _about(citation) if citation.system == "MTUS" else frozenset()
            if not about:
                continue
            own = _regions(issue.body_parts)
            wanted = own or _of_letter(context, issue)
            if not wanted or about & _reaching(issue, wanted):
                continue
            near = any(about & _NEIGHBOURS.get(region, frozenset()) for region in wanted)
            severity: Severity = "info" if near else "error" if own else "warning"
            yield Flaw(
                span=citation.span,
                issue=issue.number,
                message=f"the chapter is about the {_listed(about)}, the item about the "
                f"{_listed(wanted)}",
                expected=f"a chapter on the {_listed(wanted)}",
                found=f"a chapter on the {_listed(about)}",
                related=(context.in_letter(issue.span),),
                severity=severity,
                help="cite the chapter of the part in dispute, or say why this one applies",
            )


def _about(citation: Citation) -> frozenset[str]:
    """The regions that the cited chapter, or its post-surgical sections, are about."""
    if not citation.chapter:
        return frozenset()
    edition = find_edition(citation.chapter, citation.year)
    if edition is None:
        return frozenset()
    if edition.key.startswith("postsurgical/"):
        return _regions(part for title in citation.sections for part in body_parts_of(title))
    return _regions(edition.body_parts)


def _reaching(issue: Issue, wanted: frozenset[str]) -> frozenset[str]:
    """`wanted`, and the part of the spine that the nerves of a limb come from."""
    spine = set()
    if issue.service == "emg_ncs" or not issue.body_parts or len(wanted) > 2:
        if wanted & _ARM:
            spine.add("neck/upper back")
        if wanted & _LEG:
            spine.add("low back")
    return wanted | spine


def _of_letter(context: Context, issue: Issue) -> frozenset[str]:
    """The regions that the letter speaks of, where the item's own title names none."""
    titles = [other.title for other in context.letter.issues]
    spans = [context.letter.summary.span, issue.rationale.span if issue.rationale else None]
    prose = [context.letter.document.slice(span) for span in spans if span is not None]
    return _regions(part for text in (*titles, *prose) for part in body_parts_of(text))


def _regions(parts: Iterable[str]) -> frozenset[str]:
    return frozenset(region for part in parts for region in _regions_of(part))


@lru_cache(maxsize=256)
def _regions_of(part: str) -> tuple[str, ...]:
    return regions_of(part)


def _listed(regions: frozenset[str]) -> str:
    return ", ".join(sorted(regions))
