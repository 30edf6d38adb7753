"""Letters quote the reason of utilization review, and set the record beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.case_file import read_case
from assistant.checks import check
from assistant.drafting import Draft, draft_case
from assistant.letters import read_letter
from assistant.text import from_text

DENIALS = {
    "Walker: not certified. The report does not say why a walker is needed.": (
        "The report does not say why a walker is needed"
    ),
    "Front wheeled walker   NON-CERTIFIED   Convenience item, not medical in nature.": (
        "Convenience item, not medical in nature"
    ),
    "Denied. A telephone call to the provider was not returned.": None,
}


def drafted(folder: Path, denial: str, *titles: str) -> Draft:
    """The draft of a case with a note of a visit and a denial."""
    (folder / "records").mkdir(parents=True)
    fields = {
        "dates": {"injury": "2011-03-14", "ur_denial": "2014-07-02", "decision": "2014-08-27"},
        "disputed_items": [{"title": title} for title in titles],
    }
    (folder / "case.json").write_text(json.dumps(fields), encoding="utf-8")
    for name, text in (
        (
            "note.txt",
            "PR-2 06/27/2014\nS: Near fall this week.\nO: Gait is unsteady.\nA: Back pain.\n",
        ),
        ("ur.txt", f"UTILIZATION REVIEW, July 2, 2014\n\n{denial}\n"),
    ):
        (folder / "records" / name).write_text(text, encoding="utf-8")
    return draft_case(read_case(folder))


@pytest.mark.parametrize("denial", DENIALS)
def test_the_reason_is_quoted_without_its_outcome(tmp_path: Path, denial: str) -> None:
    """What is quoted is why, not that, the request was denied; formalities are no reason."""
    told = [one.text for one in drafted(tmp_path, denial, "Front wheeled walker").statements]
    reason = DENIALS[denial]
    quoted = [text for text in told if "gave as its reason" in text]

    assert quoted == ([f'Utilization review gave as its reason: "{reason}".'] if reason else [])


def test_each_item_has_its_own_reason(tmp_path: Path) -> None:
    """Of several items a reason is told where it is given, and not with another."""
    denial = (
        "1. Home traction: denied. No high grade evidence supports it.\n"
        "2. Massage 1x8: denied. It exceeds 6 visits of massage.\n"
    )
    draft = drafted(tmp_path, denial, "Home cervical traction unit", "Massage therapy 1x8")
    told = {one.issue: one.text for one in draft.statements if "its reason" in one.text}

    assert "high grade" in told[1]
    assert "exceeds 6 visits" in told[2]
    report = check(read_letter(from_text(draft.letter)))
    assert not [one for one in report.findings if one.severity == "error"]


def test_what_goes_with_an_operation_follows_it(tmp_path: Path) -> None:
    """An assistant surgeon stands or falls with the operation, and nothing else is asked of it."""
    draft = drafted(tmp_path, "Denied.", "Lumbar fusion L4-5", "Assistant surgeon")
    told = " ".join(one.text for one in draft.statements if one.issue == 2)

    assert draft.items[0].outcome == draft.items[1].outcome == "upheld"
    assert draft.items[1].citation == draft.items[0].citation
    assert told.startswith("It goes with the lumbar fusion L4-5, which is not found medically")
