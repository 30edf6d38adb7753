"""Criteria as data: for every service, with words that document them, and sources in force."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.drafting.documentation import knows
from assistant.errors import CorpusError
from assistant.guidelines.criteria import (
    CriteriaForm,
    asked_for,
    criteria_sets,
    problems,
)
from assistant.guidelines.files import read_form
from assistant.terms import SERVICES

SET = """\
[[criteria]]
name = "sample"
each = ["red flags"]
sources = ["low-back/2004"]
verification = "recalled"
source = "A sample."
"""


def test_every_service_has_criteria_that_fit_the_corpus() -> None:
    """Each service has a set; each source is in the corpus; each thing asked has its words."""
    assert [service for service in SERVICES if not criteria_sets(service)] == []
    assert problems(knows) == []


@pytest.mark.parametrize(
    ("day", "edition"),
    [
        (date(2014, 3, 1), "low-back/2004"),
        (date(2018, 3, 1), "low-back/2016"),
        (date(2019, 9, 1), "low-back/2019"),
    ],
)
def test_the_edition_in_force_asks(day: date, edition: str) -> None:
    """The same request is asked for by the edition of its day."""
    asked = asked_for("mri", "MRI of the lumbar spine", ("low back",), day)
    assert asked is not None
    assert asked.edition == edition
    assert (asked.passage is not None) == (edition == "low-back/2004")


def test_sets_are_told_apart_by_title_drug_part_and_state() -> None:
    """A repeat study, another drug, another part and a later stage each have a set of their own."""

    def name(
        service: str,
        title: str,
        *parts: str,
        drugs: tuple[str, ...] = (),
        states: tuple[str, ...] = (),
    ) -> str:
        day = date(2015, 6, 1)
        asked = asked_for(service, title, parts, day, drugs=drugs, states=states)
        assert asked is not None
        return asked.criteria.name

    assert name("mri", "MRI lumbar spine", "low back") == "imaging of the low back"
    assert name("mri", "Repeat MRI lumbar spine", "low back") == "repeat imaging of the spine"
    assert name("mri", "MRI left knee", "left knee") == "imaging of the knee"
    assert name("esi", "ESI L5", "low back", states=("first",)) == "first injection"
    assert name("esi", "ESI L5", "low back", states=("continued",)) == "repeat injection"
    assert name("topical", "Voltaren gel", "left knee", drugs=("diclofenac gel",)) == (
        "diclofenac on the skin"
    )
    # the gel is not for the spine
    assert name("topical", "Voltaren gel", "low back", drugs=("diclofenac gel",)) == (
        "another drug on the skin"
    )


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('sources = ["low-back/2004"]', "sources = []", "sources"),
        ('sources = ["low-back/2004"]', 'sources = ["Low Back"]', "sources"),
        ('each = ["red flags"]', "each = []", "each or one_of"),
        ("name =", 'nam = "x"\nname =', "nam"),
    ],
)
def test_a_set_of_another_form_is_refused(
    tmp_path: Path, before: str, after: str, told: str
) -> None:
    """A set without source or demand, and unknown entries, are refused with file and field."""
    file = tmp_path / "mri.toml"
    file.write_text(SET.replace(before, after), "utf-8")
    with pytest.raises(CorpusError, match=told):
        read_form(file, CriteriaForm)
