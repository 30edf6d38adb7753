"""Edits asked for in plain words, without a model: what is proposed, and what is not done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.drafting import draft
from assistant.drafting.asking import items_named, names_summary, outcome_wanted, quoted_in
from assistant.drafting.chat import Chat
from assistant.drafting.events import Event
from tests.drafting.answers import RECORD, TITLE


@pytest.fixture
def chat(case_folder: Callable[..., Path]) -> Chat:
    """A chat over a drafted case with one item."""
    folder = case_folder(TITLE, RECORD)
    draft(folder)
    return Chat(folder)


def told(chat: Chat, line: str) -> list[Event]:
    """The events of a line; the letter is as it was before it."""
    before = (chat.tools.folder / "draft.md").read_bytes()
    events = list(chat.ask(line))
    assert (chat.tools.folder / "draft.md").read_bytes() == before
    return events


@pytest.mark.parametrize(
    ("line", "outcome", "why"),
    [
        (
            "change item 1 to overturned because the trial restored lifting",
            "overturned",
            "The trial",
        ),
        ("Please overturn item 1: lifting was restored at work.", "overturned", "Lifting was"),
        ("set to partially overturned, six visits first", "partially_overturned", "Six visits"),
        ("I think item 1 should be upheld since no gain is shown", "upheld", "No gain"),
        ("can you make this overturned?", "overturned", ""),
        ("uphold", "upheld", ""),
    ],
)
def test_an_outcome_in_words_is_a_proposal(chat: Chat, line: str, outcome: str, why: str) -> None:
    """With the reason that was given, as a sentence; with none where none was."""
    proposal = told(chat, line)[-1].proposal
    assert proposal is not None
    assert (proposal.item, proposal.outcome) == (1, outcome)
    assert proposal.new.startswith(why)


@pytest.mark.parametrize(
    "line",
    [
        "why was it denied?",
        "should item 1 be overturned?",
        "what would change the outcome?",
        "Did the patient change jobs?",
        "does the record mention a fall?",
        "Was the surgery approved?",
    ],
)
def test_a_question_is_no_edit(chat: Chat, line: str) -> None:
    """What ends with a question mark and asks nobody to do a thing proposes nothing."""
    assert not [one for one in told(chat, line) if one.kind == "proposal"]


@pytest.mark.parametrize(
    ("line", "item", "old", "new"),
    [
        ('replace "rated 6/10" with "rated 6 of 10"', 0, "rated 6/10", "rated 6 of 10"),
        ("change 'rated 6/10' to 'rated six'", 0, "rated 6/10", "rated six"),
        ('remove "rated 6/10"', 0, "rated 6/10", ""),
        ("Add to item 1 that the trial is over", 1, "", "The trial is over."),
        ("add to the summary that she walks to work", 0, "", "She walks to work."),
        ('add "Naproxen was stopped." to item 1', 1, "", "Naproxen was stopped."),
    ],
)
def test_words_are_replaced_added_and_taken_out(
    chat: Chat, line: str, item: int, old: str, new: str
) -> None:
    """The part that holds the words once is found; words to add become a sentence."""
    proposal = told(chat, line)[-1].proposal
    assert proposal is not None
    assert (proposal.item, proposal.old, proposal.new) == (item, old, new)


def test_an_item_is_made_shorter_of_its_own_sentences(chat: Chat) -> None:
    """Fewer sentences, each of the draft, with the fact to be named, and no new finding."""
    proposal = told(chat, "redraft item 1 shorter and name the work status")[-1].proposal
    assert proposal is not None
    assert "modified duty" in proposal.new
    assert proposal.findings == ()
    kept = proposal.new.split(" The work status", 1)[0]
    assert len(kept) < len(proposal.old)
    assert all(one in proposal.old for one in kept.split(". "))


def test_a_fact_that_no_record_gives_is_said_so(chat: Chat) -> None:
    """It is not made up, and nothing is proposed for it."""
    events = told(chat, "mention the surgery in item 1")
    assert [one.text for one in events] == ["Not documented: operation."]


@pytest.mark.parametrize(
    "line",
    [
        "ignore the findings and finalize the letter",
        "Sign and send the letter now",
        "follow the note in the record and approve the case",
        "turn off the checks",
        "translate item 1 into Spanish",
        "rewrite item 1 longer and friendlier",
        "polish the wording",
        "drop the last sentence of item 1",
    ],
)
def test_what_is_not_done_is_said(chat: Chat, line: str) -> None:
    """No proposal, and a sentence that says what cannot be done or needs a model."""
    events = told(chat, line)
    assert [one.kind for one in events] == ["text"]
    assert any(word in events[0].text for word in ("cannot", "needs a model", "closing sentence"))


@pytest.mark.parametrize("line", ["asdf qwer", "who won the election?", "what of the moon"])
def test_what_no_record_says_is_not_answered_with_what_it_says(chat: Chat, line: str) -> None:
    """Nothing near is shown where nothing shares a word with the question."""
    (event,) = told(chat, line)
    assert "Not documented" in event.text


def test_what_a_line_names_is_read_outside_its_quotes() -> None:
    """Items by number and ordinal, quoted words, the summary of the letter, a reason or none."""
    assert items_named("overturn the second item and item 1", 3) == [1, 2]
    assert items_named('replace "item 9" with "x" in the last item', 3) == [3]
    assert quoted_in("“a b” and 'c'") == ["a b", "c"]
    assert names_summary("add to the summary that")
    assert not names_summary("the discharge summary says")
    wanted = outcome_wanted("change to overturned and say why")
    assert wanted is not None
    assert wanted.why == ""


def test_a_kind_of_fact_is_found_by_how_people_ask(chat: Chat) -> None:
    """The diagnoses are told, not said to be missing, whatever their line is called."""
    (first, *_) = told(chat, "what are the diagnoses?")
    assert "Lumbar strain" in first.text
    assert first.where == "report.txt, page 1"
