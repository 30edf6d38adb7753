"""Numbers and amounts as a finding prints them."""

from __future__ import annotations

from assistant.quantities import Range


def number(value: Range) -> str:
    """A number or a range: "6", "9-10", "0.5"."""
    low, high = value
    return f"{low:g}" if low == high else f"{low:g}-{high:g}"


def counted(value: Range, unit: str) -> str:
    """A number with its unit, which is one or several: "1 week", "9-10 weeks"."""
    return f"{number(value)} {unit.removesuffix('s') if value == (1, 1) else unit}"
