"""The server is killed while a reviewer works: what it said was saved is there afterwards.

`IMR_KILLS=50` kills it so often; by default a few times.
"""

from __future__ import annotations

import json
import os
import random
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from http.client import HTTPException
from pathlib import Path
from typing import Any

import pytest

from assistant.checks import Report
from assistant.drafting import draft
from assistant.review import Store, open_case

SAMPLE = Path(__file__).parents[2] / "evals" / "cases" / "chiropractic-trial-2014"
KEY = "CM14-0000001"
KILLS = int(os.environ.get("IMR_KILLS", "3"))
_SERVE = "import sys; from assistant.cli import run; run(['serve', '--port', sys.argv[1]])"


class Reviewer(threading.Thread):
    """Types on until the server is gone; `said` is the last text that it said was saved."""

    def __init__(self, address: str, letter: str, seen: int, first: int) -> None:
        super().__init__(daemon=True)
        self.address, self.letter, self.seen = address, letter, seen
        self.said = self.sent = first

    def run(self) -> None:
        """Write version after version, each longer than a page of the database."""
        while True:
            self.sent += 1
            text = written(self.letter, self.sent)
            try:
                told = ask(f"{self.address}/letter", "PUT", {"letter": text, "after": self.seen})
            except (urllib.error.URLError, HTTPException, OSError):
                return
            self.said, self.seen = self.sent, told["seen"]


def written(letter: str, number: int) -> str:
    """The version of that number of the letter."""
    return f"{letter}\nAddendum {number}.\n" + "The course was completed.\n" * (number % 300)


def ask(url: str, method: str = "GET", body: dict[str, Any] | None = None) -> dict[str, Any]:
    """What the server answers. Raises `OSError` when it does not."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(url, data, headers, method=method)  # noqa: S310 - on loopback
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - likewise
        told: dict[str, Any] = json.load(answer)
        return told


def started(port: int) -> tuple[subprocess.Popen[bytes], dict[str, Any]]:
    """A server of its own process, and the case as it tells it."""
    server = subprocess.Popen([sys.executable, "-c", _SERVE, str(port)], stdout=subprocess.DEVNULL)
    end = time.monotonic() + 60
    while True:
        try:
            return server, ask(f"http://127.0.0.1:{port}/api/cases/{KEY}")
        except (urllib.error.URLError, OSError):
            assert server.poll() is None, "the server ended by itself"
            assert time.monotonic() < end, "the server does not answer"
            time.sleep(0.05)


def test_nothing_that_was_said_to_be_saved_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed at any moment, the letter is the last one that was saved, or the one on its way."""
    chance = random.Random(4610)  # noqa: S311 - when to kill is no secret
    monkeypatch.setenv("IMR_DATA_DIR", str(tmp_path / "data"))  # the server's
    store = Store(f"sqlite:///{tmp_path / 'data' / 'review.sqlite3'}")
    review = open_case(store, SAMPLE, "Dr. A")
    review.keep_draft(draft(SAMPLE, out=tmp_path), Report(source="draft.md"), "Dr. A")
    letter = review.case.letter or ""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server, told = started(port)
    number = saved = 0
    try:
        for _ in range(KILLS):
            at_work = Reviewer(
                f"http://127.0.0.1:{port}/api/cases/{KEY}", letter, told["seen"], number
            )
            at_work.start()
            time.sleep(chance.uniform(0.1, 1.0))
            server.kill()
            server.wait()
            at_work.join(40)
            assert not at_work.is_alive()
            saved += at_work.said - number
            server, told = started(port)
            there = {written(letter, one): one for one in (at_work.said, at_work.sent)}
            if at_work.said == 0:
                there[letter] = 0
            assert told["letter"] in there
            number = there[told["letter"]]
            assert store.verify() is None
    finally:
        server.kill()
        server.wait()
        store.close()
    assert saved > 0
