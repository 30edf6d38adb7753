"""Statements whose parts stand in their sources, and not where they are said to: none passes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import pytest

from assistant.case_file import CaseFile, read_case
from assistant.drafting import Draft, draft_case
from assistant.drafting.bindings import Piece, crossed, levels_of, months_of
from assistant.drafting.context import Material, gather
from assistant.drafting.endpoint import chat_model
from assistant.drafting.model_draft import draft_with_model
from assistant.drafting.reporting import checked
from tests.drafting.answers import Statement
from tests.drafting.more_answers import GOOD, WRONG, with_ids, with_one, write_case
from tests.drafting.subtle_answers import RIGHT
from tests.drafting.subtle_answers import WRONG as SUBTLE
from tests.scripted_model import Reply, Request, ScriptedModel, in_turn


class Case(NamedTuple):
    """A case with what does not change from one answer to the next."""

    read: CaseFile
    template: Draft
    material: Material
    known: set[tuple[str, str]]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The case with three records and two items, its template draft and what a model is given."""
    read = read_case(write_case(tmp_path_factory.mktemp("misplacing") / "case"))
    template = draft_case(read)
    known = {(one.code, one.message) for one in checked(template, read).findings}
    return Case(read, template, gather(read, template), known)


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch, case: Case) -> Iterator[ScriptedModel]:
    """A scripted endpoint that the environment names; the material is not sought anew."""
    monkeypatch.setenv("OPENAI_API_KEY", "scripted")
    monkeypatch.setattr("assistant.drafting.model_draft.gather", lambda *_: case.material)
    with ScriptedModel(in_turn(Reply(""))) as model:
        monkeypatch.setenv("OPENAI_BASE_URL", model.url)
        yield model


def new_errors(case: Case, scripted: ScriptedModel, statements: list[Statement]) -> list[str]:
    """The codes of errors in a draft of `statements` that the template's draft does not have."""

    def script(asked: Request) -> Reply:
        prompt = "\n".join(str(one.get("content")) for one in asked["messages"])
        return Reply(with_ids(statements, prompt))

    scripted.script = script
    model = chat_model("scripted-1")
    _, report = draft_with_model(case.read, case.template, model, "scripted-1", rounds=1)
    return [
        one.code
        for one in report.findings
        if one.severity == "error" and (one.code, one.message) not in case.known
    ]


def test_good_statements_over_several_documents_pass(case: Case, scripted: ScriptedModel) -> None:
    """Dates of the records quoted, sides, doses and a course told as it was bring no error."""
    assert new_errors(case, scripted, GOOD) == []


@pytest.mark.parametrize("way", sorted(WRONG))
def test_what_is_put_together_wrongly_blocks(case: Case, scripted: ScriptedModel, way: str) -> None:
    """Numbers, sides, days and limits of another place are errors, whatever words are used."""
    assert new_errors(case, scripted, with_one(WRONG[way]))


@pytest.mark.parametrize("way", sorted(SUBTLE))
def test_what_measures_something_else_blocks(case: Case, scripted: ScriptedModel, way: str) -> None:
    """Averages, orders, conditions left out and rates made of totals are errors."""
    assert new_errors(case, scripted, with_one(SUBTLE[way]))


@pytest.mark.parametrize("right", RIGHT, ids=lambda one: one["text"])
def test_right_statements_in_other_words_pass(
    case: Case, scripted: ScriptedModel, right: Statement
) -> None:
    """What the sources bear out in other words brings no error."""
    assert new_errors(case, scripted, with_one(right)) == []


@pytest.mark.parametrize(
    ("text", "source", "found"),
    [
        (
            "Left grip is 12 kg in January.",
            "Grip: left 22 kg, in January 12 kg; right 48 kg",
            False,
        ),
        ("Left grip is 48 kg.", "Grip: left 22 kg, in January 12 kg; right 48 kg", True),
        ("Neck pain is 7/10.", "Neck pain 5/10, back pain 7/10.", True),
        ("Pain in the left knee is 5/10.", "Left and right knee pain, 5/10.", False),
        ("The right knee is normal.", "Left knee: effusion. Right knee: normal.", False),
        ("The left knee is normal.", "Left knee: positive. Right knee: normal.", True),
    ],
)
def test_values_stay_with_what_has_them(text: str, source: str, found: bool) -> None:
    """A value that a clause gives to something else is told; one that it leaves open is not."""
    assert bool(list(crossed(text, [Piece(source)]))) is found


def test_days_and_levels_have_one_form() -> None:
    """A month is that of its day; levels are the same with their letters and without."""
    assert months_of("in March 2016") == {"2016-03", "*-03"} == months_of("03/08/2016")
    assert months_of("", [date(2016, 3, 8)]) == {"2016-03", "*-03"}
    assert levels_of("L4-L5, L4/5 and C5") == {"L4-5", "C5"}
    assert levels_of("L5-S1") == {"L5-S1"}
