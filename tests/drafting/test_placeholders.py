"""Identifiers leave the machine as placeholders, and come back as they were."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting import draft, prompt_of
from assistant.drafting.placeholders import Placeholders
from tests.drafting.answers import RECORD, TITLE, good
from tests.scripted_model import Reply, ScriptedModel, in_turn

HEAD = (
    "Patient Name: Maria Lopez\nDOB: 03/04/1971\nClaim Number: WC-4711-99\nMRN: 0081234\n"
    "SSN 123-45-6789\nAddress: 12 Ocean View Drive, Long Beach, CA 90802\n"
    "Phone: (562) 555-0134\nEmail: m.lopez@example.org\nPhysician: John Q. Smith, MD\n\n"
    "Ms. Lopez was seen today. Lopez reports pain.\n\n"
)
SECRETS = (
    "Maria Lopez", "Lopez", "03/04/1971", "WC-4711-99", "0081234", "123-45-6789", "Ocean View",
    "90802", "555-0134", "m.lopez@example.org", "Smith",
)  # fmt: skip


def test_nothing_that_identifies_a_person_leaves(
    case_folder: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No identifier of the records stands in any request; `--show-prompt` shows none either."""
    folder = case_folder(TITLE, RECORD)
    report = folder / "records" / "report.txt"
    report.write_text(HEAD + report.read_text())
    monkeypatch.setenv("OPENAI_API_KEY", "scripted")
    with ScriptedModel(in_turn(Reply(good()))) as model:
        monkeypatch.setenv("OPENAI_BASE_URL", model.url)
        draft(folder, model="scripted-1")
        sent = model.sent + json.dumps(model.requests)
    shown = prompt_of(folder)
    for secret in SECRETS:
        assert secret not in sent
        assert secret not in shown
    assert "[PERSON-1]" in sent


def test_the_same_words_get_the_same_placeholder() -> None:
    """A name and its last name alone are one person, in every text of the case."""
    names = Placeholders([HEAD])
    hidden = names.hide("Maria Lopez called. Ms. Lopez has pain.")
    assert hidden == "[PERSON-1] called. Ms. [PERSON-1] has pain."
    assert names.restore("[PERSON-1] has pain.") == "Maria Lopez has pain."
    assert names.named_in("Lopez has pain") == ["Lopez"]


@given(st.text(max_size=400))
def test_any_text_is_hidden_and_restored_without_harm(text: str) -> None:
    """A text without identifiers of the case comes back as it was."""
    names = Placeholders([text])
    assert isinstance(names.hide(text), str)
    assert Placeholders().restore(text) == text
