"""Signing in and out in a browser, and what each role finds there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.web.conftest import AXE, PASSWORD, SAMPLE, served
from tests.web.hands import ITEM, Mouse

KEY = "CM14-0000001"
_AXE = "axe.run().then((told) => told.violations.map((one) => one.id))"


def sign_in(page: Any, name: str, password: str = PASSWORD) -> None:
    """Fill the form by keyboard: the name has the focus."""
    page.wait_for_selector("input[name=name]")
    page.fill("input[name=name]", name)
    page.fill("input[name=password]", password)
    page.keyboard.press("Enter")


@pytest.mark.usefixtures("quick_hashes")
def test_a_case_passes_from_reviewer_to_editor(tmp_path: Path, page_of: Callable[..., Any]) -> None:
    """A wrong password is told; uploads, edits and decisions carry the session's token."""
    store = f"sqlite:///{tmp_path / 'review.sqlite3'}"
    with served(store, tmp_path / "cases", "reviewer", "quality editor") as address:
        page = page_of()
        page.goto(f"{address}/letters")
        sign_in(page, "reviewer", "not the password")
        page.wait_for_selector("[role=alert]")
        if AXE.exists():
            page.evaluate(AXE.read_text("utf-8"))
            assert (
                page.evaluate("axe.run().then((told) => told.violations.map((one) => one.id))")
                == []
            )
        sign_in(page, "reviewer")
        page.wait_for_url(f"{address}/letters")
        page.goto(address)
        hands = Mouse(page)
        hands.bring(SAMPLE)
        hands.press("#taken a")
        page.wait_for_selector("#draft.main")
        hands.press("#draft")
        page.wait_for_selector(ITEM, timeout=30_000)
        hands.put_caret("6 visits over 2 weeks")
        page.keyboard.type("a trial of ")
        page.keyboard.press("Control+s")
        page.wait_for_selector("#saved:text('saved')")
        page.click('[data-issue="1"] [data-outcome="upheld"]')
        page.wait_for_selector('[data-issue="1"] [data-outcome="upheld"][aria-pressed="true"]')
        page.click("#sign-out")
        page.wait_for_url(f"{address}/login")
        page.goto(f"{address}/cases/{KEY}")
        sign_in(page, "quality editor")
        page.wait_for_selector(ITEM)
        assert page.inner_text("header").count("quality editor")
        assert page.is_disabled("#to-approval")
        assert page.is_disabled("#draft")
        assert page.is_disabled('[data-issue="1"] [data-outcome="upheld"]')
        hands.open_pane("approval")
        assert page.locator("#approve").count() == 0
        page.click("#tab-facts")
        page.wait_for_selector(".fact .go")
        assert page.locator(".fact [data-act]").count() == 0
        hands.open_pane("chat")
        page.fill("#question", "which limit of the guideline governs item 1?")
        page.keyboard.press("Enter")
        page.wait_for_selector("#said .told .ref", timeout=30_000)
        page.wait_for_selector("#send:visible", timeout=30_000)  # a first search builds its index
        page.fill("#question", '/edit 1 "A course" "The course"')
        page.keyboard.press("Enter")
        page.wait_for_selector("#said .notice.bad >> text=a reviewer does")


@pytest.mark.usefixtures("quick_hashes")
def test_accounts_are_kept_by_keyboard(tmp_path: Path, page_of: Callable[..., Any]) -> None:
    """Added, renewed, closed and opened without a mouse; a name is text, whatever it is."""
    store = f"sqlite:///{tmp_path / 'review.sqlite3'}"
    name = "<b>Dr. New</b>"
    with served(store, tmp_path / "cases", "administrator", "reviewer") as address:
        page = page_of()
        page.goto(f"{address}/accounts")
        sign_in(page, "administrator")
        page.wait_for_selector("#accounts tbody tr >> nth=1")
        assert page.is_disabled('[data-does="close administrator"]')
        page.keyboard.press("n")
        page.keyboard.type(name)
        page.keyboard.press("Tab")
        page.keyboard.type("quality")
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_selector(f'#accounts th:text-is("{name}")')
        assert page.input_value(f'[data-does="role {name}"]') == "quality editor"
        page.focus(f'[data-does="password {name}"]')
        page.keyboard.press("Enter")
        page.wait_for_selector("dialog[open] input[type=password]")
        page.keyboard.type(f"another {PASSWORD}")
        page.keyboard.press("Enter")
        page.wait_for_selector("#told :text('has a new password')")
        page.wait_for_function("document.activeElement?.dataset.does?.startsWith('password <b>')")
        page.focus(f'[data-does="close {name}"]')
        page.keyboard.press("Enter")
        page.wait_for_selector("tr.closed")
        if AXE.exists():
            page.evaluate(AXE.read_text("utf-8"))
            assert page.evaluate(_AXE) == []
        page.wait_for_function("document.activeElement?.dataset.does?.startsWith('close <b>')")
        page.keyboard.press("Enter")
        page.wait_for_selector("tr.closed", state="detached")
        page.focus(f'[data-does="role {name}"]')
        page.keyboard.press("ArrowUp")
        page.wait_for_selector("#told :text('is reviewer now')")
        page.click("#sign-out")
        page.wait_for_url(f"{address}/login")
        sign_in(page, name, f"another {PASSWORD}")
        page.wait_for_selector("#queue-page")
        assert page.query_selector('nav a[href="/accounts"]') is None
