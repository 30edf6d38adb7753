"""A finding is told that the records only deny, or denied that they only tell.

What it does
    With the records at hand, takes each finding of the summary (a fracture, a tear, spasm, an
    ulcer …) with whether it is told or denied, and looks how the records speak of it. It speaks
    where every record that names the finding says the contrary.

Why it matters
    "Films showed a fracture" where they showed none turns what the treatment is for.

Authority
    Labor Code 4610.6(b), 4610.6(h): the review rests on the records submitted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.text.patterns import expression, phrases

RULE = Rule(
    name="denied-by-record",
    severity="warning",
    family="record",
    summary="a finding is told that the records only deny, or the reverse",
    authority="Labor Code 4610.6(b), 4610.6(h)",
    ordinary_knowledge=True,
)

_FINDING = phrases(
    "fractures?", "dislocations?", "tears?", "herniations?", "stenosis", "spasms?", "effusions?",
    "swelling", "atrophy", "weakness", "instability", "tenderness", "ulcers?", "infections?",
    "radiculopathy", "side effects?", "heartburn", "seizures?", "bruising", "deformity",
    "scoliosis", "spondylolisthesis", "crepitus",
)  # fmt: skip
_DENIED = expression(
    r"\b(?:no|not|without|denie[sd]|denying|negative for|absence of|free of|neither|nor|never|"
    r"rules? out|ruled out)\b(?:[\s,]{1,3}[\w/-]+){0,5}\s*$",
    re.IGNORECASE,
)
_DENIED_BEHIND = expression(
    r" (?:is|was|are|were) (?:absent|negative|not|ruled out|denied)\b"
    r"|: ?(?:no|none|absent|negative)\b",
    re.IGNORECASE,
)
_OPEN = expression(
    r"\b(?:possible|possibly|suspect\w*|concern\w*|risk|rule out|evaluate|history|may|if|whether|"
    r"prior|old|avoid|prevent\w*|but|except|other than)\b",
    re.IGNORECASE,
)
_CUT = expression(r"[.;]|\n\s*(?=[A-Z*•-]|\n)")
"""Where a sentence begins, or a line that goes on with none."""
_REACH = 70


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each finding of the summary of which every record says the contrary."""
    records, summary = context.records, context.claims.summary
    if records is None or summary is None:
        return
    said: dict[str, set[bool | None]] = {}
    for text in records.texts:
        for match in _FINDING.finditer(text.record.document.text):
            told = _told(text.record.document.text, match)
            said.setdefault(_name(match), set()).add(told)
    for match in _FINDING.finditer(summary.text):
        told = _told(summary.text, match)
        known = said.get(_name(match), set())
        if told is None or known != {not told}:
            continue
        yield Flaw(
            span=summary.span(*match.span()),
            issue=None,
            message=f"{'tells of' if told else 'denies'} {match.group().lower()}; the records "
            f"{'deny' if told else 'tell of'} it",
            expected=f"{'no ' if told else ''}{_name(match)}",
            found=f"{'' if told else 'no '}{_name(match)}",
            help="compare the sentence with the record of that finding",
        )


def _name(match: re.Match[str]) -> str:
    return match.group().lower().removesuffix("s")


def _told(text: str, match: re.Match[str]) -> bool | None:
    """Whether the finding is told as being there; None where the words leave it open."""
    start = max(match.start() - _REACH, 0)
    for cut in _CUT.finditer(text, start, match.start()):
        start = cut.end()
    if _OPEN.search(text, start, match.start()):
        return None
    denied = _DENIED.search(text[start : match.start()]) or _DENIED_BEHIND.match(text, match.end())
    return denied is None
