"""The suites as tasks of Inspect: run by its own command, offline, against a scripted model."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.drafting.answers import answer, said
from tests.scripted_model import Reply, Request, ScriptedModel

pytest.importorskip("inspect_ai", reason="the extra inspect is not installed")

ROOT = Path(__file__).parents[2]
CASE = "mri-knee-left-right-2016"


def script(asked: Request) -> Reply:
    """A draft that rests on nothing; in the chat a tool first, and then its words."""
    if "response_format" in asked:
        return Reply(answer([said(1, "The reviewer may wish to read the file.")]))
    if any(one["role"] == "tool" for one in asked["messages"]):
        return Reply("The left knee (2016-05-10-pr2.txt, page 1).")
    return Reply(calls=[("visits_so_far", {})])


def logged(folder: Path) -> dict[str, dict[str, Any]]:
    """The logs that Inspect wrote, by the name of their task."""
    found = {}
    for path in folder.glob("*.json"):
        log = json.loads(path.read_text("utf-8"))
        found[log["eval"]["task"]] = log
    return found


def test_inspect_runs_the_suites_offline(tmp_path: Path) -> None:
    """Drafts and talks go through its model, are scored as by us, and stand in its log."""
    with ScriptedModel(script) as model:
        run = subprocess.run(
            [
                *(sys.executable, "-m", "inspect_ai", "eval"),
                *("evals/tasks.py@drafts", "evals/tasks.py@chat"),
                *("--model", "openai/scripted-1", "-M", "responses_api=false"),
                *("-T", f"only={CASE}", "--log-dir", str(tmp_path), "--log-format", "json"),
                *("--display", "none"),
            ],
            cwd=ROOT,
            env={
                **os.environ,
                "OPENAI_API_KEY": "scripted",
                "OPENAI_BASE_URL": model.url,
                "HOME": str(tmp_path),
            },
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
    assert run.returncode == 0, run.stderr
    logs = logged(tmp_path)
    assert set(logs) == {"drafts", "chat"}
    assert {log["status"] for log in logs.values()} == {"success"}
    drafted, talked = logs["drafts"]["samples"][0], logs["chat"]["samples"][0]
    assert drafted["id"] == talked["id"] == CASE
    assert drafted["scores"]["drafted"]["value"] == 1
    assert drafted["scores"]["errors left"]["value"] > 0
    assert "GRD" in drafted["scores"]["errors left"]["explanation"]
    assert drafted["scores"]["traps avoided"]["reason"] == "nothing to score"
    assert talked["scores"]["unchanged"]["value"] == 1
    assert 0 < talked["scores"]["placed"]["value"] <= 1
    assert drafted["model_usage"]["openai/scripted-1"]["total_tokens"] > 0
    assert any(one.get("tools") for one in model.requests)
