"""The letter denies earlier surgery that it reports.

What it does
    Where the letter says that there was no prior surgery, looks for "status post" or "underwent"
    with an operation. Where both name a part of the body, only the same region counts. Another
    operation may be meant, so that the finding is a warning.

Why it matters
    After surgery other limits govern (the postsurgical period), and other care comes first.

Authority
    8 CCR 9792.24.3 (postsurgical treatment guidelines). A contradiction on the page is a matter of
    ordinary knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.prose import matches
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.terms import find_body_parts, same_region
from assistant.text import spotted_phrases

RULE = Rule(
    name="surgery-denied",
    severity="warning",
    family="person",
    summary="the letter denies earlier surgery that it reports",
    authority="8 CCR 9792.24.3; Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)

_DENIED = spotted_phrases(
    "no (?:history of |prior |previous |past ){1,2}",
    *(
        rf"{word} (?:any )?(?:history of |prior |previous |past ){{0,2}}"
        for word in ("denies", "denied", "never had")
    ),
    tail=r"(?:[\w-]{1,20} ){0,2}(?:surgery|surgeries|"
    r"surgical (?:history|procedures?|interventions?)|operations?)[^.;,]{0,40}",
)
_REPORTED = spotted_phrases(
    "status[ -]post", "s/p", "underwent", "undergone", "had",
    tail=r"\b\s(?:[\w/-]{1,20},?\s){0,6}?"
    r"(?:surgery|arthroscop(?:y|ic)|\w{1,20}ectomy|fusion|repair|reconstruction|decompression|"
    r"replacement|ORIF|release)\b",
)  # fmt: skip


def _same_part(denied: str, reported: str) -> bool:
    first, second = find_body_parts(denied), find_body_parts(reported)
    if not first or not second:
        return True
    return any(same_region(one.part, other.part) for one in first for other in second)


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on the first denial of surgery that the letter reports."""
    for issue, passage, denied in matches(context, _DENIED):
        for _, other, reported in matches(context, _REPORTED):
            inside = other is passage and denied.start() <= reported.start() < denied.end()
            if inside or not _same_part(denied.group(), reported.group()):
                continue
            yield Flaw(
                span=passage.span(*denied.span()),
                issue=issue,
                message="earlier surgery is denied here and reported elsewhere",
                expected="the surgery that the letter reports",
                found=denied.group(),
                related=(context.in_letter(other.span(*reported.span())),),
                help="say which operation is meant",
            )
            return
