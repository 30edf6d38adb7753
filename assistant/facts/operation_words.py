"""The words of operations: their names, what tells that one was done or only planned, the parts."""

from __future__ import annotations

import re

from assistant.facts.sought import Sought
from assistant.letters.dates import PATTERN
from assistant.terms import body_parts_of
from assistant.text.patterns import expression

_NAMES = (
    r"open reduction(?:,| and| with)? internal fixation|(?:micro-?)?(?:dis[ck]ectom|laminectom"
    r"|laminotom|foraminotom|meniscectom|synovectom|fasciotom"
    r"|fasciectom|osteotom|corpectom|rhizotom|arthrotom|bursectom|neurectom|appendectom"
    r"|tonsillectom"
    r"|hysterectom|cholecystectom|mastectom|colectom|ectom)(?:y|ies)|arthroscop(?:y|ies|ic surgery)"
    r"|(?:hemi)?arthroplast(?:y|ies)|acromioplasty|chondroplasty|kyphoplasty|vertebroplasty"
    r"|neuroplasty|neurolysis|herniorrhaphy|tenodesis|arthrodesis|nailing|amputation|debridement"
    r"|decompression|fusion|replacement|reconstruction|osteosynthesis|transposition|repair|revision"
    r"|release|fixation|excision|resection|exploration|lysis of adhesions"
    r"|removal of (?:the )?hardware"
    r"|hardware removal|implant(?:ation)?|stabilization|graft(?:ing)?|transfer"
    r"|manipulation under an(?:a)?esthesia"
)
OPERATION = (
    rf"(?:surger(?:y|ies)|operations?|(?<![a-z])scope|{_NAMES}|(?-i:ORIF|ACDF|TLIF|PLIF|ALIF|TKA"
    rf"|TKR"
    r"|THA|THR|CTR|SAD|RCR|DCE|MUA|ACL|BKA|AKA))"
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
NAMED = Sought(rf"\b{OPERATION}\b", re.IGNORECASE)
MARK = expression(
    r"\b(?:status[ -]post|s/p|(?:days?|wks?|weeks?|mos?|months?|yrs?|years?)"
    r" (?:status[ -]post|past|after|out (?:from|of)|following|since|from|post[- ]?op\w*"
    r"|post)(?: from)?|post[- ]?op(?:erative(?:ly)?)?(?: from| following| day \d+,?)?"
    r"|POD ?#?\d+,?(?: from)?|under(?:went|gone)|had|(?:was|were) treated (?:with|by)|required"
    r"|treated (?:surgically|operatively) with|operative (?:report|note)s?|(?:operations"
    r"|surgeries)(?: (?:on|of|to) [\w ]{3,30}?)?:)(?= |:|,|$)",
    re.IGNORECASE,
)
"""What stands before an operation that was done."""
BEHIND = expression(
    r"(?: (?:(?:left|right|bilateral|(?-i:[LR])) )?(?:ankle|knee|hip|shoulder|wrist|elbow|hand|foot"
    r"|thumb|spine|back|neck)\b)?"
    r"(?: (?:of|to|at|with|for|on) (?:the )?(?:(?!on\b|was\b|were\b|in\b)[\w/-]+ ?){1,8})?"
    r"(?:,|:| was| were| has been| had been)?(?: (?P<performed>performed|done|carried out))?,?"
    r" ?(?:(?:on |dated |of |\()(?:or about )?)?"
    rf"(?P<day>{PATTERN}|\d{{1,2}}/(?:19|20)\d{{2}}(?![\d/-])"
    rf"|(?:in )?(?:early |late |(?:{_MONTHS}),? (?:of )?)?(?:19"
    rf"|20)\d{{2}}(?![\d/-]))?",
    re.IGNORECASE,
)
"""What stands behind one: that it was done, and its day."""
STOP = Sought(
    r"\b(?:by|with) (?:Drs?\b|[A-Z][a-z]+ [A-Z])"
    r"|,? (?:performed|done|carried out|with (?:residual|persistent|good|poor|continued|no|some"
    r"|ongoing"
    r"|excellent|a (?:good|poor))|at (?:the )?[A-Z]|in (?=(?:the )?(?:19|20)\d{2}|January|February"
    r"|March|April|May|June|July|August|September|October|November|December)|dated|who|which|that"
    r"|followed|was|were|is|are|has|had|and (?:is|was|has|had|he|she|reports?|continues?"
    r"|completed|then|now|pain|after)|for (?:a|the"
    r"|her|his)|because|after|when|since)\b"
    r"|,? on (?=\d|[A-Z])|\s?[(\[]|, (?=\d)|\s?[:]",
)
"""Where the name of the operation ends. A surgeon's name must not reach a letter."""
OTHERS = expression(r"\s?\+\s?|, (?:and )?(?:an? )?| and (?:an? )?(?:repeat )?|; ")
ARTICLES = expression(
    r"^(?:(?:an?|the|his|her|their|some|prior|previous|recent|first|second|repeat|elective"
    r"|uncomplicated"
    r"|successful|outpatient|subsequent|undergone|had|from|following) )+",
    re.IGNORECASE,
)
LEADS = Sought(
    r"\b(?:after|since|following|from|for|during|underwent|had|with|including|include|includes"
    r"|showed|shows|by|requiring) (?:an? |the |his |her )?",
    re.IGNORECASE,
)
FUTURE = Sought(
    r"\b(?:request\w*|pending|plan(?:ned|s|ning)?|recommend\w*|candidate|consider\w*|propos\w+"
    r"|await\w*"
    r"|schedul\w+|authori[sz]\w*|possible|potential|if|may|might|could|should|would|will|discuss\w*"
    r"|elect\w* to|wish\w*|want\w*|avoid|declin\w+|refus\w+|consult\w*|den(?:y|ied|ial)|indicat\w+"
    r"|need(?:s|ed)?|contemplat\w+|offer\w*|appeal\w*|clearance)\b",
)
GENERIC = expression(r"surger(?:y|ies)|operations?|scope|revision|release|transfer", re.IGNORECASE)
INJECTION = Sought(r"\b(?:injection|ESI|epidural|block)s?\b", re.IGNORECASE)
_IMPLIED = expression(
    r"\b(?:(?P<wrist>(?-i:CTR)|carpal tunnel)|(?P<neck>(?-i:ACDF))|(?P<shoulder>(?-i:SAD|RCR|DCE"
    r"|SLAP))"
    r"|(?P<knee>(?-i:TKA|TKR|ACL|PCL)|menisc\w+)|(?P<hip>(?-i:THA|THR)))\b",
    re.IGNORECASE,
)
_SIDE = expression(r"\b(left|right|bilateral|(?-i:[LR]))\b", re.IGNORECASE)
_MIDLINE = frozenset({"neck", "low back", "upper back", "back", "head", "abdomen", "chest"})


def parts_of_operation(text: str) -> tuple[str, ...]:
    """The parts that the name of an operation tells: "right total knee replacement"."""
    parts = body_parts_of(text)
    if not parts:
        found = _IMPLIED.search(text)
        parts = (next(part for part, told in (found.groupdict()).items() if told),) if found else ()
    side = _SIDE.search(text)
    if side is None or any(part.startswith(("left", "right", "bilateral")) for part in parts):
        return parts
    named = {"l": "left", "r": "right"}.get(side[1].lower(), side[1].lower())
    return tuple(part if part in _MIDLINE else f"{named} {part}" for part in parts)
