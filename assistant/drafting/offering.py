"""The tools of a case that a model, or another program over MCP, is given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assistant.drafting.tools import CaseTools


def tool_functions(tools: CaseTools) -> list[Callable[..., Any]]:
    """The tools that a model or another program may call, for who only reads without proposals."""
    reading: list[Callable[..., Any]] = [
        tools.search_guidelines,
        tools.governing_limit,
        tools.facts,
        tools.visits_so_far,
        tools.record_pages,
        tools.record_page,
        tools.current_draft,
        tools.check_draft,
        tools.explain,
    ]
    return [*reading, tools.propose_edit] if tools.proposes else reading
