"""One finding is of the other side than all that the letter tells of that part.

What it does
    Counts, for each region of a limb, on which side the titles, the summary and the rationales put
    it. Where one side stands three times or more, or once with a title of that side, neither both
    sides nor a comparison of them stands anywhere, and the other side stands once, reports that one
    place.

Why it matters
    "The right shoulder had decreased range of motion" among findings of the left is either the
    wrong side or a finding of another case; treatment rests on it.

Authority
    8 CCR 9792.10.6(d); a contradiction on the page is a matter of ordinary knowledge (Labor Code
    4610.6(h)).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from assistant.checks.prose import passages
from assistant.checks.records import tokens_of
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.claims.prose import Passage
from assistant.terms import BodyPart, find_body_parts, regions_of
from assistant.text import Span
from assistant.text.patterns import phrases

RULE = Rule(
    name="side-told-once",
    severity="warning",
    family="items",
    summary="one finding is of the other side than all that the letter tells of the part",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)

_OTHER_SIDE = phrases(
    "contralateral", "opposite", "un(?:injured|affected|involved)", "compar(?:ed|ison|ing)",
    "versus", "vs", "than", "both", "bilateral(?:ly)?", "other", "prior", "previous(?:ly)?",
    "history", "old", "earlier", "also", "now", "later", "subsequent(?:ly)?", "then",
    "compensat\\w+", "over-?us\\w+", "favou?r\\w+", "dominant", "handed", "equal", "symmetric\\w*",
    "normal", "intact", "full", "no", "not", "without", "denie[sd]", "radiat\\w+",
)  # fmt: skip
"""Words with which a sentence speaks of the other side on purpose, or of what is not there."""
_WHOLE_LIMBS = frozenset({"upper extremity", "lower extremity", "arm", "leg"})
_OFTEN = 3
_TAKEN, _READ = 3, 60
"""Words from the side on that are taken from a record as they stand, where one has them."""

_Told = tuple[int | None, Passage, BodyPart]


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on the one finding of the other side, of each region that has one."""
    words = [passage.words.distinct for _, passage in passages(context)]
    if any(all(side not in some for some in words) for side in ("left", "right")):
        return
    told: dict[str, dict[str, list[_Told]]] = defaultdict(lambda: defaultdict(list))
    titled = {
        (region, str(part.side))
        for issue in context.letter.issues
        for part in find_body_parts(issue.title)
        for region in regions_of(part.part)
    }
    for issue, passage in passages(context):
        for part in passage.body_parts:
            if (part.side or part.plural) and part.part not in _WHOLE_LIMBS:
                for region in regions_of(part.part):
                    told[region][part.side or "bilateral"].append((issue, passage, part))
    done: set[Span] = set()
    for region, sides in told.items():
        for side, own in (("left", "right"), ("right", "left")):
            if len(sides[side]) != 1 or sides["bilateral"] or (region, side) in titled:
                continue
            issue, passage, part = sides[side][0]
            start, end = passage.around(part.span.start)
            # a title of the own side weighs as much as two findings
            weight = len(sides[own]) + 2 * ((region, own) in titled)
            if weight < _OFTEN or (region, "bilateral") in titled or part.span in done:
                continue
            if own in passage.lowered[start:end] or _OTHER_SIDE.search(passage.text, start, end):
                continue
            if context.records and context.records.holding(_told(passage, part)):
                continue
            done.add(part.span)
            _, where, other = sides[own][0]
            yield Flaw(
                span=passage.span(*part.span),
                issue=issue,
                message=f"is of the {side} side; all else that the letter tells is of the {own}",
                expected=own,
                found=part.name,
                related=(context.in_letter(where.span(*other.span)),),
                help="compare the side with the record",
            )


def _told(passage: Passage, part: BodyPart) -> list[str]:
    """The words with which the letter tells of the part, from its side on."""
    end = min(part.span.start + _READ, passage.around(part.span.start)[1])
    return tokens_of(passage.text[part.span.start : end])[:_TAKEN]
