"""Taking back what was proposed or accepted, asked for in plain words, without a model."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.drafting.edits import Proposal
from assistant.drafting.events import Event
from assistant.drafting.template import draft_case
from assistant.drafting.tools import CaseTools

_BACK = re.compile(
    r"^(?:(?:no|nah|nope|oh|ok(?:ay)?|please|actually|wait|sorry|hm+)\b[\s,.!]*)*"
    r"(?:undo|revert|take (?:it|that|this) back|scratch (?:it|that)|never ?mind|nvm|forget (?:it|"
    r"that|about (?:it|that))|cancel(?: (?:it|that|the (?:edit|proposal|change)))?|withdraw|"
    r"reject(?: (?:it|that))?|discard(?: (?:it|that))?|go back|put it back|no,? (?:don't|do not))\b"
    r"(?: (?:it|that|this|the last (?:one|edit|change|proposal)|last (?:edit|change)|please))*"
    r"[\s.!]*$",
    re.IGNORECASE,
)
_YES = re.compile(
    r"^(?:(?:yes|yep|ok(?:ay)?|sure|fine|good|great|please)\b[\s,.!]*)*(?:accept|apply|keep|take|do|"
    r"use|go with|go ahead)(?: (?:it|that|this|the (?:edit|proposal|change)))?[\s.!]*$|"
    r"^(?:yes|yep|ok(?:ay)?|sure|looks good|lgtm)[\s.!]*$",
    re.IGNORECASE,
)

Reject = Callable[[Proposal], Event]


def taken_back(tools: CaseTools, text: str, reject: Reject) -> Iterator[Event] | None:
    """The events where `text` takes back the last proposal or says yes to it; None elsewhere.

    An open proposal is rejected by `reject`; of an accepted one the reverse is proposed. A yes
    changes nothing: it says which command accepts.
    """
    if not tools.proposes:
        return None
    if _BACK.match(text):
        return _taken_back(tools, reject)
    return _accepting(tools) if _YES.match(text) else None


def _taken_back(tools: CaseTools, reject: Reject) -> Iterator[Event]:
    last = next((one for one in reversed(tools.proposals) if one.status != "rejected"), None)
    if last is None:
        yield Event(
            kind="text", text="Nothing to take back: no proposal is open, and none was accepted."
        )
    elif last.status == "open":
        yield reject(last)
    else:
        yield Event(
            kind="text",
            text=f"proposal {last.id} is in the draft; its reverse is proposed. Nothing changes "
            "until it is accepted.",
        )
        _reverse(tools, last)


def _reverse(tools: CaseTools, one: Proposal) -> None:
    """Propose what stood there before `one`. Raises `InvalidField` where its words are gone."""
    outcome = None
    if one.outcome is not None:
        earlier = [
            own.outcome
            for own in tools.proposals
            if own.status == "accepted" and own.item == one.item and own.outcome and own.id < one.id
        ]
        outcome = earlier[-1] if earlier else draft_case(tools.case).items[one.item - 1].outcome
    new = " ".join(one.new.split())
    if new and not one.old and not new.endswith((".", "!", "?")):
        new = f"{new}."
    tools.propose_edit(one.item, new, one.old, outcome)


def _accepting(tools: CaseTools) -> Iterator[Event]:
    waiting = [one for one in tools.proposals if one.status == "open"]
    if not waiting:
        yield Event(kind="text", text="No proposal is open.")
        return
    number = waiting[-1].id
    yield Event(
        kind="text",
        text=f"/accept {number} puts proposal {number} into the draft; /reject {number} drops it.",
    )
