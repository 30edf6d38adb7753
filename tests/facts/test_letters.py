"""Facts of the published summaries, where the letters are at hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.case_file import Record
from assistant.facts import find_facts, prior_care
from assistant.letters import read_letter
from assistant.text import from_text

LETTERS = Path(__file__).parents[3] / "shared" / "imr"

pytestmark = pytest.mark.skipif(
    not LETTERS.is_dir(), reason="the published letters are not beside this checkout"
)

IN_THE_RATIONALE_ONLY = {"CM17-0018279", "CM17-0019120"}
"""Letters whose count of earlier visits stands in the rationale, not in the summary."""


def test_person_and_prior_visits_of_the_summaries() -> None:
    """Age, sex, injury date and documented prior visits agree with our reading of every letter."""
    wrong: list[tuple[object, ...]] = []
    for path in sorted((LETTERS / "gold").glob("*.json")):
        gold = json.loads(path.read_text())
        text = (LETTERS / "text" / f"{gold['case']}.txt").read_text()
        span = read_letter(from_text(text)).summary.span
        assert span is not None
        document = from_text(text[span.start : span.end])
        facts = find_facts([Record(name="s", kind="other", written=None, document=document)])
        said = gold["summary_facts"]
        person = (facts.age.value, facts.sex.value, str(facts.injury_date.value))
        if person != (said["age"], said["sex"], str(said["date_of_injury"])):
            wrong.append((gold["case"], person))
        for issue in gold["issues"]:
            visits = issue["prior_visits_documented"]
            if visits is None or gold["case"] in IN_THE_RATIONALE_ONLY:
                continue
            count = prior_care(facts, issue["service"]).count
            if count != visits:
                wrong.append((gold["case"], issue["service"], count, visits))
    assert wrong == []
