"""A device for an operation is for another limb than the operation.

What it does
    Takes the items that go with an operation ("associated surgical service", "post-operative") and
    name a part of the body, and compares it with the parts of the letter's operations: an arm, a
    leg or the trunk. Studies and clearance before an operation may be of any part.

Why it matters
    A pad for the hip beside an operation on the shoulder was pasted from another request, or asked
    for by mistake; a decision that passes over it decides nothing about it.

Authority
    8 CCR 9792.10.6(d): the determination is on the disputed treatment. A contradiction on the page
    is a matter of ordinary knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.letters.models import Issue
from assistant.terms import find_body_parts, regions_of
from assistant.text.patterns import phrases

RULE = Rule(
    name="associated-with-another-part",
    severity="warning",
    family="items",
    summary="a device that goes with an operation is for another limb than the operation",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)

_GOES_WITH = phrases(
    r"associated\s(?:with\s)?(?:the\s)?surg", r"post-?\s?op", r"post-?\s?surg", r"peri-?\s?op",
    tail="",
)  # fmt: skip
_DEVICES = frozenset({"dme", "tens_neurostim", "modality", "other", "physical_therapy"})
_LIMBS = {
    "shoulder": "arm", "elbow": "arm", "forearm/wrist/hand": "arm",
    "hip": "leg", "knee": "leg", "ankle/foot": "leg",
}  # fmt: skip
_NEAR = {"neck/upper back": "arm", "low back": "leg"}
"""Parts of the spine beside which a device for the limb may be meant."""


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each such item."""
    operations = [one for one in context.letter.issues if one.service == "surgery"]
    operated = [one for one in operations if not _GOES_WITH.search(one.title)]
    limbs = {limb for one in operated for limb in _limbs(one)}
    if not limbs:
        return
    for issue in context.letter.issues:
        if issue.service not in _DEVICES or not _GOES_WITH.search(issue.title):
            continue
        own = _limbs(issue)
        if not own or own & limbs or any(one not in _LIMBS.values() for one in own):
            continue
        part = find_body_parts(issue.title)[0]
        yield Flaw(
            span=issue.span,
            issue=issue.number,
            message=f"goes with an operation on the {' or '.join(sorted(limbs))}, "
            f"and is for the {part.name}",
            expected=", ".join(name for one in operated for name in one.body_parts),
            found=part.name,
            related=(context.in_letter(operated[0].span),),
            help="compare the part with the request for authorization",
        )


def _limbs(issue: Issue) -> set[str]:
    """Arm or leg of each part that the item names; other parts by their own names."""
    regions = {region for part in find_body_parts(issue.title) for region in regions_of(part.part)}
    limbs = {_LIMBS.get(region, region) for region in regions}
    return limbs | {_NEAR[region] for region in regions if region in _NEAR}
