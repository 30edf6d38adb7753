"""The workbench served on loopback, and Debian's chromium at its pages; absent, the tests skip."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi.testclient import TestClient

from assistant.review import Accounts, Role, Store
from assistant.web import Access, create_app

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Path(__file__).parents[2] / "build" / "npm" / "node_modules" / "axe-core" / "axe.min.js"
PASSWORD = "correct horse battery"  # noqa: S105 - of a test
SAMPLE = Path(__file__).parents[2] / "evals" / "cases" / "chiropractic-trial-2014"


@contextmanager
def served(url: str, cases: Path, *roles: Role) -> Iterator[str]:
    """The address of a workbench over the store at `url`, on a free port of loopback.

    With `roles` there is a login, and an account of each, named like it.
    """
    store = Store(url)
    accounts = Accounts(store)
    for role in roles:
        accounts.add(role, PASSWORD, role, "a test")
    access = Access(accounts) if roles else None
    app = create_app(store, cases, lambda: "Dr. A", access)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(5)
        store.close()


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    """The application over a store of its own."""
    store = Store(f"sqlite:///{tmp_path / 'review.sqlite3'}")
    app = create_app(store, tmp_path / "cases", lambda: "Dr. A")
    with TestClient(app, base_url="http://localhost") as client:
        yield client
    store.close()


@pytest.fixture
def workbench(tmp_path: Path) -> Iterator[str]:
    """A workbench over an empty SQLite store of its own."""
    with served(f"sqlite:///{tmp_path / 'review.sqlite3'}", tmp_path / "cases") as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser, with a profile of its own."""
    if shutil.which(CHROMIUM) is None:
        pytest.skip(f"no {CHROMIUM}: apt-get install chromium")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where there is a browser

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page_of(chromium: Any) -> Iterator[Callable[..., Any]]:
    """Makes pages that may reach loopback alone; errors in their scripts fail the test."""
    contexts, wrong = [], []

    def make(width: int = 1280, height: int = 800, scheme: str = "light") -> Any:
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, accept_downloads=True
        )
        context.set_default_timeout(8000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda one: wrong.append(one.url) if _foreign(one.url) else None)
        return page

    yield make
    for context in contexts:
        context.close()
    assert wrong == []


def _foreign(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1:", "data:", "blob:http://127.0.0.1:"))
