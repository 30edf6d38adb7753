"""Treatment to date in the summary: what is told, and what is left out."""

from __future__ import annotations

from collections.abc import Callable

from assistant.checks import check
from assistant.drafting import Draft
from assistant.letters import read_letter
from assistant.text import from_text

DraftOf = Callable[..., Draft]

SAID = (
    "She completed 12 visits of physical therapy. MRI of the lumbar spine dated 01/05/2016 showed "
    "a left disc protrusion at L4-5 with contact to the root. She takes naproxen 550 mg daily."
)


def summary(draft: Draft) -> str:
    """The sentences of the summary in one line."""
    return " ".join(one.text for one in draft.statements if one.issue is None)


def test_care_studies_and_drugs_are_told_where_no_visits_are_in_dispute(draft_of: DraftOf) -> None:
    """Visits completed, a study's result and the drug stand in the summary of an injection."""
    draft = draft_of("Lumbar epidural steroid injection at L4-5", SAID)
    told = summary(draft)
    assert "12 visits of physical therapy are documented as completed" in told
    assert "naproxen" in told.lower()
    assert check(read_letter(from_text(draft.letter)), as_of=draft.governed_on).counts.error == 0


def test_another_count_stands_beside_visits_in_dispute(draft_of: DraftOf) -> None:
    """Visits of therapy are told beside a request for acupuncture, and do not count for it."""
    draft = draft_of("Acupuncture, 6 visits, low back", SAID)
    assert "12 visits of physical therapy are documented as completed" in summary(draft)
    report = check(read_letter(from_text(draft.letter)), as_of=draft.governed_on)
    assert report.counts.error == 0
    assert not [one.code for one in report.findings if one.code.startswith("LIM")]
