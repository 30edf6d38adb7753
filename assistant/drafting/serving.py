"""The tools of a case for another program: the same functions, plain data out, proposals kept."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from assistant.drafting.agent import plain
from assistant.drafting.chat import Chat
from assistant.drafting.offering import tool_functions
from assistant.errors import ImrError


def served(folder: str | Path) -> list[Callable[..., str]]:
    """The tools over the case in `folder`; each answers with JSON, an error too.

    A proposal is kept with the case's conversation, where the reviewer decides on it. Raises what
    `read_case` raises.
    """
    talk = Chat(folder)
    return [_served(tool, talk) for tool in tool_functions(talk.tools)]


def _served(tool: Callable[..., Any], talk: Chat) -> Callable[..., str]:
    @wraps(tool)
    def run(**given: Any) -> str:
        known = len(talk.tools.proposals)
        try:
            result = tool(**given)
        except ImrError as error:
            result = {"error": str(error)}
        for made in talk.tools.proposals[known:]:
            talk.conversation.add("proposal", proposal=made)
        return json.dumps(plain(result), ensure_ascii=False)

    signature = inspect.signature(tool, eval_str=True)
    run.__signature__ = signature.replace(return_annotation=str)  # type: ignore[attr-defined]  # what a schema is made from
    run.__annotations__ = {
        **{name: one.annotation for name, one in signature.parameters.items()},
        "return": str,
    }
    return run
