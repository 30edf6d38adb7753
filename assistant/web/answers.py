"""What the interface answers besides what was asked for, as its description tells it."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel


class Refusal(BaseModel):
    """Why a request was not done, in one line.

    now      the last entry of a case that was changed since it was read
    reasons  what stands in the way of an approval, a line each
    """

    error: str
    now: int | None = None
    reasons: list[str] | None = None


_REFUSED = {
    400: "A field or file is not what is allowed",
    401: "Nobody has signed in",
    403: "The role may not do this, or the request is not of a page of this server",
    404: "There is no such case, version, record or source",
    409: "The case was changed since it was read, or something stands in the way",
    413: "The request is too large",
    422: "The request or a file in it cannot be read",
    503: "The store cannot be reached",
}
REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"model": Refusal, "description": words} for status, words in _REFUSED.items()
}
"""For every route of the interface."""


def as_file(*kinds: str) -> dict[int | str, dict[str, Any]]:
    """The description of an answer that is a file of one of the media types `kinds`."""
    return {200: {"description": "The file", "content": {kind: {} for kind in kinds}}}


LETTER_FORMS = {
    "pdf": "application/pdf",
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""The media type of each form of a letter."""
