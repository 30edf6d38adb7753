"""Expressions of words and phrases."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import assistant
from assistant.text.patterns import Expression, expression, kinds_of_phrases, phrases

DENIED = phrases(r"den(?:ied|ial)", "deny", r"not\s{1,3}certified", "ur")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Denied on review", "Denied"),
        ("it was DENIAL again", "DENIAL"),
        ("not  certified", "not  certified"),
        ("the UR decision", "UR"),
    ],
)
def test_a_phrase_is_found_in_any_case(text: str, found: str) -> None:
    """Case does not matter, at the first letter or behind it."""
    match = DENIED.search(text)
    assert match is not None
    assert match.group() == found


@pytest.mark.parametrize("text", ["undenied", "_ur", "urine", "denials", "d", "", "3ur", "not a"])
def test_parts_of_words_are_not_found(text: str) -> None:
    """A phrase begins and ends with a word; letters, digits and underscores belong to words."""
    assert DENIED.search(text) is None


def test_the_tail_replaces_the_end_of_a_word() -> None:
    """With an empty tail the beginning of a word is enough."""
    assert phrases("certif", tail="").search("was certified") is not None


def test_a_letter_before_the_start_of_the_search_counts() -> None:
    """A search from the middle of a word does not take the rest of it for a word."""
    assert DENIED.search("your", 2) is None


def test_kinds_of_phrases_tell_the_kind() -> None:
    """The kind of a match is its last group; an earlier kind is preferred at the same place."""
    kinds = kinds_of_phrases(asked=("request(?:s|ed)?", "in question"), told=("requested", "noted"))
    found = [(match.lastgroup, match.group()) for match in kinds.finditer("Noted: REQUESTED drug")]
    assert found == [("told", "Noted"), ("asked", "REQUESTED")]


def test_an_expression_is_compiled_at_its_first_use() -> None:
    """Until then a wrong one is silent; afterwards it has the pattern's own methods."""
    wrong = expression("(")
    with pytest.raises(re.error):
        wrong.search("text")
    right = expression(r"b+", re.IGNORECASE)
    assert [match.group() for match in right.finditer("abBa")] == ["bB"]
    assert (right.pattern, right.groups) == ("b+", 0)


def test_every_expression_of_the_package_compiles() -> None:
    """What is compiled late is proven here, for every module."""
    for info in pkgutil.walk_packages(assistant.__path__, "assistant."):
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            for one in value if isinstance(value, tuple) else (value,):
                if isinstance(one, Expression):
                    assert one.groups >= 0, f"{info.name}.{name}"
