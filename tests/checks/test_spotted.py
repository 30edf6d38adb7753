"""What is tried only where certain words stand could not begin with any other."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from re import _constants as op  # the parser has no public name
from re import _parser
from typing import Any

import pytest

from assistant.checks.codes import CODES
from assistant.text import Spotted, Words
from assistant.text.patterns import Expression
from tests.checks.mangling import mangled

LETTERS = [
    path.read_text("utf-8")
    for path in sorted((Path(__file__).parents[2] / "evals" / "letters").glob("*.txt"))
]
ANY = "*"
"""Stands for what an expression leaves open."""


def _named() -> list[tuple[str, Spotted]]:
    """Every spotted expression of the modules that a check needs, by name."""
    assert CODES
    return sorted(
        (f"{name.removeprefix('assistant.')}.{attribute}.{key}", one)
        for name, module in list(sys.modules.items())
        if name.startswith("assistant.")
        for attribute, value in vars(module).items()
        for key, one in (value.items() if isinstance(value, dict) else [("", value)])
        if isinstance(one, Spotted)
    )


def _begun(items: Iterable[Any], heads: set[str]) -> set[str]:
    """`heads` with the letters that the parsed `items` may put behind them."""
    for code, value in items:
        if code is op.LITERAL:
            heads = {head + _letter(value) for head in heads}
        elif code is op.IN:
            heads = {head + letter for head in heads for letter in _letters(value)}
        elif code is op.SUBPATTERN:
            heads = _begun(value[3], heads)
        elif code is op.BRANCH:
            heads = set().union(*(_begun(branch, heads) for branch in value[1]))
        elif code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            least, _, repeated = value
            once = _begun(repeated, heads)
            # what comes behind a repetition may come behind any number of them
            heads = once if least else once | heads
        elif code is op.AT:
            heads = {head and f"{head} " for head in heads}
        elif code is op.ASSERT and value[0] < 0 and [one[0] for one in value[1]] == [op.LITERAL]:
            heads = {head for head in heads if head.endswith(_letter(value[1][0][1]))}
        elif code not in (op.ASSERT, op.ASSERT_NOT):
            heads = {head + ANY for head in heads}
        heads = {re.sub(r"[ *].*", lambda cut: cut.group()[0], head)[:16] for head in heads}
    return heads


def _letter(code: int) -> str:
    return chr(code).lower() if chr(code).isalnum() else " "


def _letters(choices: list[Any]) -> Iterator[str]:
    for code, value in choices:
        yield _letter(value) if code is op.LITERAL else " " if value is op.CATEGORY_SPACE else ANY


def _covered(head: str, first: Iterable[str]) -> bool:
    return any(head.startswith(one) for one in first)


@pytest.mark.parametrize(("name", "one"), _named())
def test_each_begins_with_one_of_its_words(name: str, one: Spotted) -> None:
    """Whatever the expression may begin with begins as one of the words given."""
    source = one.pattern
    assert isinstance(source, Expression)
    heads = _begun(_parser.parse(source._source, source._flags), {""})
    assert heads
    assert [head for head in sorted(heads) if not _covered(head, one.first)] == [], name


@pytest.mark.parametrize(("name", "one"), _named())
def test_each_finds_what_a_search_finds(name: str, one: Spotted) -> None:
    """On whole letters, as they are and mangled."""
    texts = LETTERS + [mangled(LETTERS, number) for number in range(40)]
    for words in map(Words, texts):
        searched = [match.span() for match in islice(one.pattern.finditer(words.text), 1000)]
        found = [match.span() for match in islice(one.matches(words), 1000)]
        assert found == searched, name
