"""The routes of the chat over a case: what was said, a question answered as a stream, proposals."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Any, Literal
from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field

from assistant.drafting.chat import Chat
from assistant.drafting.events import Event
from assistant.errors import ImrError
from assistant.review import Review, Store
from assistant.review.talk import open_talk
from assistant.settings import settings
from assistant.web.answers import as_file
from assistant.web.gate import may
from assistant.web.security import where
from assistant.web.telling import event_line, public


class Question(BaseModel):
    """A question, or a command that begins with a slash."""

    text: str = Field(min_length=1, max_length=20_000)


class Verdict(BaseModel):
    """What the reviewer does with a proposal; `new` are the words to propose in its place."""

    verdict: Literal["accept", "reject", "change"]
    new: str = Field(default="", max_length=20_000)


def chat_routes(store: Store, user: Callable[[], str]) -> APIRouter:
    """The routes of the chat over the cases of `store`."""
    api = APIRouter()

    @api.get("/cases/{key}/chat")
    def turns(key: str) -> dict[str, Any]:
        """What was said, the proposals as they stand, and the model that answers."""
        talk = open_talk(store, key, user())
        return {
            "model": settings().model,
            "turns": [
                turn.model_dump(mode="json", exclude={"proposal"})
                for turn in talk.conversation.turns
                if turn.kind in {"asked", "answered"}
            ],
            "proposals": [one.model_dump(mode="json") for one in talk.tools.proposals],
        }

    @api.post(
        "/cases/{key}/chat",
        response_class=StreamingResponse,
        responses=as_file("text/event-stream"),
    )
    def ask(key: str, question: Question) -> StreamingResponse:
        """The answer as server-sent events; who closes the connection ends it.

        A quality editor asks and reads: for that role commands that change something are refused.
        """
        proposes = may("POST", f"/api/cases/{quote(key)}/proposals/1")
        talk = open_talk(store, key, user(), settings().model, proposes=proposes)
        return StreamingResponse(
            _stream(talk, question.text, Review(store, key)), media_type="text/event-stream"
        )

    @api.post("/cases/{key}/proposals/{number}")
    def decide(key: str, number: int, form: Verdict) -> dict[str, Any]:
        """Accept, reject or change a proposal; the events that follow from it."""
        talk = open_talk(store, key, user())
        quoted = '"' + form.new.replace("\\", "\\\\").replace('"', '\\"') + '"'
        rest = f"{number} {quoted}" if form.verdict == "change" else str(number)
        events = [one.model_dump(mode="json") for one in talk.ask(f"/{form.verdict} {rest}")]
        proposals = [one.model_dump(mode="json") for one in talk.tools.proposals]
        return {"events": events, "proposals": proposals}

    return api


def _stream(talk: Chat, text: str, review: Review) -> Iterator[str]:
    before = review.case.seen
    try:
        for event in talk.ask(text):
            yield event_line(event.model_dump(mode="json", exclude_none=True))
    except ImrError as error:
        yield event_line(Event(kind="error", text=public(error)).model_dump(mode="json"))
    except Exception as error:  # its words may be those of a record, and go into no log
        logging.getLogger(__name__).error("%s", where(error))
        told = Event(kind="error", text="the server failed; its log says where")
        yield event_line(told.model_dump(mode="json"))
    now = review.case.seen
    yield event_line({"kind": "end", "text": "", "seen": now, "changed": now != before})
