"""What the interface is sent: the forms of its requests.

Every form that changes a case names the last entry that its sender has seen, so that nothing is
written over what somebody else did meanwhile.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from assistant.letters.models import Outcome

MOST_TEXT = 2_000_000
_LONGEST = 20_000
"""Characters of a reason, or of the words of a finding."""


class Seen(BaseModel):
    """The last entry of the case that the sender has seen, as `seen` of an answer tells it."""

    after: int


class Typed(BaseModel):
    """The text of a letter that is still being typed."""

    letter: str = Field(max_length=MOST_TEXT)


class Text(Seen):
    """The text of a letter, to be kept as a new version."""

    letter: str = Field(max_length=MOST_TEXT)


class DecisionForm(Seen):
    """The reviewer's decision on one item."""

    item: int
    outcome: Outcome
    reason: str = Field(default="", max_length=_LONGEST)


class WaiverForm(Seen):
    """A finding to let stand, and why."""

    code: str = Field(max_length=100)
    reason: str = Field(max_length=_LONGEST)
    item: int | None = None
    text: str | None = Field(default=None, max_length=_LONGEST)


class ReturnForm(Seen):
    """What is to be corrected."""

    reason: str = Field(max_length=_LONGEST)


class DraftForm(Seen):
    """Which drafter is to write."""

    model: str = "template"


class FactForm(Seen):
    """The reviewer's word on a fact: that it is right, what is right instead, or that it is none.

    value  what is right, for a correction
    """

    action: Literal["confirm", "correct", "strike"]
    value: str = Field(default="", max_length=2000)
