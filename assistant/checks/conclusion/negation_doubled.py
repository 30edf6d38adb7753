"""A negation stands twice, and turns the sentence into its contrary.

What it does
    Finds "not not", "is not un-necessary", "not denied" beside "medically necessary" and the like:
    two negations on one word, in the rationale's conclusion or anywhere else in the prose.

Why it matters
    Read as it stands, the sentence says the opposite of what was meant, and nobody can tell.

Authority
    Labor Code 4610.6(d): the determination states its decision in plain language. Plain on the page
    (Labor Code 4610.6(h)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.prose import matches
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.text import spotted
from assistant.text.patterns import expression

RULE = Rule(
    name="negation-doubled",
    severity="error",
    family="conclusion",
    summary="a negation stands twice on one word",
    authority="Labor Code 4610.6(d), (h)",
    ordinary_knowledge=True,
)

_DOUBLED = spotted(
    expression(
        r"\b(?:not (?:be )?(?:not|never)|never (?:not|never)|cannot not|no no|without no|"
        r"isn['’]t not|not (?:be )?(?:medically )?unnecessary|"
        r"(?:not|never) non-?(?:certified|necessary))\b",
        re.IGNORECASE,
    ),
    "not ", "never ", "cannot ", "no ", "without ", "isn ",
)  # fmt: skip


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each doubled negation of the summary and the rationales."""
    for issue, passage, match in matches(context, _DOUBLED):
        # "not unnecessary" may be meant; the same word twice may not
        meant = "unnecessary" in match.group().lower()
        yield Flaw(
            span=passage.span(*match.span()),
            issue=issue,
            message=f"'{match.group()}' negates twice",
            expected="one negation, or none",
            found=match.group(),
            severity="warning" if meant else "error",
            help="strike the negation that is too much",
        )
