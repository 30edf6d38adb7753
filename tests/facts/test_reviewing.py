"""The reviewer's word on facts: by name, kept, applied, and never on another fact."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from assistant.case_file import CaseFile, Correction, keep_correction, read_case, record_of
from assistant.checks import check
from assistant.drafting import draft_case
from assistant.drafting.tools import CaseTools
from assistant.errors import InvalidField
from assistant.facts import (
    CaseFacts,
    case_facts,
    correction_of,
    facts_of,
    find_facts,
    prior_care,
    reviewed,
)
from assistant.letters import read_letter
from assistant.text import from_text
from assistant.web.recorded import record_page

NOTE = (
    "Progress report\nDate of visit: 02/03/2016\n\nThe patient is a 51-year-old woman. "
    "Date of injury: 03/04/2015.\nShe completed 6 chiropractic visits. "
    "She reports low back pain rated 7/10.\nMRI of the lumbar spine on 05/06/2015 showed a disc "
    "protrusion at L4-5.\nStraight leg raise is positive on the left. Lumbar flexion 40 degrees.\n"
    "Medications: ibuprofen 600 mg three times a day.\nWork status: modified duty.\n"
    "Diagnoses:\n1. Lumbar sprain (S33.5XXA)\n\nFunctional improvement with chiropractic care is "
    "documented. He underwent left knee arthroscopy on 01/02/2014.\n"
    "Plan: request 6 more chiropractic visits. Functional goals: return to gardening.\n"
)
DENIAL = (
    "Utilization Review Determination\nDate of decision: 03/01/2016\n"
    "Determination: the request for 6 chiropractic visits is denied because gains are not shown.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case folder of two records."""
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "note.txt").write_text(NOTE, encoding="utf-8")
    (tmp_path / "records" / "ur.txt").write_text(DENIAL, encoding="utf-8")
    items = [{"title": "Chiropractic treatment, 6 visits, low back"}]
    fields = {"disputed_items": items, "dates": {"decision": "2016-04-01"}}
    (tmp_path / "case.json").write_text(json.dumps(fields), encoding="utf-8")
    return tmp_path


def say(folder: Path, name: str, words: str | None, who: str = "Ada Reviewer") -> CaseFacts:
    """Keep the reviewer's word and read the case anew."""
    case = read_case(folder)
    keep_correction(folder, correction_of(case, find_facts(case.records), name, words, who))
    return case_facts(read_case(folder))


def id_of(case: CaseFile, kind: str) -> str:
    """The name of the first fact of a kind."""
    return next(fact.id for own, fact in facts_of(case_facts(case)) if own == kind)


def test_names_are_unique_and_stay(folder: Path) -> None:
    """Each fact has a name of its own, and keeps it when a record is added."""
    before = [fact.id for _, fact in facts_of(case_facts(read_case(folder)))]
    assert len(set(before)) == len(before)
    (folder / "records" / "a.txt").write_text("She reports neck pain rated 3/10.", "utf-8")
    after = {fact.id for _, fact in facts_of(case_facts(read_case(folder)))}
    assert set(before) < after


def test_the_same_words_again_have_names_of_their_own() -> None:
    """A statement that a record repeats a hundred times is named a hundred times."""
    text = "He completed 6 chiropractic visits.\n\n" * 100
    facts = find_facts([record_of("a.txt", from_text(text))])
    assert len({fact.id for fact in facts.visits}) == len(facts.visits) == 100


@pytest.mark.parametrize(
    ("kind", "words", "field", "expected"),
    [
        ("age", "52", None, 52),
        ("sex", "M", None, "male"),
        ("injury_date", "2015-03-14", None, date(2015, 3, 14)),
        ("mechanism", "fell from a ladder", None, "fell from a ladder"),
        ("visits", "8 completed", "count", (8, 8)),
        ("complaints", "5/10", "score", (5, 5)),
        ("findings", "negative", "result", "negative"),
        ("medications", "ibuprofen 800 mg", "strength", "800 mg"),
        ("medications", "stopped", "use", "stopped"),
        ("work_status", "temporarily totally disabled", "capacity", "temporarily totally disabled"),
        ("results", "not improved", "effect", "not improved"),
        ("function", "limitation: cannot garden", "kind", "limitation"),
        ("diagnoses", "Lumbar strain (S39.012A)", "codes", ("S39.012A",)),
        ("imaging", "no protrusion", "result", "no protrusion"),
        ("surgeries", "right knee arthroscopy", "body_parts", ("right knee",)),
        ("requests", "12 acupuncture visits", "service", "acupuncture"),
        ("ur_decisions", "modified", "outcome", "modified"),
    ],
)
def test_every_kind_takes_a_correction(
    folder: Path, kind: str, words: str, field: str | None, expected: object
) -> None:
    """The value is read from what was typed; what the record says and who said otherwise stay."""
    name = id_of(read_case(folder), kind)
    facts = say(folder, name, words)
    fact = next(fact for own, fact in facts_of(facts) if own == kind and fact.id == name)
    assert (fact.value if field is None else getattr(fact.value, field)) == expected
    assert fact.review is not None
    assert (fact.review.action, fact.review.who) == ("corrected", "Ada Reviewer")
    recorded = dict(facts_of(find_facts(read_case(folder).records)))[kind]
    assert (fact.recorded is None) == (recorded.status == "not documented")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("age", "old"),
        ("age", "150"),
        ("sex", "unknown"),
        ("injury_date", "2015-02-30"),
        ("visits", "many"),
        ("complaints", "14/10"),
        ("findings", "worse"),
        ("medications", "something"),
        ("work_status", "fine"),
        ("results", "better"),
        ("ur_decisions", "lost"),
        ("mechanism", "7"),
    ],
)
def test_words_of_another_kind_are_refused(folder: Path, kind: str, words: str) -> None:
    """What is no value of the kind is refused with what would be, and nothing is kept."""
    case = read_case(folder)
    with pytest.raises(InvalidField) as caught:
        correction_of(case, find_facts(case.records), id_of(case, kind), words, "Ada")
    assert "not documented" in caught.value.allowed
    assert not (folder / "corrections.jsonl").exists()


