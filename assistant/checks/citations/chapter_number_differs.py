"""The number of a cited chapter is that of another part of the body.

What it does
    Reads the numbers of chapters of the ACOEM Practice Guidelines of 2004 beside the title of a
    chapter, in either order ("Low Back Complaints … Chapter 12", "chapter 13, Knee Complaints"),
    and compares them with the table of contents of that edition.

Why it matters
    Title and number lead to two chapters; a reader cannot know which of them was relied on.

Authority
    8 CCR 9792.21.1(d)(1); 8 CCR 9792.23.1-9792.23.8 name the chapters with their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.text import Span
from assistant.text.patterns import expression

RULE = Rule(
    name="chapter-number-differs",
    severity="error",
    family="citations",
    summary="the number of a cited chapter is that of another part of the body",
    authority="8 CCR 9792.21.1(d)(1), 9792.23.1-9792.23.8",
    ordinary_knowledge=True,
)

_CHAPTERS = {
    "neck": 8, "shoulder": 9, "elbow": 10, "forearm": 11, "low": 12, "knee": 13, "ankle": 14,
    "stress": 15, "eye": 16,
}  # fmt: skip
"""The chapters of the second edition of 2004 by the first word of their titles."""
_TITLE = (
    r"(?P<{0}>Neck and Upper Back|Shoulder|Elbow|Forearm, Wrist,? (?:and|&) Hand|Low Back|Knee|"
    r"Ankle (?:and|&) Foot|Stress[- ]Related|Eye)\s(?:Complaints|Conditions)?"
)
_PAIR = expression(
    # what either begins with, so that most places are passed over at once
    rf"(?=[cnsefkla])(?:\bchapter\s(?P<a>\d{{1,2}})[,:;)\s(-]{{1,4}}{_TITLE.format('after')}"
    rf"|{_TITLE.format('before')}[^.;]{{0,70}}?\bchapter\s(?P<b>\d{{1,2}})(?!\d))",
    re.IGNORECASE,
)
_REACH = 130


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each number beside a title that is not its own."""
    lowered, text = context.lowered, context.letter.document.text
    read_to, at = 0, lowered.find("chapter")
    while at != -1:
        match = _PAIR.search(text, max(read_to, at - _REACH), min(at + _REACH, len(text)))
        if match is not None:
            read_to = match.end()
            title = (match["after"] or match["before"]).split()[0].rstrip(",").lower()
            number = int(match["a"] or match["b"])
            own = _CHAPTERS[title.partition("-")[0]]
            if number != own and number in _CHAPTERS.values():
                yield Flaw(
                    span=Span(*match.span("a" if match["a"] else "b")),
                    issue=None,
                    message=f"chapter {number} is not {match['after'] or match['before']}",
                    expected=f"chapter {own}",
                    found=f"chapter {number}",
                    help="correct the number or the title of the chapter",
                )
        at = lowered.find("chapter", max(at + 1, read_to))
