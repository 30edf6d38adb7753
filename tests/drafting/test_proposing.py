"""Facts that a model proposes count only where code reads the same from the words quoted."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.case_file import read_case
from assistant.cli import main
from assistant.drafting.proposing import FILE, with_proposed
from assistant.facts import find_facts
from tests.drafting.answers import TITLE
from tests.scripted_model import Reply, ScriptedModel, in_turn

RECORD = (
    "The guideline allows a trial; she has completed 6 chiropractic visits.\n"
    "She did not complete 9 chiropractic visits in May.\n"
    "Left knee flexion is 110 degrees. Work status: modified duty.\n"
    "She takes Norco 10/325 mg twice daily.\n"
)
COUNTS = [
    ("visits", "6 visits of chiropractic, completed", "she has completed 6 chiropractic visits"),
    ("findings", "left knee flexion 110 degrees", "Left knee flexion is 110 degrees"),
    ("medications", "Norco 10/325 mg", "She takes Norco 10/325 mg twice daily"),
    ("work_status", "modified duty", "Work status: modified duty"),
]
REJECTED = [
    ("visits", "12 completed", "she has completed 12 chiropractic visits", "do not stand"),
    ("visits", "12 completed", "she has completed 6 chiropractic visits", "no such value"),
    ("visits", "9 completed", "complete 9 chiropractic visits", ""),
    ("visits", "6 completed visits of acupuncture", "she has completed 6 chiropractic visits", ""),
    ("findings", "right knee flexion 110 degrees", "Left knee flexion is 110 degrees", ""),
    ("findings", "left knee flexion 100 degrees", "Left knee flexion is 110 degrees", ""),
    ("medications", "Norco 5/325 mg", "She takes Norco 10/325 mg twice daily", ""),
    ("work_status", "full duty", "Work status: modified duty", ""),
    ("surgeries", "lumbar fusion", "Left knee flexion is 110 degrees", "no such value"),
    ("medications", "Norco 10/325 mg", "", "do not stand"),
]


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> Iterator[ScriptedModel]:
    """A scripted endpoint that the environment names."""
    monkeypatch.setenv("OPENAI_API_KEY", "scripted")
    with ScriptedModel(in_turn(Reply('{"facts": []}'))) as model:
        monkeypatch.setenv("OPENAI_BASE_URL", model.url)
        yield model


def proposed(*facts: tuple[str, str, str]) -> Reply:
    """An answer that proposes them, each from the first excerpt."""
    told = [
        {"kind": kind, "value": value, "record": "R1", "quote": quote}
        for kind, value, quote in facts
    ]
    return Reply(json.dumps({"facts": told}))


@pytest.fixture
def judged(
    case_folder: Callable[..., Path], scripted: ScriptedModel, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Any]:
    """What `imr facts --model` says of proposals for the case of this test."""

    def ask(*facts: tuple[str, str, str]) -> tuple[Path, list[dict[str, Any]]]:
        folder = case_folder(TITLE, RECORD)
        scripted.script = in_turn(proposed(*facts))
        assert main(["facts", str(folder), "--model", "scripted-1", "--format", "json"]) == 0
        return folder, json.loads(capsys.readouterr().out)["judged"]

    return ask


@pytest.mark.parametrize("fact", COUNTS, ids=lambda one: one[1])
def test_what_code_reads_from_the_words_counts(
    judged: Callable[..., Any], fact: tuple[str, str, str]
) -> None:
    """Number, unit, side and drug are those of the quote, which stands in the record."""
    _, (one,) = judged(fact)
    assert one["reason"] == ""


@pytest.mark.parametrize("fact", REJECTED, ids=lambda one: f"{one[1]} of {one[2]}")
def test_what_the_words_do_not_say_is_rejected(
    judged: Callable[..., Any], fact: tuple[str, str, str, str]
) -> None:
    """Another number, side, drug, a dropped "not", words that are not there: shown as rejected."""
    _, (one,) = judged(fact[:3])
    assert one["reason"]
    assert fact[3] in one["reason"]


def test_what_counts_joins_the_facts_and_is_checked_anew(judged: Callable[..., Any]) -> None:
    """The fact is among those a draft goes by; a file that was tampered with adds nothing."""
    folder, _ = judged(COUNTS[0], REJECTED[0][:3])
    case = read_case(folder)
    facts = find_facts(case.records).model_copy(update={"visits": ()})
    assert [one.value.count for one in with_proposed(case, facts).visits if one.value] == [(6, 6)]
    kept = json.loads((folder / FILE).read_text())
    for one in kept["judged"]:
        one["reason"] = ""
    (folder / FILE).write_text(json.dumps(kept))
    assert len(with_proposed(case, facts).visits) == 1


def test_names_do_not_leave(scripted: ScriptedModel, case_folder: Callable[..., Path]) -> None:
    """What is sent holds placeholders in the place of names."""
    folder = case_folder(TITLE, "Patient name: Maria Lopez\nMs. Lopez has neck pain.\n")
    main(["facts", str(folder), "--model", "scripted-1"])
    sent = json.dumps(scripted.requests[0]["messages"])
    assert "Lopez" not in sent
    assert "[PERSON-1]" in sent


def test_another_form_is_an_error(
    scripted: ScriptedModel, case_folder: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """An answer that is no list of facts ends with one line and status 2."""
    scripted.script = in_turn(Reply('{"facts": [{"kind": "opinion"}]}'))
    assert main(["facts", str(case_folder(TITLE)), "--model", "scripted-1"]) == 2
    assert "another form" in capsys.readouterr().err
