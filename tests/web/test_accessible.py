"""axe-core finds nothing: every view, every pane, every sheet and dialog, in light and in dark."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.web.conftest import AXE
from tests.web.hands import Mouse
from tests.web.test_pages import KEY, LETTER, drafted, shown

_AXE = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" | ")}`);
}"""


class Audit:
    """What axe-core finds on a page, by the name of what is shown."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.script = AXE.read_text("utf-8")
        self.wrong: dict[str, list[str]] = {}

    def load(self) -> None:
        """Give a page that was gone to the script of the audit."""
        self.page.evaluate(self.script)

    def look(self, name: str) -> None:
        """Audit what is shown now, in the light and in the dark."""
        for scheme in ("light", "dark"):
            self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found = self.page.evaluate(_AXE)
            if found:
                self.wrong[f"{name}, {scheme}"] = found


def test_an_audit_finds_nothing(
    workbench: str, page_of: Callable[..., Any], tmp_path: Path
) -> None:
    """With an error in the letter, a struck fact, a proposal, and what opens on top of a page."""
    if not AXE.exists():
        pytest.skip("no axe-core: npm install --prefix build/npm --no-save axe-core@4")
    drafted(workbench)
    page = page_of()
    audit = Audit(page)
    bad = tmp_path / "bad.txt"
    bad.write_text(LETTER.read_text("utf-8").replace("6 visits", "9 visits"), "utf-8")
    for view in ("/guidelines?q=trial&service=chiropractic", "/evaluations", "/nowhere"):
        shown(page, workbench, view)
        audit.load()
        audit.look(view)
    shown(page, workbench, "/guidelines/chronic-pain/2009")
    page.click(".beside summary")
    audit.load()
    audit.look("edition")
    shown(page, workbench, "/letters")
    page.set_input_files("#files", [str(LETTER), str(bad)])
    page.wait_for_selector(".letter-text")
    audit.load()
    audit.look("letters")
    shown(page, workbench, "/")
    audit.load()
    audit.look("queue")
    page.keyboard.press("?")
    audit.look("keys")
    shown(page, workbench, f"/cases/{KEY}")
    audit.load()
    bench(page, audit)
    assert audit.wrong == {}


def bench(page: Any, audit: Audit) -> None:
    """Every pane and dialog of the workbench."""
    audit.look("case")
    Mouse(page).put_caret("6 visits over 2 weeks")
    page.keyboard.press("Delete")
    page.keyboard.type("9")
    page.wait_for_selector("#card:not([hidden]) .compared")
    audit.look("card")
    page.keyboard.press("Escape")
    page.click("#tab-facts")
    page.click('.fact[data-id="sex"] [data-act=strike]')
    page.wait_for_selector(".fact.struck")
    audit.look("facts")
    page.click('.fact[data-id="age"] [data-act=correct]')
    page.keyboard.type("old")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("dialog[open] [role=alert]:visible")
    audit.look("a word on a fact")
    page.keyboard.press("Escape")
    for pane in ("timeline", "source", "approval"):
        page.click(f"#tab-{pane}")
        audit.look(pane)
    page.click("#tab-chat")
    page.fill("#question", '/edit 1 "18 visits asks first for" "18 visits needs"')
    page.keyboard.press("Enter")
    page.wait_for_selector('[data-proposal="1"]')
    audit.look("chat")
    page.click("#tab-history")
    page.click("#compare")
    page.wait_for_selector("dialog[open] .side-row")
    audit.look("two versions")
    page.keyboard.press("Escape")
    page.click("#draft")
    page.wait_for_selector("dialog[open]")
    audit.look("draft anew")
    page.keyboard.press("Escape")
