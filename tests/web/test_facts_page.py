"""Facts on the page: confirmed, corrected and struck by keyboard and by mouse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.web.hands import ITEM, Mouse, until
from tests.web.test_pages import KEY, drafted


def test_facts_are_confirmed_corrected_and_struck(
    workbench: str, page_of: Callable[..., Any]
) -> None:
    """By keys and by mouse; who and when are shown, criteria follow, a wrong value is told."""
    drafted(workbench)
    page = page_of()
    page.goto(f"{workbench}/cases/{KEY}")
    page.wait_for_selector(ITEM)
    page.wait_for_selector(".fact", state="attached")
    page.keyboard.press("Alt+7")
    focused = "document.activeElement.closest('.fact')?.dataset.id"
    until(page, f"{focused} === 'age'")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("c")
    page.wait_for_selector('.fact[data-id="sex"] .pill:has-text("confirmed by Dr. A")')
    until(page, f"{focused} === 'sex'")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("e")
    page.keyboard.type("old")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("dialog[open] [role=alert]:has-text('years from 1 to 120')")
    page.keyboard.press("Control+a")
    page.keyboard.type("57")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector('.fact[data-id="age"] >> text=The record says 56')
    page.wait_for_selector("#notice >> text=The facts changed since this draft")

    page.fill("#facts input", "12 visits of chiropractic")
    visits = page.locator(".fact:has-text('12 visits of chiropractic care, prescribed') >> nth=0")
    before = page.inner_text(".criteria table")
    visits.locator("[data-act=correct]").click()
    page.fill("dialog[open] textarea", "11 completed")
    page.click("dialog[open] button.main")
    until(
        page,
        "(before) => document.querySelector('.criteria table').innerText !== before",
        before,
    )
    assert "11" in page.inner_text(".criteria table")
    page.wait_for_selector("dialog[open]", state="detached")
    page.fill("#facts input", "")
    page.click('.fact[data-id="sex"] [data-act=strike]')
    page.wait_for_selector(".fact.struck >> text=struck by Dr. A")
    page.click(".fact.struck >> text=Take back")
    page.wait_for_selector('.fact[data-id="sex"] .pill:has-text("confirmed by Dr. A")')
    page.keyboard.press("Alt+6")
    page.select_option('#history [aria-label="Entries shown"]', "fact")
    assert page.locator("#history .did").count() == 5


def test_two_versions_are_compared_on_the_page(workbench: str, page_of: Callable[..., Any]) -> None:
    """A sheet shows them side by side with their findings; undo makes the text before a version."""
    drafted(workbench)
    page = page_of()
    page.goto(f"{workbench}/cases/{KEY}")
    page.wait_for_selector(ITEM)
    Mouse(page).put_caret("A course of up to")
    page.keyboard.type("Typed. ")
    page.wait_for_selector("#saved:text('saved')")
    page.keyboard.press("Alt+6")
    page.click("#compare")
    page.wait_for_selector("dialog.wide[open] .side-row ins")
    assert page.inner_text("dialog.wide .side-row ins").strip() == "Typed."
    page.keyboard.press("Escape")
    page.click("#undo")
    page.wait_for_selector("#told >> text=is a new version now")
    assert "Typed." not in page.inner_text(ITEM)
    assert page.locator("#history .did-edited").count() == 2
