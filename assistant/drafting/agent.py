"""The chat with a model: a LangChain agent over the tools, its words streamed.

Identifiers are replaced before anything leaves and put back in what comes. A place that the answer
names and no tool returned is told to the reviewer.
"""

from __future__ import annotations

import inspect
import json
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any

from assistant.drafting.conversation import Conversation
from assistant.drafting.endpoint import usage_of
from assistant.drafting.events import Event
from assistant.drafting.interruptible import Left, interruptible
from assistant.drafting.offering import tool_functions
from assistant.drafting.placeholders import Placeholders, Restoring
from assistant.drafting.prompts import read_prompt
from assistant.drafting.tools import CaseTools
from assistant.drafting.usage import Usage
from assistant.errors import ImrError, ModelError
from assistant.text import Value

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk, BaseMessage

_TURNS = 20
_STEPS = 24
_SHOWN = 12_000
_PLACE = re.compile(
    r"[\w.-]{1,80}\.(?:txt|md|pdf|docx), page \d{1,5}|[a-z0-9-]+/[\w.-]+/[\w-]+[#:][\w-]+"
)


def answer(
    model: BaseChatModel, tools: CaseTools, talk: Conversation, spend: Callable[[Usage], None]
) -> Iterator[Event]:
    """The events of the answer to the last question of `talk`; `spend` is told what each cost.

    Raises `ModelError`.
    """
    import httpx  # noqa: PLC0415 - loaded with the model
    import openai  # noqa: PLC0415 - as above
    from langchain.agents import create_agent  # noqa: PLC0415 - as above
    from langchain_core.messages import AIMessageChunk  # noqa: PLC0415 - as above
    from langgraph.errors import GraphRecursionError  # noqa: PLC0415 - as above

    names = Placeholders([record.document.text for record in tools.case.records])
    returned: list[str] = []
    called: list[str] = []
    left = threading.Event()
    wrapped = [_private(one, names, returned, called, left) for one in tool_functions(tools)]
    agent: Any = create_agent(model, wrapped)
    said = Restoring(names)
    whole = ""
    ended: str | None = None
    try:
        stream = agent.stream(
            {"messages": _messages(tools, talk, names)},
            config={"recursion_limit": _STEPS},
            stream_mode="messages",
        )
        for message, _ in interruptible(stream, left):
            while called:
                yield Event(kind="tool", text=called.pop(0))
            if isinstance(message, AIMessageChunk) and isinstance(message.content, str):
                ended = _ended(message, ended)
                if message.usage_metadata:
                    spend(usage_of(message, 0.0, 1))
                piece = said.add(message.content)
                whole += piece
                if piece:
                    yield Event(kind="text", text=piece)
    except (openai.APIError, httpx.HTTPError) as error:
        raise ModelError(f"the model did not answer ({type(error).__name__})") from None
    except GraphRecursionError:
        raise ModelError(f"the model called tools {_STEPS // 2} times without an answer") from None
    rest = said.end()
    whole += rest
    if rest:
        yield Event(kind="text", text=rest)
    yield from _doubted(whole, ended, returned)


def _ended(message: AIMessageChunk, before: str | None) -> str | None:
    """Why the last words ended; None while they have not."""
    finish: str | None = message.response_metadata.get("finish_reason")
    return finish or (None if message.content else before)


def _doubted(whole: str, ended: str | None, returned: Sequence[str]) -> Iterator[Event]:
    """What is wrong with an answer that has come. Raises `ModelError` for one that is none."""
    if ended in {None, "length"} and whole.strip():
        raise ModelError("the answer was cut off")
    if not whole.strip():
        raise ModelError("the model gave no answer")
    for place in dict.fromkeys(_PLACE.findall(whole)):
        if not any(place in one for one in returned):
            yield Event(kind="error", text=f"the answer names {place}, which no tool returned")


def _messages(tools: CaseTools, talk: Conversation, names: Placeholders) -> list[BaseMessage]:
    from langchain_core.messages import AIMessage, HumanMessage  # noqa: PLC0415 - loaded with it

    items = "\n".join(
        f"{number}. {one.title}" for number, one in enumerate(tools.case.disputed_items, 1)
    )
    head = read_prompt("chat").messages(
        case_number=tools.case.case_number or "no case number", items=names.hide(items)
    )
    forms = {"asked": HumanMessage, "answered": AIMessage}
    return [*head, *(forms[kind](names.hide(text)) for kind, text in talk.spoken(_TURNS))]


def _private(
    tool: Callable[..., Any],
    names: Placeholders,
    returned: list[str],
    called: list[str],
    left: threading.Event,
) -> Callable[..., str]:
    """The tool with identifiers restored in what it is asked and hidden in what it returns."""

    @wraps(tool)
    def run(**given: Any) -> str:
        if left.is_set():
            raise Left
        called.append(tool.__name__)
        own = {
            name: names.restore(one) if isinstance(one, str) else one for name, one in given.items()
        }
        try:
            result = tool(**own)
        except ImrError as error:
            result = {"error": str(error)}
        text = json.dumps(plain(result), ensure_ascii=False)
        returned.append(text)
        return names.hide(text[:_SHOWN])

    run.__signature__ = inspect.signature(tool)  # type: ignore[attr-defined]  # what an agent reads
    return run


def plain(value: Any) -> Any:
    """JSON data of what a tool returns."""
    if isinstance(value, Value):
        return value.model_dump(mode="json")
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: plain(one) for name, one in value._asdict().items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return value
