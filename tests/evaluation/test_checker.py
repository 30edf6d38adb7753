"""Planted errors: each class finds its places by itself, and what is caught is counted honestly."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.evaluation.checker import score_checker
from assistant.evaluation.planting import CLASSES, ErrorClass
from assistant.letters import read_letter
from assistant.text import Document, read_document

LETTERS = sorted((Path(__file__).parents[2] / "evals" / "letters").glob("*.txt"))


def documents() -> list[Document]:
    """The project's own clean letters."""
    return [read_document(path) for path in LETTERS]


def test_at_least_thirty_classes_over_every_family() -> None:
    """The classes have names of their own and cover the families of checks on a letter."""
    names = [kind.name for kind in CLASSES]
    assert len(names) == len(set(names)) >= 30
    assert {kind.family for kind in CLASSES} == {
        "arithmetic",
        "limits",
        "citations",
        "dates",
        "conclusion",
        "items",
        "person",
        "completeness",
        "privacy",
    }


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.name)
def test_a_class_plants_the_same_errors_again_and_each_changes_the_letter(kind: ErrorClass) -> None:
    """Every edit lies inside the letter, changes its words, and comes again the next time."""
    places = 0
    for document in documents():
        letter = read_letter(document)
        first, again = list(kind.plant(letter)), list(kind.plant(letter))
        assert first == again
        for edit in first:
            assert 0 <= edit.span.start <= edit.span.end <= len(document.text)
            assert edit.applied(document.text) != document.text
        places += len(first)
    assert places > 0


def test_a_caught_error_names_its_code_and_a_missed_one_its_place() -> None:
    """Caught and missed add up to what was planted, and a missed one says where it stands."""
    score = score_checker(documents()[:2], places=1)
    assert score.letters == 2
    for kind in score.classes:
        assert kind.caught.right + len(kind.missed) == kind.caught.total
        assert bool(kind.codes) == bool(kind.caught.right)
        assert all(miss.line > 0 and miss.was != miss.now for miss in kind.missed)
    assert score.overall.total == sum(kind.caught.total for kind in score.classes)


def test_the_clean_letters_are_clean() -> None:
    """An error on an unaltered letter of our own would be a false alarm."""
    score = score_checker(documents(), places=0)
    assert score.unaltered.letters == len(LETTERS) >= 30
    assert score.unaltered.errors == {}
    assert score.overall.value is None


def test_planted_errors_are_caught_in_every_class() -> None:
    """Of one error of each class in each letter 97 of 100 are caught, and no class is under 85."""
    score = score_checker(documents(), places=1)
    shares = {kind.name: kind.caught.value for kind in score.classes}
    assert score.overall.value is not None
    assert score.overall.value >= 0.97
    assert {name: value for name, value in shares.items() if value is None or value < 0.85} == {}
