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
        hands.open_pane("approval")
        page.click("#approve")
        page.wait_for_selector("#told .bad")
        assert "the role quality editor may not do this" in page.inner_text("#told .bad")
