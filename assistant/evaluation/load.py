"""The workbench under load: many reviewers at once, each on a case of their own, over HTTP.

Every reviewer is a thread that does what a page does while its reader works: opens the queue and
the case, has the text checked while it is typed, saves, decides, looks things up, asks the chat,
prints. Between two actions a reviewer rests about a second; the first comes at once, the last a
second later. Drafts are made before and not measured: a page shows them as they come. The
server is a process of its own over a store of its own; reviewers and server share the machine, so
the figures are what both cost.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from urllib.parse import quote

from assistant.errors import UnreadableFile
from assistant.text import Value

_REST = (0.5, 1.5)
_STARTS_WITHIN = 60.0
_SERVE = "import sys; from assistant.cli import main; sys.exit(main())"


class ActionTimes(Value):
    """How long one kind of action took, in milliseconds."""

    action: str
    count: int
    median_ms: float
    p95_ms: float


class Load(Value):
    """What was measured, the action "all" standing for every one; `failed` says which failed."""

    reviewers: int
    seconds: float
    failed: tuple[str, ...]
    actions: tuple[ActionTimes, ...]

    @property
    def p95_ms(self) -> float:
        """Of every action."""
        return self.actions[0].p95_ms


class _Reviewer(threading.Thread):
    """One reviewer at work on the case `key` for some seconds, on one connection."""

    def __init__(self, port: int, key: str, number: int, seconds: float) -> None:
        super().__init__(daemon=True)
        self._link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self._key, self._seconds = quote(key), seconds
        self._chance = random.Random(number)  # noqa: S311 - when to rest is no secret
        self._seen = 0
        self._letter = ""
        self.times: dict[str, list[float]] = defaultdict(list)
        self.failed: list[str] = []

    def prepare(self) -> None:
        """Draft the case."""
        case = f"/api/cases/{self._key}"
        self._take(self._do("read case", "GET", case))
        self._do("draft", "POST", f"{case}/draft", {"after": self._seen})
        self.times.clear()
        self._link.close()  # the server lets go of a link that rests for some seconds

    def run(self) -> None:
        """Open the case, then act and rest in turn."""
        case = f"/api/cases/{self._key}"
        time.sleep(self._chance.uniform(0, 1))
        self._do("open queue", "GET", "/")
        self._do("open case", "GET", f"/cases/{self._key}")
        self._take(self._do("read case", "GET", case))
        acts: Sequence[tuple[int, Callable[[], object]]] = (
            (8, self._check),
            (4, self._save),
            (1, lambda: self._do("open queue", "GET", "/")),
            (1, lambda: self._do("read records", "GET", f"{case}/records")),
            (1, lambda: self._do("history", "GET", f"{case}/versions")),
            (1, lambda: self._do("search", "GET", "/api/search?q=trial+of+manipulation")),
            (1, lambda: self._do("chat", "POST", f"{case}/chat", {"text": "/limit 1"})),
            (1, lambda: self._do("print", "GET", f"{case}/letter.pdf")),
            (1, self._decide),
        )
        weights = [weight for weight, _ in acts]
        end = time.monotonic() + self._seconds
        while time.monotonic() < end:
            time.sleep(self._chance.uniform(*_REST))
            (_, act), *_ = self._chance.choices(acts, weights)
            act()
        self._link.close()

    def _typed(self) -> str:
        words = f"The reviewer notes point {self._chance.randrange(1000)} of the record."
        return f"{self._letter.rstrip()}\n\n{words}\n"

    def _check(self) -> None:
        body = {"letter": self._typed()}
        self._do("check", "POST", f"/api/cases/{self._key}/check", body)

    def _save(self) -> None:
        body = {"letter": self._typed(), "after": self._seen}
        self._take(self._do("save", "PUT", f"/api/cases/{self._key}/letter", body))

    def _decide(self) -> None:
        body = {"item": 1, "outcome": "upheld", "reason": "as measured", "after": self._seen}
        self._take(self._do("decide", "POST", f"/api/cases/{self._key}/decisions", body))

    def _take(self, told: Any) -> None:
        if isinstance(told, dict):
            self._seen = told.get("seen", self._seen)
            self._letter = told.get("letter") or self._letter

    def _do(self, action: str, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """What the server answers, whole; its time is kept under `action`."""
        started = time.perf_counter()
        try:
            data = None if body is None else json.dumps(body)
            self._link.request(method, path, data, {"Content-Type": "application/json"})
            answer = self._link.getresponse()
            content = answer.read()
        except OSError as error:
            self._link.close()
            self.failed.append(f"{action}: {type(error).__name__}")
            return None
        self.times[action].append((time.perf_counter() - started) * 1000)
        if answer.status >= 400:
            self.failed.append(f"{action}: status {answer.status}")
            return None
        whole = answer.headers.get_content_type() == "application/json"
        return json.loads(content) if whole else None


def run_load(case: Path, reviewers: int = 20, seconds: float = 15.0) -> Load:
    """Measure `reviewers` at once for `seconds`, each on a copy of `case`.

    Raises `UnreadableFile` where the case cannot be read, or the server not be started.
    """
    with tempfile.TemporaryDirectory() as folder, _served(case, Path(folder), reviewers) as port:
        keys = [_number(at) for at in range(reviewers)]
        at_work = [_Reviewer(port, key, at, seconds) for at, key in enumerate(keys)]
        for one in at_work:
            one.prepare()
        for one in at_work:
            one.start()
        for one in at_work:
            one.join()
    times: dict[str, list[float]] = defaultdict(list)
    for one in at_work:
        for action, own in one.times.items():
            times[action] += own
    told = [_times("all", [one for own in times.values() for one in own])]
    told += sorted((_times(*one) for one in times.items()), key=lambda one: -one.p95_ms)
    failed = tuple(words for one in at_work for words in one.failed)
    return Load(reviewers=reviewers, seconds=seconds, failed=failed, actions=tuple(told))


def _times(action: str, some: list[float]) -> ActionTimes:
    high = quantiles(some, n=20)[-1] if len(some) > 1 else some[0]
    return ActionTimes(action=action, count=len(some), median_ms=median(some), p95_ms=high)


def _number(at: int) -> str:
    return f"CM99-{at:07d}"


@contextmanager
def _served(case: Path, folder: Path, copies: int) -> Iterator[int]:
    """The port of a server over copies of `case`, in a data folder of its own."""
    places = [_copied(case, folder / "cases" / str(at), _number(at)) for at in range(copies)]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", _SERVE, "serve", "--port", str(port), *map(str, places)]
    kept = {"IMR_DATA_DIR": str(folder / "data"), "IMR_MODEL": "template", "IMR_STORE": ""}
    server = subprocess.Popen(  # noqa: S603 - our own program
        command, env={**os.environ, **kept}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(server, port)
        yield port
    finally:
        server.terminate()
        server.wait()


def _copied(case: Path, place: Path, number: str) -> Path:
    try:
        shutil.copytree(case, place)
        told = json.loads((case / "case.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UnreadableFile(str(case), f"no case to serve: {error}") from None
    (place / "case.json").write_text(json.dumps({**told, "case_number": number}), "utf-8")
    return place


def _wait_for(server: subprocess.Popen[bytes], port: int) -> None:
    """Until it answers its first request. Raises `UnreadableFile` where it does not start."""
    end = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < end and server.poll() is None:
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            # the first search builds the index, which is no part of what is measured
            link.request("GET", "/api/search?q=trial")
            link.getresponse().read()
        except OSError:
            time.sleep(0.05)
        else:
            return
        finally:
            link.close()
    raise UnreadableFile("imr serve", "the server does not start")
