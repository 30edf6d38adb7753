"""Utilization review denied a treatment together with others, and the letter decides only those.

What it does
    Reads the sentences of the summary that tell what utilization review denied, non-certified or
    modified, and looks each treatment and drug named there up among the items. Where one is among
    them and another is not, the other is reported. A worker may dispute a part of a denial, so that
    the finding is a warning.

Why it matters
    A treatment that was sent for review and is not decided stays denied without a review.

Authority
    Labor Code 4610.6(d): the determination states whether each disputed treatment is medically
    necessary. Plain on the page (Labor Code 4610.6(h)).
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.items.services import definite
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.claims.negation import denies
from assistant.claims.prose import Passage
from assistant.letters.models import Letter
from assistant.terms import find_drugs
from assistant.text import Span, spotted_phrases
from assistant.text.patterns import phrases

RULE = Rule(
    name="denied-item-undecided",
    severity="warning",
    family="items",
    summary="a treatment that utilization review denied with others has no decision",
    authority="Labor Code 4610.6(d), (h)",
    ordinary_knowledge=True,
)

_REVIEW = phrases(r"utili[sz]ation\sreview", "ur", r"claims\sadministrator", r"prior\sreview")
_REFUSED = spotted_phrases(
    r"non-?\s?certifi(?:ed|cation|es)", "den(?:ied|ies|ying)", "modifie[ds]", "refused", "declined",
)  # fmt: skip
_PASSIVE = phrases("was", "were", "been", "being", "is", "are", tail=r"\s(?:\w{1,12}\s){0,2}$")
_REASON = phrases(
    "because", r"due\sto", "as", "since", "citing", r"based\son", "noting", "stating", "while",
    "whereas", "but", "although", "given", "with\\sthe\\sreason", "finding", "certified",
    "certifying", "approved", "approving", "authorized", "authorizing", "allowing", "to",
)  # fmt: skip
_UNDISPUTED = phrases(
    r"not\s(?:\w+\s)?(?:in\sdispute|disputed|appealed|at\sissue|contested)", "withdrawn",
    r"no\slonger\s(?:in\sdispute|disputed)",
)  # fmt: skip
_BEGINS = phrases(r"requests?\sfor", r"requested", r"review(?:er)?", "that")
_ALIKE = (
    frozenset({"esi", "facet_or_mbb", "trigger_point", "other_injection", "surgery"}),
    frozenset({"physical_therapy", "occupational_therapy", "chiropractic", "modality"}),
    frozenset({"tens_neurostim", "dme", "modality"}),
)
"""Services that are named for one another, so that a missing one is not sure to be missing."""


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each treatment that a denial names and no item decides, once."""
    passage = context.claims.summary
    if passage is None or not context.items:
        return
    decided = _decided(context.letter)
    seen: set[str] = set()
    for start, end in _denials(passage):
        named = _named(passage.text, start, end)
        if not any(name in decided for name, _ in named):
            continue
        for name, place in named:
            if name in decided or name in seen or _alike(name, decided):
                continue
            seen.add(name)
            words = passage.text[place.start : place.end]
            yield Flaw(
                span=passage.span(place.start, place.end),
                issue=None,
                message=f"utilization review denied {words}, which no item decides",
                expected=f"a decision on {words}",
                found="none",
                related=(context.in_letter(context.letter.issues[0].span),),
                help="decide it, or say that it is not in dispute",
            )


def _decided(letter: Letter) -> set[str]:
    """The services and drugs that the items name."""
    found: set[str] = set()
    for issue in letter.issues:
        found.add(issue.service)
        found.update(part.service for part in issue.parts)
        found.update(definite(issue.title))
        found.update(drug.generic for drug in find_drugs(issue.title))
    return found


def _alike(name: str, decided: set[str]) -> bool:
    return any(name in group and group & decided for group in _ALIKE)


def _denials(passage: Passage) -> Iterator[tuple[int, int]]:
    """The stretches that name what was denied: behind an active verb, before a passive one."""
    for match in _REFUSED.matches(passage.words):
        start, end = passage.around(match.start())
        review = _REVIEW.search(passage.text, start, end)
        if not review or _UNDISPUTED.search(passage.text, start, end):
            continue
        if denies(passage.text[max(start, match.start() - 24) : match.start()]):
            continue
        if _PASSIVE.search(passage.text, max(start, match.start() - 30), match.start()):
            begins = list(_BEGINS.finditer(passage.text, start, match.start()))
            yield (begins[0].end() if begins else start), match.start()
        else:
            reason = _REASON.search(passage.text, match.end(), end)
            yield match.end(), reason.start() if reason else end


def _named(text: str, start: int, end: int) -> list[tuple[str, Span]]:
    """The services, without classes of drugs, and the drugs that a stretch names, with places."""
    words = text[start:end]
    found = [(str(name), one.span) for name, one in definite(words).items()]
    found += [(one.generic, one.span) for one in find_drugs(words)]
    return [
        (name, Span(start + span.start, start + span.end))
        for name, span in sorted(found, key=lambda one: one[1].start)
    ]
