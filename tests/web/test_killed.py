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
from assistant.review import Store, back_up, open_case, pdf, restore
from assistant.settings import settings
from tests.postgres import fresh

SAMPLE = Path(__file__).parents[2] / "evals" / "cases" / "chiropractic-trial-2014"
KEY = "CM14-0000001"
KILLS = int(os.environ.get("IMR_KILLS", "3"))
_SERVE = "import sys; from assistant.cli import run; run(['serve', '--port', sys.argv[1]])"


class Reviewer(threading.Thread):
    """Writes, decides and approves until the server is gone.

    said  the case as the last answer told it, or what is compared of it
    sent  the text that was on its way when no answer came any more
    """

    def __init__(self, address: str, letter: str, told: dict[str, Any], first: int) -> None:
        super().__init__(daemon=True)
        self.address, self.letter = address, letter
        self.said, self.number, self.answers = told, first, 0
        self.sent: str | None = None
        self.refused = ""

    def run(self) -> None:
        """Version after version, each longer than a page of the database, each approved."""
        try:
            while True:
                self.number += 1
                self.sent = written(self.letter, self.number)
                kept = self._done("PUT", "letter", letter=self.sent)
                self.said = {**self.said, **kept, "letter": self.sent, "approval": None}
                self.said = self._done("POST", "decisions", item=1, outcome="upheld")
                self.said = self._done("POST", "approval")
        except urllib.error.HTTPError as error:
            self.refused = error.read().decode()
        except (urllib.error.URLError, HTTPException, OSError):
            return

    def _done(self, method: str, path: str, **form: Any) -> dict[str, Any]:
        body = {**form, "after": self.said["seen"]}
        told = ask(f"{self.address}/{path}", method, body)
        self.answers += 1
        return told


def written(letter: str, number: int) -> str:
    """The version of that number of the letter."""
    return f"{letter}\nAddendum {number}.\n" + "The file was read again.\n" * (number % 300)


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


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_nothing_that_was_said_to_be_saved_is_lost(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """Killed at any moment, the case is as it was last told, or as it was on its way to be."""
    chance = random.Random(4610)  # noqa: S311 - when to kill is no secret
    monkeypatch.setenv("IMR_DATA_DIR", str(tmp_path / "data"))  # the server's
    settings.cache_clear()
    url = f"sqlite:///{tmp_path / 'data' / 'review.sqlite3'}"
    kills = KILLS
    if kind == "postgresql":
        url = fresh(request.getfixturevalue("postgresql"))
        monkeypatch.setenv("IMR_STORE", url)
        kills = max(1, KILLS // 3)
    store = Store(url)
    review = open_case(store, SAMPLE, "Dr. A")
    review.keep_draft(draft(SAMPLE, out=tmp_path), Report(source="draft.md"), "Dr. A")
    letter = review.case.letter or ""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server, told = started(port)
    number = answers = 0
    try:
        for _ in range(kills):
            at_work = Reviewer(f"http://127.0.0.1:{port}/api/cases/{KEY}", letter, told, number)
            at_work.start()
            time.sleep(chance.uniform(0.1, 1.0))
            server.kill()
            server.wait()
            at_work.join(40)
            assert not at_work.is_alive()
            assert not at_work.refused
            answers += at_work.answers
            server, told = started(port)
            said = at_work.said
            if told["seen"] == said["seen"]:  # nothing was on its way, or it was not kept
                assert (told["letter"], told["state"]) == (said["letter"], said["state"])
                assert told["approval"] == said["approval"]
            else:
                assert told["seen"] > said["seen"]
                assert told["letter"] == at_work.sent
            if told["approval"]:
                first, again = (review.case for _ in range(2))
                assert pdf(review.letter(first), first) == pdf(review.letter(again), again)
            number = at_work.number
            assert store.verify() is None
    finally:
        server.kill()
        server.wait()
        kept = store.entries()
        store.close()
    assert answers > 0
    assert any(entry.kind == "approved" for entry in kept)


def test_a_backup_that_is_killed_leaves_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At any moment the file is a whole backup, the last one or the new one."""
    chance = random.Random(4611)  # noqa: S311 - likewise
    monkeypatch.setenv("IMR_DATA_DIR", str(tmp_path / "data"))
    settings.cache_clear()
    store = Store(f"sqlite:///{tmp_path / 'data' / 'review.sqlite3'}")
    for number in range(40):
        store.append("one", "edited", {"letter": f"text {number}\n" * 20_000}, "Dr. A")
    file = tmp_path / "kept.jsonl"
    back_up(store, file)
    run = "import sys; from assistant.cli import run; run(['audit', 'backup', sys.argv[1]])"
    for number in range(KILLS):
        store.append("one", "edited", {"letter": f"more {number}"}, "Dr. A")
        child = subprocess.Popen([sys.executable, "-c", run, str(file)], stdout=subprocess.DEVNULL)
        beside = file.with_name(".kept.jsonl.part")
        end = time.monotonic() + 30
        while not beside.exists() and child.poll() is None and time.monotonic() < end:
            time.sleep(0.001)
        time.sleep(chance.uniform(0, 0.02))
        child.kill()
        child.wait()
        other = Store(f"sqlite:///{tmp_path / f'other{number}.sqlite3'}")
        assert 40 <= restore(other, file).entries <= 41 + number
        other.close()
    store.close()
