"""Chat models whose answers are made elsewhere, as by an evaluation tool with models of its own.

    with offered("their-model", answer):
        draft(folder, model="their-model")

Whoever asks for a chat model of that name gets one that hands messages and form to `answer`.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage


class Asked(NamedTuple):
    """A request: messages, tools and the form of the answer as the OpenAI interface has them."""

    messages: list[dict[str, Any]]
    tools: list[dict[str, Any]]
    form: dict[str, Any] | None


class Replied(NamedTuple):
    """An answer: its text, the tools it calls as `(id, name, arguments)`, why it ended, tokens."""

    text: str
    calls: tuple[tuple[str, str, dict[str, Any]], ...] = ()
    finish: str = "stop"
    input_tokens: int = 0
    output_tokens: int = 0


Answering = Callable[[Asked], Replied]

_LOCK = threading.Lock()
_offered: dict[str, Answering] = {}


@contextmanager
def offered(name: str, answer: Answering) -> Iterator[None]:
    """Let `answer` stand for the chat model `name` of this process."""
    with _LOCK:
        _offered[name] = answer
    try:
        yield
    finally:
        with _LOCK:
            _offered.pop(name, None)


def given_model(name: str) -> BaseChatModel | None:
    """The chat model that is offered under `name`; None where none is."""
    answer = _offered.get(name)
    return None if answer is None else _model(name, answer)


def _model(name: str, answer: Answering) -> BaseChatModel:
    from langchain_core.language_models import BaseChatModel  # noqa: PLC0415 - takes a second
    from langchain_core.language_models.chat_models import (  # noqa: PLC0415 - as above
        generate_from_stream,
    )
    from langchain_core.messages import (  # noqa: PLC0415 - as above
        AIMessageChunk,
        convert_to_openai_messages,
    )
    from langchain_core.messages.tool import tool_call_chunk  # noqa: PLC0415 - as above
    from langchain_core.outputs import ChatGenerationChunk, ChatResult  # noqa: PLC0415 - as above
    from langchain_core.utils.function_calling import (  # noqa: PLC0415 - as above
        convert_to_openai_tool,
    )

    class Given(BaseChatModel):
        """Hands each request on."""

        model_name: str = name

        @property
        def _llm_type(self) -> str:
            return "given"

        def bind_tools(self, tools: Sequence[Any], **given: Any) -> Any:
            """Tools in the form of the OpenAI interface."""
            return self.bind(tools=[convert_to_openai_tool(one) for one in tools], **given)

        def _generate(
            self,
            messages: list[BaseMessage],
            stop: list[str] | None = None,
            run_manager: Any = None,
            **given: Any,
        ) -> ChatResult:
            return generate_from_stream(self._stream(messages, stop, run_manager, **given))

        def _stream(
            self,
            messages: list[BaseMessage],
            stop: list[str] | None = None,  # noqa: ARG002 - of the interface
            run_manager: Any = None,  # noqa: ARG002 - likewise
            **given: Any,
        ) -> Iterator[ChatGenerationChunk]:
            said = convert_to_openai_messages(messages)
            form = given.get("response_format")
            made = answer(
                Asked(
                    said if isinstance(said, list) else [said],
                    given.get("tools", []),
                    form["json_schema"] if form else None,
                )
            )
            message = AIMessageChunk(
                content=made.text,
                tool_call_chunks=[
                    tool_call_chunk(id=one, name=called, args=json.dumps(arguments), index=at)
                    for at, (one, called, arguments) in enumerate(made.calls)
                ],
                usage_metadata={
                    "input_tokens": made.input_tokens,
                    "output_tokens": made.output_tokens,
                    "total_tokens": made.input_tokens + made.output_tokens,
                },
                response_metadata={"finish_reason": made.finish},
            )
            yield ChatGenerationChunk(message=message)

    return Given()
