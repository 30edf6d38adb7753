"""Errors planted in clean letters, so that the checker can be measured.

Each class knows by itself where a letter offers a place for its error; it does not ask the checker,
whose own reading would otherwise choose the places that it can see. The same letter gives the same
errors in the same order.
"""

from __future__ import annotations

from assistant.evaluation.planting import conclusions, items, numbers, particulars, sources
from assistant.evaluation.planting.edits import Edit, ErrorClass

__all__ = ["CLASSES", "Edit", "ErrorClass"]

CLASSES: tuple[ErrorClass, ...] = (
    *numbers.CLASSES,
    *sources.CLASSES,
    *particulars.CLASSES,
    *conclusions.CLASSES,
    *items.CLASSES,
)
"""Every class of planted error."""
