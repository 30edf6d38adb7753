"""The chat over a letter of the store: it proposes, the reviewer decides, every turn is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.checks import Report
from assistant.drafting.chat import Chat
from assistant.drafting.drafting import draft
from assistant.drafting.offering import tool_functions
from assistant.review import Review, Store, open_case
from assistant.review.talk import open_talk

SAMPLE = Path(__file__).parents[2] / "evals" / "cases" / "chiropractic-trial-2014"


@pytest.fixture
def review(tmp_path: Path, store: Store) -> Review:
    """The sample case, drafted in a store of its own."""
    made = open_case(store, SAMPLE, "Dr. A")
    drafted = draft(SAMPLE, out=tmp_path / "out")
    report = Report.model_validate_json((tmp_path / "out" / "findings.json").read_text("utf-8"))
    made.keep_draft(drafted, report, "Dr. A")
    return made


def talk(review: Review) -> Chat:
    """The chat of the case, opened anew."""
    return open_talk(review.store, review.key, "Dr. A")


def test_an_accepted_proposal_changes_the_letter_of_the_store_and_no_file(review: Review) -> None:
    """Words that run over a line end are found; the folder of the case is left alone."""
    before = sorted(path.name for path in SAMPLE.rglob("*"))
    list(
        talk(review).ask('/edit 1 "asks first for objective functional" "first asks for measured"')
    )
    assert "first asks for measured" not in (review.case.letter or "")
    list(talk(review).ask("/accept 1"))
    assert "visits first asks for measured improvement" in " ".join(
        (review.case.letter or "").split()
    )
    assert sorted(path.name for path in SAMPLE.rglob("*")) == before


def test_a_proposal_says_what_its_check_would_find(review: Review) -> None:
    """A wrong number is told before it is accepted."""
    talk_now = talk(review)
    (event,) = talk_now.ask('/edit 1 "trial of 6 visits" "trial of 9 visits"')
    assert event.proposal is not None
    assert event.proposal.errors[0] < event.proposal.errors[1]
    assert any("LIM001" in one for one in event.proposal.findings)


def test_an_outcome_changes_title_and_closing_sentence_and_decides_nothing(review: Review) -> None:
    """The suggestion is the letter's; the decision stays the reviewer's."""
    list(talk(review).ask("/outcome 1 overturned The trial was completed with gains."))
    list(talk(review).ask("/accept 1"))
    case = review.case
    letter = review.letter(case)
    assert letter.issues[0].outcome == "overturned"
    words = " ".join((case.letter or "").split())
    assert "The trial was completed with gains. Therefore, the request" in words
    assert "#12 is medically necessary." in words
    assert case.decisions == {}


def test_a_proposal_whose_words_are_gone_is_refused(review: Review) -> None:
    """What was edited away cannot be replaced any more; other edits do not matter."""
    list(talk(review).ask('/edit 1 "trial of 6 visits" "trial of six visits"'))
    letter = review.case.letter or ""
    review.edit(letter.replace("56 year-old", "56-year-old"), "Dr. A")
    review.edit(letter.replace("trial of 6 visits", "first course"), "Dr. A")
    (event,) = talk(review).ask("/accept 1")
    assert event.kind == "error"
    assert "words that stand once" in event.text


def test_what_is_said_is_kept_and_is_no_change_of_the_case(review: Review) -> None:
    """A writer who has not seen the chat may still write; a later chat goes on from it."""
    seen = review.case.seen
    list(talk(review).ask("how many visits so far?"))
    assert [turn.kind for turn in talk(review).conversation.turns] == ["asked", "answered"]
    assert review.case.seen == seen
    review.edit((review.case.letter or "") + "\nAddendum.\n", "Dr. A", after=seen)
    assert review.store.verify() is None


@pytest.mark.parametrize(
    "words", ["/draft", '/edit 1 "a" "b"', "/outcome 1 upheld why", "/accept 1", "/reject 1"]
)
def test_who_only_reads_is_answered_and_changes_nothing(review: Review, words: str) -> None:
    """Questions are answered; what would change the case is refused in one line."""
    reading = open_talk(review.store, review.key, "Editor", proposes=False)
    seen = review.case.seen
    asked = list(reading.ask("which limit of the guideline governs item 1?"))
    assert any(one.kind == "source" for one in asked)
    refused = list(reading.ask(words))
    assert [one.kind for one in refused] == ["error"]
    assert "a reviewer does" in refused[0].text
    assert review.case.seen == seen
    assert "propose_edit" not in [one.__name__ for one in tool_functions(reading.tools)]
