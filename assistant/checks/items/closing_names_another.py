"""The closing sentence names another side, body part or count than the item.

What it does
    Compares the body parts with their sides, the visits, the strength and the count of tablets that
    the closing sentence names with those of the item's title (and of its partial certification).

Why it matters
    What the closing sentence names is what was found necessary or not. "MRI of the right knee"
    under an item about the left knee decides something that nobody asked for.

Authority
    8 CCR 9792.10.6(d): the determination states the disputed treatment. A contradiction on the page
    is a matter of ordinary knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.items.spine import another_part_of_spine
from assistant.checks.rule import Confirmed, Context, Flaw, Rule, Verdict
from assistant.claims import IssueClaims, Mention
from assistant.claims.mentions import named_in
from assistant.letters.models import Issue
from assistant.terms import same_region
from assistant.text.patterns import expression

RULE = Rule(
    name="closing-names-another",
    severity="error",
    family="items",
    summary="the closing sentence names another side, body part or count than the item",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)

_WORDS = {"body_part": "body part", "visits": "number of visits", "quantity": "count"}
_ALLOWED = expression(
    r"\b(?:modified|modification|reduced|changed)(?: by \w+(?: \w+)?)? to (?:only )?$",
    re.IGNORECASE,
)
_ONE_SIDED = frozenset({"left", "right"})

Named = tuple[tuple[str, str | None], ...]


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each thing that a closing sentence names of a kind that its title names too."""
    for issue, claims in context.items:
        title = named_in(issue.title) if claims.mentions else ()
        for mention in claims.mentions:
            same_kind = tuple(
                (value, side) for what, value, side, _ in title if what == mention.what
            )
            if mention.what == "visits":
                same_kind += _numbers(issue)
            if not same_kind:
                continue
            other = another_part_of_spine(mention, claims.mentions, same_kind)
            if _fits(mention, same_kind) and not other:
                yield Confirmed(mention, "title of the item")
            else:
                yield _flaw(context, issue, mention, same_kind)
        for mention, allowed in _authorized(issue, claims):
            yield _flaw(context, issue, mention, allowed)


def _fits(mention: Mention, named: Named) -> bool:
    if mention.what == "body_part":
        near = [side for value, side in named if same_region(value, mention.value)]
        if not near:
            return False
        sides = set(near) - {None}
        if mention.side not in _ONE_SIDED or not sides or not sides <= _ONE_SIDED:
            return True
        return mention.side in sides
    return any(value == mention.value for value, _ in named)


def _authorized(issue: Issue, claims: IssueClaims) -> Iterator[tuple[Mention, Named]]:
    """Each number that the closing sentence says review modified the request to, if not its own."""
    allowed = issue.partial.authorized_visits if issue.partial else None
    passage = claims.passage
    if allowed is None or passage is None or claims.conclusion is None:
        return
    start, end = passage.around(claims.conclusion.subject[1])
    for one in passage.amounts:
        if one.unit != "visits" or not start <= one.span.start < end or allowed in one.value:
            continue
        if _ALLOWED.search(passage.text, start, one.span.start):
            low, high = one.value
            mention = Mention(issue.number, passage.span(*one.span), "visits", f"{low:g}-{high:g}")
            yield mention, ((f"{allowed:g}-{allowed:g}", None),)


def _numbers(issue: Issue) -> Named:
    """The visits that the item asks for, authorised, remaining or in all."""
    partial = issue.partial
    singles = (
        (partial.authorized_visits, partial.remaining_visits, partial.original_visits)
        if partial
        else ()
    )
    ranges = [(one, one) for one in singles if one is not None]
    if issue.request.visits is not None:
        ranges.append(issue.request.visits)
    return tuple((f"{low:g}-{high:g}", None) for low, high in ranges)


def _printed(value: str, side: str | None) -> str:
    """A mention as a reader would write it: "left knee", "8", "9-10"."""
    low, _, high = value.partition("-")
    return low if low == high else " ".join(filter(None, (side, value)))


def _flaw(context: Context, issue: Issue, mention: Mention, named: Named) -> Flaw:
    what = mention.what
    return Flaw(
        span=mention.span,
        issue=issue.number,
        message=f"the closing sentence names another {_WORDS.get(what, what)} than the item",
        expected=" or ".join(dict.fromkeys(_printed(value, side) for value, side in named)),
        found=_printed(mention.value, mention.side),
        related=(context.in_letter(issue.span),),
        contradicts=mention,
        # a brand beside its generic, or a part beside its region, may be meant
        severity="warning" if what == "drug" or _fits(mention, named) else "error",
        help="name in the closing sentence what the item names",
    )
