"""Age, sex and date of injury."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from assistant.facts import CaseFacts

FactsOf = Callable[..., CaseFacts]


@pytest.mark.parametrize(
    ("text", "age", "sex"),
    [
        ("The patient is a 56 year-old male who fell.", 56, "male"),
        ("This case involves a now 36-year-old female.", 36, "female"),
        ("Age: 41   Sex: F", 41, "female"),
        ("A 62 yo right-handed man.", 62, "male"),
        ("The 38 year old male injured worker.", 38, "male"),
    ],
)
def test_age_and_sex(facts_of: FactsOf, text: str, age: int, sex: str) -> None:
    """Age and sex are read in the forms that reports use."""
    facts = facts_of(text)
    assert facts.age.value == age
    assert facts.sex.value == sex


def test_what_is_not_said_is_not_documented(facts_of: FactsOf) -> None:
    """A record without age, sex or injury date leaves each not documented, without a value."""
    facts = facts_of("Seen today for low back pain. He is 10 years post injury. Naproxen 56 tabs.")
    for fact in (facts.age, facts.sex, facts.injury_date):
        assert fact.status == "not documented"
        assert fact.value is None
        assert fact.source is None


def test_the_latest_report_gives_the_age(facts_of: FactsOf) -> None:
    """Of two dated reports the later one is believed, with its own span."""
    facts = facts_of(
        "Date of exam: 11/05/2013\nA 56 year old man.",
        "Date of exam: 06/29/2012\nA 55 year old man.",
    )
    assert facts.age.value == 56
    assert facts.age.source is not None
    assert facts.age.source.document == "1.txt"


@pytest.mark.parametrize(
    "text",
    [
        "Date of injury: 12/22/2009",
        "He sustained an industrial injury on 12-22-09.",
        "an occupational claim from December 22, 2009",
        "The injured worker is a male with an injury date of 12/22/2009.",
    ],
)
def test_injury_date(facts_of: FactsOf, text: str) -> None:
    """The date of injury is read with the place of the date."""
    fact = facts_of(text).injury_date
    assert fact.value == date(2009, 12, 22)
    assert fact.source is not None
    assert text[fact.source.span.start : fact.source.span.end] == fact.source.quote


def test_a_visit_date_is_no_injury_date(facts_of: FactsOf) -> None:
    """The date of an examination of the injury is not the date of injury."""
    assert facts_of("The injury was examined on 11/05/2013.").injury_date.value is None
