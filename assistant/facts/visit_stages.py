"""The stage of visits: what a sentence says was done, allowed or asked for.

What stands directly at a number tells most: "attended 9", "12 were authorized", "auth of 24", "two
cancelled". Next tells the last word of a stage before the service, else the first behind it. A word
that only describes the visits ("9 of the 12 authorized visits") gives way to a verb of attendance.
"""

from __future__ import annotations

import re
from typing import Literal, cast

from assistant.facts.models import VisitStage
from assistant.facts.prose import Prose
from assistant.facts.sought import Sought
from assistant.text.patterns import expression

_STAGE = Sought(
    r"\b(?P<prescribed>(?:request\w*|seek\w*|sought|ask\w*)(?: for)?(?: an?)? authori[sz]ation"
    r"|authori[sz]ation(?: is| was| has been)? (?:requested|sought)"
    r"|requests?(?: (?:was|were|has been|have been))?(?: received)?"
    r"|(?:please |kindly )(?:authori[sz]e|approve|certify)|ask(?:s|ed|ing)? for"
    r"|requested|requesting|rfa|rx|prescri\w+|order(?:s|ed)?|recommend\w*"
    r"|refer(?:red|ral|s)?|plan|treatment plan|seeks?|sought|den(?:y|ied|ial)|non-? ?certif\w+"
    r"|additional|further|more|proposed?|needs?|would|start|initiate|arranged|should)\b"
    r"|\b(?P<authorised>authori[sz]\w+|approv\w+|certified|scheduled|allowed)\b"
    r"|\b(?P<completed>completed?|attended|attending|attendance"
    r"|(?<!been )(?<!was )(?<!were )receiv(?:ed|ing)|underw\w+|undergone"
    r"|gone|went|did(?= (?:\d|an?\b|the\b|all\b|some\b|[a-z]+teen\b|six\b|eight\b|ten\b|twelve\b))"
    r"|has had|had had|have had|had|treated with|treatments?(?: and [\w ]{3,30})? to date"
    r"|treatments? (?:rendered|has|have|had)|prior(?! authori)|previous(?:ly)?|past|to date"
    r"|thus far|so far|done|finished|ended|concluded|took place|after"
    r"|following|status[ -]post|trial of|course(?: of)?"
    r"|participat\w+|used"
    r"|discharged from|helped|relieved|gave|provided (?:no|some|only|little|good|temporary|minimal)"
    r"|failed|did not|tried|(?:has|have) not (?:helped|relieved|changed|improved)"
    r"|with(?:out| \w+| no \w+)? (?:relief|benefit|improvement))\b",
    re.IGNORECASE,
)
_LIST = Sought(
    r"\b(?:plan|request|recommend|authori[sz]|rx|prescription|further (?:treatment|care)"
    r"|treatment (?:required|needed))",
    re.IGNORECASE,
)
_DESCRIBES = expression(
    r"(?:authori[sz]ed|approved|certified|scheduled|requested|prescribed|recommended|ordered"
    r"|additional|further|more)",
    re.IGNORECASE,
)
_IS = expression(r"\b(?:is|are|was|were|be|been|being) $", re.IGNORECASE)
_FEW_WORDS = expression(r"(?: [A-Za-z-]+){0,3} ?")
_BREAK = expression(r"[;.]| but |, (?:and|then|now) | and (?:now|then|is|was|has|will|needs?) ")
_MANY = (
    r"(?: (?:all|only|just|an?|initial|about|around|approximately|nearly|at least"
    r"|a total of|over|the|his|her"
    r"|another|up to|some|of|first|last|more than))*"
)
_LEFT = expression(
    rf"(?:\b(?P<prescribed>request\w*|rec(?:ommend\w*|s)?\b\.?|prescrib\w*|order\w*|needs?|rx"
    rf"|plan|for an?(?:other)?"
    rf"|additional|further|den(?:y|ied))"
    rf"|\b(?P<authorised>(?:auth(?:ori[sz]ation|ori[sz]ed|ori[sz]es|['’]?d)?|approv(?:al|ed|es)"
    rf"|certif(?:ied|ies|ication)|certify|authori[sz]e|approve|allow(?:s|ed)?|scheduled)"
    rf"(?: (?:of|for|is|was|x|:))?)"
    rf"|\b(?P<completed>complet(?:ed|ing)|attend(?:ed|ing)|attendance|receiv(?:ed|ing)"
    rf"|finish(?:ed|ing)"
    rf"|used|us(?:ing|ed)"
    rf"|done|had|undergone|underwent|gone (?:to|through)|went (?:to|through)|participated in"
    rf"|seen(?: for)?|treated"
    rf"|given|treated with|total to date)){_MANY}[ :]{{0,2}}$",
    re.IGNORECASE,
)
_RIGHT = expression(
    r"(?: (?:visits?|sessions?|treatments?|appointments?)|(?: of)? \w+ (?:visits?|sessions?))?\)?"
    r"(?: of (?:them|these|those|which|[\w ]{3,24}?))?"
    r"(?: (?:so far|thus far|to date|already|now))?,?"
    r" (?:(?:that |which )?(?:(?:has|have|had) (?:now |all |already )?been|were|was|are|is) )?"
    r"(?:(?:now|already|only|not|never) )?"
    r"(?:(?P<uncounted>remain\w*|left\b|cancel\w*|missed|no[ -]?show\w*|unused|(?<=never )used"
    r"|(?<=not )(?:used|attended|completed)|outstanding)"
    r"|(?P<completed>completed|attended|used|done|finished|received|taken|given"
    r"|(?<=\s)(?:so far|to date|thus far))"
    r"|(?P<authorised>(?<!not )(?:authori[sz]ed|approved|certified|allowed"
    r"|scheduled))(?! (?:visits?"
    r"|sessions?|treatments?|\w+ therapy|PT|OT|acupuncture|chiropractic)\b)"
    r"|(?P<prescribed>requested|recommended|prescribed|ordered|denied|non-?certified"
    r"|(?<=not )(?:authori[sz]ed|approved|certified)|needed))\b"
    r"| (?P<more>more|additional|further)(?: (?:\w+ ){0,3}(?:visits?|sessions?|treatments?)\b"
    r"(?! (?:were |was |are |have been )?(?:now )?(?:authori[sz]ed|approved|certified))"
    r"|(?=[.,;]|$))"
    r"| (?:more|additional|further) (?:[\w-]+ ){0,3}?(?:(?:visits?|sessions?|treatments?) )?"
    r"(?:were |was |are |have been )?(?P<allowed>authori[sz]ed|approved|certified)\b"
    r"|(?: (?:visits?|sessions?|treatments?))? (?P<sofar>so far|to date|thus far)\b",
    re.IGNORECASE,
)
_DIGITS = expression(r"[\w-]+")
_CLAUSE = expression(r"[;.(]|, (?=[A-Za-z])| but | and (?=\w+ (?:is|was|were|are|has|have|more)\b)")

