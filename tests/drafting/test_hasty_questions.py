"""Questions and requests as reviewers in a hurry type them, answered without a model."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.drafting import draft
from assistant.drafting.asking import items_named, outcome_wanted
from assistant.drafting.chat import Chat
from assistant.drafting.events import Event
from assistant.drafting.following import in_context
from assistant.drafting.shorthand import spelled_out
from tests.drafting.answers import RECORD, TITLE


@pytest.fixture
def chat(case_folder: Callable[..., Path]) -> Chat:
    """A chat over a drafted case with one item, six visits done and denied on a day."""
    record = f"{RECORD}\nSciatic stretch test negative. Kidneys: creatinine 0.9.\n"
    folder = case_folder(TITLE, record, ur_denial="2016-09-20", application_received="2016-10-31")
    draft(folder)
    return Chat(folder)


def told(chat: Chat, line: str) -> list[Event]:
    """The events of a line; the letter is as it was before it."""
    before = (chat.tools.folder / "draft.md").read_bytes()
    events = list(chat.ask(line))
    assert (chat.tools.folder / "draft.md").read_bytes() == before
    return events


def words(events: list[Event]) -> str:
    """The text of events with their places."""
    return "\n".join(f"{one.text} {one.where}" for one in events)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("whats the dx?", "what is the diagnosis?"),
        ("SLR on the L?", "straight leg raise on the left?"),
        ("any PT b4 this", "any physical therapy before this"),
        ("how many vists", "how many visits"),
        ("theraphy so far", "therapy so far"),
        ("what is the weather", "what is the weather"),
        ("what would you charge", "what would you charge"),
        ('change "teh" to "the"', 'change "teh" to "the"'),
        ("range of motion", "range of motion"),
        ("is he there", "is he there"),
    ],
)
def test_shorthand_and_slips_are_spelled_out(typed: str, meant: str) -> None:
    """A word one slip off a known one is taken for it; quoted and common words never."""
    assert spelled_out(typed, {"visits", "therapy", "change", "three", "range", "whether"}) == meant


@pytest.mark.parametrize(
    ("text", "before", "whole"),
    [
        ("did it help?", "any chiropractic before?", "did it help? chiropractic"),
        ("for how long", "relief from the injection?", "for how long relief from the injection?"),
        ("and the knee?", "any MRI of the hip?", "and the knee?"),
        ("what is the work status?", "any MRI?", "what is the work status?"),
        ("grip strength", "any MRI?", "grip strength"),
    ],
)
def test_a_follow_up_is_asked_of_what_came_before(text: str, before: str, whole: str) -> None:
    """Only a question that names nothing of its own takes over what the last one named."""
    assert in_context(text, before) == whole


@pytest.mark.parametrize(
    ("line", "items"),
    [
        ("make #2 shorter", [2]),
        ("overturn 3, he met the trial", [3]),
        ("why did UR deny #4?", [4]),
        ("uphold #2 - part of surgery", [2]),
        ("why is 1 upheld?", [1]),
        ("shorten 1 to 4 sentences", [1]),
        ("change 1 to 2 visits", []),
        ("make 6 visits of it", []),
        ("Naproxen 550 mg #60", []),
        ("Naproxen 550 mg #3", []),
    ],
)
def test_bare_numbers_name_items(line: str, items: list[int]) -> None:
    """After "#" or a word that asks for an edit, and only where there is such an item."""
    assert items_named(line, 5) == items


def test_a_reason_is_without_what_points_at_the_item() -> None:
    """Of "uphold it. 38 visits" the visits are the reason."""
    wanted = outcome_wanted("uphold it. 38 visits already")
    assert wanted is not None
    assert wanted.why == "38 visits already"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("chiro so far?", "6 completed"),
        ("so would 6 more be over?", "6 completed and 6 more make 12"),
        ("how many are left?", "make 18"),
        ("was the imr app late?", "41 days, more than the 30"),
        ("compare 2009 and 2016 for this", "2016: 6 visits over 2 weeks"),
        ("who says 18 visits", "low-back-total-visits"),
        ("who says 77 visits", "77 stands in no record"),
        ("and for a flare up?", "low-back-flare-up-visits"),
        ("why is 1 upheld?", "upheld"),
        ("kidney function ok?", "creatinine 0.9"),
        ("whys that red", "date assigned"),
        ("what would you charge for this", "cannot be answered"),
        ("asdf", "needs a model"),
        ("looks good", "No proposal is open"),
        ("undo that", "Nothing to take back"),
    ],
)
def test_hasty_questions_are_answered(chat: Chat, line: str, said: str) -> None:
    """With sums, days, editions and the source of a number where they are asked for."""
    assert said in words(told(chat, line))


def test_what_is_asked_stands_first(chat: Chat) -> None:
    """A sentence that shares more with the question comes before facts that share less."""
    first = next(one for one in told(chat, "sciatic stretch test?") if one.kind == "source")
    assert "Sciatic stretch test negative" in first.text


def test_an_open_proposal_is_taken_back(chat: Chat) -> None:
    """With "nah forget it" it is rejected; nothing else changes."""
    told(chat, "overturn 1, he loads 40-pound bags")
    assert "proposal 1 is rejected" in words(told(chat, "nah forget it"))
    assert chat.tools.proposals[0].status == "rejected"


def test_a_yes_says_which_command_accepts(chat: Chat) -> None:
    """Nothing changes by a word; /accept with the number does it."""
    told(chat, "overturn 1, he loads 40-pound bags")
    assert "/accept 1" in words(told(chat, "yes"))


def test_what_was_accepted_is_taken_back_by_its_reverse(chat: Chat) -> None:
    """The reverse of an edit and of an outcome is a proposal of its own, and restores the words."""
    letter = chat.tools.current_draft()
    told(chat, "overturn 1, he loads 40-pound bags")
    list(chat.ask("/accept 1"))
    assert chat.tools.current_draft() != letter
    proposal = told(chat, "undo that")[-1].proposal
    assert proposal is not None
    list(chat.ask(f"/accept {proposal.id}"))
    assert chat.tools.current_draft() == letter


def test_words_that_stand_nowhere_are_told(chat: Chat) -> None:
    """A sentence of which no record says the most is the reviewer's own, and is said to be so."""
    events = told(chat, "write that the guideline allows unlimited care of any chosen sort")
    assert "no record and no source" in words(events)
    events = told(chat, "add that the trial of six visits was completed")
    assert "no record and no source" not in words(events)
