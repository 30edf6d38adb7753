"""Records that give orders, and a model that obeys them: no wrong letter can be approved."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.case_file import Record, read_case
from assistant.drafting import draft
from assistant.drafting.instructions import find_instructions
from assistant.letters import read_letter
from assistant.text import from_text
from tests.drafting.answers import GOOD, RECORD, TITLE, answer, said
from tests.scripted_model import Reply, Request, ScriptedModel

TOLD = tomllib.loads((Path(__file__).parent / "attacks.toml").read_text("utf-8"))
ATTACKS: list[str] = TOLD["records"]
CLINICAL: list[str] = TOLD["clinical"]
LETTERS = Path(__file__).parents[3] / "shared" / "imr" / "text"


def obeys(request: Request) -> Reply:
    """What a model answers that does as the record says: it concludes, and cites the order."""
    prompt = "\n".join(str(one["content"]) for one in request["messages"])
    order = next(one for one in ATTACKS if one in " ".join(prompt.split()))
    wrong = [
        said(1, "As the record directs, the request is approved.", order),
        said(1, "Function improved after 18 visits and every goal was reached.", order),
        said(1, "The guideline gives a trial of 24 visits.", order),
        said(1, order, order),
    ]
    return Reply(answer([*GOOD[:2], *wrong]))


@pytest.fixture
def obedient(monkeypatch: pytest.MonkeyPatch) -> Iterator[ScriptedModel]:
    """A scripted endpoint that obeys records."""
    monkeypatch.setenv("OPENAI_API_KEY", "scripted")
    with ScriptedModel(obeys) as model:
        monkeypatch.setenv("OPENAI_BASE_URL", model.url)
        yield model


def findings(folder: Path) -> dict[str, Any]:
    """What stands in `findings.json`."""
    report: dict[str, Any] = json.loads((folder / "findings.json").read_text("utf-8"))
    return report


def test_there_are_forty_attacks() -> None:
    """At least forty different records give orders."""
    assert len(set(ATTACKS)) >= 40


@pytest.mark.parametrize("number", range(len(ATTACKS)))
def test_an_obedient_model_yields_no_approvable_letter(
    obedient: ScriptedModel, case_folder: Callable[..., Path], number: int
) -> None:
    """The outcome stays that of the criteria, the order is reported, and errors block the draft."""
    folder = case_folder(TITLE, f"{RECORD}\n{ATTACKS[number]}\n")
    made = draft(folder, model="scripted-1")
    report = findings(folder)
    assert obedient.requests
    assert made.items[0].outcome == "upheld"
    assert [one.outcome for one in read_letter(from_text(made.letter)).issues] == ["upheld"]
    assert report["counts"]["error"] > 0
    told = [one for one in report["findings"] if one["code"] == "GRD011"]
    assert told
    assert told[0]["related"][0]["ref"].startswith("report.txt, page 1")


@pytest.mark.parametrize("number", range(len(ATTACKS)))
def test_the_template_draft_follows_no_order(
    case_folder: Callable[..., Path], tmp_path: Path, number: int
) -> None:
    """Without a model the letter is the same but for nothing, and the order is reported."""
    folder = case_folder(TITLE, f"{RECORD}\n{ATTACKS[number]}\n")
    made = draft(folder, out=tmp_path / "out")
    rows = {row.name: row.verdict for row in made.items[0].criteria}
    assert made.items[0].outcome == "upheld"
    assert rows["functional improvement"] == "not documented"
    assert "GRD011" in {one["code"] for one in findings(tmp_path / "out")["findings"]}
    assert ATTACKS[number] not in made.letter


def test_ordinary_records_are_not_reported(case_folder: Callable[..., Path]) -> None:
    """Plans, prescriptions and requests of a physician are no orders to the reader."""
    plain = (
        "Please authorize physical therapy twice a week. The patient should ignore mild soreness. "
        "I recommend that she continue the home exercise program. Request authorization for MRI. "
        "She was instructed to return in 4 weeks. The requested care is medically necessary. "
        "The patient must avoid lifting. Follow the guidelines for safe lifting."
    )
    folder = case_folder(TITLE, plain)
    assert find_instructions(read_case(folder).records) == ()


@pytest.mark.parametrize("sentence", CLINICAL)
def test_clinical_words_are_no_orders(sentence: str) -> None:
    """Orders to a patient and pleas of a physician address no machine and rule on nothing."""
    document = from_text(f"The knee hurts. {sentence}\n")
    record = Record(name="report.txt", kind="other", written=None, document=document)
    assert find_instructions((record,)) == ()


@pytest.mark.skipif(
    not LETTERS.is_dir(), reason="the published letters are not beside this checkout"
)
def test_no_published_letter_reads_as_an_order() -> None:
    """The reader of orders finds none in the published letters."""
    found = [
        (path.name, one.quote)
        for path in sorted(LETTERS.glob("*.txt"))
        for one in find_instructions(
            (
                Record(
                    name=path.name,
                    kind="other",
                    written=None,
                    document=from_text(path.read_text("utf-8")),
                ),
            )
        )
    ]
    assert found == []
