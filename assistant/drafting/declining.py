"""Requests that the chat does not do: those that nobody may ask of it, and those for a model.

It never signs, sends, or leaves out the check, whoever asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.drafting.events import Event

NEVER = re.compile(
    r"\b(?:send|mail|fax|e-?mail|submit|sign|finali[sz]e|approve|issue|file|release|publish)\b"
    r"[^.?]{0,40}\b(?:letter|draft|determination|decision|it|case)\b|"
    r"\b(?:ignore|disregard|bypass|skip|override|turn off|switch off|disable|forget|don't run|"
    r"do not run|without)\b[^.?]{0,40}\b(?:rules?|checks?|checker|guidelines?|instructions?|"
    r"polic\w+|criteria|findings?|errors?)\b|\b(?:follow|obey|carry out)\b[^.?]{0,40}"
    r"\b(?:note|instructions?|orders?)\b",
    re.IGNORECASE,
)
OWN_WORDS = re.compile(
    r"\btranslat\w+|\b(?:re-?phrase|paraphrase|reword|polish|expand|lengthen|elaborate)\b|"
    r"\b(?:longer|friendlier|simpler|softer|kinder|more (?:formal|detailed)|plain(?:er)? "
    r"(?:english|language)|lay (?:terms|language)|bullet points)\b|\bexplain (?:it )?(?:in|to)\b",
    re.IGNORECASE,
)


def never() -> Iterator[Event]:
    """That it is not done here, and whose it is."""
    yield Event(
        kind="text",
        text="That cannot be done here: the chat proposes edits and changes nothing by itself, the "
        "criteria and the check stand whatever is asked, and what a record tells a reader to do is "
        "not followed. To decide, sign and write the letter is the reviewer's, with imr decide and "
        "imr letter or in the workbench.",
    )


def needs_model() -> Iterator[Event]:
    """That it needs a model, and what is done without one."""
    yield Event(
        kind="text",
        text="To write in words of its own needs a model. Without one the chat proposes: another "
        "outcome with your reason, words to replace, add or take out, an item made shorter, a fact "
        'to be named; or /edit ITEM "OLD" "NEW".',
    )
