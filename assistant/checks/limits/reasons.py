"""Words with which a rationale gives a reason other than the number of visits."""

from __future__ import annotations

from assistant.claims.negation import denies
from assistant.claims.prose import Passage
from assistant.text.patterns import phrases

_OTHER_REASON = phrases(
    r"functional\s(?:improvement|gain|benefit|restoration|deficit)", "improvement", "progress",
    "gains?", r"home\sexercise", "plateau", "contraindicat", r"red\sflags?", r"prior\s(?:visits|"
    "sessions|therapy|treatment)", r"previous(?:ly)?\s(?:visits|sessions|therapy|treatment)",
    "flare", "exacerbation", r"exceptional\sfactors", "goals?", "maintenance", "documentation",
    "documented", r"recommended\s(?:only|where|when|for|if|as)\b", r"not\srecommended",
    r"is\sindicated", r"are\sindicated", tail="",
)  # fmt: skip

_REACH = 48
"""Characters before such a word that may deny it."""


def gives_reason(passage: Passage, outcome: str) -> bool:
    """Whether the rationale gives another reason for `outcome` than a number.

    A denial may rest on what is missing; an approval rests on what is there: for one, improvement
    that the rationale denies is no reason.
    """
    for match in _OTHER_REASON.finditer(passage.text):
        start, _ = passage.around(match.start())
        before = passage.text[max(start, match.start() - _REACH) : match.start()]
        if outcome != "overturned" or not denies(before):
            return True
    return False
