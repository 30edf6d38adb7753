"""Work status by date: what the physician allows, in the record's words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.facts.finding import by_date, clause_day, denied_before
from assistant.facts.models import Fact, WorkCapacity, WorkStatus
from assistant.facts.prose import Prose
from assistant.facts.sought import Sought
from assistant.letters.dates import PATTERN, read_date
from assistant.text.patterns import expression

_STATUS = Sought(
    r"\b(?P<ttd>temporar(?:y|ily)[ ,]+(?:and[ ])?total(?:ly)?[ ](?:\w+ly[ ])?"
    r"disab(?:led|ility)|total(?:ly)?[ ]temporar(?:y|ily)[ ]disab(?:led|ility)|ttd\b)"
    r"|\b(?P<modified>mod(?:ified|\.)?[ ](?:duty|duties|work)|(?<=status:[ ])modified\b"
    r"|light[ ]duty|restricted[ ]duty"
    r"|work(?:ing)?[ ]with[ ](?:the[ ]following[ ])?restrictions|work[ ]restrictions[ ]"
    r"(?:were|are|was|include|of)|temporar(?:y|ily)[ ]partial(?:ly)?[ ]disab(?:led|ility))"
    r"|\b(?P<full>(?:full|regular|reg\.?|usual)[ ](?:and[ ]customary[ ])?(?:duty|duties|work)\b"
    r"|work(?:s|ed|ing)?[ ](?:full[ -]?time[ ])?(?:as[ ][^.;,\n]{3,30}?[ ])?without[ ](?:any[ ])?"
    r"restrictions?|return(?:s|ed)?[ ]to[ ](?:work|duty)\b[^.;\n]{0,30}?[ ]"
    r"(?:with[ ])?(?:no|without)[ ](?:work[ ])?restrictions?)"
    r"|\b(?P<off>(?:remain(?:s|ed)?|is|was|placed|currently|stay|taken)[ ](?:\w+[ ])?"
    r"off[ ](?:of[ ])?work|off[ ]work[ ](?:un)?(?:til+|through|thru|since|for|to|x)\b"
    r"|(?<=[.:;][ ])off[ ]work(?=[.;,]|$)"
    r"|not[ ](?:currently[ ])?working"
    r"|unable[ ]to[ ]work)"
    r"|\b(?P<permanent>permanent[ ]and[ ]stationary|maximum[ ]medical[ ]improvement|permanent[ ]"
    r"(?:work[ ])?restrictions|p[ ]?&[ ]?s\b|mmi\b)",
    re.IGNORECASE | re.VERBOSE,
)
_CAPACITIES: dict[str, WorkCapacity] = {
    "ttd": "temporarily totally disabled",
    "modified": "modified duty",
    "full": "full duty",
    "off": "off work",
    "permanent": "permanent",
}


_BLANK = expression(r"[ :]{0,3}(?:on )?_{2,}")
_DATED = expression(rf"[ :]{{0,3}}(?:on |as of |from |effective )?{PATTERN}", re.IGNORECASE)
"""A form gives the day from which a status holds behind it; words before it ask for that day."""
_FROM = expression(rf"[ :]{{0,3}}(?:from|on|as of|effective|beginning) (?P<day>{PATTERN})")
"""The day from which a status holds, behind it."""
_HOPES = expression(
    r"\b(?:goals?|expect\w*|anticipat\w+|hop(?:e|es|ing)|in order|(?-i:to) return|wish\w*|wants?)\b"
    r"[^.;\n]{0,60}$",
    re.IGNORECASE,
)


def _hoped(prose: Prose, start: int, at: int) -> bool:
    """Whether the status is a goal or a hope."""
    label = prose.heading(at)
    return "goal" in label or _HOPES.search(prose.text, start, at) is not None


def capacity_of(text: str) -> WorkCapacity | None:
    """The first work status that `text` names, or the name of a capacity itself."""
    found = _STATUS.search(text)
    if found is not None:
        return _CAPACITIES[found.lastgroup or ""]
    return next((one for one in _CAPACITIES.values() if one == text.lower()), None)


def read_work_status(proses: Sequence[Prose]) -> tuple[Fact[WorkStatus], ...]:
    """Every work status, oldest first; a status the sentence denies is given as denied."""
    found: list[Fact[WorkStatus]] = []
    for prose in proses:
        for match in _STATUS.among(prose):
            capacity = _CAPACITIES[match.lastgroup or ""]
            start, end = prose.sentence(match.start())
            if _hoped(prose, start, match.start()) or _BLANK.match(prose.text, match.end()):
                continue
            source = prose.source(*match.span())
            dated = _DATED.match(prose.text, match.end(), end)
            denied = dated is None and denied_before(prose.text, start, match.start())
            day = _FROM.match(prose.text, match.end(), end)
            found.append(
                Fact(
                    status="denied" if denied else "documented",
                    value=WorkStatus(capacity=capacity, text=match.group()),
                    source=source,
                    on=clause_day(prose, match.start()) or (read_date(day["day"]) if day else None),
                )
            )
    return by_date(found)
