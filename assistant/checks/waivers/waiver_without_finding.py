"""A waiver lets a finding stand that is no longer there.

What it does
    Compares the waivers of the letter's side file with what was found. A waiver whose code, item
    and words match no finding is reported, at its words where the letter still has them.

Why it matters
    A waiver that covers nothing may cover the next finding at the same place unseen, and it keeps
    on saying that someone looked at a text that has changed since.

Authority
    Labor Code 4610.6(h): an error that is a matter of ordinary knowledge is not cured by being
    overlooked. That waivers are kept in step with their letter is a rule of this program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.checks.waiving import Waiver
from assistant.text import Span

RULE = Rule(
    name="waiver-without-finding",
    severity="warning",
    family="waivers",
    summary="a waiver of the side file matches no finding",
    authority="Labor Code 4610.6(h)",
    ordinary_knowledge=False,
)


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each waiver that covered nothing, once the other checks have run."""
    for waiver in context.idle_waivers:
        of = f", issue {waiver.issue}" if waiver.issue else ""
        yield Flaw(
            span=_place(context, waiver),
            issue=waiver.issue,
            message=f"the waiver of {waiver.code}{of} by {waiver.who}, {waiver.when}, no longer "
            "applies",
            expected=f"a finding {waiver.code}" + (f' at "{waiver.text}"' if waiver.text else ""),
            found="none",
            help="take the waiver out of the side file, or match it to the letter as it is now",
        )


def _place(context: Context, waiver: Waiver) -> Span:
    """The words of the waiver, else its item's title, else the beginning of the letter."""
    if waiver.text is not None:
        words = r"\s{1,99}".join(map(re.escape, waiver.text.split()))
        found = re.search(words, context.letter.document.text)
        if found is not None:
            return Span(*found.span())
    for issue in context.letter.issues:
        if issue.number == waiver.issue:
            return issue.span
    return Span(0, 0)
