"""How a request stands in its case: a first course or more of one, acute or after an operation."""

from __future__ import annotations

import re
from datetime import timedelta

from assistant.case_file import CaseFile
from assistant.drafting.assessment import Assessment, clinical
from assistant.drafting.documented import generics, proses_of
from assistant.facts import CaseFacts
from assistant.guidelines.criteria import State
from assistant.text.patterns import expression

_PERIOD = timedelta(days=183)
"""The longest common period after an operation (8 CCR 9792.24.3(a)(3))."""
_HEALING = timedelta(days=61)
"""The time after an operation in which its pain is acute."""

_AGAIN = expression(
    r"\b(?:repeat|second|third|2nd|3rd|another|additional|continu\w+|refills?|extension|further)\b",
    re.IGNORECASE,
)
_TAKEN = expression(
    r"\b(?:continu\w+|refill\w*|takes|taking|taken|uses|using|remains? on|since|renew\w*|ongoing|"
    r"again|(?:has|have|had) (?:\w+ )?(?:used|had|been)[^.;]{0,40} for"
    r"|for (?:\w+ )?(?:months|years))\b",
    re.IGNORECASE,
)
_EARLIER_POINTS = expression(
    r"\b(?:trigger point (?:injections?|needling)|TPIs?)\b[^\n]{0,60}(?:\bgave\b|relie\w+|improv\w+"
    r"|helped|better|\d{1,3} ?(?:%|percent))",
    re.IGNORECASE,
)
_EARLIER_EPIDURAL = expression(
    r"\b(?:epidural|ESIs?|transforaminal|injections?)\b[^\n]{0,80}(?:\bgave\b|relie\w+|took away|"
    r"improv\w+|helped|\d{1,3} ?(?:%|percent))",
    re.IGNORECASE,
)
_EPIDURAL = expression(r"\b(?:epidural|ESIs?|transforaminal)\b", re.IGNORECASE)
_AFTER = expression(r"\bpost[- ]?(?:op(?:erative(?:ly)?)?|surgical)\b", re.IGNORECASE)


def states_of(item: Assessment, case: CaseFile, facts: CaseFacts) -> frozenset[State]:
    """The states that the request of `item` is in."""
    found: set[State] = set()
    found.add("continued" if _continued(item, case, facts) else "first")
    if item.operation is not None:
        found.add("operation in dispute")
    day = item.rule.day
    done = item.surgery.on if item.surgery else None
    recent = done is not None and day is not None and day - _PERIOD <= done <= day
    fresh = done is not None and day is not None and day - _HEALING <= done <= day
    found.add("early" if item.rule.chronic is False or fresh else "late")
    if recent or _AFTER.search(item.item.title):
        found.add("after surgery")
    return frozenset(found)


def _continued(item: Assessment, case: CaseFile, facts: CaseFacts) -> bool:
    title = item.item.title
    if _AGAIN.search(title) or item.prior.count or item.prior.given:
        return True
    asked = generics(title)
    if asked:
        taken = any(
            fact.status == "documented"
            and fact.value is not None
            and fact.value.use == "current"
            and asked & {*fact.value.generic.split("/")}
            for fact in clinical(facts.medications)
        )
        return taken or _told_of(asked, case)
    if item.service == "esi":
        return any(_earlier_epidural(prose.text) for prose in proses_of(case))
    if item.service == "trigger_point":
        return any(_EARLIER_POINTS.search(prose.text) for prose in proses_of(case))
    return False


def _told_of(asked: frozenset[str], case: CaseFile) -> bool:
    """Whether a sentence says that one of the drugs is taken already."""
    for prose in proses_of(case):
        for found in _TAKEN.finditer(prose.text):
            if asked & generics(prose.text[slice(*prose.sentence(found.start()))]):
                return True
    return False


def _earlier_epidural(text: str) -> bool:
    return any(
        _EPIDURAL.search(text, max(found.start() - 60, 0), found.end())
        for found in _EARLIER_EPIDURAL.finditer(text)
    )
