"""`imr mcp`: a real client lists the tools, calls them, and changes nothing."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.drafting import draft
from assistant.drafting.chat import Chat
from assistant.drafting.serving import served
from tests.drafting.answers import RECORD, TITLE, TRIAL

mcp = pytest.importorskip("mcp", reason="the extra mcp is not installed")

TOOLS = {
    "search_guidelines",
    "governing_limit",
    "facts",
    "visits_so_far",
    "record_pages",
    "record_page",
    "current_draft",
    "check_draft",
    "explain",
    "propose_edit",
}
RUN = "from assistant.cli import run; run()"


@pytest.fixture
def folder(case_folder: Callable[..., Path]) -> Path:
    """A case with its template draft."""
    made = case_folder(TITLE, RECORD)
    draft(made)
    return made


def session(folder: Path, calls: list[tuple[str, dict[str, Any]]]) -> tuple[set[str], list[Any]]:
    """The names of the tools that the server offers, and what each call returned."""

    async def talk() -> tuple[set[str], list[Any]]:
        server = mcp.StdioServerParameters(
            command=sys.executable, args=["-c", RUN, "mcp", str(folder)], env=dict(os.environ)
        )
        async with (
            mcp.stdio_client(server) as (reading, writing),
            mcp.ClientSession(reading, writing) as client,
        ):
            await client.initialize()
            listed = await client.list_tools()
            got = []
            for name, arguments in calls:
                answer = await client.call_tool(name, arguments)
                got.append(json.loads(answer.content[0].text))
            return {one.name for one in listed.tools}, got

    return asyncio.run(asyncio.wait_for(talk(), 90))


def test_a_client_reaches_every_tool(folder: Path) -> None:
    """Over standard input and output the tools answer with data that names its place."""
    before = (folder / "draft.md").read_bytes()
    names, got = session(
        folder,
        [
            ("governing_limit", {"item": 1}),
            ("visits_so_far", {}),
            ("facts", {"topic": "work status"}),
            ("record_page", {"document": "report.txt", "page": 1}),
            ("search_guidelines", {"query": "trial of manipulation", "k": 2}),
            ("current_draft", {}),
            ("check_draft", {}),
            ("explain", {"code": "LIM002"}),
            ("propose_edit", {"item": 0, "old": "rated 6/10", "new": "rated 6 of 10"}),
            ("governing_limit", {"item": 9}),
        ],
    )
    assert names == TOOLS
    assert got[0]["id"] == TRIAL
    assert "6 completed" in got[1][0]["text"]
    assert got[2][0]["where"] == "report.txt, page 1"
    assert "Lumbar strain" in got[3]["text"]
    assert len(got[4]) == 2
    assert "CLINICAL CASE SUMMARY" in got[5]
    assert isinstance(got[6], list)
    assert "limit-exceeded-wrongly" in got[7]
    assert got[8]["status"] == "open"
    assert "1 to 1" in got[9]["error"]
    assert (folder / "draft.md").read_bytes() == before
    assert [one.new for one in Chat(folder).tools.proposals] == ["rated 6 of 10"]


def test_each_tool_says_what_it_takes(folder: Path) -> None:
    """Every tool has a docstring, and answers a wrong argument with an error as data."""
    tools = {one.__name__: one for one in served(folder)}
    assert set(tools) == TOOLS
    assert all(one.__doc__ for one in tools.values())
    assert "error" in json.loads(tools["record_page"](document="none.txt", page=1))
