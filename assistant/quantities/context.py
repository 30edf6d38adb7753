"""What kind of thing a text asks for, which decides how a bare number is read.

"#12" after acupuncture is twelve visits; after a wrist brace or a drug it is a count of things.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from assistant.terms import DRUG_SERVICES, VISIT_SERVICES, Service, find_drugs
from assistant.text.patterns import expression

Context = Literal["visits", "drug", "thing", "unknown"]

VISIT_WORDS: Final = expression(
    r"\b(?:therap(?:y|ies|ist|eutic)|physio\w{0,12}|physical medicine|p\.?t|o\.?t|acupuncture"
    r"|electro-?acupuncture|chiro\w{0,12}|manipulati\w{1,6}|massage|myofascial|aquatic|aqua"
    r"|pool|rehab\w{0,10}|work (?:conditioning|hardening)|counsel\w{0,6}|psych\w{0,14}"
    r"|cognitive|cbt|biofeedback|office visits?|follow[- ]?ups?|consult\w{0,8}|home health\w{0,4}"
    r"|home (?:aide|care)|nurs(?:e|ing)|restoration|ultrasound|infrared|electrical stimulation"
    r"|iontophoresis|traction|shockwave|visits?|sessions?|treatments?|exercises?|cupping"
    r"|adjustments?|modalit(?:y|ies)|gym|yoga|detox\w{0,10}|evaluation)\b",
    re.IGNORECASE,
)
"""Words of services that are given in visits."""

_THING_WORDS = expression(
    r"\b(?:mri|mra|ct|x-?rays?|emg|ncv|ncs|scan|braces?|units?|injections?|blocks?|surger(?:y|ies)"
    r"|pillow|sling|wraps?|support|orthosis|orthotics?|splints?|crutch(?:es)?|walker|wheelchair"
    r"|bed|mattress|pads?|electrodes?|supplies|rental|purchase|hot/cold|cold (?:therapy|pack)"
    r"|cryotherapy|cryo|arthroscop\w{1,4}|fusion|repair|cane|boots?|shoes?|chair|machine|device"
    r"|commode|stockings?|garments?|gauze|kits?|batter(?:y|ies)|tens|interferential|h-wave)\b",
    re.IGNORECASE,
)


def context_of(text: str, service: Service | None, dispensed: bool) -> Context:
    """How bare numbers of `text` are read; `dispensed` says that it names a drug or a strength."""
    if service is not None:
        if service in VISIT_SERVICES:
            return "visits"
        return "drug" if service in DRUG_SERVICES else "thing"
    if dispensed:
        return "drug"
    thing = _THING_WORDS.search(text)
    visit = VISIT_WORDS.search(text)
    others = [found.start() for found in (thing, visit) if found]
    if any(drug.span.start < min(others, default=len(text)) for drug in find_drugs(text)[:1]):
        return "drug"
    if thing and (visit is None or thing.start() < visit.start()):
        return "thing"
    if visit:
        return "thing" if thing and thing.start() <= visit.end() + 1 else "visits"
    return "unknown"
