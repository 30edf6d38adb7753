"""Work status by date: what the physician allows, in the record's words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.facts.finding import by_date, clause_day, denied_before
from assistant.facts.models import Fact, WorkCapacity, WorkStatus
from assistant.facts.prose import Prose
from assistant.text.patterns import expression

_STATUS = expression(
    r"\b(?P<ttd>temporar(?:y|ily)[ ,]+(?:and[ ])?total(?:ly)?[ ](?:\w+ly[ ])?"
    r"disab(?:led|ility)|ttd\b)"
    r"|\b(?P<modified>modified[ ](?:duty|duties|work)|light[ ]duty|restricted[ ]duty"
    r"|work(?:ing)?[ ]with[ ](?:the[ ]following[ ])?restrictions|work[ ]restrictions[ ]"
    r"(?:were|are|was|include|of)|temporar(?:y|ily)[ ]partial(?:ly)?[ ]disab(?:led|ility))"
    r"|\b(?P<full>(?:full|regular|usual)[ ](?:and[ ]customary[ ])?(?:duty|duties|work)\b"
    r"|work(?:ing)?[ ](?:full[ -]?time[ ])?without[ ]restrictions?)"
    r"|\b(?P<off>(?:remain(?:s|ed)?|is|was|placed|currently|stay|taken)[ ](?:\w+[ ])?"
    r"off[ ](?:of[ ])?work|off[ ]work[ ](?:until|through|since|for)|not[ ](?:currently[ ])?working"
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
        for match in _STATUS.finditer(prose.text):
            capacity = _CAPACITIES[match.lastgroup or ""]
            start, _ = prose.sentence(match.start())
            source = prose.source(*match.span())
            denied = denied_before(prose.text, start, match.start())
            found.append(
                Fact(
                    status="denied" if denied else "documented",
                    value=WorkStatus(capacity=capacity, text=match.group()),
                    source=source,
                    on=clause_day(prose, match.start()),
                )
            )
    return by_date(found)
