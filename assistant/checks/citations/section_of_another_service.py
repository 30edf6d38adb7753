"""The cited sections are about another service than the item.

What it does
    Takes the sections of the MTUS that the reviewer cites for an item. Where the services of all of
    them are known, none of them is the item's or one that goes with it (a drug test with opioids, a
    stomach drug with anti-inflammatory drugs), and nothing else is cited, they are reported.

Why it matters
    A section on nerve stimulators neither supports nor denies a rehabilitation program; the
    citation was pasted from another item, or is a slip.

Authority
    8 CCR 9792.21.1(d)(1): the citation names the section relied on.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.guidelines import Edition, find_edition, match_sections
from assistant.letters.models import Citation

RULE = Rule(
    name="section-of-another-service",
    severity="warning",
    family="citations",
    summary="the cited sections are about another service than the item",
    authority="8 CCR 9792.21.1(d)(1)",
    ordinary_knowledge=False,
)

_KIN = (
    {"physical_therapy", "occupational_therapy", "massage", "aquatic", "modality", "chiropractic",
     "work_conditioning", "acupuncture", "dme"},
    {"physical_therapy", "work_conditioning", "functional_restoration",
     "functional_capacity_evaluation", "psych", "biofeedback"},
    {"opioid", "urine_drug_test", "other_drug"}, {"nsaid", "ppi"},
    {"topical", "compound", "nsaid", "anticonvulsant", "muscle_relaxant"},
    {"muscle_relaxant", "benzodiazepine"}, {"tens_neurostim", "modality", "dme"},
    {"antidepressant", "anticonvulsant"}, {"antidepressant", "psych"},
    {"esi", "facet_or_mbb", "other_injection", "trigger_point"},
    {"opioid", "muscle_relaxant", "nsaid"},
)  # fmt: skip
"""Services of which the section on one may well speak of the others."""
_VAGUE = frozenset(
    {"other", "other_drug", "other_diagnostic", "other_injection", "surgery", "dme", "xray", "ct",
     "office_visit_or_consult", "functional_capacity_evaluation"}
)  # fmt: skip
"""Services of which no section need speak, or many do."""


def check(context: Context) -> Iterator[Verdict]:
    """At most one flaw for each item."""
    for issue in context.letter.issues:
        wanted: set[str] = {issue.service, *(part.service for part in issue.parts)}
        if wanted & _VAGUE or not issue.reviewer_citations:
            continue
        told = [_services(one, context) for one in issue.reviewer_citations]
        if any(not one for one in told):
            continue
        about = {service for one in told for service in one}
        if about & (_with_kin(wanted) | _VAGUE):
            continue
        citation = issue.reviewer_citations[0]
        yield Flaw(
            span=citation.span,
            issue=issue.number,
            message=f"the cited sections are about {_said(about)}, the item about {_said(wanted)}",
            expected=f"a section on {_said(wanted)}",
            found=", ".join(citation.sections) or citation.text[:80],
            related=(context.in_letter(issue.span),),
            help="cite the section relied on",
        )


def _services(citation: Citation, context: Context) -> set[str]:
    """The services of all sections of a citation; empty where those of one are not known."""
    if citation.system != "MTUS" or not citation.chapter or not citation.sections:
        return set()
    edition = find_edition(citation.chapter, citation.year, context.as_of)
    if edition is None:
        return set()
    found: set[str] = set()
    for section in citation.sections:
        known = _of_section(edition, section)
        if not known:
            return set()
        found |= known
    return found


def _of_section(edition: Edition, section: str) -> set[str]:
    titles = set(match_sections(edition, section))
    services = [set(one.services) for one in edition.sections if one.title in titles]
    return set().union(*services) if services and all(services) else set()


def _with_kin(wanted: set[str]) -> set[str]:
    return wanted.union(*(kin for kin in _KIN if wanted & kin))


def _said(services: set[str]) -> str:
    return " or ".join(sorted(one.replace("_", " ") for one in services))
