"""The words with which a sentence adds visits up, and those that keep a number out of the sum."""

from __future__ import annotations

import re

from assistant.text import spotted_phrases
from assistant.text.patterns import expression, phrases

TOTAL = expression(
    r"\b(?:total(?:s|ing|ling)?(?: to| of)?"
    r"|bring(?:s|ing)? (?:the |his |her |their |it |him )?(?:\w{1,12} )?"
    r"(?:(?:total|number|count|sum)(?: \w{1,12}){0,3}? )?to|sum(?:s|ming)? (?:to|of)|adds? up to"
    r"|altogether|combined(?: total)?(?: of)?|in all|makes?(?: a total of)?"
    r"|(?:comes?|amounts?) to|results? in)\b[ :,]{0,2}"
    r"(?:of |is |are |(?:would |will )?be |to )?$",
    re.IGNORECASE,
)
TOTAL_BEHIND = expression(
    r",? (?:in all|in total|altogether|combined|total|with (?:those|the \w+) before)\b"
)
NO_COUNT = expression(
    r" ?(?:(?:times?|weeks?|wks?|days?|months?|years?|hours?|percent|mg|levels?|degrees?|pounds?)\b"
    r"|x ?\d|-|to \d)",
    re.IGNORECASE,
)
BOUND = expression(r"\b(?:below|under|than|exceed\w{0,3}|within|above|beyond|past) (?:the )?$")
SUM = spotted_phrases(
    "total(?:s|ing|ling)?", "bring(?:s|ing)?", "sum(?:s|ming)?", "adds? up", "altogether",
    "combined", "in all", "makes?", r"comes?\sto", r"amounts?\sto", r"results?\sin",
)  # fmt: skip
BEFORE = phrases("completed", "attended", "received", "previous(?:ly)?", "prior", "already",
                  "earlier", "underwent", "had", "authorized", "past", "initial", "before",
                  "behind", "done")  # fmt: skip
NOW = phrases(
    "request(?:s|ed|ing)?",
    "additional",
    "further",
    "more",
    "now",
    "proposed",
    "another",
    "sought",
    r"ask(?:s|ed|ing)?\sfor",
)
RULED = phrases("up to", "guidelines?", "recommend(?:s|ed|ations?)?", "allow(?:s|ed)?", "maximum",
                "exceed(?:s|ed|ing)?", "with evidence", "mtus", "odg", "trial")  # fmt: skip
APART = expression(
    r"(?: (?:visits?|sessions?|treatments?))? (?:(?:more|fewer|less) than|short of"
    r"|beyond|above|over|past|below|under)\b",
    re.IGNORECASE,
)
"""Behind a number that tells how far the sum lies from a limit."""
REACH = 32
