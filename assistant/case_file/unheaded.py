"""Notes without a heading: what they are by their words, and the date that stands at their top.

Offices write "UR 5/8/2014 - sleep study denied: criteria ask …" and "Visit 1/31/2011 DOI 3/19/09",
and no label says what the paper or the date is.
"""

from __future__ import annotations

import re
from datetime import date

from assistant.case_file.models import RecordKind
from assistant.letters.dates import PATTERN, read_date
from assistant.text.patterns import expression

_TOP = 400
_LINES = 4
_READ = 3000

_OPENS_AS_REVIEW = expression(
    rf"[ \t]*(?:(?:(?:notice|letter) of |re: )?UR\b"
    rf"|(?:review )?determination\b[ :,]{{0,3}}{PATTERN}"
    r"|utili[sz]ation management\b|retrospective review\b|peer review\b)",
    re.IGNORECASE,
)
_OUTCOME = expression(
    r"(?:[:.,–=-]|\b(?:is|are|was|were|all|been|decision|determination|request)\b)[ \t]{0,12}"
    r"(?:hereby |being |therefore )?(?:retrospectively )?"
    r"(?:den(?:y|ied|ial)|non-?certif\w+"
    r"|not (?:certified|approved|authori[sz]ed|medically necessary)"
    r"|modif(?:y|ied)|adverse determination|conditionally non-?certified)\b"
    r"|[ \t]{2,}(?:den(?:y|ied)|non-?certified|not certified|modified)\b"
    r"|\b(?:den(?:y|ied)|non-?certified|not certified|modified)(?::|\.(?=[ \n])"
    r"| (?:by|as|because)\b)",
    re.IGNORECASE,
)
_WHY = expression(
    r"\b(?:guidelines?|MTUS|ODG|ACOEM|criteria|not support\w*"
    r"|medical(?:ly)? necess\w+"
    r"|document(?:ed|ation)|not recommended|reviewers?|authori[sz]ation|certified"
    r"|requested?|exceeds?"
    r"|no (?:updated|evidence|failure|high grade|change|functional|spasticity|new injury))\b",
    re.IGNORECASE,
)
_OF_A_VISIT = expression(
    r"(?m)^[ \t]*(?:"
    r"(?P<told>s(?:ubjective)?|hpi|interval history|chief complaint|cc|complaints?)"
    r"|(?P<seen>o(?:bjective)?|p\.?e\.?|(?:physical )?exam(?:ination)?(?: [a-z ]{1,24})?"
    r"|rom|findings)"
    r"|(?P<meant>a(?:ssessment)?|dx|diagnos[ei]s|impression|imp)"
    r"|(?P<planned>p(?:lan)?|treatment plan|tx plan|rx)"
    r"|(?P<work>w|ws|work(?: status)?))\b[ \t]?(?:[:=-]|(?<=[a-z])[ \t]+(?=[A-Z0-9]))",
    re.IGNORECASE,
)
_ENOUGH = 3
"""Parts of a visit, what is told, seen, meant, planned and allowed, that make a note of one."""
_ANOTHER = expression(
    r"\b(?:consultation|evaluation|operative|history and physical)\b", re.IGNORECASE
)

_DATE = expression(PATTERN)
_NOT_ITS_OWN = expression(
    r"(?:\b(?:d\.?o\.?[ib]\.?|(?:date of )?(?:injury|birth|loss|accident|onset|surgery)"
    r"|born|injured|claim(?: date)?|since|until|through|thru|to|from|between|before|after|on|of"
    r"|dated|surgery|repair|s/p|expires?|due|next|(?:last|prior|previous) [a-z]+|dr\.? [a-z'’-]+)\b"
    r"(?: date| on| was| is| for)*[ :#,.(-]{0,4}|/)$",
    re.IGNORECASE,
)
"""What stands before a date at the top of a note that is that of something else."""


_LOG = expression(rf"(?m)^[ \t]*{PATTERN}[^\n]*\n\s*{PATTERN}")
"""Lines that open with dates one after another: entries of a log, none of them its date."""


def kind_by_words(text: str, start: int, end: int) -> RecordKind | None:
    """What the text in `[start, end)` is by its words, where no heading says it.

    A decision of utilization review opens as one, or tells an outcome with reasons and no visit; a
    note of a visit has three of its parts. None for everything else.
    """
    stop = min(start + _READ, end)
    parts = {found.lastgroup for found in _OF_A_VISIT.finditer(text, start, stop)}
    decided = _OUTCOME.search(text, start, stop)
    if decided is not None and len(parts) < _ENOUGH:
        if _OPENS_AS_REVIEW.match(text, _first(text, start, stop), stop):
            return "ur_decision"
        if "seen" not in parts and _WHY.search(text, start, stop):
            return "ur_decision"
    if len(parts) >= _ENOUGH and "seen" in parts and not _ANOTHER.search(text, start, start + _TOP):
        return "progress_report"
    return None


def heading_date(text: str, start: int, end: int) -> date | None:
    """The first date in the first lines of `[start, end)` that is not of another thing."""
    first = _first(text, start, end)
    stop = first
    for _ in range(_LINES):
        line = text.find("\n", stop, end)
        stop = end if line < 0 else line + 1
    stop = min(stop, first + _TOP)
    if _LOG.search(text, first, stop):
        return None
    for found in _DATE.finditer(text, first, stop):
        line = text.rfind("\n", 0, found.start()) + 1
        if _NOT_ITS_OWN.search(text[max(line, found.start() - 60) : found.start()]):
            continue
        day = read_date(found.group())
        if day is not None:
            return day
    return None


def _first(text: str, start: int, end: int) -> int:
    """Where the first line with words begins."""
    while start < end and text[start].isspace():
        start += 1
    return start