def test_an_unknown_fact_and_no_name_are_refused(folder: Path) -> None:
    """The error lists facts of the kind that was meant; nobody corrects without a name."""
    case = read_case(folder)
    facts = find_facts(case.records)
    with pytest.raises(InvalidField, match="visits-"):
        correction_of(case, facts, "visits-zzzzz", "8", "Ada")
    with pytest.raises(InvalidField, match="who"):
        correction_of(case, facts, "age", "52", "  ")
    with pytest.raises(InvalidField, match="documented"):
        correction_of(case, facts, "mechanism", None, "Ada")


def test_a_misreading_is_struck_and_can_be_restored(folder: Path) -> None:
    """A struck fact is out of the facts and kept beside them; confirming it brings it back."""
    case = read_case(folder)
    name = next(fact.id for fact in case_facts(case).visits if fact.value and fact.value.count)
    facts = say(folder, name, "not documented")
    assert name not in [fact.id for fact in facts.visits]
    again = read_case(folder)
    struck = reviewed(find_facts(again.records), again.corrections).struck
    assert [fact.id for fact in struck] == [name]
    assert name in [fact.id for fact in say(folder, name, "8").visits]


def test_the_last_word_counts_and_all_are_kept(folder: Path) -> None:
    """A confirmation after a correction confirms the corrected value; the file keeps every line."""
    say(folder, "age", "52")
    facts = say(folder, "age", None, "Ben Second")
    assert (facts.age.value, facts.age.recorded) == (52, 51)
    assert facts.age.review is not None
    assert (facts.age.review.action, facts.age.review.who) == ("confirmed", "Ben Second")
    assert len((folder / "corrections.jsonl").read_text("utf-8").splitlines()) == 2


def test_a_correction_of_words_that_are_gone_applies_to_nothing(folder: Path) -> None:
    """Where the record changed, the correction is shown as not applied, never put elsewhere."""
    case = read_case(folder)
    name = next(fact.id for fact in case_facts(case).visits if fact.value and fact.value.count)
    say(folder, name, "8")
    changed = NOTE.replace("6 chiropractic visits.", "7 chiropractic visits.")
    (folder / "records" / "note.txt").write_text(changed, "utf-8")
    again = read_case(folder)
    found = reviewed(find_facts(again.records), again.corrections)
    assert [one.fact for one in found.unplaced] == [name]
    assert all(fact.review is None for fact in found.facts.visits)


def test_a_line_with_a_value_that_cannot_be_is_not_applied(folder: Path) -> None:
    """A correction written by hand with a wrong value changes nothing and is shown."""
    case = read_case(folder)
    made = correction_of(case, find_facts(case.records), "age", "52", "Ada")
    wrong = Correction.model_validate({**made.model_dump(), "value": "elderly"})
    found = reviewed(find_facts(case.records), [wrong])
    assert found.facts.age.value == 51
    assert found.unplaced == (wrong,)


def test_drafts_checks_chat_and_workbench_go_by_the_correction(folder: Path) -> None:
    """With the age and the visits corrected, all four say so."""
    case = read_case(folder)
    name = next(
        fact.id
        for fact in case_facts(case).visits
        if fact.value and fact.value.stage == "completed" and fact.value.count
    )
    wrong = read_letter(from_text(draft_case(case).letter, "draft.md"))
    say(folder, "age", "61")
    say(folder, name, "9 completed")
    case = read_case(folder)
    assert prior_care(case_facts(case), "chiropractic").count == 9
    made = draft_case(case)
    assert "61 year-old" in made.letter
    assert "9 visits of chiropractic care are documented as completed" in " ".join(
        made.letter.split()
    )
    assert any("61" in one.text for one in CaseTools(folder).facts("age"))
    assert "9 completed" in CaseTools(folder).visits_so_far()[0].text
    shown = {one.topic: one for one in record_page(folder).facts}
    assert (shown["age"].value, shown["age"].recorded) == ("61", "51")
    against = {one.code for one in check(wrong, record=folder).findings}
    agreed = read_letter(from_text(made.letter, "draft.md"))
    now = {one.code for one in check(agreed, record=folder).findings}
    assert against - now, "the letter of before contradicts the corrected facts"


def test_a_value_that_no_record_gives_is_drafted(folder: Path) -> None:
    """A fact that only the reviewer knows is stated, with his word as its support."""
    (folder / "records" / "note.txt").write_text("She reports low back pain.", "utf-8")
    say(folder, "age", "44")
    made = draft_case(read_case(folder))
    assert "44 year-old" in made.letter or "44 years old" in made.letter
    assert any(
        one.kind == "case" and one.field == "corrections/age"
        for statement in made.statements
        for one in statement.supports
    )
