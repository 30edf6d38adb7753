"""No pattern of a check takes long over a hostile text."""

from __future__ import annotations

import re
import sys
from time import process_time

import pytest

from assistant.checks.codes import CODES
from assistant.text.patterns import Expression

SIZE = 100_000
HOSTILE = (
    "a" * SIZE,
    "a " * (SIZE // 2),
    "1" * SIZE,
    "1-" * (SIZE // 2),
    "12/" * (SIZE // 3),
    "9792.20(" * (SIZE // 8),
    '"' * SIZE,
    '"word ' * (SIZE // 6),
    "has been on it for several " * (SIZE // 27),
    "20 days after the injury of " * (SIZE // 28),
    "MTUS does not really " * (SIZE // 21),
    "diagnosis, and " * (SIZE // 15),
    "left right knee " * (SIZE // 16),
    " " * SIZE,
    "\n" * SIZE,
)
MOST_SECONDS = 1.0


def _patterns() -> list[tuple[str, re.Pattern[str] | Expression]]:
    """Every compiled pattern of the check modules and of what they share, by name."""
    names = {module.__name__ for module in CODES.values()}
    names |= {name for name in sys.modules if name.startswith("assistant.checks.")}
    found = []
    for name in sorted(names):
        for attribute, value in sorted(vars(sys.modules[name]).items()):
            values = value if isinstance(value, tuple) else (value,)
            found += [
                (f"{name.removeprefix('assistant.checks.')}.{attribute}", one)
                for one in values
                if isinstance(one, re.Pattern | Expression)
            ]
    return found


@pytest.mark.parametrize(("name", "pattern"), _patterns())
def test_a_hostile_text_is_searched_quickly(
    name: str, pattern: re.Pattern[str] | Expression
) -> None:
    """Each pattern reads a hundred thousand characters of each kind within its time."""
    for text in HOSTILE:
        started = process_time()
        for count, _ in enumerate(pattern.finditer(text)):
            if count > SIZE:
                break
        taken = process_time() - started
        assert taken < MOST_SECONDS, f"{name}: {taken:.1f} s over {text[:20]!r}…"
