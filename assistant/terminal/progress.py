"""A progress bar on standard error, on a terminal only."""

from __future__ import annotations

import sys
import time

from assistant.terminal.style import width

_EVERY = 0.1  # seconds between two drawings
_BAR = 30


class Progress:
    """Shows how many of `total` are done while results go elsewhere than the same terminal.

    `results` is False for work that writes nothing until it ends: then the bar shows in any case.
    """

    def __init__(self, total: int, *, results: bool = True) -> None:
        self._total = total
        self._done = 0
        self._began = time.monotonic()
        self._drawn = self._began
        # results written to the same terminal show the progress themselves
        beside = results and sys.stdout.isatty()
        self._shown = total > 1 and sys.stderr.isatty() and not beside

    def advance(self) -> None:
        """One more is done."""
        self._done += 1
        now = time.monotonic()
        if self._shown and now - self._drawn >= _EVERY:
            self._drawn = now
            filled = _BAR * self._done // self._total
            rate = self._done / (now - self._began)
            line = f"[{'#' * filled:<{_BAR}}] {self._done}/{self._total}  {rate:,.0f}/s"
            sys.stderr.write(f"\r\x1b[K{line[: width() - 1]}")
            sys.stderr.flush()

    def close(self) -> None:
        """Take the bar away."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