_CELLS = expression(r"\S[ ]?(?:\||\t)[ ]?\S")

Told = Literal["completed", "authorised", "prescribed", "uncounted"]


def stage_at(text: str, end: int, label: str = "") -> VisitStage:
    """The stage that the sentence `text` tells of the words that stop at `end`."""
    stage: VisitStage = "prescribed" if _LIST.search(label) else "mentioned"
    done_at = -1
    for word in _STAGE.finditer(text):
        told = cast(VisitStage, word.lastgroup)
        if word.start() >= end:
            return told if stage == "mentioned" else stage
        if (
            stage == "completed"
            and told != "completed"
            and _DESCRIBES.fullmatch(word.group())
            and not _IS.search(text, 0, word.start())
            and _FEW_WORDS.fullmatch(text, word.end(), end)
            and not _BREAK.search(text, done_at, word.start())
        ):
            continue
        stage = told
        done_at = word.end()
    return stage


def is_form_row(prose: Prose, text: str) -> bool:
    """Whether `text` is a row of the table in which the form RFA lists what is requested."""
    if prose.part.kind != "request_for_authorization":
        return False
    return _CELLS.search(text) is not None or _CODED.search(text) is not None


def is_asked(prose: Prose, start: int) -> bool:
    """Whether the form RFA names at `start` what it requests."""
    if prose.part.kind != "request_for_authorization":
        return False
    return _ASKED_FOR.search(prose.label(start)) is not None


_CODED = expression(r"(?<![\w.-])(?:9[0-9]|[2-7][0-9])\d{3}(?![\w/-])")
"""The code of a procedure (CPT): five digits."""
_ASKED_FOR = expression(
    r"procedure|associated|service|good|treatment|requested|item|therapy|equipment|surgery",
    re.IGNORECASE,
)


def stage_beside(text: str, start: int, end: int) -> Told | None:
    """What the words directly at the number in `[start, end)` say of it; None where they do not.

    "uncounted" are visits that were missed or are left: they are no count of a stage.
    """
    begin = 0
    for gap in _CLAUSE.finditer(text, 0, start):
        begin = gap.end()
    left = _LEFT.search(text, begin, start)
    if left is not None and left.lastgroup == "completed":
        return "completed"
    number = _DIGITS.match(text, start, end)
    right = _RIGHT.match(text, number.end() if number else end) or _RIGHT.match(text, end)
    if right is not None:
        named = {"sofar": "completed", "more": "prescribed", "allowed": "authorised"}
        return cast(Told, named.get(right.lastgroup or "", right.lastgroup))
    return cast(Told, left.lastgroup) if left is not None else None
