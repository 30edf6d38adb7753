"""Care is denied only because the MTUS does not speak of it.

What it does
    Reads rationales that uphold a denial and say that the schedule is silent. Where neither the
    guideline line nor the rationale names any other source, the search that the rules ask for was
    not made.

Why it matters
    The schedule leaves much out. Its silence sends the reviewer on to the next source; it is no
    reason to refuse care.

Authority
    8 CCR 9792.21(d): treatment shall not be denied on the sole basis that the condition is not
    addressed by the MTUS; 9792.21.1(a)(2) for the search sequence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.text import spotted_phrases, stems
from assistant.text.patterns import expression

RULE = Rule(
    name="denied-because-silent",
    severity="warning",
    family="citations",
    summary="care is denied only because the MTUS does not speak of it",
    authority="8 CCR 9792.21(d), 9792.21.1(a)(2)",
    ordinary_knowledge=False,
)

_SILENT = spotted_phrases(
    "mtus", "schedule", "guidelines?",
    tail=r"\b[^.]{0,60}?\b(?:(?:is|are) silent|do(?:es)? not "
    r"(?:\w{1,14} )?(?:address|mention|discuss|speak|cover|comment|contain)|"
    r"fails? to (?:address|mention|discuss)|ha(?:s|ve) no (?:\w{1,14} )?recommendation)",
)  # fmt: skip
_WORDS = stems(
    "silent ", "address", "mention", "discuss", "speak", "cover", "comment", "contain", "no "
)
_OTHER_SOURCE = expression(
    r"\b(?:ODG|Official Disability|study|studies|trial|literature|Cochrane|journal|FDA|et al|"
    r"evidence[- ]based|peer[- ]reviewed|medical evidence|consensus|standard of care)\b",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each denial that gives the silence of the schedule and no other source."""
    for issue, claims in context.items:
        if issue.outcome != "upheld" or claims.passage is None:
            continue
        if any(citation.system in ("ODG", "other") for citation in issue.reviewer_citations):
            continue
        if not claims.passage.begin(_WORDS):
            continue
        match = _SILENT.search(claims.passage.words)
        if match is None or _OTHER_SOURCE.search(claims.passage.text):
            continue
        yield Flaw(
            span=claims.passage.span(match.start(), match.end()),
            issue=issue.number,
            message="the denial gives the silence of the schedule and no other source",
            expected="the next source in the search sequence",
            found="the MTUS only",
            help="look for ACOEM, ODG, other national guidelines, then studies, and cite them",
        )
