"""A treatment that utilization review authorised is decided again.

What it does
    Finds statements of a rationale that the requested treatment itself was approved, authorised or
    certified by the claims administrator, or that it would duplicate what was, under an item that
    is upheld as a whole. Earlier care of the same kind may be meant, so that the finding is a
    warning.

Why it matters
    Independent review decides what was denied, delayed or modified. Upholding a denial that was
    never given takes away what the worker had.

Authority
    Labor Code 4610.5(c)(1), (d): a dispute over a utilization review decision that denies, delays
    or modifies treatment. Plain on the page (Labor Code 4610.6(h)).
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.claims.prose import Passage
from assistant.text import stems
from assistant.text.patterns import phrases

RULE = Rule(
    name="decided-though-authorized",
    severity="warning",
    family="items",
    summary="a treatment that utilization review authorised is decided again",
    authority="Labor Code 4610.5(c)(1), (d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)

_DECIDED = stems("authorized", "approved", "certified")
_AUTHORIZED = phrases(
    "requested [^.;]{3,90}?",
    *(rf"{word} (?:current )?request (?:for [^.;]{{3,80}}?)?" for word in ("the", "this")),
    tail=r"(?<!\bnot)(?<!\bpartially)\s(?:was|were|has been|have been|had been|is|are)\s"
    r"(?:already |previously |also |recently ){0,2}(?:authorized|approved|certified)\b"
    r"(?! (?:for|as|with|in part|\d))",
)
_APPROVED = phrases(
    *(rf"{verb} (?:already |previously )?(?:been )?(?:authorized|approved|certified) for"
      for verb in ("has", "have", "had", "was", "were")),
)  # fmt: skip
_DUPLICATE = phrases(r"duplicat\w{1,6}", "redundant")


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on the first such statement under each item that is upheld whole."""
    for issue, claims in context.items:
        passage = claims.passage
        if passage is None or issue.outcome != "upheld" or issue.partial is not None:
            continue
        place = _authorized(passage) if passage.begin(_DECIDED) else None
        if place is None:
            continue
        yield Flaw(
            span=passage.span(*place),
            issue=issue.number,
            message="the rationale says that the request was authorised, yet the denial is upheld",
            expected="an item that utilization review denied, delayed or modified",
            found=passage.text[slice(*place)],
            related=(context.in_letter(issue.outcome_span),) if issue.outcome_span else (),
            help="say what was denied, or leave the item out of the review",
        )


def _authorized(passage: Passage) -> tuple[int, int] | None:
    """Where the request is said to be authorised, or to repeat what is."""
    text = passage.text
    if whole := _AUTHORIZED.search(text):
        return whole.span()
    for approved in _APPROVED.finditer(text):
        index = passage.sentence_index(approved.start())
        start, end = passage.bounds(index)
        after = passage.bounds(index + 1)[1] if index + 1 < len(passage.starts) else end
        if _DUPLICATE.search(text, start, after):
            return approved.span()
    return None
