"""How a reviewer's hands move a page: by mouse and by keyboard."""

from __future__ import annotations

import base64
import mimetypes
import time
from pathlib import Path
from typing import Any

ITEM = '[data-issue="1"] .text'

_DROP = """([files]) => {
  const transfer = new DataTransfer();
  for (const [name, kind, data] of files) {
    const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
    transfer.items.add(new File([bytes], name, { type: kind }));
  }
  for (const type of ["dragenter", "dragover", "drop"]) {
    const event = new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true });
    document.body.dispatchEvent(event);
  }
}"""
_PLACE = """([selector, words]) => {
  const field = document.querySelector(selector);
  const at = field.textContent.indexOf(words);
  const walker = document.createTreeWalker(field, NodeFilter.SHOW_TEXT);
  let node, left = at;
  while ((node = walker.nextNode()) && left >= node.length) left -= node.length;
  const range = new Range();
  range.setStart(node, left);
  range.setEnd(node, left + 1);
  node.parentElement.scrollIntoView();
  const box = range.getBoundingClientRect();
  const home = document.getElementById("sections");
  home.scrollTop += box.top - home.getBoundingClientRect().top - home.clientHeight / 2;
  const now = range.getBoundingClientRect();
  return [at, now.left + 1, now.top + now.height / 2];
}"""


def until(page: Any, told: str, given: Any = None) -> None:
    """Wait until the expression or function `told` is true on the page, at most eight seconds.

    Playwright's own wait evaluates text inside the page, which its content policy forbids.
    """
    end = time.monotonic() + 8
    while not page.evaluate(told, given):
        assert time.monotonic() < end, f"not within eight seconds: {told}"
        page.wait_for_timeout(20)


def files_of(case: Path) -> list[Path]:
    """`case.json` and the records of a case folder."""
    return [case / "case.json", *sorted((case / "records").iterdir())]


class Mouse:
    """Points and clicks."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def bring(self, case: Path) -> None:
        """Drop the files of a case on the queue."""
        told = [
            [
                file.name,
                mimetypes.guess_type(file.name)[0] or "",
                base64.b64encode(file.read_bytes()).decode(),
            ]
            for file in files_of(case)
        ]
        self.page.evaluate(_DROP, [told])

    def press(self, selector: str) -> None:
        """Click."""
        self.page.click(selector)

    def put_caret(self, words: str) -> None:
        """Click just before `words` in the first item of the letter."""
        _, x, y = self.page.evaluate(_PLACE, [ITEM, words])
        self.page.mouse.click(x, y)

    def to_the_finding(self, words: str) -> None:
        """Click before the words that are underlined."""
        self.put_caret(words)

    def open_pane(self, name: str) -> None:
        """Click on a tab."""
        self.page.click(f"#tab-{name}")


class Keyboard:
    """Uses keys alone: Tab to whatever is pressed, shortcuts for the panes."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def bring(self, case: Path) -> None:
        """Tab to the choice of files, and choose them."""
        self._tab_to("#files")
        # what opens on a key is the system's own dialog, which no test can reach
        self.page.set_input_files("#files", [str(file) for file in files_of(case)])

    def press(self, selector: str) -> None:
        """Tab to it, then Enter."""
        self._tab_to(selector)
        self.page.keyboard.press("Enter")

    def put_caret(self, words: str) -> None:
        """To the letter, to its first item, along its text to just before `words`."""
        at, _, _ = self.page.evaluate(_PLACE, [ITEM, words])
        self.page.keyboard.press("Alt+2")
        self.page.keyboard.press("Control+Home")
        for _ in range(at):
            self.page.keyboard.press("ArrowRight")

    def to_the_finding(self, words: str) -> None:
        """F8 selects the words of the next finding; the left arrow goes before them."""
        self.page.keyboard.press("F8")
        assert words.startswith(self.page.evaluate("getSelection().toString()"))
        self.page.keyboard.press("ArrowLeft")

    def open_pane(self, name: str) -> None:
        """The shortcut of the pane."""
        keys = {"findings": "3", "chat": "4", "approval": "5", "history": "6"}
        self.page.keyboard.press(f"Alt+{keys[name]}")

    def _tab_to(self, selector: str) -> None:
        here = f"document.activeElement?.matches({selector!r})"
        for _ in range(150):
            if self.page.evaluate(here):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not lead to {selector}")
