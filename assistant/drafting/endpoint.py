"""The configured model: any OpenAI-compatible endpoint, or Azure, through langchain-openai.

The variables are those of the openai library: OPENAI_API_KEY, OPENAI_BASE_URL; for Azure
AZURE_OPENAI_ENDPOINT, AZURE_OPENAI_API_KEY, OPENAI_API_VERSION. Tracing services stay off whatever
the environment says: nothing of a case leaves but to this endpoint.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from assistant.drafting.given import given_model
from assistant.drafting.usage import Usage
from assistant.errors import ModelError, SettingsError
from assistant.text import Value

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk, BaseMessage
    from langchain_core.rate_limiters import BaseRateLimiter

TIMEOUT = 120.0
"""Seconds without a word of the answer before the endpoint counts as silent."""

PAUSE: Callable[[float], None] = time.sleep
"""How to wait between tries."""

_LOCK = threading.Lock()
_pace = {"seconds": 0.0, "next": 0.0}  # between requests of all threads; when the next may leave

_MOST_TRIES = 4
_LONGEST_WAIT = 30.0
_LONGEST_ANSWER = 60_000
_LOOP = 120
_LOOPS = 6
_TRACING = (
    "LANGSMITH_TRACING",
    "LANGSMITH_TRACING_V2",
    "LANGCHAIN_TRACING",
    "LANGCHAIN_TRACING_V2",
)

Progress = Callable[[str], None]


class Answered(Value):
    """The text of an answer and what it cost."""

    text: str
    usage: Usage


class Unusable(ModelError):
    """The endpoint answered, but not with an answer: refusal, cut off, endless, empty."""


def chat_model(name: str, timeout: float = TIMEOUT, *, retries: int = 0) -> BaseChatModel:
    """The chat model `name` at the endpoint of the environment.

    `retries` are tries of the client itself, for callers that do not go through `ask`. Requests
    keep to the pace of `limit_requests` in both ways. Raises `SettingsError` where neither a key
    nor an endpoint is set.
    """
    for variable in _TRACING:
        os.environ[variable] = "false"
    offered = given_model(name)
    if offered is not None:
        return offered
    from langchain_openai import AzureChatOpenAI, ChatOpenAI  # noqa: PLC0415 - takes a second

    # waits and tries are ours, so that they are told and counted; no token table is fetched
    shared: dict[str, Any] = {
        "timeout": timeout,
        "max_retries": retries,
        "temperature": 0,
        "rate_limiter": _pacer(),
    }
    if os.environ.get("AZURE_OPENAI_ENDPOINT"):
        return AzureChatOpenAI(azure_deployment=name, stream_usage=True, **shared)
    key, base = os.environ.get("OPENAI_API_KEY"), os.environ.get("OPENAI_BASE_URL")
    if not key and not base:
        allowed = f"a key or an endpoint (OPENAI_BASE_URL) for the model {name}"
        raise SettingsError("environment", "OPENAI_API_KEY", allowed, "nothing")
    # endpoints on one's own machine often want no key, the client always does
    secret: Any = key or "none"
    return ChatOpenAI(model=name, api_key=secret, base_url=base, stream_usage=True, **shared)


def limit_requests(per_minute: float | None) -> None:
    """Let this process send at most so many requests a minute; None for no bound."""
    with _LOCK:
        _pace.update(seconds=60.0 / per_minute if per_minute else 0.0, next=0.0)


def _wait_for_turn() -> None:
    with _LOCK:
        now = time.monotonic()
        turn = max(now, _pace["next"])
        _pace["next"] = turn + _pace["seconds"]
    if turn > now:
        PAUSE(turn - now)


def _pacer() -> BaseRateLimiter:
    from langchain_core.rate_limiters import BaseRateLimiter  # noqa: PLC0415 - loaded with it

    class Pacer(BaseRateLimiter):
        """Lets each request wait for its turn."""

        def acquire(self, *, blocking: bool = True) -> bool:
            """Wait for a turn."""
            if blocking:
                _wait_for_turn()
            return True

        async def aacquire(self, *, blocking: bool = True) -> bool:
            """Wait for a turn; nothing here is asynchronous."""
            return self.acquire(blocking=blocking)

    return Pacer()


def ask(
    model: BaseChatModel,
    messages: Sequence[BaseMessage],
    schema: dict[str, Any],
    progress: Progress | None = None,
) -> Answered:
    """One answer in the form of `schema`, streamed; `progress` gets each piece.

    Rate limits, server failures, time-outs and broken connections are tried again with growing
    pauses. Raises `Unusable` for a refusal, an answer that is cut off, repeats itself
    without end or is empty, and `ModelError` for an endpoint that does not answer.
    """
    import httpx  # noqa: PLC0415 - loaded with the model
    import openai  # noqa: PLC0415 - as above

    bound = model.bind(response_format={"type": "json_schema", "json_schema": schema})
    started = time.monotonic()
    for attempt in range(1, _MOST_TRIES + 1):
        try:
            whole = _gathered(bound.stream(list(messages)), progress)
            usage = usage_of(whole, time.monotonic() - started, attempt)
            return Answered(text=_text(whole), usage=usage)
        except openai.LengthFinishReasonError:
            raise Unusable("the answer was cut off at the most tokens allowed") from None
        except openai.ContentFilterFinishReasonError:
            raise Unusable("the answer was stopped by a content filter") from None
        except openai.APIStatusError as error:
            if error.status_code not in {408, 409, 429} and error.status_code < 500:
                raise ModelError(_told(model, f"status {error.status_code}")) from None
            failure, wait = f"status {error.status_code}", _asked_wait(error)
        except openai.APITimeoutError:
            failure, wait = "no answer in time", None
        except (openai.APIError, httpx.HTTPError) as error:
            failure, wait = f"connection broken ({type(error).__name__})", None
        except (ValueError, LookupError, TypeError, AttributeError, AssertionError) as error:
            raise Unusable(f"the endpoint sent no chat answer ({type(error).__name__})") from None
        if attempt < _MOST_TRIES:
            PAUSE(min(wait if wait is not None else 2.0 ** (attempt - 1), _LONGEST_WAIT))
    raise ModelError(_told(model, f"{failure}, {_MOST_TRIES} times"))


def _told(model: BaseChatModel, what: str) -> str:
    return f"model {getattr(model, 'model_name', '')}: {what}"


def _gathered(stream: Iterator[Any], progress: Progress | None) -> AIMessageChunk:
    whole: AIMessageChunk | None = None
    text = ""
    for chunk in stream:
        whole = chunk if whole is None else whole + chunk
        piece = chunk.content if isinstance(chunk.content, str) else ""
        text += piece
        if progress and piece:
            progress(piece)
        if len(text) > _LONGEST_ANSWER or _repeats(text):
            raise Unusable("the answer repeats itself without end")
    if whole is None:
        raise Unusable("the answer is empty")
    return whole


def _repeats(text: str) -> bool:
    """Whether the last words were said several times in a row."""
    if len(text) < _LOOP * _LOOPS:
        return False
    tail = text[-_LOOP:]
    return text[-_LOOP * _LOOPS * 4 :].count(tail) >= _LOOPS or len(set(tail)) < 3


def _text(whole: AIMessageChunk) -> str:
    refusal = whole.additional_kwargs.get("refusal")
    if refusal:
        raise Unusable("the model refused to answer")
    finish = whole.response_metadata.get("finish_reason")
    if finish == "length":
        raise Unusable("the answer was cut off at the most tokens allowed")
    if finish == "content_filter":
        raise Unusable("the answer was stopped by a content filter")
    text = whole.content if isinstance(whole.content, str) else ""
    if not text.strip():
        raise Unusable("the answer is empty")
    return text


def usage_of(whole: AIMessageChunk, seconds: float, tries: int) -> Usage:
    """What an answer cost, as the endpoint counted it."""
    counted = whole.usage_metadata
    given = counted["input_tokens"] if counted else 0
    made = counted["output_tokens"] if counted else 0
    prices = _prices()
    cost = round((given * prices[0] + made * prices[1]) / 1e6, 6) if prices else None
    return Usage(
        input_tokens=given, output_tokens=made, seconds=round(seconds, 3), tries=tries, cost=cost
    )


def _prices() -> tuple[float, float] | None:
    """Prices for a million tokens in and out, from OPENAI_PRICE_PER_MILLION as "0.15/0.60"."""
    given = os.environ.get("OPENAI_PRICE_PER_MILLION", "")
    if not given:
        return None
    try:
        low, high = (float(one) for one in given.split("/"))
    except ValueError:
        allowed = 'two numbers as "0.15/0.60"'
        raise SettingsError("environment", "OPENAI_PRICE_PER_MILLION", allowed, given) from None
    return low, high


def _asked_wait(error: Any) -> float | None:
    try:
        return float(error.response.headers.get("retry-after", ""))
    except ValueError:
        return None
